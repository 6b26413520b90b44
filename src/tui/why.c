#include "why.h"

#include <stdlib.h>

#include <ptop/stuck.h>

#define ASK_EVERY_NS 1000000000ull

struct why {
    struct ui *ui;
    struct stuck *stuck; /* NULL before the first question */
    int32_t asked_tid, answered_tid;
    nanoseconds asked_ns;
    struct text text;
    char bytes[STUCK_ANSWER_BYTES];
    uint8_t roles[STUCK_ANSWER_BYTES];
};

struct why *why_new(struct ui *ui)
{
    struct why *why = calloc(1, sizeof(*why));

    if (!why)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    why->ui = ui;
    text_init(&why->text, why->bytes, why->roles, sizeof(why->bytes));
    return why;
}

void why_free(struct why *why)
{
    if (!why)
        return;
    stuck_free(why->stuck);
    free(why);
}

/* The report renews what is known of calls in progress, for the next question. */
static void ask(struct why *why, int32_t tid)
{
    const struct command report = {.kind = COMMAND_REPORT};
    const struct tree_thread *thread = tree_find_thread(session_tree(why->ui->session), tid);
    const struct stuck_question question = {
        .tid = tid,
        .call = thread ? thread->call : NULL,
        .since_ns = thread && thread->call ? thread->call_since_ns : 0,
        .is_paused = thread && thread->state == TREE_PAUSED,
        .stop_signal = thread && thread->state == TREE_STOPPED ? thread->stop_signal : 0,
    };

    stuck_ask(why->stuck, &question);
    session_send(why->ui->session, &report);
    why->asked_tid = tid;
    why->asked_ns = why->ui->now_ns;
}

void why_look_at(struct why *why, int32_t tid)
{
    nanoseconds now_ns = why->ui->now_ns;

    if (!why->stuck)
        why->stuck = stuck_new();
    if (!why->stuck)
        return;
    if (tid != why->asked_tid ||
        (now_ns >= why->asked_ns + ASK_EVERY_NS && !stuck_is_busy(why->stuck)))
        ask(why, tid);
    ui_redraw_at(why->ui, now_ns + ASK_EVERY_NS);
}

int why_fd(const struct why *why)
{
    return why->stuck ? stuck_fd(why->stuck) : -1;
}

bool why_take(struct why *why)
{
    text_clear(&why->text);
    why->answered_tid = stuck_take(why->stuck, &why->text);
    return why->answered_tid != 0;
}

const struct text *why_answer(const struct why *why, int32_t tid)
{
    return why->answered_tid == tid ? &why->text : NULL;
}
