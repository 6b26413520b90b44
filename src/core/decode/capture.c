/*
 * The capture engine: walks a syscall's row and copies what its arguments
 * point to.
 *
 * Whatever the tracee says, a call costs at most CAPTURE_MAX_READS reads and
 * the capacity it was given: lengths are capped before they are used, sums of
 * them are never formed, and no pointer is followed without the budget.  What
 * is over the budget is left out, and the formatter shows the address.
 */
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "multiplex.h"
#include "record.h"
#include "value_type.h"

#define CAPTURE_MAX_READS        256
#define PAGE_BYTES               4096u
#define CAPTURE_TAIL_BYTES       64u  /* of a struct that is longer than we know it */
#define STRING_FIRST_CHUNK_BYTES 256u /* nearly all paths are shorter */

const struct capture_limits capture_limits_default = {
    .buffer_bytes = 512,
    .string_bytes = 4096,
    .element_count = 64,
};

static inline uint64_t min_u64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* ---- pieces ----------------------------------------------------------------- */

/* Where the next piece's bytes go, and how many fit; NULL when out of room or reads. */
static uint8_t *piece_begin(struct capture *c, size_t *ret_room)
{
    size_t capacity = c->capacity_bytes & ~(size_t)7;

    if (c->read_count >= CAPTURE_MAX_READS)
        return NULL;
    if (capacity < c->used_bytes + sizeof(struct event_piece) + 8)
        return NULL;
    *ret_room = capacity - c->used_bytes - sizeof(struct event_piece);
    return c->pieces + c->used_bytes + sizeof(struct event_piece);
}

/* The bytes are in place: their header and padding, so that no stale byte leaves the process. */
static void piece_end(struct capture *c, unsigned part, uint32_t length, uint8_t flags)
{
    struct event_piece piece = {
        .arg = c->arg,
        .flags = (uint8_t)(flags | (c->is_exit ? PIECE_EXIT : 0)),
        .part = (uint16_t)part,
        .length_bytes = length,
    };
    uint8_t *at = c->pieces + c->used_bytes;

    memcpy(at, &piece, sizeof piece);
    memset(at + sizeof piece + length, 0, EVENT_ALIGN(length) - length);
    c->used_bytes += sizeof piece + EVENT_ALIGN(length);
}

void capture_made(struct capture *c, unsigned part, const void *bytes, uint32_t length,
                  uint8_t flags)
{
    size_t room;
    uint8_t *at = piece_begin(c, &room);

    if (!at || room < length)
        return;
    memcpy(at, bytes, length);
    piece_end(c, part, length, flags);
}

static void piece_unreadable(struct capture *c, unsigned part, ssize_t result)
{
    int32_t error = result < 0 ? (int32_t)-result : EFAULT;
    capture_made(c, part, &error, sizeof error, PIECE_UNREADABLE);
}

/* ---- reading ---------------------------------------------------------------- */

static ssize_t capture_read(struct capture *c, tracee_addr address, void *buffer, size_t size)
{
    c->read_count++;
    ssize_t got = c->reader->read(c->reader->context, address, buffer, size);
    return got > (ssize_t)size ? -EIO : got;
}

const uint8_t *capture_bytes(struct capture *c, unsigned part, tracee_addr address, uint64_t length,
                             uint32_t limit, uint32_t *ret_length)
{
    size_t room;
    uint8_t *bytes = piece_begin(c, &room);

    if (!bytes)
        return NULL;
    size_t wanted = min_u64(min_u64(length, limit), room);
    ssize_t got = wanted ? capture_read(c, address, bytes, wanted) : 0;
    if (got < 0 || (got == 0 && length > 0)) {
        piece_unreadable(c, part, got);
        return NULL;
    }
    piece_end(c, part, (uint32_t)got,
              (uint8_t)(((uint64_t)got < length ? PIECE_CUT : 0) |
                        ((size_t)got < wanted ? PIECE_SHORT : 0)));
    *ret_length = (uint32_t)got;
    return bytes;
}

/*
 * Strings are read in chunks that end where a page does: one that ends right
 * before memory that cannot be read must be read whole.
 */
