#include "vcpu_exit.h"

#include <linux/kvm.h>
#include <stdio.h>
#include <string.h>

#include "../inspect/tracee_memory.h"
#include "../tracee/call_facts.h"
#include "../tracee/procfs.h"

#define NAME_START "anon_inode:kvm-vcpu"

const struct mapping *vcpu_exit_next_run(const struct memory_map *map, const char *name, size_t *next)
{
    while (*next < map->count) {
        const struct mapping *mapping = &map->mappings[(*next)++];

        if (mapping->offset == 0 && strcmp(mapping->path, name) == 0)
            return mapping;
    }
    return NULL;
}

static bool name_of_fd(const struct tracee *tracee, char *out, size_t size)
{
    char link[32];
    ssize_t length;

    snprintf(link, sizeof link, "fd/%d", (int)tracee->call.args[0]);
    length = procfs_read_link(tracee->tid, link, out, size - 1);
    out[length > 0 ? length : 0] = '\0';
    return strncmp(out, NAME_START, strlen(NAME_START)) == 0;
}

/* Two machines of one process have processors of the same name.  What all of these say is right for
 * whichever it was; where they differ we do not know. */
static bool read_reason(pid_t tid, const char *name, uint32_t *ret_reason)
{
    struct memory_map map;
    const struct mapping *run;
    bool is_known = false, is_one = true;
    size_t next = 0;

    if (memory_map_read(tid, &map) < 0)
        return false;
    while (is_one && (run = vcpu_exit_next_run(&map, name, &next)) != NULL) {
        uint32_t reason;

        if (tracee_memory_read(tid, run->start + offsetof(struct kvm_run, exit_reason), &reason,
                               sizeof reason) != sizeof reason)
            continue;
        is_one = !is_known || reason == *ret_reason;
        is_known = true;
        *ret_reason = reason;
    }
    memory_map_done(&map);
    return is_known && is_one;
}

size_t vcpu_exit_capture(const struct tracee *tracee, uint8_t *out)
{
    struct {
        struct event_piece head;
        uint32_t reason, padding;
    } piece = {
        .head = { .arg = PIECE_VCPU_EXIT,
                  .flags = PIECE_EXIT,
                  .length_bytes = sizeof piece.reason },
    };
    const struct tracee_call *call = &tracee->call;
    char name[64];

    static_assert(sizeof piece == VCPU_EXIT_PIECE_BYTES, "room");
    if (!call_fact((enum abi)call->abi, call->number, CALL_CONTROLS_DEVICE) ||
        (uint32_t)call->args[1] != KVM_RUN || !name_of_fd(tracee, name, sizeof name) ||
        !read_reason(tracee->tid, name, &piece.reason))
        return 0;
    memcpy(out, &piece, sizeof piece);
    return sizeof piece;
}
