/*
 * Disks: block devices, ATA, SCSI, loop devices, network block devices.
 */
#include "capture.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- block devices ------------------------------------------------------------------ */

const struct member members_partition_request[] = {
    {"op", MEMBER_S32, .type = TYPE_PARTITION_OP},
    {"flags", MEMBER_S32, .type = TYPE_INT},
    {"datalen", MEMBER_S32, .type = TYPE_INT},
    {"data", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {0},
};

const struct member members_partition[] = {
    {"start", MEMBER_S64, .type = TYPE_LONG},
    {"length", MEMBER_S64, .type = TYPE_LONG},
    {"pno", MEMBER_S32, .type = TYPE_INT},
    {"devname", MEMBER_CHARS, .count = 64},
    {"volname", MEMBER_CHARS, .count = 64},
    {NULL, MEMBER_ALIGN},
    {0},
};

static void capture_blkpg(struct capture *c)
{
    uint32_t got, size = (uint32_t)record_size_bytes(members_partition_request, c->abi);
    const uint8_t *request;

    if (c->is_exit)
        return;
    request = capture_bytes(c, 0, c->args[c->arg], size, size, &got);
    if (!request || got < size)
        return;
    tracee_addr data = c->abi == ABI_COMPAT ? load_u32(request + 12) : load_u64(request + 16);
    uint32_t data_size = (uint32_t)record_size_bytes(members_partition, c->abi);
    if (data)
        capture_bytes(c, 1, data, data_size, data_size, &got);
}

static void format_blkpg(struct formatter *f)
{
    size_t size = record_size_bytes(members_partition_request, f->abi);
    size_t data_size = record_size_bytes(members_partition, f->abi);
    const uint8_t *request = format_ioctl_part(f, 0, false, size);

    if (!request) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_members(f, members_partition_request, request, f->abi == ABI_COMPAT ? 12 : 16);
    format_field(f, "data");
    const uint8_t *data = format_ioctl_part(f, 1, false, data_size);
    if (data)
        format_record(f, members_partition, data, data_size, false);
    else
        format_address(f, f->abi == ABI_COMPAT ? load_u32(request + 12) : load_u64(request + 16));
    format_close(f, '}');
}

const struct ioctl_pair ioctl_blkpg = {capture_blkpg, format_blkpg};

const struct member members_block_trace_question[] = {
    {"name", MEMBER_CHARS, SHOW_NEVER, .count = 32},
    {"act_mask", MEMBER_U16, .type = TYPE_UINT},
    {"buf_size", MEMBER_U32, .type = TYPE_UINT},
    {"buf_nr", MEMBER_U32, .type = TYPE_UINT},
    {"start_lba", MEMBER_U64, .type = TYPE_ULONG},
    {"end_lba", MEMBER_U64, .type = TYPE_ULONG},
    {"pid", MEMBER_U32, .type = TYPE_PID},
    {0},
};

const struct member members_block_trace_answer[] = {
    {"name", MEMBER_CHARS, .count = 32},
    {0},
};

const struct member members_zone_report[] = {
    {"sector", MEMBER_U64, .type = TYPE_ULONG},
    {"nr_zones", MEMBER_U32, .type = TYPE_UINT},
    {"flags", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};
const struct member members_zone_report_answer[] = {
    {"sector", MEMBER_U64, SHOW_NEVER},
    {"nr_zones", MEMBER_U32, .type = TYPE_UINT},
    {"flags", MEMBER_U32, .type = TYPE_ZONE_REPORT},
    {0},
};

/* ---- ATA ------------------------------------------------------------------------------ */

void format_disk_nice(struct formatter *f, uint64_t value)
{
    static const struct flag_name names[] = {
        {1, 1, "1 << IDE_NICE_DSC_OVERLAP"}, {2, 2, "1 << IDE_NICE_ATAPI_OVERLAP"},
        {8, 8, "1 << IDE_NICE_1"},           {4, 4, "1 << IDE_NICE_0"},
        {16, 16, "1 << IDE_NICE_2"},
    };

    format_bits(f, names, ARRAY_COUNT(names), value, "IDE_NICE_???");
}

#define IDENTITY_BYTES 512

static void put_identity(struct formatter *f, const uint8_t *bytes)
{
    format_quoted(f, TEXT_STRING, bytes, IDENTITY_BYTES, format_string_limit(f), false);
}

const struct member members_disk_identity[] = {
    {NULL, MEMBER_PUT, .count = IDENTITY_BYTES, .put = put_identity}, {0}};

/* Of the older request the kernel writes less. */
#define OLD_IDENTITY_BYTES 142

static void put_old_identity(struct formatter *f, const uint8_t *bytes)
{
    format_quoted(f, TEXT_STRING, bytes, OLD_IDENTITY_BYTES, format_string_limit(f), false);
}

const struct member members_disk_old_identity[] = {
    {NULL, MEMBER_PUT, .count = OLD_IDENTITY_BYTES, .put = put_old_identity}, {0}};

const struct member members_disk_bus[] = {{NULL, MEMBER_ULONG, .type = TYPE_DISK_BUS}, {0}};
const struct member members_disk_nice[] = {{NULL, MEMBER_ULONG, .type = TYPE_DISK_NICE_BITS}, {0}};

/* ---- SCSI ----------------------------------------------------------------------------- */

const struct member members_scsi_reset[] = {{NULL, MEMBER_U32, .type = TYPE_SCSI_RESET}, {0}};

/* ---- loop devices ----------------------------------------------------------------------- */

#define LOOP_KEY_BYTES 32

/* How much of the key counts stands this far before it. */
static void put_loop_key(struct formatter *f, const uint8_t *bytes, size_t distance)
{
    uint32_t size = load_u32(bytes - distance);

    size = size < LOOP_KEY_BYTES ? size : LOOP_KEY_BYTES;
    format_quoted(f, TEXT_STRING, bytes, size, LOOP_KEY_BYTES, false);
}

static void put_key(struct formatter *f, const uint8_t *bytes)
{
    put_loop_key(f, bytes, 4 + 4 + 64);
}

static void put_key64(struct formatter *f, const uint8_t *bytes)
{
    put_loop_key(f, bytes, 4 + 4 + 64 + 64);
}

static const struct member loop_init[] = {{NULL, MEMBER_ULONG, .type = TYPE_HEX}, {0}};

const struct member members_loop_info[] = {
    {"lo_number", MEMBER_S32, .type = TYPE_INT},
    {"lo_device", MEMBER_ULONG, SHOW_UNFOLDED, IN_NATIVE, .type = TYPE_DEVICE},
    {"lo_device", MEMBER_U16, SHOW_UNFOLDED, IN_COMPAT, .type = TYPE_DEVICE},
    {"lo_inode", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"lo_rdevice", MEMBER_ULONG, SHOW_UNFOLDED, IN_NATIVE, .type = TYPE_DEVICE},
    {"lo_rdevice", MEMBER_U16, SHOW_UNFOLDED, IN_COMPAT, .type = TYPE_DEVICE},
    {"lo_offset", MEMBER_U32, .type = TYPE_HEX},
    {"lo_encrypt_type", MEMBER_U32, SHOW_TELLING, .type = TYPE_LOOP_ENCRYPTION},
    {"lo_encrypt_key_size", MEMBER_U32, SHOW_TELLING, .type = TYPE_UINT},
    {"lo_flags", MEMBER_U32, .type = TYPE_LOOP_FLAGS},
    {"lo_name", MEMBER_CHARS, .count = 64},
    {"lo_encrypt_key", MEMBER_PUT, SHOW_TELLING, .count = LOOP_KEY_BYTES, .put = put_key},
    {"lo_init", MEMBER_ARRAY, SHOW_UNFOLDED, .members = loop_init, .count = 2},
    {"reserved", MEMBER_BYTES, SHOW_UNFOLDED, .count = 4},
    {0},
};

const struct member members_loop_info64[] = {
    {"lo_device", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_DEVICE},
    {"lo_inode", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"lo_rdevice", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_DEVICE},
    {"lo_offset", MEMBER_U64, .type = TYPE_HEX},
    {"lo_sizelimit", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"lo_number", MEMBER_U32, .type = TYPE_UINT},
    {"lo_encrypt_type", MEMBER_U32, SHOW_TELLING, .type = TYPE_LOOP_ENCRYPTION},
    {"lo_encrypt_key_size", MEMBER_U32, SHOW_TELLING, .type = TYPE_UINT},
    {"lo_flags", MEMBER_U32, .type = TYPE_LOOP_FLAGS},
    {"lo_file_name", MEMBER_CHARS, .count = 64},
    {"lo_crypt_name", MEMBER_CHARS, SHOW_TELLING, .count = 64},
    {"lo_encrypt_key", MEMBER_PUT, SHOW_TELLING, .count = LOOP_KEY_BYTES, .put = put_key64},
    {"lo_init", MEMBER_ARRAY, SHOW_UNFOLDED, .members = members_x64, .count = 2},
    {0},
};

const struct member members_loop_config[] = {
    {"fd", MEMBER_S32, .type = TYPE_FD},
    {"block_size", MEMBER_U32, .type = TYPE_UINT},
    {"info", MEMBER_STRUCT, .members = members_loop_info64},
    {"__reserved", MEMBER_ARRAY, SHOW_SET, .members = members_x64, .count = 8},
    {0},
};
