/*
 * A fold: a view that stands on another one, its test a look back.
 *
 * Whether a row repeats is decided by rows before it, so rows that come change
 * nothing that is known; rows that are forgotten make the first ones be looked at
 * again, since their heads may be gone.
 *
 * What a group holds is found by walking it from its head: for the few heads on the
 * screen, a slice at a time, and remembered.  Unfolding is such a walk, too: each row
 * that it finds is made to pass.
 */
#include <ptop/fold.h>

#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/history/fold_key.h"
#include "core/history/view_state.h"

#define GROUPS_REMEMBERED 256 /* more than rows fit on a screen */
#define UNFOLDED_MAX      16

/* A group and how far it was walked. */
struct group {
    uint64_t head; /* VIEW_NO_ROW: none */
    struct fold_key key;
    uint64_t next;   /* the row to look at next */
    unsigned others; /* rows of other threads since the last that belongs to it */
    uint64_t count;
    nanoseconds duration_ns;
    bool has_ended;
    bool is_member; /* of another group, and shown all the same: head of none */
    uint64_t used_at;
};

/* A group whose rows are made to pass, or not to. */
struct unfolding {
    struct group walk;
    bool is_unfolded;
};

struct fold {
    struct view *below, *view;
    const struct names *names;
    enum fold_kind kind;

    struct group groups[GROUPS_REMEMBERED];
    uint64_t uses;
    struct unfolding *unfoldings; /* the oldest first */
    size_t unfolding_count, unfolding_capacity;
    bool is_unfolding; /* their walks are not at their ends yet */

    uint64_t generation;         /* of the view below, as of which all this is */
    uint64_t first_row, row_end; /* of the store, likewise */
};

static const struct event *fold_event(const struct fold *fold, uint64_t row)
{
    return store_get(fold->below->store, row);
}

static struct fold_key fold_key(const struct fold *fold, const struct event *event)
{
    return fold_key_of(event, fold->kind, fold->names);
}

/* An interrupted call may give way to the one that goes on with it; nothing may depend on it. */
static bool is_interrupted(const struct event *event)
{
    return event->kind == EVENT_SYSCALL && (event->flags & EVENT_RESTART);
}

/* ---- does a row repeat? ---------------------------------------------------------- */

static enum verdict fold_test(void *context, uint64_t row, struct allowance *allowance)
{
    const struct fold *fold = context;
    const struct event *event = fold_event(fold, row);
    bool gave_up;

    if (event->kind != EVENT_SYSCALL || is_interrupted(event))
        return VERDICT_IN;
    struct fold_key key = fold_key(fold, event);
    for (unsigned others = 0; row > 0;) {
        row = view_seek_down(fold->below, row - 1, allowance, &gave_up);
        if (row == VIEW_NO_ROW)
            return gave_up ? VERDICT_UNKNOWN : VERDICT_IN;
        event = fold_event(fold, row);
        if (is_interrupted(event))
            continue;
        if (event->tid == key.tid) {
            struct fold_key before = fold_key(fold, event);
            return fold_key_repeats(&key, &before, fold->kind) ? VERDICT_OUT : VERDICT_IN;
        }
        if (event->kind == EVENT_LOST || ++others > FOLD_REACH)
            return VERDICT_IN;
    }
    return VERDICT_IN;
}

/* ---- groups ---------------------------------------------------------------------- */

static struct group group_begin(const struct fold *fold, uint64_t head)
{
    const struct event *event = fold_event(fold, head);
    struct group group = {.head = head, .key = fold_key(fold, event), .next = head + 1, .count = 1};

    if (event->kind == EVENT_SYSCALL)
        group.duration_ns = ((const struct event_syscall *)event)->duration_ns;
    group.has_ended = event->kind != EVENT_SYSCALL || is_interrupted(event);
    return group;
}

/* Does this row, the next that the view below shows, belong to the group? */
static bool group_takes(const struct fold *fold, struct group *group, const struct event *event)
{
    if (is_interrupted(event))
        return false;
    if (event->tid != group->key.tid) {
        group->has_ended = event->kind == EVENT_LOST || ++group->others > FOLD_REACH;
        return false;
    }
    struct fold_key key = fold_key(fold, event);
    group->has_ended = !fold_key_repeats(&key, &group->key, fold->kind);
    if (group->has_ended)
        return false;
    group->others = 0;
    group->count++;
    group->duration_ns += ((const struct event_syscall *)event)->duration_ns;
    return true;
}

/* The group's next row before end; VIEW_NO_ROW where there is none yet and, with *ret_gave_up,
 * where the allowance ends. */
static uint64_t group_next(const struct fold *fold, struct group *group, uint64_t end,
                           struct allowance *allowance, bool *ret_gave_up)
{
    *ret_gave_up = false;
    while (!group->has_ended) {
        if (!allowance_spend(allowance)) {
            *ret_gave_up = true;
            return VIEW_NO_ROW;
        }
        uint64_t row = view_seek_up(fold->below, group->next, allowance, ret_gave_up);
        if (row >= end)
            return VIEW_NO_ROW;
        group->next = row + 1;
        if (group_takes(fold, group, fold_event(fold, row)))
            return row;
    }
    return VIEW_NO_ROW;
}

