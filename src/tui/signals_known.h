/*
 * What is known of signals: the rule of each, and the one that a thread is held with.
 *
 * The tracer has the rules; they are what was asked for here and was not refused.
 */
#ifndef PTOP_TUI_SIGNALS_KNOWN_H
#define PTOP_TUI_SIGNALS_KNOWN_H

#include <ptop/command.h>
#include <ptop/event.h>

#define SIGNALS_COUNT 65 /* one more than the highest */
#define SIGNALS_HELD  64 /* threads whose signal is remembered */

/* All zero: every signal passes, none is held. */
struct signals_known {
    uint8_t rules[SIGNALS_COUNT]; /* enum signal_rule */
    struct event_signal held[SIGNALS_HELD]; /* with SIGNAL_WAS_HELD, the newest of each thread */
    size_t next; /* place in held for another thread */
};

/* Take an event in: it may be a signal that a thread is held with. */
void signals_known_take(struct signals_known *signals, const struct event *event);

/* The signal that the thread of this stop is held with; NULL: none. */
const struct event_signal *signals_known_held(const struct signals_known *signals,
                                              const struct event_stop *stop);

/* "pass", "hold", "drop", "note". */
const char *signals_known_rule_name(enum signal_rule rule);
const char *signals_known_rule_help(enum signal_rule rule);

#endif
