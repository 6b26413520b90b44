/*
 * uring_user FLAGS [exec]: makes an io_uring with these IORING_SETUP_… flags and opens a file through it, which
 * is not there, again and again; counts[0] of its truth page counts how often.  With "exec" it does so
 * once and becomes a program that has none.
 */
#include <errno.h>
#include <linux/io_uring.h>
#include <poll.h>
#include <sys/syscall.h>

#include "tracee.h"

#define ENTRIES    8u
#define NO_SQARRAY (1u << 16)

struct ring {
    int fd;
    struct io_uring_params params;
    char *rings, *places;
    size_t place_bytes;
};

static void make(struct ring *ring)
{
    ring->place_bytes = ring->params.flags & IORING_SETUP_SQE128 ? 128 : 64;
    ring->fd = (int)syscall(SYS_io_uring_setup, ENTRIES, &ring->params);
    CHECK(ring->fd >= 0);
    ring->rings = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQ_RING);
    ring->places = mmap(NULL, ENTRIES * ring->place_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd,
                        IORING_OFF_SQES);
    CHECK(ring->rings != MAP_FAILED && ring->places != MAP_FAILED);
}

static unsigned *word(struct ring *ring, unsigned offset)
{
    return (unsigned *)(ring->rings + offset);
}

static void open_through(struct ring *ring)
{
    unsigned tail = *word(ring, ring->params.sq_off.tail), place = tail % ENTRIES;
    struct io_uring_sqe *entry = (struct io_uring_sqe *)(ring->places + place * ring->place_bytes);

    *entry = (struct io_uring_sqe){.opcode = IORING_OP_OPENAT, .fd = AT_FDCWD, .user_data = tail,
                                   .addr = (uintptr_t) "/nonexistent/through-a-ring"};
    if (!(ring->params.flags & NO_SQARRAY))
        word(ring, ring->params.sq_off.array)[place] = place;
    __atomic_store_n(word(ring, ring->params.sq_off.tail), tail + 1, __ATOMIC_RELEASE);
    CHECK(syscall(SYS_io_uring_enter, ring->fd, 1, 1, IORING_ENTER_GETEVENTS | IORING_ENTER_SQ_WAKEUP, NULL, 8) == 1);
    __atomic_store_n(word(ring, ring->params.cq_off.head), tail + 1, __ATOMIC_RELEASE);
}

int main(int argc, char *argv[])
{
    struct ring ring = {0};
    struct truth *truth;

    tracee_begin();
    CHECK(argc >= 2);
    ring.params.flags = (unsigned)strtoul(argv[1], NULL, 0);
    make(&ring);
    truth = tracee_truth();
    open_through(&ring);
    if (argc > 2) {
        execlp("sleep", "sleep", "60", NULL);
        return 1;
    }
    truth_reach(&truth->stage, 1);
    for (;;) {
        open_through(&ring);
        truth->count[0]++;
        poll(NULL, 0, 5);
    }
}
