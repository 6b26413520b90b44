/*
 * Points: where a tracee shall be held, or be seen to pass.
 *
 *     POINT_CODE   a breakpoint: an instruction is about to be executed
 *     POINT_WATCH  a watchpoint: a variable is written (or read)
 *     POINT_CALL   a syscall is entered or left
 *
 * A point is of a whole process, all of its threads, and of what it forks.  The tracer owns the
 * points and tells in an EVENT_POINT whenever one changed; the front end's table (points_*) is
 * what was told, with the hits since.
 */
#ifndef PTOP_POINT_H
#define PTOP_POINT_H

#include <ptop/event.h>
#include <ptop/thread.h>

enum point_kind { POINT_CODE, POINT_WATCH, POINT_CALL, POINT_KIND_COUNT };

enum point_state {
    POINT_ARMED,
    POINT_DISABLED,
    POINT_UNMAPPED, /* its code is not there (any more): dlclose, exec, the process ended */
    POINT_REMOVED,  /* the last that is heard of it */
    POINT_STATE_COUNT
};

enum point_flag {
    POINT_ONE_SHOT = 1 << 0, /* removed by its first hit */
    POINT_HARDWARE = 1 << 1, /* CODE: a debug register, no byte of the code is changed */
    POINT_READS = 1 << 2,    /* WATCH: reading counts, too */
    POINT_AT_EXIT = 1 << 3,  /* CALL: where the call returns */
    POINT_PASSES = 1 << 4,   /* a hit is written and holds nobody */
    POINT_IN_PLACE = 1 << 5, /* set by the tracer: the tracee itself evaluates the condition */
    POINT_ONLY_CHANGES = 1 << 6, /* WATCH: a store of the same value does not count */
};

#define POINT_LABEL_BYTES 64
#define POINT_CONDITION_BYTES 160
#define POINT_PATCH_BYTES 16

struct point {
    uint32_t id;       /* from 1; 0 in a wish */
    uint8_t kind;      /* enum point_kind */
    uint8_t state;     /* enum point_state */
    uint8_t flags;     /* enum point_flag */
    uint8_t size_bytes; /* of a WATCH: 1, 2, 4, 8 */
    int32_t tgid;      /* 0: of every process (CALL) */
    int32_t tid;       /* of this thread only; 0: of all */
    tracee_addr address;
    uint64_t hits;       /* that its condition let through */
    uint64_t ignores;    /* hits still to be passed over */
    uint64_t hold_every; /* WATCH: holds at each so many-th hit; 0: as 1 */
    uint64_t value;      /* WATCH: as it was last seen */
    uint8_t original[POINT_PATCH_BYTES]; /* what the code has there without us */
    uint8_t original_bytes;              /* how many: 0 while nothing is changed */
    uint8_t reserved[7];
    char label[POINT_LABEL_BYTES];         /* as typed: "main+4" */
    char condition[POINT_CONDITION_BYTES]; /* a filter; "": none.  Of a CALL it says which calls */
};

struct event_point {
    struct event header;
    struct point point;
};
static_assert(sizeof(struct event_point) % 8 == 0, "records are 8-aligned");

/* ---- the front end's table ------------------------------------------------------- */

struct points;

UI_THREAD struct points *points_new(void);
UI_THREAD void points_free(struct points *points);
/* Take an event (any kind) in. */
UI_THREAD void points_apply(struct points *points, const struct event *event);

/* In order of their ids, the removed ones left out; NULL behind the last.  What these hand out is
 * the table's, until it takes the next event in. */
UI_THREAD const struct point *points_get(const struct points *points, size_t index);
UI_THREAD const struct point *points_find(const struct points *points, uint32_t id);
/* The breakpoint at an address of a process; NULL: none. */
UI_THREAD const struct point *points_at(const struct points *points, int32_t tgid,
                                        tracee_addr address);

#endif
