#include "support/held.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int held_command(struct command command, const void *data, size_t size)
{
    if (data != NULL) {
        command.data = malloc(size);
        assert_non_null(command.data);
        memcpy(command.data, data, size);
        command.data_bytes = size;
    }
    return live_command(command);
}

static const struct event *last_of(enum event_kind kind, pid_t tid)
{
    for (size_t i = live_count(); i-- > 0;)
        if (live_event(i)->kind == kind && (tid == 0 || live_event(i)->tid == tid))
            return live_event(i);
    fail_msg("there is no event of kind %d", kind);
    return NULL;
}

const char *held_message(void)
{
    return ((const struct event_reply *)last_of(EVENT_REPLY, 0))->message;
}

void held_add_call_point(pid_t tgid, const char *filter, uint8_t flags)
{
    struct point point = {.kind = POINT_CALL, .tgid = tgid, .flags = flags};
    struct command command = {.kind = COMMAND_POINT_ADD};
    struct error error = {.offset = -1};

    if (session_condition(live, filter, &command.condition, &error) < 0)
        fail_msg("%s: %s", filter, error.message);
    assert_int_equal(held_command(command, &point, sizeof(point)), 0);
}

pid_t held_await_call(size_t from)
{
    const struct event *stop = live_await(EVENT_STOP, STOP_REASON_CALL, 0, from);

    assert_non_null(stop);
    return stop->tid;
}

void held_remove_points(void)
{
    assert_int_equal(live_command((struct command){.kind = COMMAND_POINT_REMOVE}), 0);
}

const struct event_stop *held_stop(pid_t tid)
{
    return (const struct event_stop *)last_of(EVENT_STOP, tid);
}

uint64_t held_register(pid_t tid, const char *name)
{
    const struct event_stop *stop = held_stop(tid);
    const struct register_spec *spec =
        register_find((stop->header.flags & STOP_COMPAT) != 0, name);

    assert_non_null(spec);
    return register_value(spec, stop->registers);
}

int held_write_vector(pid_t tid, const char *name, const void *bytes, size_t size)
{
    struct register_value value = {.size_bytes = (uint8_t)size};

    strncpy(value.name, name, sizeof(value.name) - 1);
    memcpy(value.bytes, bytes, size);
    return held_command((struct command){.kind = COMMAND_WRITE_REGISTER, .tid = tid}, &value,
                        sizeof(value));
}

int held_write_register(pid_t tid, const char *name, uint64_t number)
{
    return held_write_vector(tid, name, &number, sizeof(number));
}

int held_write_memory(pid_t tid, tracee_addr address, const void *bytes, size_t size)
{
    return held_command(
        (struct command){.kind = COMMAND_WRITE_MEMORY, .tid = tid, .address = address}, bytes,
        size);
}
