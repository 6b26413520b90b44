/*
 * The pieces that hold the data of a call.  Where they lie: decode_memory.c, control_message.h.
 */
#include <ptop/buffers.h>

#include "control_message.h"
#include "formatter.h"

/* A msghdr as words: the fourth counts its vector. */
#define MESSAGE_WORDS     7
#define WORD_VECTOR_COUNT 3

struct walk {
    struct formatter f;
    buffer_visit *visit;
    void *context;
};

/* An array's iovecs, whose buffers are the parts from first_part on; left: how much was moved. */
static void walk_vector(struct walk *walk, struct captured vector, unsigned first_part,
                        uint64_t left, struct buffer *buffer)
{
    size_t word = abi_word_bytes(walk->f.abi), count = vector.length_bytes / (2 * word);

    for (unsigned i = 0; i < count && left > 0; i++) {
        uint64_t length = load_word(vector.bytes + 2 * word * i, 1, walk->f.abi);
        struct captured data = captured_piece(&walk->f, first_part + i);

        length = length < left ? length : left;
        if (!length || !data.bytes)
            break;
        buffer->index = i;
        buffer->moved_bytes = length;
        buffer->bytes = data.bytes;
        buffer->captured_bytes = data.length_bytes < length ? data.length_bytes : length;
        walk->visit(walk->context, buffer);
        left -= length;
    }
}

static void walk_message(struct walk *walk, unsigned base, const uint8_t *header, uint64_t left,
                         struct buffer *buffer)
{
    buffer->message_buffers = load_word(header, WORD_VECTOR_COUNT, walk->f.abi);
    walk_vector(walk, captured_piece(&walk->f, base + PART_VECTOR), base + PART_BUFFERS, left,
                buffer);
}

/* Each message is followed by a word that says how much of it was moved. */
static void walk_messages(struct walk *walk)
{
    struct captured array = captured_piece(&walk->f, 0);
    size_t word = abi_word_bytes(walk->f.abi), size = (MESSAGE_WORDS + 1) * word;
    struct buffer buffer = {.kind = BUFFER_OF_MESSAGES};

    for (unsigned i = 0; i < array.length_bytes / size; i++) {
        const uint8_t *header = array.bytes + i * size;
        uint64_t moved = load_u32(header + MESSAGE_WORDS * word);

        buffer.message = i;
        walk_message(walk, (i + 1) * MESSAGE_PARTS, header,
                     walk->f.is_exit ? moved : UINT64_MAX, &buffer);
    }
}

static void walk_plain(struct walk *walk, uint64_t moved)
{
    struct captured data = captured_piece(&walk->f, 0);
    struct buffer buffer = {.moved_bytes = moved, .bytes = data.bytes};

    if (!data.bytes || !moved)
        return;
    buffer.captured_bytes = data.length_bytes < moved ? data.length_bytes : moved;
    walk->visit(walk->context, &buffer);
}

/* How much of what an argument's size says was moved: by the result, or all. */
static uint64_t moved_bytes(const struct walk *walk, const struct arg_spec *arg)
{
    const struct event_syscall *call = walk->f.call;
    bool has_result = !(call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN));

    if (arg->direction == ARG_OUT || arg->size == SIZE_RET)
        return has_result && call->result > 0 ? (uint64_t)call->result : 0;
    if (arg->size == SIZE_ARG)
        return format_register(&walk->f, arg->size_arg);
    return UINT64_MAX;
}

void buffers_walk(const struct event_syscall *call, unsigned arg, buffer_visit *visit,
                  void *context)
{
    struct walk walk = {.visit = visit, .context = context};
    struct buffer buffer = {.kind = BUFFER_OF_VECTOR};
    const struct arg_spec *spec;
    struct captured header;

    formatter_init(&walk.f, call, NULL, NULL);
    if (!walk.f.spec || arg >= walk.f.spec->arg_count)
        return;
    spec = &walk.f.spec->args[arg];
    walk.f.arg = (uint8_t)arg;
    walk.f.is_exit = spec->direction == ARG_OUT;
    header = captured_piece(&walk.f, 0);
    if (spec->type == TYPE_MMSGHDR)
        walk_messages(&walk);
    else if (spec->type == TYPE_IOVEC)
        walk_vector(&walk, header, 1, moved_bytes(&walk, spec), &buffer);
    else if (spec->type != TYPE_MSGHDR)
        walk_plain(&walk, moved_bytes(&walk, spec));
    else if (header.length_bytes >= MESSAGE_WORDS * abi_word_bytes(walk.f.abi))
        walk_message(&walk, 0, header.bytes, moved_bytes(&walk, spec), &buffer);
}
