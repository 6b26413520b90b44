/*
 * The birth of threads and processes: clone, whose flags say which of its arguments count, and
 * clone3, which answers in places that its struct points to.
 */
#include <stdio.h>

#include "capture.h"
#include "decode_operation.h"
#include "format_call.h"
#include "layout.h"
#include "value_type.h"

#define WANTS_PIDFD       0x00001000u
#define WANTS_TLS         0x00080000u
#define WANTS_PARENT_TID  0x00100000u
#define WANTS_CHILD_CLEAR 0x00200000u
#define WANTS_CHILD_TID   0x01000000u
#define WANTS_INTO_CGROUP 0x200000000u

/* ---- clone -------------------------------------------------------------------------- */

static void put_named(struct formatter *f, const char *label, enum arg_type type)
{
    int arg = format_find_argument(f, type);

    format_punctuation(f, ", ");
    text_put_role(f->text, TEXT_FIELD, label);
    format_punctuation(f, "=");
    format_call_argument(f, (unsigned)arg);
}

/* "child_stack=NULL, flags=CLONE_VM|SIGCHLD, parent_tid=[5], tls=0x1000, child_tidptr=0x2000": by
 * their flags; those behind the flags are known when it is over. */
void format_clone_arguments(struct formatter *f)
{
    uint64_t flags = format_register(f, 0);

    text_put_role(f->text, TEXT_FIELD, "child_stack");
    format_punctuation(f, "=");
    format_address(f, format_register(f, 1));
    put_named(f, "flags", TYPE_CLONE_FLAGS);
    if (f->is_begin)
        return;
    if (flags & (WANTS_PARENT_TID | WANTS_PIDFD))
        put_named(f, "parent_tid", TYPE_PID_PTR);
    if (flags & WANTS_TLS)
        put_named(f, "tls", TYPE_THREAD_AREA);
    if (flags & (WANTS_CHILD_TID | WANTS_CHILD_CLEAR))
        put_named(f, "child_tidptr", TYPE_ADDRESS_OF_TID);
}

/* ---- clone3 -------------------------------------------------------------------------- */

/* struct clone_args of the versions there were. */
#define SIZE_FIRST  64
#define SIZE_TIDS   80
#define SIZE_CGROUP 88

enum { PIDFD_AT = 8, PARENT_TID_AT = 24, TIDS_AT = 64, TID_COUNT_AT = 72, TAIL_BYTES = 64 };
enum { PART_STRUCT, PART_TIDS, PART_PIDFD, PART_PARENT_TID };

static void capture_answer(struct capture *c, unsigned part, tracee_addr address)
{
    uint32_t got;

    if (address)
        capture_bytes(c, part, address, 4, 4, &got);
}

static void capture_answers(struct capture *c)
{
    uint8_t bytes[SIZE_FIRST];

    if (c->result <= 0 || !capture_peek(c, c->args[c->arg], bytes, sizeof bytes))
        return;
    uint64_t flags = load_u64(bytes);
    if (flags & WANTS_PIDFD)
        capture_answer(c, PART_PIDFD, load_u64(bytes + PIDFD_AT));
    if (flags & WANTS_PARENT_TID)
        capture_answer(c, PART_PARENT_TID, load_u64(bytes + PARENT_TID_AT));
}

void capture_clone_args(struct capture *c, const struct arg_spec *arg)
{
    uint64_t size = capture_size(c, arg), most = SIZE_CGROUP + TAIL_BYTES;
    uint32_t got;

    if (c->is_exit) {
        capture_answers(c);
        return;
    }
    if (size < SIZE_FIRST)
        return;
    const uint8_t *bytes = capture_bytes(c, PART_STRUCT, c->args[c->arg], size,
                                         (uint32_t)(size < most ? size : most), &got);
    if (!bytes || got < SIZE_TIDS)
        return;
    uint64_t tids = load_u64(bytes + TIDS_AT), count = load_u64(bytes + TID_COUNT_AT);
    if (tids && count)
        capture_bytes(c, PART_TIDS, tids, count < UINT32_MAX ? 4 * count : UINT64_MAX,
                      4 * capture_element_count(c, count), &got);
}

static void format_tids(struct formatter *f, const uint8_t *bytes)
{
    struct captured tids = captured_piece(f, PART_TIDS);
    uint64_t address = load_u64(bytes + TIDS_AT), wanted = load_u64(bytes + TID_COUNT_AT);
    size_t count = tids.length_bytes / 4, limit = format_element_limit(f), shown = 0;

    if (count == 0) {
        format_address(f, address);
        return;
    }
    format_open_inline(f, '[');
    for (; shown < count && shown < limit; shown++) {
        format_item_inline(f);
        format_pid(f, load_u32(tids.bytes + 4 * shown));
    }
    if (shown < wanted) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    if (shown < wanted && shown == count && shown < limit) {
        char comment[24];

        snprintf(comment, sizeof comment, "%#llx", (unsigned long long)(address + 4 * count));
        format_comment(f, comment);
    }
    format_close_inline(f, ']');
}

