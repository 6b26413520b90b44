/*
 * What strace's options come to: filled by options.c, read by batch mode.  All
 * zero is what strace does without options, but for the sets, which are "all".
 */
#ifndef PTOP_BATCH_OPTIONS_H
#define PTOP_BATCH_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/format.h>
#include <ptop/number_set.h>
#include <ptop/syscall.h>
#include <ptop/thread.h>

/* -e status=SET */
enum batch_status {
    BATCH_SUCCESSFUL = 1 << 0,
    BATCH_FAILED = 1 << 1,
    BATCH_UNFINISHED = 1 << 2,
    BATCH_UNAVAILABLE = 1 << 3,
    BATCH_DETACHED = 1 << 4,
    BATCH_ALL_STATUSES = (1 << 5) - 1,
};

/* -e quiet=SET: what is not said. */
enum batch_quiet {
    BATCH_QUIET_ATTACH = 1 << 0,
    BATCH_QUIET_EXIT = 1 << 1,
    BATCH_QUIET_PATH_RESOLUTION = 1 << 2,
    BATCH_QUIET_PERSONALITY = 1 << 3,
    BATCH_QUIET_SUPERSEDED = 1 << 4,
    BATCH_QUIET_ALL = (1 << 5) - 1,
};

/* Digits of a second that are shown: 0, 3, 6, 9. */
enum batch_precision {
    BATCH_SECONDS = 0,
    BATCH_MILLISECONDS = 3,
    BATCH_MICROSECONDS = 6,
    BATCH_NANOSECONDS = 9,
};

enum batch_clock {
    BATCH_NO_CLOCK,
    BATCH_TIME_OF_DAY, /* -t, -tt */
    BATCH_EPOCH,       /* -ttt */
};

enum batch_color { BATCH_COLOR_AUTO, BATCH_COLOR_ALWAYS, BATCH_COLOR_NEVER };

/* -c and -C */
enum batch_summary { BATCH_NO_SUMMARY, BATCH_SUMMARY_ONLY, BATCH_SUMMARY_TOO };

enum batch_column {
    BATCH_COLUMN_TIME_PERCENT,
    BATCH_COLUMN_TOTAL_TIME,
    BATCH_COLUMN_MIN_TIME,
    BATCH_COLUMN_MAX_TIME,
    BATCH_COLUMN_AVG_TIME,
    BATCH_COLUMN_WALL_TOTAL,
    BATCH_COLUMN_WALL_MIN,
    BATCH_COLUMN_WALL_MAX,
    BATCH_COLUMN_WALL_AVG,
    BATCH_COLUMN_CALLS,
    BATCH_COLUMN_ERRORS,
    BATCH_COLUMN_NAME,
    BATCH_COLUMN_COUNT,
};

enum batch_tips { BATCH_NO_TIP, BATCH_TIP_COMPACT, BATCH_TIP_FULL };

/* --decode-pids: what stands behind the number of a process. */
enum batch_pid_detail {
    BATCH_PID_COMM = 1 << 0,      /* -Y: its command name */
    BATCH_PID_NAMESPACE = 1 << 1, /* its number here, where the tracee lives in another namespace */
};

#define BATCH_MAX_PATHS 64

struct batch_options {
    /* Where lines go. */
    const char *output_path; /* -o; NULL: standard error; "|command" and "!command": a pipe */
    bool appends;            /* -A */
    bool is_separate;        /* --output-separately, -ff: PATH.PID each */
    enum batch_color color;

    /* What stands before a call. */
    bool follows_forks;   /* -f: lines tell whose they are */
    size_t started_count; /* processes named by -p, and the command */
    bool always_shows_pid;
    bool shows_pc;        /* -i */
    bool shows_number;    /* -n */
    enum batch_clock clock;
    enum batch_precision clock_precision;
    bool shows_relative; /* -r */
    enum batch_precision relative_precision;

    /* How calls are written: the base for each; is_verbose, hides_structs and is_raw follow from
     * the sets. */
    struct format_options format;
    struct syscall_set abbreviated; /* -e abbrev; -v: none */
    struct syscall_set decoded;     /* -e verbose */
    struct syscall_set raw;         /* -e raw */
    bool shows_descriptors;         /* -y: their names; for -P they are recorded, too */
    unsigned pid_details;           /* enum batch_pid_detail bits */
    struct number_set read_fds, written_fds; /* -e read, -e write: dumped */

    /* What stands behind it. */
    bool shows_duration; /* -T */
    enum batch_precision duration_precision;
    bool shows_callers;  /* -k; -kk: with source lines */

    /* What is shown at all.  Which calls are traced is the session's. */
    unsigned statuses; /* enum batch_status bits */
    unsigned quiet;    /* enum batch_quiet bits */
    struct number_set signals;
    struct number_set traced_fds; /* -e trace-fds; empty: no such filter */
    const char *paths[BATCH_MAX_PATHS]; /* -P */
    size_t path_count;

    /* -c */
    enum batch_summary summary;
    bool uses_wall_clock;   /* -w */
    bool has_overhead;      /* -O */
    nanoseconds overhead_ns;
    enum batch_column sort; /* -S; BATCH_COLUMN_COUNT: as they came */
    uint8_t columns[BATCH_COLUMN_COUNT]; /* -U: enum batch_column, in this order */
    size_t column_count;

    int interruptible; /* -I: 1 to 4; 0: as strace chooses */
    bool debugs;       /* -d */
    enum batch_tips tips;
    int tip; /* -1: any */
};

#endif
