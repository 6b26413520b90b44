/*
 * The story.  Process 100 is a shell (user 1000), 200 its child, which is "sh" first
 * and executes cat; 300 is a server (root) with the thread 301, which renames itself
 * "worker"; 400 a 32-bit child of the server; of 500 nothing is known.
 */
#include "support/sample.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <ptop/registers.h>

#define US  ((nanoseconds)1000)
#define MS  (1000 * US)
#define SEC (1000 * MS)

#define ERESTARTSYS           512
#define ERESTART_RESTARTBLOCK 516

/* call("key", tid, tgid, "name", {arguments}, result, .duration_ns = …) */
#define ARGS(...)                                                                                  \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define call(key_, tid_, tgid_, name_, args_, ...)                                                 \
    sample_call(s, &(struct sample_call){.key = key_,                                              \
                                         .name = name_,                                            \
                                         .tid = tid_,                                              \
                                         .tgid = tgid_,                                            \
                                         .args = args_,                                            \
                                         .result = __VA_ARGS__})
#define string(text) sample_string(s, text)
#define dirfd_cwd    ((uint32_t)AT_FDCWD)

/* ---- other events ------------------------------------------------------------------ */

static struct event header(enum event_kind kind, size_t size, int32_t tid, int32_t tgid,
                           int32_t number)
{
    return (struct event){.size_bytes = (uint16_t)EVENT_ALIGN(size),
                          .kind = (uint8_t)kind,
                          .number = number,
                          .tid = tid,
                          .tgid = tgid};
}

static void plain(struct samples *s, const char *key, enum event_kind kind, int32_t tid,
                  int32_t number)
{
    struct event event = header(kind, sizeof(event), tid, tid, number);

    sample_event(s, key, &event);
}

struct birth {
    enum event_birth how;
    int32_t creator, tid, tgid, parent;
    uint32_t uid;
    const char *comm;
};

static void born(struct samples *s, struct birth birth)
{
    struct event_fork event = {
        .header = header(EVENT_FORK, sizeof(event), birth.creator, birth.creator, birth.how),
        .child_tid = birth.tid,
        .child_tgid = birth.tgid,
        .parent_tgid = birth.parent,
        .uid = birth.uid,
    };

    memcpy(event.comm, birth.comm, strlen(birth.comm));
    sample_event(s, NULL, &event.header);
}

static void executes(struct samples *s, int32_t tid, uint32_t uid, const char *path,
                     const char *comm)
{
    struct {
        struct event_exec exec;
        char path[64];
    } event = {.exec = {.former_tid = tid, .uid = uid, .path_bytes = (uint16_t)strlen(path)}};

    event.exec.header = header(EVENT_EXEC, sizeof(event.exec) + strlen(path), tid, tid, 0);
    memcpy(event.path, path, strlen(path));
    memcpy(event.exec.comm, comm, strlen(comm));
    sample_event(s, NULL, &event.exec.header);
}

static void signalled(struct samples *s, const char *key, int32_t tid, int signal)
{
    struct event_signal event = {
        .header = header(EVENT_SIGNAL, sizeof(event), tid, tid, signal),
    };
    siginfo_t info = {.si_signo = signal, .si_code = SI_USER};

    memcpy(event.siginfo, &info, sizeof(event.siginfo));
    sample_event(s, key, &event.header);
}

static void hits(struct samples *s, const char *key, int32_t tid)
{
    struct event_hit event = {.header = header(EVENT_HIT, sizeof(event), tid, tid, 1),
                              .pc = 0x401136,
                              .address = 0x401136,
                              .count = 1,
                              .call = -1};

    sample_event(s, key, &event.header);
}

/* At a breakpoint: the registers count up from 1000, but for those of the first arguments. */
static void held(struct samples *s, const char *key, int32_t tid, uint8_t flags, uint64_t argument,
                 uint64_t other)
{
    struct event_stop event = {
        .header = header(EVENT_STOP, sizeof(event), tid, tid, STOP_REASON_BREAKPOINT)};

    event.header.flags = flags;
    for (unsigned i = 0; i < EVENT_REGISTER_COUNT; i++)
        event.registers[i] = 1000 + i;
    register_set(register_find(false, "rdi"), event.registers, argument);
    register_set(register_find(false, "rax"), event.registers, other);
    sample_event(s, key, &event.header);
}

static void said(struct samples *s, const char *key, const char *text)
{
    struct {
        struct event_bytes note;
        char text[64];
    } event = {.note = {.length_bytes = (uint32_t)strlen(text)}};

    event.note.header = header(EVENT_NOTE, sizeof(event.note) + strlen(text), 0, 0, 0);
    memcpy(event.text, text, strlen(text));
    sample_event(s, key, &event.note.header);
}

