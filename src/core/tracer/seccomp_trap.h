/*
 * A seccomp filter that makes a process stop for its tracer at some system calls
 * and run past all others: of x86-64, of i386, and at every call of an ABI unknown to us.
 *
 * It stays for the life of the process and of all that descend from it, and a
 * trapped call of a process that has no tracer fails with ENOSYS.  So whoever sets a
 * trap never lets go of what is in it.
 *
 * For each ABI the numbers are cut into runs that fare alike, and found by halving:
 *
 *                    number >= 64 ?
 *               no /               \ yes
 *        number >= 9 ?           number >= 257 ?
 *         /         \              /         \
 *     run past     stop        run past      stop
 */
#ifndef PTOP_CORE_SECCOMP_TRAP_H
#define PTOP_CORE_SECCOMP_TRAP_H

#include <linux/filter.h>

#include <ptop/syscall.h>

struct seccomp_trap {
    struct sock_filter program[BPF_MAXINSNS];
    unsigned short count; /* of its instructions; 0: no trap */
};

ANY_THREAD void seccomp_trap_build(const struct syscall_set *stops, struct seccomp_trap *ret_trap);

/* Into the calling thread, for good; no_new_privs is set only where the kernel insists on it.
 * 0 or -errno.  Async-signal-safe: between fork and exec. */
ANY_THREAD int seccomp_trap_install(const struct seccomp_trap *trap);

#endif
