/*
 * What every format function stands on: the pieces of a record, checked; lists
 * and structs in both layouts; quoted bytes.
 */
#include "formatter.h"

#include <limits.h>

#include <ptop/piece.h>

#include "multiplex.h"
#include "value_type.h"

#define DEFAULT_STRING_LIMIT  32

/* x32 marks its calls with a bit; from 512 on it has its own numbers for what it lays out differently. */
#define X32_BIT   0x40000000
#define X32_FIRST 512

static const struct syscall_spec *spec_find(enum abi abi, int64_t number)
{
    static const uint16_t own[] = {
        13,  15,  16,  19,  20,  45,  46,  47,  59,  101, 127, 128, 129, 131, 222, 244, 246, 247,
        273, 274, 278, 279, 295, 296, 297, 299, 307, 310, 311, 54,  55,  206, 209, 322, 327, 328,
    };

    if (abi != ABI_NATIVE || number < 0 || !(number & X32_BIT))
        return syscall_find(abi, number);
    number &= ~(int64_t)X32_BIT;
    if (number < X32_FIRST)
        return syscall_find(ABI_NATIVE, number);
    return number < X32_FIRST + (int64_t)ARRAY_COUNT(own) ? syscall_find(ABI_NATIVE, own[number - X32_FIRST])
                                                          : NULL;
}

/* A call behind another one is shown as if it had been made itself, where its arguments could be read. */
static void look_behind(struct formatter *f)
{
    struct multiplexed behind;

    if (f->abi != ABI_COMPAT || !f->spec || !multiplex_find(f->spec, f->args, &behind))
        return;
    struct captured words = captured_piece(f, MULTIPLEX_PART);
    if (words.length_bytes < 4 * behind.words)
        return;
    multiplex_fill(&behind, words.bytes);
    f->spec = behind.spec;
    memcpy(f->args, behind.args, sizeof f->args);
}

void formatter_init(struct formatter *f, const struct event_syscall *call,
                    const struct format_options *options, struct text *text)
{
    static const struct format_options defaults;

    *f = (struct formatter){
        .text = text,
        .options = options ? options : &defaults,
        .event = call ? &call->header : NULL,
        .call = call,
    };
    if (call) {
        f->abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
        f->spec = spec_find(f->abi, call->header.number);
        memcpy(f->args, call->args, sizeof f->args);
        f->first_piece = piece_first(call);
        look_behind(f);
    }
}

/* ---- captured bytes --------------------------------------------------------- */

/* The first piece with these keys; flags: the EXIT and FD_NAME bits that it must have. */
static struct captured piece_find(const struct formatter *f, unsigned arg, unsigned part,
                                  uint8_t flags)
{
    for (const struct event_piece *piece = f->first_piece; piece && piece != f->behind_piece;
         piece = piece_next(f->call, piece)) {
        if (piece->arg != arg || piece->part != part ||
            (piece->flags & (PIECE_EXIT | PIECE_FD_NAME)) != flags)
            continue;
        if (piece->flags & PIECE_UNREADABLE)
            break;
        return (struct captured){piece_bytes(piece), piece->length_bytes, piece->flags};
    }
    return (struct captured){0};
}

static bool piece_is_among(const struct formatter *f, const struct event_piece *piece,
                           unsigned first, unsigned count)
{
    bool is_exit = piece->flags & PIECE_EXIT;

    return piece->arg == f->arg && is_exit == f->is_exit && piece->part - first < count;
}

void format_narrow_pieces(struct formatter *f, const struct event_piece *start, unsigned first,
                          unsigned count)
{
    const struct event_piece *piece = start;

    while (piece && !piece_is_among(f, piece, first, count))
        piece = piece_next(f->call, piece);
    f->first_piece = f->behind_piece = piece ? piece : start;
    while (piece && piece_is_among(f, piece, first, count))
        f->behind_piece = piece = piece_next(f->call, piece);
}

struct captured captured_piece(const struct formatter *f, unsigned part)
{
    return piece_find(f, f->arg, part, f->is_exit ? PIECE_EXIT : 0);
}

struct captured captured_argument(const struct formatter *f, unsigned arg, bool is_exit)
{
    return piece_find(f, arg, 0, is_exit ? PIECE_EXIT : 0);
}

uint32_t captured_fd_name(const struct formatter *f, unsigned part)
{
    uint8_t flags = PIECE_FD_NAME | (f->is_exit ? PIECE_EXIT : 0);
    struct captured name = piece_find(f, f->arg, part, flags);
    return name.length_bytes >= 4 ? load_u32(name.bytes) : 0;
}

