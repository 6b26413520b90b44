/* Attributes of netlink messages: both halves walk their rows. */
#include <stdio.h>

#include "netlink.h"

#include "core/tables/flags.h"

#define ATTRIBUTE_HEADER_BYTES 4
#define ATTRIBUTE_TYPE_MASK    0x3fffu
#define NEST_MAX               8

static const struct attribute_row *find_row(const struct attribute_list *list, unsigned attribute)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].attribute == attribute)
            return &list->rows[i];
    return NULL;
}

/* ---- one value ------------------------------------------------------------------ */

static uint64_t load_number(const uint8_t *bytes, size_t size)
{
    uint64_t value = 0;

    memcpy(&value, bytes, size);
    return value;
}

/* A row without a type has the first of all, which no attribute is of. */
static void put_number(struct formatter *f, const struct attribute_row *row, uint64_t value)
{
    if (!row->type)
        format_ulong(f, value);
    else
        format_value(f, row->type, value);
}

/* The NUL at its end is not shown; where there is none, there may be more. */
static void put_text(struct formatter *f, const uint8_t *bytes, size_t length)
{
    bool has_end = bytes[length - 1] == '\0';

    format_quoted(f, TEXT_STRING, bytes, length - has_end, format_string_limit(f), !has_end);
}

static void put_clock(struct formatter *f, uint64_t value)
{
    char comment[48];

    format_ulong(f, value);
    if (!value)
        return;
    snprintf(comment, sizeof comment, "%llu.%02llu s", (unsigned long long)(value / 100),
             (unsigned long long)(value % 100));
    format_comment(f, comment);
}

static void put_records(struct formatter *f, const struct attribute_row *row, const uint8_t *bytes,
                        size_t length)
{
    size_t count = length / row->size_bytes, limit = format_element_limit(f);

    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_item(f);
        format_record(f, row->members, bytes + i * row->size_bytes, row->size_bytes, false);
    }
    if (count > limit)
        format_more(f);
    format_close(f, ']');
}

static void put_numbers(struct formatter *f, const uint8_t *bytes, size_t length, size_t size)
{
    size_t count = length / size, limit = format_element_limit(f);

    format_open_inline(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_item_inline(f);
        format_ulong(f, load_number(bytes + i * size, size));
    }
    if (count > limit) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

/* Settings of IPv4 are numbered from 1 on, and kept from 0 on: the index says so. */
static void put_index(struct formatter *f, const struct attribute_row *row, size_t place)
{
    bool counts_from_one = row->type == TYPE_INET_CONF;
    const struct flag_set *names = flag_set_find(row->type);
    char unknown[FLAG_UNKNOWN_BYTES];

    format_punctuation(f, "[");
    if (flag_set_name(names, place + counts_from_one)) {
        format_named(f, row->type, place + counts_from_one);
        format_punctuation(f, counts_from_one ? "-1" : "");
    } else {
        flag_set_unknown(names, unknown);
        format_ulong(f, place);
        format_comment(f, unknown);
    }
    format_punctuation(f, "]=");
}

static void put_indexed(struct formatter *f, const struct attribute_row *row, const uint8_t *bytes,
                        size_t length, size_t size)
{
    size_t count = length / size, limit = format_element_limit(f);

    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_item(f);
        put_index(f, row, i);
        if (size == 4 && row->type != TYPE_DIAG_MEMORY)
            format_int(f, load_number(bytes + i * size, size));
        else
            format_ulong(f, load_number(bytes + i * size, size));
    }
    if (count > limit)
        format_more(f);
    format_close(f, ']');
}

