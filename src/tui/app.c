/*
 * The event loop.  It has one wait, a poll over
 *
 *     the terminal        keys
 *     a signalfd          resize, leave, stop and go on
 *     looking's fd        there is an answer about the selected thread
 *     the session's fd    events are there
 *     the panes' fds      the command's pseudo-terminal
 *
 * and then gives each a slice: some keys, a few milliseconds of events, of
 * filtering, a frame if one is due.  However many events come, a key waits for
 * one slice only; however few, nothing runs that has nothing to do.
 */
#include "app.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "app_state.h"
#include "control.h"

#define NS_PER_MS     1000000ull
#define FRAME_NS      (33 * NS_PER_MS) /* between frames that nobody asked for */
#define DRAIN_NS      (5 * NS_PER_MS)  /* of events, at a time */
#define DRAIN_EVENTS  512              /* between two looks at the clock */
#define FILTER_NS     (5 * NS_PER_MS)  /* of filtering, at a time */
#define SUMMARY_NS    (5 * NS_PER_MS)  /* of summing up what is filtered, at a time */
#define KEYS_PER_TURN 64
#define ANSWER_NS     (200 * NS_PER_MS)  /* after a key: what comes of it is waited for */
#define QUIET_NS      (50 * NS_PER_MS)   /* without events: ask what calls are in progress */
#define TICK_NS       (1000 * NS_PER_MS) /* between looks at the rates */
#define RATE_SHOWN    0.05               /* below it a rate counts as none */

static const int caught_signals[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};

/* ---- signals ------------------------------------------------------------- */

static int catch_signals(struct app *app, sigset_t *ret_before)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof caught_signals / sizeof caught_signals[0]; i++)
        sigaddset(&set, caught_signals[i]);
    app->signal_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (app->signal_fd < 0)
        return -errno;
    pthread_sigmask(SIG_BLOCK, &set, ret_before);
    return 0;
}

static void resize_screen(struct app *app)
{
    int rows, cols;
    terminal_resize();
    terminal_size(&rows, &cols);
    if (canvas_resize(&app->canvas, rows, cols) < 0)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    app->input_count++;
    app->wants_frame_now = true;
}

static void take_signal(struct app *app, int signal)
{
    switch (signal) {
    case SIGWINCH:
        resize_screen(app);
        break;
    case SIGTSTP:
        ui_message(&app->ui, "ptop does not stop: it would stop what it traces");
        break;
    case SIGCONT:
        terminal_resume();
        resize_screen(app);
        break;
    default:
        app->signal = signal;
        app->has_left = true;
        break;
    }
}

