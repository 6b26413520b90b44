#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <ptop/seek.h>

#define MINUTE_NS ((nanoseconds)60000000000)

/*
 * The rows of every test: calls of ten threads in turn, of which every seventh fails, every third
 * is a read; every fifth row is a resume, which is no line of the stream.
 */
static bool is_line(uint64_t row)
{
    return row % 5 != 0;
}

static bool has_failed(uint64_t row)
{
    return is_line(row) && row % 7 == 3;
}

static nanoseconds time_of_row(uint64_t row)
{
    return 1000 * (row + 1);
}

static void append_rows(struct store *store, uint64_t count, uint16_t size)
{
    static union {
        struct event_syscall call;
        char bytes[4096];
    } sample;

    for (uint64_t end = store_row_count(store) + count; store_row_count(store) < end;) {
        uint64_t row = store_row_count(store);
        sample.call.header = (struct event){
            .size_bytes = size,
            .kind = is_line(row) ? EVENT_SYSCALL : EVENT_RESUME,
            .flags = has_failed(row) ? EVENT_FAILED : 0,
            .number = row % 3 == 0 ? 0 : 1,
            .tid = (int32_t)(row % 10),
            .tgid = 1,
            .sequence = row + 1,
            .time_ns = time_of_row(row),
        };
        store_append(store, &sample.call.header);
    }
}

/* Four segments in memory; rows of 2 KiB, so that 500 fill a segment and 5000 spill. */
#define ROW_BYTES 2048

static struct store *store_with(uint64_t row_count, const char *spill_directory)
{
    const struct store_options options = {.budget_bytes = 4 * STORE_SEGMENT_BYTES,
                                          .spill_directory = spill_directory};
    struct store *store = NULL;

    assert_int_equal(store_new(&options, &store), 0);
    append_rows(store, row_count, ROW_BYTES);
    return store;
}

static bool test_failed(void *context, uint64_t row, const struct event *event)
{
    uint64_t *looked_at = context;

    assert_int_equal(event->sequence, row + 1);
    if (looked_at)
        ++*looked_at;
    return event->flags & EVENT_FAILED;
}

static bool test_nothing(void *context, uint64_t row, const struct event *event)
{
    return (void)context, (void)row, (void)event, false;
}

static void rows_are_found_in_order_in_both_directions(void **state)
{
    struct store *store = store_with(5000, NULL);
    struct seek seek;
    uint64_t row = 0;

    (void)state;
    assert_true(store_spilled_bytes(store) > 0);
    seek_begin(&seek, &(struct seek_options){.store = store, .test = test_failed});
    for (; row < 5000; row++)
        if (has_failed(row)) {
            assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_FOUND);
            assert_int_equal(seek.row, row);
        }
    assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_NONE);
    seek_begin(&seek,
               &(struct seek_options){
                   .store = store, .direction = SEEK_BACKWARD, .from = 5000, .test = test_failed});
    while (row-- > 0)
        if (has_failed(row)) {
            assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_FOUND);
            assert_int_equal(seek.row, row);
        }
    assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_NONE);
    store_free(store);
}

static void a_seek_that_wraps_looks_at_every_row_once(void **state)
{
    static const enum seek_direction directions[] = {SEEK_FORWARD, SEEK_BACKWARD};
    struct store *store = store_with(2000, NULL);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        uint64_t lines = 0, looked_at = 0, found = 0;
        struct seek seek;
        seek_begin(&seek, &(struct seek_options){.store = store,
                                                 .direction = directions[i],
                                                 .from = 700,
                                                 .wraps = true,
                                                 .test = test_failed,
                                                 .context = &looked_at});
        for (uint64_t row = 0; row < 2000; row++) {
            lines += is_line(row);
            found += has_failed(row);
        }
        while (seek_step(&seek, MINUTE_NS) == SEEK_FOUND) {
            bool is_behind = directions[i] == SEEK_FORWARD ? seek.row < 700 : seek.row >= 700;
            assert_int_equal(seek.has_wrapped, is_behind);
            found--;
        }
        assert_int_equal(found, 0);
        assert_int_equal(looked_at, lines);
    }
    store_free(store);
}

static void only_rows_that_the_view_shows_are_found(void **state)
{
    struct store *store = store_with(3000, NULL);
    struct view *view = view_new(store);
    struct filter *filter = NULL;

    (void)state;
    assert_int_equal(filter_new("read", &(struct filter_facts){0}, &filter, NULL), 0);
    view_set_filter(view, filter);
    for (int is_slow = 0; is_slow < 2; is_slow++) {
        struct seek seek;
        seek_begin(&seek,
                   &(struct seek_options){
                       .store = store, .view = view, .is_test_slow = is_slow, .test = test_failed});
        for (uint64_t row = 0; row < 3000; row++)
            if (has_failed(row) && row % 3 == 0) {
                assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_FOUND);
                assert_int_equal(seek.row, row);
            }
        assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_NONE);
    }
    view_free(view);
    store_free(store);
}

static void segments_without_a_kind_are_passed_over(void **state)
{
    struct store *store = store_with(5000, NULL);
    struct seek seek;

    (void)state;
    seek_begin(&seek, &(struct seek_options){
                          .store = store, .kinds = 1u << EVENT_FORK, .test = test_failed});
    assert_int_equal(seek_step(&seek, 0), SEEK_MORE); /* one segment for each look at the clock */
    assert_true(seek_progress(&seek) > 0.09);
    assert_int_equal(seek_step(&seek, MINUTE_NS), SEEK_NONE);
    store_free(store);
}

