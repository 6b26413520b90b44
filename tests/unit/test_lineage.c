#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <cmocka.h>

#include <ptop/lineage.h>
#include <ptop/syscall.h>

#define MINUTE_NS ((nanoseconds)60000000000)
#define NONE      UINT64_MAX

/* ---- a history, made by hand ----------------------------------------------------------- */

static struct store *store;
static struct view *view; /* NULL: all is shown */

static int begin(void **state)
{
    (void)state;
    view = NULL;
    return store_new(&(struct store_options){0}, &store);
}

static int end(void **state)
{
    (void)state;
    view_free(view);
    store_free(store);
    return 0;
}

static struct record {
    union {
        struct event header;
        struct event_syscall call;
        struct event_fork fork;
        char bytes[1024];
    };
} record;

/* Append the record, a microsecond after the one before; returns its row. */
static uint64_t append(size_t size, enum event_kind kind, int tid, int tgid)
{
    uint64_t row = store_row_count(store);

    record.header.size_bytes = (uint16_t)size;
    record.header.kind = (uint8_t)kind;
    record.header.tid = tid;
    record.header.tgid = tgid;
    record.header.sequence = row + 1;
    record.header.time_ns = 1000 * (row + 1);
    assert_int_equal(store_append(store, &record.header), 0);
    return row;
}

static size_t prepare(const char *name, int64_t result, const uint64_t *args)
{
    record = (struct record){0};
    if (!syscall_find_name(ABI_NATIVE, name, &record.header.number))
        fail_msg("no syscall %s", name);
    record.call.result = result;
    record.header.flags = result < 0 ? EVENT_FAILED : 0;
    memcpy(record.call.args, args, sizeof(record.call.args));
    return sizeof(record.call);
}

static size_t add_piece(size_t size, unsigned arg, unsigned flags, unsigned part, const void *bytes,
                        uint32_t length)
{
    struct event_piece piece = {(uint8_t)arg, (uint8_t)flags, (uint16_t)part, length};

    memcpy(record.bytes + size, &piece, sizeof(piece));
    memcpy(record.bytes + size + sizeof(piece), bytes, length);
    return size + sizeof(piece) + EVENT_ALIGN(length);
}

#define ARGS(...) ((const uint64_t[6]){__VA_ARGS__})

/* A call of a process's only thread. */
#define call(pid, name, result, ...)                                                               \
    append(prepare(name, result, ARGS(__VA_ARGS__)), EVENT_SYSCALL, pid, pid)
#define thread_call(tid, pid, name, result, ...)                                                   \
    append(prepare(name, result, ARGS(__VA_ARGS__)), EVENT_SYSCALL, tid, pid)

static uint64_t pipe_call(int pid, int first, int second, uint64_t flags)
{
    const int32_t fds[2] = {first, second};
    size_t size = prepare("pipe2", 0, ARGS(0x1000, flags));

    return append(add_piece(size, 0, PIECE_EXIT, 0, fds, sizeof(fds)), EVENT_SYSCALL, pid, pid);
}

/* A message with one descriptor, whose name has this id. */
static uint64_t message_call(int pid, const char *name, int socket, int fd, uint32_t id)
{
    unsigned state = strcmp(name, "recvmsg") == 0 ? PIECE_EXIT : 0;
    struct {
        uint64_t length;
        int level, type, fd;
    } control = {20, SOL_SOCKET, SCM_RIGHTS, fd};
    size_t size = prepare(name, 1, ARGS((uint64_t)socket, 0x1000));

    size = add_piece(size, 1, state, 2, &control, 20);
    size = add_piece(size, 1, state | PIECE_FD_NAME, 0, &id, sizeof(id));
    return append(size, EVENT_SYSCALL, pid, pid);
}

static uint64_t birth(enum event_birth how, int tid, int pid, int child_tid, int child_pid)
{
    record = (struct record){0};
    record.header.number = (int32_t)how;
    record.fork.child_tid = child_tid;
    record.fork.child_tgid = child_pid;
    return append(sizeof(record.fork), EVENT_FORK, tid, pid);
}

static uint64_t launch(int pid)
{
    return birth(BIRTH_LAUNCH, pid, pid, pid, pid);
}

/* The event, and the call that ends after it. */
static uint64_t fork_call(int pid, int child)
{
    birth(BIRTH_FORK, pid, pid, child, child);
    return call(pid, "fork", child);
}

static uint64_t exec_event(int pid)
{
    record = (struct record){0};
    return append(sizeof(struct event_exec), EVENT_EXEC, pid, pid);
}

static uint64_t exit_event(int pid)
{
    record = (struct record){0};
    return append(sizeof(struct event), EVENT_EXIT, pid, pid);
}

