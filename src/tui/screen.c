/*
 * The frame: status line, panes with their borders and titles, bottom line.
 */
#include <string.h>

#include "app_state.h"
#include "figures.h"

#define LINE_BYTES      512
#define STATUS_GAP_COLS 3

/* ---- status line --------------------------------------------------------- */

unsigned screen_count_paused(const struct app *app)
{
    unsigned count = 0;
    for (const struct tree_process *process = tree_first_root(session_tree(app->ui.session));
         process; process = tree_next(process))
        for (const struct tree_thread *thread = process->threads; thread; thread = thread->next)
            count += thread->state == TREE_PAUSED || thread->step_asked_ns != 0;
    return count;
}

static bool put_shown(const struct app *app, struct text *text)
{
    if (view_filter(app->ui.view)) {
        text_put(text, "shown ");
        figures_put_count(text, view_count(app->ui.view));
        text_put(text, " of ");
    }
    figures_put_count(text, app->line_count);
    text_put(text, view_filter(app->ui.view) ? "" : " events");
    return true;
}

static bool put_rate(const struct app *app, struct text *text)
{
    figures_put_rate(text, tree_totals(session_tree(app->ui.session)).calls_per_second);
    text_put(text, " calls/s");
    return true;
}

static bool put_tracees(const struct app *app, struct text *text)
{
    struct tree_totals totals = tree_totals(session_tree(app->ui.session));
    text_printf(text, "%u proc%s %u thread%s", totals.processes, totals.processes == 1 ? "" : "s",
                totals.threads, totals.threads == 1 ? "" : "s");
    return totals.threads > 0;
}

static bool put_paused(const struct app *app, struct text *text)
{
    unsigned count = screen_count_paused(app);
    text_printf(text, "%u held", count);
    return count > 0;
}

/* Those that take longer than a moment: a single step is no news. */
static unsigned count_stepping(const struct app *app)
{
    unsigned count = 0;
    for (const struct tree_process *process = tree_first_root(session_tree(app->ui.session));
         process; process = tree_next(process))
        for (const struct tree_thread *thread = process->threads; thread; thread = thread->next)
            count += thread->step_asked_ns != 0 &&
                     app->ui.now_ns >= thread->step_asked_ns + LOOKING_LINGER_NS;
    return count;
}

/* What would stay in the tracees and end them, if ptop were killed and could put nothing back. */
static bool put_guard(const struct app *app, struct text *text)
{
    unsigned breakpoints = 0, steps = count_stepping(app);
    const struct point *point;
    for (size_t i = 0; (point = points_get(session_points(app->ui.session), i)) != NULL; i++)
        breakpoints += point->state == POINT_ARMED && point->kind != POINT_CALL;
    text_put(text, "unsafe to kill -9:");
    if (breakpoints > 0)
        text_printf(text, " %u bp", breakpoints);
    if (steps > 0)
        text_printf(text, "%s %u step%s", breakpoints > 0 ? "," : "", steps, steps == 1 ? "" : "s");
    return breakpoints + steps > 0;
}

static bool put_lost(const struct app *app, struct text *text)
{
    uint64_t lost = tree_totals(session_tree(app->ui.session)).lost;
    text_put(text, "lost ");
    figures_put_count(text, lost);
    return lost > 0;
}

/* What is worth knowing of the processes that live: the rings of one that ended matter no more. */
static enum tree_uring find_uring(const struct app *app)
{
    enum tree_uring found = TREE_NO_URING;
    for (const struct tree_process *process = tree_first_root(session_tree(app->ui.session));
         process; process = tree_next(process))
        if (!process->is_exited && process->uring > found)
            found = process->uring;
    return found;
}

static bool put_uring(const struct app *app, struct text *text)
{
    enum tree_uring uring = find_uring(app);
    text_printf(text, "io_uring %s: operations not traced",
                uring == TREE_URING_POLLED ? "active (SQPOLL)" : "active");
    return uring != TREE_NO_URING;
}

