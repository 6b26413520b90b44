#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/event.h>
#include <ptop/store.h>

#define SMALLEST_BUDGET (4 * STORE_SEGMENT_BYTES)

/* An event of any size, with its row in it twice: as the sequence number and at its end. */
struct sample {
    union {
        struct event header;
        uint64_t words[EVENT_MAX_BYTES / 8];
    };
};

static const struct event *make_event(struct sample *sample, uint64_t row, size_t size)
{
    memset(sample, (int)(row & 0xff), size);
    sample->header = (struct event){
        .size_bytes = (uint16_t)size,
        .kind = row % 3 ? EVENT_SYSCALL : EVENT_SIGNAL,
        .tid = 1,
        .tgid = 1,
        .sequence = row + 1,
        .time_ns = 1000 * (row + 1),
    };
    if (size > sizeof(struct event))
        sample->words[size / 8 - 1] = row;
    return &sample->header;
}

static void check_event(struct store *store, uint64_t row, size_t size)
{
    static struct sample expected;
    const struct event *event = store_get(store, row);

    make_event(&expected, row, size);
    assert_int_equal(event->size_bytes, size);
    assert_memory_equal(event, &expected, size);
}

static struct store *store_of(size_t budget_bytes)
{
    const struct store_options options = {.budget_bytes = budget_bytes};
    struct store *store = NULL;
    assert_int_equal(store_new(&options, &store), 0);
    return store;
}

/* Sizes from the smallest to the largest, the same for a row every time. */
static size_t size_of_row(uint64_t row)
{
    static const size_t sizes[] = {32, 96, 40, 4096, 256, EVENT_MAX_BYTES, 1000};
    return sizes[row % (sizeof(sizes) / sizeof(sizes[0]))];
}

static void append_rows(struct store *store, uint64_t count)
{
    static struct sample sample;
    for (uint64_t end = store_row_count(store) + count; store_row_count(store) < end;) {
        uint64_t row = store_row_count(store);
        assert_int_equal(store_append(store, make_event(&sample, row, size_of_row(row))), 0);
    }
}

static void check_rows(struct store *store)
{
    for (uint64_t row = store_first_row(store); row < store_row_count(store); row++)
        check_event(store, row, size_of_row(row));
}

static void a_new_store_is_empty(void **state)
{
    struct store *store = store_of(0);

    (void)state;
    assert_int_equal(store_first_row(store), 0);
    assert_int_equal(store_row_count(store), 0);
    assert_int_equal(store_segment_count(store), 0);
    assert_int_equal(store_find_sequence(store, 1), 0);
    assert_int_equal(store_memory_bytes(store), 0);
    store_free(store);
    store_free(NULL);
}

static void what_was_appended_comes_back(void **state)
{
    struct store *store = store_of(0);

    (void)state;
    append_rows(store, 2000);
    assert_int_equal(store_row_count(store), 2000);
    check_rows(store);
    assert_int_equal(store_spilled_bytes(store), 0);
    store_free(store);
}

static void what_was_spilled_comes_back_too(void **state)
{
    struct store *store = store_of(SMALLEST_BUDGET);

    (void)state;
    append_rows(store, 5000);
    assert_int_equal(store_first_row(store), 0);
    assert_true(store_spilled_bytes(store) > 20 * STORE_SEGMENT_BYTES);
    check_rows(store);
    for (uint64_t row = store_row_count(store); row-- > 0;)
        check_event(store, row, size_of_row(row));
    store_free(store);
}

static void memory_stays_within_the_budget(void **state)
{
    struct store *store = store_of(6 * STORE_SEGMENT_BYTES);

    (void)state;
    for (int round = 0; round < 50; round++) {
        append_rows(store, 100);
        assert_in_range(store_memory_bytes(store), 1, 6 * STORE_SEGMENT_BYTES + 16384);
    }
    store_free(store);
}

static void small_events_cost_only_an_offset_more(void **state)
{
    struct store *store = store_of(SMALLEST_BUDGET);
    struct sample sample;
    const uint64_t fitting = STORE_SEGMENT_BYTES / (sizeof(struct event) + sizeof(uint32_t));

    (void)state;
    for (uint64_t row = 0; row < fitting; row++)
        store_append(store, make_event(&sample, row, sizeof(struct event)));
    assert_int_equal(store_segment_count(store), 1);
    store_append(store, make_event(&sample, fitting, sizeof(struct event)));
    assert_int_equal(store_segment_count(store), 2);
    for (uint64_t row = 0; row <= fitting; row++)
        check_event(store, row, sizeof(struct event));
    store_free(store);
}

