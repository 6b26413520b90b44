/*
 * Privileged and rare calls: the machine's own prctl, membarrier, modules' and kernels' successors,
 * security modules.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "operation_rows.h"
#include "record.h"
#include "value_type.h"

/* ---- arch_prctl(2) ------------------------------------------------------------------ */

static const struct operation_row arch_prctl_rows[] = {
    OPERATION(0x1003 /* ARCH_GET_FS */, AS_IS, NONE, AS_OUT(ADDRESS_PTR)),
    OPERATION(0x1004 /* ARCH_GET_GS */, AS_IS, NONE, AS_OUT(ADDRESS_PTR)),
    OPERATION(0x1011 /* ARCH_GET_CPUID */, AS_IS, NONE),
    OPERATION(0x1012 /* ARCH_SET_CPUID */, AS_IS, NONE, AS_VALUE(HEX)),
    OPERATION(0x1021 /* ARCH_GET_XCOMP_SUPP */, AS_IS, NONE, AS_OUT(XFEATURE_PTR)),
    OPERATION(0x1022 /* ARCH_GET_XCOMP_PERM */, AS_IS, NONE, AS_OUT(XFEATURE_PTR)),
    OPERATION(0x1023 /* ARCH_REQ_XCOMP_PERM */, AS_IS, NONE, AS_VALUE(XFEATURE_NUMBER)),
    OPERATION(0x1024 /* ARCH_GET_XCOMP_GUEST_PERM */, AS_IS, NONE, AS_OUT(XFEATURE_PTR)),
    OPERATION(0x1025 /* ARCH_REQ_XCOMP_GUEST_PERM */, AS_IS, NONE, AS_VALUE(XFEATURE_NUMBER)),
    {.is_default = true, .arg_count = 2, .args = {{0}, AS_VALUE(HEX)}},
};

const struct operation_table arch_prctl_operations = {arch_prctl_rows,
                                                      ARRAY_COUNT(arch_prctl_rows)};

const struct member members_xfeature[] = {{NULL, MEMBER_U64, .type = TYPE_XFEATURE_SET}, {0}};

/* The processor's features go by their numbers, with the names beside them in every style. */
static void put_xfeature(struct formatter *f, enum arg_type type, uint64_t value)
{
    bool is_number = f->options->constants == FORMAT_NUMBERS;
    format_named_in(f, is_number ? FORMAT_NUMBERS : FORMAT_NAMED_NUMBERS, type, value);
}

void format_xfeature_set(struct formatter *f, uint64_t value)
{
    put_xfeature(f, TYPE_XFEATURE_MASK, value);
}

void format_xfeature_number(struct formatter *f, uint64_t value)
{
    put_xfeature(f, TYPE_XFEATURE, value);
}

/* ---- membarrier(2) ------------------------------------------------------------------ */

/* A processor counts with its flag alone. */
#define OF_PROCESSOR 1
static const struct operation_row membarrier_rows[] = {
    OPERATION(0 /* MEMBARRIER_CMD_QUERY */, FLAGS, MEMBARRIER_CMDS, AS_VALUE(MEMBARRIER_FLAGS)),
    OPERATION(512 /* MEMBARRIER_CMD_GET_REGISTRATIONS */, FLAGS, MEMBARRIER_CMDS,
              AS_VALUE(MEMBARRIER_FLAGS)),
    {.is_default = true, .second = OF_PROCESSOR, .second_mask = OF_PROCESSOR, .arg_count = 3,
     .args = {{0}, AS_VALUE(MEMBARRIER_FLAGS), AS_VALUE(INT)}},
    {.is_default = true, .arg_count = 2, .args = {{0}, AS_VALUE(MEMBARRIER_FLAGS)}},
};

const struct operation_table membarrier_operations = {membarrier_rows,
                                                      ARRAY_COUNT(membarrier_rows)};

/* ---- kexec_load(2) ------------------------------------------------------------------ */

#define SEGMENT_LIMIT 16 /* the kernel's KEXEC_SEGMENT_MAX */

void format_kexec_flags(struct formatter *f, uint64_t value)
{
    uint64_t machine = value & 0xffff0000, flags = value & ~UINT64_C(0xffff0000);

    format_named(f, TYPE_KEXEC_ARCH, machine);
    if (!flags)
        return;
    format_punctuation(f, "|");
    format_named(f, TYPE_KEXEC_FLAG, flags);
}

void capture_kexec_segments(struct capture *c, const struct arg_spec *arg)
{
    uint64_t count = capture_size(c, arg);
    uint32_t size = value_types[TYPE_KEXEC_SEGMENT].size[c->abi], got;

    if (count <= SEGMENT_LIMIT)
        capture_bytes(c, 0, c->args[c->arg], count * size, SEGMENT_LIMIT * size, &got);
}

void format_kexec_segments(struct formatter *f)
{
    struct captured captured = captured_piece(f, 0);

    if (captured.bytes && !f->options->hides_structs)
        format_array(f, TYPE_KEXEC_SEGMENT, captured);
    else
        format_address(f, format_register(f, f->arg));
}

/* ---- sysctl(2), which no kernel has any more ------------------------------------------ */

const struct member members_sysctl_args[] = {
    {"name", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"nlen", MEMBER_S32, .type = TYPE_INT},
    {"oldval", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"oldlenp", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"newval", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"newlen", MEMBER_ULONG, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 32},
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 16},
    {0},
};

/* ---- security modules ----------------------------------------------------------------- */

const struct member members_lsm_id[] = {{NULL, MEMBER_U64, .type = TYPE_LSM_ID}, {0}};

/* struct lsm_ctx: four words, then as many bytes as the last of them says; the third says where the
 * next one begins. */
enum { LSM_HEAD_BYTES = 32 };

static size_t put_lsm_context(struct formatter *f, const uint8_t *bytes, size_t room)
{
    uint64_t length = load_u64(bytes + 16), text = load_u64(bytes + 24);
    uint64_t there = room - LSM_HEAD_BYTES;

    format_item(f);
    format_open(f, '{');
    format_field(f, "id");
    format_named(f, TYPE_LSM_ID, load_u64(bytes));
    format_field(f, "flags");
    format_hex(f, load_u64(bytes + 8));
    format_field(f, "len");
    format_ulong(f, length);
    format_field(f, "ctx_len");
    format_ulong(f, text);
    format_field(f, "ctx");
    format_quoted(f, TEXT_STRING, bytes + LSM_HEAD_BYTES, text < there ? text : there,
                  format_string_limit(f), text > there);
    format_close(f, '}');
    return length < LSM_HEAD_BYTES || length > room ? room : length;
}

void format_lsm_contexts(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t offset = 0;

    format_open(f, '[');
    for (unsigned i = 0; i < format_element_limit(f) && length - offset >= LSM_HEAD_BYTES; i++)
        offset += put_lsm_context(f, bytes + offset, length - offset);
    format_close(f, ']');
}