/* ---- asking ---------------------------------------------------------------------------- */

static char reason[128];

/* The answer to a question; in slices of no time, so that each is tried. */
static uint64_t ask(enum lineage_question question, uint64_t row)
{
    const struct lineage_options options = {store, view, question, row};
    struct error error = {.message = ""};
    struct lineage *lineage = lineage_new(&options, &error);
    enum seek_state state = SEEK_MORE;
    uint64_t answer = NONE;
    struct text text;

    text_init(&text, reason, NULL, sizeof(reason));
    text_put(&text, error.message);
    for (int i = 0; lineage && state == SEEK_MORE && i < 100000; i++)
        state = lineage_step(lineage, 0);
    if (state == SEEK_FOUND)
        answer = lineage_row(lineage);
    else if (lineage)
        lineage_why(lineage, &text);
    lineage_free(lineage);
    return answer;
}

#define origin(row)   ask(LINEAGE_ORIGIN, row)
#define next(row)     ask(LINEAGE_NEXT_USE, row)
#define previous(row) ask(LINEAGE_PREVIOUS_USE, row)

/* From each of these rows to the next, and back, and no further. */
#define chain(...)                                                                                 \
    check_chain((const uint64_t[]){__VA_ARGS__},                                                   \
                sizeof((const uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t))

static void check_chain(const uint64_t *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(next(rows[i]), i + 1 < count ? rows[i + 1] : NONE);
        assert_int_equal(previous(rows[i]), i > 0 ? rows[i - 1] : NONE);
    }
}

/* ---- origins ----------------------------------------------------------------------------- */

static void a_descriptor_comes_from_the_call_that_made_it(void **state)
{
    (void)state;
    launch(10);
    uint64_t old = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    uint64_t reads_old = call(10, "read", 5, 3);
    call(10, "close", 0, 3);
    uint64_t socket = call(10, "socket", 3, 2, 1);
    call(11, "openat", 3, (uint64_t)-100, 0x1000); /* another process's */
    call(10, "openat", -ENOENT, (uint64_t)-100, 0x1000);
    uint64_t reads = call(10, "read", 5, 3);

    assert_int_equal(origin(reads), socket);
    assert_int_equal(origin(reads_old), old);
    assert_int_equal(origin(socket), NONE);
    assert_string_equal(reason, "this call itself made the descriptor");
}

static void a_duplicate_comes_from_its_dup_and_that_from_its_source(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "open", 3, 0x1000);
    uint64_t dup = call(10, "dup", 4, 3);
    uint64_t dup2 = call(10, "dup2", 9, 4, 9);
    call(10, "dup2", 9, 9, 9); /* nothing changes */
    uint64_t fcntl = call(10, "fcntl", 12, 9, F_DUPFD, 10);
    uint64_t reads = call(10, "read", 1, 12);

    assert_int_equal(origin(reads), fcntl);
    assert_int_equal(origin(fcntl), dup2);
    assert_int_equal(origin(dup2), dup);
    assert_int_equal(origin(dup), opens);
}

static void both_ends_of_a_pipe_come_from_its_call(void **state)
{
    (void)state;
    launch(10);
    uint64_t pipe = pipe_call(10, 3, 4, 0);
    uint64_t reads = call(10, "read", 1, 3), writes = call(10, "write", 1, 4);

    assert_int_equal(origin(reads), pipe);
    assert_int_equal(origin(writes), pipe);
    chain(pipe, reads);
    assert_int_equal(previous(writes), pipe);
    assert_int_equal(next(writes), NONE);
}

static void what_was_inherited_comes_from_an_ancestor(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    fork_call(10, 11);
    call(10, "close", 0, 3); /* after the birth, in the parent alone */
    fork_call(11, 12);
    exec_event(12);
    uint64_t reads = call(12, "read", 1, 3);

    assert_int_equal(origin(reads), opens);
}

static void what_was_open_before_has_no_origin(void **state)
{
    (void)state;
    call(10, "read", 1, 7);
    uint64_t early = call(10, "read", 1, 7);
    launch(20);
    fork_call(20, 21);
    uint64_t late = call(21, "read", 1, 0);
    uint64_t sleeps = call(21, "nanosleep", 0, 0x1000);

    assert_int_equal(origin(early), NONE);
    assert_string_equal(reason, "it was made before the history begins");
    assert_int_equal(origin(late), NONE);
    assert_string_equal(reason, "the descriptor was open before ptop came");
    assert_int_equal(origin(sleeps), NONE);
    assert_string_equal(reason, "this is about no descriptor");
}

