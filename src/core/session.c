/*
 * The session wires the core together: the tracer thread writes into the ring,
 * and what the front end drains rebuilds the tree, the names and the history.
 */
#include <stdatomic.h>

#include "pseudo_terminal.h"
#include "session_state.h"

/* ---- draining ------------------------------------------------------------------- */

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
    if (!session_wanted_event(session, event))
        return false;
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

int64_t session_realtime_offset_ns(const struct session *session)
{
    return session->realtime_offset_ns;
}

struct points *session_points(struct session *session)
{
    return session->points;
}
