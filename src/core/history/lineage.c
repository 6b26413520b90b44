/*
 * A question runs through phases, each a seek whose test remembers:
 *
 *     ORIGIN, USES   BACK      from the row to the call that made the descriptor; USES goes on
 *                              through copies, to where the first of them was made
 *     USES           ON        from there, with the set of its numbers
 *     BIRTH          BACK      to the event of the thread's birth
 *                    ON        to the end of the creator's call
 */
#include <ptop/lineage.h>

#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/history/fd_aliases.h"
#include "core/history/fd_calls.h"

/* Why there is no answer. */
enum lineage_reason {
    REASON_NO_MORE_USES,
    REASON_BEFORE_HISTORY,
    REASON_BEFORE_US,
    REASON_UNKNOWN_MAKER,
    REASON_UNKNOWN_BIRTH,
    REASON_LAUNCHED,
    REASON_ATTACHED,
    REASON_NOT_RETURNED,
    REASON_HIDDEN,
};

static const char *const reasons[] = {
    [REASON_NO_MORE_USES] = "no more calls on this descriptor",
    [REASON_BEFORE_HISTORY] = "it was made before the history begins",
    [REASON_BEFORE_US] = "the descriptor was open before ptop came",
    [REASON_UNKNOWN_MAKER] = "the call that made this descriptor was not recorded",
    [REASON_UNKNOWN_BIRTH] = "the call that made this thread was not recorded",
    [REASON_LAUNCHED] = "ptop launched it",
    [REASON_ATTACHED] = "ptop attached to it: it was there before",
    [REASON_NOT_RETURNED] = "the call that made it has not returned",
};

enum phase { PHASE_BACK, PHASE_ON };

struct lineage {
    struct lineage_options options;
    struct fd_calls calls;
    struct seek seek;
    enum phase phase;
    enum lineage_reason reason;
    uint64_t row;        /* the answer, or the one that is hidden */
    uint64_t hidden_row; /* the call that is meant, where the view does not show it */
    uint64_t root;       /* the call that made the first of the aliases */

    int32_t tid, tgid; /* BACK: whose descriptor it is */
    int32_t fd;        /* -1: all that the root made */
    bool is_at_root;
    uint32_t awaited_name;        /* it came in a message: find who sent this; 0: it did not */
    uint64_t closing_row;         /* where this number was closed later on, if it was */
    nanoseconds closing_since_ns; /* and when that began; 0: it was not */

    struct fd_aliases aliases; /* ON */
};

/* ---- going back ---------------------------------------------------------------------- */

/* A call that is looked at, for the visits. */
struct look {
    struct lineage *lineage;
    uint64_t row;
    const struct event *event;
    bool has_ended; /* there is no use in going on */
};

static bool follows_copies(const struct lineage *lineage)
{
    return lineage->options.question != LINEAGE_ORIGIN;
}

/* The trail starts here, or ends here. */
static void found_root(struct look *look, uint64_t row, enum lineage_reason reason)
{
    look->lineage->row = row;
    look->lineage->reason = reason;
    look->has_ended = true;
}

static void found_maker(struct look *look, const struct fd_change *change)
{
    struct lineage *lineage = look->lineage;

    lineage->closing_since_ns = 0;
    if (follows_copies(lineage) && change->kind == FD_COPIED) {
        lineage->fd = change->source;
        return;
    }
    found_root(look, look->row, REASON_NO_MORE_USES);
    lineage->is_at_root = true;
    if (follows_copies(lineage) && change->kind == FD_RECEIVED && change->name) {
        lineage->awaited_name = change->name;
        look->has_ended = false;
    }
}

static void look_back(void *context, const struct fd_change *change)
{
    struct look *look = context;
    struct lineage *lineage = look->lineage;
    bool is_ours = look->event->tgid == lineage->tgid && lineage->fd >= change->fd &&
                   lineage->fd <= change->last;

    if (look->has_ended)
        return;
    if (lineage->awaited_name) {
        if (change->kind != FD_SENT || change->name != lineage->awaited_name)
            return;
        lineage->awaited_name = 0;
        lineage->is_at_root = false;
        lineage->row = VIEW_NO_ROW;
        lineage->tgid = look->event->tgid;
        lineage->fd = change->fd;
        return;
    }
    if (!is_ours || change->kind == FD_SENT || change->kind == FD_MARKED)
        return;
    if (change->kind != FD_CLOSED) {
        found_maker(look, change);
        return;
    }
    /* Made after it was closed, or, as two threads' calls end in any order, while it was. */
    lineage->closing_row = look->row;
    lineage->closing_since_ns =
        look->event->time_ns - ((const struct event_syscall *)look->event)->duration_ns;
}

