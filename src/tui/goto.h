/*
 * What is typed after ":goto": a line, a part of all, a sequence number, a time.
 */
#ifndef PTOP_TUI_GOTO_H
#define PTOP_TUI_GOTO_H

#include <stdint.h>

#include <ptop/error.h>
#include <ptop/event.h>

enum goto_kind {
    GOTO_LINE,     /* 120: the n-th line shown, from 1 */
    GOTO_PERCENT,  /* 34% of the lines shown */
    GOTO_SEQUENCE, /* #12345 */
    GOTO_OFFSET,   /* +2s -500ms: from the cursor's row */
    GOTO_CLOCK,    /* 12:01 12:01:03.5: the local time of day */
};

struct goto_target {
    enum goto_kind kind;
    uint64_t number;          /* LINE, PERCENT, SEQUENCE */
    int64_t offset_ns;        /* OFFSET; CLOCK: since midnight */
    nanoseconds precision_ns; /* CLOCK: a minute where no seconds were given, and so on */
};

/* 0, or -EINVAL with a line for the person who typed it. */
int goto_parse(const char *text, struct goto_target *ret_target, struct error *ret_error);

/* The history that a time of day is looked for in; times as CLOCK_REALTIME has them. */
struct goto_span {
    int64_t first_ns, last_ns;
    int64_t cursor_ns;
};

/* The next such time of day after the cursor that the history has; if there is none, its first.
 * 0, or -ENOENT: the history has no such moment. */
int goto_moment(const struct goto_target *target, const struct goto_span *span, int64_t *ret_ns);

#endif
