/*
 * The details pane: the selected event, all of it, to be read; or, when that was
 * asked, why a thread is stuck.
 *
 * The lines are made when another row is selected or the pane gets another
 * width, from a copy of the event, which may leave the history meanwhile.  The
 * cursor is on a line; what is below a line can be folded.
 */
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/syscall.h>

#include "details_build.h"
#include "details_fold.h"
#include "list.h"
#include "pane.h"
#include "why.h"

#define MARK_COLS 2 /* before the text of a node */

struct pane_details {
    struct pane pane;
    struct details *details;
    struct details_fold *fold;
    struct why *why;
    struct list list;   /* over the lines that are shown */
    uint64_t shown_row; /* of the store; VIEW_NO_ROW: the lines are none */
    int32_t shown_tid;  /* the lines say why this thread is stuck; 0: they are the row's */
    int shown_cols;
    bool has_event;
    _Alignas(8) uint8_t event[EVENT_MAX_BYTES]; /* of shown_row */
};

static struct pane_details *details_of(struct pane *pane)
{
    return (struct pane_details *)pane;
}

/* ---- lines --------------------------------------------------------------- */

/* Is a row in the history (any more)? */
static bool is_stored(const struct pane_details *pane, uint64_t row)
{
    const struct store *store = session_store(pane->pane.ui->session);

    return row >= store_first_row(store) && row < store_row_count(store);
}

static void keep_event(struct pane_details *pane, uint64_t row)
{
    pane->shown_row = row;
    pane->has_event = is_stored(pane, row);
    if (!pane->has_event)
        return;
    const struct event *event = store_get(session_store(pane->pane.ui->session), row);
    memcpy(pane->event, event, event->size_bytes);
}

/* How long the other calls of its kind took; NULL: nobody has counted. */
static const struct histogram *find_durations(const struct ui *ui, const struct event *event)
{
    enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct summary_syscall *calls =
        ui->summary_all && event->kind == EVENT_SYSCALL
            ? summary_syscall_find(ui->summary_all, abi, event->number)
            : NULL;

    return calls ? &calls->durations : NULL;
}

static void build_event(struct pane_details *pane, int cols)
{
    struct ui *ui = pane->pane.ui;
    const struct event *event = (const struct event *)pane->event;
    const struct task *task = tasks_find(session_tasks(ui->session), event->tid, event->sequence);
    char key[32];
    struct text key_text;
    text_init(&key_text, key, NULL, sizeof(key));
    if (ui->keymap)
        keymap_keys(ui->keymap, ACTION_FD_ORIGIN, 1, &key_text);
    const struct details_options options = {
        .names = session_names(ui->session),
        .tasks = session_tasks(ui->session),
        .comm = task ? task->comm : NULL,
        .realtime_offset_ns = session_realtime_offset_ns(ui->session),
        .width_cols = cols,
        .store = is_stored(pane, pane->shown_row) ? session_store(ui->session) : NULL,
        .row = pane->shown_row,
        .durations = find_durations(ui, event),
        .origin_key = key[0] != '\0' ? key : NULL,
    };

    details_build(pane->details, event, &options);
}

/* The lines of the selected row for a width, unless they are there. */
static void update_event(struct pane_details *pane, int cols)
{
    uint64_t row = pane->pane.ui->selected_row;

    if (row == pane->shown_row && pane->shown_tid == 0 && cols == pane->shown_cols)
        return;
    if (row != pane->shown_row || pane->shown_tid != 0)
        pane->list = (struct list){0};
    if (row != pane->shown_row)
        keep_event(pane, row);
    pane->shown_tid = 0;
    pane->shown_cols = cols;
    details_clear(pane->details);
    if (pane->has_event)
        build_event(pane, cols);
    details_fold_update(pane->fold, pane->details);
}

/* The last answer; it is put together anew for each frame, which are few. */
static void update_why(struct pane_details *pane, int cols)
{
    struct ui *ui = pane->pane.ui;
    const struct details_options options = {.width_cols = cols};

    if (pane->shown_tid != ui->why_tid)
        pane->list = (struct list){0};
    pane->shown_tid = ui->why_tid;
    why_look_at(pane->why, ui->why_tid);
    const struct text *answer = why_answer(pane->why, ui->why_tid);
    details_clear(pane->details);
    if (answer)
        details_build_text(pane->details, answer, &options);
    details_fold_update(pane->fold, pane->details);
}

