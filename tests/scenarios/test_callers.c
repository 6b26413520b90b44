/*
 * Who called: the stacks of calls that are made from functions known by name.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ptop/callers.h>
#include <ptop/syscall.h>

#include "support/scenario.h"

#define I386_GETPPID 64

/* ---- what a stack says ----------------------------------------------------------------- */

static bool slice_is(const char *bytes, size_t length, const char *wanted)
{
    return length == strlen(wanted) && memcmp(bytes, wanted, length) == 0;
}

/* The stack, on stderr, and the end of the test. */
static void fail_with_stack(const struct event_syscall *call, const char *wanted)
{
    for (size_t i = 0; i < callers_count(call); i++)
        fprintf(stderr, " > %s\n", callers_frame(call, session_names(live), i));
    fail_msg("not found in its place: %s", wanted);
}

/* The first frame that is not the C library's; how many there are if none. */
static size_t own_frame(const struct event_syscall *call)
{
    struct caller own;
    size_t at = 0;

    if (!callers_find_own(call, session_names(live), &own))
        return callers_count(call);
    while (at < callers_count(call)) {
        struct caller caller = callers_split(callers_frame(call, session_names(live), at));
        if (caller.module == own.module)
            break;
        at++;
    }
    return at;
}

/* From the caller outwards: these functions of that file. */
static void assert_called_from(const struct event_syscall *call, const char *module,
                               const char *const *functions)
{
    size_t at = own_frame(call);

    for (; *functions != NULL; functions++, at++) {
        const char *frame = callers_frame(call, session_names(live), at);
        struct caller caller = callers_split(frame != NULL ? frame : "");
        if (!slice_is(caller.function, caller.function_bytes, *functions) ||
            !slice_is(caller.module, caller.module_bytes, module))
            fail_with_stack(call, *functions);
    }
}

#define FUNCTIONS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* ---- running the programs --------------------------------------------------------------- */

static void run(const char *program, const char *first, const char *second)
{
    char *argv[] = {(char *)program, (char *)first, (char *)second, NULL};
    int status;

    live_captures_callers = true;
    live_launch(argv);
    live_await_end();
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 0);
}

static const struct event_syscall *nth_call(int number, size_t n)
{
    for (size_t i = 0; i < live_count(); i++) {
        const struct event *event = live_event(i);
        if (event->kind == EVENT_SYSCALL && event->number == number && n-- == 0)
            return (const struct event_syscall *)event;
    }
    fail_msg("there is no such call: %d", number);
    return NULL;
}

/* ---- one program, called in different ways -------------------------------------------- */

static void a_call_knows_the_functions_it_came_through(void **state)
{
    (void)state;
    run(victim_program("callers"), "plain", NULL);
    assert_called_from(nth_call(SYS_getppid, 0), "callers",
                       FUNCTIONS("inner", "middle", "outer", "main"));
}

static void without_the_option_nothing_is_captured(void **state)
{
    char *argv[] = {(char *)victim_program("callers"), "plain", NULL};

    (void)state;
    live_launch(argv);
    live_await_end();
    assert_int_equal(callers_count(nth_call(SYS_getppid, 0)), 0);
    assert_int_equal(live_count_of(EVENT_FD_PATH, ANY_NUMBER, 0, 0), 0);
}

static void a_thread_has_a_stack_of_its_own(void **state)
{
    (void)state;
    run(victim_program("callers"), "thread", NULL);
    assert_called_from(nth_call(SYS_getppid, 0), "callers",
                       FUNCTIONS("inner", "middle", "outer", "thread_main"));
}

static void a_child_is_another_process_with_the_same_functions(void **state)
{
    (void)state;
    run(victim_program("callers"), "child", NULL);
    assert_called_from(nth_call(SYS_getppid, 0), "callers",
                       FUNCTIONS("inner", "middle", "outer", "main"));
}

static void a_handler_is_seen_through_to_what_it_interrupted(void **state)
{
    const struct event_syscall *call;
    bool is_complete = false;

    (void)state;
    run(victim_program("callers"), "handler", NULL);
    call = nth_call(SYS_getppid, 0);
    assert_called_from(call, "callers", FUNCTIONS("inner", "middle", "outer", "on_signal"));
    for (size_t i = own_frame(call) + 4; i < callers_count(call); i++) {
        struct caller caller = callers_split(callers_frame(call, session_names(live), i));
        is_complete = is_complete || slice_is(caller.function, caller.function_bytes, "main");
    }
    if (!is_complete)
        fail_with_stack(call, "main");
}

