#include "signals_known.h"

#include <string.h>

static const struct {
    const char *name, *help;
} rules[SIGNAL_RULE_COUNT] = {
    [SIGNAL_RULE_PASS] = {"pass", "it arrives"},
    [SIGNAL_RULE_HOLD] = {"hold", "the thread is held with it"},
    [SIGNAL_RULE_DROP] = {"drop", "it never arrives"},
    [SIGNAL_RULE_NOTE] = {"note", "it arrives, and that is said"},
};

const char *signals_known_rule_name(enum signal_rule rule)
{
    return rules[rule].name;
}

const char *signals_known_rule_help(enum signal_rule rule)
{
    return rules[rule].help;
}

void signals_known_take(struct signals_known *signals, const struct event *event)
{
    size_t place = 0;
    if (event->kind != EVENT_SIGNAL || !(event->flags & SIGNAL_WAS_HELD))
        return;
    while (place < SIGNALS_HELD && signals->held[place].header.tid != event->tid)
        place++;
    if (place == SIGNALS_HELD) {
        place = signals->next;
        signals->next = (signals->next + 1) % SIGNALS_HELD;
    }
    memcpy(&signals->held[place], event, sizeof signals->held[place]);
}

const struct event_signal *signals_known_held(const struct signals_known *signals,
                                              const struct event_stop *stop)
{
    if (!stop || stop->header.number != STOP_REASON_HELD_SIGNAL)
        return NULL;
    for (size_t i = 0; i < SIGNALS_HELD; i++)
        if (signals->held[i].header.tid == stop->header.tid &&
            signals->held[i].header.number == stop->detail)
            return &signals->held[i];
    return NULL;
}
