/*
 * The summary, on records that capture made of tracees made by hand.
 */
#include "decode_fixture.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <ptop/summary.h>

#define CLOSED 9 /* a descriptor without a name */

static struct summary *summary;
static uint64_t last_sequence;

static int set_up(void **state)
{
    fixture_set_up(state);
    summary = summary_new(fx.names);
    last_sequence = 0;
    return 0;
}

static int tear_down(void **state)
{
    summary_free(summary);
    return fixture_tear_down(state);
}

#define SUMMARY_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* Finish the call that fixture_call began, and take it in. */
static void done_by(int32_t tid, int32_t tgid, int64_t result, nanoseconds duration_ns)
{
    struct event_syscall *call = fixture_event(&fx);

    fixture_run(&fx, result);
    call->header.tid = tid;
    call->header.tgid = tgid;
    call->header.sequence = ++last_sequence;
    call->duration_ns = duration_ns;
    summary_add(summary, &call->header);
}

static void done(int64_t result)
{
    done_by(100, 100, result, 1000);
}

static const struct summary_file *file(const char *name)
{
    for (size_t i = 0; i < summary_file_count(summary); i++) {
        const struct summary_file *row = summary_file_get(summary, i);
        if (row->name && strcmp(row->name, name) == 0)
            return row;
    }
    fail_msg("no file is called %s", name);
    return NULL;
}

static const struct summary_syscall *row_of(enum abi abi, const char *name)
{
    int number = -1;

    assert_non_null(syscall_find_name(abi, name, &number));
    return summary_syscall_find(summary, abi, number);
}

/* ---- syscalls ------------------------------------------------------------------------ */

static void a_syscall_has_its_calls_errors_and_times(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "/etc/passwd");
    for (int i = 1; i <= 3; i++) {
        fixture_call(&fx, ABI_NATIVE, "close", 3);
        done_by(100, 100, i == 3 ? -EBADF : 0, (nanoseconds)i * 1000);
    }
    const struct summary_syscall *row = row_of(ABI_NATIVE, "close");
    assert_non_null(row);
    assert_int_equal(row->calls, 3);
    assert_int_equal(row->errors, 1);
    assert_int_equal(row->total_ns, 6000);
    assert_int_equal(row->durations.longest_ns, 3000);
    assert_in_range(histogram_percentile(&row->durations, 0.5), 1968, 2032);
    assert_int_equal(histogram_percentile(&row->durations, 1.0), 3000);
    assert_int_equal(summary_syscall_count(summary), 1);
}

static void the_same_name_in_the_other_abi_is_another_row(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "getpid");
    done(100);
    fixture_call(&fx, ABI_COMPAT, "getpid");
    done(100);
    assert_int_equal(summary_syscall_count(summary), 2);
    assert_int_equal(row_of(ABI_NATIVE, "getpid")->calls, 1);
    assert_int_equal(row_of(ABI_COMPAT, "getpid")->calls, 1);
}

static void numbers_that_nobody_knows_share_a_row(void **state)
{
    static const int32_t numbers[] = {500, 511, 512, 100000, INT32_MAX, -1, INT32_MIN};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct event_syscall call = {
            .header = {.size_bytes = sizeof call, .kind = EVENT_SYSCALL, .number = numbers[i]},
            .result = -ENOSYS,
        };
        call.header.flags = EVENT_FAILED;
        summary_add(summary, &call.header);
    }
    assert_int_equal(summary_syscall_count(summary), 1);
    assert_int_equal(summary_syscall_get(summary, 0)->number, -1);
    assert_int_equal(summary_syscall_get(summary, 0)->errors, sizeof numbers / sizeof numbers[0]);
    assert_null(summary_syscall_find(summary, ABI_NATIVE, INT32_MAX));
}

