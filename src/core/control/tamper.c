#include "tamper.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/call_number.h>

#include "control.h"
#include "entry_record.h"

#include "../base/alloc.h"
#include "../tracee/registers.h"

#define MAKES_RESULT (TAMPER_ERROR | TAMPER_RESULT)

static struct tampered *tampered_of(const struct tracee *tracee)
{
    return &tracee->controlled->tampered;
}

static const char *call_name(const struct tracee *tracee)
{
    return tracee->call.spec ? tracee->call.spec->name : "a call";
}

/* ---- which rule, and does it act? ------------------------------------------------------------ */

void tamper_arm(struct control *control, const struct tamper *rules, size_t count,
                const struct syscall_set *traced)
{
    struct tamper_rules *all = &control->tampering;

    for (size_t i = 0; i < count; i++) { /* the later one counts */
        for (int abi = 0; abi < ABI_COUNT; abi++) {
            for (int number = 0; number < SYSCALL_SET_NUMBERS; number++) {
                if (call_number_spec((enum abi)abi, number) &&
                    syscall_set_has(traced, (enum abi)abi, number) &&
                    syscall_set_has(&rules[i].calls, (enum abi)abi, number)) {
                    all->of[abi][number] = &rules[i];
                    all->is_armed = true;
                }
            }
        }
    }
}

static bool acts(const struct tamper *rule, uint32_t count)
{
    uint32_t step = rule->step ? rule->step : 1;

    if (!rule->step && !rule->last)
        return count == rule->first;
    return count >= rule->first && (!rule->last || count <= rule->last) &&
           (count - rule->first) % step == 0;
}

static bool is_asked_about(const struct control *control, const struct tracee *tracee)
{
    const struct tamper_rules *all = &control->tampering;

    return !all->asked || all->asked(all->context, entry_record(tracee), control->names);
}

/* This time; NULL: none. */
static const struct tamper *find_rule(struct control *control, struct tracee *tracee,
                                      const struct syscall_stop *stop)
{
    enum abi abi = (enum abi)tracee->call.abi;
    /* Not the call's own: restart_syscall is itself. */
    uint64_t number = (int64_t)stop->number == tracee->call.number
                          ? (uint64_t)tracee->call.set_number
                          : stop->number;
    const struct tamper *rule =
        number < SYSCALL_SET_NUMBERS ? control->tampering.of[abi][number] : NULL;
    struct tampered *tampered;

    if (!rule || control->emit->is_silent || !is_asked_about(control, tracee))
        return NULL;
    control_touch(control, tracee);
    tampered = tampered_of(tracee);
    if (!tampered->counts)
        tampered->counts = alloc_zeroed(ABI_COUNT, sizeof *tampered->counts);
    if (tampered->counts[abi][number] < UINT32_MAX)
        tampered->counts[abi][number]++;
    return acts(rule, tampered->counts[abi][number]) ? rule : NULL;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static bool poke(struct control *control, struct tracee *tracee, const struct tamper_poke *bytes)
{
    const struct syscall_spec *spec = tracee->call.spec;
    unsigned count = spec ? spec->arg_count : SYSCALL_MAX_ARGS;
    struct error error = { .message = "it has no such argument" };

    if (bytes->arg < count &&
        edit_memory(control, tracee, tracee->call.args[bytes->arg], bytes->bytes,
                    bytes->length_bytes, &error) == 0)
        return true;
    edit_note(control, tracee, "@arg%u of %s is as it was: %s", bytes->arg + 1,
              call_name(tracee), error.message);
    return false;
}

static void poke_all(struct control *control, struct tracee *tracee,
                     const struct tamper_poke *pokes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (poke(control, tracee, &pokes[i]))
            tampered_of(tracee)->done |= CALL_POKED;
    }
}

/* ---- delays ---------------------------------------------------------------------------------- */

static void begin_delay(struct control *control, struct tracee *tracee, nanoseconds delay_ns)
{
    nanoseconds until_ns = emit_now_ns() + delay_ns;

    tampered_of(tracee)->until_ns = until_ns;
    if (!control->tampering.due_ns || until_ns < control->tampering.due_ns)
        control->tampering.due_ns = until_ns;
}