/* The process's own birth: what it had it had from its creator. */
static void look_at_birth(struct look *look, const struct event_fork *birth)
{
    struct lineage *lineage = look->lineage;

    if (lineage->awaited_name || birth->child_tgid != lineage->tgid ||
        birth->child_tid != birth->child_tgid)
        return;
    if (birth->header.number == BIRTH_LAUNCH || birth->header.number == BIRTH_ATTACH)
        found_root(look, look->row, REASON_BEFORE_US);
    else
        lineage->tgid = birth->header.tgid;
}

static bool is_past_closing(const struct lineage *lineage, const struct event *event)
{
    return lineage->closing_since_ns && !lineage->awaited_name &&
           event->time_ns < lineage->closing_since_ns;
}

static bool test_back(void *context, uint64_t row, const struct event *event)
{
    struct lineage *lineage = context;
    struct look look = {.lineage = lineage, .row = row, .event = event};
    bool concerns_us = event->tgid == lineage->tgid || lineage->awaited_name;

    if (is_past_closing(lineage, event))
        found_root(&look, lineage->closing_row, REASON_UNKNOWN_MAKER);
    else if (event->kind == EVENT_FORK)
        look_at_birth(&look, (const struct event_fork *)event);
    else if (event->kind == EVENT_SYSCALL && concerns_us)
        fd_calls_visit(&lineage->calls, (const struct event_syscall *)event, look_back, &look);
    return look.has_ended;
}

/* ---- going on ------------------------------------------------------------------------- */

static bool answers(struct lineage *lineage, uint64_t row)
{
    struct view *view = lineage->options.view;

    return !view || view_shows(view, row);
}

static bool test_on(void *context, uint64_t row, const struct event *event)
{
    struct lineage *lineage = context;
    bool is_before = row < lineage->options.row;
    bool wants_before = lineage->options.question == LINEAGE_PREVIOUS_USE;
    bool is_use = row == lineage->root ? fd_aliases_begin(&lineage->aliases, event, lineage->fd)
                                       : fd_aliases_apply(&lineage->aliases, event);

    if (wants_before && !is_before)
        return true;
    if (!is_use)
        return fd_aliases_are_gone(&lineage->aliases);
    if (row == lineage->options.row || is_before != wants_before || !answers(lineage, row))
        return false;
    lineage->row = row;
    return !wants_before;
}

static bool test_creator(void *context, uint64_t row, const struct event *event)
{
    const struct lineage *lineage = context;

    (void)row;
    return event->tid == lineage->tid;
}

static void begin_on(struct lineage *lineage, uint64_t from, uint32_t kinds, seek_test *test)
{
    lineage->phase = PHASE_ON;
    lineage->row = VIEW_NO_ROW;
    seek_begin(&lineage->seek, &(struct seek_options){
                                   .store = lineage->options.store,
                                   .from = from,
                                   .kinds = kinds,
                                   .test = test,
                                   .context = lineage,
                               });
}

/* From the root of the trail, which is a maker, a birth, or as far as the history goes. */
static void begin_uses(struct lineage *lineage)
{
    uint64_t first = store_first_row(lineage->options.store), from = first;

    if (lineage->row != VIEW_NO_ROW && lineage->row >= first)
        from = lineage->row + !lineage->is_at_root;
    fd_aliases_init(&lineage->aliases, &lineage->calls);
    if (lineage->is_at_root && from == lineage->row)
        lineage->root = from;
    else
        fd_aliases_add(&lineage->aliases, lineage->tgid, lineage->fd, false);
    begin_on(lineage, from, FD_ALIASES_KINDS, test_on);
}

static enum seek_state finish(struct lineage *lineage, uint64_t row)
{
    if (answers(lineage, row)) {
        lineage->row = row;
        return SEEK_FOUND;
    }
    lineage->hidden_row = row;
    lineage->reason = REASON_HIDDEN;
    return SEEK_NONE;
}

/* ---- a thread's birth ------------------------------------------------------------------- */

static bool test_birth(void *context, uint64_t row, const struct event *event)
{
    struct lineage *lineage = context;

    lineage->row = row;
    return ((const struct event_fork *)event)->child_tid == lineage->tid;
}

static enum seek_state birth_found(struct lineage *lineage)
{
    const struct event *birth = store_get(lineage->options.store, lineage->row);

    if (birth->number == BIRTH_LAUNCH || birth->number == BIRTH_ATTACH) {
        lineage->reason = birth->number == BIRTH_LAUNCH ? REASON_LAUNCHED : REASON_ATTACHED;
        return SEEK_NONE;
    }
    lineage->tid = birth->tid;
    lineage->reason = REASON_NOT_RETURNED;
    begin_on(lineage, lineage->row + 1, 1u << EVENT_SYSCALL, test_creator);
    return SEEK_MORE;
}

/* The creator's next call is another one where a capture set leaves out the one that is meant. */
static enum seek_state creator_found(struct lineage *lineage, uint64_t row)
{
    static const char *const makers[] = {"clone", "clone3", "fork", "vfork"};
    const struct event *event = store_get(lineage->options.store, row);
    const struct syscall_spec *spec =
        syscall_find(event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, event->number);