void capture_string(struct capture *c, unsigned part, tracee_addr address, uint32_t limit)
{
    size_t room;
    uint8_t *bytes = piece_begin(c, &room);
    size_t length = 0, chunk = STRING_FIRST_CHUNK_BYTES;

    if (!bytes)
        return;
    size_t end = min_u64(limit, room);
    while (length < end && c->read_count < CAPTURE_MAX_READS) {
        size_t to_page_end = PAGE_BYTES - ((address + length) & (PAGE_BYTES - 1));
        size_t wanted = min_u64(min_u64(chunk, to_page_end), end - length);
        ssize_t got = capture_read(c, address + length, bytes + length, wanted);
        if (got <= 0) { /* the kernel would not find its end either */
            piece_unreadable(c, part, got);
            return;
        }
        const uint8_t *nul = memchr(bytes + length, '\0', (size_t)got);
        if (nul) {
            piece_end(c, part, (uint32_t)(nul - bytes), 0);
            return;
        }
        length += (size_t)got;
        chunk = PAGE_BYTES;
    }
    piece_end(c, part, (uint32_t)length, PIECE_CUT);
}

size_t capture_peek_some(struct capture *c, tracee_addr address, void *buffer, size_t size)
{
    if (c->read_count >= CAPTURE_MAX_READS || address == 0)
        return 0;
    ssize_t got = capture_read(c, address, buffer, size);
    return got > 0 ? (size_t)got : 0;
}

bool capture_peek(struct capture *c, tracee_addr address, void *buffer, size_t size)
{
    return capture_peek_some(c, address, buffer, size) == size;
}

static void capture_name(struct capture *c, unsigned part, int fd)
{
    if (c->read_count >= CAPTURE_MAX_READS)
        return;
    c->read_count++;
    uint32_t id = c->reader->fd_name(c->reader->context, fd);
    if (id)
        capture_made(c, part, &id, sizeof id, PIECE_FD_NAME);
}

void capture_fd_name(struct capture *c, unsigned part, int fd)
{
    if (fd >= 0)
        capture_name(c, part, fd);
}

void capture_result_fd(struct capture *c)
{
    uint8_t own = c->arg;

    c->arg = PIECE_RESULT;
    capture_fd_name(c, 0, (int)c->result);
    c->arg = own;
}

void capture_fd_path(struct capture *c, unsigned part, int fd)
{
    char path[64];

    if (fd < 0 || !c->reader->fd_path || c->read_count >= CAPTURE_MAX_READS)
        return;
    c->read_count++;
    size_t length = c->reader->fd_path(c->reader->context, fd, path, sizeof path);
    if (length)
        capture_made(c, part, path, (uint32_t)length, 0);
}

/* ---- sizes ------------------------------------------------------------------ */

/* A length that another argument holds: of an int the upper half of the register means nothing. */
static uint64_t size_from_register(const struct capture *c, unsigned index)
{
    uint64_t value = index < SYSCALL_MAX_ARGS ? c->args[index] : 0;

    switch (c->spec->args[index % SYSCALL_MAX_ARGS].type) {
    case TYPE_INT:
        return (int32_t)value < 0 ? 0 : (uint32_t)value;
    case TYPE_UINT:
        return (uint32_t)value;
    default:
        return value;
    }
}

static uint64_t size_from_memory(struct capture *c, unsigned index)
{
    int32_t size;

    if (index >= SYSCALL_MAX_ARGS || !capture_peek(c, c->args[index], &size, sizeof size))
        return 0;
    return size < 0 ? 0 : (uint64_t)size;
}

uint64_t capture_size(struct capture *c, const struct arg_spec *arg)
{
    switch ((enum arg_size)arg->size) {
    case SIZE_ARG:
    case SIZE_COUNT:
        return size_from_register(c, arg->size_arg);
    case SIZE_RET:
    case SIZE_RET_COUNT:
        return c->result < 0 ? 0 : (uint64_t)c->result;
    case SIZE_RET_WITHIN:
        return c->result < 0 ? 0 : min_u64((uint64_t)c->result, size_from_register(c, arg->size_arg));
    case SIZE_AT:
        return size_from_memory(c, arg->size_arg);
    case SIZE_TWO:
        return 2;
    case SIZE_TYPE:
    case SIZE_NUL:
    case SIZE_ANSWER:
    case SIZE_INTERRUPTED:
        return 1;
    }
    return 0;
}

