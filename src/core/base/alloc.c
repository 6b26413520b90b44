#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/alloc.h"

_Noreturn void alloc_fail(void)
{
    static const char message[] = "ptop: out of memory\n";

    if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0) {
        /* No one to tell: the abort says it. */
    }
    abort();
}

static void *alloc_check(void *memory)
{
    if (!memory)
        alloc_fail();
    return memory;
}

void *alloc_zeroed(size_t count, size_t size_bytes)
{
    return alloc_check(calloc(count ? count : 1, size_bytes));
}

void *alloc_resize(void *memory, size_t count, size_t size_bytes)
{
    return alloc_check(reallocarray(memory, count ? count : 1, size_bytes));
}

char *alloc_copy(const void *bytes, size_t length)
{
    char *copy = alloc_check(malloc(length + 1));
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void *alloc_reserve(size_t size_bytes)
{
    void *memory = mmap(NULL, size_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

void alloc_release(void *memory, size_t size_bytes)
{
    if (memory)
        munmap(memory, size_bytes);
}