/* A call that never came back is one, but nobody knows how long it took. */
static void what_does_not_return_counts_without_a_time(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "exit_group", 1);
    fixture_event(&fx)->header.flags |= EVENT_NO_RETURN;
    done_by(100, 100, 0, 5000);
    const struct summary_syscall *row = row_of(ABI_NATIVE, "exit_group");
    assert_int_equal(row->calls, 1);
    assert_int_equal(row->total_ns, 0);
    assert_int_equal(row->durations.count, 0);
}

static void other_events_are_none_of_its_business(void **state)
{
    (void)state;
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        _Alignas(8) uint8_t record[256] = {0};
        struct event *event = (struct event *)record;
        event->size_bytes = sizeof record;
        event->kind = (uint8_t)kind;
        if (kind != EVENT_SYSCALL)
            summary_add(summary, event);
    }
    assert_int_equal(summary_total(summary)->calls, 0);
    assert_int_equal(summary_syscall_count(summary), 0);
}

/* ---- files --------------------------------------------------------------------------- */

static void a_file_has_its_opens_reads_writes_and_bytes(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "/etc/passwd");
    fixture_fd(&fx, 3, "/etc/passwd");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(1), O_RDONLY | O_CLOEXEC);
    done(3);
    fixture_call(&fx, ABI_NATIVE, "read", 3, PTR(2), 4096);
    done(100);
    fixture_call(&fx, ABI_NATIVE, "pread64", 3, PTR(2), 4096, 50);
    done(50);
    fixture_call(&fx, ABI_NATIVE, "read", 3, PTR(2), 4096);
    done(-EISDIR);
    fixture_call(&fx, ABI_NATIVE, "write", 3, PTR(2), 7);
    done(7);
    fixture_call(&fx, ABI_NATIVE, "fsync", 3);
    done(0);

    const struct summary_file *row = file("/etc/passwd");
    assert_int_equal(summary_file_count(summary), 1);
    assert_int_equal(row->calls, 6);
    assert_int_equal(row->errors, 1);
    assert_int_equal(row->opens, 1);
    assert_int_equal(row->reads, 3);
    assert_int_equal(row->read_bytes, 150);
    assert_int_equal(row->writes, 1);
    assert_int_equal(row->written_bytes, 7);
    assert_int_equal(row->total_ns, 6000);
}

static void sendfile_counts_at_both_ends(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "/srv/page.html");
    fixture_fd(&fx, 5, "TCP:[127.0.0.1:80->127.0.0.1:40112]");
    fixture_call(&fx, ABI_NATIVE, "sendfile", 5, 3, 0, 8192);
    done(8000);
    assert_int_equal(file("/srv/page.html")->read_bytes, 8000);
    assert_int_equal(file("/srv/page.html")->reads, 1);
    assert_int_equal(file("/srv/page.html")->written_bytes, 0);
    assert_int_equal(file("TCP:[127.0.0.1:80->127.0.0.1:40112]")->written_bytes, 8000);
    assert_int_equal(file("TCP:[127.0.0.1:80->127.0.0.1:40112]")->read_bytes, 0);
    assert_int_equal(summary_total(summary)->read_bytes, 8000);
    assert_int_equal(summary_total(summary)->written_bytes, 8000);
}

