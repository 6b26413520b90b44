#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/view.h>

#define SECOND_NS ((nanoseconds)1000000000)
#define MINUTE_NS (60 * SECOND_NS)

/*
 * The rows of every test: every fifth is of a kind that is no line; the others say
 * their number and "odd" or "even", every hundredth "rare", too.
 */
static bool is_line(uint64_t row)
{
    return row % 5 != 0;
}

static bool is_rare(uint64_t row)
{
    return is_line(row) && row % 100 == 3;
}

static bool is_odd(uint64_t row)
{
    return is_line(row) && row % 2 == 1;
}

static void append_rows(struct store *store, uint64_t count)
{
    static union {
        struct event_bytes note;
        char bytes[2048]; /* 500 rows fill a segment */
    } sample;

    for (uint64_t end = store_row_count(store) + count; store_row_count(store) < end;) {
        uint64_t row = store_row_count(store);
        int length = snprintf(sample.bytes + sizeof(sample.note), 64, "row %llu %s%s",
                              (unsigned long long)row, row % 2 ? "odd" : "even",
                              is_rare(row) ? " rare" : "");
        sample.note.header = (struct event){
            .size_bytes = sizeof(sample),
            .kind = is_line(row) ? EVENT_NOTE : EVENT_RESUME,
            .tid = 1,
            .tgid = 1,
            .sequence = row + 1,
        };
        sample.note.length_bytes = (uint32_t)length;
        store_append(store, &sample.note.header);
    }
}

static struct store *store_with(uint64_t row_count)
{
    const struct store_options options = {.budget_bytes = 4 * STORE_SEGMENT_BYTES};
    struct store *store = NULL;
    assert_int_equal(store_new(&options, &store), 0);
    append_rows(store, row_count);
    return store;
}

/* A store that keeps four segments and forgets the rest. */
static struct store *forgetful_store(void)
{
    const struct store_options options = {
        .budget_bytes = 4 * STORE_SEGMENT_BYTES,
        .spill_directory = "/nonexistent/directory",
    };
    struct store *store = NULL;
    assert_int_equal(store_new(&options, &store), 0);
    return store;
}

static struct filter *filter_of(const char *text)
{
    struct filter *filter = NULL;
    char quoted[64];
    snprintf(quoted, sizeof(quoted), "\"%s\"", text);
    assert_int_equal(filter_new(quoted, &(struct filter_facts){0}, &filter, NULL), 0);
    return filter;
}

static struct view *view_with(struct store *store, const char *text)
{
    struct view *view = view_new(store);
    view_set_filter(view, text ? filter_of(text) : NULL);
    return view;
}

static void finish(struct view *view)
{
    assert_true(view_step(view, MINUTE_NS));
    assert_true(view_is_complete(view));
}

/* Everything a complete view says, against the rows that should pass. */
static void check_view(struct view *view, struct store *store, bool (*passes)(uint64_t row))
{
    uint64_t rank = 0;
    bool gave_up;

    assert_true(view_is_complete(view));
    for (uint64_t row = store_first_row(store); row < store_row_count(store); row++) {
        assert_int_equal(view_rank(view, row), rank);
        if (!passes(row))
            continue;
        assert_int_equal(view_select(view, rank), row);
        assert_int_equal(view_at_or_after(view, row, 0, &gave_up), row);
        assert_int_equal(view_at_or_before(view, row, 0, &gave_up), row);
        rank++;
    }
    assert_int_equal(view_count(view), rank);
    assert_int_equal(view_rank(view, store_row_count(store)), rank);
    assert_int_equal(view_select(view, rank), VIEW_NO_ROW);
}

/* ---- what passes ----------------------------------------------------------------- */

