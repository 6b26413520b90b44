/*
 * The capture engine against tracees that lie: pieces are complete, bounded in
 * size and time, and say what they lack.
 */
#include "decode_fixture.h"

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define PAGE       4096u
#define MOST_READS 256 /* of one call, whatever its pointers say */

/* ---- looking at pieces ---------------------------------------------------------- */

struct found {
    struct event_piece piece;
    const uint8_t *bytes;
};

/* The n-th piece of the record, checked to lie within it. */
static bool nth_piece(unsigned n, struct found *found)
{
    const uint8_t *at = fx.record + sizeof(struct event_syscall);
    const uint8_t *end = fx.record + fixture_event(&fx)->header.size_bytes;

    for (unsigned i = 0; at < end; i++) {
        assert_true((size_t)(end - at) >= sizeof found->piece);
        memcpy(&found->piece, at, sizeof found->piece);
        found->bytes = at + sizeof found->piece;
        at = found->bytes + EVENT_ALIGN(found->piece.length_bytes);
        assert_true(at <= end);
        if (i == n)
            return true;
    }
    return false;
}

static unsigned piece_count(void)
{
    struct found found;
    unsigned count = 0;

    while (nth_piece(count, &found))
        count++;
    return count;
}

static struct found get_piece(unsigned n)
{
    struct found found;

    if (!nth_piece(n, &found))
        fail_msg("no piece %u", n);
    return found;
}

static void assert_piece(unsigned n, unsigned arg, unsigned part, unsigned flags, const void *bytes,
                         size_t length)
{
    struct found found = get_piece(n);

    assert_int_equal(found.piece.arg, arg);
    assert_int_equal(found.piece.part, part);
    assert_int_equal(found.piece.flags, flags);
    assert_int_equal(found.piece.length_bytes, length);
    assert_memory_equal(found.bytes, bytes, length);
}

static void assert_unreadable(unsigned n, unsigned arg, int error)
{
    int32_t code = error;
    assert_piece(n, arg, get_piece(n).piece.part,
                 PIECE_UNREADABLE | (get_piece(n).piece.flags & PIECE_EXIT), &code, sizeof code);
}

/* ---- directions ----------------------------------------------------------------- */

static void input_is_captured_at_entry_and_output_at_exit(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "hello, world", 12);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 5);
    fixture_enter(&fx);
    assert_int_equal(piece_count(), 1);
    assert_piece(0, 1, 0, 0, "hello", 5);
    fixture_exit(&fx, 5);
    assert_int_equal(piece_count(), 1);

    fixture_call(&fx, ABI_NATIVE, "read", 0, PTR(1), 100);
    fixture_enter(&fx);
    assert_int_equal(piece_count(), 0);
    fixture_exit(&fx, 3);
    assert_piece(0, 1, 0, PIECE_EXIT, "hel", 3);
}

static void a_failed_call_has_no_output(void **state)
{
    int32_t size = 16;

    (void)state;
    fixture_memory(&fx, PTR(1), "0123456789abcdef", 16);
    fixture_memory(&fx, PTR(2), &size, sizeof size);
    fixture_call(&fx, ABI_NATIVE, "accept", 3, PTR(1), PTR(2));
    fixture_run(&fx, -EAGAIN);
    assert_int_equal(piece_count(), 1); /* the length at entry */
    assert_piece(0, 2, 0, 0, &size, sizeof size);
}

static void nothing_read_is_an_empty_piece(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "x", 1);
    fixture_call(&fx, ABI_NATIVE, "read", 0, PTR(1), 100);
    fixture_run(&fx, 0);
    assert_piece(0, 1, 0, PIECE_EXIT, "", 0);
    shows("read(0, \"\", 100) = 0");
}

static void null_pointers_have_no_pieces(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "execve", 0, 0, 0);
    fixture_run(&fx, -EFAULT);
    assert_int_equal(piece_count(), 0);
    assert_int_equal(fx.read_count, 0);
    shows("execve(NULL, NULL, NULL) = -1 EFAULT (Bad address)");
}

