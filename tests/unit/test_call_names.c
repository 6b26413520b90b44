/* Tables that name calls: each name is that of a call that some kernel has. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/syscall.h>

static const char *const lists[] = {
#define MEANING(number, calls, classes, sentence) calls,
#include "core/tables/errno_meanings.def"
#define WAITS(calls, function, first) calls,
#include "core/inspect/stuck_waits.def"
};

static void every_call_that_a_table_names_exists(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        char names[512];
        int number;
        assert_in_range(strlen(lists[i]), 0, sizeof(names) - 1);
        strcpy(names, lists[i]);
        for (char *rest, *name = strtok_r(names, " ", &rest); name;
             name = strtok_r(NULL, " ", &rest))
            if (!syscall_find_name(ABI_NATIVE, name, &number) &&
                !syscall_find_name(ABI_COMPAT, name, &number))
                fail_msg("there is no call %s", name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_call_that_a_table_names_exists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
