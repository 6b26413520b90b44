#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/filter.h>
#include <ptop/filter_help.h>
#include <ptop/trace_set.h>

/* Options that have no letter, above every character. */
enum long_only {
    OPTION_BATCH = 256,
    OPTION_BUFFER,
    OPTION_ON_FULL,
    OPTION_HISTORY,
    OPTION_CAPTURE,
    OPTION_HELP_FILTER,
    OPTION_STOP_AFTER,
    OPTION_SECCOMP_BPF,
    OPTION_SCRIPT,
    OPTION_HOLD,
};

/* One row feeds the parser and the help. */
static const struct option_row {
    int code; /* a letter, or enum long_only */
    const char *name;
    const char *argument; /* as the help calls it; NULL: takes none */
    const char *help;
} rows[] = {
    { 'p', "attach", "PID[,PID]", "trace processes that run already, all their threads" },
    { 'e', "trace", "EXPR", "trace only the calls that pass: a filter, or strace's [trace=]SET" },
    { OPTION_STOP_AFTER, "stop-after", "EXPR", "let all go after the first line that passes" },
    { OPTION_SECCOMP_BPF, "seccomp-bpf", NULL, "other calls cost nothing; letting go would kill" },
    { OPTION_HOLD, "hold", NULL, "hold the command before its first instruction" },
    { OPTION_SCRIPT, "script", "FILE", "obey a file of ':' commands, as if they were typed" },
    { OPTION_BATCH, "batch", NULL, "no screen: one line per call, on standard error" },
    { 'f', "follow-forks", NULL, "batch: trace children and threads too" },
    { 'k', "stack-trace", NULL, "capture who called: the stack of each call" },
    { 'o', "output", "FILE", "batch: write the lines to FILE" },
    { OPTION_HISTORY, "history", "SIZE", "events kept in memory before they spill to disk (256M)" },
    { OPTION_CAPTURE, "capture", "SIZE", "bytes kept of each buffer that is read or written (512)" },
    { OPTION_BUFFER, "buffer", "SIZE", "room between tracer and screen (1G, virtual)" },
    { OPTION_ON_FULL, "on-full", "wait|drop", "when it is full: wait up to a second, or drop" },
    { 'h', "help", NULL, "print this" },
    { OPTION_HELP_FILTER, "help-filter", NULL, "print the filter language" },
    { 'V', "version", NULL, "print the version" },
};
#define ROW_COUNT (sizeof rows / sizeof rows[0])

static void print_help(void)
{
    printf("usage: ptop [OPTIONS] COMMAND [ARGUMENTS]\n"
           "       ptop [OPTIONS] -p PID\n"
           "\n"
           "See what a program asks of the kernel, while it happens, and reach in.\n\n");
    for (size_t i = 0; i < ROW_COUNT; i++) {
        char letter[8] = "    ", left[48];

        if (rows[i].code < OPTION_BATCH)
            snprintf(letter, sizeof letter, "-%c, ", rows[i].code);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, rows[i].name,
                 rows[i].argument ? " " : "", rows[i].argument ? rows[i].argument : "");
        printf("  %-28s %s\n", left, rows[i].help);
    }
    printf("\nOn the screen, F1 shows the keys.\n");
}

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

static void print_version(void)
{
    printf("ptop %s\nbuilt with ncursesw, libunistring, libtsm, libdw, Zydis\n", PTOP_VERSION);
}

#define MOST_BYTES (UINT64_C(1) << 40)
#define MOST_CAPTURED_BYTES (UINT64_C(16) << 10) /* all of an event must fit its room */

static int parse_size(const char *text, uint64_t most, uint64_t *ret_bytes,
                      struct error *ret_error)
{
    static const char units[] = "kMG";
    const char *unit;
    char *end;
    unsigned long long value;

    errno = 0;
    value = strtoull(text, &end, 0);
    unit = *end ? strchr(units, *end) : NULL;
    if (errno || end == text || *text == '-' || (*end && (!unit || end[1])))
        return error_set(ret_error, -EINVAL, "%s: not a size (4096, 64k, 256M, 1G)", text);
    for (; unit && unit >= units; unit--) {
        if (value > UINT64_MAX >> 10)
            return error_set(ret_error, -ERANGE, "%s: too large", text);
        value <<= 10;
    }
    if (value == 0 || value > most)
        return error_set(ret_error, -ERANGE, "%s: not between 1 and %lluk", text,
                         (unsigned long long)most >> 10);
    *ret_bytes = value;
    return 0;
}

