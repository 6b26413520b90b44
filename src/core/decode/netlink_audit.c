/* NETLINK_AUDIT: settings and rules are structs, records are text. */
#include "netlink.h"

enum {
    AUDIT_GET_STATUS = 1000,
    AUDIT_SET_STATUS = 1001,
    AUDIT_SIGNAL = 1010,
    AUDIT_ADD = 1011,
    AUDIT_DELETE = 1012,
    AUDIT_LIST = 1013,
    AUDIT_TTY_FIRST = 1016,
    AUDIT_TTY_LAST = 1017,
    AUDIT_SET_FEATURES = 1018,
    AUDIT_GET_FEATURES = 1019,
    AUDIT_TEXT_FIRST = 1100,
    AUDIT_TEXT_LAST = 2999,
};

#define COUNT(name)                                                                                \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_UINT                                                        \
    }

/* Kernels have added to its end: it is as long as the sender's. */
static const struct member audit_status[] = {
    {"mask", MEMBER_U32, .type = TYPE_AUDIT_STATUS_MASK},
    COUNT("enabled"),
    {"failure", MEMBER_U32, .type = TYPE_AUDIT_FAILURE},
    COUNT("pid"),
    COUNT("rate_limit"),
    COUNT("backlog_limit"),
    COUNT("lost"),
    COUNT("backlog"),
    {"feature_bitmap", MEMBER_U32, .type = TYPE_AUDIT_FEATURES_BITS},
    COUNT("backlog_wait_time"),
    COUNT("backlog_wait_time_actual"),
    {0},
};

static const struct member audit_features[] = {
    COUNT("vers"),
    {"mask", MEMBER_U32, .type = TYPE_HEX},
    {"features", MEMBER_U32, .type = TYPE_HEX},
    {"lock", MEMBER_U32, .type = TYPE_HEX},
    {0},
};
static const struct member audit_tty[] = {COUNT("enabled"), COUNT("log_passwd"), {0}};
static const struct member audit_signal[] = {
    {"uid", MEMBER_U32, .type = TYPE_UID}, {"pid", MEMBER_S32, .type = TYPE_INT}, {0}};

/* ---- rules: flags, action, a mask of syscalls, then fields as arrays of 64
 * ------------------------ */

enum {
    RULE_MASK_WORDS = 64,
    RULE_FIELDS_MAX = 64,
    RULE_MASK_AT = 12,
    RULE_FIELDS_AT = RULE_MASK_AT + 4 * RULE_MASK_WORDS,
    RULE_VALUES_AT = RULE_FIELDS_AT + 4 * RULE_FIELDS_MAX,
    RULE_OPERATORS_AT = RULE_VALUES_AT + 4 * RULE_FIELDS_MAX,
    RULE_TEXT_AT = RULE_OPERATORS_AT + 4 * RULE_FIELDS_MAX,
    RULE_BYTES = RULE_TEXT_AT + 4,
};

/* The numbers of syscalls whose bits are set; all of them are one word. */
static void put_mask(struct formatter *f, const uint8_t *bytes)
{
    unsigned shown = 0, limit = format_element_limit(f), full = 0;

    for (unsigned i = 0; i < RULE_MASK_WORDS; i++)
        full += load_u32(bytes + 4 * i) == UINT32_MAX;
    if (full >= RULE_MASK_WORDS - 1) {
        format_punctuation(f, "~[]");
        return;
    }
    format_open_inline(f, '[');
    for (unsigned bit = 0; bit < 32 * RULE_MASK_WORDS && shown <= limit; bit++) {
        if (!(load_u32(bytes + bit / 32 * 4) >> bit % 32 & 1))
            continue;
        format_item_inline(f);
        if (shown++ == limit)
            format_punctuation(f, "...");
        else
            format_uint(f, bit);
    }
    format_close_inline(f, ']');
}

static void put_field(struct formatter *f, const uint8_t *bytes, unsigned i)
{
    format_open(f, '{');
    format_field(f, "field");
    format_named(f, TYPE_AUDIT_FIELD, load_u32(bytes + RULE_FIELDS_AT + 4 * i));
    format_field(f, "op");
    format_named(f, TYPE_AUDIT_OPERATOR, load_u32(bytes + RULE_OPERATORS_AT + 4 * i));
    format_field(f, "value");
    format_int(f, load_u32(bytes + RULE_VALUES_AT + 4 * i));
    format_close(f, '}');
}

static void put_rule(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint32_t count = load_u32(bytes + 8), limit = format_element_limit(f);

    format_open(f, '{');
    format_field(f, "flags");
    format_named(f, TYPE_AUDIT_LIST, load_u32(bytes));
    format_field(f, "action");
    format_named(f, TYPE_AUDIT_ACTION, load_u32(bytes + 4));
    format_field(f, "field_count");
    format_uint(f, count);
    format_field(f, "mask");
    put_mask(f, bytes + RULE_MASK_AT);
    format_field(f, "fields");
    format_open(f, '[');
    for (unsigned i = 0; i < count && i < RULE_FIELDS_MAX && i < limit; i++) {
        format_item(f);
        put_field(f, bytes, i);
    }
    if (count > limit && limit < RULE_FIELDS_MAX)
        format_more(f);
    format_close(f, ']');
    format_field(f, "buflen");
    format_uint(f, load_u32(bytes + RULE_TEXT_AT));
    if (length > RULE_BYTES) {
        format_field(f, "buf");
        format_quoted(f, TEXT_STRING, bytes + RULE_BYTES, length - RULE_BYTES,
                      format_string_limit(f), false);
    }
    format_close(f, '}');
}

/* ---- messages
 * -------------------------------------------------------------------------------------- */

static const struct {
    uint16_t first, last;
    uint8_t least, most; /* bytes */
    const struct member *members;
} structs[] = {
    {AUDIT_GET_STATUS, AUDIT_SET_STATUS, 32, 44, audit_status},
    {AUDIT_SIGNAL, AUDIT_SIGNAL, 8, 8, audit_signal},
    {AUDIT_TTY_FIRST, AUDIT_TTY_LAST, 4, 8, audit_tty},
    {AUDIT_SET_FEATURES, AUDIT_GET_FEATURES, 16, 16, audit_features},
};

static bool put_struct(struct formatter *f, const struct netlink_message *message)
{
    for (size_t i = 0; i < ARRAY_COUNT(structs); i++) {
        size_t length = message->length;
        if (message->type < structs[i].first || message->type > structs[i].last ||
            length < structs[i].least)
            continue;
        format_record(f, structs[i].members, message->bytes,
                      length < structs[i].most ? length : structs[i].most,
                      length > structs[i].most);
        return true;
    }
    return false;
}

void format_audit_message(struct formatter *f, const struct netlink_message *message)
{
    bool is_rule = message->type >= AUDIT_ADD && message->type <= AUDIT_LIST;
    bool is_text = message->type >= AUDIT_TEXT_FIRST && message->type <= AUDIT_TEXT_LAST;

    if (put_struct(f, message))
        return;
    if (is_rule && message->length >= RULE_BYTES)
        put_rule(f, message->bytes, message->length);
    else if (is_text)
        format_quoted(f, TEXT_STRING, message->bytes, message->length, format_string_limit(f),
                      false);
    else
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
}
