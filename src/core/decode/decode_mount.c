/*
 * Mounts: mount(2), whose flags decide what else counts; fsconfig(2), whose
 * command does; attributes; and what statmount(2) tells.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- mount ------------------------------------------------------------------------ */

#define MOUNT_FLAGS_ARG 3u

enum {
    MAGIC = 0xc0ed0000u,
    MAGIC_MASK = 0xffff0000u,
    REMOUNT = 0x20u,
    BIND_OR_MOVE = 0x1000u | 0x2000u,
    PROPAGATION = 0x20000u | 0x40000u | 0x80000u | 0x100000u,
};

/* Old programs put a magic number into the upper half. */
static uint64_t mount_flags(uint64_t flags)
{
    return (flags & MAGIC_MASK) == MAGIC ? flags & ~(uint64_t)MAGIC_MASK : flags;
}

void capture_mount_type(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    if (c->is_exit || !c->args[c->arg] ||
        mount_flags(c->args[MOUNT_FLAGS_ARG]) & (REMOUNT | BIND_OR_MOVE | PROPAGATION))
        return;
    capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
}

void capture_mount_data(struct capture *c, const struct arg_spec *arg)
{
    uint64_t flags = mount_flags(c->args[MOUNT_FLAGS_ARG]);

    (void)arg;
    if (c->is_exit || !c->args[c->arg] ||
        (flags & (BIND_OR_MOVE | PROPAGATION) && !(flags & REMOUNT)))
        return;
    capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
}

/* A string, where it was looked at and could be read. */
static void put_string(struct formatter *f, size_t limit)
{
    struct captured string = captured_piece(f, 0);

    if (string.bytes)
        format_quoted(f, TEXT_STRING, string.bytes, string.length_bytes, limit,
                      captured_is_cut(string));
    else
        format_address(f, format_register(f, f->arg));
}

void format_mount_text(struct formatter *f)
{
    put_string(f, format_string_limit(f));
}

/* ---- fsconfig --------------------------------------------------------------------- */

#define FSCONFIG_CMD_ARG 1u
#define FSCONFIG_AUX_ARG 4u
#define BINARY_MAX_BYTES (1 << 20)

enum fsconfig_value { VALUE_ADDRESS, VALUE_STRING, VALUE_PATH, VALUE_BINARY };
enum fsconfig_aux { AUX_NUMBER, AUX_FOLDER, AUX_FD };

/* By command; those beyond have no key. */
static const struct {
    uint8_t value, aux;
} fsconfig_rows[] = {
    {VALUE_ADDRESS, AUX_NUMBER}, /* FSCONFIG_SET_FLAG */
    {VALUE_STRING, AUX_NUMBER},  {VALUE_BINARY, AUX_NUMBER}, {VALUE_PATH, AUX_FOLDER},
    {VALUE_PATH, AUX_FOLDER},    {VALUE_ADDRESS, AUX_FD},
};

static bool fsconfig_has_key(uint64_t command)
{
    return (uint32_t)command < ARRAY_COUNT(fsconfig_rows);
}

static enum fsconfig_value fsconfig_value(uint64_t command)
{
    return fsconfig_has_key(command) ? fsconfig_rows[(uint32_t)command].value : VALUE_ADDRESS;
}

static enum fsconfig_aux fsconfig_aux(uint64_t command)
{
    return fsconfig_has_key(command) ? fsconfig_rows[(uint32_t)command].aux : AUX_NUMBER;
}

void capture_fsconfig_key(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    if (!c->is_exit && c->args[c->arg] && fsconfig_has_key(c->args[FSCONFIG_CMD_ARG]))
        capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
}

void format_fsconfig_key(struct formatter *f)
{
    put_string(f, format_string_limit(f));
}

void capture_fsconfig_value(struct capture *c, const struct arg_spec *arg)
{
    enum fsconfig_value value = fsconfig_value(c->args[FSCONFIG_CMD_ARG]);
    uint32_t size = (uint32_t)c->args[FSCONFIG_AUX_ARG], got;

    (void)arg;
    if (c->is_exit || !c->args[c->arg])
        return;
    if (value == VALUE_STRING || value == VALUE_PATH)
        capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
    else if (value == VALUE_BINARY && size <= BINARY_MAX_BYTES)
        capture_bytes(c, 0, c->args[c->arg], size, c->limits->buffer_bytes, &got);
}

