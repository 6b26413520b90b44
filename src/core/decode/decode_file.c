/*
 * Files: what opens them, their handles and attributes; and file systems.
 */
#include "core/tables/flags.h"

#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- file systems ----------------------------------------------------------- */

static void put_fsid(struct formatter *f, const uint8_t *bytes)
{
    format_open_inline(f, '{');
    text_put_role(f->text, TEXT_FIELD, "val");
    format_punctuation(f, "=");
    format_open_inline(f, '[');
    for (unsigned i = 0; i < 2; i++) {
        format_item_inline(f);
        format_hex(f, load_u32(bytes + 4 * i));
    }
    format_close_inline(f, ']');
    format_close_inline(f, '}');
}

#define STATFS_VALID 0x20u /* ST_VALID: f_flags says something */

/* Type, block size; six counts; the id; three words.  i386's statfs64 has counts of 64 bits. */
static void put_statfs(struct formatter *f, const uint8_t *bytes, size_t word, size_t count_size)
{
    static const char *const counts[] = {"f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree"};
    size_t at = 2 * word;

#define LOAD(offset, size) ((size) == 4 ? load_u32(bytes + (offset)) : load_u64(bytes + (offset)))
    format_open(f, '{');
    format_field(f, "f_type");
    format_statfs_type(f, LOAD(0, word));
    format_field(f, "f_bsize");
    format_ulong(f, LOAD(word, word));
    for (size_t i = 0; i < ARRAY_COUNT(counts); i++, at += count_size) {
        format_field(f, counts[i]);
        format_ulong(f, LOAD(at, count_size));
    }
    format_field(f, "f_fsid");
    put_fsid(f, bytes + at);
    format_field(f, "f_namelen");
    format_ulong(f, LOAD(at + 8, word));
    format_field(f, "f_frsize");
    format_ulong(f, LOAD(at + 8 + word, word));
    uint64_t flags = LOAD(at + 8 + 2 * word, word);
    if (flags & STATFS_VALID) {
        format_field(f, "f_flags");
        format_named(f, TYPE_STATFS_FLAGS, flags);
    }
#undef LOAD
    format_close(f, '}');
}

void format_statfs(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_statfs(f, bytes, abi_word_bytes(f->abi), abi_word_bytes(f->abi));
}

void format_statfs64(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    put_statfs(f, bytes, 4, 8);
}

/* A number that no list has says nothing of itself. */
void format_statfs_type(struct formatter *f, uint64_t value)
{
    const struct flag_set *set = flag_set_find(TYPE_STATFS_TYPE);
    const char *name = value <= UINT32_MAX ? flag_set_name(set, value) : NULL;

    if (name)
        format_named(f, TYPE_STATFS_TYPE, value);
    else
        format_hex(f, value);
}

const struct member members_ustat[] = {
    {"f_tfree", MEMBER_S32, .type = TYPE_INT},
    {"f_tinode", MEMBER_ULONG, .type = TYPE_ULONG},
    {"f_fname", MEMBER_CHARS, SHOW_UNFOLDED, .count = 6},
    {"f_fpack", MEMBER_CHARS, SHOW_UNFOLDED, .count = 6},
    {0},
};

/* ---- opening ---------------------------------------------------------------- */

const struct member members_open_how[] = {
    {"flags", MEMBER_U64, .type = TYPE_OPEN_FLAGS64},
    {"mode", MEMBER_U64, SHOW_SET, .type = TYPE_MODE64},
    {"resolve", MEMBER_U64, .type = TYPE_RESOLVE_FLAGS},
    {0},
};

/* ---- handles ---------------------------------------------------------------- */

#define HANDLE_HEADER_BYTES 8
#define HANDLE_MAX_BYTES    128
#define CALL_OVERFLOW       75 /* EOVERFLOW: the kernel only said how long it is */

/* name_to_handle_at says at its exit what open_by_handle_at says at its entry. */
static bool handle_is_answer(const struct syscall_spec *spec)
{
    return spec->args[0].type == TYPE_DIRFD;
}

/* Part 0: the length, and what it is the length of. */
void capture_file_handle(struct capture *c, const struct arg_spec *arg)
{
    tracee_addr address = c->args[c->arg];
    uint32_t handle_bytes = 0, got;

    (void)arg;
    if (!address || (c->is_exit && c->has_failed && c->result != -CALL_OVERFLOW))
        return;
    bool is_whole = handle_is_answer(c->spec) == c->is_exit && !(c->is_exit && c->has_failed);
    if (!is_whole) {
        if (handle_is_answer(c->spec))
            capture_bytes(c, 0, address, sizeof handle_bytes, sizeof handle_bytes, &got);
        return;
    }
    if (!capture_peek(c, address, &handle_bytes, sizeof handle_bytes))
        return;
    capture_bytes(c, 0, address, HANDLE_HEADER_BYTES + (uint64_t)handle_bytes,
                  HANDLE_HEADER_BYTES + HANDLE_MAX_BYTES, &got);
}

static void put_handle(struct formatter *f, struct captured handle)
{
    format_field(f, "handle_bytes");
    format_uint(f, load_u32(handle.bytes));
    format_field(f, "handle_type");
    format_int(f, load_u32(handle.bytes + 4));
    format_field(f, "f_handle");
    format_quoted_hex(f, handle.bytes + HANDLE_HEADER_BYTES,
                      handle.length_bytes - HANDLE_HEADER_BYTES, HANDLE_MAX_BYTES,
                      captured_is_cut(handle));
}

