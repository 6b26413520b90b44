/*
 * -e, which says what is traced and how it is shown: a filter of ours, or strace's
 * [QUALIFIER=]SET.  Every qualifier is an option by its long name, too.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <ptop/format.h>
#include <ptop/tamper.h>
#include <ptop/trace_set.h>

#include "parsing.h"

typedef int take_set(struct parsing *parsing, const char *set);

static take_set take_traced, take_abbreviated, take_decoded, take_raw, take_signals, take_read_fds,
    take_written_fds, take_traced_fds, take_statuses, take_quiet_set, take_fd_details,
    take_pid_details, take_inject, take_fault, take_kvm, take_namespace, take_contexts;

/* The first name is the row's of options.def. */
static const struct qualifier {
    const char *names[5];
    take_set *take;
} qualifiers[] = {
    { { "trace", "t" }, take_traced },
    { { "abbrev", "a" }, take_abbreviated },
    { { "verbose", "v" }, take_decoded },
    { { "raw", "x" }, take_raw },
    { { "signal", "signals", "s" }, take_signals },
    { { "read", "reads", "r" }, take_read_fds },
    { { "write", "writes", "w" }, take_written_fds },
    { { "trace-fds", "trace-fd", "fds", "fd" }, take_traced_fds },
    { { "status" }, take_statuses },
    { { "quiet", "silent", "silence", "q" }, take_quiet_set },
    { { "decode-fds", "decode-fd" }, take_fd_details },
    { { "decode-pids", "decode-pid" }, take_pid_details },
    { { "inject" }, take_inject },
    { { "fault" }, take_fault },
    { { "kvm" }, take_kvm },
    { { "namespace" }, take_namespace },
    { { "secontext" }, take_contexts },
};

static const struct qualifier *find_qualifier(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT_OF(qualifiers); i++) {
        for (size_t j = 0; j < COUNT_OF(qualifiers[i].names) && qualifiers[i].names[j]; j++) {
            const char *candidate = qualifiers[i].names[j];

            if (strlen(candidate) == length && memcmp(candidate, name, length) == 0)
                return &qualifiers[i];
        }
    }
    return NULL;
}

/* ---- sets of calls, of numbers --------------------------------------------------------- */

static int parse_calls(struct parsing *parsing, const char *text, struct syscall_set *ret_set)
{
    int result = trace_set_parse(text, ret_set, parsing->error);

    parsing->is_misused = result == -EDOM;
    return result;
}

static int take_traced(struct parsing *parsing, const char *set)
{
    int result = parse_calls(parsing, set, &parsing->options->traced);

    parsing->options->has_traced |= result == 0;
    return result;
}

static int take_abbreviated(struct parsing *parsing, const char *set)
{
    return parse_calls(parsing, set, &parsing->options->batch.abbreviated);
}

static int take_decoded(struct parsing *parsing, const char *set)
{
    return parse_calls(parsing, set, &parsing->options->batch.decoded);
}

static int take_raw(struct parsing *parsing, const char *set)
{
    return parse_calls(parsing, set, &parsing->options->batch.raw);
}

/* One item of a set of numbers; false where it is none. */
typedef bool parse_member(const char *item, unsigned *ret_number);

static bool parse_descriptor(const char *item, unsigned *ret_number)
{
    uint64_t number;

    if (!option_number(item, INT32_MAX, &number))
        return false;
    *ret_number = (unsigned)number;
    return true;
}

#define MOST_SIGNAL 255

/* By number or name, with or without SIG, in either case. */
static bool parse_signal(const char *item, unsigned *ret_number)
{
    bool has_prefix = strncasecmp(item, "SIG", 3) == 0;

    if (isdigit((unsigned char)*item))
        return parse_descriptor(item, ret_number) && *ret_number <= MOST_SIGNAL;
    for (int signal = 1; signal <= 64; signal++) {
        const char *name = format_signal_name(signal);

        if (name && strcasecmp(name + (has_prefix ? 0 : 3), item) == 0) {
            *ret_number = (unsigned)signal;
            return true;
        }
    }
    return false;
}