static void names_of_descriptors_join_where_they_appear(void **state)
{
    uint32_t first = 1, second = 2;

    (void)state;
    fixture_fd(&fx, 3, "/dir");
    fixture_fd(&fx, 7, "/dir/file");
    fixture_string(&fx, PTR(1), "file");
    fixture_call(&fx, ABI_NATIVE, "openat", 3, PTR(1), 0, 0);
    fixture_run(&fx, 7);
    assert_piece(0, 0, 0, PIECE_FD_NAME, &first, sizeof first);
    assert_piece(1, 1, 0, 0, "file", 4);
    assert_piece(2, PIECE_RESULT, 0, PIECE_EXIT | PIECE_FD_NAME, &second, sizeof second);
    shows("openat(3</dir>, \"file\", O_RDONLY) = 7</dir/file>");
}

/* ---- caps ------------------------------------------------------------------------- */

static void buffers_and_strings_end_at_their_limits(void **state)
{
    static char buffer[10000];

    (void)state;
    memset(buffer, 'a', sizeof buffer);
    fixture_memory(&fx, PTR(1), buffer, sizeof buffer);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), sizeof buffer);
    fixture_run(&fx, sizeof buffer);
    assert_piece(0, 1, 0, PIECE_CUT, buffer, fx.limits.buffer_bytes);

    fixture_call(&fx, ABI_NATIVE, "chdir", PTR(1));
    fixture_run(&fx, -ENAMETOOLONG);
    assert_piece(0, 0, 0, PIECE_CUT, buffer, fx.limits.string_bytes);
}

static void a_length_of_all_ones_reads_only_the_limit(void **state)
{
    static char buffer[10000];

    (void)state;
    fixture_memory(&fx, PTR(1), buffer, sizeof buffer);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), UINT64_MAX);
    fixture_run(&fx, -EFAULT);
    assert_piece(0, 1, 0, PIECE_CUT, buffer, fx.limits.buffer_bytes);
    fixture_call(&fx, ABI_NATIVE, "write", 1, UINT64_MAX - 3, UINT64_MAX);
    fixture_run(&fx, -EFAULT);
    assert_unreadable(0, 1, EFAULT);
}

/* Calls that take counts, lengths and lists, with the largest there are. */
static const struct hostile_call {
    const char *name;
    uint64_t args[SYSCALL_MAX_ARGS];
    int64_t result;
} hostile_calls[] = {
    {"writev", {1, PTR(1), 1u << 31}, 5},
    {"readv", {1, PTR(1), UINT64_MAX}, INT64_MAX},
    {"poll", {PTR(1), UINT64_MAX, 0}, 1},
    {"ppoll", {PTR(1), 1u << 31, PTR(1), PTR(1), UINT64_MAX}, 1},
    {"sendmsg", {1, PTR(1), 0}, 1},
    {"recvmsg", {1, PTR(1), 0}, INT64_MAX},
    {"sendmmsg", {1, PTR(1), UINT64_MAX, 0}, 1},
    {"recvmmsg", {1, PTR(1), UINT64_MAX, 0, PTR(1)}, INT64_MAX},
    {"connect", {1, PTR(1), UINT64_MAX}, 0},
    {"accept", {1, PTR(1), PTR(1)}, 0},
    {"select", {UINT64_MAX >> 1, PTR(1), PTR(1), PTR(1), PTR(1)}, 1},
    {"select", {INT32_MAX, PTR(1), PTR(1), PTR(1), PTR(1)}, 1},
    {"epoll_wait", {1, PTR(1), UINT64_MAX, 0}, INT64_MAX},
    {"execve", {PTR(1), PTR(1), PTR(1)}, 0},
    {"getdents64", {1, PTR(1), UINT64_MAX}, INT64_MAX},
    {"clone3", {PTR(1), UINT64_MAX}, 1},
    {"sched_setaffinity", {1, UINT64_MAX, PTR(1)}, 0},
    {"semop", {1, PTR(1), UINT64_MAX}, 0},
    {"msgsnd", {1, PTR(1), UINT64_MAX, 0}, 0},
    {"io_submit", {1, UINT64_MAX, PTR(1)}, 1},
    {"open_by_handle_at", {1, PTR(1), 0}, 0},
    {"capset", {PTR(1), PTR(1)}, 0},
    {"getgroups", {UINT64_MAX, PTR(1)}, INT64_MAX},
    {"process_vm_readv", {1, PTR(1), UINT64_MAX, PTR(1), UINT64_MAX}, INT64_MAX},
    {"prctl", {0x53564d41, 0, UINT64_MAX, UINT64_MAX, PTR(1)}, 0},
};

