/*
 * The table of -c: made-up calls, and the lines that strace writes of such.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "batch/count.h"

#define TEXT_BYTES 8192

static struct count count;
static char written[TEXT_BYTES];

static void put_line(void *context, const char *line)
{
    size_t used = strlen(written);

    (void)context;
    assert_true(used + strlen(line) + 2 < sizeof(written));
    snprintf(written + used, sizeof(written) - used, "%s|\n", line);
}

static int begin(void **state)
{
    (void)state;
    memset(&count, 0, sizeof(count));
    return 0;
}

static void expect(const struct batch_options *options, const char *table)
{
    written[0] = '\0';
    count_put(&count, options, put_line, NULL);
    assert_string_equal(written, table);
}

/* A call, and how long the processor and the clock were in it. */
static void add_flagged(enum abi abi, const char *name, nanoseconds system_ns, nanoseconds wall_ns,
                        int64_t result, uint8_t flags)
{
    struct {
        struct event_syscall call;
        struct event_piece head;
        struct event_call_facts facts;
    } record = {
        .call = {.header = {.size_bytes = sizeof(record), .kind = EVENT_SYSCALL, .flags = flags},
                 .result = result,
                 .duration_ns = wall_ns},
        .head = {.arg = PIECE_FACTS, .length_bytes = sizeof(record.facts)},
        .facts = {.system_ns = system_ns},
    };
    int number = 9999;

    syscall_find_name(abi, name, &number);
    record.call.header.number = number;
    if (result < 0)
        record.call.header.flags |= EVENT_FAILED;
    if (abi == ABI_COMPAT)
        record.call.header.flags |= EVENT_COMPAT;
    count_add(&count, &record.call);
}

static void add(const char *name, nanoseconds system_ns, nanoseconds wall_ns, int64_t result)
{
    add_flagged(ABI_NATIVE, name, system_ns, wall_ns, result, 0);
}

static void add_some(void)
{
    add("read", 11000, 20000, 5);
    add("read", 1000, 40000, -EAGAIN);
    add("getppid", 1000, 2000, 7);
    add("close", 21000, 3000, 0);
    add("openat", 1000, 1000, -ENOENT);
}

static void what_was_not_called_makes_no_table(void **state)
{
    (void)state;
    expect(&(struct batch_options){0}, "");
}

static void the_processors_time_is_what_remains_above_the_least(void **state)
{
    (void)state;
    add_some();
    expect(&(struct batch_options){0},
           "% time     seconds  usecs/call     calls    errors syscall|\n"
           "------ ----------- ----------- --------- --------- ----------------|\n"
           " 66.67    0.000020          20         1           close|\n"
           " 33.33    0.000010           5         2         1 read|\n"
           "  0.00    0.000000           0         1           getppid|\n"
           "  0.00    0.000000           0         1         1 openat|\n"
           "------ ----------- ----------- --------- --------- ----------------|\n"
           "100.00    0.000030           6         5         2 total|\n");
}

static void the_overhead_can_be_said(void **state)
{
    (void)state;
    add_some();
    expect(&(struct batch_options){.has_overhead = true, .overhead_ns = 5000,
                                   .columns = {BATCH_COLUMN_TOTAL_TIME, BATCH_COLUMN_MAX_TIME},
                                   .column_count = 2},
           "    seconds  longest syscall|\n"
           "----------- -------- ----------------|\n"
           "   0.000016 0.000016 close|\n"
           "   0.000002 0.000006 read|\n"
           "   0.000000 0.000000 getppid|\n"
           "   0.000000 0.000000 openat|\n"
           "----------- -------- ----------------|\n"
           "   0.000018 0.000016 total|\n");
}

static void the_clocks_time_is_taken_as_it_is(void **state)
{
    (void)state;
    add_some();
    expect(&(struct batch_options){.uses_wall_clock = true},
           "% time     seconds  usecs/call     calls    errors syscall|\n"
           "------ ----------- ----------- --------- --------- ----------------|\n"
           " 90.91    0.000060          30         2         1 read|\n"
           "  4.55    0.000003           3         1           close|\n"
           "  3.03    0.000002           2         1           getppid|\n"
           "  1.52    0.000001           1         1         1 openat|\n"
           "------ ----------- ----------- --------- --------- ----------------|\n"
           "100.00    0.000066          13         5         2 total|\n");
}

