/*
 * A tracee made of arrays, for the tests of capture and format: memory at the
 * addresses a test chooses, descriptors with names, and one call that is
 * captured at its entry and its exit and becomes a record.
 *
 * Each record that a test made is damaged in many ways before the next one
 * replaces it, and must still format within its bounds.
 */
#ifndef PTOP_TESTS_DECODE_FIXTURE_H
#define PTOP_TESTS_DECODE_FIXTURE_H

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/format.h>

#include "core/decode/capture.h"

#define FIXTURE_REGIONS    16
#define FIXTURE_NAMES      16
#define FIXTURE_LINE_BYTES 16384

struct fixture {
    struct {
        tracee_addr address;
        size_t size;
        const uint8_t *bytes;
    } regions[FIXTURE_REGIONS];
    size_t region_count;
    int named_fds[FIXTURE_NAMES]; /* the id of a name is its index + 1 */
    size_t name_count;
    struct names *names;
    const struct uring_entries *queue; /* of the ring, whichever is entered; NULL: unknown */
    unsigned read_count; /* of memory and of names */
    int netlink;         /* protocol + 1 of all sockets; 0: they are others */
    const char *family;  /* the name of every family of generic netlink; NULL: unknown */

    struct capture_limits limits;
    struct format_options options;
    uint16_t flags; /* of the event */

    _Alignas(8) uint8_t record[EVENT_MAX_BYTES];
    char line[FIXTURE_LINE_BYTES];
    uint8_t roles[FIXTURE_LINE_BYTES];
};

static inline void fixture_init(struct fixture *fx)
{
    memset(fx, 0, sizeof *fx);
    fx->limits = capture_limits_default;
    fx->names = names_new();
    fx->options.names = fx->names;
}

static inline void fixture_done(struct fixture *fx)
{
    names_free(fx->names);
}

/* Borrowed until fixture_done. */
static inline void fixture_memory(struct fixture *fx, tracee_addr address, const void *bytes,
                                  size_t size)
{
    assert_true(fx->region_count < FIXTURE_REGIONS);
    fx->regions[fx->region_count].address = address;
    fx->regions[fx->region_count].size = size;
    fx->regions[fx->region_count++].bytes = bytes;
}

static inline void fixture_string(struct fixture *fx, tracee_addr address, const char *string)
{
    fixture_memory(fx, address, string, strlen(string) + 1);
}

static inline void fixture_fd(struct fixture *fx, int fd, const char *name)
{
    assert_true(fx->name_count < FIXTURE_NAMES);
    fx->named_fds[fx->name_count++] = fd;
    names_add(fx->names, (uint32_t)fx->name_count, name, strlen(name));
}

static inline ssize_t fixture_read(void *context, tracee_addr address, void *buffer, size_t size)
{
    struct fixture *fx = context;

    fx->read_count++;
    for (size_t i = 0; i < fx->region_count; i++) {
        uint64_t offset = address - fx->regions[i].address;
        if (address < fx->regions[i].address || offset >= fx->regions[i].size)
            continue;
        size_t left = fx->regions[i].size - (size_t)offset;
        size = size < left ? size : left;
        memcpy(buffer, fx->regions[i].bytes + offset, size);
        return (ssize_t)size;
    }
    return -EFAULT;
}

static inline uint32_t fixture_fd_name(void *context, int fd)
{
    struct fixture *fx = context;

    fx->read_count++;
    for (size_t i = 0; i < fx->name_count; i++)
        if (fx->named_fds[i] == fd)
            return (uint32_t)i + 1;
    return 0;
}

static inline void fixture_uring_entries(void *context, struct uring_entries *entries)
{
    const struct fixture *fx = context;

    if (!fx->queue)
        return;
    entries->count = fx->queue->count < entries->limit ? fx->queue->count : entries->limit;
    entries->has_more = fx->queue->count > entries->limit;
    memcpy(entries->entries, fx->queue->entries, entries->count * sizeof entries->entries[0]);
}

static inline int fixture_netlink(void *context, int fd)
{
    const struct fixture *fx = context;

    (void)fd;
    return fx->netlink - 1;
}

