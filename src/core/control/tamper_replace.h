/*
 * Keeping a call from being made, at its entry.
 *
 *     the tracee has a seccomp filter     what is made instead
 *     no                                  number -1, or the call that the rule names
 *     and our own trap stopped it         -1: behind a trap no filter sees it (seccomp(2))
 *     and filters can be suspended        the same, unseen by the filter: as root
 *     otherwise                           the call itself, with a descriptor of -1 and paths nowhere:
 *                                         the filter may know no other, and end who calls it
 *
 * A call that has neither is refused then.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_TAMPER_REPLACE_H
#define PTOP_CORE_TAMPER_REPLACE_H

#include <stdbool.h>

#include <ptop/error.h>

#include "../tracee/tracee.h"

/* All-zero: nothing is replaced. */
struct replaced {
    bool is_replaced;
    bool is_suspended; /* its filters are, until the exit */
    bool is_trap;      /* as it was when it was replaced */
    bool shows;        /* in the registers, behind the call */
    int64_t number;    /* as the program made it: of restart_syscall that, not the call's */
};

/* number: the one it came in with.  0, or -errno with the reason, and all is as it was. */
int replace_call(struct tracee *tracee, bool is_trap, int64_t number, int instead,
                 struct replaced *ret_replaced, struct error *ret_error);
/* At the exit: everything but the result is as the program had it. */
void replace_settle(struct tracee *tracee, struct replaced *replaced);
/* At the entry still: the call is the program's own again. */
void replace_undo(struct tracee *tracee, struct replaced *replaced);

#endif
