/*
 * File systems that encrypt (fscrypt) and that prove what a file holds (fsverity).  A key itself is never
 * shown.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

static void put_bytes(struct formatter *f, const uint8_t *bytes, size_t count)
{
    format_quoted_hex(f, bytes, count, count, false);
}

/* ---- policies ----------------------------------------------------------------------------- */

static void put_descriptor(struct formatter *f, const uint8_t *bytes)
{
    put_bytes(f, bytes, 8);
}

static void put_identifier(struct formatter *f, const uint8_t *bytes)
{
    put_bytes(f, bytes, 16);
}

#define POLICY_HEAD                                                                                \
    {"version", MEMBER_U8, .type = TYPE_CRYPT_POLICY_VERSION},                                     \
    {"contents_encryption_mode", MEMBER_U8, .type = TYPE_CRYPT_MODE},                              \
    {"filenames_encryption_mode", MEMBER_U8, .type = TYPE_CRYPT_MODE},                             \
    {"flags", MEMBER_U8, .type = TYPE_CRYPT_POLICY_FLAGS}

const struct member members_crypt_policy[] = {
    POLICY_HEAD,
    {"master_key_descriptor", MEMBER_PUT, .count = 8, .put = put_descriptor},
    {0},
};

static const struct member second_policy[] = {
    POLICY_HEAD,
    {"log2_data_unit_size", MEMBER_U8, SHOW_SET, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 3},
    {"master_key_identifier", MEMBER_PUT, .count = 16, .put = put_identifier},
    {0},
};

#define FIRST_BYTES  12
#define SECOND_BYTES 24
#define SECOND       2 /* a policy's version */

/* Its first byte says which of two structs it is. */
static void capture_policy(struct capture *c)
{
    uint8_t version;
    uint32_t got, size;

    if (c->is_exit || !capture_peek(c, c->args[c->arg], &version, sizeof version))
        return;
    size = version == SECOND ? SECOND_BYTES : FIRST_BYTES;
    capture_bytes(c, 0, c->args[c->arg], size, size, &got);
}

static void format_policy(struct formatter *f)
{
    const uint8_t *policy = format_ioctl_part(f, 0, false, FIRST_BYTES);
    bool is_second = policy && policy[0] == SECOND;

    if (is_second)
        policy = format_ioctl_part(f, 0, false, SECOND_BYTES);
    if (policy)
        format_record(f, is_second ? second_policy : members_crypt_policy, policy,
                      is_second ? SECOND_BYTES : FIRST_BYTES, false);
    else
        format_ioctl_address(f);
}

const struct ioctl_pair ioctl_crypt_policy = {capture_policy, format_policy};

const struct member members_crypt_number[] = {
    {NULL, MEMBER_PUT, .count = 16, .put = put_identifier}, {0}};

/* ---- keys --------------------------------------------------------------------------------- */

#define SPECIFIER_BYTES 40
#define BY_DESCRIPTOR   1
#define BY_IDENTIFIER   2

static void put_specifier(struct formatter *f, const uint8_t *bytes)
{
    uint32_t type = load_u32(bytes);

    format_open(f, '{');
    format_field(f, "type");
    format_named(f, TYPE_CRYPT_KEY_TYPE, type);
    if (type == BY_DESCRIPTOR || type == BY_IDENTIFIER) {
        format_field(f, type == BY_DESCRIPTOR ? "descriptor" : "identifier");
        put_bytes(f, bytes + 8, type == BY_DESCRIPTOR ? 8 : 16);
    }
    format_close(f, '}');
}

#define SPECIFIER {"key_spec", MEMBER_PUT, .count = SPECIFIER_BYTES, .put = put_specifier}

const struct member members_crypt_key[] = {SPECIFIER, {0}};
const struct member members_crypt_add_key[] = {
    SPECIFIER,
    {"raw_size", MEMBER_U32, .type = TYPE_UINT},
    {"key_id", MEMBER_U32, .type = TYPE_KEY_SERIAL},
    {0},
};
const struct member members_crypt_removed[] = {
    {NULL, MEMBER_PAD, .count = SPECIFIER_BYTES},
    {"removal_status_flags", MEMBER_U32, .type = TYPE_CRYPT_REMOVAL},
    {0},
};
const struct member members_crypt_status[] = {
    {NULL, MEMBER_PAD, .count = 64},
    {"status", MEMBER_U32, .type = TYPE_CRYPT_STATUS},
    {"status_flags", MEMBER_U32, .type = TYPE_CRYPT_STATUS_FLAGS},
    {"user_count", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

/* ---- fsverity ------------------------------------------------------------------------------ */

const struct member members_verity_enable[] = {
    {"version", MEMBER_U32, .type = TYPE_UINT},
    {"hash_algorithm", MEMBER_U32, .type = TYPE_VERITY_HASH},
    {"block_size", MEMBER_U32, .type = TYPE_UINT},
    {"salt_size", MEMBER_U32, .type = TYPE_UINT},
    {"salt_ptr", MEMBER_U64, .type = TYPE_ADDRESS},
    {"sig_size", MEMBER_U32, .type = TYPE_UINT},
    {"__reserved1", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {"sig_ptr", MEMBER_U64, .type = TYPE_ADDRESS},
    {0},
};

const struct member members_verity_room[] = {
    {NULL, MEMBER_PAD, .count = 2},
    {"digest_size", MEMBER_U16, .type = TYPE_UINT},
    {0},
};
const struct member members_verity_digest[] = {
    {"digest_algorithm", MEMBER_U16, .type = TYPE_VERITY_HASH},
    {"digest_size", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

const struct member members_verity_metadata[] = {
    {"metadata_type", MEMBER_U64, .type = TYPE_VERITY_METADATA},
    {"offset", MEMBER_U64, .type = TYPE_ULONG},
    {"length", MEMBER_U64, .type = TYPE_ULONG},
    {"buf_ptr", MEMBER_U64, .type = TYPE_ADDRESS},
    {"__reserved", MEMBER_U64, SHOW_SET, .type = TYPE_HEX},
    {0},
};
