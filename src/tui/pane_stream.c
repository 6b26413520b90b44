/*
 * The stream: one line per call, signal and exit, the newest at the bottom.
 *
 * The cursor follows the newest line until it is moved away from it, and again
 * when it comes back.  What it stands on is remembered as a row of the store
 * (the anchor), not as a place on the screen: a filter that is typed may hide that
 * row for a while, and the cursor returns to it.
 *
 * Freezing cuts the list off at the rows that were there; the capture goes on.
 *
 * A line may stand for several calls (stream_fold.h).  While repeats are folded, a
 * cursor whose row is put away stands on what is left before it.
 *
 * Below the list stand the calls that have not returned yet (stream_pending.h).
 */
#include <stdlib.h>
#include <string.h>

#include <ptop/callers.h>

#include "config.h"
#include "figures.h"
#include "list.h"
#include "pane.h"
#include "stream_call.h"
#include "stream_pending.h"

#define LINE_BYTES         4096
#define SKIP_STEP_COLS     8
#define TID_MIN_COLS       5
#define COMM_COLS          12
#define COMM_FROM_COLS     110 /* a pane this wide shows the thread's name */
#define DURATION_COLS      7
#define DURATION_FROM_COLS 70 /* and this wide how long it took */

/* Looking for rows that pass a filter may take this long in all of a frame; what is beyond waits
 * for the next one. */
#define SEARCH_NS 15000000ull

struct pane_stream {
    struct pane pane;
    struct list list;
    uint64_t anchor; /* the row that the cursor was put on */
    bool is_following;
    bool is_frozen;
    uint64_t frozen_end; /* rows from here on came later */
    enum time_format time_format;
    int skip_cols;   /* scrolled to the right */
    int cursor_line; /* where the cursor was drawn */
    bool is_held;    /* it stays on held_line while filters come and go */
    int held_line;
    unsigned filter_changes; /* as of the last frame */
    int tid_cols;

    struct pending_place pending_place;
    nanoseconds search_end_ns; /* no more looking in this frame from then on */
    bool gave_up;              /* a search ended early in this frame */
};

static struct pane_stream *stream_of(struct pane *pane)
{
    return (struct pane_stream *)pane;
}

/* ---- rows ---------------------------------------------------------------- */

static uint64_t stream_end(const struct pane_stream *stream)
{
    return stream->is_frozen ? stream->frozen_end
                             : store_row_count(session_store(stream->pane.ui->session));
}

static void begin_search(struct pane_stream *stream)
{
    stream->gave_up = false;
    stream->search_end_ns = ui_clock_ns() + SEARCH_NS;
}

static nanoseconds search_budget(const struct pane_stream *stream)
{
    nanoseconds now_ns = stream->gave_up ? stream->search_end_ns : ui_clock_ns();
    return now_ns < stream->search_end_ns ? stream->search_end_ns - now_ns : 0;
}

static uint64_t stream_at_or_after(void *context, uint64_t position)
{
    struct pane_stream *stream = context;
    bool gave_up = false;
    if (position >= stream_end(stream))
        return LIST_NONE;
    uint64_t row =
        view_at_or_after(ui_lines(stream->pane.ui), position, search_budget(stream), &gave_up);
    stream->gave_up |= gave_up;
    return row == VIEW_NO_ROW || row >= stream_end(stream) ? LIST_NONE : row;
}

static uint64_t stream_at_or_before(void *context, uint64_t position)
{
    struct pane_stream *stream = context;
    uint64_t end = stream_end(stream);
    bool gave_up = false;
    if (end == 0)
        return LIST_NONE;
    uint64_t row = view_at_or_before(ui_lines(stream->pane.ui), position < end ? position : end - 1,
                                     search_budget(stream), &gave_up);
    stream->gave_up |= gave_up;
    return row == VIEW_NO_ROW ? LIST_NONE : row;
}

static struct list_source stream_source(struct pane_stream *stream)
{
    return (struct list_source){
        .at_or_after = stream_at_or_after, .at_or_before = stream_at_or_before, .context = stream};
}

static const struct event *stream_event(const struct pane_stream *stream, uint64_t row)
{
    return store_get(session_store(stream->pane.ui->session), row);
}

/* Stop following and select: the details show it, the controls act on its thread. */
static void stream_select(struct pane_stream *stream, uint64_t row)
{
    struct ui *ui = stream->pane.ui;
    stream->anchor = row;
    stream->is_held = false;
    ui->selected_row = ui->cursor_row = row;
    const struct event *event = stream_event(stream, row);
    if (tree_find_thread(session_tree(ui->session), event->tid))
        ui->selected_tid = event->tid;
}