static void put_handle_sizes(struct formatter *f, struct captured before, struct captured after)
{
    format_field(f, "handle_bytes");
    format_uint(f, load_u32(before.bytes));
    if (after.length_bytes >= 4) {
        format_punctuation(f, " => ");
        format_uint(f, load_u32(after.bytes));
    }
}

void format_file_handle(struct formatter *f)
{
    bool is_answer = handle_is_answer(f->spec);
    struct captured before = captured_argument(f, f->arg, false);
    struct captured after = captured_argument(f, f->arg, true);
    struct captured whole = is_answer ? after : before;

    if (is_answer && f->is_begin) {
        f->is_waiting = true;
        return;
    }
    if (f->options->hides_structs ||
        (whole.length_bytes < HANDLE_HEADER_BYTES && (!is_answer || before.length_bytes < 4))) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    if (whole.length_bytes >= HANDLE_HEADER_BYTES)
        put_handle(f, whole);
    else
        put_handle_sizes(f, before, after);
    format_close(f, '}');
}

/* An int; one of 64 bits if the call asked for those. */
#define HANDLE_MNT_ID_UNIQUE 1u
#define HANDLE_FLAGS_ARG     4u

void capture_mount_id(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = c->args[HANDLE_FLAGS_ARG] & HANDLE_MNT_ID_UNIQUE ? 8 : 4, got;

    (void)arg;
    capture_bytes(c, 0, c->args[c->arg], size, size, &got);
}

void format_mount_id(struct formatter *f)
{
    struct captured id = captured_piece(f, 0);

    if (id.length_bytes < 4) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open_inline(f, '[');
    if (id.length_bytes >= 8)
        format_ulong(f, load_u64(id.bytes));
    else
        format_int(f, load_u32(id.bytes));
    format_close_inline(f, ']');
}

/* ---- attributes ------------------------------------------------------------------ */

const struct member members_file_attr[] = {
    {"fa_xflags", MEMBER_U64, .type = TYPE_FILE_XFLAGS},
    {"fa_extsize", MEMBER_U32, .type = TYPE_UINT},
    {"fa_nextents", MEMBER_U32, .type = TYPE_UINT},
    {"fa_projid", MEMBER_U32, .type = TYPE_UINT},
    {"fa_cowextsize", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

/* The kernel refuses longer ones before it reads them. */
#define XATTR_VALUE_MAX_BYTES 65536u

/* Most are text with a NUL, which goes without saying where what is shown ends with it. */
static void put_xattr_value(struct formatter *f, const uint8_t *bytes, size_t length, bool has_more)
{
    uint8_t escape = f->options->escape;
    bool is_hex = escape == TEXT_ESCAPE_HEX_ALL || escape == TEXT_ESCAPE_HEX_STRINGS;
    size_t limit = format_string_limit(f), shown = length < limit ? length : limit;

    if (!is_hex && shown > 0 && bytes[shown - 1] == '\0')
        format_quoted(f, TEXT_STRING, bytes, shown - 1, limit, false);
    else
        format_quoted(f, TEXT_STRING, bytes, length, limit, has_more);
}

void format_xattr_value(struct formatter *f, const uint8_t *bytes, size_t length)
{
    const struct arg_spec *arg = &f->spec->args[f->arg];

    if (arg->direction == ARG_IN && format_register(f, arg->size_arg) > XATTR_VALUE_MAX_BYTES)
        format_address(f, format_register(f, f->arg));
    else
        put_xattr_value(f, bytes, length, captured_is_cut(captured_piece(f, 0)));
}

/* setxattrat and getxattrat pass value, size and flags in a struct: part 1 is what it points to. */
#define XATTR_ARGS_BYTES 16

void capture_xattr_args(struct capture *c, const struct arg_spec *arg)
{
    bool is_answer = c->spec->result == TYPE_SIZE; /* of getxattrat */
    uint32_t got;

    (void)arg;
    if (!c->args[c->arg] || is_answer != c->is_exit || (c->is_exit && c->has_failed))
        return;
    const uint8_t *args =
        capture_bytes(c, 0, c->args[c->arg], XATTR_ARGS_BYTES, XATTR_ARGS_BYTES, &got);
    if (!args || got < XATTR_ARGS_BYTES)
        return;
    uint64_t address = load_u64(args), size = load_u32(args + 8);
    if (is_answer)
        size = (uint64_t)c->result;
    if (address)
        capture_bytes(c, 1, address, size, c->limits->buffer_bytes, &got);
}

void format_xattr_args(struct formatter *f)
{
    bool is_answer = f->spec->result == TYPE_SIZE;

    if (is_answer && f->is_begin) {
        f->is_waiting = true;
        return;
    }
    f->is_exit = is_answer;
    struct captured args = captured_piece(f, 0), value = captured_piece(f, 1);
    if (args.length_bytes < XATTR_ARGS_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "value");
    if (value.bytes)
        put_xattr_value(f, value.bytes, value.length_bytes, captured_is_cut(value));
    else
        format_address(f, load_u64(args.bytes));
    format_field(f, "size");
    format_uint(f, load_u32(args.bytes + 8));
    format_field(f, "flags");
    format_named(f, TYPE_XATTR_FLAGS, load_u32(args.bytes + 12));
    format_close(f, '}');
}
