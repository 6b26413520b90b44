/*
 * Time: points, spans, timers.
 */
#include <time.h>

#include "formatter.h"
#include "value_type.h"

/* ---- values ----------------------------------------------------------------- */

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
        format_named(f, TYPE_CLOCK_ID, clock);
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

/* ---- structs ---------------------------------------------------------------- */

const struct member members_timespec[] = {
    {"tv_sec", MEMBER_LONG, .type = TYPE_LONG},
    {"tv_nsec", MEMBER_ULONG, .type = TYPE_ULONG},
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
    {"tms_utime", MEMBER_ULONG, .type = TYPE_TICKS},
    {"tms_stime", MEMBER_ULONG, .type = TYPE_TICKS},
    {"tms_cutime", MEMBER_ULONG, .type = TYPE_TICKS},
    {"tms_cstime", MEMBER_ULONG, .type = TYPE_TICKS},
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