static void assert_capped(const struct hostile_call *call)
{
    fixture_call_args(&fx, ABI_NATIVE, call->name, call->args);
    fx.read_count = 0;
    fixture_enter(&fx);
    assert_in_range(fx.read_count, 0, MOST_READS);
    fx.read_count = 0;
    fixture_exit(&fx, call->result);
    assert_in_range(fx.read_count, 0, MOST_READS);
    piece_count(); /* every piece lies within the record */
    assert_true(strlen(fixture_line(&fx)) > 0);
}

static void counts_and_lengths_of_all_ones_are_capped(void **state)
{
    static uint8_t memory[1 << 16];

    (void)state;
    memset(memory, 0xff, sizeof memory);
    fixture_memory(&fx, PTR(1), memory, sizeof memory);
    for (size_t i = 0; i < sizeof hostile_calls / sizeof *hostile_calls; i++)
        assert_capped(&hostile_calls[i]);
}

static void memory_that_points_to_itself_is_left(void **state)
{
    static uint64_t memory[1 << 13];

    (void)state;
    for (size_t i = 0; i < sizeof memory / sizeof *memory; i++)
        memory[i] = PTR(1);
    fixture_memory(&fx, PTR(1), memory, sizeof memory);
    for (size_t i = 0; i < sizeof hostile_calls / sizeof *hostile_calls; i++)
        assert_capped(&hostile_calls[i]);
    fx.limits.buffer_bytes = 16; /* many small reads fit where few large ones did */
    for (size_t i = 0; i < sizeof hostile_calls / sizeof *hostile_calls; i++)
        assert_capped(&hostile_calls[i]);
}

/* Any address can be read, and holds what looks like addresses, counts and text. */
static uint64_t random_word(void)
{
    uint64_t value = random_next();

    switch (value % 6) {
    case 0:
        return 0;
    case 1:
        return value >> 8 & 0xff;
    case 2:
        return UINT64_MAX;
    case 3:
        return value >> 33;
    default:
        return value;
    }
}

static ssize_t read_anything(void *context, tracee_addr address, void *buffer, size_t size)
{
    uint8_t *bytes = buffer;

    ++*(unsigned *)context;
    if (address % 16 == 3)
        return -EFAULT;
    if (address % 16 == 5)
        size = size / 2 + 1; /* the next page cannot be read */
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(random_word() >> i % 8);
    return (ssize_t)size;
}

static uint32_t any_name(void *context, int fd)
{
    ++*(unsigned *)context;
    return fd & 1;
}

