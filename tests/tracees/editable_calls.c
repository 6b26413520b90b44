/*
 * editable_calls: opens /dev/null again and again, and looks at what a call must leave alone: the
 * registers of its arguments, and the bytes below the stack.  A tracer may change the call, not
 * these.  Addresses of things to change lie in the truth page; so do their values as the program
 * last saw them.
 */
#include <fcntl.h>
#include <sys/syscall.h>

#include "tracee.h"

#define BELOW_BYTES 2048

static struct truth *truth;
static const char path[] = "/dev/null"; /* in a page that cannot be written */

/* True: all is as it was. */
static __attribute__((noinline)) int open_and_look(long *ret_result)
{
    register long r10 __asm__("r10") = 0;
    register long r8 __asm__("r8") = 0x1234;
    register long r9 __asm__("r9") = 0x5678;
    long rdi = AT_FDCWD, rsi = (long)path, rdx = O_RDONLY | O_CLOEXEC, result = SYS_openat;
    volatile unsigned char *below;

    __asm__ volatile("mov %%rsp, %0" : "=r"(below));
    below -= BELOW_BYTES;
    for (int i = 0; i < BELOW_BYTES - 256; i++)
        below[i] = (unsigned char)(i * 7);
    __asm__ volatile("syscall"
                     : "+a"(result), "+D"(rdi), "+S"(rsi), "+d"(rdx), "+r"(r10), "+r"(r8),
                       "+r"(r9)
                     :
                     : "rcx", "r11", "memory");
    *ret_result = result;
    for (int i = 0; i < BELOW_BYTES - 256; i++)
        if (below[i] != (unsigned char)(i * 7))
            return 0;
    return rdi == AT_FDCWD && rsi == (long)path && rdx == (O_RDONLY | O_CLOEXEC) && r10 == 0 &&
           r8 == 0x1234 && r9 == 0x5678;
}

int main(void)
{
    static volatile long variable = 1;
    void *shared, *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);

    tracee_begin();
    truth = tracee_truth();
    CHECK(fd >= 0);
    shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    CHECK(shared != MAP_FAILED && page != MAP_FAILED && munmap((char *)page + 4096, 4096) == 0);
    atomic_store(&truth->count[EDITABLE_PATH], (int64_t)(uintptr_t)path);
    atomic_store(&truth->count[EDITABLE_SHARED], (int64_t)(uintptr_t)shared);
    atomic_store(&truth->count[EDITABLE_VARIABLE], (int64_t)(uintptr_t)&variable);
    atomic_store(&truth->count[EDITABLE_PAGE], (int64_t)(uintptr_t)page);
    truth_reach(&truth->stage, 1);
    for (;;) {
        long result;

        if (!open_and_look(&result))
            atomic_fetch_add(&truth->count[EDITABLE_SPOILT], 1);
        atomic_store(&truth->count[EDITABLE_RESULT], result);
        atomic_store(&truth->count[EDITABLE_VALUE], variable);
        atomic_store(&truth->count[EDITABLE_PAGE_BYTE], ((volatile char *)page)[4095]);
        atomic_fetch_add(&truth->count[EDITABLE_ROUNDS], 1);
        if (result >= 3)
            close((int)result);
        usleep(200);
    }
}
