/*
 * The opcodes are rows at the end: which of them a function does.  A function works on the
 * machine's copy of the registers, and both it and the write take effect when it succeeded.
 * The numbers of opcodes and the conditions of flags are from Intel's manual, volume 2, appendix
 * A, and volume 1, appendix B.
 */
#include "emulate_machine.h"

#include <sys/uio.h>
#include <sys/user.h>

#define COUNTER       1
#define STACK_POINTER 4
#define FRAME_POINTER 5

uint64_t *emulate_register(struct user_regs_struct *r, unsigned number)
{
#define AT(name) offsetof(struct user_regs_struct, name)
    static const uint8_t offsets[] = {
        AT(rax), AT(rcx), AT(rdx), AT(rbx), AT(rsp), AT(rbp), AT(rsi), AT(rdi),
        AT(r8),  AT(r9),  AT(r10), AT(r11), AT(r12), AT(r13), AT(r14), AT(r15),
    };
#undef AT

    return (uint64_t *)((char *)r + offsets[number & 15]);
}

/* ---- arithmetic ------------------------------------------------------------------ */

/* Into modrm's operand; into memory only what is compared, which is not written. */
static bool calculate_into_rm(struct machine *m, enum arithmetic what, uint64_t b)
{
    unsigned bits = m->instruction->operand_bits;
    uint64_t a, result;

    if ((m->instruction->has_memory && what != ARITHMETIC_COMPARE) || !machine_get_rm(m, bits, &a))
        return false;
    result = machine_calculate(m, what, a, b & machine_mask(bits), bits);
    return what == ARITHMETIC_COMPARE || machine_set_rm(m, bits, result);
}

static bool calculate_into_register(struct machine *m, enum arithmetic what, unsigned number,
                                    uint64_t b)
{
    unsigned bits = m->instruction->operand_bits;
    uint64_t result =
        machine_calculate(m, what, machine_get(m, number, bits), b & machine_mask(bits), bits);

    if (what != ARITHMETIC_COMPARE)
        machine_set(m, number, bits, result);
    return true;
}

/* 00…3d: the operation, and which operand is which. */
static bool do_arithmetic(struct machine *m)
{
    const struct instruction *i = m->instruction;
    enum arithmetic what = (enum arithmetic)(i->opcode >> 3 & 7);
    uint64_t other;

    switch (i->opcode & 7) {
    case 0:
    case 1: return calculate_into_rm(m, what, machine_get(m, i->reg, i->operand_bits));
    case 2:
    case 3:
        return machine_get_rm(m, i->operand_bits, &other) &&
               calculate_into_register(m, what, i->reg, other);
    case 4:
    case 5: return calculate_into_register(m, what, 0, (uint64_t)i->immediate);
    }
    return false;
}

static bool do_arithmetic_immediate(struct machine *m)
{
    return calculate_into_rm(m, (enum arithmetic)m->instruction->reg_code,
                             (uint64_t)m->instruction->immediate);
}

static bool do_test(struct machine *m)
{
    const struct instruction *i = m->instruction;
    uint64_t value;

    if (!machine_get_rm(m, i->operand_bits, &value))
        return false;
    machine_calculate(m, ARITHMETIC_AND, value, machine_get(m, i->reg, i->operand_bits),
                      i->operand_bits);
    return true;
}

static bool do_test_accumulator(struct machine *m)
{
    const struct instruction *i = m->instruction;

    machine_calculate(m, ARITHMETIC_AND, machine_get(m, 0, i->operand_bits), (uint64_t)i->immediate,
                      i->operand_bits);
    return true;
}

static bool do_test_immediate(struct machine *m)
{
    uint64_t value;

    if (m->instruction->reg_code != 0 || !machine_get_rm(m, m->instruction->operand_bits, &value))
        return false;
    machine_calculate(m, ARITHMETIC_AND, value, (uint64_t)m->instruction->immediate,
                      m->instruction->operand_bits);
    return true;
}

/* inc and dec leave the carry alone. */
static void count_by_one(struct machine *m, unsigned number, bool is_up)
{
    unsigned bits = m->instruction->operand_bits;
    uint64_t carry = m->registers.eflags & FLAG_CARRY, value = machine_get(m, number, bits);

    machine_set(m, number, bits,
                machine_calculate(m, is_up ? ARITHMETIC_ADD : ARITHMETIC_SUB, value, 1, bits));
    m->registers.eflags = (m->registers.eflags & ~FLAG_CARRY) | carry;
}

