#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/event.h>
#include <ptop/ring.h>

#define KIB           ((size_t)1 << 10)
#define MIB           ((size_t)1 << 20)
#define SMALLEST_RING (128 * KIB)
#define DEADLINE_MS   10000

static struct ring *ring_of(size_t capacity_bytes)
{
    struct ring *ring = NULL;
    assert_int_equal(ring_new(capacity_bytes, &ring), 0);
    return ring;
}

/* Put one record of this size, all bytes the same; false when full. */
static bool put(struct ring *ring, size_t size, int byte)
{
    void *room = ring_reserve(ring, size);
    if (!room)
        return false;
    assert_int_equal((uintptr_t)room % 8, 0);
    memset(room, byte, size);
    ring_commit(ring, size);
    return true;
}

static bool is_readable(int fd, int timeout_ms)
{
    struct pollfd poller = {.fd = fd, .events = POLLIN};
    return poll(&poller, 1, timeout_ms) == 1;
}

/* ---- one thread ---------------------------------------------------------------- */

static void nothing_is_seen_before_it_is_published(void **state)
{
    struct ring *ring = ring_of(0);
    size_t size = 1;

    (void)state;
    assert_null(ring_peek(ring, &size));
    assert_int_equal(size, 0);
    assert_true(put(ring, 32, 'a'));
    assert_null(ring_peek(ring, &size));
    assert_int_equal(ring_backlog_bytes(ring), 0);
    ring_publish(ring);
    assert_memory_equal(ring_peek(ring, &size), "aaaa", 4);
    assert_int_equal(size, 32);
    assert_int_equal(ring_backlog_bytes(ring), 32);
    ring_release(ring, 32);
    assert_null(ring_peek(ring, &size));
    assert_int_equal(ring_released_bytes(ring), 32);
    ring_free(ring);
}

static void a_second_reserve_replaces_the_first(void **state)
{
    struct ring *ring = ring_of(0);
    size_t size;

    (void)state;
    void *first = ring_reserve(ring, 4096);
    assert_ptr_equal(ring_reserve(ring, 64), first);
    ring_commit(ring, 40);
    ring_publish(ring);
    assert_non_null(ring_peek(ring, &size));
    assert_int_equal(size, 40);
    ring_free(ring);
}

static void a_full_ring_refuses_until_something_is_released(void **state)
{
    struct ring *ring = ring_of(1);
    const size_t count = SMALLEST_RING / 4096;

    (void)state;
    for (size_t i = 0; i < count; i++)
        assert_true(put(ring, 4096, 'x'));
    assert_null(ring_reserve(ring, 8));
    ring_publish(ring);
    assert_null(ring_reserve(ring, 8));
    ring_release(ring, 4096);
    assert_true(put(ring, 4096, 'y'));
    assert_null(ring_reserve(ring, 8));
    ring_free(ring);
}

static void a_record_across_the_end_is_contiguous(void **state)
{
    struct ring *ring = ring_of(SMALLEST_RING);
    const size_t record = EVENT_MAX_BYTES; /* two and a bit fill the ring */
    size_t size;

    (void)state;
    for (int round = 0; round < 50; round++) {
        char expected[EVENT_MAX_BYTES];
        memset(expected, round, record);
        assert_true(put(ring, record, round));
        ring_publish(ring);
        assert_memory_equal(ring_peek(ring, &size), expected, record);
        assert_int_equal(size, record);
        ring_release(ring, size);
    }
    ring_free(ring);
}

static void the_whole_ring_can_be_peeked_wherever_it_begins(void **state)
{
    struct ring *ring = ring_of(SMALLEST_RING);
    size_t size;

    (void)state;
    assert_true(put(ring, 40000, 'x'));
    ring_publish(ring);
    ring_release(ring, 40000);
    for (size_t i = 0; i < SMALLEST_RING / 1024; i++)
        assert_true(put(ring, 1024, (int)i));
    ring_publish(ring);
    const unsigned char *bytes = ring_peek(ring, &size);
    assert_int_equal(size, SMALLEST_RING);
    for (size_t i = 0; i < SMALLEST_RING; i++)
        assert_int_equal(bytes[i], i / 1024);
    ring_free(ring);
}

