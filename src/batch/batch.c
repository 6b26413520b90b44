#include "batch.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "leaving.h"
#include "lines.h"
#include "output.h"

#define DRAIN_LIMIT 4096

/* After work, wait this long before asking to be woken: so a busy tracee does not
 * pay for a wake-up of ours at each of its calls. */
#define NAP_MS 5

/* When nothing was heard for so long, ask what everybody is doing: a call that waits shall be
 * seen while it does. */
#define QUIET_MS 50

struct batch {
    struct session *session;
    const struct batch_options *options;
    struct leaving leaving;
    struct lines *lines;
    bool has_asked; /* and nothing but the answer came since */
};

static struct outputs outputs;

int batch_open_output(const struct batch_options *options, struct error *ret_error)
{
    return outputs_open(&outputs, options, ret_error);
}

/* The answer to our question is no news. */
static bool is_news(const struct event *event)
{
    return event->kind != EVENT_REPLY && event->kind != EVENT_SYSCALL_ENTER;
}

static void on_event(void *context, const struct event *event)
{
    struct batch *batch = context;

    if (is_news(event))
        batch->has_asked = false;
    lines_take(batch->lines, event);
}

static void ask(struct batch *batch)
{
    const struct command report = {.kind = COMMAND_REPORT};

    batch->has_asked = true;
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
    struct pollfd fds[2] = {
        {.fd = batch->leaving.signals_fd, .events = POLLIN},
        {.fd = session_fd(batch->session), .events = POLLIN},
    };

    if (drained > 0)
        poll(fds, 1, drained < DRAIN_LIMIT ? NAP_MS : 0);
    else if (session_arm(batch->session) && poll(fds, 2, batch->has_asked ? -1 : QUIET_MS) == 0)
        ask(batch);
    leaving_look(&batch->leaving);
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
    }
}

/* Everybody is let go by whoever closes the session: say so. */
static void leave(struct batch *batch)
{
    session_drain(batch->session, DRAIN_LIMIT, on_event, batch);
    lines_leave(batch->lines);
    leaving_pass_on(&batch->leaving, batch->session);
}

int batch_run(struct session *session, const struct batch_options *options, int *ret_signal,
              struct error *ret_error)
{
    struct batch batch = {.session = session, .options = options};
    int write_errno;

    batch.lines = calloc(1, sizeof(*batch.lines));
    if (!batch.lines)
        return error_set(ret_error, -ENOMEM, "no memory for a line");
    outputs.leaving = &batch.leaving;
    leaving_init(&batch.leaving, options);
    lines_init(batch.lines, options, session, &outputs);
    run(&batch);
    *ret_signal = batch.leaving.signal;
    if (*ret_signal)
        leave(&batch);
    write_errno = outputs.write_errno;
    lines_done(batch.lines);
    outputs_close(&outputs);
    leaving_done(&batch.leaving);
    free(batch.lines);
    if (write_errno)
        return error_set(ret_error, -write_errno, "cannot write: %s", strerror(write_errno));
    return 0;
}
