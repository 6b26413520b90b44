/*
 * What files are: the structs of stat, in the layouts that they had over the
 * years, and statx.
 *
 * Members are shown in one order, which is not that of any of the layouts.
 */
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

enum stat_field {
    STAT_DEV,
    STAT_INO,
    STAT_MODE,
    STAT_NLINK,
    STAT_UID,
    STAT_GID,
    STAT_RDEV,
    STAT_SIZE,
    STAT_BLKSIZE,
    STAT_BLOCKS,
    STAT_ATIME,
    STAT_MTIME,
    STAT_CTIME,
    STAT_FIELD_COUNT
};

/* Where a layout has a field; size 0: it has none.  A time's fraction lies behind it. */
struct stat_layout {
    struct {
        uint8_t offset, size;
    } fields[STAT_FIELD_COUNT];
    bool has_fractions;
};

static const struct stat_layout native_stat = {
    .fields = {[STAT_DEV] = {0, 8}, [STAT_INO] = {8, 8}, [STAT_NLINK] = {16, 8},
               [STAT_MODE] = {24, 4}, [STAT_UID] = {28, 4}, [STAT_GID] = {32, 4},
               [STAT_RDEV] = {40, 8}, [STAT_SIZE] = {48, 8}, [STAT_BLKSIZE] = {56, 8},
               [STAT_BLOCKS] = {64, 8}, [STAT_ATIME] = {72, 8}, [STAT_MTIME] = {88, 8},
               [STAT_CTIME] = {104, 8}},
    .has_fractions = true,
};

static const struct stat_layout compat_stat = {
    .fields = {[STAT_DEV] = {0, 4}, [STAT_INO] = {4, 4}, [STAT_MODE] = {8, 2},
               [STAT_NLINK] = {10, 2}, [STAT_UID] = {12, 2}, [STAT_GID] = {14, 2},
               [STAT_RDEV] = {16, 4}, [STAT_SIZE] = {20, 4}, [STAT_BLKSIZE] = {24, 4},
               [STAT_BLOCKS] = {28, 4}, [STAT_ATIME] = {32, 4}, [STAT_MTIME] = {40, 4},
               [STAT_CTIME] = {48, 4}},
    .has_fractions = true,
};

/* i386's stat64: the 32-bit inode near the front is the broken one of old, the right one ends
 * it. */
static const struct stat_layout compat_stat64 = {
    .fields = {[STAT_DEV] = {0, 8}, [STAT_MODE] = {16, 4}, [STAT_NLINK] = {20, 4},
               [STAT_UID] = {24, 4}, [STAT_GID] = {28, 4}, [STAT_RDEV] = {32, 8},
               [STAT_SIZE] = {44, 8}, [STAT_BLKSIZE] = {52, 4}, [STAT_BLOCKS] = {56, 8},
               [STAT_ATIME] = {64, 4}, [STAT_MTIME] = {72, 4}, [STAT_CTIME] = {80, 4},
               [STAT_INO] = {88, 8}},
    .has_fractions = true,
};

static const struct stat_layout oldest_stat = {
    .fields = {[STAT_DEV] = {0, 2}, [STAT_INO] = {2, 2}, [STAT_MODE] = {4, 2},
               [STAT_NLINK] = {6, 2}, [STAT_UID] = {8, 2}, [STAT_GID] = {10, 2},
               [STAT_RDEV] = {12, 2}, [STAT_SIZE] = {16, 4}, [STAT_ATIME] = {20, 4},
               [STAT_MTIME] = {24, 4}, [STAT_CTIME] = {28, 4}},
};

static uint64_t load_sized(const uint8_t *bytes, unsigned size)
{
    switch (size) {
    case 0:
        return 0;
    case 2:
        return load_u16(bytes);
    case 4:
        return load_u32(bytes);
    default:
        return load_u64(bytes);
    }
}

static uint64_t stat_value(const struct stat_layout *layout, const uint8_t *bytes,
                           enum stat_field field)
{
    return load_sized(bytes + layout->fields[field].offset, layout->fields[field].size);
}