static void a_number_that_was_closed_is_not_traced_beyond_that(void **state)
{
    (void)state;
    launch(10);
    call(10, "openat", 3, (uint64_t)-100, 0x1000);
    call(10, "close", 0, 3);
    call(10, "getpid", 10);
    uint64_t reads = call(10, "read", 1, 3); /* made by something that was not recorded */
    uint64_t more = call(10, "read", 1, 3);

    assert_int_equal(origin(reads), NONE);
    assert_string_equal(reason, "the call that made this descriptor was not recorded");
    chain(reads, more);
}

/* Two threads: the close began first, the open that got its number was recorded first. */
static void calls_of_threads_may_end_in_any_order(void **state)
{
    (void)state;
    launch(10);
    birth(BIRTH_CLONE, 10, 10, 11, 10);
    call(10, "openat", 3, (uint64_t)-100, 0x1000);
    uint64_t second = thread_call(11, 10, "openat", 3, (uint64_t)-100, 0x1000);
    prepare("close", 0, ARGS(3));
    record.call.duration_ns = 1500;
    append(sizeof(record.call), EVENT_SYSCALL, 10, 10);
    uint64_t reads = thread_call(11, 10, "read", 1, 3);

    assert_int_equal(origin(reads), second);
}

/* ---- the same open descriptor --------------------------------------------------------------- */

static void calls_are_followed_through_dup_and_fork(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    call(10, "openat", 4, (uint64_t)-100, 0x2000);
    uint64_t reads = call(10, "read", 1, 3);
    call(10, "read", 1, 4);
    uint64_t dup = call(10, "dup2", 7, 3, 7);
    fork_call(10, 11);
    uint64_t child_reads = call(11, "read", 1, 7);
    call(12, "read", 1, 7); /* a stranger */
    uint64_t closes = call(10, "close", 0, 3);
    call(10, "socket", 3, 2, 1); /* the number, anew */
    call(10, "read", 1, 3);
    uint64_t child_closes = call(11, "close", 0, 7);
    call(11, "read", -EBADF, 7);
    uint64_t last = call(10, "lseek", 0, 7);

    chain(opens, reads, dup, child_reads, closes, child_closes, last);
}

static void an_exec_ends_what_closes_on_exec(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000, O_CLOEXEC);
    uint64_t dup = call(10, "dup", 4, 3);
    fork_call(10, 11);
    exec_event(11);
    call(11, "openat", 3, (uint64_t)-100, 0x1000);
    call(11, "read", 1, 3); /* another file */
    uint64_t kept = call(11, "read", 1, 4);
    uint64_t marks = call(10, "fcntl", 0, 4, F_SETFD, FD_CLOEXEC);
    exec_event(10);
    call(10, "read", 1, 4);

    chain(opens, dup, kept, marks);
}

static void the_end_of_a_process_ends_its_numbers(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    fork_call(10, 11);
    uint64_t reads = call(11, "read", 1, 3);
    exit_event(11);
    call(11, "read", 1, 3); /* the pid, anew */

    assert_int_equal(next(opens), reads);
    assert_int_equal(next(reads), NONE);
}

/* Records may be missing: of the end of a process, of a close. */
static void what_is_made_anew_is_something_else(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    fork_call(10, 11);
    uint64_t reads = call(11, "read", 1, 3);
    birth(BIRTH_FORK, 20, 20, 11, 11); /* the pid, anew */
    call(11, "read", 1, 3);
    call(10, "socket", 3, 2, 1);
    call(10, "read", 1, 3);

    chain(opens, reads);
}

static void close_range_closes(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 5, (uint64_t)-100, 0x1000);
    uint64_t closes = call(10, "close_range", 0, 3, UINT32_MAX, 0);
    call(10, "openat", 5, (uint64_t)-100, 0x1000);
    call(10, "read", 1, 5);

    assert_int_equal(next(opens), closes);
    assert_int_equal(next(closes), NONE);
    assert_string_equal(reason, "this is about no descriptor");
}

static void a_descriptor_is_followed_through_a_message(void **state)
{
    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    birth(BIRTH_FORK, 10, 10, 11, 11);
    uint64_t closes = call(11, "close", 0, 3);
    uint64_t sends = message_call(10, "sendmsg", 8, 3, 77);
    uint64_t other = message_call(11, "recvmsg", 9, 5, 78); /* something else */
    uint64_t receives = message_call(11, "recvmsg", 9, 6, 77);
    uint64_t reads = call(11, "read", 1, 6);
    call(11, "read", 1, 5);

    assert_int_equal(origin(reads), receives);
    assert_int_equal(next(opens), closes);
    assert_int_equal(next(closes), sends);
    assert_int_equal(next(reads), NONE);
    assert_int_equal(previous(reads), receives);
    assert_int_equal(previous(receives), other); /* a row is about its first descriptor: 9 */
}

