#include "held.h"

#include <inttypes.h>
#include <string.h>

#include "figures.h"

#define NS_PER_S 1000000000ull

void held_put_thread(struct ui *ui, const struct tree_thread *thread, struct text *text)
{
    text_set_role(text, ROLE_TID);
    text_printf(text, "%" PRId32 " ", thread->tid);
    text_set_role(text, ROLE_COMM);
    text_escape(text, thread->comm, strlen(thread->comm), ui->format.escape);
    text_set_role(text, ROLE_PLAIN);
}

static void put_call(struct ui *ui, const struct tree_thread *thread, struct text *text)
{
    struct format_options options = ui->format;
    options.omits_meanings = true;
    if (thread->call)
        format_event(&thread->call->header, &options, text);
    else
        text_put(text, "a call");
}

static void put_age(struct ui *ui, nanoseconds since_ns, struct text *text)
{
    if (since_ns == 0 || ui->now_ns < since_ns + NS_PER_S)
        return;
    text_put_role(text, ROLE_DIM, " for ");
    text->role = ROLE_IN_CALL;
    figures_put_age(text, ui->now_ns - since_ns);
    ui_redraw_at(ui, ui->now_ns + NS_PER_S);
}

static void put_signal_name(int32_t signal, struct text *text)
{
    const char *name = format_signal_name(signal);
    text_put_role(text, ROLE_SIGNAL, name ? name : "a signal");
}

static void put_pause(struct ui *ui, const struct tree_thread *thread,
                      const struct event_stop *stop, struct text *text)
{
    text_put_role(text, ROLE_HELD, "paused");
    if (stop->detail != 0) {
        text_put(text, ", and stopped by ");
        put_signal_name(stop->detail, text);
    }
    if (!(stop->header.flags & STOP_IN_CALL))
        return;
    text_put(text, " in ");
    put_call(ui, thread, text);
    put_age(ui, thread->call ? thread->call_since_ns : 0, text);
}

static void put_point(struct ui *ui, const char *kind, int32_t id, struct text *text)
{
    const struct point *point = points_find(session_points(ui->session), (uint32_t)id);
    text_put_role(text, ROLE_HELD, kind);
    text_printf(text, " %" PRId32, id);
    if (!point)
        return;
    text_put_char(text, ' ');
    text->role = ROLE_PATH;
    text_escape(text, point->label, strnlen(point->label, sizeof point->label), ui->format.escape);
    text->role = ROLE_PLAIN;
}

static void put_syscall_stop(struct ui *ui, const struct tree_thread *thread,
                             const struct event_stop *stop, struct text *text)
{
    if (stop->detail != 0) {
        put_point(ui, "catchpoint", stop->detail, text);
        text_put(text, ", ");
    }
    text_put(text, stop->header.flags & STOP_AT_EXIT ? "at the exit of " : "at the entry of ");
    put_call(ui, thread, text);
}

static void put_steps(const struct event_stop *stop, struct text *text)
{
    text_put_role(text, ROLE_HELD, "step");
    if (stop->steps > 1) {
        text_put_char(text, ' ');
        figures_put_count(text, stop->steps);
    }
}

void held_put_reason(struct ui *ui, const struct tree_thread *thread, const struct event_stop *stop,
                     struct text *text)
{
    switch ((enum event_stop_reason)stop->header.number) {
    case STOP_REASON_PAUSE:
        put_pause(ui, thread, stop, text);
        break;
    case STOP_REASON_STEP:
        put_steps(stop, text);
        break;
    case STOP_REASON_BREAKPOINT:
        put_point(ui, "breakpoint", stop->detail, text);
        break;
    case STOP_REASON_WATCHPOINT:
        put_point(ui, "watchpoint", stop->detail, text);
        break;
    case STOP_REASON_CALL:
        put_syscall_stop(ui, thread, stop, text);
        break;
    case STOP_REASON_HELD_SIGNAL:
        put_signal_name(stop->detail, text);
        text_put_role(text, ROLE_HELD, " is held");
        break;
    case STOP_REASON_EDIT:
        text_put_role(text, ROLE_HELD, "changed by hand");
        break;
    case STOP_REASON_SIGNAL: /* which is nobody's hold */
    case STOP_REASON_COUNT:
        break;
    }
}

void held_put_state(struct ui *ui, const struct tree_thread *thread, struct text *text)
{
    switch (thread->state) {
    case TREE_IN_CALL:
        text_put(text, "in ");
        put_call(ui, thread, text);
        put_age(ui, thread->call_since_ns, text);
        break;
    case TREE_RUNNING:
    case TREE_PAUSED:
        text_put_role(text, ROLE_DIM, "running: Space pauses it");
        break;
    case TREE_STOPPED:
        text_put(text, "stopped by ");
        put_signal_name(thread->stop_signal, text);
        break;
    case TREE_EXITED:
        text_put_role(text, ROLE_DIM, "has ended");
        break;
    case TREE_DETACHED:
        text_put_role(text, ROLE_DIM, "was let go");
        break;
    case TREE_STATE_COUNT:
        break;
    }
}
