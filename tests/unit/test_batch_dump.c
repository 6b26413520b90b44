/*
 * Dumps of what a call moved: which bytes, of which buffer, in rows of sixteen.
 */
#include "batch/dump.h"
#include "decode_fixture.h"

#include <ptop/buffers.h>

static struct number_set read_fds, written_fds;
static char dumped[8192];

static void collect(void *context, const char *line, size_t length)
{
    (void)context;
    assert_true(strlen(dumped) + length < sizeof dumped);
    strncat(dumped, line, length);
}

/* A buffer as the tracer tells it: in pieces, which are small here. */
#define PIECE_BYTES 32

static void tell_buffer(void *context, const struct buffer *buffer)
{
    struct {
        struct event_data head;
        uint8_t bytes[PIECE_BYTES];
    } piece = {.head = {.header = {.size_bytes = sizeof piece},
                        .moved_bytes = buffer->moved_bytes,
                        .message_buffers = buffer->message_buffers,
                        .message = buffer->message,
                        .index = buffer->index,
                        .buffer_kind = (uint8_t)buffer->kind}};

    (void)context;
    for (uint64_t offset = 0; offset < buffer->moved_bytes && offset < 1000; offset += PIECE_BYTES) {
        uint64_t left = buffer->moved_bytes - offset;
        ssize_t got = fixture_read(&fx, buffer->address + offset, piece.bytes,
                                   left < PIECE_BYTES ? left : PIECE_BYTES);

        piece.head.offset = offset;
        piece.head.length_bytes = got > 0 ? (uint32_t)got : 0;
        dump_data(&piece.head, collect, NULL);
        if (got < PIECE_BYTES)
            break;
    }
}

static const char *dump_of(const struct event_syscall *call)
{
    int arg = buffers_find(call, &read_fds, &written_fds);

    dumped[0] = '\0';
    if (arg >= 0)
        buffers_walk(call, (unsigned)arg, tell_buffer, NULL);
    return dumped;
}

static const char *dump_of_call(void)
{
    return dump_of(fixture_event(&fx));
}

static int set_up(void **state)
{
    number_set_add(&written_fds, 1);
    number_set_add(&read_fds, 0);
    return fixture_set_up(state);
}

static void a_row_has_sixteen_bytes_as_numbers_and_as_text(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "0123456789abcdef\n\177z", 19);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 19);
    fixture_run(&fx, 19);
    assert_string_equal(
        dump_of_call(),
        " | 00000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef |\n"
        " | 00010  0a 7f 7a                                          ..z              |\n");
}

static void only_descriptors_that_are_wanted_are_dumped(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 3);
    fixture_run(&fx, 3);
    assert_string_equal(
        dump_of_call(),
        " | 00000  61 62 63                                          abc              |\n");
    fixture_call(&fx, ABI_NATIVE, "write", 0, PTR(1), 3);
    fixture_run(&fx, 3);
    assert_string_equal(dump_of_call(), "");
}

static void what_was_read_is_as_long_as_the_result(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "abcdef", 6);
    fixture_call(&fx, ABI_NATIVE, "read", 0, PTR(1), 6);
    fixture_run(&fx, 2);
    assert_string_equal(
        dump_of_call(),
        " | 00000  61 62                                             ab               |\n");
    fixture_call(&fx, ABI_NATIVE, "read", 0, PTR(1), 6);
    fixture_run(&fx, -EAGAIN);
    assert_string_equal(dump_of_call(), "");
}

static void what_was_to_be_written_is_dumped_even_if_it_failed(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 3);
    fixture_run(&fx, -EAGAIN);
    assert_non_null(strstr(dump_of_call(), "61 62 63"));
}

static void a_vector_is_dumped_buffer_by_buffer_up_to_an_empty_one(void **state)
{
    const uint64_t vector[] = {PTR(1), 3, PTR(2), 2, 0, 0, PTR(1), 3};

    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_memory(&fx, PTR(2), "xy", 2);
    fixture_memory(&fx, PTR(3), vector, sizeof vector);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(3), 4);
    fixture_run(&fx, 8);
    assert_string_equal(
        dump_of_call(),
        " * 3 bytes in buffer 0\n"
        " | 00000  61 62 63                                          abc              |\n"
        " * 2 bytes in buffer 1\n"
        " | 00000  78 79                                             xy               |\n");
}

static void a_vector_that_was_read_is_dumped_as_far_as_the_result(void **state)
{
    const uint64_t vector[] = {PTR(1), 3, PTR(1), 3};

    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_memory(&fx, PTR(3), vector, sizeof vector);
    fixture_call(&fx, ABI_NATIVE, "readv", 0, PTR(3), 2);
    fixture_run(&fx, 4);
    assert_string_equal(
        dump_of_call(),
        " * 3 bytes in buffer 0\n"
        " | 00000  61 62 63                                          abc              |\n"
        " * 1 bytes in buffer 1\n"
        " | 00000  61                                                a                |\n");
}

