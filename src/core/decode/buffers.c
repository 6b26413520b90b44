/*
 * The pieces that hold the data of a call.  Where they lie: decode_memory.c, control_message.h.
 */
#include <ptop/buffers.h>

#include <string.h>

#include <ptop/format.h>

#include "control_message.h"
#include "formatter.h"

/* A msghdr as words: the fourth counts its vector. */
#define MESSAGE_WORDS     7
#define WORD_VECTOR_COUNT 3

/* Whose second argument has the data, and which way they go; the descriptor is the first one. */
static const struct mover {
    const char *name;
    bool is_read;
} movers[] = {
    {"read", true},
    {"pread64", true},
    {"readv", true},
    {"preadv", true},
    {"preadv2", true},
    {"recv", true},
    {"recvfrom", true},
    {"recvmsg", true},
    {"recvmmsg", true},
    {"recvmmsg_time64", true},
    {"mq_timedreceive", true},
    {"mq_timedreceive_time64", true},
    {"write", false},
    {"pwrite64", false},
    {"writev", false},
    {"pwritev", false},
    {"pwritev2", false},
    {"vmsplice", false},
    {"send", false},
    {"sendto", false},
    {"sendmsg", false},
    {"sendmmsg", false},
    {"mq_timedsend", false},
    {"mq_timedsend_time64", false},
};

#define DATA_ARGUMENT 1

static const struct mover *find_mover(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(movers); i++)
        if (strcmp(movers[i].name, name) == 0)
            return &movers[i];
    return NULL;
}

int buffers_find(const struct event_syscall *call, const struct number_set *read_fds,
                 const struct number_set *written_fds)
{
    uint64_t args[SYSCALL_MAX_ARGS];
    bool is_wanted = read_fds || written_fds;
    const struct syscall_spec *spec = is_wanted ? format_call_values(call, args) : NULL;
    const struct mover *mover = spec ? find_mover(spec->name) : NULL;
    const struct number_set *fds;

    if (!mover || call->header.flags & EVENT_NO_RETURN)
        return -1;
    fds = mover->is_read ? read_fds : written_fds;
    return fds && number_set_has(fds, (int32_t)args[0]) ? DATA_ARGUMENT : -1;
}

struct walk {
    struct formatter f;
    buffer_visit *visit;
    void *context;
};

/* An array's iovecs; left: how much was moved. */
static void walk_vector(struct walk *walk, struct captured vector, uint64_t left,
                        struct buffer *buffer)
{
    size_t word = abi_word_bytes(walk->f.abi), count = vector.length_bytes / (2 * word);

    for (unsigned i = 0; i < count && left > 0; i++) {
        uint64_t length = load_word(vector.bytes + 2 * word * i, 1, walk->f.abi);

        length = length < left ? length : left;
        if (!length)
            break;
        buffer->index = i;
        buffer->moved_bytes = length;
        buffer->address = load_word(vector.bytes + 2 * word * i, 0, walk->f.abi);
        walk->visit(walk->context, buffer);
        left -= length;
    }
}

static void walk_message(struct walk *walk, unsigned base, const uint8_t *header, uint64_t left,
                         struct buffer *buffer)
{
    buffer->message_buffers = load_word(header, WORD_VECTOR_COUNT, walk->f.abi);
    walk_vector(walk, captured_piece(&walk->f, base + PART_VECTOR), left, buffer);
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
        walk_message(walk, (i + 1) * MESSAGE_PARTS, header, walk->f.is_exit ? moved : UINT64_MAX,
                     &buffer);
    }
}

static void walk_plain(struct walk *walk, uint64_t moved)
{
    struct buffer buffer = {
        .moved_bytes = moved,
        .address = format_register(&walk->f, walk->f.arg),
    };

    if (moved)
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
        walk_vector(&walk, header, moved_bytes(&walk, spec), &buffer);
    else if (spec->type != TYPE_MSGHDR)
        walk_plain(&walk, moved_bytes(&walk, spec));
    else if (header.length_bytes >= MESSAGE_WORDS * abi_word_bytes(walk.f.abi))
        walk_message(&walk, 0, header.bytes, moved_bytes(&walk, spec), &buffer);
}
