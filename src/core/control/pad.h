/*
 * A breakpoint whose condition the tracee evaluates itself: no stop where it does not hold.
 *
 *     address:  jmp pad ──────────►  pad: condition_code ── holds, or may ──► int3: the tracer
 *               (5 bytes, or more)        └─ does not ──► the instructions that were at address
 *     behind them: ◄───────────────────────────────────────── jmp
 *
 * The pad lies in scratch.h and stays there as long as someone may be in it; the jump can be taken
 * out and put back at any time that all threads of the memory stand still.  What a thread in the
 * pad would be at without it can be told at each of its instructions (pad_leave), and the other way
 * round (pad_enter): who stands between the first and the last byte of the jump must be moved
 * before it runs.
 *
 * Only at the beginning of a 64-bit function, whose instructions there can be moved and are the
 * target of no branch.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_PAD_H
#define PTOP_CORE_PAD_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/thread.h>

#include "condition_code.h"
#include "relocate.h"

struct control;
struct filter;
struct tracee;
struct user_regs_struct;

#define PAD_JUMP_BYTES  5
#define PAD_JUMP_OPCODE 0xe9
#define PAD_MAX_PARTS   PAD_JUMP_BYTES
#define PAD_MAX_BYTES   (PAD_JUMP_BYTES - 1 + INSTRUCTION_MAX_BYTES)

/* A moved instruction: where it was, from address on, and where it is, from the pad's code on. */
struct pad_part {
    uint8_t offset, length;
    uint16_t copy;
};

struct pad {
    struct pad *next;    /* of its space */
    tracee_addr address; /* of the breakpoint */
    uint8_t original[PAD_MAX_BYTES];
    uint8_t patched; /* how many bytes: those of the parts */
    bool is_armed;   /* the jump is there */
    tracee_addr code;
    uint16_t size_bytes;
    uint16_t back; /* the jump back, from code on */
    struct condition_code condition;
    struct pad_part parts[PAD_MAX_PARTS];
    unsigned part_count;
};

/*
 * Make a pad, without the jump.  The tracee is at a stop that is clean for inject.h, and all
 * threads of its memory stand still, or are in a call.  0; or -errno: it cannot be, or *ret_status
 * is what inject_call's is.  The caller's: free.
 */
TRACER_THREAD int pad_make(struct control *control, struct tracee *tracee, tracee_addr address,
                           const struct filter *condition, struct pad **ret_pad, int *ret_status);

/* Put the jump there, while all threads stand still.  False where the memory cannot be written. */
TRACER_THREAD bool pad_arm(const struct tracee *tracee, struct pad *pad);
/* What was there, whoever runs; first: or an INT3 in the place of the first byte.  False where it
 * is not ours any more, or cannot be written. */
enum pad_first { PAD_ORIGINAL, PAD_INT3 };
TRACER_THREAD bool pad_disarm(const struct tracee *tracee, struct pad *pad, enum pad_first first);

/* Is the address in the code of the pad?  Is it one that the jump hides, but for the first? */
TRACER_THREAD bool pad_has(const struct pad *pad, tracee_addr pc);
TRACER_THREAD bool pad_hides(const struct pad *pad, tracee_addr pc);
/* The address behind the int3 by which the pad calls the tracer. */
TRACER_THREAD tracee_addr pad_trap(const struct pad *pad);

/* The registers of a thread that is in the pad as they would be without it.  False where that
 * cannot be told: they stay as they are. */
TRACER_THREAD bool pad_leave(const struct pad *pad, struct user_regs_struct *registers,
                             const struct emulate_memory *memory);
/* Where an instruction of those at address is in the pad: behind the condition.  0: it is none. */
TRACER_THREAD tracee_addr pad_enter(const struct pad *pad, tracee_addr pc);

/* May a thread be in the pad, or come back to it from a signal's handler? */
TRACER_THREAD bool pad_is_in_use(const struct tracee *tracee, const struct pad *pad);

#endif