static void a_view_of_nothing_is_empty(void **state)
{
    struct store *store = store_with(0);
    struct view *view = view_with(store, NULL);
    bool gave_up = true;

    (void)state;
    view_extend(view);
    finish(view);
    assert_int_equal(view_count(view), 0);
    assert_int_equal(view_at_or_after(view, 0, SECOND_NS, &gave_up), VIEW_NO_ROW);
    assert_false(gave_up);
    assert_int_equal(view_at_or_before(view, 7, SECOND_NS, &gave_up), VIEW_NO_ROW);
    assert_int_equal(view_rank(view, 7), 0);
    assert_int_equal(view_select(view, 0), VIEW_NO_ROW);
    view_free(view);
    view_free(NULL);
    store_free(store);
}

static void without_a_filter_every_line_passes(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_new(store);

    (void)state;
    assert_null(view_filter(view));
    finish(view);
    assert_int_equal(view_count(view), 3000 - 3000 / 5);
    check_view(view, store, is_line);
    view_free(view);
    store_free(store);
}

static void with_a_filter_what_it_matches_passes(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "odd");

    (void)state;
    assert_string_equal(filter_text(view_filter(view)), "\"odd\"");
    finish(view);
    check_view(view, store, is_odd);
    view_set_filter(view, filter_of("rare"));
    finish(view);
    check_view(view, store, is_rare);
    view_set_filter(view, NULL);
    finish(view);
    check_view(view, store, is_line);
    view_free(view);
    store_free(store);
}

/* ---- slices ---------------------------------------------------------------------- */

static void the_newest_rows_are_looked_at_first(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "odd");

    (void)state;
    assert_false(view_step(view, 0));
    assert_false(view_is_complete(view));
    uint64_t count = view_count(view);
    assert_in_range(count, 1, 100);
    uint64_t row = 2999;
    for (uint64_t n = count; n-- > 0; row--) {
        while (!is_odd(row))
            row--;
        assert_int_equal(view_select(view, n), row);
    }
    view_free(view);
    store_free(store);
}

/* One may take as long as a regular expression is let. */
static void of_an_unknown_filter_one_row_is_looked_at_before_the_clock(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "row");

    (void)state;
    for (int i = 0; i < 10; i++)
        view_step(view, 0);
    view_set_filter(view, filter_of("row"));
    view_step(view, 0);
    assert_int_equal(view_count(view), 1);
    view_free(view);
    store_free(store);
}

static void slices_add_up_to_the_whole(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "odd");
    int slices = 0;

    (void)state;
    while (!view_step(view, 0)) {
        slices++;
        assert_in_range(slices, 1, 3000);
    }
    assert_true(slices > 10);
    check_view(view, store, is_odd);
    view_free(view);
    store_free(store);
}

static void new_rows_join_at_once(void **state)
{
    struct store *store = store_with(700);
    struct view *view = view_with(store, "odd");

    (void)state;
    finish(view);
    append_rows(store, 100);
    assert_int_equal(view_count(view), 280);
    view_extend(view);
    assert_true(view_is_complete(view));
    assert_int_equal(view_count(view), 320);
    check_view(view, store, is_odd);
    view_free(view);
    store_free(store);
}

static void a_burst_of_new_rows_is_left_to_the_slices(void **state)
{
    struct store *store = store_with(0);
    struct view *view = view_with(store, "odd");

    (void)state;
    append_rows(store, 9000);
    view_extend(view);
    assert_false(view_is_complete(view));
    assert_int_equal(view_select(view, view_count(view) - 1), 8999);
    finish(view);
    check_view(view, store, is_odd);
    view_free(view);
    store_free(store);
}

static void growing_in_any_way_ends_in_the_same_view(void **state)
{
    unsigned short seed[3] = {4, 5, 6};
    struct store *store = store_with(0);
    struct view *view = view_with(store, "odd");
    bool gave_up;

    (void)state;
    for (int round = 0; round < 300; round++) {
        uint64_t row = (uint64_t)nrand48(seed) % (store_row_count(store) + 1);
        switch (nrand48(seed) % 5) {
        case 0:
            append_rows(store, (uint64_t)nrand48(seed) % 100);
            break;
        case 1:
            view_extend(view);
            break;
        case 2:
            view_step(view, 0);
            break;
        case 3:
            view_at_or_after(view, row, 0, &gave_up);
            break;
        case 4:
            view_at_or_before(view, row, 0, &gave_up);
            break;
        }
        if (round == 150)
            view_set_filter(view, filter_of("odd"));
    }
    assert_true(store_row_count(store) > 1500);
    view_extend(view);
    finish(view);
    check_view(view, store, is_odd);
    view_free(view);
    store_free(store);
}

