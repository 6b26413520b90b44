#include "namespaces.h"

#include <linux/sched.h>
#include <stdio.h>
#include <string.h>

#include "../inspect/tracee_memory.h"
#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"

/* In the order of their names; what children will be born into, where that is another thing. */
static const struct kind {
    uint64_t flag;
    const char *name, *link;
} kinds[] = {
    { CLONE_NEWCGROUP, "cgroup", "ns/cgroup" },
    { CLONE_NEWIPC, "ipc", "ns/ipc" },
    { CLONE_NEWNS, "mnt", "ns/mnt" },
    { CLONE_NEWNET, "net", "ns/net" },
    { CLONE_NEWPID, "pid", "ns/pid_for_children" },
    { CLONE_NEWTIME, "time", "ns/time_for_children" },
    { CLONE_NEWUSER, "user", "ns/user" },
    { CLONE_NEWUTS, "uts", "ns/uts" },
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

/* A call, and where its flags are: argument arg, or in the memory that it points to. */
static const struct entrance {
    uint32_t fact;
    uint8_t arg;
    bool is_pointer;
    bool is_birth; /* the child enters them */
} entrances[] = {
    { CALL_UNSHARES, 0, false, false },
    { CALL_JOINS_NAMESPACE, 1, false, false },
    { CALL_CLONES, 0, false, true },
    { CALL_CLONES_BY_STRUCT, 0, true, true },
};

static const struct entrance *entrance_of(const struct tracee *tracee)
{
    const struct tracee_call *call = &tracee->call;

    for (size_t i = 0; i < sizeof entrances / sizeof entrances[0]; i++) {
        if (call_fact((enum abi)call->abi, call->number, entrances[i].fact))
            return &entrances[i];
    }
    return NULL;
}

/* setns(2) takes the kind of the descriptor where it is told none: "net:[4026531840]". */
static uint64_t kind_of_fd(const struct tracee *tracee)
{
    char link[32], name[64];
    ssize_t length;

    snprintf(link, sizeof link, "fd/%d", (int)tracee->call.args[0]);
    length = procfs_read_link(tracee->tid, link, name, sizeof name - 1);
    name[length > 0 ? length : 0] = '\0';
    for (size_t i = 0; i < KIND_COUNT; i++) {
        size_t size = strlen(kinds[i].name);

        if (strncmp(name, kinds[i].name, size) == 0 && name[size] == ':')
            return kinds[i].flag;
    }
    return 0;
}

static uint64_t flags_of(const struct tracee *tracee, const struct entrance *entrance)
{
    uint64_t flags = tracee->call.args[entrance->arg];

    if (entrance->is_pointer &&
        tracee_memory_read(tracee->tid, flags, &flags, sizeof flags) != sizeof flags)
        return 0;
    if (entrance->fact == CALL_JOINS_NAMESPACE && flags == 0)
        return kind_of_fd(tracee);
    return flags;
}

/* Those of the flags, as process tid has them. */
static size_t print_namespaces(pid_t tid, uint64_t flags, bool is_birth, char *out, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        char link[32], name[64];
        ssize_t length;

        if (!(flags & kinds[i].flag))
            continue;
        snprintf(link, sizeof link, "ns/%s", kinds[i].name);
        length = procfs_read_link(tid, is_birth ? link : kinds[i].link, name, sizeof name);
        if (length > 0 && used + (size_t)length + 3 < size)
            used += (size_t)snprintf(out + used, size - used, "%s%.*s", used ? ", " : "", (int)length,
                                     name);
    }
    return used;
}

size_t namespaces_capture(struct tracer *tracer, const struct tracee *tracee, int64_t result,
                          uint8_t *out)
{
    struct {
        struct event_piece head;
        uint32_t id, padding;
    } piece = {
        .head = { .arg = PIECE_NAMESPACES,
                  .flags = PIECE_EXIT,
                  .length_bytes = sizeof piece.id },
    };
    const struct entrance *entrance = entrance_of(tracee);
    char text[512];
    size_t length;

    static_assert(sizeof piece == NAMESPACES_PIECE_BYTES, "room");
    if (!entrance)
        return 0;
    length = print_namespaces(entrance->is_birth ? (pid_t)result : tracee->tid,
                              flags_of(tracee, entrance), entrance->is_birth, text, sizeof text);
    piece.id = length ? name_ids_intern(&tracer->name_ids, tracee, text, length) : 0;
    if (!piece.id)
        return 0;
    memcpy(out, &piece, sizeof piece);
    return sizeof piece;
}
