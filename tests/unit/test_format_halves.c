/*
 * A line in two halves: what format_call_begin makes of a call's hint is always a beginning of what
 * format_call_arguments makes of its record, so that a line can be interrupted and resumed.
 *
 * Every row of the tables, with arguments and memory as chance has them.
 */
#include "decode_fixture.h"

#define ARENA_ADDRESS UINT64_C(0x10000)
#define ARENA_BYTES   8192
#define ROUNDS        60

static uint8_t before[ARENA_BYTES], after[ARENA_BYTES]; /* of the call */

static uint64_t below(uint64_t limit)
{
    return random_next() % limit;
}

/* Small numbers, a few pointers, and text: what structs of programs have. */
static void fill_arena(uint8_t *arena)
{
    for (size_t i = 0; i < ARENA_BYTES; i += 8) {
        uint64_t word = 0;

        switch (below(5)) {
        case 0:
            word = below(40);
            break;
        case 1:
            word = below(8) | below(8) << 32;
            break;
        case 2:
            word = ARENA_ADDRESS + 8 * below(ARENA_BYTES / 8);
            break;
        case 3:
            memcpy(&word, "/tmp/x", 7);
            break;
        default:
            word = random_next();
        }
        memcpy(arena + i, &word, sizeof word);
    }
}

static uint64_t random_argument(const struct arg_spec *arg)
{
    static const uint64_t values[] = {0, 1, 2, 3, 4, 5, 8, 16, 100, 0644, 4096, UINT64_MAX, INT32_MAX};

    if (arg->direction != ARG_VALUE)
        return below(8) ? ARENA_ADDRESS + 8 * below(ARENA_BYTES / 8) : below(2) ? 0 : 0x666000;
    return below(6) ? values[below(sizeof values / sizeof *values)] : random_next();
}

/* A call of this row: its hint's text, and its record's. */
static void make_halves(enum abi abi, const struct syscall_spec *spec, char *begin, char *whole)
{
    uint64_t args[SYSCALL_MAX_ARGS];
    struct text text;
    static const int64_t results[] = {0, 1, 3, 16, -EINVAL, -EFAULT, -ENOENT};

    fill_arena(before);
    memcpy(after, before, sizeof after);
    for (size_t i = 0; i < 64; i++)
        after[below(ARENA_BYTES)] = (uint8_t)random_next();
    for (size_t i = 0; i < SYSCALL_MAX_ARGS; i++)
        args[i] = random_argument(&spec->args[i]);
    fx.region_count = 0;
    fixture_memory(&fx, ARENA_ADDRESS, before, sizeof before);
    fixture_event(&fx)->header.size_bytes = 0; /* whose damage was seen */
    fixture_call_args(&fx, abi, spec->name, args);
    fixture_enter(&fx);
    text_init(&text, begin, NULL, FIXTURE_LINE_BYTES);
    format_call_begin(fixture_event(&fx), &fx.options, &text);
    fx.regions[0].bytes = after;
    fixture_exit(&fx, results[below(sizeof results / sizeof *results)]);
    if (below(8) == 0)
        fixture_event(&fx)->header.flags |= EVENT_NO_RETURN;
    text_init(&text, whole, NULL, FIXTURE_LINE_BYTES);
    format_call_arguments(fixture_event(&fx), &fx.options, &text);
}

/* The first of some that does not fit is shown. */
static bool fits(enum abi abi, const struct syscall_spec *spec)
{
    static char begin[FIXTURE_LINE_BYTES], whole[FIXTURE_LINE_BYTES];

    for (unsigned round = 0; round < ROUNDS; round++) {
        make_halves(abi, spec, begin, whole);
        if (strncmp(begin, whole, strlen(begin)) != 0) {
            print_message("%s\n%s\n", begin, whole);
            return false;
        }
    }
    return true;
}

static void check_all(void)
{
    unsigned wrong = 0;

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);
            int first;

            if (spec && syscall_find_name((enum abi)abi, spec->name, &first) && first == number)
                wrong += !fits((enum abi)abi, spec);
        }
    }
    assert_int_equal(wrong, 0);
}

static void the_beginning_of_a_call_is_a_beginning_of_its_arguments(void **state)
{
    (void)state;
    check_all();
}

static void it_is_with_names_and_all_members_too(void **state)
{
    (void)state;
    fx.options.names_arguments = true;
    fx.options.is_verbose = true;
    check_all();
}

static void it_is_where_structs_are_hidden_too(void **state)
{
    (void)state;
    fx.options.hides_structs = true;
    fx.options.constants = FORMAT_NAMED_NUMBERS;
    check_all();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_beginning_of_a_call_is_a_beginning_of_its_arguments),
        TEST(it_is_with_names_and_all_members_too),
        TEST(it_is_where_structs_are_hidden_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
