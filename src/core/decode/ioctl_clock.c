/*
 * Clocks: real-time clocks, precision time, watchdogs.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- real-time clocks ----------------------------------------------------------------- */

const struct member members_rtc_time[] = {
    {"tm_sec", MEMBER_S32, .type = TYPE_INT},
    {"tm_min", MEMBER_S32, .type = TYPE_INT},
    {"tm_hour", MEMBER_S32, .type = TYPE_INT},
    {"tm_mday", MEMBER_S32, .type = TYPE_INT},
    {"tm_mon", MEMBER_S32, .type = TYPE_INT},
    {"tm_year", MEMBER_S32, .type = TYPE_INT},
    {"tm_wday", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"tm_yday", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"tm_isdst", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {0},
};

const struct member members_rtc_voltage[] = {{NULL, MEMBER_U32, .type = TYPE_RTC_VOLTAGE}, {0}};

const struct member members_rtc_parameter[] = {
    {"param", MEMBER_U64, .type = TYPE_RTC_PARAMETER},
    {"uvalue", MEMBER_U64, .type = TYPE_HEX},
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"__pad", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_rtc_parameter_question[] = {
    {"param", MEMBER_U64, .type = TYPE_RTC_PARAMETER},
    {"uvalue", MEMBER_U64, SHOW_NEVER},
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"__pad", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_rtc_parameter_answer[] = {
    {"param", MEMBER_U64, SHOW_NEVER},
    {"uvalue", MEMBER_U64, .type = TYPE_HEX},
    {"index", MEMBER_U32, SHOW_NEVER},
    {"__pad", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};

/* ---- precision time ------------------------------------------------------------------- */

static const struct member clock_time[] = {
    {"sec", MEMBER_S64, .type = TYPE_LONG},
    {"nsec", MEMBER_U32, .type = TYPE_UINT},
    {"reserved", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_clock_capabilities[] = {
    {"max_adj", MEMBER_S32, .type = TYPE_INT},
    {"n_alarm", MEMBER_S32, .type = TYPE_INT},
    {"n_ext_ts", MEMBER_S32, .type = TYPE_INT},
    {"n_per_out", MEMBER_S32, .type = TYPE_INT},
    {"pps", MEMBER_S32, .type = TYPE_INT},
    {"n_pins", MEMBER_S32, .type = TYPE_INT},
    {"cross_timestamping", MEMBER_S32, .type = TYPE_INT},
    {"adjust_phase", MEMBER_S32, .type = TYPE_INT},
    {"max_phase_adj", MEMBER_S32, SHOW_SET, .type = TYPE_INT},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 11},
    {0},
};

const struct member members_clock_stamp[] = {
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"flags", MEMBER_U32, .type = TYPE_CLOCK_STAMP},
    {"rsv", MEMBER_ARRAY, SHOW_NEVER, .members = members_x32, .count = 2},
    {0},
};

const struct member members_clock_stamp2[] = {
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"flags", MEMBER_U32, .type = TYPE_CLOCK_STAMP},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 2},
    {0},
};

const struct member members_clock_pin_question[] = {
    {"name", MEMBER_CHARS, SHOW_NEVER, .count = 64},
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_clock_pin_answer[] = {
    {"name", MEMBER_CHARS, .count = 64},
    {"index", MEMBER_U32, SHOW_NEVER, .type = TYPE_UINT},
    {"func", MEMBER_U32, .type = TYPE_CLOCK_PIN},
    {"chan", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_clock_pin2_question[] = {
    {"name", MEMBER_CHARS, SHOW_NEVER, .count = 64},
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"func", MEMBER_U32, SHOW_NEVER, .type = TYPE_CLOCK_PIN},
    {"chan", MEMBER_U32, SHOW_NEVER, .type = TYPE_UINT},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 5},
    {0},
};

const struct member members_clock_pin[] = {
    {"name", MEMBER_CHARS, SHOW_NEVER, .count = 64},
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"func", MEMBER_U32, .type = TYPE_CLOCK_PIN},
    {"chan", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_clock_pin2[] = {
    {"name", MEMBER_CHARS, SHOW_NEVER, .count = 64},
    {"index", MEMBER_U32, .type = TYPE_UINT},
    {"func", MEMBER_U32, .type = TYPE_CLOCK_PIN},
    {"chan", MEMBER_U32, .type = TYPE_UINT},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 5},
    {0},
};

#define TIME_BYTES 16

/* A point in time; clock_time alone is a length of it. */
static void put_clock_time(struct formatter *f, const uint8_t *bytes)
{
    format_record(f, clock_time, bytes, TIME_BYTES, false);
    format_moment(f, (int64_t)load_u64(bytes), load_u32(bytes + 8), 9);
}

const struct member members_clock_precise[] = {
    {"device", MEMBER_PUT, .count = TIME_BYTES, .put = put_clock_time},
    {"sys_realtime", MEMBER_PUT, .count = TIME_BYTES, .put = put_clock_time},
    {"sys_monoraw", MEMBER_STRUCT, .members = clock_time},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 4},
    {0},
};

/* ---- a clock beside the system's: samples of both, in turns ------------------------------- */

static const struct member clock_samples[] = {
    {"n_samples", MEMBER_U32, .type = TYPE_UINT},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 3},
    {0},
};

static const struct member clock_stamp[] = {
    {NULL, MEMBER_PUT, .count = TIME_BYTES, .put = put_clock_time}, {0}};

static void put_triple(struct formatter *f, const uint8_t *bytes)
{
    format_elements(f, clock_stamp, bytes, 3);
}

static const struct member clock_triple[] = {
    {NULL, MEMBER_PUT, .count = 3 * TIME_BYTES, .put = put_triple}, {0}};

#define SAMPLES_AT   16
#define SAMPLES_MOST 25 /* of both kinds */
#define OFFSETS_BYTES (SAMPLES_AT + (2 * SAMPLES_MOST + 1) * TIME_BYTES)
#define TRIPLES_BYTES (SAMPLES_AT + 3 * SAMPLES_MOST * TIME_BYTES)

static void capture_samples(struct capture *c)
{
    uint32_t got, size = IOCTL_SIZE(capture_ioctl_request(c));

    if (!c->is_exit)
        size = SAMPLES_AT;
    capture_bytes(c, 0, c->args[c->arg], size, TRIPLES_BYTES, &got);
}

static void format_samples(struct formatter *f, const struct member *element, size_t size,
                           uint32_t (*count)(uint32_t samples))
{
    const uint8_t *before = format_ioctl_part(f, 0, false, SAMPLES_AT), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    uint32_t samples = load_u32(before);
    format_open(f, '{');
    format_members(f, clock_samples, before, SAMPLES_AT);
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, size);
    if (after) {
        format_field(f, "ts");
        format_elements(f, element, after + SAMPLES_AT,
                        count(samples < SAMPLES_MOST ? samples : SAMPLES_MOST));
    }
    if (!f->is_waiting)
        format_close(f, '}');
}

