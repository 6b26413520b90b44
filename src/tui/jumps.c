#include "jumps.h"

#include <inttypes.h>
#include <string.h>

#include "app_state.h"
#include "figures.h"
#include "goto.h"

#define STEP_NS  5000000u   /* of looking, at a time */
#define SHOWN_NS 100000000u /* looking for longer is told */

/* ---- where the cursor is, where it goes -------------------------------------- */

static struct store *store_of(const struct app *app)
{
    return session_store(app->ui.session);
}

static bool is_kept(const struct app *app, uint64_t row)
{
    return row >= store_first_row(store_of(app)) && row < store_row_count(store_of(app));
}

uint64_t jumps_cursor(const struct app *app)
{
    uint64_t row = app->ui.wanted_row < UI_NEWEST_ROW ? app->ui.wanted_row : app->ui.cursor_row;
    return is_kept(app, row) ? row : VIEW_NO_ROW;
}

void jumps_remember(struct app *app, uint64_t row)
{
    struct jumps *jumps = &app->jumps;
    if (row == VIEW_NO_ROW)
        return;
    if (jumps->trail_count == JUMP_TRAIL)
        memmove(jumps->trail, jumps->trail + 1, --jumps->trail_count * sizeof jumps->trail[0]);
    jumps->trail[jumps->trail_count++] = row;
}

/* Put the cursor on a row, and the calls where they can be seen. */
static void land(struct app *app, uint64_t row)
{
    app->ui.wanted_row = row;
    app->ui.is_dirty = true;
    if (app->layout.frames[PANE_CALLS].rows == 0)
        dispatch_focus(app, PANE_CALLS);
}

/* What goes back comes back here. */
static void go_to(struct app *app, uint64_t row)
{
    if (!is_kept(app, row)) {
        ui_message(&app->ui, "the history does not reach back so far any more");
        return;
    }
    jumps_remember(app, jumps_cursor(app));
    land(app, row);
}

static void go_back(struct app *app)
{
    struct jumps *jumps = &app->jumps;
    while (jumps->trail_count > 0) {
        uint64_t row = jumps->trail[--jumps->trail_count];
        if (is_kept(app, row)) {
            land(app, row);
            return;
        }
    }
    ui_message(&app->ui, "no jump to go back from");
}

/* ---- looking ------------------------------------------------------------------ */

void jumps_cancel(struct app *app)
{
    lineage_free(app->jumps.lineage);
    app->jumps.lineage = NULL;
    app->jumps.running = NULL;
}

bool jumps_are_running(const struct app *app)
{
    return app->jumps.running != NULL;
}

bool jumps_interrupt(struct app *app, enum action action)
{
    const struct jump *running = app->jumps.running;
    if (!running)
        return false;
    if (action == running->action)
        return true;
    jumps_cancel(app);
    if (action == ACTION_BACK)
        ui_message(&app->ui, "given up");
    return action == ACTION_BACK;
}

static void found(struct app *app, const struct jump *jump, uint64_t row, bool has_wrapped)
{
    if (has_wrapped)
        ui_message(&app->ui, "search wrapped");
    if (app->prompt_use == PROMPT_USE_SEARCH)
        land(app, row); /* what is typed goes on from where it began */
    else
        go_to(app, row);
    search_ended(app, jump, true);
}

static void found_none(struct app *app, const struct jump *jump, const struct lineage *lineage)
{
    char buffer[ERROR_MESSAGE_BYTES];
    struct text text;
    if (jump->otherwise) {
        jumps_seek(app, jump->otherwise, &app->jumps.seek.options);
        return;
    }
    text_init(&text, buffer, NULL, sizeof buffer);
    if (lineage && !jump->none)
        lineage_why(lineage, &text);
    else
        text_put(&text, jump->none);
    ui_message(&app->ui, "%s", buffer);
    search_ended(app, jump, false);
}

void jumps_step(struct app *app)
{
    struct jumps *jumps = &app->jumps;
    const struct jump *jump = jumps->running;
    struct lineage *lineage = jumps->lineage;
    if (!jump)
        return;
    enum seek_state state =
        lineage ? lineage_step(lineage, STEP_NS) : seek_step(&jumps->seek, STEP_NS);
    app->ui.is_dirty = true;
    if (state == SEEK_MORE)
        return;
    jumps->running = NULL; /* and the lineage is ours: to look for nothing may begin another */
    jumps->lineage = NULL;
    if (state == SEEK_FOUND)
        found(app, jump, lineage ? lineage_row(lineage) : jumps->seek.row,
              !lineage && jumps->seek.has_wrapped);
    else
        found_none(app, jump, lineage);
    lineage_free(lineage);
}

/* What can be found at once is, so that keys that come in one go each find theirs. */
static void begin(struct app *app, const struct jump *jump)
{
    app->jumps.running = jump;
    app->jumps.since_ns = app->ui.now_ns;
    jumps_step(app);
}

