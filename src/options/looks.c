/* strace's options of what batch mode shows, and how; each as strace(1) describes it. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>
#include <ptop/tamper.h>

#include "parsing.h"

/* A value that must be one of some words. */
static int take_word(struct parsing *parsing, const struct option_word *words, size_t count,
                     const char *value, unsigned *ret_value)
{
    return option_word(words, count, value, ret_value) ? 0 : option_bad_value(parsing, value);
}

/* ---- times ------------------------------------------------------------------------- */

static const struct option_word precisions[] = {
    { "s", BATCH_SECONDS },
    { "ms", BATCH_MILLISECONDS },
    { "us", BATCH_MICROSECONDS },
    { "ns", BATCH_NANOSECONDS },
};

static const struct option_word clocks[] = {
    { "none", BATCH_NO_CLOCK },
    { "time", BATCH_TIME_OF_DAY },
    { "unix", BATCH_EPOCH },
};

/* -r and -T. */
static int take_precision(struct parsing *parsing, const char *value, enum batch_precision *ret)
{
    unsigned precision = BATCH_MICROSECONDS;

    if (value && take_word(parsing, precisions, COUNT_OF(precisions), value, &precision) < 0)
        return -EINVAL;
    *ret = (enum batch_precision)precision;
    return 0;
}

int take_relative(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct batch_options *batch = &parsing->options->batch;

    (void)row;
    batch->shows_relative = true;
    return take_precision(parsing, value, &batch->relative_precision);
}

int take_duration(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct batch_options *batch = &parsing->options->batch;

    (void)row;
    batch->shows_duration = true;
    return take_precision(parsing, value, &batch->duration_precision);
}

/* "[key:]word": the word if it has that key or none, else NULL. */
static const char *behind_key(const char *item, const char *key)
{
    size_t length = strlen(key);

    if (strncmp(item, key, length) == 0)
        return item + length;
    return strchr(item, ':') ? NULL : item;
}

static bool word_behind(const char *item, const char *key, const struct option_word *words,
                        size_t count, unsigned *ret_value)
{
    const char *word = behind_key(item, key);

    return word && option_word(words, count, word, ret_value);
}

/* "[[format:]FORMAT],[[precision:]PRECISION]"; the letter's are counted (check.c). */
int take_timestamps(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct batch_options *batch = &parsing->options->batch;
    const char *rest = value ? value : "";
    char item[32];

    (void)row;
    if (!parsing->is_long)
        return 0;
    batch->clock = BATCH_TIME_OF_DAY;
    batch->clock_precision = BATCH_SECONDS;
    while (option_next_item(&rest, item, sizeof item)) {
        unsigned word;

        if (word_behind(item, "format:", clocks, COUNT_OF(clocks), &word))
            batch->clock = (enum batch_clock)word;
        else if (word_behind(item, "precision:", precisions, COUNT_OF(precisions), &word))
            batch->clock_precision = (enum batch_precision)word;
        else
            return option_bad_value(parsing, value);
    }
    return 0;
}

/* ---- strings, numbers, columns --------------------------------------------------------- */

int take_column(struct parsing *parsing, const struct option_row *row, const char *value)
{
    uint64_t column;

    (void)row;
    if (!option_number(value, INT_MAX, &column))
        return option_bad_value(parsing, value);
    parsing->options->batch.format.result_column = (unsigned)column;
    return 0;
}

#define MOST_STRING_BYTES (UINT32_MAX / 4) /* each may be four characters: \\ooo */

int take_string_limit(struct parsing *parsing, const struct option_row *row, const char *value)
{
    uint64_t limit;

    (void)row;
    if (!option_number(value, MOST_STRING_BYTES, &limit))
        return option_bad_value(parsing, value);
    parsing->options->batch.format.string_limit_bytes =
        limit ? (unsigned)limit : FORMAT_NO_BYTES;
    return 0;
}

int take_hex(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word words[] = {
        { "none", TEXT_ESCAPE_ASCII },
        { "non-ascii-chars", TEXT_ESCAPE_HEX_BYTES },
        { "non-ascii", TEXT_ESCAPE_HEX_STRINGS },
        { "all", TEXT_ESCAPE_HEX_ALL },
    };
    unsigned style = TEXT_ESCAPE_HEX_ALL;

    (void)row;
    if (!parsing->is_long)
        return 0;
    if (value && take_word(parsing, words, COUNT_OF(words), value, &style) < 0)
        return -EINVAL;
    parsing->options->batch.format.escape = (enum text_escape_style)style;
    return 0;
}

int take_constants(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word words[] = {
        { "raw", FORMAT_NUMBERS },
        { "abbrev", FORMAT_NAMES },
        { "verbose", FORMAT_NAMED_NUMBERS },
    };
    unsigned style;

    (void)row;
    if (take_word(parsing, words, COUNT_OF(words), value, &style) < 0)
        return -EINVAL;
    parsing->options->batch.format.constants = (enum format_constants)style;
    return 0;
}