/* What is remembered of a row's group; NULL where the allowance ends before it can begin. */
static struct group *group_find(struct fold *fold, uint64_t row, struct allowance *allowance)
{
    struct group *oldest = &fold->groups[0];

    for (size_t i = 0; i < GROUPS_REMEMBERED; i++) {
        if (fold->groups[i].head == row)
            return &fold->groups[i];
        if (fold->groups[i].used_at < oldest->used_at)
            oldest = &fold->groups[i];
    }
    enum verdict verdict = fold_test(fold, row, allowance);
    if (verdict == VERDICT_UNKNOWN)
        return NULL;
    *oldest = group_begin(fold, row);
    oldest->is_member = verdict == VERDICT_OUT;
    oldest->has_ended |= oldest->is_member;
    return oldest;
}

static struct unfolding *unfolding_find(struct fold *fold, uint64_t head)
{
    for (size_t i = 0; i < fold->unfolding_count; i++)
        if (fold->unfoldings[i].walk.head == head)
            return &fold->unfoldings[i];
    return NULL;
}

/* The head of the unfolded group that a member belongs to; the row itself where it is but revealed.
 */
static uint64_t head_of(const struct fold *fold, const struct group *member)
{
    for (size_t i = 0; i < fold->unfolding_count; i++) {
        const struct group *walk = &fold->unfoldings[i].walk;
        if (walk->head < member->head && member->head < walk->next &&
            fold_key_repeats(&member->key, &walk->key, fold->kind))
            return walk->head;
    }
    return member->head;
}

struct fold_group fold_group(struct fold *fold, uint64_t row, uint64_t end, nanoseconds budget_ns)
{
    thread_role_check(THREAD_ROLE_UI);
    struct allowance allowance = allowance_of(fold->view, UINT64_MAX, budget_ns);
    const struct unfolding *unfolding = unfolding_find(fold, row);
    struct group *group = group_find(fold, row, &allowance);
    bool gave_up;

    if (!group)
        return (struct fold_group){.head = row, .count = 1};
    group->used_at = ++fold->uses;
    while (group_next(fold, group, end, &allowance, &gave_up) != VIEW_NO_ROW)
        ;
    return (struct fold_group){
        .head = group->is_member ? head_of(fold, group) : row,
        .count = group->count,
        .duration_ns = group->duration_ns,
        .is_counted = !gave_up,
        .is_unfolded = unfolding && unfolding->is_unfolded,
    };
}

/* ---- unfolding ------------------------------------------------------------------- */

static void unfolding_remove(struct fold *fold, struct unfolding *unfolding)
{
    size_t index = (size_t)(unfolding - fold->unfoldings);

    fold->unfolding_count--;
    memmove(unfolding, unfolding + 1, (fold->unfolding_count - index) * sizeof(*unfolding));
}

/* Go on with a walk; true at its end. */
static bool unfolding_go_on(struct fold *fold, struct unfolding *unfolding,
                            struct allowance *allowance)
{
    bool gave_up;
    uint64_t row;

    while ((row = group_next(fold, &unfolding->walk, VIEW_NO_ROW, allowance, &gave_up)) !=
           VIEW_NO_ROW)
        view_settle(fold->view, row, unfolding->is_unfolded);
    return !gave_up;
}

static void unfolding_begin(struct fold *fold, struct unfolding *unfolding, uint64_t head,
                            bool is_unfolded)
{
    *unfolding = (struct unfolding){group_begin(fold, head), is_unfolded};
    fold->is_unfolding = true;
}

static struct unfolding *unfolding_add(struct fold *fold)
{
    if (fold->unfolding_count == fold->unfolding_capacity) {
        fold->unfolding_capacity = fold->unfolding_capacity ? 2 * fold->unfolding_capacity : 16;
        fold->unfoldings =
            alloc_resize(fold->unfoldings, fold->unfolding_capacity, sizeof(fold->unfoldings[0]));
    }
    return &fold->unfoldings[fold->unfolding_count++];
}

/* Where so many groups are unfolded that one more is too many, begin to put away the first. */
static void fold_make_room(struct fold *fold)
{
    struct unfolding *first = NULL;
    size_t count = 0;

    for (size_t i = fold->unfolding_count; i-- > 0;) {
        if (fold->unfoldings[i].is_unfolded) {
            first = &fold->unfoldings[i];
            count++;
        }
    }
    if (count >= UNFOLDED_MAX)
        unfolding_begin(fold, first, first->walk.head, false);
}

void fold_unfold(struct fold *fold, uint64_t head)
{
    thread_role_check(THREAD_ROLE_UI);
    struct unfolding *unfolding = unfolding_find(fold, head);

    if (!unfolding) {
        fold_make_room(fold);
        unfolding = unfolding_add(fold);
    }
    unfolding_begin(fold, unfolding, head, true);
}