void jumps_seek(struct app *app, const struct jump *jump, const struct seek_options *options)
{
    struct seek_options complete = *options;
    complete.direction = jump->direction;
    complete.store = store_of(app);
    complete.view = app->ui.view;
    complete.end = app->ui.end_row;
    complete.test = jump->test;
    complete.context = app;
    jumps_cancel(app);
    seek_begin(&app->jumps.seek, &complete);
    begin(app, jump);
}

bool jumps_put_progress(const struct app *app, struct text *text)
{
    const struct jumps *jumps = &app->jumps;
    if (!jumps->running || app->ui.now_ns < jumps->since_ns + SHOWN_NS)
        return false;
    double progress =
        jumps->lineage ? lineage_progress(jumps->lineage) : seek_progress(&jumps->seek);
    text_printf(text, "searching… %.0f %%", 100 * progress);
    return true;
}

/* ---- what is looked for --------------------------------------------------------- */

static bool test_error(void *context, uint64_t row, const struct event *event)
{
    (void)context;
    (void)row;
    return event->kind == EVENT_SYSCALL && (event->flags & EVENT_FAILED) &&
           !(event->flags & EVENT_RESTART);
}

static bool test_thread(void *context, uint64_t row, const struct event *event)
{
    const struct app *app = context;
    (void)row;
    return event->tid == app->jumps.tid;
}

static bool test_any(void *context, uint64_t row, const struct event *event)
{
    (void)context;
    (void)row;
    (void)event;
    return true;
}

static const struct jump table[] = {
    {ACTION_NEXT_ERROR, SEEK_FORWARD, test_error, 0, "no later call that failed"},
    {ACTION_PREVIOUS_ERROR, SEEK_BACKWARD, test_error, 0, "no earlier call that failed"},
    {ACTION_NEXT_SAME_THREAD, SEEK_FORWARD, test_thread, 0, "no later line of this thread"},
    {ACTION_PREVIOUS_SAME_THREAD, SEEK_BACKWARD, test_thread, 0, "no earlier line of this thread"},
    {ACTION_NEXT_SAME_FD, SEEK_FORWARD, NULL, LINEAGE_NEXT_USE, "no later call on this descriptor"},
    {ACTION_PREVIOUS_SAME_FD, SEEK_BACKWARD, NULL, LINEAGE_PREVIOUS_USE,
     "no earlier call on this descriptor"},
    {ACTION_FD_ORIGIN, SEEK_BACKWARD, NULL, LINEAGE_ORIGIN, NULL},
    {ACTION_BIRTH, SEEK_BACKWARD, NULL, LINEAGE_BIRTH, NULL},
};

static void ask(struct app *app, const struct jump *jump, uint64_t row)
{
    const struct lineage_options options = {
        .store = store_of(app), .view = app->ui.view, .question = jump->question, .row = row};
    struct error error;
    app->jumps.lineage = lineage_new(&options, &error);
    if (app->jumps.lineage)
        begin(app, jump);
    else
        ui_message(&app->ui, "%s", error.message);
}

static void jump_from_cursor(struct app *app, const struct jump *jump)
{
    uint64_t row = jumps_cursor(app);
    if (row == VIEW_NO_ROW) {
        ui_message(&app->ui, "no row to jump from");
        return;
    }
    app->jumps.tid = store_get(store_of(app), row)->tid;
    if (jump->test)
        jumps_seek(app, jump,
                   &(struct seek_options){.from = jump->direction == SEEK_FORWARD ? row + 1 : row});
    else
        ask(app, jump, row);
}

/* ---- marks ---------------------------------------------------------------------- */

static void begin_mark(struct app *app, enum mark_use use)
{
    app->jumps.mark_use = use;
    ui_message(&app->ui, use == MARK_USE_SET ? "mark this row with which letter?"
                                             : "to which mark?  ' goes back");
}

static void go_to_mark(struct app *app, uint32_t letter)
{
    struct jumps *jumps = &app->jumps;
    uint64_t row;
    if (letter == '\'' && jumps->trail_count > 0)
        go_to(app, jumps->trail[jumps->trail_count - 1]); /* and there again to here */
    else if (letter == '\'')
        ui_message(&app->ui, "no jump to go back from");
    else if (marks_find(&app->ui.marks, letter, &row))
        go_to(app, row);
    else
        ui_message(&app->ui, "no such mark");
}

bool jumps_take_key(struct app *app, const struct key *key)
{
    enum mark_use use = app->jumps.mark_use;
    uint64_t row = jumps_cursor(app);
    if (use == MARK_USE_NONE)
        return false;
    app->jumps.mark_use = MARK_USE_NONE;
    if (key->code != K_CHARACTER || (key->modifiers & (MOD_CTRL | MOD_ALT)))
        return key->code == K_ESCAPE;
    if (use == MARK_USE_FIND)
        go_to_mark(app, key->character);
    else if (row == VIEW_NO_ROW)
        ui_message(&app->ui, "no row to mark");
    else if (!marks_set(&app->ui.marks, key->character, row))
        ui_message(&app->ui, "a mark is a letter: a-z, A-Z");
    return true;
}

