/*
 * Terminals: their modes, sizes and lines; the console's keyboard.
 */
#include <stdio.h>

#include "capture.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- modes ----------------------------------------------------------------------- */

/* A few bits of a word that are one choice. */
struct field {
    uint32_t mask;
    const struct value_name *names;
    size_t count;
};

static const struct value_name newlines[] = {{0, "NL0"}, {0400, "NL1"}};
static const struct value_name returns[] = {
    {0, "CR0"}, {01000, "CR1"}, {02000, "CR2"}, {03000, "CR3"}};
static const struct value_name tabs[] = {
    {0, "TAB0"}, {04000, "TAB1"}, {010000, "TAB2"}, {014000, "XTABS"}};
static const struct value_name backspaces[] = {{0, "BS0"}, {020000, "BS1"}};
static const struct value_name vertical_tabs[] = {{0, "VT0"}, {040000, "VT1"}};
static const struct value_name form_feeds[] = {{0, "FF0"}, {0100000, "FF1"}};

static const struct field output_fields[] = {
    {0400, newlines, ARRAY_COUNT(newlines)},
    {03000, returns, ARRAY_COUNT(returns)},
    {014000, tabs, ARRAY_COUNT(tabs)},
    {020000, backspaces, ARRAY_COUNT(backspaces)},
    {040000, vertical_tabs, ARRAY_COUNT(vertical_tabs)},
    {0100000, form_feeds, ARRAY_COUNT(form_feeds)},
};

#define SPEED_MASK  010017u
#define INPUT_SHIFT 16 /* the speed of the input, where it is another one */

static const struct value_name character_sizes[] = {
    {0, "CS5"}, {020, "CS6"}, {040, "CS7"}, {060, "CS8"}};

static const struct field control_fields[] = {
    {060, character_sizes, ARRAY_COUNT(character_sizes)},
};

static uint32_t put_fields(struct formatter *f, const struct field *fields, size_t count,
                           uint32_t value)
{
    for (size_t i = 0; i < count; i++) {
        format_one_of(f, fields[i].names, fields[i].count, value & fields[i].mask);
        format_punctuation(f, "|");
        value &= ~fields[i].mask;
    }
    return value;
}

/* None of them is no text. */
static void put_flags(struct formatter *f, enum arg_type type, uint32_t value)
{
    if (value)
        format_named(f, type, value);
}

void format_terminal_input(struct formatter *f, uint64_t value)
{
    put_flags(f, TYPE_TERMIOS_IFLAG, (uint32_t)value);
}

void format_terminal_output(struct formatter *f, uint64_t value)
{
    uint32_t rest = put_fields(f, output_fields, ARRAY_COUNT(output_fields), (uint32_t)value);
    put_flags(f, TYPE_TERMIOS_OFLAG, rest);
}

void format_terminal_control(struct formatter *f, uint64_t value)
{
    uint32_t speed = (uint32_t)value & SPEED_MASK;
    uint32_t input_speed = (uint32_t)value >> INPUT_SHIFT & SPEED_MASK;
    uint32_t rest = (uint32_t)value & ~(SPEED_MASK | SPEED_MASK << INPUT_SHIFT);

    format_named(f, TYPE_TERMIOS_SPEED, speed);
    format_punctuation(f, "|");
    if (input_speed) {
        format_named(f, TYPE_TERMIOS_SPEED, input_speed);
        format_punctuation(f, "<<IBSHIFT|");
    }
    rest = put_fields(f, control_fields, ARRAY_COUNT(control_fields), rest);
    put_flags(f, TYPE_TERMIOS_CFLAG, rest);
}

void format_terminal_local(struct formatter *f, uint64_t value)
{
    put_flags(f, TYPE_TERMIOS_LFLAG, (uint32_t)value);
}

static const char *const control_characters[] = {
    "VINTR", "VQUIT", "VERASE", "VKILL",    "VEOF",     "VTIME",   "VMIN",   "VSWTC", "VSTART",
    "VSTOP", "VSUSP", "VEOL",   "VREPRINT", "VDISCARD", "VWERASE", "VLNEXT", "VEOL2",
};

/* "[[VINTR]=0x3, [VQUIT]=0x1c]": only some of the indexes have names. */
static void put_characters(struct formatter *f, const uint8_t *bytes, unsigned count)
{
    format_open_inline(f, '[');
    for (unsigned i = 0; i < count; i++) {
        format_item_inline(f);
        format_punctuation(f, "[");
        if (i < ARRAY_COUNT(control_characters))
            format_known(f, control_characters[i], i);
        else
            format_uint(f, i);
        format_punctuation(f, "]=");
        format_hex(f, bytes[i]);
    }
    format_close_inline(f, ']');
}

