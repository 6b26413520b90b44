/* The command queue between two threads. */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/tracer/command_queue.h"

#define COMMANDS 200000

static struct command_queue queue;

static void *produce(void *context)
{
    (void)context;
    for (uint64_t i = 1; i <= COMMANDS; i++) {
        struct command command = { .sequence = i, .tid = (int32_t)i, .value = -(int32_t)i };

        while (!command_queue_push(&queue, &command))
            sched_yield();
    }
    return NULL;
}

static void commands_arrive_whole_and_in_order(void **state)
{
    pthread_t producer;
    uint64_t expected = 1;

    (void)state;
    pthread_create(&producer, NULL, produce, NULL);
    while (expected <= COMMANDS) {
        struct command command;

        if (!command_queue_pop(&queue, &command)) {
            sched_yield();
            continue;
        }
        assert_int_equal(command.sequence, expected);
        assert_int_equal(command.tid, expected);
        assert_int_equal(command.value, -(int64_t)expected);
        expected++;
    }
    pthread_join(producer, NULL);
}

static void a_full_queue_refuses_and_loses_nothing(void **state)
{
    struct command command = { .kind = COMMAND_REPORT };
    unsigned pushed = 0, popped = 0;

    (void)state;
    while (command_queue_push(&queue, &command))
        pushed++;
    assert_int_equal(pushed, COMMAND_QUEUE_LENGTH);
    while (command_queue_pop(&queue, &command))
        popped++;
    assert_int_equal(popped, pushed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_arrive_whole_and_in_order),
        cmocka_unit_test(a_full_queue_refuses_and_loses_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
