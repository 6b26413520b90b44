#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <ptop/session.h>

#include "batch/batch.h"
#include "guard.h"
#include "options/options.h"
#include "tips.h"
#include "tui/app.h"
#include "tui/script.h"
#include "tui/terminal.h"

#define FD_FOR_FILTERS (FD_EVERYTHING & ~FD_DEVICE) /* what they can ask for */

#define EXIT_NOT_EXECUTABLE 126 /* as shells have it */
#define EXIT_NOT_FOUND 127

#define DEFAULT_CAPTURED_BYTES 512 /* capture.h */
#define DEFAULT_CAPTURED_ELEMENTS 64

static int fail(const struct error *error, int status)
{
    fprintf(stderr, "%s: %s\n", program_invocation_name, error->message);
    return status;
}

/* A command that cannot be started is told of as strace does it in batch mode, and as a shell does
 * on the screen; all else exits with 1. */
static int fail_to_start(const struct options *options, int result, const struct error *error)
{
    bool is_command = options->command && (result == -ENOENT || result == -EACCES);

    if (options->is_batch && is_command) {
        fprintf(stderr, "%s: Can't stat '%s': %s\n", program_invocation_name, options->command[0],
                strerror(-result));
        return EXIT_FAILURE;
    }
    if (options->is_batch || !options->command || options->pid_count)
        return fail(error, EXIT_FAILURE);
    return fail(error, result == -ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
}

/* ---- what the session shall do ---------------------------------------------------------- */

#define MOST_CAPTURED_BYTES 16384 /* of one buffer: several must fit an event */
#define MOST_CAPTURED_ELEMENTS 1024

static bool dumps_data(const struct batch_options *batch)
{
    return batch->summary != BATCH_SUMMARY_ONLY &&
           !(number_set_is_empty(&batch->read_fds) && number_set_is_empty(&batch->written_fds));
}

/* In batch mode no more of a buffer is wanted than is shown. */
static uint32_t captured_bytes(const struct options *options)
{
    const struct batch_options *batch = &options->batch;
    unsigned limit = batch->format.string_limit_bytes;

    if (options->capture_bytes)
        return (uint32_t)options->capture_bytes;
    if (limit == FORMAT_NO_BYTES || limit < DEFAULT_CAPTURED_BYTES)
        return 0; /* as it is by default */
    return limit < MOST_CAPTURED_BYTES ? limit : MOST_CAPTURED_BYTES;
}

/* Of arrays -s shows as many as of bytes, -v all. */
static uint32_t captured_elements(const struct options *options)
{
    unsigned limit = options->batch.format.string_limit_bytes;

    if (limit == FORMAT_NO_BYTES)
        limit = 0;
    if (options->unfolds_arrays || dumps_data(&options->batch) || limit > MOST_CAPTURED_ELEMENTS)
        return MOST_CAPTURED_ELEMENTS;
    return limit > DEFAULT_CAPTURED_ELEMENTS ? limit : 0; /* as it is by default */
}

static void set_batch(const struct options *options, struct session_options *setup)
{
    const struct batch_options *batch = &options->batch;
    bool counts = batch->summary != BATCH_NO_SUMMARY;

    setup->fd_details = options->fd_details | (batch->path_count ? FD_PATH : 0);
    if (setup->fd_details)
        setup->fd_details |= FD_AT_EACH_USE; /* as strace has it: a rename shows at once */
    if (options->trace[0] || options->stop_after)
        setup->fd_details |= FD_FOR_FILTERS;
    setup->captures_facts = batch->shows_pc;
    setup->measures_system_time = counts && !batch->uses_wall_clock;
    if (dumps_data(batch)) {
        setup->read_fds = &batch->read_fds;
        setup->written_fds = &batch->written_fds;
    }
    setup->tells_places = batch->shows_pc || batch->shows_number;
    setup->tells_entries = batch->summary != BATCH_SUMMARY_ONLY;
    setup->shows_failed_exec = setup->needs_no_pid = true;
    if (batch_narrows_rules(batch))
        setup->tamper_asked = batch_asks;
}

static struct session_options session_options(const struct options *options)
{
    struct session_options setup = {
        .argv = options->command,
        .argv0 = options->argv0,
        .environment = options->variable_count ? options->environment : NULL,
        .user = options->user,
        .place = options->place,
        .pids = options->pids,
        .pid_count = options->pid_count,
        .follows_forks = options->follows_forks,
        .has_terminal = !options->is_batch,
        .fd_details = FD_FOR_FILTERS,
        .captures_callers = options->captures_callers,
        .captures_sources = options->captures_sources,
        .caller_limit = options->caller_limit,
        .kills_on_exit = options->kills_on_exit,
        .detaches_on_exec = options->detaches_on_exec,
        .call_limit = options->call_limit,
        .tells_namespaces = options->tells_namespaces,
        .tells_vcpu_exits = options->tells_vcpu_exits,
        .tells_urings = !options->is_batch,
        .stores_events = !options->is_batch,
        .drops_when_full = options->drops_when_full,
        .ring_bytes = options->ring_bytes,
        .store_budget_bytes = options->history_bytes,
        .capture_buffer_bytes = captured_bytes(options),
        .capture_element_count = captured_elements(options),
        .trace = options->trace[0] ? options->trace : NULL,
        .traced = options->has_traced ? &options->traced : NULL,
        .tampers = options->tampers,
        .tamper_count = options->tamper_count,
        .stop_after = options->stop_after,
        .sets_trap = options->sets_trap,
        .starts_held = options->starts_held,
    };

    if (options->is_batch)
        set_batch(options, &setup);
    return setup;
}

/* "ptop ./server -v" or "ptop -p 12,13". */
static void make_title(const struct options *options, char *title, size_t size)
{
    size_t used = (size_t)snprintf(title, size, "ptop");

    for (size_t i = 0; i < options->pid_count && used < size; i++)
        used += (size_t)snprintf(title + used, size - used, "%s%d", i ? "," : " -p ",
                                 (int)options->pids[i]);
    for (char **word = options->command; word && *word && used < size; word++)
        used += (size_t)snprintf(title + used, size - used, " %s", *word);
}

static int run_screen(const struct options *options, struct script *script, struct session *session,
                      int *ret_signal, struct error *ret_error)
{
    char title[256];
    struct app_options app = {
        .session = session,
        .title = title,
        .script = script,
        .string_limit_bytes = options->batch.format.string_limit_bytes,
        .is_attached = options->pid_count > 0,
    };

    make_title(options, title, sizeof title);
    return app_run(&app, ret_signal, ret_error);
}

/* Die as the command died, so that whoever started us sees the same. */
static int pass_on_status(int status)
{
    sigset_t own;

    if (!WIFSIGNALED(status))
        return WEXITSTATUS(status);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    signal(WTERMSIG(status), SIG_DFL);
    sigemptyset(&own);
    sigaddset(&own, WTERMSIG(status)); /* the front end may have blocked it */
    sigprocmask(SIG_UNBLOCK, &own, NULL);
    raise(WTERMSIG(status));
    return 128 + WTERMSIG(status);
}

/* A tip alone, where there is nothing to trace, is all that is wanted. */
static int print_tip(const struct batch_options *batch)
{
    tips_print(batch->tip, batch->tips == BATCH_TIP_FULL);
    return EXIT_SUCCESS;
}

static int run(const struct options *options)
{
    const struct batch_options *batch = &options->batch;
    struct session_options setup = session_options(options);
    struct session *session;
    struct script *script = NULL;
    struct error error = { .offset = -1 };
    int left_by_signal = 0, status = 0, result;
    bool has_status;

    result = options->is_batch ? batch_open_output(batch, &error) : terminal_check(&error);
    if (result == 0 && options->script_path)
        result = script_new(options->script_path, &script, &error);
    if (result < 0)
        return fail(&error, EXIT_FAILURE);
    if (options->is_batch)
        setup.before_write = batch_before_write();
    else
        app_command_size(&setup.terminal_rows, &setup.terminal_cols);
    guard_install(options->is_batch ? NULL : terminal_emergency_restore);
    result = session_open(&setup, &session, &error);
    if (result < 0) {
        script_free(script);
        return fail_to_start(options, result, &error);
    }
    result = options->is_batch ? batch_run(session, batch, &left_by_signal, &error)
                               : run_screen(options, script, session, &left_by_signal, &error);
    has_status = session_exit_status(session, &status);
    session_close(session);
    if (batch->tips != BATCH_NO_TIP)
        tips_print(batch->tip, batch->tips == BATCH_TIP_FULL);
    if (result < 0)
        return fail(&error, EXIT_FAILURE);
    if (left_by_signal) /* in batch mode we die of it, as strace does */
        return options->is_batch ? pass_on_status(left_by_signal) : 128 + left_by_signal;
    return has_status ? pass_on_status(status) : EXIT_SUCCESS;
}

/* What is closed shall not become the ring's or the terminal's descriptor: output goes there. */
static void fill_standard_descriptors(void)
{
    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", O_RDWR | O_CLOEXEC); /* the lowest free: fd */
    }
}

int main(int argc, char **argv)
{
    static struct options options;
    struct error error = { .offset = -1 };

    if (!options_is_strace(argv[0])) /* whoever calls us so reads for that name */
        program_invocation_name = "ptop";
    fill_standard_descriptors();
    session_remember_environment();
    setlocale(LC_CTYPE, ""); /* that alone: numbers are the same everywhere */
    tzset(); /* the zone is a file: the first date that is formatted shall read none, on no thread */
    switch (options_parse(argc, argv, &options, &error)) {
    case OPTIONS_DONE:
        return EXIT_SUCCESS;
    case OPTIONS_WRONG:
        return fail(&error, EXIT_FAILURE);
    case OPTIONS_MISUSED:
        fail(&error, EXIT_FAILURE);
        fprintf(stderr, OPTIONS_HINT "\n", program_invocation_name);
        return EXIT_FAILURE;
    case OPTIONS_RUN:
        break;
    }
    return options.command || options.pid_count ? run(&options) : print_tip(&options.batch);
}
