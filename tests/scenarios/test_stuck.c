/* Why a thread is stuck: for each kind of wait, who could end it is found and named. */
#include "support/scenario.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <ptop/stuck.h>

#include "support/deadline.h"

static char answer[STUCK_ANSWER_BYTES];

static void explain(const struct stuck_question *question)
{
    struct text text;

    text_init(&text, answer, NULL, sizeof(answer));
    stuck_explain(question, &text);
}

enum holder { HOLDER_NONE, HOLDER_CHILD, HOLDER_THREAD };

/* What the answer has to say; %d is the holder. */
static const struct {
    const char *mode;
    enum holder holder;
    const char *says[4];
} waits[] = {
    {"pipe", HOLDER_CHILD, {"in read", "read(", "pipe:[", "writer    %d keeper, by fd "}},
    {"own-pipe", HOLDER_NONE, {"writer    itself, by fd "}},
    {"full-pipe", HOLDER_CHILD, {"for room", "reader    %d keeper, by fd ", ": sleeps in pause"}},
    {"unix", HOLDER_CHILD, {"a Unix socket", "peer      %d keeper, by fd "}},
    {"tcp", HOLDER_CHILD, {"TCP 127.0.0.1:", ", established", "peer      %d keeper, by fd "}},
    {"tcp-both", HOLDER_CHILD, {"TCP 127.0.0.1:", "peer      %d keeper, by fd "}},
    {"backlog", HOLDER_CHILD, {"has not accepted", "listener  %d keeper, by fd "}},
    {"connect", HOLDER_CHILD, {"in connect", "nobody has answered", "listener  %d keeper, by fd "}},
    {"udp", HOLDER_CHILD, {"UDP 127.0.0.1:", ", connected\n", "peer      %d keeper, by fd "}},
    {"accept", HOLDER_NONE, {"for a connection", ", listening"}},
    {"mutex",
     HOLDER_THREAD,
     {"the futex at 0x", " in /", "owner     %d keeper (of the mutex): sleeps"}},
    {"pi-mutex", HOLDER_THREAD, {"owner     %d keeper (of the PI futex): sleeps in pause"}},
    {"join", HOLDER_THREAD, {"thread    %d keeper (it has to end): sleeps in pause"}},
    {"poll", HOLDER_CHILD, {"for POLLIN\n", "writer    %d keeper", "for POLLIN|POLLPRI", "of 50s"}},
    {"select", HOLDER_CHILD, {"for input", "writer    %d keeper", "never by itself"}},
    {"epoll", HOLDER_CHILD, {"for EPOLLIN", "peer      %d keeper, by fd ", "never by itself"}},
    {"wait", HOLDER_CHILD, {"any child to end", "child     %d keeper: sleeps in pause"}},
    {"sleep", HOLDER_NONE, {"time to pass", "in 4", " of 50s"}},
    {"nap", HOLDER_NONE, {"no descriptor: it sleeps"}},
    {"long-sleep", HOLDER_NONE, {"by itself 106751d after it began"}},
    {"sigwait", HOLDER_NONE, {"one of SIGUSR1, SIGTERM", "never by itself"}},
    {"signalfd", HOLDER_NONE, {"anon_inode:[signalfd]", "one of SIGUSR1, SIGTERM"}},
    {"eventfd", HOLDER_NONE, {"anon_inode:[eventfd]", "someone has to write to it"}},
    {"timerfd", HOLDER_NONE, {"anon_inode:[timerfd]", "the timer expires in 4"}},
    {"fifo", HOLDER_NONE, {"a FIFO opens when someone opens its other end"}},
    {"flock", HOLDER_CHILD, {"the lock on /", "holder    %d keeper, exclusive: sleeps in pause"}},
    {"fcntl", HOLDER_CHILD, {"the lock on /", "holder    %d keeper, exclusive: sleeps in pause"}},
};
#define WAIT_COUNT (sizeof(waits) / sizeof(waits[0]))

/* A victim, and what is wanted of the answer about it. */
struct expectation {
    size_t wait;
    pid_t pid;
    const struct event_syscall *hint;
    nanoseconds since_ns;
};

static pid_t holder_of(const struct expectation *expected)
{
    switch (waits[expected->wait].holder) {
    case HOLDER_CHILD:
        return process_first_child(expected->pid);
    case HOLDER_THREAD:
        return process_find_thread(expected->pid, "keeper");
    case HOLDER_NONE:
        break;
    }
    return 0;
}

static bool is_explained(void *context)
{
    const struct expectation *expected = context;

    explain(&(struct stuck_question){
        .tid = expected->pid, .call = expected->hint, .since_ns = expected->since_ns});
    for (int i = 0; i < 4 && waits[expected->wait].says[i]; i++) {
        char wanted[128];
        snprintf(wanted, sizeof(wanted), waits[expected->wait].says[i], holder_of(expected));
        if (!strstr(answer, wanted))
            return false;
    }
    return true;
}

static void each_kind_of_wait_names_who_could_end_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < WAIT_COUNT; i++) {
        char *argv[] = {PTOP_TRACEES "/stuck", (char *)waits[i].mode, NULL};
        struct expectation expected = {.wait = i};
        bool needs_age = strcmp(waits[i].mode, "poll") == 0 || strcmp(waits[i].mode, "sleep") == 0;
        if (needs_age) /* only a hint has it: the next test */
            continue;
        expected.pid = process_start(argv);
        if (!wait_until(is_explained, &expected, PATIENCE_MS)) {
            process_end(expected.pid);
            fail_msg("%s: the answer is\n%s", waits[i].mode, answer);
        }
        process_end(expected.pid);
    }
}

