#include "instruction.h"

#include <string.h>

#include <Zydis/Zydis.h>

/* A decoder is a few bytes that nobody changes: made anew for each instruction. */
static bool decode(const void *bytes, size_t size, bool is_compat,
                   ZydisDecodedInstruction *ret_decoded)
{
    ZydisDecoder decoder;

    if (!ZYAN_SUCCESS(ZydisDecoderInit(
            &decoder, is_compat ? ZYDIS_MACHINE_MODE_LONG_COMPAT_32 : ZYDIS_MACHINE_MODE_LONG_64,
            is_compat ? ZYDIS_STACK_WIDTH_32 : ZYDIS_STACK_WIDTH_64)))
        return false;
    return ZYAN_SUCCESS(ZydisDecoderDecodeInstruction(&decoder, NULL, bytes, size, ret_decoded));
}

static bool is_repeated_string(const ZydisDecodedInstruction *decoded)
{
    return (decoded->attributes &
            (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE | ZYDIS_ATTRIB_HAS_REPNE)) != 0;
}

static enum instruction_kind kind_by_mnemonic(const ZydisDecodedInstruction *decoded)
{
    switch (decoded->mnemonic) {
    case ZYDIS_MNEMONIC_PUSHF:
    case ZYDIS_MNEMONIC_PUSHFD:
    case ZYDIS_MNEMONIC_PUSHFQ:
        return INSTRUCTION_PUSH_FLAGS;
    case ZYDIS_MNEMONIC_POPF:
    case ZYDIS_MNEMONIC_POPFD:
    case ZYDIS_MNEMONIC_POPFQ:
        return INSTRUCTION_POP_FLAGS;
    case ZYDIS_MNEMONIC_SYSCALL:
    case ZYDIS_MNEMONIC_SYSENTER:
        return INSTRUCTION_SYSCALL;
    case ZYDIS_MNEMONIC_IRET:
    case ZYDIS_MNEMONIC_IRETD:
    case ZYDIS_MNEMONIC_IRETQ:
        return INSTRUCTION_FAR;
    default:
        return is_repeated_string(decoded) ? INSTRUCTION_REPEATED : INSTRUCTION_OTHER;
    }
}

static enum instruction_kind kind_of(const ZydisDecodedInstruction *decoded)
{
    bool is_far = decoded->meta.branch_type == ZYDIS_BRANCH_TYPE_FAR;

    switch (decoded->meta.category) {
    case ZYDIS_CATEGORY_CALL:
        return is_far ? INSTRUCTION_FAR : INSTRUCTION_CALL;
    case ZYDIS_CATEGORY_UNCOND_BR:
        return is_far ? INSTRUCTION_FAR : INSTRUCTION_JUMP;
    case ZYDIS_CATEGORY_COND_BR:
        return INSTRUCTION_CONDITIONAL;
    case ZYDIS_CATEGORY_RET:
        return decoded->opcode == 0xc2 || decoded->opcode == 0xc3 ? INSTRUCTION_RETURN
               : kind_by_mnemonic(decoded) == INSTRUCTION_OTHER   ? INSTRUCTION_FAR
                                                                  : kind_by_mnemonic(decoded);
    case ZYDIS_CATEGORY_INTERRUPT:
        return decoded->opcode == 0xcd && decoded->raw.imm[0].value.u == 0x80 ? INSTRUCTION_SYSCALL
                                                                              : INSTRUCTION_TRAP;
    default:
        return kind_by_mnemonic(decoded);
    }
}

static uint8_t map_of(const ZydisDecodedInstruction *decoded)
{
    if (decoded->encoding != ZYDIS_INSTRUCTION_ENCODING_LEGACY)
        return INSTRUCTION_MAP_OTHER;
    switch (decoded->opcode_map) {
    case ZYDIS_OPCODE_MAP_DEFAULT:
        return INSTRUCTION_MAP_ONE_BYTE;
    case ZYDIS_OPCODE_MAP_0F:
        return INSTRUCTION_MAP_0F;
    default:
        return INSTRUCTION_MAP_OTHER;
    }
}

static void take_prefixes(const ZydisDecodedInstruction *decoded, struct instruction *ret)
{
    if (decoded->attributes & ZYDIS_ATTRIB_HAS_SEGMENT_FS)
        ret->segment = SEGMENT_FS;
    else if (decoded->attributes & ZYDIS_ATTRIB_HAS_SEGMENT_GS)
        ret->segment = SEGMENT_GS;
    else if (ret->is_compat && (decoded->attributes & ZYDIS_ATTRIB_HAS_SEGMENT) != 0)
        ret->segment = SEGMENT_OTHER;
    ret->is_locked = (decoded->attributes & ZYDIS_ATTRIB_HAS_LOCK) != 0;
    ret->has_rex = (decoded->attributes & ZYDIS_ATTRIB_HAS_REX) != 0;
    for (unsigned i = 0; i < decoded->raw.prefix_count; i++) {
        uint8_t prefix = decoded->raw.prefixes[i].value;
        ret->has_size_prefix = ret->has_size_prefix || prefix == 0x66;
        ret->is_repeated = ret->is_repeated || prefix == 0xf2 || prefix == 0xf3;
    }
}

