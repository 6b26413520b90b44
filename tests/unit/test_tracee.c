/* The table of tracees against a plain array. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/tracee/tracee.h"

#define TIDS 5000

static int setup(void **state)
{
    static struct tracee_table table;

    *state = &table;
    return tracee_table_init(&table);
}

static int teardown(void **state)
{
    tracee_table_done(*state);
    return 0;
}

static void what_was_added_is_found_and_what_was_forgotten_is_not(void **state)
{
    static bool is_in[TIDS + 1];
    struct tracee_table *table = *state;
    unsigned expected = 0;

    srand(1);
    for (int i = 0; i < 200000; i++) {
        pid_t tid = 1 + rand() % TIDS;
        struct tracee *tracee = tracee_find(table, tid);

        assert_int_equal(tracee != NULL, is_in[tid]);
        if (tracee) {
            assert_int_equal(tracee->tid, tid);
            tracee_forget(table, tracee);
            expected--;
        } else {
            assert_non_null(tracee_add(table, tid));
            expected++;
        }
        is_in[tid] = !is_in[tid];
    }
    assert_int_equal(table->count, expected);
}

static void a_walk_meets_each_tracee_once_even_while_forgetting(void **state)
{
    struct tracee_table *table = *state;
    unsigned met = 0;

    for (pid_t tid = 1; tid <= 1000; tid++)
        tracee_add(table, tid);
    for (struct tracee *tracee = tracee_next(table, NULL); tracee;
         tracee = tracee_next(table, tracee)) {
        met++;
        tracee_forget(table, tracee);
    }
    assert_int_equal(met, 1000);
    assert_int_equal(table->count, 0);
}

static void a_renamed_tracee_is_found_by_its_new_tid_alone(void **state)
{
    struct tracee_table *table = *state;
    struct tracee *tracee = tracee_add(table, 71);

    tracee_rename(table, tracee, 70);
    assert_null(tracee_find(table, 71));
    assert_ptr_equal(tracee_find(table, 70), tracee);
}

static void tracees_do_not_share_scratch(void **state)
{
    struct tracee_table *table = *state;
    struct tracee *a = tracee_add(table, 1), *b = tracee_add(table, 2);

    a->scratch[TRACEE_SCRATCH_BYTES - 1] = 1;
    b->scratch[0] = 2;
    assert_int_equal(a->scratch[TRACEE_SCRATCH_BYTES - 1], 1);
    assert_true(a->scratch + TRACEE_SCRATCH_BYTES <= b->scratch ||
                b->scratch + TRACEE_SCRATCH_BYTES <= a->scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_added_is_found_and_what_was_forgotten_is_not,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_walk_meets_each_tracee_once_even_while_forgetting, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_renamed_tracee_is_found_by_its_new_tid_alone, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(tracees_do_not_share_scratch, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
