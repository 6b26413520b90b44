/*
 * The rows of an io_uring's operations, and entries that hold anything.
 */
#include "decode_fixture.h"

#include "core/decode/uring_entry.h"
#include "core/tables/flags.h"

static struct uring_entries queue;

static struct uring_entry *add_entry(uint8_t opcode)
{
    struct uring_entry *entry = &queue.entries[queue.count++];

    *entry = (struct uring_entry){.size_bytes = 64};
    entry->bytes[0] = opcode;
    fx.queue = &queue;
    return entry;
}

static void set_u64(struct uring_entry *entry, size_t offset, uint64_t value)
{
    memcpy(entry->bytes + offset, &value, sizeof value);
}

static const char *enter_line(uint32_t to_submit)
{
    fixture_call(&fx, ABI_NATIVE, "io_uring_enter", 3, to_submit);
    fixture_run(&fx, 1);
    return fixture_line(&fx);
}

static int set_up(void **state)
{
    queue.count = 0;
    return fixture_set_up(state);
}

static void every_operation_that_has_a_name_has_a_row(void **state)
{
    const struct flag_set *names = flag_set_find(TYPE_IO_URING_OP);

    (void)state;
    assert_true(names->count > 60);
    for (size_t i = 0; i < names->count; i++)
        assert_non_null(uring_operation_find((uint8_t)names->names[i].value)->name);
    assert_null(uring_operation_find((uint8_t)names->count)->name);
    assert_null(uring_operation_find(255)->name);
}

static void check_row(const struct uring_operation *row)
{
    uint64_t known = 0;

    for (unsigned i = 0; i < row->arg_count; i++) {
        const struct arg_spec *arg = &row->args[i];
        uint64_t word = uring_word_mask((enum uring_word)row->words[i]);
        bool is_sized = arg->size == SIZE_ARG || arg->size == SIZE_COUNT;

        assert_non_null(arg->name);
        assert_int_not_equal(arg->type, TYPE_NONE);
        if (known & word)
            fail_msg("%s: %s is in a word that is taken", row->name, arg->name);
        if (is_sized && (arg->size_arg >= row->arg_count || arg->size_arg == i))
            fail_msg("%s: %s has its size nowhere", row->name, arg->name);
        known |= word;
    }
    for (unsigned i = row->arg_count; i < SYSCALL_MAX_ARGS; i++)
        if (row->args[i].name || row->optional >> i & 1)
            fail_msg("%s: more arguments than words", row->name);
}

static void no_row_contradicts_itself(void **state)
{
    (void)state;
    for (int opcode = 0; opcode < 256; opcode++)
        if (uring_operation_find((uint8_t)opcode)->name)
            check_row(uring_operation_find((uint8_t)opcode));
}

static void what_is_submitted_stands_behind_how_much(void **state)
{
    struct uring_entry *entry = add_entry(18);

    (void)state;
    fixture_string(&fx, PTR(1), "/etc/passwd");
    set_u64(entry, 16, PTR(1));
    assert_string_equal(enter_line(1),
                        "io_uring_enter(3, 1 /* [{opcode=IORING_OP_OPENAT, dfd=0, pathname=\"/etc/passwd\", "
                        "open_flags=O_RDONLY, user_data=0}] */, 0, 0, NULL, 0) = 1");
}

static void of_an_unknown_queue_nothing_is_said(void **state)
{
    (void)state;
    assert_string_equal(enter_line(1), "io_uring_enter(3, 1, 0, 0, NULL, 0) = 1");
    queue.count = 0;
    fx.queue = &queue;
    assert_string_equal(enter_line(1), "io_uring_enter(3, 1, 0, 0, NULL, 0) = 1");
}

static void an_entry_cannot_see_what_another_one_points_to(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "one");
    set_u64(add_entry(36), 16, PTR(1));
    set_u64(add_entry(36), 16, PTR(9)); /* nothing is there */
    assert_non_null(strstr(enter_line(2), "pathname=\"one\", unlink_flags=0, user_data=0}, {opcode=IORING_OP_UNLINKAT, "
                                          "dfd=0, pathname=0x90000, unlink_flags=0, user_data=0}] */"));
}

/* There is room for some of them: that there were more is said. */
static void entries_that_find_no_room_are_not_denied(void **state)
{
    static const uint8_t bytes[4096];

    (void)state;
    fixture_memory(&fx, PTR(1), bytes, sizeof bytes);
    fx.limits.buffer_bytes = 4096;
    for (int i = 0; i < 30; i++) {
        struct uring_entry *entry = add_entry(23);
        set_u64(entry, 16, PTR(1));
        memcpy(entry->bytes + 24, &(uint32_t){4096}, 4);
    }
    assert_non_null(strstr(enter_line(30), "}, ...] */, 0, 0, NULL, 0) = 1"));
    fx.limits.element_count = 8;
    assert_non_null(strstr(enter_line(30), "}, ...] */, 0, 0, NULL, 0) = 1"));
}

static void comments_within_the_comment_are_none(void **state)
{
    (void)state;
    add_entry(222);
    assert_non_null(strstr(enter_line(1), " /* [{opcode=0xde (IORING_OP_\?\?\?), user_data=0}] */, "));
    fx.options.constants = FORMAT_NAMED_NUMBERS;
    queue.count = 0;
    add_entry(0);
    assert_non_null(strstr(enter_line(1), " /* [{opcode=0 (IORING_OP_NOP), user_data=0}] */, "));
}

/* Each operation, with words that are small numbers, addresses of something, of nothing, or all ones. */
static void entries_of_random_words_are_bounded(void **state)
{
    static const uint8_t bytes[4096];
    const uint64_t words[] = {0, 1, 2, 8, 0x80, PTR(1), PTR(1) + 4000, PTR(7), UINT64_MAX, UINT32_MAX};

    (void)state;
    fixture_memory(&fx, PTR(1), bytes, sizeof bytes);
    fixture_fd(&fx, 1, "/a");
    for (unsigned round = 0; round < 2000; round++) {
        queue.count = 0;
        for (uint64_t count = 1 + random_next() % 64; count > 0; count--) {
            struct uring_entry *entry = add_entry((uint8_t)(random_next() % 70));
            for (size_t at = 8; at < 64; at += random_next() % 2 ? 8 : 4)
                memcpy(entry->bytes + at, &words[random_next() % 10], at % 8 ? 4 : 8);
            entry->bytes[1] = (uint8_t)random_next();
            entry->size_bytes = random_next() % 4 ? 64 : URING_ENTRY_MAX_BYTES;
        }
        fixture_call(&fx, round % 2 ? ABI_COMPAT : ABI_NATIVE, "io_uring_enter", 1, 64);
        fx.read_count = 0;
        fixture_run(&fx, 1);
        assert_in_range(fx.read_count, 0, 256);
        if (round % 50)
            fixture_event(&fx)->header.size_bytes = sizeof(struct event_syscall); /* spare the damage */
    }
}

#define ENTRY_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ENTRY_TEST(every_operation_that_has_a_name_has_a_row),
        ENTRY_TEST(no_row_contradicts_itself),
        ENTRY_TEST(what_is_submitted_stands_behind_how_much),
        ENTRY_TEST(of_an_unknown_queue_nothing_is_said),
        ENTRY_TEST(an_entry_cannot_see_what_another_one_points_to),
        ENTRY_TEST(entries_that_find_no_room_are_not_denied),
        ENTRY_TEST(comments_within_the_comment_are_none),
        ENTRY_TEST(entries_of_random_words_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