static void captures_anything(enum abi abi, int number)
{
    unsigned reads = 0;
    struct tracee_reader reader = {read_anything, any_name, &reads};
    struct event_syscall *event = fixture_event(&fx);
    struct capture capture = {
        .spec = syscall_find(abi, number),
        .abi = abi,
        .reader = &reader,
        .limits = &fx.limits,
        .pieces = fx.record + sizeof *event,
        .capacity_bytes = random_next() % 4 ? 60000 : random_next() % 2000,
    };

    if (!capture.spec)
        return;
    *event = (struct event_syscall){
        .header = {.kind = EVENT_SYSCALL,
                   .flags = abi == ABI_COMPAT ? EVENT_COMPAT : 0,
                   .number = number},
        .result = (int64_t)random_word(),
    };
    for (size_t i = 0; i < SYSCALL_MAX_ARGS; i++)
        event->args[i] = abi == ABI_COMPAT ? (uint32_t)random_word() : random_word();
    memcpy(capture.args, event->args, sizeof capture.args);
    capture.result = event->result;
    capture_call(&capture);
    capture.is_exit = true;
    capture_call(&capture);
    assert_in_range(reads, 0, 2 * MOST_READS);
    assert_true(capture.used_bytes <= capture.capacity_bytes);
    event->header.size_bytes = (uint16_t)(sizeof *event + capture.used_bytes);
    piece_count(); /* every piece lies within the record */
    fx.options.layout = random_next() & 1 ? FORMAT_UNFOLDED : FORMAT_ONE_LINE;
    assert_true(strlen(fixture_line(&fx)) > 0);
}

static void every_call_survives_any_registers_and_any_memory(void **state)
{
    enum { ROUNDS = 12 };

    (void)state;
    random_state = 0x853c49e6748fea9b;
    for (enum abi abi = 0; abi < ABI_COUNT; abi++)
        for (int number = 0; number < syscall_limit(abi); number++)
            for (unsigned round = 0; round < ROUNDS; round++)
                captures_anything(abi, number);
}

static void the_buffers_of_a_vector_share_a_budget(void **state)
{
    static uint8_t buffer[300];
    uint64_t vector[64];
    size_t total = 0;
    struct found found;

    (void)state;
    for (size_t i = 0; i < 64; i += 2) {
        vector[i] = PTR(2);
        vector[i + 1] = sizeof buffer;
    }
    fixture_memory(&fx, PTR(1), vector, sizeof vector);
    fixture_memory(&fx, PTR(2), buffer, sizeof buffer);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(1), 32);
    fixture_run(&fx, 1);
    for (unsigned n = 1; nth_piece(n, &found); n++)
        total += found.piece.length_bytes;
    assert_int_equal(total, 8 * fx.limits.buffer_bytes);
}

static void names_of_descriptors_count_as_reads(void **state)
{
    enum { MESSAGES = 10, RIGHTS = 60 };
    int32_t control[4 + RIGHTS] = {sizeof control, 0, SOL_SOCKET, SCM_RIGHTS};
    struct mmsghdr messages[MESSAGES] = {0};

    (void)state;
    for (size_t i = 0; i < MESSAGES; i++) {
        messages[i].msg_hdr.msg_control = (void *)PTR(2);
        messages[i].msg_hdr.msg_controllen = sizeof control;
    }
    fixture_memory(&fx, PTR(1), messages, sizeof messages);
    fixture_memory(&fx, PTR(2), control, sizeof control);
    fixture_call(&fx, ABI_NATIVE, "sendmmsg", 3, PTR(1), MESSAGES, 0);
    fixture_enter(&fx);
    assert_int_equal(fx.read_count, MOST_READS);
}

static void arguments_that_point_to_themselves_end(void **state)
{
    static uint64_t argv[8192];

    (void)state;
    for (size_t i = 0; i < 8192; i++)
        argv[i] = PTR(1); /* each string is the array of pointers */
    fixture_memory(&fx, PTR(1), argv, sizeof argv);
    fixture_call(&fx, ABI_NATIVE, "execve", PTR(1), PTR(1), PTR(1));
    fixture_enter(&fx);
    assert_in_range(fx.read_count, 1, MOST_READS);
    assert_non_null(strstr(fixture_argument(&fx, 1), ", ...]"));
    assert_string_equal(fixture_argument(&fx, 2), "0x10000 /* 4096 vars, unterminated */");
}