/* The system's time stands before and behind each of the clock's. */
static uint32_t stamp_count(uint32_t samples)
{
    return 2 * samples + 1;
}

static uint32_t triple_count(uint32_t samples)
{
    return samples;
}

static void format_offsets(struct formatter *f)
{
    format_samples(f, clock_stamp, OFFSETS_BYTES, stamp_count);
}

static void format_triples(struct formatter *f)
{
    format_samples(f, clock_triple, TRIPLES_BYTES, triple_count);
}

const struct ioctl_pair ioctl_clock_offsets = {capture_samples, format_offsets};
const struct ioctl_pair ioctl_clock_triples = {capture_samples, format_triples};

/* ---- a clock's output ------------------------------------------------------------------------ */

#define PHASE      4 /* what begins is a phase, and no point in time */
#define DUTY_CYCLE 2

#define OUTPUT_BYTES 56

/* The number of PTP_PEROUT_REQUEST2, which promises that what is reserved is zero. */
#define SECOND_VERSION 0x0c

static void capture_output(struct capture *c)
{
    uint32_t got;

    if (!c->is_exit)
        capture_bytes(c, 0, c->args[c->arg], OUTPUT_BYTES, OUTPUT_BYTES, &got);
}

static const struct member output_reserved[] = {
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 4}, {0}};

static void format_output(struct formatter *f)
{
    const uint8_t *bytes = format_ioctl_part(f, 0, false, OUTPUT_BYTES);

    if (!bytes) {
        format_ioctl_address(f);
        return;
    }
    uint32_t flags = load_u32(bytes + 36);
    format_open(f, '{');
    format_field(f, flags & PHASE ? "phase" : "start");
    if (flags & PHASE)
        format_record(f, clock_time, bytes, TIME_BYTES, false);
    else
        put_clock_time(f, bytes);
    format_field(f, "period");
    format_record(f, clock_time, bytes + TIME_BYTES, TIME_BYTES, false);
    format_field(f, "index");
    format_uint(f, load_u32(bytes + 32));
    format_field(f, "flags");
    format_named(f, TYPE_CLOCK_OUTPUT, flags);
    if (flags & DUTY_CYCLE) {
        format_field(f, "on");
        format_record(f, clock_time, bytes + 40, TIME_BYTES, false);
    } else if ((format_ioctl_request(f) & 0xff) == SECOND_VERSION) {
        format_members(f, output_reserved, bytes + 40, TIME_BYTES);
    }
    format_close(f, '}');
}

const struct ioctl_pair ioctl_clock_output = {capture_output, format_output};

/* ---- watchdogs -------------------------------------------------------------------------- */

const struct member members_watchdog_options[] = {
    {NULL, MEMBER_U32, .type = TYPE_WATCHDOG_OPTIONS}, {0}};
