/*
 * E11: what a program does through an io_uring is no call.  That it has one is known, from its making or
 * from attach on, and what it submits is shown where it enters the ring.
 */
#include <linux/io_uring.h>
#include <signal.h>
#include <sys/syscall.h>

#include <ptop/format.h>
#include <ptop/syscall.h>
#include <ptop/tree.h>

#include "support/scenario.h"

#define NO_SQARRAY (1u << 16)
#define SHOWN      ", 1 /* [{opcode=IORING_OP_OPENAT, dfd=AT_FDCWD, pathname=\"/nonexistent/through-a-ring\", open_flags=O_RDONLY"
#define NOT_SHOWN  ", 1, 1, IORING_ENTER_GETEVENTS|IORING_ENTER_SQ_WAKEUP, NULL, 8"

static void attach(pid_t pid)
{
    live_open((struct session_options){.pids = &pid, .pid_count = 1, .tells_urings = true});
}

static bool line_holds(const struct event *event, const char *part)
{
    char bytes[4096];
    struct text text;

    text_init(&text, bytes, NULL, sizeof bytes);
    format_event(event, &(struct format_options){.names = session_names(live)}, &text);
    return strstr(bytes, part) != NULL;
}

/* Is there an enter whose line holds the part, in time?  One that was under way when we attached shows none. */
static bool await_enter(pid_t pid, const char *part)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    for (size_t next = 0; deadline_left(deadline) > 0; next++) {
        while (next >= live_count() && deadline_left(deadline) > 0)
            live_drain(5);
        const struct event *event = next < live_count() ? live_event(next) : NULL;
        if (event && event->kind == EVENT_SYSCALL && event->tid == pid &&
            event->number == SYS_io_uring_enter && line_holds(event, part))
            return true;
    }
    return false;
}

static bool any_line_holds(const char *part)
{
    for (size_t i = 0; i < live_count(); i++)
        if (live_event(i)->kind == EVENT_SYSCALL && line_holds(live_event(i), part))
            return true;
    return false;
}

static void check_attached(const char *flags)
{
    struct victim *victim = victim_start("uring_user", flags, NULL);

    assert_true(victim_moves(&victim->truth->count[0]));
    while (atomic_load(&victim->truth->count[0]) < 10) /* around the queue: see urings.c */
        assert_true(victim_moves(&victim->truth->count[0]));
    attach(victim->pid);
    assert_non_null(live_await(EVENT_URING, 0, victim->pid, 0));
    assert_true(await_enter(victim->pid, SHOWN));
    live_close();
    assert_true(victim_moves(&victim->truth->count[0]));
    victim_end(victim);
    live_end();
}

static void e11_a_ring_that_was_there_before_us_is_found_and_read(void **state)
{
    (void)state;
    if (!process_can_make_uring(0))
        skip();
    check_attached("0");
    if (process_can_make_uring(IORING_SETUP_SQE128 | IORING_SETUP_CQE32))
        check_attached("0xc00");
    if (process_can_make_uring(NO_SQARRAY))
        check_attached("0x10000");
}

static void e11_of_a_ring_that_the_kernel_polls_nothing_is_shown(void **state)
{
    (void)state;
    if (!process_can_make_uring(IORING_SETUP_SQPOLL))
        skip();
    struct victim *victim = victim_start("uring_user", "2", NULL);

    attach(victim->pid);
    assert_non_null(live_await(EVENT_URING, IORING_SETUP_SQPOLL, victim->pid, 0));
    assert_true(await_enter(victim->pid, NOT_SHOWN));
    assert_false(any_line_holds("opcode"));
    assert_int_equal(tree_find_process(session_tree(live), victim->pid)->uring, TREE_URING_POLLED);
    live_close();
    victim_end(victim);
}

static void launch(const char *mode)
{
    char *argv[] = {(char *)victim_program("uring_user"), "0", (char *)mode, NULL};

    live_open((struct session_options){.argv = argv, .tells_urings = true});
}

static void e11_a_ring_is_known_from_its_making_on_until_an_exec(void **state)
{
    (void)state;
    if (!process_can_make_uring(0))
        skip();
    launch("exec");
    const struct event *made = live_await(EVENT_URING, ANY_NUMBER, 0, 0);
    assert_non_null(made);
    pid_t pid = made->tgid;
    assert_true(await_enter(pid, SHOWN));
    assert_non_null(live_await(EVENT_EXEC, ANY_NUMBER, pid, 1));
    assert_true(until(({ live_drain(5); tree_find_process(session_tree(live), pid)->uring == TREE_NO_URING; })));
    assert_int_equal(live_count_of(EVENT_URING, ANY_NUMBER, 0, 0), 1);
    kill(pid, SIGKILL);
    live_await_end();
}

static void e11_who_has_no_ring_is_not_said_to_have_one(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "1", NULL);

    (void)state;
    attach(victim->pid);
    live_drain(20);
    assert_int_equal(live_count_of(EVENT_URING, ANY_NUMBER, 0, 0), 0);
    live_close();
    victim_end(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(e11_a_ring_that_was_there_before_us_is_found_and_read),
        SCENARIO(e11_of_a_ring_that_the_kernel_polls_nothing_is_shown),
        SCENARIO(e11_a_ring_is_known_from_its_making_on_until_an_exec),
        SCENARIO(e11_who_has_no_ring_is_not_said_to_have_one),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("e11: urings", tests, NULL, NULL);
}