/* 40…4f, which are prefixes in 64-bit code. */
static bool do_count(struct machine *m)
{
    count_by_one(m, m->instruction->opcode & 7, m->instruction->opcode < 0x48);
    return true;
}

/* ---- moves ----------------------------------------------------------------------- */

static bool do_nothing(struct machine *m)
{
    (void)m;
    return true;
}

/* 90 with REX.B is an exchange with r8. */
static bool do_nop(struct machine *m)
{
    return m->instruction->opcode_register == 0;
}

static bool do_endbr(struct machine *m)
{
    const struct instruction *i = m->instruction;

    return i->is_repeated && !i->has_memory && i->reg_code == 7 && (i->rm & 6) == 2;
}

static bool do_store(struct machine *m)
{
    const struct instruction *i = m->instruction;

    return machine_set_rm(m, i->operand_bits, machine_get(m, i->reg, i->operand_bits));
}

static bool do_load(struct machine *m)
{
    const struct instruction *i = m->instruction;
    uint64_t value;

    if (!machine_get_rm(m, i->operand_bits, &value))
        return false;
    machine_set(m, i->reg, i->operand_bits, value);
    return true;
}

static bool do_move_immediate(struct machine *m)
{
    return m->instruction->reg_code == 0 &&
           machine_set_rm(m, m->instruction->operand_bits, (uint64_t)m->instruction->immediate);
}

static bool do_load_immediate(struct machine *m)
{
    const struct instruction *i = m->instruction;

    machine_set(m, i->opcode_register, i->operand_bits, (uint64_t)i->immediate);
    return true;
}

static bool do_address(struct machine *m)
{
    tracee_addr address;

    if (!m->instruction->has_memory || !machine_address(m, false, &address))
        return false;
    machine_set(m, m->instruction->reg, m->instruction->operand_bits, address);
    return true;
}

static bool load_extended(struct machine *m, unsigned bits, bool is_signed)
{
    uint64_t value;

    if (!machine_get_rm(m, bits, &value))
        return false;
    machine_set(m, m->instruction->reg, m->instruction->operand_bits,
                is_signed ? machine_extended(value, bits) : value);
    return true;
}

/* b6, b7, be, bf: movzx and movsx of 8 and 16 bits.  That an operand of 8 bits is ah depends on
 * the source's size alone. */
static bool do_load_extended(struct machine *m)
{
    uint8_t opcode = m->instruction->opcode;

    return load_extended(m, opcode & 1 ? 16 : 8, opcode >= 0xbe);
}

static bool do_load_extended_32(struct machine *m)
{
    return !m->instruction->is_compat && m->instruction->operand_bits != 16 &&
           load_extended(m, 32, true);
}

static bool do_extend_accumulator(struct machine *m)
{
    unsigned bits = m->instruction->operand_bits;

    machine_set(m, 0, bits, machine_extended(machine_get(m, 0, bits / 2), bits / 2));
    return true;
}

static bool do_extend_into_rdx(struct machine *m)
{
    unsigned bits = m->instruction->operand_bits;

    machine_set(m, 2, bits, machine_get(m, 0, bits) & machine_sign(bits) ? UINT64_MAX : 0);
    return true;
}

static bool do_conditional_load(struct machine *m)
{
    const struct instruction *i = m->instruction;
    uint64_t value;

    if (!machine_get_rm(m, i->operand_bits, &value))
        return false;
    if (!machine_condition_holds(m, i->opcode))
        value = machine_get(m, i->reg, i->operand_bits);
    machine_set(m, i->reg, i->operand_bits, value);
    return true;
}

static bool do_set_condition(struct machine *m)
{
    return machine_set_rm(m, 8, machine_condition_holds(m, m->instruction->opcode));
}

/* ---- stack and branches ---------------------------------------------------------- */

static bool do_push(struct machine *m)
{
    return machine_push(m, machine_get(m, m->instruction->opcode_register, 64));
}

static bool do_push_immediate(struct machine *m)
{
    return machine_push(m, (uint64_t)m->instruction->immediate);
}

static bool do_push_flags(struct machine *m)
{
    return machine_push(m, m->registers.eflags & ~(FLAG_RESUME | FLAG_VIRTUAL));
}