/* Where the call returns to is another function's, if anyone's. */
static void what_calls_at_its_very_end_is_named_by_the_call(void **state)
{
    (void)state;
    run(victim_program("callers"), "last", NULL);
    assert_called_from(nth_call(SYS_getppid, 0), "callers",
                       FUNCTIONS("inner", "middle", "outer", "leave", "call_at_the_end", "main"));
}

static void after_an_exec_the_names_are_the_new_programs(void **state)
{
    (void)state;
    run(victim_program("callers"), "again", victim_program("callers_static"));
    assert_called_from(nth_call(SYS_getppid, 0), "callers",
                       FUNCTIONS("inner", "middle", "outer", "main"));
    assert_called_from(nth_call(SYS_getppid, 1), "callers_static", FUNCTIONS("syscall", "inner"));
}

/* ---- programs of other kinds ------------------------------------------------------------ */

static void a_static_program_has_all_in_one_file(void **state)
{
    (void)state;
    run(victim_program("callers_static"), "plain", NULL);
    assert_called_from(nth_call(SYS_getppid, 0), "callers_static",
                       FUNCTIONS("syscall", "inner", "middle", "outer", "main"));
}

static void a_stripped_program_has_frames_without_names(void **state)
{
    (void)state;
    run(victim_program("callers_stripped"), "plain", NULL);
    assert_called_from(nth_call(SYS_getppid, 0), "callers_stripped", FUNCTIONS("", "", "", ""));
}

static void a_32_bit_program_is_unwound_by_its_own_registers(void **state)
{
    (void)state;
    run(victim_program("callers_i386"), NULL, NULL);
    assert_called_from(nth_call(I386_GETPPID, 0), "callers_i386",
                       FUNCTIONS("inner", "outer", "_start"));
    assert_int_equal(callers_count(nth_call(I386_GETPPID, 0)), 3);
}

static void copy_program(const char *from, const char *to)
{
    struct stat stat;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700);

    assert_true(in >= 0 && out >= 0 && fstat(in, &stat) == 0);
    assert_int_equal(sendfile(out, in, NULL, (size_t)stat.st_size), stat.st_size);
    close(in);
    close(out);
}

static void a_program_whose_file_is_deleted_keeps_its_names(void **state)
{
    char path[PATH_MAX];

    (void)state;
    snprintf(path, sizeof(path), "%s-unnamed", victim_program("callers"));
    copy_program(victim_program("callers"), path);
    run(path, "unnamed", NULL);
    assert_int_equal(access(path, F_OK), -1);
    assert_called_from(nth_call(SYS_getppid, 0), "callers-unnamed",
                       FUNCTIONS("inner", "middle", "outer", "call_without_a_name", "main"));
}

/* ---- code that comes and goes ----------------------------------------------------------- */

static void what_is_loaded_in_the_place_of_another_has_its_own_names(void **state)
{
    char first[PATH_MAX], second[PATH_MAX];

    (void)state;
    snprintf(first, sizeof(first), "%s", victim_program("callers_first_plugin.so"));
    snprintf(second, sizeof(second), "%s", victim_program("callers_second_plugin.so"));
    run(victim_program("callers_dlopen"), first, second);
    assert_called_from(nth_call(SYS_getppid, 0), "callers_first_plugin.so",
                       FUNCTIONS("first_inner", "plugin_main"));
    assert_called_from(nth_call(SYS_getppid, 1), "callers_second_plugin.so",
                       FUNCTIONS("second_inner", "plugin_main"));
}

/* Nothing but getppid is traced: what maps the plugins must stop all the same. */
static void stacks_are_right_where_few_calls_are_traced(void **state)
{
    const struct batch *batch =
        batch_run("-k", "-f", "-e", "getppid", "--seccomp-bpf", victim_program("callers_dlopen"),
                  victim_program("callers_first_plugin.so"),
                  victim_program("callers_second_plugin.so"));
    size_t first = batch_find(batch, BATCH_CALL, 0, "getppid(", 0);
    size_t second = batch_find(batch, BATCH_CALL, 0, "getppid(", first + 1);

    (void)state;
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, ""), 2);
    assert_true(second + 2 < batch->line_count);
    assert_non_null(strstr(batch->lines[first + 2].text, "(first_inner+0x"));
    assert_non_null(strstr(batch->lines[second + 2].text, "(second_inner+0x"));
}

static void code_of_no_file_is_an_address(void **state)
{
    const struct event_syscall *call;

    (void)state;
    run(victim_program("callers"), "page", NULL);
    call = nth_call(SYS_getppid, 0);
    assert_int_equal(strncmp(callers_frame(call, session_names(live), 0), "?() [0x7", 8), 0);
    assert_string_equal(strchr(callers_frame(call, session_names(live), 0), '\0') - 4, "00b]");
}

