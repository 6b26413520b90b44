/*
 * The tracer's thread, seen from the one that made it: its start, its end, the commands to it,
 * and the door through which it lets everything go when we break.
 */
#include "session_state.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/thread_signals.h"
#include "tracer/environment.h"
#include "tracer/wait_window.h"

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

/* ---- its start ---------------------------------------------------------------- */

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

int session_thread_start(struct session *session, struct error *ret_error)
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

/* ---- commands ------------------------------------------------------------------ */

static void kick(struct session *session)
{
    syscall(SYS_tgkill, getpid(), atomic_load(&session->tracer->tid), WAIT_WINDOW_SIGNAL);
}

static void forget_command(const struct command *command)
{
    free(command->data);
    filter_free(command->condition);
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

/* The tracer has left: what it was asked meanwhile, nobody takes. */
static void forget_commands(struct session *session)
{
    struct command command;

    while (command_queue_pop(&session->tracer->commands, &command))
        forget_command(&command);
}

/* ---- its end -------------------------------------------------------------------- */

void session_thread_end(struct session *session)
{
    if (!session->has_thread)
        return;
    if (session->kills_on_exit)
        session_send(session, &(struct command){ .kind = COMMAND_KILL });
    session_send(session, &(struct command){ .kind = COMMAND_DETACH });
    pthread_join(session->thread, NULL);
    atomic_store(&live_tracer, NULL);
    forget_commands(session);
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
