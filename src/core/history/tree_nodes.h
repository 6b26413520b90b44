/*
 * The nodes of the tree and what keeps them consistent.  tree.c builds, links
 * and forgets them; tree_apply.c knows what each event means.
 *
 * A tid or tgid that the kernel uses again gets a new node.  The old one stays in its
 * list as exited; the tables find the newest.
 */
#ifndef PTOP_CORE_TREE_NODES_H
#define PTOP_CORE_TREE_NODES_H

#include <ptop/syscall.h>
#include <ptop/tree.h>

#include "core/base/id_table.h"

/* The public structs come first, so that a pointer to one is a pointer to its node. */
struct thread_node {
    struct tree_thread public;
    uint64_t calls_at_tick;
};

struct process_node {
    struct tree_process public;
    struct tree_thread *last_thread;
    struct tree_process *last_child;
    unsigned traced_count;   /* threads that live and are ours */
    unsigned detached_count; /* threads that were let go */
    uint64_t calls_at_tick;
    bool is_wanted; /* while forgetting: lives, or a descendant does */
};

struct tree {
    struct id_table processes, threads;
    struct tree_process *first_root, *last_root;
    struct tree_totals totals;
    nanoseconds ticked_ns; /* 0: no event and no tick yet */
    uint64_t calls_at_tick;
    int prctl_number[ABI_COUNT];
};

/* A new process without threads; parent may be NULL. */
UI_THREAD struct tree_process *tree_add_process(struct tree *tree, int32_t tgid,
                                                struct tree_process *parent);
/* A new running thread of a process. */
UI_THREAD struct tree_thread *tree_add_thread(struct tree *tree, struct tree_process *process,
                                              int32_t tid);
/* The one place where a state changes: keeps the counts. */
UI_THREAD void tree_set_state(struct tree *tree, struct tree_thread *thread, enum tree_state state);
/* Forget the call in progress. */
UI_THREAD void tree_end_call(struct tree_thread *thread);
/* It is held no more: how it was held becomes the stop before. */
UI_THREAD void tree_end_stop(struct tree_thread *thread);

#endif