/* ---- what a stack costs ------------------------------------------------------------------ */

static void a_frame_is_named_once(void **state)
{
    const struct names *names;
    size_t announced;

    (void)state;
    run(victim_program("callers"), "child", NULL);
    names = session_names(live);
    announced = live_count_of(EVENT_FD_PATH, ANY_NUMBER, 0, 0);
    for (uint32_t id = 1; id <= announced; id++)
        for (uint32_t other = id + 1; other <= announced; other++)
            assert_string_not_equal(names_find(names, id), names_find(names, other));
    assert_true(announced > 10);
}

static void the_launch_itself_is_nobodys_call(void **state)
{
    (void)state;
    run(victim_program("callers"), "plain", NULL);
    assert_int_equal(callers_count(nth_call(SYS_execve, 0)), 0);
}

/* ---- attached in the middle of a call ---------------------------------------------------- */

static void a_call_that_was_under_way_at_the_attach_knows_its_callers_too(void **state)
{
    struct victim *victim = victim_start("blocked", "read_pipe", NULL);
    const struct event_syscall *call;
    struct caller own;

    (void)state;
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read)));
    live_captures_callers = true;
    live_attach(victim->pid);
    live_pause(victim->pid); /* so that the attach's own stop is behind us */
    live_resume(victim->pid);
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read)));
    kill(victim->pid, SIGUSR1);
    live_await_end();
    call = nth_call(SYS_read, 0);
    assert_true(callers_find_own(call, session_names(live), &own));
    assert_true(slice_is(own.module, own.module_bytes, "blocked"));
}

/* ---- as lines ------------------------------------------------------------------------------ */

static void batch_prints_the_frames_below_their_call(void **state)
{
    const struct batch *batch = batch_run("-k", victim_program("callers"), "plain");
    size_t call = batch_find(batch, BATCH_CALL, 0, "getppid(", 0);

    (void)state;
    assert_true(call + 4 < batch->line_count);
    assert_non_null(strstr(batch->lines[call + 1].text, "libc"));
    assert_non_null(strstr(batch->lines[call + 2].text, "/callers(inner+0x"));
    assert_non_null(strstr(batch->lines[call + 2].text, ") [0x"));
    assert_int_equal(strncmp(batch->lines[call + 2].text, " > /", 4), 0);
    assert_non_null(strstr(batch->lines[call + 3].text, "/callers(middle+0x"));
}

static void the_frames_of_a_call_that_never_returns_are_below_the_end(void **state)
{
    const struct batch *batch = batch_run("-k", "-e", "trace=exit_group", "cat", "/dev/null");
    size_t call = batch_find(batch, BATCH_CALL, 0, "exit_group(", 0);

    (void)state;
    assert_true(call + 2 < batch->line_count);
    assert_int_equal(batch->lines[call + 1].kind, BATCH_END);
    assert_int_equal(strncmp(batch->lines[call + 2].text, " > /", 4), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a_call_knows_the_functions_it_came_through),
        SCENARIO(without_the_option_nothing_is_captured),
        SCENARIO(a_thread_has_a_stack_of_its_own),
        SCENARIO(a_child_is_another_process_with_the_same_functions),
        SCENARIO(a_handler_is_seen_through_to_what_it_interrupted),
        SCENARIO(what_calls_at_its_very_end_is_named_by_the_call),
        SCENARIO(after_an_exec_the_names_are_the_new_programs),
        SCENARIO(a_static_program_has_all_in_one_file),
        SCENARIO(a_stripped_program_has_frames_without_names),
        SCENARIO(a_32_bit_program_is_unwound_by_its_own_registers),
        SCENARIO(a_program_whose_file_is_deleted_keeps_its_names),
        SCENARIO(what_is_loaded_in_the_place_of_another_has_its_own_names),
        SCENARIO(stacks_are_right_where_few_calls_are_traced),
        SCENARIO(code_of_no_file_is_an_address),
        SCENARIO(a_frame_is_named_once),
        SCENARIO(the_launch_itself_is_nobodys_call),
        SCENARIO(a_call_that_was_under_way_at_the_attach_knows_its_callers_too),
        SCENARIO(batch_prints_the_frames_below_their_call),
        SCENARIO(the_frames_of_a_call_that_never_returns_are_below_the_end),
    };

    return cmocka_run_group_tests_name("callers", tests, NULL, NULL);
}
