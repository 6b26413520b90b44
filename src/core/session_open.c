/*
 * From the options to a session whose tracer runs: the command and its terminal, the ring, the
 * history, what the tracer is asked for; and all of it taken down again.
 */
#include "session_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "pseudo_terminal.h"
#include "tracer/launch_words.h"

#define RING_LEAST_BYTES ((size_t)16 << 20)

/* ---- the command ----------------------------------------------------------------- */

static int open_terminal(struct session *session, const struct session_options *options,
                         struct error *ret_error)
{
    int result = pseudo_terminal_open(&session->terminal_fd, &session->launch.terminal_fd,
                                      ret_error);

    if (result == 0)
        session_terminal_resize(session, options->terminal_rows, options->terminal_cols);
    return result;
}

/* Where it is its own error to show, exec says why a file cannot be executed. */
static int find_command(struct session *session, const struct session_options *options,
                        struct error *ret_error)
{
    int result = launch_find(options->argv[0], session->launch_path, ret_error);

    if (result == -EACCES && options->shows_failed_exec && strchr(options->argv[0], '/'))
        return 0;
    return result;
}

static int find_identity(struct session *session, const char *user, struct error *ret_error)
{
    int result = user ? launch_identity_find(user, &session->identity, ret_error) : 0;

    if (user && result == 0)
        session->launch.identity = &session->identity;
    return result;
}

/* Its arguments and its environment, where they are not ours. */
static void write_words(struct session *session, const struct session_options *options)
{
    char **base = options->has_terminal ? pseudo_terminal_environment() : NULL;

    session->launch.argv = options->argv;
    if (options->argv0)
        session->launch.argv = session->argv = launch_arguments(options->argv, options->argv0);
    session->launch.environment = base;
    if (!options->environment)
        return;
    session->launch.environment = launch_environment(base ? base : environ, options->environment);
    free(base);
}

static int prepare_launch(struct session *session, const struct session_options *options,
                          struct error *ret_error)
{
    int result = find_command(session, options, ret_error);

    if (result == 0)
        result = find_identity(session, options->user, ret_error);
    if (result < 0)
        return result;
    session->launch.path = session->launch_path;
    session->launch.shows_failure = options->shows_failed_exec;
    write_words(session, options);
    return options->has_terminal ? open_terminal(session, options, ret_error) : 0;
}

/* ---- the tracer ------------------------------------------------------------------ */

static bool is_everything(const struct syscall_set *set)
{
    bool is_all = set->has_unknown;

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit((enum abi)abi); number++)
            is_all &= !syscall_find((enum abi)abi, number) ||
                      syscall_set_has(set, (enum abi)abi, number);
    }
    return is_all;
}

static struct tracer_options tracer_options(struct session *session,
                                            const struct session_options *options)
{
    struct tracer_options result = {
        .ring = session->ring,
        .launch = options->argv ? &session->launch : NULL,
        .pids = options->pids,
        .pid_count = options->pid_count,
        .needs_no_pid = options->needs_no_pid,
        .follows_forks = options->follows_forks,
        .fd_details = options->fd_details,
        .captures_facts = options->captures_facts || options->tamper_count > 0 ||
                          options->measures_system_time,
        .measures_system_time = options->measures_system_time,
        .tampers = options->tampers,
        .tamper_count = options->tamper_count,
        .before_write = options->before_write,
        .tamper_asked = options->tamper_asked,
        .tamper_context = options->tamper_context,
        .tampered = session_wanted_calls(session),
        .read_fds = options->read_fds,
        .written_fds = options->written_fds,
        .tells_places = options->tells_places,
        .tells_entries = options->tells_entries,
        .tells_namespaces = options->tells_namespaces,
        .tells_vcpu_exits = options->tells_vcpu_exits,
        .tells_urings = options->tells_urings,
        .captures_callers = options->captures_callers || options->captures_sources,
        .captures_sources = options->captures_sources,
        .caller_limit = options->caller_limit,
        .drops_when_full = options->drops_when_full,
        .starts_held = options->starts_held,
        .detaches_on_exec = options->detaches_on_exec,
        .traced = session_wanted_captures(session),
        .names = session->tracer_names,
        .tasks = session->tracer_tasks,
        .limits = capture_limits_default,
    };

    result.sets_trap = options->sets_trap && !is_everything(&result.traced);
    result.kills_with_us = options->kills_on_exit || options->has_terminal || result.sets_trap;
    if (options->capture_buffer_bytes)
        result.limits.buffer_bytes = options->capture_buffer_bytes;
    if (options->capture_element_count)
        result.limits.element_count = options->capture_element_count;
    return result;
}

