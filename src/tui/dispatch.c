/*
 * From a key to what it does.  Asked in this order: a question, the prompt, the
 * focused pane for raw keys, the keymap; and then for an action the focused pane,
 * and the app.
 */
#include <inttypes.h>
#include <string.h>

#include "app_state.h"
#include "control.h"
#include "layout_machine.h"

/* ---- panes --------------------------------------------------------------- */

static struct pane *focused(const struct app *app)
{
    return app->panes[app->wish.focus];
}

/* The tab where a pane would be seen: this one if it has room for it, or its own. */
static enum tab tab_for(const struct app *app, enum pane_id id)
{
    struct layout_wish wish = app->wish;
    struct layout layout;
    wish.is_open[id] = true;
    wish.focus = id;
    wish.is_zoomed = false;
    layout_compute(&wish, &layout);
    return tab_has(wish.tab, id) && layout.frames[id].rows > 0 ? wish.tab : tab_of(id);
}

void dispatch_focus(struct app *app, enum pane_id id)
{
    if (!app->panes[id]) {
        ui_message(&app->ui, "this session has no such pane");
        return;
    }
    if (id != PANE_HELP)
        app->wish.tab = tab_for(app, id);
    app->wish.is_open[id] = true;
    app->wish.focus = id;
}

/* Focus the pane that had it when the tab was last seen, if it is still there; where the tab is
 * seen already, its main pane. */
static void show_tab(struct app *app, enum tab tab)
{
    enum pane_id id = app->focus_of[tab];
    if (tab == app->wish.tab && app->wish.focus != PANE_HELP) {
        dispatch_focus(app, tab_main_pane(tab));
        return;
    }
    app->focus_of[app->wish.tab] = app->wish.focus;
    app->wish.is_open[PANE_HELP] = false;
    app->wish.is_zoomed = false;
    app->wish.tab = tab;
    dispatch_focus(app, app->wish.is_open[id] && tab_for(app, id) == tab ? id : tab_main_pane(tab));
}

static void focus_neighbour(struct app *app, int step)
{
    int id = app->wish.focus;
    do
        id = (id + step + PANE_COUNT) % PANE_COUNT;
    while (!app->wish.is_open[id] || tab_for(app, (enum pane_id)id) != app->wish.tab);
    dispatch_focus(app, (enum pane_id)id);
}

static void close_pane(struct app *app, enum pane_id id)
{
    app->wish.is_open[id] = false;
    if (app->wish.focus == id)
        dispatch_focus(app, tab_main_pane(app->wish.tab));
}

/* Close one of what is open beside a tab's own panes, the focused one first; false: none is. */
static bool close_guest(struct app *app)
{
    const struct layout_wish *wish = &app->wish;
    enum pane_id found = layout_list(wish);

    if (wish->is_open[PANE_DETAILS] && tab_has(wish->tab, PANE_DETAILS) &&
        (found == PANE_COUNT || wish->focus == PANE_DETAILS))
        found = PANE_DETAILS;
    if (found != PANE_COUNT)
        close_pane(app, found);
    return found != PANE_COUNT;
}

/* Close what lies on top; false if nothing does. */
static bool close_top(struct app *app)
{
    if (app->wish.is_open[PANE_HELP])
        close_pane(app, PANE_HELP);
    else if (app->wish.is_zoomed)
        app->wish.is_zoomed = false;
    else if (close_guest(app))
        return true;
    else if (app->wish.tab != TAB_CALLS)
        show_tab(app, TAB_CALLS);
    else if (tab_of(app->wish.focus) == TAB_MACHINE) /* in the strip */
        dispatch_focus(app, PANE_CALLS);
    else
        return false;
    return true;
}

/* Whoever is elsewhere wants to get there, also where it is seen already. */
void dispatch_toggle(struct app *app, enum pane_id id)
{
    if (app->wish.is_open[id] && app->wish.focus == id)
        close_pane(app, id);
    else
        dispatch_focus(app, id);
}

