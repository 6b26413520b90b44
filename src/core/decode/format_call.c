/*
 * A syscall: its arguments by direction and size rule, and its line.
 */
#include "format_call.h"

#include "decode_operation.h"
#include "value_type.h"

/* ---- arguments -------------------------------------------------------------- */

static bool size_is_array(enum arg_size size)
{
    return size == SIZE_COUNT || size == SIZE_RET_COUNT || size == SIZE_TWO;
}

/* One of its type, which must be whole. */
static bool size_is_one(enum arg_size size)
{
    return size == SIZE_TYPE || size == SIZE_ANSWER || size == SIZE_INTERRUPTED;
}

/* A scalar in memory is shown in brackets, however many there are. */
static bool pointee_is_array(const struct value_type *type, const struct arg_spec *arg)
{
    if (type->shape == SHAPE_RECORD && record_is_scalar(type->format.members))
        return true;
    return size_is_array(arg->size);
}

/* Less could be read than a line shows: a page in it is missing. */
static bool captured_is_short(const struct formatter *f, struct captured captured)
{
    return (captured.flags & PIECE_SHORT) && captured.length_bytes < format_string_limit(f) &&
           f->options->layout == FORMAT_ONE_LINE;
}

static bool has_piece(struct formatter *f, bool is_exit)
{
    return captured_argument(f, f->arg, is_exit).bytes != NULL;
}

/* Of messages that were not received there is what the program had room for. */
static bool has_room(struct formatter *f, const struct arg_spec *arg)
{
    return arg->type == TYPE_MSGHDR && has_piece(f, false);
}

/* Structs that programs pass with their size: that of the first version, below which the kernel does
 * not look at them. */
static const uint16_t first_sizes[TYPE_COUNT] = {
    [TYPE_OPEN_HOW] = 24, [TYPE_MOUNT_ATTR] = 32, [TYPE_CLONE_ARGS] = 64,
    [TYPE_LANDLOCK_ATTR] = 8, [TYPE_FILE_ATTR] = 24,
};

/* What the argument points to, as it was captured in the state f->is_exit. */
static void format_pointee(struct formatter *f, const struct arg_spec *arg)
{
    const struct value_type *type = &value_types[arg->type];
    struct captured captured = captured_piece(f, 0);
    size_t size = type->size[f->abi];

    f->fd_part = 0;
    if (type->shape == SHAPE_NAMED || type->shape == SHAPE_VALUE) {
        format_value(f, arg->type, format_register(f, f->arg));
    } else if (!captured.bytes && !has_room(f, arg)) {
        format_address(f, format_register(f, f->arg));
    } else if (type->shape == SHAPE_IRREGULAR) {
        type->format.argument(f);
    } else if (size_is_one(arg->size) && captured.length_bytes < size) {
        format_address(f, format_register(f, f->arg));
    } else if (captured.length_bytes < size && captured_is_cut(captured)) {
        format_address(f, format_register(f, f->arg)); /* of an array: not one of them is whole */
    } else if (captured.length_bytes < first_sizes[arg->type]) {
        format_address(f, format_register(f, f->arg));
    } else if (size == 1 && captured_is_short(f, captured)) {
        format_address(f, format_register(f, f->arg));
    } else if (size == 1) {
        type->format.bytes(f, captured.bytes, captured.length_bytes);
    } else if (size && pointee_is_array(type, arg)) {
        format_array(f, arg->type, captured);
    } else if (size && type->shape == SHAPE_RECORD && captured.length_bytes) {
        format_record(f, type->format.members, captured.bytes, captured.length_bytes,
                      captured_is_cut(captured));
    } else if (size && type->shape == SHAPE_STRUCT && captured.length_bytes >= size) {
        type->format.bytes(f, captured.bytes, captured.length_bytes);
    } else {
        format_address(f, format_register(f, f->arg));
    }
}

static void text_rewind(struct text *text, size_t length)
{
    text->length_bytes = length;
    text->bytes[length] = '\0';
}

/* "[6 => 14]" */
static void format_both_scalars(struct formatter *f, const struct value_type *type)
{
    struct captured before = captured_argument(f, f->arg, false);
    struct captured after = captured_argument(f, f->arg, true);
    size_t size = type->size[f->abi];

    format_open_inline(f, '[');
    f->is_exit = false;
    f->fd_part = 0;
    format_record(f, type->format.members, before.bytes, size, false);
    if (memcmp(before.bytes, after.bytes, size) != 0) {
        format_punctuation(f, " => ");
        f->is_exit = true;
        f->fd_part = 0;
        format_record(f, type->format.members, after.bytes, size, false);
    }
    format_close_inline(f, ']');
}

