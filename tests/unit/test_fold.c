/*
 * Folding against a model that knows only its definition: rows before it, of its
 * thread, within reach.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/fold.h>

#include "support/scenario.h"

#define MINUTE_NS     ((nanoseconds)60000000000)
#define SYS_READ      0
#define SYS_SIGRETURN 15
#define MAX_ROWS      20000

/* ---- a history ------------------------------------------------------------------- */

struct history {
    struct store *store;
    struct restarts *restarts;
    struct view *view;
    struct fold *fold;
};

/* What differs from one call to the next; the padding is behind what is looked at. */
struct call {
    int tid, number, fd, count, result;
    uint8_t kind, flags;
    uint64_t pointer;
    size_t padding_bytes;
};

static void append(struct history *history, struct call call)
{
    static union {
        struct event_syscall syscall;
        char bytes[32768];
    } record;

    memset(&record, 0, sizeof(record.syscall));
    record.syscall.header = (struct event){
        .size_bytes = (uint16_t)(sizeof(record.syscall) + EVENT_ALIGN(call.padding_bytes)),
        .kind = call.kind ? call.kind : EVENT_SYSCALL,
        .flags = call.flags,
        .number = call.number,
        .tid = call.tid,
        .tgid = 1,
        .sequence = store_row_count(history->store) + 1,
    };
    record.syscall.args[0] = (uint64_t)call.fd;
    record.syscall.args[1] = call.pointer;
    record.syscall.args[2] = (uint64_t)call.count;
    record.syscall.result = call.result;
    record.syscall.duration_ns = 10;
    restarts_apply(history->restarts, &record.syscall.header);
    store_append(history->store, &record.syscall.header);
}

static struct filter *filter_of(const char *text)
{
    struct filter *filter = NULL;
    struct error error;
    assert_int_equal(filter_new(text, &(struct filter_facts){0}, &filter, &error), 0);
    return filter;
}

static struct history history_begin(const char *spill_directory)
{
    struct history history = {.restarts = restarts_new()};
    const struct store_options options = {.budget_bytes = 4 * STORE_SEGMENT_BYTES,
                                          .spill_directory = spill_directory};
    assert_int_equal(store_new(&options, &history.store), 0);
    history.view = view_new(history.store);
    view_join_restarts(history.view, history.restarts);
    history.fold = fold_new(history.view, FOLD_REPEATS, NULL);
    return history;
}

static void history_end(struct history *history)
{
    fold_free(history->fold);
    view_free(history->view);
    store_free(history->store);
    restarts_free(history->restarts);
}

static void extend(struct history *history)
{
    view_extend(history->view);
    fold_extend(history->fold);
}

static void finish(struct history *history)
{
    extend(history);
    assert_true(view_step(history->view, MINUTE_NS));
    assert_true(fold_step(history->fold, MINUTE_NS));
    assert_true(fold_is_complete(history->fold));
}

/* The n-th row that is shown. */
static uint64_t shown(struct history *history, uint64_t n)
{
    return view_select(fold_view(history->fold), n);
}

static uint64_t shown_count(struct history *history)
{
    return view_count(fold_view(history->fold));
}

static struct fold_group group_of(struct history *history, uint64_t row)
{
    return fold_group(history->fold, row, VIEW_NO_ROW, MINUTE_NS);
}

/* ---- what repeats ---------------------------------------------------------------- */

static void calls_with_the_same_numbers_and_outcome_are_one_line(void **state)
{
    struct history history = history_begin(NULL);
    const struct call same = {.tid = 1, .fd = 3, .count = 100, .result = 5};

    (void)state;
    for (uint64_t i = 0; i < 4; i++) {
        struct call call = same;
        call.pointer = 4096 * i;
        call.result = (int)i;
        append(&history, call);
    }
    append(&history, (struct call){.tid = 1, .fd = 4, .count = 100}); /* another descriptor */
    append(&history, same);
    append(&history, (struct call){.tid = 1, .fd = 3, .count = 99}); /* another size */
    append(&history, same);
    append(&history,
           (struct call){.tid = 1, .fd = 3, .count = 100, .result = -11, .flags = EVENT_FAILED});
    append(&history,
           (struct call){.tid = 1, .fd = 3, .count = 100, .result = -11, .flags = EVENT_FAILED});
    append(&history,
           (struct call){.tid = 1, .fd = 3, .count = 100, .result = -9, .flags = EVENT_FAILED});
    finish(&history);
    assert_int_equal(shown_count(&history), 7);
    assert_int_equal(group_of(&history, 0).count, 4);
    assert_int_equal(group_of(&history, 0).duration_ns, 40);
    assert_int_equal(group_of(&history, 4).count, 1);
    assert_int_equal(shown(&history, 5), 8);
    assert_int_equal(group_of(&history, 8).count, 2);
    history_end(&history);
}