/* ---- one line ------------------------------------------------------------ */

struct columns {
    int tid, comm, line, line_cols, duration; /* where each begins; comm, duration -1: not shown */
};

static struct columns stream_columns(const struct pane_stream *stream, int cols)
{
    int time_cols = figures_time_cols(stream->time_format);
    struct columns at = {.comm = -1, .duration = -1};
    at.tid = time_cols > 0 ? time_cols + 1 : 0;
    at.line = at.tid + stream->tid_cols + 1;
    if (cols >= COMM_FROM_COLS) {
        at.comm = at.line;
        at.line += COMM_COLS + 1;
    }
    at.line_cols = cols - at.line;
    if (cols >= DURATION_FROM_COLS) {
        at.duration = cols - DURATION_COLS;
        at.line_cols -= DURATION_COLS + 1;
    }
    return at;
}

static void draw_thread(struct pane_stream *stream, struct canvas *canvas, int row,
                        const struct columns *at, int32_t tid)
{
    char buffer[64];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_put_signed(&text, tid);
    if ((int)text.length_bytes > stream->tid_cols)
        stream->tid_cols = (int)text.length_bytes; /* from the next frame on */
    canvas_string_right(canvas, row, at->tid + stream->tid_cols, stream->tid_cols, ROLE_TID,
                        buffer);
    const struct tree_thread *thread =
        tree_find_thread(session_tree(stream->pane.ui->session), tid);
    if (at->comm < 0 || !thread)
        return;
    text_clear(&text);
    text_escape(&text, thread->comm, strnlen(thread->comm, EVENT_COMM_BYTES), TEXT_ESCAPE_UTF8);
    canvas_string(canvas, row, at->comm, COMM_COLS, ROLE_DIM, buffer);
}

static void draw_line(struct pane_stream *stream, struct canvas *canvas, int row,
                      const struct columns *at, const struct event *event,
                      const struct line_sum *sum)
{
    const struct ui *ui = stream->pane.ui;
    char bytes[LINE_BYTES];
    uint8_t roles[LINE_BYTES];
    struct text line;
    text_init(&line, bytes, roles, sizeof bytes);
    stream_put_group(sum, &line);
    bool is_call = !stream_put_caller(ui, sum, event, &line);
    if (is_call) {
        format_event(event, &ui->format, &line);
        stream_put_attempts(sum, event, &line);
    }
    if (is_call && event->kind == EVENT_SYSCALL && stream->skip_cols == 0)
        stream_draw_call(ui, canvas, row, at->line, at->line_cols,
                         (const struct event_syscall *)event, sum, &line);
    else
        canvas_text(canvas, row, at->line, at->line_cols, &line, stream->skip_cols);
}

static void draw_time(struct pane_stream *stream, struct canvas *canvas, int row,
                      const struct event *event, nanoseconds before_ns)
{
    struct ui *ui = stream->pane.ui;
    const struct time_base base = {
        .realtime_offset_ns = session_realtime_offset_ns(ui->session),
        .start_ns = ui->start_ns,
        .before_ns = before_ns,
    };
    char buffer[32];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    figures_put_time(&text, stream->time_format, event->time_ns, &base);
    int cols = figures_time_cols(stream->time_format);
    canvas_string_right(canvas, row, cols, cols, ROLE_DIM, buffer);
}

static enum role duration_role(nanoseconds duration_ns)
{
    return duration_ns < 1000000 ? ROLE_DIM : duration_ns < 100000000 ? ROLE_NUMBER : ROLE_SIGNAL;
}

static void draw_duration(struct canvas *canvas, int row, const struct columns *at,
                          const struct event *event, nanoseconds duration_ns)
{
    if (at->duration < 0 || event->kind != EVENT_SYSCALL || (event->flags & EVENT_NO_RETURN))
        return;
    char buffer[32];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    format_duration(duration_ns, &text);
    canvas_string_right(canvas, row, at->duration + DURATION_COLS, DURATION_COLS,
                        duration_role(duration_ns), buffer);
}

static nanoseconds time_before(struct pane_stream *stream, uint64_t row)
{
    uint64_t before = row > 0 ? stream_at_or_before(stream, row - 1) : LIST_NONE;
    return before == LIST_NONE ? 0 : stream_event(stream, before)->time_ns;
}

