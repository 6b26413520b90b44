#include "toucher.h"

#include "emulate_machine.h"

#include "../inspect/instruction.h"
#include "../tracee/registers.h"

/* What one access may come to: a word, or a vector. */
#define WORD_BYTES 8
#define VECTOR_BYTES 64

enum certainty { IMPOSSIBLE, POSSIBLE, CERTAIN };

struct range {
    tracee_addr start;
    uint64_t bytes;
};

static bool overlap(struct range a, struct range b)
{
    return a.start - b.start < b.bytes || b.start - a.start < a.bytes;
}

/* By its opcode, and where: around the pointers, which have moved on. */
static bool touches_by_opcode(const struct instruction *instruction,
                              const struct user_regs_struct *registers, struct range watched)
{
    unsigned opcode = instruction->opcode;
    bool is_push = (opcode >= 0x50 && opcode <= 0x57) || opcode == 0x68 || opcode == 0x6a ||
                   opcode == 0x9c || (opcode == 0xff && instruction->reg_code == 6);
    bool is_pop = (opcode >= 0x58 && opcode <= 0x5f) || opcode == 0x8f || opcode == 0x9d ||
                  opcode == 0xc9;
    bool is_string = (opcode >= 0xa4 && opcode <= 0xa7) || (opcode >= 0xaa && opcode <= 0xaf);
    struct range pushed = { registers->rsp, WORD_BYTES };
    struct range popped = { registers->rsp - WORD_BYTES, WORD_BYTES };
    struct range to = { registers->rdi - WORD_BYTES, 2 * WORD_BYTES };
    struct range from = { registers->rsi - WORD_BYTES, 2 * WORD_BYTES };

    if (instruction->map != INSTRUCTION_MAP_ONE_BYTE)
        return false;
    return (is_push && overlap(pushed, watched)) || (is_pop && overlap(popped, watched)) ||
           (is_string && (overlap(to, watched) || overlap(from, watched))) ||
           (opcode >= 0xa0 && opcode <= 0xa3 &&
            overlap((struct range){ (uint64_t)instruction->immediate, WORD_BYTES }, watched));
}

/* Where the address was made of a register that the instruction itself has changed. */
static bool has_lost_its_address(const struct instruction *instruction)
{
    return instruction->reg == instruction->base || instruction->reg == instruction->index;
}

static enum certainty touches(const struct instruction *instruction,
                              const struct user_regs_struct *registers, struct range watched)
{
    struct machine machine = {
        .instruction = instruction,
        .registers = *registers,
        .next = registers->rip,
    };
    struct range accessed = { 0, instruction->map == INSTRUCTION_MAP_ONE_BYTE ? WORD_BYTES
                                                                             : VECTOR_BYTES };

    if (touches_by_opcode(instruction, registers, watched))
        return CERTAIN;
    if (!instruction->has_memory || !machine_address(&machine, true, &accessed.start))
        return IMPOSSIBLE;
    if (overlap(accessed, watched))
        return CERTAIN;
    return has_lost_its_address(instruction) ? POSSIBLE : IMPOSSIBLE;
}

/* Decode on from each byte; votes[n]: how often the last instruction before the pc has n bytes. */
static void count_votes(const uint8_t *code, size_t size, bool is_compat,
                        unsigned votes[static INSTRUCTION_MAX_BYTES + 1])
{
    for (size_t start = 0; start < size; start++) {
        struct instruction instruction = { 0 };
        size_t at = start;

        while (at < size &&
               instruction_decode(code + at, size - at, is_compat, &instruction))
            at += instruction.length;
        if (at == size)
            votes[instruction.length]++;
    }
}

unsigned toucher_length(const uint8_t *code, size_t size,
                        const struct user_regs_struct *registers, tracee_addr address,
                        unsigned size_bytes)
{
    bool is_compat = registers_are_compat(registers);
    unsigned votes[INSTRUCTION_MAX_BYTES + 1] = { 0 }, best = 0;
    enum certainty best_certainty = POSSIBLE;
    struct range watched = { address, size_bytes };

    count_votes(code, size, is_compat, votes);
    for (unsigned length = 1; length <= INSTRUCTION_MAX_BYTES && length <= size; length++) {
        struct instruction instruction;
        enum certainty certainty = IMPOSSIBLE;

        if (instruction_decode(code + size - length, length, is_compat, &instruction) &&
            instruction.length == length)
            certainty = touches(&instruction, registers, watched);
        if (certainty < best_certainty ||
            (certainty == best_certainty && votes[length] < votes[best]))
            continue; /* the longer one has its prefixes */
        best = length;
        best_certainty = certainty;
    }
    return best;
}