/* How many bytes a shape needs at least, where that is not the row's own matter. */
static const uint8_t shape_bytes[] = {
    [ATTRIBUTE_BYTES] = 1,     [ATTRIBUTE_TEXT] = 1,      [ATTRIBUTE_U8] = 1,
    [ATTRIBUTE_U16] = 2,       [ATTRIBUTE_U32] = 4,       [ATTRIBUTE_U64] = 8,
    [ATTRIBUTE_S32] = 4,       [ATTRIBUTE_WIDE] = 1,      [ATTRIBUTE_CLOCK] = 1,
    [ATTRIBUTE_HARDWARE] = 1,  [ATTRIBUTE_ADDRESS] = 1,   [ATTRIBUTE_RECORD] = 1,
    [ATTRIBUTE_RECORDS] = 1,   [ATTRIBUTE_NUMBERS16] = 2, [ATTRIBUTE_NUMBERS32] = 4,
    [ATTRIBUTE_INDEXED32] = 4, [ATTRIBUTE_INDEXED64] = 8, [ATTRIBUTE_NESTED] = 1,
    [ATTRIBUTE_OWN] = 1,
};

#define WIDE_MAX_BYTES     8
#define HARDWARE_MAX_BYTES 32

static bool fits(const struct attribute_row *row, size_t length)
{
    size_t least =
        shape_bytes[row->shape] > row->size_bytes ? shape_bytes[row->shape] : row->size_bytes;

    if (row->is_limited && length > (row->size_bytes ? row->size_bytes : WIDE_MAX_BYTES))
        return false;
    switch (row->shape) {
    case ATTRIBUTE_WIDE:
    case ATTRIBUTE_CLOCK:
        return length <= WIDE_MAX_BYTES;
    case ATTRIBUTE_HARDWARE:
        return length <= HARDWARE_MAX_BYTES;
    default:
        return length >= least;
    }
}

static void put_value(struct formatter *f, const struct attribute_row *row,
                      const struct netlink_context *context, const uint8_t *bytes, size_t length)
{
    if (!row || !fits(row, length) || f->depth > 4 * NEST_MAX) {
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        return;
    }
    switch ((enum attribute_shape)row->shape) {
    case ATTRIBUTE_BYTES:
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
        break;
    case ATTRIBUTE_TEXT:
        put_text(f, bytes, length);
        break;
    case ATTRIBUTE_U8:
    case ATTRIBUTE_U16:
    case ATTRIBUTE_U32:
    case ATTRIBUTE_U64:
        put_number(f, row, load_number(bytes, shape_bytes[row->shape]));
        break;
    case ATTRIBUTE_S32:
        format_int(f, load_u32(bytes));
        break;
    case ATTRIBUTE_WIDE:
        put_number(f, row, load_number(bytes, length));
        break;
    case ATTRIBUTE_CLOCK:
        put_clock(f, load_number(bytes, length));
        break;
    case ATTRIBUTE_HARDWARE:
        format_hardware_address(f, bytes, length);
        break;
    case ATTRIBUTE_ADDRESS:
        format_family_address(f, context->family, bytes, length);
        break;
    case ATTRIBUTE_RECORD:
        format_record(f, row->members, bytes, row->size_bytes, false);
        break;
    case ATTRIBUTE_RECORDS:
        put_records(f, row, bytes, length);
        break;
    case ATTRIBUTE_NUMBERS16:
        put_numbers(f, bytes, length, 2);
        break;
    case ATTRIBUTE_NUMBERS32:
        put_numbers(f, bytes, length, 4);
        break;
    case ATTRIBUTE_INDEXED32:
        put_indexed(f, row, bytes, length, 4);
        break;
    case ATTRIBUTE_INDEXED64:
        put_indexed(f, row, bytes, length, 8);
        break;
    case ATTRIBUTE_NESTED:
        format_attributes(f, row->nested, context, bytes, length);
        break;
    case ATTRIBUTE_OWN:
        row->format(f, context, bytes, length);
        break;
    }
}

/* ---- attributes ------------------------------------------------------------------- */

/* Flags, then the name; what is left of an unknown number has its comment. */
static void put_type(struct formatter *f, const struct attribute_list *list, uint16_t type)
{
    uint16_t flags = type & ~ATTRIBUTE_TYPE_MASK;

    if (flags) {
        format_named(f, TYPE_NETLINK_ATTRIBUTE_FLAGS, flags);
        format_punctuation(f, "|");
    }
    if (list->names == TYPE_NONE)
        format_hex(f, type & ATTRIBUTE_TYPE_MASK);
    else
        format_named(f, list->names, type & ATTRIBUTE_TYPE_MASK);
}

