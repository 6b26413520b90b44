#include <errno.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/trace_set.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A set, calls that are in it and calls that are not: "name" of x86-64, "name32" of i386, with
 * blanks between them.  "?" is a number that no kernel has. */
static const struct {
    const char *set, *in, *out;
} rows[] = {
    {"open", "open open32", "openat read ?"},
    {"open,close", "open close close32", "openat ?"},
    {"!futex", "open futex_wait futex_waitv ?", "futex futex32"},
    {"!open,close", "read ?", "open close32"},
    {"%file", "open openat32 stat", "read"},
    {"%%stat", "stat lstat fstat statx", "open statfs"},
    {"%net", "socket", "read"},
    {"%network", "socket", "read"},
    {"file,network", "open socket", "read"},
    {"all", "open read32 ?", ""},
    {"none", "", "open read32 ?"},
    {"!all", "", "open read32 ?"},
    {"!none", "open read32 ?", ""},
    {"stat64", "stat6432", "stat"}, /* of i386 alone */
    {"?no_such_call", "", "open ?"},
    {"?no_such_call,read", "read", "open"},
    {"!?no_such_call", "open ?", ""},
    {"?open", "open", "read"},
    {"/^open", "open openat open_by_handle_at open32", "mq_open"},
    {"/stat$,read", "stat fstat read", "statx"},
    {"/^(stat|read)v?$", "stat read readv", "statx"},
    {"0", "read", "read32 open"}, /* restart_syscall of i386 */
    {"3", "close read32", "read"},
    {"3@64", "close", "read32"},
    {"open@32", "open32", "open"},
    {"open@64,close@32", "open close32", "open32 close"},
    {"%file@32", "open32", "open"},
    {"all@64", "open", "open32 ?"},
    {"/open@32", "open32 openat32", "open"},
    {"open@x32", "", "open open32"},
    {"?read@32", "read32", "read"},
    {",,close,", "close", "open"},
    {"open,all", "read32 ?", ""},
};

static bool is_in(const struct syscall_set *set, const char *name)
{
    char base[64];
    size_t length = strlen(name);
    enum abi abi = ABI_NATIVE;
    int number = 5000;

    if (strcmp(name, "?") != 0) {
        snprintf(base, sizeof(base), "%s", name);
        if (length > 2 && strcmp(name + length - 2, "32") == 0) {
            abi = ABI_COMPAT;
            base[length - 2] = '\0';
        }
        assert_non_null(syscall_find_name(abi, base, &number));
    }
    return syscall_set_has(set, abi, number);
}

static void assert_each(const struct syscall_set *set, const char *names, bool is_wanted,
                        const char *text)
{
    char copy[256], *rest = copy;

    snprintf(copy, sizeof(copy), "%s", names);
    for (char *name = strsep(&rest, " "); name; name = strsep(&rest, " "))
        if (*name && is_in(set, name) != is_wanted)
            fail_msg("%s: %s", text, name);
}

static void a_set_has_the_calls_that_its_values_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct error error = {.offset = -1};
        struct syscall_set set;

        if (trace_set_parse(rows[i].set, &set, &error) != 0)
            fail_msg("%s: %s", rows[i].set, error.message);
        assert_each(&set, rows[i].in, true, rows[i].set);
        assert_each(&set, rows[i].out, false, rows[i].set);
    }
}

/* Where a set is wrong, and how the message begins. */
static const struct {
    const char *set;
    int offset;
    const char *message;
} mistakes[] = {
    {"", 0, "invalid system call ''"},
    {"!", 1, "invalid system call '!'"},
    {"opne", 0, "invalid system call 'opne'"},
    {"open,opne", 5, "invalid system call 'opne'"},
    {"!read,opne", 6, "invalid system call 'opne'"},
    {"%fiel", 0, "invalid system call '%fiel'"},
    {"%", 0, "invalid system call '%'"},
    {"failed", 0, "invalid system call 'failed'"},
    {"open close", 0, "invalid system call 'open close'"},
    {"creds", 0, "invalid system call 'creds'"}, /* some are known without their %, not this */
    {"net", 0, "invalid system call 'net'"},
    {"open,!close", 5, "invalid system call '!close'"},
    {"none,close", 0, "invalid system call 'none'"},
    {"close,none", 6, "invalid system call 'none'"},
    {"99999", 0, "invalid system call '99999'"},
    {"-1", 0, "invalid system call '-1'"},
    {"18446744073709551616", 0, "invalid system call '18446744073709551616'"},
    {"stat64@64", 0, "invalid system call 'stat64@64'"},
    {"/no_such@32", 0, "invalid system call '/no_such@32'"},
    {"open@33", 0, "incorrect personality designator '33' in qualification 'open@33'"},
    {"?no_such@33", 0, "incorrect personality designator '33' in qualification 'no_such@33'"},
    {"read,/a[", 5, "regcomp: a[: "},
};

static void what_is_no_set_is_refused_at_its_offset(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        struct error error = {.offset = -1};
        struct syscall_set set;

        bool is_personality = strstr(mistakes[i].message, "personality") != NULL;

        if (trace_set_parse(mistakes[i].set, &set, &error) != (is_personality ? -EDOM : -EINVAL))
            fail_msg("%s is taken", mistakes[i].set);
        if (strncmp(error.message, mistakes[i].message, strlen(mistakes[i].message)) != 0)
            fail_msg("%s: %s", mistakes[i].set, error.message);
        assert_int_equal(error.offset, mistakes[i].offset);
    }
}

static void a_name_that_is_too_long_is_refused(void **state)
{
    char name[400];
    struct syscall_set set;
    struct error error;

    (void)state;
    memset(name, 'a', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    assert_int_equal(trace_set_parse(name, &set, &error), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_has_the_calls_that_its_values_name),
        cmocka_unit_test(what_is_no_set_is_refused_at_its_offset),
        cmocka_unit_test(a_name_that_is_too_long_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
