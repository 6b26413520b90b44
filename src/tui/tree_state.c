#include "tree_state.h"

#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <ptop/syscall.h>

#include "figures.h"
#include "looking.h"

#define NAME_LEAST_COLS  3 /* of a call */
#define SECOND_NS        1000000000ull
#define PAUSE_PENDING_NS 100000000ull /* so long a pause may take before it is told */

static void put_exit(struct tree_state_text *state, int status)
{
    state->role = ROLE_EXITED;
    if (WIFSIGNALED(status)) {
        const char *name = format_signal_name(WTERMSIG(status));
        text_put(&state->text, name ? name : "killed");
    } else {
        text_printf(&state->text, "exit %d", WEXITSTATUS(status));
    }
}

/* ---- calls --------------------------------------------------------------- */

static const char *call_name(const struct tree_thread *thread)
{
    const struct event *call = thread->call ? &thread->call->header : NULL;
    const struct syscall_spec *spec =
        call ? syscall_find(call->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, call->number)
             : NULL;
    return spec ? spec->name : "in a call";
}

/* "read 3s": how long matters more than the end of the name, but not than its beginning. */
static void put_call(struct text *text, const struct tree_thread *thread, struct ui *ui,
                     int room_cols)
{
    char buffer[16];
    struct text age;
    text_init(&age, buffer, NULL, sizeof buffer);
    if (ui->now_ns >= thread->call_since_ns + SECOND_NS) {
        text_put_char(&age, ' ');
        figures_put_age(&age, ui->now_ns - thread->call_since_ns);
    }
    if (room_cols - (int)age.length_bytes < NAME_LEAST_COLS)
        text_clear(&age);
    int name_cols = room_cols - (int)age.length_bytes;
    text_printf(text, "%.*s%s", name_cols > NAME_LEAST_COLS ? name_cols : NAME_LEAST_COLS,
                call_name(thread), buffer);
    ui_redraw_at(ui, ui->now_ns + SECOND_NS);
}

static void put_rate(struct tree_state_text *state, double per_second)
{
    state->role = ROLE_RATE;
    if (per_second < 0.5)
        return;
    figures_put_rate(&state->text, per_second);
    text_put(&state->text, "/s");
}

/* ---- held ---------------------------------------------------------------- */

/* Why it is held, where somebody did not just pause it. */
static void put_reason(struct text *text, const struct event_stop *stop)
{
    const char *name;
    switch ((enum event_stop_reason)stop->header.number) {
    case STOP_REASON_STEP:
        text_put(text, "step");
        break;
    case STOP_REASON_BREAKPOINT:
        text_printf(text, "break %" PRId32, stop->detail);
        break;
    case STOP_REASON_WATCHPOINT:
        text_printf(text, "watch %" PRId32, stop->detail);
        break;
    case STOP_REASON_HELD_SIGNAL:
        name = format_signal_name(stop->detail);
        if (name)
            text_put(text, name);
        else
            text_printf(text, "signal %" PRId32, stop->detail);
        break;
    case STOP_REASON_PAUSE:
    case STOP_REASON_SIGNAL:
    case STOP_REASON_CALL:
    case STOP_REASON_EDIT:
    case STOP_REASON_COUNT:
        break;
    }
}

static void put_held(struct tree_state_text *state, const struct tree_thread *thread, struct ui *ui,
                     int room_cols)
{
    char buffer[32];
    struct text reason;
    text_init(&reason, buffer, NULL, sizeof buffer);
    state->role = ROLE_HELD;
    text_put(&state->text, "PAUSED");
    if (thread->stop)
        put_reason(&reason, thread->stop);
    int room = room_cols - (int)state->text.length_bytes - 1;
    if ((int)reason.length_bytes > 0 && (int)reason.length_bytes <= room) {
        text_printf(&state->text, " %s", buffer);
    } else if (reason.length_bytes == 0 && thread->call && room >= 4) {
        text_put_char(&state->text, ' ');
        put_call(&state->text, thread, ui, room);
    }
}

