#include "decode_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

#include "tui/details.h"

#define WIDE_COLS      78
#define DUMP_WIDE_COLS 76 /* the least that a row of sixteen fits in */
#define SECOND         1000000000ull

static struct details *details;
static const char *comm;
static struct histogram histogram;
static const struct histogram *durations_seen; /* NULL: none */

static int group_setup(void **state)
{
    (void)state;
    setenv("TZ", "UTC0", 1);
    tzset();
    return 0;
}

static int setup(void **state)
{
    details = details_new();
    comm = "server";
    histogram = (struct histogram){0};
    durations_seen = NULL;
    return fixture_set_up(state);
}

static int teardown(void **state)
{
    details_free(details);
    return fixture_tear_down(state);
}

/* The time of the record is three seconds past a boot at noon. */
static void stamp(nanoseconds duration_ns)
{
    struct event_syscall *call = fixture_event(&fx);

    call->header.tid = 813;
    call->header.tgid = 812;
    call->header.time_ns = 3 * SECOND + 20000;
    if (call->header.kind == EVENT_SYSCALL)
        call->duration_ns = duration_ns;
}

static void build(const void *event, int width_cols)
{
    const struct details_options options = {
        .names = fx.names,
        .comm = comm,
        .realtime_offset_ns = (int64_t)(12 * 3600 * SECOND),
        .width_cols = width_cols,
        .durations = durations_seen,
    };

    details_build(details, event, &options);
}

/* The lines as a drawing: each with its indent, up to its last character, then "|". */
static const char *drawing(void)
{
    static char bytes[1 << 20];
    struct text text;

    text_init(&text, bytes, NULL, sizeof(bytes));
    for (size_t i = 0; i < details_line_count(details); i++) {
        struct text line = details_line_text(details, i);
        text_printf(&text, "%*s", details_line(details, i)->indent_cols, "");
        while (line.length_bytes > 0 && line.bytes[line.length_bytes - 1] == ' ')
            line.length_bytes--;
        text_put_bytes(&text, line.bytes, line.length_bytes);
        text_put(&text, "|\n");
    }
    return bytes;
}

/* ---- calls ----------------------------------------------------------------------- */

static void a_call_shows_each_argument_on_its_line(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "/etc/hosts");
    fixture_fd(&fx, 3, "/etc/hosts");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(1), O_WRONLY | O_CREAT, 0640);
    fixture_run(&fx, 3);
    stamp(12300);
    build(fx.record, WIDE_COLS);
    assert_string_equal(drawing(),
                        "openat  12:00:03.000020000  813 of 812 server|\n"
                        "  dirfd   AT_FDCWD|\n"
                        "  path    \"/etc/hosts\"|\n"
                        "  flags   O_WRONLY|O_CREAT|\n"
                        "  mode    0640 /* rw-r----- */|\n"
                        "  result  3</etc/hosts>|\n"
                        "    file  /etc/hosts|\n"
                        "  began   12:00:03.000007700|\n"
                        "  took    12.3us (12300 ns)|\n");
}

/* Frames behind the pieces of the record, the innermost first. */
static void add_stack(const char *const *frames, uint32_t count)
{
    struct event_syscall *call = fixture_event(&fx);
    struct event_piece *stack =
        (struct event_piece *)((char *)call + EVENT_ALIGN((size_t)call->header.size_bytes));
    uint32_t *ids = (uint32_t *)(stack + 1);

    *stack = (struct event_piece){.arg = PIECE_CALLERS, .length_bytes = count * 4};
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = 100 + i;
        names_add(fx.names, ids[i], frames[i], strlen(frames[i]));
    }
    call->header.size_bytes += (uint16_t)(sizeof(*stack) + EVENT_ALIGN((size_t)count * 4));
}

static void a_call_shows_who_called_and_the_stack_below(void **state)
{
    static const char *const frames[] = {
        "/lib/libc.so.6(getppid+0x7) [0xd54f7]",
        "/srv/server(ask\033+0x13) [0x125c]",
        "/srv/server() [0x2000]",
        "?() [0x7f0000001000]",
    };

    (void)state;
    fixture_call(&fx, ABI_NATIVE, "getppid");
    fixture_run(&fx, 1);
    stamp(45);
    add_stack(frames, 4);
    build(fx.record, WIDE_COLS);
    assert_string_equal(drawing(), "getppid  12:00:03.000020000  813 of 812 server|\n"
                                   "  result  1|\n"
                                   "  began   12:00:03.000019955|\n"
                                   "  took    45ns|\n"
                                   "  caller  ask\\33+0x13 in server|\n"
                                   "    getppid+0x7 in libc.so.6|\n"
                                   "    ask\\33+0x13 in server|\n"
                                   "    0x2000 in server|\n"
                                   "    0x7f0000001000|\n");
}