static void columns_stand_in_any_order(void **state)
{
    static const struct batch_options options = {
        .sort = BATCH_COLUMN_CALLS,
        .columns = {BATCH_COLUMN_NAME, BATCH_COLUMN_ERRORS, BATCH_COLUMN_MIN_TIME,
                    BATCH_COLUMN_WALL_TOTAL, BATCH_COLUMN_WALL_MIN, BATCH_COLUMN_WALL_MAX,
                    BATCH_COLUMN_WALL_AVG},
        .column_count = 7,
    };

    (void)state;
    add_some();
    expect(&options,
           "syscall             errors shortest  wall-total wall-min wall-max    wall-avg|\n"
           "---------------- --------- -------- ----------- -------- -------- -----------|\n"
           "read                     1 0.000000    0.000060 0.000020 0.000040          30|\n"
           "close                      0.000020    0.000003 0.000003 0.000003           3|\n"
           "getppid                    0.000000    0.000002 0.000002 0.000002           2|\n"
           "openat                   1 0.000000    0.000001 0.000001 0.000001           1|\n"
           "---------------- --------- -------- ----------- -------- -------- -----------|\n"
           "total                    2 0.000000    0.000066 0.000001 0.000040          13|\n");
}

static void rows_stand_by_name_or_as_they_are_numbered(void **state)
{
    static const struct {
        enum batch_column sort;
        const char *order;
    } rows[] = {
        {BATCH_COLUMN_NAME, "close getppid openat read"},
        {BATCH_COLUMN_COUNT, "read close getppid openat"},
        {BATCH_COLUMN_ERRORS, "read openat close getppid"},
        {BATCH_COLUMN_MIN_TIME, "close read getppid openat"},
        {BATCH_COLUMN_AVG_TIME, "close read getppid openat"},
        {BATCH_COLUMN_WALL_MAX, "read close getppid openat"},
    };

    (void)state;
    add_some();
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct batch_options options = {
            .sort = rows[i].sort, .columns = {BATCH_COLUMN_NAME}, .column_count = 1};
        char first[4][64], order[256];

        written[0] = '\0';
        count_put(&count, &options, put_line, NULL);
        assert_int_equal(sscanf(written, "%*s %*s %63[^|]| %63[^|]| %63[^|]| %63[^|]|", first[0],
                                first[1], first[2], first[3]),
                         4);
        snprintf(order, sizeof(order), "%s %s %s %s", first[0], first[1], first[2], first[3]);
        assert_string_equal(order, rows[i].order);
    }
}

static void a_long_name_makes_room_for_itself(void **state)
{
    (void)state;
    add("landlock_restrict_self", 0, 0, 0);
    expect(&(struct batch_options){.columns = {BATCH_COLUMN_NAME, BATCH_COLUMN_CALLS},
                                   .column_count = 2},
           "syscall                     calls|\n"
           "----------------------- ---------|\n"
           "landlock_restrict_self          1|\n"
           "----------------------- ---------|\n"
           "total                           1|\n");
}

static void calls_of_i386_have_a_table_of_their_own(void **state)
{
    (void)state;
    add_flagged(ABI_COMPAT, "getpid", 0, 0, 1, 0);
    add("getpid", 0, 0, 1);
    expect(&(struct batch_options){.columns = {BATCH_COLUMN_CALLS}, .column_count = 1},
           "    calls syscall|\n"
           "--------- ----------------|\n"
           "        1 getpid|\n"
           "--------- ----------------|\n"
           "        1 total|\n"
           "System call usage summary for 32 bit mode:|\n"
           "    calls syscall|\n"
           "--------- ----------------|\n"
           "        1 getpid|\n"
           "--------- ----------------|\n"
           "        1 total|\n");
}

static void what_did_not_return_or_has_no_name_is_not_counted(void **state)
{
    (void)state;
    add_flagged(ABI_NATIVE, "exit_group", 0, 0, 0, EVENT_NO_RETURN);
    add("no_such_call", 0, 0, -ENOSYS);
    expect(&(struct batch_options){0}, "");
    add_flagged(ABI_NATIVE, "nanosleep", 0, 0, 0, EVENT_RESTARTED);
    expect(&(struct batch_options){.columns = {BATCH_COLUMN_CALLS}, .column_count = 1},
           "    calls syscall|\n"
           "--------- ----------------|\n"
           "        1 restart_syscall|\n"
           "--------- ----------------|\n"
           "        1 total|\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_was_not_called_makes_no_table, begin),
        cmocka_unit_test_setup(the_processors_time_is_what_remains_above_the_least, begin),
        cmocka_unit_test_setup(the_overhead_can_be_said, begin),
        cmocka_unit_test_setup(the_clocks_time_is_taken_as_it_is, begin),
        cmocka_unit_test_setup(columns_stand_in_any_order, begin),
        cmocka_unit_test_setup(rows_stand_by_name_or_as_they_are_numbered, begin),
        cmocka_unit_test_setup(a_long_name_makes_room_for_itself, begin),
        cmocka_unit_test_setup(calls_of_i386_have_a_table_of_their_own, begin),
        cmocka_unit_test_setup(what_did_not_return_or_has_no_name_is_not_counted, begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
