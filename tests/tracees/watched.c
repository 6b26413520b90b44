/*
 * watched MODE: touches a variable in a known way.
 *
 * Its addresses are in the truth page; then it waits for go 1, does what MODE says, is at stage 2 and
 * waits for go 2.
 *
 *     store     the counter becomes 1, 2, 2, 3
 *     load      is read twice
 *     bytes     each byte of the row is written, in order, by an instruction of its own
 *     threads   four new threads add 1 to it, ten times each
 *     fork      a child that shares nothing adds 1, then one of vfork
 *     kernel    read(2) puts 5 into it; then two calls that do not write to it
 *     call      the function is called ten times, the sum of its code taken before and after
 *     calls     the same without a look at the code
 *     unmap     its page is unmapped
 *     exec      becomes itself in the mode store
 *     quiet     adds 1 to it, for ever, without a call
 *     spin      two threads add 1 and call the function, for ever; a call now and then
 */
#include <pthread.h>
#include <sched.h>
#include <stdint.h>

#include "tracee.h"

#define ROW_BYTES 32

volatile uint64_t watched_counter;
volatile uint8_t watched_row[ROW_BYTES] __attribute__((aligned(32)));
static struct truth *truth;

/* Several instructions long, and easy to sum up. */
__attribute__((noipa)) uint64_t watched_function(uint64_t value)
{
    return value * 3 + 1;
}

/* Instructions that we know the length of: each has 11 bytes. */
__attribute__((noinline)) void watched_stores(void)
{
    __asm__ volatile(".globl watched_first_store\nwatched_first_store:\n\t"
                     "movq $1, watched_counter(%rip)\n\t"
                     "movq $2, watched_counter(%rip)\n\t"
                     "movq $2, watched_counter(%rip)\n\t"
                     "movq $3, watched_counter(%rip)");
}

extern const char watched_first_store[];

static void load(void)
{
    CHECK(watched_counter == 0);
    CHECK(watched_counter == 0);
}

static void bytes(void)
{
    for (unsigned i = 0; i < ROW_BYTES; i++)
        watched_row[i] = (uint8_t)(i + 1);
}

static void *add_ten(void *unused)
{
    for (int i = 0; i < 10; i++)
        __atomic_fetch_add(&watched_counter, 1, __ATOMIC_RELAXED);
    return unused;
}

static void threads(void)
{
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        CHECK(pthread_create(&threads[i], NULL, add_ten, NULL) == 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    CHECK(watched_counter == 40);
}

static void fork_two(void)
{
    pid_t pid = tracee_fork();

    if (pid == 0) {
        watched_counter += 1;
        _exit(0);
    }
    CHECK(tracee_exit_status(pid) == 0);
    CHECK(watched_counter == 0);
    pid = vfork();
    if (pid == 0) {
        watched_counter += 1;
        _exit(0);
    }
    CHECK(tracee_exit_status(pid) == 0);
    CHECK(watched_counter == 1);
}

static void kernel(void)
{
    static const uint64_t five = 5;
    int pipes[2];

    CHECK(pipe(pipes) == 0);
    CHECK(write(pipes[1], &five, sizeof(five)) == sizeof(five));
    CHECK(read(pipes[0], (void *)&watched_counter, sizeof(five)) == sizeof(five));
    CHECK(write(pipes[1], &five, sizeof(five)) == sizeof(five));
    CHECK(syscall(SYS_getppid) > 0);
}

static uint64_t sum_code(void)
{
    const volatile uint8_t *code = (const volatile uint8_t *)(uintptr_t)watched_function;
    uint64_t sum = 0;

    for (int i = 0; i < 8; i++)
        sum = sum * 257 + code[i];
    return sum;
}

static void calls(void)
{
    for (uint64_t i = 0; i < 10; i++)
        CHECK(watched_function(i) == i * 3 + 1);
}

static void call(void)
{
    uint64_t sum = sum_code();

    calls();
    CHECK(sum_code() == sum);
    CHECK(sum == (uint64_t)truth->count[WATCHED_SUM]);
}

static void unmap(void)
{
    CHECK(munmap((void *)(uintptr_t)truth->count[WATCHED_PAGE], 4096) == 0);
    syscall(SYS_getppid);
}

static void exec_again(void)
{
    static char *const argv[] = {"watched", "store", NULL};

    atomic_store(&truth->go, 0);
    truth_reach(&truth->stage, 0);
    execv("/proc/self/exe", argv);
}

static void quiet(void)
{
    for (;;) {
        watched_counter += 1;
        atomic_fetch_add(&truth->count[WATCHED_ROUNDS], 1);
    }
}

static void *spin_on(void *unused)
{
    for (uint64_t i = 0;; i++) {
        __atomic_fetch_add(&watched_counter, 1, __ATOMIC_RELAXED);
        CHECK(watched_function(i) == i * 3 + 1);
        if (i % 64 == 0)
            sched_yield();
        atomic_fetch_add(&truth->count[WATCHED_ROUNDS], 1);
    }
    return unused;
}

static void spin(void)
{
    pthread_t thread;

    CHECK(pthread_create(&thread, NULL, spin_on, NULL) == 0);
    truth_reach(&truth->stage, 2);
    spin_on(NULL);
}

static const struct {
    const char *name;
    void (*run)(void);
} modes[] = {
    {"store", watched_stores}, {"load", load}, {"bytes", bytes}, {"threads", threads},
    {"fork", fork_two}, {"kernel", kernel}, {"call", call}, {"calls", calls},
    {"unmap", unmap}, {"exec", exec_again}, {"quiet", quiet}, {"spin", spin},
};

static void publish(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    CHECK(page != MAP_FAILED);
    truth->count[WATCHED_COUNTER] = (int64_t)(uintptr_t)&watched_counter;
    truth->count[WATCHED_ROW] = (int64_t)(uintptr_t)watched_row;
    truth->count[WATCHED_FUNCTION] = (int64_t)(uintptr_t)watched_function;
    truth->count[WATCHED_PAGE] = (int64_t)(uintptr_t)page;
    truth->count[WATCHED_SUM] = (int64_t)sum_code();
    truth->count[WATCHED_STORES] = (int64_t)(uintptr_t)watched_first_store;
    truth->count[WATCHED_SHARED_ADDRESS] =
        (int64_t)(uintptr_t)&truth->count[WATCHED_SHARED];
}

int main(int argc, char *argv[])
{
    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2);
    publish();
    truth_reach(&truth->stage, 1);
    CHECK(truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000) == 0);
    for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
        if (strcmp(modes[i].name, argv[1]) == 0)
            modes[i].run();
    }
    truth_reach(&truth->stage, 2);
    CHECK(truth_await(&truth->go, 2, TRACEE_LIFETIME_S * 1000) == 0);
    return 0;
}
