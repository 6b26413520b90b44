#include "control.h"

#include <inttypes.h>

#include "app_state.h"

const struct tree_thread *control_thread(struct app *app)
{
    const struct tree *tree = session_tree(app->ui.session);
    const struct tree_process *root = tree_first_root(tree);
    if (app->ui.selected_tid == 0 && root)
        app->ui.selected_tid = root->tgid;
    const struct tree_thread *thread = tree_find_thread(tree, app->ui.selected_tid);
    if (!thread)
        ui_refuse(&app->ui, "no thread is selected");
    return thread;
}

const struct tree_thread *control_held(struct app *app)
{
    const struct tree_thread *thread = control_thread(app);
    if (!thread || thread->state == TREE_PAUSED)
        return thread;
    const char *why = thread->state == TREE_EXITED     ? "has ended"
                      : thread->state == TREE_DETACHED ? "was let go"
                                                       : "runs: Space pauses it";
    ui_refuse(&app->ui, "%" PRId32 " %s", thread->tid, why);
    return NULL;
}

void control_send(struct app *app, enum command_kind kind, int32_t tid, int32_t tgid)
{
    const struct order order = {.command = {.kind = kind, .tid = tid, .tgid = tgid}};
    pending_send(app, &order);
}

void control_pause(struct app *app, int32_t tid, int32_t tgid)
{
    const struct order order = {
        .command = {.kind = COMMAND_PAUSE, .tid = tid, .tgid = tgid},
        .is_until_held = true,
    };
    pending_send(app, &order);
}

void control_resume(struct app *app, int32_t tid, int32_t tgid)
{
    control_send(app, COMMAND_RESUME, tid, tgid);
}

struct order control_step_order(const struct tree_thread *thread, enum step_kind kind)
{
    return (struct order){
        .command = {.kind = COMMAND_STEP,
                    .tid = thread->tid,
                    .tgid = thread->process->tgid,
                    .value = kind,
                    .number = 1},
        .is_until_held = true,
    };
}

void control_step(struct app *app, enum step_kind kind, uint64_t count, tracee_addr address)
{
    const struct tree_thread *thread = control_held(app);
    if (!thread)
        return;
    struct order order = control_step_order(thread, kind);
    if (count > 0)
        order.command.number = count;
    order.command.address = address;
    pending_send(app, &order);
}

void control_point(struct app *app, enum command_kind kind, uint32_t id, uint64_t number)
{
    const struct order order = {.command = {.kind = kind, .value = (int32_t)id, .number = number}};
    if (id != 0 && !points_find(session_points(app->ui.session), id))
        ui_refuse(&app->ui, "there is no breakpoint or watchpoint %" PRIu32, id);
    else
        pending_send(app, &order);
}

void control_select(struct app *app, int32_t tid)
{
    app->ui.selected_tid = tid;
    app->ui.is_dirty = true;
}

/* What holds a thread that nobody asked to be held just now. */
static bool is_surprise(const struct event_stop *stop)
{
    switch ((enum event_stop_reason)stop->header.number) {
    case STOP_REASON_BREAKPOINT:
    case STOP_REASON_WATCHPOINT:
    case STOP_REASON_HELD_SIGNAL:
        return true;
    case STOP_REASON_CALL:
        return stop->detail != 0;
    case STOP_REASON_PAUSE:
    case STOP_REASON_SIGNAL:
    case STOP_REASON_STEP:
    case STOP_REASON_EDIT:
    case STOP_REASON_COUNT:
        break;
    }
    return false;
}

static void say_event(struct app *app, const struct event *event)
{
    char buffer[ERROR_MESSAGE_BYTES];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    format_event(event, &app->ui.format, &text);
    ui_message(&app->ui, "%" PRId32 " %s", event->tid, buffer);
}

static void take_stop(struct app *app, const struct event_stop *stop)
{
    const struct tree_thread *selected =
        tree_find_thread(session_tree(app->ui.session), app->ui.selected_tid);
    if (!is_surprise(stop))
        return;
    if (!selected || selected->state != TREE_PAUSED)
        control_select(app, stop->header.tid);
    say_event(app, &stop->header);
}

static bool is_noted(const struct app *app, const struct event *event)
{
    return event->number > 0 && event->number < SIGNALS_COUNT &&
           app->ui.signals.rules[event->number] == SIGNAL_RULE_NOTE;
}

void control_take(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_STOP)
        take_stop(app, (const struct event_stop *)event);
    else if (event->kind == EVENT_SIGNAL && is_noted(app, event))
        say_event(app, event);
}
