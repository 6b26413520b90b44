#include "pid_names.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ssize_t read_file(const char *path, char *out, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, out, size - 1);

    if (fd >= 0)
        close(fd);
    out[got > 0 ? got : 0] = '\0';
    return got;
}

/* ---- names ---------------------------------------------------------------------- */

/* Who was waited for is gone when the call has ended, unless it had but stopped. */
static bool is_waited_for(const struct event *event)
{
    enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *spec =
        event->kind == EVENT_SYSCALL ? syscall_find(abi, event->number) : NULL;

    return spec && strncmp(spec->name, "wait", 4) == 0;
}

static void put_comm(const struct pid_names *names, const struct event *event, int32_t pid,
                     struct text *text)
{
    const struct task *task =
        is_waited_for(event) ? NULL
                             : tasks_find(session_tasks(names->session), pid, event->sequence);
    char path[48], comm[64];

    if (task) {
        snprintf(comm, sizeof comm, "%s", task->comm);
    } else {
        snprintf(path, sizeof path, "/proc/%d/comm", pid);
        if (read_file(path, comm, sizeof comm) <= 0)
            return;
        comm[strcspn(comm, "\n")] = '\0';
    }
    text_put_char(text, '<');
    text_escape(text, comm, strlen(comm), names->escape);
    text_put_char(text, '>');
}

/* ---- namespaces ------------------------------------------------------------------- */

/* "pid:[4026531836]" */
static bool read_namespace(const char *process, char *out, size_t size)
{
    char path[320]; /* a name of readdir has up to 255 bytes */
    ssize_t length;

    snprintf(path, sizeof path, "/proc/%s/ns/pid", process);
    length = readlink(path, out, size - 1);
    out[length > 0 ? length : 0] = '\0';
    return length > 0;
}

/* The innermost of the numbers that a process has. */
static int32_t own_number(const char *process)
{
    char path[320], status[4096];
    const char *line, *number;

    snprintf(path, sizeof path, "/proc/%s/status", process);
    if (read_file(path, status, sizeof status) <= 0 || !(line = strstr(status, "\nNSpid:")))
        return -1;
    number = line + 7;
    for (const char *at = number; *at && *at != '\n'; at++)
        if (*at == '\t')
            number = at + 1;
    return atoi(number);
}

/* The process that is called so in that namespace, by our number; 0: none. */
static int32_t translate(int32_t pid, const char *namespace)
{
    char other[64];
    int32_t found = 0;
    DIR *proc = opendir("/proc");

    for (struct dirent *entry; proc && !found && (entry = readdir(proc));) {
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
            own_number(entry->d_name) == pid &&
            read_namespace(entry->d_name, other, sizeof other) && strcmp(other, namespace) == 0)
            found = atoi(entry->d_name);
    }
    if (proc)
        closedir(proc);
    return found;
}

/* namespace: empty if the tracee has ended, too. */
static struct pid_translation *find_known(struct pid_names *names, int32_t tid, int32_t pid,
                                          const char *namespace)
{
    for (size_t i = 0; i < PID_NAMES_KNOWN; i++) {
        struct pid_translation *known = &names->known[i];

        if (known->here && known->pid == pid &&
            (*namespace ? strcmp(known->namespace, namespace) == 0 : known->tid == tid))
            return known;
    }
    return NULL;
}

/* A line is written a little later than it is about: who has ended meanwhile is known from before. */
static int32_t recall(struct pid_names *names, int32_t tid, int32_t pid, const char *namespace,
                      int32_t here)
{
    struct pid_translation *known = find_known(names, tid, pid, namespace);

    if (!here)
        return known ? known->here : 0;
    if (!known)
        known = &names->known[names->next_known++ % PID_NAMES_KNOWN];
    *known = (struct pid_translation){.tid = tid, .pid = pid, .here = here};
    snprintf(known->namespace, sizeof known->namespace, "%s", namespace);
    return here;
}

static void put_translation(struct pid_names *names, const struct event *event, int32_t pid,
                            struct text *text)
{
    char tracee[16], its[PID_NAMESPACE_BYTES], ours[PID_NAMESPACE_BYTES];
    bool lives;
    int32_t here;

    snprintf(tracee, sizeof tracee, "%d", event->tid);
    lives = read_namespace(tracee, its, sizeof its);
    if (!read_namespace("self", ours, sizeof ours) || strcmp(its, ours) == 0)
        return;
    here = lives ? translate(pid, its) : 0;
    if (!is_waited_for(event))
        here = recall(names, event->tid, pid, its, here);
    if (here)
        text_printf(text, " /* %d in ptop's PID NS */", here);
}

void pid_names_put(void *context, const struct event *event, int32_t pid, struct text *text)
{
    struct pid_names *names = context;
    uint8_t role = text_set_role(text, TEXT_DIM);

    if (names->details & BATCH_PID_COMM)
        put_comm(names, event, pid, text);
    if (names->details & BATCH_PID_NAMESPACE)
        put_translation(names, event, pid, text);
    text_set_role(text, role);
}
