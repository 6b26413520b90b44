/*
 * One instruction done by us instead of by the tracee: what is under a breakpoint, while the
 * breakpoint stays in place for all other threads.
 *
 * Done are the instructions that functions and loops begin with: nop, endbr, push, pop, mov, lea,
 * movzx, movsx, add … cmp on registers, test, inc, dec, cmov, setcc, call, jmp, jcc, ret, leave.
 * Nothing is done by halves: what reads memory and writes it back is refused (another thread could
 * write in between), and so is all that would fault.  A program with a shadow stack (Linux 6.6,
 * x86_Thread_features in /proc/TID/status) must not have its calls and returns done here.
 */
#ifndef PTOP_CORE_EMULATE_H
#define PTOP_CORE_EMULATE_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>
#include <ptop/thread.h>

#include "../inspect/instruction.h"

struct user_regs_struct;

/* The memory, as the program itself may read and write it: false where it may not. */
struct emulate_memory {
    bool (*read)(void *context, tracee_addr address, void *buffer, size_t size);
    bool (*write)(void *context, tracee_addr address, const void *bytes, size_t size);
    void *context;
};

/* Do the instruction that the registers' program counter is at.  False: it is none of those that
 * are done here, or it would fault, and nothing was changed. */
ANY_THREAD bool emulate(const struct instruction *instruction, struct user_regs_struct *registers,
                        const struct emulate_memory *memory);

/* The memory of a thread that is stopped; its context is a pid_t. */
ANY_THREAD bool emulate_read(void *tid, tracee_addr address, void *buffer, size_t size);
ANY_THREAD bool emulate_write(void *tid, tracee_addr address, const void *bytes, size_t size);

/* A general register by the machine's number (instruction.h). */
ANY_THREAD uint64_t *emulate_register(struct user_regs_struct *registers, unsigned number);

#endif