/* ---- moving ---------------------------------------------------------------------- */

static void a_move_looks_at_the_rows_on_its_way(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "rare");
    bool gave_up = true;

    (void)state;
    assert_int_equal(view_at_or_after(view, 104, MINUTE_NS, &gave_up), 203);
    assert_false(gave_up);
    assert_int_equal(view_at_or_before(view, 1502, MINUTE_NS, &gave_up), 1403);
    assert_false(gave_up);
    assert_int_equal(view_count(view), 2);
    assert_int_equal(view_rank(view, 1403), 1);
    assert_int_equal(view_select(view, 1), 1403);
    /* From one known stretch through the unknown into the other. */
    assert_int_equal(view_at_or_after(view, 1304, MINUTE_NS, &gave_up), 1403);
    finish(view);
    check_view(view, store, is_rare);
    view_free(view);
    store_free(store);
}

static void a_move_crosses_segments(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "row 1234 ");
    bool gave_up;

    (void)state;
    assert_int_equal(view_at_or_after(view, 0, MINUTE_NS, &gave_up), 1234);
    view_set_filter(view, filter_of("row 1234 "));
    assert_int_equal(view_at_or_before(view, UINT64_MAX, MINUTE_NS, &gave_up), 1234);
    assert_int_equal(view_at_or_after(view, 1235, MINUTE_NS, &gave_up), VIEW_NO_ROW);
    assert_int_equal(view_at_or_before(view, 1233, MINUTE_NS, &gave_up), VIEW_NO_ROW);
    assert_int_equal(view_at_or_after(view, UINT64_MAX - 1, MINUTE_NS, &gave_up), VIEW_NO_ROW);
    assert_false(gave_up);
    assert_true(view_is_complete(view));
    view_free(view);
    store_free(store);
}

static void a_move_that_takes_too_long_gives_up_and_gets_further_next_time(void **state)
{
    struct store *store = store_with(3000);
    struct view *view = view_with(store, "no such text");
    bool gave_up = false;
    int attempts = 0;

    (void)state;
    assert_int_equal(view_at_or_after(view, 0, 0, &gave_up), VIEW_NO_ROW);
    assert_true(gave_up);
    while (gave_up) {
        assert_int_equal(view_at_or_before(view, 2999, 0, &gave_up), VIEW_NO_ROW);
        assert_in_range(++attempts, 1, 3000);
    }
    assert_true(attempts > 10);
    assert_true(view_is_complete(view));
    view_free(view);
    store_free(store);
}

static void what_is_known_further_on_does_not_hide_what_is_not(void **state)
{
    struct store *store = store_with(3000);
    const struct store_segment *segment = store_segment_get(store, 2);
    const uint64_t edges[] = {segment->first_row + 1, segment->first_row + segment->row_count - 2};
    bool gave_up = false;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char text[32];
        snprintf(text, sizeof(text), "row %llu ", (unsigned long long)edges[i]);
        struct view *view = view_with(store, text);
        /* All from the edge of the segment to the row is known, nothing on its other side. */
        assert_int_equal(view_at_or_after(view, segment->first_row, MINUTE_NS, &gave_up), edges[i]);
        assert_int_equal(view_at_or_before(view, edges[i] + 1, MINUTE_NS, &gave_up), edges[i]);
        assert_int_equal(view_at_or_after(view, 600, 0, &gave_up), VIEW_NO_ROW);
        assert_true(gave_up);
        assert_int_equal(view_at_or_before(view, 2900, 0, &gave_up), VIEW_NO_ROW);
        assert_true(gave_up);
        view_free(view);
    }
    store_free(store);
}

