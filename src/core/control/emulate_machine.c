#include "emulate_machine.h"

#define RESULT_FLAGS                                                                               \
    (FLAG_CARRY | FLAG_PARITY | FLAG_ADJUST | FLAG_ZERO | FLAG_SIGN | FLAG_OVERFLOW)

#define STACK_POINTER 4

/* A branch to what lies above faults where it is, not where it leads. */
#define USER_END (UINT64_C(1) << 47)

/* ---- operands -------------------------------------------------------------------- */

/* Without REX the byte registers 4…7 are the second bytes of the first four. */
static bool is_high_byte(const struct machine *m, unsigned number, unsigned bits)
{
    return bits == 8 && number >= 4 && number < 8 && !m->instruction->has_rex;
}

uint64_t machine_get(struct machine *m, unsigned number, unsigned bits)
{
    if (is_high_byte(m, number, bits))
        return *emulate_register(&m->registers, number - 4) >> 8 & 0xff;
    return *emulate_register(&m->registers, number) & machine_mask(bits);
}

/* A register of 32 bits clears what is above it, smaller ones leave it. */
void machine_set(struct machine *m, unsigned number, unsigned bits, uint64_t value)
{
    bool is_high = is_high_byte(m, number, bits);
    uint64_t *whole = emulate_register(&m->registers, is_high ? number - 4 : number);
    uint64_t mask = machine_mask(bits) << (is_high ? 8 : 0);

    value = is_high ? value << 8 : value;
    *whole = bits == 32 ? value & mask : (*whole & ~mask) | (value & mask);
}

bool machine_address(struct machine *m, bool has_segment, tracee_addr *ret_address)
{
    const struct instruction *i = m->instruction;
    uint64_t address = (uint64_t)i->displacement;

    if (i->address_bits == 16 || (has_segment && i->is_compat && i->segment != SEGMENT_DEFAULT))
        return false;
    if (i->is_pc_relative)
        address += m->next;
    if (i->base != INSTRUCTION_NO_REGISTER)
        address += machine_get(m, i->base, 64);
    if (i->index != INSTRUCTION_NO_REGISTER)
        address += machine_get(m, i->index, 64) * i->scale;
    address &= machine_mask(i->address_bits);
    if (has_segment && i->segment == SEGMENT_FS)
        address += m->registers.fs_base;
    if (has_segment && i->segment == SEGMENT_GS)
        address += m->registers.gs_base;
    *ret_address = address;
    return true;
}

static bool read_memory(struct machine *m, tracee_addr address, unsigned bits, uint64_t *ret_value)
{
    uint64_t value = 0;

    if (!m->memory->read(m->memory->context, address, &value, bits / 8))
        return false;
    *ret_value = value;
    return true;
}

static void write_memory(struct machine *m, tracee_addr address, unsigned bits, uint64_t value)
{
    m->write_address = address;
    m->write_bits = bits;
    m->write_value = value;
}

/* What modrm names: a register, or memory. */
bool machine_get_rm(struct machine *m, unsigned bits, uint64_t *ret_value)
{
    tracee_addr address;

    if (m->instruction->has_memory)
        return machine_address(m, true, &address) && read_memory(m, address, bits, ret_value);
    *ret_value = machine_get(m, m->instruction->rm, bits);
    return true;
}

bool machine_set_rm(struct machine *m, unsigned bits, uint64_t value)
{
    tracee_addr address;

    if (!m->instruction->has_memory)
        machine_set(m, m->instruction->rm, bits, value);
    else if (machine_address(m, true, &address))
        write_memory(m, address, bits, value);
    else
        return false;
    return true;
}

bool machine_push(struct machine *m, uint64_t value)
{
    unsigned bits = m->instruction->stack_bits;
    uint64_t stack = (machine_get(m, STACK_POINTER, bits) - bits / 8) & machine_mask(bits);

    if (m->instruction->operand_bits != bits)
        return false;
    machine_set(m, STACK_POINTER, bits, stack);
    write_memory(m, stack, bits, value);
    return true;
}