static struct line_sum sum_row(struct pane_stream *stream, uint64_t row)
{
    struct line_sum sum = stream_sum(stream->pane.ui, row, stream_event(stream, row),
                                     stream_end(stream), search_budget(stream));
    stream->gave_up |= !sum.group.is_counted;
    return sum;
}

/* Its mark, and that it is one that was searched for. */
static void draw_findings(const struct pane_stream *stream, struct canvas *canvas, int line,
                          const struct columns *at, uint64_t row, const struct event *event)
{
    const struct ui *ui = stream->pane.ui;
    const char mark[2] = {marks_letter(&ui->marks, row), '\0'};
    if (mark[0])
        canvas_string(canvas, line, at->tid + stream->tid_cols, 1, ROLE_KEY, mark);
    if (ui->searched && filter_matches(ui->searched, event))
        canvas_highlight(canvas, line, 0, canvas->cols, ROLE_MATCH);
}

static void draw_emptiness(const struct pane_stream *stream, struct canvas *canvas)
{
    const struct view *view = stream->pane.ui->view;

    if (view_filter(view) && view_is_complete(view))
        canvas_string(canvas, 0, 0, canvas->cols, ROLE_DIM,
                      "No call passes the filter; = shows all of them");
}

static void draw_rows(struct pane_stream *stream, struct canvas *canvas, const struct columns *at)
{
    const struct list_source source = stream_source(stream);
    enum role backdrop =
        stream->pane.has_focus && !stream->is_following ? ROLE_SELECTED : ROLE_SELECTED_DIM;
    if (stream->list.cursor == LIST_NONE) {
        draw_emptiness(stream, canvas);
        return;
    }
    uint64_t row = stream->list.top;
    nanoseconds before_ns = stream->time_format == TIME_DELTA ? time_before(stream, row) : 0;

    for (int line = 0; line < canvas->rows && row != LIST_NONE; line++) {
        const struct line_sum sum = sum_row(stream, row);
        const struct event *event = stream_event(stream, row);
        draw_time(stream, canvas, line, event, before_ns);
        draw_thread(stream, canvas, line, at, event->tid);
        draw_line(stream, canvas, line, at, event, &sum);
        draw_duration(canvas, line, at, event, sum.duration_ns);
        canvas_tint(canvas, line, at->line, at->line_cols,
                    config_color(stream->pane.ui->config, event));
        draw_findings(stream, canvas, line, at, row, event);
        if (row == stream->list.cursor) {
            canvas_highlight(canvas, line, 0, canvas->cols, backdrop);
            stream->cursor_line = line;
        }
        before_ns = event->time_ns;
        row = source.at_or_after(stream, row + 1);
    }
}

/* ---- calls in progress --------------------------------------------------- */

static void draw_pending(struct pane_stream *stream, struct canvas *canvas,
                         const struct pending *pending, const struct columns *at)
{
    static const struct line_sum alone = {.group = {.count = 1}, .attempts = 1};
    struct ui *ui = stream->pane.ui;
    if (pending->shown == 0)
        return;
    pending_draw_head(canvas, pending);
    for (int i = 0; i < pending->shown; i++) {
        const struct tree_thread *thread = pending->threads[i];
        nanoseconds age_ns =
            ui->now_ns > thread->call_since_ns ? ui->now_ns - thread->call_since_ns : 0;
        char buffer[32];
        struct text text;
        text_init(&text, buffer, NULL, sizeof buffer);
        figures_put_age(&text, age_ns);
        int end = at->duration >= 0 ? canvas->cols : at->tid - 1;
        canvas_string_right(canvas, i + 1, end, DURATION_COLS, ROLE_IN_CALL, buffer);
        draw_thread(stream, canvas, i + 1, at, thread->tid);
        draw_line(stream, canvas, i + 1, at, &thread->call->header, &alone);
    }
    ui_redraw_at(ui, ui->now_ns + 1000000000ull);
}

/* ---- the pane ------------------------------------------------------------ */

/* With what is around it, where it is not in the window anyway. */
static void bring_into_sight(struct pane_stream *stream, uint64_t row)
{
    const struct list_source source = stream_source(stream);
    struct list *list = &stream->list;
    uint64_t last = list_row_at(list, &source, list->height - 1);
    list->cursor = row;
    if (row < list->top || (last != LIST_NONE && row > last))
        list_hold(list, &source, list->height / 2);
}

