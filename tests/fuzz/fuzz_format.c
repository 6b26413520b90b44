/*
 * A record of any bytes is formatted without reading beyond it.  The first byte
 * chooses the kind; only what the ring and a recording guarantee holds: the size
 * is the record's, and at least its kind's header.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>

#include "fuzz_event.h"

#define CAPACITY 65536

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
    struct event *event = size > 0 ? fuzz_event(data[0], data, size) : NULL;

    if (!event)
        return 0;
    format_all(event);
    free(event);
    return 0;
}
