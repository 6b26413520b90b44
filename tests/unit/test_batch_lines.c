/*
 * Lines that are begun, interrupted and resumed: events in, text out.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "batch/lines.h"
#include "decode_fixture.h"

#define MAIN   100
#define THREAD 101

static struct batch_options options;
static struct outputs outputs;
static struct leaving leaving;
static struct pass pass;
static struct lines lines;
static char path[64], written[8192];
static int fd;

static void open_lines(void)
{
    assert_int_equal(outputs_open(&outputs, &options, &(struct error){0}), 0);
    outputs.leaving = &leaving;
    pass.options = &options;
    lines_init(&lines, &(struct lines_setup){
                           .options = &options, .names = fx.names, .pass = &pass, .outputs = &outputs});
}

static int set_up(void **state)
{
    fd = memfd_create("lines", MFD_CLOEXEC);
    assert_true(fd >= 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    leaving.signals_fd = -1;
    options = (struct batch_options){
        .output_path = path,
        .follows_forks = true,
        .statuses = BATCH_ALL_STATUSES,
        .quiet = BATCH_QUIET_ATTACH,
        .format = {.result_column = 40},
    };
    memset(options.abbreviated.bits, 0xff, sizeof options.abbreviated.bits);
    options.decoded = options.abbreviated;
    number_set_invert(&options.signals);
    return fixture_set_up(state);
}

static int tear_down(void **state)
{
    lines_done(&lines);
    outputs_close(&outputs);
    close(fd);
    return fixture_tear_down(state);
}

/* What was written up to now. */
static const char *log_so_far(void)
{
    ssize_t length;

    outputs_flush(&outputs);
    length = pread(fd, written, sizeof written - 1, 0);
    assert_true(length >= 0);
    written[length] = '\0';
    return written;
}

static void tell(int tid, enum event_kind kind)
{
    struct event *event = &fixture_event(&fx)->header;

    event->kind = (uint8_t)kind;
    event->tid = tid;
    event->tgid = MAIN;
    lines_take(&lines, event);
}

static void plain(int tid, enum event_kind kind, int number, uint8_t flags)
{
    const struct event event = {.size_bytes = sizeof event,
                                .kind = (uint8_t)kind,
                                .flags = flags,
                                .number = number,
                                .tid = tid,
                                .tgid = MAIN};

    lines_take(&lines, &event);
}

static void be_born(int tid)
{
    const struct event_fork event = {
        .header = {.size_bytes = sizeof event, .kind = EVENT_FORK, .number = BIRTH_CLONE, .tid = MAIN,
                   .tgid = MAIN},
        .child_tid = tid,
        .child_tgid = MAIN,
    };

    lines_take(&lines, &event.header);
}

/* A read of three bytes: its entry, its end. */
static void begin_read(int tid)
{
    fixture_call(&fx, ABI_NATIVE, "read", 3, PTR(1), 10);
    fixture_enter(&fx);
    tell(tid, EVENT_SYSCALL_ENTER);
}

static void end_read(int tid)
{
    fixture_call(&fx, ABI_NATIVE, "read", 3, PTR(1), 10);
    fixture_run(&fx, 3);
    tell(tid, EVENT_SYSCALL);
}

static void call_getpid(int tid)
{
    fixture_call(&fx, ABI_NATIVE, "getpid");
    fixture_run(&fx, MAIN);
    tell(tid, EVENT_SYSCALL);
}

static void begin(void)
{
    fixture_memory(&fx, PTR(1), "abc", 3);
    open_lines();
    be_born(MAIN);
    be_born(THREAD);
}

static void a_call_that_nobody_interrupts_is_one_line(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    assert_string_equal(log_so_far(), "");
    end_read(MAIN);
    assert_string_equal(log_so_far(), "100   read(3, \"abc\", 10)                = 3\n");
}

static void a_call_is_unfinished_where_another_one_speaks_and_resumed_at_its_end(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    call_getpid(THREAD);
    end_read(MAIN);
    assert_string_equal(log_so_far(), "100   read(3,  <unfinished ...>\n"
                                      "101   getpid()                          = 100\n"
                                      "100   <... read resumed>\"abc\", 10)      = 3\n");
}

static void two_can_be_unfinished_at_once(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    begin_read(THREAD);
    end_read(MAIN);
    end_read(THREAD);
    assert_string_equal(log_so_far(), "100   read(3,  <unfinished ...>\n"
                                      "101   read(3,  <unfinished ...>\n"
                                      "100   <... read resumed>\"abc\", 10)      = 3\n"
                                      "101   <... read resumed>\"abc\", 10)      = 3\n");
}