#define CONTROL_CHARACTERS     19
#define OLD_CONTROL_CHARACTERS 8

static void put_control_characters(struct formatter *f, const uint8_t *bytes)
{
    put_characters(f, bytes, CONTROL_CHARACTERS);
}

static void put_old_control_characters(struct formatter *f, const uint8_t *bytes)
{
    put_characters(f, bytes, OLD_CONTROL_CHARACTERS);
}

const struct member members_termios[] = {
    {"c_iflag", MEMBER_U32, .type = TYPE_TERMINAL_INPUT},
    {"c_oflag", MEMBER_U32, .type = TYPE_TERMINAL_OUTPUT},
    {"c_cflag", MEMBER_U32, .type = TYPE_TERMINAL_CONTROL},
    {"c_lflag", MEMBER_U32, .type = TYPE_TERMINAL_LOCAL},
    {"c_line", MEMBER_U8, SHOW_UNFOLDED, .type = TYPE_LINE_DISCIPLINE},
    {"c_cc", MEMBER_PUT, SHOW_UNFOLDED, .count = CONTROL_CHARACTERS, .put = put_control_characters},
    {0},
};

const struct member members_termios2[] = {
    {"c_iflag", MEMBER_U32, .type = TYPE_TERMINAL_INPUT},
    {"c_oflag", MEMBER_U32, .type = TYPE_TERMINAL_OUTPUT},
    {"c_cflag", MEMBER_U32, .type = TYPE_TERMINAL_CONTROL},
    {"c_lflag", MEMBER_U32, .type = TYPE_TERMINAL_LOCAL},
    {"c_line", MEMBER_U8, SHOW_UNFOLDED, .type = TYPE_LINE_DISCIPLINE},
    {"c_cc", MEMBER_PUT, SHOW_UNFOLDED, .count = CONTROL_CHARACTERS, .put = put_control_characters},
    {"c_ispeed", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"c_ospeed", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {0},
};

const struct member members_termio[] = {
    {"c_iflag", MEMBER_U16, .type = TYPE_TERMINAL_INPUT},
    {"c_oflag", MEMBER_U16, .type = TYPE_TERMINAL_OUTPUT},
    {"c_cflag", MEMBER_U16, .type = TYPE_TERMINAL_CONTROL},
    {"c_lflag", MEMBER_U16, .type = TYPE_TERMINAL_LOCAL},
    {"c_line", MEMBER_U8, SHOW_UNFOLDED, .type = TYPE_LINE_DISCIPLINE},
    {"c_cc", MEMBER_PUT, SHOW_UNFOLDED, .count = OLD_CONTROL_CHARACTERS,
     .put = put_old_control_characters},
    {0},
};

/* ---- lines ------------------------------------------------------------------------ */

const struct member members_modem_lines[] = {{NULL, MEMBER_U32, .type = TYPE_MODEM_LINES}, {0}};

/* The character that is put into the terminal's input. */
static void capture_typed(struct capture *c)
{
    uint32_t got;

    if (!c->is_exit)
        capture_bytes(c, 0, c->args[c->arg], 1, 1, &got);
}

static void format_typed(struct formatter *f)
{
    const uint8_t *typed = format_ioctl_part(f, 0, false, 1);

    if (typed)
        format_quoted(f, TEXT_STRING, typed, 1, 1, false);
    else
        format_ioctl_address(f);
}

const struct ioctl_pair ioctl_typed = {capture_typed, format_typed};

/* ---- the console's keyboard --------------------------------------------------------- */

void format_keyboard_locks(struct formatter *f, uint64_t value)
{
    static const struct flag_name names[] = {
        {1, 1, "LED_SCR"},          {2, 2, "LED_NUM"},          {4, 4, "LED_CAP"},
        {0x10, 0x10, "LED_SCR<<4"}, {0x20, 0x20, "LED_NUM<<4"}, {0x40, 0x40, "LED_CAP<<4"},
    };

    format_bits(f, names, ARRAY_COUNT(names), value, "LED_???");
}

const struct member members_keyboard_type[] = {{NULL, MEMBER_U8, .type = TYPE_KEYBOARD_TYPE}, {0}};
const struct member members_keyboard_leds[] = {{NULL, MEMBER_U8, .type = TYPE_KEYBOARD_LEDS}, {0}};
const struct member members_keyboard_locks[] = {
    {NULL, MEMBER_U8, .type = TYPE_KEYBOARD_LOCKS}, {0}};
const struct member members_console_mode[] = {{NULL, MEMBER_U32, .type = TYPE_CONSOLE_MODE}, {0}};
const struct member members_keyboard_mode[] = {{NULL, MEMBER_S32, .type = TYPE_KEYBOARD_STATE}, {0}};
const struct member members_keyboard_meta[] = {{NULL, MEMBER_U32, .type = TYPE_KEYBOARD_META}, {0}};

const struct member members_key_code[] = {
    {"scancode", MEMBER_U32, .type = TYPE_HEX},
    {"keycode", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

/* ---- what is shown as it lies there: maps and fonts of the console --------------------------- */

static void put_bytes(struct formatter *f, const uint8_t *bytes, size_t length)
{
    struct format_options options = *f->options;
    const struct format_options *kept = f->options;

    options.escape = TEXT_ESCAPE_HEX_ALL;
    f->options = &options;
    format_quoted(f, TEXT_STRING, bytes, length, format_string_limit(f), false);
    f->options = kept;
}

#define COLORS_BYTES 48
#define SCREEN_BYTES 256
#define FONT_BYTES   8192

static void put_colors(struct formatter *f, const uint8_t *bytes)
{
    put_bytes(f, bytes, COLORS_BYTES);
}

static void put_screen_map(struct formatter *f, const uint8_t *bytes)
{
    put_bytes(f, bytes, SCREEN_BYTES);
}

static void put_font(struct formatter *f, const uint8_t *bytes)
{
    put_bytes(f, bytes, FONT_BYTES);
}

const struct member members_console_colors[] = {
    {NULL, MEMBER_PUT, .count = COLORS_BYTES, .put = put_colors}, {0}};
const struct member members_console_screen_map[] = {
    {NULL, MEMBER_PUT, .count = SCREEN_BYTES, .put = put_screen_map}, {0}};
const struct member members_console_font[] = {
    {NULL, MEMBER_PUT, .count = FONT_BYTES, .put = put_font}, {0}};

static const struct member unicode_map[] = {{NULL, MEMBER_U16, .type = TYPE_HEX}, {0}};

static void put_unicode_map(struct formatter *f, const uint8_t *bytes)
{
    format_elements(f, unicode_map, bytes, SCREEN_BYTES);
}

const struct member members_console_unicode_map[] = {
    {NULL, MEMBER_PUT, .count = 2 * SCREEN_BYTES, .put = put_unicode_map}, {0}};

#define KEY_BYTES 8

static void capture_key_code(struct capture *c)
{
    uint32_t got;

    capture_bytes(c, 0, c->args[c->arg], KEY_BYTES, KEY_BYTES, &got);
}

static void format_key_code(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, KEY_BYTES), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_members(f, members_key_code, before, KEY_BYTES);
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, KEY_BYTES);
    if (after) {
        format_punctuation(f, " => ");
        format_hex(f, load_u32(after + 4));
    }
    if (!f->is_waiting)
        format_close(f, '}');
}

const struct ioctl_pair ioctl_key_code = {capture_key_code, format_key_code};

/* By name, and in decimal where it has none. */
void format_keyboard_state(struct formatter *f, uint64_t value)
{
    static const struct value_name modes[] = {
        {0, "K_RAW"}, {1, "K_XLATE"}, {2, "K_MEDIUMRAW"}, {3, "K_UNICODE"}, {4, "K_OFF"}};

    for (size_t i = 0; i < ARRAY_COUNT(modes); i++) {
        if (modes[i].value == value) {
            format_known(f, modes[i].name, (int64_t)value);
            return;
        }
    }
    format_long(f, value);
    if (f->options->constants != FORMAT_NUMBERS)
        format_comment(f, "K_???");
}

#define TONE_CLOCK_HZ 1193182u

/* A period of the timer chip's clock. */
void format_tone(struct formatter *f, uint64_t value)
{
    char comment[64] = "off";

    format_ulong(f, value);
    if (value > 0 && value <= TONE_CLOCK_HZ)
        snprintf(comment, sizeof comment, "%u Hz", TONE_CLOCK_HZ / (unsigned)value);
    format_comment(f, comment);
}

/* Above it, how long. */
void format_timed_tone(struct formatter *f, uint64_t value)
{
    unsigned period = value & 0xffff, milliseconds = (uint32_t)value >> 16;
    char comment[64] = "off";

    if (milliseconds) {
        format_uint(f, milliseconds);
        format_punctuation(f, "<<16|");
        if (period)
            snprintf(comment, sizeof comment, "%u Hz, %u ms", TONE_CLOCK_HZ / period, milliseconds);
    }
    format_uint(f, period);
    format_comment(f, comment);
}