static void take_signals(struct app *app)
{
    struct signalfd_siginfo info;
    while (read(app->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        take_signal(app, (int)info.ssi_signo);
}

/* ---- events -------------------------------------------------------------- */

static void take_reply(struct app *app, const struct event *event)
{
    const struct event_reply *reply = (const struct event_reply *)event;
    int length = (int)strnlen(reply->message, sizeof reply->message);
    if (event->number < 0 && event->number != -EINPROGRESS && length > 0)
        ui_refuse(&app->ui, "%.*s", length, reply->message);
    else if (length > 0)
        ui_message(&app->ui, "%.*s", length, reply->message);
    else if (event->number < 0 && event->number != -EINPROGRESS)
        ui_refuse(&app->ui, "refused: %s", strerror(-event->number));
    pending_take(app, event);
}

/* Somebody pressed a key and looks for what comes of it: no frame shall wait for its turn. */
static bool is_awaited(const struct app *app)
{
    return app->ui.now_ns < app->answer_by_ns;
}

static void take_event(void *context, const struct event *event)
{
    struct app *app = context;
    if (event->kind == EVENT_REPLY)
        take_reply(app, event);
    if (event->kind == EVENT_STOP && is_awaited(app))
        app->wants_frame_now = true;
    looking_event(app->ui.looking, event);
    signals_known_take(&app->ui.signals, event);
    receipt_take(&app->receipt, event);
    control_take(app, event);
    if (!event_is_stored(event))
        return;
    summary_add(app->ui.summary_all, event);
    app->line_count += VIEW_KINDS >> event->kind & 1;
    app->last_event_ns = app->ui.now_ns;
    app->report_at_ns = app->ui.now_ns + QUIET_NS;
}

static void say_stop(struct app *app)
{
    if (app->has_said_stop || !session_was_stopped(app->ui.session))
        return;
    app->has_said_stop = true;
    app->ui.is_dirty = true;
    ui_message(&app->ui, "--stop-after: that was the last line; what was traced runs on");
}

/* For a few milliseconds; what is left then waits in the ring for the next turn.  When nothing is
 * left the session may rest for the time of a frame: under load events then come in batches, and
 * the tracer need not wake us for each. */
static void drain_events(struct app *app)
{
    nanoseconds until_ns = ui_clock_ns() + DRAIN_NS;
    size_t count, total = 0;
    while ((count = session_drain(app->ui.session, DRAIN_EVENTS, take_event, app)) > 0) {
        total += count;
        if (ui_clock_ns() >= until_ns)
            break;
    }
    app->ui.is_dirty |= total > 0; /* also by what a capture set keeps from the sink */
    bool rests = total > 0 && count == 0 && !is_awaited(app);
    app->rest_until_ns = rests ? app->ui.now_ns + FRAME_NS : 0;
    view_extend(app->ui.view);
    if (app->ui.fold)
        fold_extend(app->ui.fold);
    say_stop(app);
}

static bool filter_is_complete(const struct app *app)
{
    return view_is_complete(app->ui.view) && (!app->ui.fold || fold_is_complete(app->ui.fold));
}

static void filter_events(struct app *app)
{
    if (filter_is_complete(app))
        return;
    if (view_step(app->ui.view, FILTER_NS) && app->ui.fold)
        fold_step(app->ui.fold, FILTER_NS);
    app->ui.is_dirty = true;
}

/* What the filter shows is summed up while someone looks. */
static void summarise_events(struct app *app)
{
    bool is_seen = app->wish.tab != TAB_CALLS && ui_summary(&app->ui) == app->ui.summary_shown;
    bool was_summarising = app->is_summarising;
    app->is_summarising = is_seen && !summary_step(app->ui.summary_shown, SUMMARY_NS);
    if (was_summarising || app->is_summarising)
        app->ui.is_dirty = true;
}

/* ---- timers -------------------------------------------------------------- */

static bool is_due(nanoseconds at_ns, nanoseconds now_ns)
{
    return at_ns != 0 && now_ns >= at_ns;
}

/* Rates change as long as events come, and a little longer. */
static void tick_rates(struct app *app)
{
    struct tree *tree = session_tree(app->ui.session);
    bool is_busy = app->last_event_ns != 0 || tree_totals(tree).calls_per_second > RATE_SHOWN;
    if (app->tick_at_ns == 0 && is_busy)
        app->tick_at_ns = app->ui.now_ns + TICK_NS;
    if (!is_due(app->tick_at_ns, app->ui.now_ns))
        return;
    tree_tick(tree, app->ui.now_ns);
    app->last_event_ns = 0;
    app->tick_at_ns = 0;
    app->ui.is_dirty = true;
}

static void run_timers(struct app *app)
{
    nanoseconds now_ns = app->ui.now_ns;
    bool has_ended = session_has_ended(app->ui.session);
    if (is_due(app->report_at_ns, now_ns)) {
        app->report_at_ns = 0;
        if (!has_ended)
            dispatch_send(app, COMMAND_REPORT, 0, 0);
    }
    tick_rates(app);
    if (is_due(app->ui.redraw_at_ns, now_ns))
        app->ui.is_dirty = true;
    if (app->leave_by_ns != 0 && (has_ended || now_ns >= app->leave_by_ns))
        app->has_left = true;
}

static void earlier(nanoseconds *at_ns, nanoseconds other_ns)
{
    if (other_ns != 0 && other_ns < *at_ns)
        *at_ns = other_ns;
}

/* Until when the poll may sleep, in its milliseconds. */
static int poll_timeout(struct app *app, bool has_work)
{
    nanoseconds at_ns = UINT64_MAX, now_ns = ui_clock_ns();
    if (has_work)
        return 0;
    earlier(&at_ns, app->report_at_ns);
    earlier(&at_ns, app->tick_at_ns);
    earlier(&at_ns, app->ui.redraw_at_ns);
    earlier(&at_ns, app->leave_by_ns);
    earlier(&at_ns, app->rest_until_ns);
    earlier(&at_ns, script_due_ns(app));
    if (app->ui.is_dirty)
        earlier(&at_ns, app->last_frame_ns + FRAME_NS);
    if (at_ns == UINT64_MAX)
        return -1;
    return at_ns <= now_ns ? 0 : (int)((at_ns - now_ns + NS_PER_MS - 1) / NS_PER_MS);
}

/* ---- the loop ------------------------------------------------------------ */

/* True if more keys may be waiting than one turn takes. */
static bool take_keys(struct app *app)
{
    struct key key;
    for (int i = 0; i < KEYS_PER_TURN; i++) {
        if (!terminal_read_key(&key)) {
            if (terminal_is_gone())
                take_signal(app, SIGHUP);
            return false;
        }
        app->input_count++;
        app->wants_frame_now = true;
        app->answer_by_ns = app->ui.now_ns + ANSWER_NS;
        app->rest_until_ns = 0;
        dispatch_key(app, &key);
    }
    return true;
}

static void draw_frame(struct app *app)
{
    bool is_due_now = app->ui.now_ns >= app->last_frame_ns + FRAME_NS;
    if (!app->wants_frame_now && !(app->ui.is_dirty && is_due_now))
        return;
    app->wants_frame_now = false;
    app->ui.is_dirty = false; /* first: drawing may find out that there is more to draw */
    app->last_frame_ns = app->ui.now_ns;
    screen_draw(app);
    looking_ask(app->ui.looking);
    terminal_paint(&app->canvas);
    terminal_sync(app->input_count);
}

#define FIRST_PANE_FD 4 /* behind those of the terminal, the signals, looking and the session */

struct waited {
    struct pollfd fds[FIRST_PANE_FD + PANE_COUNT];
    struct pane *panes[FIRST_PANE_FD + PANE_COUNT]; /* of each fd, or NULL */
    nfds_t count;
};

static void wait_for(struct waited *waited, int fd, short events, struct pane *pane)
{
    waited->panes[waited->count] = pane;
    waited->fds[waited->count++] = (struct pollfd){.fd = fd, .events = events};
}

static void wait_for_all(struct app *app, struct waited *waited)
{
    waited->count = 0;
    wait_for(waited, terminal_fd(), POLLIN, NULL);
    wait_for(waited, app->signal_fd, POLLIN, NULL);
    wait_for(waited, looking_fd(app->ui.looking), POLLIN, NULL); /* -1 is left out by poll */
    if (app->rest_until_ns == 0)
        wait_for(waited, session_fd(app->ui.session), POLLIN, NULL);
    for (int i = 0; i < PANE_COUNT; i++) {
        struct pane *pane = app->panes[i];
        short events = 0;
        int fd = pane && pane->ops->fd ? pane->ops->fd(pane, &events) : -1;
        if (fd >= 0)
            wait_for(waited, fd, events, pane);
    }
}

static void run_loop(struct app *app)
{
    struct waited waited;
    bool has_keys = false;
    while (!app->has_left) {
        wait_for_all(app, &waited);
        bool has_events = app->rest_until_ns == 0 && !session_arm(app->ui.session);
        bool has_work = has_keys || has_events || app->wants_frame_now || app->is_summarising ||
                        script_has_work(app) || jumps_are_running(app) || !filter_is_complete(app);
        poll(waited.fds, waited.count, poll_timeout(app, has_work));
        app->ui.now_ns = ui_clock_ns();

        if (waited.fds[1].revents)
            take_signals(app);
        if (has_keys || waited.fds[0].revents)
            has_keys = take_keys(app);
        if (waited.fds[2].revents) {
            looking_ready(app->ui.looking);
            app->wants_frame_now |= is_awaited(app);
        }
        for (nfds_t i = 0; i < waited.count; i++)
            if (waited.panes[i] && waited.fds[i].revents)
                waited.panes[i]->ops->ready(waited.panes[i], waited.fds[i].revents);
        if (app->ui.now_ns >= app->rest_until_ns)
            drain_events(app);
        filter_events(app);
        summarise_events(app);
        jumps_step(app);
        pending_step(app);
        complete_step(app);
        run_timers(app);
        draw_frame(app);
        script_step(app);
    }
}

/* ---- beginning and end --------------------------------------------------- */

static void load_config(struct app *app)
{
    struct error error;
    keymap_init(&app->keymap);
    config_init(&app->config, &app->keymap, &app->ui.facts);
    if (config_load(&app->config, &error) < 0)
        ui_message(&app->ui, "%s", error.message);
    app->ui.syntax = app->config.syntax;
    history_load(app);
}

static struct layout_wish wish_at_start(bool has_output)
{
    return (struct layout_wish){
        .is_open = {[PANE_TREE] = true,
                    [PANE_CALLS] = true,
                    [PANE_OUTPUT] = has_output,
                    [PANE_SUMMARY] = true,
                    [PANE_PROCESSES] = true,
                    [PANE_FILES] = true,
                    [PANE_REGISTERS] = true,
                    [PANE_CODE] = true,
                    [PANE_STACK] = true,
                    [PANE_MEMORY] = true},
        .focus = PANE_CALLS,
    };
}

void app_command_size(unsigned short *ret_rows, unsigned short *ret_cols)
{
    struct layout_wish wish = wish_at_start(true);
    struct layout layout;
    terminal_size(&wish.rows, &wish.cols);
    layout_compute(&wish, &layout);
    if (layout.frames[PANE_OUTPUT].rows == 0) { /* it will be seen alone or not at all */
        wish.focus = PANE_OUTPUT;
        layout_compute(&wish, &layout);
    }
    struct rect inside = layout_inside(layout.frames[PANE_OUTPUT]);
    *ret_rows = (unsigned short)(inside.rows > 0 ? inside.rows : 1);
    *ret_cols = (unsigned short)(inside.cols > 0 ? inside.cols : 1);
}

static void make_panes(struct app *app)
{
    static pane_constructor *const constructors[PANE_COUNT] = {
#define PANE(id, constructor) [PANE_##id] = constructor,
#include "pane.def"
    };
    for (int i = 0; i < PANE_COUNT; i++)
        app->panes[i] = constructors[i](&app->ui);
    app->wish = wish_at_start(app->panes[PANE_OUTPUT] != NULL);
    for (int i = 0; i < PANE_COUNT; i++)
        app->wish.is_open[i] &= app->panes[i] != NULL;
    app->strip_focus = PANE_COUNT;
    for (enum tab tab = 0; tab < TAB_COUNT; tab++)
        app->focus_of[tab] = tab_main_pane(tab);
}

static void app_init(struct app *app, const struct app_options *options)
{
    app->options = options;
    app->ui = (struct ui){
        .session = options->session,
        .view = view_new(session_store(options->session)),
        .format = {.names = session_names(options->session),
                   .string_limit_bytes = options->string_limit_bytes,
                   .escape = terminal_is_unicode() ? TEXT_ESCAPE_UTF8 : TEXT_ESCAPE_ASCII,
                   .joins_restarts = true},
        .facts = session_facts(options->session),
        .filters = &app->filters,
        .keymap = &app->keymap,
        .config = &app->config,
        .now_ns = ui_clock_ns(),
        .start_ns = session_facts(options->session).start_ns,
        .selected_row = VIEW_NO_ROW,
        .wanted_row = VIEW_NO_ROW,
        .cursor_row = VIEW_NO_ROW,
    };
    view_join_restarts(app->ui.view, session_restarts(options->session));
    app->ui.looking = looking_new(&app->ui);
    app->ui.summary_all = summary_new(app->ui.format.names);
    app->ui.summary_shown =
        summary_of_view(app->ui.format.names, session_store(options->session), app->ui.view);
    app->report_at_ns = app->ui.now_ns + QUIET_NS;
    load_config(app);
    make_panes(app);
    resize_screen(app);
    app->input_count = 0;
}

static void app_done(struct app *app)
{
    for (int i = 0; i < PANE_COUNT; i++)
        if (app->panes[i])
            app->panes[i]->ops->free(app->panes[i]);
    looking_free(app->ui.looking);
    fold_free(app->ui.fold);
    summary_free(app->ui.summary_shown);
    summary_free(app->ui.summary_all);
    jumps_cancel(app);
    search_done(app);
    view_free(app->ui.view);
    config_done(&app->config);
    canvas_done(&app->canvas);
}

int app_run(const struct app_options *options, int *ret_signal, struct error *ret_error)
{
    static struct app app; /* too large for a stack */
    sigset_t before;
    int code = catch_signals(&app, &before);
    if (code < 0)
        return error_set(ret_error, code, "signalfd: %s", strerror(-code));
    app.script = options->script;
    code = terminal_open(ret_error);
    if (code == 0) {
        app_init(&app, options);
        run_loop(&app);
        *ret_signal = app.signal;
        if (script_has_failed(&app, ret_error))
            code = -EINVAL;
        app_done(&app);
        terminal_close();
        receipt_print(&app.receipt, stdout);
    }
    script_free(app.script);
    close(app.signal_fd);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}