/* "Why" is about a thread until another row is selected, and follows the tree's cursor. */
static bool is_asked_why(struct ui *ui)
{
    if (ui->why_tid != 0 && ui->selected_row != ui->why_row)
        ui->why_tid = 0;
    if (ui->why_tid != 0 && ui->selected_tid != 0)
        ui->why_tid = ui->selected_tid;
    return ui->why_tid != 0;
}

static void details_update(struct pane_details *pane, int cols)
{
    if (is_asked_why(pane->pane.ui))
        update_why(pane, cols);
    else
        update_event(pane, cols);
}

/* ---- drawing ------------------------------------------------------------- */

static void draw_mark(const struct pane_details *pane, struct canvas *canvas, int row,
                      const struct details_line *line, int end_col)
{
    bool is_folded = details_fold_is_folded(pane->fold, line);
    char buffer[32];
    struct text text;

    canvas_string(canvas, row, line->indent_cols - MARK_COLS, 1, ROLE_BRANCH,
                  is_folded ? "▸" : "▾");
    if (!is_folded)
        return;
    text_init(&text, buffer, NULL, sizeof(buffer));
    unsigned hidden = line->end - (uint32_t)(line - details_line(pane->details, 0)) - 1;
    text_printf(&text, hidden == 1 ? " … %u line" : " … %u lines", hidden);
    canvas_string(canvas, row, end_col, canvas->cols - end_col, ROLE_DIM, buffer);
}

static void draw_line(const struct pane_details *pane, struct canvas *canvas, int row, size_t index)
{
    const struct details_line *line = details_line(pane->details, index);
    struct text text = details_line_text(pane->details, index);
    int cols =
        canvas_text(canvas, row, line->indent_cols, canvas->cols - line->indent_cols, &text, 0);

    if (line->is_changed)
        canvas_highlight(canvas, row, line->indent_cols, cols, ROLE_CHANGED);
    if (line->end)
        draw_mark(pane, canvas, row, line, line->indent_cols + cols);
}

static void draw_nothing(const struct pane_details *pane, struct canvas *canvas)
{
    canvas_string(canvas, 0, 0, canvas->cols, ROLE_DIM,
                  pane->shown_tid != 0             ? "Looking …"
                  : pane->shown_row == VIEW_NO_ROW ? "No call is selected"
                                                   : "This call has left the history");
}

static void details_draw(struct pane *base, struct canvas *canvas)
{
    struct pane_details *pane = details_of(base);

    details_update(pane, canvas->cols);
    uint64_t count = details_fold_line_count(pane->fold);
    const struct list_source source = list_source_count(&count);
    list_fit(&pane->list, &source, canvas->rows);
    if (count == 0)
        draw_nothing(pane, canvas);
    for (int row = 0; row < canvas->rows; row++) {
        uint64_t shown = pane->list.top + (uint64_t)row;
        if (shown >= count)
            break;
        draw_line(pane, canvas, row, details_fold_line(pane->fold, shown));
        if (base->has_focus && shown == pane->list.cursor)
            canvas_highlight(canvas, row, 0, canvas->cols, ROLE_SELECTED);
    }
}

/* ---- what keys do -------------------------------------------------------- */

static size_t cursor_index(const struct pane_details *pane)
{
    return details_fold_line(pane->fold, pane->list.cursor);
}

/* The line that a line hangs on; itself where it hangs on none. */
static size_t parent_of(const struct pane_details *pane, size_t index)
{
    uint8_t depth = details_line(pane->details, index)->depth;

    for (size_t at = index; at > 0; at--) {
        const struct details_line *line = details_line(pane->details, at - 1);
        if (line->end > index && line->depth < depth)
            return at - 1;
    }
    return index;
}

static void set_fold(struct pane_details *pane, size_t index, bool is_folded)
{
    details_fold_set(pane->fold, details_line(pane->details, index), is_folded);
    details_fold_update(pane->fold, pane->details);
    pane->list.cursor = details_fold_place(pane->fold, index);
}

