/*
 * A seek: a scan over the store for the next row that passes a test, in slices, so
 * that ten million events never freeze a screen.  To cancel it, stop stepping.  UI
 * thread only.
 *
 *     seek_begin(&seek, &options);
 *     while ((state = seek_step(&seek, 5000000)) == SEEK_MORE)
 *         … keys, a frame, seek_progress(&seek) …
 *     if (state == SEEK_FOUND)
 *         … seek.row; seek_step again looks for the one after it …
 *
 * It looks at the rows that there were when it began: those that join are not its own,
 * those that are forgotten meanwhile are passed over.
 */
#ifndef PTOP_SEEK_H
#define PTOP_SEEK_H

#include <stdbool.h>

#include <ptop/store.h>
#include <ptop/view.h>

enum seek_state { SEEK_MORE, SEEK_FOUND, SEEK_NONE };
enum seek_direction { SEEK_FORWARD, SEEK_BACKWARD };

/* May keep what it learns in its context: it sees the rows in order, each once. */
typedef bool seek_test(void *context, uint64_t row, const struct event *event);

struct seek_options {
    struct store *store;
    struct view *view; /* only rows that it shows are found; NULL: any */
    enum seek_direction direction;
    uint64_t from;     /* forward the first row looked at, backward the first that is not */
    uint64_t end;      /* rows from here on are not looked at; 0: there are none such */
    bool wraps;        /* at the end go on with the rows on the other side of from */
    bool is_test_slow; /* ask the view first */
    uint32_t kinds;    /* bit per enum event_kind: only these are looked at; 0: VIEW_KINDS */
    seek_test *test;
    void *context;
};

struct seek {
    struct seek_options options;
    uint64_t low, high;           /* rows [low, high) are still to be looked at */
    uint64_t wrap_low, wrap_high; /* and then these */
    uint64_t total;
    uint32_t slice_rows; /* between two looks at the clock */
    uint64_t row; /* that was found */
    bool has_wrapped;
};

UI_THREAD void seek_begin(struct seek *seek, const struct seek_options *options);
/* Look for about budget_ns. */
UI_THREAD enum seek_state seek_step(struct seek *seek, nanoseconds budget_ns);
/* How much of it is done, 0 … 1. */
UI_THREAD double seek_progress(const struct seek *seek);

#endif
