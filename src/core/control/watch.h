/*
 * Watchpoints and hardware breakpoints: the debug registers of every thread.
 *
 *     space    slots 0…3: what is watched in a memory (a point that is not aligned takes several)
 *     thread   DR0…DR3, DR7: written from the slots at its next stop, before it runs
 *
 * The debug registers belong to a thread; a new one has none armed, whatever its DR7 reads as.  What
 * the kernel writes for a call they do not see: the bytes are compared at each call's exit.
 *
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_WATCH_H
#define PTOP_CORE_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

#include <ptop/error.h>
#include <ptop/event.h>

#define WATCH_SLOTS 4

struct control;
struct event_syscall;
struct point_entry;
struct space;
struct tracee;

/* A debug register of a memory: a point's, or a part of it. */
struct watch_slot {
    uint32_t point_id; /* 0: free */
    tracee_addr address;
    uint8_t size_bytes; /* 1, 2, 4, 8, and the address is a multiple of it */
    uint64_t seen;      /* of a first slot: the value of the point as it was last seen here */
};

/* What we put into a thread's debug registers, never what they read back as. */
struct watch_registers {
    uint64_t control; /* DR7; 0: nothing */
    tracee_addr addresses[WATCH_SLOTS];
    bool is_used;  /* something was written to them, once */
    bool is_stale; /* to be written before it runs */
};

/* Something in the memory is watched. */
bool watch_is_on(const struct space *space);

/* A new point: find room for it in the threads of its process.  0, or -errno with the reason. */
int watch_add(struct control *control, struct point_entry *entry, struct error *ret_error);
/* It was removed, disabled or enabled. */
void watch_changed(struct control *control, struct point_entry *entry);

/* Threads of a process that has watchpoints get them before they run; a forked child has them in
 * its copy. */
void watch_on_birth(struct control *control, struct tracee *child, const struct tracee *parent);
/* One whose parent was never seen, in a memory that may be known. */
void watch_on_orphan(struct control *control, struct tracee *child);
void watch_on_exec(struct control *control, struct tracee *tracee);
/* Nobody runs in a memory any more: its points are nowhere. */
void watch_forget_space(struct control *control, struct space *space);
/* Before it runs: write what is stale.  (Its debug registers can be written at a stop only.) */
void watch_prepare(struct control *control, struct tracee *tracee);

/* A trap: was it a debug register's?  Writes the hit, asks for the tracee to be held.  The registers
 * are current, and written back where changed. */
bool watch_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info,
                   struct user_regs_struct *registers);
/* A call is over: what the kernel wrote is compared with what was there. */
void watch_on_exit_stop(struct control *control, struct tracee *tracee,
                        const struct event_syscall *record);

/* Memory was changed by a person. */
void watch_on_edit(struct control *control, const struct tracee *tracee);

/* Before a detach. */
void watch_let_go(struct control *control, struct tracee *tracee);

#endif
