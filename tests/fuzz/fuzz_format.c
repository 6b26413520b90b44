/*
 * A record of any bytes is formatted without reading beyond it.  The first byte
 * chooses the kind; only what the ring and a recording guarantee holds: the size
 * is the record's, and at least its kind's header.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>

#define CAPACITY 65536

static size_t smallest(uint8_t kind)
{
    static const size_t sizes[EVENT_KIND_COUNT] = {
        [EVENT_SYSCALL] = sizeof(struct event_syscall),
        [EVENT_SYSCALL_ENTER] = sizeof(struct event_syscall),
        [EVENT_SIGNAL] = sizeof(struct event_signal),
        [EVENT_FORK] = sizeof(struct event_fork),
        [EVENT_EXEC] = sizeof(struct event_exec),
        [EVENT_EXIT] = sizeof(struct event),
        [EVENT_STOP] = sizeof(struct event_stop),
        [EVENT_RESUME] = sizeof(struct event),
        [EVENT_OUTPUT] = sizeof(struct event_bytes),
        [EVENT_FD_PATH] = sizeof(struct event_bytes),
        [EVENT_NOTE] = sizeof(struct event_bytes),
        [EVENT_LOST] = sizeof(struct event_lost),
        [EVENT_REPLY] = sizeof(struct event_reply),
        [EVENT_DETACH] = sizeof(struct event),
    };

    return sizes[kind];
}

static void format_all(const struct event *event)
{
    static char bytes[CAPACITY];
    static uint8_t roles[CAPACITY];
    struct text text;

    for (int layout = FORMAT_ONE_LINE; layout <= FORMAT_UNFOLDED; layout++) {
        struct format_options options = {
            .escape = TEXT_ESCAPE_UTF8,
            .layout = (enum format_layout)layout,
            .string_limit_bytes = 4096,
        };
        text_init(&text, bytes, roles, CAPACITY);
        format_event(event, &options, &text);
        if (event->kind != EVENT_SYSCALL)
            continue;
        for (unsigned arg = 0; arg < 6; arg++) {
            size_t length;
            text_clear(&text);
            format_argument((const struct event_syscall *)event, arg, &options, &text);
            format_argument_bytes((const struct event_syscall *)event, arg, &length);
        }
        format_result((const struct event_syscall *)event, &options, &text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the name is libFuzzer's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t kind = size > 0 ? data[0] % EVENT_KIND_COUNT : 0;
    size_t whole = EVENT_ALIGN(size);
    struct event *event;

    if (kind == EVENT_NONE || whole < smallest(kind) || whole > EVENT_MAX_BYTES)
        return 0;
    event = calloc(1, whole); /* exactly as large, so that a sanitizer sees its end */
    memcpy(event, data, size);
    event->size_bytes = (uint16_t)whole;
    event->kind = kind;
    format_all(event);
    free(event);
    return 0;
}
