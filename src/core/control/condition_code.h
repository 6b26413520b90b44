/*
 * A condition on registers as machine code that the tracee executes itself (64-bit code only).
 *
 *     entry:    rsp down past the red zone, push flags, rax, rcx
 *               the tests, by rax and rcx
 *     go_on:    everything back                     ──► what follows the code
 *     trap:     everything back, int3               it holds, or only the tracer can tell
 *
 * At each place of it the registers of the program can be told: condition_code_undo.
 */
#ifndef PTOP_CORE_CONDITION_CODE_H
#define PTOP_CORE_CONDITION_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/condition.h>
#include <ptop/event.h>

#include "emulate.h"

#define CONDITION_CODE_MAX_STEPS 16
#define CONDITION_CODE_MAX_BYTES 1024

struct condition_code {
    uint8_t bytes[CONDITION_CODE_MAX_BYTES]; /* the code goes on behind the last one */
    uint16_t length;
    uint16_t back; /* where putting back before the trap begins; before going on: from go_on */
    uint16_t trap; /* the int3 */
    uint16_t go_on;
};

/* False where it cannot be made (too long, or no test of it is of a register).  pc: what rip is, to
 * the condition. */
ANY_THREAD bool condition_code_make(const struct condition_step *steps, size_t count, int32_t first,
                                    tracee_addr pc, struct condition_code *ret_code);

/* The registers of the program, of a thread that is stopped in such code at this offset: all but
 * rip.  False where its stack cannot be read. */
ANY_THREAD bool condition_code_undo(const struct condition_code *code, size_t offset,
                                    struct user_regs_struct *registers,
                                    const struct emulate_memory *memory);

#endif
