#include "watch.h"

#include <errno.h>

#include "control.h"

int watch_add(struct control *control, struct point_entry *point, struct error *ret_error)
{
    (void)control;
    (void)point;
    (void)ret_error;
    return error_set(ret_error, -ENOSYS, "not yet");
}

void watch_changed(struct control *control, struct point_entry *point)
{
    (void)control;
    (void)point;
}

void watch_on_birth(struct control *control, struct tracee *child, const struct tracee *parent)
{
    (void)control;
    (void)child;
    (void)parent;
}

void watch_on_exec(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}

void watch_prepare(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}

bool watch_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info)
{
    (void)control;
    (void)tracee;
    (void)info;
    return false;
}

void watch_on_exit_stop(struct control *control, struct tracee *tracee, const struct event_syscall *record)
{
    (void)control;
    (void)tracee;
    (void)record;
}

void watch_let_go(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}
