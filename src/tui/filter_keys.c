/*
 * The filters that one key makes of what is under the cursor.  Each key takes back
 * what it did when it is pressed again on the same thing.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <ptop/filter_quote.h>
#include <ptop/piece.h>
#include <ptop/syscall.h>

#include "app_state.h"

#define TERM_BYTES (PROMPT_BYTES / 2)

/* ---- what is under the cursor ---------------------------------------------- */

static const struct event *event_at_cursor(const struct app *app)
{
    uint64_t row = jumps_cursor(app);
    return row == VIEW_NO_ROW ? NULL : store_get(session_store(app->ui.session), row);
}

static enum abi abi_of(const struct event *event)
{
    return event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
}

static const struct syscall_spec *spec_at_cursor(struct app *app)
{
    const struct event *event = event_at_cursor(app);
    const struct syscall_spec *spec = NULL;
    if (event && event->kind == EVENT_SYSCALL)
        spec = syscall_find(abi_of(event), event->number);
    if (!spec)
        ui_message(&app->ui, "there is no call under the cursor");
    return spec;
}

/* The tree's selected process while it has the focus, else that of the row. */
static int32_t process_at_cursor(struct app *app)
{
    const struct event *event = event_at_cursor(app);
    const struct tree_thread *thread =
        tree_find_thread(session_tree(app->ui.session), app->ui.selected_tid);
    if (app->wish.focus == PANE_TREE && thread)
        return thread->process->tgid;
    if (!event || event->tgid <= 0) {
        ui_message(&app->ui, "there is no process under the cursor");
        return 0;
    }
    return event->tgid;
}

/* ---- the descriptor or path of a call -------------------------------------- */

/* "path==…" of what a descriptor is called; false where that is not known. */
static bool put_name(const struct app *app, const struct event_syscall *call, unsigned arg,
                     struct text *text)
{
    uint32_t id = piece_find_name(call, arg);
    const char *name = id ? names_find(session_names(app->ui.session), id) : NULL;
    if (!name)
        return false;
    text_put(text, "path==");
    filter_quote(name, strlen(name), text);
    return true;
}

static void put_descriptor(const struct app *app, const struct event_syscall *call, unsigned arg,
                           int32_t fd, struct text *text)
{
    if (!put_name(app, call, arg, text))
        text_printf(text, "(fd==%" PRId32 " pid==%" PRId32 ")", fd, call->header.tgid);
}

/* The first argument of a type that is a plain value or comes in; its index, or -1. */
static int find_argument(const struct syscall_spec *spec, enum arg_type type)
{
    for (int i = 0; i < spec->arg_count; i++)
        if (spec->args[i].type == type && spec->args[i].direction != ARG_OUT)
            return i;
    return -1;
}

static bool put_path(const struct event_syscall *call, const struct syscall_spec *spec,
                     struct text *text)
{
    int arg = find_argument(spec, TYPE_PATH);
    size_t length = 0;
    const char *path = arg < 0 ? NULL : format_argument_bytes(call, (unsigned)arg, &length);
    if (!path)
        return false;
    text_put(text, "path==");
    filter_quote(path, strnlen(path, length), text);
    return true;
}

/* The descriptor that it is about, or the one that it made, or its path. */
static bool put_file(const struct app *app, const struct event_syscall *call,
                     const struct syscall_spec *spec, struct text *text)
{
    int arg = find_argument(spec, TYPE_FD);
    bool has_result = !(call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN));
    if (arg >= 0 && (int32_t)call->args[arg] >= 0) { /* -1: mmap of no file */
        put_descriptor(app, call, (unsigned)arg, (int32_t)call->args[arg], text);
        return true;
    }
    if (spec->result == TYPE_FD && has_result) {
        put_descriptor(app, call, PIECE_RESULT, (int32_t)call->result, text);
        return true;
    }
    return put_path(call, spec, text);
}

/* ---- the keys -------------------------------------------------------------- */

static bool only_file(struct app *app)
{
    char bytes[TERM_BYTES];
    struct text text;
    const struct syscall_spec *spec = spec_at_cursor(app);
    text_init(&text, bytes, NULL, sizeof bytes);
    if (!spec)
        return true;
    if (!put_file(app, (const struct event_syscall *)event_at_cursor(app), spec, &text))
        ui_message(&app->ui, "%s is about no descriptor and no path", spec->name);
    else if (text.is_truncated)
        ui_message(&app->ui, "the path is too long for a filter");
    else
        return filters_toggle(&app->filters, bytes);
    return true;
}

static bool hide_process(struct app *app)
{
    char term[32];
    int32_t tgid = process_at_cursor(app);
    snprintf(term, sizeof term, "pid!=%" PRId32, tgid);
    return tgid == 0 || filters_toggle(&app->filters, term);
}

static bool only_process(struct app *app)
{
    int32_t tgid = process_at_cursor(app);
    return tgid == 0 || filters_only_process(&app->filters, tgid);
}

static bool hide_call(struct app *app)
{
    const struct syscall_spec *spec = spec_at_cursor(app);
    return !spec || filters_hide_call(&app->filters, spec->name);
}

static bool only_call(struct app *app)
{
    const struct syscall_spec *spec = spec_at_cursor(app);
    return !spec || filters_only_call(&app->filters, spec->name);
}

static bool only_errors(struct app *app)
{
    return filters_toggle(&app->filters, "failed");
}

static bool cycle_class(struct app *app)
{
    return filters_cycle_class(&app->filters);
}

static const struct {
    enum action action;
    bool is_about_cursor;         /* of the calls or the tree: they must be seen */
    bool (*act)(struct app *app); /* false: there is no room for another term */
} keys[] = {
    {ACTION_HIDE_CALL, true, hide_call},       {ACTION_ONLY_CALL, true, only_call},
    {ACTION_ONLY_PROCESS, true, only_process}, {ACTION_HIDE_PROCESS, true, hide_process},
    {ACTION_ONLY_FILE, true, only_file},       {ACTION_ONLY_ERRORS, false, only_errors},
    {ACTION_CYCLE_CLASS, false, cycle_class},
};

bool filter_keys_act(struct app *app, enum action action)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (keys[i].action != action)
            continue;
        if (keys[i].is_about_cursor && app->wish.tab != TAB_CALLS)
            ui_message(&app->ui, "here Enter filters by the row");
        else if (!keys[i].act(app))
            ui_message(&app->ui, "there is no room for another filter");
        return true;
    }
    return false;
}
