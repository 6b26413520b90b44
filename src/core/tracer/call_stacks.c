#include "call_stacks.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "../base/alloc.h"
#include "../inspect/tracee_memory.h"
#include "../inspect/unwind.h"
#include "../tracee/call_facts.h"
#include "../tracee/registers.h"

#define SLOT_COUNT 65536u

struct frame_slot {
    tracee_addr address;
    uint32_t edition;
    uint32_t id; /* 0: empty */
    bool is_return;
};

int call_stacks_init(struct call_stacks *stacks, struct name_ids *ids, size_t limit)
{
    memset(stacks, 0, sizeof *stacks);
    stacks->slots = alloc_reserve(SLOT_COUNT * sizeof *stacks->slots);
    if (!stacks->slots)
        return -ENOMEM;
    stacks->ids = ids;
    stacks->limit = limit && limit < CALLERS_MAX_FRAMES ? limit : CALLERS_MAX_FRAMES;
    stacks->unwinder = unwinder_new();
    return 0;
}

void call_stacks_name_sources(struct call_stacks *stacks)
{
    unwinder_name_sources(stacks->unwinder);
}

void call_stacks_done(struct call_stacks *stacks)
{
    alloc_release(stacks->slots, SLOT_COUNT * sizeof *stacks->slots);
    unwinder_free(stacks->unwinder);
    memset(stacks, 0, sizeof *stacks);
}

static ssize_t read_tracee(void *context, tracee_addr address, void *buffer, size_t size)
{
    const struct tracee *tracee = context;

    return tracee_memory_read(tracee->tid, address, buffer, size);
}

static uint32_t name_frame(struct call_stacks *stacks, const struct tracee *tracee,
                           const struct unwind_task *task, struct unwind_frame frame,
                           uint32_t edition)
{
    uint64_t hash = (frame.address + edition) * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    struct frame_slot *slot = &stacks->slots[hash % SLOT_COUNT];
    char name[UNWIND_NAME_BYTES];
    uint32_t id;

    if (slot->id && slot->address == frame.address && slot->edition == edition &&
        slot->is_return == frame.is_return)
        return slot->id;
    id = name_ids_intern(stacks->ids, tracee, name,
                         unwinder_name(stacks->unwinder, task, frame, name));
    if (!name_ids_are_lost(stacks->ids))
        *slot = (struct frame_slot){ frame.address, edition, id, frame.is_return };
    return id;
}

size_t call_stacks_capture(struct call_stacks *stacks, const struct tracee *tracee, uint8_t *piece)
{
    struct unwind_task task = {
        .tid = tracee->tid, .tgid = tracee->tgid, .read = read_tracee, .context = (void *)tracee
    };
    struct event_piece header = { .arg = PIECE_CALLERS };
    struct unwind_frame frames[CALLERS_MAX_FRAMES];
    uint32_t ids[CALLERS_MAX_FRAMES + 1] = { 0 }; /* and the padding */
    uint32_t edition;
    size_t count;

    if (!registers_for_unwind(tracee->tid, &task.registers))
        return 0;
    count = unwinder_stack(stacks->unwinder, &task, frames, stacks->limit, &edition);
    for (size_t i = 0; i < count; i++)
        ids[i] = name_frame(stacks, tracee, &task, frames[i], edition);
    header.length_bytes = (uint32_t)(count * sizeof *ids);
    memcpy(piece, &header, sizeof header);
    memcpy(piece + sizeof header, ids, EVENT_ALIGN(count * sizeof *ids));
    return EVENT_ALIGN(sizeof header + count * sizeof *ids);
}

/* Does mmap bring code from a file?  i386's old one has its arguments in memory: maybe. */
static bool maps_code(const struct tracee_call *call)
{
    if (call->spec->arg_count < 4)
        return true;
    return (call->args[2] & PROT_EXEC) && !(call->args[3] & MAP_ANONYMOUS);
}

void call_stacks_follow(struct call_stacks *stacks, const struct tracee *tracee, uint64_t result)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;

    if (call_fact(abi, call->number, CALL_MAPS))
        unwinder_remapped(stacks->unwinder, tracee->tgid, result, call->args[1], maps_code(call));
    else if (call_fact(abi, call->number, CALL_UNMAPS | CALL_PROTECTS))
        unwinder_remapped(stacks->unwinder, tracee->tgid, call->args[0], call->args[1],
                          call_fact(abi, call->number, CALL_PROTECTS) &&
                              (call->args[2] & PROT_EXEC));
}

void call_stacks_forget(struct call_stacks *stacks, pid_t tgid)
{
    if (stacks->unwinder && !stacks->ids->emitter->is_silent) /* in an emergency nothing is freed */
        unwinder_forget(stacks->unwinder, tgid);
}
