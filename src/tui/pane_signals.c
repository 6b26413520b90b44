/*
 * The signals: the rule of each, and what the selected thread does with it.  Above them the one
 * that it is held with, or the keys.
 */
#include <inttypes.h>
#include <signal.h>

#include <ptop/signals.h>

#include "looking.h"
#include "pane_rows.h"

#define NUMBER_COLS   4
#define NAME_COLS     13
#define RULE_COLS     7
#define TAKES_COLS    9
#define READ_EVERY_NS 1000000000ull

struct pane_signals {
    struct pane_rows rows;
    struct signal_sets sets; /* of the selected thread, as of this frame */
    bool has_sets;
};

static int signal_of(uint64_t index)
{
    int signal = (int)index + 1;
    return signal < 32 ? signal : SIGRTMIN + signal - 32;
}

static uint64_t signals_count(struct pane_rows *rows)
{
    struct pane_signals *pane = (struct pane_signals *)rows;
    const struct tree_thread *thread = looking_thread(rows->pane.ui);
    /* The number of one that is gone may be another's. */
    bool is_there = thread && tree_state_is_traced(thread->state);
    pane->has_sets = is_there && signals_read(thread->tid, &pane->sets) == 0;
    return (uint64_t)(31 + SIGRTMAX - SIGRTMIN + 1);
}

static const struct event_signal *held(const struct pane_rows *rows)
{
    const struct ui *ui = rows->pane.ui;
    return looking_is_held(ui) ? signals_known_held(&ui->signals, looking_stop(ui)) : NULL;
}

static int signals_draw_heading(struct pane_rows *rows, struct canvas *canvas)
{
    const struct event_signal *signal = held(rows);
    char buffer[512];
    uint8_t roles[512];
    struct text text;
    ui_redraw_at(rows->pane.ui, rows->pane.ui->now_ns + READ_EVERY_NS);
    if (canvas->rows < 4)
        return 0;
    if (!signal) {
        canvas_string(canvas, 0, 1, canvas->cols - 2, ROLE_DIM,
                      "p lets it pass, h holds, d drops, n notes it; s sends one");
        return 1;
    }
    text_init(&text, buffer, roles, sizeof buffer);
    format_event(&signal->header, &rows->pane.ui->format, &text);
    canvas_text(canvas, 0, 1, canvas->cols - 2, &text, 0);
    canvas_string(canvas, 1, 1, canvas->cols - 2, ROLE_DIM,
                  "is held: c delivers it, e makes it another one, x drops it");
    return 2;
}

static const char *what_it_does(const struct signal_sets *sets, int signal)
{
    return signal_is_in(sets->caught, signal)    ? "caught"
           : signal_is_in(sets->ignored, signal) ? "ignored"
                                                 : "default";
}

static void draw_state(struct canvas *canvas, int row, int col, const struct signal_sets *sets,
                       int signal)
{
    bool is_pending = signal_is_in(sets->pending, signal);
    bool is_process = signal_is_in(sets->process_pending, signal);
    canvas_string(canvas, row, col, TAKES_COLS - 1,
                  signal_is_in(sets->caught, signal) ? ROLE_PLAIN : ROLE_DIM,
                  what_it_does(sets, signal));
    pane_rows_put(canvas, row,
                  (struct pane_rows_cell){col + TAKES_COLS, canvas->cols - col - TAKES_COLS,
                                          is_pending || is_process ? ROLE_HELD : ROLE_DIM},
                  "%s%s%s", signal_is_in(sets->blocked, signal) ? "blocked " : "",
                  is_pending ? "pending " : "", is_process ? "pending for the process" : "");
}

static void signals_draw_row(struct pane_rows *rows, struct canvas *canvas, int row, uint64_t index)
{
    const struct pane_signals *pane = (const struct pane_signals *)rows;
    int signal = signal_of(index), col = 1;
    enum signal_rule rule = (enum signal_rule)rows->pane.ui->signals.rules[signal];
    pane_rows_put(canvas, row, (struct pane_rows_cell){col, NUMBER_COLS - 1, ROLE_DIM}, "%d",
                  signal);
    col += NUMBER_COLS;
    canvas_string(canvas, row, col, NAME_COLS - 1, ROLE_SIGNAL, format_signal_name(signal));
    col += NAME_COLS;
    canvas_string(canvas, row, col, RULE_COLS - 1,
                  rule == SIGNAL_RULE_PASS ? ROLE_DIM : ROLE_STATUS_ALERT,
                  signals_known_rule_name(rule));
    col += RULE_COLS;
    if (pane->has_sets)
        draw_state(canvas, row, col, &pane->sets, signal);
}

static const char *signals_empty(const struct pane_rows *rows)
{
    (void)rows;
    return "";
}

static void send_signal(struct ui *ui, int signal)
{
    ui_prompt(ui, "signal %s ", format_signal_name(signal));
}

/* False: none is held, which is said. */
static bool require_held(const struct pane_rows *rows)
{
    return held(rows) || ui_refuse(rows->pane.ui, "no signal is held");
}

static bool signals_act(struct pane_rows *rows, uint64_t index, enum action action)
{
    struct ui *ui = rows->pane.ui;
    switch ((int)action) { /* the rest is somebody else's */
    case ACTION_OPEN:
        send_signal(ui, signal_of(index));
        return true;
    case ACTION_EDIT:
        if (require_held(rows))
            ui_prompt(ui, "change-signal ");
        return true;
    default:
        return false;
    }
}

static const struct {
    char key;
    const char *rule;
} rule_keys[] = {{'p', "pass"}, {'h', "hold"}, {'d', "drop"}, {'n', "note"}};

static bool signals_key(struct pane_rows *rows, uint64_t index, const struct key *key)
{
    struct ui *ui = rows->pane.ui;
    if (key->code != K_CHARACTER || key->modifiers != 0)
        return false;
    for (size_t i = 0; i < sizeof rule_keys / sizeof rule_keys[0]; i++) {
        if (key->character != (uint32_t)rule_keys[i].key)
            continue;
        ui_command(ui, "signal-rule %s %s", format_signal_name(signal_of(index)),
                   rule_keys[i].rule);
        return true;
    }
    if (key->character == 's')
        send_signal(ui, signal_of(index));
    else if (key->character == 'x' && require_held(rows))
        ui_command(ui, "change-signal none");
    return key->character == 's' || key->character == 'x';
}

static void signals_title(const struct pane *pane, struct text *text)
{
    text_put(text, "Signals");
    if (pane->ui->selected_tid != 0)
        text_printf(text, " of %" PRId32, pane->ui->selected_tid);
}

static const struct pane_rows_kind signals_kind = {
    .title = signals_title,
    .count = signals_count,
    .draw_heading = signals_draw_heading,
    .draw_row = signals_draw_row,
    .empty = signals_empty,
    .act = signals_act,
    .key = signals_key,
};

struct pane *pane_signals_new(struct ui *ui)
{
    return pane_rows_new(ui, &signals_kind, sizeof(struct pane_signals));
}
