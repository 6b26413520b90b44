/*
 * The session wires the core together: the tracer thread writes into the ring,
 * and what the front end drains rebuilds the tree, the names and the history.
 */
#include <ptop/session.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/thread_signals.h"
#include "pseudo_terminal.h"
#include "tracer/environment.h"
#include "tracer/launch.h"
#include "tracer/launch_identity.h"
#include "tracer/launch_words.h"
#include "tracer/tracer.h"
#include "tracer/wait_window.h"

#define RING_LEAST_BYTES ((size_t)16 << 20)

struct session {
    struct tracer *tracer;
    struct ring *ring;
    struct store *store; /* NULL: keeps none */
    struct tree *tree;
    struct names *names;
    struct tasks *tasks;
    struct restarts *restarts;
    struct points *points;
    struct names *tracer_names; /* the tracer's, for the conditions of points */
    struct tasks *tracer_tasks; /* the same */
    struct filter *trace;      /* NULL: every call */
    struct syscall_set wanted; /* if has_wanted: of those, these alone */
    bool has_wanted;
    struct filter *stop_after; /* NULL: never */
    bool tells_entries;        /* lines are begun with hints: none for what the filter may refuse */
    bool was_stopped;          /* its event was there, or the last call of call_limit */
    uint64_t call_limit;       /* 0: none */
    uint64_t call_count;
    session_counts *counts; /* NULL: all */
    void *counts_context;
    bool kills_on_exit;

    pthread_t thread;
    bool has_thread;
    char launch_path[LAUNCH_PATH_BYTES];
    struct launch_options launch;
    struct launch_identity identity;
    char **argv; /* with another first word, or NULL */
    int terminal_fd; /* master side, or -1 */

    pthread_mutex_t start_lock; /* the tracer's first word: launched and attached, or why not */
    pthread_cond_t start_said;
    bool is_started;
    int start_result;
    struct error start_error;

    uint64_t last_command;
    bool has_ended;
    pid_t launched_pid;
    int64_t realtime_offset_ns;
    nanoseconds start_ns;
};

/* For the clean-up door: the tracer that is running, if any. */
static _Atomic(struct tracer *) live_tracer;

/* What would kill us, and with us what we launched, and means nothing to us; a tracee may choose
 * such a signal as the one that tells its tracer of its end (clone(2)). */
static const int deaf_to[] = { SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR };

void session_remember_environment(void)
{
    /* Not ignored, or the kernel would reap behind our back; and no signal for a mere stop, or
     * each stop of a tracee would wake a thread of ours for nothing: wait4 wakes without. */
    struct sigaction quiet = { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP };
    struct sigaction ignore = { .sa_handler = SIG_IGN };

    environment_remember();
    sigaction(SIGCHLD, &quiet, NULL);
    sigaction(SIGPIPE, &ignore, NULL); /* a reader that left is an error of write */
    sigaction(SIGXFSZ, &ignore, NULL); /* a file that may not grow, too */
    for (size_t i = 0; i < sizeof deaf_to / sizeof deaf_to[0]; i++)
        sigaction(deaf_to[i], &ignore, NULL);
    wait_window_init();
}

/* ---- the tracer thread -------------------------------------------------------- */

static void on_started(void *context, int result, const struct error *error)
{
    struct session *session = context;

    pthread_mutex_lock(&session->start_lock);
    session->is_started = true;
    session->start_result = result;
    session->start_error = *error;
    pthread_cond_signal(&session->start_said);
    pthread_mutex_unlock(&session->start_lock);
}

static void *tracer_main(void *context)
{
    struct session *session = context;

    tracer_run(session->tracer, on_started, session);
    return NULL;
}

static int start_tracer(struct session *session, struct error *ret_error)
{
    sigset_t before;
    int result;

    thread_signals_block(&before);
    atomic_store(&live_tracer, session->tracer);
    result = -pthread_create(&session->thread, NULL, tracer_main, session);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (result < 0)
        return error_set(ret_error, result, "cannot start a thread: %s", strerror(-result));
    session->has_thread = true;
    pthread_mutex_lock(&session->start_lock);
    while (!session->is_started)
        pthread_cond_wait(&session->start_said, &session->start_lock);
    pthread_mutex_unlock(&session->start_lock);
    if (session->start_result < 0 && ret_error)
        *ret_error = session->start_error;
    return session->start_result;
}