void fold_refold(struct fold *fold, uint64_t head)
{
    thread_role_check(THREAD_ROLE_UI);
    struct unfolding *unfolding = unfolding_find(fold, head);

    if (unfolding)
        unfolding_begin(fold, unfolding, head, false);
}

/* Go on with all walks; true when they are at their ends. */
static bool fold_go_on_unfolding(struct fold *fold, struct allowance *allowance)
{
    for (size_t i = fold->unfolding_count; i-- > 0;) {
        struct unfolding *unfolding = &fold->unfoldings[i];
        if (!unfolding_go_on(fold, unfolding, allowance))
            return false;
        if (!unfolding->is_unfolded)
            unfolding_remove(fold, unfolding);
    }
    return true;
}

/* ---- in step with the view below --------------------------------------------------- */

static void fold_restart(struct fold *fold)
{
    for (size_t i = 0; i < GROUPS_REMEMBERED; i++)
        fold->groups[i] = (struct group){.head = VIEW_NO_ROW};
    fold->unfolding_count = 0;
    fold->is_unfolding = false;
    fold->generation = fold->below->generation;
    fold->first_row = store_first_row(fold->below->store);
}

/* The first rows may have repeated what is forgotten. */
static void fold_reopen_first(struct fold *fold)
{
    struct allowance none = {0};
    bool gave_up;
    uint64_t row = fold->first_row;

    for (unsigned others = 0; others <= FOLD_REACH; row++) {
        row = view_seek_up(fold->below, row, &none, &gave_up);
        if (row == VIEW_NO_ROW)
            return;
        others += !is_interrupted(fold_event(fold, row));
        if (view_knows(fold->view, row) && !view_has(fold->view, row))
            view_reopen(fold->view, row);
    }
}

static void fold_forget(struct fold *fold)
{
    fold->first_row = store_first_row(fold->below->store);
    fold_reopen_first(fold);
    for (size_t i = 0; i < GROUPS_REMEMBERED; i++)
        if (fold->groups[i].head < fold->first_row || fold->groups[i].is_member)
            fold->groups[i] = (struct group){.head = VIEW_NO_ROW};
    for (size_t i = fold->unfolding_count; i-- > 0;) {
        struct unfolding *unfolding = &fold->unfoldings[i];
        if (unfolding->walk.head < fold->first_row)
            unfolding_remove(fold, unfolding);
        else
            unfolding_begin(fold, unfolding, unfolding->walk.head, unfolding->is_unfolded);
    }
}

void fold_extend(struct fold *fold)
{
    thread_role_check(THREAD_ROLE_UI);
    uint64_t row_end = store_row_count(fold->below->store);

    if (fold->generation != fold->below->generation)
        fold_restart(fold);
    view_extend(fold->view);
    if (fold->first_row != store_first_row(fold->below->store))
        fold_forget(fold);
    if (fold->row_end != row_end && fold->unfolding_count > 0)
        fold->is_unfolding = true;
    fold->row_end = row_end;
}

bool fold_step(struct fold *fold, nanoseconds budget_ns)
{
    thread_role_check(THREAD_ROLE_UI);
    fold_extend(fold);
    struct allowance allowance = allowance_of(fold->view, UINT64_MAX, budget_ns);
    if (fold->is_unfolding)
        fold->is_unfolding = !fold_go_on_unfolding(fold, &allowance);
    return view_step(fold->view, budget_ns) && !fold->is_unfolding;
}

bool fold_is_complete(const struct fold *fold)
{
    return !fold->is_unfolding && view_is_complete(fold->view) &&
           fold->generation == fold->below->generation;
}

void fold_reveal(struct fold *fold, uint64_t row)
{
    thread_role_check(THREAD_ROLE_UI);
    struct allowance few = allowance_of(fold->below, CHUNK_WORD_ROWS, 0);
    bool gave_up;

    fold_extend(fold);
    if (view_seek_up(fold->below, row, &few, &gave_up) == row)
        view_settle(fold->view, row, true);
}

/* ---- life ------------------------------------------------------------------------ */

struct fold *fold_new(struct view *view, enum fold_kind kind, const struct names *names)
{
    thread_role_check(THREAD_ROLE_UI);
    struct fold *fold = alloc_zeroed(1, sizeof(*fold));
    fold->below = view;
    fold->names = names;
    fold->kind = kind;
    fold->view = view_new_on(view, fold_test, fold);
    fold_restart(fold);
    return fold;
}

void fold_free(struct fold *fold)
{
    if (!fold)
        return;
    view_free(fold->view);
    free(fold->unfoldings);
    free(fold);
}

enum fold_kind fold_kind(const struct fold *fold)
{
    return fold->kind;
}

struct view *fold_view(struct fold *fold)
{
    return fold->view;
}
