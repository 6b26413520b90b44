/*
 * Runs a program of cases (tests/tracees/cases) under a tracer, once for each set of options that its
 * expectations name, and looks for the very lines that it expects.
 *
 *     cases PROGRAM [--tracer TRACER] [NAME...]      TRACER: a program that takes strace's options
 *
 * Exit status 0: every line was there.
 */
#include "run.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OPTIONS 16 /* different ones in a program */

struct tally {
    const char *wanted[MOST_OPTIONS]; /* sets of options: those known so far */
    size_t wanted_count;
    size_t found, missed, skipped;
};

/* The lines of the same call, for who has to see what was there instead. */
static void show_others(const char **lines, size_t from, size_t count, const char *wanted)
{
    size_t length = strcspn(wanted, "(") + 1, shown = 0;

    for (size_t i = from; i < count && shown < 4; i++) {
        if (strncmp(lines[i], wanted, length) == 0) {
            printf("    there is: %s\n", lines[i]);
            shown++;
        }
    }
    if (shown == 0)
        printf("    no such call behind line %zu\n", from);
}

static void look_for(struct tally *tally, const struct expectation *wanted, const struct outcome *got,
                     size_t *position)
{
    for (size_t i = *position; i < got->line_count; i++) {
        if (strcmp(got->lines[i], wanted->line) == 0) {
            *position = i + 1;
            tally->found++;
            return;
        }
    }
    tally->missed++;
    printf("%s%s%s:\n    expected: %s\n", wanted->name, *wanted->options ? " " : "",
           wanted->options, wanted->line);
    show_others(got->lines, *position, got->line_count, wanted->line);
}

static void remember_options(struct tally *tally, const char *options)
{
    for (size_t i = 0; i < tally->wanted_count; i++)
        if (strcmp(tally->wanted[i], options) == 0)
            return;
    if (tally->wanted_count == MOST_OPTIONS) {
        printf("more than %d sets of options: %s\n", MOST_OPTIONS, options);
        exit(2);
    }
    tally->wanted[tally->wanted_count++] = options;
}

/* A case that was left out, or that ended otherwise than it should; the first run tells of it. */
static bool note_end(struct tally *tally, const struct expectation *one, bool is_first)
{
    bool is_skipped = strcmp(one->options, "skip") == 0;

    if (!is_skipped && strcmp(one->options, "failed") != 0)
        return false;
    if (is_first)
        printf("%s: %s: %s\n", one->name, one->options, one->line);
    tally->skipped += is_skipped && is_first;
    tally->missed += !is_skipped;
    return true;
}

/* One run with these options; adds other options that are asked for to the list. */
static void run_with(struct tally *tally, struct run *run)
{
    struct outcome got;
    size_t position = 0;

    run_cases(run, &got);
    for (size_t i = 0; i < got.expected_count; i++) {
        const struct expectation *one = &got.expected[i];

        if (note_end(tally, one, *run->options == '\0'))
            continue;
        if (strcmp(one->options, run->options) == 0)
            look_for(tally, one, &got, &position);
        remember_options(tally, one->options);
    }
}

int main(int argc, char **argv)
{
    struct tally tally = {.wanted = {""}, .wanted_count = 1};
    struct run run = {.words = argv + 1};

    if (argc > 3 && strcmp(argv[2], "--tracer") == 0) {
        run.tracer = argv[3];
        argv[3] = argv[1];
        run.words = argv + 3;
    }
    if (argc < 2)
        return 2;
    for (size_t i = 0; i < tally.wanted_count; i++) {
        run.options = tally.wanted[i];
        run_with(&tally, &run);
    }
    printf("%zu lines as expected, %zu not, %zu cases skipped\n", tally.found, tally.missed,
           tally.skipped);
    return tally.missed > 0 || tally.found == 0;
}