static void a_part_of_what_was_peeked_may_be_released(void **state)
{
    struct ring *ring = ring_of(0);
    size_t size;

    (void)state;
    put(ring, 32, 'a');
    put(ring, 48, 'b');
    ring_publish(ring);
    ring_peek(ring, &size);
    assert_int_equal(size, 80);
    ring_release(ring, 32);
    assert_memory_equal(ring_peek(ring, &size), "bbbb", 4);
    assert_int_equal(size, 48);
    ring_free(ring);
}

static void too_large_a_ring_is_an_error(void **state)
{
    struct ring *ring = NULL;

    (void)state;
    assert_int_equal(ring_new(SIZE_MAX, &ring), -EINVAL);
    assert_true(ring_new((size_t)1 << 60, &ring) < 0);
    assert_null(ring);
    ring_free(NULL);
}

/* In a child, as the limit would hold for the test's output too; returns the exit status: the
 * KiB that a default ring holds, or 255 where none was made. */
static int kib_under_limit(rlim_t limit_bytes)
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit limit = {limit_bytes, limit_bytes};
        struct ring *ring;
        int kib = 0;
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(254);
        if (ring_new(RING_DEFAULT_BYTES, &ring) != 0)
            _exit(255);
        for (; kib < 253 && ring_reserve(ring, KIB); kib++)
            ring_commit(ring, KIB);
        _exit(kib);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_limit_on_file_sizes_makes_a_smaller_ring(void **state)
{
    (void)state;
    assert_int_equal(kib_under_limit(200 * KIB), 128);
    assert_int_equal(kib_under_limit(128 * KIB), 128);
    assert_int_equal(kib_under_limit(300 * KIB), 253);
    assert_int_equal(kib_under_limit(100 * KIB), 255);
}

/* ---- waking -------------------------------------------------------------------- */

static void an_armed_consumer_is_woken_once(void **state)
{
    struct ring *ring = ring_of(0);
    size_t size;

    (void)state;
    assert_true(ring_arm(ring));
    assert_false(is_readable(ring_fd(ring), 0));
    put(ring, 32, 'a');
    ring_publish(ring);
    assert_true(is_readable(ring_fd(ring), 0));
    ring_peek(ring, &size);
    ring_release(ring, size);
    assert_true(ring_arm(ring));
    assert_false(is_readable(ring_fd(ring), 0));
    ring_free(ring);
}

static void a_busy_consumer_is_not_woken(void **state)
{
    struct ring *ring = ring_of(0);

    (void)state;
    put(ring, 32, 'a');
    ring_publish(ring);
    assert_false(is_readable(ring_fd(ring), 0));
    ring_free(ring);
}

static void arming_says_when_there_is_something_to_read(void **state)
{
    struct ring *ring = ring_of(0);

    (void)state;
    put(ring, 32, 'a');
    assert_true(ring_arm(ring)); /* committed, but not published */
    ring_publish(ring);
    assert_false(ring_arm(ring));
    ring_free(ring);
}

static void publishing_nothing_wakes_nobody(void **state)
{
    struct ring *ring = ring_of(0);

    (void)state;
    assert_true(ring_arm(ring));
    ring_publish(ring);
    assert_false(is_readable(ring_fd(ring), 0));
    ring_free(ring);
}

/* ---- memory -------------------------------------------------------------------- */

/* The only ring's memory file, as the process's own table of descriptors names it. */
static int ring_memory_fd(void)
{
    DIR *fds = opendir("/proc/self/fd");
    int found = -1;

    assert_non_null(fds);
    for (struct dirent *entry; (entry = readdir(fds));) {
        char target[64] = "";
        if (readlinkat(dirfd(fds), entry->d_name, target, sizeof(target) - 1) > 0 &&
            strncmp(target, "/memfd:ptop-ring", 16) == 0)
            found = atoi(entry->d_name);
    }
    closedir(fds);
    assert_true(found >= 0);
    return found;
}

static size_t resident_bytes(int fd)
{
    struct stat stat;
    assert_int_equal(fstat(fd, &stat), 0);
    return (size_t)stat.st_blocks * 512;
}

static void release_all(struct ring *ring)
{
    size_t size;
    ring_peek(ring, &size);
    ring_release(ring, size);
}

static void a_new_ring_takes_no_memory(void **state)
{
    struct ring *ring = ring_of(RING_DEFAULT_BYTES);

    (void)state;
    assert_int_equal(resident_bytes(ring_memory_fd()), 0);
    ring_free(ring);
}

