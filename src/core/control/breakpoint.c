#include "breakpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/mman.h>

#include "control.h"
#include "emulate.h"
#include "pads.h"

#include "../inspect/memory_map.h"
#include "../tracee/ptrace_call.h"

static const uint8_t int3 = BREAKPOINT_INT3;

struct location *breakpoint_at(const struct control *control, const struct tracee *tracee,
                               tracee_addr address)
{
    return location_find(control_space(control, tracee), address);
}

/* The code without our INT3s. */
size_t breakpoint_read_code(const struct control *control, const struct tracee *tracee,
                            tracee_addr address, uint8_t *buffer, size_t size)
{
    struct space *space = control_space(control, tracee);
    ssize_t count = space_read(tracee, address, buffer, size);

    for (struct location *location = space && count > 0 ? space->locations : NULL; location;
         location = location->next) {
        if (location->is_inserted && location->address - address < (uint64_t)count)
            buffer[location->address - address] = location->original;
    }
    if (space && count > 0)
        pads_hide(space, address, buffer, (size_t)count);
    return count > 0 ? (size_t)count : 0;
}

void breakpoint_put_back(const struct control *control, const struct tracee *tracee,
                         struct location *location)
{
    if (location_is_wanted(control, location))
        location_insert(space_reach(control, tracee), location);
}

/* ---- where they may be ---------------------------------------------------------------- */

/* An INT3 in data would be read as data. */
int breakpoint_check_code(const struct tracee *tracee, tracee_addr address,
                          struct error *ret_error)
{
    struct memory_map map;
    const struct mapping *mapping = NULL;
    bool is_code = false;

    if (memory_map_read(tracee->tid, &map) < 0)
        return error_set(ret_error, -ESRCH, "%d is not there any more", tracee->tgid);
    for (size_t i = 0; i < map.count && !mapping; i++) {
        if (address - map.mappings[i].start < map.mappings[i].end - map.mappings[i].start)
            mapping = &map.mappings[i];
    }
    is_code = mapping && (mapping->protection & PROT_EXEC);
    if (!mapping)
        error_set(ret_error, -EFAULT, "0x%" PRIx64 " is not mapped in %d", address, tracee->tgid);
    else if (!is_code)
        error_set(ret_error, -EACCES, "0x%" PRIx64 " is not code: a watchpoint can watch it",
                  address);
    memory_map_done(&map);
    return is_code ? 0 : mapping ? -EACCES : -EFAULT;
}

/* A thread that is held where a breakpoint is set now has arrived there already. */
static void excuse_those_there(struct control *control, uint32_t memory, tracee_addr address)
{
    struct tracee *tracee = NULL;

    while ((tracee = tracee_next_in_memory(control->tracees, memory, tracee))) {
        struct user_regs_struct registers;

        if (!tracee->is_paused ||
            ptrace_get_registers(tracee->tid, &registers) < 0 || registers.rip != address)
            continue;
        control_touch(control, tracee)->over.at = address;
        tracee->controlled->over.stack = registers.rsp;
    }
}

/* ---- points ----------------------------------------------------------------------------- */

static void note_original(struct point *point, const struct location *location)
{
    point->original[0] = location->original;
    point->original_bytes = location->is_inserted;
}

/* The location of an address with an INT3 in it; NULL where none can be written. */
static struct location *insert(struct control *control, struct space *space,
                               const struct tracee *tracee, tracee_addr address)
{
    struct location *location;

    pads_uncover(control, tracee, address, 1);
    location = location_find(space, address);
    if (!location)
        location = location_make(space, address);
    sigtrap_watch_over(control, tracee->memory);
    if (location_insert(tracee, location))
        return location;
    if (location_is_empty(location))
        location_drop(control, space, location);
    return NULL;
}

int breakpoint_add(struct control *control, struct point_entry *entry, struct error *ret_error)
{
    const struct tracee *tracee =
        tracee_next_of_process(control->tracees, entry->point.tgid, NULL);
    unsigned index = point_table_index(control, entry);
    tracee_addr address = entry->point.address;
    struct location *location;
    struct space *space;
    int result;

    if (!tracee)
        return error_set(ret_error, -ESRCH, "%d is not traced", entry->point.tgid);
    if (tracee->wants_detach)
        return error_set(ret_error, -EBUSY, "%d is being let go", entry->point.tgid);
    tracee = space_reach(control, tracee);
    result = breakpoint_check_code(tracee, address, ret_error);
    if (result < 0)
        return result;
    space = space_make(control, tracee);
    if (space->is_disarmed)
        return error_set(ret_error, -EBUSY, "a process that was let go has the memory of %d too",
                         entry->point.tgid);
    result = space_check_ours(control, space, tracee, ret_error);
    if (result < 0)
        return result;
    location = insert(control, space, tracee, address);
    if (!location)
        return error_set(ret_error, -EIO, "the code at 0x%" PRIx64 " cannot be changed (a shared "
                         "mapping?): a debug register can hold there (hbreak)", address);
    location->points[index / 64] |= UINT64_C(1) << index % 64;
    location->has_no_pad = false;
    excuse_those_there(control, tracee->memory, address);
    note_original(&entry->point, location);
    return 0;
}