static void threads_that_alternate_are_folded_each_for_itself(void **state)
{
    struct history history = history_begin(NULL);

    (void)state;
    for (int i = 0; i < 50; i++)
        for (int tid = 1; tid <= 3; tid++)
            append(&history, (struct call){.tid = tid, .fd = 3});
    append(&history, (struct call){.tid = 2, .kind = EVENT_SIGNAL, .number = 10});
    append(&history, (struct call){.tid = 2, .fd = 3});
    append(&history, (struct call){.tid = 1, .fd = 3});
    finish(&history);
    assert_int_equal(shown_count(&history), 5);
    assert_int_equal(group_of(&history, 0).count, 51);
    assert_int_equal(group_of(&history, 1).count, 50);
    assert_int_equal(group_of(&history, 2).count, 50);
    assert_int_equal(shown(&history, 4), 151);
    history_end(&history);
}

static void what_is_out_of_reach_does_not_repeat(void **state)
{
    struct history history = history_begin(NULL);

    (void)state;
    append(&history, (struct call){.tid = 1, .fd = 3});
    for (int i = 0; i < FOLD_REACH; i++)
        append(&history, (struct call){.tid = 100 + i});
    append(&history, (struct call){.tid = 1, .fd = 3});
    for (int i = 0; i <= FOLD_REACH; i++)
        append(&history, (struct call){.tid = 200 + i});
    append(&history, (struct call){.tid = 1, .fd = 3});
    finish(&history);
    assert_int_equal(group_of(&history, 0).count, 2);
    assert_int_equal(shown_count(&history), 2 * FOLD_REACH + 3);
    /* What the filter leaves out is not between. */
    view_set_filter(history.view, filter_of("pid==1 tid==1"));
    finish(&history);
    assert_int_equal(shown_count(&history), 1);
    assert_int_equal(group_of(&history, 0).count, 3);
    history_end(&history);
}

static void a_call_that_went_on_is_the_line_of_the_interrupted_one(void **state)
{
    struct history history = history_begin(NULL);
    const struct call read = {.tid = 1, .fd = 3, .count = 1, .pointer = 4096};
    struct call interrupted = read;

    (void)state;
    interrupted.flags = EVENT_FAILED | EVENT_RESTART;
    interrupted.result = -512;
    append(&history, interrupted);
    append(&history, (struct call){.tid = 1, .kind = EVENT_SIGNAL, .number = 10});
    append(&history, (struct call){.tid = 1, .number = 121});
    append(&history, (struct call){.tid = 1, .number = SYS_SIGRETURN});
    finish(&history);
    assert_int_equal(shown_count(&history), 4);
    append(&history, interrupted);
    append(&history, read);
    append(&history, (struct call){.tid = 1, .number = 3, .fd = 3});
    finish(&history);
    assert_int_equal(shown_count(&history), 5);
    assert_int_equal(shown(&history, 3), 5);
    const struct restart_join *join = restarts_find(history.restarts, 6);
    assert_non_null(join);
    assert_int_equal(join->attempts, 3);
    assert_int_equal(join->duration_ns, 30);
    view_set_filter(history.view, filter_of("read"));
    finish(&history);
    assert_int_equal(view_count(history.view), 1);
    view_set_filter(history.view, filter_of("state==interrupted"));
    finish(&history);
    assert_int_equal(view_count(history.view), 1); /* the second speaks for the first */
    history_end(&history);
}

