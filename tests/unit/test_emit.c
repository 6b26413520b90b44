/* Numbering, and what happens when the ring is full. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/tracee/emit.h"

#define SMALL_RING (128 * 1024)
#define BIG_RECORD 4096

struct fixture {
    struct ring *ring;
    struct emitter emitter;
};

static int setup(void **state)
{
    static struct fixture fixture;

    memset(&fixture, 0, sizeof fixture);
    *state = &fixture;
    return ring_new(SMALL_RING, &fixture.ring) ||
           emitter_init(&fixture.emitter, fixture.ring, true);
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;

    emitter_done(&fixture->emitter);
    ring_free(fixture->ring);
    return 0;
}

static void put(struct fixture *fixture, enum event_kind kind)
{
    static const char bytes[BIG_RECORD];
    struct event header = { .kind = (uint8_t)kind };

    emit_bytes(&fixture->emitter, &header, bytes, sizeof bytes);
}

/* Drain; checks that numbers rise by one, or by what a LOST record says. */
static unsigned drain(struct fixture *fixture, uint64_t *last_sequence, uint64_t *ret_lost)
{
    unsigned count = 0;
    size_t size;
    const struct event *event;

    ring_publish(fixture->ring);
    while ((event = ring_peek(fixture->ring, &size)) != NULL) {
        uint64_t gap = 1;

        if (event->kind == EVENT_LOST) {
            *ret_lost += ((const struct event_lost *)event)->count;
            gap += ((const struct event_lost *)event)->count;
        }
        if (event_is_stored(event)) {
            assert_int_equal(event->sequence, *last_sequence + gap);
            *last_sequence = event->sequence;
        } else {
            assert_int_equal(event->sequence, *last_sequence);
        }
        ring_release(fixture->ring, event->size_bytes);
        count++;
    }
    return count;
}

static void numbers_have_no_gap_and_hints_take_none(void **state)
{
    struct fixture *fixture = *state;
    uint64_t last = 0, lost = 0;

    put(fixture, EVENT_NOTE);
    put(fixture, EVENT_REPLY);
    put(fixture, EVENT_NOTE);
    assert_int_equal(drain(fixture, &last, &lost), 3);
    assert_int_equal(last, 2);
    assert_int_equal(lost, 0);
}

static void what_is_lost_is_the_gap_that_a_record_tells(void **state)
{
    struct fixture *fixture = *state;
    uint64_t last = 0, lost = 0;
    const unsigned written = 100;

    for (unsigned i = 0; i < written; i++)
        put(fixture, EVENT_NOTE);
    assert_true(drain(fixture, &last, &lost) < written);
    put(fixture, EVENT_NOTE); /* there is room again */
    drain(fixture, &last, &lost);
    assert_true(lost > 0);
    assert_int_equal(last, written + 2); /* all, the LOST record, the last */
}

static void *consume_slowly(void *context)
{
    struct fixture *fixture = context;
    unsigned total = 0;
    size_t size;

    while (total < 200) {
        const struct event *event = ring_peek(fixture->ring, &size);

        if (!event)
            continue;
        ring_release(fixture->ring, event->size_bytes);
        total++;
    }
    return NULL;
}

static void a_full_ring_makes_the_producer_wait_for_a_consumer_that_moves(void **state)
{
    struct fixture *fixture = *state;
    pthread_t consumer;

    fixture->emitter.drops_when_full = false;
    pthread_create(&consumer, NULL, consume_slowly, fixture);
    for (unsigned i = 0; i < 200; i++)
        put(fixture, EVENT_NOTE);
    ring_publish(fixture->ring);
    pthread_join(consumer, NULL);
    assert_int_equal(fixture->emitter.lost_count, 0);
    assert_int_equal(fixture->emitter.sequence, 200);
}

static void a_consumer_that_stands_still_costs_a_second_once(void **state)
{
    struct fixture *fixture = *state;
    nanoseconds before_ns = emit_now_ns(), took_ns;

    fixture->emitter.drops_when_full = false;
    for (unsigned i = 0; i < 300; i++)
        put(fixture, EVENT_NOTE);
    took_ns = emit_now_ns() - before_ns;
    assert_true(fixture->emitter.lost_count > 200);
    assert_true(took_ns >= EMIT_PATIENCE_NS);
    assert_true(took_ns < 5 * EMIT_PATIENCE_NS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_have_no_gap_and_hints_take_none, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_lost_is_the_gap_that_a_record_tells, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_full_ring_makes_the_producer_wait_for_a_consumer_that_moves, setup, teardown),
        cmocka_unit_test_setup_teardown(a_consumer_that_stands_still_costs_a_second_once, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
