/*
 * futex(2): one row per operation says how it is called, which arguments it
 * uses, and whether the fourth is a timeout or a number.
 */
#include "capture.h"
#include "decode_operation.h"
#include "formatter.h"
#include "value_type.h"

#define FUTEX_PRIVATE      0x80u
#define FUTEX_REALTIME     0x100u
#define FUTEX_COMMAND_MASK (~(FUTEX_PRIVATE | FUTEX_REALTIME))

static const struct futex_operation {
    uint8_t used_arguments;
    bool has_timeout;
} futex_operations[] = {
    [0 /* FUTEX_WAIT */] = {4, true},
    [1 /* FUTEX_WAKE */] = {3, false},
    [2 /* FUTEX_FD */] = {3, false},
    [3 /* FUTEX_REQUEUE */] = {5, false},
    [4 /* FUTEX_CMP_REQUEUE */] = {6, false},
    [5 /* FUTEX_WAKE_OP */] = {6, false},
    [6 /* FUTEX_LOCK_PI */] = {4, true},
    [7 /* FUTEX_UNLOCK_PI */] = {2, false},
    [8 /* FUTEX_TRYLOCK_PI */] = {2, false},
    [9 /* FUTEX_WAIT_BITSET */] = {6, true},
    [10 /* FUTEX_WAKE_BITSET */] = {6, false},
    [11 /* FUTEX_WAIT_REQUEUE_PI */] = {5, true},
    [12 /* FUTEX_CMP_REQUEUE_PI */] = {6, false},
    [13 /* FUTEX_LOCK_PI2 */] = {4, true},
};

/* The operation stands two arguments before the timeout. */
static const struct futex_operation *operation_find(uint64_t op)
{
    uint32_t command = (uint32_t)op & FUTEX_COMMAND_MASK;
    return command < ARRAY_COUNT(futex_operations) ? &futex_operations[command] : NULL;
}

/* FUTEX_WAIT_PRIVATE, as the macro of the two together is called. */
void format_futex_op(struct formatter *f, uint64_t value)
{
    bool is_private = operation_find(value) && value & FUTEX_PRIVATE;

    format_named(f, TYPE_FUTEX_CMD, value & ~(FUTEX_REALTIME | (is_private ? FUTEX_PRIVATE : 0)));
    if (is_private)
        format_constant(f, "_PRIVATE");
    if (value & FUTEX_REALTIME) {
        format_punctuation(f, "|");
        format_constant(f, "FUTEX_CLOCK_REALTIME");
    }
}

void format_futex_val(struct formatter *f, uint64_t value)
{
    if ((uint32_t)value == UINT32_MAX)
        format_constant(f, "FUTEX_BITSET_MATCH_ANY");
    else
        format_uint(f, value);
}

unsigned futex_used_arguments(const struct formatter *f, unsigned index)
{
    const struct futex_operation *operation = operation_find(format_register(f, index));
    return operation ? operation->used_arguments : f->spec->arg_count;
}

static bool has_timeout(uint64_t op)
{
    const struct futex_operation *operation = operation_find(op);
    return operation && operation->has_timeout;
}

static void capture_timeout(struct capture *c, size_t size)
{
    uint32_t got;

    if (c->is_exit || c->arg < 2 || !has_timeout(c->args[c->arg - 2]) || !c->args[c->arg])
        return;
    capture_bytes(c, 0, c->args[c->arg], size, (uint32_t)size, &got);
}

static void format_timeout(struct formatter *f, enum arg_type type)
{
    uint64_t value = format_register(f, f->arg);
    struct captured timeout = captured_piece(f, 0);
    size_t size = value_types[type].size[f->abi];

    if (f->arg < 2 || !has_timeout(format_register(f, f->arg - 2u)))
        format_uint(f, value);
    else if (timeout.length_bytes >= size)
        format_record(f, value_types[type].format.members, timeout.bytes, size, false);
    else
        format_address(f, value);
}

void capture_futex_timeout(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_timeout(c, value_types[TYPE_TIMESPEC].size[c->abi]);
}

void format_futex_timeout(struct formatter *f)
{
    format_timeout(f, TYPE_TIMESPEC);
}

void capture_futex_timeout64(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_timeout(c, value_types[TYPE_TIMESPEC64].size[c->abi]);
}

void format_futex_timeout64(struct formatter *f)
{
    format_timeout(f, TYPE_TIMESPEC64);
}
