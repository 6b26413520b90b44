#include "receipt.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <ptop/signals.h>
#include <ptop/text.h>

#include "control.h"

#include "../tables/constant_names.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"

#define DEBUG_CONTROL 7 /* DR7 */

static tracee_addr pc_of(const struct tracee *tracee)
{
    struct user_regs_struct registers;

    return ptrace_get_registers(tracee->tid, &registers) == 0 ? registers.rip : 0;
}

/* ---- at the last stop ------------------------------------------------------------------- */

void receipt_begin(struct control *control, struct tracee *tracee)
{
    struct controlled *controlled = tracee->controlled;
    struct receipt *receipt = &controlled->receipt;

    if (receipt->has_begun || control->emit->is_silent)
        return;
    receipt->has_begun = true;
    receipt->pc = pc_of(tracee);
    receipt->ended_step = controlled->step.is_active;
    receipt->cleared_debug = controlled->watch.control != 0;
    receipt->restored_call = controlled->edited.changed || controlled->edited.bytes;
    receipt->sigtrap = controlled->sigtrap;
}

/* What the tracee made of SIGTRAP is what it finds again. */
static bool has_sigtrap_left(const struct tracee *tracee, const struct sigtrap *will)
{
    struct signal_sets sets;

    return will->is_guarded && signals_read(tracee->tid, &sets) == 0 &&
           (signal_is_in(sets.blocked, SIGTRAP) != will->is_blocked ||
            signal_is_in(sets.ignored, SIGTRAP) != will->is_ignored);
}

void receipt_check(struct control *control, struct tracee *tracee)
{
    struct receipt *receipt = &tracee->controlled->receipt;
    uint64_t debug;

    if (control->emit->is_silent)
        return;
    receipt->moved_pc = receipt->pc != pc_of(tracee);
    receipt->has_debug_left = ptrace_get_debug(tracee->tid, DEBUG_CONTROL, &debug) == 0 &&
                              (debug & 0xff) != 0; /* its enabling bits */
    receipt->has_sigtrap_left = has_sigtrap_left(tracee, &receipt->sigtrap);
}

/* ---- after the detach ----------------------------------------------------------------------- */

static void separate(struct text *text)
{
    if (text->length_bytes)
        text_put(text, " · ");
}

static void say(struct text *text, bool is_so, const char *words)
{
    if (!is_so)
        return;
    separate(text);
    text_put(text, words);
}

static void say_breakpoints(struct text *text, const struct space *space)
{
    if (!space || !(space->taken_out || space->left_in))
        return;
    text_printf(text, "%u breakpoint%s out", space->taken_out, space->taken_out == 1 ? "" : "s");
    if (space->left_in)
        text_printf(text, ", %u COULD NOT BE: the text is NOT as it was", space->left_in);
    else
        text_put(text, ", text as it was");
}

static void say_signal(struct text *text, int signal)
{
    const char *name = signal_name(signal);

    if (!signal)
        return;
    separate(text);
    if (name)
        text_printf(text, "%s passed on", name);
    else
        text_printf(text, "signal %d passed on", signal);
}

/* As it is seen from outside. */
static void say_state(struct text *text, pid_t tid)
{
    struct procfs_status status;

    separate(text);
    if (procfs_status(tid, &status) < 0 || status.state == 'Z' || status.state == 'X')
        text_put(text, "has ended");
    else if (status.tracer_pid == getpid())
        text_put(text, "IS STILL TRACED");
    else if (status.tracer_pid)
        text_printf(text, "traced by %d", (int)status.tracer_pid);
    else if (status.state == 'T')
        text_put(text, "stopped by job control, as it was, traced by nobody");
    else if (status.state == 't')
        text_put(text, "STANDS STILL, traced by nobody");
    else
        text_put(text, "runs, traced by nobody");
}