/* A step is a run that ends at once: it counts as held for a moment.  False: none was asked for. */
static bool put_step(struct tree_state_text *state, const struct tree_thread *thread, struct ui *ui)
{
    nanoseconds told_ns = thread->step_asked_ns + LOOKING_LINGER_NS;
    if (thread->step_asked_ns == 0 || thread->state == TREE_PAUSED)
        return false;
    state->role = ROLE_HELD;
    text_put(&state->text, ui->now_ns < told_ns ? "PAUSED step" : "stepping");
    ui_redraw_at(ui, ui->now_ns < told_ns ? told_ns : ui->now_ns + SECOND_NS);
    return true;
}

/* The parent of a vfork cannot stop before the child lets it go on. */
static bool is_in_vfork(const struct tree_thread *thread)
{
    const char *name = call_name(thread);
    return thread->call && (strcmp(name, "vfork") == 0 ||
                            (strcmp(name, "clone") == 0 && thread->call->args[0] & CLONE_VFORK));
}

/* False: no pause was asked for, or just now. */
static bool put_pending(struct tree_state_text *state, const struct tree_thread *thread,
                        struct ui *ui, int room_cols)
{
    nanoseconds told_ns = thread->pause_asked_ns + PAUSE_PENDING_NS;
    const char *why = is_in_vfork(thread) ? " (vfork)" : " (uninterruptible)";
    if (thread->pause_asked_ns == 0)
        return false;
    if (ui->now_ns < told_ns) {
        ui_redraw_at(ui, told_ns);
        return false;
    }
    state->role = ROLE_HELD;
    text_put(&state->text, "pausing…");
    if ((int)strlen("pausing.") + (int)strlen(why) <= room_cols)
        text_put(&state->text, why);
    return true;
}

/* "2/5 ": of a process that some of its threads are held. */
static void put_held_count(struct text *text, const struct tree_process *process)
{
    unsigned held = 0, living = 0;
    for (const struct tree_thread *thread = process->threads; thread; thread = thread->next) {
        living += tree_state_is_traced(thread->state);
        held += thread->state == TREE_PAUSED || thread->step_asked_ns != 0;
    }
    if (held > 0 && living > 1)
        text_printf(text, "%u/%u ", held, living);
}

/* ---- a row --------------------------------------------------------------- */

static void put_thread(struct tree_state_text *state, const struct tree_thread *thread, double rate,
                       struct ui *ui, int room_cols)
{
    const char *name;
    switch (thread ? thread->state : TREE_RUNNING) {
    case TREE_RUNNING:
    case TREE_STATE_COUNT:
        put_rate(state, rate);
        break;
    case TREE_IN_CALL:
        state->role = ROLE_IN_CALL;
        put_call(&state->text, thread, ui, room_cols);
        break;
    case TREE_PAUSED:
        put_held(state, thread, ui, room_cols);
        break;
    case TREE_STOPPED:
        name = format_signal_name(thread->stop_signal);
        state->role = ROLE_HELD;
        text_put(&state->text, name ? name : "stopped");
        break;
    case TREE_EXITED: /* the leader, while other threads live */
        state->role = ROLE_EXITED;
        text_put(&state->text, "ended");
        break;
    case TREE_DETACHED:
        state->role = ROLE_EXITED;
        text_put(&state->text, "detached");
        break;
    }
}

void tree_state_put(struct tree_state_text *state, const struct tree_process *process,
                    const struct tree_thread *thread, struct ui *ui, int room_cols)
{
    const struct tree_thread *shown = thread ? thread : process->threads;
    text_init(&state->text, state->bytes, NULL, sizeof state->bytes);
    state->role = ROLE_PLAIN;
    if (!thread && process->is_exited) {
        put_exit(state, process->exit_status);
        return;
    }
    if (!thread)
        put_held_count(&state->text, process);
    if (!shown || !(put_pending(state, shown, ui, room_cols) || put_step(state, shown, ui)))
        put_thread(state, shown, thread ? thread->calls_per_second : process->calls_per_second, ui,
                   room_cols);
}
