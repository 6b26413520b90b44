/*
 * ptrace(2): what each request makes of its address and its data.
 */
#include <stdio.h>

#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "operation_rows.h"
#include "record.h"
#include "value_type.h"

#define PID     AS_VALUE(PID)
#define NOTHING AS_VALUE(NONE) /* not shown */
#define ADDRESS AS_VALUE(ADDRESS)

#define GOES_ON(number) OPERATION(number, AS_IS, NONE, PID, ADDRESS, AS_VALUE(SIGNAL))
#define SETS(number)    OPERATION(number, AS_IS, NONE, PID, ADDRESS, AS_VALUE(PTRACE_OPTIONS))

static const struct operation_row ptrace_rows[] = {
    OPERATION(0 /* PTRACE_TRACEME */, AS_IS, NONE),
    OPERATION(1 /* PTRACE_PEEKTEXT */, AS_IS, NONE, PID, ADDRESS, AS_OUT(ADDRESS_PTR)),
    OPERATION(2 /* PTRACE_PEEKDATA */, AS_IS, NONE, PID, ADDRESS, AS_OUT(ADDRESS_PTR)),
    OPERATION(3 /* PTRACE_PEEKUSER */, AS_IS, NONE, PID, AS_VALUE(USER_OFFSET),
              AS_OUT(ADDRESS_PTR)),
    OPERATION(4 /* PTRACE_POKETEXT */, AS_IS, NONE, PID, ADDRESS, ADDRESS),
    OPERATION(5 /* PTRACE_POKEDATA */, AS_IS, NONE, PID, ADDRESS, ADDRESS),
    OPERATION(6 /* PTRACE_POKEUSER */, AS_IS, NONE, PID, AS_VALUE(USER_OFFSET), ADDRESS),
    GOES_ON(7 /* PTRACE_CONT */),
    OPERATION(8 /* PTRACE_KILL */, AS_IS, NONE, PID),
    GOES_ON(9 /* PTRACE_SINGLESTEP */),
    OPERATION(12 /* PTRACE_GETREGS */, AS_IS, NONE, PID, NOTHING, AS_OUT(USER_REGS)),
    OPERATION(13 /* PTRACE_SETREGS */, AS_IS, NONE, PID, NOTHING, AS_IN(USER_REGS)),
    OPERATION(14 /* PTRACE_GETFPREGS */, AS_IS, NONE, PID, NOTHING, AS_OUT(USER_FPREGS)),
    OPERATION(15 /* PTRACE_SETFPREGS */, AS_IS, NONE, PID, NOTHING, AS_IN(USER_FPREGS)),
    OPERATION(16 /* PTRACE_ATTACH */, AS_IS, NONE, PID),
    GOES_ON(17 /* PTRACE_DETACH */),
    SETS(21 /* PTRACE_OLDSETOPTIONS */),
    GOES_ON(24 /* PTRACE_SYSCALL */),
    OPERATION(25 /* PTRACE_GET_THREAD_AREA */, AS_IS, NONE, PID, ADDRESS, ADDRESS),
    OPERATION(26 /* PTRACE_SET_THREAD_AREA */, AS_IS, NONE, PID, ADDRESS, ADDRESS),
    OPERATION(30 /* PTRACE_ARCH_PRCTL */, AS_IS, NONE, PID, ADDRESS, ADDRESS),
    GOES_ON(31 /* PTRACE_SYSEMU */),
    GOES_ON(32 /* PTRACE_SYSEMU_SINGLESTEP */),
    GOES_ON(33 /* PTRACE_SINGLEBLOCK */),
    SETS(0x4200 /* PTRACE_SETOPTIONS */),
    OPERATION(0x4201 /* PTRACE_GETEVENTMSG */, AS_IS, NONE, PID, ADDRESS, AS_OUT(ULONG_PTR)),
    OPERATION(0x4202 /* PTRACE_GETSIGINFO */, AS_IS, NONE, PID, ADDRESS, AS_OUT(SIGINFO)),
    OPERATION(0x4203 /* PTRACE_SETSIGINFO */, AS_IS, NONE, PID, ADDRESS, AS_IN(SIGINFO)),
    OPERATION(0x4204 /* PTRACE_GETREGSET */, AS_IS, NONE, PID, AS_VALUE(REGISTER_NOTE),
              AS_INOUT(REGISTER_SET)),
    OPERATION(0x4205 /* PTRACE_SETREGSET */, AS_IS, NONE, PID, AS_VALUE(REGISTER_NOTE),
              AS_IN(REGISTER_SET)),
    SETS(0x4206 /* PTRACE_SEIZE */),
    OPERATION(0x4207 /* PTRACE_INTERRUPT */, AS_IS, NONE, PID),
    OPERATION(0x4208 /* PTRACE_LISTEN */, AS_IS, NONE, PID),
    OPERATION(0x4209 /* PTRACE_PEEKSIGINFO */, AS_IS, NONE, PID, AS_IN(PEEK_SIGINFO_ARGS),
              AS_OUT(SIGINFO, SIZE_RET_COUNT)),
    OPERATION(0x420a /* PTRACE_GETSIGMASK */, AS_IS, NONE, PID, AS_VALUE(ULONG),
              AS_OUT(SIGSET, SIZE_ARG, 2)),
    OPERATION(0x420b /* PTRACE_SETSIGMASK */, AS_IS, NONE, PID, AS_VALUE(ULONG),
              AS_IN(SIGSET, SIZE_ARG, 2)),
    OPERATION(0x420c /* PTRACE_SECCOMP_GET_FILTER */, AS_IS, NONE, PID, AS_VALUE(ULONG),
              AS_OUT(FILTER_CODE)),
    OPERATION(0x420d /* PTRACE_SECCOMP_GET_METADATA */, AS_IS, NONE, PID, AS_VALUE(ULONG),
              AS_INOUT(FILTER_METADATA)),
    OPERATION(0x420e /* PTRACE_GET_SYSCALL_INFO */, AS_IS, NONE, PID, AS_VALUE(ULONG),
              AS_OUT(SYSCALL_INFO, SIZE_RET_WITHIN, 2)),
    OPERATION(0x420f /* PTRACE_GET_RSEQ_CONFIGURATION */, AS_IS, NONE, PID, AS_VALUE(HEX), ADDRESS),
    OPERATION(0x4212 /* PTRACE_SET_SYSCALL_INFO */, AS_IS, NONE, PID, AS_VALUE(ULONG),
              AS_IN(SYSCALL_INFO, SIZE_ARG, 2)),
    OPERATION(0x4210 /* PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG */, AS_IS, NONE, PID,
              AS_VALUE(ULONG), AS_IN(DISPATCH_CONFIG)),
    OPERATION(0x4211 /* PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG */, AS_IS, NONE, PID,
              AS_VALUE(ULONG), AS_OUT(DISPATCH_CONFIG)),
};

