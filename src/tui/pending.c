#include "pending.h"

#include <stdlib.h>
#include <string.h>

#include "app_state.h"
#include "looking.h"

/* ---- the queue ------------------------------------------------------------- */

/* When too many wait, the oldest is waited for no longer: what it asked for comes all the same. */
static struct pending_item *add(struct app *app, enum pending_kind kind)
{
    struct pending *pending = &app->pending;
    if (pending->count == PENDING_MAX)
        memmove(pending->items, pending->items + 1, --pending->count * sizeof pending->items[0]);
    struct pending_item *item = &pending->items[pending->count++];
    *item = (struct pending_item){.kind = kind};
    return item;
}

/* Take it out; what it was about is a copy. */
static struct order take_out(struct app *app, size_t index)
{
    struct pending *pending = &app->pending;
    struct order order = pending->items[index].order;
    memmove(pending->items + index, pending->items + index + 1,
            (--pending->count - index) * sizeof pending->items[0]);
    return order;
}

bool pending_is_idle(const struct app *app)
{
    return app->pending.count == 0;
}

void pending_forget(struct app *app)
{
    app->pending.count = 0;
}

/* ---- asking ---------------------------------------------------------------- */

void pending_resolve(struct app *app, const char *expression, const struct order *order)
{
    struct look_at at;
    struct inspector *inspector = looking_inspector(app->ui.looking);
    looking_at(&app->ui, &at);
    if (!inspector) {
        ui_refuse(&app->ui, "no thread can be had for looking at tracees");
        return;
    }
    struct pending_item *item = add(app, PENDING_VALUE);
    item->order = *order;
    item->ticket = inspector_resolve(inspector, &at, expression);
}

/* A script goes on when the thread is held; for a person nobody waits. */
static void expect_held(struct app *app, const struct command *command)
{
    const struct tree_thread *thread =
        tree_find_thread(session_tree(app->ui.session), command->tid);
    struct pending_item *item = add(app, PENDING_HELD);
    item->tid = command->tid;
    item->tgid = command->tgid;
    if (thread && thread->stop && command->kind == COMMAND_STEP)
        item->generation = thread->stop->generation;
}

void pending_send(struct app *app, const struct order *order)
{
    struct command command = order->command;
    if (order->data_bytes > 0) {
        command.data = malloc(order->data_bytes);
        if (!command.data)
            abort(); /* whose handler lets the tracees go and restores the terminal */
        memcpy(command.data, &order->data, order->data_bytes);
        command.data_bytes = order->data_bytes;
    }
    if (order->is_until_held && script_is_running(app))
        expect_held(app, &command);
    struct pending_item *item = add(app, PENDING_REPLY);
    item->order = *order;
    item->sequence = session_send(app->ui.session, &command);
    app->ui.is_dirty = true;
}

bool pending_condition(struct app *app, const char *text, struct filter **ret_filter)
{
    struct error error;
    struct filter *filter = NULL;
    if (*text && session_condition(app->ui.session, text, &filter, &error) < 0)
        return ui_refuse(&app->ui, "wrong at %d of \"%s\": %s", error.offset + 1, text,
                         error.message);
    *ret_filter = filter;
    return true;
}

/* ---- answers --------------------------------------------------------------- */

void pending_take(struct app *app, const struct event *event)
{
    const struct event_reply *reply = (const struct event_reply *)event;
    if (event->kind != EVENT_REPLY)
        return;
    for (size_t i = 0; i < app->pending.count; i++) {
        const struct pending_item *item = &app->pending.items[i];
        if (item->kind != PENDING_REPLY || item->sequence != reply->command_sequence)
            continue;
        const struct order order = take_out(app, i);
        if (event->number >= 0 && order.done)
            order.done(app, &order);
        return;
    }
}

static void take_value(struct app *app, size_t index, enum inspect_answer answer,
                       const struct resolved *value)
{
    struct order order = take_out(app, index);
    app->ui.is_dirty = true;
    if (answer == INSPECT_REFUSED)
        ui_refuse(&app->ui, "%s", value->message);
    else
        order.go_on(app, &order, value);
}

/* Every living thread that is meant is held, in another stop than before; or none lives. */
static bool is_held(const struct app *app, const struct pending_item *item)
{
    for (const struct tree_process *process = tree_first_root(session_tree(app->ui.session));
         process; process = tree_next(process)) {
        if (item->tgid && process->tgid != item->tgid)
            continue;
        for (const struct tree_thread *thread = process->threads; thread; thread = thread->next) {
            bool lives = tree_state_is_traced(thread->state);
            bool is_same = thread->stop && item->generation != 0 &&
                           thread->stop->generation == item->generation;
            if (lives && (!item->tid || thread->tid == item->tid) &&
                (thread->state != TREE_PAUSED || is_same))
                return false;
        }
    }
    return true;
}

/* Nobody is left who could answer, or be held. */
static bool is_over(const struct app *app, const struct pending_item *item)
{
    return item->kind != PENDING_VALUE && session_has_ended(app->ui.session);
}

void pending_step(struct app *app)
{
    struct inspector *inspector = app->pending.count > 0 ? looking_inspector(app->ui.looking) : NULL;
    for (size_t i = 0; i < app->pending.count;) {
        const struct pending_item *item = &app->pending.items[i];
        struct resolved value;
        enum inspect_answer answer = INSPECT_PENDING;
        if (item->kind == PENDING_VALUE)
            answer = inspector_resolved(inspector, item->ticket, &value);
        if (answer != INSPECT_PENDING)
            take_value(app, i, answer, &value);
        else if ((item->kind == PENDING_HELD && is_held(app, item)) || is_over(app, item))
            take_out(app, i);
        else
            i++;
    }
}