/* "12,34": adds to the list. */
static int parse_pids(const char *text, struct options *options, struct error *ret_error)
{
    const char *at = text;

    for (;;) {
        char *end;
        long value;

        errno = 0;
        value = strtol(at, &end, 10);
        if (errno || end == at || (*end && *end != ',') || value <= 0 || value > INT32_MAX)
            return error_set(ret_error, -EINVAL, "%s: not a process number", text);
        if (options->pid_count == OPTIONS_MAX_PIDS)
            return error_set(ret_error, -E2BIG, "more than %d processes", OPTIONS_MAX_PIDS);
        options->pids[options->pid_count++] = (pid_t)value;
        if (!*end)
            return 0;
        at = end + 1;
    }
}

static int parse_on_full(const char *text, bool *ret_drops, struct error *ret_error)
{
    if (strcmp(text, "drop") != 0 && strcmp(text, "wait") != 0)
        return error_set(ret_error, -EINVAL, "--on-full=%s: neither wait nor drop", text);
    *ret_drops = text[0] == 'd';
    return 0;
}

/* ---- filters ---------------------------------------------------------------- */

/* before: how many bytes of the option's value stand before the text that is wrong. */
static int refuse_filter(const char *option, size_t before, const struct error *error,
                         struct error *ret_error)
{
    return error_set(ret_error, -EINVAL, "%s: column %zu: %s", option,
                     before + (size_t)error->offset + 1, error->message);
}

static int check_filter(const char *option, const char *text, struct error *ret_error)
{
    const struct filter_facts facts = { 0 };
    struct error error = { .offset = 0 };
    struct filter *filter;

    if (filter_new(text, &facts, &filter, &error) < 0)
        return refuse_filter(option, 0, &error, ret_error);
    filter_free(filter);
    return 0;
}

/* "trace=" and "t=" say that strace's set follows: how long they are, or 0. */
static size_t qualifier_bytes(const char *text)
{
    static const char *const qualifiers[] = { "trace=", "t=" };

    for (size_t i = 0; i < sizeof qualifiers / sizeof qualifiers[0]; i++) {
        if (strncmp(text, qualifiers[i], strlen(qualifiers[i])) == 0)
            return strlen(qualifiers[i]);
    }
    return 0;
}

/* What -e was given: of strace's sets the last one counts, of filters every one. */
struct traces {
    char set[OPTIONS_FILTER_BYTES];
    char filters[OPTIONS_FILTER_BYTES];
};

static int take_trace(const char *text, struct traces *traces, struct error *ret_error)
{
    size_t before = qualifier_bytes(text), used = strlen(traces->filters);
    size_t room = sizeof traces->filters - used;
    char set[OPTIONS_FILTER_BYTES];
    struct error error = { .offset = 0 };
    int result = trace_set_translate(text + before, set, sizeof set, &error);

    if (result == 0) {
        memcpy(traces->set, set, sizeof set);
        return 0;
    }
    if (before || text[strspn(text, " ")] == '\0')
        return refuse_filter("-e", before, &error, ret_error);
    result = check_filter("-e", text, ret_error);
    if (result == 0 && (size_t)snprintf(traces->filters + used, room, "%s(%s)",
                                        used ? " and " : "", text) >= room)
        return error_set(ret_error, -E2BIG, "-e: more than %d bytes", OPTIONS_FILTER_BYTES);
    return result;
}

static int join_traces(const struct traces *traces, struct options *options,
                       struct error *ret_error)
{
    bool has_both = traces->set[0] && traces->filters[0];

    if ((size_t)snprintf(options->trace, sizeof options->trace, "%s%s%s", traces->set,
                         has_both ? " and " : "", traces->filters) >= sizeof options->trace)
        return error_set(ret_error, -E2BIG, "-e: more than %d bytes", OPTIONS_FILTER_BYTES);
    return options->trace[0] ? check_filter("-e", options->trace, ret_error) : 0;
}

static enum options_verdict take(int code, struct options *options, struct traces *traces,
                                 struct error *ret_error)
{
    int result = 0;

