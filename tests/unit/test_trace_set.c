#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/filter.h>
#include <ptop/trace_set.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *set, *filter;
} rows[] = {
    {"open", "(open)"},
    {"open,close", "(open or close)"},
    {"!futex", "!(futex)"},
    {"!open,close", "!(open or close)"},
    {"%file", "(%file)"},
    {"%%stat", "(%%stat)"},
    {"file,network", "(%file or %network)"},
    {"all", "(all)"},
    {"none", "(none)"},
    {"stat64", "(stat64)"}, /* of i386 alone */
    {"?no_such_call", "(none)"},
    {"?no_such_call,read", "(read)"},
    {"!?no_such_call", "!(none)"},
    {"?open", "(open)"},
    {"/^open", "(sys~\"^open\")"},
    {"/stat$,read", "(sys~\"stat$\" or read)"},
    {"/^(\\w+)at$", "(sys~\"^(\\\\w+)at$\")"},
    {"/op|\"", "(sys~\"op|\\\"\")"},
};

static void a_set_becomes_a_filter_that_compiles(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char filter[128];
        struct error error = {.offset = -1};
        struct filter *compiled = NULL;

        if (trace_set_translate(rows[i].set, filter, sizeof(filter), &error) != 0)
            fail_msg("%s: %s", rows[i].set, error.message);
        assert_string_equal(filter, rows[i].filter);
        if (filter_new(filter, &(struct filter_facts){0}, &compiled, &error) != 0)
            fail_msg("%s: %s", filter, error.message);
        filter_free(compiled);
    }
}

/* Where a set is wrong, and what the message says. */
static const struct {
    const char *set;
    int offset;
    const char *what;
} mistakes[] = {
    {"", 0, "missing"},
    {"!", 1, "missing"},
    {"open,", 5, "missing"},
    {",open", 0, "missing"},
    {"opne", 0, "open"},
    {"!read,opne", 6, "open"},
    {"%fiel", 1, "file"},
    {"?", 1, ""},
    {"failed", 0, "failed"}, /* a field of the language, no call */
    {"open close", 0, ""},
    {"creds", 0, ""}, /* of the classes only some are known without their % */
    {"/", 1, "missing"},
    {"read,/a[", 8, "regular expression"},
};

static void what_is_no_set_is_refused_at_its_offset(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        char filter[128];
        struct error error = {.offset = -1};

        if (trace_set_translate(mistakes[i].set, filter, sizeof(filter), &error) != -EINVAL)
            fail_msg("%s is taken for %s", mistakes[i].set, filter);
        if (error.offset != mistakes[i].offset || strstr(error.message, mistakes[i].what) == NULL)
            fail_msg("%s: at %d: %s", mistakes[i].set, error.offset, error.message);
    }
}

static void a_set_that_has_no_room_is_refused(void **state)
{
    char filter[8], name[400];
    struct error error;

    (void)state;
    assert_int_equal(trace_set_translate("openat,close", filter, sizeof(filter), &error), -EINVAL);
    memset(name, 'a', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    assert_int_equal(trace_set_translate(name, filter, sizeof(filter), &error), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_becomes_a_filter_that_compiles),
        cmocka_unit_test(what_is_no_set_is_refused_at_its_offset),
        cmocka_unit_test(a_set_that_has_no_room_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
