/*
 * callers MODE: makes getppid calls from known functions: inner from middle from outer.
 *
 *   plain     from main
 *   thread    from a thread
 *   handler   from a signal handler
 *   child     from a child
 *   again     from main, then from a second program that the first execs
 *   last      from a function whose last instruction is the call
 *   unnamed   from main, after its file has lost its name
 *   page      from a page of anonymous memory that callers_page calls
 */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tracee.h"

__attribute__((noinline)) static long inner(void)
{
    return syscall(SYS_getppid) + 1;
}

__attribute__((noinline)) static long middle(void)
{
    return inner() + 1;
}

/* Exported: what is stripped must not find the static ones behind it. */
__attribute__((noinline)) long outer(void)
{
    return middle() + 1;
}

static void *thread_main(void *unused)
{
    CHECK(outer() > 3);
    return unused;
}

static void call_in_a_thread(void)
{
    pthread_t thread;

    CHECK(pthread_create(&thread, NULL, thread_main, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void on_signal(int signal)
{
    CHECK(signal == SIGUSR1 && outer() > 3);
}

static void call_in_a_handler(void)
{
    CHECK(signal(SIGUSR1, on_signal) != SIG_ERR);
    CHECK(raise(SIGUSR1) == 0);
}

static void call_in_a_child(void)
{
    int status;
    pid_t pid = tracee_fork();

    if (pid == 0)
        _exit(outer() > 3 ? 0 : 1);
    CHECK(waitpid(pid, &status, 0) == pid && status == 0);
}

__attribute__((noinline, noreturn)) static void leave(void)
{
    _exit(outer() > 3 ? 0 : 1);
}

__attribute__((noinline, noreturn)) static void call_at_the_end(void)
{
    leave();
}

static void call_without_a_name(void)
{
    char path[PATH_MAX] = "";

    CHECK(readlink("/proc/self/exe", path, sizeof path - 1) > 0);
    CHECK(unlink(path) == 0);
    CHECK(outer() > 3);
}

/* push %rbp; mov %rsp,%rbp; mov $SYS_getppid,%eax; syscall; pop %rbp; ret */
static const unsigned char code[] = { 0x55, 0x48, 0x89, 0xe5, 0xb8, SYS_getppid, 0,
                                      0,    0,    0x0f, 0x05, 0x5d, 0xc3 };

__attribute__((noinline)) static void callers_page(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
                      -1, 0);
    int (*function)(void) = (int (*)(void))page;

    CHECK(page != MAP_FAILED);
    memcpy(page, code, sizeof code);
    CHECK(function() >= 0);
    CHECK(munmap(page, 4096) == 0);
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "plain";

    tracee_begin();
    if (strcmp(mode, "thread") == 0)
        call_in_a_thread();
    else if (strcmp(mode, "handler") == 0)
        call_in_a_handler();
    else if (strcmp(mode, "child") == 0)
        call_in_a_child();
    else if (strcmp(mode, "last") == 0)
        call_at_the_end();
    else if (strcmp(mode, "unnamed") == 0)
        call_without_a_name();
    else if (strcmp(mode, "page") == 0)
        callers_page();
    else
        CHECK(outer() > 3);
    if (strcmp(mode, "again") == 0)
        execl(argv[2], argv[2], "thread", NULL);
    return 0;
}
