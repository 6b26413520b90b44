#include "pad.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/user.h>

#include "breakpoint.h"
#include "control.h"
#include "scratch.h"

#include "../base/alloc.h"
#include "../inspect/function.h"
#include "../inspect/memory_map.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

#define FUNCTION_MAX_BYTES (1u << 20)
#define STACK_MAX_BYTES    (1u << 20) /* of a thread: deeper ones are not looked through */

static const uint8_t int3 = 0xcc;

/* ---- what can be moved ------------------------------------------------------------- */

/* What pushes where it is, or may be begun anew from where it is, stays. */
static bool may_move(const struct instruction *i)
{
    return i->kind == INSTRUCTION_OTHER || i->kind == INSTRUCTION_CONDITIONAL ||
           i->kind == INSTRUCTION_REPEATED || i->kind == INSTRUCTION_PUSH_FLAGS ||
           i->kind == INSTRUCTION_POP_FLAGS;
}

/* The instructions that the jump needs the room of. */
static bool take_parts(struct pad *pad, const uint8_t *bytes, size_t size)
{
    while (pad->patched < PAD_JUMP_BYTES) {
        struct instruction i;

        if (!instruction_decode(bytes + pad->patched, size - pad->patched, false, &i) ||
            !may_move(&i))
            return false;
        pad->parts[pad->part_count++] = (struct pad_part){ pad->patched, i.length, 0 };
        pad->patched = (uint8_t)(pad->patched + i.length);
    }
    if (pad->patched > POINT_PATCH_BYTES)
        return false;
    memcpy(pad->original, bytes, pad->patched);
    return true;
}

static bool is_inside(const struct pad *pad, tracee_addr address)
{
    return address - pad->address - 1 < (uint64_t)pad->patched - 1;
}

static bool branches_inside(const struct pad *pad, const uint8_t *code, size_t size)
{
    struct instruction i;

    for (size_t at = 0; at < size; at += i.length) {
        if (!instruction_decode(code + at, size - at, false, &i))
            return true; /* data, maybe a table of targets */
        if (i.is_relative && is_inside(pad, instruction_target(&i, pad->address + at)))
            return true;
    }
    return false;
}

/* Within its own function; no other jumps into the middle of its beginning. */
static bool is_safe_in_function(struct control *control, const struct tracee *tracee,
                                const struct pad *pad)
{
    struct function_bounds bounds;
    uint8_t *code;
    size_t size;
    bool is_safe;

    if (!function_bounds_find(tracee->tid, tracee->tgid, pad->address, &bounds) ||
        bounds.start != pad->address || bounds.end - bounds.start < pad->patched ||
        bounds.end - bounds.start > FUNCTION_MAX_BYTES)
        return false;
    size = bounds.end - bounds.start;
    code = alloc_zeroed(size, 1);
    is_safe = breakpoint_read_code(control, tracee, pad->address, code, size) == size &&
              !branches_inside(pad, code, size);
    free(code);
    return is_safe;
}

static bool has_other_location(const struct space *space, const struct pad *pad)
{
    for (const struct location *location = space->locations; location; location = location->next) {
        if (is_inside(pad, location->address))
            return true;
    }
    return false;
}

/* ---- where the threads are ---------------------------------------------------------- */

struct range {
    tracee_addr start, end;
};

static bool is_in(struct range range, uint64_t address)
{
    return address >= range.start && address < range.end;
}

/* Of one that is in a call /proc tells: "number arguments… sp pc". */
static bool find_thread(const struct tracee *tracee, tracee_addr *ret_pc, tracee_addr *ret_stack)
{
    struct user_regs_struct registers;
    char text[256];
    ssize_t length;

    if (tracee_is_held(tracee)) {
        if (ptrace_get_registers(tracee->tid, &registers) < 0)
            return false;
        *ret_pc = registers.rip;
        *ret_stack = registers.rsp;
        return true;
    }
    length = procfs_read(tracee->tid, "syscall", text, sizeof text - 1);
    if (length <= 0)
        return false;
    text[length] = '\0';
    return sscanf(text, "%*s %*s %*s %*s %*s %*s %*s %lx %lx", ret_stack, ret_pc) == 2;
}

/* An address in the range on the stack may be where a signal's handler returns to. */
static bool stack_has(const struct tracee *tracee, const struct memory_map *map, tracee_addr stack,
                      struct range range)
{
    tracee_addr end = 0;
    uint64_t *words;
    ssize_t size;
    bool has = false;

