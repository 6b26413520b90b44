/*
 * Keys and keyrings: keyctl(2) by operation, and the structs it takes.
 */
#include "capture.h"
#include "core/tables/constant_names.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "layout.h"
#include "operation_rows.h"
#include "record.h"

#define KEY AS_VALUE(KEY_SERIAL)

static const struct operation_row keyctl_rows[] = {
    OPERATION(0 /* KEYCTL_GET_KEYRING_ID */, AS_IS, NONE, KEY, AS_VALUE(INT)),
    OPERATION(1 /* KEYCTL_JOIN_SESSION_KEYRING */, AS_IS, NONE, AS_IN(STRING, SIZE_NUL)),
    OPERATION(2 /* KEYCTL_UPDATE */, AS_IS, NONE, KEY, AS_IN(BYTES, SIZE_ARG, 3), AS_VALUE(ULONG)),
    OPERATION(3 /* KEYCTL_REVOKE */, AS_IS, NONE, KEY),
    OPERATION(4 /* KEYCTL_CHOWN */, AS_IS, NONE, KEY, AS_VALUE(UID), AS_VALUE(GID)),
    OPERATION(5 /* KEYCTL_SETPERM */, AS_IS, NONE, KEY, AS_VALUE(KEY_PERMISSIONS)),
    OPERATION(6 /* KEYCTL_DESCRIBE */, AS_IS, NONE, KEY, AS_OUT(STRING, SIZE_RET_WITHIN, 3),
              AS_VALUE(ULONG)),
    OPERATION(7 /* KEYCTL_CLEAR */, AS_IS, NONE, KEY),
    OPERATION(8 /* KEYCTL_LINK */, AS_IS, NONE, KEY, KEY),
    OPERATION(9 /* KEYCTL_UNLINK */, AS_IS, NONE, KEY, KEY),
    OPERATION(10 /* KEYCTL_SEARCH */, AS_IS, NONE, KEY, AS_IN(STRING, SIZE_NUL),
              AS_IN(STRING, SIZE_NUL), KEY),
    OPERATION(11 /* KEYCTL_READ */, AS_IS, NONE, KEY, AS_OUT(BYTES, SIZE_RET_WITHIN, 3),
              AS_VALUE(ULONG)),
    OPERATION(12 /* KEYCTL_INSTANTIATE */, AS_IS, NONE, KEY, AS_IN(BYTES, SIZE_ARG, 3),
              AS_VALUE(ULONG), KEY),
    OPERATION(13 /* KEYCTL_NEGATE */, AS_IS, NONE, KEY, AS_VALUE(UINT), KEY),
    OPERATION(14 /* KEYCTL_SET_REQKEY_KEYRING */, AS_IS, NONE, AS_VALUE(REQUEST_KEYRING)),
    OPERATION(15 /* KEYCTL_SET_TIMEOUT */, AS_IS, NONE, KEY, AS_VALUE(UINT)),
    OPERATION(16 /* KEYCTL_ASSUME_AUTHORITY */, AS_IS, NONE, KEY),
    OPERATION(17 /* KEYCTL_GET_SECURITY */, AS_IS, NONE, KEY, AS_OUT(STRING, SIZE_RET_WITHIN, 3),
              AS_VALUE(ULONG)),
    OPERATION(18 /* KEYCTL_SESSION_TO_PARENT */, AS_IS, NONE),
    OPERATION(19 /* KEYCTL_REJECT */, AS_IS, NONE, KEY, AS_VALUE(UINT), AS_VALUE(KEY_ERROR), KEY),
    OPERATION(20 /* KEYCTL_INSTANTIATE_IOV */, AS_IS, NONE, KEY, AS_IN(IOVEC, SIZE_COUNT, 3),
              AS_VALUE(ULONG), KEY),
    OPERATION(21 /* KEYCTL_INVALIDATE */, AS_IS, NONE, KEY),
    OPERATION(22 /* KEYCTL_GET_PERSISTENT */, AS_IS, NONE, AS_VALUE(UID), KEY),
    OPERATION(23 /* KEYCTL_DH_COMPUTE */, AS_IS, NONE, AS_IN(DH_PARAMS),
              AS_OUT(BYTES, SIZE_RET_WITHIN, 3), AS_VALUE(ULONG), AS_IN(KDF_PARAMS)),
    OPERATION(24 /* KEYCTL_PKEY_QUERY */, AS_IS, NONE, KEY, AS_VALUE(HEX), AS_IN(STRING, SIZE_NUL),
              AS_OUT(PKEY_QUERY)),
    OPERATION(25 /* KEYCTL_PKEY_ENCRYPT */, AS_IS, NONE, AS_IN(PKEY_PARAMS),
              AS_IN(STRING, SIZE_NUL), AS_IN(PKEY_INPUT), AS_OUT(BYTES, SIZE_RET)),
    OPERATION(26 /* KEYCTL_PKEY_DECRYPT */, AS_IS, NONE, AS_IN(PKEY_PARAMS),
              AS_IN(STRING, SIZE_NUL), AS_IN(PKEY_INPUT), AS_OUT(BYTES, SIZE_RET)),
    OPERATION(27 /* KEYCTL_PKEY_SIGN */, AS_IS, NONE, AS_IN(PKEY_PARAMS),
              AS_IN(STRING, SIZE_NUL), AS_IN(PKEY_INPUT), AS_OUT(BYTES, SIZE_RET)),
    OPERATION(28 /* KEYCTL_PKEY_VERIFY */, AS_IS, NONE, AS_IN(PKEY_VERIFY_PARAMS),
              AS_IN(STRING, SIZE_NUL), AS_IN(PKEY_INPUT), AS_IN(PKEY_INPUT)),
    OPERATION(29 /* KEYCTL_RESTRICT_KEYRING */, AS_IS, NONE, KEY, AS_IN(STRING, SIZE_NUL),
              AS_IN(STRING, SIZE_NUL)),
    OPERATION(30 /* KEYCTL_MOVE */, AS_IS, NONE, KEY, KEY, KEY, AS_VALUE(KEY_MOVE_FLAGS)),
    OPERATION(31 /* KEYCTL_CAPABILITIES */, AS_IS, NONE,
              AS_OUT(KEY_CAPABILITIES, SIZE_RET_WITHIN, 2), AS_VALUE(ULONG)),
};