static inline bool fixture_family(void *context, uint16_t family, char name[16])
{
    const struct fixture *fx = context;

    (void)family;
    snprintf(name, 16, "%s", fx->family ? fx->family : "");
    return fx->family != NULL;
}

static inline struct event_syscall *fixture_event(struct fixture *fx)
{
    return (struct event_syscall *)fx->record;
}

/* ---- damage ---------------------------------------------------------------------- */

static uint64_t random_state = 0x9e3779b97f4a7c15; /* never zero */

static inline uint64_t random_next(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* Format a record of exactly its size into a line of exactly its capacity, so that a sanitizer
 * sees the byte too many. */
static inline void fixture_formats_within(struct fixture *fx, const uint8_t *record, size_t size,
                                          size_t capacity)
{
    struct event *event = malloc(size);
    char *bytes = malloc(capacity);
    uint8_t *roles = malloc(capacity);
    struct format_options options = fx->options;
    struct text text;

    memcpy(event, record, size);
    options.layout = random_next() & 1 ? FORMAT_UNFOLDED : FORMAT_ONE_LINE;
    options.escape = random_next() & 1 ? TEXT_ESCAPE_UTF8 : TEXT_ESCAPE_ASCII;
    text_init(&text, bytes, roles, capacity);
    format_event(event, &options, &text);
    assert_true(text.length_bytes < capacity);
    assert_int_equal(bytes[text.length_bytes], '\0');
    for (size_t i = 0; i < text.length_bytes; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if ((byte < 0x20 && byte != '\n') || byte == 0x7f)
            fail_msg("control byte %#x in \"%s\"", byte, bytes);
        if (roles[i] >= TEXT_ROLE_COUNT)
            fail_msg("role %d in \"%s\"", roles[i], bytes);
    }
    free(roles);
    free(bytes);
    free(event);
}

/* Where a random piece of a record starts; 0 where it has none. */
static inline size_t fixture_random_piece(const uint8_t *record, size_t size)
{
    size_t at = sizeof(struct event_syscall), found = 0;

    for (unsigned seen = 1; at + sizeof(struct event_piece) <= size; seen++) {
        struct event_piece piece;
        memcpy(&piece, record + at, sizeof piece);
        if (random_next() % seen == 0)
            found = at;
        at += sizeof piece + EVENT_ALIGN((size_t)piece.length_bytes);
    }
    return found;
}

/* One more flaw: a piece that is shorter than its struct, or whose bytes or key changed. */
static inline size_t fixture_damage(uint8_t *record, size_t size)
{
    static const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xff};
    size_t at = fixture_random_piece(record, size);
    struct event_piece piece;

    if (at == 0)
        return size;
    memcpy(&piece, record + at, sizeof piece);
    size_t first = at + sizeof piece;
    size_t padded = EVENT_ALIGN((size_t)piece.length_bytes);
    switch (random_next() % 4) {
    case 0: /* shorter, what follows moves up */
        if (padded == 0 || first + padded > size)
            return size;
        piece.length_bytes = (uint32_t)(random_next() % piece.length_bytes);
        memcpy(record + at, &piece, sizeof piece);
        memmove(record + first + EVENT_ALIGN((size_t)piece.length_bytes), record + first + padded,
                size - first - padded);
        return size - padded + EVENT_ALIGN((size_t)piece.length_bytes);
    case 1: /* another key or length */
        record[at + random_next() % sizeof piece] = values[random_next() % sizeof values];
        return size;
    case 2: /* torn */
        return first + random_next() % (size - first + 1);
    default: /* other bytes */
        if (first < size)
            record[first + random_next() % (size - first)] = values[random_next() % sizeof values];
        return size;
    }
}

static inline void fixture_survives_damage(struct fixture *fx)
{
    static uint8_t damaged[sizeof fx->record];
    size_t size = ((const struct event *)fx->record)->size_bytes;

    for (unsigned round = 0; size > sizeof(struct event_syscall) && round < 400; round++) {
        size_t length = size;
        memcpy(damaged, fx->record, size);
        for (uint64_t flaws = 1 + random_next() % 3; flaws > 0; flaws--)
            length = fixture_damage(damaged, length);
        ((struct event *)damaged)->size_bytes = (uint16_t)length;
        fixture_formats_within(fx, damaged, length, 64 + random_next() % 4096);
    }
}

