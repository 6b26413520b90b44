/*
 * Classic BPF: the programs that seccomp, prctl and sockets take.
 *
 *     {len=2, filter=[BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0), BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_ALLOW)]}
 *
 * What a constant means depends on who runs the program: it is asked for by the argument's type.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "operation_rows.h"
#include "record.h"

#define INSTRUCTION_LIMIT 4096 /* the kernel's BPF_MAXINSNS */

enum { PROGRAM_STRUCT, PROGRAM_INSTRUCTIONS };

/* ---- capture --------------------------------------------------------------------- */

/* struct sock_fprog: a count of 16 bits, then a pointer. */
void capture_filter_program(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = 2 * (uint32_t)abi_word_bytes(c->abi), got;
    const uint8_t *program = capture_bytes(c, PROGRAM_STRUCT, c->args[c->arg], size, size, &got);

    (void)arg;
    if (!program || got < size)
        return;
    uint64_t count = load_u16(program), address = load_word(program, 1, c->abi);
    if (address && count)
        capture_bytes(c, PROGRAM_INSTRUCTIONS, address, count * FORMAT_INSTRUCTION_BYTES,
                      INSTRUCTION_LIMIT * FORMAT_INSTRUCTION_BYTES, &got);
}

/* ---- an instruction --------------------------------------------------------------- */

static void put_rest(struct formatter *f, uint32_t rest)
{
    if (!rest)
        return;
    format_punctuation(f, "|");
    format_hex(f, rest);
    format_comment(f, "BPF_???");
}

/* The class, and the fields of the code that it has. */
static void put_code(struct formatter *f, uint16_t code)
{
    static const struct {
        uint16_t first, first_mask, second, second_mask;
        bool shows_rest;
    } layouts[8] = {
        [0] = {TYPE_BPF_SIZE, 0x18, TYPE_BPF_MODE, 0xe0, false},   /* BPF_LD */
        [1] = {TYPE_BPF_SIZE, 0x18, TYPE_BPF_MODE, 0xe0, false},   /* BPF_LDX */
        [2] = {0, 0, 0, 0, true},                                  /* BPF_ST */
        [3] = {0, 0, 0, 0, true},                                  /* BPF_STX */
        [4] = {TYPE_BPF_SOURCE, 0x08, TYPE_BPF_ALU_OP, 0xf0, false}, /* BPF_ALU */
        [5] = {TYPE_BPF_SOURCE, 0x08, TYPE_BPF_JMP_OP, 0xf0, false}, /* BPF_JMP */
        [6] = {TYPE_BPF_RESULT, 0x18, 0, 0, true},                 /* BPF_RET */
        [7] = {TYPE_BPF_MISC_OP, 0xf8, 0, 0, true},                /* BPF_MISC */
    };
    unsigned kind = code & 7u;
    unsigned known = 7u | layouts[kind].first_mask | layouts[kind].second_mask;

    format_named(f, TYPE_BPF_CLASS, kind);
    if (layouts[kind].first_mask) {
        format_punctuation(f, "|");
        format_named(f, layouts[kind].first, code & layouts[kind].first_mask);
    }
    if (layouts[kind].second_mask) {
        format_punctuation(f, "|");
        format_named(f, layouts[kind].second, code & layouts[kind].second_mask);
    }
    if (layouts[kind].shows_rest)
        put_rest(f, code & ~known);
}

/* A seccomp program returns an action and 16 bits of data. */
static void put_seccomp_constant(struct formatter *f, uint16_t code, uint32_t constant)
{
    if ((code & 7) != 6) {
        format_hex(f, constant);
        return;
    }
    format_named(f, TYPE_SECCOMP_ACTION, constant & 0xffff0000);
    if (constant & 0xffff) {
        format_punctuation(f, "|");
        format_hex(f, constant & 0xffff);
    }
}

#define LOAD_ABSOLUTE_MASK 0xe7u /* class and mode */
#define LOAD_ABSOLUTE      0x20u

/* Negative offsets of a socket's program are what the kernel knows of the packet. */
static void put_socket_constant(struct formatter *f, uint16_t code, uint32_t constant)
{
    static const uint32_t starts[] = {0xfffff000u, 0xfff00000u, 0xffe00000u};
    static const char *const names[] = {"SKF_AD_OFF", "SKF_NET_OFF", "SKF_LL_OFF"};

    for (size_t i = 0; i < ARRAY_COUNT(starts); i++) {
        if ((code & LOAD_ABSOLUTE_MASK) != LOAD_ABSOLUTE || constant < starts[i])
            continue;
        format_known_hex(f, names[i], starts[i]);
        format_punctuation(f, "+");
        if (i == 0)
            format_named(f, TYPE_PACKET_FACT, constant - starts[i]);
        else
            format_uint(f, constant - starts[i]);
        return;
    }
    format_hex(f, constant);
}

