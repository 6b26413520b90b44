/*
 * places THREADS ROUNDS: threads that walk by every instruction of places.def, once they may go, and
 * check each time what came of it.  The addresses are in the truth page, from PLACE_FIRST on, in the
 * order of the rows.  Exits 1 if the code is, at the end, not that of the beginning.
 */
#include <pthread.h>

#include "tracee.h"

#define TRAP_FLAG    0x100
#define MAX_THREADS  16
#define COPIED_BYTES 24
#define ADDEND       1000

#define PLACE(name, assembly) "place_" #name ": " assembly "\n"
__asm__(".text\n"
        "walk_leaf: ret\n"
        "walk_never: ud2\n"
        "walk:\n"
#include "places.def"
        "walk_end:\n"
        ".data\n"
        "walk_function: .quad walk_leaf\n"
        "walk_addend: .quad 1000\n"
        ".text\n");

#define PLACE(name, assembly) extern const uint8_t place_##name[];
#include "places.def"
extern const uint8_t walk_end[];
/* The pid, and ADDEND; *flags: those that pushf saw. */
extern long walk(char *to, const char *from, long *counter, float *four, unsigned long *flags);

static const uint8_t *const places[] = {
#define PLACE(name, assembly) place_##name,
#include "places.def"
};
#define PLACES (sizeof(places) / sizeof(places[0]))
_Static_assert(PLACE_FIRST + PLACES <= TRUTH_SLOTS, "a slot for each");

static struct truth *truth;
static long rounds;

static void walk_once(long round)
{
    static const char bytes[COPIED_BYTES] = "what is copied by rep..";
    char copied[COPIED_BYTES] = "";
    float four[4] = {1, 2, 3, (float)round};
    unsigned long flags = TRAP_FLAG;
    long counter = round;

    CHECK(walk(copied, bytes, &counter, four, &flags) == getpid() + ADDEND);
    CHECK(!(flags & TRAP_FLAG));
    CHECK(counter == round + 1);
    CHECK(four[0] == 2 && four[3] == 2 * (float)round);
    CHECK(memcmp(copied, bytes, sizeof(copied)) == 0);
}

static void *work(void *unused)
{
    truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000);
    for (long i = 0; rounds == 0 || i < rounds; i++) {
        walk_once(i);
        atomic_fetch_add(&truth->count[PLACE_WALKS], 1);
    }
    return unused;
}

int main(int argc, char *argv[])
{
    pthread_t threads[MAX_THREADS];
    uint8_t before[256];
    size_t size = (size_t)(walk_end - places[0]);
    int count;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 3 && size <= sizeof(before));
    count = atoi(argv[1]);
    rounds = atol(argv[2]);
    CHECK(count > 0 && count <= MAX_THREADS);
    memcpy(before, places[0], size);
    for (size_t i = 0; i < PLACES; i++)
        atomic_store(&truth->count[PLACE_FIRST + i], (int64_t)(uintptr_t)places[i]);
    for (int i = 0; i < count; i++)
        CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    truth_reach(&truth->stage, 1);
    for (int i = 0; i < count; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    truth_reach(&truth->stage, 2);
    truth_await(&truth->go, 2, TRACEE_LIFETIME_S * 1000);
    CHECK(memcmp(before, places[0], size) == 0);
    return 0;
}
