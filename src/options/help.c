/* What is printed instead of a run. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <ptop/filter_help.h>

#include "parsing.h"

#define LEFT_COLS  30
#define RIGHT_COLS 64 /* of the help's words */

static const char *const titles[OPTION_SECTION_COUNT] = {
    [GENERAL] = "General",
    [STARTUP] = "Startup",
    [TRACING] = "Tracing",
    [FILTERING] = "What is shown",
    [OUTPUT] = "How it is shown",
    [STATISTICS] = "Statistics",
    [TAMPERING] = "Tampering",
    [MISCELLANEOUS] = "Miscellaneous",
};

/* "-s, --string-limit SIZE", "-T, --syscall-times[=PRECISION]" */
static void put_left(const struct option_row *row, char *left, size_t size)
{
    size_t used = 0;

    if (row->letter)
        used = (size_t)snprintf(left, size, "-%c%s", row->letter, row->name ? ", " : "");
    else
        used = (size_t)snprintf(left, size, "    ");
    if (row->name)
        used += (size_t)snprintf(left + used, size - used, "--%s", row->name);
    if (row->takes == REQUIRED)
        snprintf(left + used, size - used, " %s", row->argument);
    else if (row->takes == OPTIONAL)
        snprintf(left + used, size - used, "[=%s]", row->argument);
}

/* Words, broken at blanks; the first line stands behind what is there, two blanks away: that
 * divides them for the completions, which read this. */
static void print_words(const char *words)
{
    while (strlen(words) > RIGHT_COLS) {
        size_t length = RIGHT_COLS;

        while (length > 0 && words[length] != ' ')
            length--;
        printf("%.*s\n%*s", (int)length, words, LEFT_COLS + 4, "");
        words += length + 1;
    }
    printf("%s\n", words);
}

static void print_row(const struct option_row *row)
{
    const struct option_row *end = option_rows + option_row_count;
    char left[64];

    put_left(row, left, sizeof left);
    if (strlen(left) > LEFT_COLS)
        printf("  %s\n%*s", left, LEFT_COLS + 4, "");
    else
        printf("  %-*s  ", LEFT_COLS, left);
    print_words(row->help);
    for (const struct option_row *alias = row + 1; alias < end && !alias->help; alias++)
        printf("      --%-*s  the same as --%s\n", LEFT_COLS - 6, alias->name, row->name);
}

static void print_options(enum option_mode mode)
{
    int last = -1;

    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];

        if (!row->help || !(row->modes & mode))
            continue;
        if ((int)row->section != last)
            printf("\n%s:\n", titles[row->section]);
        last = (int)row->section;
        print_row(row);
    }
}

static void print_help(bool is_batch)
{
    const char *mode = is_batch ? " --batch" : "";

    printf("usage: ptop%s [OPTIONS] COMMAND [ARGUMENTS]\n"
           "       ptop%s [OPTIONS] -p PID\n\n%s\n",
           mode, mode,
           is_batch ? "Write each system call as a line, with strace's options and in strace's way."
                    : "See what a program asks of the kernel, while it happens, and reach in.");
    print_options(is_batch ? BATCH : SCREEN);
    printf("\n%s\n", is_batch ? "A SET is names with commas between them, all, none; with ! before "
                                "it all others.\nA long name may be shortened; every one that "
                                "takes a SET is a qualifier of -e, too."
                              : "On the screen, F1 shows the keys.  'ptop --batch -h' has "
                                "strace's options.");
}

/* ---- the filter language ------------------------------------------------------------------ */

#define FILTER_LEFT_COLS  24
#define FILTER_RIGHT_COLS 53

static void print_filter_line(void *context, enum filter_help_section section, const char *left,
                              const char *right)
{
    int *last = context;

    if (*last != (int)section)
        printf("%s%s:\n", *last < 0 ? "" : "\n", filter_help_title(section));
    *last = (int)section;
    if (strlen(left) > FILTER_LEFT_COLS) {
        printf("  %s\n", left);
        left = "";
    }
    printf("  %-*s %s\n", FILTER_LEFT_COLS, left, right);
}

static void print_filter_help(void)
{
    int last = -1;

    filter_help(FILTER_RIGHT_COLS, print_filter_line, &last);
}

#define SPOKEN_RELEASE "6.16" /* of strace: all that its release notes tell up to there is here */

/* Scripts read the number in the first line, and the words behind "enabled:". */
static void print_strace_version(void)
{
    printf("strace -- version " SPOKEN_RELEASE " (as ptop %s speaks it)\n"
           "\n"
           "Optional features enabled: stack-trace=libdw m32-mpers no-mx32-mpers\n",
           PTOP_VERSION);
}

static void print_version(void)
{
    if (options_is_strace(program_invocation_name)) {
        print_strace_version();
        return;
    }
    printf("ptop %s\n"
           "built with ncursesw, libunistring, libtsm, libdw, Zydis, PCRE2\n"
           "batch mode has stack traces, source lines, 32-bit programs; no x32, no SELinux\n",
           PTOP_VERSION);
}

void option_print_wish(enum option_wish wish, bool is_batch)
{
    if (wish == WISH_HELP)
        print_help(is_batch);
    else if (wish == WISH_FILTER_HELP)
        print_filter_help();
    else
        print_version();
}