static void kick(struct session *session)
{
    syscall(SYS_tgkill, getpid(), atomic_load(&session->tracer->tid), WAIT_WINDOW_SIGNAL);
}

void session_emergency_detach(void)
{
    struct tracer *tracer = atomic_load(&live_tracer);

    if (!tracer || atomic_load(&tracer->has_left))
        return;
    if ((int)syscall(SYS_gettid) == atomic_load(&tracer->tid)) {
        tracer_emergency(tracer);
        return;
    }
    atomic_store(&tracer->is_emergency, true);
    syscall(SYS_tgkill, getpid(), atomic_load(&tracer->tid), WAIT_WINDOW_SIGNAL);
    for (int i = 0; i < 2500 && !atomic_load(&tracer->has_left); i++)
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
}

/* ---- opening -------------------------------------------------------------------- */

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

static void read_clocks(struct session *session)
{
    struct timespec real, monotonic;

    clock_gettime(CLOCK_REALTIME, &real);
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    session->realtime_offset_ns = (real.tv_sec - monotonic.tv_sec) * INT64_C(1000000000) +
                                  (real.tv_nsec - monotonic.tv_nsec);
    session->start_ns = (nanoseconds)monotonic.tv_sec * 1000000000u + (nanoseconds)monotonic.tv_nsec;
}

/* ---- what is traced ------------------------------------------------------------- */

static int compile(const struct session *session, const char *text, struct filter **ret_filter,
                   struct error *ret_error)
{
    struct filter_facts facts = session_facts(session);

    return text ? filter_new(text, &facts, ret_filter, ret_error) : 0;
}

static void intersect(struct syscall_set *set, const struct syscall_set *other)
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (size_t i = 0; i < SYSCALL_SET_NUMBERS / 64; i++)
            set->bits[abi][i] &= other->bits[abi][i];
    }
    set->has_unknown &= other->has_unknown;
}

/* Those of the filter and the set. */
static struct syscall_set wanted_calls(const struct session *session)
{
    struct syscall_set set;

    memset(set.bits, 0xff, sizeof set.bits);
    set.has_unknown = true;
    if (session->trace)
        filter_syscalls(session->trace, &set);
    if (session->has_wanted)
        intersect(&set, &session->wanted);
    return set;
}

/* And those that tell who the tracees are. */
static struct syscall_set traced_calls(const struct session *session)
{
    struct syscall_set set = wanted_calls(session);

    if (session->trace || session->has_wanted)
        tasks_add_syscalls(session->tasks, &set);
    return set;
}

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
        .tamper_asked = options->tamper_asked,
        .tamper_context = options->tamper_context,
        .tampered = wanted_calls(session),
        .tells_entries = options->tells_entries,
        .tells_namespaces = options->tells_namespaces,
        .tells_vcpu_exits = options->tells_vcpu_exits,
        .captures_callers = options->captures_callers || options->captures_sources,
        .captures_sources = options->captures_sources,
        .caller_limit = options->caller_limit,
        .drops_when_full = options->drops_when_full,
        .starts_held = options->starts_held,
        .detaches_on_exec = options->detaches_on_exec,
        .traced = traced_calls(session),
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

static int open_parts(struct session *session, const struct session_options *options,
                      struct error *ret_error)
{
    struct store_options store_options = { .budget_bytes = options->store_budget_bytes };
    int result = open_ring(session, options->ring_bytes);