static uint8_t extend(uint8_t number, bool bit)
{
    return (uint8_t)(number | (bit ? 8 : 0));
}

/* The manual's tables 2-2 and 2-3: how modrm and sib name memory. */
static void take_memory(const ZydisDecodedInstruction *decoded, struct instruction *ret)
{
    bool b = ret->has_rex && decoded->raw.rex.B, x = ret->has_rex && decoded->raw.rex.X;
    uint8_t mod = decoded->raw.modrm.mod, rm = decoded->raw.modrm.rm;

    ret->has_memory = true;
    if (rm == 4) {
        uint8_t index = extend(decoded->raw.sib.index, x);
        ret->index = index == 4 ? INSTRUCTION_NO_REGISTER : index;
        ret->scale = (uint8_t)(1u << decoded->raw.sib.scale);
        if (!(mod == 0 && decoded->raw.sib.base == 5))
            ret->base = extend(decoded->raw.sib.base, b);
    } else if (mod == 0 && rm == 5) {
        ret->is_pc_relative = !ret->is_compat;
    } else {
        ret->base = extend(rm, b);
    }
}

/* Moves from and to control and debug registers: whatever their modrm says, it means registers. */
static bool names_registers(const ZydisDecodedInstruction *decoded)
{
    return decoded->raw.modrm.mod == 3 || (decoded->opcode_map == ZYDIS_OPCODE_MAP_0F &&
                                           decoded->opcode >= 0x20 && decoded->opcode <= 0x23);
}

static void take_modrm(const ZydisDecodedInstruction *decoded, struct instruction *ret)
{
    ret->base = ret->index = INSTRUCTION_NO_REGISTER;
    ret->scale = 1;
    ret->opcode_register = extend(ret->opcode & 7, ret->has_rex && decoded->raw.rex.B);
    if (!(decoded->attributes & ZYDIS_ATTRIB_HAS_MODRM))
        return;
    ret->reg_code = decoded->raw.modrm.reg;
    ret->reg = extend(decoded->raw.modrm.reg, ret->has_rex && decoded->raw.rex.R);
    if (names_registers(decoded))
        ret->rm = extend(decoded->raw.modrm.rm, ret->has_rex && decoded->raw.rex.B);
    else
        take_memory(decoded, ret);
}

static int64_t signed_bytes(const uint8_t *bytes, unsigned size)
{
    uint64_t value = 0;

    if (size == 0)
        return 0;
    memcpy(&value, bytes, size);
    return (int64_t)(value << (64 - 8 * size)) >> (64 - 8 * size);
}

static void take_numbers(const ZydisDecodedInstruction *decoded, const uint8_t *bytes,
                         struct instruction *ret)
{
    ret->displacement_offset = decoded->raw.disp.offset;
    ret->displacement_bytes = decoded->raw.disp.size / 8;
    ret->displacement = signed_bytes(bytes + ret->displacement_offset, ret->displacement_bytes);
    ret->immediate_offset = decoded->raw.imm[0].offset;
    ret->immediate_bytes = decoded->raw.imm[0].size / 8;
    ret->immediate = signed_bytes(bytes + ret->immediate_offset, ret->immediate_bytes);
    ret->is_relative = decoded->raw.imm[0].is_relative;
}

bool instruction_decode(const void *bytes, size_t size, bool is_compat,
                        struct instruction *ret_instruction)
{
    ZydisDecodedInstruction decoded;

    if (!decode(bytes, size, is_compat, &decoded))
        return false;
    *ret_instruction = (struct instruction){
        .length = decoded.length,
        .kind = (uint8_t)kind_of(&decoded),
        .map = map_of(&decoded),
        .opcode = decoded.opcode,
        .is_compat = is_compat,
        .operand_bits = decoded.operand_width,
        .address_bits = decoded.address_width,
        .stack_bits = decoded.stack_width,
    };
    take_prefixes(&decoded, ret_instruction);
    take_modrm(&decoded, ret_instruction);
    take_numbers(&decoded, bytes, ret_instruction);
    return true;
}

tracee_addr instruction_target(const struct instruction *instruction, tracee_addr address)
{
    tracee_addr target = address + instruction->length + (uint64_t)instruction->immediate;

    if (!instruction->is_relative)
        return 0;
    return instruction->is_compat ? (uint32_t)target : target;
}
