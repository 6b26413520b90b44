#include "support/sample.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/decode/capture.h"

/* ---- the table --------------------------------------------------------------------- */

struct samples *samples_new(void)
{
    struct samples *samples = calloc(1, sizeof(*samples));

    assert_non_null(samples);
    samples->names = names_new();
    samples->tasks = tasks_new();
    samples_tell(samples);
    return samples;
}

void samples_free(struct samples *samples)
{
    for (size_t i = 0; i < samples->count; i++)
        free(samples->all[i].event);
    tasks_free(samples->tasks);
    names_free(samples->names);
    free(samples);
}

const struct event *samples_get(const struct samples *samples, const char *key)
{
    for (size_t i = 0; i < samples->count; i++)
        if (samples->all[i].key && strcmp(samples->all[i].key, key) == 0)
            return samples->all[i].event;
    fail_msg("no sample \"%s\"", key);
    return NULL;
}

struct filter_facts samples_facts(const struct samples *samples)
{
    const int64_t noon = (19000 * (int64_t)86400 + 12 * 3600) * (int64_t)SAMPLE_SECOND;

    return (struct filter_facts){
        .names = samples->names,
        .tasks = samples->tasks,
        .realtime_offset_ns = noon - (int64_t)SAMPLE_START,
        .start_ns = SAMPLE_START,
    };
}

void sample_event(struct samples *samples, const char *key, const struct event *event)
{
    struct event *copy = malloc(event->size_bytes);
    uint64_t sequence = samples->count + 1;

    assert_non_null(copy);
    assert_true(samples->count < SAMPLE_MAX);
    memcpy(copy, event, event->size_bytes);
    copy->sequence = sequence;
    copy->time_ns = SAMPLE_START + sequence * SAMPLE_SECOND;
    tasks_apply(samples->tasks, copy);
    samples->all[samples->count++] = (struct sample){key, copy};
}

/* ---- the made-up tracee ------------------------------------------------------------ */

tracee_addr sample_bytes(struct samples *samples, const void *bytes, size_t size)
{
    size_t at = samples->memory_used;

    assert_true(size <= sizeof(samples->memory) - at);
    memcpy(samples->memory + at, bytes, size);
    samples->memory_used = EVENT_ALIGN(at + size);
    return SAMPLE_ADDRESS + at;
}

tracee_addr sample_string(struct samples *samples, const char *string)
{
    return sample_bytes(samples, string, strlen(string) + 1);
}

static uint32_t new_name(struct samples *samples, const char *name)
{
    names_add(samples->names, ++samples->last_name_id, name, strlen(name));
    return samples->last_name_id;
}

void sample_fd(struct samples *samples, int fd, const char *name)
{
    size_t i = 0;

    while (i < samples->fd_count && samples->fds[i].fd != fd)
        i++;
    assert_true(i < SAMPLE_FDS);
    samples->fd_count = i == samples->fd_count ? i + 1 : samples->fd_count;
    samples->fds[i].fd = fd;
    samples->fds[i].name_id = new_name(samples, name);
}

static ssize_t read_memory(void *context, tracee_addr address, void *buffer, size_t size)
{
    struct samples *samples = context;
    uint64_t offset = address - SAMPLE_ADDRESS;

    if (offset >= sizeof(samples->memory))
        return -EFAULT;
    if (size > sizeof(samples->memory) - offset)
        size = sizeof(samples->memory) - offset;
    memcpy(buffer, samples->memory + offset, size);
    return (ssize_t)size;
}

static uint32_t name_of_fd(void *context, int fd)
{
    const struct samples *samples = context;

    for (size_t i = 0; i < samples->fd_count; i++)
        if (samples->fds[i].fd == fd)
            return samples->fds[i].name_id;
    return 0;
}

/* ---- calls ------------------------------------------------------------------------- */

struct record {
    _Alignas(8) struct event_syscall call;
    uint8_t pieces[8192];
};

static void capture(struct samples *samples, struct record *record, const struct syscall_spec *spec,
                    bool is_exit)
{
    struct event *header = &record->call.header;
    const struct tracee_reader reader = {read_memory, name_of_fd, samples};
    struct capture capture = {
        .spec = spec,
        .abi = header->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
        .result = record->call.result,
        .is_exit = is_exit,
        .has_failed = is_exit && (header->flags & (EVENT_FAILED | EVENT_RESTART)),
        .reader = &reader,
        .limits = &capture_limits_default,
        .pieces = (uint8_t *)record + header->size_bytes,
        .capacity_bytes = sizeof(*record) - header->size_bytes,
    };

    memcpy(capture.args, record->call.args, sizeof(capture.args));
    capture_call(&capture);
    header->size_bytes = (uint16_t)(header->size_bytes + capture.used_bytes);
}

static void add_callers(struct samples *samples, struct record *record, const char *const *callers)
{
    uint8_t *at = (uint8_t *)record + record->call.header.size_bytes;
    struct event_piece piece = {.arg = PIECE_CALLERS};

    for (; callers[piece.length_bytes / 4]; piece.length_bytes += 4) {
        uint32_t id = new_name(samples, callers[piece.length_bytes / 4]);
        memcpy(at + sizeof(piece) + piece.length_bytes, &id, sizeof(id));
    }
    memcpy(at, &piece, sizeof(piece));
    if (piece.length_bytes > 0)
        record->call.header.size_bytes += sizeof(piece) + EVENT_ALIGN(piece.length_bytes);
}

void sample_call(struct samples *samples, const struct sample_call *call)
{
    enum abi abi = call->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *spec = NULL;
    struct record record = {
        .call.header = {.size_bytes = sizeof(struct event_syscall),
                        .kind = EVENT_SYSCALL,
                        .flags = call->flags,
                        .number = call->number,
                        .tid = call->tid,
                        .tgid = call->tgid},
        .call.result = call->result,
        .call.duration_ns = call->duration_ns,
    };

    memcpy(record.call.args, call->args, sizeof(record.call.args));
    if (call->name && !(spec = syscall_find_name(abi, call->name, &record.call.header.number)))
        fail_msg("no syscall %s", call->name);
    if (call->result < 0 && call->result > -4096 && !(call->flags & EVENT_RESTART))
        record.call.header.flags |= EVENT_FAILED;
    if (spec)
        capture(samples, &record, spec, false);
    if (spec && !(call->flags & EVENT_NO_RETURN))
        capture(samples, &record, spec, true);
    add_callers(samples, &record, call->callers);
    sample_event(samples, call->key, &record.call.header);
}
