#include "sigtrap.h"

#include <errno.h>

#include "control.h"

void sigtrap_guard(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}

void sigtrap_on_trap(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}

void sigtrap_on_exit_stop(struct control *control, struct tracee *tracee, const struct event_syscall *record)
{
    (void)control;
    (void)tracee;
    (void)record;
}

void sigtrap_on_birth(struct control *control, struct tracee *child, const struct tracee *parent)
{
    (void)control;
    (void)child;
    (void)parent;
}

void sigtrap_release(struct control *control, struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}
