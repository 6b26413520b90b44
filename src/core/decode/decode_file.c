/*
 * Files: their status, what opens them, their handles.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- status ----------------------------------------------------------------- */

const struct member members_stat[] = {
    {"st_dev", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_DEVICE},
    {"st_ino", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_nlink", MEMBER_ULONG, SHOW_UNFOLDED, IN_NATIVE, .type = TYPE_ULONG},
    {"st_mode", MEMBER_U32, SHOW_ALWAYS, IN_NATIVE, .type = TYPE_MODE},
    {"st_uid", MEMBER_U32, SHOW_UNFOLDED, IN_NATIVE, .type = TYPE_UID},
    {"st_gid", MEMBER_U32, SHOW_UNFOLDED, IN_NATIVE, .type = TYPE_GID},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 4},
    {"st_mode", MEMBER_U16, SHOW_ALWAYS, IN_COMPAT, .type = TYPE_MODE},
    {"st_nlink", MEMBER_U16, SHOW_UNFOLDED, IN_COMPAT, .type = TYPE_ULONG},
    {"st_uid", MEMBER_U16, SHOW_UNFOLDED, IN_COMPAT, .type = TYPE_UID},
    {"st_gid", MEMBER_U16, SHOW_UNFOLDED, IN_COMPAT, .type = TYPE_GID},
    {"st_rdev", MEMBER_ULONG, SHOW_SET, .type = TYPE_DEVICE},
    {"st_size", MEMBER_LONG, .type = TYPE_OFFSET},
    {"st_blksize", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_blocks", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_atime", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_atime_nsec", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_mtime", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_mtime_nsec", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_ctime", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_ctime_nsec", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 24},
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 8},
    {0},
};

/* i386's stat64: the 32-bit inode near the front is the broken one of old, the right one ends it.
 */
const struct member members_stat64[] = {
    {"st_dev", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_DEVICE},
    {NULL, MEMBER_PAD, .count = 8},
    {"st_mode", MEMBER_U32, .type = TYPE_MODE},
    {"st_nlink", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"st_uid", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UID},
    {"st_gid", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_GID},
    {"st_rdev", MEMBER_U64, SHOW_SET, .type = TYPE_DEVICE},
    {NULL, MEMBER_PAD, .count = 4},
    {"st_size", MEMBER_S64, .type = TYPE_OFFSET},
    {"st_blksize", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_blocks", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_atime", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_atime_nsec", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_mtime", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_mtime_nsec", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_ctime", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_ctime_nsec", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_ino", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {0},
};

const struct member members_old_stat[] = {
    {"st_dev", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_HEX},
    {"st_ino", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_mode", MEMBER_U16, .type = TYPE_MODE},
    {"st_nlink", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"st_uid", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UID},
    {"st_gid", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_GID},
    {"st_rdev", MEMBER_U16, SHOW_SET, .type = TYPE_HEX},
    {"st_size", MEMBER_U32, .type = TYPE_ULONG},
    {"st_atime", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_mtime", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_TIME},
    {"st_ctime", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_TIME},
    {0},
};

const struct member members_statx_timestamp[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_TIME},
    {"tv_nsec", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 4},
    {0},
};

const struct member members_statx[] = {
    {"stx_mask", MEMBER_U32, .type = TYPE_STATX_MASK},
    {"stx_blksize", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"stx_attributes", MEMBER_U64, .type = TYPE_STATX_ATTRIBUTES},
    {"stx_nlink", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"stx_uid", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UID},
    {"stx_gid", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_GID},
    {"stx_mode", MEMBER_U16, .type = TYPE_MODE},
    {NULL, MEMBER_PAD, .count = 2},
    {"stx_ino", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"stx_size", MEMBER_U64, .type = TYPE_ULONG},
    {"stx_blocks", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"stx_attributes_mask", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_STATX_ATTRIBUTES},
    {"stx_atime", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_STATX_TIMESTAMP},
    {"stx_btime", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_STATX_TIMESTAMP},
    {"stx_ctime", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_STATX_TIMESTAMP},
    {"stx_mtime", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_STATX_TIMESTAMP},
    {"stx_rdev_major", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"stx_rdev_minor", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"stx_dev_major", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"stx_dev_minor", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"stx_mnt_id", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_HEX},
    {"stx_dio_mem_align", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"stx_dio_offset_align", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"stx_subvol", MEMBER_U64, SHOW_SET, .type = TYPE_ULONG},
    {"stx_atomic_write_unit_min", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"stx_atomic_write_unit_max", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"stx_atomic_write_segments_max", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"stx_dio_read_offset_align", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"stx_atomic_write_unit_max_opt", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 68},
    {0},
};

/* ---- file systems ----------------------------------------------------------- */

const struct member members_statfs[] = {
    {"f_type", MEMBER_ULONG, .type = TYPE_STATFS_TYPE},
    {"f_bsize", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_blocks", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_bfree", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_bavail", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_files", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_ffree", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_fsid", MEMBER_U64_PACKED, SHOW_UNFOLDED, .type = TYPE_HEX},
    {"f_namelen", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_frsize", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_flags", MEMBER_ULONG, .type = TYPE_STATFS_FLAGS},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 32},
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 16},
    {0},
};