static bool put_uring_short(const struct app *app, struct text *text)
{
    text_put(text, "io_uring active");
    return find_uring(app) != TREE_NO_URING;
}

#define URING_FROM_COLS 120 /* so wide it is told what that means */

/* From the right end on; what finds no room on a narrow screen is left out, so the first rows
 * are those that matter most. */
static const struct {
    bool (*put)(const struct app *app, struct text *text); /* false: nothing to say */
    enum role role;
    int least_cols, most_cols; /* of the line; 0: any */
} status_figures[] = {
    {put_lost, ROLE_STATUS_ALERT, 0, 0},
    {put_paused, ROLE_STATUS_ALERT, 0, 0},
    {put_guard, ROLE_STATUS_ALERT, 0, 0},
    {put_uring, ROLE_STATUS_ALERT, URING_FROM_COLS, 0},
    {put_uring_short, ROLE_STATUS_ALERT, 0, URING_FROM_COLS - 1},
    {put_shown, ROLE_STATUS, 0, 0},
    {put_rate, ROLE_STATUS, 0, 0},
    {put_tracees, ROLE_STATUS, 0, 0},
};

static bool is_for_width(size_t figure, int cols)
{
    int most_cols = status_figures[figure].most_cols;
    return cols >= status_figures[figure].least_cols && (!most_cols || cols <= most_cols);
}

static enum role put_state(const struct app *app, struct text *text)
{
    int status;
    enum role role = ROLE_STATUS_GOOD;
    if (!session_has_ended(app->ui.session))
        return role;
    if (session_exit_status(app->ui.session, &status)) {
        format_wait_status(status, text);
        role = status == 0 ? ROLE_STATUS_GOOD : ROLE_STATUS_ALERT;
    } else {
        text_put(text, "nothing is traced any more");
    }
    text_put(text, " - q to quit");
    return role;
}

/* Draws the figures that fit right of first_col; returns the column where they begin. */
static int draw_figures(const struct app *app, struct canvas *canvas, int first_col)
{
    int end = canvas->cols - 1;
    for (size_t i = 0; i < sizeof status_figures / sizeof status_figures[0]; i++) {
        char buffer[64];
        struct text text;
        text_init(&text, buffer, NULL, sizeof buffer);
        if (!is_for_width(i, canvas->cols) || !status_figures[i].put(app, &text))
            continue;
        int cols = text_width_cols(buffer, text.length_bytes);
        if (end - cols < first_col)
            break;
        canvas_string(canvas, 0, end - cols, cols, status_figures[i].role, buffer);
        end -= cols + STATUS_GAP_COLS;
    }
    return end;
}

/* The title has a third of the line for sure, and what the figures leave. */
static void draw_status(const struct app *app, struct canvas *canvas)
{
    char title_bytes[LINE_BYTES], state_bytes[96];
    struct text title, state;
    text_init(&title, title_bytes, NULL, sizeof title_bytes);
    text_init(&state, state_bytes, NULL, sizeof state_bytes);
    text_escape(&title, app->options->title, strlen(app->options->title), TEXT_ESCAPE_UTF8);
    enum role state_role = put_state(app, &state);

    int title_cols = text_width_cols(title_bytes, title.length_bytes);
    int sure_cols = title_cols < canvas->cols / 3 ? title_cols : canvas->cols / 3;
    int state_cols = text_width_cols(state_bytes, state.length_bytes);
    if (state_cols > 0)
        state_cols += STATUS_GAP_COLS;

    canvas_fill(canvas, 0, 0, canvas->cols, ROLE_STATUS);
    int end = draw_figures(app, canvas, 1 + sure_cols + state_cols + STATUS_GAP_COLS);
    int room = end - 1 - state_cols;
    int col = 1 + canvas_string(canvas, 0, 1, room, ROLE_STATUS_STRONG, title_bytes);
    canvas_string(canvas, 0, col + STATUS_GAP_COLS, state_cols, state_role, state_bytes);
}

/* ---- panes --------------------------------------------------------------- */