uint32_t capture_element_count(const struct capture *c, uint64_t count)
{
    return (uint32_t)min_u64(count, c->limits->element_count);
}

/* ---- the regular types ------------------------------------------------------ */

static uint32_t run_limit(const struct capture *c, enum arg_type type)
{
    bool is_text = type == TYPE_PATH || type == TYPE_STRING || type == TYPE_XATTR_VALUE;
    return is_text ? c->limits->string_bytes : c->limits->buffer_bytes;
}

static void capture_record_fds(struct capture *c, const struct value_type *type,
                               const uint8_t *bytes, uint32_t length)
{
    size_t size = type->size[c->abi];
    unsigned part = 0;

    if (type->shape != SHAPE_RECORD)
        return;
    for (; length >= size; bytes += size, length -= (uint32_t)size)
        capture_member_fds(c, type->format.members, bytes, size, &part);
}

/* One struct, or as many as the rule counts, or as much of one as the rule allows. */
static void capture_struct(struct capture *c, const struct arg_spec *arg)
{
    const struct value_type *type = &value_types[arg->type];
    uint64_t size = type->size[c->abi], count = capture_size(c, arg), length = size;
    uint32_t limit = (uint32_t)size, got;

    if (size == 0)
        return;
    if (arg->size == SIZE_COUNT || arg->size == SIZE_RET_COUNT || arg->size == SIZE_TWO) {
        limit = capture_element_count(c, count) * (uint32_t)size;
        length = count > UINT64_MAX / size ? UINT64_MAX : count * size;
    } else if (arg->size == SIZE_ARG || arg->size == SIZE_RET || arg->size == SIZE_AT) {
        length = count;
        if (arg->size == SIZE_ARG && arg->direction == ARG_IN)
            limit += CAPTURE_TAIL_BYTES;
        if (type->shape == SHAPE_RECORD && record_is_scalar(type->format.members))
            limit = c->limits->element_count * (uint32_t)size;
    }
    const uint8_t *bytes = capture_bytes(c, 0, c->args[c->arg], length, limit, &got);
    if (bytes)
        capture_record_fds(c, type, bytes, got);
}

/* The text of a symbolic link starts from where the link lies. */
static bool is_link_text(const struct capture *c)
{
    return c->arg == 0 && strncmp(c->spec->name, "symlink", strlen("symlink")) == 0;
}

static bool starts_from_here(const struct capture *c)
{
    unsigned before = c->arg - 1u;

    if (c->arg > 0 && c->spec->args[before].type == TYPE_DIRFD)
        return (int32_t)c->args[before] == AT_FDCWD;
    return !is_link_text(c);
}

/* Where a relative path starts from: the descriptor before it, which has its name already, or the
 * current directory. */
static void capture_path(struct capture *c)
{
    size_t before = c->used_bytes;

    capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
    const struct event_piece *path = (const struct event_piece *)(c->pieces + before);
    if (c->used_bytes > before && !(path->flags & PIECE_UNREADABLE) &&
        (path->length_bytes == 0 || *(const char *)(path + 1) != '/') && starts_from_here(c))
        capture_name(c, 1, AT_FDCWD);
}

void capture_sized(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;

    if (arg->type == TYPE_PATH && arg->size == SIZE_NUL)
        capture_path(c);
    else if (arg->size == SIZE_NUL)
        capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
    else if (arg->type == TYPE_BYTES && c->spec->classes & CLASS_NETWORK)
        capture_message_bytes(c, arg);
    else if (arg->size != SIZE_RET_WITHIN || size_from_register(c, arg->size_arg) > 0)
        capture_bytes(c, 0, c->args[c->arg], capture_size(c, arg), run_limit(c, arg->type), &got);
}

void capture_nothing(struct capture *c, const struct arg_spec *arg)
{
    (void)c;
    (void)arg;
}

static void capture_pointer(struct capture *c, const struct arg_spec *arg)
{
    const struct value_type *type = &value_types[arg->type];

    if (c->args[c->arg] == 0)
        return;
    if (type->shape == SHAPE_IRREGULAR)
        type->capture(c, arg);
    else if (type->size[c->abi] == 1 || arg->size == SIZE_NUL)
        capture_sized(c, arg);
    else
        capture_struct(c, arg);
}

