/*
 * Attaching to a running process: all its threads, strictly.
 *
 * There is no atomic "attach to a process": a thread may be born by one that is
 * not seized yet.  So the list of threads is read again until two passes in a row
 * found every listed thread to be ours already.
 */
#ifndef PTOP_CORE_ATTACH_H
#define PTOP_CORE_ATTACH_H

#include <sys/types.h>

#include <ptop/error.h>

struct tracer;

/* 0 or -errno with the cause in words; on failure nothing of the process stays attached that
 * was not before.  pid may be any thread of it. */
TRACER_THREAD int attach_process(struct tracer *tracer, pid_t pid, struct error *ret_error);

#endif
