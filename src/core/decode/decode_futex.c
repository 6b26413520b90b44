/*
 * futex(2): one row per operation says how it is called, which arguments it
 * uses, and whether the fourth is a timeout or a number; and the calls that came after it.
 */
#include "capture.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "formatter.h"
#include "value_type.h"

#define FUTEX_REALTIME     0x100u
#define FUTEX_COMMAND_MASK 0x7fu
#define FUTEX_WAKES_BY_OP  5

/* Bit N: argument N is looked at, behind the address and the operation. */
enum { VAL = 1 << 2, TIMEOUT = 1 << 3, ADDRESS2 = 1 << 4, VAL3 = 1 << 5 };

static const struct futex_operation {
    uint8_t arguments;
    bool has_timeout;
    bool has_clock; /* FUTEX_CLOCK_REALTIME may be added */
} futex_operations[] = {
    [0 /* FUTEX_WAIT */] = {VAL | TIMEOUT, true, true},
    [1 /* FUTEX_WAKE */] = {VAL, false, false},
    [2 /* FUTEX_FD */] = {VAL, false, false},
    [3 /* FUTEX_REQUEUE */] = {VAL | TIMEOUT | ADDRESS2, false, false},
    [4 /* FUTEX_CMP_REQUEUE */] = {VAL | TIMEOUT | ADDRESS2 | VAL3, false, false},
    [FUTEX_WAKES_BY_OP] = {VAL | TIMEOUT | ADDRESS2 | VAL3, false, false},
    [6 /* FUTEX_LOCK_PI */] = {TIMEOUT, true, false},
    [7 /* FUTEX_UNLOCK_PI */] = {0, false, false},
    [8 /* FUTEX_TRYLOCK_PI */] = {0, false, false},
    [9 /* FUTEX_WAIT_BITSET */] = {VAL | TIMEOUT | VAL3, true, true},
    [10 /* FUTEX_WAKE_BITSET */] = {VAL | VAL3, false, false},
    [11 /* FUTEX_WAIT_REQUEUE_PI */] = {VAL | TIMEOUT | ADDRESS2, true, true},
    [12 /* FUTEX_CMP_REQUEUE_PI */] = {VAL | TIMEOUT | ADDRESS2 | VAL3, false, false},
    [13 /* FUTEX_LOCK_PI2 */] = {TIMEOUT, true, false},
};

/* The operation stands two arguments before the timeout. */
static const struct futex_operation *operation_find(uint64_t op)
{
    uint32_t command = (uint32_t)op & FUTEX_COMMAND_MASK;
    return command < ARRAY_COUNT(futex_operations) ? &futex_operations[command] : NULL;
}

/* FUTEX_WAIT_PRIVATE|FUTEX_CLOCK_REALTIME, where the operation takes a clock. */
void format_futex_op(struct formatter *f, uint64_t value)
{
    const struct futex_operation *operation = operation_find(value);
    uint32_t op = (uint32_t)value;

    if (!operation || !operation->has_clock || !(op & FUTEX_REALTIME)) {
        format_named(f, TYPE_FUTEX_CMD, op);
    } else if (format_names_begin(f, op)) {
        format_named_in(f, FORMAT_NAMES, TYPE_FUTEX_CMD, op & ~FUTEX_REALTIME);
        format_punctuation(f, "|");
        format_constant(f, "FUTEX_CLOCK_REALTIME");
        format_names_end(f);
    }
}

/* "FUTEX_OP_ADD<<28|0x1<<12|FUTEX_OP_CMP_GT<<24|0": what is done to the second word, and with what the
 * value before is compared. */
#define OP_ARGUMENT_IS_SHIFT 8u

static void put_shifted(struct formatter *f, enum arg_type type, uint32_t value, const char *shift)
{
    const struct flag_set *set = flag_set_find(type);
    const char *name = flag_set_name(set, value);
    char unknown[FLAG_UNKNOWN_BYTES];

    bool is_named = name && f->options->constants != FORMAT_NUMBERS;

    if (name)
        format_known_hex(f, name, value);
    else
        format_hex(f, value);
    format_punctuation(f, shift);
    if (is_named)
        return;
    flag_set_unknown(set, unknown);
    format_comment(f, unknown);
}

static void put_wake_operation(struct formatter *f, uint32_t value)
{
    uint32_t op = value >> 28;

    if (op & OP_ARGUMENT_IS_SHIFT) {
        format_known_hex(f, "FUTEX_OP_OPARG_SHIFT", OP_ARGUMENT_IS_SHIFT);
        format_punctuation(f, "<<28|");
    }
    put_shifted(f, TYPE_FUTEX_WAKE_OPERATION, op & ~OP_ARGUMENT_IS_SHIFT, "<<28");
    format_punctuation(f, "|");
    format_hex(f, value >> 12 & 0xfff);
    format_punctuation(f, "<<12|");
    put_shifted(f, TYPE_FUTEX_WAKE_COMPARISON, value >> 24 & 0xf, "<<24");
    format_punctuation(f, "|");
    format_hex(f, value & 0xfff);
}

void format_futex_val3(struct formatter *f, uint64_t value)
{
    uint32_t val3 = (uint32_t)value;
    uint32_t command = (uint32_t)format_register(f, 1) & FUTEX_COMMAND_MASK;
    bool is_set = command == 9 || command == 10;

    if (command == FUTEX_WAKES_BY_OP) {
        put_wake_operation(f, val3);
    } else if (is_set && val3 == UINT32_MAX) {
        format_known_hex(f, "FUTEX_BITSET_MATCH_ANY", val3);
    } else if (is_set || !operation_find(command)) {
        format_hex(f, val3);
    } else {
        format_uint(f, val3);
    }
}

bool futex_argument_is_used(const struct formatter *f, unsigned arg)
{
    const struct futex_operation *operation = operation_find(format_register(f, 1));

    return arg < 2 || !operation || operation->arguments >> arg & 1;
}

unsigned futex_used_arguments(const struct formatter *f, unsigned index)
{
    unsigned count = f->spec->arg_count;

    (void)index;
    while (!futex_argument_is_used(f, count - 1))
        count--;
    return count;
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

    if (!operation_find(format_register(f, 1)))
        format_hex(f, value);
    else if (!has_timeout(format_register(f, 1)))
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

/* ---- futexes of many ------------------------------------------------------------------ */

const struct member members_futex_waitv[] = {
    {"val", MEMBER_U64, .type = TYPE_HEX},
    {"uaddr", MEMBER_U64, .type = TYPE_ADDRESS},
    {"flags", MEMBER_U32, .type = TYPE_FUTEX_WAITV_FLAGS},
    {"__reserved", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};
