#include "batch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "leaving.h"
#include "lines.h"
#include "message.h"
#include "order.h"
#include "output.h"
#include "pass.h"

#define DRAIN_LIMIT 4096

/* After work, wait this long before asking to be woken: so a busy tracee does not
 * pay for a wake-up of ours at each of its calls. */
#define NAP_MS 5

/* When nothing was heard for so long, ask what everybody is doing: a call that waits shall be
 * seen while it does. */
#define QUIET_MS 50

/* How long we stay, at most, to hear in which call those are whom we leave. */
#define LEAVING_ROUNDS   50
#define LEAVING_ROUND_MS 10

struct batch {
    struct session *session;
    const struct batch_options *options;
    struct leaving leaving;
    struct lines *lines;
    struct pass pass;
    struct count *count; /* NULL: nothing is counted */
    bool has_asked; /* and nothing but the answer came since */
    bool is_answered;
};

static struct outputs outputs;
static struct pass asked; /* the tracer's thread's, and longer there than this runs */

static void say_nothing(void *context, const char *path, const char *resolved)
{
    (void)context, (void)path, (void)resolved;
}

int batch_open_output(const struct batch_options *options, struct error *ret_error)
{
    int result;

    leaving_shut_out(options);
    result = outputs_open(&outputs, options, ret_error);
    pass_init(&asked, options, NULL, say_nothing, NULL);
    if (result == 0 && options->summary != BATCH_SUMMARY_ONLY)
        order_open(&outputs);
    return result;
}

session_before_write *batch_before_write(void)
{
    return order_is_kept() ? order_await : NULL;
}

bool batch_narrows_rules(const struct batch_options *options)
{
    return options->path_count > 0 || !number_set_is_empty(&options->traced_fds);
}

bool batch_asks(void *context, const struct event_syscall *call, const struct names *names)
{
    (void)context;
    asked.names = names;
    return pass_call(&asked, call);
}

/* The answer to our question is no news. */
static bool is_news(const struct event *event)
{
    return event->kind != EVENT_REPLY && event->kind != EVENT_SYSCALL_ENTER;
}

/* A call, or its hint, that is none of those that are wanted. */
static bool is_passed_over(const struct batch *batch, const struct event *event)
{
    bool is_call = event->kind == EVENT_SYSCALL || event->kind == EVENT_SYSCALL_ENTER;

    return is_call && !pass_call(&batch->pass, (const struct event_syscall *)event);
}

/* What --syscall-limit counts. */
static bool is_shown(void *context, const struct event_syscall *call)
{
    const struct batch *batch = context;

    return pass_call(&batch->pass, call) && pass_status(&batch->pass, call);
}

/* -d: what the tracer told us. */
static void say_event(const struct event *event)
{
    static const char *const kinds[EVENT_KIND_COUNT] = {
        [EVENT_SYSCALL] = "call",      [EVENT_SYSCALL_ENTER] = "entry", [EVENT_SIGNAL] = "signal",
        [EVENT_FORK] = "birth",        [EVENT_EXEC] = "exec",           [EVENT_EXIT] = "end",
        [EVENT_STOP] = "stop",         [EVENT_RESUME] = "resume",       [EVENT_FD_PATH] = "name",
        [EVENT_NOTE] = "note",         [EVENT_LOST] = "loss",           [EVENT_REPLY] = "reply",
        [EVENT_DETACH] = "detachment", [EVENT_END] = "nobody left",
        [EVENT_PLACE] = "place",       [EVENT_DATA] = "data",           [EVENT_URING] = "ring",
    };
    const char *kind = event->kind < EVENT_KIND_COUNT ? kinds[event->kind] : NULL;

    message_put(&outputs, "event %llu: %s, pid %d, number %d, flags %#x, %u bytes",
                (unsigned long long)event->sequence, kind ? kind : "other", (int)event->tid,
                (int)event->number, event->flags, event->size_bytes);
}

static void on_event(void *context, const struct event *event)
{
    struct batch *batch = context;

    if (batch->options->debugs)
        say_event(event);

    if (is_news(event))
        batch->has_asked = false;
    batch->is_answered |= event->kind == EVENT_REPLY;
    if (is_passed_over(batch, event))
        return;
    if (batch->count && event->kind == EVENT_SYSCALL &&
        pass_status(&batch->pass, (const struct event_syscall *)event))
        count_add(batch->count, (const struct event_syscall *)event);
    lines_take(batch->lines, event);
}

static void ask(struct batch *batch)
{
    const struct command report = {.kind = COMMAND_REPORT};

    batch->has_asked = true;
    batch->is_answered = false;
    session_send(batch->session, &report);
}

/* Before a sleep that may be long. */
static void say_all(struct batch *batch)
{
    lines_show_open(batch->lines);
    outputs_flush(&outputs);
}