static void a_ring_that_stays_nearly_empty_stays_small(void **state)
{
    struct ring *ring = ring_of(64 * MIB);
    int fd = ring_memory_fd();

    (void)state;
    for (size_t done = 0; done < 200 * MIB; done += 64 * KIB) {
        assert_true(put(ring, 64 * KIB - 8, 'x'));
        ring_publish(ring);
        release_all(ring);
        assert_in_range(resident_bytes(fd), 0, 5 * MIB);
    }
    ring_free(ring);
}

static void a_backlog_that_was_read_is_given_back(void **state)
{
    struct ring *ring = ring_of(64 * MIB);
    int fd = ring_memory_fd();

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 40 * MIB / 4096; i++)
            assert_true(put(ring, 4096, (int)i));
        ring_publish(ring);
        assert_in_range(resident_bytes(fd), 40 * MIB, 46 * MIB);
        release_all(ring);
        assert_in_range(resident_bytes(fd), 0, 5 * MIB);
    }
    ring_free(ring);
}

static void what_lies_behind_a_given_back_page_survives(void **state)
{
    struct ring *ring = ring_of(16 * MIB);
    size_t size;

    (void)state;
    for (size_t i = 0; i < 12 * MIB / 4096; i++)
        assert_true(put(ring, 4096, (int)i));
    ring_publish(ring);
    for (size_t i = 0; i < 12 * MIB / 4096; i++) {
        const unsigned char *bytes = ring_peek(ring, &size);
        assert_int_equal(bytes[0], i & 0xff);
        assert_int_equal(bytes[4095], i & 0xff);
        ring_release(ring, 4096);
    }
    ring_free(ring);
}

static void what_is_written_while_pages_are_given_back_survives(void **state)
{
    struct ring *ring = ring_of(16 * MIB);
    unsigned short seed[3] = {7, 8, 9};
    const size_t record = 48 * KIB;
    unsigned put_count = 0, read_count = 0;
    size_t left;

    (void)state;
    while (read_count < 5000) {
        for (long i = nrand48(seed) % 500; i > 0 && put(ring, record, (int)(put_count & 0xff)); i--)
            put_count++;
        ring_publish(ring);
        for (long i = nrand48(seed) % 500; i > 0 && read_count < put_count; i--, read_count++) {
            const unsigned char *bytes = ring_peek(ring, &left);
            for (size_t at = 0; at < record; at += 4 * KIB - 1)
                assert_int_equal(bytes[at], read_count & 0xff);
            ring_release(ring, record);
        }
    }
    ring_free(ring);
}

/* ---- two threads --------------------------------------------------------------- */

struct stress {
    struct ring *ring;
    uint64_t record_count;
};

/* The head of a stress record; its number also fills the rest, byte-wise, and stands at the end. */
struct stress_record {
    uint64_t number;
    uint64_t size;
    unsigned char fill[];
};

/* From 32 to 4096, the smaller ones more often. */
static size_t stress_size(unsigned short seed[3])
{
    size_t words = (size_t)((4096 - 32) / 8) >> nrand48(seed) % 6;
    return 32 + (size_t)nrand48(seed) % (words + 1) * 8;
}

static void *stress_produce(void *context)
{
    const struct stress *stress = context;
    struct ring *ring = stress->ring;
    unsigned short seed[3] = {1, 2, 3};

    for (uint64_t number = 0; number < stress->record_count; number++) {
        size_t size = stress_size(seed);
        struct stress_record *record = ring_reserve(ring, size);
        while (!record) {
            ring_publish(ring);
            sched_yield();
            record = ring_reserve(ring, size);
        }
        record->number = number;
        record->size = size;
        memset(record->fill, (int)(number & 0xff), size - sizeof(*record));
        memcpy((char *)record + size - sizeof(number), &number, sizeof(number));
        ring_commit(ring, size);
        if (number % 7 == 0)
            ring_publish(ring);
    }
    ring_publish(ring);
    return NULL;
}

static void stress_check(const struct stress_record *record, uint64_t number, size_t size)
{
    size_t fill = size - sizeof(*record) - sizeof(number);

    assert_int_equal(record->number, number);
    assert_int_equal(record->size, size);
    if (fill > 0) {
        assert_int_equal(record->fill[0], number & 0xff);
        assert_memory_equal(record->fill, record->fill + 1, fill - 1);
    }
    assert_memory_equal(record->fill + fill, &number, sizeof(number));
}