static void a_relative_path_says_where_it_starts(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "hosts");
    fixture_fd(&fx, AT_FDCWD, "/etc");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(1), 0);
    fixture_run(&fx, 3);
    build(fx.record, WIDE_COLS);
    assert_non_null(strstr(drawing(), "  path    \"hosts\"|\n    in    /etc|\n"));
}

static void a_struct_unfolds_a_member_on_each_line(void **state)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(80),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };

    (void)state;
    fixture_memory(&fx, PTR(1), &address, sizeof(address));
    fixture_fd(&fx, 3, "socket:[71]");
    fixture_call(&fx, ABI_NATIVE, "connect", 3, PTR(1), sizeof(address));
    fixture_run(&fx, -ECONNREFUSED);
    stamp(45);
    build(fx.record, WIDE_COLS);
    assert_string_equal(drawing(), "connect  12:00:03.000020000  813 of 812 server|\n"
                                   "  sockfd   3<socket:[71]>|\n"
                                   "    file  socket:[71]|\n"
                                   "  addr     {|\n"
                                   "             sa_family=AF_INET|\n"
                                   "             sin_port=htons(80)|\n"
                                   "             sin_addr=inet_addr(\"127.0.0.1\")|\n"
                                   "           }|\n"
                                   "  addrlen  16|\n"
                                   "  result   -1 ECONNREFUSED (Connection refused)|\n"
                                   "    nothing listens at this address|\n"
                                   "  began    12:00:03.000019955|\n"
                                   "  took     45ns|\n");
}

static void depth_follows_the_structure(void **state)
{
    static const uint8_t depths[] = {
        0, 1,             /* writev, fd */
        1, 2, 3, 3, 2, 1, /* iov: [ { iov_base iov_len } ] */
        1, 1, 1, 1,       /* iovcnt, result, began, took */
    };
    const struct iovec vector = {.iov_base = (void *)(PTR(2)), .iov_len = 5};

    (void)state;
    fixture_memory(&fx, PTR(1), &vector, sizeof(vector));
    fixture_memory(&fx, PTR(2), "hello", 5);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(1), 1);
    fixture_run(&fx, 5);
    stamp(300);
    build(fx.record, WIDE_COLS);
    assert_int_equal(details_line_count(details), sizeof(depths));
    for (size_t i = 0; i < sizeof(depths); i++)
        assert_int_equal(details_line(details, i)->depth, depths[i]);
}

static void an_argument_that_the_call_does_not_look_at_is_not_shown(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "/etc/hosts");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(1), O_RDONLY, 0x1234);
    fixture_run(&fx, 3);
    stamp(10);
    build(fx.record, WIDE_COLS);
    assert_non_null(strstr(drawing(), "  flags   O_RDONLY|\n  result  3|\n"));
}

static void a_call_that_no_table_knows_shows_six_registers(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "read", 1, 2, 3, 4, 5, 6);
    fixture_event(&fx)->header.number = 5000;
    stamp(0);
    build(fx.record, WIDE_COLS);
    assert_string_equal(drawing(), "syscall 5000  12:00:03.000020000  813 of 812 server|\n"
                                   "  arg0    0x1|\n"
                                   "  arg1    0x2|\n"
                                   "  arg2    0x3|\n"
                                   "  arg3    0x4|\n"
                                   "  arg4    0x5|\n"
                                   "  arg5    0x6|\n"
                                   "  result  0|\n"
                                   "  began   12:00:03.000020000|\n"
                                   "  took    0ns|\n");
}

