/* Processes and threads: birth, programs, waiting, end. */
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "room.h"

#define CHILD_STATUS 3

/* ---- clone ---------------------------------------------------------------------- */

CASE(clone_with_flags_that_do_not_fit)
{
    expect(call(SYS_clone, CLONE_SIGHAND | SIGCHLD, 0), "clone(child_stack=NULL, flags=CLONE_SIGHAND|SIGCHLD");
    expect(call(SYS_clone, CLONE_THREAD, 0x1000), "clone(child_stack=0x1000, flags=CLONE_THREAD");
    expect(call(SYS_clone, CLONE_THREAD | CLONE_SIGHAND, 0), "clone(child_stack=NULL, flags=CLONE_SIGHAND|CLONE_THREAD");
    expect(call(SYS_clone, CLONE_NEWNS | CLONE_FS | SIGUSR1, 0), "clone(child_stack=NULL, flags=CLONE_FS|CLONE_NEWNS|SIGUSR1");
    expect(call(SYS_clone, CLONE_SIGHAND | 65, 0), "clone(child_stack=NULL, flags=CLONE_SIGHAND|65");
    expect(call(SYS_clone, CLONE_SIGHAND, 0, AT(0), AT(8), AT(16)), "clone(child_stack=NULL, flags=CLONE_SIGHAND");
    expect(call(SYS_clone, CLONE_THREAD | CLONE_PARENT_SETTID, 0x1000, AT(0), AT(8), AT(16)), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_PARENT_SETTID, parent_tid=0x10000000");
    expect(call(SYS_clone, CLONE_THREAD | CLONE_CHILD_SETTID, 0x1000, AT(0), AT(8), AT(16)), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_CHILD_SETTID, child_tidptr=0x10000008");
    expect(call(SYS_clone, CLONE_THREAD | CLONE_CHILD_CLEARTID, 0x1000, AT(0), AT(8), AT(16)), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_CHILD_CLEARTID, child_tidptr=0x10000008");
    expect(call(SYS_clone, CLONE_THREAD | CLONE_SETTLS, 0x1000, AT(0), AT(8), AT(16)), "clone(child_stack=0x1000, flags=CLONE_THREAD|CLONE_SETTLS, tls=0x10000010");
    expect(call(SYS_clone, CLONE_THREAD | CLONE_PIDFD, 0x1000, AT(0), AT(8), AT(16)), "clone(child_stack=0x1000, flags=CLONE_PIDFD|CLONE_THREAD, parent_tid=0x10000000");
    expect(call(SYS_clone,
                CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_PTRACE | CLONE_VFORK |
                    CLONE_PARENT | CLONE_NEWNS | CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID |
                    CLONE_CHILD_CLEARTID | CLONE_UNTRACED | CLONE_CHILD_SETTID |
                    CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
                    CLONE_NEWNET | CLONE_IO,
                0x1000, 0, 0, 0x20),
           "clone(child_stack=0x1000, flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_PTRACE|CLONE_VFORK|CLONE_PARENT|CLONE_NEWNS|CLONE_SYSVSEM|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_CLEARTID|CLONE_UNTRACED|CLONE_CHILD_SETTID|CLONE_NEWCGROUP|CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWUSER|CLONE_NEWPID|CLONE_NEWNET|CLONE_IO, parent_tid=NULL, tls=0x20, child_tidptr=NULL");
}

CASE(clone3_of_what_is_no_struct)
{
    expect(call(SYS_clone3, 0, 0), "clone3(NULL, 0");
    expect(call(SYS_clone3, 0, 64), "clone3(NULL, 64");
    expect(call(SYS_clone3, HOLE, 64), "clone3(0x10002000, 64");
    expect(call(SYS_clone3, HOLE - 32, 64), "clone3(0x10001fe0, 64");
    expect(call(SYS_clone3, HOLE - 64, 63), "clone3(0x10001fc0, 63");
    expect(call(SYS_clone3, AT(0), 4096 + 1), "clone3({flags=0, exit_signal=0, stack=NULL, stack_size=0}, 4097");
}

CASE(clone3_with_members_that_do_not_fit)
{
    PUT(0, struct clone_args, .flags = CLONE_SIGHAND | CLONE_PIDFD, .pidfd = 0x20, .child_tid = 0x30,
        .parent_tid = 0x40, .exit_signal = SIGCHLD, .stack = 0x1000, .stack_size = 0x2000, .tls = 0x50,
        .set_tid = 0x60, .set_tid_size = 1, .cgroup = 5);
    expect(call(SYS_clone3, AT(0), 64), "clone3({flags=CLONE_SIGHAND|CLONE_PIDFD, pidfd=0x20, exit_signal=SIGCHLD, stack=0x1000, stack_size=0x2000}, 64");
    expect(call(SYS_clone3, AT(0), 80), "clone3({flags=CLONE_SIGHAND|CLONE_PIDFD, pidfd=0x20, exit_signal=SIGCHLD, stack=0x1000, stack_size=0x2000, set_tid=0x60, set_tid_size=1}, 80");
    expect(call(SYS_clone3, AT(0), 88), "clone3({flags=CLONE_SIGHAND|CLONE_PIDFD, pidfd=0x20, exit_signal=SIGCHLD, stack=0x1000, stack_size=0x2000, set_tid=0x60, set_tid_size=1, cgroup=5}, 88");
    PUT(0, struct clone_args, .flags = CLONE_SIGHAND, .exit_signal = 65);
    expect(call(SYS_clone3, AT(0), 64), "clone3({flags=CLONE_SIGHAND, exit_signal=65, stack=NULL, stack_size=0}, 64");
    PUT(0, struct clone_args, .flags = 0xbadULL << 40, .exit_signal = 0xbad);
    expect(call(SYS_clone3, AT(0), 88), "clone3({flags=0xbad0000000000 /* CLONE_??? */, exit_signal=2989, stack=NULL, stack_size=0}, 88");
    PUT(0, struct clone_args,
        .flags = CLONE_SIGHAND | CLONE_CHILD_SETTID | CLONE_PARENT_SETTID | CLONE_SETTLS |
                 CLONE_INTO_CGROUP,
        .child_tid = 0x30, .parent_tid = 0x40, .exit_signal = SIGCHLD, .tls = 0x50, .cgroup = 5);
    expect(call(SYS_clone3, AT(0), 88), "clone3({flags=CLONE_SIGHAND|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_SETTID|CLONE_INTO_CGROUP, child_tid=0x30, parent_tid=0x40, exit_signal=SIGCHLD, stack=NULL, stack_size=0, tls=0x50, cgroup=5}, 88");
    memset(AT(88), 1, 8);
    expect(call(SYS_clone3, AT(0), 96), "clone3({flags=CLONE_SIGHAND|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_SETTID|CLONE_INTO_CGROUP, child_tid=0x30, parent_tid=0x40, exit_signal=SIGCHLD, stack=NULL, stack_size=0, tls=0x50, cgroup=5, /* bytes 88..95 */ \"\\x01\\x01\\x01\\x01\\x01\\x01\\x01\\x01\"}, 96");
    memset(AT(88), 0, 8);
    expect(call(SYS_clone3, AT(0), 96), "clone3({flags=CLONE_SIGHAND|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_SETTID|CLONE_INTO_CGROUP, child_tid=0x30, parent_tid=0x40, exit_signal=SIGCHLD, stack=NULL, stack_size=0, tls=0x50, cgroup=5}, 96");
    uint64_t tids[] = {0x700000006ULL};
    memcpy(AT(0x200), tids, sizeof tids);
    PUT(0, struct clone_args, .flags = CLONE_SIGHAND, .set_tid = ROOM + 0x200, .set_tid_size = 2);
    expect(call(SYS_clone3, AT(0), 80), "clone3({flags=CLONE_SIGHAND, exit_signal=0, stack=NULL, stack_size=0, set_tid=[6, 7], set_tid_size=2}, 80");
    PUT(0, struct clone_args, .flags = CLONE_SIGHAND, .set_tid = HOLE - 4, .set_tid_size = 2);
    expect(call(SYS_clone3, AT(0), 80), "clone3({flags=CLONE_SIGHAND, exit_signal=0, stack=NULL, stack_size=0, set_tid=[0, ... /* 0x10002000 */], set_tid_size=2}, 80");
}

/* ---- programs ------------------------------------------------------------------------ */

CASE(execve_of_nothing)
{
    PUT_TEXT(0x100, "/nonexistent");
    PUT(0, char *[4], AT(0x100), AT(0x110), NULL);
    PUT_TEXT(0x110, "a \"b\"");
    expect(call(SYS_execve, AT(0x100), AT(0), AT(0)), "execve(\"/nonexistent\", [\"/nonexistent\", \"a \\\"b\\\"\"], 0x10000000 /* 2 vars */");
    expect_under("-v", call(SYS_execve, AT(0x100), AT(0), AT(0)), "execve(\"/nonexistent\", [\"/nonexistent\", \"a \\\"b\\\"\"], [\"/nonexistent\", \"a \\\"b\\\"\"]");
    expect(call(SYS_execve, AT(0x100), 0, 0), "execve(\"/nonexistent\", NULL, NULL");
    expect(call(SYS_execve, AT(0x100), AT(24), AT(24)), "execve(\"/nonexistent\", [], 0x10000018 /* 0 vars */");
    expect_under("-v", call(SYS_execve, AT(0x100), AT(24), AT(24)), "execve(\"/nonexistent\", [], []");
    expect(call(SYS_execve, AT(0x100), AT(0), AT(8)), "execve(\"/nonexistent\", [\"/nonexistent\", \"a \\\"b\\\"\"], 0x10000008 /* 1 var */");
    expect(call(SYS_execve, 0, HOLE, HOLE), "execve(NULL, 0x10002000, 0x10002000");
    expect(call(SYS_execve, HOLE, HOLE - 8, HOLE - 8), "execve(0x10002000, [], 0x10001ff8 /* 0 vars */");
    PUT_LAST(char *[2], AT(0x100), AT(0x110));
    expect(call(SYS_execve, AT(0x110), HOLE - 16, HOLE - 16), "execve(\"a \\\"b\\\"\", [\"/nonexistent\", \"a \\\"b\\\"\", ... /* 0x10002000 */], 0x10001ff0 /* 2 vars, unterminated */");
    expect_under("-v", call(SYS_execve, AT(0x110), HOLE - 16, HOLE - 16), "execve(\"a \\\"b\\\"\", [\"/nonexistent\", \"a \\\"b\\\"\", ... /* 0x10002000 */], [\"/nonexistent\", \"a \\\"b\\\"\", ... /* 0x10002000 */]");
    PUT(0, char *[4], AT(0x100), (char *)HOLE, AT(0x110), NULL);
    expect(call(SYS_execve, AT(0x100), AT(0), AT(0)), "execve(\"/nonexistent\", [\"/nonexistent\", 0x10002000, \"a \\\"b\\\"\"], 0x10000000 /* 3 vars */");
    expect_under("-v", call(SYS_execve, AT(0x100), AT(0), AT(0)), "execve(\"/nonexistent\", [\"/nonexistent\", 0x10002000, \"a \\\"b\\\"\"], [\"/nonexistent\", 0x10002000, \"a \\\"b\\\"\"]");
    expect(call(SYS_execve, AT(0x100), HOLE - 3, HOLE - 5), "execve(\"/nonexistent\", 0x10001ffd, 0x10001ffb");
}

CASE(execve_of_many_words)
{
    char **list = AT(0);

    PUT_TEXT(0x800, "/nonexistent");
    PUT_TEXT(0x900, "0123456789abcdef0123456789abcdef0123456789");
    for (int i = 0; i < 40; i++)
        list[i] = AT(0x900 + i % 16);
    expect(call(SYS_execve, AT(0x800), AT(0), AT(0)), "execve(\"/nonexistent\", [\"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"..., \"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"..., \"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", ...], 0x10000000 /* 40 vars */");
    expect_under("-v", call(SYS_execve, AT(0x800), AT(7 * 8), AT(30 * 8)), "execve(\"/nonexistent\", [\"789abcdef0123456789abcdef0123456\"..., \"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"..., \"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"...], [\"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"...]");
    expect_under("-s 4", call(SYS_execve, AT(0x800), AT(30 * 8), AT(0)), "execve(\"/nonexistent\", [\"ef01\"..., \"f012\"..., \"0123\"..., \"1234\"..., ...], 0x10000000 /* 40 vars */");
    expect(call(SYS_execve, AT(0x800), AT(8 * 8), AT(7 * 8)), "execve(\"/nonexistent\", [\"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"..., \"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"...], 0x10000038 /* 33 vars */");
    expect(call(SYS_execve, AT(0x800), AT(9 * 8), AT(39 * 8)), "execve(\"/nonexistent\", [\"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"..., \"89abcdef0123456789abcdef01234567\"..., \"9abcdef0123456789abcdef012345678\"..., \"abcdef0123456789abcdef0123456789\", \"bcdef0123456789abcdef0123456789\", \"cdef0123456789abcdef0123456789\", \"def0123456789abcdef0123456789\", \"ef0123456789abcdef0123456789\", \"f0123456789abcdef0123456789\", \"0123456789abcdef0123456789abcdef\"..., \"123456789abcdef0123456789abcdef0\"..., \"23456789abcdef0123456789abcdef01\"..., \"3456789abcdef0123456789abcdef012\"..., \"456789abcdef0123456789abcdef0123\"..., \"56789abcdef0123456789abcdef01234\"..., \"6789abcdef0123456789abcdef012345\"..., \"789abcdef0123456789abcdef0123456\"...], 0x10000138 /* 1 var */");
}

CASE(execveat_of_nothing)
{
    PUT_TEXT(0x100, "nonexistent");
    PUT(0, char *[4], AT(0x100), NULL);
    expect(call(SYS_execveat, -1, AT(0x100), AT(0), AT(0), AT_EMPTY_PATH), "execveat(-1, \"nonexistent\", [\"nonexistent\"], 0x10000000 /* 1 var */, AT_EMPTY_PATH");
    expect(call(SYS_execveat, AT_FDCWD, AT(0x100), AT(0), AT(8), AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH),
           "execveat(AT_FDCWD, \"nonexistent\", [\"nonexistent\"], 0x10000008 /* 0 vars */, AT_SYMLINK_NOFOLLOW|AT_EMPTY_PATH");
    expect(call(SYS_execveat, AT_FDCWD, HOLE, 0, 0, 0x10), "execveat(AT_FDCWD, 0x10002000, NULL, NULL, 0x10 /* AT_??? */");
    expect(call(SYS_execveat, AT_FDCWD, AT(0x100), 0, 0, 0), "execveat(AT_FDCWD, \"nonexistent\", NULL, NULL, 0");
    expect_under("-v", call(SYS_execveat, -100, AT(0x100), AT(0), AT(0), 0x1000), "execveat(AT_FDCWD, \"nonexistent\", [\"nonexistent\"], [\"nonexistent\"], AT_EMPTY_PATH");
}

/* ---- ends: of children that are over before their parent waits ------------------------------------------------------------------------------ */

static pid_t child_that_exits(int status)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(status);
    waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WEXITED | WNOWAIT);
    return pid;
}

static pid_t child_killed_by(int signal)
{
    pid_t pid = fork();

    if (pid == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        kill(getpid(), signal);
        for (;;)
            pause();
    }
    waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WEXITED | WSTOPPED | WNOWAIT);
    return pid;
}

