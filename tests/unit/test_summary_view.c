/*
 * A summary of what a view shows: it begins anew with each filter, and what comes later joins.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <ptop/summary.h>

#define GETPID     39
#define GETUID     102
#define WAIT4      61
#define GENEROUS   ((nanoseconds)10000000000)
#define MANY       200000
#define TINY_STORE ((size_t)4 << 20)

struct history {
    struct store *store;
    struct view *view;
    struct names *names;
    struct summary *summary;
    uint64_t sequence;
};

static int set_up(void **state)
{
    struct history *history = calloc(1, sizeof *history);
    const struct store_options options = {.budget_bytes = TINY_STORE};

    if (!history || store_new(&options, &history->store) < 0)
        return -1;
    history->view = view_new(history->store);
    history->names = names_new();
    history->summary = summary_of_view(history->names, history->store, history->view);
    *state = history;
    return 0;
}

static int tear_down(void **state)
{
    struct history *history = *state;

    summary_free(history->summary);
    names_free(history->names);
    view_free(history->view);
    store_free(history->store);
    free(history);
    return 0;
}

static void happen(struct history *history, int32_t number, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        struct event_syscall call = {
            .header = {.size_bytes = sizeof call,
                       .kind = EVENT_SYSCALL,
                       .number = number,
                       .tid = 7,
                       .tgid = 7,
                       .sequence = ++history->sequence},
            .duration_ns = 1000,
        };
        store_append(history->store, &call.header);
    }
}

static void filter(struct history *history, const char *text)
{
    const struct filter_facts facts = {.names = history->names};
    struct filter *made = NULL;
    struct error error;

    assert_int_equal(filter_new(text, &facts, &made, &error), 0);
    view_set_filter(history->view, made);
}

static uint64_t calls(const struct history *history, int32_t number)
{
    const struct summary_syscall *row = summary_syscall_find(history->summary, ABI_NATIVE, number);

    return row ? row->calls : 0;
}

static void only_what_passes_the_filter_is_in_it(void **state)
{
    struct history *history = *state;

    happen(history, GETPID, 100);
    happen(history, GETUID, 50);
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(calls(history, GETPID), 100);
    assert_int_equal(calls(history, GETUID), 50);

    uint64_t generation = summary_generation(history->summary);
    filter(history, "getuid");
    assert_true(summary_step(history->summary, GENEROUS));
    assert_true(summary_generation(history->summary) != generation);
    assert_int_equal(calls(history, GETPID), 0);
    assert_int_equal(calls(history, GETUID), 50);
    assert_int_equal(summary_total(history->summary)->calls, 50);
    assert_int_equal(summary_task_count(history->summary, SUMMARY_THREADS), 1);

    view_set_filter(history->view, NULL);
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(summary_total(history->summary)->calls, 150);
}

static void what_comes_later_joins_once(void **state)
{
    struct history *history = *state;

    filter(history, "getpid");
    for (int round = 1; round <= 20; round++) {
        happen(history, GETUID, 7);
        assert_true(summary_step(history->summary, GENEROUS));
        happen(history, GETPID, 3);
        assert_true(summary_step(history->summary, GENEROUS));
        assert_true(summary_step(history->summary, GENEROUS));
        assert_int_equal(calls(history, GETPID), 3 * round);
        assert_int_equal(calls(history, GETUID), 0);
    }
}

/* However small the slices, each gets further, and the end is the same. */
static void slices_add_up_to_the_whole(void **state)
{
    struct history *history = *state;
    double progress = 0;
    unsigned slices = 0;

    happen(history, GETUID, MANY / 2);
    happen(history, GETPID, MANY / 2);
    filter(history, "getpid");
    assert_true(summary_progress(history->summary) < 1);
    while (!summary_step(history->summary, 100000)) {
        assert_true(summary_progress(history->summary) >= progress);
        progress = summary_progress(history->summary);
        assert_true(++slices < 1000000);
    }
    assert_true(slices > 0);
    assert_true(summary_progress(history->summary) == 1);
    assert_int_equal(calls(history, GETPID), MANY / 2);
    assert_int_equal(summary_total(history->summary)->calls, MANY / 2);
}

static void an_empty_history_is_complete(void **state)
{
    struct history *history = *state;

    assert_true(summary_step(history->summary, GENEROUS));
    assert_true(summary_progress(history->summary) == 1);
    assert_int_equal(summary_syscall_count(history->summary), 0);
}

/* A call that a signal interrupts, or the one that goes on with it. */
static void wait_part(struct history *history, struct restarts *restarts, bool is_interrupted)
{
    const struct event_syscall call = {
        .header = {.size_bytes = sizeof call,
                   .kind = EVENT_SYSCALL,
                   .flags = is_interrupted ? EVENT_FAILED | EVENT_RESTART : 0,
                   .number = WAIT4,
                   .tid = 7,
                   .tgid = 7,
                   .sequence = ++history->sequence},
        .result = is_interrupted ? -512 : 1,
        .duration_ns = 1000,
    };

    restarts_apply(restarts, &call.header);
    store_append(history->store, &call.header);
}

/* Whether it was taken in while the interrupted one was a line, or when it was none any more. */
static void each_attempt_counts_whenever_it_is_looked_at(void **state)
{
    struct history *history = *state;
    struct restarts *restarts = restarts_new();

    view_join_restarts(history->view, restarts);
    wait_part(history, restarts, true);
    wait_part(history, restarts, true);
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(calls(history, WAIT4), 2);
    wait_part(history, restarts, false);
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(view_count(history->view), 1);
    assert_int_equal(calls(history, WAIT4), 3);

    filter(history, "wait4");
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(calls(history, WAIT4), 3);
    assert_int_equal(summary_total(history->summary)->total_ns, 3000);
    filter(history, "wait4 state==interrupted"); /* what went on is not shown, the parts are */
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(calls(history, WAIT4), 2);
    filter(history, "getpid");
    assert_true(summary_step(history->summary, GENEROUS));
    assert_int_equal(calls(history, WAIT4), 0);
    restarts_free(restarts);
}

#define SUMMARY_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUMMARY_TEST(only_what_passes_the_filter_is_in_it),
        SUMMARY_TEST(what_comes_later_joins_once),
        SUMMARY_TEST(each_attempt_counts_whenever_it_is_looked_at),
        SUMMARY_TEST(slices_add_up_to_the_whole),
        SUMMARY_TEST(an_empty_history_is_complete),
    };

    return cmocka_run_group_tests_name("summary_view", tests, NULL, NULL);
}
