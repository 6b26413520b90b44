/*
 * The truth: one page that a traced program of the tests shares with the test.
 *
 * The program counts in it what it did, so that a test can compare what ptop says
 * with what happened.  Two futex words order the two sides without sleeping:
 *
 *     program                         test
 *     truth_reach(&truth->stage, 1)   truth_await(&truth->stage, 1, ...)
 *     truth_await(&truth->go, 1, ...) truth_reach(&truth->go, 1)
 *
 * The page is a memfd of the test; PTOP_TRUTH in the environment is a path to it.
 */
#ifndef PTOP_TESTS_TRUTH_H
#define PTOP_TESTS_TRUTH_H

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define TRUTH_BYTES       4096
#define TRUTH_ENVIRONMENT "PTOP_TRUTH"
#define TRUTH_SLOTS       256

struct truth {
    _Atomic uint32_t stage; /* how far the program has come */
    _Atomic uint32_t go;    /* how far it may go */
    _Atomic int64_t count[TRUTH_SLOTS];
};
_Static_assert(sizeof(struct truth) <= TRUTH_BYTES, "one page");

/* What the slots of each program hold. */
enum { BLOCKED_RESULT, BLOCKED_ERRNO };
enum blocked_stage { BLOCKED_ENTERING = 1, BLOCKED_RETURNED, BLOCKED_UNAVAILABLE };
enum { WORKER_FIRST }; /* one slot per thread: its rounds */
enum { SIGNALS_COUNT, SIGNALS_SUM, SIGNALS_QUEUED, SIGNALS_BAD, SIGNALS_FIRST_TID };
enum { STORM_FORKS, STORM_EXEC_ATTEMPTS, STORM_EXECS };
enum { BIRTH_FIRST_TID }; /* one slot per row of births.def */
enum { CALLS_MADE, CALLS_WRONG, CALLS_HANDLED, CALLS_MAP_RESULT };
enum { VFORK_CHILD, VFORK_CODE };
enum { EXEC_CALLER };
enum { REUSED_PID, REUSED_TIMES };
enum { NEWBORN_TID, NEWBORN_TIMES };
enum {
    WATCHED_COUNTER, /* addresses */
    WATCHED_ROW,
    WATCHED_FUNCTION,
    WATCHED_PAGE,
    WATCHED_SHARED_ADDRESS,
    WATCHED_SHARED, /* itself */
    WATCHED_SUM,    /* of the code of the function */
    WATCHED_ROUNDS,
    WATCHED_STORES, /* an address */
};
enum { HOT_CALLS, HOT_ADDRESS };
enum { UNANSWERED_ADDRESS, UNANSWERED_ROUNDS };
enum { PLACE_WALKS, PLACE_FIRST }; /* one slot per row of places.def: its address */
enum { KIN_CALLS, KIN_ADDRESS, KIN_BEGUN, KIN_ENDED };
enum { CODE_ADDRESS, CODE_CALLS };
enum { HANDLER_ADDRESS, HANDLER_CALLS, HANDLER_SIGNALS, HANDLER_TID };
enum {
    STEPS_COUNT,
    STEPS_CHAPTER, /* where its code begins */
    STEPS_RECURSE,
    STEPS_RECURSE_CALL,
    STEPS_REPEAT,
    STEPS_HANDLER,
    STEPS_HANDLED,
    STEPS_PIPE,
    STEPS_END,
    STEPS_FLAGS /* and three more */
};
enum {
    SIGTRAP_ROUNDS,
    SIGTRAP_HANDLED,
    SIGTRAP_USER,
    SIGTRAP_HOT, /* where the function is */
    SIGTRAP_END
};
enum {
    EDITABLE_PATH, /* addresses … */
    EDITABLE_SHARED,
    EDITABLE_VARIABLE,
    EDITABLE_PAGE,
    EDITABLE_PAGE_BYTE,
    EDITABLE_VALUE, /* … and what came of it */
    EDITABLE_RESULT,
    EDITABLE_SPOILT,
    EDITABLE_ROUNDS,
};
enum { TAMPERED_SIGNAL, TAMPERED_SIGNAL_CODE, TAMPERED_FIRST };
#define TAMPERED_SLOTS 64

static inline int64_t truth_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Set a word and wake who awaits it. */
static inline void truth_reach(_Atomic uint32_t *word, uint32_t value)
{
    atomic_store(word, value);
    syscall(SYS_futex, word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

/* Wait until the word is at least that; 0 or -ETIMEDOUT. */
static inline int truth_await(_Atomic uint32_t *word, uint32_t at_least, int timeout_ms)
{
    int64_t end_ms = truth_now_ms() + timeout_ms;

    for (;;) {
        uint32_t seen = atomic_load(word);
        int64_t left_ms = end_ms - truth_now_ms();
        struct timespec left = {left_ms / 1000, left_ms % 1000 * 1000000};
        if (seen >= at_least)
            return 0;
        if (left_ms <= 0)
            return -ETIMEDOUT;
        syscall(SYS_futex, word, FUTEX_WAIT, seen, &left, NULL, 0);
    }
}

#endif
