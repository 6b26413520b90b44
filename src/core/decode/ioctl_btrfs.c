/*
 * btrfs: subvolumes, devices, quotas, maintenance.
 */
#include <stdio.h>

#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

#define PATH_BYTES 4088

const struct member members_btrfs_volume[] = {
    {"fd", MEMBER_S64, .type = TYPE_FD},
    {"name", MEMBER_CHARS, .count = PATH_BYTES},
    {0},
};

const struct member members_btrfs_features[] = {
    {"compat_flags", MEMBER_U64, .type = TYPE_HEX},
    {"compat_ro_flags", MEMBER_U64, .type = TYPE_BTRFS_READ_COMPATIBLE},
    {"incompat_flags", MEMBER_U64, .type = TYPE_BTRFS_INCOMPATIBLE},
    {0},
};

const struct member members_btrfs_quota_rescan[] = {{"flags", MEMBER_U64, .type = TYPE_ULONG}, {0}};

const struct member members_btrfs_quota_status[] = {
    {"flags", MEMBER_U64, .type = TYPE_ULONG},
    {"progress", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_file_system[] = {
    {"max_id", MEMBER_U64, .type = TYPE_ULONG},
    {"num_devices", MEMBER_U64, .type = TYPE_ULONG},
    {"fsid", MEMBER_PUT, .count = 16, .put = format_uuid},
    {"nodesize", MEMBER_U32, .type = TYPE_UINT},
    {"sectorsize", MEMBER_U32, .type = TYPE_UINT},
    {"clone_alignment", MEMBER_U32, .type = TYPE_UINT},
    {"csum_type", MEMBER_U16, SHOW_SET, .type = TYPE_BTRFS_CHECKSUM},
    {"csum_size", MEMBER_U16, SHOW_SET, .type = TYPE_UINT},
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_FILE_SYSTEM},
    {NULL, MEMBER_PAD, .count = 8},
    {"metadata_uuid", MEMBER_PUT, SHOW_SET, .count = 16, .put = format_uuid},
    {0},
};

const struct member members_btrfs_lookup_question[] = {
    {"treeid", MEMBER_U64, .type = TYPE_ULONG},
    {"objectid", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_lookup_answer[] = {
    {"treeid", MEMBER_U64, .type = TYPE_ULONG},
    {"objectid", MEMBER_U64, SHOW_NEVER},
    {"name", MEMBER_CHARS, .count = 4080},
    {0},
};

const struct member members_btrfs_device_question[] = {
    {"devid", MEMBER_U64, .type = TYPE_DEVICE},
    {"uuid", MEMBER_PUT, SHOW_SET, .count = 16, .put = format_uuid},
    {0},
};

const struct member members_btrfs_device_answer[] = {
    {"devid", MEMBER_U64, SHOW_NEVER},
    {"uuid", MEMBER_PUT, SHOW_SET, .count = 16, .put = format_uuid},
    {"bytes_used", MEMBER_U64, .type = TYPE_ULONG},
    {"total_bytes", MEMBER_U64, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .count = 379 * 8},
    {"path", MEMBER_CHARS, .count = 1024},
    {0},
};

const struct member members_btrfs_features_pair[] = {
    {NULL, MEMBER_STRUCT, .members = members_btrfs_features},
    {NULL, MEMBER_STRUCT, .members = members_btrfs_features},
    {0},
};

static void put_subvolume_flags(struct formatter *f, const uint8_t *bytes)
{
    format_named(f, TYPE_BTRFS_SUBVOLUME, load_u64(bytes));
}

const struct member members_btrfs_subvolume_flags[] = {
    {NULL, MEMBER_PUT, .count = 8, .put = put_subvolume_flags}, {0}};

/* ---- subvolumes and snapshots ----------------------------------------------------------------- */

#define QGROUP_INHERIT 4
#define NAME_BYTES     4040

/* Behind the flags: a group's limits to inherit, if they say so. */
static void put_inheritance(struct formatter *f, const uint8_t *bytes)
{
    if (!(load_u64(bytes - 8) & QGROUP_INHERIT))
        return;
    format_field(f, "size");
    format_ulong(f, load_u64(bytes));
    format_field(f, "qgroup_inherit");
    format_address(f, load_u64(bytes + 8));
}

const struct member members_btrfs_volume_v2[] = {
    {"fd", MEMBER_S64, .type = TYPE_FD},
    {"transid", MEMBER_U64, SHOW_NEVER},
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_SUBVOLUME},
    {NULL, MEMBER_PUT, .count = 32, .put = put_inheritance},
    {"name", MEMBER_CHARS, .count = NAME_BYTES},
    {0},
};

const struct member members_btrfs_transaction[] = {
    {"fd", MEMBER_S64, SHOW_NEVER},
    {"transid", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

static void put_moment(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "sec");
    format_ulong(f, load_u64(bytes));
    format_field(f, "nsec");
    format_uint(f, load_u32(bytes + 8));
    format_close(f, '}');
    format_moment(f, (int64_t)load_u64(bytes), load_u32(bytes + 8), 9);
}

/* The time in it is not padded in a 32-bit program. */
#define MOMENT(name, show_)                                                                        \
    {name, MEMBER_PUT, show_, .count = 12, .put = put_moment},                                     \
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 4}

const struct member members_btrfs_received_question[] = {
    {"uuid", MEMBER_PUT, .count = 16, .put = format_uuid},
    {"stransid", MEMBER_U64, .type = TYPE_ULONG},
    {"rtransid", MEMBER_U64, SHOW_NEVER},
    MOMENT("stime", SHOW_ALWAYS),
    MOMENT("rtime", SHOW_NEVER),
    {"flags", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_received_answer[] = {
    {NULL, MEMBER_PAD, .count = 24},
    {"rtransid", MEMBER_U64, .type = TYPE_ULONG},
    MOMENT("stime", SHOW_NEVER),
    MOMENT("rtime", SHOW_ALWAYS),
    {0},
};

/* ---- balance ------------------------------------------------------------------------------------- */

static const struct member balance_filter[] = {
    {"profiles", MEMBER_U64, .type = TYPE_BTRFS_BLOCK_GROUP},
    {"usage", MEMBER_U64, .type = TYPE_ULONG},
    {"devid", MEMBER_U64, .type = TYPE_DEVICE},
    {"pstart", MEMBER_U64, .type = TYPE_ULONG},
    {"pend", MEMBER_U64, .type = TYPE_ULONG},
    {"vstart", MEMBER_U64, .type = TYPE_ULONG},
    {"vend", MEMBER_U64, .type = TYPE_ULONG},
    {"target", MEMBER_U64, .type = TYPE_ULONG},
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_BALANCE_FILTER},
    {0},
};

#define FILTER_BYTES 136

/* One for each kind of chunk that the flags, two words before, speak of; they stand in another order. */
static void put_filters(struct formatter *f, const uint8_t *bytes)
{
    static const struct {
        const char *name;
        uint8_t flag, place;
    } filters[] = {{"data", 1, 0}, {"meta", 4, 1}, {"sys", 2, 2}};

    for (size_t i = 0; i < ARRAY_COUNT(filters); i++) {
        if (!(load_u64(bytes - 16) & filters[i].flag))
            continue;
        format_field(f, filters[i].name);
        format_record(f, balance_filter, bytes + (size_t)filters[i].place * FILTER_BYTES,
                      record_size_bytes(balance_filter, f->abi), false);
    }
}

const struct member members_btrfs_balance_question[] = {
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_BALANCE},
    {"state", MEMBER_U64, SHOW_NEVER},
    {NULL, MEMBER_PUT, .count = 3 * FILTER_BYTES, .put = put_filters},
    {0},
};

const struct member members_btrfs_balance_answer[] = {
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_BALANCE},
    {"state", MEMBER_U64, .type = TYPE_BTRFS_BALANCE_STATE},
    {NULL, MEMBER_PUT, .count = 3 * FILTER_BYTES, .put = put_filters},
    {0},
};

/* ---- devices: statistics, replacement ------------------------------------------------------------- */

static void put_statistics(struct formatter *f, const uint8_t *bytes)
{
    static const char *const names[] = {"WRITE", "READ", "FLUSH", "CORRUPTION", "GENERATION"};
    uint64_t count = load_u64(bytes - 16);

    format_item(f);
    format_open_inline(f, '[');
    for (uint64_t i = 0; i < count && i < ARRAY_COUNT(names); i++) {
        format_item_inline(f);
        text_printf(f->text, "[BTRFS_DEV_STAT_%s_ERRS]=", names[i]);
        format_ulong(f, load_u64(bytes + 8 * i));
    }
    if (count > ARRAY_COUNT(names)) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

const struct member members_btrfs_statistics_question[] = {
    {"devid", MEMBER_U64, .type = TYPE_DEVICE},
    {"nr_items", MEMBER_U64, .type = TYPE_ULONG},
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_DEVICE_STATISTICS},
    {0},
};

const struct member members_btrfs_statistics_answer[] = {
    {"devid", MEMBER_U64, SHOW_NEVER},
    {"nr_items", MEMBER_U64, .type = TYPE_ULONG},
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_DEVICE_STATISTICS},
    {NULL, MEMBER_PUT, .count = 5 * 8, .put = put_statistics},
    {0},
};

