/* The words that every kind of wait is told with. */
#include "stuck_case.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <ptop/format.h>

#include "core/decode/formatter.h"

#define NAME_COLS 10

nanoseconds stuck_now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

bool stuck_is_late(const struct stuck_case *c)
{
    return stuck_now_ns() >= c->end_ns;
}

void stuck_line(struct stuck_case *c, const char *name)
{
    text_set_role(c->text, TEXT_FIELD);
    text_printf(c->text, "\n  %-*s", NAME_COLS, name);
    text_set_role(c->text, TEXT_PLAIN);
}

void stuck_say(struct stuck_case *c, const char *name, const char *sentence)
{
    stuck_line(c, name);
    text_put(c->text, sentence);
}

void stuck_put_escaped(struct stuck_case *c, enum text_role role, const char *bytes)
{
    uint8_t before = text_set_role(c->text, role);

    text_escape(c->text, bytes, strlen(bytes), TEXT_ESCAPE_UTF8);
    text_set_role(c->text, before);
}

void stuck_put_task(struct stuck_case *c, int32_t tid)
{
    struct stuck_task task;
    uint8_t before = text_set_role(c->text, TEXT_NUMBER);

    text_put_signed(c->text, tid);
    text_set_role(c->text, before);
    if (!stuck_task_read(tid, &task))
        return;
    text_put_char(c->text, ' ');
    stuck_put_escaped(c, TEXT_PLAIN, task.comm);
}

static const struct {
    char state;
    const char *words;
} state_words[] = {
    {'R', "runs"},
    {'D', "waits without interruption"},
    {'T', "stopped by job control"},
    {'t', "held by its tracer"},
    {'Z', "has ended, nobody has waited for it"},
    {'X', "has ended"},
};

void stuck_put_doing(struct stuck_case *c, int32_t tid)
{
    struct event_syscall call;
    struct stuck_task task;

    if (!stuck_task_read(tid, &task))
        return;
    text_put(c->text, ": ");
    for (size_t i = 0; i < sizeof(state_words) / sizeof(state_words[0]); i++) {
        if (state_words[i].state == task.state) {
            text_put(c->text, state_words[i].words);
            return;
        }
    }
    text_put(c->text, "sleeps");
    const struct syscall_spec *spec = stuck_task_call(tid, &call) ? stuck_call_spec(&call) : NULL;
    if (!spec)
        return;
    text_put(c->text, " in ");
    text_put_role(c->text, TEXT_SYSCALL, spec->name);
}

void stuck_put_signals(struct stuck_case *c, uint64_t mask)
{
    const char *before = "one of ";

    for (int signal = 1; signal <= 64; signal++) {
        const char *name = format_signal_name(signal);
        if (!(mask >> (signal - 1) & 1) || !name)
            continue;
        text_put(c->text, before);
        text_put_role(c->text, TEXT_SIGNAL, name);
        before = ", ";
    }
}

void stuck_say_more(struct stuck_case *c, const char *name, size_t count)
{
    if (count == 0)
        return;
    stuck_line(c, name);
    text_set_role(c->text, TEXT_DIM);
    text_printf(c->text, "and %zu more", count);
    text_set_role(c->text, TEXT_PLAIN);
}

void stuck_say_timeout(struct stuck_case *c, int64_t timeout_ns)
{
    nanoseconds now_ns = stuck_now_ns();

    stuck_line(c, "ends");
    if (timeout_ns < 0) {
        text_put(c->text, "never by itself");
        return;
    }
    text_put(c->text, "by itself ");
    if (c->since_ns == 0) {
        format_duration((nanoseconds)timeout_ns, c->text);
        text_put(c->text, " after it began");
        return;
    }
    nanoseconds until_ns = c->since_ns + (nanoseconds)timeout_ns;
    if (until_ns <= now_ns) {
        text_put(c->text, "now");
        return;
    }
    text_put(c->text, "in ");
    format_duration(until_ns - now_ns, c->text);
    text_put(c->text, " of ");
    format_duration((nanoseconds)timeout_ns, c->text);
}

void stuck_name_bits(enum arg_type type, uint64_t value, char *name, size_t size)
{
    struct formatter formatter;
    struct text text;

    text_init(&text, name, NULL, size);
    formatter_init(&formatter, NULL, NULL, &text);
    format_value(&formatter, type, value);
}
