/* Named values: flags.def as arrays, and flag_types.def as the table of them. */
#include "flags.h"

#include <stdio.h>
#include <string.h>

#define LIST(list) static const struct flag_name list_##list[] = {
#define NAME(name, value) {(value), (value), #name},
#define FIELD(name, value, mask) {(value), (mask), #name},
#define SHIFTED(name, value, shift, mask) {(uint64_t)(value) << (shift), (mask), #name},
#define END };
#define IOCTL(number, name, argument) NAME(name, number)
LIST(ioctl)
#include "ioctls.def"
END
LIST(ioctl_i386)
#include "ioctls_i386.def"
END
#undef IOCTL
#include "flags.def"

#define SET(type, list, width, bits, unknown) \
    [TYPE_##type] = {bits, width, list_##list, sizeof list_##list / sizeof *list_##list, unknown},

static const struct flag_set sets[TYPE_COUNT] = {
#define FLAGS(type, list, width, ...) SET(type, list, width, true, "" __VA_ARGS__)
#define ENUM(type, list, width, ...) SET(type, list, width, false, "" __VA_ARGS__)
#include <ptop/flag_types.def>
};

const struct flag_set *flag_set_find(enum arg_type type)
{
    return (unsigned)type < TYPE_COUNT && sets[type].names ? &sets[type] : NULL;
}

const char *flag_set_name(const struct flag_set *set, uint64_t value)
{
    if (set->width_bits == 32)
        value = (uint32_t)value;
    for (size_t i = 0; i < set->count; i++)
        if (set->names[i].value == value)
            return set->names[i].name;
    return NULL;
}

void flag_set_unknown(const struct flag_set *set, char ret_comment[static FLAG_UNKNOWN_BYTES])
{
    const char *first = set->names[0].name;
    size_t common = strlen(first);

    if (set->unknown[0]) {
        snprintf(ret_comment, FLAG_UNKNOWN_BYTES, "%s", set->unknown);
        return;
    }
    for (size_t i = 1; i < set->count; i++) {
        size_t same = 0;
        while (same < common && set->names[i].name[same] == first[same])
            same++;
        common = same;
    }
    while (common > 0 && first[common - 1] != '_')
        common--;
    snprintf(ret_comment, FLAG_UNKNOWN_BYTES, "%.*s???", (int)common, first);
}