static void toggle(struct pane_details *pane, size_t index)
{
    const struct details_line *line = details_line(pane->details, index);

    if (line->end)
        set_fold(pane, index, !details_fold_is_folded(pane->fold, line));
}

/* Left folds; from a line that has nothing to fold it goes to the one it hangs on. */
static void go_left(struct pane_details *pane, size_t index)
{
    const struct details_line *line = details_line(pane->details, index);

    if (line->end && !details_fold_is_folded(pane->fold, line))
        set_fold(pane, index, true);
    else
        pane->list.cursor = details_fold_place(pane->fold, parent_of(pane, index));
}

/* The argument of the line, where the selected thread is held with one of that name. */
static bool edit_argument(struct pane_details *pane, size_t index)
{
    struct ui *ui = pane->pane.ui;
    const struct tree_thread *thread =
        tree_find_thread(session_tree(ui->session), ui->selected_tid);
    const struct event_stop *stop = thread ? thread->stop : NULL;
    const struct syscall_spec *spec =
        stop && thread->call ? details_call_spec(thread->call) : NULL;
    struct text line = details_line_text(pane->details, index);
    size_t length = strcspn(line.bytes, " ");

    if (!stop || !(stop->header.flags & STOP_AT_ENTRY))
        return false;
    for (unsigned i = 0; spec && i < spec->arg_count; i++) {
        const char *name = spec->args[i].name;
        if (strlen(name) != length || strncmp(name, line.bytes, length) != 0)
            continue;
        ui_prompt(ui, "arg %s ", name);
        return true;
    }
    return false;
}

static bool details_act(struct pane *base, enum action action)
{
    struct pane_details *pane = details_of(base);
    uint64_t count = details_fold_line_count(pane->fold);
    const struct list_source source = list_source_count(&count);

    if (list_act(&pane->list, &source, action))
        return true;
    if (count == 0 || pane->list.cursor >= count)
        return false;
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_OPEN:
        toggle(pane, cursor_index(pane));
        return true;
    case ACTION_LEFT:
        go_left(pane, cursor_index(pane));
        return true;
    case ACTION_RIGHT:
        if (details_line(pane->details, cursor_index(pane))->end)
            set_fold(pane, cursor_index(pane), false);
        return true;
    case ACTION_EDIT:
        return edit_argument(pane, cursor_index(pane));
    default:
        return false;
    }
}

/* A click on a node's mark folds it. */
static void details_mouse(struct pane *base, const struct key *key)
{
    struct pane_details *pane = details_of(base);
    uint64_t count = details_fold_line_count(pane->fold);
    const struct list_source source = list_source_count(&count);

    if (key->code == K_CLICK) {
        if (list_click(&pane->list, &source, key->row) &&
            key->col < details_line(pane->details, cursor_index(pane))->indent_cols)
            toggle(pane, cursor_index(pane));
        return;
    }
    for (int i = 0; i < 3; i++)
        details_act(base, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

/* ---- the pane ------------------------------------------------------------ */

static int details_fd(struct pane *base, short *ret_events)
{
    *ret_events = POLLIN;
    return why_fd(details_of(base)->why);
}

static void details_ready(struct pane *base, short revents)
{
    (void)revents;
    base->ui->is_dirty |= why_take(details_of(base)->why);
}

static void details_title(const struct pane *pane, struct text *text)
{
    if (pane->ui->why_tid != 0)
        text_printf(text, "Why · %d", pane->ui->why_tid);
    else
        text_put(text, "Details");
}

static void details_pane_free(struct pane *base)
{
    struct pane_details *pane = details_of(base);

    details_free(pane->details);
    details_fold_free(pane->fold);
    why_free(pane->why);
    free(pane);
}

static const struct pane_ops details_ops = {
    .title = details_title,
    .draw = details_draw,
    .act = details_act,
    .mouse = details_mouse,
    .fd = details_fd,
    .ready = details_ready,
    .free = details_pane_free,
};

struct pane *pane_details_new(struct ui *ui)
{
    struct pane_details *pane = pane_alloc(sizeof(*pane), &details_ops, ui);

    pane->details = details_new();
    pane->fold = details_fold_new();
    pane->why = why_new(ui);
    pane->shown_row = VIEW_NO_ROW;
    return &pane->pane;
}
