/*
 * Time: points, spans, timers.
 */
#include <time.h>

#include "formatter.h"
#include "value_type.h"

/* ---- values ----------------------------------------------------------------- */

/* Dates beyond year 9999 or before 1970 are spans or rubbish: the number says enough. */
#define LAST_DATE_SECONDS 253402300799

/* "2026-11-21T19:48:04+0000", in our own time zone. */
static void put_date(struct formatter *f, time_t seconds)
{
    char date[40];
    struct tm parts;

    if (localtime_r(&seconds, &parts) && strftime(date, sizeof date, "%FT%T%z", &parts))
        text_put(f->text, date);
}

void format_time(struct formatter *f, uint64_t value)
{
    int64_t seconds = (int64_t)value;
    bool is_result = f->arg == PIECE_RESULT;

    format_long(f, value);
    if (seconds <= 0 || seconds > LAST_DATE_SECONDS)
        return;
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    text_put(f->text, is_result ? " (" : " /* ");
    put_date(f, seconds);
    text_put(f->text, is_result ? ")" : " */");
    text_set_role(f->text, role);
}

/* ---- clocks ------------------------------------------------------------------- */

/* Clocks of processes, threads and descriptors are negative: the complement of whose it is above
 * three bits that say which (linux/posix-timers.h). */
#define CLOCK_KIND_MASK   3u
#define CLOCK_OF_A_FD     3u
#define CLOCK_OF_A_THREAD 4u

void format_clock_id(struct formatter *f, uint64_t value)
{
    static const char *const kinds[] = {"CPUCLOCK_PROF", "CPUCLOCK_VIRT", "CPUCLOCK_SCHED"};
    uint32_t clock = (uint32_t)value, kind = clock & CLOCK_KIND_MASK;
    int32_t owner = (int32_t)~((int32_t)clock >> 3);
    bool is_thread = clock & CLOCK_OF_A_THREAD;

    if ((int32_t)clock >= 0 || (kind == CLOCK_OF_A_FD && is_thread)) {
        format_named(f, TYPE_CLOCK_NAME, clock);
        return;
    }
    if (f->options->constants == FORMAT_NUMBERS) {
        format_hex(f, clock);
        return;
    }
    if (kind == CLOCK_OF_A_FD) {
        format_constant(f, "FD_TO_CLOCKID");
        format_punctuation(f, "(");
        format_int(f, (uint64_t)owner);
    } else {
        format_constant(f, is_thread ? "MAKE_THREAD_CPUCLOCK" : "MAKE_PROCESS_CPUCLOCK");
        format_punctuation(f, "(");
        format_int(f, (uint64_t)owner);
        format_punctuation(f, ", ");
        format_constant(f, kinds[kind]);
    }
    format_punctuation(f, ")");
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
    {"tv_nsec", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

const struct member members_utimespec[] = {
    {"tv_sec", MEMBER_LONG, .type = TYPE_LONG},
    {"tv_nsec", MEMBER_LONG, .type = TYPE_NSEC},
    {0},
};

const struct member members_utimespec64[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_LONG},
    {"tv_nsec", MEMBER_S64, .type = TYPE_NSEC},
    {0},
};

const struct member members_timespec64[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_LONG},
    {"tv_nsec", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

const struct member members_timeval[] = {
    {"tv_sec", MEMBER_LONG, .type = TYPE_LONG},
    {"tv_usec", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

const struct member members_timespec_pair[] = {
    {NULL, MEMBER_RECORD, .type = TYPE_UTIMESPEC},
    {NULL, MEMBER_RECORD, .type = TYPE_UTIMESPEC},
    {0},
};

const struct member members_timespec64_pair[] = {
    {NULL, MEMBER_RECORD, .type = TYPE_UTIMESPEC64},
    {NULL, MEMBER_RECORD, .type = TYPE_UTIMESPEC64},
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
    {"precision", MEMBER_LONG, .type = TYPE_LONG},
    {"tolerance", MEMBER_LONG, .type = TYPE_LONG},
    {"time", MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {"tick", MEMBER_LONG, .type = TYPE_LONG},
    {"ppsfreq", MEMBER_LONG, .type = TYPE_LONG},
    {"jitter", MEMBER_LONG, .type = TYPE_LONG},
    {"shift", MEMBER_S32, .type = TYPE_INT},
    {"stabil", MEMBER_LONG, .type = TYPE_LONG},
    {"jitcnt", MEMBER_LONG, .type = TYPE_LONG},
    {"calcnt", MEMBER_LONG, .type = TYPE_LONG},
    {"errcnt", MEMBER_LONG, .type = TYPE_LONG},
    {"stbcnt", MEMBER_LONG, .type = TYPE_LONG},
    {"tai", MEMBER_S32, .type = TYPE_INT},
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
    {"precision", MEMBER_S64, .type = TYPE_LONG},
    {"tolerance", MEMBER_S64, .type = TYPE_LONG},
    {"time", MEMBER_RECORD, .type = TYPE_TIMEVAL64},
    {"tick", MEMBER_S64, .type = TYPE_LONG},
    {"ppsfreq", MEMBER_S64, .type = TYPE_LONG},
    {"jitter", MEMBER_S64, .type = TYPE_LONG},
    {"shift", MEMBER_S32, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 4},
    {"stabil", MEMBER_S64, .type = TYPE_LONG},
    {"jitcnt", MEMBER_S64, .type = TYPE_LONG},
    {"calcnt", MEMBER_S64, .type = TYPE_LONG},
    {"errcnt", MEMBER_S64, .type = TYPE_LONG},
    {"stbcnt", MEMBER_S64, .type = TYPE_LONG},
    {"tai", MEMBER_S32, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 44},
    {0},
};

const struct member members_timeval64[] = {
    {"tv_sec", MEMBER_S64, .type = TYPE_LONG},
    {"tv_usec", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};
