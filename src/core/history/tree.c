#include <stdlib.h>

#include "core/base/alloc.h"
#include "core/history/tree_nodes.h"

/* A rate forgets half of what was in about this time. */
#define RATE_SECONDS 1.0
/* Calls per second that are shown as none. */
#define RATE_SILENCE 0.05

static struct process_node *process_node(struct tree_process *process)
{
    return (struct process_node *)process;
}

static struct thread_node *thread_node(struct tree_thread *thread)
{
    return (struct thread_node *)thread;
}

struct tree *tree_new(void)
{
    struct tree *tree = alloc_zeroed(1, sizeof(*tree));

    for (enum abi abi = 0; abi < ABI_COUNT; abi++) {
        tree->prctl_number[abi] = -1;
        syscall_find_name(abi, "prctl", &tree->prctl_number[abi]);
    }
    return tree;
}

/* ---- states -------------------------------------------------------------------- */

/* Count a thread in a state, or (by -1) no longer in it. */
static void tree_count(struct tree *tree, struct process_node *process, enum tree_state state,
                       int by)
{
    bool was_alive = process->traced_count > 0;

    process->traced_count += (unsigned)(by * tree_state_is_traced(state));
    process->detached_count += (unsigned)(by * (state == TREE_DETACHED));
    tree->totals.threads += (unsigned)(by * tree_state_is_traced(state));
    tree->totals.processes += (unsigned)((process->traced_count > 0) - was_alive);
}

void tree_set_state(struct tree *tree, struct tree_thread *thread, enum tree_state state)
{
    struct process_node *process = process_node(thread->process);

    tree_count(tree, process, thread->state, -1);
    tree_count(tree, process, state, 1);
    thread->state = state;
    process->public.is_exited = process->traced_count + process->detached_count == 0;
    if (state != TREE_PAUSED)
        tree_end_stop(thread);
    if (!tree_state_is_traced(state)) {
        tree_end_call(thread);
        thread->calls_per_second = 0;
    }
    if (process->traced_count == 0)
        process->public.calls_per_second = 0;
}

void tree_end_call(struct tree_thread *thread)
{
    free((void *)thread->call);
    thread->call = NULL;
}

void tree_end_stop(struct tree_thread *thread)
{
    if (!thread->stop)
        return;
    free((void *)thread->stop_before);
    thread->stop_before = thread->stop;
    thread->stop = NULL;
}

/* ---- birth --------------------------------------------------------------------- */

/* The kernel gave the number again, so whoever had it has ended, and its EXIT was lost. */
static void tree_end_thread(struct tree *tree, struct tree_thread *thread)
{
    if (thread && thread->state != TREE_EXITED)
        tree_set_state(tree, thread, TREE_EXITED);
}

static void tree_link(struct tree *tree, struct tree_process *process, struct tree_process *parent)
{
    struct tree_process **first = parent ? &parent->first_child : &tree->first_root;
    struct tree_process **last = parent ? &process_node(parent)->last_child : &tree->last_root;

    process->parent = parent;
    process->next_sibling = NULL;
    *(*last ? &(*last)->next_sibling : first) = process;
    *last = process;
}

struct tree_process *tree_add_process(struct tree *tree, int32_t tgid, struct tree_process *parent)
{
    struct process_node *node = alloc_zeroed(1, sizeof(*node));
    struct tree_process *former = tree_find_process(tree, tgid);

    for (struct tree_thread *thread = former ? former->threads : NULL; thread;
         thread = thread->next)
        tree_end_thread(tree, thread);
    node->public.tgid = tgid;
    tree_link(tree, &node->public, parent);
    id_table_put(&tree->processes, tgid, node);
    return &node->public;
}

struct tree_thread *tree_add_thread(struct tree *tree, struct tree_process *process, int32_t tid)
{
    struct process_node *owner = process_node(process);
    struct thread_node *node = alloc_zeroed(1, sizeof(*node));
    struct tree_thread *thread = &node->public;

    tree_end_thread(tree, tree_find_thread(tree, tid));
    thread->tid = tid;
    thread->process = process;
    thread->state = TREE_RUNNING;
    tree_count(tree, owner, thread->state, 1);
    process->is_exited = false;
    if (tid == process->tgid || !process->threads) {
        thread->next = process->threads;
        process->threads = thread;
    } else {
        owner->last_thread->next = thread;
    }
    if (!thread->next)
        owner->last_thread = thread;
    id_table_put(&tree->threads, tid, node);
    return thread;
}

/* ---- looking ------------------------------------------------------------------- */

struct tree_process *tree_first_root(const struct tree *tree)
{
    return tree->first_root;
}

struct tree_process *tree_find_process(const struct tree *tree, int32_t tgid)
{
    return id_table_find(&tree->processes, tgid);
}

struct tree_thread *tree_find_thread(const struct tree *tree, int32_t tid)
{
    return id_table_find(&tree->threads, tid);
}

