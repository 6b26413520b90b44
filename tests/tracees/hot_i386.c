/*
 * hot_i386: a 32-bit program that calls a function ten times.  It tells the function's address by
 * closing a descriptor of that number.  Exits with 7, or 1.
 */
static int call(int number, int a, int b, int c)
{
    int result;

    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
    return result;
}

enum { NR_EXIT = 1, NR_CLOSE = 6, NR_ALARM = 27 };

__attribute__((noinline, noclone)) int hot(int number)
{
    __asm__ volatile("" : "+r"(number));
    return number * 3;
}

void _start(void)
{
    int is_right = 1;

    call(NR_ALARM, 60, 0, 0);
    call(NR_CLOSE, (int)hot, 0, 0);
    for (int i = 0; i < 10; i++)
        is_right &= hot(i) == i * 3;
    call(NR_EXIT, is_right ? 7 : 1, 0, 0);
}