/* Each call that moves bytes: from which descriptor, to which; 0: from or to memory. */
static const struct transfer {
    enum abi abi;
    const char *name;
    uint64_t args[SYSCALL_MAX_ARGS];
    bool reads, writes; /* descriptor 3, 4 */
} transfers[] = {
    {ABI_NATIVE, "read", {3, PTR(9), 50}, true, false},
    {ABI_NATIVE, "readv", {3, PTR(9), 0}, true, false},
    {ABI_NATIVE, "preadv", {3, PTR(9), 0}, true, false},
    {ABI_NATIVE, "preadv2", {3, PTR(9), 0}, true, false},
    {ABI_NATIVE, "recvfrom", {3, PTR(9), 50}, true, false},
    {ABI_NATIVE, "recvmsg", {3, PTR(9)}, true, false},
    {ABI_NATIVE, "getdents64", {3, PTR(9), 50}, true, false},
    {ABI_NATIVE, "write", {4, PTR(9), 50}, false, true},
    {ABI_NATIVE, "pwrite64", {4, PTR(9), 50}, false, true},
    {ABI_NATIVE, "writev", {4, PTR(9), 0}, false, true},
    {ABI_NATIVE, "pwritev2", {4, PTR(9), 0}, false, true},
    {ABI_NATIVE, "sendto", {4, PTR(9), 50}, false, true},
    {ABI_NATIVE, "sendmsg", {4, PTR(9)}, false, true},
    {ABI_NATIVE, "vmsplice", {4, PTR(9), 0}, false, true},
    {ABI_NATIVE, "sendfile", {4, 3, 0, 50}, true, true},
    {ABI_NATIVE, "splice", {3, 0, 4, 0, 50}, true, true},
    {ABI_NATIVE, "tee", {3, 4, 50}, true, true},
    {ABI_NATIVE, "copy_file_range", {3, 0, 4, 0, 50}, true, true},
    {ABI_COMPAT, "sendfile64", {4, 3, 0, 50}, true, true},
    {ABI_COMPAT, "writev", {4, PTR(9), 0}, false, true},
};

static void every_call_that_moves_bytes_says_which_way(void **state)
{
    uint64_t read_bytes = 0, written_bytes = 0;

    (void)state;
    fixture_fd(&fx, 3, "from");
    fixture_fd(&fx, 4, "to");
    for (size_t i = 0; i < sizeof transfers / sizeof transfers[0]; i++) {
        const struct transfer *transfer = &transfers[i];
        fixture_call_args(&fx, transfer->abi, transfer->name, transfer->args);
        done(50);
        fixture_call_args(&fx, transfer->abi, transfer->name, transfer->args);
        done(-EIO);
        read_bytes += transfer->reads ? 50 : 0;
        written_bytes += transfer->writes ? 50 : 0;
        if (summary_total(summary)->read_bytes != read_bytes ||
            summary_total(summary)->written_bytes != written_bytes)
            fail_msg("%s: %d %d", transfer->name, (int)summary_total(summary)->read_bytes,
                     (int)summary_total(summary)->written_bytes);
    }
    assert_int_equal(file("from")->read_bytes, read_bytes);
    assert_int_equal(file("from")->written_bytes, 0);
    assert_int_equal(file("to")->written_bytes, written_bytes);
    assert_int_equal(file("to")->read_bytes, 0);
}

/* The same file by another descriptor, whose name the tracer announced anew. */
static void a_duplicate_of_a_descriptor_is_the_same_file(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "/var/log/x");
    fixture_fd(&fx, 7, "/var/log/x");
    fixture_call(&fx, ABI_NATIVE, "dup2", 3, 7);
    done(7);
    fixture_call(&fx, ABI_NATIVE, "write", 3, PTR(2), 1);
    done(1);
    fixture_call(&fx, ABI_NATIVE, "write", 7, PTR(2), 2);
    done_by(200, 200, 2, 1000); /* a child's */
    const struct summary_file *row = file("/var/log/x");
    assert_int_equal(summary_file_count(summary), 1);
    assert_int_equal(row->written_bytes, 3);
    assert_int_equal(row->calls, 3); /* the dup2 once, though it names it three times */
    assert_int_equal(row->opens, 0);
}

static void a_failed_open_counts_at_the_path_that_was_asked_for(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "/no/such");
    fixture_string(&fx, PTR(2), "child");
    fixture_fd(&fx, 5, "/home/me");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(1), O_WRONLY | O_CREAT, 0644);
    done(-ENOENT);
    assert_int_equal(file("/no/such")->opens, 1);
    assert_int_equal(file("/no/such")->errors, 1);
    fixture_call(&fx, ABI_NATIVE, "openat", 5, PTR(2), O_RDONLY);
    done(-EACCES);
    assert_int_equal(file("/home/me/child")->opens, 1);
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(2), O_RDONLY);
    done(-ENOENT);
    assert_int_equal(file("child")->opens, 1); /* where from is not known */
    fixture_fd(&fx, AT_FDCWD, "/tmp");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, PTR(2), O_RDONLY);
    done(-ENOENT);
    fixture_call(&fx, ABI_NATIVE, "stat", PTR(2), PTR(8));
    done(-ENOENT);
    assert_int_equal(file("/tmp/child")->calls, 2);
    assert_int_equal(summary_file_count(summary), 4);
}