static void wait_for_news(struct batch *batch, size_t drained)
{
    struct pollfd fds[3] = {
        {.fd = batch->leaving.signals_fd, .events = POLLIN},
        {.fd = order_fd(), .events = POLLIN},
        {.fd = session_fd(batch->session), .events = POLLIN},
    };

    if (drained > 0)
        poll(fds, 2, drained < DRAIN_LIMIT ? NAP_MS : 0);
    else if (session_arm(batch->session) && poll(fds, 3, batch->has_asked ? -1 : QUIET_MS) == 0)
        ask(batch);
    leaving_look(&batch->leaving);
}

/* Somebody waits to write among our lines. */
static void keep_order(struct batch *batch)
{
    while (session_drain(batch->session, DRAIN_LIMIT, on_event, batch) > 0)
        continue;
    outputs_flush(&outputs);
    order_tell();
}

static void run(struct batch *batch)
{
    while (!batch->leaving.signal && !outputs.write_errno) {
        size_t count = session_drain(batch->session, DRAIN_LIMIT, on_event, batch);

        if (count < DRAIN_LIMIT && session_has_ended(batch->session))
            break;
        if (count == 0)
            say_all(batch);
        if (!batch->leaving.signal)
            wait_for_news(batch, count);
        if (order_is_asked())
            keep_order(batch);
    }
    order_end();
}

/* What everybody is doing just now, if that is known soon. */
static void hear_last_calls(struct batch *batch)
{
    struct pollfd news = {.fd = session_fd(batch->session), .events = POLLIN};

    ask(batch);
    for (int i = 0; i < LEAVING_ROUNDS && !batch->is_answered; i++)
        if (session_drain(batch->session, DRAIN_LIMIT, on_event, batch) == 0 && session_arm(batch->session))
            poll(&news, 1, LEAVING_ROUND_MS);
}

/* Everybody is let go by whoever closes the session: say so. */
static void leave(struct batch *batch)
{
    if (batch->leaving.is_silent)
        return;
    hear_last_calls(batch);
    lines_leave(batch->lines);
    leaving_pass_on(&batch->leaving, batch->session);
}

static void say_resolved(void *context, const char *path, const char *resolved)
{
    const struct batch_options *options = context;

    if (!(options->quiet & BATCH_QUIET_PATH_RESOLUTION))
        message_put(&outputs, "Requested path \"%s\" resolved into \"%s\"", path, resolved);
}

static void put_count_line(void *context, const char *line)
{
    struct output *output = context;

    output_put(&outputs, output, line, strlen(line));
    output_put(&outputs, output, "\n", 1);
}

/* False: no memory. */
static bool begin(struct batch *batch)
{
    const struct batch_options *options = batch->options;

    batch->lines = calloc(1, sizeof(*batch->lines));
    if (options->summary != BATCH_NO_SUMMARY)
        batch->count = calloc(1, sizeof(*batch->count));
    if (!batch->lines || (options->summary != BATCH_NO_SUMMARY && !batch->count))
        return false;
    outputs.leaving = &batch->leaving;
    leaving_init(&batch->leaving, options);
    lines_init(batch->lines, &(struct lines_setup){
                                 .options = options,
                                 .session = batch->session,
                                 .names = session_names(batch->session),
                                 .realtime_offset_ns = session_realtime_offset_ns(batch->session),
                                 .pass = &batch->pass,
                                 .outputs = &outputs,
                             });
    pass_init(&batch->pass, options, session_names(batch->session), say_resolved, (void *)options);
    session_count_only(batch->session, is_shown, batch);
    return true;
}

/* What could not be written: an errno, or 0. */
static int end(struct batch *batch)
{
    int write_errno;

    if (batch->count && outputs.first)
        count_put(batch->count, batch->options, put_count_line, outputs.first);
    outputs_flush(&outputs);
    write_errno = outputs.write_errno;
    pass_done(&batch->pass);
    lines_done(batch->lines);
    outputs_close(&outputs);
    leaving_done(&batch->leaving);
    free(batch->lines);
    free(batch->count);
    return write_errno;
}

int batch_run(struct session *session, const struct batch_options *options, int *ret_signal,
              struct error *ret_error)
{
    struct batch batch = {.session = session, .options = options};
    int write_errno;

    if (!begin(&batch))
        return error_set(ret_error, -ENOMEM, "no memory for lines");
    run(&batch);
    *ret_signal = batch.leaving.signal;
    if (*ret_signal)
        leave(&batch);
    write_errno = end(&batch);
    if (write_errno == EPIPE && !options->output_path) /* who read our standard error has gone */
        *ret_signal = SIGPIPE;
    else if (write_errno)
        return error_set(ret_error, -write_errno, "cannot write: %s", strerror(write_errno));
    return 0;
}
