/*
 * int80: 64-bit code that makes 32-bit system calls.  Number 64 is getppid there
 * and semget here, 5 is open there and fstat here.  Exits 77 where the kernel has
 * no 32-bit calls.
 */
#include "tracee.h"

static long call_int80(long number, long a, long b, long c)
{
    long result;

    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(a), "c"(b), "d"(c)
                     : "memory", "r8", "r9", "r10", "r11");
    return (int)result;
}

static void on_fault(int signal)
{
    (void)signal;
    _exit(77);
}

int main(void)
{
    char *low =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

    tracee_begin();
    signal(SIGSEGV, on_fault);
    CHECK(low != MAP_FAILED);
    CHECK(call_int80(64, 0, 0, 0) == getppid());
    strcpy(low, "/no/such/int80");
    CHECK(call_int80(5, (long)low, O_RDONLY, 0) == -ENOENT);
    return 0;
}