/* ---- when the store forgets ------------------------------------------------------ */

static void rows_that_the_store_forgot_leave_the_view(void **state)
{
    struct store *store = forgetful_store();
    struct view *view = view_with(store, "odd");
    bool gave_up;

    (void)state;
    for (int round = 0; round < 60; round++) {
        append_rows(store, 100);
        view_extend(view);
        if (round % 10 == 9)
            check_view(view, store, is_odd);
    }
    uint64_t first = store_first_row(store);
    assert_true(first > 3000);
    assert_int_equal(view_at_or_after(view, 0, 0, &gave_up), first + !is_odd(first));
    assert_int_equal(view_at_or_before(view, first - 1, 0, &gave_up), VIEW_NO_ROW);
    view_free(view);
    store_free(store);
}

static void a_view_that_slept_while_all_was_forgotten_starts_again(void **state)
{
    struct store *store = forgetful_store();
    struct view *view = view_with(store, "odd");
    bool gave_up;

    (void)state;
    append_rows(store, 1000);
    view_extend(view);
    append_rows(store, 5000);
    assert_int_equal(view_at_or_after(view, 0, MINUTE_NS, &gave_up), VIEW_NO_ROW);
    assert_true(view_step(view, 0));
    assert_int_equal(view_count(view), 0);
    view_extend(view);
    finish(view);
    check_view(view, store, is_odd);
    view_free(view);
    store_free(store);
}

/* ---- cost ------------------------------------------------------------------------ */

static void append_small(struct store *store, enum event_kind kind, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        const struct event event = {
            .size_bytes = sizeof(event),
            .kind = (uint8_t)kind,
            .tid = 1,
            .tgid = 1,
            .sequence = store_row_count(store) + 1,
        };
        store_append(store, &event);
    }
}

static void a_row_costs_two_bits(void **state)
{
    const uint64_t row_count = 300000;
    struct store *store = store_with(0);
    struct view *view = view_new(store);

    (void)state;
    append_small(store, EVENT_EXIT, row_count);
    view_extend(view);
    finish(view);
    assert_int_equal(view_count(view), row_count);
    assert_in_range(view_memory_bytes(view), row_count / 8, row_count / 4 + 8192);
    view_free(view);
    store_free(store);
}

/* So many that a second thread helps. */
static void a_long_history_is_evaluated_as_a_short_one(void **state)
{
    const uint64_t row_count = 500000;
    struct store *store = store_with(0);
    uint64_t passing = 0;

    (void)state;
    for (uint64_t row = 0; row < row_count; row++) {
        const struct event event = {
            .size_bytes = sizeof(event),
            .kind = row % 3 ? EVENT_EXIT : EVENT_RESUME,
            .tid = 1 + (int32_t)(row * row % 7),
            .tgid = 1,
            .sequence = row + 1,
        };
        store_append(store, &event);
    }
    struct view *view = view_new(store);
    for (int round = 0; round < 5; round++, passing = 0) {
        struct filter *filter = NULL;
        assert_int_equal(filter_new("tid in {2,3}", &(struct filter_facts){0}, &filter, NULL), 0);
        view_set_filter(view, filter);
        while (!view_step(view, 5000000))
            ;
        for (uint64_t row = 0; row < row_count; row++) {
            uint64_t tid = 1 + row * row % 7;
            bool passes = row % 3 && (tid == 2 || tid == 3);
            assert_int_equal(view_shows(view, row), passes);
            passing += passes;
        }
        assert_int_equal(view_count(view), passing);
    }
    view_free(view);
    store_free(store);
}

static void a_segment_that_begins_without_a_line_is_not_skipped(void **state)
{
    struct store *store = store_with(0);
    struct view *view = view_new(store);

    (void)state;
    append_small(store, EVENT_RESUME, 10);
    view_extend(view);
    assert_int_equal(view_count(view), 0);
    append_small(store, EVENT_EXIT, 10);
    view_extend(view);
    finish(view);
    assert_int_equal(view_count(view), 10);
    assert_int_equal(view_select(view, 0), 10);
    view_free(view);
    store_free(store);
}