static void put_field(struct formatter *f, const struct stat_layout *layout, const uint8_t *bytes,
                      enum stat_field field, const char *name, enum arg_type type)
{
    if (!layout->fields[field].size)
        return;
    format_field(f, name);
    format_value(f, type, stat_value(layout, bytes, field));
}

/* A file has a size, a device a number. */
static void put_extent(struct formatter *f, const struct stat_layout *layout, const uint8_t *bytes)
{
    uint64_t file_type = stat_value(layout, bytes, STAT_MODE) & 0170000;

    if (file_type == 0020000 || file_type == 0060000)
        put_field(f, layout, bytes, STAT_RDEV, "st_rdev", TYPE_DEVICE);
    else
        put_field(f, layout, bytes, STAT_SIZE, "st_size", TYPE_SIZE);
}

static void put_time(struct formatter *f, const struct stat_layout *layout, const uint8_t *bytes,
                     enum stat_field field, const char *const names[2])
{
    const uint8_t *at = bytes + layout->fields[field].offset;
    unsigned size = layout->fields[field].size;
    int64_t seconds = size == 8 ? (int64_t)load_u64(at) : load_s32(at);
    uint64_t fraction = layout->has_fractions ? load_sized(at + size, size) : 0;

    format_field(f, names[0]);
    format_long(f, (uint64_t)seconds);
    format_moment(f, seconds, fraction, 9);
    if (!layout->has_fractions)
        return;
    format_field(f, names[1]);
    format_ulong(f, fraction);
}

static void put_details(struct formatter *f, const struct stat_layout *layout,
                        const uint8_t *bytes)
{
    static const char *const access[] = {"st_atime", "st_atime_nsec"};
    static const char *const change[] = {"st_mtime", "st_mtime_nsec"};
    static const char *const status[] = {"st_ctime", "st_ctime_nsec"};

    put_field(f, layout, bytes, STAT_DEV, "st_dev", TYPE_DEVICE);
    put_field(f, layout, bytes, STAT_INO, "st_ino", TYPE_ULONG);
    put_field(f, layout, bytes, STAT_MODE, "st_mode", TYPE_FILE_MODE);
    put_field(f, layout, bytes, STAT_NLINK, "st_nlink", TYPE_ULONG);
    put_field(f, layout, bytes, STAT_UID, "st_uid", TYPE_UID);
    put_field(f, layout, bytes, STAT_GID, "st_gid", TYPE_GID);
    put_field(f, layout, bytes, STAT_BLKSIZE, "st_blksize", TYPE_ULONG);
    put_field(f, layout, bytes, STAT_BLOCKS, "st_blocks", TYPE_ULONG);
    put_extent(f, layout, bytes);
    put_time(f, layout, bytes, STAT_ATIME, access);
    put_time(f, layout, bytes, STAT_MTIME, change);
    put_time(f, layout, bytes, STAT_CTIME, status);
}

static void put_stat(struct formatter *f, const struct stat_layout *layout, const uint8_t *bytes)
{
    format_open(f, '{');
    if (format_shows_all(f)) {
        put_details(f, layout, bytes);
    } else {
        put_field(f, layout, bytes, STAT_MODE, "st_mode", TYPE_FILE_MODE);
        put_extent(f, layout, bytes);
        format_more(f);
    }
    format_close(f, '}');
}

void format_stat(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_stat(f, f->abi == ABI_COMPAT ? &compat_stat : &native_stat, bytes);
}

void format_stat64(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_stat(f, &compat_stat64, bytes);
}

void format_old_stat(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_stat(f, &oldest_stat, bytes);
}

/* ---- statx -------------------------------------------------------------------- */

enum statx_kind { STATX_U32, STATX_U16, STATX_U64, STATX_TIME };

