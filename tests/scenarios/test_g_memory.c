/*
 * G: pointers that should not be followed, strings without an end, lengths without
 * bound.  The line shows what could be read, or the address, and costs little.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "support/scenario.h"

#define MAX_LINE_BYTES (64 * 1024)

/* The openat that follows the write of this name. */
static const char *openat_of(const struct batch *batch, const char *name)
{
    char mark[64];
    size_t at;

    snprintf(mark, sizeof(mark), "write(-1, \"%s\", ", name);
    at = batch_find(batch, BATCH_CALL, 0, mark, 0);
    if (at + 1 >= batch->line_count || !batch_is_call(&batch->lines[at + 1], "openat")) {
        batch_explain(batch);
        fail_msg("no openat for: %s", name);
    }
    return batch->lines[at + 1].text;
}

static struct batch *trace_paths(void)
{
    struct batch *batch = batch_run("-f", victim_program("hostile_memory"), "paths");

    if (batch_exit_status(batch) != 0)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 0);
    assert_true(batch_find(batch, BATCH_CALL, 0, "write(-1, \"end\", 3)", 0) < batch->line_count);
    return batch;
}

/* The line starts with "openat(AT_FDCWD, " and that. */
static bool shows(const char *line, const char *path)
{
    static const char start[] = "openat(AT_FDCWD, ";

    return strncmp(line, start, strlen(start)) == 0 &&
           strncmp(line + strlen(start), path, strlen(path)) == 0;
}

static void g01_an_unreadable_pointer_is_shown_as_an_address(void **state)
{
    static const struct {
        const char *name, *shown;
    } rows[] = {
        {"null", "NULL,"},
        {"low", "0x1,"},
        {"unmapped", "0x7"},
        {"noncanonical", "0x8000000000000000,"},
        {"kernel", "0xffffffff81000000,"},
        {"vsyscall", "0xffffffffff600000,"},
        {"all ones", "0xffffffffffffffff,"},
    };
    struct batch *batch = trace_paths();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *line = openat_of(batch, rows[i].name);
        if (!shows(line, rows[i].shown))
            fail_msg("%s: %s", rows[i].name, line);
        assert_non_null(strstr(line, "= -1 EFAULT"));
    }
    /* What the program may not read, its tracer may: either is true. */
    assert_true(shows(openat_of(batch, "forbidden"), "0x7") ||
                shows(openat_of(batch, "forbidden"), "\""));
}

/* The part that is there, and nothing of what the program does not have, or the address. */
static void assert_cut(const char *line, const char *twenty)
{
    const char *text = line + strlen("openat(AT_FDCWD, ");

    if (!shows(line, "0x7"))
        assert_true(text[0] == '"' && strspn(text + 1, twenty) <= 20 &&
                    strspn(text + 1, twenty) > 0);
    assert_non_null(strstr(line, "= -1 EFAULT"));
}

static void g02_a_string_that_ends_at_a_hole_is_shown_whole(void **state)
{
    struct batch *batch = trace_paths();

    (void)state;
    assert_true(shows(openat_of(batch, "up to the edge"), "\"/ends/with/the/page\", O_RDONLY"));
    assert_cut(openat_of(batch, "over the edge"), "e");
    assert_non_null(strstr(openat_of(batch, "over the guard"), "= -1 EFAULT"));
}

static void g03_a_string_without_an_end_is_cut(void **state)
{
    struct batch *batch = trace_paths();
    const char *line = openat_of(batch, "endless");

    (void)state;
    assert_true(shows(line, "\"xxxx"));
    assert_non_null(strstr(line, "\"..., O_RDONLY"));
    assert_non_null(strstr(line, "= -1 ENAMETOOLONG"));
    assert_in_range(strlen(line), 0, PATH_MAX + 200);
}

static void g03_bytes_that_are_no_text_are_escaped(void **state)
{
    struct batch *batch = trace_paths();

    (void)state;
    assert_true(shows(openat_of(batch, "bytes"), "\"/\\33]0;title\\7\\n\\377\\376\\233\","));
    for (const char *at = batch->log; at < batch->lines[batch->line_count - 1].text; at++)
        assert_true((*at >= ' ' && *at <= '~') || *at == '\0');
}

static void g04_hostile_lengths_cost_little(void **state)
{
    struct truth *truth = victim_new_truth();
    struct batch *batch;
    int64_t began_ms = truth_now_ms(), took_ms;

    (void)state;
    batch = batch_run("-f", victim_program("hostile_memory"), "structs");
    took_ms = truth_now_ms() - began_ms;
    if (batch_exit_status(batch) != 0)
        batch_explain(batch);
    assert_int_equal(batch_exit_status(batch), 0);
    assert_true(batch_find(batch, BATCH_CALL, 0, "write(-1, \"end\", 3)", 0) < batch->line_count);
    for (size_t i = 0; i < batch->line_count; i++)
        assert_in_range(strlen(batch->lines[i].text), 1, MAX_LINE_BYTES);
    assert_true(batch->line_count >= (size_t)truth->count[CALLS_MADE]);
    print_message("             %zu calls, %ld ms\n", batch->line_count, (long)took_ms);
    /* A millisecond each is the bound; a loaded machine gets some more. */
    assert_in_range(took_ms, 0, 4 * (int64_t)batch->line_count);
}

static void g04_an_event_of_hostile_lengths_is_bounded(void **state)
{
    char *argv[] = {(char *)victim_program("hostile_memory"), "structs", NULL};
    int status = -1;
    size_t largest = 0;

    (void)state;
    live_launch(argv);
    live_await_end();
    assert_true(session_exit_status(live, &status));
    assert_int_equal(status, 0);
    for (size_t i = 0; i < live_count(); i++) {
        size_t size = live_event(i)->size_bytes;
        assert_true(size % 8 == 0 && size >= sizeof(struct event));
        largest = size > largest ? size : largest;
    }
    assert_in_range(largest, sizeof(struct event_syscall), EVENT_MAX_BYTES);
    assert_int_equal(live_count_of(EVENT_LOST, ANY_NUMBER, 0, 0), 0);
}

/* The absurd arrays end in "...", and what is well-formed in front of them is shown. */
static void g04_what_is_well_formed_in_front_is_shown(void **state)
{
    struct batch *batch = batch_run("-f", victim_program("hostile_memory"), "structs");
    size_t many = batch_find(batch, BATCH_CALL, 0, "execve(\"/no/such/program\"", 0);
    size_t sent = batch_find(batch, BATCH_CALL, 0, "writev(-1, [{iov_base=\"b", 0);

    (void)state;
    assert_true(many < batch->line_count && sent < batch->line_count);
    assert_non_null(strstr(batch->lines[many].text, "[\"argument\", \"argument\""));
    assert_non_null(strstr(batch->lines[many].text, "..."));
    assert_int_equal(batch_count(batch, BATCH_CALL, 0, "execve(\"/no/such/program\""), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(g01_an_unreadable_pointer_is_shown_as_an_address),
        SCENARIO(g02_a_string_that_ends_at_a_hole_is_shown_whole),
        SCENARIO(g03_a_string_without_an_end_is_cut),
        SCENARIO(g03_bytes_that_are_no_text_are_escaped),
        SCENARIO(g04_hostile_lengths_cost_little),
        SCENARIO(g04_an_event_of_hostile_lengths_is_bounded),
        SCENARIO(g04_what_is_well_formed_in_front_is_shown),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("g: memory", tests, NULL, NULL);
}