/* Returns the column behind it. */
static int draw_title(const struct app *app, struct canvas *canvas, enum pane_id id)
{
    const struct pane *pane = app->panes[id];
    const struct rect *frame = &app->layout.frames[id];
    char buffer[LINE_BYTES];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_put_char(&text, ' ');
    pane->ops->title(pane, &text);
    text_put_char(&text, ' ');
    return frame->col + 2 +
           canvas_string(canvas, frame->row, frame->col + 2, frame->cols - 4,
                         pane->has_focus ? ROLE_TITLE_FOCUS : ROLE_TITLE, buffer);
}

static void draw_pane(struct app *app, struct canvas *canvas, enum pane_id id)
{
    struct canvas inside = canvas_part(canvas, layout_inside(app->layout.frames[id]));
    if (inside.rows > 0 && inside.cols > 0)
        app->panes[id]->ops->draw(app->panes[id], &inside);
}

/* Frames first, the focused one over its neighbours; a pane's title may tell what its draw found
 * out. */
static void draw_panes(struct app *app, struct canvas *canvas)
{
    const struct rect *frames = app->layout.frames;
    int titles_end = 0; /* of those on the uppermost border */
    for (int i = 0; i < PANE_COUNT; i++) {
        if (!app->panes[i])
            continue;
        app->panes[i]->rect = frames[i];
        app->panes[i]->has_focus = app->wish.focus == (enum pane_id)i;
        canvas_frame(canvas, frames[i], ROLE_BORDER);
    }
    canvas_frame(canvas, frames[app->wish.focus], ROLE_BORDER_FOCUS);
    for (int i = 0; i < PANE_COUNT; i++) {
        if (app->panes[i] && frames[i].rows > 0) {
            draw_pane(app, canvas, (enum pane_id)i);
            int end = draw_title(app, canvas, (enum pane_id)i);
            if (frames[i].row == 1 && end > titles_end)
                titles_end = end;
        }
    }
    tab_bar_draw(&app->tab_bar, canvas, 1, titles_end + 1, &app->keymap, app->wish.tab);
}

/* The strip comes when a thread is held, and goes; a focus that it had finds its way back. */
static void place_strip(struct app *app)
{
    enum pane_id focus = app->wish.focus;
    app->wish.has_strip = looking_stop(&app->ui) && !app->hides_strip;
    if (app->wish.tab != TAB_CALLS || app->wish.is_zoomed)
        return;
    layout_compute(&app->wish, &app->layout);
    if (tab_of(focus) == TAB_MACHINE && app->layout.frames[focus].rows == 0) {
        app->strip_focus = focus;
        app->wish.focus = PANE_CALLS;
    } else if (app->strip_focus != PANE_COUNT && app->wish.has_strip) {
        app->wish.focus = focus == PANE_CALLS ? app->strip_focus : focus;
        app->strip_focus = PANE_COUNT;
    }
}

/* ---- bottom line --------------------------------------------------------- */

/* How the filter that is typed stands, at the right end: at most half of the line, unless the
 * prompt leaves more. */
static int draw_filter_state(const struct app *app, struct canvas *canvas, int row)
{
    char buffer[LINE_BYTES];
    uint8_t roles[LINE_BYTES];
    struct text text;
    text_init(&text, buffer, roles, sizeof buffer);
    text.role = (uint8_t)filter_prompt_put_state(app, &text);
    if (text.role != ROLE_ERROR) {
        text_set_role(&text, TEXT_DIM);
        text_put(&text, " · ");
        put_shown(app, &text);
    }
    int cols = text_width_cols(buffer, text.length_bytes);
    int free_cols = canvas->cols - (int)strlen(app->prompt.label) - 6 -
                    text_width_cols(app->prompt.bytes, app->prompt.length);
    int most = free_cols > canvas->cols / 2 ? free_cols : canvas->cols / 2;
    cols = cols < most ? cols : most;
    canvas_text(canvas, row, canvas->cols - 1 - cols, cols, &text, 0);
    return cols;
}

