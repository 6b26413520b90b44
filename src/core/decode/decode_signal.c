/*
 * Signals: sets, actions, and what a signal says of its cause.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- one signal, sets -------------------------------------------------------- */

void format_signal(struct formatter *f, uint64_t value)
{
    format_name_of(f, TEXT_SIGNAL, format_signal_name((int)value), (int32_t)value);
}

/* "HUP INT RT_5": names in a set go without their prefix. */
static void put_members(struct formatter *f, uint64_t mask)
{
    uint8_t role = text_set_role(f->text, TEXT_SIGNAL);

    for (int signal = 1; mask; signal++, mask >>= 1) {
        if (!(mask & 1))
            continue;
        const char *name = format_signal_name(signal);
        if (name)
            text_put(f->text, name + strlen("SIG"));
        else
            text_put_signed(f->text, signal);
        if (mask > 1)
            text_put_char(f->text, ' ');
    }
    text_set_role(f->text, role);
}

/* A set of nearly all signals reads better as what it lacks. */
static void format_mask(struct formatter *f, uint64_t mask, unsigned signal_count)
{
    uint64_t all = signal_count == 64 ? UINT64_MAX : (1ull << signal_count) - 1;

    mask &= all;
    if ((unsigned)__builtin_popcountll(mask) >= signal_count * 2 / 3) {
        format_punctuation(f, "~");
        mask = ~mask & all;
    }
    format_punctuation(f, "[");
    put_members(f, mask);
    format_punctuation(f, "]");
}

void format_sigset(struct formatter *f, const uint8_t *bytes, size_t length)
{
    if (length >= 8)
        format_mask(f, load_u64(bytes), 64);
    else
        format_mask(f, load_u32(bytes), 32);
}

/* pselect6 passes its mask as {pointer, size}: part 1 is what that points to. */
void capture_sigset_argpack(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = 2 * (uint32_t)abi_word_bytes(c->abi), got;
    const uint8_t *pack = capture_bytes(c, 0, c->args[c->arg], size, size, &got);

    (void)arg;
    if (pack && got == size && load_word(pack, 0, c->abi))
        capture_bytes(c, 1, load_word(pack, 0, c->abi), 8, 8, &got);
}

void format_sigset_argpack(struct formatter *f)
{
    struct captured pack = captured_piece(f, 0), mask = captured_piece(f, 1);

    if (pack.length_bytes < 2 * abi_word_bytes(f->abi)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "sigmask");
    if (mask.length_bytes >= 8)
        format_sigset(f, mask.bytes, 8);
    else
        format_address(f, load_word(pack.bytes, 0, f->abi));
    format_field(f, "sigsetsize");
    format_ulong(f, load_word(pack.bytes, 1, f->abi));
    format_close(f, '}');
}

/* ---- actions ----------------------------------------------------------------- */

#define RESTORER_FLAG 0x04000000u /* SA_RESTORER: sa_restorer counts */

struct action {
    uint64_t handler, flags, restorer, mask;
    unsigned signal_count;
};

static void put_handler(struct formatter *f, uint64_t handler)
{
    static const char *const names[] = {"SIG_DFL", "SIG_IGN"};

    if (handler < ARRAY_COUNT(names))
        format_constant(f, names[handler]);
    else
        format_address(f, handler);
}

static void format_action(struct formatter *f, const struct action *action)
{
    format_open(f, '{');
    format_field(f, "sa_handler");
    put_handler(f, action->handler);
    format_field(f, "sa_mask");
    format_mask(f, action->mask, action->signal_count);
    format_field(f, "sa_flags");
    format_named(f, TYPE_SIGACTION_FLAGS, action->flags);
    if (action->flags & RESTORER_FLAG) {
        format_field(f, "sa_restorer");
        format_address(f, action->restorer);
    }
    format_close(f, '}');
}

/* The kernel's struct, not libc's: the mask comes last. */
void format_sigaction(struct formatter *f, const uint8_t *bytes, size_t length)
{
    struct action action = {
        .handler = load_word(bytes, 0, f->abi),
        .flags = load_word(bytes, 1, f->abi),
        .restorer = load_word(bytes, 2, f->abi),
        .mask = load_u64(bytes + 3 * abi_word_bytes(f->abi)),
        .signal_count = 64,
    };

    (void)length;
    format_action(f, &action);
}

/* i386's oldest: one word of mask, and before the flags. */
void format_old_sigaction(struct formatter *f, const uint8_t *bytes, size_t length)
{
    struct action action = {
        .handler = load_u32(bytes),
        .mask = load_u32(bytes + 4),
        .flags = load_u32(bytes + 8),
        .restorer = load_u32(bytes + 12),
        .signal_count = 32,
    };

    (void)length;
    format_action(f, &action);
}

const struct member members_sigaltstack[] = {
    {"ss_sp", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"ss_flags", MEMBER_S32, .type = TYPE_SIGALTSTACK_FLAGS},
    {"ss_size", MEMBER_ULONG, .type = TYPE_SIZE},
    {0},
};

/* ---- sigval, sigevent -------------------------------------------------------- */

void format_sigval(struct formatter *f, uint64_t value)
{
    format_open(f, '{');
    format_field(f, "sival_int");
    format_int(f, value);
    format_field(f, "sival_ptr");
    format_address(f, value);
    format_close(f, '}');
}

const struct member members_sigevent[] = {
    {"sigev_value", MEMBER_POINTER, .type = TYPE_SIGVAL},
    {"sigev_signo", MEMBER_S32, .type = TYPE_SIGNAL},
    {"sigev_notify", MEMBER_S32, .type = TYPE_SIGEV_NOTIFY},
    {"sigev_notify_thread_id", MEMBER_S32, SHOW_SET, .type = TYPE_PID},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 44},
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 48},
    {0},
};