static void put_address(struct formatter *f, const char *name, uint64_t address)
{
    format_field(f, name);
    format_address(f, address);
}

static void put_first_members(struct formatter *f, const uint8_t *bytes)
{
    uint64_t flags = load_u64(bytes);

    format_field(f, "flags");
    format_named(f, TYPE_CLONE3_FLAGS, flags);
    if (flags & WANTS_PIDFD)
        put_address(f, "pidfd", load_u64(bytes + PIDFD_AT));
    if (flags & (WANTS_CHILD_TID | WANTS_CHILD_CLEAR))
        put_address(f, "child_tid", load_u64(bytes + 16));
    if (flags & WANTS_PARENT_TID)
        put_address(f, "parent_tid", load_u64(bytes + PARENT_TID_AT));
    format_field(f, "exit_signal");
    format_signal(f, load_u64(bytes + 32));
    put_address(f, "stack", load_u64(bytes + 40));
    format_field(f, "stack_size");
    format_hex(f, load_u64(bytes + 48));
    if (flags & WANTS_TLS)
        put_address(f, "tls", load_u64(bytes + 56));
}

/* Bytes behind the members that we know must be zero. */
static void put_tail(struct formatter *f, struct captured args)
{
    uint64_t size = format_register(f, f->arg + 1u);
    size_t length = args.length_bytes;
    char comment[48];
    bool is_zero = true;

    for (size_t i = SIZE_CGROUP; i < length; i++)
        is_zero = is_zero && args.bytes[i] == 0;
    if (is_zero)
        return;
    format_item(f);
    snprintf(comment, sizeof comment, "/* bytes %u..%llu */ ", SIZE_CGROUP,
             (unsigned long long)size - 1);
    text_put_role(f->text, TEXT_DIM, comment);
    format_quoted_hex(f, args.bytes + SIZE_CGROUP, length - SIZE_CGROUP, SIZE_MAX,
                      captured_is_cut(args));
}

/* " => {pidfd=[5], parent_tid=[123]}" */
static void put_answers(struct formatter *f)
{
    static const struct {
        const char *name;
        unsigned part;
    } answers[] = {{"pidfd", PART_PIDFD}, {"parent_tid", PART_PARENT_TID}};
    bool has_answer = false;

    f->is_exit = true;
    for (size_t i = 0; i < ARRAY_COUNT(answers); i++) {
        struct captured answer = captured_piece(f, answers[i].part);
        if (answer.length_bytes < 4)
            continue;
        if (!has_answer) {
            format_punctuation(f, " => ");
            format_open(f, '{');
        }
        has_answer = true;
        format_field(f, answers[i].name);
        format_punctuation(f, "[");
        format_int(f, load_u32(answer.bytes));
        format_punctuation(f, "]");
    }
    if (has_answer)
        format_close(f, '}');
    f->is_exit = false;
}

void format_clone_args(struct formatter *f)
{
    f->is_exit = f->is_waiting = false;
    struct captured args = captured_piece(f, PART_STRUCT);
    uint64_t size = format_register(f, f->arg + 1u);
    size_t known = size < SIZE_CGROUP ? size : SIZE_CGROUP;

    if (args.length_bytes < SIZE_FIRST || args.length_bytes < known) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    put_first_members(f, args.bytes);
    if (known >= SIZE_TIDS &&
        (load_u64(args.bytes + TIDS_AT) || load_u64(args.bytes + TID_COUNT_AT))) {
        format_field(f, "set_tid");
        format_tids(f, args.bytes);
        format_field(f, "set_tid_size");
        format_ulong(f, load_u64(args.bytes + TID_COUNT_AT));
    }
    if (known >= SIZE_CGROUP &&
        (load_u64(args.bytes) & WANTS_INTO_CGROUP || load_u64(args.bytes + 80))) {
        format_field(f, "cgroup");
        format_ulong(f, load_u64(args.bytes + 80));
    }
    put_tail(f, args);
    format_close(f, '}');
    f->is_waiting = f->is_begin && load_u64(args.bytes) & (WANTS_PIDFD | WANTS_PARENT_TID);
    if (!f->is_begin)
        put_answers(f);
}
