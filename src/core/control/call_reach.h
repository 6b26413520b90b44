/*
 * Whether a call can have written to an address, by its row and what it was passed: to tell the
 * caller's own call from others that wrote meanwhile.
 *
 * It says yes too often rather than too seldom: of pointers behind pointers (msghdr, ioctl) it knows
 * that they may lead anywhere.
 */
#ifndef PTOP_CORE_CALL_REACH_H
#define PTOP_CORE_CALL_REACH_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/thread.h>

/* The record of a call that is over. */
ANY_THREAD bool call_reaches(const struct event_syscall *record, tracee_addr address,
                             uint64_t size_bytes);

#endif
