/*
 * The list of filter terms: what is typed is cut into terms and joined again, and
 * each one-key filter takes back what it did.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/filters.h"

static struct filters filters;

static int setup(void **state)
{
    (void)state;
    filters = (struct filters){0};
    return 0;
}

static const char *text_now(void)
{
    static char bytes[4 * PROMPT_BYTES];
    struct text text;
    text_init(&text, bytes, NULL, sizeof bytes);
    filters_put_text(&filters, &text);
    return bytes;
}

/* The terms with '|' between them, those that are off in brackets. */
static const char *terms_now(void)
{
    static char bytes[4 * PROMPT_BYTES];
    struct text text;
    text_init(&text, bytes, NULL, sizeof bytes);
    for (size_t i = 0; i < filters.count; i++)
        text_printf(&text, "%s%s%s%s", i ? "|" : "", filters.terms[i].is_off ? "[" : "",
                    filters.terms[i].text, filters.terms[i].is_off ? "]" : "");
    return bytes;
}

static void an_expression_is_cut_between_its_terms(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *terms;
    } rows[] = {
        {"", ""},
        {"openat", "openat"},
        {"  openat   path:/etc/** failed ", "openat|path:/etc/**|failed"},
        {"openat read close", "openat read close"},
        {"openat,read -futex pid:1234", "openat,read|-futex|pid:1234"},
        {"%file %network open* failed", "%file %network open*|failed"},
        {"dur > 5ms err in {ENOENT, EACCES} ok", "dur > 5ms|err in {ENOENT, EACCES}|ok"},
        {"dur> 5ms fd ==3 fd!= 4", "dur> 5ms|fd ==3|fd!= 4"},
        {"not failed ! ok - read", "not failed|! ok|- read"},
        {"buf:\"a b\\\" c\" \"x y\" /a b/ -/c d/", "buf:\"a b\\\" c\"|\"x y\"|/a b/|-/c d/"},
        {"(open or read) fd==3", "(open or read)|fd==3"},
        {"open || fd==3 failed", "open || fd==3 failed"},
        {"open||failed", "open||failed"},
        {"open and failed", "open and failed"},
        {"open \"a or b\"", "open|\"a or b\""},
        {"flags&O_CREAT|O_TRUNC open", "flags&O_CREAT|O_TRUNC|open"},
        {"path: /etc/a path:/b ok", "path: /etc/a|path:/b|ok"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        filters = (struct filters){0};
        filters_set_text(&filters, rows[i].typed);
        assert_string_equal(terms_now(), rows[i].terms);
    }
}

static void the_terms_joined_are_what_was_typed(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "openat path:/etc/** failed", "err in {ENOENT, EACCES} -read,futex",
        "a(\"unbalanced ( quote", "open || read fd == 3", "!(open read) x"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        filters = (struct filters){0};
        filters_set_text(&filters, rows[i]);
        assert_string_equal(text_now(), rows[i]);
    }
}

static void more_terms_than_there_is_room_for_stay_together(void **state)
{
    (void)state;
    char typed[PROMPT_BYTES] = "";
    for (int i = 0; i < FILTERS_MAX + 20; i++)
        snprintf(typed + strlen(typed), sizeof typed - strlen(typed), "%sfd==%d", i ? " " : "", i);
    filters_set_text(&filters, typed);
    assert_int_equal(filters.count, FILTERS_MAX);
    assert_string_equal(text_now(), typed);
    assert_false(filters_toggle(&filters, "failed"));
    assert_string_equal(text_now(), typed);
}

static void an_or_among_other_terms_is_parenthesised(void **state)
{
    (void)state;
    filters_set_text(&filters, "open or failed");
    assert_string_equal(text_now(), "open or failed");
    assert_true(filters_toggle(&filters, "fd==3"));
    assert_string_equal(text_now(), "(open or failed) fd==3");
    filters_switch(&filters, 1);
    assert_string_equal(text_now(), "open or failed");
    filters = (struct filters){0};
    filters_set_text(&filters, "path: /etc or path:/var"); /* paths, and no regex with an "or" */
    assert_true(filters_toggle(&filters, "failed"));
    assert_string_equal(text_now(), "(path: /etc or path:/var) failed");
}

static void hiding_calls_extends_one_set(void **state)
{
    (void)state;
    filters_set_text(&filters, "failed");
    filters_hide_call(&filters, "read");
    filters_hide_call(&filters, "futex");
    filters_hide_call(&filters, "write");
    assert_string_equal(text_now(), "failed -read,futex,write");
    filters_hide_call(&filters, "futex");
    assert_string_equal(text_now(), "failed -read,write");
    filters_hide_call(&filters, "write");
    filters_hide_call(&filters, "read");
    assert_string_equal(text_now(), "failed");
    filters_set_text(&filters, "!(open read)");
    filters_hide_call(&filters, "read");
    assert_string_equal(text_now(), "!(open read) -read");
}