const struct operation_table ptrace_operations = {ptrace_rows, ARRAY_COUNT(ptrace_rows)};

/* ---- struct user, by offset -------------------------------------------------------- */

static const char *const native_registers[] = {
    "R15", "R14", "R13", "R12", "RBP", "RBX",      "R11", "R10", "R9",  "R8",  "RAX",
    "RCX", "RDX", "RSI", "RDI", "ORIG_RAX", "RIP", "CS",  "EFL", "RSP", "SS",
};
static const char *const compat_registers[] = {
    "EBX", "ECX", "EDX", "ESI", "EDI", "EBP",      "EAX", "DS",  "ES",
    "FS",  "GS",  "ORIG_EAX", "EIP", "CS", "EFL", "UESP", "SS",
};

static const struct user_place {
    uint16_t offset;
    const char *name;
} native_places[] = {
    {216, "u_fpvalid"}, {224, "i387"},       {736, "u_tsize"},  {744, "u_dsize"},
    {752, "u_ssize"},   {760, "start_code"}, {768, "start_stack"}, {776, "signal"},
    {784, "reserved"},  {792, "u_ar0"},      {800, "u_fpstate"}, {808, "magic"},
    {816, "u_comm"},    {848, "u_debugreg"}, {912, NULL},
}, compat_places[] = {
    {68, "u_fpvalid"}, {72, "i387"},       {180, "u_tsize"},     {184, "u_dsize"},
    {188, "u_ssize"},  {192, "start_code"}, {196, "start_stack"}, {200, "signal"},
    {204, "reserved"}, {208, "u_ar0"},     {212, "u_fpstate"},   {216, "magic"},
    {220, "u_comm"},   {252, "u_debugreg"}, {284, NULL},
};