static void lost(struct samples *s, const char *key)
{
    struct event_lost event = {.header = header(EVENT_LOST, sizeof(event), 0, 0, 0), .count = 3};

    sample_event(s, key, &event.header);
}

/* ---- addresses --------------------------------------------------------------------- */

static tracee_addr inet(struct samples *s, const char *address, uint16_t port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(port)};

    inet_pton(AF_INET, address, &in.sin_addr);
    return sample_bytes(s, &in, sizeof(in));
}

static tracee_addr inet6(struct samples *s, const char *address, uint16_t port)
{
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};

    inet_pton(AF_INET6, address, &in6.sin6_addr);
    return sample_bytes(s, &in6, sizeof(in6));
}

static tracee_addr local(struct samples *s, const char *path)
{
    struct sockaddr_un un = {.sun_family = AF_UNIX};

    memcpy(un.sun_path, path, strlen(path));
    return sample_bytes(s, &un, offsetof(struct sockaddr_un, sun_path) + strlen(path) + 1);
}

static tracee_addr vector(struct samples *s, const char *first, const char *second)
{
    struct iovec parts[2] = {
        {(void *)(uintptr_t)string(first), strlen(first)},
        {(void *)(uintptr_t)string(second), strlen(second)},
    };

    return sample_bytes(s, parts, sizeof(parts));
}

static tracee_addr number(struct samples *s, int value)
{
    return sample_bytes(s, &value, sizeof(value));
}

/* ---- chapters ---------------------------------------------------------------------- */

static void a_shell_starts(struct samples *s)
{
    born(s, (struct birth){BIRTH_LAUNCH, 100, 100, 100, 50, 1000, "ptop"});
    executes(s, 100, 1000, "/usr/bin/sh", "sh");
    born(s, (struct birth){BIRTH_ATTACH, 300, 300, 300, 1, 0, "server"});
    sample_fd(s, 1, "/dev/pts/3");
    sample_fd(s, 2, "/dev/null");
    sample_fd(s, 4, "pipe:[4711]");
    call("getpid", 100, 100, "getpid", {0}, 100, .duration_ns = 300);
    call("fork_cat", 100, 100, "clone", ARGS(SIGCHLD), 200, .duration_ns = 200 * US);
    born(s, (struct birth){BIRTH_FORK, 100, 200, 200, 100, 1000, "sh"});
    call("kill_term", 100, 100, "kill", ARGS(200, SIGTERM), 0, .duration_ns = 2 * US);
    call("open_denied", 100, 100, "open",
         ARGS(string("/root/Secret"), O_RDWR | O_CREAT | O_TRUNC, 0600), -EACCES,
         .duration_ns = 40 * US);
    call("write_null", 100, 100, "write", ARGS(2, string("Warning\t\x01"), 9), 9,
         .duration_ns = 1 * US);
    call("write_pipe", 100, 100, "write", ARGS(4, string("to nobody"), 9), -EPIPE,
         .duration_ns = 3 * US);
    signalled(s, "sigpipe", 100, SIGPIPE);
}

static void cat_runs(struct samples *s)
{
    call("close_sh", 200, 200, "close", ARGS(9), -EBADF, .duration_ns = 400);
    call("execve_cat", 200, 200, "execve", ARGS(string("/usr/bin/cat")), 0, .duration_ns = 1 * MS);
    executes(s, 200, 1000, "/usr/bin/cat", "cat");
    sample_fd(s, 3, "/etc/hosts");
    call("open_hosts", 200, 200, "openat",
         ARGS(dirfd_cwd, string("/etc/hosts"), O_RDONLY | O_CLOEXEC), 3, .duration_ns = 8 * US);
    call("open_missing", 200, 200, "openat",
         ARGS(dirfd_cwd, string("/etc/cat/nope.conf"), O_RDONLY), -ENOENT, .duration_ns = 5 * US);
    call("read_hosts", 200, 200, "read", ARGS(3, string("127.0.0.1 localhost\n"), 4096), 20,
         .duration_ns = 2 * US);
    call("read_end", 200, 200, "read", ARGS(3, SAMPLE_ADDRESS, 4096), 0, .duration_ns = 700);
    call("write_out", 200, 200, "write", ARGS(1, string("Password: hunter2\n"), 18), 18,
         .duration_ns = 60 * MS,
         .callers = {"/usr/lib/libc.so.6(write+0x14) [0xf8354]", "?() [0x7f1200001000]",
                     "/usr/bin/cat(copy_out) [0x60c4]"});
    call("lseek_back", 200, 200, "lseek", ARGS(3, (uint64_t)-100, SEEK_END), 900,
         .duration_ns = 500);
    call("pread_far", 200, 200, "pread64", ARGS(3, SAMPLE_ADDRESS, 65536, 5ull << 30), 0,
         .duration_ns = 900);
    call("mmap_file", 200, 200, "mmap",
         ARGS(0, 8192, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_DENYWRITE, 3, 0), 0x7f0000001000,
         .duration_ns = 11 * US);
    call("mmap_anon", 200, 200, "mmap",
         ARGS(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, UINT32_MAX, 0),
         0x7f0000100000, .duration_ns = 9 * US);
    call("mprotect", 200, 200, "mprotect", ARGS(0x7f0000100000, 4096, PROT_READ), 0,
         .duration_ns = 4 * US);
    call("ioctl_tty", 200, 200, "ioctl", ARGS(1, TCGETS, 0), -ENOTTY, .duration_ns = 600);
    call("close_hosts", 200, 200, "close", ARGS(3), 0, .duration_ns = 350);
    call("exit_cat", 200, 200, "exit_group", ARGS(3), 0, .flags = EVENT_NO_RETURN);
    plain(s, "exited", EVENT_EXIT, 200, 3 << 8);
    signalled(s, "sigchld", 100, SIGCHLD);
    call("wait_cat", 100, 100, "wait4", ARGS(200, number(s, 3 << 8), WNOHANG, 0), 200,
         .duration_ns = 2 * SEC);
}