static void toggle_strip(struct app *app)
{
    app->hides_strip = !app->hides_strip;
    if (!looking_stop(&app->ui))
        ui_message(&app->ui, app->hides_strip
                                 ? "registers, code and memory are hidden, whoever is held"
                                 : "registers, code and memory are shown while a thread is held");
}

static void give_keyboard(struct app *app)
{
    dispatch_focus(app, PANE_OUTPUT);
    if (app->panes[PANE_OUTPUT])
        app->panes[PANE_OUTPUT]->ops->act(app->panes[PANE_OUTPUT], ACTION_KEYBOARD);
}

/* Where nothing was selected yet, the first process is meant. */
static void select_first(struct app *app)
{
    const struct tree_process *root = tree_first_root(session_tree(app->ui.session));
    if (app->ui.selected_tid == 0 && root)
        app->ui.selected_tid = root->tgid;
}

/* In the details, for the selected thread; the focus goes there only where no other place is. */
static void ask_why(struct app *app)
{
    struct layout after;
    select_first(app);
    if (app->ui.selected_tid == 0) {
        ui_message(&app->ui, "no thread is selected");
        return;
    }
    app->ui.why_tid = app->ui.selected_tid;
    app->ui.why_row = app->ui.selected_row;
    app->wish.is_open[PANE_DETAILS] = true;
    layout_compute(&app->wish, &after);
    if (after.frames[PANE_DETAILS].rows == 0)
        dispatch_focus(app, PANE_DETAILS);
}

/* A pane at its limit remembers no growth that cannot be seen. */
static void resize_pane(struct app *app, int step)
{
    struct layout after;
    int *growth = &app->wish.growth[app->wish.focus];
    *growth += step;
    layout_compute(&app->wish, &after);
    if (memcmp(after.frames, app->layout.frames, sizeof after.frames) == 0)
        *growth -= step;
}

/* ---- control ------------------------------------------------------------- */

void dispatch_send(struct app *app, enum command_kind kind, int32_t tid, int32_t tgid)
{
    const struct command command = {.kind = kind, .tid = tid, .tgid = tgid};
    session_send(app->ui.session, &command);
}

/* ---- actions ------------------------------------------------------------- */

static void begin_command(struct app *app, const char *line)
{
    app->prompt_use = PROMPT_USE_COMMAND;
    prompt_begin(&app->prompt, ":", line, &app->histories[PROMPT_USE_COMMAND]);
}

/* Of the row in the calls; of a thread in the tree, why it is stuck. */
static void open_details(struct app *app)
{
    if (app->wish.focus == PANE_TREE)
        ask_why(app);
    if (app->wish.focus != PANE_CALLS)
        return;
    app->ui.why_tid = 0;
    dispatch_focus(app, PANE_DETAILS);
}

/* Actions that are about what is on the screen. */
static bool act_on_view(struct app *app, enum action action)
{
    switch ((int)action) { /* the rest is act_on_session's */
    case ACTION_HELP:
        dispatch_toggle(app, PANE_HELP);
        return true;
    case ACTION_FILTERS:
        dispatch_toggle(app, PANE_FILTERS);
        return true;
    case ACTION_NEXT_PANE:
        focus_neighbour(app, 1);
        return true;
    case ACTION_PREVIOUS_PANE:
        focus_neighbour(app, -1);
        return true;
    case ACTION_SHOW_CALLS:
    case ACTION_SHOW_SUMMARY:
    case ACTION_SHOW_FILES:
    case ACTION_SHOW_MACHINE:
        show_tab(app, tab_of_action(action));
        return true;
    case ACTION_MACHINE_STRIP:
        toggle_strip(app);
        return true;
    case ACTION_SYNTAX:
        app->ui.syntax = app->ui.syntax == LOOK_INTEL ? LOOK_ATT : LOOK_INTEL;
        return true;
    case ACTION_VECTORS: /* wherever the focus is */
        return app->panes[PANE_REGISTERS]->ops->act(app->panes[PANE_REGISTERS], action);
    case ACTION_OPEN:
        open_details(app);
        return true;
    case ACTION_WHY:
        ask_why(app);
        return true;
    case ACTION_BACK:
        if (!close_top(app))
            search_forget(app);
        return true;
    case ACTION_ZOOM:
        app->wish.is_zoomed = !app->wish.is_zoomed;
        return true;
    case ACTION_GROW:
        resize_pane(app, 2);
        return true;
    case ACTION_SHRINK:
        resize_pane(app, -2);
        return true;
    case ACTION_KEYBOARD:
        give_keyboard(app);
        return true;
    case ACTION_COMMAND:
        begin_command(app, "");
        return true;
    case ACTION_REDRAW:
        terminal_forget();
        return true;
    default:
        return false;
    }
}

