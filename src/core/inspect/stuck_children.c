/* Waiting for a child: which there are, and what each does. */
#include "stuck_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

enum wanted { WANTED_ANY, WANTED_PID, WANTED_GROUP };

struct children {
    struct stuck_case *c;
    enum wanted wanted;
    int32_t id; /* of the process or the group */
    size_t shown, others;
};

static bool visit_process(void *context, int32_t pid)
{
    struct children *children = context;
    struct stuck_task task;

    if (!stuck_task_read(pid, &task) || task.parent_pid != children->c->tgid ||
        (children->wanted == WANTED_GROUP && task.group != children->id) ||
        (children->wanted == WANTED_PID && pid != children->id))
        return !stuck_is_late(children->c);
    if (children->shown == STUCK_LIST_MAX) {
        children->others++;
        return !stuck_is_late(children->c);
    }
    children->shown++;
    stuck_line(children->c, "child");
    stuck_put_task(children->c, pid);
    stuck_put_doing(children->c, pid);
    return true;
}

static void say_children(struct stuck_case *c, enum wanted wanted, int32_t id, const char *sentence)
{
    struct children children = {.c = c, .wanted = wanted, .id = id};

    stuck_say(c, "waits for", sentence);
    stuck_each("/proc", visit_process, &children);
    stuck_say_more(c, "child", children.others);
    if (children.shown == 0)
        stuck_say(c, "child", "none that can be seen");
}

static int32_t own_group(const struct stuck_case *c)
{
    struct stuck_task task;

    return stuck_task_read(c->tid, &task) ? task.group : 0;
}

/* wait4(2): above 0 that process, -1 any, 0 its own group, below that group. */
void explain_children(struct stuck_case *c, unsigned arg)
{
    int32_t pid = (int32_t)c->call.args[arg];

    if (pid > 0)
        say_children(c, WANTED_PID, pid, "one child to end");
    else if (pid == -1)
        say_children(c, WANTED_ANY, 0, "any child to end");
    else
        say_children(c, WANTED_GROUP, pid == 0 ? own_group(c) : -pid,
                     "any child of a process group to end");
}

void explain_waitid(struct stuck_case *c, unsigned arg)
{
    int32_t id = (int32_t)c->call.args[arg + 1];
    unsigned long long pid;

    switch ((int)c->call.args[arg]) {
    case P_PID:
        say_children(c, WANTED_PID, id, "one child to end");
        break;
    case P_PIDFD:
        if (stuck_fd_info(c->tid, id, "Pid", 10, &pid))
            say_children(c, WANTED_PID, (int32_t)pid, "the process of a pidfd to end");
        break;
    case P_PGID:
        say_children(c, WANTED_GROUP, id ? id : own_group(c),
                     "any child of a process group to end");
        break;
    default:
        say_children(c, WANTED_ANY, 0, "any child to end");
        break;
    }
}

void explain_vfork(struct stuck_case *c, unsigned arg)
{
    (void)arg;
    say_children(c, WANTED_ANY, 0, "its child to execute a program or to end (vfork)");
}
