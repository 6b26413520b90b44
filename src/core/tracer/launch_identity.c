#include "launch_identity.h"

#include <ctype.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../base/alloc.h"

/* A number up to the end character; (uid_t)-1 means "as it is" to the kernel and is none. */
static bool parse_id(const char *text, char end, unsigned *ret_id, const char **ret_rest)
{
    unsigned long long value;
    char *rest;

    if (!isdigit((unsigned char)*text))
        return false;
    errno = 0;
    value = strtoull(text, &rest, 10);
    if (errno || *rest != end || value >= UINT32_MAX)
        return false;
    *ret_id = (unsigned)value;
    *ret_rest = rest;
    return true;
}

static bool parse_pair(const char *text, struct launch_identity *ret_identity)
{
    struct launch_identity identity = { .groups = NULL };

    if (!parse_id(text, ':', &identity.uid, &text) ||
        !parse_id(text + 1, '\0', &identity.gid, &text))
        return false;
    *ret_identity = identity;
    return true;
}

static void find_groups(const char *name, struct launch_identity *identity)
{
    int count = 32, capacity = 0;

    do {
        capacity = count;
        identity->groups = alloc_resize(identity->groups, (size_t)capacity, sizeof(gid_t));
    } while (getgrouplist(name, identity->gid, identity->groups, &count) < 0 && count > capacity);
    identity->group_count = count;
}

int launch_identity_find(const char *user, struct launch_identity *ret_identity,
                         struct error *ret_error)
{
    struct launch_identity identity = { .groups = NULL };
    const struct passwd *entry;

    if (parse_pair(user, ret_identity))
        return 0;
    entry = getpwnam(user);
    if (!entry)
        return error_set(ret_error, -EINVAL, "Cannot find user '%s'", user);
    identity.uid = entry->pw_uid;
    identity.gid = entry->pw_gid;
    find_groups(user, &identity);
    *ret_identity = identity;
    return 0;
}

void launch_identity_done(struct launch_identity *identity)
{
    free(identity->groups);
    identity->groups = NULL;
}

/* The bare calls: those of libc tell other threads, of which a forked child has none. */
int launch_identity_take(const struct launch_identity *identity)
{
    if (syscall(SYS_setgroups, identity->group_count, identity->groups) < 0 ||
        syscall(SYS_setresgid, identity->gid, identity->gid, identity->gid) < 0 ||
        syscall(SYS_setresuid, identity->uid, identity->uid, identity->uid) < 0)
        return -errno;
    return 0;
}
