/*
 * Questions before what cannot be undone: leaving while something is traced,
 * letting a process go.
 *
 * The first answer never harms a tracee, and Enter gives it.  Esc and whatever
 * is no answer change nothing.
 */
#include <inttypes.h>
#include <stdio.h>

#include "app_state.h"

#define LEAVE_WITHIN_NS 3000000000ull

struct answer {
    char key;
    const char *label;
    void (*act)(struct app *app);
};

struct question {
    void (*put)(const struct app *app, struct text *text);
    struct answer answers[4]; /* the last one with key 0 */
};

void question_leave(struct app *app, enum command_kind kind)
{
    dispatch_send(app, kind, 0, 0);
    app->leave_by_ns = app->ui.now_ns + LEAVE_WITHIN_NS;
    ui_message(&app->ui, "%s",
               kind == COMMAND_KILL ? "killing what was launched ..."
                                    : "letting every tracee go ...");
}

static void answer_let_go(struct app *app)
{
    question_leave(app, COMMAND_DETACH);
}

static void answer_kill(struct app *app)
{
    question_leave(app, COMMAND_KILL);
}

static void answer_nothing(struct app *app)
{
    (void)app;
}

static const struct tree_thread *selected_thread(const struct app *app)
{
    return tree_find_thread(session_tree(app->ui.session), app->ui.selected_tid);
}

static void answer_detach(struct app *app)
{
    const struct tree_thread *thread = selected_thread(app);
    if (thread)
        dispatch_send(app, COMMAND_DETACH, 0, thread->process->tgid);
}

/* "2 threads are held, 1 breakpoint is set: all is put back." */
static void put_held(const struct app *app, struct text *text)
{
    unsigned held = screen_count_paused(app), points = 0;
    while (points_get(session_points(app->ui.session), points))
        points++;
    if (held > 0)
        text_printf(text, " %u thread%s held%s", held, held == 1 ? " is" : "s are",
                    points > 0 ? "," : "");
    if (points > 0)
        text_printf(text, " %u breakpoint%s set", points, points == 1 ? " is" : "s are");
    if (held + points > 0)
        text_put(text, ": all is put back.");
}

static void put_traced(const struct app *app, struct text *text)
{
    struct tree_totals totals = tree_totals(session_tree(app->ui.session));
    text_printf(text, "Quit: %u process%s traced.", totals.processes,
                totals.processes == 1 ? " is" : "es are");
    put_held(app, text);
}

static void put_selected(const struct app *app, struct text *text)
{
    const struct tree_thread *thread = selected_thread(app);
    text_printf(text, "Let process %" PRId32 " go?", thread ? thread->process->tgid : 0);
}

static const struct question quit_launched = {
    .put = put_traced,
    .answers = {{'d', "detach", answer_let_go},
                {'k', "kill", answer_kill},
                {'c', "cancel", answer_nothing}},
};

static const struct question quit_attached = {
    .put = put_traced,
    .answers = {{'d', "detach", answer_let_go}, {'c', "cancel", answer_nothing}},
};

static const struct question quit_trapped = {
    .put = put_traced,
    .answers = {{'c', "cancel", answer_nothing}, {'k', "kill", answer_kill}},
};

static const struct question detach_selected = {
    .put = put_selected,
    .answers = {{'y', "yes", answer_detach}, {'n', "no", answer_nothing}},
};

void question_quit(struct app *app)
{
    if (session_has_ended(app->ui.session) || app->leave_by_ns != 0) {
        app->has_left = true;
        return;
    }
    app->question = session_has_trap(app->ui.session) ? &quit_trapped
                    : app->options->is_attached       ? &quit_attached
                                                      : &quit_launched;
}

void question_detach(struct app *app)
{
    if (!selected_thread(app)) {
        ui_message(&app->ui, "no process is selected");
        return;
    }
    app->question = &detach_selected;
}

void question_key(struct app *app, const struct key *key)
{
    const struct answer *answers = app->question->answers;
    if (key->code == K_ENTER) {
        app->question = NULL;
        answers[0].act(app);
        return;
    }
    for (; answers->key; answers++) {
        if (key->code == K_CHARACTER && key->modifiers == 0 &&
            key->character == (uint32_t)answers->key) {
            app->question = NULL;
            answers->act(app);
            return;
        }
    }
    if (key->code == K_ESCAPE)
        app->question = NULL;
}

void question_draw(const struct app *app, struct canvas *canvas, int row)
{
    char buffer[128];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    app->question->put(app, &text);
    int col = 1 + canvas_string(canvas, row, 1, canvas->cols - 1, ROLE_MESSAGE, buffer);
    for (const struct answer *answer = app->question->answers; answer->key; answer++) {
        const char key[2] = {answer->key, '\0'};
        col += 2;
        col += canvas_string(canvas, row, col, canvas->cols - col, ROLE_KEY, key);
        col++;
        col += canvas_string(canvas, row, col, canvas->cols - col, ROLE_KEY_LABEL, answer->label);
    }
}