static void each_flag_of_a_call_is_put_into_words(void **state)
{
    static const struct {
        uint8_t flag;
        const char *line;
    } notes[] = {
        {EVENT_COMPAT, "  note    a call of the 32-bit ABI|\n"},
        {EVENT_NO_RETURN, "  note    the call never returned|\n"},
        {EVENT_NO_ENTRY, "  note    attached in the middle: arguments as they were at the end|\n"},
        {EVENT_RESTART, "  note    a signal interrupted it|\n"},
        {EVENT_RESTARTED, "  note    continued by restart_syscall after a signal|\n"},
        {EVENT_BLOCKED, "  note    a seccomp filter refused it|\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
        fixture_call(&fx, ABI_NATIVE, "close", 3);
        fixture_event(&fx)->header.flags = notes[i].flag;
        stamp(10);
        build(fx.record, WIDE_COLS);
        assert_non_null(strstr(drawing(), notes[i].line));
    }
    fixture_event(&fx)->header.flags = 0;
    build(fx.record, WIDE_COLS);
    assert_null(strstr(drawing(), "note"));
}

/* ---- what a number, an errno, a change means ------------------------------------------ */

static void long_sizes_are_told_in_units_too(void **state)
{
    static const struct {
        uint64_t bytes;
        const char *line;
    } sizes[] = {
        {4095, "  length  4095|\n"},
        {4096, "  length  4096 /* 4k */|\n"},
        {1500000, "  length  1500000 /* 1.4M */|\n"},
        {UINT64_C(3) << 30, "  length  3221225472 /* 3G */|\n"},
        {UINT64_MAX, "  length  18446744073709551615|\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        fixture_call(&fx, ABI_NATIVE, "munmap", PTR(1), sizes[i].bytes);
        fixture_run(&fx, 0);
        build(fx.record, WIDE_COLS);
        if (!strstr(drawing(), sizes[i].line))
            fail_msg("wanted %s in\n%s", sizes[i].line, drawing());
    }
}

static void a_duration_is_compared_with_the_median_of_its_kind(void **state)
{
    static const struct {
        nanoseconds duration_ns;
        const char *says;
    } durations[] = {
        {83200, "    10 times the median of 8.32us of 1,000 calls, slower than 99 of 100|\n"},
        {20800, "    2.5 times the median of 8.32us of 1,000 calls, slower than 99 of 100|\n"},
        {8300, "    about the median of 8.32us of 1,000 calls|\n"},
        {4160, "    0.5 times the median of 8.32us of 1,000 calls|\n"},
    };

    (void)state;
    durations_seen = &histogram;
    for (int i = 0; i < 1000; i++)
        histogram_add(&histogram, i < 980 ? 8192 : 16384);
    for (size_t i = 0; i < sizeof(durations) / sizeof(durations[0]); i++) {
        fixture_call(&fx, ABI_NATIVE, "close", 3);
        fixture_run(&fx, 0);
        stamp(durations[i].duration_ns);
        build(fx.record, WIDE_COLS);
        if (!strstr(drawing(), durations[i].says))
            fail_msg("wanted %s in\n%s", durations[i].says, drawing());
    }
}

static void a_few_calls_have_no_median(void **state)
{
    (void)state;
    durations_seen = &histogram;
    for (int i = 0; i < 4; i++)
        histogram_add(&histogram, 10000);
    fixture_call(&fx, ABI_NATIVE, "close", 3);
    fixture_run(&fx, 0);
    build(fx.record, WIDE_COLS);
    assert_null(strstr(drawing(), "median"));
}

static void an_errno_is_explained_for_the_call_that_got_it(void **state)
{
    static const struct {
        const char *call;
        int error;
        const char *says; /* NULL: the errno's own text says all */
    } failures[] = {
        {"openat", ENOENT, "the file, or a directory of its path, does not exist"},
        {"execve", ENOENT, "the program does not exist"},
        {"read", EAGAIN, "nothing to read yet"},
        {"write", EAGAIN, "no room yet"},
        {"futex", EAGAIN, "the word had changed"},
        {"wait4", ECHILD, "no child to wait for"},
        {"write", EPIPE, "nobody reads the other end"},
        {"ioctl", ENOTTY, "not a terminal"},
        {"futex", ETIMEDOUT, "before anyone woke it"},
        {"getpid", ENOSYS, "does not have this call"},
        {"getpid", ENOENT, NULL},
        {"lseek", ESPIPE, "no place to go to"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
        fixture_call(&fx, ABI_NATIVE, failures[i].call, 0);
        fixture_run(&fx, -failures[i].error);
        const char *says = format_errno_meaning(fixture_event(&fx));
        if (!failures[i].says ? says != NULL : !says || !strstr(says, failures[i].says))
            fail_msg("%s, errno %d: \"%s\"", failures[i].call, failures[i].error,
                     says ? says : "nothing");
    }
}

static void what_a_call_changed_in_its_argument_is_marked(void **state)
{
    uint32_t segment[4] = {UINT32_MAX, 0x1000, 0xfffff, 0x51};
    static const char expected[] = "entry_number=12";
    size_t marked = 0;

    (void)state;
    fixture_memory(&fx, PTR(1), segment, sizeof(segment));
    fixture_call(&fx, ABI_COMPAT, "set_thread_area", PTR(1));
    fixture_enter(&fx);
    segment[0] = 12;
    fixture_memory(&fx, PTR(1), segment, sizeof(segment));
    fixture_exit(&fx, 0);
    build(fx.record, WIDE_COLS);
    for (size_t i = 0; i < details_line_count(details); i++) {
        struct text text = details_line_text(details, i);
        if (!details_line(details, i)->is_changed)
            continue;
        marked++;
        assert_memory_equal(text.bytes, expected, strlen(expected));
    }
    assert_int_equal(marked, 1);
}

/* ---- nodes ------------------------------------------------------------------------- */

static size_t find_line(const char *begins)
{
    for (size_t i = 0; i < details_line_count(details); i++) {
        struct text text = details_line_text(details, i);
        if (strncmp(text.bytes, begins, strlen(begins)) == 0)
            return i;
    }
    fail_msg("no line begins with %s in\n%s", begins, drawing());
    return 0;
}

static void run_writev(const char *bytes, int64_t result)
{
    const struct iovec vectors[] = {{.iov_base = (void *)(PTR(2)), .iov_len = 5},
                                    {.iov_base = (void *)(PTR(2)), .iov_len = 3}};

    fixture_memory(&fx, PTR(1), vectors, sizeof(vectors));
    fixture_memory(&fx, PTR(2), bytes, 5);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(1), 2);
    fixture_run(&fx, result);
    stamp(300);
    build(fx.record, WIDE_COLS);
}

static void a_node_ends_behind_the_bracket_that_closes_it(void **state)
{
    (void)state;
    run_writev("hello", 8);
    size_t vectors = find_line("iov ");
    assert_int_equal(details_line(details, vectors)->end, find_line("iovcnt"));
    assert_int_equal(details_line(details, vectors + 1)->end, vectors + 5);
    assert_int_equal(details_line(details, vectors + 2)->end, 0); /* iov_base= */
    assert_int_equal(details_line(details, 0)->end, 0);
}

static void nodes_of_one_syscall_have_the_same_keys(void **state)
{
    uint64_t array, first, second;

    (void)state;
    run_writev("hello", 8);
    array = details_line(details, find_line("iov "))->key;
    first = details_line(details, find_line("iov ") + 1)->key;
    second = details_line(details, find_line("iov ") + 5)->key;
    assert_true(array != first && first != second);
    fixture_done(&fx);
    fixture_init(&fx);
    run_writev("world", 5);
    assert_true(details_line(details, find_line("iov "))->key == array);
    assert_true(details_line(details, find_line("iov ") + 1)->key == first);
    assert_true(details_line(details, find_line("iov ") + 5)->key == second);
}

/* ---- bytes ----------------------------------------------------------------------- */

static void run_read(const void *bytes, size_t length, size_t captured)
{
    fx.limits.buffer_bytes = (uint32_t)captured;
    fixture_memory(&fx, PTR(1), bytes, length);
    fixture_call(&fx, ABI_NATIVE, "read", 0, PTR(1), 4096);
    fixture_run(&fx, (int64_t)length);
    stamp(10);
}

static void a_buffer_is_dumped_sixteen_bytes_a_row_where_they_fit(void **state)
{
    (void)state;
    run_read("GET / HTTP/1.0\r\n\r\n\0\xff", 20, 512);
    build(fx.record, DUMP_WIDE_COLS);
    assert_non_null(strstr(
        drawing(), "    0000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 30 0d 0a  GET / HTTP/1.0..|\n"
                   "    0010  0d 0a 00 ff                                       ....|\n"));
    assert_null(strstr(drawing(), "0008"));
}

static void a_narrow_dump_has_eight_bytes_a_row(void **state)
{
    (void)state;
    run_read("GET / HTTP/1.0\r\n", 16, 512);
    build(fx.record, DUMP_WIDE_COLS - 1);
    assert_non_null(strstr(drawing(), "    0000  47 45 54 20 2f 20 48 54  GET / HT|\n"
                                      "    0008  54 50 2f 31 2e 30 0d 0a  TP/1.0..|\n"));
}

static void bytes_have_the_role_of_what_they_are(void **state)
{
    static const struct {
        const char *cell;
        uint8_t role;
    } cells[] = {{"0000", TEXT_DIM}, {"41 ", TEXT_STRING}, {"00 ", TEXT_DIM}, {"80 ", TEXT_NUMBER}};

    (void)state;
    run_read("A\0\x80", 3, 512);
    build(fx.record, WIDE_COLS);
    struct text dump = details_line_text(details, 3);
    for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
        const char *at =
            memmem(dump.bytes, dump.length_bytes, cells[i].cell, strlen(cells[i].cell));
        assert_non_null(at);
        assert_int_equal(dump.roles[at - dump.bytes], cells[i].role);
    }
}

static void a_buffer_that_was_captured_in_part_says_so(void **state)
{
    (void)state;
    run_read("0123456789", 10, 4);
    build(fx.record, WIDE_COLS);
    assert_non_null(strstr(drawing(), "    0000  30 31 32 33 "));
    assert_non_null(strstr(drawing(), "    and more, which was not captured|\n"));
    fixture_done(&fx);
    fixture_init(&fx);
    run_read("0123456789", 10, 512);
    build(fx.record, WIDE_COLS);
    assert_null(strstr(drawing(), "not captured"));
}

static void a_path_is_shown_whole(void **state)
{
    char path[1001];

    (void)state;
    memset(path, 'x', sizeof(path) - 1);
    path[sizeof(path) - 1] = '\0';
    fixture_string(&fx, PTR(1), path);
    fixture_call(&fx, ABI_NATIVE, "unlink", PTR(1));
    fixture_run(&fx, 0);
    stamp(10);
    build(fx.record, 2 * sizeof(path));
    assert_non_null(strstr(drawing(), path));
}

static void a_string_is_shown_whole_and_a_buffer_begun(void **state)
{
    char name[201];

    (void)state;
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    fixture_string(&fx, PTR(1), name);
    fixture_call(&fx, ABI_NATIVE, "memfd_create", PTR(1), 0);
    fixture_run(&fx, 3);
    stamp(10);
    build(fx.record, 2 * sizeof(name));
    assert_non_null(strstr(drawing(), name));
    fixture_done(&fx);
    fixture_init(&fx);
    run_read(name, sizeof(name) - 1, 512);
    build(fx.record, 2 * sizeof(name));
    assert_null(strstr(drawing(), name));
    assert_non_null(strstr(drawing(), "\"...|\n"));
}

static void the_largest_record_is_shown_whole(void **state)
{
    static const uint8_t zeros[EVENT_MAX_BYTES - 256];

    (void)state;
    run_read(zeros, sizeof(zeros), sizeof(zeros));
    assert_in_range(fixture_event(&fx)->header.size_bytes, sizeof(zeros), EVENT_MAX_BYTES);
    build(fx.record, DETAILS_MIN_COLS);
    assert_null(strstr(drawing(), "more than is shown"));
    struct text last = details_line_text(details, details_line_count(details) - 1);
    assert_memory_equal(last.bytes, "took", 4);
}

/* ---- width and escapes ----------------------------------------------------------- */

static void what_is_too_long_goes_on_below(void **state)
{
    const struct details_line *line;

    (void)state;
    fixture_string(&fx, PTR(1), "漢字漢字漢字漢字");
    fixture_call(&fx, ABI_NATIVE, "chdir", PTR(1));
    fixture_run(&fx, -ENAMETOOLONG);
    stamp(10);
    build(fx.record, 24);
    assert_non_null(strstr(drawing(), "  path    \"漢字漢字漢字|\n"
                                      "          漢字\"|\n"));
    assert_non_null(strstr(drawing(), "  result  -1 ENAMETOOLON|\n"
                                      "          G (File name|\n" /* at a blank, if one is near */
                                      "          too long)|\n"));
    for (size_t i = 0; i < details_line_count(details); i++) {
        line = details_line(details, i);
        struct text text = details_line_text(details, i);
        assert_in_range(line->indent_cols + text_width_cols(text.bytes, text.length_bytes), 0, 24);
        assert_true(!line->is_continuation || line->depth == details_line(details, i - 1)->depth);
    }
}

static void a_value_has_room_at_any_width(void **state)
{
    const struct iovec vector = {.iov_base = (void *)PTR(2), .iov_len = 5};

    (void)state;
    fixture_memory(&fx, PTR(1), &vector, sizeof(vector));
    fixture_memory(&fx, PTR(2), "hello", 5);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(1), 1);
    fixture_run(&fx, 5);
    stamp(10);
    for (int width_cols = -5; width_cols < 30; width_cols++) {
        build(fx.record, width_cols);
        int least = width_cols > DETAILS_MIN_COLS ? width_cols : DETAILS_MIN_COLS;
        for (size_t i = 0; i < details_line_count(details); i++)
            assert_in_range(details_line(details, i)->indent_cols, 0, least - 8);
    }
}

