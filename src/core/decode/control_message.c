#include "control_message.h"

#include "layout.h"

bool control_next(const uint8_t *bytes, size_t length, enum abi abi, size_t *offset,
                  struct control *control)
{
    size_t word = abi_word_bytes(abi), header = word + 8;

    if (*offset > length || length - *offset < header)
        return false;
    const uint8_t *at = bytes + *offset;
    size_t left = length - *offset;
    uint64_t own = load_word(at, 0, abi);
    size_t whole = own < left ? (size_t)own : left;
    whole = whole < header ? header : whole;
    *control = (struct control){load_u32(at + word), load_u32(at + word + 4), own, at + header,
                                whole - header};
    *offset += (whole + word - 1) & ~(word - 1);
    *offset = *offset < length ? *offset : length;
    return true;
}

bool control_has_fds(const struct control *control)
{
    return control->level == CONTROL_LEVEL_SOCKET &&
           (control->type == CONTROL_RIGHTS || control->type == CONTROL_PIDFD);
}