/* It stops; when it goes on it makes no call and gets no signal, whose lines would cut its parent's. */
static pid_t child_that_stops(void)
{
    sigset_t blocked;
    pid_t pid = fork();

    if (pid == 0) {
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGCONT);
        sigprocmask(SIG_BLOCK, &blocked, NULL);
        kill(getpid(), SIGSTOP);
        for (;;)
            ;
    }
    waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WSTOPPED | WNOWAIT);
    return pid;
}

CASE(wait4_of_who_exits)
{
    pid_t pid = child_that_exits(CHILD_STATUS);

    expect(call(SYS_wait4, pid, AT(0), 0, 0), "wait4(%d, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL",
           pid);
    pid = child_that_exits(0);
    expect(call(SYS_wait4, -1, AT(0), __WALL, 0),
           "wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], __WALL, NULL");
}

CASE(wait4_of_who_is_killed)
{
    pid_t pid = child_killed_by(SIGKILL);

    expect(call(SYS_wait4, pid, AT(0), 0, 0),
           "wait4(%d, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], 0, NULL", pid);
    pid = child_that_stops();
    expect(call(SYS_wait4, pid, AT(0), WSTOPPED, 0),
           "wait4(%d, [{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}], WSTOPPED, NULL", pid);
    kill(pid, SIGCONT);
    waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WCONTINUED | WNOWAIT);
    expect(call(SYS_wait4, pid, AT(0), WCONTINUED, 0),
           "wait4(%d, [{WIFCONTINUED(s)}], WCONTINUED, NULL", pid);
    kill(pid, SIGTERM);
    waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WEXITED | WNOWAIT);
    expect(call(SYS_wait4, pid, AT(0), 0, 0),
           "wait4(%d, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGTERM}], 0, NULL", pid);
}

