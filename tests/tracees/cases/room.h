/*
 * Memory whose addresses are known when a case is written: two pages, then a hole.  What is put there is
 * also in reach of an i386 call.
 */
#ifndef PTOP_TRACEES_ROOM_H
#define PTOP_TRACEES_ROOM_H

#include <sys/mman.h>

#include "cases.h"

#define ROOM       0x10000000L
#define ROOM_BYTES 0x2000L
#define HOLE       (ROOM + ROOM_BYTES) /* nothing can be read here */

#define AT(offset)               ((void *)(ROOM + (offset)))
#define PUT(offset, type, ...)   memcpy(AT(offset), &(type){__VA_ARGS__}, sizeof(type))
#define PUT_LAST(type, ...)      PUT(ROOM_BYTES - (long)sizeof(type), type, __VA_ARGS__)
#define PUT_TEXT(offset, string) strcpy(AT(offset), string)

/* A call's whole line, result and all. */
#define expect_whole(options, result, ...) ((void)(result), expect_line(options, __VA_ARGS__))

/* A process's time, as it is shown. */
static inline const char *ticks(long count)
{
    return count ? text("%ld /* %ld.%02ld s */", count, count / 100, count % 100) : "0";
}

__attribute__((constructor)) static void room_open(void)
{
    if (mmap(AT(0), ROOM_BYTES, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != AT(0))
        abort();
}

#endif
