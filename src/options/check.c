/*
 * When all of the line is read: what follows from letters that were there more than once, what
 * goes with what, what has no effect.  What strace refuses is refused, what it remarks remarked.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "parsing.h"

#define MOST_DAEMONS 3

static bool has_letter(const struct parsing *parsing, char letter)
{
    return parsing->letters[(unsigned char)letter] > 0;
}

static unsigned long_count(const struct parsing *parsing, const char *name)
{
    return parsing->longs[option_index(option_find(name))];
}

/* ---- letters that count ------------------------------------------------------------------- */

/* A letter whose repetition says more, and the option that says the same in words: not both. */
static const struct rival {
    char letter;
    const char *name, *shown;
} rivals[] = {
    { 'f', "follow-forks", "-f and --follow-forks" },
    { 'D', "daemonize", "-D and --daemonize" },
    { 't', "absolute-timestamps", "-t and --absolute-timestamps" },
    { 'x', "strings-in-hex", "-x and --strings-in-hex" },
    { 'y', "decode-fds", "-y and --decode-fds" },
    { 'q', "quiet", "-q and -e quiet/--quiet" },
};

static int refuse_rivals(struct parsing *parsing)
{
    for (size_t i = 0; i < COUNT_OF(rivals); i++) {
        if (has_letter(parsing, rivals[i].letter) && long_count(parsing, rivals[i].name))
            return error_set(parsing->error, -EINVAL, "%s cannot be provided simultaneously",
                             rivals[i].shown);
    }
    if (parsing->letters['f'] > 1 && long_count(parsing, "output-separately"))
        return error_set(parsing->error, -EINVAL,
                         "-ff and --output-separately cannot be provided simultaneously");
    return 0;
}

/* Of a letter that was there count times; the last value stands for every further one. */
#define REPEATED(values, count) \
    ((values)[(count) <= COUNT_OF(values) ? (count) - 1 : COUNT_OF(values) - 1])

static void settle_letters(struct parsing *parsing)
{
    static const enum text_escape_style escapes[] = { TEXT_ESCAPE_HEX_STRINGS,
                                                      TEXT_ESCAPE_HEX_ALL };
    static const unsigned details[] = { FD_PATH | FD_DIRECTORY, FD_EVERYTHING | FD_DIRECTORY };
    static const unsigned quiets[] = {
        BATCH_QUIET_ATTACH | BATCH_QUIET_PERSONALITY,
        BATCH_QUIET_ATTACH | BATCH_QUIET_PERSONALITY | BATCH_QUIET_EXIT,
        BATCH_QUIET_ALL,
    };
    static const enum session_place places[] = { PLACE_GRANDCHILD, PLACE_OWN_GROUP,
                                                 PLACE_OWN_SESSION };
    const unsigned *letters = parsing->letters;
    struct batch_options *batch = &parsing->options->batch;

    if (letters['x'])
        batch->format.escape = REPEATED(escapes, letters['x']);
    if (letters['y'])
        parsing->options->fd_details = REPEATED(details, letters['y']);
    if (letters['q'])
        batch->quiet = REPEATED(quiets, letters['q']);
    if (letters['D'])
        parsing->options->place = REPEATED(places, letters['D']);
    if (letters['t']) {
        batch->clock = letters['t'] > 2 ? BATCH_EPOCH : BATCH_TIME_OF_DAY;
        batch->clock_precision = letters['t'] > 1 ? BATCH_MICROSECONDS : BATCH_SECONDS;
    }
}

/* ---- refusals ----------------------------------------------------------------------------- */

static int check_command(struct parsing *parsing)
{
    const struct options *options = parsing->options;

    if (!options->command && !options->pid_count && options->batch.tips == BATCH_NO_TIP)
        return option_misuse(parsing, "must have PROG [ARGS] or -p PID");
    if (!options->command && options->place != PLACE_PARENT)
        return option_misuse(parsing, "PROG [ARGS] must be specified with -D/--daemonize");
    if (parsing->letters['D'] > MOST_DAEMONS)
        return option_misuse(parsing, "Too many -D's (%u), maximum supported -D count is %d",
                             parsing->letters['D'], MOST_DAEMONS);
    if (options->kills_on_exit && options->pid_count)
        return option_misuse(parsing, "--kill-on-exit and -p/--attach are mutually exclusive");
    if (options->user && options->command && geteuid() != 0)
        return error_set(parsing->error, -EPERM, "You must be root to use the -u/--user option");
    return 0;
}

static bool is_pipe(const char *path)
{
    return path && (*path == '|' || *path == '!');
}

static int check_summary(struct parsing *parsing)
{
    static const char counts[] = "(-c/--summary-only or -C/--summary)";
    const struct batch_options *batch = &parsing->options->batch;

    if (batch->summary != BATCH_NO_SUMMARY && batch->is_separate)
        return option_misuse(parsing, "%s and -ff/--output-separately are mutually exclusive",
                             counts);
    if (batch->summary == BATCH_NO_SUMMARY && batch->uses_wall_clock)
        return option_misuse(parsing, "-w/--summary-wall-clock must be given with %s", counts);
    if (batch->summary == BATCH_NO_SUMMARY &&
        (has_letter(parsing, 'U') || long_count(parsing, "summary-columns")))
        return option_misuse(parsing, "-U/--summary-columns must be given with %s", counts);
    if (is_pipe(batch->output_path) && batch->is_separate)
        return option_misuse(parsing, "piping the output and -ff/--output-separately are mutually "
                                      "exclusive");
    return 0;
}

