/*
 * The arguments of a call: their registers, their texts, the bytes they point to.
 */
#include <string.h>

#include <ptop/format.h>
#include <ptop/piece.h>
#include <ptop/registers.h>

#include "core/decode/formatter.h"
#include "core/decode/layout.h"
#include "core/decode/vector.h"
#include "core/tables/flags.h"
#include "field.h"

#define ARGUMENT_BYTES  2048
#define ARGUMENT_STRING 512

/* Of a function that is about to begin. */
static unsigned function_argument(const struct event_stop *stop, unsigned arg, int64_t *values)
{
    const struct register_spec *spec = register_of_argument(stop->header.flags & STOP_COMPAT, arg);

    if (!spec)
        return 0;
    values[0] = (int64_t)register_value(spec, stop->registers);
    return 1;
}

unsigned field_arg_numbers(const struct subject *subject, int64_t *values)
{
    unsigned arg = (unsigned)(subject->field - FIELD_ARG0);

    if (subject->stop)
        return function_argument(subject->stop, arg, values);
    if (!subject->call)
        return 0;
    values[0] = (int64_t)subject->call->args[arg];
    return 1;
}

bool field_argument_is_unsigned(const struct subject *subject, unsigned arg_index)
{
    const struct arg_spec *arg = &subject->spec->args[arg_index];
    const struct flag_set *set = flag_set_find((enum arg_type)arg->type);

    return arg->direction != ARG_VALUE || arg->type == TYPE_SIZE || arg->type == TYPE_ULONG ||
           arg->type == TYPE_ADDRESS || arg->type == TYPE_HEX || (set && set->width_bits == 64);
}

/* Types of 32 bits whose sign counts; of the rest 32-bit ones are unsigned. */
static bool type_is_signed_32(enum arg_type type)
{
    return type == TYPE_INT || type == TYPE_FD || type == TYPE_DIRFD || type == TYPE_PID ||
           type == TYPE_SIGNAL || type == TYPE_FUTEX_OP;
}

static bool type_is_unsigned_32(enum arg_type type)
{
    const struct flag_set *set = flag_set_find(type);

    return type == TYPE_UINT || type == TYPE_UID || type == TYPE_GID || type == TYPE_MODE ||
           type == TYPE_IO_URING_TO_SUBMIT ||
           type == TYPE_FILE_MODE || type == TYPE_SOCKET_TYPE || type == TYPE_IOCTL_CMD ||
           (set && set->width_bits == 32);
}

int64_t field_argument_value(const struct subject *subject, unsigned arg)
{
    struct formatter formatter = {
        .call = subject->call,
        .spec = subject->spec,
        .abi = subject->event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
    };
    memcpy(formatter.args, subject->call->args, sizeof formatter.args);
    uint64_t value = format_register(&formatter, arg);
    enum arg_type type = subject->spec ? subject->spec->args[arg].type : TYPE_LONG;

    if (type_is_signed_32(type))
        return (int32_t)value;
    return (int64_t)(type_is_unsigned_32(type) ? (uint32_t)value : value);
}

static bool visit_formatted(const struct subject *subject, unsigned arg, text_visit *visit,
                            void *context)
{
    const struct format_options options = {
        .names = subject->facts->names,
        .escape = TEXT_ESCAPE_UTF8,
        .string_limit_bytes = ARGUMENT_STRING,
    };
    char bytes[ARGUMENT_BYTES];
    struct text text;

    text_init(&text, bytes, NULL, sizeof(bytes));
    format_argument(subject->call, arg, &options, &text);
    return visit(context, text.bytes, text.length_bytes);
}

bool field_argument_texts(const struct subject *subject, unsigned arg, text_visit *visit,
                          void *context)
{
    enum arg_type type = subject->spec ? subject->spec->args[arg].type : TYPE_HEX;
    size_t length;
    const void *bytes = format_argument_bytes(subject->call, arg, &length);

    if (bytes)
        return visit(context, bytes, length);
    if (type == TYPE_FD || type == TYPE_DIRFD)
        return field_visit_name(subject, piece_find_name(subject->call, arg), visit, context);
    return visit_formatted(subject, arg, visit, context);
}

/* A size beyond INT64_MAX is just larger than what it is compared with. */
static int64_t at_most_largest(int64_t size)
{
    return size < 0 ? INT64_MAX : size;
}

unsigned field_len_numbers(const struct subject *subject, int64_t *values)
{
    unsigned count = 0, used = subject->spec ? format_argument_count(subject->call) : 0;

    for (unsigned arg = 0; arg < used; arg++)
        if (subject->spec->args[arg].type == TYPE_SIZE)
            values[count++] = at_most_largest(field_argument_value(subject, arg));
    return count;
}

/* Is a piece what a buffer or a string holds, and no struct? */
static bool is_data(const struct subject *subject, const struct event_piece *piece)
{
    if (piece->arg >= subject->spec->arg_count ||
        (piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
        return false;
    switch ((int)subject->spec->args[piece->arg].type) { /* the others have no such part */
    case TYPE_BYTES:
    case TYPE_STRING:
    case TYPE_PATH:
        return piece->part == 0;
    case TYPE_IOVEC:
    case TYPE_ARGV:
    case TYPE_ENVP:
        return piece->part > 0 && piece->part < UINT16_MAX; /* the array, its length */
    case TYPE_MSGHDR:
    case TYPE_MMSGHDR:
        return message_part_is_data(piece->part);
    default:
        return false;
    }
}

bool field_data_texts(const struct subject *subject, text_visit *visit, void *context)
{
    if (!subject->spec)
        return false;
    for (const struct event_piece *piece = piece_first(subject->call); piece;
         piece = piece_next(subject->call, piece))
        if (is_data(subject, piece) &&
            visit(context, (const char *)piece_bytes(piece), piece->length_bytes))
            return true;
    return false;
}
