#include <ptop/constants.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "flags.h"

static bool find_name(const struct flag_set *set, const char *name, size_t length,
                      uint64_t *ret_value)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strlen(set->names[i].name) == length &&
            strncmp(set->names[i].name, name, length) == 0) {
            *ret_value = set->names[i].value;
            return true;
        }
    }
    return false;
}

static bool find_number(const char *word, size_t length, uint64_t *ret_value)
{
    char *end;
    uint64_t value;

    if (!isdigit((unsigned char)*word))
        return false;
    errno = 0;
    value = strtoull(word, &end, 0);
    if (errno || end != word + length)
        return false;
    *ret_value = value;
    return true;
}

bool constants_value(enum arg_type type, const char *text, uint64_t *ret_value)
{
    const struct flag_set *set = flag_set_find(type);
    uint64_t sum = 0, value;

    if (!set)
        return false;
    for (;;) {
        size_t length = strcspn(text, "|");
        if (!find_name(set, text, length, &value) && !find_number(text, length, &value))
            return false;
        sum |= value;
        text += length;
        if (*text == '\0')
            break;
        if (!set->is_bits)
            return false;
        text++;
    }
    *ret_value = sum;
    return true;
}

const char *constants_name(enum arg_type type, size_t index)
{
    const struct flag_set *set = flag_set_find(type);

    return set && index < set->count ? set->names[index].name : NULL;
}