    if (result < 0)
        return error_set(ret_error, result, "cannot map the event ring: %s", strerror(-result));
    if (options->stores_events) {
        result = store_new(&store_options, &session->store);
        if (result < 0)
            return error_set(ret_error, result, "cannot make the history: %s", strerror(-result));
    }
    if (options->argv) {
        result = prepare_launch(session, options, ret_error);
        if (result < 0)
            return result;
    }
    session->tells_entries = options->tells_entries;
    session->tree = tree_new();
    session->names = names_new();
    session->tasks = tasks_new();
    session->restarts = restarts_new();
    session->points = points_new();
    session->tracer_names = names_new();
    session->tracer_tasks = tasks_new();
    result = compile(session, options->trace, &session->trace, ret_error);
    if (result == 0)
        result = compile(session, options->stop_after, &session->stop_after, ret_error);
    if (result < 0)
        return result;
    session->call_limit = options->call_limit;
    session->kills_on_exit = options->kills_on_exit;
    session->has_wanted = options->traced != NULL;
    if (options->traced)
        session->wanted = *options->traced;
    session->tracer = alloc_zeroed(1, sizeof *session->tracer);
    session->tracer->options = tracer_options(session, options);
    if (options->argv && options->place != PLACE_PARENT)
        result = launch_place(&session->launch, &session->tracer->options, options->place,
                              ret_error);
    return result < 0 ? result : start_tracer(session, ret_error);
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

static void forget_command(const struct command *command)
{
    free(command->data);
    filter_free(command->condition);
}

/* The tracer has left: what it was asked meanwhile, nobody takes. */
static void forget_commands(struct session *session)
{
    struct command command;

    while (command_queue_pop(&session->tracer->commands, &command))
        forget_command(&command);
}

void session_close(struct session *session)
{
    if (!session)
        return;
    if (session->has_thread) {
        if (session->kills_on_exit)
            session_send(session, &(struct command){ .kind = COMMAND_KILL });
        session_send(session, &(struct command){ .kind = COMMAND_DETACH });
        pthread_join(session->thread, NULL);
        atomic_store(&live_tracer, NULL);
        forget_commands(session);
    }
    if (session->terminal_fd >= 0) {
        if (session->launched_pid && !atomic_load(&session->tracer->launched_has_ended))
            pseudo_terminal_keep(session->terminal_fd);
        close(session->terminal_fd);
    }
    free(session->launch.environment);
    free(session->argv);
    launch_identity_done(&session->identity);
    free(session->tracer);
    filter_free(session->trace);
    filter_free(session->stop_after);
    tasks_free(session->tasks);
    restarts_free(session->restarts);
    points_free(session->points);
    names_free(session->tracer_names);
    tasks_free(session->tracer_tasks);
    names_free(session->names);
    tree_free(session->tree);
    store_free(session->store);
    ring_free(session->ring);
    pthread_cond_destroy(&session->start_said);
    pthread_mutex_destroy(&session->start_lock);
    free(session);
}

/* ---- draining ------------------------------------------------------------------- */

static bool is_wanted(const struct session *session, const struct event *event)
{
    enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;

    if (session->was_stopped &&
        (event->kind == EVENT_SYSCALL || event->kind == EVENT_SYSCALL_ENTER ||
         event->kind == EVENT_SIGNAL || event->kind == EVENT_EXIT))
        return false;
    if (session->has_wanted &&
        (event->kind == EVENT_SYSCALL || event->kind == EVENT_SYSCALL_ENTER) &&
        !syscall_set_has(&session->wanted, abi, event->number))
        return false;
    if (event->kind == EVENT_SYSCALL_ENTER && session->tells_entries && session->trace)
        return false; /* whether it passes is known at its end */
    return event->kind != EVENT_SYSCALL || !session->trace ||
           filter_matches(session->trace, event);
}

void session_count_only(struct session *session, session_counts *counts, void *context)
{
    session->counts = counts;
    session->counts_context = context;
}

static bool is_counted(const struct session *session, const struct event *event)
{
    return session->call_limit && event->kind == EVENT_SYSCALL &&
           (!session->counts ||
            session->counts(session->counts_context, (const struct event_syscall *)event));
}

/* Is this event the last one that is wanted? */
static bool is_last(struct session *session, const struct event *event)
{
    if (is_counted(session, event) && ++session->call_count == session->call_limit)
        return true;
    return session->stop_after && event->kind != EVENT_STOP &&
           filter_matches(session->stop_after, event);
}

static void let_go(struct session *session)
{
    session_send(session, &(struct command){ .kind = session->kills_on_exit ? COMMAND_KILL
                                                                            : COMMAND_DETACH });
}

static void stop_after(struct session *session, const struct event *event)
{
    if (session->was_stopped || !is_last(session, event))
        return;
    session->was_stopped = true;
    let_go(session);
}

/* True if it is the front end's. */
static bool take_event(struct session *session, const struct event *event)
{
    const struct event_bytes *bytes = (const struct event_bytes *)event;

    if (event->kind == EVENT_FD_PATH)
        names_add(session->names, (uint32_t)event->number, event_bytes_data(bytes),
                  bytes->length_bytes);
    if (event->kind == EVENT_END)
        session->has_ended = true;
    if (event->kind == EVENT_FORK)
        session->has_ended = false;
    tasks_apply(session->tasks, event);
    restarts_apply(session->restarts, event);
    tree_apply(session->tree, event);
    points_apply(session->points, event);
    if (!is_wanted(session, event))
        return false;
    stop_after(session, event);
    if (session->store && event_is_stored(event))
        store_append(session->store, event);
    return true;
}

size_t session_drain(struct session *session, size_t limit, session_sink *sink, void *context)
{
    size_t size, used = 0, count = 0;
    const uint8_t *records = ring_peek(session->ring, &size);

    while (used < size && count < limit) {
        const struct event *event = (const struct event *)(records + used);
        bool is_ours = take_event(session, event);

        if (is_ours && sink)
            sink(context, event);
        used += event->size_bytes;
        count++;
    }
    ring_release(session->ring, used);
    return count;
}

static nanoseconds now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

uint64_t session_send(struct session *session, const struct command *command)
{
    struct command numbered = *command;

    numbered.sequence = ++session->last_command;
    tree_ask(session->tree, &numbered, now_ns());
    while (!command_queue_push(&session->tracer->commands, &numbered)) {
        if (atomic_load(&session->tracer->has_left)) {
            forget_command(command);
            return numbered.sequence;
        }
        kick(session); /* a thousand commands wait: give it time to take some */
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    }
    kick(session);
    return numbered.sequence;
}

/* ---- looking ---------------------------------------------------------------------- */

int session_fd(const struct session *session)
{
    return ring_fd(session->ring);
}

bool session_arm(struct session *session)
{
    return ring_arm(session->ring);
}

bool session_has_ended(const struct session *session)
{
    return session->has_ended;
}

bool session_was_stopped(const struct session *session)
{
    return session->was_stopped;
}

bool session_has_trap(const struct session *session)
{
    return session->tracer->has_trap; /* decided before session_open returned */
}

bool session_exit_status(const struct session *session, int *ret_status)
{
    if (!atomic_load(&session->tracer->launched_has_ended))
        return false;
    *ret_status = atomic_load(&session->tracer->launched_status);
    return true;
}

pid_t session_launched_pid(const struct session *session)
{
    return session->launched_pid;
}

int session_terminal_fd(const struct session *session)
{
    return session->terminal_fd;
}

void session_terminal_resize(struct session *session, unsigned short rows, unsigned short cols)
{
    if (session->terminal_fd >= 0)
        pseudo_terminal_resize(session->terminal_fd, rows, cols);
}

struct store *session_store(struct session *session)
{
    return session->store;
}

struct tree *session_tree(struct session *session)
{
    return session->tree;
}

struct names *session_names(struct session *session)
{
    return session->names;
}

struct tasks *session_tasks(struct session *session)
{
    return session->tasks;
}

const struct restarts *session_restarts(const struct session *session)
{
    return session->restarts;
}

struct filter_facts session_facts(const struct session *session)
{
    return (struct filter_facts){
        .names = session->names,
        .tasks = session->tasks,
        .realtime_offset_ns = session->realtime_offset_ns,
        .start_ns = session->start_ns,
    };
}

int64_t session_realtime_offset_ns(const struct session *session)
{
    return session->realtime_offset_ns;
}

struct points *session_points(struct session *session)
{
    return session->points;
}

int session_condition(const struct session *session, const char *text, struct filter **ret_filter,
                      struct error *ret_error)
{
    const struct filter_facts facts = {
        .names = session->tracer_names,
        .tasks = session->tracer_tasks,
        .realtime_offset_ns = session->realtime_offset_ns,
        .start_ns = session->start_ns,
    };

    return filter_new(text, &facts, ret_filter, ret_error);
}
