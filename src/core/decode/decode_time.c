/*
 * Time: points, spans, timers.
 */
#include "formatter.h"
#include "value_type.h"

/* ---- values ----------------------------------------------------------------- */

/* The civil date of a count of days since 1970-01-01, by 400-year cycles that start in March, so
 * that the leap day is the last of its year. */
static void put_date(struct text *text, int64_t days)
{
    days += 719468;
    int64_t cycle = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_cycle = days - cycle * 146097;
    int64_t year_of_cycle =
        (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
    int64_t day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int64_t year = cycle * 400 + year_of_cycle + (month <= 2);

    text_printf(text, "%04lld-%02d-%02d", (long long)year, (int)month, (int)day);
}

/* Dates beyond year 9999 or before 1970 are spans or rubbish: the number says enough. */
#define LAST_DATE_SECONDS 253402300799

void format_time(struct formatter *f, uint64_t value)
{
    int64_t seconds = (int64_t)value;

    format_long(f, value);
    if (f->options->layout != FORMAT_UNFOLDED || seconds <= 0 || seconds > LAST_DATE_SECONDS)
        return;
    int second_of_day = (int)(seconds % 86400);
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    text_put(f->text, " /* ");
    put_date(f->text, seconds / 86400);
    text_printf(f->text, "T%02d:%02d:%02dZ */", second_of_day / 3600, second_of_day / 60 % 60,
                second_of_day % 60);
    text_set_role(f->text, role);
}

/* utimensat(2) gives two numbers that no clock shows a meaning. */
void format_nsec(struct formatter *f, uint64_t value)
{
    if (value == 0x3fffffff)
        format_constant(f, "UTIME_NOW");
    else if (value == 0x3ffffffe)
        format_constant(f, "UTIME_OMIT");
    else
        format_long(f, value);
}

/* ---- structs ---------------------------------------------------------------- */

const struct member members_timespec[] = {
    {"tv_sec", MEMBER_LONG, .type = TYPE_LONG},
    {"tv_nsec", MEMBER_LONG, .type = TYPE_NSEC},
    {0},
};

const struct member members_timespec64[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_LONG},
    {"tv_nsec", MEMBER_S64, .type = TYPE_NSEC},
    {0},
};

const struct member members_timeval[] = {
    {"tv_sec", MEMBER_LONG, .type = TYPE_LONG},
    {"tv_usec", MEMBER_LONG, .type = TYPE_LONG},
    {0},
};

const struct member members_timespec_pair[] = {
    {NULL, MEMBER_RECORD, .type = TYPE_TIMESPEC},
    {NULL, MEMBER_RECORD, .type = TYPE_TIMESPEC},
    {0},
};

const struct member members_timespec64_pair[] = {
    {NULL, MEMBER_RECORD, .type = TYPE_TIMESPEC64},
    {NULL, MEMBER_RECORD, .type = TYPE_TIMESPEC64},
    {0},
};

const struct member members_timeval_pair[] = {
    {NULL, MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {NULL, MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {0},
};

const struct member members_timezone[] = {
    {"tz_minuteswest", MEMBER_S32, .type = TYPE_INT},
    {"tz_dsttime", MEMBER_S32, .type = TYPE_INT},
    {0},
};

const struct member members_itimerval[] = {
    {"it_interval", MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {"it_value", MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {0},
};

const struct member members_itimerspec[] = {
    {"it_interval", MEMBER_RECORD, .type = TYPE_TIMESPEC},
    {"it_value", MEMBER_RECORD, .type = TYPE_TIMESPEC},
    {0},
};

const struct member members_itimerspec64[] = {
    {"it_interval", MEMBER_RECORD, .type = TYPE_TIMESPEC64},
    {"it_value", MEMBER_RECORD, .type = TYPE_TIMESPEC64},
    {0},
};

const struct member members_utimbuf[] = {
    {"actime", MEMBER_LONG, .type = TYPE_TIME},
    {"modtime", MEMBER_LONG, .type = TYPE_TIME},
    {0},
};

const struct member members_tms[] = {
    {"tms_utime", MEMBER_LONG, .type = TYPE_LONG},
    {"tms_stime", MEMBER_LONG, .type = TYPE_LONG},
    {"tms_cutime", MEMBER_LONG, .type = TYPE_LONG},
    {"tms_cstime", MEMBER_LONG, .type = TYPE_LONG},
    {0},
};

/* struct timex: modes decides which members the kernel reads; all are its answer. */
const struct member members_timex[] = {
    {"modes", MEMBER_U32, .type = TYPE_ADJTIMEX_MODES},
    {"offset", MEMBER_LONG, .type = TYPE_LONG},
    {"freq", MEMBER_LONG, .type = TYPE_LONG},
    {"maxerror", MEMBER_LONG, .type = TYPE_LONG},
    {"esterror", MEMBER_LONG, .type = TYPE_LONG},
    {"status", MEMBER_S32, .type = TYPE_ADJTIMEX_STATUS},
    {"constant", MEMBER_LONG, .type = TYPE_LONG},
    {"precision", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"tolerance", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"time", MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {"tick", MEMBER_LONG, .type = TYPE_LONG},
    {"ppsfreq", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"jitter", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"shift", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"stabil", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"jitcnt", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"calcnt", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"errcnt", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"stbcnt", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"tai", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 44},
    {0},
};

/* The same with 64-bit members everywhere, as 64-bit time for 32-bit programs has it. */
const struct member members_timex64[] = {
    {"modes", MEMBER_U32, .type = TYPE_ADJTIMEX_MODES},
    {NULL, MEMBER_PAD, .count = 4},
    {"offset", MEMBER_S64, .type = TYPE_LONG},
    {"freq", MEMBER_S64, .type = TYPE_LONG},
    {"maxerror", MEMBER_S64, .type = TYPE_LONG},
    {"esterror", MEMBER_S64, .type = TYPE_LONG},
    {"status", MEMBER_S32, .type = TYPE_ADJTIMEX_STATUS},
    {NULL, MEMBER_PAD, .count = 4},
    {"constant", MEMBER_S64, .type = TYPE_LONG},
    {"precision", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"tolerance", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"time", MEMBER_RECORD, .type = TYPE_TIMEVAL64},
    {"tick", MEMBER_S64, .type = TYPE_LONG},
    {"ppsfreq", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"jitter", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"shift", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 4},
    {"stabil", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"jitcnt", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"calcnt", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"errcnt", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"stbcnt", MEMBER_S64, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"tai", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 44},
    {0},
};

const struct member members_timeval64[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_LONG},
    {"tv_usec", MEMBER_S64, .type = TYPE_LONG},
    {0},
};