static void what_was_open_before_is_followed_as_well(void **state)
{
    (void)state;
    launch(10);
    uint64_t writes = call(10, "write", 1, 1);
    uint64_t dup = call(10, "dup", 5, 1);
    fork_call(10, 11);
    uint64_t child = call(11, "write", 1, 5);

    chain(writes, dup, child);
}

static void a_flag_of_openat2_is_read_from_its_struct(void **state)
{
    const uint64_t how[3] = {O_CLOEXEC};

    (void)state;
    launch(10);
    size_t size = prepare("openat2", 3, ARGS((uint64_t)-100, 0x1000, 0x2000, 24));
    uint64_t opens = append(add_piece(size, 2, 0, 0, how, sizeof(how)), EVENT_SYSCALL, 10, 10);
    exec_event(10);
    call(10, "read", 1, 3);

    assert_int_equal(next(opens), NONE);
}

/* ---- births, and what is hidden ----------------------------------------------------------------
 */

static void a_thread_comes_from_its_creators_call(void **state)
{
    (void)state;
    launch(10);
    uint64_t of_launched = call(10, "getpid", 10);
    birth(BIRTH_FORK, 10, 10, 11, 11);
    uint64_t early = call(11, "getpid", 11);
    uint64_t fork = call(10, "fork", 11);
    birth(BIRTH_CLONE, 11, 11, 12, 11);
    uint64_t clone = call(11, "clone", 12, 0x10000);
    uint64_t in_thread = thread_call(12, 11, "getpid", 11);
    birth(BIRTH_VFORK, 10, 10, 13, 13);
    uint64_t in_vfork = call(13, "getpid", 13);

    assert_int_equal(ask(LINEAGE_BIRTH, early), fork);
    assert_int_equal(ask(LINEAGE_BIRTH, in_thread), clone);
    assert_int_equal(ask(LINEAGE_BIRTH, clone), fork);
    assert_int_equal(ask(LINEAGE_BIRTH, of_launched), NONE);
    assert_string_equal(reason, "ptop launched it");
    assert_int_equal(ask(LINEAGE_BIRTH, in_vfork), NONE);
    assert_string_equal(reason, "the call that made it has not returned");
}

/* As with -e read. */
static void a_birth_whose_call_was_left_out_is_not_another_call(void **state)
{
    (void)state;
    launch(10);
    birth(BIRTH_FORK, 10, 10, 11, 11);
    uint64_t early = call(11, "read", 1, 3);
    call(10, "read", 1, 3);

    assert_int_equal(ask(LINEAGE_BIRTH, early), NONE);
    assert_string_equal(reason, "the call that made this thread was not recorded");
}

static void answers_that_the_view_hides_are_told_by_number(void **state)
{
    struct filter *filter = NULL;

    (void)state;
    launch(10);
    uint64_t opens = call(10, "openat", 3, (uint64_t)-100, 0x1000);
    uint64_t first = call(10, "read", 1, 3);
    call(10, "write", 1, 3);
    uint64_t second = call(10, "read", 1, 3);
    view = view_new(store);
    assert_int_equal(filter_new("read", &(struct filter_facts){0}, &filter, NULL), 0);
    view_set_filter(view, filter);

    assert_int_equal(origin(first), NONE);
    assert_string_equal(reason, "the filter hides it: it is call #2");
    assert_int_equal(opens + 1, 2);
    assert_int_equal(next(first), second);
    assert_int_equal(previous(second), first);
    assert_int_equal(previous(first), NONE);
    assert_string_equal(reason, "no more calls on this descriptor");
}

#define test(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_descriptor_comes_from_the_call_that_made_it),
        test(a_duplicate_comes_from_its_dup_and_that_from_its_source),
        test(both_ends_of_a_pipe_come_from_its_call),
        test(what_was_inherited_comes_from_an_ancestor),
        test(what_was_open_before_has_no_origin),
        test(a_number_that_was_closed_is_not_traced_beyond_that),
        test(calls_of_threads_may_end_in_any_order),
        test(calls_are_followed_through_dup_and_fork),
        test(an_exec_ends_what_closes_on_exec),
        test(the_end_of_a_process_ends_its_numbers),
        test(what_is_made_anew_is_something_else),
        test(close_range_closes),
        test(a_descriptor_is_followed_through_a_message),
        test(what_was_open_before_is_followed_as_well),
        test(a_flag_of_openat2_is_read_from_its_struct),
        test(a_thread_comes_from_its_creators_call),
        test(a_birth_whose_call_was_left_out_is_not_another_call),
        test(answers_that_the_view_hides_are_told_by_number),
    };

    return cmocka_run_group_tests_name("lineage", tests, NULL, NULL);
}
