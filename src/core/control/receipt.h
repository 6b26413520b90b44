/*
 * The receipt: what was put back when a tracee was let go, as the kernel tells it.
 *
 *     at its last stop    receipt_begin    what of ours is there
 *                         receipt_check    is it gone?
 *     after the detach    receipt_write    a line for each that was held, one for equal ones
 *
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_RECEIPT_H
#define PTOP_CORE_RECEIPT_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/event.h>

#include "sigtrap.h"

struct control;
struct tracee;

/* Of one tracee. */
struct receipt {
    bool was_held;
    bool has_begun; /* it may take more than one stop */
    bool ended_step, cleared_debug, restored_call, moved_pc;
    bool has_debug_left, has_sigtrap_left; /* what is not as it was */
    tracee_addr pc;
    struct sigtrap sigtrap;
};

#define RECEIPT_TEXT_BYTES 192

#define RECEIPT_LINES 16

/* Lines that others may turn out to be equal to; written when the last of the process goes. */
struct receipts {
    struct receipt_line {
        pid_t tgid, first, last;
        unsigned tracees;
        char text[RECEIPT_TEXT_BYTES];
    } lines[RECEIPT_LINES];
    unsigned count;
};

void receipt_begin(struct control *control, struct tracee *tracee);
void receipt_check(struct control *control, struct tracee *tracee);
void receipt_write(struct control *control, const struct tracee *tracee);
/* Nobody else will be let go. */
void receipt_flush(struct control *control);

#endif
