/*
 * io_uring: making a ring and entering it.  What is registered with one is in
 * decode_uring_register.c.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- io_uring_setup ------------------------------------------------------------- */

/* struct io_uring_params, the same for both ABIs. */
enum {
    PARAMS_SQ_ENTRIES = 0,
    PARAMS_CQ_ENTRIES = 4,
    PARAMS_FLAGS = 8,
    PARAMS_THREAD_CPU = 12,
    PARAMS_THREAD_IDLE = 16,
    PARAMS_FEATURES = 20,
    PARAMS_WQ_FD = 24,
    PARAMS_RESERVED = 28,
    PARAMS_SQ_OFFSETS = 40,
    PARAMS_CQ_OFFSETS = 80,
    PARAMS_BYTES = 120,
};

#define ATTACHES_QUEUE 0x20u /* IORING_SETUP_ATTACH_WQ */

void capture_io_uring_params(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;

    (void)arg;
    if (!c->args[c->arg] || (c->is_exit && c->has_failed))
        return;
    const uint8_t *params =
        capture_bytes(c, 0, c->args[c->arg], PARAMS_BYTES, PARAMS_BYTES, &got);
    if (params && got == PARAMS_BYTES && load_u32(params + PARAMS_FLAGS) & ATTACHES_QUEUE)
        capture_fd_name(c, 0, load_s32(params + PARAMS_WQ_FD));
}

/* Reserved words, where one is not zero. */
static void put_reserved(struct formatter *f, const char *name, const uint8_t *bytes, size_t words)
{
    bool is_set = false;

    for (size_t i = 0; i < 4 * words; i++)
        is_set |= bytes[i] != 0;
    if (!is_set)
        return;
    format_field(f, name);
    format_open_inline(f, '[');
    for (size_t i = 0; i < words; i++) {
        format_item_inline(f);
        format_hex(f, load_u32(bytes + 4 * i));
    }
    format_close_inline(f, ']');
}

/* What the program wants. */
static void put_wish(struct formatter *f, const uint8_t *params)
{
    uint32_t flags = load_u32(params + PARAMS_FLAGS);

    format_field(f, "flags");
    format_named(f, TYPE_IO_URING_SETUP_FLAGS, flags);
    format_field(f, "sq_thread_cpu");
    format_hex(f, load_u32(params + PARAMS_THREAD_CPU));
    format_field(f, "sq_thread_idle");
    format_uint(f, load_u32(params + PARAMS_THREAD_IDLE));
    if (flags & ATTACHES_QUEUE) {
        format_field(f, "wq_fd");
        format_fd_part(f, load_s32(params + PARAMS_WQ_FD), 0);
    }
    put_reserved(f, "resv", params + PARAMS_RESERVED, 3);
}

/* Where the parts of a ring lie in its mapping: seven numbers, a word in reserve, an address. */
#define RING_OFFSETS 7

static void put_offsets(struct formatter *f, const char *name,
                        const char *const names[RING_OFFSETS],
                        const uint8_t *bytes)
{
    format_field(f, name);
    format_open(f, '{');
    for (unsigned i = 0; i < RING_OFFSETS; i++) {
        format_field(f, names[i]);
        format_uint(f, load_u32(bytes + 4 * i));
    }
    if (load_u64(bytes + 4 * (RING_OFFSETS + 1))) {
        format_field(f, "user_addr");
        format_address(f, load_u64(bytes + 4 * (RING_OFFSETS + 1)));
    }
    format_close(f, '}');
}

static void put_answer(struct formatter *f, const uint8_t *params)
{
    static const char *const sq_names[RING_OFFSETS] = {
        "head", "tail", "ring_mask", "ring_entries", "flags", "dropped", "array"};
    static const char *const cq_names[RING_OFFSETS] = {
        "head", "tail", "ring_mask", "ring_entries", "overflow", "cqes", "flags"};

    format_field(f, "sq_entries");
    format_uint(f, load_u32(params + PARAMS_SQ_ENTRIES));
    format_field(f, "cq_entries");
    format_uint(f, load_u32(params + PARAMS_CQ_ENTRIES));
    format_field(f, "features");
    format_named(f, TYPE_IO_URING_FEATURES, load_u32(params + PARAMS_FEATURES));
    put_offsets(f, "sq_off", sq_names, params + PARAMS_SQ_OFFSETS);
    put_offsets(f, "cq_off", cq_names, params + PARAMS_CQ_OFFSETS);
}

