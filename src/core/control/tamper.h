/*
 * Tampering: rules (ptop/tamper.h) that change calls on their way.
 *
 *     entry stop ──► captured; which rule, does it act this time?  bytes, signal
 *          │         a delay: it stays, and others run on
 *     about to run ─► its result is to be made up: the call becomes one that does nothing
 *     exit stop ───► the result, bytes ──► captured and written ──► a delay
 *
 * Until it runs on from the entry nothing of the call is changed, so that one that is let go, or
 * whose tracer is killed, while it waits makes it.  Calls are counted by tracee and number from the first
 * on.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_TAMPER_H
#define PTOP_CORE_TAMPER_H

#include <stdbool.h>

#include <ptop/syscall.h>
#include <ptop/tamper.h>

#include "../tracee/ptrace_call.h"
#include "../tracee/tracee.h"

#include "tamper_replace.h"

struct control;

/* Of the whole session.  All-zero: no rules. */
struct tamper_rules {
    tamper_asked *asked; /* which calls they are about, if not all of theirs; NULL: all */
    void *context;
    /* The rule of each call, NULL: none; those of numbers beyond are left alone. */
    const struct tamper *of[ABI_COUNT][SYSCALL_SET_NUMBERS];
    bool is_armed;       /* there is one */
    nanoseconds due_ns; /* when the next delay is over; 0: none goes on */
};

/* Of one tracee.  All-zero: nothing. */
struct tampered {
    uint32_t (*counts)[SYSCALL_SET_NUMBERS]; /* by ABI; NULL: none of its calls has a rule */
    const struct tamper *rule; /* that acts on the call that it is in; NULL */
    nanoseconds until_ns;      /* it stays where it is until then; 0: not */
    unsigned done;             /* to the call: enum call_tampering bits */
    bool is_trap;              /* at its entry: the stop is that of a seccomp filter */
    struct replaced replaced;
};

/* The rules are borrowed; those of calls that are not in the set do nothing. */
void tamper_arm(struct control *control, const struct tamper *rules, size_t count,
                const struct syscall_set *traced);

/* A call begins: tracee->call, its captured pieces in the scratch, which bytes of a rule's may renew. */
void tamper_on_entry(struct control *control, struct tracee *tracee,
                     const struct syscall_stop *stop);
/* It is about to run on, from whatever stop. */
void tamper_prepare(struct control *control, struct tracee *tracee);
/* A call is over, and nothing captured of that: *stop becomes what the program gets. */
void tamper_on_exit(struct control *control, struct tracee *tracee, struct syscall_stop *stop);
/* What was done to the call: enum call_tampering bits. */
unsigned tamper_done(const struct tracee *tracee);
/* Is the result of the call whose exit this is made up? */
bool tamper_made_result(const struct tracee *tracee);
/* All is written of a call: what was done to it is forgotten, its delay begins. */
void tamper_after_exit(struct control *control, struct tracee *tracee);

/* It waits for the end of a delay. */
static inline bool tamper_delays(const struct tampered *tampered)
{
    return tampered->until_ns != 0;
}

/* Let those run whose delay is over. */
void tamper_run_due(struct control *control);

/* It is about to be let go: its call is its own again. */
void tamper_let_go(struct tracee *tracee);
/* Before its record is freed. */
void tamper_on_gone(struct tracee *tracee);

#endif
