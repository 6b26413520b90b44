#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/constants.h>

static void names_are_joined_to_a_value(void **state)
{
    static const struct {
        const char *text;
        uint64_t value;
    } rows[] = {
        {"O_RDONLY", O_RDONLY},
        {"O_WRONLY|O_CREAT", O_WRONLY | O_CREAT},
        {"O_RDWR|0x1000", O_RDWR | 0x1000},
        {"0", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint64_t value = 77;
        assert_true(constants_value(TYPE_OPEN_FLAGS, rows[i].text, &value));
        assert_int_equal(value, rows[i].value);
    }
}

static void what_is_no_name_of_the_type_is_refused(void **state)
{
    static const char *const texts[] = {"",         "O_NONSENSE", "O_RDONLY|", "|O_RDONLY",
                                        "SEEK_SET", "O_RDON",     "1x",        "O_RDONLY O_CREAT",
                                        "99999999999999999999"};
    uint64_t value = 77;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (constants_value(TYPE_OPEN_FLAGS, texts[i], &value))
            fail_msg("\"%s\" is taken for flags of open", texts[i]);
    assert_false(constants_value(TYPE_FD, "O_RDONLY", &value));
    assert_int_equal(value, 77);
}

static void every_name_of_every_type_has_its_value_back(void **state)
{
    uint64_t value;
    size_t count = 0;

    (void)state;
    for (int type = 0; type < TYPE_COUNT; type++) {
        const char *name;
        for (size_t i = 0; (name = constants_name((enum arg_type)type, i)) != NULL; i++, count++)
            assert_true(constants_value((enum arg_type)type, name, &value));
    }
    assert_true(count > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_joined_to_a_value),
        cmocka_unit_test(what_is_no_name_of_the_type_is_refused),
        cmocka_unit_test(every_name_of_every_type_has_its_value_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