static void an_event_never_reaches_into_the_offsets(void **state)
{
    /* Behind 16 of the largest, 56 bytes are the last that fit with their offset. */
    const size_t sizes[] = {56, 64};
    static struct sample sample;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct store *store = store_of(SMALLEST_BUDGET);
        for (uint64_t row = 0; row < 17; row++) {
            size_t size = row < 16 ? EVENT_MAX_BYTES : sizes[i];
            assert_int_equal(store_append(store, make_event(&sample, row, size)), 0);
        }
        assert_int_equal(store_segment_count(store), i == 0 ? 1 : 2);
        check_event(store, 15, EVENT_MAX_BYTES);
        check_event(store, 16, sizes[i]);
        store_free(store);
    }
}

static void segments_describe_their_rows(void **state)
{
    struct store *store = store_of(SMALLEST_BUDGET);
    uint64_t row = 0;

    (void)state;
    append_rows(store, 2000);
    for (size_t i = 0; i < store_segment_count(store); i++) {
        const struct store_segment *segment = store_segment_get(store, i);
        assert_int_equal(segment->first_row, row);
        assert_int_equal(segment->first_sequence, row + 1);
        assert_int_equal(segment->first_ns, 1000 * (row + 1));
        assert_int_equal(segment->last_ns, 1000 * (row + segment->row_count));
        assert_int_equal(segment->kinds, 1u << EVENT_SYSCALL | 1u << EVENT_SIGNAL);
        assert_int_equal(store_segment_of_row(store, row), i);
        row += segment->row_count;
        assert_int_equal(store_segment_of_row(store, row - 1), i);
    }
    assert_int_equal(row, store_row_count(store));
    store_free(store);
}

static void a_sequence_number_is_found(void **state)
{
    struct store *store = store_of(SMALLEST_BUDGET);

    (void)state;
    append_rows(store, 2000);
    for (uint64_t sequence = 0; sequence <= 2000; sequence++)
        assert_int_equal(store_find_sequence(store, sequence), sequence ? sequence - 1 : 0);
    assert_int_equal(store_find_sequence(store, 2001), store_row_count(store));
    assert_int_equal(store_find_sequence(store, UINT64_MAX), store_row_count(store));
    store_free(store);
}

/* Numbers 10, 20, 20, 20, 30, 40, 40, 40, 50, …, large enough that runs cross segments. */
static void gaps_and_repeats_in_the_sequence_are_found(void **state)
{
    struct store *store = store_of(SMALLEST_BUDGET);
    static struct sample sample;

    (void)state;
    for (uint64_t row = 0; row < 400; row++) {
        make_event(&sample, row, 30000);
        sample.header.sequence = 20 * (row / 4) + (row % 4 ? 20 : 10);
        assert_int_equal(store_append(store, &sample.header), 0);
    }
    for (uint64_t group = 0; group < 100; group++) {
        assert_int_equal(store_find_sequence(store, 20 * group + 10), 4 * group);
        assert_int_equal(store_find_sequence(store, 20 * group + 11), 4 * group + 1);
        assert_int_equal(store_find_sequence(store, 20 * group + 20), 4 * group + 1);
    }
    store_free(store);
}

static void an_event_stays_while_seven_other_segments_are_read(void **state)
{
    struct store *store = store_of(SMALLEST_BUDGET);
    const struct event *events[8];

    (void)state;
    append_rows(store, 3000);
    assert_true(store_spilled_bytes(store) >= 16 * STORE_SEGMENT_BYTES);
    for (size_t first = 0; first < 2; first++) {
        for (size_t i = 0; i < 8; i++)
            events[i] = store_get(store, store_segment_get(store, 8 * first + i)->first_row);
        /* Reading some of them again makes none of the others leave. */
        for (size_t i = 0; i < 20; i++)
            store_get(store, store_segment_get(store, 8 * first + i % 3)->first_row + 1);
        for (size_t i = 0; i < 8; i++) {
            const struct store_segment *segment = store_segment_get(store, 8 * first + i);
            assert_int_equal(events[i]->sequence, segment->first_sequence);
        }
    }
    store_free(store);
}

/* ---- when the disk is full ------------------------------------------------------- */

/* A spill file may grow to limit_bytes; in a child, because the limit would hold for the test's
 * output too. */
static void run_limited(rlim_t limit_bytes, void (*body)(struct store *store))
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit limit = {limit_bytes, limit_bytes};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(100);
        alarm(30);
        body(store_of(SMALLEST_BUDGET));
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* No asserts of cmocka's in a child: they would jump back into the parent's test. */
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            _exit(1);                                                                              \
    } while (0)

/* Append as many rows as there are bytes for, and count the refusals. */
static unsigned append_limited(struct store *store, uint64_t count)
{
    static struct sample sample;
    unsigned refusals = 0;

    for (uint64_t i = 0; i < count; i++) {
        uint64_t row = store_row_count(store);
        int error = store_append(store, make_event(&sample, row, size_of_row(row)));
        CHECK(error == 0 || error == -EFBIG);
        CHECK(store_row_count(store) == row + 1);
        refusals += error != 0;
    }
    return refusals;
}