static int parse_numbers(struct parsing *parsing, const char *what, parse_member *parse,
                         const char *text, struct number_set *ret_set)
{
    bool is_inverse;
    const char *rest = option_set_items(text, &is_inverse);
    struct number_set set = { .has_others = false };
    char item[64];
    unsigned number;

    if (!rest)
        return error_set(parsing->error, -EINVAL, "invalid %s '%s'", what, text);
    if (strcmp(rest, "all") == 0)
        number_set_invert(&set);
    if (strcmp(rest, "all") == 0 || strcmp(rest, "none") == 0)
        rest = "";
    while (option_next_item(&rest, item, sizeof item)) {
        if (!parse(item, &number))
            return error_set(parsing->error, -EINVAL, "invalid %s '%s'", what, item);
        number_set_add(&set, number);
    }
    if (is_inverse)
        number_set_invert(&set);
    *ret_set = set;
    return 0;
}

static int take_signals(struct parsing *parsing, const char *set)
{
    return parse_numbers(parsing, "signal", parse_signal, set, &parsing->options->batch.signals);
}

static int take_read_fds(struct parsing *parsing, const char *set)
{
    return parse_numbers(parsing, "descriptor", parse_descriptor, set,
                         &parsing->options->batch.read_fds);
}

static int take_written_fds(struct parsing *parsing, const char *set)
{
    return parse_numbers(parsing, "descriptor", parse_descriptor, set,
                         &parsing->options->batch.written_fds);
}

static int take_traced_fds(struct parsing *parsing, const char *set)
{
    return parse_numbers(parsing, "descriptor", parse_descriptor, set,
                         &parsing->options->batch.traced_fds);
}

/* ---- sets of words --------------------------------------------------------------------- */

static int take_statuses(struct parsing *parsing, const char *set)
{
    static const struct option_word words[] = {
        { "successful", BATCH_SUCCESSFUL },   { "failed", BATCH_FAILED },
        { "unfinished", BATCH_UNFINISHED },   { "unavailable", BATCH_UNAVAILABLE },
        { "detached", BATCH_DETACHED },
    };

    return option_word_set(parsing, "status", words, COUNT_OF(words), set,
                           &parsing->options->batch.statuses);
}

static int take_quiet_set(struct parsing *parsing, const char *set)
{
    static const struct option_word words[] = {
        { "attach", BATCH_QUIET_ATTACH },
        { "exit", BATCH_QUIET_EXIT },
        { "exits", BATCH_QUIET_EXIT },
        { "path-resolution", BATCH_QUIET_PATH_RESOLUTION },
        { "personality", BATCH_QUIET_PERSONALITY },
        { "thread-execve", BATCH_QUIET_SUPERSEDED },
        { "superseded", BATCH_QUIET_SUPERSEDED },
    };

    return option_word_set(parsing, "quiet", words, COUNT_OF(words), set,
                           &parsing->options->batch.quiet);
}

static int take_fd_details(struct parsing *parsing, const char *set)
{
    static const struct option_word words[] = {
        { "path", FD_PATH | FD_DIRECTORY }, { "socket", FD_SOCKET },   { "dev", FD_DEVICE },
        { "pidfd", FD_PIDFD }, { "eventfd", FD_EVENTFD }, { "signalfd", FD_SIGNALFD },
    };

    return option_word_set(parsing, "decode-fds", words, COUNT_OF(words), set,
                           &parsing->options->fd_details);
}

static int take_pid_details(struct parsing *parsing, const char *set)
{
    static const struct option_word words[] = { { "comm", BATCH_PID_COMM },
                                                { "pidns", BATCH_PID_NAMESPACE } };

    return option_word_set(parsing, "decode-pids", words, COUNT_OF(words), set,
                           &parsing->options->batch.pid_details);
}

/* ---- tampering ------------------------------------------------------------------------- */

#define MOST_ERROR 4095

/* What a program takes for an error, or gets but half of. */
static void remark_on_result(uint64_t result)
{
    uint32_t half = (uint32_t)result; /* of i386 */

    if (-result - 1 < MOST_ERROR)
        option_remark("Inadvertent injection of error %" PRIu64 " is possible for retval=%" PRIu64,
                      -result, result);
    else if (-half - 1 < MOST_ERROR)
        option_remark("Inadvertent injection of error %" PRIu32 " is possible in compat personality"
                      " for retval=%" PRIu64, -half, result);
    else if (half != result)
        option_remark("Injected return value %" PRIu64 " will be clipped to %" PRIu32
                      " in compat personality", result, half);
}