static void stress_run(size_t capacity_bytes, uint64_t record_count)
{
    struct ring *ring = ring_of(capacity_bytes);
    struct stress stress = {.ring = ring, .record_count = record_count};
    unsigned short seed[3] = {1, 2, 3};
    pthread_t producer;

    assert_int_equal(pthread_create(&producer, NULL, stress_produce, &stress), 0);
    for (uint64_t number = 0; number < record_count;) {
        size_t left;
        const char *at = ring_peek(ring, &left);
        if (!at) {
            if (ring_arm(ring))
                assert_true(is_readable(ring_fd(ring), DEADLINE_MS));
            continue;
        }
        /* Release in parts of a few records: the producer may overwrite each at once. */
        size_t done = 0;
        for (int i = 0; i < 100 && done < left; i++) {
            size_t size = stress_size(seed);
            stress_check((const struct stress_record *)(at + done), number++, size);
            done += size;
        }
        ring_release(ring, done);
    }
    assert_int_equal(pthread_join(producer, NULL), 0);
    assert_int_equal(ring_backlog_bytes(ring), 0);
    ring_free(ring);
}

static void millions_of_records_arrive_whole_and_in_order(void **state)
{
    (void)state;
    stress_run(MIB, 5000000);
}

static void so_they_do_while_pages_are_given_back(void **state)
{
    (void)state;
    stress_run(16 * MIB, 500000);
}

#define PING_ROUNDS 100000

struct ping_pong {
    struct ring *there, *back;
};

/* Wait for one record; false when the wake-up did not come. */
static bool take(struct ring *ring)
{
    size_t size;

    while (!ring_peek(ring, &size)) {
        if (ring_arm(ring) && !is_readable(ring_fd(ring), DEADLINE_MS))
            return false;
    }
    ring_release(ring, 32);
    return true;
}

static void send(struct ring *ring)
{
    memset(ring_reserve(ring, 32), 0, 32);
    ring_commit(ring, 32);
    ring_publish(ring);
}

static void *pong(void *context)
{
    struct ping_pong *rings = context;

    for (int round = 0; round < PING_ROUNDS; round++) {
        if (!take(rings->there))
            return "no ping";
        send(rings->back);
    }
    return NULL;
}

static void no_wake_up_is_lost(void **state)
{
    struct ping_pong rings = {ring_of(0), ring_of(0)};
    pthread_t other;
    void *complaint;

    (void)state;
    assert_int_equal(pthread_create(&other, NULL, pong, &rings), 0);
    for (int round = 0; round < PING_ROUNDS; round++) {
        send(rings.there);
        assert_true(take(rings.back));
    }
    assert_int_equal(pthread_join(other, &complaint), 0);
    assert_null(complaint);
    ring_free(rings.there);
    ring_free(rings.back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_seen_before_it_is_published),
        cmocka_unit_test(a_second_reserve_replaces_the_first),
        cmocka_unit_test(a_full_ring_refuses_until_something_is_released),
        cmocka_unit_test(a_record_across_the_end_is_contiguous),
        cmocka_unit_test(the_whole_ring_can_be_peeked_wherever_it_begins),
        cmocka_unit_test(a_part_of_what_was_peeked_may_be_released),
        cmocka_unit_test(too_large_a_ring_is_an_error),
        cmocka_unit_test(a_limit_on_file_sizes_makes_a_smaller_ring),
        cmocka_unit_test(an_armed_consumer_is_woken_once),
        cmocka_unit_test(a_busy_consumer_is_not_woken),
        cmocka_unit_test(arming_says_when_there_is_something_to_read),
        cmocka_unit_test(publishing_nothing_wakes_nobody),
        cmocka_unit_test(a_new_ring_takes_no_memory),
        cmocka_unit_test(a_ring_that_stays_nearly_empty_stays_small),
        cmocka_unit_test(a_backlog_that_was_read_is_given_back),
        cmocka_unit_test(what_lies_behind_a_given_back_page_survives),
        cmocka_unit_test(what_is_written_while_pages_are_given_back_survives),
        cmocka_unit_test(millions_of_records_arrive_whole_and_in_order),
        cmocka_unit_test(so_they_do_while_pages_are_given_back),
        cmocka_unit_test(no_wake_up_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
