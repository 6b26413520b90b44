#include "memory_edit.h"

void memory_edit_begin(struct memory_edit *edit, tracee_addr address, bool is_text)
{
    *edit = (struct memory_edit){.is_active = true, .is_text = is_text, .address = address};
}

size_t memory_edit_length(const struct memory_edit *edit)
{
    return edit->count + edit->has_half;
}

bool memory_edit_byte(const struct memory_edit *edit, tracee_addr address, uint8_t *ret_byte)
{
    tracee_addr at = address - edit->address;
    if (!edit->is_active || at >= memory_edit_length(edit))
        return false;
    *ret_byte = edit->bytes[at];
    return true;
}

static int digit_of(uint32_t character)
{
    if (character >= '0' && character <= '9')
        return (int)character - '0';
    character |= 0x20;
    return character >= 'a' && character <= 'f' ? (int)character - 'a' + 10 : -1;
}

static void type_digit(struct memory_edit *edit, int digit, uint8_t old)
{
    uint8_t *byte = &edit->bytes[edit->count];
    if (edit->has_half)
        *byte = (uint8_t)((*byte & 0xf0) | digit);
    else
        *byte = (uint8_t)(digit << 4 | (old & 0x0f));
    edit->count += edit->has_half;
    edit->has_half = !edit->has_half;
}

static void type(struct memory_edit *edit, uint32_t character, uint8_t old)
{
    int digit = digit_of(character);
    if (edit->count >= MEMORY_EDIT_BYTES)
        return;
    if (edit->is_text && character < 0x80) {
        edit->bytes[edit->count++] = (uint8_t)character;
        edit->has_half = false;
    } else if (!edit->is_text && digit >= 0) {
        type_digit(edit, digit, old);
    }
}

static void erase(struct memory_edit *edit)
{
    if (!edit->has_half && edit->count > 0)
        edit->count--;
    edit->has_half = false;
}

enum memory_edit_result memory_edit_key(struct memory_edit *edit, const struct key *key,
                                        uint8_t old)
{
    bool is_control = key->modifiers & (MOD_CTRL | MOD_ALT);
    switch ((int)key->code) { /* the other keys do nothing here */
    case K_CHARACTER:
        if (!is_control)
            type(edit, key->character, old);
        break;
    case K_BACKSPACE:
    case K_LEFT:
        erase(edit);
        break;
    case K_TAB:
    case K_BACKTAB:
        edit->is_text = !edit->is_text;
        edit->has_half = false;
        break;
    case K_ENTER:
        return memory_edit_length(edit) > 0 ? MEMORY_EDIT_ACCEPTED : MEMORY_EDIT_CANCELLED;
    case K_ESCAPE:
        return MEMORY_EDIT_CANCELLED;
    }
    return MEMORY_EDIT_GOES_ON;
}
