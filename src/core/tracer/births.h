/*
 * How tracees come and go: fork, vfork, clone, exec, exit, and children that
 * stop before their parent said that it made them.
 */
#ifndef PTOP_CORE_BIRTHS_H
#define PTOP_CORE_BIRTHS_H

#include <ptop/event.h>

#include "tracer.h"

#include "../tracee/stop.h"

/* A stop of a tid that we do not know: hold it until its parent's event. */
TRACER_THREAD void births_on_unknown_stop(struct tracer *tracer, pid_t tid, int wait_status);
/* The end of a tid that we do not know: remembered until its parent's event. */
TRACER_THREAD void births_on_unknown_exit(struct tracer *tracer, pid_t tid, int wait_status);
/* A tid that was let go before its parent's event, which shall not make it a tracee again. */
TRACER_THREAD void births_on_let_go(struct tracer *tracer, pid_t tid);
/* FORK, VFORK, CLONE of a parent. */
TRACER_THREAD void births_on_fork(struct tracer *tracer, struct tracee *parent,
                                  enum stop_kind kind);
/* EXEC, reported on the leader's tid (whose record may be missing). */
TRACER_THREAD struct tracee *births_on_exec(struct tracer *tracer, pid_t tgid);
/* A terminal status: writes what is to be said and forgets the record. */
TRACER_THREAD void births_on_exit(struct tracer *tracer, struct tracee *tracee, int wait_status);
/* Newborns whose parent died before its event could be read: take them in all the same.  Sets when to
 * look again, if some may still be told of (tracer.orphans_ns). */
TRACER_THREAD void births_adopt_orphans(struct tracer *tracer);
/* Announce a tracee that we launched or attached to. */
TRACER_THREAD void births_announce(struct tracer *tracer, struct tracee *tracee,
                                   enum event_birth birth);

#endif
