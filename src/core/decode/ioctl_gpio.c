/*
 * Lines of general purpose; infrared receivers; trusted environments.
 */
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- lines ---------------------------------------------------------------------------------- */

const struct member members_gpio_chip[] = {
    {"name", MEMBER_CHARS, .count = 32},
    {"label", MEMBER_CHARS, .count = 32},
    {"lines", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

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

const struct member members_gpio_values[] = {
    {"values", MEMBER_ARRAY, .members = members_d8, .count = 64}, {0}};

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

const struct member members_gpio_bits[] = {
    {"bits", MEMBER_U64, .type = TYPE_HEX},
    {"mask", MEMBER_U64, .type = TYPE_HEX},
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

const struct member members_tee_session[] = {{"session", MEMBER_U32, .type = TYPE_HEX}, {0}};

const struct member members_tee_cancel[] = {
    {"cancel_id", MEMBER_U32, .type = TYPE_UINT},
    {"session", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

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