static void a_beginning_is_written_before_a_sleep_and_goes_on_in_its_line(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    lines_show_open(&lines);
    assert_string_equal(log_so_far(), "100   read(3, ");
    begin_read(MAIN); /* told twice: no news */
    lines_show_open(&lines);
    end_read(MAIN);
    assert_string_equal(log_so_far(), "100   read(3, \"abc\", 10)                = 3\n");
}

static void what_was_shown_can_be_cut_too(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    lines_show_open(&lines);
    call_getpid(THREAD);
    end_read(MAIN);
    assert_string_equal(log_so_far(), "100   read(3,  <unfinished ...>\n"
                                      "101   getpid()                          = 100\n"
                                      "100   <... read resumed>\"abc\", 10)      = 3\n");
}

static void a_call_that_never_returns_has_no_value(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    fixture_call(&fx, ABI_NATIVE, "read", 3, PTR(1), 10);
    fixture_enter(&fx);
    fixture_event(&fx)->header.flags = EVENT_NO_RETURN;
    tell(MAIN, EVENT_SYSCALL);
    plain(MAIN, EVENT_EXIT, SIGKILL, 0);
    assert_string_equal(log_so_far(), "100   read(3,  <unfinished ...>)        = ?\n"
                                      "100   +++ killed by SIGKILL +++\n");
}

static void exit_ends_its_line_at_once(void **state)
{
    (void)state;
    begin();
    fixture_call(&fx, ABI_NATIVE, "exit", 5);
    fixture_enter(&fx);
    tell(MAIN, EVENT_SYSCALL_ENTER);
    call_getpid(THREAD);
    fixture_call(&fx, ABI_NATIVE, "exit", 5);
    fixture_enter(&fx);
    fixture_event(&fx)->header.flags = EVENT_NO_RETURN;
    tell(MAIN, EVENT_SYSCALL);
    plain(MAIN, EVENT_EXIT, 5 << 8, 0);
    assert_string_equal(log_so_far(), "100   exit(5)                           = ?\n"
                                      "101   getpid()                          = 100\n"
                                      "100   +++ exited with 5 +++\n");
}

static void an_exec_by_a_thread_goes_on_as_the_leaders(void **state)
{
    const struct event_exec exec = {
        .header = {.size_bytes = sizeof exec, .kind = EVENT_EXEC, .tid = MAIN, .tgid = MAIN},
        .former_tid = THREAD,
    };

    (void)state;
    begin();
    fixture_string(&fx, PTR(2), "/bin/true");
    fixture_call(&fx, ABI_NATIVE, "execve", PTR(2), 0, 0);
    fixture_enter(&fx);
    tell(THREAD, EVENT_SYSCALL_ENTER);
    plain(THREAD, EVENT_EXIT, 0, EVENT_SUPERSEDED);
    lines_take(&lines, &exec.header);
    fixture_call(&fx, ABI_NATIVE, "execve", PTR(2), 0, 0);
    fixture_run(&fx, 0);
    tell(MAIN, EVENT_SYSCALL);
    assert_string_equal(log_so_far(), "101   execve(\"/bin/true\", NULL, NULL <unfinished ...>\n"
                                      "100   +++ superseded by execve in pid 101 +++\n"
                                      "100   <... execve resumed>)             = 0\n");
}

static void who_is_let_go_in_a_call_is_detached_in_it(void **state)
{
    (void)state;
    begin();
    begin_read(THREAD);
    begin_read(MAIN);
    plain(MAIN, EVENT_DETACH, 0, 0);
    plain(THREAD, EVENT_DETACH, 0, 0);
    assert_string_equal(log_so_far(), "101   read(3,  <unfinished ...>\n"
                                      "100   read(3,  <detached ...>\n");
}

static void leaving_lets_go_of_everybody(void **state)
{
    (void)state;
    begin();
    begin_read(MAIN);
    lines_leave(&lines);
    assert_string_equal(log_so_far(), "100   read(3,  <detached ...>\n");
    assert_int_equal(lines.speakers.count, 0);
}