bool jumps_act(struct app *app, enum action action)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].action == action) {
            jump_from_cursor(app, &table[i]);
            return true;
        }
    }
    switch ((int)action) { /* the rest is not about jumps */
    case ACTION_MARK:
        begin_mark(app, MARK_USE_SET);
        return true;
    case ACTION_GO_TO_MARK:
        begin_mark(app, MARK_USE_FIND);
        return true;
    case ACTION_JUMP_BACK:
        go_back(app);
        return true;
    default:
        return search_act(app, action);
    }
}

/* ---- :goto ----------------------------------------------------------------------- */

static const struct jump near_up = {
    .direction = SEEK_BACKWARD, .test = test_any, .none = "nothing is shown"};
static const struct jump near_down = {.test = test_any, .otherwise = &near_up};

/* Not every row is shown: to the next one that is, or the last. */
static void go_near(struct app *app, uint64_t row)
{
    jumps_seek(app, &near_down, &(struct seek_options){.from = row});
}

static void go_to_time(struct app *app, int64_t time_ns)
{
    go_near(app, store_find_time(store_of(app), time_ns > 0 ? (nanoseconds)time_ns : 0));
}

static void go_to_line(struct app *app, uint64_t number)
{
    uint64_t count = view_count(ui_lines(&app->ui));
    if (number == 0 || number > count)
        ui_message(&app->ui, "goto: a number from 1 to %" PRIu64, count);
    else
        go_to(app, view_select(ui_lines(&app->ui), number - 1));
}

static void go_to_percent(struct app *app, uint64_t percent)
{
    uint64_t count = view_count(ui_lines(&app->ui)), line = count / 100 * percent;
    line += count % 100 * percent / 100;
    go_to_line(app, line < count ? line + 1 : count);
}

static void go_to_sequence(struct app *app, uint64_t sequence)
{
    uint64_t row = store_find_sequence(store_of(app), sequence);
    if (row < store_row_count(store_of(app)))
        go_near(app, row);
    else
        ui_message(&app->ui, "goto: no event has a number as high as #%" PRIu64, sequence);
}

static void go_by(struct app *app, int64_t offset_ns)
{
    uint64_t row = jumps_cursor(app);
    if (row == VIEW_NO_ROW)
        ui_message(&app->ui, "no row to count from");
    else
        go_to_time(app, (int64_t)store_get(store_of(app), row)->time_ns + offset_ns);
}

static void put_clock(const struct app *app, nanoseconds time_ns, struct text *text)
{
    const struct time_base base = {.realtime_offset_ns = app->ui.facts.realtime_offset_ns};
    figures_put_time(text, TIME_CLOCK, time_ns, &base);
}

static void go_to_clock(struct app *app, const struct goto_target *target)
{
    uint64_t count = store_row_count(store_of(app)), row = jumps_cursor(app);
    int64_t offset_ns = app->ui.facts.realtime_offset_ns, moment_ns;
    char buffer[ERROR_MESSAGE_BYTES];
    struct text text;
    if (row == VIEW_NO_ROW) {
        ui_message(&app->ui, "the history is empty");
        return;
    }
    nanoseconds first_ns = store_get(store_of(app), store_first_row(store_of(app)))->time_ns;
    nanoseconds cursor_ns = store_get(store_of(app), row)->time_ns;
    nanoseconds last_ns = store_get(store_of(app), count - 1)->time_ns;
    const struct goto_span span = {(int64_t)first_ns + offset_ns, (int64_t)last_ns + offset_ns,
                                   (int64_t)cursor_ns + offset_ns};
    if (goto_moment(target, &span, &moment_ns) == 0) {
        go_to_time(app, moment_ns - offset_ns);
        return;
    }
    text_init(&text, buffer, NULL, sizeof buffer);
    text_put(&text, "goto: the history goes from ");
    put_clock(app, first_ns, &text);
    text_put(&text, " to ");
    put_clock(app, last_ns, &text);
    ui_message(&app->ui, "%s", buffer);
}

void jumps_goto(struct app *app, const char *argument)
{
    struct goto_target target;
    struct error error;
    if (goto_parse(argument, &target, &error) < 0) {
        ui_message(&app->ui, "%s", error.message);
        return;
    }
    switch (target.kind) {
    case GOTO_LINE:
        go_to_line(app, target.number);
        break;
    case GOTO_PERCENT:
        go_to_percent(app, target.number);
        break;
    case GOTO_SEQUENCE:
        go_to_sequence(app, target.number);
        break;
    case GOTO_OFFSET:
        go_by(app, target.offset_ns);
        break;
    case GOTO_CLOCK:
        go_to_clock(app, &target);
        break;
    }
}
