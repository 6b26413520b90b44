#include "support/live.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/format.h>

#include "support/deadline.h"

#define RING_BYTES       (8u << 20)
#define DRAIN_LIMIT      4096
#define EXPLAINED_EVENTS 30

struct session *live;
bool live_captures_callers;

static char *records; /* events, one behind the other */
static size_t records_used, records_size;
static size_t *offsets;
static size_t event_count, event_room;

static void keep_event(void *unused, const struct event *event)
{
    (void)unused;
    if (event->kind == EVENT_SYSCALL_ENTER)
        return;
    if (records_used + event->size_bytes > records_size) {
        records_size = 2 * records_size + EVENT_MAX_BYTES;
        records = realloc(records, records_size);
    }
    if (event_count == event_room) {
        event_room = 2 * event_room + 1024;
        offsets = realloc(offsets, event_room * sizeof(*offsets));
    }
    assert_non_null(records);
    assert_non_null(offsets);
    memcpy(records + records_used, event, event->size_bytes);
    offsets[event_count++] = records_used;
    records_used += event->size_bytes;
}

static void forget_events(void)
{
    records_used = event_count = 0;
}

void live_open(struct session_options options)
{
    struct error error;
    int result;

    assert_null(live);
    forget_events();
    options.follows_forks = true;
    options.ring_bytes = RING_BYTES;
    options.captures_callers = live_captures_callers;
    result = session_open(&options, &live, &error);
    if (result < 0) {
        live = NULL;
        fail_msg("session_open: %d, %s", result, error.message);
    }
}

void live_attach_all(const pid_t *pids, size_t count)
{
    live_open((struct session_options){.pids = pids, .pid_count = count});
}

void live_attach(pid_t pid)
{
    live_attach_all(&pid, 1);
}

void live_launch(char *const argv[])
{
    live_open((struct session_options){.argv = argv});
}

void live_close(void)
{
    session_close(live);
    live = NULL;
}

void live_end(void)
{
    if (live != NULL)
        live_close();
    forget_events();
    free(records);
    free(offsets);
    records = NULL;
    offsets = NULL;
    records_size = event_room = 0;
    live_captures_callers = false;
}

size_t live_drain(int timeout_ms)
{
    struct pollfd news = {.fd = session_fd(live), .events = POLLIN};
    size_t count = session_drain(live, DRAIN_LIMIT, keep_event, NULL);

    if (count > 0 || timeout_ms == 0)
        return count;
    if (session_arm(live))
        poll(&news, 1, timeout_ms);
    return session_drain(live, DRAIN_LIMIT, keep_event, NULL);
}

void live_await_count(size_t count)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (event_count < count && deadline_left(deadline) > 0)
        live_drain(deadline_left(deadline));
    if (event_count < count) {
        live_explain();
        fail_msg("only %zu of %zu events come", event_count, count);
    }
}

size_t live_count(void)
{
    return event_count;
}

const struct event *live_event(size_t index)
{
    return (const struct event *)(records + offsets[index]);
}

static bool is_wanted(const struct event *event, enum event_kind kind, int number, pid_t tid)
{
    return event->kind == kind && (number == ANY_NUMBER || event->number == number) &&
           (tid == 0 || event->tid == tid);
}

const struct event *live_find(enum event_kind kind, int number, pid_t tid, size_t from)
{
    for (size_t i = from; i < event_count; i++)
        if (is_wanted(live_event(i), kind, number, tid))
            return live_event(i);
    return NULL;
}

const struct event *live_await(enum event_kind kind, int number, pid_t tid, size_t from)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    for (;;) {
        const struct event *found = live_find(kind, number, tid, from);
        int left_ms = deadline_left(deadline);
        if (found != NULL)
            return found;
        if (left_ms == 0) {
            live_explain();
            return NULL;
        }
        from = event_count;
        live_drain(left_ms);
    }
}

size_t live_count_of(enum event_kind kind, int number, pid_t tid, size_t from)
{
    size_t count = 0;

    for (size_t i = from; i < event_count; i++)
        count += is_wanted(live_event(i), kind, number, tid);
    return count;
}

void live_await_end(void)
{
    live_await_end_within(PATIENCE_MS);
}

void live_await_end_within(int patience_ms)
{
    deadline_ms deadline = deadline_in(patience_ms);

    while (!session_has_ended(live) && deadline_left(deadline) > 0)
        live_drain(deadline_left(deadline));
    if (!session_has_ended(live)) {
        live_explain();
        fail_msg("the session does not end");
    }
}

int live_command(struct command command)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);
    uint64_t sequence = session_send(live, &command);

    for (size_t i = event_count; deadline_left(deadline) > 0; live_drain(deadline_left(deadline)))
        for (; i < event_count; i++) {
            const struct event_reply *reply = (const struct event_reply *)live_event(i);
            if (reply->header.kind == EVENT_REPLY && reply->command_sequence == sequence)
                return reply->header.number;
        }
    live_explain();
    fail_msg("command %d is not answered", command.kind);
    return 0;
}

void live_pause(pid_t tid)
{
    size_t from = event_count;
    int reply = live_command((struct command){.kind = COMMAND_PAUSE, .tid = tid});

    assert_true(reply == 0 || reply == -EINPROGRESS);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_PAUSE, tid, from));
}

void live_resume(pid_t tid)
{
    size_t from = event_count;

    assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME, .tid = tid}), 0);
    assert_non_null(live_await(EVENT_RESUME, ANY_NUMBER, tid, from));
}

static void explain_event(const struct event *event)
{
    struct format_options options = {.names = NULL};
    char line[512];
    struct text text;

    text_init(&text, line, NULL, sizeof(line));
    format_event(event, &options, &text);
    fprintf(stderr, "  kind %d flags %#x number %d tid %d tgid %d %.*s\n", event->kind, event->flags,
            event->number, event->tid, event->tgid, (int)text.length_bytes, line);
}

void live_explain(void)
{
    size_t first = event_count > EXPLAINED_EVENTS ? event_count - EXPLAINED_EVENTS : 0;

    fprintf(stderr, "the last of %zu events:\n", event_count);
    for (size_t i = first; i < event_count; i++)
        explain_event(live_event(i));
}

void live_explain_process(pid_t tgid)
{
    size_t first = event_count, count = 0;

    while (first > 0 && count < EXPLAINED_EVENTS)
        count += live_event(--first)->tgid == tgid;
    fprintf(stderr, "the last events of process %d:\n", (int)tgid);
    for (; first < event_count; first++)
        if (live_event(first)->tgid == tgid)
            explain_event(live_event(first));
}
