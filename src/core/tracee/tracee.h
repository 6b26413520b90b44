/*
 * The tracees: one record for each thread that we trace, and its state.
 *
 * TRACER_THREAD only.  Records, their hash and their scratch buffers live in
 * address space reserved once, so that a new tracee costs no heap between a
 * stop and its resume; a pointer to a record is good until tracee_forget.
 *
 *              FORK event of the parent
 *     NEWBORN ──────────────────────────┐     (its first stop came before that)
 *        ▲ first stop, unknown tid      ▼
 *        │                 resume    STOPPED ◄────── any stop that wait gave us
 *                     RUNNING ◄─────────┤
 *                        │              │ LISTEN
 *                        │              ▼
 *                        │          LISTENING
 *                        ▼
 *                     DYING     a request said ESRCH: only its wait status can follow
 *
 * Requests that need a stop are issued only in NEWBORN and STOPPED.
 */
#ifndef PTOP_CORE_TRACEE_H
#define PTOP_CORE_TRACEE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <ptop/event.h>
#include <ptop/syscall.h>
#include <ptop/thread.h>

#define TRACEE_SCRATCH_BYTES 61440u /* what an event has room for, in whole pages */
#define TRACEE_MAX_COUNT (1u << 18)
#define TRACEE_MIN_COUNT (1u << 8)

enum tracee_state {
    TRACEE_RUNNING, /* resumed, or seized and never stopped yet */
    TRACEE_NEWBORN, /* stopped, and we do not know yet who made it */
    TRACEE_STOPPED,
    TRACEE_LISTENING, /* in a group-stop that we let happen */
    TRACEE_DYING,
    TRACEE_STATE_COUNT
};

/* A syscall that a tracee is in. */
struct tracee_call {
    const struct syscall_spec *spec; /* NULL: a number without a row */
    int64_t number;
    int64_t set_number; /* by which sets know it (call_number.h), once the tracer has judged it */
    uint64_t args[SYSCALL_MAX_ARGS];
    nanoseconds since_ns;
    tracee_addr pc;          /* behind the instruction that made it; 0: unknown */
    nanoseconds run_time_ns; /* that its thread had spent on a processor before; 0: not asked for */
    uint32_t pieces_bytes; /* captured at entry, in the scratch */
    uint8_t abi;           /* enum abi */
    bool is_known;         /* an entry was seen, and no exit yet */
    bool is_traced;        /* one of those that are captured and written */
    bool is_restarted;     /* it came in as restart_syscall */
    bool is_told;          /* its hint was written, for who interrupts and resumes lines */
};

struct controlled; /* of src/core/control */

/* Seccomp filters of its own, which may end who calls what it never would. */
enum tracee_filters { TRACEE_FILTERS_UNKNOWN, TRACEE_UNFILTERED, TRACEE_FILTERED };

/* Which side of its call the stop that a tracee is in belongs to. */
enum call_side { CALL_SIDE_NONE, CALL_SIDE_ENTRY, CALL_SIDE_EXIT };

struct tracee {
    pid_t tid, tgid;
    enum tracee_state state;
    bool is_announced; /* its EVENT_FORK was written */
    bool is_hidden;    /* launched, before its execve: our own preparations */
    bool is_orphan;    /* announced without its parent's event, which may still come */
    bool was_launched; /* descends from the launched command: dies with us */
    uint8_t seize_mode; /* enum seize_mode bits, its own or inherited */
    bool has_trap;     /* our seccomp filter is in force: without a tracer its calls would fail */
    uint8_t filters;   /* enum tracee_filters */
    bool skips_calls;  /* between traps it runs past syscalls: no filter of its own hides some */

    /* what it shall do after the stop that is being handled */
    int pending_signal; /* of a signal-delivery-stop: to be delivered at resume or detach */
    int group_signal;   /* in a group-stop by this signal; 0: not */

    bool uses_uring; /* an EVENT_URING was written */

    bool wants_pause;  /* hold it at its next stop */
    bool is_paused;    /* held; an EVENT_STOP was written */
    bool wants_detach; /* let it go at its next stop */
    bool leaves_at_exec; /* -b: let it go when the execve that it is in has succeeded */
    bool is_interrupting; /* we sent INTERRUPT, and no stop came since */
    bool has_stood; /* stopped since it is ours, or born so: none of its forks began before */
    uint8_t echo_stops;   /* stops for which our INTERRUPT may still be felt: see registers.h */
    nanoseconds newborn_ns; /* since when it is NEWBORN */
    uint32_t batch;       /* the round in which its last status was taken */

    uint32_t files;     /* identity of its descriptor table, for fd_names */
    uint32_t directory; /* the same of its current directory */
    uint32_t memory;    /* the same of its address space */
    int run_time_fd;    /* run_time.h; 0: none */
    struct controlled *controlled; /* what control knows of it; NULL: it was never touched */
    uint8_t call_side;  /* enum call_side, of the stop that it is in */
    bool call_restarts; /* call was interrupted by a stop, and will be gone on with */
    struct tracee_call call;
    struct tracee_call interrupted; /* the call that restart_syscall will continue */
    uint8_t *scratch;               /* TRACEE_SCRATCH_BYTES */
};

struct tracee_table {
    struct tracee *records; /* reserved; the first record_limit were used */
    uint8_t *scratch;       /* reserved, TRACEE_SCRATCH_BYTES each */
    uint32_t *buckets;      /* twice the capacity; open addressing: 1 + index of a record, 0 empty */
    uint32_t *free_indices;
    uint32_t capacity; /* of tracees: a power of two up to TRACEE_MAX_COUNT */
    uint32_t free_count, record_limit;
    uint32_t count; /* in use */
};

TRACER_THREAD int tracee_table_init(struct tracee_table *table);
TRACER_THREAD void tracee_table_done(struct tracee_table *table);

TRACER_THREAD struct tracee *tracee_find(const struct tracee_table *table, pid_t tid);
/* A new record, RUNNING, with tgid tid; NULL when the table is full. */
TRACER_THREAD struct tracee *tracee_add(struct tracee_table *table, pid_t tid);
TRACER_THREAD void tracee_forget(struct tracee_table *table, struct tracee *tracee);
/* An exec gave the thread the tid of its process. */
TRACER_THREAD void tracee_rename(struct tracee_table *table, struct tracee *tracee, pid_t tid);

/* Walk all records: the first with NULL, NULL after the last.  Forgetting the current one
 * is allowed. */
TRACER_THREAD struct tracee *tracee_next(const struct tracee_table *table,
                                         const struct tracee *after);
/* The same, of those that are not dying: of one process, in one address space. */
TRACER_THREAD struct tracee *tracee_next_of_process(const struct tracee_table *table, pid_t tgid,
                                                    const struct tracee *after);
TRACER_THREAD struct tracee *tracee_next_in_memory(const struct tracee_table *table,
                                                   uint32_t memory, const struct tracee *after);

/* The one place where states change; asserts that the edge exists. */
TRACER_THREAD void tracee_set_state(struct tracee *tracee, enum tracee_state state);

/* INTERRUPT, unless one is outstanding or the tracee stands still. */
TRACER_THREAD void tracee_interrupt(struct tracee *tracee);

static inline bool tracee_is_held(const struct tracee *tracee)
{
    return tracee->state == TRACEE_STOPPED || tracee->state == TRACEE_NEWBORN;
}

#endif
