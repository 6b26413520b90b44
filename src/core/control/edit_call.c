/*
 * The call at whose entry or exit a tracee is held.
 *
 * The program keeps what it had: when the call is over the registers that it was given in, and the
 * bytes that were put aside, come back.  Data lies below the red zone of the stack, where nothing
 * is; only where there is no room, or the call writes there too, in the place of what was there.
 */
#include "edit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/user.h>

#include <ptop/text.h>

#include "control.h"

#include "../base/alloc.h"
#include "../tracee/call_facts.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"

#define RED_ZONE_BYTES 128 /* System V ABI, AMD64, 3.2.2 */
#define STACK_ALIGN 16
#define DATA_MOST_BYTES 65536
#define SHOWN_BYTES 64

struct edited_bytes {
    struct edited_bytes *next;
    tracee_addr address;
    size_t size;
    uint8_t *after;   /* behind before[] */
    uint8_t before[]; /* as the program had them */
};

static const char *call_name(const struct tracee *tracee)
{
    return tracee->call.spec ? tracee->call.spec->name : "the call";
}

/* ---- the argument ------------------------------------------------------------------------ */

static struct edited_call *edited_of(const struct tracee *tracee)
{
    return &tracee->controlled->edited;
}

static int put_argument(struct control *control, struct tracee *tracee, unsigned argument,
                        uint64_t value, struct error *ret_error)
{
    struct edited_call *edited = edited_of(tracee);
    enum abi abi = (enum abi)tracee->call.abi;
    struct user_regs_struct before, wanted, after;
    int result = ptrace_get_registers(tracee->tid, &before);

    wanted = before;
    *registers_argument(&wanted, abi, argument) = value;
    if (result == 0)
        result = ptrace_set_registers(tracee->tid, &wanted);
    if (result == 0)
        result = ptrace_get_registers(tracee->tid, &after);
    if (result < 0)
        return error_set(ret_error, result, "%d is not there any more", tracee->tid);
    if (*registers_argument(&after, abi, argument) != value) {
        ptrace_set_registers(tracee->tid, &before);
        return error_set(ret_error, -EIO, "the kernel refuses that value: all is as it was");
    }
    if (!(edited->changed >> argument & 1))
        edited->args[argument] = *registers_argument(&before, abi, argument);
    edited->changed |= (uint8_t)(1 << argument);
    edited->memory = tracee->memory;
    tracee->call.args[argument] = value;
    control->recapture(control->context, tracee);
    return 0;
}

static int put_number(struct control *control, struct tracee *tracee, unsigned argument,
                      uint64_t value, struct error *ret_error)
{
    uint64_t before = tracee->call.args[argument];
    int result;

    if (tracee->call.abi == ABI_COMPAT)
        value = (uint32_t)value;
    result = put_argument(control, tracee, argument, value, ret_error);
    if (result == 0)
        edit_note(control, tracee, "argument %u of %s was 0x%" PRIx64 ", is 0x%" PRIx64, argument,
                  call_name(tracee), before, value);
    return result;
}

/* ---- data -------------------------------------------------------------------------------- */

/* Put bytes there for as long as the call lasts. */
static int put_bytes(struct control *control, struct tracee *tracee, tracee_addr address,
                     const void *bytes, size_t size, struct error *ret_error)
{
    struct edited_bytes *kept = alloc_zeroed(1, sizeof *kept + 2 * size);
    int result = -EFAULT;

    kept->address = address;
    kept->size = size;
    kept->after = kept->before + size;
    memcpy(kept->after, bytes, size);
    if (space_read(tracee, address, kept->before, size) == (ssize_t)size)
        result = edit_memory(control, tracee, address, bytes, size, ret_error);
    if (result < 0) {
        free(kept);
        return result;
    }
    kept->next = edited_of(tracee)->bytes;
    edited_of(tracee)->bytes = kept;
    edited_of(tracee)->memory = tracee->memory;
    return 0;
}