void format_fsconfig_value(struct formatter *f)
{
    enum fsconfig_value value = fsconfig_value(format_register(f, FSCONFIG_CMD_ARG));
    struct captured bytes = captured_piece(f, 0);

    if (value != VALUE_BINARY || !bytes.bytes)
        put_string(f, value == VALUE_PATH ? bytes.length_bytes : format_string_limit(f));
    else
        format_quoted_hex(f, bytes.bytes, bytes.length_bytes, format_string_limit(f),
                          captured_is_cut(bytes));
}

void capture_fsconfig_aux(struct capture *c, const struct arg_spec *arg)
{
    static const struct arg_spec folder = {.type = TYPE_DIRFD, .direction = ARG_VALUE};

    (void)arg;
    if (fsconfig_aux(c->args[FSCONFIG_CMD_ARG]) != AUX_NUMBER)
        capture_argument(c, &folder);
}

void format_fsconfig_aux(struct formatter *f)
{
    uint64_t value = format_register(f, f->arg);

    switch (fsconfig_aux(format_register(f, FSCONFIG_CMD_ARG))) {
    case AUX_NUMBER:
        format_int(f, value);
        break;
    case AUX_FOLDER:
        format_dirfd(f, value);
        break;
    case AUX_FD:
        format_fd(f, value);
        break;
    }
}

/* ---- attributes ------------------------------------------------------------------- */

