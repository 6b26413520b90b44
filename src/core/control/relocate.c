#include "relocate.h"

#include <string.h>
#include <sys/user.h>

#define OPCODE_SYSENTER 0x34
#define OPCODE_JUMP_32  0xe9

static bool fits(int64_t value)
{
    return value == (int32_t)value;
}

static void put_32(uint8_t *bytes, int64_t value)
{
    int32_t number = (int32_t)value;

    memcpy(bytes, &number, sizeof number);
}

/* Same length, same bytes; memory beside the program counter is further away by what it moved. */
static bool copy_plain(const struct instruction *i, struct relocated *moved)
{
    int64_t distance = i->displacement + (int64_t)(moved->from - moved->to);

    if (!i->is_pc_relative)
        return true;
    if (!fits(distance))
        return false;
    put_32(moved->bytes + i->displacement_offset, distance);
    return true;
}

/* Jumps are written anew with a displacement of 32 bits, which in 32-bit code reaches everything.
 */
static bool copy_branch(const struct instruction *i, struct relocated *moved)
{
    bool is_jump = i->kind == INSTRUCTION_JUMP;
    bool is_known = is_jump || (i->map == INSTRUCTION_MAP_0F && i->opcode >> 4 == 8) ||
                    (i->map == INSTRUCTION_MAP_ONE_BYTE && i->opcode >> 4 == 7);
    int64_t distance;

    moved->length = is_jump ? 5 : 6;
    distance = (int64_t)(instruction_target(i, moved->from) - (moved->to + moved->length));
    if (!is_known || !(i->is_compat || fits(distance)))
        return false;
    moved->bytes[0] = is_jump ? OPCODE_JUMP_32 : 0x0f;
    moved->bytes[1] = (uint8_t)(0x80 | (i->opcode & 15));
    put_32(moved->bytes + moved->length - 4, distance);
    return true;
}

bool relocate(const struct instruction *i, const uint8_t *bytes, tracee_addr from, tracee_addr to,
              struct relocated *ret_relocated)
{
    struct relocated moved = {
        .from = from,
        .to = to,
        .length = i->length,
        .original_length = i->length,
        .kind = i->kind,
        .word_bytes = i->stack_bits / 8,
    };
    bool is_done = false;

    memcpy(moved.bytes, bytes, i->length);
    switch ((enum instruction_kind)i->kind) {
    case INSTRUCTION_OTHER:
    case INSTRUCTION_PUSH_FLAGS:
    case INSTRUCTION_POP_FLAGS:
    case INSTRUCTION_REPEATED: is_done = copy_plain(i, &moved); break;
    case INSTRUCTION_CALL:
    case INSTRUCTION_RETURN:
        is_done = !i->is_relative && !i->has_size_prefix && copy_plain(i, &moved);
        break;
    case INSTRUCTION_SYSCALL: is_done = i->opcode != OPCODE_SYSENTER; break;
    case INSTRUCTION_JUMP:
    case INSTRUCTION_CONDITIONAL:
        is_done = !i->has_size_prefix &&
                  (i->is_relative ? copy_branch(i, &moved) : copy_plain(i, &moved));
        break;
    case INSTRUCTION_FAR:
    case INSTRUCTION_TRAP:
    case INSTRUCTION_KIND_COUNT: break;
    }
    if (is_done)
        *ret_relocated = moved;
    return is_done;
}

static bool fix_return_address(const struct relocated *moved, tracee_addr next_of_copy,
                               tracee_addr next, const struct user_regs_struct *registers,
                               const struct emulate_memory *memory)
{
    uint64_t pushed = 0;

    if (!memory->read(memory->context, registers->rsp, &pushed, moved->word_bytes))
        return false;
    return pushed != next_of_copy ||
           memory->write(memory->context, registers->rsp, &next, moved->word_bytes);
}

bool relocate_fix(const struct relocated *moved, struct user_regs_struct *registers,
                  const struct emulate_memory *memory)
{
    tracee_addr next_of_copy = moved->to + moved->length;
    tracee_addr next = moved->from + moved->original_length;

    if (registers->rip == moved->to) {
        registers->rip = moved->from; /* not executed, or not all of it */
        return true;
    }
    if (registers->rip == next_of_copy)
        registers->rip = next;
    if (moved->kind == INSTRUCTION_SYSCALL && registers->rcx == next_of_copy)
        registers->rcx = next;
    return moved->kind != INSTRUCTION_CALL ||
           fix_return_address(moved, next_of_copy, next, registers, memory);
}
