/*
 * Lines of general purpose; infrared receivers; trusted environments.
 */
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- lines ---------------------------------------------------------------------------------- */

const struct member members_gpio_line_question[] = {
    {"line_offset", MEMBER_U32, .type = TYPE_UINT}, {0}};

const struct member members_gpio_line_answer[] = {
    {"line_offset", MEMBER_U32, SHOW_NEVER},
    {"flags", MEMBER_U32, .type = TYPE_GPIO_LINE},
    {"name", MEMBER_CHARS, .count = 32},
    {"consumer", MEMBER_CHARS, .count = 32},
    {0},
};

const struct member members_gpio_unwatch[] = {{"offset", MEMBER_U32, .type = TYPE_UINT}, {0}};

const struct member members_gpio_event_question[] = {
    {"lineoffset", MEMBER_U32, .type = TYPE_UINT},
    {"handleflags", MEMBER_U32, .type = TYPE_GPIO_HANDLE},
    {"eventflags", MEMBER_U32, .type = TYPE_GPIO_EDGE},
    {"consumer_label", MEMBER_CHARS, .count = 32},
    {0},
};

const struct member members_gpio_event_answer[] = {
    {NULL, MEMBER_PAD, .count = 44},
    {"fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};

const struct member members_gpio_handle_settings[] = {
    {"flags", MEMBER_U32, .type = TYPE_GPIO_HANDLE},
    {"default_values", MEMBER_ARRAY, .members = members_d8, .count = 64},
    {NULL, MEMBER_PAD, .count = 16},
    {0},
};

const struct member members_gpio_bits_question[] = {
    {"bits", MEMBER_U64, SHOW_NEVER},
    {"mask", MEMBER_U64, .type = TYPE_HEX},
    {0},
};

const struct member members_gpio_bits_answer[] = {{"bits", MEMBER_U64, .type = TYPE_HEX}, {0}};

/* ---- several lines at once ---------------------------------------------------------------------- */

#define LINES_MOST      64
#define ATTRIBUTES_MOST 10

/* As many elements of a full array as a number says. */
static void put_counted(struct formatter *f, const char *name, const struct member *members,
                        const uint8_t *bytes, uint32_t count, uint32_t most)
{
    format_field(f, name);
    format_elements(f, members, bytes, count < most ? count : most);
}

/* lineoffsets[64], flags, default_values[64], consumer_label[32], lines, fd */
static void put_handle(struct formatter *f, const uint8_t *bytes)
{
    uint32_t lines = load_u32(bytes + 356);

    format_open(f, '{');
    format_field(f, "lines");
    format_uint(f, lines);
    put_counted(f, "lineoffsets", members_uint, bytes, lines, LINES_MOST);
    format_field(f, "flags");
    format_named(f, TYPE_GPIO_HANDLE, load_u32(bytes + 256));
    put_counted(f, "default_values", members_d8, bytes + 260, lines, LINES_MOST);
    format_field(f, "consumer_label");
    format_chars(f, bytes + 324, 32);
    format_close(f, '}');
}

const struct member members_gpio_handle[] = {
    {NULL, MEMBER_PUT, .count = 364, .put = put_handle}, {0}};

#define FLAGS_ATTRIBUTE    1
#define VALUES_ATTRIBUTE   2
#define DEBOUNCE_ATTRIBUTE 3

static bool is_plain_attribute(const uint8_t *bytes)
{
    uint32_t id = load_u32(bytes);

    return id >= FLAGS_ATTRIBUTE && id <= DEBOUNCE_ATTRIBUTE && load_u32(bytes + 4) == 0;
}

/* What its id makes of the 64 bits: a field of its own. */
static void put_attribute_field(struct formatter *f, const uint8_t *bytes)
{
    switch (load_u32(bytes)) {
    case FLAGS_ATTRIBUTE:
        format_field(f, "flags");
        format_named(f, TYPE_GPIO_V2_LINE, load_u64(bytes + 8));
        break;
    case VALUES_ATTRIBUTE:
        format_field(f, "values");
        format_hex(f, load_u64(bytes + 8));
        break;
    case DEBOUNCE_ATTRIBUTE:
        format_field(f, "debounce_period_us");
        format_uint(f, load_u32(bytes + 8));
        break;
    }
}

static const struct member unknown_attribute[] = {
    {"id", MEMBER_U32, .type = TYPE_UINT},
    {"padding", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {"data", MEMBER_U64, .type = TYPE_HEX},
    {0},
};

static void put_attribute(struct formatter *f, const uint8_t *bytes)
{
    if (!is_plain_attribute(bytes)) {
        format_record(f, unknown_attribute, bytes, 16, false);
        return;
    }
    format_open(f, '{');
    put_attribute_field(f, bytes);
    format_close(f, '}');
}

static void put_masked_attribute(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    if (is_plain_attribute(bytes)) {
        put_attribute_field(f, bytes);
    } else {
        format_field(f, "attr");
        put_attribute(f, bytes);
    }
    format_field(f, "mask");
    format_hex(f, load_u64(bytes + 16));
    format_close(f, '}');
}

static const struct member attribute[] = {
    {NULL, MEMBER_PUT, .count = 16, .put = put_attribute}, {0}};
static const struct member masked_attribute[] = {
    {NULL, MEMBER_PUT, .count = 24, .put = put_masked_attribute}, {0}};

/* Padding is shown where it is none. */
static const struct member padding_4[] = {
    {"padding", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 4}, {0}};
static const struct member padding_5[] = {
    {"padding", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 5}, {0}};

/* flags, num_attrs, padding[5], attrs[10] */
static void put_settings(struct formatter *f, const uint8_t *bytes)
{
    uint32_t count = load_u32(bytes + 8);

    format_open(f, '{');
    format_field(f, "flags");
    format_named(f, TYPE_GPIO_V2_LINE, load_u64(bytes));
    format_field(f, "num_attrs");
    format_uint(f, count);
    format_members(f, padding_5, bytes + 12, 20);
    if (count)
        put_counted(f, "attrs", masked_attribute, bytes + 32, count, ATTRIBUTES_MOST);
    format_close(f, '}');
}

const struct member members_gpio_v2_settings[] = {
    {NULL, MEMBER_PUT, .count = 272, .put = put_settings}, {0}};

/* offsets[64], consumer[32], settings, num_lines, event_buffer_size, padding[5], fd */
static void put_request(struct formatter *f, const uint8_t *bytes)
{
    uint32_t lines = load_u32(bytes + 560), size = load_u32(bytes + 564);

    format_open(f, '{');
    format_field(f, "num_lines");
    format_uint(f, lines);
    put_counted(f, "offsets", members_uint, bytes, lines, LINES_MOST);
    format_field(f, "consumer");
    format_chars(f, bytes + 256, 32);
    format_field(f, "config");
    put_settings(f, bytes + 288);
    if (size) {
        format_field(f, "event_buffer_size");
        format_uint(f, size);
    }
    format_members(f, padding_5, bytes + 568, 20);
    format_close(f, '}');
}

const struct member members_gpio_v2_request[] = {
    {NULL, MEMBER_PUT, .count = 592, .put = put_request}, {0}};

/* Behind the name and the consumer: offset, num_attrs, flags, attrs[10], padding[4] */
static void put_line(struct formatter *f, const uint8_t *bytes)
{
    uint32_t count = load_u32(bytes + 4);

    format_field(f, "flags");
    format_named(f, TYPE_GPIO_V2_LINE, load_u64(bytes + 8));
    format_field(f, "num_attrs");
    format_uint(f, count);
    if (count)
        put_counted(f, "attrs", attribute, bytes + 16, count, ATTRIBUTES_MOST);
    format_members(f, padding_4, bytes + 176, 16);
}

const struct member members_gpio_v2_line[] = {
    {"name", MEMBER_CHARS, .count = 32},
    {"consumer", MEMBER_CHARS, .count = 32},
    {NULL, MEMBER_PUT, .count = 192, .put = put_line},
    {0},
};

/* ---- infrared --------------------------------------------------------------------------------- */

const struct member members_infrared_features[] = {
    {NULL, MEMBER_U32, .type = TYPE_LIRC_FEATURES}, {0}};
const struct member members_infrared_mode[] = {{NULL, MEMBER_U32, .type = TYPE_LIRC_MODE}, {0}};

/* ---- trusted environments ------------------------------------------------------------------------ */

#define OPTEE 1

static void put_tee_version(struct formatter *f, const uint8_t *bytes)
{
    uint32_t implementation = load_u32(bytes), capabilities = load_u32(bytes + 4);

    format_open(f, '{');
    format_field(f, "impl_id");
    format_named(f, TYPE_TEE_IMPLEMENTATION, implementation);
    format_field(f, "gen_caps");
    format_named(f, TYPE_TEE_CAPABILITIES, load_u32(bytes + 8));
    format_field(f, "impl_caps");
    if (implementation == OPTEE)
        format_named(f, TYPE_TEE_OPTEE, capabilities);
    else
        format_hex(f, capabilities);
    format_close(f, '}');
}

const struct member members_tee_version[] = {
    {NULL, MEMBER_PUT, .count = 12, .put = put_tee_version}, {0}};

static void put_tee_buffer(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "buf_len");
    format_ulong(f, load_u64(bytes + 8));
    format_field(f, "buf_ptr");
    format_address(f, load_u64(bytes));
    format_close(f, '}');
}

const struct member members_tee_buffer[] = {
    {NULL, MEMBER_PUT, .count = 16, .put = put_tee_buffer}, {0}};

const struct member members_tee_allocation[] = {
    {"size", MEMBER_U64, .type = TYPE_HEX},
    {"flags", MEMBER_U32, .type = TYPE_TEE_MEMORY},
    {0},
};

const struct member members_tee_allocated[] = {
    {"size", MEMBER_U64, .type = TYPE_HEX},
    {"flags", MEMBER_U32, .type = TYPE_TEE_MEMORY},
    {"id", MEMBER_S32, .type = TYPE_INT},
    {0},
};

const struct member members_tee_registration[] = {
    {"addr", MEMBER_U64, .type = TYPE_ADDRESS},
    {"length", MEMBER_U64, .type = TYPE_HEX},
    {"flags", MEMBER_U32, .type = TYPE_TEE_MEMORY},
    {0},
};

const struct member members_tee_registered[] = {
    {"addr", MEMBER_U64, SHOW_NEVER, .type = TYPE_HEX},
    {"length", MEMBER_U64, .type = TYPE_HEX},
    {"flags", MEMBER_U32, .type = TYPE_TEE_MEMORY},
    {"id", MEMBER_S32, .type = TYPE_INT},
    {0},
};