/* Below the red zone, and what was put there before. */
static int find_room(const struct tracee *tracee, size_t size, tracee_addr *ret_address)
{
    struct user_regs_struct registers;
    tracee_addr top;

    if (ptrace_get_registers(tracee->tid, &registers) < 0)
        return -ESRCH;
    top = registers.rsp - RED_ZONE_BYTES;
    for (const struct edited_bytes *kept = edited_of(tracee)->bytes; kept; kept = kept->next) {
        if (kept->address < top && registers.rsp - kept->address < 2 * DATA_MOST_BYTES)
            top = kept->address;
    }
    if (top < size || top > registers.rsp)
        return -EFAULT;
    *ret_address = (top - size) & ~(tracee_addr)(STACK_ALIGN - 1);
    return 0;
}

static size_t string_size(const struct tracee *tracee, tracee_addr address)
{
    uint8_t bytes[256];
    size_t size = 0;

    while (size < DATA_MOST_BYTES) {
        ssize_t got = space_read(tracee, address + size, bytes, sizeof bytes);
        const uint8_t *end = got > 0 ? memchr(bytes, '\0', (size_t)got) : NULL;

        if (got <= 0)
            return size;
        if (end)
            return size + (size_t)(end - bytes) + 1;
        size += (size_t)got;
    }
    return size;
}

/* How much of it the call reads, as far as was captured. */
static size_t size_there(const struct tracee *tracee, unsigned argument)
{
    const struct tracee_call *call = &tracee->call;
    const struct arg_spec *spec = &call->spec->args[argument];
    size_t offset = 0;

    if (spec->size == SIZE_NUL)
        return string_size(tracee, call->args[argument]);
    if (spec->size == SIZE_ARG)
        return call->args[spec->size_arg] < DATA_MOST_BYTES ? call->args[spec->size_arg]
                                                            : DATA_MOST_BYTES;
    while (offset + sizeof(struct event_piece) <= call->pieces_bytes) {
        const struct event_piece *piece = (const struct event_piece *)(tracee->scratch + offset);

        if (piece->arg == argument && piece->part == 0 && piece->flags == 0)
            return piece->length_bytes;
        offset += EVENT_ALIGN(sizeof *piece + piece->length_bytes);
    }
    return 0;
}

/* What shall be there: at least as much as the call reads, the rest as it is.  The caller's: free. */
static uint8_t *make_data(const struct tracee *tracee, unsigned argument,
                          const struct command *command, size_t *ret_size)
{
    bool is_string = tracee->call.spec->args[argument].size == SIZE_NUL;
    const uint8_t *bytes = command->data;
    size_t given = command->data_bytes;
    size_t there = is_string ? 0 : size_there(tracee, argument);
    size_t size = there > given ? there : given;
    uint8_t *data = alloc_zeroed(1, size + 1);

    if (is_string && (given == 0 || bytes[given - 1] != '\0'))
        size++;
    if (there > given)
        space_read(tracee, tracee->call.args[argument], data, there);
    memcpy(data, bytes, given);
    *ret_size = size;
    return data;
}

static void put_quoted(struct text *text, const uint8_t *bytes, size_t size)
{
    text_put_char(text, '"');
    text_escape(text, bytes, size < SHOWN_BYTES ? size : SHOWN_BYTES, TEXT_ESCAPE_UTF8);
    text_put(text, size > SHOWN_BYTES ? "\"…" : "\"");
}

static void note_data(struct control *control, const struct tracee *tracee, unsigned argument,
                      const uint8_t *before, size_t before_bytes, const struct command *command)
{
    const uint8_t *bytes = command->data;
    size_t size = command->data_bytes;
    char line[12 * SHOWN_BYTES];
    struct text text;

    if (size && bytes[size - 1] == '\0')
        size--;
    text_init(&text, line, NULL, sizeof line);
    put_quoted(&text, before, before_bytes);
    text_put(&text, ", is ");
    put_quoted(&text, bytes, size);
    edit_note(control, tracee, "argument %u of %s was %s", argument, call_name(tracee), line);
}

