/*
 * What an io_uring_enter submits, behind how much of it: "2 [{opcode=IORING_OP_READ, …}, …]" in a
 * comment, so that who reads the line for the number finds it.
 *
 * Each entry is one piece of the argument: a struct uring_entry_head, the entry itself, and behind
 * it what its own arguments point to, as pieces within the piece.
 */
#include <ptop/piece.h>

#include "capture.h"
#include "decode_operation.h"
#include "format_call.h"
#include "formatter.h"
#include "uring_entry.h"

#define OPCODE         0
#define FLAGS          1
#define PRIORITY       2
#define USER_DATA      32
#define COMMAND        48    /* what a device's command is given: 16 bytes, or 80 of a wide entry */
#define FIXED_FILE     0x01u /* IOSQE_FIXED_FILE: the descriptor is an index */
#define SELECTS_BUFFER 0x20u /* IOSQE_BUFFER_SELECT */
#define FIXED_SOURCE   0x80000000u /* SPLICE_F_FD_IN_FIXED */
#define ENTER_FLAGS    3u
#define REGISTERED     0x10u /* IORING_ENTER_REGISTERED_RING */

struct uring_entry_head {
    uint32_t size_bytes; /* of the entry */
    uint32_t count; /* of those that the kernel takes; one more where there are more than we saw */
};
static_assert(sizeof(struct uring_entry_head) == 8, "pieces behind it are aligned");

/* ---- an entry as a call ---------------------------------------------------------- */

/* Of whose operation the descriptor in a word is an index of those registered with the ring. */
static bool is_index(const uint8_t *entry, const struct arg_spec *arg, enum uring_word word)
{
    if (arg->type != TYPE_FD)
        return false;
    if (word == WORD_FILE)
        return load_u32(entry + 28) & FIXED_SOURCE;
    return word == WORD_FD && entry[FLAGS] & FIXED_FILE;
}

static void describe(const uint8_t *entry, struct syscall_spec *ret_spec,
                     uint64_t ret_args[static SYSCALL_MAX_ARGS])
{
    const struct uring_operation *operation = uring_operation_find(entry[OPCODE]);

    *ret_spec = (struct syscall_spec){
        .name = operation->name ? operation->name : "",
        .classes = operation->classes,
        .arg_count = operation->arg_count,
    };
    for (unsigned i = 0; i < operation->arg_count; i++) {
        ret_spec->args[i] = operation->args[i];
        ret_args[i] = uring_word_read(entry, operation->words[i]);
        if (is_index(entry, &operation->args[i], operation->words[i]))
            ret_spec->args[i].type = TYPE_INT;
    }
}

/* ---- capture ---------------------------------------------------------------------- */

static void capture_entry(struct capture *c, unsigned part, const struct uring_entries *entries)
{
    const struct uring_entry *entry = &entries->entries[part];
    struct {
        struct uring_entry_head head;
        uint8_t bytes[URING_ENTRY_MAX_BYTES];
    } known = {.head = {entry->size_bytes, entries->count + entries->has_more}};
    uint64_t args[SYSCALL_MAX_ARGS] = {0};
    struct syscall_spec spec;

    memcpy(known.bytes, entry->bytes, entry->size_bytes);
    describe(entry->bytes, &spec, args);
    capture_within(c, part,
                   &(struct captured_call){.head = &known,
                                           .head_bytes = sizeof known.head + entry->size_bytes,
                                           .spec = &spec,
                                           .args = args});
}

void capture_uring_entries(struct capture *c, const struct arg_spec *arg)
{
    struct uring_entries entries; /* large: what is not asked for is not touched */

    (void)arg;
    entries.fd = (int32_t)c->args[0];
    entries.is_registered = c->args[ENTER_FLAGS] & REGISTERED;
    entries.wanted = (uint32_t)c->args[c->arg];
    entries.limit = capture_element_count(c, URING_ENTRIES_MOST);
    entries.has_more = false;
    entries.count = 0;
    if (c->is_exit || !entries.wanted || !c->reader->uring_entries)
        return;
    c->reader->uring_entries(c->reader->context, &entries);
    for (unsigned i = 0; i < entries.count; i++)
        capture_entry(c, i, &entries);
}

/* ---- format ----------------------------------------------------------------------- */

/* Words that the operation does not look at and that are set all the same; of a descriptor -1 is
 * not. */
static bool is_left_over(const uint8_t *entry, enum uring_word word, uint64_t known)
{
    uint64_t value = uring_word_read(entry, word);

    if (uring_word_mask(word) & known)
        return false;
    return value != 0 && !(word == WORD_FD && value == UINT64_MAX);
}

#define FILE_ALLOCATES UINT32_MAX /* IORING_FILE_INDEX_ALLOC */

static void put_word(struct formatter *f, enum uring_word word, uint64_t value)
{
    switch (word) {
    case WORD_FD:
        format_int(f, value);
        break;
    case WORD_FILE:
        if (value == FILE_ALLOCATES)
            format_known_hex(f, "IORING_FILE_INDEX_ALLOC", value);
        else
            format_uint(f, value);
        break;
    case WORD_BUFFER:
    case WORD_PERSONALITY:
        format_uint(f, value);
        break;
    default:
        format_hex(f, value);
    }
}

