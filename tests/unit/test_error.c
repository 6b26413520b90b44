#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/error.h>
#include <ptop/thread.h>

static void an_error_says_what_and_returns_its_code(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(error_set(&error, -ESRCH, "no process %d", 42), -ESRCH);
    assert_string_equal(error.message, "no process 42");
    assert_int_equal(error.offset, -1);
}

static void a_mistake_in_typed_text_has_an_offset(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(error_at(&error, 7, "no field '%s'", "pth"), -EINVAL);
    assert_string_equal(error.message, "no field 'pth'");
    assert_int_equal(error.offset, 7);
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, -EPERM, "unheard"), -EPERM);
    assert_int_equal(error_at(NULL, 0, "unheard"), -EINVAL);
}

static void a_long_message_is_cut(void **state)
{
    char name[2 * ERROR_MESSAGE_BYTES];
    struct error error;

    (void)state;
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    error_set(&error, -ENOENT, "%s", name);
    assert_int_equal(strlen(error.message), ERROR_MESSAGE_BYTES - 1);
}

/* Run thread_role_check(asked) on a thread that said it is role; returns the wait status. */
static int check_in_child(enum thread_role role, enum thread_role asked)
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit no_core = {0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        if (!freopen("/dev/null", "w", stderr))
            _exit(2);
        thread_role_set(role);
        thread_role_check(asked);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void a_thread_passes_the_check_of_its_role(void **state)
{
    (void)state;
    assert_int_equal(check_in_child(THREAD_ROLE_UI, THREAD_ROLE_UI), 0);
    assert_int_equal(check_in_child(THREAD_ROLE_TRACER, THREAD_ROLE_TRACER), 0);
    assert_int_equal(check_in_child(THREAD_ROLE_NONE, THREAD_ROLE_UI), 0);
}

static void a_thread_of_another_role_dies_in_a_debug_build(void **state)
{
    int status = check_in_child(THREAD_ROLE_UI, THREAD_ROLE_TRACER);

    (void)state;
#ifdef NDEBUG
    assert_int_equal(status, 0);
#else
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_what_and_returns_its_code),
        cmocka_unit_test(a_mistake_in_typed_text_has_an_offset),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(a_long_message_is_cut),
        cmocka_unit_test(a_thread_passes_the_check_of_its_role),
        cmocka_unit_test(a_thread_of_another_role_dies_in_a_debug_build),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
