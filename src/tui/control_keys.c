/* The keys that hold, step, change and let go. */
#include "app_state.h"
#include "control.h"

/* On the row of a process in the tree, the whole process is meant. */
static bool means_process(const struct app *app, const struct tree_thread *thread)
{
    return app->wish.focus == PANE_TREE && thread->tid == thread->process->tgid;
}

/* Held, or to be held as soon as it can be. */
static bool is_paused(const struct tree_thread *thread)
{
    return thread->state == TREE_PAUSED || thread->pause_asked_ns != 0;
}

static bool is_all_paused(const struct tree_process *process)
{
    for (const struct tree_thread *thread = process->threads; thread; thread = thread->next)
        if (tree_state_is_traced(thread->state) && !is_paused(thread))
            return false;
    return true;
}

static void toggle_pause(struct app *app)
{
    const struct tree_thread *thread = control_thread(app);
    if (!thread)
        return;
    bool is_process = means_process(app, thread);
    bool was_paused = is_process ? is_all_paused(thread->process) : is_paused(thread);
    int32_t tid = is_process ? 0 : thread->tid, tgid = thread->process->tgid;
    if (was_paused)
        control_resume(app, tid, tgid);
    else
        control_pause(app, tid, tgid);
}

static void resume(struct app *app)
{
    const struct tree_thread *thread = control_thread(app);
    if (thread)
        control_resume(app, means_process(app, thread) ? 0 : thread->tid, thread->process->tgid);
}

/* What can be changed of the call that it is held in. */
static void edit_call(struct app *app)
{
    const struct tree_thread *thread = control_held(app);
    if (!thread)
        return;
    uint8_t flags = thread->stop ? thread->stop->header.flags : 0;
    if (flags & STOP_AT_ENTRY)
        ui_prompt(&app->ui, "arg ");
    else if (flags & STOP_AT_EXIT)
        ui_prompt(&app->ui, "result ");
    else
        ui_refuse(&app->ui, "%d is at neither end of a call: S leads there", thread->tid);
}

/* The count that was typed before the key; 0: none. */
static uint64_t take_count(struct app *app)
{
    uint64_t count = app->ui.count;
    app->ui.count = 0;
    return count;
}

/* Keys that only begin or obey a command. */
static const struct {
    enum action action;
    bool is_obeyed; /* at once */
    const char *line;
} commands[] = {
    {ACTION_RESUME_ALL, true, "resume all"},
    {ACTION_BREAK, false, "break "},
    {ACTION_WATCH, false, "watch "},
    {ACTION_POINTS, true, "points"},
    {ACTION_SIGNALS, true, "signals"},
    {ACTION_STACK, true, "stack"},
    {ACTION_MAPS, true, "maps"},
    {ACTION_ATTACH, false, "attach "},
};

static bool begin_command(struct app *app, enum action action)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].action != action)
            continue;
        if (commands[i].is_obeyed)
            ui_command(&app->ui, "%s", commands[i].line);
        else
            ui_prompt(&app->ui, "%s", commands[i].line);
        return true;
    }
    return false;
}

bool control_keys_act(struct app *app, enum action action)
{
    switch ((int)action) { /* the rest is somebody else's */
    case ACTION_PAUSE:
        toggle_pause(app);
        return true;
    case ACTION_RESUME:
        resume(app);
        return true;
    case ACTION_STEP:
        control_step(app, STEP_INSTRUCTION, take_count(app), 0);
        return true;
    case ACTION_OVER:
        control_step(app, STEP_OVER, take_count(app), 0);
        return true;
    case ACTION_OUT:
        control_step(app, STEP_OUT, 1, 0);
        return true;
    case ACTION_SYSCALL:
        control_step(app, STEP_CALL, 1, 0);
        return true;
    case ACTION_EDIT:
        edit_call(app);
        return true;
    case ACTION_DETACH:
        question_detach(app);
        return true;
    default:
        return begin_command(app, action);
    }
}
