/*
 * What of all that happens is wanted: the calls that are traced and captured, the events that the
 * front end gets, and the one after which everything is let go.
 */
#include "session_state.h"

#include <string.h>

#include <ptop/call_number.h>

#include "decode/multiplex.h"

/* ---- filters -------------------------------------------------------------------- */

struct filter_facts session_facts(const struct session *session)
{
    return (struct filter_facts){
        .names = session->names,
        .tasks = session->tasks,
        .realtime_offset_ns = session->realtime_offset_ns,
        .start_ns = session->start_ns,
    };
}

int session_condition(const struct session *session, const char *text, struct filter **ret_filter,
                      struct error *ret_error)
{
    struct filter_facts facts = session_facts(session);

    facts.names = session->tracer_names;
    facts.tasks = session->tracer_tasks;
    return filter_new(text, &facts, ret_filter, ret_error);
}

static int compile(const struct session *session, const char *text, struct filter **ret_filter,
                   struct error *ret_error)
{
    struct filter_facts facts = session_facts(session);

    return text ? filter_new(text, &facts, ret_filter, ret_error) : 0;
}

int session_wanted_init(struct session *session, const struct session_options *options,
                        struct error *ret_error)
{
    int result = compile(session, options->trace, &session->trace, ret_error);

    if (result == 0)
        result = compile(session, options->stop_after, &session->stop_after, ret_error);
    session->call_limit = options->call_limit;
    session->tells_entries = options->tells_entries;
    session->has_wanted = options->traced != NULL;
    if (options->traced)
        session->wanted = *options->traced;
    return result;
}

void session_wanted_done(struct session *session)
{
    filter_free(session->trace);
    filter_free(session->stop_after);
}

/* ---- calls ----------------------------------------------------------------------- */

static void intersect(struct syscall_set *set, const struct syscall_set *other)
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (size_t i = 0; i < SYSCALL_SET_NUMBERS / 64; i++)
            set->bits[abi][i] &= other->bits[abi][i];
    }
    set->has_unknown &= other->has_unknown;
}

struct syscall_set session_wanted_calls(const struct session *session)
{
    struct syscall_set set;

    memset(set.bits, 0xff, sizeof set.bits);
    set.has_unknown = true;
    if (session->trace)
        filter_syscalls(session->trace, &set);
    multiplex_add_behind(&set);
    if (session->has_wanted)
        intersect(&set, &session->wanted);
    return set;
}

struct syscall_set session_wanted_captures(const struct session *session)
{
    struct syscall_set set = session_wanted_calls(session);

    if (session->trace || session->has_wanted)
        tasks_add_syscalls(session->tasks, &set);
    return set;
}

/* ---- events ---------------------------------------------------------------------- */

void session_count_only(struct session *session, session_counts *counts, void *context)
{
    session->counts = counts;
    session->counts_context = context;
}

static bool is_wanted(const struct session *session, const struct event *event)
{
    enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;

    if (session->was_stopped &&
        (event->kind == EVENT_SYSCALL || event->kind == EVENT_SYSCALL_ENTER ||
         event->kind == EVENT_SIGNAL || event->kind == EVENT_EXIT))
        return false;
    if (session->has_wanted &&
        (event->kind == EVENT_SYSCALL || event->kind == EVENT_SYSCALL_ENTER) &&
        !syscall_set_has(&session->wanted, abi, call_number((const struct event_syscall *)event)))
        return false;
    if (event->kind == EVENT_SYSCALL_ENTER && session->tells_entries && session->trace)
        return false; /* whether it passes is known at its end */
    return event->kind != EVENT_SYSCALL || !session->trace ||
           filter_matches(session->trace, event);
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

bool session_wanted_event(struct session *session, const struct event *event)
{
    if (!is_wanted(session, event))
        return false;
    stop_after(session, event);
    return true;
}