static void the_server_serves(struct samples *s)
{
    call("clone_worker", 300, 300, "clone",
         ARGS(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD), 301,
         .duration_ns = 30 * US);
    born(s, (struct birth){BIRTH_CLONE, 300, 301, 300, 1, 0, "server"});
    call("getuid_early", 301, 300, "getuid", {0}, 0, .duration_ns = 100);
    call("prctl_name", 301, 300, "prctl", ARGS(PR_SET_NAME, string("worker")), 0,
         .duration_ns = 800);
    sample_fd(s, 5, "/var/log/app/today.log");
    call("open_log", 300, 300, "openat",
         ARGS(dirfd_cwd, string("/var/log/app/today.log"), O_WRONLY | O_CREAT | O_APPEND, 0644), 5,
         .duration_ns = 70 * US);
    sample_fd(s, 6, "/etc");
    call("open_under", 300, 300, "openat", ARGS(6, string("hosts"), O_RDONLY | O_DIRECTORY),
         -ENOTDIR, .duration_ns = 6 * US);
    sample_fd(s, 10, "TCP:[0.0.0.0:80]");
    sample_fd(s, 11, "TCP:[10.0.0.5:80->192.168.1.7:51000]");
    call("accept_web", 300, 300, "accept", ARGS(10, inet(s, "192.168.1.7", 51000), number(s, 16)),
         11, .duration_ns = 3 * SEC);
    sample_fd(s, 7, "TCP:[10.0.0.5:40112->10.0.0.9:5432]");
    call("connect_db", 301, 300, "connect", ARGS(7, inet(s, "10.0.0.9", 5432), 16), 0,
         .duration_ns = 12 * MS);
    sample_fd(s, 8, "socket:[99]");
    call("connect_v6", 301, 300, "connect", ARGS(8, inet6(s, "fe80::1", 8080), 28), -ECONNREFUSED,
         .duration_ns = 1 * MS);
    sample_fd(s, 12, "UNIX:[->/run/bus.sock]");
    call("connect_bus", 300, 300, "connect", ARGS(12, local(s, "/run/bus.sock"), 16), 0,
         .duration_ns = 25 * US);
    sample_fd(s, 14, "UDP:[0.0.0.0:9999]");
    call("sendto_dns", 301, 300, "sendto",
         ARGS(14, string("query"), 5, MSG_NOSIGNAL, inet(s, "10.0.0.53", 53), 16), 5,
         .duration_ns = 15 * US);
    call("read_again", 301, 300, "read", ARGS(7, 0x999999, 512), -EAGAIN, .duration_ns = 450);
    call("futex_wait", 301, 300, "futex", ARGS(0x7f0000200000, FUTEX_WAIT_PRIVATE, 2, 0, 0, 0), 0,
         .duration_ns = 3500 * MS);
    call("futex_wake", 300, 300, "futex", ARGS(0x7f0000200000, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0), 1,
         .duration_ns = 1500);
}

static void calls_wait(struct samples *s)
{
    struct timespec second = {.tv_sec = 1};
    struct pollfd polled = {.fd = 77, .events = POLLIN};
    tracee_addr duration = sample_bytes(s, &second, sizeof(second));

    call("poll_over", 301, 300, "poll", ARGS(sample_bytes(s, &polled, sizeof(polled)), 1, 5000), 0,
         .duration_ns = 5 * SEC);
    call("sleep_cut", 100, 100, "nanosleep", ARGS(duration, duration), -ERESTART_RESTARTBLOCK,
         .flags = EVENT_RESTART, .duration_ns = 250 * MS);
    signalled(s, "sigwinch", 100, SIGWINCH);
    call("sleep_on", 100, 100, "nanosleep", ARGS(duration, duration), 0, .flags = EVENT_RESTARTED,
         .duration_ns = 750 * MS);
}

