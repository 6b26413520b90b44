#include "watch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "breakpoint.h"
#include "call_reach.h"
#include "control.h"
#include "toucher.h"

#include "../inspect/instruction.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

/* The debug registers (Intel's manual, volume 3, chapter 18.2). */
#define STATUS_REGISTER 6
#define CONTROL_REGISTER 7
#define PAGE_BYTES 4096u
#define STATUS_SLOTS 0xfu /* of DR6: which of DR0…DR3 it was */
#define FLAG_RESUME UINT64_C(0x10000) /* of rflags: the next instruction does not trap */

/* Addresses from here on are the kernel's (of x86-64, with four levels of page tables). */
#define USER_END UINT64_C(0x7ffffffff000)

static bool is_execute(const struct point *point)
{
    return point->kind == POINT_CODE;
}

static unsigned size_of(const struct point *point)
{
    return is_execute(point) ? 1 : point->size_bytes;
}

bool watch_is_on(const struct space *space)
{
    bool is_on = false;

    for (unsigned i = 0; i < WATCH_SLOTS; i++)
        is_on |= space->slots[i].point_id != 0;
    return is_on;
}

/* ---- what a slot is in the registers ------------------------------------------------------ */

static uint64_t enable_bit(unsigned slot)
{
    return UINT64_C(1) << slot * 2;
}

static uint64_t control_bits(unsigned slot, const struct point *point, unsigned size)
{
    static const uint8_t lengths[] = { [1] = 0, [2] = 1, [4] = 3, [8] = 2 };
    uint64_t type = is_execute(point) ? 0 : point->flags & POINT_READS ? 3 : 1;

    return enable_bit(slot) | (type | (uint64_t)lengths[size] << 2) << (16 + slot * 4);
}

static struct watch_registers registers_for(struct control *control, const struct space *space,
                                            const struct tracee *tracee)
{
    struct watch_registers registers = { .is_used = true };

    for (unsigned i = 0; space && i < WATCH_SLOTS; i++) {
        const struct watch_slot *slot = &space->slots[i];
        const struct point_entry *entry = point_table_find(control, slot->point_id);

        if (!entry || entry->point.state != POINT_ARMED ||
            (entry->point.tid && entry->point.tid != tracee->tid))
            continue;
        registers.addresses[i] = slot->address;
        registers.control |= control_bits(i, &entry->point, slot->size_bytes);
    }
    return registers;
}

/* Off, the addresses, on: the kernel takes each as it comes.  Its reason, with nothing armed, where it
 * does not. */
static int write_registers(pid_t tid, const struct watch_registers *registers)
{
    int result = ptrace_set_debug(tid, CONTROL_REGISTER, 0);

    for (unsigned i = 0; i < WATCH_SLOTS && result == 0; i++) {
        if (registers->control & enable_bit(i))
            result = ptrace_set_debug(tid, i, registers->addresses[i]);
    }
    if (result == 0)
        result = ptrace_set_debug(tid, CONTROL_REGISTER, registers->control);
    if (result < 0)
        ptrace_set_debug(tid, CONTROL_REGISTER, 0);
    return result;
}

/* At a stop. */
static int arm(struct control *control, struct tracee *tracee)
{
    struct watch_registers *watch = &control_touch(control, tracee)->watch;
    struct watch_registers wanted =
        registers_for(control, control_space(control, tracee), tracee);
    int result = write_registers(tracee->tid, &wanted);

    if (result < 0)
        wanted.control = 0;
    *watch = wanted;
    return result;
}

static void say_refused(struct control *control, const struct tracee *tracee, int result)
{
    struct event header = { .kind = EVENT_NOTE, .tid = tracee->tid, .tgid = tracee->tgid };
    char line[128];
    int length = snprintf(line, sizeof line, "%d is not watched: no debug registers (%s)",
                          (int)tracee->tid, strerror(-result));

    emit_bytes(control->emit, &header, line, (size_t)length);
}

static void write_stale(struct control *control, struct tracee *tracee)
{
    int result = arm(control, tracee);

    if (result < 0 && result != -ESRCH)
        say_refused(control, tracee, result);
}

/* An INT3 is at the same address as a hardware breakpoint, which trapped before that: not once more
 * when the instruction under it is executed. */
