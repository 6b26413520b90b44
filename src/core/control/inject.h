/*
 * One system call made by a stopped tracee for us; then it is as it was, registers, vectors and
 * signal mask.
 *
 *     ──► a syscall instruction of its own memory ──► entry stop ──► exit stop ──► registers back
 *
 * The tracee must be at a stop in user mode: in no call (orig_rax), no signal to be delivered, not
 * in a group-stop.  It leaves that stop and is at a syscall stop afterwards, from which it can be
 * resumed, stepped or detached as from the one before.  No signal interferes: all are blocked.
 * The program sees nothing but what the call does.
 * TRACER_THREAD only; waits for this tracee alone, and not for long.
 */
#ifndef PTOP_CORE_INJECT_H
#define PTOP_CORE_INJECT_H

#include <stdbool.h>
#include <stdint.h>

#include <ptop/thread.h>

struct tracee;

struct inject_call {
    const char *name; /* in the syscalls of its code, 64 or 32 bits */
    uint64_t args[6];
    /* NULL, or what the argument of this index shall point to: put below the stack meanwhile. */
    const void *data;
    uint32_t data_bytes;
    uint8_t data_argument;
    bool has_no_heap; /* in an emergency: where no vdso has the instruction, -ENOEXEC */
};

/*
 * Make it; the result is the kernel's, -errno too.  0, or
 *   -EBUSY      the tracee is not at such a stop: nothing was done
 *   -EFAULT     there is no room below its stack: nothing was done
 *   -EPERM      a seccomp filter of its own might end it: nothing was done
 *   -ENOEXEC    there is no syscall instruction in its memory: nothing was done
 *   -EINTR      another stop, or its end, came instead: *ret_status is what wait(2) said and is to
 *               be handled as such.  The call was not made, and all is as it was
 *   -ESRCH      it is dying: wait will say how
 *   -ETIMEDOUT  the call does not come back.
 */
TRACER_THREAD int inject_call(struct tracee *tracee, const struct inject_call *call,
                              int64_t *ret_result, int *ret_status);

/* Has it a seccomp filter that is not ours? */
TRACER_THREAD bool inject_is_filtered(const struct tracee *tracee);

#endif