static void capture_value(struct capture *c, const struct arg_spec *arg)
{
    const struct value_type *type = &value_types[arg->type];

    if (type->shape == SHAPE_IRREGULAR)
        type->capture(c, arg);
    else if (!c->is_exit && (arg->type == TYPE_FD || arg->type == TYPE_DIRFD))
        capture_fd_name(c, 0, (int)c->args[c->arg]);
    if (!c->is_exit && arg->type == TYPE_DIRFD && (int32_t)c->args[c->arg] == AT_FDCWD &&
        c->reader->names_directory)
        capture_name(c, 0, AT_FDCWD);
}

/* Messages hold what the program says and what the kernel answers. */
static bool is_message(const struct arg_spec *arg)
{
    return arg->type == TYPE_MSGHDR || arg->type == TYPE_MMSGHDR;
}

#define ERESTART_RESTARTBLOCK 516 /* the kernel's own: restart_syscall will go on with the call */

/* What the kernel fills is there if it succeeded, or, of some, when it has more to say than 0, or when
 * it was interrupted. */
static bool is_answered(const struct capture *c, const struct arg_spec *arg)
{
    if (arg->size == SIZE_INTERRUPTED)
        return c->has_failed && (c->result == -EINTR || c->result == -ERESTART_RESTARTBLOCK);
    return !c->has_failed && (arg->size != SIZE_ANSWER || c->result != 0);
}

void capture_argument(struct capture *c, const struct arg_spec *arg)
{
    bool is_wanted = false;

    switch ((enum arg_direction)arg->direction) {
    case ARG_VALUE:
        capture_value(c, arg);
        return;
    case ARG_IN:
        is_wanted = !c->is_exit || (is_message(arg) && !c->has_failed);
        break;
    case ARG_OUT:
        is_wanted = c->is_exit ? is_answered(c, arg) || arg->type == TYPE_IOVEC : is_message(arg);
        break;
    case ARG_INOUT:
        is_wanted = !c->is_exit || !c->has_failed;
        break;
    }
    if (is_wanted)
        capture_pointer(c, arg);
}

/* What the call's own arguments may still need, whatever those of others take. */
#define KEPT_READS 8
#define KEPT_BYTES 1024

void capture_within(struct capture *c, unsigned part, const struct captured_call *call)
{
    struct capture inner = *c;
    size_t room;
    uint8_t *at = piece_begin(c, &room);

    if (!at || room < call->head_bytes + KEPT_BYTES ||
        c->read_count + KEPT_READS > CAPTURE_MAX_READS)
        return;
    memcpy(at, call->head, call->head_bytes);
    inner.spec = call->spec;
    memcpy(inner.args, call->args, sizeof inner.args);
    inner.pieces = at;
    inner.used_bytes = call->head_bytes;
    inner.capacity_bytes = room - KEPT_BYTES;
    inner.read_count = c->read_count + KEPT_READS;
    capture_call(&inner);
    c->read_count = inner.read_count - KEPT_READS;
    piece_end(c, part, (uint32_t)inner.used_bytes, 0);
}

/* A call behind this one: that is what is captured, if its arguments can be read. */
static void capture_behind(struct capture *c)
{
    uint8_t words[4 * MULTIPLEX_WORDS];
    struct multiplexed behind;

    if (c->abi != ABI_COMPAT || !multiplex_find(c->spec, c->args, &behind))
        return;
    if (behind.words) {
        c->arg = 0;
        if (!capture_peek(c, behind.address, words, 4 * behind.words))
            return;
        if (!c->is_exit)
            capture_made(c, MULTIPLEX_PART, words, 4 * behind.words, 0);
        multiplex_fill(&behind, words);
    }
    c->spec = behind.spec;
    memcpy(c->args, behind.args, sizeof c->args);
}

void capture_call(struct capture *c)
{
    capture_behind(c);
    for (c->arg = 0; c->arg < c->spec->arg_count; c->arg++)
        capture_argument(c, &c->spec->args[c->arg]);
    if (c->is_exit && !c->has_failed && c->spec->result == TYPE_FD) {
        c->arg = PIECE_RESULT;
        capture_fd_name(c, 0, (int)c->result);
    }
}
