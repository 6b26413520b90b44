/* ":" commands about signals: send one, say what happens to them, change the one that is held. */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "app_state.h"
#include "commands.h"
#include "control.h"
#include "words.h"

/* False: no signal is called so, which is said. */
static bool find_signal(struct app *app, const char *word, int32_t *ret_signal)
{
    int signal = words_signal(word);
    if (signal == 0)
        return ui_refuse(&app->ui, "no signal is called \"%s\"", word);
    *ret_signal = signal;
    return true;
}

/* ---- sending ----------------------------------------------------------------- */

/* To a thread; by a process's own number to the process. */
static bool find_receiver(struct app *app, const char *word, struct command *command)
{
    const struct tree *tree = session_tree(app->ui.session);
    const struct tree_thread *thread;
    uint64_t number = 0;
    if (*word == '\0')
        thread = control_thread(app);
    else
        thread = words_number(word, &number) && number <= INT32_MAX
                     ? tree_find_thread(tree, (int32_t)number)
                     : NULL;
    if (!thread)
        return *word ? ui_refuse(&app->ui, "%s is not traced", word) : false;
    command->tgid = thread->process->tgid;
    command->tid = thread->tid == command->tgid ? 0 : thread->tid;
    return true;
}

/* SIG [VALUE] [TID]: a single number is whoever has it, else the value. */
static void obey_signal(struct app *app, char *arguments)
{
    struct order order = {.command = {.kind = COMMAND_SIGNAL}};
    char name[32], first[32], second[32];
    const char *rest = arguments;
    uint64_t number;
    words_take(&rest, name, sizeof name);
    words_take(&rest, first, sizeof first);
    words_take(&rest, second, sizeof second);
    bool is_number = words_number(first, &number);
    bool is_whom = is_number && *second == '\0' && number <= INT32_MAX &&
                   tree_find_thread(session_tree(app->ui.session), (int32_t)number);
    if (!find_signal(app, name, &order.command.value) ||
        !find_receiver(app, is_whom ? first : second, &order.command))
        return;
    if (*first && !is_number) {
        ui_refuse(&app->ui, "\"%s\" is no value that %s can carry", first, name);
        return;
    }
    if (*first && !is_whom) {
        order.data.number = (int64_t)number;
        order.data_bytes = sizeof order.data.number;
    }
    pending_send(app, &order);
}

/* ---- rules ------------------------------------------------------------------- */

static bool find_rule(struct app *app, const char *word, uint64_t *ret_rule)
{
    for (uint64_t rule = 0; rule < SIGNAL_RULE_COUNT; rule++) {
        if (strcmp(word, signals_known_rule_name((enum signal_rule)rule)) == 0) {
            *ret_rule = rule;
            return true;
        }
    }
    return ui_refuse(&app->ui, "\"%s\" is none of pass, hold, drop, note", word);
}

static void remember_rule(struct app *app, const struct order *order)
{
    app->ui.signals.rules[order->command.value] = (uint8_t)order->command.number;
}

/* These two nobody can do anything about. */
static bool has_rule(int signal)
{
    return signal != SIGKILL && signal != SIGSTOP;
}

static void obey_signal_rule(struct app *app, char *arguments)
{
    struct order order = {.command = {.kind = COMMAND_SIGNAL_RULE}, .done = remember_rule};
    char name[32];
    const char *rule = arguments;
    words_take(&rule, name, sizeof name);
    bool is_all = strcmp(name, "all") == 0;
    if ((!is_all && !find_signal(app, name, &order.command.value)) ||
        !find_rule(app, rule, &order.command.number))
        return;
    if (!is_all) {
        if (!has_rule(order.command.value))
            ui_refuse(&app->ui, "%s arrives whatever anybody wants", name);
        else
            pending_send(app, &order);
        return;
    }
    for (int signal = 1; signal < SIGNALS_COUNT; signal++) {
        order.command.value = signal;
        if (has_rule(signal))
            pending_send(app, &order);
    }
}

/* ---- the one that is held ------------------------------------------------------ */

static void obey_change_signal(struct app *app, char *name)
{
    const struct tree_thread *thread = control_held(app);
    struct order order = {.command = {.kind = COMMAND_CHANGE_SIGNAL}};
    if (!thread || (strcmp(name, "none") != 0 && !find_signal(app, name, &order.command.value)))
        return;
    if (!signals_known_held(&app->ui.signals, thread->stop)) {
        ui_refuse(&app->ui, "%" PRId32 " is not held with a signal", thread->tid);
        return;
    }
    order.command.tid = thread->tid;
    order.command.tgid = thread->process->tgid;
    pending_send(app, &order);
}

static void obey_signals(struct app *app, char *arguments)
{
    (void)arguments;
    dispatch_toggle(app, PANE_SIGNALS);
}

static const struct command_row rows[] = {
    {"signal", "SIG [VALUE] [TID|PID]", "send a signal", obey_signal, {WORD_SIGNAL, WORD_WHOM}},
    {"signal-rule",
     "SIG|all pass|hold|drop|note",
     "what happens to a signal",
     obey_signal_rule,
     {WORD_SIGNAL, WORD_RULE}},
    {"change-signal",
     "SIG|none",
     "instead of the one that is held",
     obey_change_signal,
     {WORD_SIGNAL}},
    {"signals", "", "the table of signals", obey_signals, {WORD_NONE}},
};
const struct command_table commands_signals = {rows, sizeof rows / sizeof rows[0]};