static void an_interrupted_call_that_the_program_was_told_of_stays(void **state)
{
    struct history history = history_begin(NULL);
    const struct call read = {.tid = 1, .fd = 3};
    struct call interrupted = read;

    (void)state;
    interrupted.flags = EVENT_FAILED | EVENT_RESTART;
    interrupted.result = -512;
    append(&history, interrupted);
    append(&history,
           (struct call){.tid = 1, .number = SYS_SIGRETURN, .result = -4, .flags = EVENT_FAILED});
    append(&history, read);
    finish(&history);
    assert_int_equal(shown_count(&history), 3);
    assert_int_equal(restarts_count(history.restarts), 0);
    history_end(&history);
}

/* ---- unfolding ------------------------------------------------------------------- */

static void a_group_is_unfolded_and_put_away_again(void **state)
{
    struct history history = history_begin(NULL);

    (void)state;
    for (int i = 0; i < 1000; i++)
        append(&history, (struct call){.tid = 1 + i % 2, .fd = i / 500});
    finish(&history);
    assert_int_equal(shown_count(&history), 4);
    assert_int_equal(fold_group(history.fold, 0, 100, MINUTE_NS).count, 50); /* rows 0, 2 … 98 */
    assert_int_equal(group_of(&history, 0).count, 250);
    fold_unfold(history.fold, 0);
    assert_false(fold_is_complete(history.fold));
    finish(&history);
    assert_true(group_of(&history, 0).is_unfolded);
    assert_false(group_of(&history, 1).is_unfolded);
    assert_int_equal(group_of(&history, 2).count, 1);
    assert_int_equal(group_of(&history, 2).head, 0);
    assert_int_equal(shown_count(&history), 4 + 249);
    assert_int_equal(shown(&history, 2), 2);
    fold_unfold(history.fold, 501);
    for (int i = 0; i < 10; i++)
        append(&history, (struct call){.tid = 2, .fd = 1});
    finish(&history);
    assert_int_equal(shown_count(&history), 4 + 249 + 259);
    fold_refold(history.fold, 0);
    finish(&history);
    assert_int_equal(shown_count(&history), 4 + 259);
    assert_false(group_of(&history, 0).is_unfolded);
    view_set_filter(history.view, filter_of("tid==2"));
    finish(&history);
    assert_int_equal(shown_count(&history), 2);
    history_end(&history);
}

static void of_many_unfolded_groups_the_first_is_put_away(void **state)
{
    struct history history = history_begin(NULL);

    (void)state;
    for (int i = 0; i < 200; i++)
        append(&history, (struct call){.tid = 1, .fd = i / 10});
    finish(&history);
    for (uint64_t head = 0; head < 160; head += 10)
        fold_unfold(history.fold, head);
    finish(&history);
    assert_int_equal(shown_count(&history), 20 + 16 * 9);
    fold_unfold(history.fold, 160);
    assert_false(group_of(&history, 0).is_unfolded);
    assert_int_equal(shown_count(&history), 20 + 16 * 9); /* a long one would take its time */
    for (uint64_t head = 170; head < 200; head += 10)
        fold_unfold(history.fold, head);
    finish(&history);
    assert_false(group_of(&history, 30).is_unfolded);
    assert_true(group_of(&history, 40).is_unfolded);
    assert_int_equal(shown_count(&history), 20 + 16 * 9);
    history_end(&history);
}

/* What it repeats is told from rows that the view below has not looked at yet. */
static void one_row_is_known_without_all_of_them(void **state)
{
    struct history history = history_begin(NULL);

    (void)state;
    append(&history, (struct call){.tid = 1, .fd = 3});
    for (int i = 0; i < 60; i++)
        append(&history, (struct call){.tid = 2, .fd = i});
    append(&history, (struct call){.tid = 1, .fd = 4});
    append(&history, (struct call){.tid = 1, .fd = 4});
    for (int i = 0; i < 8000; i++)
        append(&history, (struct call){.tid = 2, .fd = i});
    extend(&history);
    view_set_filter(history.view, filter_of("tid in {1,2}"));
    extend(&history);
    assert_false(fold_is_complete(history.fold));
    assert_true(view_shows(fold_view(history.fold), 61));
    assert_false(view_shows(fold_view(history.fold), 62));
    history_end(&history);
}

