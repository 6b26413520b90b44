/*
 * tampered WAY [N]: makes calls, and puts down what it got.
 *
 *     calls N      N calls of getppid: their results
 *     medley       getppid, openat, read, nanosleep, getppid; a handler for SIGUSR1
 *     allowed      behind a filter that ends who makes any other call: openat, uname
 *     ends         _exit with 3, and with 4 if that comes back
 *
 * Results are -errno.
 */
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/utsname.h>

#include "tracee.h"

static struct truth *truth;
static unsigned slot;

static void put_down(long result)
{
    atomic_store(&truth->count[TAMPERED_FIRST + slot++ % TAMPERED_SLOTS],
                 result < 0 ? -(long)errno : result);
}

static void on_signal(int signal, siginfo_t *info, void *context)
{
    (void)context;
    atomic_store(&truth->count[TAMPERED_SIGNAL], signal);
    atomic_store(&truth->count[TAMPERED_SIGNAL_CODE], info->si_code);
}

static void make_calls(int count)
{
    for (int i = 0; i < count; i++)
        put_down(syscall(SYS_getppid));
}

static void make_medley(void)
{
    static char path[64] = "/dev/zero";
    const struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO};
    const struct timespec moment = {.tv_nsec = 20000000}; /* longer than a signal needs */
    char bytes[8] = "";
    int fd;

    sigaction(SIGUSR1, &action, NULL);
    put_down(syscall(SYS_getppid));
    put_down(fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY));
    put_down(syscall(SYS_read, fd, bytes, sizeof bytes));
    put_down(bytes[0]);
    put_down(syscall(SYS_nanosleep, &moment, NULL));
    put_down(syscall(SYS_getppid));
    put_down(path[1]);
}

#define ALLOW(name)                                                                                \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1),                                         \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static void allow_few(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        ALLOW(openat),
        ALLOW(uname),
        ALLOW(futex),
        ALLOW(exit_group),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    const struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};

    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
}

static void make_allowed(void)
{
    struct utsname name = {.sysname = "?"};

    allow_few();
    put_down(syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY));
    put_down(syscall(SYS_uname, &name));
    put_down(name.sysname[0]);
    put_down(syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY));
}

int main(int argc, char *argv[])
{
    tracee_begin();
    truth = tracee_truth();
    CHECK(argc > 1);
    switch (argv[1][0]) {
    case 'c':
        make_calls(argc > 2 ? atoi(argv[2]) : 1);
        break;
    case 'm':
        make_medley();
        break;
    case 'a':
        make_allowed();
        break;
    default:
        syscall(SYS_exit_group, 3);
        syscall(SYS_exit_group, 4);
    }
    syscall(SYS_exit_group, 0);
}
