#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "deadline.h"

void process_dies_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(126);
}

static void become(char *const argv[], int output_fd)
{
    int null_fd = open("/dev/null", O_RDWR);

    dup2(null_fd, STDIN_FILENO);
    dup2(output_fd < 0 ? null_fd : output_fd, STDOUT_FILENO);
    if (output_fd >= 0)
        dup2(output_fd, STDERR_FILENO);
    setsid();
    execvp(argv[0], argv);
    _exit(127);
}

pid_t process_start(char *const argv[])
{
    pid_t parent = getpid(), pid = fork();

    if (pid == 0) {
        process_dies_with(parent);
        become(argv, -1);
    }
    return pid;
}

void process_end(pid_t pid)
{
    if (pid < 1)
        return;
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

bool process_status(pid_t tid, const char *field, char *ret_value, size_t size)
{
    char path[64], line[512];
    size_t length = strlen(field);
    bool is_found = false;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/status", tid);
    file = fopen(path, "re");
    if (file == NULL)
        return false;
    while (!is_found && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, field, length) != 0 || line[length] != ':')
            continue;
        is_found = true;
        line[strcspn(line, "\n")] = '\0';
        snprintf(ret_value, size, "%s", line + length + 1 + strspn(line + length + 1, " \t"));
    }
    fclose(file);
    return is_found;
}

pid_t process_tracer(pid_t tid)
{
    char value[32];

    return process_status(tid, "TracerPid", value, sizeof(value)) ? atoi(value) : -1;
}

char process_state(pid_t tid)
{
    char value[32];

    return process_status(tid, "State", value, sizeof(value)) ? value[0] : 0;
}

bool process_is_free(pid_t tid)
{
    char state = process_state(tid);

    return state != 0 && state != 'Z' && state != 'X' && state != 't' && process_tracer(tid) == 0;
}

size_t process_threads(pid_t pid, pid_t *ret_tids, size_t capacity)
{
    char path[64];
    size_t count = 0;
    DIR *dir;

    snprintf(path, sizeof(path), "/proc/%d/task", pid);
    dir = opendir(path);
    if (dir == NULL)
        return 0;
    for (const struct dirent *entry; count < capacity && (entry = readdir(dir)) != NULL;) {
        pid_t tid = atoi(entry->d_name);
        if (tid > 0)
            ret_tids[count++] = tid;
    }
    closedir(dir);
    return count;
}

pid_t process_find_thread(pid_t pid, const char *comm)
{
    pid_t tids[256];
    size_t count = process_threads(pid, tids, 256);

    for (size_t i = 0; i < count; i++) {
        char value[64];
        if (process_status(tids[i], "Name", value, sizeof(value)) && strcmp(value, comm) == 0)
            return tids[i];
    }
    return 0;
}

/* The kernel lists them per thread that forked them. */
size_t process_children(pid_t pid, pid_t *ret_pids, size_t capacity)
{
    pid_t tids[256];
    size_t thread_count = process_threads(pid, tids, 256), count = 0;

    for (size_t i = 0; i < thread_count; i++) {
        char path[64];
        FILE *file;
        snprintf(path, sizeof(path), "/proc/%d/task/%d/children", pid, tids[i]);
        file = fopen(path, "re");
        if (file == NULL)
            continue;
        while (count < capacity && fscanf(file, "%d", &ret_pids[count]) == 1)
            count++;
        fclose(file);
    }
    return count;
}

pid_t process_first_child(pid_t pid)
{
    pid_t child;

    return process_children(pid, &child, 1) == 1 ? child : 0;
}

/* Read until the program and all that inherited its output have closed it. */
static void collect(int fd, struct process_result *result, deadline_ms deadline)
{
    struct pollfd watch = {.fd = fd, .events = POLLIN};

    while (poll(&watch, 1, deadline_left(deadline)) > 0) {
        char bytes[512];
        ssize_t count = read(fd, bytes, sizeof(bytes));
        size_t room = sizeof(result->output) - 1 - result->output_bytes;
        if (count <= 0)
            return;
        if ((size_t)count < room)
            room = (size_t)count;
        memcpy(result->output + result->output_bytes, bytes, room);
        result->output_bytes += room;
    }
}

struct process_result process_run(char *const argv[], const char *term, int timeout_ms)
{
    struct process_result result = {.status = -1};
    deadline_ms deadline = deadline_in(timeout_ms);
    pid_t parent = getpid(), pid;
    int output[2];

    if (pipe2(output, O_CLOEXEC) < 0)
        return result;
    pid = fork();
    if (pid == 0) {
        process_dies_with(parent);
        if (term == NULL)
            unsetenv("TERM");
        else
            setenv("TERM", term, 1);
        become(argv, output[1]);
    }
    close(output[1]);
    collect(output[0], &result, deadline);
    close(output[0]);
    while (pid > 0 && waitpid(pid, &result.status, WNOHANG) == 0) {
        result.status = -1;
        if (deadline_left(deadline) == 0) {
            process_end(pid);
            break;
        }
        poll(NULL, 0, 1);
    }
    return result;
}

bool process_can_make_uring(unsigned flags)
{
    struct io_uring_params params = {.flags = flags};
    int fd = (int)syscall(SYS_io_uring_setup, 8, &params);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}