static void obey_wanted_row(struct pane_stream *stream)
{
    struct ui *ui = stream->pane.ui;
    if (ui->wanted_row == VIEW_NO_ROW)
        return;
    stream->is_following = ui->wanted_row == UI_NEWEST_ROW;
    if (ui->wanted_row < store_first_row(session_store(ui->session))) {
        stream->list.cursor = stream->anchor = ui->wanted_row; /* forgotten: the oldest row */
    } else if (!stream->is_following) {
        if (ui->fold)
            fold_reveal(ui->fold, ui->wanted_row);
        stream_select(stream, ui->wanted_row);
        bring_into_sight(stream, ui->wanted_row);
    }
    ui->wanted_row = VIEW_NO_ROW;
}

/* Rows may be forgotten between a frame and a key. */
static void leave_forgotten_row(struct pane_stream *stream)
{
    uint64_t first = store_first_row(session_store(stream->pane.ui->session));
    if (stream->list.cursor < first)
        stream->list.cursor = stream_at_or_after(stream, first);
}

/* Another filter leaves the cursor on its line, and there and back leaves it where it was. */
static void hold_line(struct pane_stream *stream, const struct list_source *source)
{
    unsigned changes = stream->pane.ui->filter_changes;
    if (changes == stream->filter_changes)
        return;
    if (!stream->is_held)
        stream->held_line = stream->cursor_line;
    stream->is_held = true;
    list_hold(&stream->list, source, stream->held_line);
    if (!stream->gave_up) /* else there are rows above that are not known yet */
        stream->filter_changes = changes;
}

/* Where the cursor stands: what it was put on, or what that is folded into. */
static uint64_t cursor_row(struct pane_stream *stream)
{
    if (stream->is_following)
        return stream_at_or_before(stream, LIST_NONE - 1);
    if (!stream->pane.ui->fold || view_shows(ui_lines(stream->pane.ui), stream->anchor))
        return stream->anchor;
    uint64_t row = stream_at_or_before(stream, stream->anchor);
    return row == LIST_NONE ? stream->anchor : row;
}

static void stream_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_stream *stream = stream_of(pane);
    const struct list_source source = stream_source(stream);
    struct pending pending = pending_find(pane->ui);
    struct columns at = stream_columns(stream, canvas->cols);
    int pending_rows = pending_reserve(&stream->pending_place, pane->ui, &pending, canvas->rows);
    int list_rows = canvas->rows - pending_rows;

    begin_search(stream);
    obey_wanted_row(stream);
    stream->list.cursor = cursor_row(stream);
    hold_line(stream, &source);
    list_fit(&stream->list, &source, list_rows);
    pane->ui->cursor_row = stream->list.cursor;
    pane->ui->is_following = stream->is_following;

    struct canvas list = canvas_part(canvas, (struct rect){0, 0, list_rows, canvas->cols});
    draw_rows(stream, &list, &at);
    if (pending_rows > 0) {
        struct rect rest = {list_rows, 0, pending_rows, canvas->cols};
        struct canvas below = canvas_part(canvas, rest);
        draw_pending(stream, &below, &pending, &at);
    }
    if (stream->gave_up)
        pane->ui->is_dirty = true;
}

static void stream_title(const struct pane *pane, struct text *text)
{
    const struct pane_stream *stream = (const struct pane_stream *)pane;
    const struct view *view = ui_lines(pane->ui);
    text_put(text, "Calls");
    stream_put_folding(pane->ui, text);
    if (stream->is_frozen) {
        text_put(text, " · frozen, +");
        figures_put_count(text, view_count(view) - view_rank(view, stream->frozen_end));
        text_put(text, " new");
    } else if (stream->is_following) {
        text_put(text, " · following");
    } else if (stream->list.cursor != LIST_NONE) {
        text_put(text, " · ");
        figures_put_count(text, view_rank(view, stream->list.cursor) + 1);
        text_put(text, " of ");
        figures_put_count(text, view_count(view));
    }
}

static void stream_moved(struct pane_stream *stream, enum action action)
{
    const struct list_source source = stream_source(stream);
    uint64_t cursor = stream->list.cursor;
    if (cursor == LIST_NONE)
        return;
    bool is_down = action == ACTION_DOWN || action == ACTION_PAGE_DOWN ||
                   action == ACTION_HALF_DOWN || action == ACTION_LAST;
    stream->is_following =
        is_down && source.at_or_after(stream, cursor + 1) == LIST_NONE && !stream->gave_up;
    stream_select(stream, cursor);
}