/* A path that became a descriptor is what the descriptor is called: a link is followed. */
static void an_open_counts_at_what_was_opened(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "/lib/libc.so.6");
    fixture_fd(&fx, 3, "/usr/lib/libc.so.6");
    fixture_fd(&fx, 5, "/lib");
    fixture_call(&fx, ABI_NATIVE, "openat", 5, PTR(1), O_RDONLY);
    done(3);
    assert_int_equal(summary_file_count(summary), 1);
    assert_int_equal(file("/usr/lib/libc.so.6")->opens, 1);
}

static void calls_on_a_path_count_at_it(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "/a");
    fixture_string(&fx, PTR(2), "/b");
    fixture_string(&fx, PTR(3), "");
    fixture_fd(&fx, 5, "/dir");
    fixture_call(&fx, ABI_NATIVE, "rename", PTR(1), PTR(2));
    done(0);
    fixture_call(&fx, ABI_NATIVE, "stat", PTR(1), PTR(8));
    done(-ENOENT);
    assert_int_equal(file("/a")->calls, 2);
    assert_int_equal(file("/a")->errors, 1);
    assert_int_equal(file("/b")->calls, 1);
    fixture_call(&fx, ABI_NATIVE, "newfstatat", 5, PTR(3), PTR(8), AT_EMPTY_PATH);
    done(0);
    fixture_call(&fx, ABI_NATIVE, "utimensat", 5, 0, 0, 0);
    done(0);
    assert_int_equal(file("/dir")->calls, 2);
    fixture_call(&fx, ABI_NATIVE, "stat", PTR(15), PTR(8)); /* cannot be read */
    done(-EFAULT);
    assert_int_equal(summary_file_count(summary), 3);
}

static void mapped_bytes_are_those_of_the_mapping(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "/usr/lib/libc.so.6");
    fixture_call(&fx, ABI_NATIVE, "mmap", 0, 8192, PROT_READ, MAP_PRIVATE, 3, 0);
    done(0x7f0000000000);
    fixture_call(&fx, ABI_NATIVE, "mmap", 0, 4096, PROT_READ, MAP_PRIVATE, 3, 0);
    done(-ENOMEM);
    fixture_call(&fx, ABI_COMPAT, "mmap2", 0, 4096, PROT_READ, MAP_PRIVATE, 3, 0);
    done(0x40000000);
    fixture_call(&fx, ABI_NATIVE, "mmap", 0, 4096, PROT_READ, MAP_ANONYMOUS, (uint64_t)-1, 0);
    done(0x7f0000000000);
    assert_int_equal(file("/usr/lib/libc.so.6")->mapped_bytes, 12288);
    assert_int_equal(summary_total(summary)->read_bytes, 0);
    assert_int_equal(summary_file_count(summary), 1);
}

static void a_descriptor_without_a_name_is_no_file(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "read", CLOSED, PTR(2), 10);
    done(5);
    assert_int_equal(summary_file_count(summary), 0);
    assert_int_equal(summary_total(summary)->read_bytes, 5);
}

static void assert_flags_by(void (*put)(const struct summary_file *file, struct text *text),
                            const char *name, const char *expected)
{
    char bytes[256];
    struct text text;

    text_init(&text, bytes, NULL, sizeof bytes);
    put(file(name), &text);
    assert_string_equal(bytes, expected);
}

static void assert_flags(const char *name, const char *expected)
{
    assert_flags_by(summary_put_flags, name, expected);
}

