/* A plugin of callers_dlopen. */
#include <sys/syscall.h>
#include <unistd.h>

long plugin_main(void);

__attribute__((noinline)) static long first_inner(void)
{
    return syscall(SYS_getppid) + 1;
}

long plugin_main(void)
{
    return first_inner() + 1;
}