static void toggle_freeze(struct pane_stream *stream)
{
    stream->is_frozen = !stream->is_frozen;
    stream->frozen_end = store_row_count(session_store(stream->pane.ui->session));
    stream->pane.ui->end_row = stream->is_frozen ? stream->frozen_end : 0;
}

static bool page_has_callers(struct pane_stream *stream)
{
    const struct list_source source = stream_source(stream);
    for (int line = 0; line < stream->list.height; line++) {
        uint64_t row = list_row_at(&stream->list, &source, line);
        const struct event *event = row == LIST_NONE ? NULL : stream_event(stream, row);
        if (event && event->kind == EVENT_SYSCALL &&
            callers_count((const struct event_syscall *)event) > 0)
            return true;
    }
    return false;
}

/* Unfold the group under the cursor; false if there is none. */
static bool unfold_cursor(struct pane_stream *stream)
{
    struct ui *ui = stream->pane.ui;
    uint64_t row = stream->list.cursor;
    if (!ui->fold || row == LIST_NONE)
        return false;
    struct fold_group group = sum_row(stream, row).group;
    if (group.count == 1 || group.is_unfolded)
        return false;
    stream->is_following = false;
    stream_select(stream, row);
    fold_unfold(ui->fold, row);
    return true;
}

/* Fold the unfolded group that the cursor is in, or on. */
static bool refold_cursor(struct pane_stream *stream)
{
    struct ui *ui = stream->pane.ui;
    uint64_t row = stream->list.cursor;
    if (!ui->fold || row == LIST_NONE)
        return false;
    struct fold_group group = sum_row(stream, row).group;
    if (group.head == row && !group.is_unfolded)
        return false;
    stream_select(stream, group.head);
    fold_refold(ui->fold, group.head);
    return true;
}

static bool stream_open(struct pane_stream *stream)
{
    if (unfold_cursor(stream))
        return true;
    if (stream->list.cursor == LIST_NONE) {
        ui_message(stream->pane.ui, "no call to show");
        return true;
    }
    stream->is_following = false;
    stream_select(stream, stream->list.cursor);
    return false; /* the app opens the details */
}

static bool stream_act(struct pane *pane, enum action action)
{
    struct pane_stream *stream = stream_of(pane);
    const struct list_source source = stream_source(stream);

    begin_search(stream);
    obey_wanted_row(stream);
    leave_forgotten_row(stream);
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_LEFT:
        if (stream->skip_cols == 0 && refold_cursor(stream))
            return true;
        stream->skip_cols -=
            stream->skip_cols < SKIP_STEP_COLS ? stream->skip_cols : SKIP_STEP_COLS;
        return true;
    case ACTION_RIGHT:
        if (unfold_cursor(stream))
            return true;
        stream->skip_cols += stream->skip_cols < LINE_BYTES ? SKIP_STEP_COLS : 0;
        return true;
    case ACTION_FOLLOW:
        stream->is_following = !stream->is_following;
        if (!stream->is_following && stream->list.cursor != LIST_NONE)
            stream_select(stream, stream->list.cursor);
        return true;
    case ACTION_FOLD:
        stream_fold_next(stream->pane.ui, page_has_callers(stream));
        return true;
    case ACTION_FREEZE:
        toggle_freeze(stream);
        return true;
    case ACTION_TIME_FORMAT:
        stream->time_format = (enum time_format)((stream->time_format + 1) % TIME_FORMAT_COUNT);
        return true;
    case ACTION_OPEN:
        return stream_open(stream);
    default:
        if (!list_act(&stream->list, &source, action))
            return false;
        stream_moved(stream, action);
        return true;
    }
}

static void stream_mouse(struct pane *pane, const struct key *key)
{
    struct pane_stream *stream = stream_of(pane);
    const struct list_source source = stream_source(stream);
    if (key->code == K_CLICK) {
        begin_search(stream);
        if (list_click(&stream->list, &source, key->row))
            stream_moved(stream, ACTION_NONE);
        return;
    }
    for (int i = 0; i < 3; i++)
        stream_act(pane, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

static void stream_free(struct pane *pane)
{
    free(pane);
}

static const struct pane_ops stream_ops = {
    .title = stream_title,
    .draw = stream_draw,
    .act = stream_act,
    .mouse = stream_mouse,
    .free = stream_free,
};

struct pane *pane_stream_new(struct ui *ui)
{
    struct pane_stream *stream = pane_alloc(sizeof *stream, &stream_ops, ui);
    stream->is_following = true;
    stream->tid_cols = TID_MIN_COLS;
    return &stream->pane;
}
