/*
 * The lists of named values, built from the files in flags/, one per subject.
 * A list is
 *
 *     LIST(open)
 *         FIELD(O_RDONLY, 0, 03)          the bits of 03 are 0
 *         NAME(O_CREAT, 0100)             a flag, or the value of an enum; 0 shows where no bit is set
 *         SHIFTED(Q_SYNC, 0x800001, 8, 0xffffff00)    a field whose constant is shifted by 8
 *     END
 *
 * Fields come before plain flags, and a flag of several bits before those it
 * contains.  Values are the kernel's on x86, written out, because the headers
 * of the machine that compiles may be older than the kernel that is traced.
 */
#include "flags.h"

#define LIST(list) static const struct flag_name list_##list[] = {
#define NAME(name, value) {(uint64_t)(value), (uint64_t)(value), #name},
#define FIELD(name, value, mask) {(value), (mask), #name},
#define SHIFTED(name, value, shift, mask) {(uint64_t)(value) << (shift), (mask), #name},
#define END };
#include "flags/event.def"
#include "flags/file.def"
#include "flags/ioctl.def"
#include "flags/ipc.def"
#include "flags/memory.def"
#include "flags/mount.def"
#include "flags/network.def"
#include "flags/process.def"
#include "flags/signal.def"
#include "flags/system.def"
#include "flags/time.def"

#define SET(type, list, width, bits) \
    [TYPE_##type] = {bits, width, list_##list, sizeof list_##list / sizeof *list_##list},

static const struct flag_set sets[TYPE_COUNT] = {
#define FLAGS(type, list, width) SET(type, list, width, true)
#define ENUM(type, list, width) SET(type, list, width, false)
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