static void put_header(struct formatter *f, const struct attribute_list *list, uint16_t length,
                       uint16_t type)
{
    format_open(f, '{');
    format_field(f, "nla_len");
    format_uint(f, length);
    format_field(f, "nla_type");
    put_type(f, list, type);
    format_close(f, '}');
}

/* Its value lies behind it, as far as there are bytes. */
static void put_attribute(struct formatter *f, const struct attribute_list *list,
                          const struct netlink_context *context, const uint8_t *bytes, size_t left)
{
    uint16_t length = load_u16(bytes), type = load_u16(bytes + 2);
    size_t whole = length < left ? length : left;

    if (whole <= ATTRIBUTE_HEADER_BYTES) {
        put_header(f, list, length, type);
        return;
    }
    format_open(f, '[');
    format_item(f);
    put_header(f, list, length, type);
    format_item(f);
    put_value(f, find_row(list, type & ATTRIBUTE_TYPE_MASK), context,
              bytes + ATTRIBUTE_HEADER_BYTES, whole - ATTRIBUTE_HEADER_BYTES);
    format_close(f, ']');
}

/* Where the next one begins: at the end where this one cannot be true. */
static size_t attribute_end(const uint8_t *bytes, size_t left)
{
    size_t end = left >= ATTRIBUTE_HEADER_BYTES ? NETLINK_ALIGN(load_u16(bytes)) : left;

    if (left < ATTRIBUTE_HEADER_BYTES || load_u16(bytes) < ATTRIBUTE_HEADER_BYTES || end > left)
        return left;
    return end;
}

void format_attributes(struct formatter *f, const struct attribute_list *list,
                       const struct netlink_context *context, const uint8_t *bytes, size_t length)
{
    struct netlink_context own = {context->family, bytes, length};
    bool is_many = attribute_end(bytes, length) < length;
    size_t at = 0, count = 0, limit = format_element_limit(f);

    if (is_many)
        format_open(f, '[');
    for (; at < length && count < limit; count++) {
        if (is_many)
            format_item(f);
        if (length - at < ATTRIBUTE_HEADER_BYTES)
            format_quoted_hex(f, bytes + at, length - at, format_string_limit(f), false);
        else
            put_attribute(f, list, &own, bytes + at, length - at);
        at += attribute_end(bytes + at, length - at);
    }
    if (at < length)
        format_more(f);
    if (is_many)
        format_close(f, ']');
}

static void find_interfaces(struct interface_set *set, const struct attribute_list *list,
                            const uint8_t *bytes, size_t length, unsigned depth);

/* The attribute at bytes, which ends before end. */
static void find_in(struct interface_set *set, const struct attribute_row *row,
                    const uint8_t *bytes, size_t end, unsigned depth)
{
    const uint8_t *value = bytes + ATTRIBUTE_HEADER_BYTES;
    size_t length = end - ATTRIBUTE_HEADER_BYTES;
    bool is_nest = row->shape == ATTRIBUTE_NESTED || (row->shape == ATTRIBUTE_OWN && row->nested);

    if (row->type == TYPE_INTERFACE && length >= 4)
        interface_add(set, load_u32(value));
    else if (is_nest && depth < NEST_MAX)
        find_interfaces(set, row->nested, value, length, depth + 1);
}

static void find_interfaces(struct interface_set *set, const struct attribute_list *list,
                            const uint8_t *bytes, size_t length, unsigned depth)
{
    for (size_t at = 0; length - at > ATTRIBUTE_HEADER_BYTES;) {
        size_t end = attribute_end(bytes + at, length - at);
        const struct attribute_row *row =
            find_row(list, load_u16(bytes + at + 2) & ATTRIBUTE_TYPE_MASK);

        if (row && end > ATTRIBUTE_HEADER_BYTES)
            find_in(set, row, bytes + at, end, depth);
        at += end;
    }
}

void attribute_interfaces(struct interface_set *set, const struct attribute_list *list,
                          const uint8_t *bytes, size_t length)
{
    find_interfaces(set, list, bytes, length, 0);
}
