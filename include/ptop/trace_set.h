/*
 * strace's way to name a set of syscalls.
 *
 *     open,close     these                  !futex         all but it
 *     %file, file    a class                ?name          if there is such a call
 *     257            a number               /regex         all whose name it matches (regex(7))
 *     all, none      alone                  value@64, @32, @x32   of that ABI only
 *
 * Of x32 there are no tracees: "@x32" stands for no call.
 */
#ifndef PTOP_TRACE_SET_H
#define PTOP_TRACE_SET_H

#include <ptop/error.h>
#include <ptop/syscall.h>

/* 0, or -EINVAL with strace's kind of message, "invalid system call 'opne'", and its offset; -EDOM:
 * it is what stands behind an @. */
ANY_THREAD int trace_set_parse(const char *set, struct syscall_set *ret_set,
                               struct error *ret_error);

#endif