static void files_change(struct samples *s)
{
    call("stat_missing", 100, 100, "stat", ARGS(string("/etc/nope"), SAMPLE_ADDRESS), -ENOENT,
         .duration_ns = 3 * US);
    call("rename", 100, 100, "rename", ARGS(string("/tmp/new"), string("/home/u/Final.txt")), 0,
         .duration_ns = 90 * US);
    call("unlink_odd", 100, 100, "unlink", ARGS(string("/tmp/a b\n\xff\"c")), 0,
         .duration_ns = 20 * US);
    call("chmod", 100, 100, "chmod", ARGS(string("/tmp/x"), 0644), 0, .duration_ns = 10 * US);
    call("dup", 300, 300, "dup", ARGS(5), 13, .duration_ns = 200);
    call("setuid", 300, 300, "setuid", ARGS(33), 0, .duration_ns = 5 * US);
    call("getpid_www", 300, 300, "getpid", {0}, 300, .duration_ns = 150);
}

static void a_32_bit_program_dies(struct samples *s)
{
    char dots[300];
    memset(dots, '.', sizeof(dots));
    memcpy(dots + 250, "needle\n", 7);
    tracee_addr buffer = sample_bytes(s, dots, sizeof(dots));

    born(s, (struct birth){BIRTH_FORK, 300, 400, 400, 300, 33, "server"});
    executes(s, 400, 33, "/opt/legacy/old", "old");
    sample_fd(s, 3, "/home/u/data.bin");
    call("open_32", 400, 400, "open", ARGS(string("/home/u/data.bin"), O_RDONLY | O_NOFOLLOW), 3,
         .flags = EVENT_COMPAT, .duration_ns = 20 * US);
    call("read_32", 400, 400, "read",
         ARGS(3,
              string("\x7f"
                     "ELF"),
              4),
         4, .flags = EVENT_COMPAT, .duration_ns = 2 * US);
    call("mmap2_32", 400, 400, "mmap2", ARGS(0, 4096, PROT_READ, MAP_SHARED, 3, 0), 0x56000000,
         .flags = EVENT_COMPAT, .duration_ns = 6 * US);
    call("blocked", 400, 400, "ptrace", ARGS(0), 0, .flags = EVENT_COMPAT | EVENT_BLOCKED,
         .duration_ns = 100);
    call("lseek_32", 400, 400, "lseek", ARGS(3, (uint32_t)-5, SEEK_CUR), 4, .flags = EVENT_COMPAT,
         .duration_ns = 300);
    call("munmap_all", 500, 500, "munmap", ARGS(0x1000, UINT64_MAX), -EINVAL, .duration_ns = 100);
    call("accept_cut", 500, 500, "accept", ARGS(20, 0, 0), -ERESTARTSYS, .flags = EVENT_RESTART,
         .duration_ns = 100);
    sample_fd(s, AT_FDCWD, "/home/u");
    call("open_relative", 500, 500, "open", ARGS(string("notes.txt"), O_WRONLY), -ENOENT,
         .duration_ns = 100, .callers = {"/lib/ld-linux.so.2(write_all+0x3) [0x60c4]"});
    call("write_far", 500, 500, "write", ARGS(21, buffer, sizeof(dots)), sizeof(dots),
         .duration_ns = 100);
    call("writev_two", 500, 500, "writev", ARGS(21, vector(s, "two parts: ", "Tail end"), 2), 19,
         .duration_ns = 2 * US);
    call("unknown", 500, 500, NULL, {7}, -ENOSYS, .number = 9999, .duration_ns = 100);
    signalled(s, "sigsegv", 400, SIGSEGV);
    plain(s, "killed", EVENT_EXIT, 400, SIGSEGV | 0x80);
    plain(s, NULL, EVENT_RESUME, 300, 0);
    said(s, "note", "openat is a word of this note");
    lost(s, "lost");
    hits(s, "hit", 300);
    held(s, "held", 300, 0, 200, (uint64_t)-2);
    held(s, "held_32", 400, STOP_COMPAT, 7, 0xfffffffe);
    plain(s, "detached", EVENT_DETACH, 300, 0);
}

void samples_tell(struct samples *samples)
{
    a_shell_starts(samples);
    cat_runs(samples);
    the_server_serves(samples);
    calls_wait(samples);
    files_change(samples);
    a_32_bit_program_dies(samples);
}