/* Of options of ours, which no script written for strace has. */
static int check_own(struct parsing *parsing)
{
    const struct options *options = parsing->options;

    if (options->starts_held && !options->command)
        return error_set(parsing->error, -EINVAL, "--hold needs a command to start");
    if (options->sets_trap && options->stop_after)
        return error_set(parsing->error, -EINVAL, "--stop-after lets the command go, which "
                                                  "--seccomp-bpf makes impossible");
    if (parsing->mode == SCREEN && options->sets_trap && !options->command)
        return error_set(parsing->error, -EINVAL, "--seccomp-bpf needs a command to start");
    return options->trace[0] ? option_check_filter(parsing, "-e", options->trace) : 0;
}

/* ---- remarks ------------------------------------------------------------------------------ */

/* What -c makes useless. */
static void remark_unshown(const struct parsing *parsing)
{
    static const struct useless {
        char letter;
        const char *name;
    } useless[] = {
        { 'i', "instruction-pointer" },
        { 'k', "stack-trace" },
        { 'n', "syscall-number" },
        { 'r', "relative-timestamps" },
        { 't', "absolute-timestamps" },
        { 'T', "syscall-times" },
        { 'y', "decode-fds" },
    };

    if (parsing->options->batch.summary != BATCH_SUMMARY_ONLY)
        return;
    for (size_t i = 0; i < COUNT_OF(useless); i++) {
        if (has_letter(parsing, useless[i].letter) || long_count(parsing, useless[i].name))
            option_remark("-%c/--%s has no effect with -c/--summary-only", useless[i].letter,
                          useless[i].name);
    }
}

static void remark_output(const struct parsing *parsing)
{
    const struct batch_options *batch = &parsing->options->batch;
    unsigned successes = parsing->letters['z'] + long_count(parsing, "successful-only");
    unsigned failures = parsing->letters['Z'] + long_count(parsing, "failed-only");

    if (!batch->output_path && batch->appends)
        option_remark("-A/--output-append-mode has no effect without -o/--output");
    if (!batch->output_path && long_count(parsing, "output-separately"))
        option_remark("--output-separately has no effect without -o/--output");
    if (batch->summary == BATCH_NO_SUMMARY &&
        (has_letter(parsing, 'S') || long_count(parsing, "summary-sort-by")))
        option_remark("-S/--summary-sort-by has no effect without (-c/--summary-only or "
                      "-C/--summary)");
    if (successes + failures > 1)
        option_remark("Only the last of -z/--successful-only/-Z/--failed-only options will take "
                      "effect. See status qualifier for more complex filters.");
    if (has_letter(parsing, 'F'))
        option_remark(has_letter(parsing, 'f') || long_count(parsing, "follow-forks")
                          ? "deprecated option -F ignored"
                          : "option -F is deprecated, please use -f/--follow-forks instead");
}

static bool is_everything(const struct syscall_set *set)
{
    bool is_full = set->has_unknown;

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (size_t i = 0; i < COUNT_OF(set->bits[abi]); i++)
            is_full &= set->bits[abi][i] == UINT64_MAX;
    }
    return is_full;
}

/* Why --seccomp-bpf cannot be, for all or for some of what is traced. */
static const char *find_obstacle(const struct options *options)
{
    if (options->detaches_on_exec)
        return "--seccomp-bpf is not enabled because it is not compatible with -b";
    if (options->call_limit)
        return "--seccomp-bpf is not enabled because it is not compatible with --syscall-limit";
    if (!options->follows_forks)
        return "--seccomp-bpf cannot be used without -f/--follow-forks, disabling";
    if (!options->trace[0] && (!options->has_traced || is_everything(&options->traced)))
        return "Seccomp filter is requested but there are no syscalls to filter.  See -e trace to "
               "filter syscalls.";
    return NULL;
}

static void settle_trap(struct parsing *parsing)
{
    struct options *options = parsing->options;
    const char *obstacle = options->sets_trap ? find_obstacle(options) : NULL;

    if (options->sets_trap && options->pid_count && !options->command && parsing->mode == BATCH)
        option_remark("--seccomp-bpf is not enabled for processes attached with -p");
    if (obstacle && parsing->mode == BATCH)
        option_remark("%s", obstacle);
    if (options->detaches_on_exec || options->call_limit || !options->follows_forks ||
        !options->command)
        options->sets_trap = false;
    if (options->sets_trap && !options->pid_count)
        options->kills_on_exit = true;
}

/* ---- all of it ------------------------------------------------------------------------------ */

#define WAITING    2
#define NEVER      3
#define NEVER_TSTP 4

static void settle_defaults(struct parsing *parsing)
{
    struct options *options = parsing->options;
    struct batch_options *batch = &options->batch;
    bool is_file_of_command = batch->output_path && options->command;

    if (parsing->mode == SCREEN || has_letter(parsing, 'F'))
        options->follows_forks = true;
    batch->follows_forks = options->follows_forks;
    options->unfolds_arrays = !is_everything(&batch->abbreviated);
    batch->started_count = options->pid_count + (options->command != NULL);
    batch->shows_callers = options->captures_callers;
    batch->shows_descriptors = options->fd_details != 0;
    if (!batch->interruptible)
        batch->interruptible = options->place != PLACE_PARENT ? NEVER_TSTP
                               : is_file_of_command           ? NEVER
                                                              : WAITING;
    if (is_file_of_command && !has_letter(parsing, 'q') && !long_count(parsing, "quiet"))
        batch->quiet |= BATCH_QUIET_ATTACH | BATCH_QUIET_PERSONALITY;
}

int option_check(struct parsing *parsing)
{
    int result = refuse_rivals(parsing);

    settle_letters(parsing);
    if (result == 0)
        result = check_command(parsing);
    if (result == 0)
        result = check_summary(parsing);
    if (result == 0)
        result = check_own(parsing);
    if (result < 0)
        return result;
    settle_defaults(parsing);
    settle_trap(parsing);
    remark_unshown(parsing);
    remark_output(parsing);
    return 0;
}