static void a_single_row_can_be_revealed(void **state)
{
    struct history history = history_begin(NULL);

    (void)state;
    for (int i = 0; i < 100; i++)
        append(&history, (struct call){.tid = 1});
    extend(&history);
    fold_reveal(history.fold, 50);
    finish(&history);
    assert_int_equal(shown_count(&history), 2);
    assert_int_equal(shown(&history, 1), 50);
    assert_int_equal(group_of(&history, 0).count, 100);
    assert_int_equal(group_of(&history, 50).count, 1);
    history_end(&history);
}

/* ---- in any order ---------------------------------------------------------------- */

static bool is_interrupted(const struct event *event)
{
    return event->kind == EVENT_SYSCALL && (event->flags & EVENT_RESTART);
}

static bool model_repeats(const struct event *event, const struct event *before)
{
    const struct event_syscall *a = (const struct event_syscall *)event;
    const struct event_syscall *b = (const struct event_syscall *)before;

    return event->kind == EVENT_SYSCALL && before->kind == EVENT_SYSCALL &&
           event->number == before->number && a->args[0] == b->args[0] &&
           a->args[2] == b->args[2] && event->flags == before->flags &&
           (!(event->flags & EVENT_FAILED) || a->result == b->result);
}

/* Rows of the store that are shown, by the definition; how many. */
static size_t model(struct history *history, const struct filter *filter, uint64_t rows[])
{
    static uint64_t below[MAX_ROWS];
    size_t below_count = 0, count = 0;
    uint64_t end = store_row_count(history->store);

    for (uint64_t row = store_first_row(history->store); row < end; row++) {
        const struct event *event = store_get(history->store, row);
        uint64_t next = restarts_continuation(history->restarts, event->sequence);
        bool passes = VIEW_KINDS >> event->kind & 1 && (!filter || filter_matches(filter, event));
        if (passes && next && is_interrupted(event)) {
            const struct event *continuation = store_get(history->store, next - 1);
            passes = filter && !filter_matches(filter, continuation);
        }
        if (passes)
            below[below_count++] = row;
    }
    for (size_t i = 0; i < below_count; i++) {
        struct event_syscall at =
            *(const struct event_syscall *)store_get(history->store, below[i]);
        bool repeats = false;
        int others = 0;
        for (size_t j = i; j-- > 0 && others <= FOLD_REACH && !is_interrupted(&at.header);) {
            const struct event *before = store_get(history->store, below[j]);
            if (is_interrupted(before))
                continue;
            if (before->tid == at.header.tid) {
                repeats = model_repeats(&at.header, before);
                break;
            }
            if (before->kind == EVENT_LOST)
                break;
            others++;
        }
        if (!repeats)
            rows[count++] = below[i];
    }
    return count;
}

static void check_against_model(struct history *history)
{
    static uint64_t rows[MAX_ROWS];
    struct view *view = fold_view(history->fold);
    size_t count = model(history, view_filter(history->view), rows);
    bool gave_up;

    finish(history);
    assert_int_equal(view_count(view), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(view_select(view, i), rows[i]);
        assert_int_equal(view_rank(view, rows[i]), i);
        if (i > 0)
            assert_int_equal(view_at_or_before(view, rows[i] - 1, MINUTE_NS, &gave_up),
                             rows[i - 1]);
    }
}

static void append_some(struct history *history, unsigned short seed[3], size_t padding_bytes)
{
    struct call call = {.tid = 1 + (int)(nrand48(seed) % 3), .padding_bytes = padding_bytes};
    int length = (int)(nrand48(seed) % 20);

    for (int i = 0; i < length; i++) {
        long chance = nrand48(seed) % 20;
        call.kind = chance == 0 ? EVENT_SIGNAL : chance == 1 ? EVENT_RESUME : EVENT_SYSCALL;
        call.number = chance == 2 ? SYS_SIGRETURN : SYS_READ;
        call.fd = chance == 3 ? 4 : 3;
        call.flags = chance <= 5 ? EVENT_FAILED : 0;
        call.result = chance == 5 ? -4 : chance == 4 ? -11 : -512;
        if (chance == 6)
            call.flags = EVENT_FAILED | EVENT_RESTART;
        if (chance == 7)
            call.tid = 1 + (int)(nrand48(seed) % 3);
        if (chance == 8 && nrand48(seed) % 50 == 0)
            call.kind = EVENT_LOST;
        append(history, call);
    }
}

