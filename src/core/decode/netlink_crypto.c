/* NETLINK_CRYPTO: an algorithm, and what is reported of it. */
#include "netlink.h"

enum { NAME_BYTES = 64, ALGORITHM_BYTES = 3 * NAME_BYTES + 16 };

#define COUNT(name)                                                                                \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_UINT                                                        \
    }
#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, MEMBER_CHARS, .count = NAME_BYTES                                                    \
    }

static const struct member algorithm[] = {
    TEXT("cru_name"),
    TEXT("cru_driver_name"),
    TEXT("cru_module_name"),
    {"cru_type", MEMBER_U32, .type = TYPE_HEX},
    {"cru_mask", MEMBER_U32, .type = TYPE_HEX},
    COUNT("cru_refcnt"),
    {"cru_flags", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

static const struct member report_type[] = {TEXT("type"), {0}};
static const struct member report_hash[] = {
    TEXT("type"), COUNT("blocksize"), COUNT("digestsize"), {0}};
static const struct member report_cipher[] = {
    TEXT("type"), COUNT("blocksize"), COUNT("min_keysize"), COUNT("max_keysize"), {0}};
static const struct member report_blkcipher[] = {
    TEXT("type"),    TEXT("geniv"), COUNT("blocksize"), COUNT("min_keysize"), COUNT("max_keysize"),
    COUNT("ivsize"), {0},
};
static const struct member report_aead[] = {
    TEXT("type"), TEXT("geniv"), COUNT("blocksize"), COUNT("maxauthsize"), COUNT("ivsize"), {0}};
static const struct member report_rng[] = {TEXT("type"), COUNT("seedsize"), {0}};

#define ATTRIBUTE_FILE "core/tables/attributes/crypto.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE

void format_crypto_message(struct formatter *f, const struct netlink_message *message)
{
    if (message->length < ALGORITHM_BYTES) {
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
        return;
    }
    format_record(f, algorithm, message->bytes, ALGORITHM_BYTES, false);
    format_behind(f, &attributes_cryptocfga, 0, message, ALGORITHM_BYTES);
}