static void only_one_call_replaces_other_sets(void **state)
{
    (void)state;
    filters_set_text(&filters, "open read failed -close");
    filters_only_call(&filters, "futex");
    assert_string_equal(text_now(), "futex failed -close");
    filters_only_call(&filters, "futex");
    assert_string_equal(text_now(), "failed -close");
}

static void a_process_alone_then_with_its_descendants_then_all(void **state)
{
    (void)state;
    static const char *const steps[] = {"pid==7", "tree==7", ""};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        filters_only_process(&filters, 7);
        assert_string_equal(text_now(), steps[i]);
    }
    filters_only_process(&filters, 7);
    filters_only_process(&filters, 8);
    assert_string_equal(text_now(), "pid==8");
}

static void the_classes_take_turns_and_end_with_all(void **state)
{
    (void)state;
    static const char *const steps[] = {"failed %file",    "failed %desc",   "failed %network",
                                        "failed %process", "failed %signal", "failed %memory",
                                        "failed",          "failed %file"};
    filters_set_text(&filters, "failed");
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        assert_true(filters_cycle_class(&filters));
        assert_string_equal(text_now(), steps[i]);
    }
}

static void the_same_key_takes_its_term_back(void **state)
{
    (void)state;
    filters_toggle(&filters, "failed");
    filters_toggle(&filters, "path==\"/etc/hosts\"");
    assert_string_equal(text_now(), "failed path==\"/etc/hosts\"");
    filters_toggle(&filters, "failed");
    assert_string_equal(text_now(), "path==\"/etc/hosts\"");
}

static void a_term_that_is_off_stays_in_the_list(void **state)
{
    (void)state;
    filters_set_text(&filters, "open failed fd==3");
    filters_switch(&filters, 1);
    assert_string_equal(text_now(), "open fd==3");
    filters_set_text(&filters, "read");
    assert_string_equal(terms_now(), "read|[failed]");
    filters_set_text(&filters, "read failed");
    assert_string_equal(terms_now(), "read|failed");
    filters_switch(&filters, 0);
    filters_toggle(&filters, "read");
    assert_string_equal(terms_now(), "read|failed");
    filters_remove(&filters, 0);
    assert_string_equal(terms_now(), "failed");
}

static void all_off_and_on_again_changes_no_term(void **state)
{
    (void)state;
    filters_set_text(&filters, "open failed");
    filters_toggle_all(&filters);
    assert_true(filters.is_off);
    assert_string_equal(text_now(), "open failed");
    filters_toggle_all(&filters);
    assert_false(filters.is_off);
    assert_string_equal(terms_now(), "open|failed");
}

static void a_key_while_all_are_off_begins_anew_and_keeps_them_in_the_list(void **state)
{
    (void)state;
    filters_set_text(&filters, "open failed");
    filters_toggle_all(&filters);
    filters_hide_call(&filters, "read");
    assert_false(filters.is_off);
    assert_string_equal(terms_now(), "[open]|[failed]|-read");
}

static void every_change_has_a_generation_of_its_own(void **state)
{
    (void)state;
    unsigned before = filters.generation;
    filters_set_text(&filters, "open");
    assert_int_not_equal(filters.generation, before);
    before = filters.generation;
    filters_toggle(&filters, "failed");
    assert_int_not_equal(filters.generation, before);
    before = filters.generation;
    filters_toggle_all(&filters);
    assert_int_not_equal(filters.generation, before);
    before = filters.generation;
    filters_remove(&filters, 0);
    assert_int_not_equal(filters.generation, before);
}

static void what_a_term_hides_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *term, *hidden;
    } rows[] = {{"-read,futex", "read,futex"}, {"! failed", "failed"}, {"not (a b)", "(a b)"},
                {"-(a or b)", "(a or b)"},     {"read", NULL},         {"-a or b", NULL},
                {"notify", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct filter_term term = {0};
        snprintf(term.text, sizeof term.text, "%s", rows[i].term);
        const char *hidden = filters_hidden(&term);
        if (rows[i].hidden)
            assert_string_equal(hidden, rows[i].hidden);
        else
            assert_null(hidden);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup(name, setup)
        TEST(an_expression_is_cut_between_its_terms),
        TEST(the_terms_joined_are_what_was_typed),
        TEST(more_terms_than_there_is_room_for_stay_together),
        TEST(an_or_among_other_terms_is_parenthesised),
        TEST(hiding_calls_extends_one_set),
        TEST(only_one_call_replaces_other_sets),
        TEST(a_process_alone_then_with_its_descendants_then_all),
        TEST(the_classes_take_turns_and_end_with_all),
        TEST(the_same_key_takes_its_term_back),
        TEST(a_term_that_is_off_stays_in_the_list),
        TEST(all_off_and_on_again_changes_no_term),
        TEST(a_key_while_all_are_off_begins_anew_and_keeps_them_in_the_list),
        TEST(every_change_has_a_generation_of_its_own),
        TEST(what_a_term_hides_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