/* An offset is shown in brackets of its own each time. */
static bool type_is_offset(enum arg_type type)
{
    return type == TYPE_OFFSET_PTR || type == TYPE_LONG_PTR;
}

static bool is_one_scalar(struct formatter *f, const struct value_type *type)
{
    size_t size = type->size[f->abi];

    return type->shape == SHAPE_RECORD && record_is_scalar(type->format.members) && size > 0 &&
           captured_argument(f, f->arg, false).length_bytes == size &&
           captured_argument(f, f->arg, true).length_bytes == size;
}

/* Before => after, and once where both read the same. */
static void format_both_states(struct formatter *f, const struct arg_spec *arg)
{
    struct text *text = f->text;
    size_t start = text->length_bytes;

    if (!type_is_offset(arg->type) && is_one_scalar(f, &value_types[arg->type])) {
        format_both_scalars(f, &value_types[arg->type]);
        return;
    }
    f->is_exit = false;
    format_pointee(f, arg);
    size_t before = text->length_bytes - start;
    format_punctuation(f, " => ");
    size_t second = text->length_bytes;
    f->is_exit = true;
    format_pointee(f, arg);
    if (text->is_truncated)
        return;
    if (text->length_bytes - second == before &&
        memcmp(text->bytes + start, text->bytes + second, before) == 0)
        text_rewind(text, start + before);
}

/* "[6": what the kernel makes of it stands within the bracket. */
static void leave_open(struct formatter *f)
{
    struct text *text = f->text;

    if (text->length_bytes > 0 && text->bytes[text->length_bytes - 1] == ']')
        text_rewind(text, text->length_bytes - 1);
}

/* Of an array that has none there are no structs to hide. */
static bool has_no_elements(const struct formatter *f, const struct arg_spec *arg)
{
    if (arg->size == SIZE_COUNT)
        return format_register(f, arg->size_arg) == 0;
    return arg->size == SIZE_RET_COUNT && f->call->result == 0 &&
           !(f->call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN));
}

