/*
 * Clocks: real-time clocks, precision time, watchdogs; event counters.
 */
#include "formatter.h"
#include "ioctl.h"

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

const struct member members_rtc_alarm[] = {
    {"enabled", MEMBER_U8, .type = TYPE_UINT},
    {"pending", MEMBER_U8, .type = TYPE_UINT},
    {"time", MEMBER_STRUCT, .members = members_rtc_time},
    {0},
};

const struct member members_rtc_pll[] = {
    {"pll_ctrl", MEMBER_S32, .type = TYPE_INT},
    {"pll_value", MEMBER_S32, .type = TYPE_INT},
    {"pll_max", MEMBER_S32, .type = TYPE_INT},
    {"pll_min", MEMBER_S32, .type = TYPE_INT},
    {"pll_posmult", MEMBER_S32, .type = TYPE_INT},
    {"pll_negmult", MEMBER_S32, .type = TYPE_INT},
    {"pll_clock", MEMBER_LONG, .type = TYPE_LONG},
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

const struct member members_clock_precise[] = {
    {"device", MEMBER_STRUCT, .members = clock_time},
    {"sys_realtime", MEMBER_STRUCT, .members = clock_time},
    {"sys_monoraw", MEMBER_STRUCT, .members = clock_time},
    {"rsv", MEMBER_ARRAY, SHOW_SET, .members = members_x32, .count = 4},
    {0},
};

/* ---- watchdogs -------------------------------------------------------------------------- */

const struct member members_watchdog_info[] = {
    {"options", MEMBER_U32, .type = TYPE_WATCHDOG_FLAGS},
    {"firmware_version", MEMBER_U32, .type = TYPE_UINT},
    {"identity", MEMBER_CHARS, .count = 32},
    {0},
};

const struct member members_watchdog_options[] = {
    {NULL, MEMBER_U32, .type = TYPE_WATCHDOG_OPTIONS}, {0}};

/* ---- event counters ----------------------------------------------------------------------- */

static const struct member counter_component[] = {
    {"type", MEMBER_U8, .type = TYPE_COUNTER_COMPONENT},
    {"scope", MEMBER_U8, .type = TYPE_COUNTER_SCOPE},
    {"parent", MEMBER_U8, .type = TYPE_UINT},
    {"id", MEMBER_U8, .type = TYPE_UINT},
    {0},
};

const struct member members_counter_watch[] = {
    {"component", MEMBER_STRUCT, .members = counter_component},
    {"event", MEMBER_U8, .type = TYPE_COUNTER_EVENT},
    {"channel", MEMBER_U8, .type = TYPE_UINT},
    {0},
};