static void check_limited(struct store *store)
{
    static struct sample expected;

    for (uint64_t row = store_first_row(store); row < store_row_count(store); row++) {
        const struct event *event = store_get(store, row);
        make_event(&expected, row, size_of_row(row));
        CHECK(event->size_bytes == size_of_row(row));
        CHECK(memcmp(event, &expected, size_of_row(row)) == 0);
    }
}

static void fill_a_limited_file(struct store *store)
{
    unsigned refusals = append_limited(store, 5000);

    CHECK(refusals > 10);
    CHECK(store_segment_count(store) == 4 + 10);
    CHECK(store_spilled_bytes(store) == 10 * STORE_SEGMENT_BYTES);
    CHECK(store_first_row(store) > 0);
    CHECK(store_first_row(store) == store_segment_get(store, 0)->first_row);
    CHECK(store_find_sequence(store, 1) == store_first_row(store));
    check_limited(store);
    /* And on and on: several times the directory and the file. */
    append_limited(store, 40000);
    CHECK(store_segment_count(store) == 4 + 10);
    CHECK(store_memory_bytes(store) < SMALLEST_BUDGET + 16384);
    check_limited(store);
    store_free(store);
}

static void a_full_disk_costs_the_oldest_events(void **state)
{
    (void)state;
    run_limited(10 * STORE_SEGMENT_BYTES, fill_a_limited_file);
}

static void fill_without_a_file(struct store *store)
{
    unsigned refusals = append_limited(store, 5000);

    CHECK(refusals > 10);
    CHECK(store_segment_count(store) == 4);
    CHECK(store_spilled_bytes(store) == 0);
    check_limited(store);
    store_free(store);
}

static void without_any_disk_the_memory_is_the_history(void **state)
{
    (void)state;
    run_limited(0, fill_without_a_file);
}

static void lower_the_limit(rlim_t soft_bytes)
{
    struct rlimit limit;

    CHECK(getrlimit(RLIMIT_FSIZE, &limit) == 0);
    limit.rlim_cur = soft_bytes;
    CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
}

static void fill_a_file_that_fails_for_a_while(struct store *store)
{
    CHECK(append_limited(store, 1000) == 0);
    CHECK(store_spilled_bytes(store) > 5 * STORE_SEGMENT_BYTES);
    lower_the_limit(0);
    CHECK(append_limited(store, 1000) > 5);
    CHECK(store_spilled_bytes(store) == 0);
    CHECK(store_segment_count(store) == 4);
    check_limited(store);
    lower_the_limit(2 * STORE_SEGMENT_BYTES);
    append_limited(store, 1000);
    CHECK(store_spilled_bytes(store) == 2 * STORE_SEGMENT_BYTES);
    CHECK(store_segment_count(store) == 4 + 2);
    check_limited(store);
    store_free(store);
}

static void a_disk_that_recovers_is_used_again(void **state)
{
    (void)state;
    run_limited(100 * STORE_SEGMENT_BYTES, fill_a_file_that_fails_for_a_while);
}

static void a_spill_directory_that_is_not_there_is_an_error_per_segment(void **state)
{
    const struct store_options options = {
        .budget_bytes = SMALLEST_BUDGET,
        .spill_directory = "/nonexistent/directory",
    };
    static struct sample sample;
    struct store *store = NULL;
    int errors = 0;

    (void)state;
    assert_int_equal(store_new(&options, &store), 0);
    for (uint64_t row = 0; row < 16 * 10; row++) {
        int error = store_append(store, make_event(&sample, row, EVENT_MAX_BYTES));
        assert_true(error == 0 || error == -ENOENT);
        errors += error != 0;
    }
    assert_in_range(errors, 6, 7);
    assert_int_equal(store_segment_count(store), 4);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_store_is_empty),
        cmocka_unit_test(what_was_appended_comes_back),
        cmocka_unit_test(what_was_spilled_comes_back_too),
        cmocka_unit_test(memory_stays_within_the_budget),
        cmocka_unit_test(small_events_cost_only_an_offset_more),
        cmocka_unit_test(an_event_never_reaches_into_the_offsets),
        cmocka_unit_test(segments_describe_their_rows),
        cmocka_unit_test(a_sequence_number_is_found),
        cmocka_unit_test(gaps_and_repeats_in_the_sequence_are_found),
        cmocka_unit_test(an_event_stays_while_seven_other_segments_are_read),
        cmocka_unit_test(a_full_disk_costs_the_oldest_events),
        cmocka_unit_test(without_any_disk_the_memory_is_the_history),
        cmocka_unit_test(a_disk_that_recovers_is_used_again),
        cmocka_unit_test(a_spill_directory_that_is_not_there_is_an_error_per_segment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