/* "8*R15", "8*SS+16", "offsetof(struct user, i387)+8", "sizeof(struct user)". */
void format_user_offset(struct formatter *f, uint64_t value)
{
    bool is_compat = f->abi == ABI_COMPAT;
    const struct user_place *places = is_compat ? compat_places : native_places;
    size_t count = is_compat ? ARRAY_COUNT(compat_places) : ARRAY_COUNT(native_places);
    size_t registers = is_compat ? ARRAY_COUNT(compat_registers) : ARRAY_COUNT(native_registers);
    size_t word = abi_word_bytes(f->abi), i = count;
    char name[64];
    uint64_t start;

    if (value > places[count - 1].offset) {
        format_hex(f, value);
        return;
    }
    while (i > 0 && places[i - 1].offset > value)
        i--;
    if (i == count) {
        start = places[i - 1].offset;
        snprintf(name, sizeof name, "sizeof(struct user)");
    } else if (i > 0) {
        start = places[i - 1].offset;
        snprintf(name, sizeof name, "offsetof(struct user, %s)", places[i - 1].name);
    } else {
        size_t index = value / word < registers ? value / word : registers - 1;
        start = index * word;
        snprintf(name, sizeof name, "%zu*%s", word,
                 is_compat ? compat_registers[index] : native_registers[index]);
    }
    if (!format_names_begin(f, value))
        return;
    format_constant(f, name);
    if (value > start) {
        format_punctuation(f, "+");
        format_ulong(f, value - start);
    }
    format_names_end(f);
}

/* ---- structs ------------------------------------------------------------------------ */