void tamper_run_due(struct control *control)
{
    nanoseconds now_ns = control->tampering.due_ns ? emit_now_ns() : 0;
    struct tracee *tracee = NULL;

    if (!control->tampering.due_ns || now_ns < control->tampering.due_ns)
        return;
    control->tampering.due_ns = 0;
    while ((tracee = tracee_next(control->tracees, tracee))) {
        struct tampered *tampered = tracee->controlled ? tampered_of(tracee) : NULL;

        if (!tampered || !tampered->until_ns)
            continue;
        if (tampered->until_ns <= now_ns) {
            tampered->until_ns = 0;
            if (tracee->state == TRACEE_STOPPED)
                control->run_later(control->context, tracee);
        } else if (!control->tampering.due_ns ||
                   tampered->until_ns < control->tampering.due_ns) {
            control->tampering.due_ns = tampered->until_ns;
        }
    }
}

/* ---- a call's way ------------------------------------------------------------------------------ */

void tamper_on_entry(struct control *control, struct tracee *tracee,
                     const struct syscall_stop *stop)
{
    const struct tamper *rule = find_rule(control, tracee, stop);
    struct tampered *tampered = NULL; /* with a rule there is one */

    if (tracee->controlled) { /* whatever became of the one before */
        tampered = tampered_of(tracee);
        tampered->done = 0;
        tampered->rule = rule;
    }
    if (!rule || !tampered)
        return;
    tampered->is_trap = stop->op == SYSCALL_OP_SECCOMP;
    tampered->replaced = (struct replaced){ .number = (int64_t)stop->number };
    poke_all(control, tracee, rule->entry_pokes, rule->entry_poke_count);
    if (tampered->done & CALL_POKED)
        control->recapture(control->context, tracee);
    if (rule->actions & TAMPER_SIGNAL)
        tracee->pending_signal = rule->signal;
    if (rule->actions & (TAMPER_DELAY_ENTRY | TAMPER_DELAY_EXIT))
        tampered->done |= CALL_DELAYED;
    if (rule->actions & TAMPER_DELAY_ENTRY)
        begin_delay(control, tracee, rule->entry_delay_ns);
}

void tamper_prepare(struct control *control, struct tracee *tracee)
{
    struct tampered *tampered = tampered_of(tracee);
    const struct tamper *rule = tampered->rule;
    struct error error;
    int result;

    if (!rule || tracee->call_side != CALL_SIDE_ENTRY || !(rule->actions & MAKES_RESULT) ||
        tampered->replaced.is_replaced || tracee->wants_detach)
        return;
    result = replace_call(tracee, tampered->is_trap, tampered->replaced.number,
                          rule->instead[tracee->call.abi], &tampered->replaced, &error);
    if (result == -EPERM)
        edit_note(control, tracee, "%s", error.message);
}

static int64_t made_result(const struct tamper *rule, const struct tracee *tracee)
{
    if (rule->actions & TAMPER_ERROR)
        return -(int64_t)rule->error;
    return tracee->call.abi == ABI_COMPAT ? (uint32_t)rule->result : rule->result;
}

void tamper_on_exit(struct control *control, struct tracee *tracee, struct syscall_stop *stop)
{
    struct tampered *tampered = tampered_of(tracee);
    const struct tamper *rule = tampered->rule;
    int64_t result;

    if (!rule)
        return;
    result = made_result(rule, tracee);
    if (tampered->replaced.is_replaced) { /* and where it is dying, nobody gets the result */
        registers_set_result(tracee->tid, result, rule->actions & TAMPER_ERROR);
        replace_settle(tracee, &tampered->replaced);
        stop->result = result;
        stop->is_error = (rule->actions & TAMPER_ERROR) != 0;
        tampered->done |= CALL_INJECTED;
    }
    poke_all(control, tracee, rule->exit_pokes, rule->exit_poke_count);
}

unsigned tamper_done(const struct tracee *tracee)
{
    return tracee->controlled ? tampered_of(tracee)->done : 0;
}

bool tamper_made_result(const struct tracee *tracee)
{
    return tamper_done(tracee) & CALL_INJECTED;
}

void tamper_after_exit(struct control *control, struct tracee *tracee)
{
    struct tampered *tampered = tampered_of(tracee);
    const struct tamper *rule = tampered->rule;

    tampered->rule = NULL;
    tampered->done = 0;
    if (rule && (rule->actions & TAMPER_DELAY_EXIT) && !control->emit->is_silent)
        begin_delay(control, tracee, rule->exit_delay_ns);
}

void tamper_let_go(struct tracee *tracee)
{
    struct tampered *tampered = tampered_of(tracee);

    if (tracee->call_side == CALL_SIDE_ENTRY)
        replace_undo(tracee, &tampered->replaced);
    tampered->rule = NULL;
    tampered->until_ns = 0;
}

void tamper_on_gone(struct tracee *tracee)
{
    free(tampered_of(tracee)->counts);
    memset(tampered_of(tracee), 0, sizeof(struct tampered));
}
