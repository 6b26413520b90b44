/*
 * The state in which an instruction is emulated: a copy of the registers, and at most one write
 * that waits until all of the instruction has succeeded.  Of emulate.c, and of toucher.c, which
 * asks for addresses.
 */
#ifndef PTOP_CORE_EMULATE_MACHINE_H
#define PTOP_CORE_EMULATE_MACHINE_H

#include <stdbool.h>
#include <sys/user.h>

#include "emulate.h"

/* The flags register: Intel's manual, volume 1, 3.4.3. */
#define FLAG_CARRY     UINT64_C(0x001)
#define FLAG_PARITY    UINT64_C(0x004)
#define FLAG_ADJUST    UINT64_C(0x010)
#define FLAG_ZERO      UINT64_C(0x040)
#define FLAG_SIGN      UINT64_C(0x080)
#define FLAG_TRAP      UINT64_C(0x100)
#define FLAG_OVERFLOW  UINT64_C(0x800)
#define FLAG_RESUME    UINT64_C(0x10000)
#define FLAG_VIRTUAL   UINT64_C(0x20000)
#define FLAG_ALIGNMENT UINT64_C(0x40000)

struct machine {
    const struct instruction *instruction;
    const struct emulate_memory *memory;
    struct user_regs_struct registers;
    tracee_addr next; /* instruction, if nothing branches */
    tracee_addr write_address;
    uint64_t write_value;
    unsigned write_bits; /* 0: nothing is written */
};

/* As the opcodes and the middle bits of modrm number them. */
enum arithmetic {
    ARITHMETIC_ADD,
    ARITHMETIC_OR,
    ARITHMETIC_ADC,
    ARITHMETIC_SBB,
    ARITHMETIC_AND,
    ARITHMETIC_SUB,
    ARITHMETIC_XOR,
    ARITHMETIC_COMPARE,
};

static inline uint64_t machine_mask(unsigned bits)
{
    return bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

static inline uint64_t machine_sign(unsigned bits)
{
    return UINT64_C(1) << (bits - 1);
}

static inline uint64_t machine_extended(uint64_t value, unsigned bits)
{
    return (uint64_t)((int64_t)(value << (64 - bits)) >> (64 - bits));
}

/* A register: 8 bits of it are al or ah, as the instruction has it. */
uint64_t machine_get(struct machine *m, unsigned number, unsigned bits);
void machine_set(struct machine *m, unsigned number, unsigned bits, uint64_t value);

/* The address that modrm names; false where it is not to be known.  Only an access adds the base
 * of its segment: lea does not. */
bool machine_address(struct machine *m, bool has_segment, tracee_addr *ret_address);
/* What modrm names, a register or memory; false where the memory cannot be read. */
bool machine_get_rm(struct machine *m, unsigned bits, uint64_t *ret_value);
bool machine_set_rm(struct machine *m, unsigned bits, uint64_t value);

bool machine_push(struct machine *m, uint64_t value);
bool machine_pop(struct machine *m, uint64_t *ret_value);
bool machine_branch(struct machine *m, uint64_t target);

/* Calculate and set the flags. */
uint64_t machine_calculate(struct machine *m, enum arithmetic what, uint64_t a, uint64_t b,
                           unsigned bits);
/* The conditions of jcc, setcc and cmovcc: the odd ones are the contrary. */
bool machine_condition_holds(const struct machine *m, unsigned code);

#endif