    switch (code) {
    case 'p':
        result = parse_pids(optarg, options, ret_error);
        break;
    case 'e':
        result = take_trace(optarg, traces, ret_error);
        break;
    case OPTION_STOP_AFTER:
        options->stop_after = optarg;
        result = check_filter("--stop-after", optarg, ret_error);
        break;
    case OPTION_SECCOMP_BPF:
        options->sets_trap = options->follows_forks = true;
        break;
    case OPTION_SCRIPT:
        options->script_path = optarg;
        break;
    case OPTION_HOLD:
        options->starts_held = true;
        break;
    case OPTION_BATCH:
        options->is_batch = true;
        break;
    case 'f':
        options->follows_forks = true;
        break;
    case 'k':
        options->captures_callers = true;
        break;
    case 'o':
        options->output_path = optarg;
        break;
    case OPTION_BUFFER:
        result = parse_size(optarg, MOST_BYTES, &options->ring_bytes, ret_error);
        break;
    case OPTION_HISTORY:
        result = parse_size(optarg, MOST_BYTES, &options->history_bytes, ret_error);
        break;
    case OPTION_CAPTURE:
        result = parse_size(optarg, MOST_CAPTURED_BYTES, &options->capture_bytes, ret_error);
        break;
    case OPTION_ON_FULL:
        result = parse_on_full(optarg, &options->drops_when_full, ret_error);
        break;
    case 'h':
        print_help();
        return OPTIONS_DONE;
    case OPTION_HELP_FILTER:
        print_filter_help();
        return OPTIONS_DONE;
    case 'V':
        print_version();
        return OPTIONS_DONE;
    default:
        return OPTIONS_WRONG;
    }
    return result < 0 ? OPTIONS_WRONG : OPTIONS_RUN;
}

static void build_getopt(char letters[static 2 * ROW_COUNT + 3],
                         struct option longs[static ROW_COUNT + 1])
{
    char *next = letters;

    *next++ = '+'; /* what follows the command is the command's */
    *next++ = ':';
    for (size_t i = 0; i < ROW_COUNT; i++) {
        longs[i] = (struct option){ rows[i].name, rows[i].argument ? required_argument : no_argument,
                                    NULL, rows[i].code };
        if (rows[i].code >= OPTION_BATCH)
            continue;
        *next++ = (char)rows[i].code;
        if (rows[i].argument)
            *next++ = ':';
    }
    *next = '\0';
    memset(&longs[ROW_COUNT], 0, sizeof longs[ROW_COUNT]);
}

static enum options_verdict check(const struct options *options, struct error *ret_error)
{
    if (!options->command && !options->pid_count)
        error_set(ret_error, -EINVAL, "name a command, or a process with -p (see --help)");
    else if (!options->is_batch && options->output_path)
        error_set(ret_error, -EINVAL, "-o needs --batch");
    else if (options->is_batch && options->script_path)
        error_set(ret_error, -EINVAL, "--script needs the screen, not --batch");
    else if (options->starts_held && (!options->command || options->is_batch))
        error_set(ret_error, -EINVAL, "--hold needs a command to start, and a screen");
    else if (options->sets_trap && !options->command)
        error_set(ret_error, -EINVAL, "--seccomp-bpf needs a command to start");
    else if (options->sets_trap && options->stop_after)
        error_set(ret_error, -EINVAL,
                  "--stop-after lets the command go, which --seccomp-bpf makes impossible");
    else
        return OPTIONS_RUN;
    return OPTIONS_WRONG;
}

enum options_verdict options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *ret_error)
{
    char letters[2 * ROW_COUNT + 3];
    struct option longs[ROW_COUNT + 1];
    struct traces traces = { .set = "" };
    int code;

    memset(ret_options, 0, sizeof *ret_options);
    build_getopt(letters, longs);
    opterr = 0;
    while ((code = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        const char *typed = argv[optind > 1 ? optind - 1 : 1];
        enum options_verdict verdict;

        if (code == ':')
            error_set(ret_error, -EINVAL, "%s needs a value (see --help)", typed);
        else if (code == '?' && optopt > 0 && optopt < OPTION_BATCH)
            error_set(ret_error, -EINVAL, "-%c: no such option (see --help)", optopt);
        else if (code == '?')
            error_set(ret_error, -EINVAL, "%s: no such option (see --help)", typed);
        verdict = take(code, ret_options, &traces, ret_error);
        if (verdict != OPTIONS_RUN)
            return verdict;
    }
    if (join_traces(&traces, ret_options, ret_error) < 0)
        return OPTIONS_WRONG;
    if (optind < argc)
        ret_options->command = argv + optind;
    if (!ret_options->is_batch)
        ret_options->follows_forks = true;
    return check(ret_options, ret_error);
}
