/* eBPF instructions. */
#include "decode_bpf.h"
#include "layout.h"


static void put_field(struct formatter *f, enum arg_type type, unsigned value)
{
    format_punctuation(f, "|");
    format_named(f, type, value);
}

static void put_code(struct formatter *f, uint8_t code)
{
    static const enum { LOADS, CALCULATES, JUMPS, OTHER } kinds[8] = {
        LOADS, LOADS, LOADS, LOADS, CALCULATES, JUMPS, OTHER, CALCULATES,
    };
    unsigned kind = code & 7u;

    format_named(f, TYPE_BPF_CLASS64, kind);
    switch (kinds[kind]) {
    case LOADS:
        put_field(f, TYPE_BPF_SIZE, code & 0x18u);
        put_field(f, TYPE_BPF_MODE64, code & 0xe0u);
        break;
    case CALCULATES:
        put_field(f, TYPE_BPF_SOURCE, code & 0x08u);
        put_field(f, TYPE_BPF_ALU_OP, code & 0xf0u);
        break;
    case JUMPS:
        put_field(f, TYPE_BPF_SOURCE, code & 0x08u);
        put_field(f, TYPE_BPF_JMP_OP, code & 0xf0u);
        break;
    case OTHER:
        if (code & ~7u) {
            format_punctuation(f, "|");
            format_hex(f, code & ~7u);
            format_comment(f, "BPF_???");
        }
        break;
    }
}

static void put_instruction(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "code");
    put_code(f, bytes[0]);
    format_field(f, "dst_reg");
    format_named(f, TYPE_BPF_REGISTER, bytes[1] & 15);
    format_field(f, "src_reg");
    format_named(f, TYPE_BPF_REGISTER, bytes[1] >> 4);
    format_field(f, "off");
    format_int(f, (uint64_t)(int16_t)load_u16(bytes + 2));
    format_field(f, "imm");
    format_hex(f, load_u32(bytes + 4));
    format_close(f, '}');
}

void format_bpf_instructions(struct formatter *f, struct captured code, uint64_t count,
                             uint64_t address)
{
    format_instructions(f, code, count, address, put_instruction);
}
