#include "moved_data.h"

#include <ptop/buffers.h>

#include "../inspect/tracee_memory.h"

#define CHUNK_BYTES 32768u /* a multiple of what a line of a dump shows */

struct telling {
    struct tracer *tracer;
    const struct event_syscall *call;
    uint64_t left_bytes; /* of what may be told */
};

/* One piece, as much of it as can be read; returns how much that was. */
static size_t tell_chunk(struct telling *telling, const struct buffer *buffer, uint64_t offset,
                         size_t length)
{
    struct emitter *emit = &telling->tracer->emit;
    struct event_data *event = emit_begin(emit, EVENT_ALIGN(sizeof *event + length));
    ssize_t got = tracee_memory_read(telling->call->header.tid, buffer->address + offset, event + 1,
                                     length);
    size_t told = got > 0 ? (size_t)got : 0;

    *event = (struct event_data){
        .header = {
            .kind = EVENT_DATA,
            .flags = telling->call->header.flags,
            .number = telling->call->header.number,
            .tid = telling->call->header.tid,
            .tgid = telling->call->header.tgid,
        },
        .message_buffers = buffer->message_buffers,
        .moved_bytes = buffer->moved_bytes,
        .offset = offset,
        .message = buffer->message,
        .index = buffer->index,
        .length_bytes = (uint32_t)told,
        .buffer_kind = (uint8_t)buffer->kind,
        .is_last = length == 0,
    };
    emit_end(emit, &event->header, sizeof *event + told);
    return told;
}

static void tell_buffer(void *context, const struct buffer *buffer)
{
    struct telling *telling = context;
    uint64_t offset = 0;
    size_t length, got;

    do {
        uint64_t left = buffer->moved_bytes - offset;

        left = left < telling->left_bytes ? left : telling->left_bytes;
        length = left < CHUNK_BYTES ? (size_t)left : CHUNK_BYTES;
        if (!length || telling->tracer->emit.is_silent)
            return;
        got = tell_chunk(telling, buffer, offset, length);
        offset += got;
        telling->left_bytes -= got;
    } while (got == length);
}

void moved_data_tell(struct tracer *tracer, const struct event_syscall *call)
{
    const struct tracer_options *options = &tracer->options;
    struct telling telling = { .tracer = tracer, .call = call, .left_bytes = MOVED_DATA_MOST_BYTES };
    int arg = buffers_find(call, options->read_fds, options->written_fds);

    if (arg < 0)
        return;
    buffers_walk(call, (unsigned)arg, tell_buffer, &telling);
    tell_chunk(&telling, &(struct buffer){ .kind = BUFFER_PLAIN }, 0, 0);
}