static void describe(const struct control *control, const struct tracee *tracee, struct text *text)
{
    static const struct receipt untouched;
    const struct receipt *receipt =
        tracee->controlled ? &tracee->controlled->receipt : &untouched;

    say_breakpoints(text, control_space(control, tracee));
    say(text, receipt->ended_step, "step ended");
    say(text, receipt->moved_pc, "pc put right");
    say(text, receipt->restored_call, "the call has its own arguments again");
    say(text, receipt->cleared_debug && !receipt->has_debug_left, "debug registers cleared");
    say(text, receipt->has_debug_left, "DEBUG REGISTERS ARE NOT CLEAR");
    say(text, receipt->sigtrap.is_guarded && !receipt->has_sigtrap_left, "SIGTRAP as it was");
    say(text, receipt->has_sigtrap_left, "SIGTRAP IS NOT AS IT WAS");
    say_signal(text, tracee->pending_signal);
    say_state(text, tracee->tid);
}

static bool is_worth_a_line(const struct control *control, const struct tracee *tracee)
{
    const struct space *space = control_space(control, tracee);
    const struct receipt *receipt = tracee->controlled ? &tracee->controlled->receipt : NULL;

    return (receipt && (receipt->was_held || receipt->ended_step || receipt->cleared_debug)) ||
           (space && (space->taken_out || space->left_in));
}

static void write_line(struct control *control, const struct receipt_line *line)
{
    struct event header = { .kind = EVENT_RECEIPT, .tid = line->first, .tgid = line->tgid };
    char comm[EVENT_COMM_BYTES + 1], bytes[RECEIPT_TEXT_BYTES + 64];
    struct text text;

    procfs_comm(line->first, comm, sizeof comm);
    text_init(&text, bytes, NULL, sizeof bytes);
    text_printf(&text, "%d", (int)line->first);
    if (line->tracees > 1)
        text_printf(&text, "…%d", (int)line->last);
    text_printf(&text, " %.16s  ", comm);
    if (line->tracees > 1)
        text_printf(&text, "%u threads: ", line->tracees);
    text_put(&text, line->text);
    emit_bytes(control->emit, &header, text.bytes, text.length_bytes);
}

void receipt_flush(struct control *control)
{
    struct receipts *receipts = &control->receipts;

    for (unsigned i = 0; i < receipts->count; i++)
        write_line(control, &receipts->lines[i]);
    receipts->count = 0;
}

static struct receipt_line *find_equal(struct receipts *receipts, pid_t tgid, const char *text)
{
    for (unsigned i = 0; i < receipts->count; i++) {
        struct receipt_line *line = &receipts->lines[i];

        if (line->tgid == tgid && strcmp(line->text, text) == 0)
            return line;
    }
    return NULL;
}

static void add_line(struct control *control, const struct tracee *tracee)
{
    struct receipts *receipts = &control->receipts;
    struct receipt_line *line;
    char bytes[RECEIPT_TEXT_BYTES];
    struct text text;

    text_init(&text, bytes, NULL, sizeof bytes);
    describe(control, tracee, &text);
    line = find_equal(receipts, tracee->tgid, bytes);
    if (!line) {
        if (receipts->count == RECEIPT_LINES)
            receipt_flush(control);
        line = &receipts->lines[receipts->count++];
        *line = (struct receipt_line){ tracee->tgid, tracee->tid, tracee->tid, 0, "" };
        memcpy(line->text, bytes, sizeof bytes);
    }
    line->tracees++;
    if (tracee->tid < line->first)
        line->first = tracee->tid;
    if (tracee->tid > line->last)
        line->last = tracee->tid;
}

static bool is_last(const struct control *control, const struct tracee *tracee)
{
    struct tracee *other = NULL;

    while ((other = tracee_next(control->tracees, other))) {
        if (other != tracee && other->tgid == tracee->tgid)
            return false;
    }
    return true;
}

void receipt_write(struct control *control, const struct tracee *tracee)
{
    if (control->emit->is_silent)
        return;
    if (is_worth_a_line(control, tracee))
        add_line(control, tracee);
    if (is_last(control, tracee))
        receipt_flush(control);
}
