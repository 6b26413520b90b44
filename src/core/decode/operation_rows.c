/* Operations by their rows: look-up, and both halves. */
#include "operation_rows.h"

#include "capture.h"
#include "decode_operation.h"
#include "formatter.h"

static const struct operation_table *const tables[TYPE_COUNT] = {
    [TYPE_PRCTL_ARG] = &prctl_operations,
    [TYPE_KEYCTL_ARG] = &keyctl_operations,
    [TYPE_PTRACE_ARG] = &ptrace_operations,
    [TYPE_SECCOMP_ARG] = &seccomp_operations,
    [TYPE_ARCH_PRCTL_ARG] = &arch_prctl_operations,
    [TYPE_MEMBARRIER_ARG] = &membarrier_operations,
};

static const struct operation_row *row_find(enum arg_type type, uint64_t operation, uint64_t second)
{
    const struct operation_table *table = tables[type];

    for (size_t i = 0; i < table->count; i++) {
        const struct operation_row *row = &table->rows[i];
        if ((row->is_default || row->operation == (uint32_t)operation) &&
            (second & row->second_mask) == row->second)
            return row;
    }
    return NULL;
}

void capture_operation_arg(struct capture *c, const struct arg_spec *arg)
{
    const struct operation_row *row = row_find(arg->type, c->args[0], c->args[1]);

    if (row && c->arg < row->arg_count)
        capture_argument(c, &row->args[c->arg]);
}

static const struct operation_row *row_of_call(const struct formatter *f, unsigned index)
{
    return row_find(f->spec->args[index].type, format_register(f, 0), format_register(f, 1));
}

void format_operation_arg(struct formatter *f)
{
    const struct operation_row *row = row_of_call(f, f->arg);

    if (row && f->arg < row->arg_count)
        format_argument_as(f, &row->args[f->arg]);
    else if (f->spec->args[f->arg].type == TYPE_PTRACE_ARG) /* of its requests, most take pointers */
        format_address(f, format_register(f, f->arg));
    else
        format_hex(f, format_register(f, f->arg));
}

bool operation_hides_argument(const struct formatter *f, unsigned index)
{
    unsigned type = f->spec->args[index].type;
    const struct operation_row *row = tables[type] ? row_of_call(f, index) : NULL;

    return row && index < row->arg_count && row->args[index].type == TYPE_NONE;
}

int operation_argument(const struct formatter *f)
{
    for (unsigned i = 1; f->spec && i < f->spec->arg_count; i++)
        if (tables[f->spec->args[i].type])
            return (int)i;
    return -1;
}

unsigned operation_used_arguments(const struct formatter *f, unsigned index)
{
    const struct operation_row *row = row_of_call(f, index);
    return row ? row->arg_count : f->spec->arg_count;
}

static void put_named_result(struct formatter *f, const struct operation_row *row, uint64_t result)
{
    bool is_flags = row->result == RESULT_FLAGS;

    if (is_flags)
        format_hex(f, result);
    else
        format_long(f, result);
    if (is_flags && (!result || f->options->constants == FORMAT_NUMBERS))
        return;
    format_punctuation(f, " (");
    format_named_in(f, FORMAT_NAMES, row->result_type, result);
    format_punctuation(f, ")");
}

bool format_operation_result(struct formatter *f, unsigned index)
{
    const struct operation_row *row = row_of_call(f, index);

    if (!row || row->result == RESULT_AS_IS)
        return false;
    if (row->result == RESULT_PLAIN)
        format_value(f, row->result_type, (uint64_t)f->call->result);
    else
        put_named_result(f, row, (uint64_t)f->call->result);
    return true;
}