/* Elsewhere; in its place only where that cannot be. */
static int place_data(struct control *control, struct tracee *tracee, unsigned argument,
                      const uint8_t *data, size_t size, struct error *ret_error)
{
    bool is_written_too = tracee->call.spec->args[argument].direction == ARG_INOUT;
    tracee_addr there = tracee->call.args[argument], address;

    if (!is_written_too && find_room(tracee, size, &address) == 0 &&
        put_bytes(control, tracee, address, data, size, ret_error) == 0)
        return put_argument(control, tracee, argument, address, ret_error);
    if (size > size_there(tracee, argument))
        return error_set(ret_error, -ENOSPC, is_written_too
                         ? "argument %u of %s: the call writes there, and there is not so much room"
                         : "argument %u of %s: there is no room below the stack", argument,
                         call_name(tracee));
    if (!is_written_too)
        return put_bytes(control, tracee, there, data, size, ret_error);
    return edit_memory(control, tracee, there, data, size, ret_error);
}

static int check_data(const struct tracee *tracee, unsigned argument,
                      const struct command *command, struct error *ret_error)
{
    const struct tracee_call *call = &tracee->call;
    enum abi abi = (enum abi)call->abi;

    if (!call->spec || (call->spec->args[argument].direction != ARG_IN &&
                        call->spec->args[argument].direction != ARG_INOUT))
        return error_set(ret_error, -EINVAL, "argument %u of %s points to nothing that it reads",
                         argument, call_name(tracee));
    if (call_fact(abi, call->number, CALL_MAKES_TRACEES))
        return error_set(ret_error, -EINVAL, "%s takes its stack along: change the memory",
                         call_name(tracee));
    if (command->data_bytes > DATA_MOST_BYTES)
        return error_set(ret_error, -EINVAL, "at most %d bytes can be put aside", DATA_MOST_BYTES);
    return 0;
}

static int put_data(struct control *control, struct tracee *tracee, unsigned argument,
                    const struct command *command, struct error *ret_error)
{
    uint8_t before[SHOWN_BYTES + 1];
    size_t there, size;
    ssize_t got;
    uint8_t *data;
    int result = check_data(tracee, argument, command, ret_error);

    if (result < 0)
        return result;
    there = size_there(tracee, argument);
    if (there && tracee->call.spec->args[argument].size == SIZE_NUL)
        there--;
    got = space_read(tracee, tracee->call.args[argument], before,
                     there < sizeof before ? there : sizeof before);
    data = make_data(tracee, argument, command, &size);
    result = place_data(control, tracee, argument, data, size, ret_error);
    free(data);
    if (result < 0)
        return result;
    control->recapture(control->context, tracee);
    note_data(control, tracee, argument, before, got > 0 ? (size_t)got : 0, command);
    return 0;
}

int edit_argument(struct control *control, struct tracee *tracee, const struct command *command,
                  struct error *ret_error)
{
    const struct tracee_call *call = &tracee->call;
    unsigned count = call->spec ? call->spec->arg_count : SYSCALL_MAX_ARGS;
    unsigned argument = (unsigned)command->value;

    if (tracee->call_side != CALL_SIDE_ENTRY || !call->is_known)
        return error_set(ret_error, -EBUSY, "%d is not at the entry of a call: S leads to one",
                         tracee->tid);
    if (argument >= count)
        return error_set(ret_error, -EINVAL, "%s has no argument %d", call_name(tracee),
                         command->value);
    if (command->data)
        return put_data(control, tracee, argument, command, ret_error);
    return put_number(control, tracee, argument, command->number, ret_error);
}

/* ---- the result ----------------------------------------------------------------------------- */

int edit_result(struct control *control, struct tracee *tracee, const struct command *command,
                struct error *ret_error)
{
    const struct tracee_call *call = &tracee->call;
    struct register_value value = { .name = "rax", .size_bytes = sizeof command->number };
    struct user_regs_struct registers;
    int result;

