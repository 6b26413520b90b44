/* What was asked of a thread is marked until it is there, or refused. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ptop/tree.h>

#define LEADER 10
#define OTHER  11

static struct tree *tree;

static void tell(enum event_kind kind, int32_t tid, int32_t number)
{
    struct event_stop event = {.header = {.size_bytes = sizeof(event),
                                          .kind = (uint8_t)kind,
                                          .number = number,
                                          .tid = tid,
                                          .tgid = LEADER}};

    tree_apply(tree, &event.header);
}

static void born(int32_t tid, enum event_birth how)
{
    struct event_fork event = {.header = {.size_bytes = sizeof(event),
                                          .kind = EVENT_FORK,
                                          .number = how,
                                          .tid = LEADER,
                                          .tgid = LEADER},
                               .child_tid = tid,
                               .child_tgid = LEADER,
                               .parent_tgid = 1};

    tree_apply(tree, &event.header);
}

static int set_up(void **state)
{
    (void)state;
    tree = tree_new();
    born(LEADER, BIRTH_LAUNCH);
    born(OTHER, BIRTH_CLONE);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tree_free(tree);
    return 0;
}

static void ask(enum command_kind kind, int32_t tid, int32_t tgid)
{
    tree_ask(tree, &(const struct command){.kind = kind, .tid = tid, .tgid = tgid}, 7);
}

static const struct tree_thread *thread(int32_t tid)
{
    return tree_find_thread(tree, tid);
}

static void a_pause_is_marked_until_the_thread_is_held(void **state)
{
    (void)state;
    ask(COMMAND_PAUSE, OTHER, LEADER);
    assert_int_equal(thread(OTHER)->pause_asked_ns, 7);
    assert_int_equal(thread(LEADER)->pause_asked_ns, 0);
    tell(EVENT_STOP, OTHER, STOP_REASON_PAUSE);
    assert_int_equal(thread(OTHER)->pause_asked_ns, 0);
    ask(COMMAND_PAUSE, OTHER, LEADER); /* it is there already */
    assert_int_equal(thread(OTHER)->pause_asked_ns, 0);
}

static void a_pause_of_a_process_and_of_all_marks_every_thread(void **state)
{
    (void)state;
    ask(COMMAND_PAUSE, 0, LEADER);
    assert_int_equal(thread(OTHER)->pause_asked_ns, 7);
    assert_int_equal(thread(LEADER)->pause_asked_ns, 7);
    ask(COMMAND_RESUME, 0, 0);
    assert_int_equal(thread(OTHER)->pause_asked_ns, 0);
    assert_int_equal(thread(LEADER)->pause_asked_ns, 0);
    ask(COMMAND_PAUSE, 0, LEADER + 1);
    assert_int_equal(thread(LEADER)->pause_asked_ns, 0);
}

static void a_step_is_marked_until_it_is_done(void **state)
{
    (void)state;
    ask(COMMAND_STEP, LEADER, LEADER);
    assert_int_equal(thread(LEADER)->step_asked_ns, 0); /* it runs: nobody will step it */
    tell(EVENT_STOP, LEADER, STOP_REASON_PAUSE);
    ask(COMMAND_STEP, LEADER, LEADER);
    assert_int_equal(thread(LEADER)->step_asked_ns, 7);
    tell(EVENT_STOP, LEADER, STOP_REASON_STEP);
    assert_int_equal(thread(LEADER)->step_asked_ns, 0);
}

static void what_is_refused_or_ends_is_marked_no_more(void **state)
{
    (void)state;
    ask(COMMAND_PAUSE, 0, LEADER);
    tell(EVENT_REPLY, OTHER, -EINPROGRESS);
    assert_int_equal(thread(OTHER)->pause_asked_ns, 7);
    tell(EVENT_REPLY, OTHER, -ESRCH);
    assert_int_equal(thread(OTHER)->pause_asked_ns, 0);
    tell(EVENT_REPLY, 99, -ESRCH); /* of nobody: no row is made */
    assert_null(thread(99));
    tell(EVENT_EXIT, LEADER, 0);
    assert_int_equal(thread(LEADER)->pause_asked_ns, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pause_is_marked_until_the_thread_is_held, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_pause_of_a_process_and_of_all_marks_every_thread, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_step_is_marked_until_it_is_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_refused_or_ends_is_marked_no_more, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
