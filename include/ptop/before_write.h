/* A front end's word before a tracee writes. */
#ifndef PTOP_BEFORE_WRITE_H
#define PTOP_BEFORE_WRITE_H

#include <sys/types.h>

#include <ptop/thread.h>

/* A thread is about to write to its descriptor, and everything that was before is in the ring: it does
 * when this returns. */
typedef TRACER_THREAD void session_before_write(pid_t tid, int fd);

#endif