static int open_tracer(struct session *session, const struct session_options *options,
                       struct error *ret_error)
{
    int result = 0;

    session->tracer = alloc_zeroed(1, sizeof *session->tracer);
    session->tracer->options = tracer_options(session, options);
    if (options->argv && options->place != PLACE_PARENT)
        result = launch_place(&session->launch, &session->tracer->options, options->place,
                              ret_error);
    return result < 0 ? result : session_thread_start(session, ret_error);
}

/* ---- the ring and the history ------------------------------------------------------ */

/* The default asks for more address space than some machines give: then less must do. */
static int open_ring(struct session *session, size_t wanted_bytes)
{
    size_t size = wanted_bytes ? wanted_bytes : RING_DEFAULT_BYTES;
    int result = ring_new(size, &session->ring);

    while (result == -ENOMEM && !wanted_bytes && size > RING_LEAST_BYTES) {
        size /= 4;
        result = ring_new(size, &session->ring);
    }
    return result;
}

static int open_history(struct session *session, const struct session_options *options,
                        struct error *ret_error)
{
    struct store_options store_options = { .budget_bytes = options->store_budget_bytes };
    int result = open_ring(session, options->ring_bytes);

    if (result < 0)
        return error_set(ret_error, result, "cannot map the event ring: %s", strerror(-result));
    if (options->stores_events)
        result = store_new(&store_options, &session->store);
    if (result < 0)
        return error_set(ret_error, result, "cannot make the history: %s", strerror(-result));
    return 0;
}

static void make_tables(struct session *session)
{
    session->tree = tree_new();
    session->names = names_new();
    session->tasks = tasks_new();
    session->restarts = restarts_new();
    session->points = points_new();
    session->tracer_names = names_new();
    session->tracer_tasks = tasks_new();
}

static void free_tables(struct session *session)
{
    tasks_free(session->tasks);
    restarts_free(session->restarts);
    points_free(session->points);
    names_free(session->tracer_names);
    tasks_free(session->tracer_tasks);
    names_free(session->names);
    tree_free(session->tree);
}

/* ---- all of it --------------------------------------------------------------------- */

static void read_clocks(struct session *session)
{
    struct timespec real, monotonic;

    clock_gettime(CLOCK_REALTIME, &real);
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    session->realtime_offset_ns = (real.tv_sec - monotonic.tv_sec) * INT64_C(1000000000) +
                                  (real.tv_nsec - monotonic.tv_nsec);
    session->start_ns = (nanoseconds)monotonic.tv_sec * 1000000000u + (nanoseconds)monotonic.tv_nsec;
}

static int open_parts(struct session *session, const struct session_options *options,
                      struct error *ret_error)
{
    int result = open_history(session, options, ret_error);

    if (result == 0 && options->argv)
        result = prepare_launch(session, options, ret_error);
    if (result < 0)
        return result;
    make_tables(session);
    session->kills_on_exit = options->kills_on_exit;
    result = session_wanted_init(session, options, ret_error);
    return result < 0 ? result : open_tracer(session, options, ret_error);
}

int session_open(const struct session_options *options, struct session **ret_session,
                 struct error *ret_error)
{
    struct session *session = alloc_zeroed(1, sizeof *session);
    int result;

    session_remember_environment();
    thread_role_set(THREAD_ROLE_UI);
    session->terminal_fd = session->launch.terminal_fd = -1;
    pthread_mutex_init(&session->start_lock, NULL);
    pthread_cond_init(&session->start_said, NULL);
    read_clocks(session);
    result = open_parts(session, options, ret_error);
    if (session->launch.terminal_fd >= 0)
        close(session->launch.terminal_fd);
    if (result < 0) {
        session_close(session);
        return result;
    }
    session->launched_pid = session->tracer->launched_tid;
    *ret_session = session;
    return 0;
}

static void close_terminal(struct session *session)
{
    if (session->terminal_fd < 0)
        return;
    if (session->launched_pid && !atomic_load(&session->tracer->launched_has_ended))
        pseudo_terminal_keep(session->terminal_fd);
    close(session->terminal_fd);
}

void session_close(struct session *session)
{
    if (!session)
        return;
    session_thread_end(session);
    close_terminal(session);
    free(session->launch.environment);
    free(session->argv);
    launch_identity_done(&session->identity);
    free(session->tracer);
    session_wanted_done(session);
    free_tables(session);
    store_free(session->store);
    ring_free(session->ring);
    pthread_cond_destroy(&session->start_said);
    pthread_mutex_destroy(&session->start_lock);
    free(session);
}