const struct member members_peek_siginfo_args[] = {
    {"off", MEMBER_U64, .type = TYPE_ULONG},
    {"flags", MEMBER_U32, .type = TYPE_PEEK_SIGINFO_FLAGS},
    {"nr", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_filter_metadata[] = {
    {"filter_off", MEMBER_U64, .type = TYPE_ULONG},
    {"flags", MEMBER_U64, SHOW_ANSWER, .type = TYPE_SECCOMP_FILTER_FLAGS},
    {0},
};

const struct member members_dispatch_config[] = {
    {"mode", MEMBER_U64, .type = TYPE_USER_DISPATCH},
    {"selector", MEMBER_U64, .type = TYPE_ADDRESS},
    {"offset", MEMBER_U64, .type = TYPE_HEX},
    {"len", MEMBER_U64, .type = TYPE_HEX},
    {0},
};

#define REGISTER(name) {name, MEMBER_ULONG, .type = TYPE_HEX, .abi = IN_NATIVE}
#define REGISTER_32(name) {name, MEMBER_ULONG, .type = TYPE_HEX, .abi = IN_COMPAT}

const struct member members_user_regs[] = {
    REGISTER("r15"), REGISTER("r14"), REGISTER("r13"), REGISTER("r12"), REGISTER("rbp"),
    REGISTER("rbx"), REGISTER("r11"), REGISTER("r10"), REGISTER("r9"), REGISTER("r8"),
    REGISTER("rax"), REGISTER("rcx"), REGISTER("rdx"), REGISTER("rsi"), REGISTER("rdi"),
    REGISTER("orig_rax"), REGISTER("rip"), REGISTER("cs"), REGISTER("eflags"), REGISTER("rsp"),
    REGISTER("ss"), REGISTER("fs_base"), REGISTER("gs_base"), REGISTER("ds"), REGISTER("es"),
    REGISTER("fs"), REGISTER("gs"),
    REGISTER_32("ebx"), REGISTER_32("ecx"), REGISTER_32("edx"), REGISTER_32("esi"),
    REGISTER_32("edi"), REGISTER_32("ebp"), REGISTER_32("eax"), REGISTER_32("xds"),
    REGISTER_32("xes"), REGISTER_32("xfs"), REGISTER_32("xgs"), REGISTER_32("orig_eax"),
    REGISTER_32("eip"), REGISTER_32("xcs"), REGISTER_32("eflags"), REGISTER_32("esp"),
    REGISTER_32("xss"),
    {0},
};

static void put_words(struct formatter *f, const char *name, const uint8_t *words, size_t count)
{
    size_t limit = format_element_limit(f);

    format_field(f, name);
    format_open_inline(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_item_inline(f);
        format_hex(f, load_u32(words + 4 * i));
    }
    if (count > limit) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

static const struct member fpu_head[] = {
    {"cwd", MEMBER_U16, .type = TYPE_HEX},   {"swd", MEMBER_U16, .type = TYPE_HEX},
    {"ftw", MEMBER_U16, .type = TYPE_HEX},   {"fop", MEMBER_U16, .type = TYPE_HEX},
    {"rip", MEMBER_U64, .type = TYPE_HEX},   {"rdp", MEMBER_U64, .type = TYPE_HEX},
    {"mxcsr", MEMBER_U32, .type = TYPE_HEX}, {"mxcr_mask", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

static const struct member fpu_head_32[] = {
    {"cwd", MEMBER_U32, .type = TYPE_HEX}, {"swd", MEMBER_U32, .type = TYPE_HEX},
    {"twd", MEMBER_U32, .type = TYPE_HEX}, {"fip", MEMBER_U32, .type = TYPE_HEX},
    {"fcs", MEMBER_U32, .type = TYPE_HEX}, {"foo", MEMBER_U32, .type = TYPE_HEX},
    {"fos", MEMBER_U32, .type = TYPE_HEX}, {0},
};

/* The state of the floating-point unit, as fxsave writes it; a 32-bit program has fsave's. */
void format_user_fpregs(struct formatter *f, const uint8_t *bytes, size_t length)
{
    bool is_compat = f->abi == ABI_COMPAT;

    format_open(f, '{');
    format_members(f, is_compat ? fpu_head_32 : fpu_head, bytes, length);
    if (is_compat) {
        put_words(f, "st_space", bytes + 28, 20);
    } else {
        put_words(f, "st_space", bytes + 32, 32);
        put_words(f, "xmm_space", bytes + 160, 64);
        put_words(f, "padding", bytes + 416, 24);
    }
    format_close(f, '}');
}

/* ---- sets of registers --------------------------------------------------------------- */

enum { NOTE_PRSTATUS = 1, NOTE_FPREGSET = 2 };
enum { SET_VECTOR, SET_REGISTERS };

#define REGISTER_SET_MAX_BYTES 512

/* Part 0 is the iovec, part 1 what it points to: of the sets that are shown unfolded. */
void capture_register_set(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = 2 * (uint32_t)abi_word_bytes(c->abi), got, note = (uint32_t)c->args[2];
    const uint8_t *vector = capture_bytes(c, SET_VECTOR, c->args[c->arg], size, size, &got);
    bool has_registers = arg->direction == ARG_IN || c->is_exit;

    if (!vector || got < size || !has_registers || (note != NOTE_PRSTATUS && note != NOTE_FPREGSET))
        return;
    uint64_t base = load_word(vector, 0, c->abi), length = load_word(vector, 1, c->abi);
    if (base && length)
        capture_bytes(c, SET_REGISTERS, base, length, REGISTER_SET_MAX_BYTES, &got);
}

static void put_register_set(struct formatter *f, uint64_t base)
{
    struct captured registers = captured_piece(f, SET_REGISTERS);
    uint32_t note = (uint32_t)format_register(f, 2);
    size_t size = value_types[TYPE_USER_FPREGS].size[f->abi];

    if (registers.bytes && note == NOTE_PRSTATUS)
        format_record(f, members_user_regs, registers.bytes, registers.length_bytes, false);
    else if (registers.length_bytes >= size && note == NOTE_FPREGSET)
        format_user_fpregs(f, registers.bytes, registers.length_bytes);
    else
        format_address(f, base);
}

/* "{iov_base={…}, iov_len=8192 => 216}": the kernel says how much it is. */
void format_register_set(struct formatter *f)
{
    struct captured before = captured_argument(f, f->arg, false);
    struct captured after = captured_argument(f, f->arg, true);
    bool was_exit = f->is_exit;

    if (before.length_bytes < 2 * abi_word_bytes(f->abi) || f->options->hides_structs) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    uint64_t length = load_word(before.bytes, 1, f->abi);
    format_open(f, '{');
    format_field(f, "iov_base");
    if (f->is_waiting)
        return;
    f->is_exit = after.bytes != NULL;
    put_register_set(f, load_word(before.bytes, 0, f->abi));
    f->is_exit = was_exit;
    format_field(f, "iov_len");
    format_ulong(f, length);
    if (after.length_bytes >= 2 * abi_word_bytes(f->abi) &&
        load_word(after.bytes, 1, f->abi) != length) {
        format_punctuation(f, " => ");
        format_ulong(f, load_word(after.bytes, 1, f->abi));
    }
    format_close(f, '}');
}

/* ---- what a call is about ------------------------------------------------------------ */

static const struct member info_head[] = {
    {"op", MEMBER_U8, .type = TYPE_SYSCALL_INFO_OP},
    {NULL, MEMBER_PAD, .count = 3},
    {"arch", MEMBER_U32, .type = TYPE_AUDIT_ARCH},
    {"instruction_pointer", MEMBER_U64, .type = TYPE_ADDRESS},
    {"stack_pointer", MEMBER_U64, .type = TYPE_ADDRESS},
    {0},
};

enum { INFO_HEAD_BYTES = 24, INFO_ENTRY = 1, INFO_EXIT = 2, INFO_SECCOMP = 3 };
enum { INFO_ARGS = 32, INFO_ARG_COUNT = 6, INFO_RETURNED_DATA = 80, INFO_IS_ERROR = 32 };

static void put_info_number(struct formatter *f, uint64_t number, uint32_t arch)
{
    const struct syscall_spec *spec =
        syscall_find(arch == 0x40000003 ? ABI_COMPAT : ABI_NATIVE, (int64_t)number);
    char name[64];

    format_field(f, "nr");
    if (!spec) {
        format_ulong(f, number);
        return;
    }
    snprintf(name, sizeof name, "__NR_%s", spec->name);
    format_known(f, name, (int64_t)number);
}

static void put_info_entry(struct formatter *f, const uint8_t *bytes, size_t length)
{
    bool is_seccomp = bytes[0] == INFO_SECCOMP;

    format_field(f, is_seccomp ? "seccomp" : "entry");
    format_open(f, '{');
    put_info_number(f, load_u64(bytes + INFO_HEAD_BYTES), load_u32(bytes + 4));
    if (length >= INFO_ARGS + 8) {
        format_field(f, "args");
        format_open_inline(f, '[');
        for (size_t i = 0; i < INFO_ARG_COUNT && INFO_ARGS + 8 * (i + 1) <= length; i++) {
            format_item_inline(f);
            format_hex(f, load_u64(bytes + INFO_ARGS + 8 * i));
        }
        format_close_inline(f, ']');
    }
    if (is_seccomp && length >= INFO_RETURNED_DATA + 4) {
        format_field(f, "ret_data");
        format_hex(f, load_u32(bytes + INFO_RETURNED_DATA));
    }
    format_close(f, '}');
}

static void put_info_exit(struct formatter *f, const uint8_t *bytes, size_t length)
{
    int64_t result = (int64_t)load_u64(bytes + INFO_HEAD_BYTES);
    bool has_failed = length > INFO_IS_ERROR && bytes[INFO_IS_ERROR];
    const char *error = has_failed && result < 0 && result > -4096
                            ? format_errno_name((int)-result) : NULL;

    format_field(f, "exit");
    format_open(f, '{');
    format_field(f, "rval");
    if (error)
        format_punctuation(f, "-");
    format_name_or_number(f, error, result);
    if (length > INFO_IS_ERROR) {
        format_field(f, "is_error");
        format_uint(f, bytes[INFO_IS_ERROR]);
    }
    format_close(f, '}');
}

void format_syscall_info(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_open(f, '{');
    format_members(f, info_head, bytes, length);
    if (length >= INFO_HEAD_BYTES + 8 && (bytes[0] == INFO_ENTRY || bytes[0] == INFO_SECCOMP))
        put_info_entry(f, bytes, length);
    else if (length >= INFO_HEAD_BYTES + 8 && bytes[0] == INFO_EXIT)
        put_info_exit(f, bytes, length);
    format_close(f, '}');
}