/* For longer than a moment: others run meanwhile, over what a jump would hide. */
static void take_out(const struct tracee *tracee, struct location *location)
{
    location_remove(tracee, location);
    location->pad = NULL;
}

/* In one space: removed, enabled or disabled. */
static void change_in_space(struct control *control, struct space *space,
                            const struct point_entry *entry)
{
    unsigned index = point_table_index(control, entry);
    const struct tracee *tracee = tracee_next_in_memory(control->tracees, space->memory, NULL);

    if (tracee)
        tracee = space_reach(control, tracee);
    for (struct location *location = space->locations, *next; location; location = next) {
        next = location->next;
        if (!location_has_point(location, index))
            continue;
        if (entry->point.state == POINT_REMOVED)
            location->points[index / 64] &= ~(UINT64_C(1) << index % 64);
        if (tracee && location_is_wanted(control, location) && !location->is_out && !space->is_disarmed)
            location_insert(tracee, location);
        else if (tracee && !location_is_wanted(control, location))
            take_out(tracee, location);
        if (location_is_empty(location))
            location_drop(control, space, location);
    }
}

void breakpoint_changed(struct control *control, struct point_entry *entry)
{
    for (struct space *space = control->spaces; space; space = space->next)
        change_in_space(control, space, entry);
    if (entry->point.state != POINT_ARMED) {
        entry->point.flags &= (uint8_t)~POINT_IN_PLACE;
        entry->point.original_bytes = 0;
    } else if (!(entry->point.flags & POINT_IN_PLACE)) {
        entry->point.original_bytes = 1;
    }
}

int breakpoint_plant(struct control *control, const struct tracee *tracee, tracee_addr address)
{
    struct space *space = space_make(control, tracee);
    struct location *location;

    if (space->is_disarmed || space_check_ours(control, space, tracee, NULL) < 0)
        return -EBUSY;
    location = insert(control, space, tracee, address);
    if (!location)
        return -EFAULT;
    location->planted++;
    return 0;
}

void breakpoint_unplant(struct control *control, const struct tracee *tracee, tracee_addr address)
{
    struct space *space = control_space(control, tracee);
    struct location *location = location_find(space, address);

    if (!location || !location->planted)
        return;
    location->planted--;
    if (!location_is_wanted(control, location))
        location_remove(space_reach(control, tracee), location);
    if (location_is_empty(location))
        location_drop(control, space, location);
}

/* ---- hits ---------------------------------------------------------------------------------- */

bool breakpoint_on_arrival(struct control *control, struct tracee *tracee,
                           struct user_regs_struct *registers)
{
    struct controlled *controlled = control_touch(control, tracee);
    struct location *location = breakpoint_at(control, tracee, registers->rip);
    struct event_stop event;
    bool was_held = tracee->wants_pause;

    if (!location || !location_is_wanted(control, location))
        return false;
    controlled->over.at = registers->rip;
    controlled->over.stack = registers->rsp;
    if (stepover_is_back(&controlled->over, registers->rip, registers->rsp))
        return false;
    event = point_question(tracee, registers);
    for (unsigned i = 0; i < POINT_MAX; i++) {
        struct point_entry *entry = &control->points.entries[i];
        struct event_hit hit = { .pc = registers->rip, .call = -1 };

        if (location_has_point(location, i) && point_passes(control, entry, &event.header))
            point_hit(control, entry, tracee, &hit); /* which may drop the location */
        location = breakpoint_at(control, tracee, registers->rip);
        if (!location)
            break;
    }
    return tracee->wants_pause && !was_held;
}

/* The byte behind which the tracee stopped is none of the INT3s there are.  If it is no INT3 at all,
 * nor the end of the program's own "int 3", there was one of ours when it was executed. */