uint64_t format_register_as(const struct formatter *f, unsigned arg, enum arg_type type)
{
    uint64_t value = arg < SYSCALL_MAX_ARGS ? f->args[arg] : 0;

    if (type == TYPE_DEVICE) /* in a register the kernel looks at half of it */
        return (uint32_t)value;
    if (f->abi != ABI_COMPAT)
        return value;
    switch (type) {
    case TYPE_LONG:
    case TYPE_SSIZE:
    case TYPE_OFFSET:
    case TYPE_LENGTH:
    case TYPE_MSG_TYPE:
        return (uint64_t)(int32_t)value;
    default:
        return value;
    }
}

uint64_t format_register(const struct formatter *f, unsigned arg)
{
    enum arg_type type = f->spec && arg < SYSCALL_MAX_ARGS ? f->spec->args[arg].type : TYPE_ULONG;
    return format_register_as(f, arg, type);
}

int format_find_argument(const struct formatter *f, enum arg_type type)
{
    for (unsigned i = 0; f->spec && i < f->spec->arg_count; i++)
        if (f->spec->args[i].type == type)
            return (int)i;
    return -1;
}

/* ---- lists and structs ------------------------------------------------------ */

#define INDENT_MAX 32

static void put_line(struct formatter *f)
{
    static const char blanks[] = "                                                                ";
    unsigned depth = f->depth < INDENT_MAX ? f->depth : INDENT_MAX;

    text_put_char(f->text, '\n');
    text_put_bytes(f->text, blanks, 2 * depth);
}

static void put_bracket(struct formatter *f, char bracket)
{
    uint8_t role = text_set_role(f->text, TEXT_PUNCTUATION);
    text_put_char(f->text, bracket);
    text_set_role(f->text, role);
}

void format_open(struct formatter *f, char bracket)
{
    put_bracket(f, bracket);
    f->depth++;
    f->is_first = true;
}

void format_item(struct formatter *f)
{
    if (f->options->layout == FORMAT_UNFOLDED)
        put_line(f);
    else if (!f->is_first)
        format_punctuation(f, ", ");
    f->is_first = false;
}

void format_field(struct formatter *f, const char *name)
{
    format_item(f);
    text_put_role(f->text, TEXT_FIELD, name);
    format_punctuation(f, "=");
}

void format_more(struct formatter *f)
{
    format_item(f);
    format_punctuation(f, "...");
}

static void put_address_comment(struct formatter *f, tracee_addr address)
{
    uint8_t role = text_set_role(f->text, TEXT_DIM);

    format_comment_begin(f);
    text_put_hex(f->text, address);
    format_comment_end(f);
    text_set_role(f->text, role);
}

void format_unreadable(struct formatter *f, tracee_addr address)
{
    format_more(f);
    put_address_comment(f, address);
}

void format_close(struct formatter *f, char bracket)
{
    f->depth--;
    if (f->options->layout == FORMAT_UNFOLDED && !f->is_first)
        put_line(f);
    put_bracket(f, bracket);
    f->is_first = false;
}

void format_open_inline(struct formatter *f, char bracket)
{
    put_bracket(f, bracket);
    f->is_first = true;
}

void format_item_inline(struct formatter *f)
{
    if (!f->is_first)
        format_punctuation(f, ", ");
    f->is_first = false;
}

void format_close_inline(struct formatter *f, char bracket)
{
    put_bracket(f, bracket);
    f->is_first = false;
}

bool format_shows_all(const struct formatter *f)
{
    return f->options->is_verbose || f->options->layout == FORMAT_UNFOLDED;
}

unsigned format_element_limit(const struct formatter *f)
{
    if (f->options->is_verbose)
        return UINT_MAX;
    return f->options->element_limit ? f->options->element_limit : format_string_limit(f);
}

unsigned format_string_limit(const struct formatter *f)
{
    unsigned limit = f->options->string_limit_bytes;
    if (limit == FORMAT_NO_BYTES)
        return 0;
    return limit ? limit : DEFAULT_STRING_LIMIT;
}

/* Elements of a type whose size is known: records, or bytes with a function of their own. */
static void format_element(struct formatter *f, const struct value_type *type, const uint8_t *bytes,
                           size_t size)
{
    if (type->shape == SHAPE_RECORD)
        format_record(f, type->format.members, bytes, size, false);
    else
        type->format.bytes(f, bytes, size);
}

static bool has_rest(struct captured captured, size_t size, size_t shown)
{
    return captured.length_bytes / size > shown || captured_is_cut(captured);
}

/* "...", and where what could not be read begins. */
static void put_rest(struct formatter *f, struct captured captured, tracee_addr address, size_t size,
                     size_t shown)
{
    size_t count = captured.length_bytes / size;

    format_punctuation(f, "...");
    if (count <= shown && captured_is_torn(captured))
        put_address_comment(f, address + count * size);
}