static void pass_here(const struct tracee *tracee)
{
    const struct watch_registers *watch = &tracee->controlled->watch;
    tracee_addr address = tracee->controlled->over.at;
    struct user_regs_struct registers;
    bool is_here = false;

    for (unsigned i = 0; i < WATCH_SLOTS; i++)
        is_here |= (watch->control & enable_bit(i)) && watch->addresses[i] == address;
    if (!is_here || ptrace_get_registers(tracee->tid, &registers) < 0 ||
        registers.rip != address)
        return;
    registers.eflags |= FLAG_RESUME;
    ptrace_set_registers(tracee->tid, &registers);
}

void watch_prepare(struct control *control, struct tracee *tracee)
{
    if (tracee->controlled->watch.is_stale)
        write_stale(control, tracee);
    if (tracee->controlled->watch.control && tracee->controlled->over.at)
        pass_here(tracee);
}

static void watch_thread(struct control *control, struct tracee *tracee)
{
    control_touch(control, tracee)->watch.is_stale = true;
    tracee->skips_calls = false; /* each exit is to be looked at */
}

/* Every thread of a memory gets its registers anew: those that run are stopped for it. */
static void refresh_threads(struct control *control, uint32_t memory)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, memory, tracee))) {
        watch_thread(control, tracee);
        tracee_interrupt(tracee);
    }
}

/* ---- values ------------------------------------------------------------------------------- */

static struct watch_slot *slot_of(struct space *space, const struct point *point)
{
    for (unsigned i = 0; i < WATCH_SLOTS; i++) {
        if (space->slots[i].point_id == point->id)
            return &space->slots[i];
    }
    return NULL;
}

/* 0, or -errno: -EFAULT where nothing is mapped. */
static int read_value(const struct tracee *tracee, const struct point *point, uint64_t *ret_value)
{
    uint64_t value = 0;
    ssize_t got = space_read(tracee, point->address, &value, size_of(point));

    if (got != (ssize_t)size_of(point))
        return got < 0 ? (int)got : -EFAULT;
    *ret_value = value;
    return 0;
}

static void note_value(struct space *space, struct point *point, uint64_t value)
{
    struct watch_slot *slot = slot_of(space, point);

    slot->seen = value;
    point->value = value;
}

/* The points of a space, each once; how many. */
static unsigned list_points(struct control *control, const struct space *space,
                            struct point_entry *ret_entries[static WATCH_SLOTS])
{
    unsigned count = 0;

    for (unsigned i = 0; i < WATCH_SLOTS; i++) {
        struct point_entry *entry = point_table_find(control, space->slots[i].point_id);
        bool is_new = entry != NULL;

        for (unsigned j = 0; j < count; j++)
            is_new &= ret_entries[j] != entry;
        if (is_new)
            ret_entries[count++] = entry;
    }
    return count;
}

static void see_values(struct control *control, struct space *space, const struct tracee *tracee)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = list_points(control, space, entries);

    for (unsigned i = 0; i < count; i++) {
        struct point *point = &entries[i]->point;
        uint64_t value;

        if (!is_execute(point) && read_value(tracee, point, &value) == 0)
            note_value(space, point, value);
    }
}

/* ---- a new one ------------------------------------------------------------------------------ */

/* The largest part that a register can watch of what begins at the address. */
static unsigned part_size(tracee_addr address, unsigned left)
{
    unsigned size = 8;

    while (size > left || address % size)
        size /= 2;
    return size;
}

static unsigned parts_of(const struct point *point)
{
    unsigned count = 0;

    for (unsigned done = 0; done < size_of(point); count++)
        done += part_size(point->address + done, size_of(point) - done);
    return count;
}

static void take_slots(struct space *space, const struct point *point)
{
    unsigned done = 0;

    for (unsigned i = 0; i < WATCH_SLOTS && done < size_of(point); i++) {
        struct watch_slot *slot = &space->slots[i];

        if (slot->point_id)
            continue;
        *slot = (struct watch_slot){
            .point_id = point->id,
            .address = point->address + done,
            .size_bytes = (uint8_t)part_size(point->address + done, size_of(point) - done),
        };
        done += slot->size_bytes;
    }
}

static void free_slots(struct space *space, uint32_t point_id)
{
    for (unsigned i = 0; i < WATCH_SLOTS; i++) {
        if (space->slots[i].point_id == point_id)
            memset(&space->slots[i], 0, sizeof space->slots[i]);
    }
}

/* Where it cannot be: said before anything is touched. */
static int check_place(const struct tracee *tracee, const struct point *point,
                       struct error *ret_error)
{
    uint64_t value;

