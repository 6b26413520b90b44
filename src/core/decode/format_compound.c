/*
 * Words of flags in which a field is of another kind: a class, a size
 * of pages.
 */
#include "core/tables/flags.h"
#include "formatter.h"

/* The flags of a word without its field. */
static void put_flags(struct formatter *f, enum arg_type type, uint64_t value)
{
    const struct flag_set *set = flag_set_find(type);
    char unknown[FLAG_UNKNOWN_BYTES];

    flag_set_unknown(set, unknown);
    format_bits(f, set->names, set->count, value, unknown);
}

static void put_or(struct formatter *f)
{
    format_punctuation(f, "|");
}

#define FANOTIFY_CLASS_MASK 0xcu

/* "FAN_CLASS_NOTIF|FAN_CLOEXEC" */
static void put_fanotify(struct formatter *f, uint64_t value)
{
    uint64_t flags = value & ~(uint64_t)FANOTIFY_CLASS_MASK;

    format_named(f, TYPE_FANOTIFY_CLASS, value & FANOTIFY_CLASS_MASK);
    if (!flags)
        return;
    put_or(f);
    put_flags(f, TYPE_FANOTIFY_FLAGS, flags);
}

#define HUGE_SHIFT 26

/* "MFD_HUGETLB|21<<MFD_HUGE_SHIFT" */
static void put_memfd(struct formatter *f, uint64_t value)
{
    uint64_t size = value >> HUGE_SHIFT, flags = value & ((1u << HUGE_SHIFT) - 1);

    if (f->options->constants == FORMAT_NUMBERS)
        flags = value;
    if (flags || !size)
        put_flags(f, TYPE_MEMFD_FLAGS, flags);
    if (flags && size && flags != value)
        put_or(f);
    if (size && flags != value) {
        format_uint(f, size);
        format_punctuation(f, "<<");
        format_constant(f, "MFD_HUGE_SHIFT");
    }
}

bool format_compound(struct formatter *f, enum arg_type type, uint64_t value)
{
    static const struct {
        uint16_t type;
        void (*put)(struct formatter *f, uint64_t value);
    } rows[] = {
        {TYPE_FANOTIFY_FLAGS, put_fanotify},
        {TYPE_MEMFD_FLAGS, put_memfd},
    };

    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        if (rows[i].type == type) {
            rows[i].put(f, value);
            return true;
        }
    }
    return false;
}