static void bytes_of_a_tracee_are_escaped(void **state)
{
    (void)state;
    comm = "\033[2J\xff";
    fixture_fd(&fx, 3, "/tmp/\033]0;x\007\u202e");
    fixture_string(&fx, PTR(1), "a\nb\033c");
    fixture_call(&fx, ABI_NATIVE, "openat", 3, PTR(1), 0);
    fixture_run(&fx, -ENOENT);
    stamp(10);
    build(fx.record, WIDE_COLS);
    for (size_t i = 0; i < details_line_count(details); i++) {
        struct text text = details_line_text(details, i);
        assert_null(memchr(text.bytes, '\033', text.length_bytes));
        assert_null(memchr(text.bytes, '\n', text.length_bytes));
        assert_null(memmem(text.bytes, text.length_bytes, "\u202e", 3));
    }
    assert_non_null(strstr(drawing(), "813 of 812 \\33[2J\\377|\n"));
    assert_non_null(strstr(drawing(), "    file  /tmp/\\33]0;x\\7\\342\\200\\256|\n"));
    assert_non_null(strstr(drawing(), "  path    \"a\\nb\\33c\"|\n"));
}

/* ---- other events ---------------------------------------------------------------- */

static void a_signal_unfolds_its_siginfo(void **state)
{
    struct event_signal signal = {
        .header = {.size_bytes = sizeof(signal),
                   .kind = EVENT_SIGNAL,
                   .number = SIGTERM,
                   .tid = 812,
                   .tgid = 812,
                   .time_ns = SECOND},
    };
    siginfo_t info = {.si_signo = SIGTERM, .si_code = SI_USER};

    (void)state;
    info.si_pid = 7;
    info.si_uid = 1000;
    memcpy(signal.siginfo, &info, sizeof(signal.siginfo));
    build(&signal, WIDE_COLS);
    assert_string_equal(drawing(), "signal  12:00:01.000000000  812 server|\n"
                                   "  --- SIGTERM {|\n"
                                   "    si_signo=SIGTERM|\n"
                                   "    si_code=SI_USER|\n"
                                   "    si_pid=7|\n"
                                   "    si_uid=1000|\n"
                                   "  } ---|\n");
}

