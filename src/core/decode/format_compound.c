/*
 * Words of flags in which a field is of another kind: a class, a size
 * of pages, a signal.
 */
#include "core/tables/flags.h"
#include "formatter.h"

/* The flags of a word without its field. */
static void put_flags(struct formatter *f, enum arg_type type, uint64_t value)
{
    format_flags(f, flag_set_find(type), value);
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

/* The names of flags, whatever the style. */
static void put_flag_names(struct formatter *f, enum arg_type type, uint64_t value)
{
    struct format_options options = *f->options;
    const struct format_options *before = f->options;

    options.constants = FORMAT_NAMES;
    f->options = &options;
    put_flags(f, type, value);
    f->options = before;
}

/* "MFD_HUGETLB|21<<MFD_HUGE_SHIFT" */
static void put_memfd(struct formatter *f, uint64_t value)
{
    uint64_t size = value >> HUGE_SHIFT, flags = value & ((1u << HUGE_SHIFT) - 1);

    if (!value) {
        format_hex(f, 0);
        return;
    }
    if (!format_names_begin(f, value))
        return;
    if (flags)
        put_flag_names(f, TYPE_MEMFD_FLAGS, flags);
    if (flags && size)
        put_or(f);
    if (size) {
        format_uint(f, size);
        format_punctuation(f, "<<");
        format_constant(f, "MFD_HUGE_SHIFT");
    }
    format_names_end(f);
}

#define MOUNT_MAGIC      0xc0ed0000u
#define MOUNT_MAGIC_MASK 0xffff0000u

/* "MS_MGC_VAL|MS_RDONLY" */
static void put_mount(struct formatter *f, uint64_t value)
{
    bool is_old = (value & MOUNT_MAGIC_MASK) == MOUNT_MAGIC;
    uint64_t flags = is_old ? value & ~(uint64_t)MOUNT_MAGIC_MASK : value;

    if (is_old)
        format_known_hex(f, "MS_MGC_VAL", MOUNT_MAGIC);
    if (is_old && flags)
        put_or(f);
    if (flags || !is_old)
        put_flags(f, TYPE_MOUNT_FLAGS, flags);
}

#define STATX_SYNC_MASK 0x6000u

/* "AT_STATX_FORCE_SYNC|AT_EMPTY_PATH" */
static void put_statx(struct formatter *f, uint64_t value)
{
    uint64_t flags = value & ~(uint64_t)STATX_SYNC_MASK;

    put_flags(f, TYPE_AT_STATX_FLAGS, value & STATX_SYNC_MASK);
    if (!flags)
        return;
    put_or(f);
    put_flags(f, TYPE_AT_FLAGS, flags);
}

#define CLONE_SIGNAL_MASK UINT64_C(0xff) /* clone(2) keeps the signal of the child's end in the flags */

/* "CLONE_VM|SIGCHLD" */
static void put_clone(struct formatter *f, uint64_t value)
{
    uint64_t flags = value & ~CLONE_SIGNAL_MASK, signal = value & CLONE_SIGNAL_MASK;

    if (flags)
        put_flags(f, TYPE_CLONE_FLAGS, flags);
    if (flags && signal)
        put_or(f);
    if (signal || !flags)
        format_signal(f, signal);
}

bool format_compound(struct formatter *f, enum arg_type type, uint64_t value)
{
    static const struct {
        uint16_t type;
        void (*put)(struct formatter *f, uint64_t value);
    } rows[] = {
        {TYPE_CLONE_FLAGS, put_clone},
        {TYPE_FANOTIFY_FLAGS, put_fanotify},
        {TYPE_MEMFD_FLAGS, put_memfd},
        {TYPE_MOUNT_FLAGS, put_mount},
        {TYPE_AT_STATX_FLAGS, put_statx},
    };

    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        if (rows[i].type == type) {
            rows[i].put(f, value);
            return true;
        }
    }
    return false;
}
