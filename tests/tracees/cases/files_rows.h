/*
 * Cases that are one call each: a row of the name, the line that is expected up to its ")", and the call.
 *
 *     ROW(open_write, "open(\"/nonexistent\", O_WRONLY", SYS_open, "/nonexistent", O_WRONLY)
 *     ROW_V(…, line, line under -v, …)        both of one call
 *     ROW_SHOWN(name, result, line, …)        with another form of the result: "0 (Timeout)"
 *     ROW_I386(name, line, number, …)         number of asm/unistd_32.h; pointers: LOW, LOW_TEXT
 *     ROW_I386_SHOWN(name, result, line, number, …)
 */
#ifndef PTOP_TRACEES_FILES_ROWS_H
#define PTOP_TRACEES_FILES_ROWS_H

#include "cases.h"

#include <sys/mman.h>

/* An address that is nowhere, and reads the same in every run. */
#define NOWHERE ((void *)0x1230)

/* An object of its own; in parentheses, because a row is the argument of macros. */
#define MEM(type, ...) (&(type){__VA_ARGS__})
#define ARRAY(type, ...) ((type[]){__VA_ARGS__})
#define LOW(type, ...) (low_bytes(&(type){__VA_ARGS__}, sizeof(type)))
#define LOW_TEXT(string) (low_bytes(string, sizeof string))
/* i386's words, and those of two. */
#define LOW_WORDS(...) (low_bytes(ARRAY(uint32_t, __VA_ARGS__), sizeof ARRAY(uint32_t, __VA_ARGS__)))
#define LOW_LONGS(...) (low_bytes(ARRAY(uint64_t, __VA_ARGS__), sizeof ARRAY(uint64_t, __VA_ARGS__)))

/* An object on the page at PLACE + n * 0x1000, which a line can name: PLACED(1, …) is 0x10001000. */
#define PLACE 0x10000000ul
#define PLACED(n, type, ...) (placed_bytes(n, &(type){__VA_ARGS__}, sizeof(type)))
#define PLACED_TEXT(n, string) (placed_bytes(n, string, sizeof string))

#define ROW(name, line, ...)                                                                       \
    CASE(name)                                                                                     \
    {                                                                                              \
        expect(call(__VA_ARGS__), "%s", line);                                                     \
    }

#define ROW_V(name, line, line_v, ...)                                                             \
    CASE(name)                                                                                     \
    {                                                                                              \
        long result = call(__VA_ARGS__);                                                           \
        expect(result, "%s", line);                                                                \
        expect_under("-v", result, "%s", line_v);                                                  \
    }

#define ROW_SHOWN(name, result, line, ...)                                                         \
    CASE(name)                                                                                     \
    {                                                                                              \
        call(__VA_ARGS__);                                                                         \
        expect_shown("", result, "%s", line);                                                      \
    }

#define ROW_I386(name, line, ...)                                                                  \
    CASE(name)                                                                                     \
    {                                                                                              \
        expect(call_i386(__VA_ARGS__), "%s", line);                                                \
    }

#define ROW_I386_SHOWN(name, result, line, ...)                                                    \
    CASE(name)                                                                                     \
    {                                                                                              \
        call_i386(__VA_ARGS__);                                                                    \
        expect_shown("", result, "%s", line);                                                      \
    }

static inline void *low_bytes(const void *bytes, size_t size)
{
    return memcpy(low_memory(size), bytes, size);
}

static inline void *placed_bytes(unsigned page, const void *bytes, size_t size)
{
    void *memory = mmap((void *)(PLACE + page * 0x1000ul), 0x1000, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (memory == MAP_FAILED)
        abort();
    return memcpy(memory, bytes, size);
}

#endif
