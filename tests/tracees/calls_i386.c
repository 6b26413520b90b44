/*
 * calls_i386: a 32-bit program.  No C library here: i386 has its own numbers, its
 * own argument registers and structs of its own size.  Exits with 7, or 1.
 */
struct timespec32 {
    int seconds, nanoseconds;
};

struct iovec32 {
    const char *base;
    unsigned size;
};

static int call(int number, int a, int b, int c)
{
    int result;

    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
    return result;
}

enum {
    NR_EXIT = 1,
    NR_OPEN = 5,
    NR_CLOSE = 6,
    NR_EXECVE = 11,
    NR_ALARM = 27,
    NR_GETPPID = 64,
    NR_WRITEV = 146,
    NR_NANOSLEEP = 162,
};

void _start(void)
{
    static const char path[] = "/dev/null", missing[] = "/no/such/i386";
    static const char *const arguments[] = {"no", "such", 0};
    struct timespec32 time = {0, 1000};
    struct iovec32 pieces[2] = {{"thirty", 6}, {"-two", 4}};
    int fd, is_right;

    call(NR_ALARM, 60, 0, 0);
    fd = call(NR_OPEN, (int)path, 1, 0);
    is_right = fd >= 0 && call(NR_WRITEV, fd, (int)pieces, 2) == 10;
    is_right &= call(NR_GETPPID, 0, 0, 0) > 0;
    is_right &= call(NR_NANOSLEEP, (int)&time, 0, 0) == 0;
    is_right &= call(NR_EXECVE, (int)missing, (int)arguments, 0) < 0;
    is_right &= call(NR_CLOSE, fd, 0, 0) == 0;
    call(NR_EXIT, is_right ? 7 : 1, 0, 0);
}
