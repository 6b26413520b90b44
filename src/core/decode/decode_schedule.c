/*
 * Scheduling: policies, priorities, processors.
 */
#include "capture.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

const struct member members_sched_param[] = {{NULL, MEMBER_S32, .type = TYPE_INT}, {0}};

#define RESET_ON_FORK 0x40000000u

/* "SCHED_BATCH|SCHED_RESET_ON_FORK": the flag only with a policy that there is. */
void format_sched_policy(struct formatter *f, uint64_t value)
{
    const struct flag_set *set = flag_set_find(TYPE_SCHED_POLICY);

    if (flag_set_name(set, value & ~(uint64_t)RESET_ON_FORK))
        format_named(f, TYPE_SCHED_POLICY, value);
    else
        format_unnamed(f, (uint32_t)value, "SCHED_???");
}

/* ---- struct sched_attr ------------------------------------------------------------- */

/* It says its own size in its first word. */
#define FIRST_BYTES 48
#define LIMIT_BYTES 56 /* with those of the utilization */

#define KEEP_POLICY     0x08u
#define KEEP_PARAMETERS 0x10u

static const struct member attribute_policy[] = {
    {NULL, MEMBER_U32},
    {"sched_policy", MEMBER_U32, .type = TYPE_SCHED_POLICY},
    {0},
};

static const struct member attribute_flags[] = {
    {NULL, MEMBER_U64},
    {"sched_flags", MEMBER_U64, .type = TYPE_SCHED_ATTR_FLAGS},
    {0},
};

static const struct member attribute_parameters[] = {
    {NULL, MEMBER_PAD, .count = 16},
    {"sched_nice", MEMBER_S32, .type = TYPE_INT},
    {"sched_priority", MEMBER_U32, .type = TYPE_UINT},
    {"sched_runtime", MEMBER_U64, .type = TYPE_ULONG},
    {"sched_deadline", MEMBER_U64, .type = TYPE_ULONG},
    {"sched_period", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

static const struct member attribute_limits[] = {
    {NULL, MEMBER_PAD, .count = FIRST_BYTES},
    {"sched_util_min", MEMBER_U32, .type = TYPE_UINT},
    {"sched_util_max", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

/* What the kernel reads: as much as the struct says; what it writes: as the size argument and it
 * say. */
void capture_sched_attr(struct capture *c, const struct arg_spec *arg)
{
    tracee_addr address = c->args[c->arg];
    uint32_t size, got;

    (void)arg;
    if (!capture_peek(c, address, &size, sizeof size))
        return;
    if (!c->is_exit && size == 0) /* the first version did not say it */
        size = FIRST_BYTES;
    size = size < sizeof size ? (uint32_t)sizeof size : size < LIMIT_BYTES ? size : LIMIT_BYTES;
    capture_bytes(c, 0, address, size, size, &got);
}

void format_sched_attr(struct formatter *f)
{
    struct captured attributes = captured_piece(f, 0);
    const uint8_t *bytes = attributes.bytes;
    size_t length = attributes.length_bytes;
    bool is_set = !f->is_exit;

    if (captured_is_cut(attributes) || length < 4) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    uint64_t flags = length >= 16 ? load_u64(bytes + 8) : 0;
    format_open(f, '{');
    format_field(f, "size");
    format_uint(f, load_u32(bytes));
    if (length >= FIRST_BYTES) {
        if (!is_set || !(flags & KEEP_POLICY))
            format_members(f, attribute_policy, bytes, length);
        format_members(f, attribute_flags, bytes, length);
        if (!is_set || !(flags & KEEP_PARAMETERS))
            format_members(f, attribute_parameters, bytes, length);
        format_members(f, attribute_limits, bytes, length);
    }
    if (load_u32(bytes) > LIMIT_BYTES)
        format_more(f);
    format_close(f, '}');
}

/* ---- priorities of input and output ----------------------------------------------------- */

#define IOPRIO_CLASS_SHIFT 13

void format_ioprio_parts(struct formatter *f, uint64_t value)
{
    uint32_t priority = (uint32_t)value;

    format_constant(f, "IOPRIO_PRIO_VALUE");
    format_punctuation(f, "(");
    format_named(f, TYPE_IOPRIO_CLASS, priority >> IOPRIO_CLASS_SHIFT);
    format_punctuation(f, ", ");
    format_uint(f, priority & ((1u << IOPRIO_CLASS_SHIFT) - 1));
    format_punctuation(f, ")");
}

void format_ioprio(struct formatter *f, uint64_t value)
{
    enum format_constants style = f->options->constants;

    if (style != FORMAT_NAMES)
        format_int(f, value);
    if (style == FORMAT_NAMED_NUMBERS)
        format_punctuation(f, " /* ");
    if (style != FORMAT_NUMBERS)
        format_ioprio_parts(f, value);
    if (style == FORMAT_NAMED_NUMBERS)
        format_punctuation(f, " */");
}

/* ---- processors ---------------------------------------------------------------------------- */

/* "[0 1 6]" */
void format_cpu_set(struct formatter *f, const uint8_t *bytes, size_t length)
{
    bool is_first = true;

    format_punctuation(f, "[");
    for (size_t cpu = 0; cpu < 8 * length; cpu++) {
        if (!(bytes[cpu / 8] & 1u << cpu % 8))
            continue;
        format_punctuation(f, is_first ? "" : " ");
        format_ulong(f, cpu);
        is_first = false;
    }
    format_punctuation(f, "]");
}
