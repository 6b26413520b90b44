/*
 * Input devices, and those that programs make (uinput).
 */
#include "capture.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

const struct member members_input_id[] = {
    {"bustype", MEMBER_U16, .type = TYPE_UINT},
    {"vendor", MEMBER_U16, .type = TYPE_UINT},
    {"product", MEMBER_U16, .type = TYPE_UINT},
    {"version", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

const struct member members_input_absinfo[] = {
    {"value", MEMBER_U32, .type = TYPE_UINT},
    {"minimum", MEMBER_U32, .type = TYPE_UINT},
    {"maximum", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"fuzz", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"flat", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"resolution", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {0},
};

const struct member members_input_keycode[] = {
    {NULL, MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_U32, .type = TYPE_INPUT_KEY},
    {0},
};

const struct member members_input_keymap[] = {
    {"flags", MEMBER_U8, .type = TYPE_UINT},
    {"len", MEMBER_U8, .type = TYPE_UINT},
    {"index", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"keycode", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_INPUT_KEY},
    {"scancode", MEMBER_ARRAY, SHOW_UNFOLDED, .members = members_x8, .count = 32},
    {0},
};

static const struct member input_trigger[] = {
    {"button", MEMBER_U16, .type = TYPE_UINT},
    {"interval", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

static const struct member input_replay[] = {
    {"length", MEMBER_U16, .type = TYPE_UINT},
    {"delay", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

/* ---- bits, texts and slots: as much as the kernel says it wrote --------------------------------- */

#define INPUT_BYTES_MOST 1024 /* more than any list of input codes has */

static uint64_t captured_length(const struct capture *c)
{
    uint32_t size = IOCTL_SIZE(capture_ioctl_request(c));

    return c->result < 0 ? 0 : (uint64_t)c->result < size ? (uint64_t)c->result : size;
}

static void capture_written(struct capture *c)
{
    uint32_t got;
    uint64_t length = captured_length(c);

    if (c->is_exit && length)
        capture_bytes(c, 0, c->args[c->arg], length, INPUT_BYTES_MOST, &got);
}

/* What was written, once the call has answered; no bytes where there are fewer than least: then their
 * address is. */
static struct captured put_unless_written(struct formatter *f, uint32_t least)
{
    struct captured captured = {0};

    if (format_ioctl_answers(f)) {
        f->is_exit = true;
        captured = captured_piece(f, 0);
    }
    if (captured.length_bytes < least)
        captured.bytes = NULL;
    if (!captured.bytes && !f->is_waiting)
        format_ioctl_address(f);
    return captured;
}

static void format_input_text(struct formatter *f)
{
    if (f->call->result == 0 && format_ioctl_answers(f)) {
        text_put_role(f->text, TEXT_STRING, "\"\"");
        return;
    }
    struct captured text = put_unless_written(f, 1);
    if (text.bytes)
        format_quoted(f, TEXT_STRING, text.bytes, text.length_bytes, format_string_limit(f), false);
}

const struct ioctl_pair ioctl_input_text = {capture_written, format_input_text};

/* The names of the bits that a request answers. */
static enum arg_type bit_names(uint32_t request)
{
    static const uint16_t by_event[] = {
        [0x00] = TYPE_INPUT_EVENT, [0x01] = TYPE_INPUT_KEY,   [0x02] = TYPE_INPUT_RELATIVE,
        [0x03] = TYPE_INPUT_AXIS,  [0x04] = TYPE_INPUT_MISC,  [0x05] = TYPE_INPUT_SWITCH,
        [0x11] = TYPE_INPUT_LED,   [0x12] = TYPE_INPUT_SOUND, [0x15] = TYPE_INPUT_FEEDBACK,
    };
    uint32_t number = request & 0xff;

    switch (number) {
    case 0x09:
        return TYPE_INPUT_PROPERTY;
    case 0x18:
        return TYPE_INPUT_KEY;
    case 0x19:
        return TYPE_INPUT_LED;
    case 0x1a:
        return TYPE_INPUT_SOUND;
    case 0x1b:
        return TYPE_INPUT_SWITCH;
    default:
        number -= 0x20;
        return number < ARRAY_COUNT(by_event) ? by_event[number] : TYPE_NONE;
    }
}

#define BITS_SHOWN 7 /* on one line, unless all are wanted */

static void put_bits(struct formatter *f, enum arg_type type, const uint8_t *bytes, uint32_t length)
{
    unsigned shown = 0;

    format_open_inline(f, '[');
    for (uint32_t bit = 0; bit < length * 8; bit++) {
        if (!(bytes[bit / 8] >> (bit % 8) & 1))
            continue;
        format_item_inline(f);
        if (shown++ >= BITS_SHOWN && !format_shows_all(f)) {
            format_punctuation(f, "...");
            break;
        }
        format_named(f, type, bit);
    }
    if (shown == 0)
        format_punctuation(f, " 0 ");
    format_close_inline(f, ']');
}

static void format_input_bits(struct formatter *f)
{
    enum arg_type type = bit_names(format_ioctl_request(f));
    struct captured bits = put_unless_written(f, type == TYPE_NONE ? UINT32_MAX : 1);

    if (bits.bytes)
        put_bits(f, type, bits.bytes, bits.length_bytes);
}

const struct ioctl_pair ioctl_input_bits = {capture_written, format_input_bits};

/* A code, and behind it a value for each slot. */
static void capture_slots(struct capture *c)
{
    uint32_t got, size = IOCTL_SIZE(capture_ioctl_request(c));

    if (c->is_exit && size)
        capture_bytes(c, 0, c->args[c->arg], size, INPUT_BYTES_MOST, &got);
}

static void format_slots(struct formatter *f)
{
    struct captured slots = put_unless_written(f, 4);

    if (!slots.bytes)
        return;
    format_open(f, '{');
    format_field(f, "code");
    format_named(f, TYPE_INPUT_SLOT, load_u32(slots.bytes));
    format_field(f, "values");
    format_elements(f, members_int, slots.bytes + 4, slots.length_bytes / 4 - 1);
    format_close(f, '}');
}

const struct ioctl_pair ioctl_input_slots = {capture_slots, format_slots};

/* ---- force feedback ------------------------------------------------------------------------- */

static const struct member feedback_envelope[] = {
    {"attack_length", MEMBER_U16, .type = TYPE_UINT},
    {"attack_level", MEMBER_U16, .type = TYPE_UINT},
    {"fade_length", MEMBER_U16, .type = TYPE_UINT},
    {"fade_level", MEMBER_U16, .type = TYPE_HEX},
    {0},
};

static const struct member feedback_constant[] = {
    {"level", MEMBER_S16, .type = TYPE_INT},
    {"envelope", MEMBER_STRUCT, .members = feedback_envelope},
    {0},
};

static const struct member feedback_ramp[] = {
    {"start_level", MEMBER_S16, .type = TYPE_INT},
    {"end_level", MEMBER_S16, .type = TYPE_INT},
    {"envelope", MEMBER_STRUCT, .members = feedback_envelope},
    {0},
};

static const struct member feedback_periodic[] = {
    {"waveform", MEMBER_U16, .type = TYPE_UINT},
    {"period", MEMBER_U16, .type = TYPE_UINT},
    {"magnitude", MEMBER_S16, .type = TYPE_INT},
    {"offset", MEMBER_S16, .type = TYPE_INT},
    {"phase", MEMBER_U16, .type = TYPE_UINT},
    {"envelope", MEMBER_STRUCT, .members = feedback_envelope},
    {0},
};

static const struct member feedback_rumble[] = {
    {"strong_magnitude", MEMBER_U16, .type = TYPE_UINT},
    {"weak_magnitude", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

static const struct {
    uint16_t type;
    const char *name;
    const struct member *members;
} feedbacks[] = {
    {0x50, "rumble", feedback_rumble},
    {0x51, "periodic", feedback_periodic},
    {0x52, "constant", feedback_constant},
    {0x57, "ramp", feedback_ramp},
};

static const struct member feedback_effect[] = {
    {"type", MEMBER_U16, .type = TYPE_INPUT_FEEDBACK},
    {"id", MEMBER_S16, .type = TYPE_INT},
    {"direction", MEMBER_U16, .type = TYPE_UINT},
    {"trigger", MEMBER_STRUCT, SHOW_UNFOLDED, .members = input_trigger},
    {"replay", MEMBER_STRUCT, SHOW_UNFOLDED, .members = input_replay},
    {0},
};

#define EFFECT_HEADER_BYTES 14
#define EFFECT_UNION_AT     16
#define EFFECT_BYTES        48

static void capture_feedback(struct capture *c)
{
    uint32_t got;

    if (!c->is_exit)
        capture_bytes(c, 0, c->args[c->arg], EFFECT_BYTES, EFFECT_BYTES, &got);
}

static void format_feedback(struct formatter *f)
{
    const uint8_t *effect = format_ioctl_part(f, 0, false, EFFECT_BYTES - 4);

    if (!effect) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    bool leaves_out = format_members(f, feedback_effect, effect, EFFECT_HEADER_BYTES);
    for (size_t i = 0; !leaves_out && i < ARRAY_COUNT(feedbacks); i++) {
        if (feedbacks[i].type != load_u16(effect))
            continue;
        format_field(f, feedbacks[i].name);
        format_record(f, feedbacks[i].members, effect + EFFECT_UNION_AT,
                      record_size_bytes(feedbacks[i].members, f->abi), false);
    }
    if (leaves_out)
        format_more(f);
    format_close(f, '}');
}

const struct ioctl_pair ioctl_feedback = {capture_feedback, format_feedback};

/* ---- devices that a program makes (uinput) --------------------------------------------------- */

const struct member members_uinput_setup[] = {
    {"id", MEMBER_STRUCT, .members = members_input_id},
    {"name", MEMBER_CHARS, .count = 80},
    {"ff_effects_max", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_uinput_axis[] = {
    {"code", MEMBER_U16, .type = TYPE_INPUT_AXIS},
    {NULL, MEMBER_PAD, .count = 2},
    {"absinfo", MEMBER_STRUCT, .members = members_input_absinfo},
    {0},
};