/* i386's: 64-bit counts, all else as in its statfs. */
const struct member members_statfs64[] = {
    {"f_type", MEMBER_U32, .type = TYPE_STATFS_TYPE},
    {"f_bsize", MEMBER_U32, .type = TYPE_ULONG},
    {"f_blocks", MEMBER_U64, .type = TYPE_ULONG},
    {"f_bfree", MEMBER_U64, .type = TYPE_ULONG},
    {"f_bavail", MEMBER_U64, .type = TYPE_ULONG},
    {"f_files", MEMBER_U64, .type = TYPE_ULONG},
    {"f_ffree", MEMBER_U64, .type = TYPE_ULONG},
    {"f_fsid", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_HEX},
    {"f_namelen", MEMBER_U32, .type = TYPE_ULONG},
    {"f_frsize", MEMBER_U32, .type = TYPE_ULONG},
    {"f_flags", MEMBER_U32, .type = TYPE_STATFS_FLAGS},
    {NULL, MEMBER_PAD, .count = 16},
    {0},
};

/* ---- opening ---------------------------------------------------------------- */

const struct member members_open_how[] = {
    {"flags", MEMBER_U64, .type = TYPE_OPEN_FLAGS},
    {"mode", MEMBER_U64, SHOW_SET, .type = TYPE_MODE},
    {"resolve", MEMBER_U64, .type = TYPE_RESOLVE_FLAGS},
    {0},
};

const struct member members_mount_attr[] = {
    {"attr_set", MEMBER_U64, .type = TYPE_MOUNT_ATTR_FLAGS},
    {"attr_clr", MEMBER_U64, .type = TYPE_MOUNT_ATTR_FLAGS},
    {"propagation", MEMBER_U64, .type = TYPE_MOUNT_FLAGS},
    {"userns_fd", MEMBER_U64, .type = TYPE_INT},
    {0},
};

const struct member members_statmount_req[] = {
    {"size", MEMBER_U32, .type = TYPE_UINT},
    {"mnt_ns_fd", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"mnt_id", MEMBER_U64, .type = TYPE_HEX},
    {"param", MEMBER_U64, .type = TYPE_HEX},
    {"mnt_ns_id", MEMBER_U64, SHOW_SET, .type = TYPE_HEX},
    {0},
};

/* ---- handles ---------------------------------------------------------------- */

#define HANDLE_HEADER_BYTES 8
#define HANDLE_MAX_BYTES    128

void capture_file_handle(struct capture *c, const struct arg_spec *arg)
{
    uint32_t handle_bytes = 0, got;

    (void)arg;
    if (!capture_peek(c, c->args[c->arg], &handle_bytes, sizeof handle_bytes))
        return;
    if (handle_bytes > HANDLE_MAX_BYTES)
        handle_bytes = 0;
    capture_bytes(c, 0, c->args[c->arg], HANDLE_HEADER_BYTES + (uint64_t)handle_bytes,
                  HANDLE_HEADER_BYTES + HANDLE_MAX_BYTES, &got);
}

static void put_hex_digits(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t role = text_set_role(f->text, TEXT_NUMBER);

    text_put(f->text, "0x");
    for (size_t i = 0; i < length; i++) {
        text_put_char(f->text, digits[bytes[i] >> 4]);
        text_put_char(f->text, digits[bytes[i] & 15]);
    }
    text_set_role(f->text, role);
}

void format_file_handle(struct formatter *f)
{
    struct captured handle = captured_piece(f, 0);

    if (handle.length_bytes < HANDLE_HEADER_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "handle_bytes");
    format_uint(f, load_u32(handle.bytes));
    /* Before the call the rest is whatever the buffer held. */
    if (f->is_exit || f->spec->args[f->arg].direction == ARG_IN) {
        format_field(f, "handle_type");
        format_hex(f, load_u32(handle.bytes + 4));
        format_field(f, "f_handle");
        put_hex_digits(f, handle.bytes + HANDLE_HEADER_BYTES,
                       handle.length_bytes - HANDLE_HEADER_BYTES);
    }
    format_close(f, '}');
}