CASE(wait4_of_nobody)
{
    expect(call(SYS_wait4, -1, AT(0), WNOHANG | WUNTRACED | WCONTINUED | WNOWAIT | __WNOTHREAD | __WALL |
                                          __WCLONE, AT(8)), "wait4(-1, 0x10000000, WNOHANG|WSTOPPED|WCONTINUED|WNOWAIT|__WCLONE|__WALL|__WNOTHREAD, 0x10000008");
    expect(call(SYS_wait4, 0, AT(0), 0x10, AT(8)), "wait4(0, 0x10000000, 0x10 /* W??? */, 0x10000008");
    expect(call(SYS_wait4, -7, AT(0), WNOHANG | 0x10, 0), "wait4(-7, 0x10000000, WNOHANG|0x10, NULL");
    expect(call(SYS_wait4, 1, 0, WNOHANG, 0), "wait4(1, NULL, WNOHANG, NULL");
}

CASE(wait4_has_nothing_yet)
{
    pid_t pid = child_killed_by(SIGSTOP);

    waitpid(pid, NULL, WUNTRACED);
    expect(call(SYS_wait4, pid, AT(0), WNOHANG, AT(8)), "wait4(%d, 0x10000000, WNOHANG, 0x10000008", pid);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

CASE(wait4_tells_of_usage)
{
    pid_t pid = child_that_exits(1);
    long result = call(SYS_wait4, pid, AT(0), 0, AT(8));
    struct rusage *usage = AT(8);

    expect(result,
           "wait4(%d, [{WIFEXITED(s) && WEXITSTATUS(s) == 1}], 0, {ru_utime={tv_sec=0, tv_usec=%ld}, "
           "ru_stime={tv_sec=0, tv_usec=%ld}, ...}",
           pid, usage->ru_utime.tv_usec, usage->ru_stime.tv_usec);
}

CASE(waitid_of_nobody)
{
    expect(call(SYS_waitid, P_ALL, -1, AT(0), WEXITED, AT(0x100)), "waitid(P_ALL, -1, 0x10000000, WEXITED, 0x10000100");
    expect(call(SYS_waitid, P_PID, 1, AT(0), WEXITED | WSTOPPED | WCONTINUED | WNOHANG | WNOWAIT, 0), "waitid(P_PID, 1, 0x10000000, WNOHANG|WEXITED|WSTOPPED|WCONTINUED|WNOWAIT, NULL");
    expect(call(SYS_waitid, P_PGID, 1000000, 0, WEXITED, 0), "waitid(P_PGID, 1000000, NULL, WEXITED, NULL");
    expect(call(SYS_waitid, 3, -1, 0, WEXITED, 0), "waitid(P_PIDFD, -1, NULL, WEXITED, NULL");
    expect(call(SYS_waitid, 4, 5, 0, 0x10, 0), "waitid(0x4 /* P_??? */, 5, NULL, 0x10 /* W??? */, NULL");
    expect(call(SYS_waitid, -1, 5, 0, 0, 0), "waitid(0xffffffff /* P_??? */, 5, NULL, 0, NULL");
}

CASE(waitid_of_who_exits)
{
    pid_t pid = child_that_exits(CHILD_STATUS);
    long result = call(SYS_waitid, P_PID, pid, AT(0), WEXITED, 0);
    siginfo_t *info = AT(0);

    expect(result,
           "waitid(P_PID, %d, {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=%d, si_uid=%d, si_status=3, "
           "si_utime=%s, si_stime=%s}, WEXITED, NULL",
           pid, pid, (int)getuid(), ticks(info->si_utime), ticks(info->si_stime));
    pid = child_killed_by(SIGKILL);
    result = call(SYS_waitid, P_ALL, 0, AT(0), WEXITED, 0);
    expect(result,
           "waitid(P_ALL, 0, {si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=%d, si_uid=%d, "
           "si_status=SIGKILL, si_utime=%s, si_stime=%s}, WEXITED, NULL",
           pid, (int)getuid(), ticks(info->si_utime), ticks(info->si_stime));
}

CASE(waitid_has_nothing_yet)
{
    pid_t pid = child_killed_by(SIGSTOP);

    waitpid(pid, NULL, WUNTRACED);
    expect(call(SYS_waitid, P_PID, pid, AT(0), WEXITED | WNOHANG, 0),
           "waitid(P_PID, %d, {}, WNOHANG|WEXITED, NULL", pid);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

/* ---- signals to others, descriptors of processes ------------------------------------------ */

CASE(kills)
{
    expect(call(SYS_kill, -2147483647, SIGTERM), "kill(-2147483647, SIGTERM");
    expect(call(SYS_kill, 0, 0), "kill(0, 0");
    expect(call(SYS_kill, 0, 65), "kill(0, 65");
    expect(call(SYS_kill, 0, -1), "kill(0, -1");
    expect(call(SYS_kill, 2147483647, 64), "kill(2147483647, SIGRT_32");
    expect(call(SYS_kill, 2147483647, 32), "kill(2147483647, SIGRTMIN");
    expect(call(SYS_kill, 2147483647, 33), "kill(2147483647, SIGRT_1");
    expect(call(SYS_tkill, -1, SIGKILL), "tkill(-1, SIGKILL");
    expect(call(SYS_tkill, 2147483647, 0), "tkill(2147483647, 0");
    expect(call(SYS_tgkill, -1, 5, SIGHUP), "tgkill(-1, 5, SIGHUP");
    expect(call(SYS_tgkill, 2147483647, 2147483647, 0x1234), "tgkill(2147483647, 2147483647, 4660");
}

CASE(pidfds)
{
    expect(call(SYS_pidfd_open, -1, 0), "pidfd_open(-1, 0");
    expect(call(SYS_pidfd_open, 2147483647, O_NONBLOCK), "pidfd_open(2147483647, PIDFD_NONBLOCK");
    expect(call(SYS_pidfd_open, 2147483647, 0xbad00000 | O_NONBLOCK), "pidfd_open(2147483647, PIDFD_NONBLOCK|0xbad00000");
    expect(call(SYS_pidfd_open, 2147483647, 1), "pidfd_open(2147483647, 0x1 /* PIDFD_??? */");
    expect(call(SYS_pidfd_getfd, -1, 5, 0), "pidfd_getfd(-1, 5, 0");
    expect(call(SYS_pidfd_getfd, -1, -5, 0xbad), "pidfd_getfd(-1, -5, 0xbad");
    expect(call(SYS_pidfd_send_signal, -1, SIGUSR1, 0, 0), "pidfd_send_signal(-1, SIGUSR1, NULL, 0");
    expect(call(SYS_pidfd_send_signal, -1, SIGUSR1, HOLE, 0xbad0),
           "pidfd_send_signal(-1, SIGUSR1, 0x10002000, 0xbad0 /* PIDFD_SIGNAL_??? */");
    PUT(0, siginfo_t, .si_signo = SIGUSR1, .si_code = SI_QUEUE);
    expect(call(SYS_pidfd_send_signal, -1, SIGUSR1, AT(0), 0), "pidfd_send_signal(-1, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=0, si_uid=0}, 0");
    expect(call(SYS_process_mrelease, -1, 0), "process_mrelease(-1, 0");
    expect(call(SYS_process_mrelease, -1, 0xbad), "process_mrelease(-1, 0xbad");
    expect(call(SYS_setns, -1, CLONE_NEWNET), "setns(-1, CLONE_NEWNET");
    expect(call(SYS_setns, -1, CLONE_NEWNS | CLONE_NEWPID), "setns(-1, CLONE_NEWNS|CLONE_NEWPID");
    expect(call(SYS_setns, -1, 0), "setns(-1, 0");
    expect(call(SYS_setns, -1, 1), "setns(-1, 0x1 /* CLONE_NEW??? */");
    expect(call(SYS_unshare, CLONE_THREAD), "unshare(CLONE_THREAD");
    expect(call(SYS_unshare, CLONE_THREAD | CLONE_NEWTIME), "unshare(CLONE_NEWTIME|CLONE_THREAD");
    expect(call(SYS_unshare, 0x01), "unshare(0x1 /* CLONE_??? */");
    expect(call(SYS_unshare, 0), "unshare(0");
}

CASE(kcmp_of_nobody)
{
    expect(call(SYS_kcmp, 2147483647, 2147483646, 0, 1, 2), "kcmp(2147483647, 2147483646, KCMP_FILE, 1, 2");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 1, 1, 2), "kcmp(2147483647, 2147483646, KCMP_VM");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 2, 1, 2), "kcmp(2147483647, 2147483646, KCMP_FILES");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 3, 1, 2), "kcmp(2147483647, 2147483646, KCMP_FS");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 4, 1, 2), "kcmp(2147483647, 2147483646, KCMP_SIGHAND");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 5, 1, 2), "kcmp(2147483647, 2147483646, KCMP_IO");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 6, 1, 2), "kcmp(2147483647, 2147483646, KCMP_SYSVSEM");
    PUT(0, uint32_t[3], 5, 6, 7);
    expect(call(SYS_kcmp, 2147483647, 2147483646, 7, 1, AT(0)), "kcmp(2147483647, 2147483646, KCMP_EPOLL_TFD, 1, {efd=5, tfd=6, toff=7}");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 7, 1, HOLE), "kcmp(2147483647, 2147483646, KCMP_EPOLL_TFD, 1, 0x10002000");
    expect(call(SYS_kcmp, 2147483647, 2147483646, 8, 1, 2), "kcmp(2147483647, 2147483646, 0x8 /* KCMP_??? */, 0x1, 0x2");
    expect(call(SYS_kcmp, -1, -1, 0, -1, -1), "kcmp(-1, -1, KCMP_FILE, -1, -1");
}

CASE(ids_of_processes)
{
    expect(call(SYS_getpgid, -1), "getpgid(-1");
    expect(call(SYS_getsid, -1), "getsid(-1");
    expect(call(SYS_setpgid, -1, 5), "setpgid(-1, 5");
    expect(call(SYS_setpgid, 0, -5), "setpgid(0, -5");
    expect(call(SYS_getpgid, 2147483647), "getpgid(2147483647");
    expect(call(SYS_getpid), "getpid(");
    expect(call(SYS_gettid), "gettid(");
    expect(call(SYS_getppid), "getppid(");
    expect(call(SYS_getpgrp), "getpgrp(");
    expect(call(SYS_set_tid_address, AT(0)), "set_tid_address(0x10000000");
    expect(call(SYS_set_tid_address, 0), "set_tid_address(0");
}
