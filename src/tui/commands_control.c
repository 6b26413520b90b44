/* ":" commands that hold threads, step them and let them go. */
#include <inttypes.h>
#include <string.h>

#include "app_state.h"
#include "commands.h"
#include "control.h"
#include "words.h"

/* "all", a thread, a process by its number; nothing: the selected thread.  False: it is said. */
static bool find_whom(struct app *app, const char *word, int32_t *ret_tid, int32_t *ret_tgid)
{
    const struct tree *tree = session_tree(app->ui.session);
    const struct tree_thread *thread;
    uint64_t number = 0;
    *ret_tid = *ret_tgid = 0;
    if (strcmp(word, "all") == 0)
        return true;
    if (*word == '\0')
        thread = control_thread(app);
    else if (words_number(word, &number) && number > 0 && number <= INT32_MAX)
        thread = tree_find_thread(tree, (int32_t)number);
    else
        return ui_refuse(&app->ui, "\"%s\" is neither a thread nor all", word);
    if (thread) {
        *ret_tid = *word && thread->tid == thread->process->tgid ? 0 : thread->tid;
        *ret_tgid = thread->process->tgid;
    } else if (*word) {
        ui_refuse(&app->ui, "%s is not traced", word);
    }
    return thread != NULL;
}

static void obey_pause(struct app *app, char *whom)
{
    int32_t tid, tgid;
    if (find_whom(app, whom, &tid, &tgid))
        control_pause(app, tid, tgid);
}

static void obey_resume(struct app *app, char *whom)
{
    int32_t tid, tgid;
    if (find_whom(app, whom, &tid, &tgid))
        control_resume(app, tid, tgid);
}

/* ---- steps ----------------------------------------------------------------- */

static void step_counted(struct app *app, enum step_kind kind, const char *word)
{
    uint64_t count = 1;
    if (*word && (!words_number(word, &count) || count == 0 || count > INT64_MAX))
        ui_refuse(&app->ui, "\"%s\" is no number of steps", word);
    else
        control_step(app, kind, count, 0);
}

static void obey_step(struct app *app, char *count)
{
    step_counted(app, STEP_INSTRUCTION, count);
}

static void obey_over(struct app *app, char *count)
{
    step_counted(app, STEP_OVER, count);
}

static void obey_out(struct app *app, char *arguments)
{
    (void)arguments;
    control_step(app, STEP_OUT, 1, 0);
}

static void obey_syscall(struct app *app, char *arguments)
{
    (void)arguments;
    control_step(app, STEP_CALL, 1, 0);
}

/* To where the thread was meant to go, that was selected when it was asked. */
static void go_until(struct app *app, struct order *order, const struct resolved *value)
{
    order->command.address = value->value;
    pending_send(app, order);
}

static void obey_until(struct app *app, char *expression)
{
    const struct tree_thread *thread = control_held(app);
    if (!thread)
        return;
    struct order order = control_step_order(thread, STEP_UNTIL);
    order.go_on = go_until;
    pending_resolve(app, expression, &order);
}

/* ---- whom ------------------------------------------------------------------ */

static void obey_select(struct app *app, char *word)
{
    uint64_t number = 0;
    bool is_number = words_number(word, &number) && number <= INT32_MAX;
    if (is_number && tree_find_thread(session_tree(app->ui.session), (int32_t)number))
        control_select(app, (int32_t)number);
    else
        ui_refuse(&app->ui, "%s is not traced", word);
}

static void obey_attach(struct app *app, char *word)
{
    uint64_t number = 0;
    if (words_number(word, &number) && number > 0 && number <= INT32_MAX)
        control_send(app, COMMAND_ATTACH, 0, (int32_t)number);
    else
        ui_refuse(&app->ui, "\"%s\" is no process number", word);
}

static void obey_detach(struct app *app, char *word)
{
    int32_t tid, tgid;
    if (find_whom(app, word, &tid, &tgid))
        control_send(app, COMMAND_DETACH, 0, tgid);
}

/* Nobody answers a script's questions: it lets all go. */
static void obey_quit(struct app *app, char *word)
{
    bool is_kill = strcmp(word, "kill") == 0;
    if (*word && !is_kill && strcmp(word, "detach") != 0)
        ui_refuse(&app->ui, "\"%s\" is neither detach nor kill", word);
    else if (session_has_ended(app->ui.session) || (*word == '\0' && !script_is_running(app)))
        question_quit(app);
    else
        question_leave(app, is_kill ? COMMAND_KILL : COMMAND_DETACH);
}

static const struct command_row rows[] = {
    {"pause", "[TID|PID|all]", "hold a thread, a process, all", obey_pause, {WORD_WHOM}},
    {"resume", "[TID|PID|all]", "let it run", obey_resume, {WORD_WHOM}},
    {"step", "[N]", "so many instructions", obey_step, {WORD_NONE}},
    {"over", "[N]", "the same, calls as a whole", obey_over, {WORD_NONE}},
    {"out", "", "run until the function returns", obey_out, {WORD_NONE}},
    {"until", "EXPR", "run to an address", obey_until, {WORD_EXPRESSION}},
    {"syscall", "", "to the next entry or exit of a call", obey_syscall, {WORD_NONE}},
    {"select", "TID", "what the other commands are about", obey_select, {WORD_WHOM}},
    {"attach", "PID", "trace a process that runs already", obey_attach, {WORD_NONE}},
    {"detach", "[PID|all]", "put all back and let it go", obey_detach, {WORD_PROCESS}},
    {"quit", "[detach|kill]", "leave ptop", obey_quit, {WORD_NONE}},
};
const struct command_table commands_control = {rows, sizeof rows / sizeof rows[0]};
