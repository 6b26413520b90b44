/* callers_i386: a 32-bit program that makes a getppid call: inner from outer from _start. */
enum { NR_EXIT = 1, NR_GETPPID = 64 };

static int call(int number, int argument)
{
    int result;

    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(argument) : "memory");
    return result;
}

__attribute__((noinline)) static int inner(void)
{
    return call(NR_GETPPID, 0) + 1;
}

__attribute__((noinline)) static int outer(void)
{
    return inner() + 1;
}

void _start(void)
{
    call(NR_EXIT, outer() > 2 ? 0 : 1);
}
