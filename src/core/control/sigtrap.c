#include "sigtrap.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ptop/piece.h>

#include "control.h"
#include "inject.h"

#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

static const uint64_t trap_bit = UINT64_C(1) << (SIGTRAP - 1); /* in the first byte of a mask */

/* ---- the mask --------------------------------------------------------------------------- */

/* What the kernel has is what the tracee wants: take it in, and SIGTRAP out.  What was wanted before
 * is kept where the mask does not say otherwise. */
static void take_mask(struct tracee *tracee, bool was_blocked)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    uint64_t mask = 0;

    sigtrap->is_blocked = was_blocked;
    if (ptrace_get_mask(tracee->tid, &mask) < 0 || !(mask & trap_bit))
        return;
    sigtrap->is_blocked = true;
    ptrace_set_mask(tracee->tid, mask & ~trap_bit);
}

/* Nobody forges who sent it, so it says sigqueue where it said kill; the sender stays. */
static void send_kept(struct tracee *tracee)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;

    if (!sigtrap->has_kept)
        return;
    sigtrap->has_kept = false;
    if (sigtrap->kept.si_code >= 0 || sigtrap->kept.si_code == SI_TKILL)
        sigtrap->kept.si_code = SI_QUEUE;
    syscall(SYS_rt_tgsigqueueinfo, tracee->tgid, tracee->tid, SIGTRAP, &sigtrap->kept);
}

static void guard(struct tracee *tracee)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    struct procfs_status status;

    if (procfs_status(tracee->tid, &status) < 0)
        return;
    sigtrap->is_guarded = true;
    sigtrap->is_ignored = sigtrap->is_reset || status.ignored & trap_bit;
    take_mask(tracee, false);
}

static void unguard(struct tracee *tracee)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    uint64_t mask;

    sigtrap->is_guarded = sigtrap->awaits_handler = false;
    if (sigtrap->is_blocked && ptrace_get_mask(tracee->tid, &mask) == 0)
        ptrace_set_mask(tracee->tid, mask | trap_bit);
    sigtrap->is_blocked = false;
    send_kept(tracee);
}

bool sigtrap_keeps(struct tracee *tracee, const siginfo_t *info)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;

    if (sigtrap->is_reset)
        return true; /* it ignores it */
    if (!sigtrap->is_blocked)
        return false;
    sigtrap->has_kept = true; /* one, however often it is sent */
    sigtrap->kept = *info;
    return true;
}

/* ---- the disposition ---------------------------------------------------------------------- */

/* The kernel's struct sigaction, which sigaction(2) of the C library is not. */
struct native_action {
    uint64_t handler, flags, restorer, mask;
};
struct compat_action {
    uint32_t handler, flags, restorer;
    uint32_t mask[2];
};

/* Ignore it again: at a stop in user mode.  False: another stop came instead. */
static bool put_back(const struct control *control, struct tracee *tracee, int *ret_status)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    static const struct native_action native = { .handler = (uintptr_t)SIG_IGN };
    static const struct compat_action compat = { .handler = (uintptr_t)SIG_IGN };
    struct user_regs_struct registers;
    bool is_compat = ptrace_get_registers(tracee->tid, &registers) == 0 &&
                     registers_are_compat(&registers);
    struct inject_call call = {
        .name = "rt_sigaction",
        .args = { SIGTRAP, 0, 0, sizeof native.mask },
        .data = is_compat ? (const void *)&compat : &native,
        .data_bytes = is_compat ? sizeof compat : sizeof native,
        .data_argument = 1,
        .has_no_heap = control->emit->is_silent,
    };
    int64_t answer;
    int result = inject_call(tracee, &call, &answer, ret_status);

    if (result == 0)
        sigtrap->is_reset = false;
    return result != -EINTR;
}

void sigtrap_on_trap(struct control *control, struct tracee *tracee)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;

    (void)control;
    sigtrap->is_reset = sigtrap->is_ignored;
}

/* ---- handlers ------------------------------------------------------------------------------- */

/* Where the mask lies in a frame, from the stack pointer at the handler's first instruction: the
 * kernel's struct rt_sigframe, and of 32-bit code struct rt_sigframe_ia32 or sigframe_ia32. */
#define NATIVE_FRAME_MASK 304
#define COMPAT_FRAME_INFO 16 /* there is the siginfo_t, if it has one */
#define COMPAT_FRAME_MASK 252
#define COMPAT_OLD_FRAME_MASK 88

static tracee_addr frame_mask(const struct tracee *tracee, const struct user_regs_struct *registers)
{
    uint32_t frame[4] = { 0 };

    if (!registers_are_compat(registers))
        return registers->rsp + NATIVE_FRAME_MASK;
    space_read(tracee, registers->rsp, frame, sizeof frame);
    return registers->rsp + (frame[2] == registers->rsp + COMPAT_FRAME_INFO ? COMPAT_FRAME_MASK
                                                                            : COMPAT_OLD_FRAME_MASK);
}

static void set_bit_at(const struct tracee *tracee, tracee_addr address)
{
    uint8_t byte;

    if (space_read(tracee, address, &byte, 1) != 1)
        return;
    byte |= (uint8_t)trap_bit;
    space_write(tracee, address, &byte, 1);
}

bool sigtrap_on_handler(struct tracee *tracee, const siginfo_t *info,
                        const struct user_regs_struct *registers)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;

    if (!sigtrap->awaits_handler || info->si_code == SI_KERNEL)
        return false;
    sigtrap->awaits_handler = false;
    if (info->si_code != SIGTRAP)
        return info->si_code == TRAP_TRACE || info->si_code == TRAP_BRKPT; /* no handler, after all */
    if (sigtrap->is_blocked)
        set_bit_at(tracee, frame_mask(tracee, registers));
    take_mask(tracee, sigtrap->is_blocked);
    return true;
}

