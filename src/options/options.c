#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parsing.h"

/* What getopt gives for a long name is its row's index behind this. */
#define FIRST_CODE 256

/* The row that an alias stands for. */
static const struct option_row *row_behind(const struct option_row *row)
{
    while (!row->help)
        row--;
    return row;
}

static const struct option_row *find_letter(int letter)
{
    for (size_t i = 0; i < option_row_count; i++) {
        if (option_rows[i].letter && option_rows[i].letter == letter)
            return &option_rows[i];
    }
    return NULL;
}

/* ---- getopt ------------------------------------------------------------------------------ */

struct grammar {
    char letters[2 * OPTION_MAX_ROWS + 3];
    struct option longs[OPTION_MAX_ROWS + 1];
};

static void build_grammar(struct grammar *ret_grammar)
{
    static const int has_argument[] = { no_argument, required_argument, optional_argument };
    struct option *next_long = ret_grammar->longs;
    char *next = ret_grammar->letters;

    *next++ = '+'; /* what follows the command is the command's */
    *next++ = ':';
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i], *meant = row_behind(row);

        if (row->name)
            *next_long++ = (struct option){ row->name, has_argument[meant->takes], NULL,
                                            FIRST_CODE + (int)option_index(meant) };
        if (!row->letter)
            continue;
        *next++ = row->letter;
        if (row->takes == REQUIRED)
            *next++ = ':';
    }
    *next = '\0';
    memset(next_long, 0, sizeof *next_long);
}

/* ---- what getopt does not take ------------------------------------------------------------ */

static int refuse_unknown_name(struct parsing *parsing, const char *word)
{
    int length = (int)strcspn(word + 2, "=");
    char candidates[192] = "";
    unsigned count = 0;

    for (size_t i = 0; i < option_row_count; i++) {
        const char *name = option_rows[i].name;
        size_t used = strlen(candidates);

        if (!name || strncmp(name, word + 2, (size_t)length) != 0)
            continue;
        count++;
        snprintf(candidates + used, sizeof candidates - used, " '--%s'", name);
    }
    if (count < 2)
        return option_misuse(parsing, "unrecognized option '%s'", word);
    return option_misuse(parsing, "option '--%.*s' is ambiguous; possibilities:%s", length,
                         word + 2, candidates);
}

/* code: '?' or ':', as getopt(3) says it. */
static int refuse(struct parsing *parsing, int code, const char *word)
{
    const struct option_row *row = optopt >= FIRST_CODE ? &option_rows[optopt - FIRST_CODE] : NULL;

    if (code == '?' && optopt == 0)
        return refuse_unknown_name(parsing, word);
    if (code == '?' && row)
        return option_misuse(parsing, "option '--%s' doesn't allow an argument", row->name);
    if (code == '?')
        return option_misuse(parsing, "invalid option -- '%c'", optopt);
    if (row)
        return option_misuse(parsing, "option '--%s' requires an argument", row->name);
    return option_misuse(parsing, "option requires an argument -- '%c'", optopt);
}

/* ---- the parser ---------------------------------------------------------------------------- */

static int refuse_mode(struct parsing *parsing)
{
    if (parsing->mode == SCREEN)
        return error_set(parsing->error, -EINVAL, "%s needs --batch", parsing->typed);
    return error_set(parsing->error, -EINVAL, "%s needs the screen, not --batch", parsing->typed);
}

/* name: the long one that was meant, which may be an alias. */
static int take(struct parsing *parsing, int code, const char *name)
{
    const struct option_row *row;

    parsing->is_long = code >= FIRST_CODE;
    row = parsing->is_long ? &option_rows[code - FIRST_CODE] : find_letter(code);
    if (parsing->is_long) {
        snprintf(parsing->typed, sizeof parsing->typed, "--%s", name);
        parsing->longs[option_index(row)]++;
    } else {
        snprintf(parsing->typed, sizeof parsing->typed, "-%c", row->letter);
        parsing->letters[code]++;
    }
    if (!(row->modes & parsing->mode))
        return refuse_mode(parsing);
    return row->take(parsing, row, optarg);
}

static int next_code(int argc, char **argv, const struct grammar *grammar, int *ret_long)
{
    return getopt_long(argc, argv, grammar->letters, grammar->longs, ret_long);
}

bool options_is_strace(const char *name)
{
    const char *slash = strrchr(name, '/');

    return strcmp(slash ? slash + 1 : name, "strace") == 0;
}

/* --batch may stand anywhere, and decides what the others mean. */
static bool find_batch(int argc, char **argv, const struct grammar *grammar)
{
    int batch = FIRST_CODE + (int)option_index(option_find("batch"));
    bool is_batch = options_is_strace(argv[0]);
    int code;

    optind = 0; /* getopt(3): begin anew */
    while ((code = next_code(argc, argv, grammar, NULL)) != -1)
        is_batch |= code == batch;
    return is_batch;
}

static int parse_all(struct parsing *parsing, int argc, char **argv,
                     const struct grammar *grammar)
{
    int code, index = 0, result = 0;

    optind = 0;
    while (result == 0 && parsing->wish == WISH_NOTHING &&
           (code = next_code(argc, argv, grammar, &index)) != -1) {
        if (code == '?' || code == ':')
            result = refuse(parsing, code, argv[optind - 1]);
        else
            result = take(parsing, code, grammar->longs[index].name);
    }
    if (optind < argc)
        parsing->options->command = argv + optind;
    return result;
}

/* What strace does without options. */
static void set_defaults(struct options *options)
{
    static const uint8_t columns[] = { BATCH_COLUMN_TIME_PERCENT, BATCH_COLUMN_TOTAL_TIME,
                                       BATCH_COLUMN_AVG_TIME,     BATCH_COLUMN_CALLS,
                                       BATCH_COLUMN_ERRORS,       BATCH_COLUMN_NAME };
    struct batch_options *batch = &options->batch;

    memset(batch->abbreviated.bits, 0xff, sizeof batch->abbreviated.bits);
    batch->abbreviated.has_unknown = true;
    batch->decoded = batch->abbreviated;
    batch->statuses = BATCH_ALL_STATUSES;
    number_set_invert(&batch->signals);
    batch->format.escape = TEXT_ESCAPE_ASCII;
    batch->format.result_column = 40;
    memcpy(batch->columns, columns, sizeof columns);
    batch->column_count = sizeof columns;
    batch->tip = -1;
}

enum options_verdict options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *ret_error)
{
    struct parsing parsing = { .options = ret_options, .error = ret_error };
    struct grammar grammar;
    int result;

    memset(ret_options, 0, sizeof *ret_options);
    set_defaults(ret_options);
    build_grammar(&grammar);
    opterr = 0;
    parsing.mode = find_batch(argc, argv, &grammar) ? BATCH : SCREEN;
    ret_options->is_batch = parsing.mode == BATCH;
    result = parse_all(&parsing, argc, argv, &grammar);
    if (result == 0 && parsing.wish != WISH_NOTHING) {
        option_print_wish(parsing.wish, ret_options->is_batch);
        return OPTIONS_DONE;
    }
    if (result == 0)
        result = option_check(&parsing);
    if (result < 0)
        return parsing.is_misused ? OPTIONS_MISUSED : OPTIONS_WRONG;
    return OPTIONS_RUN;
}
