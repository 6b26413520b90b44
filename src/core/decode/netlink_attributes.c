/* Attributes of netlink messages: both halves walk their rows. */
#include <stdio.h>

#include "netlink.h"

#include "core/tables/flags.h"

#define ATTRIBUTE_HEADER_BYTES 4
#define ATTRIBUTE_TYPE_MASK    0x3fffu
#define NEST_MAX               8
#define SOUGHT_MAX             32

static const struct attribute_row *find_row(const struct attribute_list *list, unsigned attribute)
{
    if (list->count == ATTRIBUTES_ALIKE)
        return list->rows;
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

/* In the order of the network, of size bytes. */
static uint64_t load_swapped(const uint8_t *bytes, size_t size)
{
    return __builtin_bswap64(load_number(bytes, size)) >> (64 - 8 * size);
}

static void put_swapped(struct formatter *f, const struct attribute_row *row, const uint8_t *bytes,
                        size_t size)
{
    format_function(f, size == 2 ? "htons" : size == 4 ? "htonl" : "htobe64");
    put_number(f, row, load_swapped(bytes, size));
    format_closing(f);
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
    [ATTRIBUTE_BE16] = 2,      [ATTRIBUTE_BE32] = 4,      [ATTRIBUTE_BE64] = 8,
    [ATTRIBUTE_S8] = 1,        [ATTRIBUTE_S64] = 8,       [ATTRIBUTE_IP] = 4,
    [ATTRIBUTE_SOCKADDR] = 2,  [ATTRIBUTE_ELEMENTS] = 1,  [ATTRIBUTE_TEXTS] = 1,
    [ATTRIBUTE_BY_NAME] = 1,   [ATTRIBUTE_S32] = 4,       [ATTRIBUTE_WIDE] = 1,
    [ATTRIBUTE_CLOCK] = 1,     [ATTRIBUTE_HARDWARE] = 1,  [ATTRIBUTE_ADDRESS] = 1,
    [ATTRIBUTE_RECORD] = 1,    [ATTRIBUTE_RECORDS] = 1,   [ATTRIBUTE_NUMBERS16] = 2,
    [ATTRIBUTE_NUMBERS32] = 4, [ATTRIBUTE_INDEXED32] = 4, [ATTRIBUTE_INDEXED64] = 8,
    [ATTRIBUTE_NESTED] = 1,    [ATTRIBUTE_OWN] = 1,
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

/* Any number leads to the same list. */
static void put_elements(struct formatter *f, const struct attribute_list *list,
                         const struct netlink_context *context, const uint8_t *bytes, size_t length)
{
    struct attribute_row row = {.shape = ATTRIBUTE_NESTED, .nested = list};
    struct attribute_list elements = {TYPE_NONE, ATTRIBUTES_ALIKE, &row};

    format_attributes(f, &elements, context, bytes, length);
}

static const struct attribute_row text_row = {.shape = ATTRIBUTE_TEXT};
static const struct attribute_list texts = {TYPE_NONE, ATTRIBUTES_ALIKE, &text_row};

static size_t attribute_end(const uint8_t *bytes, size_t left)
{
    return netlink_end(left < ATTRIBUTE_HEADER_BYTES ? 0 : load_u16(bytes), ATTRIBUTE_HEADER_BYTES,
                       left);
}

static const struct attribute_row *find_named(const struct attribute_kind *kinds,
                                              const uint8_t *text, size_t length)
{
    for (; kinds->name; kinds++)
        if (length >= strlen(kinds->name) && length <= strlen(kinds->name) + 1 &&
            memcmp(text, kinds->name, length) == 0)
            return &kinds->row;
    return NULL;
}

/* Not far, because every attribute of hostile ones may ask. */
struct attribute_bytes attribute_find(const uint8_t *bytes, size_t length, unsigned attribute)
{
    size_t at = 0;

    for (unsigned i = 0; i < SOUGHT_MAX && length - at > ATTRIBUTE_HEADER_BYTES; i++) {
        size_t own = load_u16(bytes + at), left = length - at;
        if ((load_u16(bytes + at + 2) & ATTRIBUTE_TYPE_MASK) == attribute &&
            own >= ATTRIBUTE_HEADER_BYTES && own <= left)
            return (struct attribute_bytes){bytes + at + ATTRIBUTE_HEADER_BYTES,
                                            own - ATTRIBUTE_HEADER_BYTES};
        at += attribute_end(bytes + at, left);
    }
    return (struct attribute_bytes){NULL, 0};
}

/* What a row says by the name among the attributes beside it. */
static const struct attribute_row *find_kind(const struct attribute_row *row, const uint8_t *bytes,
                                             size_t length)
{
    struct attribute_bytes name = attribute_find(bytes, length, row->named_by);

    return name.length ? find_named(row->kinds, name.bytes, name.length) : NULL;
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
    case ATTRIBUTE_BE16:
    case ATTRIBUTE_BE32:
    case ATTRIBUTE_BE64:
        put_swapped(f, row, bytes, shape_bytes[row->shape]);
        break;
    case ATTRIBUTE_S8:
        format_int(f, (uint64_t)(int8_t)bytes[0]);
        break;
    case ATTRIBUTE_S32:
        format_int(f, load_u32(bytes));
        break;
    case ATTRIBUTE_S64:
        format_value(f, TYPE_LONG, load_u64(bytes));
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
    case ATTRIBUTE_IP:
        format_family_address(f,
                              length == 16  ? FAMILY_INET6
                              : length == 4 ? FAMILY_INET
                                            : 0,
                              bytes, length);
        break;
    case ATTRIBUTE_SOCKADDR:
        format_sockaddr_bytes(f, bytes, length);
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
    case ATTRIBUTE_ELEMENTS:
        put_elements(f, row->nested, context, bytes, length);
        break;
    case ATTRIBUTE_TEXTS:
        format_attributes(f, &texts, context, bytes, length);
        break;
    case ATTRIBUTE_BY_NAME:
        put_value(f, find_kind(row, context->all, context->all_bytes), context, bytes, length);
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

/* ---- one behind the other --------------------------------------------------------- */

size_t netlink_end(size_t length, size_t header_bytes, size_t left)
{
    if (length < header_bytes || length >= left || NETLINK_ALIGN(length) >= left)
        return left;
    return NETLINK_ALIGN(length);
}

void format_chain(struct formatter *f, const struct netlink_chain *chain, const void *context,
                  const uint8_t *bytes, size_t length)
{
    bool is_many = chain->end(bytes, length) < length;
    size_t at = 0, count = 0, limit = format_element_limit(f);

    if (is_many)
        format_open(f, '[');
    for (; at < length && count < limit; count++) {
        if (is_many)
            format_item(f);
        if (length - at < chain->header_bytes)
            format_quoted_hex(f, bytes + at, length - at, format_string_limit(f), false);
        else
            chain->put(f, context, bytes + at, length - at);
        at += chain->end(bytes + at, length - at);
    }
    if (at < length)
        format_more(f);
    if (is_many)
        format_close(f, ']');
}

/* A list's attributes, and what decides on them. */
struct listed {
    const struct attribute_list *list;
    struct netlink_context context;
};

static void put_listed(struct formatter *f, const void *context, const uint8_t *bytes, size_t left)
{
    const struct listed *listed = context;

    put_attribute(f, listed->list, &listed->context, bytes, left);
}

void format_attributes(struct formatter *f, const struct attribute_list *list,
                       const struct netlink_context *context, const uint8_t *bytes, size_t length)
{
    static const struct netlink_chain chain = {ATTRIBUTE_HEADER_BYTES, attribute_end, put_listed};
    struct listed listed = {list, {context->family, context->type, bytes, length}};

    format_chain(f, &chain, &listed, bytes, length);
}

/* ---- interfaces ------------------------------------------------------------------------ */

static void find_interfaces(struct interface_set *set, const struct attribute_list *list,
                            const uint8_t *bytes, size_t length, unsigned depth);

/* One of length bytes among others; what a row of its own says comes first. */
static void find_in(struct interface_set *set, const struct attribute_row *row,
                    const uint8_t *value, size_t length, unsigned depth)
{
    struct attribute_row element = {.shape = ATTRIBUTE_NESTED};
    struct attribute_list elements = {TYPE_NONE, ATTRIBUTES_ALIKE, &element};
    bool is_nest = row->shape == ATTRIBUTE_NESTED || (row->shape == ATTRIBUTE_OWN && row->nested);

    if (row->type == TYPE_INTERFACE && length >= 4) {
        interface_add(set, row->shape == ATTRIBUTE_BE32 ? __builtin_bswap32(load_u32(value))
                                                        : load_u32(value));
    } else if (is_nest && depth < NEST_MAX) {
        find_interfaces(set, row->nested, value, length, depth + 1);
    } else if (row->shape == ATTRIBUTE_ELEMENTS && depth < NEST_MAX) {
        element.nested = row->nested;
        find_interfaces(set, &elements, value, length, depth + 1);
    }
}

static void find_interfaces(struct interface_set *set, const struct attribute_list *list,
                            const uint8_t *bytes, size_t length, unsigned depth)
{
    for (size_t at = 0; length - at > ATTRIBUTE_HEADER_BYTES;) {
        size_t end = attribute_end(bytes + at, length - at);
        const struct attribute_row *row =
            find_row(list, load_u16(bytes + at + 2) & ATTRIBUTE_TYPE_MASK);

        if (row && row->shape == ATTRIBUTE_BY_NAME)
            row = find_kind(row, bytes, length);
        if (row && end > ATTRIBUTE_HEADER_BYTES)
            find_in(set, row, bytes + at + ATTRIBUTE_HEADER_BYTES, end - ATTRIBUTE_HEADER_BYTES,
                    depth);
        at += end;
    }
}

void attribute_interfaces(struct interface_set *set, const struct attribute_list *list,
                          const uint8_t *bytes, size_t length)
{
    find_interfaces(set, list, bytes, length, 0);
}