/* ---- calls ------------------------------------------------------------------------------------ */

static uint8_t first_byte_of_set(const struct tracee *tracee, const struct event_syscall *record)
{
    uint8_t byte = 0;

    for (const struct event_piece *piece = piece_first(record); piece;
         piece = piece_next(record, piece)) {
        if (piece->arg == 1 && piece->length_bytes > 0)
            return *piece_bytes(piece); /* as it was at the entry */
    }
    space_read(tracee, record->args[1], &byte, 1);
    return byte;
}

static void on_mask_change(struct tracee *tracee, const struct event_syscall *record)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    bool was_blocked = sigtrap->is_blocked;
    bool keeps = was_blocked;

    if (record->header.flags & EVENT_FAILED)
        return;
    if (record->args[1] && record->args[0] == SIG_SETMASK)
        keeps = false;
    else if (record->args[1] && record->args[0] == SIG_UNBLOCK)
        keeps = was_blocked && !(first_byte_of_set(tracee, record) & trap_bit);
    if (record->args[2] && was_blocked)
        set_bit_at(tracee, record->args[2]);
    take_mask(tracee, keeps);
    if (!sigtrap->is_blocked)
        send_kept(tracee);
}

/* All threads of a process have the same handlers. */
static void on_action_change(const struct control *control, const struct tracee *tracee)
{
    struct procfs_status status;
    struct tracee *other = NULL;

    if (procfs_status(tracee->tid, &status) < 0)
        return;
    while ((other = tracee_next(control->tracees, other))) {
        if (other->tgid == tracee->tgid && other->controlled)
            other->controlled->sigtrap.is_ignored = status.ignored & trap_bit;
    }
}

void sigtrap_on_exit_stop(struct control *control, struct tracee *tracee,
                          const struct event_syscall *record)
{
    enum abi abi = (enum abi)tracee->call.abi;
    int64_t number = tracee->call.number;

    if (!tracee->controlled->sigtrap.is_guarded)
        return;
    if (call_fact(abi, number, CALL_RESTORES_REGISTERS))
        take_mask(tracee, false); /* from the frame */
    else if (call_fact(abi, number, CALL_CHANGES_MASK))
        on_mask_change(tracee, record);
    else if (call_fact(abi, number, CALL_CHANGES_ACTION))
        on_action_change(control, tracee);
}

void sigtrap_on_birth(struct control *control, struct tracee *child, const struct tracee *parent)
{
    struct sigtrap *sigtrap;

    if (!parent->controlled || !parent->controlled->sigtrap.is_guarded)
        return;
    sigtrap = &control_touch(control, child)->sigtrap;
    *sigtrap = parent->controlled->sigtrap;
    sigtrap->has_kept = sigtrap->awaits_handler = false; /* what is pending is not inherited */
}

/* ---- when ----------------------------------------------------------------------------------------- */

static bool can_trap(const struct control *control, const struct tracee *tracee)
{
    const struct space *space = control->spaces ? control_space(control, tracee) : NULL;

    return tracee->controlled->step.is_active || tracee->controlled->watch.control ||
           (space && space->locations);
}

/* One that runs and blocks it has to stop; of one that ignores it, it is enough to know. */
static void watch_over(struct control *control, struct tracee *tracee)
{
    struct sigtrap *sigtrap = &control_touch(control, tracee)->sigtrap;
    struct procfs_status status;

    if (sigtrap->is_guarded || tracee->state != TRACEE_RUNNING ||
        procfs_status(tracee->tid, &status) < 0)
        return;
    sigtrap->is_ignored = sigtrap->is_reset || status.ignored & trap_bit;
    if (status.blocked & trap_bit && !tracee->call.is_known)
        tracee_interrupt(tracee);
}

void sigtrap_watch_over(struct control *control, uint32_t memory)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, memory, tracee)))
        watch_over(control, tracee);
}

enum run_mode sigtrap_prepare(struct control *control, struct tracee *tracee, enum run_mode mode)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    bool can = can_trap(control, tracee);
    int status;

    if (mode == RUN_NOT)
        return mode;
    sigtrap->awaits_handler = false;
    if (sigtrap->is_reset && (mode != RUN_STEP || !can) && !put_back(control, tracee, &status)) {
        control->take_status(control->context, tracee, status);
        return RUN_NOT;
    }
    if (can && !sigtrap->is_guarded)
        guard(tracee);
    else if (!can && sigtrap->is_guarded)
        unguard(tracee);
    if (!sigtrap->is_guarded || !tracee->pending_signal ||
        !procfs_catches(tracee->tid, tracee->pending_signal))
        return mode;
    sigtrap->awaits_handler = true;
    return RUN_STEP;
}

void sigtrap_on_held(struct control *control, struct tracee *tracee)
{
    if (tracee->controlled->sigtrap.is_guarded && !can_trap(control, tracee))
        unguard(tracee);
}

bool sigtrap_release(struct control *control, struct tracee *tracee)
{
    struct sigtrap *sigtrap = &tracee->controlled->sigtrap;
    int status;

    if (sigtrap->is_reset && !put_back(control, tracee, &status)) {
        control->take_status(control->context, tracee, status);
        return false;
    }
    if (sigtrap->is_guarded)
        unguard(tracee);
    return true;
}
