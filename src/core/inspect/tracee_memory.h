/*
 * Reading a tracee's memory, at a stop or not.  Any thread.
 */
#ifndef PTOP_CORE_TRACEE_MEMORY_H
#define PTOP_CORE_TRACEE_MEMORY_H

#include <sys/types.h>

#include <ptop/event.h>

/* Up to size bytes at address: how many were read (fewer before a page that cannot be read)
 * or -errno.  First process_vm_readv; what that refuses (PROT_NONE) by /proc/TID/mem. */
ANY_THREAD ssize_t tracee_memory_read(pid_t tid, tracee_addr address, void *buffer, size_t size);

#endif
