/* The table of names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/names.h>

static void an_empty_table_knows_no_name(void **state)
{
    struct names *names = names_new();

    (void)state;
    assert_null(names_find(names, 0));
    assert_null(names_find(names, 1));
    assert_null(names_find(names, UINT32_MAX));
    names_free(names);
    names_free(NULL);
}

static void names_are_copied_and_end_in_nul(void **state)
{
    struct names *names = names_new();
    char bytes[] = {'/', 'a', 'X'};

    (void)state;
    names_add(names, 1, bytes, 2);
    bytes[0] = '?';
    assert_string_equal(names_find(names, 1), "/a");
    assert_null(names_find(names, 2));
    names_free(names);
}

static void a_known_id_is_overwritten(void **state)
{
    struct names *names = names_new();

    (void)state;
    names_add(names, 3, "/first", 6);
    const char *first = names_find(names, 3);
    names_add(names, 3, "/first", 6);
    assert_ptr_equal(names_find(names, 3), first);
    names_add(names, 3, "/second", 7);
    assert_string_equal(names_find(names, 3), "/second");
    assert_string_equal(first, "/first"); /* whoever borrowed it still may look */
    names_free(names);
}

static void names_stay_in_place_while_thousands_join(void **state)
{
    struct names *names = names_new();
    char name[32];

    (void)state;
    names_add(names, 1, "/first", 6);
    const char *first = names_find(names, 1);
    for (uint32_t id = 2; id <= 20000; id++) {
        int length = snprintf(name, sizeof name, "/file/%u", id);
        names_add(names, id, name, (size_t)length);
    }
    assert_ptr_equal(names_find(names, 1), first);
    assert_string_equal(first, "/first");
    assert_string_equal(names_find(names, 20000), "/file/20000");
    assert_string_equal(names_find(names, 257), "/file/257");
    names_free(names);
}

static void a_name_longer_than_a_block_is_kept_whole(void **state)
{
    struct names *names = names_new();
    static char name[200000];

    (void)state;
    memset(name, 'x', sizeof name);
    names_add(names, 1, name, sizeof name);
    names_add(names, 2, "/b", 2);
    assert_int_equal(strlen(names_find(names, 1)), sizeof name);
    assert_string_equal(names_find(names, 2), "/b");
    names_free(names);
}

static void an_id_far_beyond_the_others_is_refused(void **state)
{
    struct names *names = names_new();

    (void)state;
    names_add(names, 0, "/zero", 5);
    names_add(names, UINT32_MAX, "/far", 4);
    names_add(names, 0x7fffffff, "/far", 4);
    assert_null(names_find(names, 0));
    assert_null(names_find(names, UINT32_MAX));
    assert_null(names_find(names, 0x7fffffff));
    names_add(names, 1000, "/near", 5);
    assert_string_equal(names_find(names, 1000), "/near");
    assert_null(names_find(names, 999));
    names_free(names);
}

static void what_else_is_known_of_a_file_is_no_part_of_its_path(void **state)
{
    static const char bytes[] = "/dev/null\0<char 1:3>";
    struct names *names = names_new();

    (void)state;
    names_add(names, 1, bytes, sizeof bytes - 1);
    names_add(names, 2, bytes, strlen(bytes));
    const char *name = names_find(names, 1);
    names_add(names, 1, bytes, sizeof bytes - 1);
    assert_ptr_equal(names_find(names, 1), name);
    assert_string_equal(name, "/dev/null");
    assert_string_equal(names_find_detail(names, 1), "<char 1:3>");
    assert_string_equal(names_find(names, 2), "/dev/null");
    assert_string_equal(names_find_detail(names, 2), "");
    assert_string_equal(names_find_detail(names, 3), "");
    names_free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_knows_no_name),
        cmocka_unit_test(names_are_copied_and_end_in_nul),
        cmocka_unit_test(a_known_id_is_overwritten),
        cmocka_unit_test(names_stay_in_place_while_thousands_join),
        cmocka_unit_test(a_name_longer_than_a_block_is_kept_whole),
        cmocka_unit_test(what_else_is_known_of_a_file_is_no_part_of_its_path),
        cmocka_unit_test(an_id_far_beyond_the_others_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