void format_rest(struct formatter *f, struct captured captured, tracee_addr address, size_t size,
                 size_t shown)
{
    if (!has_rest(captured, size, shown))
        return;
    format_item(f);
    put_rest(f, captured, address, size, shown);
}

void format_rest_inline(struct formatter *f, struct captured captured, tracee_addr address,
                        size_t size, size_t shown)
{
    if (!has_rest(captured, size, shown))
        return;
    format_item_inline(f);
    put_rest(f, captured, address, size, shown);
}

/* Of plain numbers: on one line. */
static void format_scalar_array(struct formatter *f, const struct value_type *type,
                                struct captured captured, size_t shown)
{
    size_t size = type->size[f->abi];

    format_open_inline(f, '[');
    for (size_t i = 0; i < shown; i++) {
        format_item_inline(f);
        format_element(f, type, captured.bytes + i * size, size);
    }
    format_rest_inline(f, captured, format_register(f, f->arg), size, shown);
    format_close_inline(f, ']');
}

void format_array(struct formatter *f, enum arg_type element, struct captured captured)
{
    const struct value_type *type = &value_types[element];
    size_t size = type->size[f->abi];
    size_t count = captured.length_bytes / size, limit = format_element_limit(f);
    size_t shown = count < limit ? count : limit;

    if (type->shape == SHAPE_RECORD && record_is_scalar(type->format.members)) {
        format_scalar_array(f, type, captured, shown);
        return;
    }
    format_open(f, '[');
    for (size_t i = 0; i < shown; i++) {
        format_item(f);
        format_element(f, type, captured.bytes + i * size, size);
    }
    format_rest(f, captured, format_register(f, f->arg), size, shown);
    format_close(f, ']');
}

void format_instructions(struct formatter *f, struct captured code, uint64_t count, uint64_t address,
                         void (*put)(struct formatter *f, const uint8_t *bytes))
{
    size_t known = code.length_bytes / FORMAT_INSTRUCTION_BYTES;

    format_open(f, '[');
    for (size_t i = 0; i < known; i++) {
        format_item(f);
        put(f, code.bytes + i * FORMAT_INSTRUCTION_BYTES);
    }
    if (known < count && (code.flags & PIECE_SHORT))
        format_unreadable(f, address + known * FORMAT_INSTRUCTION_BYTES);
    else if (known < count)
        format_more(f);
    format_close(f, ']');
}

/* ---- text ------------------------------------------------------------------- */

void format_quoted(struct formatter *f, enum text_role role, const uint8_t *bytes, size_t length,
                   size_t limit, bool has_more)
{
    uint8_t before = text_set_role(f->text, role);

    if (length > limit) {
        length = limit;
        has_more = true;
    }
    text_put_char(f->text, '"');
    text_escape(f->text, bytes, length, f->options->escape);
    text_put_char(f->text, '"');
    text_set_role(f->text, TEXT_PUNCTUATION);
    if (has_more)
        text_put_bytes(f->text, "...", 3);
    text_set_role(f->text, before);
}

void format_quoted_hex(struct formatter *f, const uint8_t *bytes, size_t length, size_t limit,
                       bool has_more)
{
    struct format_options options = *f->options;
    const struct format_options *before = f->options;

    options.escape = TEXT_ESCAPE_HEX_ALL;
    f->options = &options;
    format_quoted(f, TEXT_STRING, bytes, length, limit, has_more);
    f->options = before;
}

/* Without a NUL its last byte is not text: the kernel would have put one there. */
void format_chars(struct formatter *f, const uint8_t *bytes, size_t size)
{
    format_quoted(f, TEXT_STRING, bytes, strnlen((const char *)bytes, size), size - 1, false);
}

void format_byte_list(struct formatter *f, const uint8_t *bytes, size_t count)
{
    format_open_inline(f, '[');
    for (size_t i = 0; i < count; i++) {
        format_item_inline(f);
        format_hex(f, bytes[i]);
    }
    format_close_inline(f, ']');
}

void format_comment_begin(struct formatter *f)
{
    text_put(f->text, f->comment_depth++ ? " (" : " /* ");
}

void format_comment_end(struct formatter *f)
{
    text_put(f->text, --f->comment_depth ? ")" : " */");
}

void format_comment(struct formatter *f, const char *comment)
{
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    format_comment_begin(f);
    text_put(f->text, comment);
    format_comment_end(f);
    text_set_role(f->text, role);
}

void format_counted(struct formatter *f, uint32_t count, const char *one, const char *many)
{
    format_address(f, format_register(f, f->arg));
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    format_comment_begin(f);
    text_put_unsigned(f->text, count);
    text_put_char(f->text, ' ');
    text_put(f->text, count == 1 ? one : many);
    format_comment_end(f);
    text_set_role(f->text, role);
}
