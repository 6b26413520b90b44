/*
 * The receipt: what was put back when a tracee was let go, as /proc tells it from outside.
 * TRACER_THREAD only.
 */
#ifndef PTOP_CORE_RECEIPT_H
#define PTOP_CORE_RECEIPT_H

struct control;
struct tracee;

/* After the detach: EVENT_RECEIPT lines. */
void receipt_write(struct control *control, const struct tracee *tracee);

#endif
