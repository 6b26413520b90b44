/*
 * Callers: who made a call, read from the call stack in its record.
 *
 * A frame is a name like any other (names.h), captured with --stack-trace:
 *
 *     /usr/lib/libc.so.6(write+0x14) [0xf8354]    function, offset in it; address in the file
 *     /usr/bin/echo() [0x60c4]                    no symbol there
 *     ?() [0x7f1200001000]                        no file there: the address itself
 *     /home/me/a.out(main+0x14) [0x1139] a.c:12   with the line of source, where that was wanted
 *
 * Frame 0 is the innermost: where the system call instruction is.  The bytes are a tracee's: they
 * pass text_escape before they are shown.
 */
#ifndef PTOP_CALLERS_H
#define PTOP_CALLERS_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>
#include <ptop/names.h>

#define CALLERS_MAX_FRAMES 256

/* A frame's parts: slices of its name, without a NUL, empty where unknown. */
struct caller {
    const char *function;
    const char *module;  /* the file's name without its folders */
    const char *address; /* in the file, or where there is none the address itself: "0xf8354" */
    size_t function_bytes, module_bytes, address_bytes;
    size_t place_bytes; /* of the function with its offset: "write+0x14" */
};

/* How many frames were captured; 0: none. */
ANY_THREAD size_t callers_count(const struct event_syscall *call);

/* The name of a frame, 0 ≤ index < callers_count; NULL where names does not know it.  Borrowed. */
ANY_THREAD const char *callers_frame(const struct event_syscall *call, const struct names *names,
                                     size_t index);

ANY_THREAD struct caller callers_split(const char *frame);

/* The caller: the innermost frame that is not the C library's, the loader's or the kernel's; the
 * outermost where all are.  False where no stack was captured. */
ANY_THREAD bool callers_find_own(const struct event_syscall *call, const struct names *names,
                                 struct caller *ret_caller);

#endif