    for (size_t i = 0; i < map->count; i++) {
        if (stack - map->mappings[i].start < map->mappings[i].end - map->mappings[i].start)
            end = map->mappings[i].end;
    }
    if (end == 0 || end - stack > STACK_MAX_BYTES)
        return true;
    words = alloc_zeroed(STACK_MAX_BYTES, 1);
    stack &= ~UINT64_C(7);
    size = space_read(tracee, stack, words, end - stack);
    for (ssize_t i = 0; i < size / 8 && !has; i++)
        has = is_in(range, words[i]);
    free(words);
    return has || size < (ssize_t)(end - stack);
}

static bool thread_has(const struct tracee *tracee, const struct memory_map *map,
                       struct range range)
{
    tracee_addr pc, stack;

    return !find_thread(tracee, &pc, &stack) || is_in(range, pc) ||
           stack_has(tracee, map, stack, range);
}

/* Is a thread of the memory there, or may it come back there?  Also where that is not to be known.
 */
static bool any_thread_has(struct control *control, const struct tracee *tracee, struct range range)
{
    const struct tracee *other = NULL;
    struct memory_map map;
    bool has = false;

    if (memory_map_read(tracee->tid, &map) < 0)
        return true;
    while (!has && (other = tracee_next_in_memory(control->tracees, tracee->memory,
                                                  (struct tracee *)other)))
        has = other->state != TRACEE_DYING && thread_has(other, &map, range);
    memory_map_done(&map);
    return has;
}

bool pad_is_in_use(const struct tracee *tracee, const struct pad *pad)
{
    struct memory_map map;
    bool is_in_use;

    if (memory_map_read(tracee->tid, &map) < 0)
        return true;
    is_in_use = thread_has(tracee, &map, (struct range){ pad->code, pad->code + pad->size_bytes });
    memory_map_done(&map);
    return is_in_use;
}

/* ---- making ------------------------------------------------------------------------ */

static bool make_condition(struct pad *pad, const struct filter *condition)
{
    struct condition_step steps[CONDITION_CODE_MAX_STEPS];
    int32_t first;
    size_t count = filter_condition(condition, false, steps, CONDITION_CODE_MAX_STEPS, &first);

    return count > 0 && condition_code_make(steps, count, first, pad->address, &pad->condition);
}

static void put_jump(uint8_t *bytes, tracee_addr from, tracee_addr to)
{
    int32_t distance = (int32_t)(to - (from + PAD_JUMP_BYTES));

    bytes[0] = PAD_JUMP_OPCODE;
    memcpy(bytes + 1, &distance, sizeof distance);
}

/* The condition, the moved instructions, the jump back.  False where one cannot be moved. */
static bool put_code(struct pad *pad, uint8_t *code)
{
    uint16_t at = pad->condition.length;

    memcpy(code, pad->condition.bytes, at);
    for (unsigned n = 0; n < pad->part_count; n++) {
        struct pad_part *part = &pad->parts[n];
        const uint8_t *bytes = pad->original + part->offset;
        struct relocated moved;
        struct instruction i;

        if (!instruction_decode(bytes, part->length, false, &i) ||
            !relocate(&i, bytes, pad->address + part->offset, pad->code + at, &moved))
            return false;
        part->copy = at;
        memcpy(code + at, moved.bytes, moved.length);
        at = (uint16_t)(at + moved.length);
    }
    pad->back = at;
    put_jump(code + at, pad->code + at, pad->address + pad->patched);
    return true;
}

static int place(struct pad *pad, struct space *space, struct tracee *tracee, int *ret_status)
{
    uint8_t code[CONDITION_CODE_MAX_BYTES + (PAD_MAX_PARTS + 1) * RELOCATE_MAX_BYTES] = { 0 };
    ssize_t size = pad->condition.length + (ssize_t)(pad->part_count + 1) * RELOCATE_MAX_BYTES;

    pad->size_bytes = (uint16_t)size;
    pad->code = scratch_take(space, tracee, pad->address, (size_t)size, ret_status);
    if (!pad->code)
        return *ret_status ? -EINTR : -ENOMEM;
    if (put_code(pad, code) && space_write(tracee, pad->code, code, (size_t)size) == size)
        return 0;
    scratch_give_back(space, pad->code, (size_t)size);
    return -EFAULT;
}