static void do_something(struct history *history, unsigned short seed[3])
{
    static const char *const filters[] = {"read", "fd==3", "tid in {1,2}", "failed"};
    uint64_t row = (uint64_t)nrand48(seed) % (store_row_count(history->store) + 1);
    bool gave_up;

    switch (nrand48(seed) % 40) {
    case 0:
        view_set_filter(history->view, filter_of(filters[nrand48(seed) % 4]));
        break;
    case 1:
        view_set_filter(history->view, NULL);
        break;
    case 2 ... 11:
        extend(history);
        break;
    case 12 ... 16:
        view_step(history->view, 1);
        break;
    case 17 ... 21:
        fold_step(history->fold, 1);
        break;
    case 22 ... 26:
        view_at_or_after(fold_view(history->fold), row, 1, &gave_up);
        break;
    case 27 ... 31:
        view_at_or_before(fold_view(history->fold), row, 1, &gave_up);
        break;
    default:
        break;
    }
}

static void folding_in_any_order_ends_as_the_model_says(void **state)
{
    unsigned short seed[3] = {7, 8, 9};

    (void)state;
    for (int round = 0; round < test_scale(20); round++) {
        /* Some rounds forget, as the store may not spill. */
        bool forgets = round % 2;
        struct history history = history_begin(forgets ? "/nonexistent/directory" : NULL);
        for (int i = 0; i < 400; i++) {
            append_some(&history, seed, forgets ? 8000 : 300);
            do_something(&history, seed);
            if (i % 100 == 99)
                check_against_model(&history);
        }
        assert_true(store_row_count(history.store) < MAX_ROWS);
        assert_int_equal(store_first_row(history.store) > 0, forgets);
        history_end(&history);
    }
}

/* ---- cost ------------------------------------------------------------------------ */

static void a_million_repeats_cost_slices_and_a_bit_each(void **state)
{
    const uint64_t row_count = 1000000;
    struct history history = history_begin(NULL);
    struct fold_group group;
    int slices = 0;

    (void)state;
    for (uint64_t i = 0; i < row_count; i++)
        append(&history, (struct call){.tid = 1, .fd = 3});
    extend(&history);
    view_step(history.view, MINUTE_NS);
    while (!fold_step(history.fold, 1))
        assert_in_range(++slices, 1, row_count);
    assert_true(slices > 100);
    assert_int_equal(shown_count(&history), 1);
    for (slices = 0; !(group = fold_group(history.fold, 0, VIEW_NO_ROW, 1)).is_counted; slices++)
        assert_true(group.count < row_count);
    assert_true(slices > 100);
    assert_int_equal(group.count, row_count);
    assert_int_equal(group.duration_ns, row_count * 10);
    assert_in_range(view_memory_bytes(fold_view(history.fold)), 1, row_count / 8 + 16384);
    fold_unfold(history.fold, 0);
    for (slices = 0; !fold_step(history.fold, 1); slices++)
        ;
    assert_true(slices > 100);
    assert_int_equal(shown_count(&history), row_count);
    history_end(&history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_with_the_same_numbers_and_outcome_are_one_line),
        cmocka_unit_test(threads_that_alternate_are_folded_each_for_itself),
        cmocka_unit_test(what_is_out_of_reach_does_not_repeat),
        cmocka_unit_test(a_call_that_went_on_is_the_line_of_the_interrupted_one),
        cmocka_unit_test(an_interrupted_call_that_the_program_was_told_of_stays),
        cmocka_unit_test(a_group_is_unfolded_and_put_away_again),
        cmocka_unit_test(of_many_unfolded_groups_the_first_is_put_away),
        cmocka_unit_test(one_row_is_known_without_all_of_them),
        cmocka_unit_test(a_single_row_can_be_revealed),
        cmocka_unit_test(folding_in_any_order_ends_as_the_model_says),
        cmocka_unit_test(a_million_repeats_cost_slices_and_a_bit_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
