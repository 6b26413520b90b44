/*
 * hot THREADS ROUNDS: threads that call one function again and again, once they may go.
 *
 * The function counts its calls in HOT_CALLS; its address is in HOT_ADDRESS.  With ROUNDS 0 it goes on
 * until it is ended.  Exits 1 if the bytes of the function are, at the end, not those of the beginning.
 */
#include <pthread.h>

#include "tracee.h"

#define CODE_BYTES 16

static struct truth *truth;
static long rounds;

__attribute__((noinline, noclone, aligned(64))) long hot(long number)
{
    atomic_fetch_add(&truth->count[HOT_CALLS], 1);
    return number * 3;
}

static void *work(void *slot)
{
    (void)slot;
    truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000);
    for (long i = 0; rounds == 0 || i < rounds; i++)
        CHECK(hot(i) == i * 3);
    return NULL;
}

int main(int argc, char *argv[])
{
    uint8_t before[CODE_BYTES];
    pthread_t threads[64];
    int count;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 3);
    count = atoi(argv[1]);
    rounds = atol(argv[2]);
    CHECK(count > 0 && count <= 64);
    memcpy(before, (const void *)hot, CODE_BYTES);
    atomic_store(&truth->count[HOT_ADDRESS], (int64_t)(uintptr_t)hot);
    for (int i = 0; i < count; i++)
        CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    truth_reach(&truth->stage, 1);
    for (int i = 0; i < count; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    truth_reach(&truth->stage, 2);
    truth_await(&truth->go, 2, TRACEE_LIFETIME_S * 1000);
    CHECK(memcmp(before, (const void *)hot, CODE_BYTES) == 0);
    return 0;
}