static bool is_late(const struct control *control, const struct tracee *tracee,
                    tracee_addr address)
{
    static const uint8_t own[] = { 0xcd, 3 };
    uint8_t there[sizeof own];

    return control_space(control, tracee) &&
           space_read(tracee, address - 1, there, sizeof there) == sizeof there &&
           there[1] != int3 && memcmp(there, own, sizeof own) != 0;
}

static void rewind_to(const struct tracee *tracee, struct user_regs_struct *registers,
                      tracee_addr address)
{
    registers->rip = address;
    registers->orig_rax = UINT64_MAX; /* no call is to be restarted here */
    ptrace_set_registers(tracee->tid, registers);
}

static void planted_hit(struct control *control, struct tracee *tracee,
                        struct user_regs_struct *registers)
{
    if (tracee->controlled->step.is_active &&
        step_on_planted(control, tracee, registers) == STEP_DONE && !tracee->wants_pause)
        control_hold(control, tracee, STOP_REASON_STEP, 0);
}

bool breakpoint_on_trap(struct control *control, struct tracee *tracee,
                        struct user_regs_struct *registers)
{
    tracee_addr in_pad = pads_trapped(control_space(control, tracee), registers->rip);
    tracee_addr address = in_pad ? in_pad : registers->rip - 1;
    struct location *location = breakpoint_at(control, tracee, address);
    struct stepover *over;

    if (!location && !control_space(control, tracee) && space_join(control, tracee))
        location = breakpoint_at(control, tracee, address);
    if (!location || !location->is_inserted) {
        if (!is_late(control, tracee, address))
            return false;
        rewind_to(tracee, registers, address);
        return true;
    }
    rewind_to(tracee, registers, address);
    over = &control_touch(control, tracee)->over;
    if (stepover_is_back(over, address, registers->rsp) ||
        (over->at == address && over->stack == registers->rsp)) {
        over->at = address;
        over->stack = registers->rsp;
        if (location->planted)
            planted_hit(control, tracee, registers);
        return true; /* a signal came first: the hit was counted */
    }
    over->at = address;
    over->stack = registers->rsp;
    if (location->planted)
        planted_hit(control, tracee, registers);
    breakpoint_on_arrival(control, tracee, registers);
    return true;
}

/* ---- writing where they are ---------------------------------------------------------------- */

static bool hides_in(const struct location *location, tracee_addr address, size_t size)
{
    return location->is_inserted && location->address - address < size;
}

void breakpoint_keep(const struct control *control, const struct tracee *tracee,
                     tracee_addr address, uint8_t *bytes, size_t size)
{
    const struct space *space = control_space(control, tracee);

    for (const struct location *location = space ? space->locations : NULL; location;
         location = location->next) {
        if (hides_in(location, address, size))
            bytes[location->address - address] = int3;
    }
}

void breakpoint_on_write(struct control *control, const struct tracee *tracee,
                         tracee_addr address, const uint8_t *wanted, size_t size)
{
    const struct space *space = control_space(control, tracee);

    for (struct location *location = space ? space->locations : NULL; location;
         location = location->next) {
        if (!hides_in(location, address, size))
            continue;
        location->original = wanted[location->address - address];
        for (unsigned i = 0; i < POINT_MAX; i++) {
            struct point_entry *entry = &control->points.entries[i];

            if (!location_has_point(location, i))
                continue;
            note_original(&entry->point, location);
            point_tell(control, entry);
        }
    }
}

/* ---- when ptop breaks ------------------------------------------------------------------------ */

static const struct location *find_by_copy(const struct space *space, tracee_addr pc)
{
    const struct location *location = space->locations;

    while (location && (!location->copy.to || pc - location->copy.to > location->copy.length))
        location = location->next;
    return location;
}

void breakpoint_mend(const struct control *control, struct tracee *tracee, bool is_trap)
{
    const struct space *space = control_space(control, tracee);
    const struct emulate_memory memory = { emulate_read, emulate_write, &tracee->tid };
    const struct location *location;
    struct user_regs_struct registers;

    if (!space || ptrace_get_registers(tracee->tid, &registers) < 0)
        return;
    location = find_by_copy(space, registers.rip);
    if (location && relocate_fix(&location->copy, &registers, &memory))
        ptrace_set_registers(tracee->tid, &registers);
    if (is_trap && location_find(space, registers.rip - 1)) {
        rewind_to(tracee, &registers, registers.rip - 1);
        tracee->pending_signal = 0;
    } else if (is_trap && location_find(space, registers.rip)) {
        tracee->pending_signal = 0; /* that was done */
    }
}