static void act_on_session(struct app *app, enum action action)
{
    switch ((int)action) { /* the rest belongs to panes that do not have the focus */
    case ACTION_CLOSE:
        if (!close_top(app))
            question_quit(app);
        break;
    case ACTION_QUIT:
        question_quit(app);
        break;
    case ACTION_FILTER:
        filter_prompt_begin(app);
        break;
    case ACTION_FILTER_TEXT:
        filter_prompt_begin_text(app);
        break;
    case ACTION_FILTER_TOGGLE:
        filter_prompt_toggle(app);
        break;
    case ACTION_FORGET:
        tree_forget_exited(session_tree(app->ui.session));
        break;
    case ACTION_FOLLOW: /* wherever the focus is */
    case ACTION_FOLD:
    case ACTION_FREEZE:
    case ACTION_TIME_FORMAT:
        app->panes[PANE_CALLS]->ops->act(app->panes[PANE_CALLS], action);
        break;
    default:
        break;
    }
}

/* A row of what the filter shows narrows the filter; one of all that was called is the filter. */
static void obey_wanted_filter(struct app *app)
{
    char *wanted = app->ui.wanted_filter;
    if (wanted[0] == '\0')
        return;
    if (app->ui.summarises_all)
        filter_prompt_apply(app, wanted);
    else
        filter_prompt_add_term(app, wanted);
    wanted[0] = '\0';
    app->focus_of[TAB_CALLS] = PANE_CALLS;
    show_tab(app, TAB_CALLS);
}

/* A command may want another one; that is the end of it. */
static void obey_wanted_command(struct app *app)
{
    for (int i = 0; i < 2 && app->ui.wanted_command[0] != '\0'; i++) {
        char line[PROMPT_BYTES];
        memcpy(line, app->ui.wanted_command, sizeof line);
        app->ui.wanted_command[0] = '\0';
        if (app->ui.wants_prompt)
            begin_command(app, line);
        else
            command_line_obey(app, line);
    }
}

void dispatch_wanted(struct app *app)
{
    obey_wanted_filter(app);
    obey_wanted_command(app);
}

void dispatch_action(struct app *app, enum action action)
{
    app->ui.is_dirty = true;
    if (jumps_interrupt(app, action))
        return;
    if (!focused(app)->ops->act(focused(app), action) && !act_on_view(app, action) &&
        !jumps_act(app, action) && !filter_keys_act(app, action) && !control_keys_act(app, action))
        act_on_session(app, action);
    dispatch_wanted(app);
}

/* ---- prompt and mouse ---------------------------------------------------- */

static bool is_filter_prompt(enum prompt_use use)
{
    return use == PROMPT_USE_FILTER || use == PROMPT_USE_TEXT;
}

static void prompt_accepted(struct app *app, enum prompt_use use)
{
    app->prompt_use = PROMPT_USE_NONE;
    history_keep(use, app->prompt.bytes);
    if (use == PROMPT_USE_SEARCH)
        search_accept(app);
    else if (!is_filter_prompt(use))
        command_line_obey(app, app->prompt.bytes);
    else if (app->filter_code < 0) /* else it is in force by now */
        ui_message(&app->ui, "%s", app->filter_error.message);
}

