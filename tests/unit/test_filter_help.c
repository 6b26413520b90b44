#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/filter.h>
#include <ptop/filter_help.h>

static unsigned seen[FILTER_HELP_SECTION_COUNT];
static int widest;

static void check_compiles(const char *text)
{
    struct filter *filter = NULL;
    struct error error;
    if (filter_new(text, &(struct filter_facts){0}, &filter, &error) < 0)
        fail_msg("%s: %s", text, error.message);
    filter_free(filter);
}

static void take(void *context, enum filter_help_section section, const char *left,
                 const char *right)
{
    (void)context;
    seen[section]++;
    widest = (int)strlen(right) > widest ? (int)strlen(right) : widest;
    if (section == FILTER_HELP_EXAMPLES && left[0])
        check_compiles(left);
}

static void every_section_has_lines_no_wider_than_asked_for(void **state)
{
    (void)state;
    static const int widths[] = {20, 39, 53, 200};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        memset(seen, 0, sizeof seen);
        widest = 0;
        filter_help(widths[i], take, NULL);
        assert_true(widest <= widths[i]);
        for (int section = 0; section < FILTER_HELP_SECTION_COUNT; section++) {
            assert_true(seen[section] > 0);
            assert_non_null(filter_help_title((enum filter_help_section)section));
        }
    }
}

static void the_example_of_every_field_compiles(void **state)
{
    (void)state;
    for (size_t i = 0; filter_field_get(i); i++)
        check_compiles(filter_field_get(i)->example);
}

static void find(void *context, enum filter_help_section section, const char *left,
                 const char *right)
{
    const char **wanted = context;
    (void)right;
    if (section == FILTER_HELP_FIELDS && *wanted && strcmp(left, *wanted) == 0)
        *wanted = NULL;
}

static void every_field_has_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; filter_field_get(i); i++) {
        const char *wanted = filter_field_get(i)->name;
        filter_help(39, find, &wanted);
        assert_null(wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_section_has_lines_no_wider_than_asked_for),
        cmocka_unit_test(the_example_of_every_field_compiles),
        cmocka_unit_test(every_field_has_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