    if (!is_execute(point) && point->size_bytes != 1 && point->size_bytes != 2 &&
        point->size_bytes != 4 && point->size_bytes != 8)
        return error_set(ret_error, -EINVAL, "%u bytes cannot be watched: 1, 2, 4 or 8 can",
                         point->size_bytes);
    if (point->address >= USER_END - size_of(point))
        return error_set(ret_error, -EINVAL, "0x%" PRIx64 " is the kernel's", point->address);
    if (is_execute(point))
        return breakpoint_check_code(tracee, point->address, ret_error);
    if (read_value(tracee, point, &value) < 0)
        return error_set(ret_error, -EFAULT, "0x%" PRIx64 " is not mapped in %d", point->address,
                         tracee->tgid);
    return 0;
}

/* "the 4 debug registers are taken, by 1 counter, 2 main+4" */
static int refuse_full(struct control *control, const struct space *space, unsigned wanted,
                       struct error *ret_error)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = list_points(control, space, entries), free = 0;
    char holders[96] = "";

    for (unsigned i = 0; i < WATCH_SLOTS; i++)
        free += !space->slots[i].point_id;
    for (unsigned i = 0, used = 0; i < count; i++) {
        const struct point *point = &entries[i]->point;
        int length = snprintf(holders + used, sizeof holders - used, "%s%u %.16s",
                              i ? ", " : "", point->id, point->label);

        used += (unsigned)length < sizeof holders - used ? (unsigned)length : 0;
    }
    return error_set(ret_error, -ENOSPC, "it takes %u of the %u debug registers, %u are free: %s",
                     wanted, WATCH_SLOTS, free, holders);
}

/* Those that stand still can tell whether the machine has what is wanted. */
static int try_held(struct control *control, uint32_t memory)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, memory, tracee))) {
        int result = tracee_is_held(tracee) ? arm(control, tracee) : 0;

        if (result < 0 && result != -ESRCH)
            return result;
    }
    return 0;
}

/* A thread that is held where it shall stop now has arrived there already. */
static void excuse_those_there(struct control *control, uint32_t memory, tracee_addr address)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, memory, tracee))) {
        struct user_regs_struct registers;

        if (!tracee->is_paused || ptrace_get_registers(tracee->tid, &registers) < 0 ||
            registers.rip != address)
            continue;
        registers.eflags |= FLAG_RESUME;
        ptrace_set_registers(tracee->tid, &registers);
    }
}

int watch_add(struct control *control, struct point_entry *entry, struct error *ret_error)
{
    struct point *point = &entry->point;
    struct tracee *tracee = tracee_next_of_process(control->tracees, point->tgid, NULL);
    unsigned wanted = parts_of(point), free = 0;
    struct space *space;
    int result;

    if (!tracee)
        return error_set(ret_error, -ESRCH, "%d is not traced", point->tgid);
    result = check_place(tracee, point, ret_error);
    if (result < 0)
        return result;
    space = space_make(control, tracee);
    for (unsigned i = 0; i < WATCH_SLOTS; i++)
        free += !space->slots[i].point_id;
    if (free < wanted)
        return refuse_full(control, space, wanted, ret_error);
    take_slots(space, point);
    result = try_held(control, space->memory);
    if (result < 0)
        free_slots(space, point->id);
    else
        see_values(control, space, tracee);
    refresh_threads(control, space->memory);
    if (result < 0)
        return error_set(ret_error, result, "the debug registers cannot be had: %s",
                         strerror(-result));
    if (is_execute(point))
        excuse_those_there(control, space->memory, point->address);
    return 0;
}

/* ---- changes --------------------------------------------------------------------------------- */

void watch_changed(struct control *control, struct point_entry *entry)
{
    for (struct space *space = control->spaces; space; space = space->next) {
        struct tracee *tracee = tracee_next_in_memory(control->tracees, space->memory, NULL);

        if (!slot_of(space, &entry->point))
            continue;
        if (entry->point.state == POINT_REMOVED)
            free_slots(space, entry->point.id);
        else if (tracee)
            see_values(control, space, tracee);
        refresh_threads(control, space->memory);
    }
}

static void set_unmapped(struct control *control, struct space *space, struct point_entry *entry)
{
    bool is_anywhere = false;

    free_slots(space, entry->point.id);
    for (const struct space *each = control->spaces; each; each = each->next)
        is_anywhere |= slot_of((struct space *)each, &entry->point) != NULL;
    if (is_anywhere)
        return;
    entry->point.state = POINT_UNMAPPED;
    point_tell(control, entry);
}

