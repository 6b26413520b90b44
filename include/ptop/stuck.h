/*
 * Why is it stuck?  What a thread that does not get on waits for, and who could
 * let it go on: found in /proc, from the call that it is in.
 *
 *     813 worker  in read for 12s
 *       call      read(3, 0x7ffd3a10, 4096)
 *       waits on  fd 3 pipe:[4711], for data
 *       writer    815 feeder, by fd 4: sleeping in nanosleep
 *       writer    itself, by fd 4: as long as it is open the end of the file cannot come
 *
 * Files of /proc can make their reader wait (for an exec, for a file system that
 * does not answer), so a thread of its own looks, and the front end is told through
 * a descriptor when there is an answer.  It touches no tracee: every fact is
 * read from outside, and what may not be read is left out.
 */
#ifndef PTOP_STUCK_H
#define PTOP_STUCK_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/text.h>

#define STUCK_LOOKING_NS  250000000ull /* at most, for one answer */
#define STUCK_ANSWER_BYTES 32768

struct stuck_question {
    int32_t tid;
    const struct event_syscall *call; /* what it was last known to be in, a hint; or NULL */
    nanoseconds since_ns;             /* CLOCK_MONOTONIC: in that call since; 0: unknown */
    bool is_paused;                   /* held by ptop */
    int stop_signal;                  /* of job control, where that stopped it; else 0 */
};

/* The answer, in lines whose leading blanks are their depth, two for each. */
ANY_THREAD void stuck_explain(const struct stuck_question *question, struct text *text);

struct stuck;

/* NULL where no thread can be had. */
UI_THREAD struct stuck *stuck_new(void);
/* Returns at once, even if the thread hangs in the kernel: it then ends by itself. */
UI_THREAD void stuck_free(struct stuck *stuck);

/* Ask; the question is copied.  One that nobody has begun to answer yet is forgotten. */
UI_THREAD void stuck_ask(struct stuck *stuck, const struct stuck_question *question);
UI_THREAD bool stuck_is_busy(struct stuck *stuck);

/* Readable when there is an answer that was not taken. */
UI_THREAD int stuck_fd(const struct stuck *stuck);
/* The answer, with roles, appended to text (of at least STUCK_ANSWER_BYTES); returns the tid that was
 * asked for, 0 if there is none. */
UI_THREAD int32_t stuck_take(struct stuck *stuck, struct text *text);

#endif
