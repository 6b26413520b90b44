#include "tracer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ptop/fd_detail.h>

#include "attach.h"
#include "births.h"
#include "calls.h"
#include "holding.h"
#include "launch.h"
#include "orders.h"
#include "wait_window.h"

#include "../control/receipt.h"
#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"
#include "../inspect/tracee_memory.h"

#define ALARM_REPEAT_NS 20000000

#ifndef sigev_notify_thread_id /* timer_create(2) names it, glibc's header hides it */
#define sigev_notify_thread_id _sigev_un._tid
#endif

/* ---- small services --------------------------------------------------------- */

void tracer_resume_later(struct tracer *tracer, struct tracee *tracee)
{
    if (tracer->resume_count == TRACER_RESUME_LIST)
        holding_run_list(tracer);
    tracer->resume_list[tracer->resume_count++] = (struct resume_entry){ tracee, tracee->tid };
}

void tracer_note(struct tracer *tracer, const char *format, ...)
{
    struct event header = { .kind = EVENT_NOTE };
    char line[256];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > 0)
        emit_bytes(&tracer->emit, &header, line,
                   (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
}

void tracer_set_alarm(struct tracer *tracer, nanoseconds delay_ns)
{
    struct itimerspec when = {
        .it_value = { .tv_sec = (time_t)(delay_ns / 1000000000u),
                      .tv_nsec = (long)(delay_ns % 1000000000u) },
        .it_interval = { .tv_nsec = ALARM_REPEAT_NS }, /* never short: a storm would be a stop */
    };

    tracer->has_alarm = delay_ns != 0;
    timer_settime(tracer->alarm, 0, &when, NULL);
}

static ssize_t read_tracee(void *context, tracee_addr address, void *buffer, size_t size)
{
    const struct tracer *tracer = context;

    return tracee_memory_read(tracer->reading->tid, address, buffer, size);
}

static uint32_t read_fd_name(void *context, int fd)
{
    struct tracer *tracer = context;

    if (!tracer->options.fd_details)
        return 0;
    return fd_names_find(&tracer->names, tracer->reading, fd);
}

static int read_netlink_protocol(void *context, int fd)
{
    struct tracer *tracer = context;

    return fd_names_netlink(&tracer->names, tracer->reading, fd);
}

static void read_uring_entries(void *context, struct uring_entries *entries)
{
    struct tracer *tracer = context;
    const struct tracee *tracee = tracer->reading;

    urings_read(&tracer->urings, tracee, tracee_find(&tracer->tracees, tracee->tgid), entries);
}

static bool read_interface_name(void *context, uint32_t index, char name[16])
{
    (void)context;
    return socket_names_interface(index, name);
}

static bool read_family_name(void *context, uint16_t family, char name[16])
{
    struct tracer *tracer = context;

    return socket_names_family(&tracer->names.sockets, family, name);
}

static size_t read_fd_path(void *context, int fd, char *path, size_t size)
{
    const struct tracer *tracer = context;
    char link[32];
    ssize_t length;

    snprintf(link, sizeof link, "fd/%d", fd);
    length = procfs_read_link(tracer->reading->tid, link, path, size);
    return length > 0 ? (size_t)length : 0;
}

/* ---- the thread ------------------------------------------------------------------- */

static void take_status(void *context, struct tracee *tracee, int wait_status)
{
    struct tracer *tracer = context;

    if (tracer->early_count < TRACER_EARLY)
        tracer->early[tracer->early_count++] = (struct status){ tracee->tid, wait_status };
}

static void show_control(void *context, const struct event *event)
{
    control_on_event(context, event);
}

static int init_control(struct tracer *tracer)
{
    struct control *control = &tracer->control;

    control->names = tracer->options.names;
    control->tasks = tracer->options.tasks;
    control->context = tracer;
    control->resume = holding_resume_held;
    control->run_later = holding_run_later;
    control->take_status = take_status;
    control->recapture = calls_recapture;
    control->write_stop = holding_write_changed;
    control->tampering.asked = tracer->options.tamper_asked;
    control->tampering.context = tracer->options.tamper_context;
    tamper_arm(control, tracer->options.tampers, tracer->options.tamper_count,
               &tracer->options.tampered);
    if (control->names) {
        tracer->emit.tap = show_control;
        tracer->emit.tap_context = control;
    }
    return control_init(control, &tracer->tracees, &tracer->emit, &tracer->name_ids);
}

static int init(struct tracer *tracer)
{
    static char stack[64 * 1024];
    const stack_t alternate = { .ss_sp = stack, .ss_size = sizeof stack };
    struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = WAIT_WINDOW_SIGNAL };
    int result;

    pthread_setname_np(pthread_self(), "ptop-tracer");
    sigaltstack(&alternate, &tracer->former_stack); /* each thread has its own: see guard.c */
    thread_role_set(THREAD_ROLE_TRACER);
    call_facts_init();
    tracer->reader = (struct tracee_reader){
        read_tracee, read_fd_name, tracer,
        .names_directory = (tracer->options.fd_details & FD_DIRECTORY) != 0,
        .netlink_protocol = read_netlink_protocol,
        .interface_name = read_interface_name,
        .uring_entries = read_uring_entries,
        .family_name = read_family_name,
        .fd_path = read_fd_path,
    };
    urings_init(&tracer->urings);
    tracer->launch_errno_fd = -1;
    tracer->holds_exec = tracer->options.starts_held;
    atomic_store(&tracer->tid, (int)syscall(SYS_gettid));
    event.sigev_notify_thread_id = atomic_load(&tracer->tid);
    if (timer_create(CLOCK_MONOTONIC, &event, &tracer->alarm) < 0)
        return -errno;
    wait_window_enter();
    result = emitter_init(&tracer->emit, tracer->options.ring, tracer->options.drops_when_full);
    if (result == 0)
        result = name_ids_init(&tracer->name_ids, &tracer->emit);
    if (result == 0)
        result = fd_names_init(&tracer->names, &tracer->name_ids, tracer->options.fd_details);
    if (result == 0 && tracer->options.captures_callers)
        result = call_stacks_init(&tracer->stacks, &tracer->name_ids, tracer->options.caller_limit);
    if (result == 0 && tracer->options.captures_sources)
        call_stacks_name_sources(&tracer->stacks);
    if (result == 0)
        result = tracee_table_init(&tracer->tracees);
    if (result == 0)
        result = init_control(tracer);
    return result;
}