static void an_exit_shows_how_the_thread_ended(void **state)
{
    const struct event exited = {.size_bytes = sizeof(exited),
                                 .kind = EVENT_EXIT,
                                 .number = 3 << 8,
                                 .tid = 813,
                                 .tgid = 812};

    (void)state;
    comm = NULL;
    build(&exited, WIDE_COLS);
    assert_string_equal(drawing(), "exit  12:00:00.000000000  813 of 812|\n"
                                   "  +++ exited with 3 +++|\n"
                                   "  by custom, a failure|\n");
}

static void a_record_that_is_too_short_is_called_damaged(void **state)
{
    struct event event = {.size_bytes = sizeof(event), .kind = EVENT_SYSCALL};

    (void)state;
    build(&event, WIDE_COLS);
    assert_non_null(strstr(drawing(), "damaged record"));
    event.kind = EVENT_SIGNAL;
    build(&event, WIDE_COLS);
    assert_non_null(strstr(drawing(), "damaged record"));
    event.kind = EVENT_KIND_COUNT + 1;
    build(&event, WIDE_COLS);
    assert_non_null(strstr(drawing(), "damaged record"));
}

static void a_piece_that_reaches_beyond_its_record_is_not_followed(void **state)
{
    struct {
        struct event_syscall call;
        struct event_piece piece;
        uint32_t beyond;
    } record = {
        .call.header = {.kind = EVENT_SYSCALL, .number = 3 /* close */},
        .piece = {.flags = PIECE_FD_NAME, .length_bytes = sizeof(uint32_t)},
        .beyond = 1,
    };

    (void)state;
    fixture_fd(&fx, 9, "/a/name"); /* of id 1 */
    record.call.header.size_bytes = sizeof(record.call) + sizeof(record.piece);
    build(&record, WIDE_COLS);
    assert_null(strstr(drawing(), "/a/name"));
    record.call.header.size_bytes += sizeof(record.beyond);
    build(&record, WIDE_COLS);
    assert_non_null(strstr(drawing(), "    file  /a/name|\n"));
}

