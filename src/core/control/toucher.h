/*
 * Which instruction touched what is watched: a data trap comes when it is done, with the pc behind it.
 *
 *     … ? ? ? ? ? ? ? ? │ pc      x86 cannot be read backwards: of the lengths that it may have, those
 *       ◄── length ──►            are left that touch the watched bytes; between these decides where
 *                                 decoding from further back arrives (it falls into step soon)
 */
#ifndef PTOP_CORE_TOUCHER_H
#define PTOP_CORE_TOUCHER_H

#include <stddef.h>
#include <sys/user.h>

#include <ptop/event.h>
#include <ptop/thread.h>

#define TOUCHER_CODE_BYTES 64

/* The code before the pc, and the registers after the instruction.  How long it was; 0: not known. */
ANY_THREAD unsigned toucher_length(const uint8_t *code, size_t size,
                                   const struct user_regs_struct *registers, tracee_addr address,
                                   unsigned size_bytes);

#endif
