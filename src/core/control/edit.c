#include "edit.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "control.h"

#define NOTE_BYTES 512

void edit_note(struct control *control, const struct tracee *tracee, const char *format, ...)
{
    struct event header = { .kind = EVENT_NOTE, .tid = tracee->tid, .tgid = tracee->tgid };
    char line[NOTE_BYTES];
    size_t used = (size_t)snprintf(line, sizeof line, "%d: ", (int)tracee->tid);
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line + used, sizeof line - used, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    used += (size_t)length < sizeof line - used ? (size_t)length : sizeof line - used - 1;
    emit_bytes(control->emit, &header, line, used);
}

static int write_register(struct control *control, struct tracee *tracee,
                          const struct command *command, struct error *ret_error)
{
    const struct register_value *value = command->data;

    if (command->data_bytes != sizeof *value || value->name[sizeof value->name - 1] ||
        value->size_bytes > sizeof value->bytes)
        return error_set(ret_error, -EINVAL, "that is no register's value");
    return edit_register(control, tracee, value, ret_error);
}

static int change(struct control *control, struct tracee *tracee, const struct command *command,
                  struct error *ret_error)
{
    switch ((int)command->kind) {
    case COMMAND_WRITE_REGISTER:
        return write_register(control, tracee, command, ret_error);
    case COMMAND_WRITE_MEMORY:
        return edit_memory(control, tracee, command->address, command->data, command->data_bytes,
                           ret_error);
    case COMMAND_WRITE_ARGUMENT:
        return edit_argument(control, tracee, command, ret_error);
    default:
        return edit_result(control, tracee, command, ret_error);
    }
}

int edit_obey(struct control *control, struct tracee *tracee, const struct command *command,
              struct error *ret_error)
{
    int result;

    if (command->kind == COMMAND_READ_VECTORS)
        return edit_write_vectors_event(control, tracee, ret_error);
    result = change(control, tracee, command, ret_error);
    if (result == 0)
        control->write_stop(control->context, tracee, STOP_REASON_EDIT);
    return result;
}