    for (size_t i = 0; spec && i < sizeof(makers) / sizeof(makers[0]); i++)
        if (strcmp(spec->name, makers[i]) == 0)
            return finish(lineage, row);
    lineage->reason = REASON_UNKNOWN_BIRTH;
    return SEEK_NONE;
}

/* ---- stepping ------------------------------------------------------------------------------ */

static enum seek_state back_has_ended(struct lineage *lineage, enum seek_state state)
{
    switch (lineage->options.question) {
    case LINEAGE_BIRTH:
        return state == SEEK_FOUND ? birth_found(lineage) : SEEK_NONE;
    case LINEAGE_ORIGIN:
        return lineage->is_at_root ? finish(lineage, lineage->row) : SEEK_NONE;
    case LINEAGE_NEXT_USE:
    case LINEAGE_PREVIOUS_USE:
        begin_uses(lineage);
        return SEEK_MORE;
    case LINEAGE_QUESTION_COUNT:
        break;
    }
    return SEEK_NONE;
}

static enum seek_state on_has_ended(struct lineage *lineage, enum seek_state state)
{
    if (lineage->options.question == LINEAGE_BIRTH)
        return state == SEEK_FOUND ? creator_found(lineage, lineage->seek.row) : SEEK_NONE;
    lineage->reason = REASON_NO_MORE_USES;
    return lineage->row != VIEW_NO_ROW ? SEEK_FOUND : SEEK_NONE;
}

enum seek_state lineage_step(struct lineage *lineage, nanoseconds budget_ns)
{
    enum seek_state state = seek_step(&lineage->seek, budget_ns);

    if (state == SEEK_MORE)
        return state;
    return lineage->phase == PHASE_BACK ? back_has_ended(lineage, state)
                                        : on_has_ended(lineage, state);
}

double lineage_progress(const struct lineage *lineage)
{
    return seek_progress(&lineage->seek);
}

uint64_t lineage_row(const struct lineage *lineage)
{
    return lineage->row;
}

void lineage_why(const struct lineage *lineage, struct text *text)
{
    if (lineage->reason != REASON_HIDDEN) {
        text_put(text, reasons[lineage->reason]);
        return;
    }
    const struct event *event = store_get(lineage->options.store, lineage->hidden_row);
    text_put(text, "the filter hides it: it is call #");
    text_put_unsigned(text, event->sequence);
}

/* ---- life ---------------------------------------------------------------------------------- */

/* Whose descriptor the trail is about; false where the row has none. */
static bool take_subject(struct lineage *lineage, const struct event *event,
                         struct error *ret_error)
{
    int32_t fds[2] = {-1, -1};
    bool is_made = false;
    unsigned count =
        event->kind != EVENT_SYSCALL
            ? 0
            : fd_calls_subject(&lineage->calls, (const struct event_syscall *)event, fds, &is_made);

    if (count == 0 || (is_made && lineage->options.question == LINEAGE_ORIGIN)) {
        error_set(ret_error, -1,
                  count == 0 ? "this is about no descriptor"
                             : "this call itself made the descriptor");
        return false;
    }
    lineage->fd = count == 1 ? fds[0] : -1;
    if (is_made) { /* no need to go back */
        lineage->is_at_root = true;
        lineage->row = lineage->options.row;
    }
    return true;
}

struct lineage *lineage_new(const struct lineage_options *options, struct error *ret_error)
{
    thread_role_check(THREAD_ROLE_UI);
    const struct event *event = store_get(options->store, options->row);
    bool is_birth = options->question == LINEAGE_BIRTH;
    struct lineage *lineage = alloc_zeroed(1, sizeof(*lineage));

    lineage->options = *options;
    lineage->row = lineage->hidden_row = lineage->root = VIEW_NO_ROW;
    lineage->tid = event->tid;
    lineage->tgid = event->tgid;
    lineage->reason = REASON_BEFORE_HISTORY;
    fd_calls_init(&lineage->calls);
    if (!is_birth && !take_subject(lineage, event, ret_error)) {
        lineage_free(lineage);
        return NULL;
    }
    seek_begin(&lineage->seek,
               &(struct seek_options){
                   .store = options->store,
                   .direction = SEEK_BACKWARD,
                   .from = lineage->is_at_root ? 0 : options->row,
                   .kinds = is_birth ? 1u << EVENT_FORK : 1u << EVENT_FORK | 1u << EVENT_SYSCALL,
                   .test = is_birth ? test_birth : test_back,
                   .context = lineage,
               });
    return lineage;
}

void lineage_free(struct lineage *lineage)
{
    if (!lineage)
        return;
    fd_aliases_done(&lineage->aliases);
    free(lineage);
}
