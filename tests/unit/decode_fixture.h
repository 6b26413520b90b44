/*
 * A tracee made of arrays, for the tests of capture and format: memory at the
 * addresses a test chooses, descriptors with names, and one call that is
 * captured at its entry and its exit and becomes a record.
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

#define FIXTURE_REGIONS 16
#define FIXTURE_NAMES 16
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
    unsigned read_count;

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

    for (size_t i = 0; i < fx->name_count; i++)
        if (fx->named_fds[i] == fd)
            return (uint32_t)i + 1;
    return 0;
}

static inline struct event_syscall *fixture_event(struct fixture *fx)
{
    return (struct event_syscall *)fx->record;
}

/* A call by its name: what a test passes is zero-extended as the kernel would. */
#define fixture_call(fx, abi, name, ...) \
    fixture_call_args(fx, abi, name, (uint64_t[SYSCALL_MAX_ARGS]){__VA_ARGS__})

static inline void fixture_call_args(struct fixture *fx, enum abi abi, const char *name,
                                     const uint64_t *args)
{
    struct event_syscall *event = fixture_event(fx);
    int number = -1;

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
    struct tracee_reader reader = {fixture_read, fixture_fd_name, fx};
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
    fixture_done(&fx);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)
#define shows(expected) assert_string_equal(fixture_line(&fx), expected)

#endif