static void messages_are_dumped_one_by_one(void **state)
{
    const uint64_t vector[] = {PTR(1), 3};
    const uint64_t messages[] = {0, 0, PTR(3), 1, 0, 0, 0, 3, 0, 0, PTR(3), 1, 0, 0, 0, 3};

    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_memory(&fx, PTR(3), vector, sizeof vector);
    fixture_memory(&fx, PTR(4), messages, sizeof messages);
    fixture_call(&fx, ABI_NATIVE, "sendmmsg", 1, PTR(4), 2, 0);
    fixture_run(&fx, 2);
    assert_string_equal(
        dump_of_call(),
        " = 1 buffers in vector 0\n"
        " * 3 bytes in buffer 0\n"
        " | 00000  61 62 63                                          abc              |\n"
        " = 1 buffers in vector 1\n"
        " * 3 bytes in buffer 0\n"
        " | 00000  61 62 63                                          abc              |\n");
}

static void pieces_of_a_buffer_make_one_dump(void **state)
{
    static uint8_t bytes[3 * PIECE_BYTES];
    const uint64_t vector[] = {PTR(1), sizeof bytes};

    (void)state;
    fx.limits.buffer_bytes = 2;
    fixture_memory(&fx, PTR(1), bytes, sizeof bytes);
    fixture_memory(&fx, PTR(3), vector, sizeof vector);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(3), 1);
    fixture_run(&fx, sizeof bytes);
    dump_of_call();
    assert_ptr_equal(strstr(dumped, " * 96 bytes in buffer 0\n"), dumped);
    assert_null(strstr(dumped + 1, " * "));
    assert_non_null(strstr(dumped, " | 00000  "));
    assert_non_null(strstr(dumped, " | 00020  "));
    assert_non_null(strstr(dumped, " | 00050  "));
}

static void offsets_have_the_digits_that_the_last_one_needs(void **state)
{
    struct event_data data = {.header = {.size_bytes = sizeof data + 16},
                              .moved_bytes = 0x100001,
                              .offset = 0x100000,
                              .length_bytes = 1};
    _Alignas(8) uint8_t record[sizeof data + 16] = {0};

    (void)state;
    memcpy(record, &data, sizeof data);
    dumped[0] = '\0';
    dump_data((const struct event_data *)record, collect, NULL);
    assert_ptr_equal(strstr(dumped, " | 100000  00 "), dumped);
}

static void a_call_behind_another_one_is_dumped(void **state)
{
    static const uint32_t words[] = {1, (uint32_t)PTR(1), 3, 0};

    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_memory(&fx, PTR(2), words, sizeof words);
    fixture_call(&fx, ABI_COMPAT, "socketcall", 9, PTR(2));
    fixture_run(&fx, 3);
    assert_non_null(strstr(dump_of_call(), "61 62 63"));
}

static void a_damaged_record_is_dumped_within_its_bounds(void **state)
{
    static uint8_t damaged[sizeof fx.record];
    const uint64_t vector[] = {PTR(1), 3, PTR(1), 2};
    size_t size;

    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_memory(&fx, PTR(3), vector, sizeof vector);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(3), 2);
    fixture_run(&fx, 5);
    size = fixture_event(&fx)->header.size_bytes;
    for (int i = 0; i < 2000; i++) {
        size_t length = size;

        memcpy(damaged, fx.record, size);
        length = fixture_damage(damaged, length);
        if (length < sizeof(struct event_syscall))
            continue;
        ((struct event *)damaged)->size_bytes = (uint16_t)length;
        uint8_t *exact = malloc(length);
        memcpy(exact, damaged, length);
        dump_of((const struct event_syscall *)exact);
        free(exact);
    }
}

int main(void)
{
#define DUMP_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, fixture_tear_down)
    const struct CMUnitTest tests[] = {
        DUMP_TEST(a_row_has_sixteen_bytes_as_numbers_and_as_text),
        DUMP_TEST(only_descriptors_that_are_wanted_are_dumped),
        DUMP_TEST(what_was_read_is_as_long_as_the_result),
        DUMP_TEST(what_was_to_be_written_is_dumped_even_if_it_failed),
        DUMP_TEST(a_vector_is_dumped_buffer_by_buffer_up_to_an_empty_one),
        DUMP_TEST(a_vector_that_was_read_is_dumped_as_far_as_the_result),
        DUMP_TEST(messages_are_dumped_one_by_one),
        DUMP_TEST(pieces_of_a_buffer_make_one_dump),
        DUMP_TEST(offsets_have_the_digits_that_the_last_one_needs),
        DUMP_TEST(a_call_behind_another_one_is_dumped),
        DUMP_TEST(a_damaged_record_is_dumped_within_its_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