static void flags_are_those_of_all_opens(void **state)
{
    uint64_t how[3] = {O_RDWR | O_NOFOLLOW, 0, 0};

    (void)state;
    fixture_string(&fx, PTR(1), "/f");
    fixture_string(&fx, PTR(2), "/g");
    fixture_memory(&fx, PTR(3), how, sizeof how);
    fixture_fd(&fx, 3, "/f");
    fixture_call(&fx, ABI_NATIVE, "open", PTR(1), O_RDONLY | O_CLOEXEC);
    done(3);
    assert_flags("/f", "O_RDONLY|O_CLOEXEC");
    fixture_call(&fx, ABI_NATIVE, "open", PTR(1), O_WRONLY | O_APPEND);
    done(3);
    assert_flags("/f", "O_RDONLY|O_WRONLY|O_APPEND|O_CLOEXEC");
    assert_flags_by(summary_put_last_flags, "/f", "O_WRONLY|O_APPEND");
    fixture_call(&fx, ABI_NATIVE, "creat", PTR(2), 0600);
    done(-EACCES);
    assert_flags("/g", "O_WRONLY|O_CREAT|O_TRUNC");
    fixture_call(&fx, ABI_NATIVE, "openat2", (uint64_t)AT_FDCWD, PTR(2), PTR(3), sizeof how);
    done(-EACCES);
    assert_flags("/g", "O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_NOFOLLOW");
}

/* Calls on /tmp/000…, /tmp/001… and so on, of paths so long. */
static void stat_many(int count, int length)
{
    static struct {
        struct event_syscall call;
        struct event_piece piece;
        char bytes[4096];
    } record;

    record.call.header =
        (struct event){.size_bytes = sizeof record, .kind = EVENT_SYSCALL, .number = 4};
    record.piece = (struct event_piece){.arg = 0, .length_bytes = sizeof record.bytes};
    for (int i = 0; i < count; i++) {
        snprintf(record.bytes, sizeof record.bytes, "/tmp/%0*d", length - 5, i);
        summary_add(summary, &record.call.header);
    }
}

/* A tracee that thinks of new long paths all the time does not fill our memory. */
static void files_whose_names_would_be_too_long_together_share_a_row(void **state)
{
    (void)state;
    stat_many(10000, 4000);
    size_t count = summary_file_count(summary);
    assert_in_range(count * 4000, SUMMARY_MAX_NAME_BYTES, SUMMARY_MAX_NAME_BYTES + 8000);
    assert_null(summary_file_get(summary, count - 1)->name);
    assert_int_equal(summary_file_get(summary, count - 1)->calls, 10000 - (count - 1));
}

static void files_beyond_the_limit_share_the_last_row(void **state)
{
    (void)state;
    stat_many(SUMMARY_MAX_ROWS + 1000, 10);
    assert_int_equal(summary_file_count(summary), SUMMARY_MAX_ROWS);
    const struct summary_file *last = summary_file_get(summary, SUMMARY_MAX_ROWS - 1);
    assert_null(last->name);
    assert_int_equal(last->calls, 1001);
    assert_int_equal(file("/tmp/65534")->calls, 1);
}

/* ---- threads ----------------------------------------------------------------------------- */

static void threads_and_their_processes_have_rows(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "x");
    fixture_call(&fx, ABI_NATIVE, "read", 3, PTR(2), 10);
    done_by(101, 100, 10, 500);
    fixture_call(&fx, ABI_NATIVE, "write", 3, PTR(2), 4);
    done_by(102, 100, 4, 700);
    fixture_call(&fx, ABI_NATIVE, "getpid");
    done_by(200, 200, 200, 1);
    assert_int_equal(summary_task_count(summary, SUMMARY_PROCESSES), 2);
    assert_int_equal(summary_task_count(summary, SUMMARY_THREADS), 3);
    const struct summary_task *process = summary_task_get(summary, SUMMARY_PROCESSES, 0);
    assert_int_equal(process->tgid, 100);
    assert_int_equal(process->calls, 2);
    assert_int_equal(process->total_ns, 1200);
    assert_int_equal(process->read_bytes, 10);
    assert_int_equal(process->written_bytes, 4);
    assert_int_equal(process->last_sequence, 2);
    assert_int_equal(summary_task_get(summary, SUMMARY_THREADS, 1)->tid, 102);
    assert_int_equal(summary_task_get(summary, SUMMARY_THREADS, 1)->total_ns, 700);
    assert_int_equal(summary_total(summary)->calls, 3);
}