static void a_call_takes_no_more_than_its_capacity(void **state)
{
    static uint8_t buffer[512];
    uint64_t vector[128];

    (void)state;
    for (size_t i = 0; i < 128; i += 2) {
        vector[i] = PTR(2);
        vector[i + 1] = sizeof buffer;
    }
    fixture_memory(&fx, PTR(1), vector, sizeof vector);
    fixture_memory(&fx, PTR(2), buffer, sizeof buffer);
    struct tracee_reader reader = {fixture_read, fixture_fd_name, &fx};
    _Alignas(8) uint8_t pieces[2048];
    for (size_t capacity = 0; capacity <= sizeof pieces; capacity++) {
        memset(pieces, 0xa5, sizeof pieces);
        struct capture capture = {
            .spec = syscall_find_name(ABI_NATIVE, "writev", &(int){0}),
            .args = {1, PTR(1), 64},
            .reader = &reader,
            .limits = &fx.limits,
            .pieces = pieces,
            .capacity_bytes = capacity,
        };
        capture_call(&capture);
        assert_in_range(capture.used_bytes, 0, capacity);
        for (size_t i = capacity; i < sizeof pieces; i++)
            assert_int_equal(pieces[i], 0xa5);
    }
}

/* ---- memory that cannot be read ----------------------------------------------------- */

static void unreadable_memory_keeps_its_errno(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "open", PTR(1), 0, 0);
    fixture_run(&fx, -EFAULT);
    assert_unreadable(0, 0, EFAULT);
    shows("open(0x10000, O_RDONLY) = -1 EFAULT (Bad address)");
}

static void what_is_readable_of_a_buffer_is_kept_and_the_address_shown(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "abc", 3);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 100);
    fixture_run(&fx, 3);
    assert_piece(0, 1, 0, PIECE_CUT | PIECE_SHORT, "abc", 3);
    char line[64];
    snprintf(line, sizeof line, "write(1, %#lx, 100) = 3", (unsigned long)PTR(1));
    shows(line);
}

/* Two pages of which only the first can be read, through the call the tracer uses. */
static ssize_t read_self(void *context, tracee_addr address, void *buffer, size_t size)
{
    struct iovec local = {buffer, size}, remote = {(void *)(uintptr_t)address, size};
    ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);

    ++*(unsigned *)context;
    return got < 0 ? -errno : got;
}

static char *edge; /* the first address that cannot be read */

/* A kernel may also refuse a read as a whole that touches one bad page. */
static ssize_t read_self_strictly(void *context, tracee_addr address, void *buffer, size_t size)
{
    if (address < (uint64_t)(uintptr_t)edge && size > (uint64_t)(uintptr_t)edge - address)
        return -EFAULT;
    return read_self(context, address, buffer, size);
}

static uint32_t no_name(void *context, int fd)
{
    (void)context;
    (void)fd;
    return 0;
}

static int map_edge(void **state)
{
    char *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pages == MAP_FAILED || mprotect(pages + PAGE, PAGE, PROT_NONE) != 0)
        return -1;
    edge = pages + PAGE;
    return fixture_set_up(state);
}

static int unmap_edge(void **state)
{
    munmap(edge - PAGE, 2 * PAGE);
    return fixture_tear_down(state);
}

static bool is_strict;

static void capture_real(const char *name, const uint64_t *args)
{
    unsigned reads = 0;
    struct tracee_reader reader = {is_strict ? read_self_strictly : read_self, no_name, &reads};
    struct event_syscall *event = fixture_event(&fx);

    fixture_call_args(&fx, ABI_NATIVE, name, args);
    struct capture capture = {
        .spec = syscall_find(ABI_NATIVE, event->header.number),
        .reader = &reader,
        .limits = &fx.limits,
        .pieces = fx.record + sizeof *event,
        .capacity_bytes = sizeof fx.record - sizeof *event,
    };
    memcpy(capture.args, args, sizeof capture.args);
    capture_call(&capture);
    event->header.size_bytes = (uint16_t)(sizeof *event + capture.used_bytes);
    assert_in_range(reads, 0, MOST_READS);
}