static void a_seek_is_bounded_by_the_rows_of_its_beginning(void **state)
{
    struct store *store = store_with(100, NULL);
    uint64_t looked_at = 0;
    struct seek seek;

    (void)state;
    seek_begin(
        &seek,
        &(struct seek_options){
            .store = store, .test = test_failed, .context = &looked_at, .wraps = true, .from = 50});
    append_rows(store, 1000, ROW_BYTES);
    while (seek_step(&seek, MINUTE_NS) == SEEK_FOUND)
        assert_true(seek.row < 100);
    assert_int_equal(looked_at, 80);
    store_free(store);
}

static void rows_that_were_forgotten_are_passed_over(void **state)
{
    struct store *store = store_with(1000, "/nonexistent/directory");
    struct seek forward, backward;

    (void)state;
    seek_begin(&forward, &(struct seek_options){.store = store, .test = test_failed});
    seek_begin(&backward,
               &(struct seek_options){
                   .store = store, .direction = SEEK_BACKWARD, .from = 1000, .test = test_failed});
    append_rows(store, 1500, ROW_BYTES);
    assert_in_range(store_first_row(store), 1, 999);
    assert_int_equal(seek_step(&forward, MINUTE_NS), SEEK_FOUND);
    assert_in_range(forward.row, store_first_row(store), store_first_row(store) + 15);
    while (seek_step(&backward, MINUTE_NS) == SEEK_FOUND)
        assert_true(backward.row >= store_first_row(store));
    append_rows(store, 5000, ROW_BYTES);
    assert_int_equal(seek_step(&forward, MINUTE_NS), SEEK_NONE);
    assert_int_equal(seek_step(&backward, MINUTE_NS), SEEK_NONE);
    assert_true(seek_progress(&forward) == 1);
    store_free(store);
}

static void an_empty_store_has_no_rows_to_find(void **state)
{
    struct store *store = store_with(0, NULL);
    struct seek seek;

    (void)state;
    seek_begin(&seek, &(struct seek_options){
                          .store = store, .from = 7, .wraps = true, .test = test_failed});
    assert_int_equal(seek_step(&seek, 0), SEEK_NONE);
    assert_true(seek_progress(&seek) == 1);
    store_free(store);
}

static nanoseconds now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

static bool test_slowly(void *context, uint64_t row, const struct event *event)
{
    nanoseconds until_ns = now_ns() + *(nanoseconds *)context;

    (void)row;
    (void)event;
    while (now_ns() < until_ns)
        continue;
    return false;
}

/* A test may take long: the step ends after the one during which its time ran out. */
static void a_slow_test_is_watched_more_closely(void **state)
{
    struct store *store = store_with(2000, NULL);
    nanoseconds test_ns = 1000000, budget_ns = 5000000, longest_ns = 0;
    struct seek seek;

    (void)state;
    seek_begin(&seek,
               &(struct seek_options){.store = store, .test = test_slowly, .context = &test_ns});
    for (int i = 0; i < 20; i++) {
        nanoseconds before_ns = now_ns();
        assert_int_equal(seek_step(&seek, budget_ns), SEEK_MORE);
        nanoseconds step_ns = now_ns() - before_ns;
        longest_ns = i > 0 && step_ns > longest_ns ? step_ns : longest_ns;
    }
    assert_in_range(longest_ns, budget_ns / 3, 3 * budget_ns);
    store_free(store);
}

/* What a step costs is measured in time of the processor: others may have it meanwhile. */
static void no_step_over_two_million_events_takes_three_times_its_budget(void **state)
{
    const nanoseconds budget_ns = 5000000;
    struct store *store = store_with(0, NULL);
    enum seek_state step;
    nanoseconds longest_ns = 0, total_ns = 0;
    unsigned steps = 0;
    struct seek seek;

    (void)state;
    append_rows(store, 2000000, sizeof(struct event_syscall));
    seek_begin(&seek, &(struct seek_options){.store = store, .test = test_nothing});
    do {
        nanoseconds before_ns = now_ns();
        step = seek_step(&seek, budget_ns);
        nanoseconds step_ns = now_ns() - before_ns;
        longest_ns = step_ns > longest_ns ? step_ns : longest_ns;
        total_ns += step_ns;
        steps++;
    } while (step == SEEK_MORE);
    assert_int_equal(step, SEEK_NONE);
    print_message("%u steps, the longest of %.1f ms, %.1f ns per event\n", steps,
                  (double)longest_ns / 1e6, (double)total_ns / 2e6);
    assert_true(steps > 1);
    assert_true(longest_ns <= 3 * budget_ns);
    store_free(store);
}

static void a_time_is_found_by_halving(void **state)
{
    struct store *store = store_with(5000, NULL);

    (void)state;
    for (uint64_t row = 0; row < 5000; row += 7) {
        assert_int_equal(store_find_time(store, time_of_row(row)), row);
        assert_int_equal(store_find_time(store, time_of_row(row) - 1), row);
    }
    assert_int_equal(store_find_time(store, 0), 0);
    assert_int_equal(store_find_time(store, time_of_row(5000)), 5000);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_found_in_order_in_both_directions),
        cmocka_unit_test(a_seek_that_wraps_looks_at_every_row_once),
        cmocka_unit_test(only_rows_that_the_view_shows_are_found),
        cmocka_unit_test(segments_without_a_kind_are_passed_over),
        cmocka_unit_test(a_seek_is_bounded_by_the_rows_of_its_beginning),
        cmocka_unit_test(rows_that_were_forgotten_are_passed_over),
        cmocka_unit_test(an_empty_store_has_no_rows_to_find),
        cmocka_unit_test(no_step_over_two_million_events_takes_three_times_its_budget),
        cmocka_unit_test(a_slow_test_is_watched_more_closely),
        cmocka_unit_test(a_time_is_found_by_halving),
    };

    return cmocka_run_group_tests_name("seek", tests, NULL, NULL);
}
