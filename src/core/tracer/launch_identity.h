/* Whom a command runs as, if not as we do. */
#ifndef PTOP_CORE_LAUNCH_IDENTITY_H
#define PTOP_CORE_LAUNCH_IDENTITY_H

#include <sys/types.h>

#include <ptop/error.h>

struct launch_identity {
    uid_t uid;
    gid_t gid;
    gid_t *groups; /* owned */
    int group_count;
};

/* A name of passwd(5), with all groups of that user; or "UID:GID", taken as it is, with none.  0 or
 * -errno. */
ANY_THREAD int launch_identity_find(const char *user, struct launch_identity *ret_identity,
                                    struct error *ret_error);
ANY_THREAD void launch_identity_done(struct launch_identity *identity);

/* For the calling process, for good.  0 or -errno.  Async-signal-safe: between fork and exec. */
ANY_THREAD int launch_identity_take(const struct launch_identity *identity);

#endif
