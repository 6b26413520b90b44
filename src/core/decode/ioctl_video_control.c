/*
 * Controls of video devices: brightness and the like, one at a time, or many.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- one
 * -------------------------------------------------------------------------------------------- */

#define CONTROL_BYTES 8
#define NEXT_BITS     0xc0000000u /* not this one, but the next */

static void format_set_control(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, CONTROL_BYTES), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_field(f, "id");
    format_named(f, TYPE_VIDEO_CONTROL, load_u32(before));
    format_field(f, "value");
    format_int(f, load_u32(before + 4));
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, CONTROL_BYTES);
    if (after) {
        format_punctuation(f, " => ");
        format_int(f, load_u32(after + 4));
    }
    if (!f->is_waiting)
        format_close(f, '}');
}

static void capture_control(struct capture *c)
{
    uint32_t got;

    capture_bytes(c, 0, c->args[c->arg], CONTROL_BYTES, CONTROL_BYTES, &got);
}

const struct ioctl_pair ioctl_video_set_control = {capture_control, format_set_control};

static void put_next_control(struct formatter *f, const uint8_t *bytes)
{
    uint32_t id = load_u32(bytes), next = id & NEXT_BITS;

    if (!next) {
        format_named(f, TYPE_VIDEO_CONTROL, id);
        return;
    }
    if (!format_names_begin(f, id))
        return;
    format_named_in(f, FORMAT_NAMES, TYPE_VIDEO_NEXT_CONTROL, next);
    format_punctuation(f, "|");
    format_named_in(f, FORMAT_NAMES, TYPE_VIDEO_CONTROL, id & ~NEXT_BITS);
    format_names_end(f);
}

const struct member members_video_next_control[] = {
    {"id", MEMBER_PUT, .count = 4, .put = put_next_control},
    {0},
};

const struct member members_video_control_limits[] = {
    {"id", MEMBER_U32, SHOW_NEVER},
    {"type", MEMBER_U32, .type = TYPE_VIDEO_CONTROL_TYPE},
    {"name", MEMBER_CHARS, .count = 32},
    {"minimum", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"maximum", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"step", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"default_value", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"flags", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_VIDEO_CONTROL_FLAGS},
    {0},
};

/* ---- many: {class, count, error_idx, request_fd, reserved, controls}
 * ------------------------------- */

#define EXTENDED_BYTES                                                                             \
    20 /* {id, size, reserved, value}; the value is the address of size bytes, if any */
#define PART_CONTROLS 1
#define PART_STRINGS  2

/* The size of what holds them, and in it the place of their address. */
static size_t controls_bytes(enum abi abi)
{
    return abi == ABI_COMPAT ? 24 : 32;
}

static uint64_t controls_address(const uint8_t *bytes, enum abi abi)
{
    return abi == ABI_COMPAT ? load_u32(bytes + 20) : load_u64(bytes + 24);
}

static uint64_t string_address(const uint8_t *control, enum abi abi)
{
    return load_word(control + 12, 0, abi);
}

static void capture_controls(struct capture *c)
{
    uint32_t got, size = (uint32_t)controls_bytes(c->abi);
    const uint8_t *bytes = capture_bytes(c, 0, c->args[c->arg], size, size, &got);

    if (!bytes || got < size)
        return;
    uint32_t count = capture_element_count(c, load_u32(bytes + 4)) * EXTENDED_BYTES;
    const uint8_t *controls = NULL;
    if (count)
        controls = capture_bytes(c, PART_CONTROLS, controls_address(bytes, c->abi),
                                 (uint64_t)load_u32(bytes + 4) * EXTENDED_BYTES, count, &got);
    for (uint32_t i = 0; controls && (i + 1) * EXTENDED_BYTES <= got; i++) {
        const uint8_t *control = controls + i * EXTENDED_BYTES;
        uint32_t length = load_u32(control + 4), read;
        if (length)
            capture_bytes(c, PART_STRINGS + i, string_address(control, c->abi), length,
                          c->limits->buffer_bytes, &read);
    }
}

