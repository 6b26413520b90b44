/*
 * What programs register with an io_uring: its operation decides what the
 * argument is, and how many of it there are.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

#define OPERATION_ARG      1u
#define COUNT_ARG          3u
#define OPERATION_MASK     0x7fffffffu /* without IORING_REGISTER_USE_REGISTERED_RING */

enum {
    FILES_UPDATE = 6,
    PROBE = 8,
    RESTRICTIONS = 11,
    FILES2 = 13,
    FILES_UPDATE2 = 14,
    BUFFERS2 = 15,
    BUFFERS_UPDATE = 16,
    MAX_WORKERS = 19,
    RING_FDS = 20,
    RING_FDS_GONE = 21,
};

/* ---- what a table can say ------------------------------------------------------------ */

#define PLAIN(operation_, type_, direction_, ...)                                                  \
    {                                                                                              \
        operation_,                                                                                \
        {                                                                                          \
            .type = type_, .direction = direction_, __VA_ARGS__                                    \
        }                                                                                          \
    }

static const struct {
    uint32_t operation;
    struct arg_spec spec;
} plain_rows[] = {
    PLAIN(0, TYPE_IOVEC_REMOTE, ARG_IN, .size = SIZE_COUNT, .size_arg = COUNT_ARG),
    PLAIN(2, TYPE_FD_PTR, ARG_IN, .size = SIZE_COUNT, .size_arg = COUNT_ARG),
    PLAIN(4, TYPE_FD_PTR, ARG_IN),
    PLAIN(7, TYPE_FD_PTR, ARG_IN),
    PLAIN(17, TYPE_CPU_SET, ARG_IN, .size = SIZE_ARG, .size_arg = COUNT_ARG),
    PLAIN(22, TYPE_IO_URING_BUFFER_RING, ARG_IN),
    PLAIN(23, TYPE_IO_URING_BUFFER_RING, ARG_IN),
    PLAIN(24, TYPE_IO_URING_CANCEL, ARG_IN),
    PLAIN(25, TYPE_IO_URING_RANGE, ARG_IN),
    PLAIN(26, TYPE_IO_URING_BUFFER_STATUS, ARG_INOUT),
    PLAIN(27, TYPE_IO_URING_NAPI, ARG_INOUT),
    PLAIN(28, TYPE_IO_URING_NAPI, ARG_OUT),
    PLAIN(29, TYPE_IO_URING_CLOCK, ARG_IN),
    PLAIN(30, TYPE_IO_URING_CLONE, ARG_IN),
};

static const struct arg_spec *plain_find(uint64_t operation)
{
    for (size_t i = 0; i < ARRAY_COUNT(plain_rows); i++)
        if (plain_rows[i].operation == (operation & OPERATION_MASK))
            return &plain_rows[i].spec;
    return NULL;
}

const struct member members_io_uring_buffer_ring[] = {
    {"ring_addr", MEMBER_U64, .type = TYPE_ADDRESS},
    {"ring_entries", MEMBER_U32, .type = TYPE_UINT},
    {"bgid", MEMBER_U16, .type = TYPE_UINT},
    {"flags", MEMBER_U16, SHOW_SET, .type = TYPE_IO_URING_BUFFER_FLAGS},
    {NULL, MEMBER_PAD, .count = 24},
    {0},
};

const struct member members_io_uring_buffer_status[] = {
    {"buf_group", MEMBER_U32, .type = TYPE_UINT},
    {"head", MEMBER_U32, SHOW_ANSWER, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 32},
    {0},
};

const struct member members_io_uring_cancel[] = {
    {"addr", MEMBER_U64, .type = TYPE_ADDRESS},
    {"fd", MEMBER_S32, .type = TYPE_FD},
    {"flags", MEMBER_U32, .type = TYPE_IO_URING_CANCEL_FLAGS},
    {"timeout", MEMBER_RECORD, .type = TYPE_TIMESPEC64},
    {"opcode", MEMBER_U8, SHOW_SET, .type = TYPE_IO_URING_OP},
    {NULL, MEMBER_PAD, .count = 7},
    {NULL, MEMBER_PAD, .count = 24},
    {0},
};

