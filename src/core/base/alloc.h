/*
 * Memory that is there or the program is not.
 *
 * Nothing in ptop can go on without a few bytes for its history or its tree, so
 * running out has one door: abort(), whose signal handler lets the tracees go
 * and gives the terminal back.  Callers need no check.  Free with free(), but for what is reserved.
 *
 * Never between a tracee's stop and its resume.
 */
#ifndef PTOP_CORE_ALLOC_H
#define PTOP_CORE_ALLOC_H

#include <stddef.h>

#include <ptop/thread.h>

/* The door itself, for memory that was asked for in another way. */
ANY_THREAD _Noreturn void alloc_fail(void);

ANY_THREAD void *alloc_zeroed(size_t count, size_t size_bytes) __attribute__((malloc));
/* Like realloc of an array; what is gained is not zeroed. */
ANY_THREAD void *alloc_resize(void *memory, size_t count, size_t size_bytes);
/* A copy of length bytes with a NUL after them. */
ANY_THREAD char *alloc_copy(const void *bytes, size_t length) __attribute__((malloc));

/* Pages of zeros that cost nothing until they are touched, for a table of a fixed size; NULL where
 * there is no room for them. */
ANY_THREAD void *alloc_reserve(size_t size_bytes);
/* Gives them back; memory may be NULL. */
ANY_THREAD void alloc_release(void *memory, size_t size_bytes);

#endif
