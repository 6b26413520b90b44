/*
 * Watchpoints and hardware breakpoints: the debug registers of every thread.
 *
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_WATCH_H
#define PTOP_CORE_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include <ptop/error.h>
#include <ptop/event.h>

#define WATCH_SLOTS 4

struct control;
struct tracee;
struct point_entry;

/* What we put into a thread's debug registers, never what they read back as. */
struct watch_registers {
    uint64_t control; /* DR7; 0: nothing */
    tracee_addr addresses[WATCH_SLOTS];
    bool is_stale; /* to be written before it runs */
};

/* A new point: find room for it in the threads of its process.  0, or -errno with the reason. */
int watch_add(struct control *control, struct point_entry *point, struct error *ret_error);
/* It was removed, disabled or enabled. */
void watch_changed(struct control *control, struct point_entry *point);

/* Threads of a process that has watchpoints get them before they run. */
void watch_on_birth(struct control *control, struct tracee *child, const struct tracee *parent);
void watch_on_exec(struct control *control, struct tracee *tracee);
/* Before it runs: write what is stale.  (Its debug registers can be written at a stop only.) */
void watch_prepare(struct control *control, struct tracee *tracee);

/* A trap: was it a watchpoint's?  Writes the hit, asks for the tracee to be held. */
bool watch_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info);
/* A call is over: what the kernel wrote is compared with what was there. */
void watch_on_exit_stop(struct control *control, struct tracee *tracee,
                        const struct event_syscall *record);

/* Before a detach. */
void watch_let_go(struct control *control, struct tracee *tracee);

#endif