struct tree_process *tree_next(const struct tree_process *process)
{
    if (process->first_child)
        return process->first_child;
    while (process && !process->next_sibling)
        process = process->parent;
    return process ? process->next_sibling : NULL;
}

struct tree_totals tree_totals(const struct tree *tree)
{
    return tree->totals;
}

/* ---- rates --------------------------------------------------------------------- */

/* Move a rate towards what was counted in the last interval; the longer that was, the more. */
static void rate_update(double *rate, uint64_t count, double seconds)
{
    double weight = seconds / (seconds + RATE_SECONDS);

    *rate += weight * ((double)count / seconds - *rate);
    if (count == 0 && *rate < RATE_SILENCE)
        *rate = 0;
}

static void process_tick(struct process_node *process, double seconds)
{
    if (process->traced_count == 0)
        return;
    rate_update(&process->public.calls_per_second, process->public.calls - process->calls_at_tick,
                seconds);
    process->calls_at_tick = process->public.calls;
    for (struct tree_thread *thread = process->public.threads; thread; thread = thread->next) {
        struct thread_node *node = thread_node(thread);
        if (tree_state_is_traced(thread->state))
            rate_update(&thread->calls_per_second, thread->calls - node->calls_at_tick, seconds);
        node->calls_at_tick = thread->calls;
    }
}

void tree_tick(struct tree *tree, nanoseconds now_ns)
{
    double seconds = (double)(now_ns - tree->ticked_ns) / 1e9;

    if (now_ns <= tree->ticked_ns)
        return;
    for (struct tree_process *process = tree->first_root; process; process = tree_next(process))
        process_tick(process_node(process), seconds);
    rate_update(&tree->totals.calls_per_second, tree->totals.calls - tree->calls_at_tick, seconds);
    tree->calls_at_tick = tree->totals.calls;
    tree->ticked_ns = now_ns;
}

/* ---- forgetting ---------------------------------------------------------------- */

static void thread_free(struct tree *tree, struct tree_thread *thread)
{
    tree_end_call(thread);
    free((void *)thread->stop);
    free((void *)thread->stop_before);
    id_table_remove(&tree->threads, thread->tid, thread);
    free(thread);
}

static void process_free(struct tree *tree, struct tree_process *process)
{
    for (struct tree_thread *thread = process->threads, *next; thread; thread = next) {
        next = thread->next;
        thread_free(tree, thread);
    }
    id_table_remove(&tree->processes, process->tgid, process);
    free((void *)process->exe);
    free((void *)process->cmdline);
    free(process);
}

/* Free a list of siblings and all below them.  The children of each join the end of the list, as
 * a tree of forks can be deeper than any stack. */
static void subtrees_free(struct tree *tree, struct tree_process *process)
{
    struct tree_process *last = process;

    while (process) {
        while (last->next_sibling)
            last = last->next_sibling;
        last->next_sibling = process->first_child;
        struct tree_process *next = process->next_sibling;
        if (last == process)
            last = next;
        process_free(tree, process);
        process = next;
    }
}

/* Unlink the siblings of a list that are not wanted, and free them with all below. */
static void siblings_prune(struct tree *tree, struct tree_process **first,
                           struct tree_process **last)
{
    *last = NULL;
    while (*first) {
        struct tree_process *process = *first;
        if (process_node(process)->is_wanted) {
            *last = process;
            first = &process->next_sibling;
            continue;
        }
        *first = process->next_sibling;
        process->next_sibling = NULL;
        subtrees_free(tree, process);
    }
}

/* The first row, the leader's, stays as long as the process does. */
static void threads_prune(struct tree *tree, struct process_node *process)
{
    struct tree_thread *kept = process->public.threads;

    while (kept->next) {
        struct tree_thread *thread = kept->next;
        if (thread->state != TREE_EXITED) {
            kept = thread;
            continue;
        }
        kept->next = thread->next;
        thread_free(tree, thread);
    }
    process->last_thread = kept;
}

/* A process is wanted if it lives; so are its ancestors. */
static void tree_mark_wanted(struct tree *tree)
{
    struct tree_process *process;

    for (process = tree->first_root; process; process = tree_next(process))
        process_node(process)->is_wanted = false;
    for (process = tree->first_root; process; process = tree_next(process)) {
        if (process->is_exited)
            continue;
        struct tree_process *up = process;
        while (up && !process_node(up)->is_wanted) {
            process_node(up)->is_wanted = true;
            up = up->parent;
        }
    }
}

void tree_forget_exited(struct tree *tree)
{
    tree_mark_wanted(tree);
    siblings_prune(tree, &tree->first_root, &tree->last_root);
    for (struct tree_process *process = tree->first_root; process; process = tree_next(process)) {
        struct process_node *node = process_node(process);
        siblings_prune(tree, &process->first_child, &node->last_child);
        threads_prune(tree, node);
    }
}

void tree_free(struct tree *tree)
{
    if (!tree)
        return;
    subtrees_free(tree, tree->first_root);
    id_table_done(&tree->processes);
    id_table_done(&tree->threads);
    free(tree);
}
