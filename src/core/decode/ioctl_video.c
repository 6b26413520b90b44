/*
 * Video devices (V4L2): what they are, their formats, standards, inputs and buffers.
 */
#include <stdio.h>

#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

void format_fourcc(struct formatter *f, const char *macro, const uint8_t *bytes)
{
    text_put(f->text, macro);
    format_punctuation(f, "(");
    for (unsigned i = 0; i < 4; i++) {
        char letter[8];
        bool is_plain = bytes[i] >= ' ' && bytes[i] < 0x7f && bytes[i] != '\'' && bytes[i] != '\\';
        snprintf(letter, sizeof letter, is_plain ? "'%c'" : "'\\x%02x'", bytes[i]);
        text_put_role(f->text, TEXT_CONSTANT, letter);
        if (i < 3)
            format_punctuation(f, ", ");
    }
    format_punctuation(f, ")");
}

static void put_fourcc(struct formatter *f, const uint8_t *bytes)
{
    format_fourcc(f, "v4l2_fourcc", bytes);
}

static void put_fraction(struct formatter *f, const uint8_t *bytes)
{
    format_uint(f, load_u32(bytes));
    format_punctuation(f, "/");
    format_uint(f, load_u32(bytes + 4));
}

void format_kernel_version(struct formatter *f, uint64_t value)
{
    char version[48];

    snprintf(version, sizeof version, "KERNEL_VERSION(%u, %u, %u)", (unsigned)value >> 16,
             (unsigned)value >> 8 & 0xff, (unsigned)value & 0xff);
    format_known_hex(f, version, value);
}

#define FOURCC(name)   {name, MEMBER_PUT, .count = 4, .put = put_fourcc}
#define FRACTION(name) {name, MEMBER_PUT, .count = 8, .put = put_fraction}
#define TYPE_MEMBER    {"type", MEMBER_U32, .type = TYPE_VIDEO_BUFFER}

const struct member members_video_capabilities[] = {
    {"driver", MEMBER_CHARS, .count = 16},
    {"card", MEMBER_CHARS, .count = 32},
    {"bus_info", MEMBER_CHARS, .count = 32},
    {"version", MEMBER_U32, .type = TYPE_KERNEL_VERSION},
    {"capabilities", MEMBER_U32, .type = TYPE_VIDEO_CAPABILITY},
    {"device_caps", MEMBER_U32, SHOW_SET, .type = TYPE_VIDEO_CAPABILITY},
    {NULL, MEMBER_PAD, .count = 12},
    {0},
};

const struct member members_video_buffer_type[] = {
    {NULL, MEMBER_U32, .type = TYPE_VIDEO_BUFFER}, {0}};