static void threads_beyond_the_limit_share_the_last_row(void **state)
{
    (void)state;
    for (int i = 1; i <= SUMMARY_MAX_ROWS + 10; i++) {
        struct event_syscall call = {.header = {.size_bytes = sizeof call,
                                                .kind = EVENT_SYSCALL,
                                                .number = 39,
                                                .tid = i,
                                                .tgid = 1}};
        summary_add(summary, &call.header);
    }
    assert_int_equal(summary_task_count(summary, SUMMARY_THREADS), SUMMARY_MAX_ROWS);
    assert_int_equal(summary_task_count(summary, SUMMARY_PROCESSES), 1);
    assert_int_equal(summary_task_get(summary, SUMMARY_THREADS, SUMMARY_MAX_ROWS - 1)->tid, 0);
    assert_int_equal(summary_task_get(summary, SUMMARY_THREADS, SUMMARY_MAX_ROWS - 1)->calls, 11);
}

/* ---- damage -------------------------------------------------------------------------------- */

/* Records from a damaged file: whatever they say, nothing beyond them is read. */
static void damaged_records_do_no_harm(void **state)
{
    static uint8_t damaged[EVENT_MAX_BYTES];

    (void)state;
    fixture_string(&fx, PTR(1), "/f");
    fixture_fd(&fx, 3, "/f");
    fixture_call(&fx, ABI_NATIVE, "openat", 3, PTR(1), O_RDONLY);
    done(3);
    for (int round = 0; round < 2000; round++) {
        size_t length = fixture_event(&fx)->header.size_bytes;
        memcpy(damaged, fx.record, length);
        length = fixture_damage(damaged, fixture_damage(damaged, length));
        struct event *event = malloc(length); /* exactly as long, for a sanitizer */
        memcpy(event, damaged, length);
        event->size_bytes = (uint16_t)length;
        if (length >= sizeof(struct event_syscall))
            summary_add(summary, event);
        free(event);
    }
    assert_int_equal(row_of(ABI_NATIVE, "openat")->calls, summary_total(summary)->calls);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SUMMARY_TEST(a_syscall_has_its_calls_errors_and_times),
        SUMMARY_TEST(the_same_name_in_the_other_abi_is_another_row),
        SUMMARY_TEST(numbers_that_nobody_knows_share_a_row),
        SUMMARY_TEST(what_does_not_return_counts_without_a_time),
        SUMMARY_TEST(other_events_are_none_of_its_business),
        SUMMARY_TEST(a_file_has_its_opens_reads_writes_and_bytes),
        SUMMARY_TEST(sendfile_counts_at_both_ends),
        SUMMARY_TEST(every_call_that_moves_bytes_says_which_way),
        SUMMARY_TEST(a_duplicate_of_a_descriptor_is_the_same_file),
        SUMMARY_TEST(a_failed_open_counts_at_the_path_that_was_asked_for),
        SUMMARY_TEST(an_open_counts_at_what_was_opened),
        SUMMARY_TEST(calls_on_a_path_count_at_it),
        SUMMARY_TEST(mapped_bytes_are_those_of_the_mapping),
        SUMMARY_TEST(a_descriptor_without_a_name_is_no_file),
        SUMMARY_TEST(flags_are_those_of_all_opens),
        SUMMARY_TEST(files_beyond_the_limit_share_the_last_row),
        SUMMARY_TEST(files_whose_names_would_be_too_long_together_share_a_row),
        SUMMARY_TEST(threads_and_their_processes_have_rows),
        SUMMARY_TEST(threads_beyond_the_limit_share_the_last_row),
        SUMMARY_TEST(damaged_records_do_no_harm),
    };

    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