static void where_the_status_counts_a_line_is_written_at_its_end(void **state)
{
    (void)state;
    options.statuses = BATCH_SUCCESSFUL | BATCH_DETACHED;
    begin();
    begin_read(MAIN);
    lines_show_open(&lines);
    call_getpid(THREAD);
    end_read(MAIN);
    fixture_call(&fx, ABI_NATIVE, "getppid");
    fixture_run(&fx, -ENOSYS);
    tell(MAIN, EVENT_SYSCALL);
    begin_read(MAIN);
    plain(MAIN, EVENT_DETACH, 0, 0);
    assert_string_equal(log_so_far(), "101   getpid()                          = 100\n"
                                      "100   read(3, \"abc\", 10)                = 3\n"
                                      "100   read(3,  <detached ...>\n");
}

static void another_width_is_said_once(void **state)
{
    (void)state;
    begin();
    for (int i = 0; i < 2; i++) {
        fixture_call(&fx, ABI_COMPAT, "getpid");
        fixture_run(&fx, MAIN);
        tell(MAIN, EVENT_SYSCALL);
    }
    call_getpid(MAIN);
    assert_string_equal(log_so_far(), "100   [ Process PID=100 runs in 32 bit mode. ]\n"
                                      "100   getpid()                          = 100\n"
                                      "100   getpid()                          = 100\n"
                                      "100   [ Process PID=100 runs in 64 bit mode. ]\n"
                                      "100   getpid()                          = 100\n");
}

static void nothing_is_known_of_calls_whose_ends_may_be_lost(void **state)
{
    const struct event_lost lost = {
        .header = {.size_bytes = sizeof lost, .kind = EVENT_LOST}, .count = 7};

    (void)state;
    begin();
    begin_read(MAIN);
    lines_take(&lines, &lost.header);
    end_read(MAIN);
    assert_string_equal(log_so_far(), "100   read(3,  <unfinished ...>\n"
                                      "100   read(3, \"abc\", 10)                = 3\n");
}

static void a_duration_stands_at_the_end_of_what_returned(void **state)
{
    (void)state;
    options.shows_duration = true;
    options.duration_precision = BATCH_MICROSECONDS;
    begin();
    fixture_call(&fx, ABI_NATIVE, "getpid");
    fixture_run(&fx, MAIN);
    fixture_event(&fx)->duration_ns = 12345;
    tell(MAIN, EVENT_SYSCALL);
    fixture_call(&fx, ABI_NATIVE, "exit_group", 0);
    fixture_enter(&fx);
    fixture_event(&fx)->header.flags = EVENT_NO_RETURN;
    tell(MAIN, EVENT_SYSCALL);
    assert_string_equal(log_so_far(), "100   getpid()                          = 100 <0.000012>\n"
                                      "100   exit_group(0)                     = ?\n");
}

/* Text as long as a tracee likes: the line is whole, or cut, and nothing else is touched. */
static void a_long_text_passes_through(void **state)
{
    static char text[16384];
    static char wanted[3 * sizeof text];

    (void)state;
    memset(text, '\1', sizeof text);
    options.format.string_limit_bytes = sizeof text;
    fx.limits.buffer_bytes = sizeof text;
    begin();
    fixture_memory(&fx, PTR(9), text, sizeof text);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(9), sizeof text);
    fixture_run(&fx, sizeof text);
    tell(MAIN, EVENT_SYSCALL);
    outputs_flush(&outputs);
    ssize_t length = pread(fd, wanted, sizeof wanted - 1, 0);
    assert_int_equal(length, strlen("100   write(1, \"\", 16384) = 16384\n") + 2 * sizeof text);
    assert_int_equal(wanted[length - 1], '\n');
}

int main(void)
{
#define LINES_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        LINES_TEST(a_call_that_nobody_interrupts_is_one_line),
        LINES_TEST(a_call_is_unfinished_where_another_one_speaks_and_resumed_at_its_end),
        LINES_TEST(two_can_be_unfinished_at_once),
        LINES_TEST(a_beginning_is_written_before_a_sleep_and_goes_on_in_its_line),
        LINES_TEST(what_was_shown_can_be_cut_too),
        LINES_TEST(a_call_that_never_returns_has_no_value),
        LINES_TEST(exit_ends_its_line_at_once),
        LINES_TEST(an_exec_by_a_thread_goes_on_as_the_leaders),
        LINES_TEST(who_is_let_go_in_a_call_is_detached_in_it),
        LINES_TEST(leaving_lets_go_of_everybody),
        LINES_TEST(where_the_status_counts_a_line_is_written_at_its_end),
        LINES_TEST(another_width_is_said_once),
        LINES_TEST(nothing_is_known_of_calls_whose_ends_may_be_lost),
        LINES_TEST(a_duration_stands_at_the_end_of_what_returned),
        LINES_TEST(a_long_text_passes_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
