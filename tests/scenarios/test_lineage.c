/* Where descriptors come from, and which calls are on the same one, in what a real program did. */
#include <poll.h>
#include <stdint.h>
#include <string.h>

#include <ptop/lineage.h>
#include <ptop/session.h>
#include <ptop/syscall.h>

#include "support/deadline.h"
#include "support/scenario.h"

#define NONE UINT64_MAX

static struct session *session;
static struct store *store;

/* Run the program to its end, and keep what it did. */
static void record_program(void)
{
    char *argv[] = {PTOP_TRACEES "/lineage", NULL};
    const struct session_options options = {
        .argv = argv, .follows_forks = true, .fd_details = FD_EVERYTHING, .stores_events = true};
    deadline_ms deadline = deadline_in(PATIENCE_MS);
    struct error error;
    int status;

    if (session_open(&options, &session, &error) < 0)
        fail_msg("%s", error.message);
    while (!session_has_ended(session) && deadline_left(deadline) > 0)
        if (session_drain(session, 1000, NULL, NULL) == 0 && session_arm(session))
            poll(&(struct pollfd){.fd = session_fd(session), .events = POLLIN}, 1, 100);
    assert_true(session_has_ended(session));
    assert_true(session_exit_status(session, &status));
    assert_int_equal(status, 0);
    store = session_store(session);
}

static int close_session(void **state)
{
    session_close(session);
    session = NULL;
    return scenario_end(state);
}

static bool is_call(const struct event *event, const char *name)
{
    const struct syscall_spec *spec = syscall_find(ABI_NATIVE, event->number);

    return event->kind == EVENT_SYSCALL && spec && strcmp(spec->name, name) == 0;
}

static const struct event_syscall *call_at(uint64_t row)
{
    return (const struct event_syscall *)store_get(store, row);
}

/* The read at this offset. */
static uint64_t read_at(uint64_t offset)
{
    for (uint64_t row = 0; row < store_row_count(store); row++)
        if (is_call(store_get(store, row), "pread64") && call_at(row)->args[3] == offset)
            return row;
    fail_msg("no read at %u", (unsigned)offset);
    return NONE;
}

static uint64_t ask(enum lineage_question question, uint64_t row)
{
    const struct lineage_options options = {.store = store, .question = question, .row = row};
    struct error error;
    struct lineage *lineage = lineage_new(&options, &error);
    enum seek_state state = SEEK_MORE;
    uint64_t answer = NONE;

    assert_non_null(lineage);
    while (state == SEEK_MORE)
        state = lineage_step(lineage, 1000000);
    if (state == SEEK_FOUND)
        answer = lineage_row(lineage);
    lineage_free(lineage);
    return answer;
}

static uint64_t expect_call(uint64_t row, const char *name)
{
    assert_int_not_equal(row, NONE);
    if (!is_call(store_get(store, row), name))
        fail_msg("row %u is no %s", (unsigned)row, name);
    return row;
}

static void origins_are_found_in_a_real_program(void **state)
{
    (void)state;
    record_program();
    uint64_t opens = expect_call(ask(LINEAGE_ORIGIN, read_at(1000)), "openat");
    assert_int_equal(opens + 1, read_at(1000));
    uint64_t dup = expect_call(ask(LINEAGE_ORIGIN, read_at(2000)), "fcntl");
    assert_int_equal(ask(LINEAGE_ORIGIN, dup), opens);
    assert_int_equal(ask(LINEAGE_ORIGIN, read_at(3000)), opens); /* of the parent */
    expect_call(ask(LINEAGE_ORIGIN, read_at(4000)), "recvmsg");
    assert_int_equal(ask(LINEAGE_ORIGIN, read_at(5000)), dup); /* before the exec */
    uint64_t other = expect_call(ask(LINEAGE_ORIGIN, read_at(9000)), "openat");
    assert_true(other > opens);
}

static void calls_on_one_file_are_found_in_a_real_program(void **state)
{
    (void)state;
    record_program();
    uint64_t opens = ask(LINEAGE_ORIGIN, read_at(1000)), dup = ask(LINEAGE_ORIGIN, read_at(2000));

    assert_int_equal(ask(LINEAGE_PREVIOUS_USE, opens), NONE);
    assert_int_equal(ask(LINEAGE_NEXT_USE, opens), read_at(1000));
    assert_int_equal(ask(LINEAGE_NEXT_USE, read_at(1000)), dup);
    assert_int_equal(ask(LINEAGE_NEXT_USE, dup), read_at(2000));
    assert_int_equal(ask(LINEAGE_PREVIOUS_USE, read_at(2000)), dup);
    assert_int_equal(ask(LINEAGE_PREVIOUS_USE, dup), read_at(1000));

    /* Through the message to the child, and back to the parent. */
    expect_call(ask(LINEAGE_PREVIOUS_USE, read_at(4000)), "recvmsg");
    uint64_t closes = expect_call(ask(LINEAGE_NEXT_USE, read_at(4000)), "close");
    assert_true(closes < read_at(9000));
    assert_int_equal(ask(LINEAGE_PREVIOUS_USE, closes), read_at(4000));
    /* The number is another file's; the duplicate outlives the exec, as fd would not. */
    assert_int_equal(ask(LINEAGE_NEXT_USE, closes), read_at(5000));
    assert_int_equal(ask(LINEAGE_PREVIOUS_USE, read_at(5000)), closes);
    assert_int_equal(ask(LINEAGE_NEXT_USE, read_at(5000)), NONE);
}

static void the_child_of_a_real_program_comes_from_its_fork(void **state)
{
    (void)state;
    record_program();
    uint64_t row = ask(LINEAGE_BIRTH, read_at(3000));
    assert_int_not_equal(row, NONE);
    assert_int_equal(call_at(row)->result, call_at(read_at(3000))->header.tid);
}

#define RECORDED(name) cmocka_unit_test_setup_teardown(name, scenario_begin, close_session)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RECORDED(origins_are_found_in_a_real_program),
        RECORDED(calls_on_one_file_are_found_in_a_real_program),
        RECORDED(the_child_of_a_real_program_comes_from_its_fork),
    };

    return cmocka_run_group_tests_name("lineage", tests, NULL, NULL);
}
