/*
 * -c beside strace: the same tables of the same programs, to the letter, in all but the times.
 */
#include <stdio.h>
#include <string.h>

#include "support/scenario.h"

#define MAX_WORDS 8

static const struct row {
    const char *options[MAX_WORDS], *command[MAX_WORDS];
} rows[] = {
    {{"-U", "name,calls,errors", "-S", "name"}, {"ls", "/etc", "/nonexistent"}},
    {{"-U", "calls,errors,name", "-S", "calls"}, {"cat", "/etc/passwd"}},
    {{"-U", "errors,calls,name", "-S", "errors"}, {"cat", "/nonexistent"}},
    {{"-U", "name,calls", "-S", "nothing"}, {"sort", "/etc/passwd"}},
    {{"-U", "calls", "-S", "name", "-w"}, {"wc", "/etc/passwd"}},
    {{"-U", "calls,errors", "-S", "name", "-f"}, {"sh", "-c", "(exit 3); cat /nonexistent; true"}},
    {{"-U", "calls,errors", "-S", "name", "-f", "-e", "trace=%process"},
     {"bash", "-c", "for i in 1 2 3; do (exit $i); done"}},
    {{"-U", "calls,errors", "-S", "name", "-e", "trace=%file,read"}, {"python3", "-c", "pass"}},
    {{"-U", "calls,errors", "-S", "name", "-e", "trace=none"}, {"true"}},
    {{"-U", "calls,errors", "-S", "name", "-e", "inject=openat:error=ENOENT:when=3+"},
     {"cat", "/etc/passwd"}},
    {{"-U", "calls,errors", "-S", "name", "-P", "/etc/passwd"}, {"cat", "/etc/passwd"}},
};

static struct batch *start(const struct row *row, bool is_strace)
{
    const char *words[2 * MAX_WORDS + 2] = {"-c"};
    size_t count = 1;

    for (size_t i = 0; i < MAX_WORDS && row->options[i]; i++)
        words[count++] = row->options[i];
    for (size_t i = 0; i < MAX_WORDS && row->command[i]; i++)
        words[count++] = row->command[i];
    return (is_strace ? batch_start_strace : batch_start)(
        words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7], words[8],
        words[9], words[10], words[11], words[12], words[13], words[14], words[15], NULL);
}

static void assert_same(const struct row *row, const struct batch *ours,
                        const struct batch *theirs)
{
    size_t count = theirs->line_count > ours->line_count ? theirs->line_count : ours->line_count;

    for (size_t i = 0; i < count; i++) {
        const char *mine = i < ours->line_count ? ours->lines[i].text : "nothing";
        const char *other = i < theirs->line_count ? theirs->lines[i].text : "nothing";
        bool is_same = strcmp(mine, other) == 0 && /* a number at its beginning is told apart */
                       ours->lines[i].tid == theirs->lines[i].tid;
        if (!is_same)
            fail_msg("%s: \"%s\", and with strace \"%s\"", row->command[0], mine, other);
    }
}

static size_t find_line(const struct batch *batch, const char *text)
{
    size_t index = 0;

    while (index < batch->line_count && !strstr(batch->lines[index].text, text))
        index++;
    return index;
}

static void the_tables_are_straces(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct batch *theirs = start(&rows[i], true), *ours;

        batch_finish(theirs);
        ours = start(&rows[i], false);
        batch_finish(ours);
        assert_same(&rows[i], ours, theirs);
        assert_int_equal(batch_exit_status(ours), batch_exit_status(theirs));
        batch_end_all();
    }
}

/* What -C writes between the lines and behind them. */
static void lines_come_before_the_table(void **state)
{
    struct batch *batch = batch_run("-C", "-e", "trace=getppid", victim_program("tampered"),
                                    "calls", "3");
    size_t table = find_line(batch, "% time     seconds");

    (void)state;
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "getppid()"), 3);
    assert_true(table < batch->line_count);
    assert_true(find_line(batch, "+++ exited with 0 +++") < table);
    assert_true(find_line(batch, "         3           getppid") > table);
}

/* Asleep it costs nothing, at work as much as it worked. */
static void system_time_is_the_processors(void **state)
{
    struct batch *batch =
        batch_run("-c", "-U", "total-time,wall-total,name", "-e", "trace=nanosleep,clock_nanosleep,getrandom",
                  "python3", "-c",
                  "import os, time; time.sleep(0.3); [os.getrandom(1 << 20) for i in range(20)]");
    double sleeping, slept, working, worked;
    size_t sleep = find_line(batch, "nanosleep"), random = find_line(batch, "getrandom");

    (void)state;
    if (sleep == batch->line_count)
        skip(); /* this python sleeps in another call */
    assert_true(random < batch->line_count);
    assert_int_equal(sscanf(batch->lines[sleep].text, "%lf %lf", &sleeping, &slept), 2);
    assert_int_equal(sscanf(batch->lines[random].text, "%lf %lf", &working, &worked), 2);
    assert_true(slept >= 0.3);
    assert_true(sleeping < 0.05);
    assert_true(working > 0.01);
    assert_true(working <= worked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(the_tables_are_straces),
        SCENARIO(lines_come_before_the_table),
        SCENARIO(system_time_is_the_processors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