static void put_control_string(struct formatter *f, const uint8_t *control, unsigned part)
{
    struct captured captured = captured_piece(f, part);

    format_field(f, "string");
    if (captured.bytes)
        format_quoted(f, TEXT_STRING, captured.bytes, captured.length_bytes, format_string_limit(f),
                      captured_is_cut(captured));
    else
        format_address(f, string_address(control, f->abi));
}

static void put_control(struct formatter *f, const uint8_t *control, unsigned part)
{
    uint32_t size = load_u32(control + 4);

    format_open(f, '{');
    format_field(f, "id");
    format_named(f, TYPE_VIDEO_CONTROL, load_u32(control));
    format_field(f, "size");
    format_uint(f, size);
    if (size) {
        put_control_string(f, control, part);
    } else {
        format_field(f, "value");
        format_int(f, load_u32(control + 12));
        format_field(f, "value64");
        format_long(f, load_u64(control + 12));
    }
    format_close(f, '}');
}

/* As they are at entry or exit, by f->is_exit; false: nothing could be read there. */
static bool put_controls(struct formatter *f, uint64_t address)
{
    struct captured captured = captured_piece(f, PART_CONTROLS);
    size_t count = captured.length_bytes / EXTENDED_BYTES, limit = format_element_limit(f);

    format_field(f, "controls");
    if (!captured.bytes) {
        format_address(f, address);
        return false;
    }
    count = count < limit ? count : limit;
    format_open(f, '[');
    for (size_t i = 0; i < count; i++) {
        format_item(f);
        put_control(f, captured.bytes + i * EXTENDED_BYTES, PART_STRINGS + (unsigned)i);
    }
    format_rest(f, captured, address, EXTENDED_BYTES, count);
    format_close(f, ']');
    return true;
}

static void put_error_index(struct formatter *f, const uint8_t *after)
{
    if (!(f->call->header.flags & EVENT_FAILED) || !after)
        return;
    format_field(f, "error_idx");
    format_uint(f, load_u32(after + 8));
}

/* "{ctrl_class=..., count=...": the head, open.  NULL: not there. */
static const uint8_t *put_controls_head(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, controls_bytes(f->abi));

    if (!before) {
        format_ioctl_address(f);
        return NULL;
    }
    format_open(f, '{');
    format_field(f, "ctrl_class");
    format_named(f, TYPE_VIDEO_CONTROL_CLASS, load_u32(before));
    format_field(f, "count");
    format_uint(f, load_u32(before + 4));
    return before;
}

/* The call is through, whatever it said. */
static bool is_through(struct formatter *f)
{
    f->is_waiting = f->is_begin;
    return !f->is_begin && !(f->call->header.flags & EVENT_NO_RETURN);
}

static void format_get_controls(struct formatter *f)
{
    const uint8_t *before = put_controls_head(f);

    if (!before)
        return;
    bool ends = is_through(f);
    const uint8_t *after = ends ? format_ioctl_part(f, 0, true, controls_bytes(f->abi)) : NULL;
    if (after && load_u32(before + 4)) {
        put_controls(f, controls_address(before, f->abi));
        put_error_index(f, after);
    }
    if (!f->is_waiting)
        format_close(f, '}');
}

static void format_set_controls(struct formatter *f)
{
    const uint8_t *before = put_controls_head(f);

    if (!before)
        return;
    uint64_t address = controls_address(before, f->abi);
    bool is_read = load_u32(before + 4) && put_controls(f, address);
    format_close(f, '}');
    if (!is_read || !is_through(f))
        return;
    const uint8_t *after = format_ioctl_part(f, 0, true, controls_bytes(f->abi));
    format_punctuation(f, " => ");
    format_open(f, '{');
    put_controls(f, address);
    put_error_index(f, after);
    format_close(f, '}');
}

const struct ioctl_pair ioctl_video_get_controls = {capture_controls, format_get_controls, true};
const struct ioctl_pair ioctl_video_set_controls = {capture_controls, format_set_controls, true};
