/*
 * Where the function begins and ends that an address lies in, by the symbols of its file.
 */
#ifndef PTOP_CORE_FUNCTION_H
#define PTOP_CORE_FUNCTION_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/event.h>
#include <ptop/thread.h>

struct function_bounds {
    tracee_addr start, end;
};

/* False where no symbol with a size says so.  Reads the files anew each time: for what is done
 * rarely.  The thread must be stopped. */
ANY_THREAD bool function_bounds_find(pid_t tid, pid_t tgid, tracee_addr address,
                                     struct function_bounds *ret_bounds);

#endif