void format_io_uring_params(struct formatter *f)
{
    struct captured before = captured_argument(f, f->arg, false);
    struct captured after = captured_argument(f, f->arg, true);

    if (before.length_bytes < PARAMS_BYTES || f->options->hides_structs) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    put_wish(f, before.bytes);
    f->is_waiting = f->is_begin;
    if (f->is_begin)
        return;
    if (after.length_bytes == PARAMS_BYTES)
        put_answer(f, after.bytes);
    format_close(f, '}');
}

/* ---- io_uring_enter ------------------------------------------------------------- */

#define ENTER_FLAGS_ARG 3u
#define ENTER_SIZE_ARG  5u
#define EXTENDED        0x08u /* IORING_ENTER_EXT_ARG */
#define REGISTERED      0x40u /* IORING_ENTER_EXT_ARG_REG: the argument lies in registered memory */

/* struct io_uring_getevents_arg */
enum { WAIT_MASK = 0, WAIT_MASK_SIZE = 8, WAIT_MIN = 12, WAIT_TIME = 16, WAIT_BYTES = 24 };

enum { PART_WAIT, PART_MASK, PART_TIME };

#define MASK_BYTES 8u
#define TIME_BYTES 16u

void capture_io_uring_enter_arg(struct capture *c, const struct arg_spec *arg)
{
    uint64_t flags = c->args[ENTER_FLAGS_ARG], size = c->args[ENTER_SIZE_ARG];
    tracee_addr address = c->args[c->arg];
    uint32_t got;

    (void)arg;
    if (c->is_exit || !address || flags & REGISTERED)
        return;
    if (!(flags & EXTENDED)) {
        if (size == MASK_BYTES)
            capture_bytes(c, PART_MASK, address, MASK_BYTES, MASK_BYTES, &got);
        return;
    }
    const uint8_t *wait = size == WAIT_BYTES
                              ? capture_bytes(c, PART_WAIT, address, WAIT_BYTES, WAIT_BYTES, &got)
                              : NULL;
    if (!wait || got < WAIT_BYTES)
        return;
    uint64_t mask = load_u64(wait + WAIT_MASK), time = load_u64(wait + WAIT_TIME);
    bool has_mask = mask && load_u32(wait + WAIT_MASK_SIZE) == MASK_BYTES;
    if (has_mask)
        capture_bytes(c, PART_MASK, mask, MASK_BYTES, MASK_BYTES, &got);
    if (time)
        capture_bytes(c, PART_TIME, time, TIME_BYTES, TIME_BYTES, &got);
}

static void put_mask(struct formatter *f, uint64_t address)
{
    struct captured mask = captured_piece(f, PART_MASK);

    if (mask.length_bytes == MASK_BYTES)
        format_sigset_bytes(f, mask.bytes, MASK_BYTES);
    else
        format_address(f, address);
}

static void put_wait(struct formatter *f, const uint8_t *wait)
{
    struct captured time = captured_piece(f, PART_TIME);

    format_open(f, '{');
    format_field(f, "sigmask");
    put_mask(f, load_u64(wait + WAIT_MASK));
    format_field(f, "sigmask_sz");
    format_uint(f, load_u32(wait + WAIT_MASK_SIZE));
    if (load_u32(wait + WAIT_MIN)) {
        format_field(f, "min_wait_usec");
        format_uint(f, load_u32(wait + WAIT_MIN));
    }
    format_field(f, "ts");
    if (time.length_bytes == TIME_BYTES)
        format_record(f, members_timespec64, time.bytes, TIME_BYTES, false);
    else
        format_address(f, load_u64(wait + WAIT_TIME));
    format_close(f, '}');
}

void format_io_uring_enter_arg(struct formatter *f)
{
    struct captured wait = captured_piece(f, PART_WAIT);

    if (f->options->hides_structs)
        format_address(f, format_register(f, f->arg));
    else if (wait.length_bytes == WAIT_BYTES)
        put_wait(f, wait.bytes);
    else
        put_mask(f, format_register(f, f->arg));
}