void watch_forget_space(struct control *control, struct space *space)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = list_points(control, space, entries);

    for (unsigned i = 0; i < count; i++)
        set_unmapped(control, space, entries[i]);
}

void watch_on_birth(struct control *control, struct tracee *child, const struct tracee *parent)
{
    struct space *from = control_space(control, parent), *space;

    if (!from || !watch_is_on(from))
        return;
    watch_thread(control, child);
    if (child->memory == parent->memory)
        return;
    space = space_make(control, child);
    from = control_space(control, parent);
    memcpy(space->slots, from->slots, sizeof space->slots);
    see_values(control, space, child);
}

void watch_on_orphan(struct control *control, struct tracee *child)
{
    const struct space *space = control_space(control, child);

    if (space && watch_is_on(space))
        watch_thread(control, child);
}

/* The kernel took them away, though they may read as before. */
void watch_on_exec(struct control *control, struct tracee *tracee)
{
    (void)control;
    tracee->controlled->watch.control = 0;
}

/* ---- hits -------------------------------------------------------------------------------------- */

static void hit_code(struct control *control, struct tracee *tracee, struct point_entry *entry,
                     const struct user_regs_struct *registers)
{
    struct event_stop question = point_question(tracee, registers);
    struct event_hit hit = { .pc = registers->rip, .call = -1 };

    if (point_passes(control, entry, &question.header))
        point_hit(control, entry, tracee, &hit);
}

/* A point of data was touched, or found changed: by a call, or by an instruction (-1). */
static void hit_data(struct control *control, struct tracee *tracee, struct point_entry *entry,
                     const struct user_regs_struct *registers, struct event_hit *hit)
{
    struct space *space = control_space(control, tracee);
    struct event_stop question = point_question(tracee, registers);
    struct point *point = &entry->point;

    hit->size_bytes = point->size_bytes;
    hit->old_value = hit->new_value = slot_of(space, point)->seen;
    read_value(tracee, point, &hit->new_value);
    note_value(space, point, hit->new_value);
    if ((point->flags & POINT_ONLY_CHANGES) && hit->old_value == hit->new_value)
        return;
    if (point_passes(control, entry, &question.header))
        point_hit(control, entry, tracee, hit);
}

/* What the thread's registers say was touched, of what is (still) watched; how many. */
static unsigned list_touched(struct control *control, const struct tracee *tracee, uint64_t status,
                             struct point_entry *ret_entries[static WATCH_SLOTS])
{
    const struct watch_registers *watch = &tracee->controlled->watch;
    const struct space *space = control_space(control, tracee);
    struct space touched = { 0 };

    for (unsigned i = 0; space && i < WATCH_SLOTS; i++) {
        if ((status >> i & 1) && watch->addresses[i] == space->slots[i].address)
            touched.slots[i] = space->slots[i];
    }
    return list_points(control, &touched, ret_entries);
}

/* Between two rounds of a repeated instruction the pc is at it, and the processor says so by RF. */
static bool is_repeating(struct control *control, const struct tracee *tracee,
                         const struct user_regs_struct *registers)
{
    uint8_t code[INSTRUCTION_MAX_BYTES];
    struct instruction instruction;
    size_t size = 0;

    if (registers->eflags & FLAG_RESUME)
        size = breakpoint_read_code(control, tracee, registers->rip, code, sizeof code);
    return instruction_decode(code, size, registers_are_compat(registers), &instruction) &&
           instruction.kind == INSTRUCTION_REPEATED;
}

/* The instruction; where that cannot be told, what is behind it. */
static tracee_addr toucher_of(struct control *control, const struct tracee *tracee,
                              const struct point *point, const struct user_regs_struct *registers)
{
    uint8_t code[TOUCHER_CODE_BYTES];
    tracee_addr pc = registers->rip;
    size_t size = sizeof code;

    if (tracee->controlled->over.phase != STEPOVER_NONE)
        return tracee->controlled->over.at;
    if (is_repeating(control, tracee, registers))
        return pc;
    if (breakpoint_read_code(control, tracee, pc - size, code, size) < size)
        size = pc % PAGE_BYTES < size ? pc % PAGE_BYTES : size; /* nothing is mapped before it */
    if (breakpoint_read_code(control, tracee, pc - size, code, size) < size)
        return pc;
    return pc - toucher_length(code, size, registers, point->address, size_of(point));
}

