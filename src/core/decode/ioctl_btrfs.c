/*
 * btrfs: subvolumes, devices, quotas, maintenance.
 */
#include "formatter.h"
#include "ioctl.h"

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

const struct member members_btrfs_defragment[] = {
    {"start", MEMBER_U64, .type = TYPE_ULONG},
    {"len", MEMBER_U64, .type = TYPE_LONG},
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_DEFRAGMENT},
    {"extent_thresh", MEMBER_U32, .type = TYPE_UINT},
    {"compress_type", MEMBER_U32, .type = TYPE_BTRFS_COMPRESSION},
    {NULL, MEMBER_PAD, .count = 16},
    {0},
};

const struct member members_btrfs_quota_create[] = {
    {"create", MEMBER_U64, .type = TYPE_ULONG},
    {"qgroupid", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_quota_assign[] = {
    {"assign", MEMBER_U64, .type = TYPE_ULONG},
    {"src", MEMBER_U64, .type = TYPE_ULONG},
    {"dst", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

static const struct member quota_limit[] = {
    {"flags", MEMBER_U64, .type = TYPE_BTRFS_QUOTA_LIMIT},
    {"max_rfer", MEMBER_U64, .type = TYPE_ULONG},
    {"max_excl", MEMBER_U64, .type = TYPE_ULONG},
    {"rsv_rfer", MEMBER_U64, .type = TYPE_ULONG},
    {"rsv_excl", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_quota_limit[] = {
    {"qgroupid", MEMBER_U64, .type = TYPE_ULONG},
    {"lim", MEMBER_STRUCT, .members = quota_limit},
    {0},
};

const struct member members_btrfs_quota_rescan[] = {{"flags", MEMBER_U64, .type = TYPE_ULONG}, {0}};

const struct member members_btrfs_quota_status[] = {
    {"flags", MEMBER_U64, .type = TYPE_ULONG},
    {"progress", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_btrfs_quota_control[] = {
    {"cmd", MEMBER_U64, .type = TYPE_BTRFS_QUOTA_CONTROL},
    {NULL, MEMBER_PAD, .count = 8},
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
