/* What network decoders share. */
#include "network.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>

#include "control_message.h"

/* ---- interfaces ---------------------------------------------------------------- */

#define INTERFACE_NAME_BYTES 16

/* In the piece: an index, and its name, NUL-terminated. */
struct interface_name {
    uint32_t index;
    char name[INTERFACE_NAME_BYTES];
};

static void number_add(uint32_t *numbers, unsigned *count, unsigned limit, uint32_t number)
{
    for (unsigned i = 0; i < *count; i++)
        if (numbers[i] == number)
            return;
    if (number && *count < limit)
        numbers[(*count)++] = number;
}

void interface_add(struct interface_set *set, uint32_t index)
{
    number_add(set->index, &set->count, INTERFACES_MAX, index);
}

void generic_family_add(struct interface_set *set, uint32_t family)
{
    number_add(set->family, &set->family_count, FAMILIES_MAX, family);
}

static bool name_of(const struct capture *c, unsigned part, uint32_t number, char name[static 16])
{
    const struct tracee_reader *reader = c->reader;

    if (part == PART_FAMILIES)
        return reader->family_name && reader->family_name(reader->context, (uint16_t)number, name);
    return reader->interface_name && reader->interface_name(reader->context, number, name);
}

static void capture_names(struct capture *c, unsigned base, unsigned part, const uint32_t *numbers,
                          unsigned count)
{
    struct interface_name names[INTERFACES_MAX];
    uint32_t named = 0;

    for (unsigned i = 0; i < count; i++) {
        names[named] = (struct interface_name){.index = numbers[i]};
        if (name_of(c, part, numbers[i], names[named].name))
            named++;
    }
    if (named)
        capture_made(c, base + part, names, named * (uint32_t)sizeof *names, 0);
}

void interface_capture(struct capture *c, unsigned base, const struct interface_set *set)
{
    capture_names(c, base, PART_INTERFACES, set->index, set->count);
    capture_names(c, base, PART_FAMILIES, set->family, set->family_count);
}

static const char *name_find(const struct formatter *f, unsigned part, uint32_t number)
{
    struct captured names = captured_piece(f, f->base + part);

    for (size_t at = 0; at + sizeof(struct interface_name) <= names.length_bytes;
         at += sizeof(struct interface_name))
        if (load_u32(names.bytes + at) == number &&
            names.bytes[at + sizeof(struct interface_name) - 1] == 0)
            return (const char *)names.bytes + at + offsetof(struct interface_name, name);
    return NULL;
}

const char *generic_family_find(const struct formatter *f, uint32_t family)
{
    const char *name = name_find(f, PART_FAMILIES, family);

    for (const char *c = name; c && *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("_-.", *c))
            return NULL;
    return name && *name ? name : NULL;
}

void format_interface(struct formatter *f, uint64_t index)
{
    const char *name = index ? name_find(f, PART_INTERFACES, (uint32_t)index) : NULL;

    if (!name || f->options->constants != FORMAT_NAMES)
        format_uint(f, index);
    if (!name || f->options->constants == FORMAT_NUMBERS)
        return;
    bool is_comment = f->options->constants == FORMAT_NAMED_NUMBERS;
    format_punctuation(f, is_comment ? " /* " : "");
    format_function(f, "if_nametoindex");
    format_quoted(f, TEXT_STRING, (const uint8_t *)name, strlen(name), SIZE_MAX, false);
    format_closing(f);
    format_punctuation(f, is_comment ? " */" : "");
}

void format_port(struct formatter *f, uint64_t value)
{
    format_network_short(f, (uint16_t)value);
}

void format_inet_address(struct formatter *f, uint64_t value)
{
    uint32_t address = (uint32_t)value;
    format_ipv4(f, (const uint8_t *)&address);
}

void format_ethernet_port(struct formatter *f, uint64_t value)
{
    format_ethernet_protocol(f, (uint16_t)value);
}

/* ---- numbers -------------------------------------------------------------------- */

void format_number(struct formatter *f, const char *format, unsigned long long value)
{
    char number[32];
    uint8_t role = text_set_role(f->text, TEXT_NUMBER);

    snprintf(number, sizeof number, format, value);
    text_put(f->text, number);
    text_set_role(f->text, role);
}

void format_named_number(struct formatter *f, enum arg_type type, uint64_t value)
{
    const struct format_options *options = f->options;
    struct format_options commented = *options;

    if (commented.constants == FORMAT_NAMES)
        commented.constants = FORMAT_NAMED_NUMBERS;
    f->options = &commented;
    format_named(f, type, value);
    f->options = options;
}

void format_function(struct formatter *f, const char *name)
{
    format_constant(f, name);
    format_punctuation(f, "(");
}

void format_closing(struct formatter *f)
{
    format_punctuation(f, ")");
}