bool machine_pop(struct machine *m, uint64_t *ret_value)
{
    unsigned bits = m->instruction->stack_bits;
    uint64_t stack = machine_get(m, STACK_POINTER, bits);

    if (m->instruction->operand_bits != bits || !read_memory(m, stack, bits, ret_value))
        return false;
    machine_set(m, STACK_POINTER, bits, stack + bits / 8);
    return true;
}

bool machine_branch(struct machine *m, uint64_t target)
{
    if (m->instruction->has_size_prefix || target >= USER_END)
        return false;
    m->next = target;
    return true;
}

/* ---- flags ----------------------------------------------------------------------- */

static void set_flags(struct machine *m, uint64_t flags)
{
    m->registers.eflags = (m->registers.eflags & ~RESULT_FLAGS) | flags;
}

static uint64_t flags_of(uint64_t result, unsigned bits)
{
    result &= machine_mask(bits);
    return (__builtin_parity(result & 0xff) ? 0 : FLAG_PARITY) | (result == 0 ? FLAG_ZERO : 0) |
           (result & machine_sign(bits) ? FLAG_SIGN : 0);
}

static uint64_t add(struct machine *m, uint64_t a, uint64_t b, bool carry, unsigned bits)
{
    uint64_t result = (a + b + carry) & machine_mask(bits);
    bool carries = result < a || (carry && result == a);

    set_flags(m, flags_of(result, bits) | (carries ? FLAG_CARRY : 0) |
                     ((a ^ b ^ result) & FLAG_ADJUST) |
                     (~(a ^ b) & (a ^ result) & machine_sign(bits) ? FLAG_OVERFLOW : 0));
    return result;
}

static uint64_t subtract(struct machine *m, uint64_t a, uint64_t b, bool borrow, unsigned bits)
{
    uint64_t result = (a - b - borrow) & machine_mask(bits);
    bool borrows = a < b || (borrow && a == b);

    set_flags(m, flags_of(result, bits) | (borrows ? FLAG_CARRY : 0) |
                     ((a ^ b ^ result) & FLAG_ADJUST) |
                     ((a ^ b) & (a ^ result) & machine_sign(bits) ? FLAG_OVERFLOW : 0));
    return result;
}

static uint64_t logic(struct machine *m, uint64_t result, unsigned bits)
{
    set_flags(m, flags_of(result, bits));
    return result;
}

bool machine_condition_holds(const struct machine *m, unsigned code)
{
    uint64_t flags = m->registers.eflags;
    bool is_less = ((flags & FLAG_SIGN) != 0) != ((flags & FLAG_OVERFLOW) != 0);
    const bool holds[] = {
        /* of the even ones, halved */
        (flags & FLAG_OVERFLOW) != 0,
        (flags & FLAG_CARRY) != 0,
        (flags & FLAG_ZERO) != 0,
        (flags & (FLAG_CARRY | FLAG_ZERO)) != 0,
        (flags & FLAG_SIGN) != 0,
        (flags & FLAG_PARITY) != 0,
        is_less,
        is_less || (flags & FLAG_ZERO) != 0,
    };

    return holds[code >> 1 & 7] != (code & 1);
}

uint64_t machine_calculate(struct machine *m, enum arithmetic what, uint64_t a, uint64_t b,
                           unsigned bits)
{
    bool carry = (m->registers.eflags & FLAG_CARRY) != 0;

    switch (what) {
    case ARITHMETIC_ADD: return add(m, a, b, false, bits);
    case ARITHMETIC_OR: return logic(m, a | b, bits);
    case ARITHMETIC_ADC: return add(m, a, b, carry, bits);
    case ARITHMETIC_SBB: return subtract(m, a, b, carry, bits);
    case ARITHMETIC_AND: return logic(m, a & b, bits);
    case ARITHMETIC_XOR: return logic(m, a ^ b, bits);
    case ARITHMETIC_SUB:
    case ARITHMETIC_COMPARE: break;
    }
    return subtract(m, a, b, false, bits);
}