int take_verbose(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct syscall_set *set = &parsing->options->batch.abbreviated;

    (void)row, (void)value;
    memset(set, 0, sizeof *set);
    return 0;
}

int take_color(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word words[] = {
        { "auto", BATCH_COLOR_AUTO },
        { "always", BATCH_COLOR_ALWAYS },
        { "never", BATCH_COLOR_NEVER },
    };
    unsigned color;

    (void)row;
    if (take_word(parsing, words, COUNT_OF(words), value, &color) < 0)
        return -EINVAL;
    parsing->options->batch.color = (enum batch_color)color;
    return 0;
}

int take_pid_comm(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    parsing->options->batch.pid_details = BATCH_PID_COMM;
    return 0;
}

int take_pid_namespace(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    parsing->options->batch.pid_details = BATCH_PID_NAMESPACE;
    return 0;
}

int take_stack_trace(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word words[] = { { "symbol", 1 }, { "source", 2 } };
    unsigned what = parsing->letters['k'];

    (void)row;
    if (parsing->is_long)
        what = 1;
    if (value && take_word(parsing, words, COUNT_OF(words), value, &what) < 0)
        return -EINVAL;
    parsing->options->captures_callers = true;
    parsing->options->captures_sources = what > 1;
    return 0;
}

/* ---- what is shown --------------------------------------------------------------------- */

int take_path(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct batch_options *batch = &parsing->options->batch;

    (void)row;
    if (batch->path_count == BATCH_MAX_PATHS)
        return error_set(parsing->error, -E2BIG, "more than %d paths", BATCH_MAX_PATHS);
    batch->paths[batch->path_count++] = value;
    return 0;
}

int take_successful(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    parsing->options->batch.statuses = BATCH_SUCCESSFUL;
    return 0;
}

int take_failed(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    parsing->options->batch.statuses = BATCH_FAILED;
    return 0;
}

/* ---- how tracees are followed ---------------------------------------------------------- */

int take_follow(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    parsing->options->follows_forks = true;
    if (parsing->letters['f'] > 1)
        parsing->options->batch.is_separate = true;
    return 0;
}

int take_detach_on(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row;
    if (strcmp(value, "execve") != 0)
        return error_set(parsing->error, -EINVAL, "Syscall '%s' for -b isn't supported", value);
    parsing->options->detaches_on_exec = true;
    return 0;
}

int take_daemonize(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word words[] = {
        { "grandchild", PLACE_GRANDCHILD },
        { "pgroup", PLACE_OWN_GROUP },
        { "pgrp", PLACE_OWN_GROUP },
        { "session", PLACE_OWN_SESSION },
    };
    unsigned place = PLACE_GRANDCHILD;

    (void)row;
    if (!parsing->is_long)
        return 0;
    if (value && take_word(parsing, words, COUNT_OF(words), value, &place) < 0)
        return -EINVAL;
    parsing->options->place = (enum session_place)place;
    return 0;
}

int take_interruptible(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word words[] = {
        { "1", 1 }, { "anywhere", 1 }, { "2", 2 }, { "waiting", 2 },
        { "3", 3 }, { "never", 3 },    { "4", 4 }, { "never_tstp", 4 },
    };
    unsigned when;

    (void)row;
    if (take_word(parsing, words, COUNT_OF(words), value, &when) < 0)
        return -EINVAL;
    parsing->options->batch.interruptible = (int)when;
    return 0;
}

/* ---- the summary ------------------------------------------------------------------------- */

int take_summary_only(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    if (parsing->options->batch.summary == BATCH_SUMMARY_TOO)
        return option_misuse(parsing, "-c/--summary-only and -C/--summary are mutually exclusive");
    parsing->options->batch.summary = BATCH_SUMMARY_ONLY;
    return 0;
}

int take_summary_too(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row, (void)value;
    if (parsing->options->batch.summary == BATCH_SUMMARY_ONLY)
        return option_misuse(parsing, "-c/--summary-only and -C/--summary are mutually exclusive");
    parsing->options->batch.summary = BATCH_SUMMARY_TOO;
    return 0;
}

int take_overhead(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct batch_options *batch = &parsing->options->batch;

    (void)row;
    if (!tamper_parse_time(value, &batch->overhead_ns))
        return option_bad_value(parsing, value);
    batch->has_overhead = true;
    return 0;
}