static int draw_search_note(const struct app *app, struct canvas *canvas, int row)
{
    char buffer[ERROR_MESSAGE_BYTES];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    if (app->prompt_use == PROMPT_USE_SEARCH && !jumps_put_progress(app, &text))
        search_put_note(app, &text);
    return canvas_string_right(canvas, row, canvas->cols - 1, canvas->cols / 2, ROLE_DIM, buffer);
}

static void draw_prompt(const struct app *app, struct canvas *canvas, int row)
{
    bool is_filter = app->prompt_use == PROMPT_USE_FILTER || app->prompt_use == PROMPT_USE_TEXT;
    int note_cols =
        is_filter ? draw_filter_state(app, canvas, row) : draw_search_note(app, canvas, row);
    prompt_draw(&app->prompt, canvas, row, 1, canvas->cols - note_cols - 4);
    completion_draw(&app->completion, canvas, row,
                    1 + (int)strlen(app->prompt.label) +
                        text_width_cols(app->prompt.bytes, app->completion.from));
}

/* As many keys of the key bar as fit left of end_col, and none half. */
static void draw_key_bar(const struct app *app, struct canvas *canvas, int row, int col)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        const struct action_spec *spec = action_get((enum action)i);
        char buffer[32];
        struct text text;
        text_init(&text, buffer, NULL, sizeof buffer);
        if (!spec->label)
            continue;
        keymap_keys(&app->keymap, (enum action)i, 1, &text);
        int key_cols = text_width_cols(buffer, text.length_bytes);
        int cols = key_cols + 1 + (int)strlen(spec->label);
        if (key_cols == 0 || col + cols >= canvas->cols)
            continue;
        canvas_string(canvas, row, col, key_cols, ROLE_KEY, buffer);
        canvas_string(canvas, row, col + key_cols + 1, cols, ROLE_KEY_LABEL, spec->label);
        col += cols + 2;
    }
}

static int draw_message(const struct app *app, struct canvas *canvas, int row)
{
    char buffer[LINE_BYTES];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    const char *filter = filter_prompt_text(app);
    enum role role = ROLE_MESSAGE;
    if (!jumps_put_progress(app, &text))
        text_put(&text, app->ui.message);
    if (app->ui.count > 0) {
        text_clear(&text);
        text_printf(&text, "%u…", app->ui.count);
    }
    if (text.length_bytes == 0 && filter[0] != '\0') {
        text_printf(&text, "filter: %s", filter);
        role = ROLE_PROMPT;
    } else if (text.length_bytes == 0 && app->filters.is_off && app->filters.count > 0) {
        text_put(&text, "filter off: ");
        filters_put_text(&app->filters, &text);
        role = ROLE_DIM;
    }
    return canvas_string(canvas, row, 1, canvas->cols - 2, role, buffer);
}

static void draw_bottom(const struct app *app, struct canvas *canvas)
{
    int row = canvas->rows - 1;
    if (app->question) {
        question_draw(app, canvas, row);
    } else if (app->prompt_use != PROMPT_USE_NONE) {
        draw_prompt(app, canvas, row);
    } else {
        int cols = draw_message(app, canvas, row);
        draw_key_bar(app, canvas, row, cols > 0 ? cols + 4 : 1);
    }
}

void screen_draw(struct app *app)
{
    struct canvas *canvas = &app->canvas;
    canvas_clear(canvas, ROLE_PLAIN);
    app->ui.redraw_at_ns = 0;
    looking_begin(app->ui.looking);
    app->wish.rows = canvas->rows;
    app->wish.cols = canvas->cols;
    place_strip(app);
    layout_compute(&app->wish, &app->layout);
    if (app->layout.is_too_small) {
        canvas_string(canvas, 0, 0, canvas->cols, ROLE_MESSAGE, "terminal too small");
        return;
    }
    draw_panes(app, canvas); /* first: it may filter rows that the other lines count */
    draw_status(app, canvas);
    draw_bottom(app, canvas);
    receipt_draw(&app->receipt, canvas);
}
