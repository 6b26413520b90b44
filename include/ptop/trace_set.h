/*
 * strace's way to name a set of syscalls, written in the filter language.
 *
 *     open,close     these                  open,close
 *     !futex         all but it             !(futex)
 *     %file, file    a class                %file
 *     ?name          if there is such a call
 *     /regex         all whose name matches sys~"regex"
 *     all, none
 *
 * So there is one grammar: what -e trace=SET means is what the filter means.
 */
#ifndef PTOP_TRACE_SET_H
#define PTOP_TRACE_SET_H

#include <stddef.h>

#include <ptop/error.h>
#include <ptop/syscall.h>

/* 0 and the filter's text; or -EINVAL, the error naming the offset of what is no set. */
ANY_THREAD int trace_set_translate(const char *set, char *ret_filter, size_t size,
                                   struct error *ret_error);

/* The same as a set, "@64", "@32" and "@x32" behind a value, too.  The message is "invalid system
 * call 'opne'".  0 or -EINVAL. */
ANY_THREAD int trace_set_parse(const char *set, struct syscall_set *ret_set,
                               struct error *ret_error);

#endif