/* Members in the order they are shown. */
static const struct {
    const char *name;
    uint8_t offset;
    uint8_t kind;
    uint16_t type;
    bool is_brief; /* shown in one line, too */
    uint32_t mask; /* only where stx_mask has one of these; 0: always */
} statx_members[] = {
    {"stx_mask", 0, STATX_U32, TYPE_STATX_MASK, true, 0},
    {"stx_blksize", 4, STATX_U32, TYPE_UINT, false, 0},
    {"stx_attributes", 8, STATX_U64, TYPE_STATX_ATTRIBUTES, true, 0},
    {"stx_nlink", 16, STATX_U32, TYPE_UINT, false, 0},
    {"stx_uid", 20, STATX_U32, TYPE_UID, false, 0},
    {"stx_gid", 24, STATX_U32, TYPE_GID, false, 0},
    {"stx_mode", 28, STATX_U16, TYPE_FILE_MODE, true, 0},
    {"stx_ino", 32, STATX_U64, TYPE_ULONG, false, 0},
    {"stx_size", 40, STATX_U64, TYPE_SIZE, true, 0},
    {"stx_blocks", 48, STATX_U64, TYPE_ULONG, false, 0},
    {"stx_attributes_mask", 56, STATX_U64, TYPE_STATX_ATTRIBUTES, false, 0},
    {"stx_atime", 64, STATX_TIME, TYPE_NONE, false, 0},
    {"stx_btime", 80, STATX_TIME, TYPE_NONE, false, 0x800},
    {"stx_ctime", 96, STATX_TIME, TYPE_NONE, false, 0},
    {"stx_mtime", 112, STATX_TIME, TYPE_NONE, false, 0},
    {"stx_rdev_major", 128, STATX_U32, TYPE_UINT, false, 0},
    {"stx_rdev_minor", 132, STATX_U32, TYPE_UINT, false, 0},
    {"stx_dev_major", 136, STATX_U32, TYPE_UINT, false, 0},
    {"stx_dev_minor", 140, STATX_U32, TYPE_UINT, false, 0},
    {"stx_mnt_id", 144, STATX_U64, TYPE_HEX, false, 0x1000 | 0x4000},
    {"stx_dio_mem_align", 152, STATX_U32, TYPE_UINT, false, 0x2000},
    {"stx_dio_offset_align", 156, STATX_U32, TYPE_UINT, false, 0x2000},
    {"stx_subvol", 160, STATX_U64, TYPE_ULONG, false, 0x8000},
    {"stx_atomic_write_unit_min", 168, STATX_U32, TYPE_UINT, false, 0x10000},
    {"stx_atomic_write_unit_max", 172, STATX_U32, TYPE_UINT, false, 0x10000},
    {"stx_atomic_write_segments_max", 176, STATX_U32, TYPE_UINT, false, 0x10000},
    {"stx_dio_read_offset_align", 180, STATX_U32, TYPE_UINT, false, 0x20000},
    {"stx_atomic_write_unit_max_opt", 184, STATX_U32, TYPE_UINT, false, 0x10000},
};

static void put_statx_time(struct formatter *f, const uint8_t *bytes)
{
    int64_t seconds = (int64_t)load_u64(bytes);
    uint32_t fraction = load_u32(bytes + 8);

    format_open(f, '{');
    format_field(f, "tv_sec");
    format_long(f, (uint64_t)seconds);
    format_field(f, "tv_nsec");
    format_uint(f, fraction);
    format_close(f, '}');
    format_moment(f, seconds, fraction, 9);
}

static void put_statx_member(struct formatter *f, size_t i, const uint8_t *bytes)
{
    static const uint8_t sizes[] = {[STATX_U16] = 2, [STATX_U32] = 4, [STATX_U64] = 8};
    const uint8_t *at = bytes + statx_members[i].offset;

    format_field(f, statx_members[i].name);
    if (statx_members[i].kind == STATX_TIME)
        put_statx_time(f, at);
    else
        format_value(f, statx_members[i].type, load_sized(at, sizes[statx_members[i].kind]));
}

void format_statx(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t mask = load_u32(bytes);

    (void)length;
    format_open(f, '{');
    for (size_t i = 0; i < ARRAY_COUNT(statx_members); i++) {
        bool is_there = !statx_members[i].mask || statx_members[i].mask & mask;
        if (is_there && (statx_members[i].is_brief || format_shows_all(f)))
            put_statx_member(f, i, bytes);
    }
    if (!format_shows_all(f))
        format_more(f);
    format_close(f, '}');
}