static void a_string_that_ends_at_an_unmapped_page_is_whole(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 600; round++) {
        size_t length = round % 300;
        char *string = edge - length - 1;
        is_strict = round >= 300;
        memset(string, 'p', length);
        edge[-1] = '\0';
        capture_real("chdir", (uint64_t[6]){(uint64_t)(uintptr_t)string});
        assert_piece(0, 0, 0, 0, string, length);
    }
    is_strict = false;
}

static void a_string_that_runs_into_an_unmapped_page_is_unreadable(void **state)
{
    (void)state;
    memset(edge - 5, 'p', 5);
    capture_real("chdir", (uint64_t[6]){(uint64_t)(uintptr_t)edge - 5});
    assert_unreadable(0, 0, EFAULT);
    capture_real("chdir", (uint64_t[6]){(uint64_t)(uintptr_t)edge});
    assert_unreadable(0, 0, EFAULT);
}

static void arguments_that_end_at_an_unmapped_page_are_whole(void **state)
{
    uint64_t string = (uint64_t)(uintptr_t)edge - PAGE;
    uint64_t argv[3] = {string, string, 0};
    uint64_t args[6] = {string, (uint64_t)(uintptr_t)edge - sizeof argv};
    char expected[80];

    (void)state;
    is_strict = true;
    strcpy(edge - PAGE, "arg");
    memcpy(edge - sizeof argv, argv, sizeof argv);
    capture_real("execve", args);
    assert_string_equal(fixture_argument(&fx, 1), "[\"arg\", \"arg\"]");
    argv[2] = string; /* no end in sight */
    memcpy(edge - sizeof argv, argv, sizeof argv);
    capture_real("execve", args);
    snprintf(expected, sizeof expected, "[\"arg\", \"arg\", \"arg\", ... /* %#lx */]",
             (unsigned long)(uintptr_t)edge);
    assert_string_equal(fixture_argument(&fx, 1), expected);
    is_strict = false;
}

static void a_struct_across_the_edge_is_its_address(void **state)
{
    uint64_t limits[1] = {1024};
    char expected[32];

    (void)state;
    memcpy(edge - sizeof limits, limits, sizeof limits);
    capture_real("setrlimit", (uint64_t[6]){7, (uint64_t)(uintptr_t)edge - sizeof limits});
    snprintf(expected, sizeof expected, "%#lx", (unsigned long)(uintptr_t)edge - sizeof limits);
    assert_string_equal(fixture_argument(&fx, 1), expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(input_is_captured_at_entry_and_output_at_exit),
        TEST(a_failed_call_has_no_output),
        TEST(nothing_read_is_an_empty_piece),
        TEST(null_pointers_have_no_pieces),
        TEST(names_of_descriptors_join_where_they_appear),
        TEST(buffers_and_strings_end_at_their_limits),
        TEST(a_length_of_all_ones_reads_only_the_limit),
        TEST(counts_and_lengths_of_all_ones_are_capped),
        TEST(memory_that_points_to_itself_is_left),
        TEST(every_call_survives_any_registers_and_any_memory),
        TEST(the_buffers_of_a_vector_share_a_budget),
        TEST(names_of_descriptors_count_as_reads),
        TEST(arguments_that_point_to_themselves_end),
        TEST(a_call_takes_no_more_than_its_capacity),
        TEST(unreadable_memory_keeps_its_errno),
        TEST(what_is_readable_of_a_buffer_is_kept_and_the_address_shown),
        cmocka_unit_test_setup_teardown(a_string_that_ends_at_an_unmapped_page_is_whole, map_edge,
                                        unmap_edge),
        cmocka_unit_test_setup_teardown(a_string_that_runs_into_an_unmapped_page_is_unreadable, map_edge,
                                        unmap_edge),
        cmocka_unit_test_setup_teardown(arguments_that_end_at_an_unmapped_page_are_whole, map_edge,
                                        unmap_edge),
        cmocka_unit_test_setup_teardown(a_struct_across_the_edge_is_its_address, map_edge,
                                        unmap_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
