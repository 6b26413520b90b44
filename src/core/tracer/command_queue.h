/*
 * The command queue: single producer (the UI thread), single consumer (the
 * tracer), a fixed ring of commands, wait-free on both sides.  The producer
 * publishes with release, the consumer acquires.  Waking the tracer is the
 * caller's: wait_window.h.
 */
#ifndef PTOP_CORE_COMMAND_QUEUE_H
#define PTOP_CORE_COMMAND_QUEUE_H

#include <stdatomic.h>
#include <stdbool.h>

#include <ptop/command.h>
#include <ptop/thread.h>

#define COMMAND_QUEUE_LENGTH 1024u

struct command_queue {
    _Atomic unsigned pushed, popped; /* totals; the difference is what waits */
    struct command commands[COMMAND_QUEUE_LENGTH];
};

/* False when full. */
UI_THREAD bool command_queue_push(struct command_queue *queue, const struct command *command);
TRACER_THREAD bool command_queue_is_empty(struct command_queue *queue);
/* False when empty.  Of a tracer that has left: the UI thread. */
TRACER_THREAD bool command_queue_pop(struct command_queue *queue, struct command *ret_command);

#endif
