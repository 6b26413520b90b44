/*
 * The process tree, rebuilt from events: processes, their threads, what each is
 * doing.  UI thread only.  Nodes live as long as the tree (or until
 * tree_forget_exited) and are owned by it.
 */
#ifndef PTOP_TREE_H
#define PTOP_TREE_H

#include <stdbool.h>

#include <ptop/command.h>
#include <ptop/event.h>

enum tree_state {
    TREE_RUNNING,  /* in user space, or in a call that is not known */
    TREE_IN_CALL,  /* in a syscall, as of the last hint */
    TREE_PAUSED,   /* held by us */
    TREE_STOPPED,  /* by job control: stop_signal */
    TREE_EXITED,   /* exit_status */
    TREE_DETACHED, /* let go */
    TREE_STATE_COUNT
};

/* Of a thread that is there and ours. */
static inline bool tree_state_is_traced(enum tree_state state)
{
    return state != TREE_EXITED && state != TREE_DETACHED;
}

/* What is done through an io_uring is no call: seen is what io_uring_enter submits, and no more. */
enum tree_uring {
    TREE_NO_URING,
    TREE_URING,
    TREE_URING_POLLED, /* the kernel takes its entries by itself: not even that is seen */
};

struct tree_process;

struct tree_thread {
    int32_t tid;
    enum tree_state state;
    int32_t stop_signal;
    int32_t exit_status; /* wait status */
    bool is_superseded;  /* ended by a sibling's exec */
    char comm[EVENT_COMM_BYTES + 1]; /* raw bytes of the tracee: escape before showing */
    uint64_t calls, errors;
    double calls_per_second; /* smoothed, as of the last tree_tick */
    /* TREE_IN_CALL: the hint, whole, for the formatter; NULL where unknown. */
    const struct event_syscall *call;
    nanoseconds call_since_ns;
    const struct event_stop *stop;        /* TREE_PAUSED: as it is held now; else NULL */
    const struct event_stop *stop_before; /* the one before that; NULL: it was never held */
    nanoseconds pause_asked_ns; /* a pause was asked for then and is not there yet; 0: none was */
    nanoseconds step_asked_ns;  /* the same of a step */
    struct tree_process *process;
    struct tree_thread *next; /* of the process, in order of birth; the leader first */
};

struct tree_process {
    int32_t tgid;
    int32_t parent_tgid; /* as it was born */
    bool is_exited; /* every thread has ended */
    int32_t exit_status; /* the process's */
    const char *exe;     /* path of the executable, raw bytes; NULL before an exec was seen */
    const char *cmdline; /* argv, NUL-separated, of cmdline_bytes; NULL where unknown */
    size_t cmdline_bytes;
    enum tree_uring uring;
    uint64_t calls, errors;
    double calls_per_second;
    struct tree_thread *threads;
    struct tree_process *parent; /* traced parent, or NULL for a root */
    struct tree_process *first_child, *next_sibling; /* in order of birth */
};

struct tree;

UI_THREAD struct tree *tree_new(void);
UI_THREAD void tree_free(struct tree *tree);

/* Take an event (any kind; hints too) in. */
UI_THREAD void tree_apply(struct tree *tree, const struct event *event);
/* A command is on its way: what it asks of a thread is marked until that is there. */
UI_THREAD void tree_ask(struct tree *tree, const struct command *command, nanoseconds now_ns);
/* Recompute the rates; about once a second. */
UI_THREAD void tree_tick(struct tree *tree, nanoseconds now_ns);
/* Drop what has exited and has no living descendants. */
UI_THREAD void tree_forget_exited(struct tree *tree);

UI_THREAD struct tree_process *tree_first_root(const struct tree *tree);
UI_THREAD struct tree_process *tree_find_process(const struct tree *tree, int32_t tgid);
UI_THREAD struct tree_thread *tree_find_thread(const struct tree *tree, int32_t tid);
/* Depth-first order: the process after this one. */
UI_THREAD struct tree_process *tree_next(const struct tree_process *process);

struct tree_totals {
    unsigned processes, threads; /* living and traced */
    uint64_t calls, errors, signals;
    uint64_t lost; /* events, of the EVENT_LOST records */
    double calls_per_second;
};
UI_THREAD struct tree_totals tree_totals(const struct tree *tree);

#endif