/* ---- traced: the hint tells how long ----------------------------------------------- */

static const struct tree_thread *thread_in_call(pid_t pid, const char *name)
{
    const struct command report = {.kind = COMMAND_REPORT};
    int number = -1;

    syscall_find_name(ABI_NATIVE, name, &number);
    for (deadline_ms deadline = deadline_in(PATIENCE_MS); deadline_left(deadline);) {
        session_send(live, &report);
        live_drain(50);
        const struct tree_thread *thread = tree_find_thread(session_tree(live), pid);
        if (thread && thread->call && thread->call->header.number == number)
            return thread;
    }
    live_explain();
    fail_msg("the tracee does not get into %s", name);
    return NULL;
}

static void expect_traced_wait(const char *mode, const char *call)
{
    char *argv[] = {PTOP_TRACEES "/stuck", (char *)mode, NULL};
    struct expectation expected = {0};

    while (strcmp(waits[expected.wait].mode, mode) != 0)
        expected.wait++;
    live_launch(argv);
    expected.pid = session_launched_pid(live);
    const struct tree_thread *thread = thread_in_call(expected.pid, call);
    expected.hint = thread->call;
    expected.since_ns = thread->call_since_ns;
    if (!wait_until(is_explained, &expected, PATIENCE_MS))
        fail_msg("%s: the answer is\n%s", mode, answer);
    assert_non_null(strstr(answer, " for ")); /* how long */
    live_end();
}

static void of_a_traced_wait_it_says_how_long_it_has_been_and_when_it_ends(void **state)
{
    (void)state;
    expect_traced_wait("sleep", "nanosleep");
    expect_traced_wait("poll", "poll");
}

/* ---- odd questions -------------------------------------------------------------------- */

static void a_thread_that_is_gone_is_said_to_be_gone(void **state)
{
    pid_t pid = process_start((char *[]){PTOP_TRACEES "/stuck", "none", NULL});

    (void)state;
    process_end(pid);
    explain(&(struct stuck_question){.tid = pid});
    assert_non_null(strstr(answer, "has ended"));
}

static void a_hint_of_another_call_is_not_believed(void **state)
{
    struct event_syscall hint = {.header = {.size_bytes = sizeof(hint),
                                            .kind = EVENT_SYSCALL_ENTER,
                                            .number = 3 /* close */}};
    struct expectation expected = {.hint = &hint, .since_ns = 1};

    (void)state;
    expected.pid = process_start((char *[]){PTOP_TRACEES "/stuck", "pipe", NULL});
    bool is_right = wait_until(is_explained, &expected, PATIENCE_MS);
    process_end(expected.pid);
    assert_true(is_right);
    assert_null(strstr(answer, "close"));
    assert_null(strstr(answer, "in read for"));
}

static void who_only_reads_a_pipe_is_not_taken_for_a_writer(void **state)
{
    struct expectation expected = {0};

    (void)state;
    expected.pid = process_start((char *[]){PTOP_TRACEES "/stuck", "pipe", NULL});
    bool is_right = wait_until(is_explained, &expected, PATIENCE_MS);
    process_end(expected.pid);
    assert_true(is_right);
    assert_null(strstr(answer, "itself"));
}

static void a_thread_that_is_held_is_said_to_be_held(void **state)
{
    pid_t pid = process_start((char *[]){PTOP_TRACEES "/stuck", "sleep", NULL});

    (void)state;
    explain(&(struct stuck_question){.tid = pid, .is_paused = true});
    assert_non_null(strstr(answer, "held by ptop"));
    explain(&(struct stuck_question){.tid = pid, .stop_signal = SIGTSTP});
    assert_non_null(strstr(answer, "stopped by SIGTSTP"));
    process_end(pid);
}

/* ---- the thread that looks ------------------------------------------------------------ */

static void the_answer_comes_through_a_descriptor_with_its_roles(void **state)
{
    uint8_t roles[STUCK_ANSWER_BYTES];
    struct stuck *stuck = stuck_new();
    struct text text;
    pid_t pid = process_start((char *[]){PTOP_TRACEES "/stuck", "sleep", NULL});

    (void)state;
    assert_non_null(stuck);
    text_init(&text, answer, roles, sizeof(answer));
    assert_int_equal(stuck_take(stuck, &text), 0);
    stuck_ask(stuck, &(struct stuck_question){.tid = pid});
    struct pollfd ready = {.fd = stuck_fd(stuck), .events = POLLIN};
    assert_int_equal(poll(&ready, 1, PATIENCE_MS), 1);
    assert_int_equal(stuck_take(stuck, &text), pid);
    assert_int_equal(roles[0], TEXT_NUMBER);
    assert_int_equal(stuck_take(stuck, &text), 0);
    assert_int_equal(poll(&ready, 1, 0), 0);
    process_end(pid);
    stuck_free(stuck);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(each_kind_of_wait_names_who_could_end_it),
        SCENARIO(of_a_traced_wait_it_says_how_long_it_has_been_and_when_it_ends),
        SCENARIO(a_thread_that_is_gone_is_said_to_be_gone),
        SCENARIO(a_hint_of_another_call_is_not_believed),
        SCENARIO(who_only_reads_a_pipe_is_not_taken_for_a_writer),
        SCENARIO(a_thread_that_is_held_is_said_to_be_held),
        SCENARIO(the_answer_comes_through_a_descriptor_with_its_roles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