static void put_instruction(struct formatter *f, const uint8_t *bytes)
{
    uint16_t code = load_u16(bytes);
    uint32_t constant = load_u32(bytes + 4);
    bool jumps = bytes[2] || bytes[3];

    text_put_role(f->text, TEXT_CONSTANT, jumps ? "BPF_JUMP" : "BPF_STMT");
    format_punctuation(f, "(");
    put_code(f, code);
    format_punctuation(f, ", ");
    if (jumps)
        format_hex(f, constant);
    else if (f->spec && f->spec->args[f->arg].type == TYPE_SOCKOPT_VALUE)
        put_socket_constant(f, code, constant);
    else
        put_seccomp_constant(f, code, constant);
    for (int i = 2; jumps && i < 4; i++) {
        format_punctuation(f, ", ");
        format_hex(f, bytes[i]);
    }
    format_punctuation(f, ")");
}

/* ---- the program ------------------------------------------------------------------ */

static void put_instructions(struct formatter *f, struct captured code, uint64_t count,
                             uint64_t address)
{
    format_instructions(f, code, count, address, put_instruction);
}

void format_filter_program(struct formatter *f)
{
    struct captured program = captured_piece(f, PROGRAM_STRUCT);
    struct captured code = captured_piece(f, PROGRAM_INSTRUCTIONS);

    if (program.length_bytes < 2 * abi_word_bytes(f->abi) || f->options->hides_structs) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    uint64_t count = load_u16(program.bytes), address = load_word(program.bytes, 1, f->abi);
    format_open(f, '{');
    format_field(f, "len");
    format_uint(f, count);
    format_field(f, "filter");
    if (format_shows_all(f) && address && (code.bytes || !count))
        put_instructions(f, code, count, address);
    else
        format_address(f, address);
    format_close(f, '}');
}

/* What ptrace gives of a filter that is in force. */
void format_filter_code(struct formatter *f)
{
    struct captured code = captured_piece(f, 0);

    if (code.bytes && format_shows_all(f))
        put_instructions(f, code, code.length_bytes / FORMAT_INSTRUCTION_BYTES, 0);
    else
        format_address(f, format_register(f, f->arg));
}

void capture_filter_code(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;

    (void)arg;
    if (c->is_exit && c->result > 0)
        capture_bytes(c, 0, c->args[c->arg], (uint64_t)c->result * FORMAT_INSTRUCTION_BYTES,
                      INSTRUCTION_LIMIT * FORMAT_INSTRUCTION_BYTES, &got);
}

/* ---- seccomp(2) ------------------------------------------------------------------- */

static const struct operation_row seccomp_rows[] = {
    OPERATION(1 /* SECCOMP_SET_MODE_FILTER */, AS_IS, NONE, AS_VALUE(SECCOMP_FILTER_FLAGS),
              AS_IN(FILTER_PROGRAM)),
    OPERATION(2 /* SECCOMP_GET_ACTION_AVAIL */, AS_IS, NONE, AS_VALUE(HEX32),
              AS_IN(SECCOMP_ACTION_PTR)),
    OPERATION(3 /* SECCOMP_GET_NOTIF_SIZES */, AS_IS, NONE, AS_VALUE(HEX32),
              AS_OUT(SECCOMP_SIZES)),
    {.is_default = true, .arg_count = 3, .args = {{0}, AS_VALUE(HEX32), AS_VALUE(ADDRESS)}},
};

const struct operation_table seccomp_operations = {seccomp_rows, ARRAY_COUNT(seccomp_rows)};

const struct member members_sock_fprog[] = {
    {"len", MEMBER_U16, .type = TYPE_UINT},
    {"filter", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {0},
};
const struct member members_seccomp_action[] = {{NULL, MEMBER_U32, .type = TYPE_SECCOMP_ACTION},
                                                {0}};
const struct member members_seccomp_sizes[] = {
    {"seccomp_notif", MEMBER_U16, .type = TYPE_UINT},
    {"seccomp_notif_resp", MEMBER_U16, .type = TYPE_UINT},
    {"seccomp_data", MEMBER_U16, .type = TYPE_UINT},
    {0},
};