const struct member members_mount_attr[] = {
    {"attr_set", MEMBER_U64, .type = TYPE_MOUNT_ATTR_FLAGS},
    {"attr_clr", MEMBER_U64, .type = TYPE_MOUNT_ATTR_FLAGS},
    {"propagation", MEMBER_U64, .type = TYPE_MOUNT_PROPAGATION},
    {"userns_fd", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

/* ---- statmount, listmount --------------------------------------------------------- */

/* The size says which members there are; those of its first version go without saying. */
const struct member members_statmount_req[] = {
    {"size", MEMBER_U32, .type = TYPE_UINT},
    {"mnt_ns_fd", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"mnt_id", MEMBER_U64, .type = TYPE_HEX},
    {"param", MEMBER_U64, .type = TYPE_STATMOUNT_MASK},
    {"mnt_ns_id", MEMBER_U64, SHOW_SET, .type = TYPE_HEX},
    {0},
};

/* Its param is the id behind which the list goes on. */
const struct member members_listmount_req[] = {
    {"size", MEMBER_U32, .type = TYPE_UINT},
    {"mnt_ns_fd", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"mnt_id", MEMBER_U64, .type = TYPE_MOUNT_NUMBER},
    {"param", MEMBER_U64, .type = TYPE_HEX},
    {"mnt_ns_id", MEMBER_U64, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_mount_ids[] = {{NULL, MEMBER_U64, .type = TYPE_HEX}, {0}};

void format_mount_number(struct formatter *f, uint64_t value)
{
    if (value == UINT64_MAX)
        format_named(f, TYPE_MOUNT_ID_SPECIAL, value);
    else
        format_hex(f, value);
}

/* listns: of the caller's own user namespace, or of the one with this id. */
static void put_user_namespace(struct formatter *f, const uint8_t *bytes)
{
    if (load_u64(bytes) == UINT64_MAX)
        format_known_hex(f, "LISTNS_CURRENT_USER", UINT64_MAX);
    else
        format_hex(f, load_u64(bytes));
}

const struct member members_namespaces_req[] = {
    {"size", MEMBER_U32, .type = TYPE_UINT},
    {"spare", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {"ns_id", MEMBER_U64, .type = TYPE_HEX},
    {"ns_type", MEMBER_U32, .type = TYPE_NAMESPACE_TYPES},
    {"spare2", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {"user_ns_id", MEMBER_PUT, .count = 8, .put = put_user_namespace},
    {0},
};

/* struct statmount: members by the bits of its mask, strings behind it by their offsets. */
#define STATMOUNT_BYTES  512u
#define STATMOUNT_MASK   8u
#define STATMOUNT_MAX    4096u

enum statmount_kind { MOUNT_U32, MOUNT_U64, MOUNT_STRING };

static const struct {
    const char *name;
    uint64_t mask;
    uint16_t offset;
    uint8_t kind;
    uint16_t type;
} statmount_members[] = {
    {"sb_dev_major", 0x1, 16, MOUNT_U32, TYPE_UINT},
    {"sb_dev_minor", 0x1, 20, MOUNT_U32, TYPE_UINT},
    {"sb_magic", 0x1, 24, MOUNT_U64, TYPE_STATFS_MAGIC},
    {"sb_flags", 0x1, 32, MOUNT_U32, TYPE_MOUNT_FLAGS},
    {"fs_type", 0x20, 36, MOUNT_STRING, TYPE_NONE},
    {"mnt_id", 0x2, 40, MOUNT_U64, TYPE_HEX},
    {"mnt_parent_id", 0x2, 48, MOUNT_U64, TYPE_HEX},
    {"mnt_id_old", 0x2, 56, MOUNT_U32, TYPE_UINT},
    {"mnt_parent_id_old", 0x2, 60, MOUNT_U32, TYPE_UINT},
    {"mnt_attr", 0x2, 64, MOUNT_U64, TYPE_MOUNT_ATTR_FLAGS},
    {"mnt_propagation", 0x2, 72, MOUNT_U64, TYPE_MOUNT_PROPAGATION},
    {"mnt_peer_group", 0x2, 80, MOUNT_U64, TYPE_HEX},
    {"mnt_master", 0x2, 88, MOUNT_U64, TYPE_HEX},
    {"propagate_from", 0x4, 96, MOUNT_U64, TYPE_HEX},
    {"mnt_root", 0x8, 104, MOUNT_STRING, TYPE_NONE},
    {"mnt_point", 0x10, 108, MOUNT_STRING, TYPE_NONE},
    {"mnt_ns_id", 0x40, 112, MOUNT_U64, TYPE_HEX},
    {"mnt_opts", 0x80, 4, MOUNT_STRING, TYPE_NONE},
    {"fs_subtype", 0x100, 120, MOUNT_STRING, TYPE_NONE},
    {"sb_source", 0x200, 124, MOUNT_STRING, TYPE_NONE},
    {"supported_mask", 0x1000, 144, MOUNT_U64, TYPE_STATMOUNT_MASK},
};

void capture_statmount(struct capture *c, const struct arg_spec *arg)
{
    uint64_t size = capture_size(c, arg);
    uint32_t length = 0, got;

    if (!capture_peek(c, c->args[c->arg], &length, sizeof length))
        return;
    capture_bytes(c, 0, c->args[c->arg], length < size ? length : size, STATMOUNT_MAX, &got);
}

static void put_statmount_string(struct formatter *f, struct captured mount, uint32_t offset)
{
    uint64_t at = (uint64_t)STATMOUNT_BYTES + offset;

    if (at >= mount.length_bytes)
        format_uint(f, offset);
    else
        format_chars(f, mount.bytes + at, mount.length_bytes - at);
}

void format_statmount(struct formatter *f)
{
    struct captured mount = captured_piece(f, 0);

    if (mount.length_bytes < STATMOUNT_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    uint64_t mask = load_u64(mount.bytes + STATMOUNT_MASK);
    format_open(f, '{');
    format_field(f, "size");
    format_uint(f, load_u32(mount.bytes));
    format_field(f, "mask");
    format_named(f, TYPE_STATMOUNT_MASK, mask);
    for (size_t i = 0; i < ARRAY_COUNT(statmount_members); i++) {
        const uint8_t *at = mount.bytes + statmount_members[i].offset;
        if (!(mask & statmount_members[i].mask))
            continue;
        format_field(f, statmount_members[i].name);
        if (statmount_members[i].kind == MOUNT_STRING)
            put_statmount_string(f, mount, load_u32(at));
        else
            format_value(f, statmount_members[i].type,
                         statmount_members[i].kind == MOUNT_U32 ? load_u32(at) : load_u64(at));
    }
    format_close(f, '}');
}
