/*
 * What the files of the command line share.
 *
 *     options.def   the rows: parser, help, completions and the manual's check live on them
 *     rows.c        the table itself
 *     options.c     the parser
 *     values.c      what a value means: numbers, sizes, times, words, filters
 *     sets.c        -e and its qualifiers
 *     looks.c       strace's options of how lines look
 *     check.c       what follows from letters that were repeated; what goes with what
 *     help.c        help, version
 */
#ifndef PTOP_OPTIONS_PARSING_H
#define PTOP_OPTIONS_PARSING_H

#include "options.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum option_takes { NOTHING, REQUIRED, OPTIONAL }; /* OPTIONAL: the letter takes nothing */

enum option_mode { SCREEN = 1, BATCH = 2, BOTH = SCREEN | BATCH };

enum option_section {
    GENERAL,
    STARTUP,
    TRACING,
    FILTERING,
    OUTPUT,
    STATISTICS,
    TAMPERING,
    MISCELLANEOUS,
    OPTION_SECTION_COUNT
};

struct option_row;
struct parsing;

/* One option of the line: value is NULL where there is none.  0, or a refusal in parsing->error. */
typedef int option_take(struct parsing *parsing, const struct option_row *row, const char *value);

struct option_row {
    char letter;      /* 0: none */
    const char *name; /* NULL: none */
    enum option_takes takes;
    const char *argument; /* as the help calls it, or NULL */
    enum option_mode modes;
    enum option_section section;
    option_take *take;
    size_t member; /* what take fills, by its offset in struct options */
    const char *help; /* NULL: another name of the row before */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

#define OPTION_MAX_ROWS 128

/* What shall be printed instead of a run. */
enum option_wish { WISH_NOTHING, WISH_HELP, WISH_FILTER_HELP, WISH_VERSION };

struct parsing {
    struct options *options;
    struct error *error;
    enum option_mode mode; /* SCREEN or BATCH */
    char typed[64]; /* the option as it stands there: "-s", "--string-limit" */
    bool is_long;
    bool is_misused; /* a refusal that ends in OPTIONS_HINT */
    enum option_wish wish;
    unsigned letters[128];                /* how often each was there */
    unsigned longs[OPTION_MAX_ROWS];      /* of a row, by its long name or as a qualifier of -e */
};

/* The row of a long name; NULL where there is none. */
const struct option_row *option_find(const char *name);
size_t option_index(const struct option_row *row);

/* A refusal that points to the help. */
int option_misuse(struct parsing *parsing, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "invalid -s argument: 'x'", the same. */
int option_bad_value(struct parsing *parsing, const char *value);
/* A remark on standard error. */
void option_remark(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- values ------------------------------------------------------------------------ */

struct option_word {
    const char *name;
    unsigned value;
};

/* A decimal number up to most; false if it is none. */
bool option_number(const char *text, uint64_t most, uint64_t *ret_number);
/* The word's value. */
bool option_word(const struct option_word *words, size_t count, const char *text,
                 unsigned *ret_value);
/* "[!]word,word", all, none: the bits of the words.  0, or "invalid WHAT 'word'". */
int option_word_set(struct parsing *parsing, const char *what, const struct option_word *words,
                    size_t count, const char *text, unsigned *ret_bits);
/* "[!…]ITEM,ITEM": where its items begin, and whether it is all but them; NULL: it has none. */
const char *option_set_items(const char *text, bool *ret_is_inverse);
/* Copies up to a comma and goes behind it; false at the end. */
bool option_next_item(const char **text, char *ret_item, size_t size);

/* Is it a filter?  0, or a refusal that names the option. */
int option_check_filter(struct parsing *parsing, const char *option, const char *text);

/* ---- the end ------------------------------------------------------------------------ */

/* When all is read: 0, or a refusal. */
int option_check(struct parsing *parsing);
void option_print_wish(enum option_wish wish, bool is_batch);

/* ---- what the rows name --------------------------------------------------------------- */

option_take take_flag, take_text, take_size, take_capture, take_on_full, take_pids, take_variable,
    take_filter, take_limit, take_help, take_filter_help, take_version, take_nothing;
option_take take_expression, take_trace, take_qualifier;
option_take take_detach_on, take_daemonize, take_follow, take_interruptible, take_path,
    take_successful, take_failed, take_column, take_stack_trace, take_color, take_relative,
    take_string_limit, take_timestamps, take_duration, take_verbose, take_hex, take_constants,
    take_pid_namespace, take_pid_comm, take_summary_only, take_summary_too, take_overhead,
    take_sort, take_columns, take_tips, take_quiet, take_decode_fds;

#endif