/* Also of the stack pointer itself: what was popped wins. */
static bool do_pop(struct machine *m)
{
    uint64_t value;

    if (!machine_pop(m, &value))
        return false;
    machine_set(m, m->instruction->opcode_register, m->instruction->stack_bits, value);
    return true;
}

static bool do_leave(struct machine *m)
{
    unsigned bits = m->instruction->stack_bits;
    uint64_t value;

    machine_set(m, STACK_POINTER, bits, machine_get(m, FRAME_POINTER, bits));
    if (!machine_pop(m, &value))
        return false;
    machine_set(m, FRAME_POINTER, bits, value);
    return true;
}

static bool do_jump(struct machine *m)
{
    return machine_branch(m, instruction_target(m->instruction, m->registers.rip));
}

static bool do_conditional(struct machine *m)
{
    return machine_condition_holds(m, m->instruction->opcode) ? do_jump(m)
                                                              : machine_branch(m, m->next);
}

/* e0…e3: loopne, loope, loop, jrcxz; what is counted depends on the size of addresses. */
static bool do_loop(struct machine *m)
{
    const struct instruction *i = m->instruction;
    unsigned kind = i->opcode & 3;
    uint64_t count = machine_get(m, COUNTER, i->address_bits) - (kind == 3 ? 0 : 1);
    bool is_zero = (count & machine_mask(i->address_bits)) == 0;
    bool has_zero_flag = (m->registers.eflags & FLAG_ZERO) != 0;

    if (kind == 3)
        return is_zero ? do_jump(m) : machine_branch(m, m->next);
    machine_set(m, COUNTER, i->address_bits, count);
    if (is_zero || (kind != 2 && has_zero_flag != (kind == 1)))
        return machine_branch(m, m->next);
    return do_jump(m);
}

static bool do_call(struct machine *m)
{
    return machine_push(m, m->next) && do_jump(m);
}

static bool do_return(struct machine *m)
{
    unsigned bits = m->instruction->stack_bits;
    uint64_t target;

    if (!machine_pop(m, &target))
        return false;
    machine_set(m, STACK_POINTER, bits,
                machine_get(m, STACK_POINTER, bits) + (uint16_t)m->instruction->immediate);
    return machine_branch(m, target);
}

/* fe, ff: what is done is in the middle bits of modrm. */
static bool do_group(struct machine *m)
{
    const struct instruction *i = m->instruction;
    uint64_t value;

    if (i->reg_code < 2) {
        if (!i->has_memory)
            count_by_one(m, i->rm, i->reg_code == 0);
        return !i->has_memory;
    }
    if (i->opcode == 0xfe || !machine_get_rm(m, i->operand_bits, &value))
        return false;
    switch (i->reg_code) {
    case 2: return machine_push(m, m->next) && machine_branch(m, value);
    case 4: return machine_branch(m, value);
    case 6: return machine_push(m, value);
    }
    return false;
}

/* ---- all of it ------------------------------------------------------------------- */

