/*
 * What a descriptor is beyond its path:
 *
 *     pid:1234    signalfd:[INT USR1]    anon_inode:[eventfd]<count=7, id=1>
 *     /dev/null\0<char 1:3>    (names.h)
 */
#ifndef PTOP_CORE_FD_DETAILS_H
#define PTOP_CORE_FD_DETAILS_H

#include "../tracee/tracee.h"

#define FD_NAME_BYTES 4096

/* name: what the link of /proc/TID/fd says, length bytes without a NUL; it is made into the full name in
 * place.  details: enum fd_detail bits (session.h).  The new length. */
TRACER_THREAD size_t fd_details_add(const struct tracee *tracee, int fd, unsigned details,
                                    char name[static FD_NAME_BYTES], size_t length);

#endif