static void hit_touched(struct control *control, struct tracee *tracee, uint64_t status,
                        const struct user_regs_struct *registers)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = list_touched(control, tracee, status, entries);

    for (unsigned i = 0; i < count; i++) {
        const struct point *point = &entries[i]->point;
        struct event_hit hit = { .call = -1 };

        if (is_execute(point)) {
            hit_code(control, tracee, entries[i], registers);
            continue;
        }
        hit.pc = toucher_of(control, tracee, point, registers);
        hit_data(control, tracee, entries[i], registers, &hit);
    }
}

/* A step led to a hardware breakpoint: it counts now, and not once more when the tracee runs. */
static void arrive(struct control *control, struct tracee *tracee,
                   struct user_regs_struct *registers)
{
    struct space *space = control_space(control, tracee);
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = space ? list_points(control, space, entries) : 0;

    for (unsigned i = 0; i < count && !(registers->eflags & FLAG_RESUME); i++) {
        if (!is_execute(&entries[i]->point) || entries[i]->point.address != registers->rip)
            continue;
        hit_code(control, tracee, entries[i], registers);
        registers->eflags |= FLAG_RESUME;
        ptrace_set_registers(tracee->tid, registers);
    }
}

/* DR6 has the bits of one trap only: the kernel begins each with none (and a trap that came in a
 * call sends no signal). */
bool watch_on_trap(struct control *control, struct tracee *tracee, const siginfo_t *info,
                   struct user_regs_struct *registers)
{
    uint64_t status = 0;

    if (!tracee->controlled->watch.is_used)
        return false;
    ptrace_get_debug(tracee->tid, STATUS_REGISTER, &status);
    ptrace_set_debug(tracee->tid, STATUS_REGISTER, 0);
    hit_touched(control, tracee, status & STATUS_SLOTS, registers);
    if (info->si_code == TRAP_TRACE && tracee->controlled->step.is_active)
        arrive(control, tracee, registers);
    return info->si_code == TRAP_HWBKPT;
}

/* ---- what the kernel wrote ------------------------------------------------------------------- */

/* Could an instruction of another thread have done it?  Then its trap comes. */
static bool others_execute(const struct control *control, const struct tracee *caller)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, caller->memory, tracee))) {
        if (tracee != caller && tracee->state == TRACEE_RUNNING && !tracee->call.is_known)
            return true;
    }
    return false;
}

/* True where it changed and that is told. */
static void compare(struct control *control, struct tracee *tracee, struct point_entry *entry,
                    const struct event_syscall *record)
{
    struct space *space = control_space(control, tracee);
    const struct point *point = &entry->point;
    bool is_by_call = call_reaches(record, point->address, point->size_bytes);
    struct event_hit hit = { .call = -1 };
    struct user_regs_struct registers;
    uint64_t value;
    int result = read_value(tracee, point, &value);

    if (result == -EFAULT) {
        set_unmapped(control, space, entry);
        refresh_threads(control, space->memory);
        return;
    }
    if (result < 0 || value == slot_of(space, point)->seen ||
        (!is_by_call && others_execute(control, tracee)) ||
        ptrace_get_registers(tracee->tid, &registers) < 0)
        return;
    if (is_by_call) {
        hit.call = (int32_t)tracee->call.number;
        hit.abi = tracee->call.abi;
        hit.pc = registers.rip;
    }
    hit_data(control, tracee, entry, &registers, &hit);
}

void watch_on_exit_stop(struct control *control, struct tracee *tracee,
                        const struct event_syscall *record)
{
    struct space *space = control_space(control, tracee);
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = space ? list_points(control, space, entries) : 0;

    for (unsigned i = 0; i < count; i++) {
        if (!is_execute(&entries[i]->point))
            compare(control, tracee, entries[i], record);
    }
}

void watch_on_edit(struct control *control, const struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);

    if (space)
        see_values(control, space, tracee);
}

/* ---- letting go ------------------------------------------------------------------------------- */

void watch_let_go(struct control *control, struct tracee *tracee)
{
    struct watch_registers *watch = &tracee->controlled->watch;

    (void)control;
    if (!watch->is_used)
        return;
    ptrace_set_debug(tracee->tid, CONTROL_REGISTER, 0);
    for (unsigned i = 0; i < WATCH_SLOTS; i++)
        ptrace_set_debug(tracee->tid, i, 0);
    ptrace_set_debug(tracee->tid, STATUS_REGISTER, 0);
    memset(watch, 0, sizeof *watch);
}
