#include "held.h"

#include <inttypes.h>
#include <string.h>

#include <ptop/syscall.h>

#include "figures.h"
#include "looking.h"

#define NS_PER_S 1000000000ull

#define LINE_BYTES 512

/* What is put together, and in which form. */
struct held {
    struct ui *ui;
    const struct tree_thread *thread;
    const struct event_stop *stop; /* that says why; NULL: it is not held */
    bool is_edited;                /* since */
    bool is_short;                 /* calls by their names alone */
    bool is_bare;                  /* without the thread */
};

static void put_thread(const struct held *held, struct text *text)
{
    const char *comm = held->thread->comm;
    text_set_role(text, ROLE_TID);
    text_printf(text, "%" PRId32 " ", held->thread->tid);
    text_set_role(text, ROLE_COMM);
    text_escape(text, comm, strlen(comm), held->ui->format.escape);
    text_set_role(text, ROLE_PLAIN);
    text_put(text, "  ");
}

/* By its hint; at an exit there is none any more, and the registers say it. */
static const char *name_of(const struct held *held)
{
    const struct event_syscall *call = held->thread->call;
    const struct event_stop *stop = held->stop;
    bool is_compat =
        call ? call->header.flags & EVENT_COMPAT : stop && stop->header.flags & STOP_COMPAT;
    int64_t number = call ? call->header.number : -1;
    if (!call && stop)
        number = (int32_t)register_value(register_find(false, "orig_rax"), stop->registers);
    const struct syscall_spec *spec = syscall_find(is_compat ? ABI_COMPAT : ABI_NATIVE, number);
    return spec && spec->name ? spec->name : "a call";
}

static void put_call(const struct held *held, struct text *text)
{
    const struct event_syscall *call = held->thread->call;
    struct format_options options = held->ui->format;
    options.omits_meanings = true;
    if (call && !held->is_short)
        format_event(&call->header, &options, text);
    else
        text_put_role(text, ROLE_SYSCALL, name_of(held));
}

static void put_age(const struct held *held, struct text *text)
{
    struct ui *ui = held->ui;
    nanoseconds since_ns = held->thread->call ? held->thread->call_since_ns : 0;
    if (since_ns == 0 || ui->now_ns < since_ns + NS_PER_S)
        return;
    text_put_role(text, ROLE_DIM, " for ");
    text->role = ROLE_IN_CALL;
    figures_put_age(text, ui->now_ns - since_ns);
    text->role = ROLE_PLAIN;
    ui_redraw_at(ui, ui->now_ns + NS_PER_S);
}

static void put_signal(int32_t signal, struct text *text)
{
    const char *name = format_signal_name(signal);
    text_put_role(text, ROLE_SIGNAL, name ? name : "a signal");
}

/* ---- held ------------------------------------------------------------------------ */

static void put_pause(const struct held *held, struct text *text)
{
    text_put_role(text, ROLE_HELD, "paused");
    if (held->stop->detail != 0) {
        text_put(text, ", and stopped by ");
        put_signal(held->stop->detail, text);
    }
    if (!(held->stop->header.flags & STOP_IN_CALL))
        return;
    text_put(text, " in ");
    put_call(held, text);
    put_age(held, text);
}

static void put_point(const struct held *held, const char *kind, struct text *text)
{
    struct ui *ui = held->ui;
    int32_t id = held->stop->detail;
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

static void put_syscall_stop(const struct held *held, struct text *text)
{
    if (held->stop->detail != 0) {
        put_point(held, "call point", text);
        text_put(text, ", ");
    }
    text_put(text,
             held->stop->header.flags & STOP_AT_EXIT ? "at the exit of " : "at the entry of ");
    put_call(held, text);
}

static void put_steps(const struct held *held, struct text *text)
{
    text_put_role(text, ROLE_HELD, "step");
    if (held->stop->steps > 1) {
        text_put_char(text, ' ');
        figures_put_count(text, held->stop->steps);
    }
}

static void put_reason(const struct held *held, struct text *text)
{
    switch ((enum event_stop_reason)held->stop->header.number) {
    case STOP_REASON_PAUSE:
        put_pause(held, text);
        break;
    case STOP_REASON_STEP:
        put_steps(held, text);
        break;
    case STOP_REASON_BREAKPOINT:
        put_point(held, "breakpoint", text);
        break;
    case STOP_REASON_WATCHPOINT:
        put_point(held, "watchpoint", text);
        break;
    case STOP_REASON_CALL:
        put_syscall_stop(held, text);
        break;
    case STOP_REASON_HELD_SIGNAL:
        put_signal(held->stop->detail, text);
        text_put_role(text, ROLE_HELD, " is held");
        break;
    case STOP_REASON_EDIT:
        text_put_role(text, ROLE_HELD, "held");
        break;
    case STOP_REASON_SIGNAL: /* which is nobody's hold */
    case STOP_REASON_COUNT:
        break;
    }
}

/* ---- not held ---------------------------------------------------------------------- */

static void put_state(const struct held *held, struct text *text)
{
    switch (held->thread->state) {
    case TREE_IN_CALL:
        text_put(text, "in ");
        put_call(held, text);
        put_age(held, text);
        break;
    case TREE_RUNNING:
    case TREE_PAUSED: /* which shows as soon as its stop is known */
        text_put_role(text, ROLE_DIM, "running: Space pauses it");
        break;
    case TREE_STOPPED:
        text_put(text, "stopped by ");
        put_signal(held->thread->stop_signal, text);
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

static void put_line(const struct held *held, struct text *text)
{
    text_clear(text);
    if (!held->is_bare)
        put_thread(held, text);
    if (held->stop)
        put_reason(held, text);
    else
        put_state(held, text);
    if (held->is_edited)
        text_put_role(text, ROLE_HELD, ", changed by hand");
}

static bool is_too_long(const struct text *text, const struct canvas *canvas)
{
    return text->is_truncated || text_width_cols(text->bytes, text->length_bytes) > canvas->cols;
}

void held_draw(struct ui *ui, struct canvas *canvas, const struct tree_thread *thread)
{
    const struct event_stop *stop = looking_stop(ui), *reason = looking_reason(ui);
    struct held held = {.ui = ui,
                        .thread = thread,
                        .stop = reason,
                        .is_edited = stop && stop->generation != reason->generation};
    char buffer[LINE_BYTES];
    uint8_t roles[LINE_BYTES];
    struct text text;
    text_init(&text, buffer, roles, sizeof buffer);
    put_line(&held, &text);
    held.is_short = is_too_long(&text, canvas);
    if (held.is_short)
        put_line(&held, &text);
    held.is_bare = is_too_long(&text, canvas);
    if (held.is_bare)
        put_line(&held, &text);
    canvas_text_cut(canvas, 0, 0, canvas->cols, &text);
}