static int add_tamper(struct parsing *parsing, const char *text, bool is_fault)
{
    struct options *options = parsing->options;
    int result;

    if (options->tamper_count == OPTIONS_MAX_TAMPERS)
        return error_set(parsing->error, -E2BIG, "more than %d rules of tampering",
                         OPTIONS_MAX_TAMPERS);
    result = tamper_parse(text, is_fault, &options->tampers[options->tamper_count],
                          parsing->error);
    if (result < 0)
        return result;
    if (options->tampers[options->tamper_count].actions & TAMPER_RESULT)
        remark_on_result((uint64_t)options->tampers[options->tamper_count].result);
    options->tamper_count++;
    return 0;
}

static int take_inject(struct parsing *parsing, const char *set)
{
    return add_tamper(parsing, set, false);
}

static int take_fault(struct parsing *parsing, const char *set)
{
    return add_tamper(parsing, set, true);
}

/* ---- what has one value, or none ------------------------------------------------------ */

static int take_kvm(struct parsing *parsing, const char *set)
{
    if (strcmp(set, "vcpu+") == 0)
        return error_set(parsing->error, -ENOTSUP,
                         "-e kvm=vcpu+ is not supported: of a processor's way in and out nothing is told "
                         "but its reason (vcpu)");
    if (strcmp(set, "vcpu") != 0)
        return error_set(parsing->error, -EINVAL, "invalid -e kvm= argument: '%s'", set);
    parsing->options->tells_vcpu_exits = true;
    return 0;
}

static int take_namespace(struct parsing *parsing, const char *set)
{
    if (strcmp(set, "new") != 0)
        return error_set(parsing->error, -EINVAL, "invalid -e namespace= argument: '%s'", set);
    parsing->options->tells_namespaces = true;
    return 0;
}

static int take_contexts(struct parsing *parsing, const char *set)
{
    (void)set;
    return error_set(parsing->error, -ENOTSUP, "SELinux context printing (--secontext option) is "
                                               "not supported by this build of ptop");
}

/* ---- filters --------------------------------------------------------------------------- */

/* Does it look like strace's set?  Then what is wrong is said in strace's way. */
static bool looks_like_set(const char *text)
{
    static const char of_filters[] = " <>()~\"&|:{}";

    return text[strcspn(text, of_filters)] == '\0' || *text == '/';
}

/* Of sets the last one counts, of filters every one. */
int take_trace(struct parsing *parsing, const struct option_row *row, const char *value)
{
    char *filters = parsing->options->trace;
    size_t used = strlen(filters), room = OPTIONS_FILTER_BYTES - used;
    struct error unknown;
    int result = take_traced(parsing, value);

    (void)row;
    if (result == 0)
        return 0;
    unknown = *parsing->error;
    result = value[strspn(value, " ")] ? option_check_filter(parsing, "-e", value) : result;
    if (result < 0 && looks_like_set(value))
        *parsing->error = unknown;
    if (result == 0 && (size_t)snprintf(filters + used, room, "%s(%s)", used ? " and " : "",
                                        value) >= room)
        return error_set(parsing->error, -E2BIG, "-e: more than %d bytes", OPTIONS_FILTER_BYTES);
    return result;
}

static const struct option_row *row_of(const struct qualifier *qualifier)
{
    return option_find(qualifier->names[0]);
}

/* On the screen "fd=3" is a filter; what is none there can only have been meant for batch mode. */
static int take_as_filter(struct parsing *parsing, const struct option_row *row, const char *value,
                          const struct qualifier *qualifier)
{
    int result = take_trace(parsing, row, value);

    if (result < 0)
        return error_set(parsing->error, -EINVAL, "-e %s= needs --batch", qualifier->names[0]);
    return result;
}

int take_expression(struct parsing *parsing, const struct option_row *row, const char *value)
{
    size_t length = strcspn(value, "=");
    const struct qualifier *qualifier = value[length] ? find_qualifier(value, length) : NULL;

    if (!qualifier || value[length + 1] == '=') /* "fd==3" is a filter */
        return take_trace(parsing, row, value);
    if (!(row_of(qualifier)->modes & parsing->mode))
        return take_as_filter(parsing, row, value, qualifier);
    parsing->longs[option_index(row_of(qualifier))]++;
    return qualifier->take(parsing, value + length + 1);
}

int take_qualifier(struct parsing *parsing, const struct option_row *row, const char *value)
{
    return find_qualifier(row->name, strlen(row->name))->take(parsing, value);
}

int take_quiet(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row;
    return parsing->is_long ? take_quiet_set(parsing, value ? value : "attach,personality") : 0;
}

int take_decode_fds(struct parsing *parsing, const struct option_row *row, const char *value)
{
    (void)row;
    return parsing->is_long ? take_fd_details(parsing, value ? value : "path") : 0;
}
