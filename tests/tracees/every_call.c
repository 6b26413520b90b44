/*
 * every_call [native | i386 [POSITION path|fd FILE]]: makes each system call of x86-64, or of i386, once.
 * The kernel does none of them: a filter of its own answers ENOSYS, and a tracer sees them all.  All
 * arguments are -1, but for the one at a position (from 0 on), which is the file's path, or a descriptor
 * of it.
 * Exits 77 where the kernel has no 32-bit calls.
 */
#include "tracee.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

#define NUMBER_LIMIT 512
/* Of x86-64: nothing but uretprobe and uprobe, which no filter stops and which kill their caller. */
#define HOLE_BEGIN 335
#define HOLE_END 424
#define NOTHING (SECCOMP_RET_ERRNO | ENOSYS)

#define ARGUMENTS 6

static long arguments[ARGUMENTS] = { -1, -1, -1, -1, -1, -1 };

static void on_fault(int signal)
{
    (void)signal;
    _exit(77);
}

static void call_int80(long number)
{
    __asm__ volatile("int $0x80"
                     : "+a"(number)
                     : "b"(arguments[0]), "c"(arguments[1]), "d"(arguments[2]), "S"(arguments[3]),
                       "D"(arguments[4])
                     : "memory", "r8", "r9", "r10", "r11");
}

/* The end must be possible: by exit_group with the status 0, as nothing else here calls it. */
static void answer_all_with_enosys(void)
{
    static struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, NOTHING),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, NOTHING),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, NOTHING),
    };
    struct sock_fprog filter = { sizeof program / sizeof program[0], program };

    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0);
}

static void call_native(void)
{
    answer_all_with_enosys();
    for (long number = 0; number < NUMBER_LIMIT; number++) {
        if (number < HOLE_BEGIN || number >= HOLE_END)
            syscall(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                    arguments[5]);
    }
}

static void call_compat(void)
{
    signal(SIGSEGV, on_fault);
    call_int80(20); /* getpid: does the kernel know 32-bit calls? */
    answer_all_with_enosys();
    for (long number = 0; number < NUMBER_LIMIT; number++)
        call_int80(number);
}

/* Where 32-bit calls can read it, too. */
static void set_argument(const char *position, const char *kind, const char *file)
{
    char *path = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

    CHECK(path != MAP_FAILED && strlen(file) < 4096);
    strcpy(path, file);
    if (strcmp(kind, "path") == 0)
        arguments[atoi(position) % ARGUMENTS] = (long)path;
    else
        arguments[atoi(position) % ARGUMENTS] = open(file, O_RDONLY);
}

int main(int argc, char **argv)
{
    tracee_begin();
    if (argc > 4)
        set_argument(argv[2], argv[3], argv[4]);
    if (argc > 1 && strcmp(argv[1], "i386") == 0)
        call_compat();
    else
        call_native();
    syscall(SYS_exit_group, 0);
    return 1;
}
