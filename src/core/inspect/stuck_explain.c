/*
 * The answer from above: who the thread is, what it does, and then what the row
 * of its call has to say.
 */
#include "stuck_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ptop/format.h>

#include "core/base/words.h"

#define CLONE_VFORK_FLAG 0x4000u /* linux/sched.h */

/* ---- the table ------------------------------------------------------------------- */

static const struct {
    const char *names;
    stuck_explainer *explain;
    unsigned arg;
} waits[] = {
#define WAITS(calls, function, first) {calls, function, first},
#include "stuck_waits.def"
};

static void explain_call(struct stuck_case *c)
{
    bool clones = strncmp(c->spec->name, "clone", strlen("clone")) == 0;
    uint64_t flags = c->call.args[0];

    if (strcmp(c->spec->name, "clone3") == 0 &&
        !stuck_memory(c->tid, c->call.args[0], &flags, sizeof(flags)))
        flags = 0;
    if (clones && (flags & CLONE_VFORK_FLAG))
        explain_vfork(c, 0);
    for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++)
        if (words_have(waits[i].names, c->spec->name))
            waits[i].explain(c, waits[i].arg);
}

/* An open that a signal could interrupt waits for the other side of a FIFO, or for a device. */
void explain_path(struct stuck_case *c, unsigned arg)
{
    const struct format_options format = {.escape = TEXT_ESCAPE_UTF8, .string_limit_bytes = 4096};
    struct stuck_task task;

    if (!stuck_task_read(c->tid, &task) || task.state != 'S')
        return;
    stuck_line(c, "waits on");
    if (c->record)
        format_argument(c->record, arg, &format, c->text);
    else
        text_put(c->text, "a path");
    stuck_say(c, "", "to open: a FIFO opens when someone opens its other end");
}

/* ---- what it does ---------------------------------------------------------------- */

static const struct {
    char state;
    const char *sentence;
} states[] = {
    {'R', "it runs: it waits for nothing but a processor"},
    {'D', "in a wait that no signal interrupts: for a disk, a file system, a lock of the kernel"},
    {'T', "stopped by job control: SIGCONT lets it go on"},
    {'Z', "has ended; its parent has not waited for it yet"},
    {'X', "has ended"},
};

/* In the kernel's own words: the function that sleeps, and how it came there. */
static void say_kernel(struct stuck_case *c)
{
    char buffer[2048];

    if (stuck_read(c->tid, "wchan", buffer, sizeof(buffer)) > 0 && strcmp(buffer, "0") != 0) {
        stuck_line(c, "kernel");
        stuck_put_escaped(c, TEXT_PLAIN, buffer);
    }
    if (stuck_read(c->tid, "stack", buffer, sizeof(buffer)) <= 0)
        return;
    for (char *rest, *line = strtok_r(buffer, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        const char *name = strchr(line, ' ');
        stuck_line(c, "");
        stuck_put_escaped(c, TEXT_DIM, name ? name + 1 : line);
    }
}

static void say_state(struct stuck_case *c, char state)
{
    if (c->question->is_paused) {
        stuck_say(c, "state", "paused: held by ptop until it is resumed");
        return;
    }
    if (c->question->stop_signal != 0) {
        const char *name = format_signal_name(c->question->stop_signal);
        stuck_say(c, "state", "stopped by ");
        text_put_role(c->text, TEXT_SIGNAL, name ? name : "job control");
        text_put(c->text, ": SIGCONT lets it go on");
        return;
    }
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        if (states[i].state == state)
            stuck_say(c, "state", states[i].sentence);
    if (state == 'D')
        say_kernel(c);
}

static void put_head(struct stuck_case *c, bool is_known)
{
    stuck_put_task(c, c->tid);
    if (!is_known) {
        text_put(c->text, "  has ended");
        return;
    }
    if (c->tgid != c->tid) {
        text_put(c->text, " of ");
        stuck_put_task(c, c->tgid);
    }
    if (!c->spec)
        return;
    text_put(c->text, "  in ");
    text_put_role(c->text, TEXT_SYSCALL, c->spec->name);
    nanoseconds now_ns = stuck_now_ns();
    if (c->since_ns == 0 || c->since_ns > now_ns)
        return;
    text_put(c->text, " for ");
    format_duration(now_ns - c->since_ns, c->text);
}

/* What the kernel has yet to fill shows as its address. */
static void say_call(struct stuck_case *c)
{
    const struct format_options format = {.escape = TEXT_ESCAPE_UTF8};
    const struct event_syscall *call = c->record ? c->record : &c->call;
    unsigned count = format_argument_count(call);

    stuck_line(c, "call");
    text_put_role(c->text, TEXT_SYSCALL, c->spec->name);
    text_put_role(c->text, TEXT_PUNCTUATION, "(");
    for (unsigned arg = 0; arg < count; arg++) {
        text_put_role(c->text, TEXT_PUNCTUATION, arg > 0 ? ", " : "");
        format_argument(call, arg, &format, c->text);
    }
    text_put_role(c->text, TEXT_PUNCTUATION, ")");
}

/* What the kernel says it is in now; the hint has its pieces and its age, if it is the same.  A
 * restart_syscall is in the call that it restarts, which only the hint knows. */
static void find_call(struct stuck_case *c)
{
    const struct event_syscall *hint = c->question->call;
    bool is_in_call = stuck_task_call(c->tid, &c->call);
    const struct syscall_spec *spec = is_in_call ? stuck_call_spec(&c->call) : NULL;
    bool is_restart = spec && strcmp(spec->name, "restart_syscall") == 0;

    if (hint && is_in_call &&
        (is_restart || (hint->header.number == c->call.header.number &&
                        memcmp(hint->args, c->call.args, sizeof(hint->args)) == 0))) {
        c->record = hint;
        c->call = *hint;
        c->call.header.size_bytes = sizeof(c->call);
        c->since_ns = c->question->since_ns;
        spec = stuck_call_spec(&c->call);
    }
    c->spec = spec;
}

void stuck_explain(const struct stuck_question *question, struct text *text)
{
    struct stuck_case c = {
        .question = question,
        .text = text,
        .tid = question->tid,
        .tgid = stuck_task_tgid(question->tid),
        .end_ns = stuck_now_ns() + STUCK_LOOKING_NS,
    };
    struct stuck_task task = {0};
    bool is_known = stuck_task_read(question->tid, &task);

    if (is_known)
        find_call(&c);
    put_head(&c, is_known);
    if (is_known)
        say_state(&c, task.state);
    if (c.spec) {
        say_call(&c);
        explain_call(&c);
    } else if (is_known && task.state == 'S') {
        stuck_say(&c, "state", "it sleeps; in which call may not be read");
    }
    stuck_holders_free(c.holders);
}
