/*
 * The filter language by chance: random expressions on random events, against
 * the naive filter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/format.h>

#include "support/naive_filter.h"
#include "support/random_filter.h"
#include "support/sample.h"
#include "support/scenario.h"

#define EVENTS  400
#define FILTERS 300
#define SEED    20

static struct samples *samples;

static int set_up(void **state)
{
    struct chance chance = chance_new(SEED);

    (void)state;
    samples = samples_new();
    for (unsigned i = 0; i < EVENTS; i++)
        random_call(&chance, samples);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    samples_free(samples);
    return 0;
}

static enum abi abi_of(const struct event *event)
{
    return event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
}

static struct filter *compiled(uint64_t seed, const char *text)
{
    const struct filter_facts facts = samples_facts(samples);
    struct filter *filter = NULL;
    struct error error = {0};

    if (filter_new(text, &facts, &filter, &error) != 0)
        fail_msg("seed %llu: %s: at %d: %s", (unsigned long long)seed, text, error.offset,
                 error.message);
    return filter;
}

/* ---- the same verdicts ------------------------------------------------------------- */

static void describe(const struct event *event)
{
    char bytes[2048];
    struct text line;
    const struct format_options options = {.names = samples->names, .escape = TEXT_ESCAPE_ASCII};

    text_init(&line, bytes, NULL, sizeof(bytes));
    format_event(event, &options, &line);
    print_error("  number %llu of %d: %s\n", (unsigned long long)event->sequence, event->tid,
                bytes);
}

/* Returns how many events pass. */
static unsigned compare(uint64_t seed, const char *text, const struct filter_facts *facts)
{
    struct filter *filter = compiled(seed, text);
    struct naive_filter *naive = naive_filter_new(text, facts);
    struct syscall_set set;
    unsigned count = 0;

    if (!naive)
        fail_msg("seed %llu: the naive filter cannot read: %s", (unsigned long long)seed, text);
    filter_syscalls(filter, &set);
    for (size_t i = 0; i < samples->count; i++) {
        const struct event *event = samples->all[i].event;
        bool passes = filter_matches(filter, event);
        if (passes != naive_filter_matches(naive, event)) {
            describe(event);
            fail_msg("seed %llu: %s: %s, and should%s", (unsigned long long)seed, text,
                     passes ? "passes" : "does not pass", passes ? " not" : "");
        }
        if (passes && !(filter_processes(filter) & event_process_bit(event->tgid))) {
            describe(event);
            fail_msg("seed %llu: %s passes what is of none of its processes",
                     (unsigned long long)seed, text);
        }
        if (passes && event->kind == EVENT_SYSCALL &&
            !syscall_set_has(&set, abi_of(event), event->number)) {
            describe(event);
            fail_msg("seed %llu: %s passes what its set has not", (unsigned long long)seed, text);
        }
        count += passes;
    }
    naive_filter_free(naive);
    filter_free(filter);
    return count;
}

static void the_naive_filter_says_the_same(void **state)
{
    const struct filter_facts facts = samples_facts(samples);
    unsigned telling = 0, filters = (unsigned)test_scale(FILTERS);

    (void)state;
    for (uint64_t seed = 0; seed < filters; seed++) {
        struct chance chance = chance_new(seed);
        char text[RANDOM_FILTER_BYTES];
        random_filter(&chance, false, text);
        unsigned count = compare(seed, text, &facts);
        telling += count > 0 && count < samples->count;
    }
    assert_true(telling > filters / 3); /* most do pass some and not others */
}

/* ---- what must be traced -------------------------------------------------------------- */

static bool call_passes(const struct filter *filter, enum abi abi, int number)
{
    const struct event_syscall call = {
        .header = {.size_bytes = sizeof(call),
                   .kind = EVENT_SYSCALL,
                   .flags = abi == ABI_COMPAT ? EVENT_COMPAT : 0,
                   .number = number,
                   .tid = 1,
                   .tgid = 1},
    };

    return filter_matches(filter, &call.header);
}

static void the_set_of_names_and_classes_is_exact(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < (uint64_t)test_scale(100); seed++) {
        struct chance chance = chance_new(seed);
        char text[RANDOM_FILTER_BYTES];
        struct syscall_set set;
        random_filter(&chance, true, text);
        struct filter *filter = compiled(seed, text);
        filter_syscalls(filter, &set);
        for (enum abi abi = ABI_NATIVE; abi < ABI_COUNT; abi++)
            for (int number = -1; number < SYSCALL_SET_NUMBERS + 2; number++)
                if (call_passes(filter, abi, number) != syscall_set_has(&set, abi, number))
                    fail_msg("seed %llu: %s: number %d of abi %d", (unsigned long long)seed, text,
                             number, (int)abi);
        filter_free(filter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_naive_filter_says_the_same),
        cmocka_unit_test(the_set_of_names_and_classes_is_exact),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