const struct operation_table keyctl_operations = {keyctl_rows, ARRAY_COUNT(keyctl_rows)};

/* ---- values ---------------------------------------------------------------------- */

void format_key_serial(struct formatter *f, uint64_t value)
{
    const char *name = flag_set_name(flag_set_find(TYPE_KEY_SPECIAL), value);
    format_name_or_number(f, name, (int32_t)value);
}

void format_request_keyring(struct formatter *f, uint64_t value)
{
    format_named_decimal(f, TYPE_KEY_REQUEST_DEFAULT, (int32_t)value);
}

void format_key_error(struct formatter *f, uint64_t value)
{
    const char *name = (uint32_t)value < 4096 ? errno_name((int)value) : NULL;
    format_name_or_number(f, name, (uint32_t)value);
}

/* One byte of flags after another: the first two have names. */
void format_key_capabilities(struct formatter *f, const uint8_t *bytes, size_t length)
{
    static const enum arg_type types[] = {TYPE_KEY_CAPABILITIES_0, TYPE_KEY_CAPABILITIES_1};

    format_open_inline(f, '[');
    for (size_t i = 0; i < length && i < format_element_limit(f); i++) {
        format_item_inline(f);
        format_value(f, i < ARRAY_COUNT(types) ? types[i] : TYPE_HEX, bytes[i]);
    }
    format_close_inline(f, ']');
}

/* ---- structs --------------------------------------------------------------------- */

const struct member members_dh_params[] = {
    {"private", MEMBER_S32, .type = TYPE_KEY_SERIAL},
    {"prime", MEMBER_S32, .type = TYPE_KEY_SERIAL},
    {"base", MEMBER_S32, .type = TYPE_KEY_SERIAL},
    {0},
};

const struct member members_pkey_query[] = {
    {"supported_ops", MEMBER_U32, .type = TYPE_KEY_SUPPORTED_OPS},
    {"key_size", MEMBER_U32, .type = TYPE_UINT},
    {"max_data_size", MEMBER_U16, .type = TYPE_UINT},
    {"max_sig_size", MEMBER_U16, .type = TYPE_UINT},
    {"max_enc_size", MEMBER_U16, .type = TYPE_UINT},
    {"max_dec_size", MEMBER_U16, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 40},
    {0},
};

