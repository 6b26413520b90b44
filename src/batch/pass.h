/*
 * Which calls are shown: those that touch a path of -P or a descriptor of --trace-fds, where either is
 * given.  Which syscalls are traced at all is the session's affair.
 */
#ifndef PTOP_BATCH_PASS_H
#define PTOP_BATCH_PASS_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/names.h>

#include "batch_options.h"

struct pass {
    const struct batch_options *options;
    const struct names *names; /* of the descriptors */
    char *resolved[BATCH_MAX_PATHS]; /* what a path of -P is a symbolic link to; NULL: itself */
};

/* resolved_one is told of each path that is a link to another one. */
void pass_init(struct pass *pass, const struct batch_options *options, const struct names *names,
               void (*resolved_one)(void *context, const char *path, const char *resolved),
               void *context);
void pass_done(struct pass *pass);

/* A finished call, or its hint. */
bool pass_call(const struct pass *pass, const struct event_syscall *call);
/* Did it end as -e status= wants? */
bool pass_status(const struct pass *pass, const struct event_syscall *call);

#endif
