#include "looking.h"

#include <stdlib.h>
#include <string.h>

#define REFRESH_NS 1000000000ull /* of memory that changes by itself */

struct question {
    unsigned ticket;      /* of the inspector */
    looking_answer *done; /* NULL: a free place */
    void *context;
};

struct looking {
    struct ui *ui;
    struct inspector *inspector; /* NULL before the first question */

    int32_t tid; /* of all that follows */
    bool is_held, has_stop, has_before;
    struct event_stop stop, before;
    struct event_stop reason; /* the stop, or the one that the edits since began with */
    nanoseconds held_ns; /* when it was last seen held */
    struct event_vectors *vectors, *vectors_before;
    struct sight *sight;

    struct look asked; /* the last question; its pointers mean nothing */
    unsigned asked_changes;
    nanoseconds asked_ns; /* 0: never */
    unsigned changes;     /* of points and vectors, and all else that makes a sight old */

    struct question questions[LOOKING_QUESTIONS];
};

struct looking *looking_new(struct ui *ui)
{
    struct looking *looking = calloc(1, sizeof *looking);
    if (!looking)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    looking->ui = ui;
    return looking;
}

void looking_free(struct looking *looking)
{
    if (!looking)
        return;
    inspector_free(looking->inspector);
    sight_free(looking->sight);
    free(looking->vectors);
    free(looking->vectors_before);
    free(looking);
}

struct inspector *looking_inspector(struct looking *looking)
{
    if (!looking->inspector)
        looking->inspector = inspector_new();
    return looking->inspector;
}

/* ---- what is known --------------------------------------------------------------------- */

const struct tree_thread *looking_thread(const struct ui *ui)
{
    return tree_find_thread(session_tree(ui->session), ui->selected_tid);
}

static const struct looking *of_selected(const struct ui *ui)
{
    const struct looking *looking = ui->looking;
    return looking && looking->tid != 0 && looking->tid == ui->selected_tid ? looking : NULL;
}

bool looking_is_held(const struct ui *ui)
{
    const struct tree_thread *thread = looking_thread(ui);
    return thread && thread->stop;
}

const char *looking_absence(const struct ui *ui)
{
    const struct tree_thread *thread = looking_thread(ui);
    if (!thread)
        return "no thread is selected";
    if (thread->state == TREE_DETACHED)
        return "it was let go";
    return tree_state_is_traced(thread->state) ? NULL : "it has ended";
}

const struct event_stop *looking_stop(const struct ui *ui)
{
    const struct looking *looking = of_selected(ui);
    return looking && looking->has_stop ? &looking->stop : NULL;
}

const struct event_stop *looking_stop_before(const struct ui *ui)
{
    const struct looking *looking = of_selected(ui);
    return looking && looking->has_before ? &looking->before : NULL;
}

const struct event_stop *looking_reason(const struct ui *ui)
{
    return looking_stop(ui) ? &ui->looking->reason : NULL;
}

const struct sight *looking_sight(const struct ui *ui)
{
    const struct looking *looking = of_selected(ui);
    return looking ? looking->sight : NULL;
}

const struct event_vectors *looking_vectors(const struct ui *ui)
{
    const struct looking *looking = of_selected(ui);
    return looking ? looking->vectors : NULL;
}

const struct event_vectors *looking_vectors_before(const struct ui *ui)
{
    const struct looking *looking = of_selected(ui);
    return looking ? looking->vectors_before : NULL;
}

bool looking_is_compat(const struct ui *ui)
{
    const struct looking *looking = of_selected(ui);
    return looking && looking->stop.header.flags & STOP_COMPAT;
}

/* ---- the selected thread ----------------------------------------------------------------- */

static void forget_thread(struct looking *looking)
{
    sight_free(looking->sight);
    free(looking->vectors);
    free(looking->vectors_before);
    looking->sight = NULL;
    looking->vectors = looking->vectors_before = NULL;
    looking->has_stop = looking->has_before = looking->is_held = false;
    looking->stop.header.flags = 0;
    looking->asked_ns = 0;
}

