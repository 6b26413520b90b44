/*
 * Why a process may not be traced.  The kernel has one errno for a dozen causes;
 * this finds the one that holds and says it in words.
 */
#ifndef PTOP_CORE_ATTACH_ERROR_H
#define PTOP_CORE_ATTACH_ERROR_H

#include <sys/types.h>

#include <ptop/error.h>

/* Fills ret_error and returns result. */
ANY_THREAD int attach_explain(pid_t pid, int result, struct error *ret_error);

#endif
