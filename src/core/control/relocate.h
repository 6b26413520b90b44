/*
 * One instruction moved elsewhere, so that it can be executed while a breakpoint lies on it.
 *
 *     from:  cc …          the breakpoint stays
 *     to:    the copy      what is relative to the program counter is adjusted: it reads and
 *                          branches to the same places
 *
 * A thread that executed the copy is put right by relocate_fix: its program counter, the return
 * address that a call pushed, the address that a syscall instruction left in rcx.
 *
 * Refused: what would need to be further away than the displacement reaches, relative calls (do
 * them by emulate.h), traps, branches that are far
 * or of 16 bits, sysenter, xbegin.
 */
#ifndef PTOP_CORE_RELOCATE_H
#define PTOP_CORE_RELOCATE_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/thread.h>

#include "emulate.h"

#define RELOCATE_MAX_BYTES 16 /* of a copy: a short branch grows */

struct relocated {
    tracee_addr from, to;
    uint8_t bytes[RELOCATE_MAX_BYTES];
    uint8_t length, original_length;
    uint8_t kind;       /* enum instruction_kind */
    uint8_t word_bytes; /* of what a call pushes */
};

/* The copy for an address; false where it cannot be moved there. */
ANY_THREAD bool relocate(const struct instruction *instruction, const uint8_t *bytes,
                         tracee_addr from, tracee_addr to, struct relocated *ret_relocated);

/*
 * Put right what executing the copy left: after one step of it (a step of a repeated instruction
 * may leave it where it was: to), at a signal's stop, whether it was executed or not, or at the
 * entry of the syscall that it makes: the kernel then begins an interrupted call again at from.
 * False where a return address could not be put right.
 */
ANY_THREAD bool relocate_fix(const struct relocated *relocated, struct user_regs_struct *registers,
                             const struct emulate_memory *memory);

#endif