static void format_pointer(struct formatter *f, const struct arg_spec *arg)
{
    const struct value_type *type = &value_types[arg->type];
    bool is_struct = type->shape == SHAPE_RECORD || type->shape == SHAPE_STRUCT ||
                     type->shape == SHAPE_IRREGULAR;

    if (f->is_begin && arg->direction == ARG_OUT) {
        f->is_waiting = true;
        return;
    }
    if (format_register(f, f->arg) == 0) {
        format_address(f, 0);
        return;
    }
    bool is_text = type->size[f->abi] == 1 && arg->type != TYPE_CPU_SET;
    if (f->options->hides_structs && is_struct && !is_text && !has_no_elements(f, arg)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    f->is_exit = arg->direction == ARG_OUT || (arg->direction == ARG_INOUT &&
                                               !format_result_tells(f) && !has_piece(f, false));
    bool shows_answer = arg->direction == ARG_INOUT && !format_result_tells(f);
    f->is_waiting = f->is_begin && shows_answer;
    if (shows_answer && !f->is_begin && !f->is_exit && has_piece(f, true))
        format_both_states(f, arg);
    else
        format_pointee(f, arg);
    if (f->is_waiting && type->shape == SHAPE_RECORD && record_is_scalar(type->format.members))
        leave_open(f);
    f->is_exit = false;
}

bool format_has_answer(const struct formatter *f, unsigned arg)
{
    return captured_argument(f, arg, true).bytes != NULL;
}

void format_answer(struct formatter *f, unsigned arg)
{
    f->arg = (uint8_t)arg;
    f->is_exit = true;
    format_pointee(f, &f->spec->args[arg]);
}

void format_argument_as(struct formatter *f, const struct arg_spec *arg)
{
    if (arg->direction != ARG_VALUE)
        format_pointer(f, arg);
    else if (value_types[arg->type].shape == SHAPE_IRREGULAR)
        value_types[arg->type].format.argument(f);
    else
        format_value(f, arg->type, format_register_as(f, f->arg, arg->type));
}

void format_call_argument(struct formatter *f, unsigned index)
{
    f->arg = (uint8_t)index;
    f->is_exit = false;
    if (f->options->is_raw)
        format_hex(f, f->args[index]);
    else if (f->spec && index < f->spec->arg_count)
        format_argument_as(f, &f->spec->args[index]);
    else
        format_hex(f, index < SYSCALL_MAX_ARGS ? f->args[index] : 0);
}

/* Raw, every register is shown, except the last where 64-bit programs leave it alone, and what is no
 * argument at all. */
static bool is_hidden_raw(const struct formatter *f, unsigned arg)
{
    enum arg_type type = f->spec->args[arg].type;

    return type == TYPE_SIGNAL_FRAME ||
           (f->abi == ABI_NATIVE && arg + 1 == f->spec->arg_count && type == TYPE_NONE);
}

static bool is_hidden(const struct formatter *f, unsigned arg)
{
    if (!f->spec)
        return false;
    if (f->options->is_raw)
        return is_hidden_raw(f, arg);
    return f->spec->args[arg].type == TYPE_NONE || operation_hides_argument(f, arg) ||
           format_skips_argument(f, arg) || quota_skips_argument(f, arg);
}

/* Of a call in progress those up to the first that the kernel has yet to fill. */
static void format_arguments(struct formatter *f)
{
    unsigned count = !f->spec              ? SYSCALL_MAX_ARGS
                     : f->options->is_raw ? f->spec->arg_count /* whatever they mean */
                                          : format_used_arguments(f);
    bool is_first = true;

    if (f->spec && !f->options->is_raw && format_arguments_by_layout(f))
        return;
    for (unsigned i = 0; i < count && !f->is_waiting; i++) {
        if (is_hidden(f, i))
            continue;
        if (!is_first)
            format_punctuation(f, ", ");
        is_first = false;
        if (f->options->names_arguments && f->spec) {
            text_put_role(f->text, TEXT_FIELD, f->spec->args[i].name);
            format_punctuation(f, "=");
        }
        format_call_argument(f, i);
    }
}

/* ---- the line --------------------------------------------------------------- */

#define UNFINISHED " <unfinished ...>"

static bool is_restart(const struct formatter *f)
{
    return f->call->header.flags & EVENT_RESTARTED && !f->options->joins_restarts;
}

static void put_name(struct formatter *f)
{
    uint8_t role = text_set_role(f->text, TEXT_SYSCALL);

    if (f->spec) {
        text_put(f->text, f->spec->name);
    } else {
        text_put(f->text, "syscall_");
        text_put_hex(f->text, (uint64_t)(int64_t)f->call->header.number);
    }
    text_set_role(f->text, role);
}

/* The equals signs of short calls stand in one column. */
static void pad_to_result(struct formatter *f)
{
    static const char blanks[] = "                                                                ";
    size_t length = f->text->length_bytes, column = f->options->result_column;

    if (length > column)
        return;
    int width_cols = text_width_cols(f->text->bytes, length);
    for (size_t left = column - (size_t)width_cols; left > 0;) {
        size_t some = left < sizeof blanks - 1 ? left : sizeof blanks - 1;
        text_put_bytes(f->text, blanks, some);
        left -= some;
    }
}

/* The kernel goes on with a call as another one, which has no arguments. */
static void put_restart(struct formatter *f)
{
    text_put_role(f->text, TEXT_SYSCALL, "restart_syscall");
    format_punctuation(f, "(");
    text_put_role(f->text, TEXT_DIM, "<... resuming interrupted ");
    put_name(f);
    text_put_role(f->text, TEXT_DIM, " ...>");
}

/* A call that never came back: what the kernel was to fill is not there. */
static void put_begin(struct formatter *f)
{
    bool is_over = f->call->header.flags & EVENT_NO_RETURN && !f->is_begin;

    if (is_restart(f)) {
        put_restart(f);
        return;
    }
    f->is_begin |= is_over;
    put_name(f);
    format_punctuation(f, "(");
    format_arguments(f);
    if (is_over && f->is_waiting)
        text_put_role(f->text, TEXT_DIM, UNFINISHED);
}

static void put_end(struct formatter *f)
{
    format_punctuation(f, ") ");
    pad_to_result(f);
    format_punctuation(f, "= ");
    format_call_result(f);
}

void format_call_line(struct formatter *f)
{
    bool is_begin = f->call->header.kind == EVENT_SYSCALL_ENTER;

    f->is_begin = is_begin;
    put_begin(f);
    if (is_begin)
        text_put_role(f->text, TEXT_DIM, UNFINISHED);
    else
        put_end(f);
}

void format_call_name(const struct event_syscall *call, struct text *text)
{
    struct formatter f;

    formatter_init(&f, call, NULL, text);
    if (is_restart(&f))
        text_put_role(text, TEXT_SYSCALL, "restart_syscall");
    else
        put_name(&f);
}

void format_call_begin(const struct event_syscall *call, const struct format_options *options,
                       struct text *text)
{
    struct formatter f;

    formatter_init(&f, call, options, text);
    f.is_begin = true;
    put_begin(&f);
}

void format_call_arguments(const struct event_syscall *call, const struct format_options *options,
                           struct text *text)
{
    struct formatter f;

    formatter_init(&f, call, options, text);
    put_begin(&f);
}

void format_call_end(const struct event_syscall *call, const struct format_options *options,
                     struct text *text)
{
    struct formatter f;

    formatter_init(&f, call, options, text);
    put_end(&f);
}