/* What is behind an operation's own fields. */
static void put_left_overs(struct formatter *f, const uint8_t *entry, uint64_t known)
{
    static const char *const names[URING_WORD_SHOWN] = {
        [WORD_FD] = "fd",
        [WORD_OFF] = "off",
        [WORD_ADDR] = "addr",
        [WORD_LEN] = "len",
        [WORD_FLAGS] = "op_flags",
        [WORD_BUFFER] = "buf_index",
        [WORD_PERSONALITY] = "personality",
        [WORD_FILE] = "file_index",
        [WORD_ADDR3] = "addr3",
        [WORD_PAD] = "__pad2",
    };

    for (enum uring_word word = 0; word < URING_WORD_SHOWN; word++) {
        bool selects = word == WORD_BUFFER && entry[FLAGS] & SELECTS_BUFFER &&
                       !(uring_word_mask(word) & known);

        if (!selects && !is_left_over(entry, word, known))
            continue;
        format_field(f, selects ? "buf_group" : names[word]);
        put_word(f, word, uring_word_read(entry, word));
    }
}

static bool is_shown(const struct formatter *f, const struct uring_operation *operation, unsigned i)
{
    bool is_optional = operation->optional >> i & 1;

    return !is_optional || f->args[i] || format_shows_all(f);
}

/* The operation's own fields; which bytes of the entry they are. */
static uint64_t put_operation(struct formatter *f, const struct uring_operation *operation)
{
    unsigned used = format_used_arguments(f);
    uint64_t known = 0;

    for (unsigned i = 0; i < operation->arg_count; i++) {
        known |= uring_word_mask(operation->words[i]);
        if (i >= used || !is_shown(f, operation, i))
            continue;
        format_field(f, operation->args[i].name);
        format_call_argument(f, i);
    }
    return known;
}

static void put_head(struct formatter *f, const uint8_t *entry, unsigned priority_type)
{
    format_field(f, "opcode");
    format_named(f, TYPE_IO_URING_OP, entry[OPCODE]);
    if (entry[FLAGS]) {
        format_field(f, "flags");
        format_named(f, TYPE_IO_URING_SQE_FLAGS, entry[FLAGS]);
    }
    if (load_u16(entry + PRIORITY)) {
        format_field(f, "ioprio");
        format_value(f, priority_type ? priority_type : TYPE_IOPRIO, load_u16(entry + PRIORITY));
    }
}

/* What a device's command says beyond its number, if anything. */
static uint64_t put_command(struct formatter *f, const uint8_t *entry, size_t size)
{
    const struct uring_operation *operation = uring_operation_find(entry[OPCODE]);
    uint64_t words = uring_word_mask(WORD_ADDR3) | uring_word_mask(WORD_PAD);
    bool is_set = false,
         is_command = operation->arg_count > 1 && operation->words[1] == WORD_COMMAND;

    if (!is_command)
        return 0;
    for (size_t i = COMMAND; i < size; i++)
        is_set |= entry[i] != 0;
    if (is_set) {
        format_field(f, "cmd");
        format_quoted_hex(f, entry + COMMAND, size - COMMAND, format_string_limit(f), false);
    }
    return words;
}

static void put_entry(struct formatter *f, const uint8_t *entry, size_t size)
{
    const struct uring_operation *operation = uring_operation_find(entry[OPCODE]);

    format_open(f, '{');
    put_head(f, entry, operation->priority_type);
    uint64_t known = put_operation(f, operation);
    known |= put_command(f, entry, size);
    put_left_overs(f, entry, known);
    format_field(f, "user_data");
    format_hex(f, load_u64(entry + USER_DATA));
    format_close(f, '}');
}

/* One of them, in a piece; the pieces within that are all that its arguments see. */
static void put_captured(struct formatter *f, struct captured piece)
{
    const struct event_piece *outer = (const struct event_piece *)piece.bytes - 1;
    struct formatter inner = *f;
    struct syscall_spec spec;

    if (piece.length_bytes < sizeof(struct uring_entry_head))
        return;
    size_t size = load_u32(piece.bytes), head = sizeof(struct uring_entry_head) + size;
    if ((size != 64 && size != URING_ENTRY_MAX_BYTES) || piece.length_bytes < head)
        return;
    describe(piece.bytes + sizeof(struct uring_entry_head), &spec, inner.args);
    inner.spec = &spec;
    inner.first_piece = piece_at(f->call, (size_t)(piece.bytes + head - (const uint8_t *)f->call));
    inner.behind_piece = piece_next(f->call, outer);
    put_entry(&inner, piece.bytes + sizeof(struct uring_entry_head), size);
}

static uint32_t count_of(struct captured entry)
{
    return entry.length_bytes >= sizeof(struct uring_entry_head) ? load_u32(entry.bytes + 4) : 0;
}

void format_uring_entries(struct formatter *f)
{
    struct captured piece = captured_piece(f, 0);
    uint32_t limit = format_element_limit(f), count = count_of(piece), shown = 0;

    format_uint(f, format_register(f, f->arg));
    if (!piece.bytes || f->options->hides_structs)
        return;
    format_comment_begin(f);
    format_open(f, '[');
    for (; piece.bytes && shown < limit; piece = captured_piece(f, ++shown)) {
        format_item(f);
        put_captured(f, piece);
    }
    if (shown < count)
        format_more(f);
    format_close(f, ']');
    format_comment_end(f);
}
