#include "command_queue.h"

bool command_queue_push(struct command_queue *queue, const struct command *command)
{
    unsigned pushed = atomic_load_explicit(&queue->pushed, memory_order_relaxed); /* ours */
    /* acquire: the slot may be overwritten only after it was read */
    unsigned popped = atomic_load_explicit(&queue->popped, memory_order_acquire);

    if (pushed - popped == COMMAND_QUEUE_LENGTH)
        return false;
    queue->commands[pushed % COMMAND_QUEUE_LENGTH] = *command;
    /* release: the command before the count that shows it */
    atomic_store_explicit(&queue->pushed, pushed + 1, memory_order_release);
    return true;
}

bool command_queue_pop(struct command_queue *queue, struct command *ret_command)
{
    unsigned popped = atomic_load_explicit(&queue->popped, memory_order_relaxed); /* ours */
    unsigned pushed = atomic_load_explicit(&queue->pushed, memory_order_acquire);

    if (pushed == popped)
        return false;
    *ret_command = queue->commands[popped % COMMAND_QUEUE_LENGTH];
    atomic_store_explicit(&queue->popped, popped + 1, memory_order_release);
    return true;
}

bool command_queue_is_empty(struct command_queue *queue)
{
    return atomic_load_explicit(&queue->pushed, memory_order_acquire) ==
           atomic_load_explicit(&queue->popped, memory_order_relaxed);
}