static void done(struct tracer *tracer)
{
    control_done(&tracer->control);
    tracee_table_done(&tracer->tracees);
    call_stacks_done(&tracer->stacks);
    fd_names_done(&tracer->names);
    urings_done(&tracer->urings);
    name_ids_done(&tracer->name_ids);
    emitter_done(&tracer->emit);
    timer_delete(tracer->alarm);
    sigaltstack(&tracer->former_stack, NULL);
}

static void say_end(struct tracer *tracer)
{
    struct event header = { .kind = EVENT_END };

    if (tracer->has_ended || !tracer->emit.ring) /* init failed before there was a ring */
        return;
    emit_plain(&tracer->emit, &header);
    tracer->has_ended = !tracer->emit.is_dropping; /* no room: the loop says it again */
    ring_publish(tracer->emit.ring);
}

/* The kernel says that we trace nothing: a record that is left has lost its tracee. */
static void forget_ghosts(struct tracer *tracer)
{
    for (struct tracee *tracee = tracee_next(&tracer->tracees, NULL); tracee;
         tracee = tracee_next(&tracer->tracees, tracee)) {
        if (tracee->is_announced)
            tracer_note(tracer, "lost track of %d", (int)tracee->tid);
        control_on_gone(&tracer->control, tracee);
        tracee_forget(&tracer->tracees, tracee);
    }
}

static void adopt_late_orphans(struct tracer *tracer)
{
    if (!tracer->orphans_ns || emit_now_ns() < tracer->orphans_ns)
        return;
    births_adopt_orphans(tracer);
    holding_run_list(tracer);
}

/* Whose delay is over. */
static void run_due(struct tracer *tracer)
{
    tamper_run_due(&tracer->control);
    holding_run_list(tracer);
}

/* A wait that blocks must come back for what is due. */
static void set_next_alarm(struct tracer *tracer)
{
    nanoseconds due_ns = tracer->orphans_ns;
    nanoseconds delay_ns = tracer->control.tampering.due_ns;
    nanoseconds now_ns;

    if (delay_ns && (!due_ns || delay_ns < due_ns))
        due_ns = delay_ns;
    if (tracer->is_detaching && (!due_ns || tracer->deadline_ns < due_ns))
        due_ns = tracer->deadline_ns;
    if (!due_ns) {
        if (tracer->has_alarm)
            tracer_set_alarm(tracer, 0);
        return;
    }
    now_ns = emit_now_ns();
    tracer_set_alarm(tracer, due_ns > now_ns ? due_ns - now_ns : 1);
}

