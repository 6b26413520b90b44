/*
 * A question to the inspector as it waits, and its answer.
 */
#ifndef PTOP_CORE_JOB_H
#define PTOP_CORE_JOB_H

#include "peek.h"
#include "unwind.h"

enum job_kind { JOB_LOOK, JOB_RESOLVE, JOB_SEARCH, JOB_COMPLETE };

struct job {
    enum job_kind kind;
    unsigned ticket;  /* 0 of a LOOK */
    struct look look; /* its pointers are into this job; of the others only whom it is about */
    struct event_syscall call;
    struct point *patches; /* malloc'd */
    size_t patch_count;
    char text[INSPECT_EXPRESSION_BYTES];
    tracee_addr from;
    bool is_backward;
    size_t length; /* of what is looked for; of an expression as it was asked */
    uint8_t bytes[INSPECT_SEARCH_BYTES];
    struct job *next;
};

struct answer {
    enum job_kind kind;
    unsigned ticket;
    struct sight *sight; /* of a LOOK, malloc'd */
    bool is_refused;
    struct resolved resolved;
    char *candidates; /* malloc'd: text and help in turn, each with its NUL, */
    size_t candidates_bytes;
    struct answer *next;
};

/* A question about somebody; the rest is the caller's to fill in. */
UI_THREAD struct job *job_new(enum job_kind kind, const struct look_at *at);
ANY_THREAD struct job *job_copy(const struct job *job);
ANY_THREAD void job_free(struct job *job);

/* Answer it; never NULL.  hung: the pages to keep away from. */
ANY_THREAD struct answer *job_do(const struct job *job, struct unwinder *unwinder,
                                 const struct peek_hung hung[static PEEK_HUNG_MAX],
                                 struct peek_progress *progress);
/* An answer that says why there is none. */
ANY_THREAD struct answer *job_refuse(const struct job *job, const char *reason);
ANY_THREAD void answer_free(struct answer *answer);

#endif