const struct member members_io_uring_range[] = {
    {"off", MEMBER_U32, .type = TYPE_UINT},
    {"len", MEMBER_U32, .type = TYPE_UINT},
    {"resv", MEMBER_U64, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_io_uring_napi[] = {
    {"busy_poll_to", MEMBER_U32, .type = TYPE_UINT},
    {"prefer_busy_poll", MEMBER_U8, .type = TYPE_UINT},
    {"opcode", MEMBER_U8, SHOW_SET, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 2},
    {"op_param", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    {"resv", MEMBER_U32, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_io_uring_clock[] = {
    {"clockid", MEMBER_U32, .type = TYPE_CLOCK_ID},
    {NULL, MEMBER_PAD, .count = 12},
    {0},
};

const struct member members_io_uring_clone[] = {
    {"src_fd", MEMBER_S32, .type = TYPE_FD},
    {"flags", MEMBER_U32, .type = TYPE_IO_URING_CLONE_FLAGS},
    {"src_off", MEMBER_U32, .type = TYPE_UINT},
    {"dst_off", MEMBER_U32, .type = TYPE_UINT},
    {"nr", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 12},
    {0},
};

/* ---- capture: part 0 is what the argument points to, 1 and 2 what that does ------------ */

enum { PART_SELF, PART_DATA, PART_TAGS };

/* Of the structs with two pointers: where those are, and where the count. */
static const struct resource_layout {
    uint8_t operation, data, tags, count;
    bool is_files;
} resource_layouts[] = {
    {FILES2, 16, 24, 0, true},
    {FILES_UPDATE2, 8, 16, 24, true},
    {BUFFERS2, 16, 24, 0, false},
    {BUFFERS_UPDATE, 8, 16, 24, false},
};

#define RESOURCE_BYTES      32u
#define FILES_UPDATE_BYTES  16u
#define RING_FD_BYTES       16u
#define RESTRICTION_BYTES   16u
#define PROBE_HEAD_BYTES    16u
#define PROBE_OP_BYTES      8u
#define WORKERS_BYTES       8u

static const struct resource_layout *resource_find(uint32_t operation)
{
    for (size_t i = 0; i < ARRAY_COUNT(resource_layouts); i++)
        if (resource_layouts[i].operation == operation)
            return &resource_layouts[i];
    return NULL;
}

static void capture_resource(struct capture *c, const struct resource_layout *layout)
{
    size_t element = layout->is_files ? 4 : 2 * abi_word_bytes(c->abi);
    uint32_t got;

    if ((uint32_t)c->args[COUNT_ARG] != RESOURCE_BYTES)
        return;
    const uint8_t *self =
        capture_bytes(c, PART_SELF, c->args[c->arg], RESOURCE_BYTES, RESOURCE_BYTES, &got);
    if (!self || got < RESOURCE_BYTES)
        return;
    uint64_t data = load_u64(self + layout->data), tags = load_u64(self + layout->tags);
    uint32_t count = load_u32(self + layout->count), limit = capture_element_count(c, count);
    if (data)
        capture_bytes(c, PART_DATA, data, (uint64_t)count * element, limit * (uint32_t)element,
                      &got);
    if (tags)
        capture_bytes(c, PART_TAGS, tags, (uint64_t)count * 8, limit * 8, &got);
}

static void capture_files_update(struct capture *c)
{
    uint32_t count = (uint32_t)c->args[COUNT_ARG], got;
    const uint8_t *self =
        capture_bytes(c, PART_SELF, c->args[c->arg], FILES_UPDATE_BYTES, FILES_UPDATE_BYTES, &got);

    if (self && got == FILES_UPDATE_BYTES && load_u64(self + 8))
        capture_bytes(c, PART_DATA, load_u64(self + 8), (uint64_t)count * 4,
                      capture_element_count(c, count) * 4, &got);
}

static void capture_elements(struct capture *c, uint32_t size, uint32_t head)
{
    uint32_t count = (uint32_t)c->args[COUNT_ARG], got;

    capture_bytes(c, PART_SELF, c->args[c->arg], head + (uint64_t)count * size,
                  head + capture_element_count(c, count) * size, &got);
}

/* The rings among what is registered. */
static void capture_ring_fds(struct capture *c)
{
    uint8_t element[RING_FD_BYTES];
    uint32_t count = capture_element_count(c, (uint32_t)c->args[COUNT_ARG]);

    capture_elements(c, RING_FD_BYTES, 0);
    for (uint32_t i = 0; i < count; i++) {
        if (!capture_peek(c, c->args[c->arg] + i * sizeof element, element, sizeof element))
            return;
        capture_fd_name(c, i, load_s32(element + 8));
    }
}

void capture_io_uring_register_arg(struct capture *c, const struct arg_spec *arg)
{
    uint32_t operation = (uint32_t)c->args[OPERATION_ARG] & OPERATION_MASK, got;
    const struct arg_spec *plain = plain_find(operation);
    const struct resource_layout *layout = resource_find(operation);
    bool is_entry = !c->is_exit, is_answer = c->is_exit && !c->has_failed;

    (void)arg;
    if (!c->args[c->arg])
        return;
    if (plain)
        capture_argument(c, plain);
    else if (layout && is_entry)
        capture_resource(c, layout);
    else if (operation == FILES_UPDATE && is_entry)
        capture_files_update(c);
    else if (operation == RESTRICTIONS && is_entry)
        capture_elements(c, RESTRICTION_BYTES, 0);
    else if (operation == RING_FDS && is_entry)
        capture_ring_fds(c);
    else if (operation == RING_FDS_GONE && is_entry)
        capture_elements(c, RING_FD_BYTES, 0);
    else if (operation == PROBE && (is_entry || is_answer))
        capture_elements(c, PROBE_OP_BYTES, PROBE_HEAD_BYTES);
    else if (operation == MAX_WORKERS && (is_entry || is_answer) &&
             (uint32_t)c->args[COUNT_ARG] == 2)
        capture_bytes(c, PART_SELF, c->args[c->arg], WORKERS_BYTES, WORKERS_BYTES, &got);
}

/* ---- format -------------------------------------------------------------------------- */

#define SKIP_FILE -2 /* IORING_REGISTER_FILES_SKIP */

/* Elements of size bytes, each by put; an address where they could not be read. */
static void put_array(struct formatter *f, struct captured array, uint64_t address, size_t size,
                      void (*put)(struct formatter *f, const uint8_t *bytes))
{
    size_t count = array.length_bytes / size, limit = format_element_limit(f);
    size_t shown = count < limit ? count : limit;

    if (!array.bytes || (captured_is_torn(array) && count == 0)) {
        format_address(f, address);
        return;
    }
    format_open(f, '[');
    for (size_t i = 0; i < shown; i++) {
        format_item(f);
        put(f, array.bytes + i * size);
    }
    format_rest(f, array, address, size, shown);
    format_close(f, ']');
}

static void put_fd(struct formatter *f, const uint8_t *bytes)
{
    format_int(f, load_u32(bytes));
}

static void put_updated_fd(struct formatter *f, const uint8_t *bytes)
{
    if (load_s32(bytes) == SKIP_FILE)
        format_known(f, "IORING_REGISTER_FILES_SKIP", SKIP_FILE);
    else
        format_int(f, load_u32(bytes));
}

static void put_tag(struct formatter *f, const uint8_t *bytes)
{
    format_hex(f, load_u64(bytes));
}

static void put_iovec(struct formatter *f, const uint8_t *bytes)
{
    format_record(f, members_iovec, bytes, 2 * abi_word_bytes(f->abi), false);
}

static void put_word(struct formatter *f, const char *name, uint32_t value)
{
    if (!value)
        return;
    format_field(f, name);
    format_hex(f, value);
}

static void put_resource(struct formatter *f, const struct resource_layout *layout,
                         const uint8_t *self)
{
    bool is_update = layout->count != 0;
    size_t element = layout->is_files ? 4 : 2 * abi_word_bytes(f->abi);

    format_open(f, '{');
    format_field(f, is_update ? "offset" : "nr");
    format_uint(f, load_u32(self));
    if (is_update) {
        put_word(f, "resv", load_u32(self + 4));
    } else {
        format_field(f, "flags");
        format_named(f, TYPE_IO_URING_RESOURCE_FLAGS, load_u32(self + 4));
    }
    format_field(f, "data");
    put_array(f, captured_piece(f, PART_DATA), load_u64(self + layout->data), element,
              !layout->is_files ? put_iovec : is_update ? put_updated_fd : put_fd);
    format_field(f, "tags");
    put_array(f, captured_piece(f, PART_TAGS), load_u64(self + layout->tags), 8, put_tag);
    if (is_update) {
        format_field(f, "nr");
        format_uint(f, load_u32(self + layout->count));
        put_word(f, "resv2", load_u32(self + 28));
    }
    format_close(f, '}');
}

static void put_files_update(struct formatter *f, const uint8_t *self)
{
    format_open(f, '{');
    format_field(f, "offset");
    format_uint(f, load_u32(self));
    put_word(f, "resv", load_u32(self + 4));
    format_field(f, "fds");
    put_array(f, captured_piece(f, PART_DATA), load_u64(self + 8), 4, put_updated_fd);
    format_close(f, '}');
}

/* By what is restricted: an operation of this call, one of the ring, or flags. */
static void put_restriction(struct formatter *f, const uint8_t *bytes)
{
    static const struct {
        const char *name;
        uint16_t type;
    } rows[] = {
        {"register_op", TYPE_IO_URING_REGISTER_OP},
        {"sqe_op", TYPE_IO_URING_OP},
        {"sqe_flags", TYPE_IO_URING_SQE_FLAGS},
        {"sqe_flags", TYPE_IO_URING_SQE_FLAGS},
    };
    unsigned opcode = load_u16(bytes), value = bytes[2];

    format_open(f, '{');
    format_field(f, "opcode");
    format_named(f, TYPE_IO_URING_RESTRICTION, opcode);
    if (opcode < ARRAY_COUNT(rows)) {
        format_field(f, rows[opcode].name);
        format_named(f, rows[opcode].type, value);
    } else {
        format_punctuation(f, " /* op: ");
        format_hex(f, value);
        format_punctuation(f, " */");
    }
    format_close(f, '}');
}

static void put_ring_fd(struct formatter *f, const uint8_t *bytes)
{
    bool is_gone = ((uint32_t)format_register(f, OPERATION_ARG) & OPERATION_MASK) == RING_FDS_GONE;
    uint32_t offset = load_u32(bytes);
    uint64_t data = load_u64(bytes + 8);

    format_open(f, '{');
    format_field(f, "offset");
    if (offset == UINT32_MAX)
        format_int(f, offset);
    else
        format_uint(f, offset);
    put_word(f, "resv", load_u32(bytes + 4));
    if (!is_gone || data) {
        format_field(f, "data");
        if (is_gone)
            format_hex(f, data);
        else
            format_fd_part(f, (int32_t)data, f->fd_part++);
    }
    format_close(f, '}');
}

static void put_probed(struct formatter *f, const uint8_t *bytes)
{
    format_open(f, '{');
    format_field(f, "op");
    format_named_decimal(f, TYPE_IO_URING_OP, bytes[0]);
    put_word(f, "resv", bytes[1]);
    format_field(f, "flags");
    format_named(f, TYPE_IO_URING_OP_FLAGS, load_u16(bytes + 2));
    format_close(f, '}');
}

static void put_probe(struct formatter *f, struct captured probe)
{
    struct captured operations = {probe.bytes + PROBE_HEAD_BYTES,
                                  probe.length_bytes - PROBE_HEAD_BYTES, probe.flags};

    format_open(f, '{');
    format_field(f, "last_op");
    format_named_decimal(f, TYPE_IO_URING_OP, probe.bytes[0]);
    format_field(f, "ops_len");
    format_uint(f, probe.bytes[1]);
    format_field(f, "ops");
    put_array(f, operations, format_register(f, f->arg) + PROBE_HEAD_BYTES, PROBE_OP_BYTES,
              put_probed);
    format_close(f, '}');
}

static void put_workers(struct formatter *f, struct captured workers)
{
    static const char *const names[] = {"IO_WQ_BOUND", "IO_WQ_UNBOUND"};

    if (workers.length_bytes < WORKERS_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open_inline(f, '[');
    for (unsigned i = 0; i < ARRAY_COUNT(names); i++) {
        format_item_inline(f);
        format_punctuation(f, "[");
        format_known(f, names[i], i);
        format_punctuation(f, "]=");
        format_uint(f, load_u32(workers.bytes + 4 * i));
    }
    format_close_inline(f, ']');
}

/* Before and after, whichever of them could be read. */
static void put_both_workers(struct formatter *f)
{
    struct captured before = captured_argument(f, f->arg, false);

    put_workers(f, before);
    f->is_waiting = f->is_begin;
    if (f->is_begin || !before.bytes)
        return;
    format_punctuation(f, " => ");
    put_workers(f, captured_argument(f, f->arg, true));
}

static void put_probe_or_wait(struct formatter *f)
{
    struct captured after = captured_argument(f, f->arg, true);
    struct captured probe = after.bytes ? after : captured_argument(f, f->arg, false);

    f->is_waiting = f->is_begin && format_register(f, f->arg);
    if (f->is_waiting)
        return;
    if (probe.length_bytes < PROBE_HEAD_BYTES)
        format_address(f, format_register(f, f->arg));
    else
        put_probe(f, probe);
}

void format_io_uring_register_arg(struct formatter *f)
{
    uint32_t operation = (uint32_t)format_register(f, OPERATION_ARG) & OPERATION_MASK;
    const struct arg_spec *plain = plain_find(operation);
    const struct resource_layout *layout = resource_find(operation);
    struct captured self = captured_piece(f, PART_SELF);
    uint64_t address = format_register(f, f->arg);

    if (f->options->hides_structs && (!plain || plain->type == TYPE_CPU_SET))
        format_address(f, address);
    else if (plain)
        format_argument_as(f, plain);
    else if (operation == MAX_WORKERS)
        put_both_workers(f);
    else if (operation == PROBE)
        put_probe_or_wait(f);
    else if (operation == RESTRICTIONS)
        put_array(f, self, address, RESTRICTION_BYTES, put_restriction);
    else if (operation == RING_FDS || operation == RING_FDS_GONE)
        put_array(f, self, address, RING_FD_BYTES, put_ring_fd);
    else if (layout && self.length_bytes == RESOURCE_BYTES)
        put_resource(f, layout, self.bytes);
    else if (operation == FILES_UPDATE && self.length_bytes == FILES_UPDATE_BYTES)
        put_files_update(f, self.bytes);
    else
        format_address(f, address);
}