/* All of them; or those that can be, if something is traced then. */
static int attach_all(struct tracer *tracer, struct error *ret_error)
{
    const struct tracer_options *options = &tracer->options;
    bool is_enough = options->launch != NULL;
    int result = 0;

    for (size_t i = 0; i < options->pid_count && (result == 0 || options->needs_no_pid); i++) {
        int attached = attach_process(tracer, options->pids[i], ret_error);

        is_enough |= attached == 0;
        if (attached < 0)
            result = attached;
        if (attached < 0 && options->needs_no_pid && (options->pid_count > 1 || options->launch))
            tracer_note(tracer, "%s", ret_error->message);
    }
    return options->needs_no_pid && is_enough ? 0 : result;
}

/* Launch and attach; waits until the exec is decided. */
static int begin(struct tracer *tracer, struct error *ret_error)
{
    const struct tracer_options *options = &tracer->options;
    int result = attach_all(tracer, ret_error);

    if (result < 0 || !options->launch)
        return result;
    result = launch_start(tracer, options->launch, ret_error);
    if (result < 0)
        return result;
    do {
        wait_window_rearm();
        run_due(tracer);
        set_next_alarm(tracer);
        tracer_round(tracer, 0);
        result = launch_result(tracer, options->launch, ret_error);
    } while (result == -EAGAIN && !atomic_load(&tracer->is_emergency));
    if (result == -EAGAIN)
        return error_set(ret_error, -EINTR, "ended before the command began");
    if (result == 0 && options->sets_trap && !tracer->has_trap)
        tracer_note(tracer, "the kernel takes no seccomp filter: every call stops the command");
    return result;
}

/* A kick that meets a pending signal of the alarm is that one signal, and from Linux 6.13 on the kernel
 * drops it where the alarm is set anew: what it was for is looked at again after that. */
static bool is_asked(struct tracer *tracer)
{
    return atomic_load(&tracer->is_emergency) || !command_queue_is_empty(&tracer->commands);
}

/* Until everything was let go. */
static void loop(struct tracer *tracer)
{
    while (!atomic_load(&tracer->is_emergency)) {
        wait_window_rearm();
        orders_run(tracer);
        if (tracer->is_detaching &&
            (!tracer->tracees.count || emit_now_ns() >= tracer->deadline_ns))
            break;
        adopt_late_orphans(tracer);
        run_due(tracer);
        set_next_alarm(tracer);
        ring_publish(tracer->emit.ring);
        if (tracer->tracees.count)
            tracer->has_ended = false;
        else if (tracer->launched_left)
            say_end(tracer);
        if (!tracer_round(tracer, is_asked(tracer) ? WNOHANG : 0)) {
            forget_ghosts(tracer);
            say_end(tracer);
            if (!tracer->has_ended)
                tracer_set_alarm(tracer, ALARM_REPEAT_NS);
            if (!tracer->is_detaching && !is_asked(tracer))
                wait_window_sleep();
        }
    }
    if (atomic_load(&tracer->is_emergency))
        tracer_emergency(tracer);
}

void tracer_run(struct tracer *tracer, tracer_started *started, void *context)
{
    struct error error = { .offset = -1 };
    int result = init(tracer);

    if (result < 0)
        error_set(&error, result, "cannot start the tracer: %s", strerror(-result));
    else
        result = begin(tracer, &error);
    if (result < 0 && tracer->tracees.records) { /* what was attached before the failure goes */
        holding_detach_all(tracer);
        while (tracer->tracees.count && emit_now_ns() < tracer->deadline_ns) {
            wait_window_rearm();
            adopt_late_orphans(tracer);
            set_next_alarm(tracer);
            if (!tracer_round(tracer, 0))
                break;
        }
    }
    started(context, result, &error);
    if (result == 0)
        loop(tracer);
    receipt_flush(&tracer->control);
    say_end(tracer);
    atomic_store(&tracer->has_left, true);
    done(tracer);
}