/* A column may be called in several ways, and some cannot be sorted by. */
static const struct column_name {
    const char *name;
    enum batch_column column;
    bool sorts;
} column_names[] = {
    { "time", BATCH_COLUMN_TIME_PERCENT, true },
    { "time-percent", BATCH_COLUMN_TIME_PERCENT, true },
    { "total-time", BATCH_COLUMN_TOTAL_TIME, true },
    { "time-total", BATCH_COLUMN_TOTAL_TIME, true },
    { "min-time", BATCH_COLUMN_MIN_TIME, true },
    { "shortest", BATCH_COLUMN_MIN_TIME, true },
    { "time-min", BATCH_COLUMN_MIN_TIME, true },
    { "max-time", BATCH_COLUMN_MAX_TIME, true },
    { "longest", BATCH_COLUMN_MAX_TIME, true },
    { "time-max", BATCH_COLUMN_MAX_TIME, true },
    { "avg-time", BATCH_COLUMN_AVG_TIME, true },
    { "time-avg", BATCH_COLUMN_AVG_TIME, true },
    { "wall-total", BATCH_COLUMN_WALL_TOTAL, false },
    { "total-wall", BATCH_COLUMN_WALL_TOTAL, false },
    { "wall-min", BATCH_COLUMN_WALL_MIN, false },
    { "min-wall", BATCH_COLUMN_WALL_MIN, false },
    { "wall-max", BATCH_COLUMN_WALL_MAX, false },
    { "max-wall", BATCH_COLUMN_WALL_MAX, false },
    { "wall-avg", BATCH_COLUMN_WALL_AVG, false },
    { "avg-wall", BATCH_COLUMN_WALL_AVG, false },
    { "calls", BATCH_COLUMN_CALLS, true },
    { "count", BATCH_COLUMN_CALLS, true },
    { "errors", BATCH_COLUMN_ERRORS, true },
    { "error", BATCH_COLUMN_ERRORS, true },
    { "name", BATCH_COLUMN_NAME, true },
    { "syscall", BATCH_COLUMN_NAME, true },
    { "syscall-name", BATCH_COLUMN_NAME, true },
    { "nothing", BATCH_COLUMN_COUNT, true },
    { "none", BATCH_COLUMN_COUNT, true },
};

static const struct column_name *find_column(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(column_names); i++) {
        if (strcmp(column_names[i].name, name) == 0)
            return &column_names[i];
    }
    return NULL;
}

int take_sort(struct parsing *parsing, const struct option_row *row, const char *value)
{
    const struct column_name *column = find_column(value);

    (void)row;
    if (!column || !column->sorts)
        return option_misuse(parsing, "invalid sortby: '%s'", value);
    parsing->options->batch.sort = column->column;
    return 0;
}

static bool has_column(const struct batch_options *batch, enum batch_column column)
{
    return memchr(batch->columns, column, batch->column_count) != NULL;
}

int take_columns(struct parsing *parsing, const struct option_row *row, const char *value)
{
    struct batch_options *batch = &parsing->options->batch;
    const char *rest = value;
    char item[32];

    (void)row;
    batch->column_count = 0;
    for (bool is_last = false; !is_last; rest++) {
        const char *start = rest;
        const struct column_name *column;

        if (*rest == ',' || !option_next_item(&rest, item, sizeof item))
            item[0] = '\0';
        is_last = !*rest;
        column = find_column(item);

        if (!column || column->column == BATCH_COLUMN_COUNT)
            return option_misuse(parsing, "unknown column name: '%s'", item);
        if (has_column(batch, column->column))
            return option_misuse(parsing,
                                 "call summary column has been provided more than once: '%s'"
                                 " (-U option residual: '%s')",
                                 item, start);
        batch->columns[batch->column_count++] = column->column;
    }
    if (!has_column(batch, BATCH_COLUMN_NAME))
        batch->columns[batch->column_count++] = BATCH_COLUMN_NAME;
    return 0;
}

/* ---- tips ---------------------------------------------------------------------------------- */

/* "[[id:]ID][,[format:]FORMAT]" */
int take_tips(struct parsing *parsing, const struct option_row *row, const char *value)
{
    static const struct option_word formats[] = {
        { "none", BATCH_NO_TIP },
        { "compact", BATCH_TIP_COMPACT },
        { "full", BATCH_TIP_FULL },
    };
    struct batch_options *batch = &parsing->options->batch;
    const char *rest = value ? value : "";
    char item[32];

    (void)row;
    batch->tips = BATCH_TIP_COMPACT;
    batch->tip = -1;
    while (option_next_item(&rest, item, sizeof item)) {
        const char *id = behind_key(item, "id:");
        uint64_t number;
        unsigned format;

        if (id && option_number(id, INT_MAX, &number))
            batch->tip = (int)number;
        else if (word_behind(item, "format:", formats, COUNT_OF(formats), &format))
            batch->tips = (enum batch_tips)format;
        else if (!id || strcmp(id, "random") != 0)
            return option_bad_value(parsing, value);
    }
    return 0;
}
