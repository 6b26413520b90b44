#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ptop/session.h>

#include "batch/batch.h"
#include "guard.h"
#include "options.h"
#include "tui/app.h"
#include "tui/script.h"
#include "tui/terminal.h"

#define EXIT_NOT_EXECUTABLE 126 /* as shells have it */
#define EXIT_NOT_FOUND 127

static int fail(const struct error *error, int status)
{
    fprintf(stderr, "ptop: %s\n", error->message);
    return status;
}

/* A command that could not be started exits as in a shell, all else with 1. */
static int status_of_failure(const struct options *options, int result)
{
    if (!options->command || options->pid_count)
        return EXIT_FAILURE;
    return result == -ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE;
}

static struct session_options session_options(const struct options *options)
{
    return (struct session_options){
        .argv = options->command,
        .pids = options->pids,
        .pid_count = options->pid_count,
        .follows_forks = options->follows_forks,
        .has_terminal = !options->is_batch,
        .fd_details = options->is_batch ? 0 : FD_EVERYTHING,
        .captures_callers = options->captures_callers,
        .tells_entries = options->is_batch,
        .stores_events = !options->is_batch,
        .drops_when_full = options->drops_when_full,
        .ring_bytes = options->ring_bytes,
        .store_budget_bytes = options->history_bytes,
        .capture_buffer_bytes = (uint32_t)options->capture_bytes,
        .trace = options->trace[0] ? options->trace : NULL,
        .stop_after = options->stop_after,
        .sets_trap = options->sets_trap,
        .starts_held = options->starts_held,
    };
}

/* What strace does without options. */
static struct batch_options batch_options(const struct options *options)
{
    struct batch_options batch = {
        .output_path = options->output_path,
        .follows_forks = options->follows_forks,
        .attached_count = options->pid_count,
        .shows_callers = options->captures_callers,
        .format = { .result_column = 40 },
        .statuses = BATCH_ALL_STATUSES,
        .clock_precision = BATCH_MICROSECONDS,
        .relative_precision = BATCH_MICROSECONDS,
        .duration_precision = BATCH_MICROSECONDS,
    };

    memset(batch.abbreviated.bits, 0xff, sizeof batch.abbreviated.bits);
    batch.abbreviated.has_unknown = true;
    batch.decoded = batch.abbreviated;
    number_set_invert(&batch.signals);
    return batch;
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

static int run(const struct options *options)
{
    const struct batch_options batch = batch_options(options);
    struct session_options setup = session_options(options);
    struct session *session;
    struct script *script = NULL;
    struct error error = { .offset = -1 };
    int left_by_signal = 0, status = 0, result;
    bool has_status;

    result = options->is_batch ? batch_open_output(&batch, &error) : terminal_check(&error);
    if (result == 0 && options->script_path)
        result = script_new(options->script_path, &script, &error);
    if (result < 0)
        return fail(&error, EXIT_FAILURE);
    if (!options->is_batch)
        app_command_size(&setup.terminal_rows, &setup.terminal_cols);
    guard_install(options->is_batch ? NULL : terminal_emergency_restore);
    result = session_open(&setup, &session, &error);
    if (result < 0) {
        script_free(script);
        return fail(&error, status_of_failure(options, result));
    }
    result = options->is_batch ? batch_run(session, &batch, &left_by_signal, &error)
                               : run_screen(options, script, session, &left_by_signal, &error);
    has_status = session_exit_status(session, &status);
    session_close(session);
    if (result < 0)
        return fail(&error, EXIT_FAILURE);
    if (left_by_signal)
        return 128 + left_by_signal;
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
    struct options options;
    struct error error = { .offset = -1 };

    fill_standard_descriptors();
    session_remember_environment();
    setlocale(LC_CTYPE, ""); /* that alone: numbers are the same everywhere */
    switch (options_parse(argc, argv, &options, &error)) {
    case OPTIONS_DONE:
        return EXIT_SUCCESS;
    case OPTIONS_WRONG:
        return fail(&error, EXIT_FAILURE);
    case OPTIONS_RUN:
        break;
    }
    return run(&options);
}
