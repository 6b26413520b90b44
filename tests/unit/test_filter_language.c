/*
 * The filter language by example: what each expression passes of the made-up
 * history in tests/support/samples.c.  A row that begins with "*" names what it
 * does not pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/filter_table.h"
#include "support/naive_filter.h"
#include "support/sample.h"

static struct samples *samples;

static int set_up(void **state)
{
    (void)state;
    samples = samples_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    samples_free(samples);
    return 0;
}

/* Is the key one of the words? */
static bool has_word(const char *words, const char *key)
{
    size_t length = strlen(key);

    for (const char *at = words; (at = strstr(at, key)); at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

/* What is no line of the call stream has no key, and no filter passes it. */
static bool row_wants(const struct filter_row *row, const char *key)
{
    bool is_inverted = row->passes[0] == '*';

    return key && has_word(row->passes + is_inverted, key) != is_inverted;
}

/* ---- the real one and the naive one, against the table ----------------------------- */

static void every_word_of_the_table_is_a_sample(void **state)
{
    (void)state;
    for (const struct filter_row *row = filter_table; row->text; row++) {
        char words[1024], *rest = words, *word;
        snprintf(words, sizeof(words), "%s", row->passes + (row->passes[0] == '*'));
        while ((word = strsep(&rest, " ")))
            if (*word)
                samples_get(samples, word);
    }
}

static unsigned check(const struct filter_row *row, const char *key, bool passes)
{
    if (passes == row_wants(row, key))
        return 0;
    print_error("%-40s %s %s\n", row->text, passes ? "passes" : "does not pass",
                key ? key : "what is no line");
    return 1;
}

static void each_expression_passes_what_it_should(void **state)
{
    const struct filter_facts facts = samples_facts(samples);
    unsigned wrong = 0;

    (void)state;
    for (const struct filter_row *row = filter_table; row->text; row++) {
        struct filter *filter = NULL;
        struct error error = {0};
        if (filter_new(row->text, &facts, &filter, &error) != 0) {
            print_error("%s: at %d: %s\n", row->text, error.offset, error.message);
            wrong++;
            continue;
        }
        assert_string_equal(filter_text(filter), row->text);
        for (size_t i = 0; i < samples->count; i++) {
            const struct sample *sample = &samples->all[i];
            bool passes = filter_matches(filter, sample->event);
            wrong += check(row, sample->key, passes);
        }
        filter_free(filter);
    }
    assert_int_equal(wrong, 0);
}

static void the_naive_filter_passes_what_it_should(void **state)
{
    const struct filter_facts facts = samples_facts(samples);
    unsigned wrong = 0;

    (void)state;
    for (const struct filter_row *row = filter_table; row->text; row++) {
        struct naive_filter *naive = naive_filter_new(row->text, &facts);
        if (!naive) {
            print_error("%s: none\n", row->text);
            wrong++;
            continue;
        }
        for (size_t i = 0; i < samples->count; i++) {
            const struct sample *sample = &samples->all[i];
            bool passes = naive_filter_matches(naive, sample->event);
            wrong += check(row, sample->key, passes);
        }
        naive_filter_free(naive);
    }
    assert_int_equal(wrong, 0);
}

/* ---- what must be traced for it ------------------------------------------------------ */

static void what_passes_is_in_the_set_of_syscalls(void **state)
{
    const struct filter_facts facts = samples_facts(samples);

    (void)state;
    for (const struct filter_row *row = filter_table; row->text; row++) {
        struct filter *filter = NULL;
        struct syscall_set set;
        assert_int_equal(filter_new(row->text, &facts, &filter, NULL), 0);
        filter_syscalls(filter, &set);
        for (size_t i = 0; i < samples->count; i++) {
            const struct event *event = samples->all[i].event;
            enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
            if (event->kind == EVENT_SYSCALL && filter_matches(filter, event) &&
                !syscall_set_has(&set, abi, event->number))
                fail_msg("%s passes %s, which is not in its set", row->text, samples->all[i].key);
        }
        filter_free(filter);
    }
}

static void what_cannot_pass_is_not_traced(void **state)
{
    static const struct {
        const char *text, *traced, *untraced;
    } rows[] = {
        {"", "openat read futex", ""},
        {"none", "", "openat read futex"},
        {"openat failed", "openat", "open read"},
        {"openat and read", "", "openat read"},
        {"-%file dur>1s", "read futex", "openat stat"},
        {"!(openat failed)", "openat read", ""},
        {"openat or pid==1", "openat read", ""},
        {"openat (failed or %desc)", "openat", "read"},
        {"flags&O_CREAT", "openat open", "read mmap stat"},
        {"openat or whence==SEEK_END", "openat lseek", "read"},
        {"count>4k -read", "write getdents64", "read openat"},
        {"!count>4k", "read write openat", ""},
        {"arg.path", "openat stat", "read"},
        {"path:/etc/**", "openat read", ""},
        {"sys:*at -openat", "stat unlinkat", "openat read"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct filter_facts facts = samples_facts(samples);
        struct filter *filter = NULL;
        struct syscall_set set;
        assert_int_equal(filter_new(rows[i].text, &facts, &filter, NULL), 0);
        filter_syscalls(filter, &set);
        filter_free(filter);
        for (int number = 0; number < syscall_limit(ABI_NATIVE); number++) {
            const struct syscall_spec *spec = syscall_find(ABI_NATIVE, number);
            bool is_traced = syscall_set_has(&set, ABI_NATIVE, number);
            if (spec && has_word(is_traced ? rows[i].untraced : rows[i].traced, spec->name))
                fail_msg("%s: %s is %straced", rows[i].text, spec->name, is_traced ? "" : "not ");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_table_is_a_sample),
        cmocka_unit_test(the_naive_filter_passes_what_it_should),
        cmocka_unit_test(each_expression_passes_what_it_should),
        cmocka_unit_test(what_passes_is_in_the_set_of_syscalls),
        cmocka_unit_test(what_cannot_pass_is_not_traced),
    };

    assert_true(filter_table_count >= 150);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