static void bytes_that_look_like_the_id_of_a_name_are_none(void **state)
{
    (void)state;
    fixture_fd(&fx, 9, "/a/name"); /* of id 1 */
    run_read("\1\0\0\0", 4, 512);
    build(fx.record, WIDE_COLS);
    assert_null(strstr(drawing(), "/a/name"));
}

static void every_kind_of_event_has_a_head_line(void **state)
{
    _Alignas(8) uint8_t record[512] = {0};
    struct event *event = (struct event *)record;

    (void)state;
    for (int kind = EVENT_NONE + 1; kind < EVENT_KIND_COUNT; kind++) {
        event->size_bytes = sizeof(record);
        event->kind = (uint8_t)kind;
        build(event, WIDE_COLS);
        struct text head = details_line_text(details, 0);
        assert_null(memmem(head.bytes, head.length_bytes, "damaged", 7));
        assert_int_equal(head.roles[0], TEXT_SYSCALL);
        assert_in_range(details_line_count(details), 2, 100);
    }
}

static void cleared_details_have_no_lines(void **state)
{
    (void)state;
    run_read("0123456789", 10, 512);
    build(fx.record, WIDE_COLS);
    details_clear(details);
    assert_int_equal(details_line_count(details), 0);
}

#define DETAILS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DETAILS_TEST(a_call_shows_each_argument_on_its_line),
        DETAILS_TEST(a_call_shows_who_called_and_the_stack_below),
        DETAILS_TEST(a_relative_path_says_where_it_starts),
        DETAILS_TEST(a_struct_unfolds_a_member_on_each_line),
        DETAILS_TEST(depth_follows_the_structure),
        DETAILS_TEST(an_argument_that_the_call_does_not_look_at_is_not_shown),
        DETAILS_TEST(a_call_that_no_table_knows_shows_six_registers),
        DETAILS_TEST(each_flag_of_a_call_is_put_into_words),
        DETAILS_TEST(long_sizes_are_told_in_units_too),
        DETAILS_TEST(a_duration_is_compared_with_the_median_of_its_kind),
        DETAILS_TEST(a_few_calls_have_no_median),
        DETAILS_TEST(an_errno_is_explained_for_the_call_that_got_it),
        DETAILS_TEST(what_a_call_changed_in_its_argument_is_marked),
        DETAILS_TEST(a_node_ends_behind_the_bracket_that_closes_it),
        DETAILS_TEST(nodes_of_one_syscall_have_the_same_keys),
        DETAILS_TEST(a_buffer_is_dumped_sixteen_bytes_a_row_where_they_fit),
        DETAILS_TEST(a_narrow_dump_has_eight_bytes_a_row),
        DETAILS_TEST(bytes_have_the_role_of_what_they_are),
        DETAILS_TEST(a_buffer_that_was_captured_in_part_says_so),
        DETAILS_TEST(a_path_is_shown_whole),
        DETAILS_TEST(a_string_is_shown_whole_and_a_buffer_begun),
        DETAILS_TEST(the_largest_record_is_shown_whole),
        DETAILS_TEST(what_is_too_long_goes_on_below),
        DETAILS_TEST(a_value_has_room_at_any_width),
        DETAILS_TEST(bytes_of_a_tracee_are_escaped),
        DETAILS_TEST(a_signal_unfolds_its_siginfo),
        DETAILS_TEST(an_exit_shows_how_the_thread_ended),
        DETAILS_TEST(a_record_that_is_too_short_is_called_damaged),
        DETAILS_TEST(a_piece_that_reaches_beyond_its_record_is_not_followed),
        DETAILS_TEST(bytes_that_look_like_the_id_of_a_name_are_none),
        DETAILS_TEST(every_kind_of_event_has_a_head_line),
        DETAILS_TEST(cleared_details_have_no_lines),
    };
    return cmocka_run_group_tests(tests, group_setup, NULL);
}