static void take_stop(struct looking *looking, const struct tree_thread *thread)
{
    bool is_new = !looking->has_stop || looking->stop.generation != thread->stop->generation;
    looking->is_held = true;
    looking->held_ns = looking->ui->now_ns;
    if (!is_new)
        return;
    if (thread->stop_before) {
        looking->before = *thread->stop_before;
        looking->has_before = true;
    }
    looking->stop = *thread->stop;
    if (!looking->has_stop || looking->stop.header.number != STOP_REASON_EDIT) {
        looking->reason = looking->stop;
        looking->ui->frame = 0;
    }
    looking->has_stop = true;
}

/* It runs: what it was held in is shown for a moment. */
static void linger(struct looking *looking)
{
    nanoseconds until_ns = looking->held_ns + LOOKING_LINGER_NS;
    looking->is_held = false;
    if (!looking->has_stop)
        return;
    if (looking->ui->now_ns >= until_ns)
        looking->has_stop = looking->has_before = false;
    else
        ui_redraw_at(looking->ui, until_ns);
}

void looking_begin(struct looking *looking)
{
    struct ui *ui = looking->ui;
    const struct tree_thread *thread = looking_thread(ui);
    ui->look_wish = (struct look){0};
    if (ui->selected_tid != looking->tid)
        forget_thread(looking);
    looking->tid = ui->selected_tid;
    if (thread && thread->stop)
        take_stop(looking, thread);
    else
        linger(looking);
}

/* ---- asking ---------------------------------------------------------------------------- */

void looking_at(const struct ui *ui, struct look_at *ret_at)
{
    const struct tree_thread *thread = looking_thread(ui);
    *ret_at = (struct look_at){.tid = ui->selected_tid, .points = session_points(ui->session)};
    if (!thread)
        return;
    ret_at->tgid = thread->process->tgid;
    ret_at->call = thread->call;
    const struct event_stop *stop = thread->stop ? thread->stop : looking_stop(ui);
    if (!stop)
        return;
    ret_at->is_held = thread->stop != NULL;
    ret_at->generation = stop->generation;
    ret_at->is_compat = stop->header.flags & STOP_COMPAT;
    memcpy(ret_at->registers, stop->registers, sizeof ret_at->registers);
}

static bool wants_something(const struct look *look)
{
    return look->wants_registers || look->stack_frames > 0 || look->wants_maps ||
           look->code_rows > 0 || look->memory_bytes > 0;
}

static bool is_same_wish(const struct look *a, const struct look *b)
{
    return a->wants_registers == b->wants_registers && a->stack_frames == b->stack_frames &&
           a->wants_maps == b->wants_maps && a->code_address == b->code_address &&
           a->code_before == b->code_before && a->code_rows == b->code_rows &&
           a->syntax == b->syntax && a->memory_address == b->memory_address &&
           a->memory_bytes == b->memory_bytes;
}

static bool is_same_stop(const struct look_at *a, const struct look_at *b)
{
    return a->tid == b->tid && a->is_held == b->is_held && a->generation == b->generation;
}

/* Does anybody run who could write into its memory? */
static bool is_alive(const struct tree_thread *thread)
{
    for (const struct tree_thread *each = thread->process->threads; each; each = each->next)
        if (each->state == TREE_RUNNING || each->state == TREE_IN_CALL)
            return true;
    return false;
}

static bool is_due(struct looking *looking, const struct look *look,
                   const struct tree_thread *thread)
{
    nanoseconds due_ns = looking->asked_ns + REFRESH_NS;
    if (looking->asked_ns == 0 || looking->asked_changes != looking->changes ||
        !is_same_stop(&look->at, &looking->asked.at) || !is_same_wish(look, &looking->asked))
        return true;
    if (!is_alive(thread))
        return false;
    ui_redraw_at(looking->ui, due_ns);
    return looking->ui->now_ns >= due_ns && !inspector_is_busy(looking->inspector);
}