/* Bytes that stand in the network's order and have a text: the text, the bytes, or the bytes with
 * the text in a comment, as constants are wanted. */
struct translated {
    const struct format_options *options; /* the formatter's own */
    struct format_options names;          /* for what is in the comment */
};

/* False: no text is wanted. */
static bool translated_begin(struct formatter *f, struct translated *translated, const void *bytes,
                             size_t length)
{
    translated->options = f->options;
    if (f->options->constants == FORMAT_NAMES)
        return true;
    format_quoted_hex(f, bytes, length, SIZE_MAX, false);
    if (f->options->constants == FORMAT_NUMBERS)
        return false;
    format_punctuation(f, " /* ");
    translated->names = *f->options;
    translated->names.constants = FORMAT_NAMES;
    f->options = &translated->names;
    return true;
}

static void translated_end(struct formatter *f, const struct translated *translated)
{
    if (f->options == translated->options)
        return;
    f->options = translated->options;
    format_punctuation(f, " */");
}

void format_network_short(struct formatter *f, uint16_t value)
{
    struct translated translated;

    if (!translated_begin(f, &translated, &value, sizeof value))
        return;
    format_function(f, "htons");
    format_uint(f, ntohs(value));
    format_closing(f);
    translated_end(f, &translated);
}

void format_network_long(struct formatter *f, uint32_t value)
{
    struct translated translated;

    if (!translated_begin(f, &translated, &value, sizeof value))
        return;
    format_function(f, "htonl");
    format_uint(f, ntohl(value));
    format_closing(f);
    translated_end(f, &translated);
}

void format_ethernet_protocol(struct formatter *f, uint16_t value)
{
    struct translated translated;

    if (!translated_begin(f, &translated, &value, sizeof value))
        return;
    format_function(f, "htons");
    format_named(f, TYPE_ETHERNET_PROTOCOL, ntohs(value));
    format_closing(f);
    translated_end(f, &translated);
}

/* ---- addresses ------------------------------------------------------------------ */

#define INET_BYTES  4
#define INET6_BYTES 16

static void format_address_text(struct formatter *f, int family, const uint8_t *bytes)
{
    char text[INET6_ADDRSTRLEN] = "";

    inet_ntop(family, bytes, text, sizeof text);
    format_quoted(f, TEXT_STRING, (const uint8_t *)text, strlen(text), SIZE_MAX, false);
}

void format_ipv4(struct formatter *f, const uint8_t *bytes)
{
    format_ipv4_member(f, bytes, INET_BYTES);
}

void format_ipv4_member(struct formatter *f, const uint8_t *bytes, size_t size)
{
    struct translated translated;

    if (!translated_begin(f, &translated, bytes, size))
        return;
    format_function(f, "inet_addr");
    format_address_text(f, AF_INET, bytes);
    format_closing(f);
    translated_end(f, &translated);
}

static void put_inet6_function(struct formatter *f, const uint8_t *bytes, const char *name)
{
    format_function(f, "inet_pton");
    format_constant(f, "AF_INET6");
    format_punctuation(f, ", ");
    format_address_text(f, AF_INET6, bytes);
    if (name) {
        format_punctuation(f, ", &");
        text_put_role(f->text, TEXT_FIELD, name);
    }
    format_closing(f);
}

void format_ipv6(struct formatter *f, const uint8_t *bytes)
{
    struct translated translated;

    if (!translated_begin(f, &translated, bytes, INET6_BYTES))
        return;
    put_inet6_function(f, bytes, NULL);
    translated_end(f, &translated);
}

void format_field_ipv6(struct formatter *f, const char *name, const uint8_t *bytes)
{
    if (f->options->constants == FORMAT_NAMES) {
        format_item(f);
        put_inet6_function(f, bytes, name);
    } else {
        format_field(f, name);
        format_ipv6(f, bytes);
    }
}

void format_family_address(struct formatter *f, unsigned family, const uint8_t *bytes,
                           size_t length)
{
    if (family == FAMILY_INET && length >= INET_BYTES)
        format_ipv4(f, bytes);
    else if (family == FAMILY_INET6 && length >= INET6_BYTES)
        format_ipv6(f, bytes);
    else
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
}

void format_hardware_address(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_hardware_member(f, bytes, length, length);
}

void format_hardware_member(struct formatter *f, const uint8_t *bytes, size_t length, size_t size)
{
    struct translated translated;

    if (!translated_begin(f, &translated, bytes, size))
        return;
    uint8_t role = text_set_role(f->text, TEXT_NUMBER);
    for (size_t i = 0; i < length; i++)
        text_printf(f->text, i ? ":%02x" : "%02x", bytes[i]);
    text_set_role(f->text, role);
    translated_end(f, &translated);
}