static const struct row {
    uint8_t map, first, last;
    bool may_repeat; /* F2 and F3 before it mean nothing, or are part of it */
    bool (*act)(struct machine *m);
} rows[] = {
    { INSTRUCTION_MAP_ONE_BYTE, 0x00, 0x3f, false, do_arithmetic },
    { INSTRUCTION_MAP_ONE_BYTE, 0x40, 0x4f, false, do_count },
    { INSTRUCTION_MAP_ONE_BYTE, 0x50, 0x57, false, do_push },
    { INSTRUCTION_MAP_ONE_BYTE, 0x58, 0x5f, false, do_pop },
    { INSTRUCTION_MAP_ONE_BYTE, 0x63, 0x63, false, do_load_extended_32 },
    { INSTRUCTION_MAP_ONE_BYTE, 0x68, 0x68, false, do_push_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0x6a, 0x6a, false, do_push_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0x70, 0x7f, true, do_conditional },
    { INSTRUCTION_MAP_ONE_BYTE, 0x80, 0x81, false, do_arithmetic_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0x83, 0x83, false, do_arithmetic_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0x84, 0x85, false, do_test },
    { INSTRUCTION_MAP_ONE_BYTE, 0x88, 0x89, false, do_store },
    { INSTRUCTION_MAP_ONE_BYTE, 0x8a, 0x8b, false, do_load },
    { INSTRUCTION_MAP_ONE_BYTE, 0x8d, 0x8d, false, do_address },
    { INSTRUCTION_MAP_ONE_BYTE, 0x90, 0x90, true, do_nop },
    { INSTRUCTION_MAP_ONE_BYTE, 0x98, 0x98, false, do_extend_accumulator },
    { INSTRUCTION_MAP_ONE_BYTE, 0x99, 0x99, false, do_extend_into_rdx },
    { INSTRUCTION_MAP_ONE_BYTE, 0x9c, 0x9c, false, do_push_flags },
    { INSTRUCTION_MAP_ONE_BYTE, 0xa8, 0xa9, false, do_test_accumulator },
    { INSTRUCTION_MAP_ONE_BYTE, 0xb0, 0xbf, false, do_load_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0xc2, 0xc3, true, do_return },
    { INSTRUCTION_MAP_ONE_BYTE, 0xc6, 0xc7, false, do_move_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0xc9, 0xc9, false, do_leave },
    { INSTRUCTION_MAP_ONE_BYTE, 0xe0, 0xe3, false, do_loop },
    { INSTRUCTION_MAP_ONE_BYTE, 0xe8, 0xe8, true, do_call },
    { INSTRUCTION_MAP_ONE_BYTE, 0xe9, 0xe9, true, do_jump },
    { INSTRUCTION_MAP_ONE_BYTE, 0xeb, 0xeb, true, do_jump },
    { INSTRUCTION_MAP_ONE_BYTE, 0xf6, 0xf7, false, do_test_immediate },
    { INSTRUCTION_MAP_ONE_BYTE, 0xfe, 0xff, true, do_group },
    { INSTRUCTION_MAP_0F, 0x1e, 0x1e, true, do_endbr },
    { INSTRUCTION_MAP_0F, 0x1f, 0x1f, false, do_nothing },
    { INSTRUCTION_MAP_0F, 0x40, 0x4f, false, do_conditional_load },
    { INSTRUCTION_MAP_0F, 0x80, 0x8f, true, do_conditional },
    { INSTRUCTION_MAP_0F, 0x90, 0x9f, false, do_set_condition },
    { INSTRUCTION_MAP_0F, 0xb6, 0xb7, false, do_load_extended },
    { INSTRUCTION_MAP_0F, 0xbe, 0xbf, false, do_load_extended },
};

static const struct row *find_row(const struct instruction *i)
{
    for (size_t at = 0; at < sizeof rows / sizeof rows[0]; at++)
        if (rows[at].map == i->map && i->opcode >= rows[at].first && i->opcode <= rows[at].last)
            return i->is_repeated && !rows[at].may_repeat ? NULL : &rows[at];
    return NULL;
}

bool emulate(const struct instruction *instruction, struct user_regs_struct *registers,
             const struct emulate_memory *memory)
{
    const struct row *row = find_row(instruction);
    struct machine m = {
        .instruction = instruction,
        .memory = memory,
        .registers = *registers,
        .next = registers->rip + instruction->length,
    };

    if (row == NULL || instruction->is_locked ||
        (registers->eflags & (FLAG_TRAP | FLAG_ALIGNMENT)) != 0)
        return false;
    if (instruction->is_compat)
        m.next &= UINT32_MAX;
    if (!row->act(&m) || (m.write_bits != 0 && !memory->write(memory->context, m.write_address,
                                                              &m.write_value, m.write_bits / 8)))
        return false;
    m.registers.rip = m.next;
    m.registers.eflags &= ~FLAG_RESUME;
    *registers = m.registers;
    return true;
}

/* By process_vm_readv alone: what /proc/TID/mem could read besides would fault in the program. */
bool emulate_read(void *tid, tracee_addr address, void *buffer, size_t size)
{
    struct iovec here = { buffer, size }, there = { (void *)(uintptr_t)address, size };

    return process_vm_readv(*(pid_t *)tid, &here, 1, &there, 1, 0) == (ssize_t)size;
}

bool emulate_write(void *tid, tracee_addr address, const void *bytes, size_t size)
{
    struct iovec here = { (void *)(uintptr_t)bytes, size };
    struct iovec there = { (void *)(uintptr_t)address, size };

    return process_vm_writev(*(pid_t *)tid, &here, 1, &there, 1, 0) == (ssize_t)size;
}