    if (tracee->call_side != CALL_SIDE_EXIT)
        return error_set(ret_error, -EBUSY, "%d is not at the exit of a call: S leads to one",
                         tracee->tid);
    if (call_fact((enum abi)call->abi, call->number, CALL_RESTORES_REGISTERS))
        return error_set(ret_error, -EINVAL, "%s has no result", call_name(tracee));
    result = ptrace_get_registers(tracee->tid, &registers);
    if (result < 0)
        return error_set(ret_error, result, "%d is not there any more", tracee->tid);
    memcpy(value.bytes, &command->number, sizeof command->number);
    if (call->abi == ABI_COMPAT) {
        strcpy(value.name, "eax");
        value.size_bytes = sizeof(uint32_t);
    }
    result = edit_register(control, tracee, &value, ret_error);
    if (result == 0)
        edit_note(control, tracee, "the result of %s was %" PRId64 ", is %" PRId64,
                  call_name(tracee), (int64_t)registers.rax, (int64_t)command->number);
    return result;
}

/* ---- as the program had it --------------------------------------------------------------------- */

static void restore_bytes(const struct tracee *tracee, const struct edited_bytes *kept)
{
    uint8_t now[256];

    for (size_t done = 0; done < kept->size; done += sizeof now) {
        size_t size = kept->size - done < sizeof now ? kept->size - done : sizeof now;

        if (space_read(tracee, kept->address + done, now, size) == (ssize_t)size &&
            memcmp(now, kept->after + done, size) == 0) /* else the program has it again */
            space_write(tracee, kept->address + done, kept->before + done, size);
    }
}

static void restore_arguments(struct user_regs_struct *registers, const struct edited_call *edited,
                              enum abi abi)
{
    for (unsigned i = 0; i < SYSCALL_MAX_ARGS; i++) {
        if (edited->changed >> i & 1)
            *registers_argument(registers, abi, i) = edited->args[i];
    }
}

/* One that an exec replaced begins with registers of its own. */
static void restore(struct tracee *tracee)
{
    const struct edited_call *edited = edited_of(tracee);
    enum abi abi = (enum abi)tracee->call.abi;
    struct user_regs_struct registers;

    if (edited->memory != tracee->memory || ptrace_get_registers(tracee->tid, &registers) < 0)
        return;
    restore_arguments(&registers, edited, abi);
    ptrace_set_registers(tracee->tid, &registers);
    for (const struct edited_bytes *kept = edited->bytes; kept; kept = kept->next)
        restore_bytes(tracee, kept);
    for (unsigned i = 0; i < SYSCALL_MAX_ARGS; i++) {
        if (edited->changed >> i & 1) /* as the call comes back if it is started again */
            tracee->call.args[i] = edited->args[i];
    }
}

void edit_on_gone(struct tracee *tracee)
{
    struct edited_call *edited = edited_of(tracee);

    while (edited->bytes) {
        struct edited_bytes *kept = edited->bytes;

        edited->bytes = kept->next;
        free(kept);
    }
    memset(edited, 0, sizeof *edited);
}

void edit_on_exit_stop(struct control *control, struct tracee *tracee)
{
    struct edited_call *edited = edited_of(tracee);

    if (!edited->changed && !edited->bytes)
        return;
    restore(tracee);
    if (control->emit->is_silent)
        memset(edited, 0, sizeof *edited); /* the heap may be what broke */
    else
        edit_on_gone(tracee);
}

void edit_on_birth(struct tracee *child, const struct tracee *parent)
{
    struct user_regs_struct registers;

    if (!parent->controlled || !edited_of(parent)->changed || !tracee_is_held(child) ||
        ptrace_get_registers(child->tid, &registers) < 0)
        return;
    restore_arguments(&registers, edited_of(parent), (enum abi)parent->call.abi);
    ptrace_set_registers(child->tid, &registers);
}