/* ---- calls ----------------------------------------------------------------------- */

/* A call by its name: what a test passes is zero-extended as the kernel would. */
#define fixture_call(fx, abi, name, ...)                                                           \
    fixture_call_args(fx, abi, name, (uint64_t[SYSCALL_MAX_ARGS]){__VA_ARGS__})

static inline void fixture_call_args(struct fixture *fx, enum abi abi, const char *name,
                                     const uint64_t *args)
{
    struct event_syscall *event = fixture_event(fx);
    int number = -1;

    fixture_survives_damage(fx);
    if (!syscall_find_name(abi, name, &number))
        fail_msg("no syscall %s", name);
    *event = (struct event_syscall){
        .header = {.size_bytes = sizeof *event, .kind = EVENT_SYSCALL, .number = number},
    };
    event->header.flags = (uint8_t)(fx->flags | (abi == ABI_COMPAT ? EVENT_COMPAT : 0));
    for (size_t i = 0; i < SYSCALL_MAX_ARGS; i++)
        event->args[i] = abi == ABI_COMPAT ? (uint32_t)args[i] : args[i];
}

/* Append what capture finds now to the record. */
static inline void fixture_capture(struct fixture *fx, bool is_exit, int64_t result)
{
    struct event_syscall *event = fixture_event(fx);
    struct tracee_reader reader = {fixture_read, fixture_fd_name, fx,
                                   .uring_entries = fixture_uring_entries,
                                   .netlink_protocol = fixture_netlink,
                                   .family_name = fixture_family};
    size_t used = event->header.size_bytes;
    struct capture capture = {
        .abi = event->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
        .result = result,
        .is_exit = is_exit,
        .has_failed = is_exit && result < 0 && result > -4096,
        .reader = &reader,
        .limits = &fx->limits,
        .pieces = fx->record + used,
        .capacity_bytes = sizeof fx->record - used,
    };

    capture.spec = syscall_find(capture.abi, event->header.number);
    memcpy(capture.args, event->args, sizeof capture.args);
    capture_call(&capture);
    assert_true(capture.used_bytes <= capture.capacity_bytes);
    assert_int_equal(capture.used_bytes % 8, 0);
    event->header.size_bytes = (uint16_t)(used + capture.used_bytes);
}

static inline void fixture_enter(struct fixture *fx)
{
    fixture_capture(fx, false, 0);
}

static inline void fixture_exit(struct fixture *fx, int64_t result)
{
    struct event_syscall *event = fixture_event(fx);

    fixture_capture(fx, true, result);
    event->result = result;
    if (result < 0 && result > -4096)
        event->header.flags |= EVENT_FAILED;
}

/* The whole call: memory does not change between entry and exit. */
static inline void fixture_run(struct fixture *fx, int64_t result)
{
    fixture_enter(fx);
    fixture_exit(fx, result);
}

static inline const char *fixture_line(struct fixture *fx)
{
    struct text text;

    text_init(&text, fx->line, fx->roles, sizeof fx->line);
    format_event((const struct event *)fx->record, &fx->options, &text);
    return fx->line;
}

static inline const char *fixture_argument(struct fixture *fx, unsigned arg)
{
    struct text text;

    text_init(&text, fx->line, fx->roles, sizeof fx->line);
    format_argument(fixture_event(fx), arg, &fx->options, &text);
    return fx->line;
}

/* ---- what the tests share ------------------------------------------------------ */

#define PTR(n) (0x10000ull * (n)) /* addresses that the tests hand out */

static struct fixture fx;

static inline int fixture_set_up(void **state)
{
    (void)state;
    fixture_init(&fx);
    return 0;
}

static inline int fixture_tear_down(void **state)
{
    (void)state;
    fixture_survives_damage(&fx);
    fixture_done(&fx);
    return 0;
}

#define TEST(name)      cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)
#define shows(expected) assert_string_equal(fixture_line(&fx), expected)

#endif
