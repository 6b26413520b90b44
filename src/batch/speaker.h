/*
 * Who speaks: a tracee as far as its lines go, and where the line of its call stands.
 *
 *               its call's hint               before a sleep
 *     SILENT ───────────────────► HELD ────────────────────► OPEN    its beginning was written
 *       ▲                          │   a line of another one   │
 *       │                          └────────────┬──────────────┘
 *       │  its call's end                       ▼
 *       └────────────────────────────────────  CUT                   " <unfinished ...>" was, too
 *
 * A hint's record is kept, and not written, until it is known that something comes in between:
 * nearly all calls end before.
 */
#ifndef PTOP_BATCH_SPEAKER_H
#define PTOP_BATCH_SPEAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <ptop/event.h>

struct output;

enum speaker_state {
    SPEAKER_SILENT,
    SPEAKER_HELD,
    SPEAKER_OPEN,
    SPEAKER_CUT,
    SPEAKER_DONE, /* in a call that never returns, whose line has ended */
};

#define SPEAKER_PREFIX_BYTES 160

struct speaker {
    struct speaker *next;            /* in its bucket */
    struct speaker *younger, *older; /* in the order of their births */
    struct output *output; /* opened with its first line */
    pid_t tid, tgid;
    enum speaker_state state;
    struct event_syscall *hint; /* HELD, owes_callers: the record; a buffer that grows */
    size_t hint_capacity;
    size_t begin_bytes; /* OPEN, CUT: how much of the call's text was written */
    size_t prefix_bytes; /* OPEN: of what stands before it */
    char prefix[SPEAKER_PREFIX_BYTES];
    char comm[EVENT_COMM_BYTES + 1]; /* -Y: its name before what is told now */
    bool has_executed; /* and is still to end that call, whose line is by its former name */
    tracee_addr pc;  /* of the call it made last, or where it was seen since; 0: unknown */
    int32_t number;  /* of that call; -1: none */
    bool is_compat;  /* that was one of the 32-bit ABI */
    bool owes_callers; /* of the call that never returned, or whose data are still to come */
    bool awaits_data;  /* of the call that was its last line: they come next, and then its callers */
    bool is_superseded; /* an exec gave it another tid, or ended it */
    bool waits;         /* it was attached to, and not said so yet */
};

struct speakers {
    struct speaker **buckets;
    struct speaker *oldest, *youngest;
    struct speaker *last; /* who was looked for last */
    size_t count;
};

void speakers_init(struct speakers *speakers);
void speakers_done(struct speakers *speakers);

struct speaker *speakers_find(struct speakers *speakers, pid_t tid);
/* The same, and a new one where there is none. */
struct speaker *speakers_get(struct speakers *speakers, pid_t tid, pid_t tgid);
void speakers_remove(struct speakers *speakers, struct speaker *speaker);

/* Copy a call's record. */
void speaker_keep(struct speaker *speaker, const struct event_syscall *call);
/* The same of a hint: the line of its call is begun when that is known to be needed. */
void speaker_hold(struct speaker *speaker, const struct event_syscall *hint);

#endif
