/*
 * The numbers by which sets of calls and counts know a call: its own or, of one that i386 makes by way of
 * socketcall or ipc, a number of ours from SYSCALL_BEHIND_FIRST on.
 */
#ifndef PTOP_CALL_NUMBER_H
#define PTOP_CALL_NUMBER_H

#include <ptop/event.h>
#include <ptop/syscall.h>

ANY_THREAD int64_t call_number(const struct event_syscall *call);

/* The row of such a number, of either kind; NULL where there is none. */
ANY_THREAD const struct syscall_spec *call_number_spec(enum abi abi, int64_t number);

#endif
