#include "watch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "breakpoint.h"
#include "call_reach.h"
#include "control.h"
#include "slots.h"
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

bool watch_is_on(const struct space *space)
{
    return slots_left(space) < WATCH_SLOTS;
}

/* ---- what a slot is in the registers ------------------------------------------------------- */

static uint64_t enable_bit(unsigned slot)
{
    return UINT64_C(1) << slot * 2;
}

static uint64_t control_bits(unsigned slot, const struct point *point, unsigned size)
{
    static const uint8_t lengths[] = { [1] = 0, [2] = 1, [4] = 3, [8] = 2 };
    uint64_t type = slots_executes(point) ? 0 : point->flags & POINT_READS ? 3 : 1;

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

/* ---- a new one ----------------------------------------------------------------------------- */

/* Where it cannot be: said before anything is touched. */
static int check_place(const struct tracee *tracee, const struct point *point,
                       struct error *ret_error)
{
    uint64_t value;

    if (!slots_executes(point) && point->size_bytes != 1 && point->size_bytes != 2 &&
        point->size_bytes != 4 && point->size_bytes != 8)
        return error_set(ret_error, -EINVAL, "%u bytes cannot be watched: 1, 2, 4 or 8 can",
                         point->size_bytes);
    if (point->address >= USER_END - slots_size(point))
        return error_set(ret_error, -EINVAL, "0x%" PRIx64 " is the kernel's", point->address);
    if (slots_executes(point))
        return breakpoint_check_code(tracee, point->address, ret_error);
    if (slots_read(tracee, point, &value) < 0)
        return error_set(ret_error, -EFAULT, "0x%" PRIx64 " is not mapped in %d", point->address,
                         tracee->tgid);
    return 0;
}

/* "the 4 debug registers are taken, by 1 counter, 2 main+4" */
static int refuse_full(struct control *control, const struct space *space, unsigned wanted,
                       struct error *ret_error)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = slots_list(control, space, entries);
    char holders[96] = "";

    for (unsigned i = 0, used = 0; i < count; i++) {
        const struct point *point = &entries[i]->point;
        int length = snprintf(holders + used, sizeof holders - used, "%s%u %.16s",
                              i ? ", " : "", point->id, point->label);

        used += (unsigned)length < sizeof holders - used ? (unsigned)length : 0;
    }
    return error_set(ret_error, -ENOSPC, "it takes %u of the %u debug registers, %u are free: %s",
                     wanted, WATCH_SLOTS, slots_left(space), holders);
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
    unsigned wanted = slots_wanted(point);
    struct space *space;
    int result;

    if (!tracee)
        return error_set(ret_error, -ESRCH, "%d is not traced", point->tgid);
    result = check_place(tracee, point, ret_error);
    if (result < 0)
        return result;
    space = space_make(control, tracee);
    if (slots_left(space) < wanted)
        return refuse_full(control, space, wanted, ret_error);
    slots_take(space, point);
    result = try_held(control, space->memory);
    if (result < 0)
        slots_free(space, point->id);
    else
        slots_see(control, space, tracee);
    refresh_threads(control, space->memory);
    if (result < 0)
        return error_set(ret_error, result, "the debug registers cannot be had: %s",
                         strerror(-result));
    if (slots_executes(point))
        excuse_those_there(control, space->memory, point->address);
    return 0;
}

/* ---- changes ------------------------------------------------------------------------------- */

void watch_changed(struct control *control, struct point_entry *entry)
{
    for (struct space *space = control->spaces; space; space = space->next) {
        struct tracee *tracee = tracee_next_in_memory(control->tracees, space->memory, NULL);

        if (!slots_find(space, &entry->point))
            continue;
        if (entry->point.state == POINT_REMOVED)
            slots_free(space, entry->point.id);
        else if (tracee)
            slots_see(control, space, tracee);
        refresh_threads(control, space->memory);
    }
}

static void set_unmapped(struct control *control, struct space *space, struct point_entry *entry)
{
    bool is_anywhere = false;

    slots_free(space, entry->point.id);
    for (const struct space *each = control->spaces; each; each = each->next)
        is_anywhere |= slots_find((struct space *)each, &entry->point) != NULL;
    if (is_anywhere)
        return;
    entry->point.state = POINT_UNMAPPED;
    point_tell(control, entry);
}

void watch_forget_space(struct control *control, struct space *space)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = slots_list(control, space, entries);

    for (unsigned i = 0; i < count; i++)
        set_unmapped(control, space, entries[i]);
}

void watch_on_birth(struct control *control, struct tracee *child, const struct tracee *parent)
{
    struct space *from = control_space(control, parent), *space;

    if (!from || !watch_is_on(from) || control->emit->is_silent)
        return;
    watch_thread(control, child);
    if (child->memory == parent->memory)
        return;
    space = space_make(control, child);
    from = control_space(control, parent);
    memcpy(space->slots, from->slots, sizeof space->slots);
    slots_see(control, space, child);
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

/* ---- hits ---------------------------------------------------------------------------------- */

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
    hit->old_value = hit->new_value = slots_find(space, point)->seen;
    slots_read(tracee, point, &hit->new_value);
    slots_note(space, point, hit->new_value);
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
    return slots_list(control, &touched, ret_entries);
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
    return pc - toucher_length(code, size, registers, point->address, slots_size(point));
}

static void hit_touched(struct control *control, struct tracee *tracee, uint64_t status,
                        const struct user_regs_struct *registers)
{
    struct point_entry *entries[WATCH_SLOTS];
    unsigned count = list_touched(control, tracee, status, entries);

    for (unsigned i = 0; i < count; i++) {
        const struct point *point = &entries[i]->point;
        struct event_hit hit = { .call = -1 };

        if (slots_executes(point)) {
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
    unsigned count = space ? slots_list(control, space, entries) : 0;

    for (unsigned i = 0; i < count && !(registers->eflags & FLAG_RESUME); i++) {
        if (!slots_executes(&entries[i]->point) || entries[i]->point.address != registers->rip)
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

/* ---- what the kernel wrote ----------------------------------------------------------------- */

/* Could an instruction of another thread have done it?  Then its trap comes, behind an INTERRUPT perhaps. */
static bool others_execute(const struct control *control, const struct tracee *caller)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, caller->memory, tracee))) {
        if (tracee != caller && tracee->state == TRACEE_RUNNING && !tracee->call.is_known)
            return true;
        if (tracee != caller && tracee_is_held(tracee) && control_has_queued_trap(tracee))
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
    int result = slots_read(tracee, point, &value);

    if (result == -EFAULT) {
        set_unmapped(control, space, entry);
        refresh_threads(control, space->memory);
        return;
    }
    if (result < 0 || value == slots_find(space, point)->seen ||
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
    unsigned count = space ? slots_list(control, space, entries) : 0;

    for (unsigned i = 0; i < count; i++) {
        if (!slots_executes(&entries[i]->point))
            compare(control, tracee, entries[i], record);
    }
}

void watch_on_edit(struct control *control, const struct tracee *tracee)
{
    struct space *space = control_space(control, tracee);

    if (space)
        slots_see(control, space, tracee);
}

/* ---- letting go ---------------------------------------------------------------------------- */

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