#define REPLACE_START  0
#define REPLACE_STATUS 1

static const struct member replace_start[] = {
    {"srcdevid", MEMBER_U64, .type = TYPE_DEVICE},
    {"cont_reading_from_srcdev_mode", MEMBER_U64, .type = TYPE_BTRFS_REPLACE_READING},
    {"srcdev_name", MEMBER_CHARS, .count = 1025},
    {"tgtdev_name", MEMBER_CHARS, .count = 1025},
    {0},
};

static void put_progress(struct formatter *f, const uint8_t *bytes)
{
    uint64_t progress = load_u64(bytes);
    char percent[48];

    snprintf(percent, sizeof percent, "%llu.%llu%%", (unsigned long long)progress / 10,
             (unsigned long long)progress % 10);
    format_ulong(f, progress);
    format_comment(f, percent);
}

static const struct member replace_status[] = {
    {"replace_state", MEMBER_U64, .type = TYPE_BTRFS_REPLACE_STATE},
    {"progress_1000", MEMBER_PUT, .count = 8, .put = put_progress},
    {"time_started", MEMBER_U64, .type = TYPE_TIME},
    {"time_stopped", MEMBER_U64, .type = TYPE_TIME},
    {"num_write_errors", MEMBER_U64, .type = TYPE_ULONG},
    {"num_uncorrectable_read_errors", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

/* The command stands two words before. */
static void put_replace_start(struct formatter *f, const uint8_t *bytes)
{
    if (load_u64(bytes - 16) != REPLACE_START)
        return;
    format_field(f, "start");
    format_record(f, replace_start, bytes, record_size_bytes(replace_start, f->abi), false);
}

static void put_replace_status(struct formatter *f, const uint8_t *bytes)
{
    if (load_u64(bytes - 16) != REPLACE_STATUS)
        return;
    format_field(f, "status");
    format_record(f, replace_status, bytes, record_size_bytes(replace_status, f->abi), false);
}

const struct member members_btrfs_replace_question[] = {
    {"cmd", MEMBER_U64, .type = TYPE_BTRFS_REPLACE_COMMAND},
    {"result", MEMBER_U64, SHOW_NEVER},
    {NULL, MEMBER_PUT, .count = 2072, .put = put_replace_start},
    {0},
};

const struct member members_btrfs_replace_answer[] = {
    {"cmd", MEMBER_U64, SHOW_NEVER},
    {"result", MEMBER_U64, .type = TYPE_BTRFS_REPLACE_RESULT},
    {NULL, MEMBER_PUT, .count = 6 * 8, .put = put_replace_status},
    {0},
};

/* ---- searching ----------------------------------------------------------------------------------- */

#define KEY_BYTES    104
#define COUNT_AT     64 /* in the key: of the items behind it */
#define FOUND_BYTES  (4096 - KEY_BYTES)
#define HEADER_BYTES 32
#define LENGTH_AT    28 /* in the header: of what the item holds */

static const struct member search_key[] = {
    {"tree_id", MEMBER_U64, .type = TYPE_ULONG},
    {"min_objectid", MEMBER_U64, .type = TYPE_ULONG},
    {"max_objectid", MEMBER_U64, .type = TYPE_ULONG},
    {"min_offset", MEMBER_U64, .type = TYPE_ULONG},
    {"max_offset", MEMBER_U64, .type = TYPE_ULONG},
    {"min_transid", MEMBER_U64, .type = TYPE_ULONG},
    {"max_transid", MEMBER_U64, .type = TYPE_ULONG},
    {"min_type", MEMBER_U32, .type = TYPE_UINT},
    {"max_type", MEMBER_U32, .type = TYPE_UINT},
    {"nr_items", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 36},
    {0},
};

static const struct member search_key_answer[] = {
    {NULL, MEMBER_PAD, .count = COUNT_AT},
    {"nr_items", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 36},
    {0},
};

static const struct member search_header[] = {
    {"transid", MEMBER_U64, .type = TYPE_ULONG},
    {"objectid", MEMBER_U64, .type = TYPE_ULONG},
    {"offset", MEMBER_U64, .type = TYPE_ULONG},
    {"type", MEMBER_U32, .type = TYPE_UINT},
    {"len", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

/* Items, whose headers say where the next one begins. */
static void put_found(struct formatter *f, const uint8_t *bytes)
{
    uint32_t count = load_u32(bytes - KEY_BYTES + COUNT_AT), shown = 0;

    format_open(f, '[');
    for (size_t at = 0; shown < count && at + HEADER_BYTES <= FOUND_BYTES; shown++) {
        format_item(f);
        format_record(f, search_header, bytes + at, HEADER_BYTES, false);
        at += HEADER_BYTES + (size_t)load_u32(bytes + at + LENGTH_AT);
    }
    if (shown < count)
        format_more(f);
    format_close(f, ']');
}

const struct member members_btrfs_search_question[] = {
    {"key", MEMBER_STRUCT, .members = search_key}, {0}};

const struct member members_btrfs_search_answer[] = {
    {"key", MEMBER_STRUCT, .members = search_key_answer},
    {NULL, MEMBER_FOLD},
    {"buf", MEMBER_PUT, .count = FOUND_BYTES, .put = put_found},
    {0},
};

const struct member members_btrfs_search_v2_question[] = {
    {"key", MEMBER_STRUCT, .members = search_key},
    {"buf_size", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_search_v2_answer[] = {
    {"key", MEMBER_STRUCT, .members = search_key_answer},
    {"buf_size", MEMBER_U64, .type = TYPE_ULONG},
    {NULL, MEMBER_FOLD},
    {"buf", MEMBER_TAIL, .counted = "buf_size"},
    {0},
};