static void prompt_input(struct app *app, const struct key *key)
{
    enum prompt_use use = app->prompt_use;
    if (complete_key(app, key))
        return;
    switch (prompt_key(&app->prompt, key)) {
    case PROMPT_SAME:
        break;
    case PROMPT_CHANGED:
        if (is_filter_prompt(use))
            filter_prompt_changed(app);
        else if (use == PROMPT_USE_SEARCH)
            search_changed(app);
        break;
    case PROMPT_ACCEPTED:
        prompt_accepted(app, use);
        break;
    case PROMPT_CANCELLED:
        app->prompt_use = PROMPT_USE_NONE;
        if (is_filter_prompt(use))
            filter_prompt_cancel(app);
        else if (use == PROMPT_USE_SEARCH)
            search_cancel(app);
        break;
    }
}

static void mouse_input(struct app *app, const struct key *key)
{
    enum pane_id id = layout_pane_at(&app->layout, key->row, key->col);
    enum tab tab = tab_bar_at(&app->tab_bar, key->row, key->col);
    if (key->code == K_CLICK && tab != TAB_COUNT) {
        show_tab(app, tab);
        return;
    }
    if (id == PANE_COUNT || key->code == K_DRAG || key->code == K_RELEASE)
        return;
    if (app->prompt_use != PROMPT_USE_SEARCH)
        jumps_cancel(app);
    struct pane *pane = app->panes[id];
    struct rect inside = layout_inside(app->layout.frames[id]);
    struct key there = *key;
    there.row -= inside.row;
    there.col -= inside.col;
    if (key->code == K_CLICK)
        dispatch_focus(app, id);
    if (there.row < 0 || there.col < 0 || there.row >= inside.rows || there.col >= inside.cols)
        return;
    if (pane->ops->mouse) {
        pane->ops->mouse(pane, &there);
        return;
    }
    for (int i = 0; key->code != K_CLICK && i < 3; i++)
        pane->ops->act(pane, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

/* ---- keys ---------------------------------------------------------------- */

static void unbound_key(struct app *app, const struct key *key)
{
    if (key->modifiers & MOD_ALT) { /* more likely an Esc and a key in quick succession */
        struct key plain = *key;
        plain.modifiers &= (uint8_t)~MOD_ALT;
        dispatch_key(app, &(struct key){.code = K_ESCAPE});
        dispatch_key(app, &plain);
        return;
    }
    char buffer[32];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    key_put_name(key, &text);
    ui_message(&app->ui, "%s does nothing here; F1 lists the keys", buffer);
}

static void bound_key(struct app *app, const struct key *key)
{
    enum action action = keymap_find(&app->keymap, key);
    if (action != ACTION_NONE)
        dispatch_action(app, action);
    else if (!app->is_pasting)
        unbound_key(app, key);
}

static void route_key(struct app *app, const struct key *key)
{
    struct pane *pane = focused(app);
    if (key->code == K_PASTE_BEGIN || key->code == K_PASTE_END)
        app->is_pasting = key->code == K_PASTE_BEGIN;

    if (app->question)
        question_key(app, key);
    else if (receipt_close(&app->receipt))
        return;
    else if (key_is_mouse(key))
        mouse_input(app, key);
    else if (app->prompt_use != PROMPT_USE_NONE)
        prompt_input(app, key);
    else if (jumps_take_key(app, key))
        return;
    else if (pane->ops->key && pane->ops->key(pane, key))
        return;
    else if (count_take_key(app, key))
        return;
    else if (!app->is_pasting && key->code != K_PASTE_END) /* pasted text is no series of keys */
        bound_key(app, key);
}

void dispatch_key(struct app *app, const struct key *key)
{
    app->ui.is_dirty = true;
    app->ui.message[0] = '\0';
    route_key(app, key);
    dispatch_wanted(app); /* also by a key that no action knows */
    count_forget(app, key);
    filter_prompt_sync(app);
}
