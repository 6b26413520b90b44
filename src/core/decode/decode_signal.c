/*
 * Signals: sets, actions, and what a signal says of its cause.
 */
#include "capture.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

#define SIGSET_BYTES 8

/* ---- one signal, sets -------------------------------------------------------- */

void format_signal(struct formatter *f, uint64_t value)
{
    format_name_of(f, TEXT_SIGNAL, format_signal_name((int)value), (int32_t)value);
}

/* "HUP INT RT_5": names in a set go without their prefix. */
static void put_members(struct formatter *f, uint64_t mask)
{
    for (int signal = 1; mask; signal++, mask >>= 1) {
        if (!(mask & 1))
            continue;
        const char *name = format_signal_name(signal);
        format_name_of(f, TEXT_SIGNAL, name ? name + strlen("SIG") : NULL, signal);
        if (mask > 1)
            text_put_char(f->text, ' ');
    }
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

/* As many signals as its bytes have. */
void format_sigset_bytes(struct formatter *f, const uint8_t *bytes, size_t length)
{
    uint64_t mask = 0;

    memcpy(&mask, bytes, length < SIGSET_BYTES ? length : SIGSET_BYTES);
    format_mask(f, mask, length > 4 || f->abi == ABI_NATIVE ? 64 : 32);
}

void format_old_sigset(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_mask(f, load_u32(bytes), 32);
}

/* A set whose size does not fit is refused by the kernel, and means nothing. */
static void capture_set(struct capture *c, uint64_t size)
{
    uint8_t bytes[SIGSET_BYTES];

    if (size > 0 && capture_peek(c, c->args[c->arg], bytes, size))
        capture_made(c, 0, bytes, (uint32_t)size, 0);
}

void capture_sigset(struct capture *c, const struct arg_spec *arg)
{
    uint64_t size = capture_size(c, arg);

    if (size <= SIGSET_BYTES && size % abi_word_bytes(c->abi) == 0)
        capture_set(c, size);
}

void capture_sigset_whole(struct capture *c, const struct arg_spec *arg)
{
    if (capture_size(c, arg) == SIGSET_BYTES)
        capture_set(c, SIGSET_BYTES);
}

void capture_sigset_part(struct capture *c, const struct arg_spec *arg)
{
    uint64_t size = capture_size(c, arg);

    if (size <= SIGSET_BYTES)
        capture_set(c, size);
}

void format_sigset(struct formatter *f)
{
    struct captured set = captured_piece(f, 0);

    format_sigset_bytes(f, set.bytes, set.length_bytes);
}

/* "0x202 (mask [INT USR1])", "0" as an argument's. */
void format_old_mask(struct formatter *f, uint64_t value)
{
    if (f->arg != PIECE_RESULT) {
        format_mask(f, (uint32_t)value, 32);
        return;
    }
    format_hex(f, (uint32_t)value);
    format_punctuation(f, f->spec->arg_count ? " (old mask " : " (mask ");
    format_mask(f, (uint32_t)value, 32);
    format_punctuation(f, ")");
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
    if (mask.length_bytes >= SIGSET_BYTES)
        format_sigset_bytes(f, mask.bytes, SIGSET_BYTES);
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

void format_handler(struct formatter *f, uint64_t value)
{
    const struct flag_set *set = flag_set_find(TYPE_HANDLER_NAME);
    uint64_t handler = f->abi == ABI_COMPAT ? (uint64_t)(int32_t)value : value;
    const char *name = flag_set_name(set, handler);

    if (f->arg == PIECE_RESULT) {
        format_hex(f, value);
        if (!name)
            return;
        format_punctuation(f, " (");
        format_constant(f, name);
        format_punctuation(f, ")");
    } else if (name) {
        format_known_hex(f, name, value);
    } else {
        format_address(f, value);
    }
}

static void format_action(struct formatter *f, const struct action *action)
{
    format_open(f, '{');
    format_field(f, "sa_handler");
    format_handler(f, action->handler);
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

/* ---- sigevent ---------------------------------------------------------------- */

enum { NOTIFY_SIGNAL, NOTIFY_NONE, NOTIFY_THREAD, NOTIFY_THREAD_ID = 4 };

/* How it notifies decides whether the number is a signal's, and what is behind it. */
void format_sigevent(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t word = abi_word_bytes(f->abi);
    uint64_t value = load_word(bytes, 0, f->abi);
    int32_t signal = load_s32(bytes + word), notify = load_s32(bytes + word + 4);
    const uint8_t *rest = bytes + word + 8;

    (void)length;
    format_open(f, '{');
    if (value) {
        format_field(f, "sigev_value");
        format_open(f, '{');
        format_field(f, "sival_int");
        format_int(f, value);
        format_field(f, "sival_ptr");
        format_address(f, value);
        format_close(f, '}');
    }
    format_field(f, "sigev_signo");
    if (notify == NOTIFY_SIGNAL || notify == NOTIFY_THREAD || notify == NOTIFY_THREAD_ID)
        format_signal(f, (uint64_t)signal);
    else
        format_int(f, (uint64_t)signal);
    format_field(f, "sigev_notify");
    format_named(f, TYPE_SIGEV_NOTIFY, (uint64_t)notify);
    if (notify == NOTIFY_THREAD_ID) {
        format_field(f, "sigev_notify_thread_id");
        format_pid(f, load_u32(rest));
    } else if (notify == NOTIFY_THREAD) {
        format_field(f, "sigev_notify_function");
        format_address(f, load_word(rest, 0, f->abi));
        format_field(f, "sigev_notify_attributes");
        format_address(f, load_word(rest, 1, f->abi));
    }
    format_close(f, '}');
}

/* ---- returning from a handler ----------------------------------------------------- */

/*
 * The kernel left what it interrupted on the stack; where the mask is in it follows from
 * asm/sigcontext.h and asm/ucontext.h.  The argument is the stack pointer as the call finds it:
 * behind the return address, and of i386's old call behind the signal's number too.
 *
 *     x86-64 rt_sigreturn   ucontext: flags, link, stack (40), sigcontext (256), mask
 *     i386 rt_sigreturn     number, two pointers (12), siginfo (128), ucontext: 20, sigcontext (88), mask
 *     i386 sigreturn        sigcontext (88) with the mask's first word at 80, floating point (624), the second
 */
#define NATIVE_MASK_OFFSET   296
#define COMPAT_MASK_OFFSET   248
#define OLD_MASK_OFFSET      80
#define OLD_MASK_REST_OFFSET 712
#define COMPAT_OLD_SIGRETURN 119

static bool frame_is_old(enum abi abi, const struct syscall_spec *spec)
{
    return abi == ABI_COMPAT && spec == syscall_find(ABI_COMPAT, COMPAT_OLD_SIGRETURN);
}

static size_t mask_offset(enum abi abi, const struct syscall_spec *spec)
{
    if (abi == ABI_NATIVE)
        return NATIVE_MASK_OFFSET;
    return frame_is_old(abi, spec) ? OLD_MASK_OFFSET : COMPAT_MASK_OFFSET;
}

void capture_signal_frame(struct capture *c, const struct arg_spec *arg)
{
    tracee_addr frame = c->args[c->arg];
    uint8_t mask[SIGSET_BYTES];
    bool is_read;

    (void)arg;
    if (c->is_exit || frame == 0)
        return;
    if (frame_is_old(c->abi, c->spec))
        is_read = capture_peek(c, frame + OLD_MASK_OFFSET, mask, 4) &&
                  capture_peek(c, frame + OLD_MASK_REST_OFFSET, mask + 4, 4);
    else
        is_read = capture_peek(c, frame + mask_offset(c->abi, c->spec), mask, sizeof mask);
    if (is_read)
        capture_made(c, 0, mask, sizeof mask, 0);
}

void format_signal_frame(struct formatter *f)
{
    struct captured mask = captured_piece(f, 0);
    bool is_read = mask.length_bytes >= SIGSET_BYTES;

    if (!is_read && frame_is_old(f->abi, f->spec)) { /* two halves: neither is the mask's address */
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "mask");
    if (f->options->hides_structs || !is_read)
        format_address(f, format_register(f, f->arg) + mask_offset(f->abi, f->spec));
    else
        format_sigset_bytes(f, mask.bytes, SIGSET_BYTES);
    format_close(f, '}');
}