void looking_ask(struct looking *looking)
{
    struct ui *ui = looking->ui;
    const struct tree_thread *thread = looking_thread(ui);
    struct look look = ui->look_wish;
    bool is_lingering = looking->has_stop && !looking->is_held;
    if (looking_absence(ui) || is_lingering || !wants_something(&look)) /* a number may be reused */
        return;
    looking_at(ui, &look.at);
    if (!is_due(looking, &look, thread) || !looking_inspector(looking))
        return;
    inspector_look(looking->inspector, &look);
    looking->asked = look;
    looking->asked_changes = looking->changes;
    looking->asked_ns = ui->now_ns;
}

/* ---- answers --------------------------------------------------------------------------- */

int looking_fd(const struct looking *looking)
{
    return looking->inspector ? inspector_fd(looking->inspector) : -1;
}

void looking_take(struct looking *looking, struct sight *sight)
{
    if (sight->look.at.tid != looking->tid) {
        sight_free(sight);
        return;
    }
    sight_free(looking->sight);
    looking->sight = sight;
    looking->ui->is_dirty = true;
}

static void answer_questions(struct looking *looking)
{
    for (size_t i = 0; i < LOOKING_QUESTIONS; i++) {
        struct question question = looking->questions[i];
        struct resolved answer;
        if (!question.done ||
            inspector_resolved(looking->inspector, question.ticket, &answer) == INSPECT_PENDING)
            continue;
        looking->questions[i].done = NULL; /* first: the answer may lead to another question */
        looking->ui->is_dirty = true;
        question.done(question.context, &answer);
    }
}

void looking_ready(struct looking *looking)
{
    struct sight *sight = inspector_take(looking->inspector);
    if (sight)
        looking_take(looking, sight);
    answer_questions(looking);
}

void looking_event(struct looking *looking, const struct event *event)
{
    looking->changes += event->kind == EVENT_POINT;
    if (event->kind != EVENT_VECTORS || event->tid != looking->tid)
        return;
    struct event_vectors *copy = malloc(event->size_bytes);
    if (!copy)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    memcpy(copy, event, event->size_bytes);
    if (looking->vectors && looking->vectors->generation == copy->generation) {
        free(looking->vectors);
    } else {
        free(looking->vectors_before);
        looking->vectors_before = looking->vectors;
    }
    looking->vectors = copy;
    looking->ui->is_dirty = true;
}

/* ---- questions --------------------------------------------------------------------------- */

void looking_forget(struct ui *ui, const void *context)
{
    for (size_t i = 0; i < LOOKING_QUESTIONS; i++)
        if (ui->looking->questions[i].context == context)
            ui->looking->questions[i].done = NULL;
}

static void remember(struct ui *ui, const struct question *question)
{
    struct question *questions = ui->looking->questions;
    size_t i = 0;
    looking_forget(ui, question->context);
    while (i < LOOKING_QUESTIONS && questions[i].done)
        i++;
    if (i < LOOKING_QUESTIONS)
        questions[i] = *question;
    else
        ui_message(ui, "too many questions wait for their answer");
}

void looking_resolve(struct ui *ui, const char *expression, looking_answer *done, void *context)
{
    struct look_at at;
    struct inspector *inspector = looking_inspector(ui->looking);
    looking_at(ui, &at);
    if (inspector)
        remember(ui,
                 &(struct question){inspector_resolve(inspector, &at, expression), done, context});
}

void looking_search(struct ui *ui, tracee_addr from, bool is_backward, const void *bytes,
                    size_t length, looking_answer *done, void *context)
{
    struct look_at at;
    struct inspector *inspector = looking_inspector(ui->looking);
    looking_at(ui, &at);
    if (inspector)
        remember(ui, &(struct question){
                         inspector_search(inspector, &at, from, is_backward, bytes, length), done,
                         context});
}