static const struct member video_rectangle[] = {
    {"left", MEMBER_S32, .type = TYPE_INT},
    {"top", MEMBER_S32, .type = TYPE_INT},
    {"width", MEMBER_U32, .type = TYPE_UINT},
    {"height", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_video_type_question[] = {TYPE_MEMBER, {0}};

const struct member members_video_crop[] = {
    TYPE_MEMBER,
    {"c", MEMBER_STRUCT, .members = video_rectangle},
    {0},
};

const struct member members_video_crop_answer[] = {
    {"type", MEMBER_U32, SHOW_NEVER},
    {"c", MEMBER_STRUCT, .members = video_rectangle},
    {0},
};

const struct member members_video_crop_limits[] = {
    {"type", MEMBER_U32, SHOW_NEVER},
    {"bounds", MEMBER_STRUCT, .members = video_rectangle},
    {"defrect", MEMBER_STRUCT, .members = video_rectangle},
    FRACTION("pixelaspect"),
    {0},
};

const struct member members_video_frame_buffer[] = {
    {"capability", MEMBER_U32, .type = TYPE_HEX},
    {"flags", MEMBER_U32, .type = TYPE_HEX},
    {"base", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {NULL, MEMBER_PAD, .count = 32},
    {0},
};

const struct member members_video_format_question[] = {
    {"index", MEMBER_U32, .type = TYPE_UINT},
    TYPE_MEMBER,
    {0},
};

const struct member members_video_format_answer[] = {
    {"index", MEMBER_U32, SHOW_NEVER},
    {"type", MEMBER_U32, SHOW_NEVER},
    {"flags", MEMBER_U32, .type = TYPE_VIDEO_FORMAT_FLAGS},
    {"description", MEMBER_CHARS, .count = 32},
    FOURCC("pixelformat"),
    {NULL, MEMBER_PAD, .count = 16},
    {0},
};

const struct member members_video_index[] = {{"index", MEMBER_U32, .type = TYPE_UINT}, {0}};

const struct member members_video_standard_answer[] = {
    {"index", MEMBER_U32, SHOW_NEVER},
    {NULL, MEMBER_PAD, .count = 12},
    {"name", MEMBER_CHARS, .count = 24},
    FRACTION("frameperiod"),
    {"framelines", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 16},
    {0},
};

const struct member members_video_input_answer[] = {
    {"index", MEMBER_U32, SHOW_NEVER},
    {"name", MEMBER_CHARS, .count = 32},
    {"type", MEMBER_U32, .type = TYPE_VIDEO_INPUT_TYPE},
    {0},
};

const struct member members_video_tuner_answer[] = {
    {"index", MEMBER_U32, SHOW_NEVER},
    {"name", MEMBER_CHARS, .count = 32},
    {"type", MEMBER_U32, .type = TYPE_VIDEO_TUNER_TYPE},
    {"capability", MEMBER_U32, .type = TYPE_VIDEO_TUNER_CAPABILITY},
    {"rangelow", MEMBER_U32, .type = TYPE_UINT},
    {"rangehigh", MEMBER_U32, .type = TYPE_UINT},
    {"rxsubchans", MEMBER_U32, .type = TYPE_VIDEO_TUNER_CHANNEL},
    {"audmode", MEMBER_U32, .type = TYPE_VIDEO_TUNER_MODE},
    {"signal", MEMBER_S32, .type = TYPE_INT},
    {"afc", MEMBER_S32, .type = TYPE_INT},
    {0},
};

const struct member members_video_control_question[] = {
    {"id", MEMBER_U32, .type = TYPE_VIDEO_CONTROL}, {0}};

const struct member members_video_control_answer[] = {
    {"id", MEMBER_U32, SHOW_NEVER},
    {"value", MEMBER_S32, .type = TYPE_INT},
    {0},
};

/* ---- frame sizes: one, or a range of them ------------------------------------------------------- */

static const struct member frame_size[] = {
    {"width", MEMBER_U32, .type = TYPE_UINT},
    {"height", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member frame_sizes[] = {
    {"min_width", MEMBER_U32, .type = TYPE_UINT},  {"max_width", MEMBER_U32, .type = TYPE_UINT},
    {"step_width", MEMBER_U32, .type = TYPE_UINT}, {"min_height", MEMBER_U32, .type = TYPE_UINT},
    {"max_height", MEMBER_U32, .type = TYPE_UINT}, {"step_height", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member frame_size_question[] = {
    {"index", MEMBER_U32, .type = TYPE_UINT},
    FOURCC("pixel_format"),
    {0},
};

static const struct member frame_interval_question[] = {
    {"index", MEMBER_U32, .type = TYPE_UINT},
    FOURCC("pixel_format"),
    {"width", MEMBER_U32, .type = TYPE_UINT},
    {"height", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member frame_interval[] = {
    FRACTION("min"),
    FRACTION("max"),
    FRACTION("step"),
    {0},
};

#define FRAMES_BYTES 44 /* a size needs 44, an interval 52 */
#define DISCRETE     1

/* The struct at entry and at exit, of the size that the request says. */
static void capture_whole(struct capture *c)
{
    uint32_t got, size = IOCTL_SIZE(capture_ioctl_request(c));

    capture_bytes(c, 0, c->args[c->arg], size, 512, &got);
}

static void put_frame_size(struct formatter *f, const uint8_t *bytes)
{
    uint32_t type = load_u32(bytes + 8);

    format_field(f, "type");
    format_named(f, TYPE_VIDEO_FRAME_SIZE, type);
    if (type == DISCRETE) {
        format_field(f, "discrete");
        format_record(f, frame_size, bytes + 12, 8, false);
    } else if (type == 2 || type == 3) { /* continuous is a range, too */
        format_field(f, "stepwise");
        format_record(f, frame_sizes, bytes + 12, 24, false);
    }
}

static void put_frame_interval(struct formatter *f, const uint8_t *bytes)
{
    uint32_t type = load_u32(bytes + 16);

    format_field(f, "type");
    format_named(f, TYPE_VIDEO_FRAME_INTERVAL, type);
    if (type == DISCRETE) {
        format_field(f, "discrete");
        put_fraction(f, bytes + 20);
    } else if (type == 2 || type == 3) {
        format_field(f, "stepwise");
        format_record(f, frame_interval, bytes + 20, 24, false);
    }
}

static void format_frames(struct formatter *f, const struct member *question, size_t question_size,
                          void (*put_answer)(struct formatter *f, const uint8_t *bytes))
{
    const uint8_t *before = format_ioctl_part(f, 0, false, FRAMES_BYTES);

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_members(f, question, before, question_size);
    const uint8_t *after = NULL;
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, FRAMES_BYTES);
    if (after)
        put_answer(f, after);
    if (!f->is_waiting)
        format_close(f, '}');
}

static void format_frame_sizes(struct formatter *f)
{
    format_frames(f, frame_size_question, 8, put_frame_size);
}

static void format_frame_intervals(struct formatter *f)
{
    format_frames(f, frame_interval_question, 16, put_frame_interval);
}

const struct ioctl_pair ioctl_frame_sizes = {capture_whole, format_frame_sizes};
const struct ioctl_pair ioctl_frame_intervals = {capture_whole, format_frame_intervals};

/* ---- picture formats ---------------------------------------------------------------------------- */

static const struct member picture_format[] = {
    {"width", MEMBER_U32, .type = TYPE_UINT},
    {"height", MEMBER_U32, .type = TYPE_UINT},
    FOURCC("pixelformat"),
    {"field", MEMBER_U32, .type = TYPE_VIDEO_FIELD},
    {"bytesperline", MEMBER_U32, .type = TYPE_UINT},
    {"sizeimage", MEMBER_U32, .type = TYPE_UINT},
    {"colorspace", MEMBER_U32, .type = TYPE_VIDEO_COLORSPACE},
    {0},
};

#define FORMAT_BYTES 36
#define CAPTURE      1
#define OUTPUT       2

static bool is_picture(const uint8_t *bytes)
{
    return load_u32(bytes) == CAPTURE || load_u32(bytes) == OUTPUT;
}

/* The union lies where a pointer would. */
static void put_picture_format(struct formatter *f, const uint8_t *bytes)
{
    if (!is_picture(bytes))
        return;
    format_field(f, "fmt.pix");
    format_record(f, picture_format, bytes + abi_word_bytes(f->abi), 28, false);
}

static void put_format_type(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "type");
    format_named(f, TYPE_VIDEO_BUFFER, load_u32(bytes));
}

/* {type=...} asks; what is set is read first and written then.  put: what of it depends on the type,
 * nothing for one that is none of ours. */
static void format_typed(struct formatter *f, bool is_set,
                         void (*put)(struct formatter *f, const uint8_t *bytes))
{
    const uint8_t *before = format_ioctl_part(f, 0, false, FORMAT_BYTES), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    put_format_type(f, before);
    if (is_set) {
        put(f, before);
        format_close(f, '}');
    }
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, FORMAT_BYTES);
    if (is_set && !is_picture(before))
        return;
    if (is_set && after) {
        format_punctuation(f, " => ");
        format_open(f, '{');
    }
    if (after)
        put(f, after);
    if ((is_set && after) || (!is_set && !f->is_waiting))
        format_close(f, '}');
}

static void format_get_format(struct formatter *f)
{
    format_typed(f, false, put_picture_format);
}

static void format_set_format(struct formatter *f)
{
    format_typed(f, true, put_picture_format);
}

const struct ioctl_pair ioctl_video_get_format = {capture_whole, format_get_format};
const struct ioctl_pair ioctl_video_set_format = {capture_whole, format_set_format};

/* ---- buffers -------------------------------------------------------------------------------------- */

#define REQUEST_BYTES 20

static void format_buffer_request(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, REQUEST_BYTES), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_field(f, "type");
    format_named(f, TYPE_VIDEO_BUFFER, load_u32(before + 4));
    format_field(f, "memory");
    format_named(f, TYPE_VIDEO_MEMORY, load_u32(before + 8));
    format_field(f, "count");
    format_uint(f, load_u32(before));
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, REQUEST_BYTES);
    if (after) {
        format_punctuation(f, " => ");
        format_uint(f, load_u32(after));
    }
    if (!f->is_waiting)
        format_close(f, '}');
}

const struct ioctl_pair ioctl_video_buffers = {capture_whole, format_buffer_request};

/* A buffer, as it is handed to and fro. */
#define BUFFER_BYTES  88
#define BUFFER_MAPPED 1
#define BUFFER_USERS  2
#define DEQUEUE       0x11 /* the request's number: the buffer's index is an answer there */
#define CLOCK_BITS    0xe000u
#define SOURCE_BITS   0x70000u

static void put_buffer_flags(struct formatter *f, uint32_t flags)
{
    uint32_t plain = flags & ~(CLOCK_BITS | SOURCE_BITS);

    format_field(f, "flags");
    if (!format_names_begin(f, flags))
        return;
    if (plain) {
        format_rest_in(f, TYPE_VIDEO_BUFFER_FLAGS, plain);
        format_punctuation(f, "|");
    }
    format_named_in(f, FORMAT_NAMES, TYPE_VIDEO_BUFFER_CLOCK, flags & CLOCK_BITS);
    format_punctuation(f, "|");
    format_named_in(f, FORMAT_NAMES, TYPE_VIDEO_BUFFER_SOURCE, flags & SOURCE_BITS);
    format_names_end(f);
}

static void put_buffer_place(struct formatter *f, const uint8_t *buffer)
{
    uint32_t memory = load_u32(buffer + 60);

    format_field(f, "memory");
    format_named(f, TYPE_VIDEO_MEMORY, memory);
    if (memory == BUFFER_MAPPED) {
        format_field(f, "m.offset");
        format_hex(f, load_u32(buffer + 64));
    } else if (memory == BUFFER_USERS) {
        format_field(f, "m.userptr");
        format_hex(f, load_u64(buffer + 64));
    }
}

static void put_buffer_number(struct formatter *f, const char *name, const uint8_t *bytes)
{
    format_field(f, name);
    format_uint(f, load_u32(bytes));
}

static void put_buffer(struct formatter *f, const uint8_t *buffer, bool is_dequeued)
{
    if (is_dequeued)
        put_buffer_number(f, "index", buffer);
    put_buffer_place(f, buffer);
    put_buffer_number(f, "length", buffer + 72);
    put_buffer_number(f, "bytesused", buffer + 8);
    put_buffer_flags(f, load_u32(buffer + 12));
    if (is_dequeued) {
        format_field(f, "timestamp");
        format_record(f, members_timeval, buffer + 24, 16, false);
    }
    format_more(f);
}

static void format_buffer(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, BUFFER_BYTES), *after = NULL;
    bool is_dequeued = (format_ioctl_request(f) & 0xff) == DEQUEUE;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    put_format_type(f, before + 4);
    if (!is_dequeued)
        put_buffer_number(f, "index", before);
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, BUFFER_BYTES);
    if (after)
        put_buffer(f, after, is_dequeued);
    if (!f->is_waiting)
        format_close(f, '}');
}

const struct ioctl_pair ioctl_video_buffer = {capture_whole, format_buffer};

/* ---- rates ------------------------------------------------------------------------------------------ */

static const struct member capture_rate[] = {
    {"capability", MEMBER_U32, .type = TYPE_VIDEO_RATE_CAPABILITY},
    {"capturemode", MEMBER_U32, .type = TYPE_VIDEO_RATE_MODE},
    FRACTION("timeperframe"),
    {"extendedmode", MEMBER_U32, .type = TYPE_HEX},
    {"readbuffers", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member output_rate[] = {
    {"capability", MEMBER_U32, .type = TYPE_VIDEO_RATE_CAPABILITY},
    {"outputmode", MEMBER_U32, .type = TYPE_VIDEO_RATE_MODE},
    FRACTION("timeperframe"),
    {"extendedmode", MEMBER_U32, .type = TYPE_HEX},
    {"writebuffers", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static void put_rate(struct formatter *f, const uint8_t *bytes)
{
    bool is_capture = load_u32(bytes) == CAPTURE;

    if (!is_picture(bytes))
        return;
    format_field(f, is_capture ? "parm.capture" : "parm.output");
    format_record(f, is_capture ? capture_rate : output_rate, bytes + 4, 24, false);
}

static void format_get_rate(struct formatter *f)
{
    format_typed(f, false, put_rate);
}

static void format_set_rate(struct formatter *f)
{
    format_typed(f, true, put_rate);
}

const struct ioctl_pair ioctl_video_get_rate = {capture_whole, format_get_rate};
const struct ioctl_pair ioctl_video_set_rate = {capture_whole, format_set_rate};

/* ---- new buffers: index, count, memory, and a format ----------------------------------------------- */

static void put_new_buffers(struct formatter *f, const uint8_t *bytes)
{
    const uint8_t *format = bytes + (f->abi == ABI_COMPAT ? 12 : 16);

    format_open(f, '{');
    put_buffer_number(f, "count", bytes + 4);
    format_field(f, "memory");
    format_named(f, TYPE_VIDEO_MEMORY, load_u32(bytes + 8));
    format_field(f, "format");
    format_open(f, '{');
    put_format_type(f, format);
    put_picture_format(f, format);
    format_close(f, '}');
    format_close(f, '}');
}

const struct member members_video_new_buffers[] = {
    {NULL, MEMBER_PUT, .count = 248, .put = put_new_buffers}, {0}};