static int check(struct control *control, struct tracee *tracee, struct pad *pad,
                 const struct filter *condition)
{
    uint8_t bytes[PAD_MAX_BYTES];
    struct user_regs_struct registers;
    size_t size = breakpoint_read_code(control, tracee, pad->address, bytes, sizeof bytes);

    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return -ESRCH;
    if (registers_are_compat(&registers) || !make_condition(pad, condition) ||
        !take_parts(pad, bytes, size) || has_other_location(control_space(control, tracee), pad) ||
        !is_safe_in_function(control, tracee, pad))
        return -EOPNOTSUPP;
    if (any_thread_has(control, tracee,
                       (struct range){ pad->address + 1, pad->address + pad->patched }))
        return -EBUSY;
    return 0;
}

int pad_make(struct control *control, struct tracee *tracee, tracee_addr address,
             const struct filter *condition, struct pad **ret_pad, int *ret_status)
{
    struct pad *pad = alloc_zeroed(1, sizeof *pad);
    int result;

    *ret_status = 0;
    pad->address = address;
    result = check(control, tracee, pad, condition);
    if (result == 0)
        result = place(pad, control_space(control, tracee), tracee, ret_status);
    if (result < 0)
        free(pad);
    else
        *ret_pad = pad;
    return result;
}

/* ---- the jump ---------------------------------------------------------------------- */

/* The first byte last, and an INT3 until then: who comes there meanwhile stops. */
static bool write_over(const struct tracee *tracee, const struct pad *pad, const uint8_t *bytes,
                       uint8_t first)
{
    ssize_t rest = pad->patched - 1;

    return space_write(tracee, pad->address, &int3, 1) == 1 &&
           space_write(tracee, pad->address + 1, bytes + 1, (size_t)rest) == rest &&
           (first == int3 || space_write(tracee, pad->address, &first, 1) == 1);
}

/* What of the last instruction is behind the jump stays as it is. */
bool pad_arm(const struct tracee *tracee, struct pad *pad)
{
    uint8_t bytes[PAD_MAX_BYTES];

    memcpy(bytes, pad->original, pad->patched);
    put_jump(bytes, pad->address, pad->code);
    pad->is_armed = write_over(tracee, pad, bytes, bytes[0]);
    if (!pad->is_armed)
        write_over(tracee, pad, pad->original, int3);
    return pad->is_armed;
}

bool pad_disarm(const struct tracee *tracee, struct pad *pad, enum pad_first first)
{
    uint8_t there[PAD_JUMP_BYTES], jump[PAD_JUMP_BYTES];

    if (!pad->is_armed)
        return true;
    pad->is_armed = false;
    put_jump(jump, pad->address, pad->code);
    if (space_read(tracee, pad->address, there, sizeof there) != sizeof there ||
        memcmp(there, jump, sizeof jump) != 0)
        return false; /* something else was mapped there */
    return write_over(tracee, pad, pad->original, first == PAD_INT3 ? int3 : pad->original[0]);
}

/* ---- places ------------------------------------------------------------------------ */

bool pad_has(const struct pad *pad, tracee_addr pc)
{
    return pc - pad->code < pad->size_bytes;
}

bool pad_hides(const struct pad *pad, tracee_addr pc)
{
    return pad->is_armed && is_inside(pad, pc);
}

tracee_addr pad_trap(const struct pad *pad)
{
    return pad->code + pad->condition.trap + 1;
}

bool pad_leave(const struct pad *pad, struct user_regs_struct *registers,
               const struct emulate_memory *memory)
{
    uint64_t offset = registers->rip - pad->code;

    if (offset == pad->back) {
        registers->rip = pad->address + pad->patched;
        return true;
    }
    for (unsigned i = 0; i < pad->part_count; i++) {
        if (offset == pad->parts[i].copy) {
            registers->rip = pad->address + pad->parts[i].offset;
            return true;
        }
    }
    if (offset >= pad->condition.length ||
        !condition_code_undo(&pad->condition, offset, registers, memory))
        return false;
    registers->rip = pad->address;
    return true;
}

tracee_addr pad_enter(const struct pad *pad, tracee_addr pc)
{
    for (unsigned i = 0; i < pad->part_count; i++) {
        if (pc == pad->address + pad->parts[i].offset)
            return pad->code + pad->parts[i].copy;
    }
    return 0;
}