/* Room for what is to come: shown where a program did not leave it empty. */
static void put_spare(struct formatter *f, const uint8_t *words, size_t count)
{
    uint32_t any = 0;

    for (size_t i = 0; i < count; i++)
        any |= load_u32(words + 4 * i);
    if (!any)
        return;
    format_field(f, "__spare");
    format_open_inline(f, '[');
    for (size_t i = 0; i < count; i++) {
        format_item_inline(f);
        format_hex(f, load_u32(words + 4 * i));
    }
    format_close_inline(f, ']');
}

#define PKEY_SPARE_WORDS 7

static void put_pkey_params(struct formatter *f, const uint8_t *bytes, const char *second_length)
{
    format_open(f, '{');
    format_field(f, "key_id");
    format_key_serial(f, load_u32(bytes));
    format_field(f, "in_len");
    format_uint(f, load_u32(bytes + 4));
    format_field(f, second_length);
    format_uint(f, load_u32(bytes + 8));
    put_spare(f, bytes + 12, PKEY_SPARE_WORDS);
    format_close(f, '}');
}

void format_pkey_params(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_pkey_params(f, bytes, "out_len");
}

void format_pkey_verify_params(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_pkey_params(f, bytes, "in2_len");
}

/* The lengths of the inputs, which are arguments 3 and 4, follow the key in argument 1. */
void capture_pkey_input(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size, got;
    unsigned index = c->arg - 2u;

    (void)arg;
    if (capture_peek(c, c->args[1] + 4 * index, &size, sizeof size))
        capture_bytes(c, 0, c->args[c->arg], size, c->limits->buffer_bytes, &got);
}

void format_pkey_input(struct formatter *f)
{
    struct captured input = captured_piece(f, 0);
    format_bytes(f, input.bytes, input.length_bytes);
}

/* struct keyctl_kdf_params: the names of a hash, and bytes of the program's own. */
#define KDF_SPARE_WORDS 8
enum { KDF_STRUCT, KDF_HASH, KDF_OTHER };

static size_t kdf_bytes(enum abi abi)
{
    return 2 * abi_word_bytes(abi) + 4 + 4 * KDF_SPARE_WORDS + (abi == ABI_COMPAT ? 0 : 4);
}

void capture_kdf_params(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = (uint32_t)kdf_bytes(c->abi), got;
    const uint8_t *bytes = capture_bytes(c, KDF_STRUCT, c->args[c->arg], size, size, &got);

    (void)arg;
    if (!bytes || got < size)
        return;
    tracee_addr hash = load_word(bytes, 0, c->abi), other = load_word(bytes, 1, c->abi);
    uint32_t length = load_u32(bytes + 2 * abi_word_bytes(c->abi));
    if (hash)
        capture_string(c, KDF_HASH, hash, c->limits->string_bytes);
    if (other)
        capture_bytes(c, KDF_OTHER, other, length, c->limits->buffer_bytes, &got);
}

static void put_kdf_part(struct formatter *f, const char *name, unsigned part, uint64_t address)
{
    struct captured captured = captured_piece(f, part);

    format_field(f, name);
    if (captured.bytes)
        format_quoted(f, TEXT_STRING, captured.bytes, captured.length_bytes,
                      format_string_limit(f), captured_is_cut(captured));
    else
        format_address(f, address);
}

void format_kdf_params(struct formatter *f)
{
    struct captured captured = captured_piece(f, KDF_STRUCT);
    size_t words = 2 * abi_word_bytes(f->abi);

    if (captured.length_bytes < kdf_bytes(f->abi)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    put_kdf_part(f, "hashname", KDF_HASH, load_word(captured.bytes, 0, f->abi));
    put_kdf_part(f, "otherinfo", KDF_OTHER, load_word(captured.bytes, 1, f->abi));
    format_field(f, "otherinfolen");
    format_uint(f, load_u32(captured.bytes + words));
    put_spare(f, captured.bytes + words + 4, KDF_SPARE_WORDS);
    format_close(f, '}');
}