static void segments_without_a_line_are_skipped(void **state)
{
    struct store *store = store_with(0);

    (void)state;
    append_small(store, EVENT_RESUME, 300000);
    append_rows(store, 50);
    struct view *view = view_new(store);
    view_extend(view);
    /* Slices of no time are a few rows each: these would not get through 300000. */
    for (int i = 0; i < 2000 && !view_is_complete(view); i++)
        view_step(view, 0);
    assert_true(view_is_complete(view));
    assert_int_equal(view_count(view), 40);
    assert_in_range(view_memory_bytes(view), 1, 16384);
    view_free(view);
    store_free(store);
}

/* A thousand events of process 7 somewhere in the middle of those of process 1. */
static void segments_without_the_process_are_skipped(void **state)
{
    struct store *store = store_with(0);
    struct filter *filter = NULL;
    struct event exit = {.size_bytes = sizeof(exit), .kind = EVENT_EXIT, .tid = 7, .tgid = 7};

    (void)state;
    append_small(store, EVENT_EXIT, 150000);
    for (int i = 0; i < 1000; i++)
        store_append(store, &exit);
    append_small(store, EVENT_EXIT, 150000);
    assert_int_not_equal(event_process_bit(1), event_process_bit(7));
    assert_int_equal(filter_new("pid==7", &(struct filter_facts){0}, &filter, NULL), 0);
    struct view *view = view_new(store);
    view_set_filter(view, filter);
    for (int i = 0; i < 2000 && !view_is_complete(view); i++)
        view_step(view, 0); /* a few rows each */
    assert_true(view_is_complete(view));
    assert_int_equal(view_count(view), 1000);
    view_free(view);
    store_free(store);
}

static void skipping_a_segment_does_not_lose_the_next(void **state)
{
    struct store *store = store_with(0);

    (void)state;
    append_small(store, EVENT_RESUME, 20000);
    struct view *view = view_new(store); /* all pending */
    while (store_segment_count(store) == 1)
        append_small(store, EVENT_RESUME, 1);
    append_small(store, EVENT_EXIT, 5);
    view_extend(view);
    finish(view);
    assert_int_equal(view_count(view), 5);
    view_free(view);
    store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_of_nothing_is_empty),
        cmocka_unit_test(without_a_filter_every_line_passes),
        cmocka_unit_test(with_a_filter_what_it_matches_passes),
        cmocka_unit_test(the_newest_rows_are_looked_at_first),
        cmocka_unit_test(of_an_unknown_filter_one_row_is_looked_at_before_the_clock),
        cmocka_unit_test(slices_add_up_to_the_whole),
        cmocka_unit_test(new_rows_join_at_once),
        cmocka_unit_test(a_burst_of_new_rows_is_left_to_the_slices),
        cmocka_unit_test(growing_in_any_way_ends_in_the_same_view),
        cmocka_unit_test(a_move_looks_at_the_rows_on_its_way),
        cmocka_unit_test(a_move_crosses_segments),
        cmocka_unit_test(a_move_that_takes_too_long_gives_up_and_gets_further_next_time),
        cmocka_unit_test(what_is_known_further_on_does_not_hide_what_is_not),
        cmocka_unit_test(rows_that_the_store_forgot_leave_the_view),
        cmocka_unit_test(a_view_that_slept_while_all_was_forgotten_starts_again),
        cmocka_unit_test(a_row_costs_two_bits),
        cmocka_unit_test(a_long_history_is_evaluated_as_a_short_one),
        cmocka_unit_test(a_segment_that_begins_without_a_line_is_not_skipped),
        cmocka_unit_test(segments_without_a_line_are_skipped),
        cmocka_unit_test(segments_without_the_process_are_skipped),
        cmocka_unit_test(skipping_a_segment_does_not_lose_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
