/* watched_i386: a 32-bit program that maps a page at a fixed place, makes a getppid call and then stores
 * into the page: four bytes twice, and once into each half of eight. */
enum { NR_EXIT = 1, NR_GETPPID = 64, NR_MMAP2 = 192, PLACE = 0x20000000, PAGE = 4096 };

static int call(int number, int a, int b, int c, int d, int e)
{
    int result;

    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
                     : "memory");
    return result;
}

void _start(void)
{
    volatile int *place = (volatile int *)PLACE;

    /* readable and writable; private, fixed, anonymous */
    if (call(NR_MMAP2, PLACE, PAGE, 3, 0x32, -1) != PLACE)
        call(NR_EXIT, 1, 0, 0, 0, 0);
    call(NR_GETPPID, 0, 0, 0, 0, 0);
    place[0] = 1;
    place[0] = 2;
    place[2] = 3;
    place[3] = 4;
    call(NR_EXIT, 0, 0, 0, 0, 0);
}
