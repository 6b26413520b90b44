#include "dump.h"

#include <string.h>

#include <ptop/buffers.h>
#include <ptop/text.h>

#define ROW_BYTES  16
#define LINE_BYTES 128

/* ---- bytes ---------------------------------------------------------------------------------- */

static char hex_digit(unsigned value)
{
    return "0123456789abcdef"[value & 15];
}

/* Offsets have the digits that the last one needs, and five at least. */
static unsigned offset_digits(size_t length)
{
    unsigned digits = 5;

    while (digits < 16 && length > 0 && (length - 1) >> 4 * digits)
        digits++;
    return digits;
}

static void dump_row(const uint8_t *bytes, size_t length, size_t offset, unsigned digits,
                     dump_sink *sink, void *context)
{
    char line[LINE_BYTES], *at = line;

    at = stpcpy(at, " | ");
    for (unsigned i = digits; i-- > 0;)
        *at++ = hex_digit((unsigned)(offset >> 4 * i));
    for (size_t i = 0; i < ROW_BYTES; i++) {
        at = stpcpy(at, i % 8 ? " " : "  ");
        *at++ = i < length ? hex_digit(bytes[i] >> 4) : ' ';
        *at++ = i < length ? hex_digit(bytes[i]) : ' ';
    }
    at = stpcpy(at, "  ");
    for (size_t i = 0; i < ROW_BYTES; i++)
        *at++ = i >= length ? ' ' : bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '.';
    at = stpcpy(at, " |\n");
    sink(context, line, (size_t)(at - line));
}

static void dump_bytes(const struct event_data *data, dump_sink *sink, void *context)
{
    const uint8_t *bytes = (const uint8_t *)(data + 1);
    unsigned digits = offset_digits(data->moved_bytes);

    for (size_t at = 0; at < data->length_bytes; at += ROW_BYTES) {
        size_t left = data->length_bytes - at;

        dump_row(bytes + at, left < ROW_BYTES ? left : ROW_BYTES, data->offset + at, digits, sink,
                 context);
    }
}

/* ---- buffers -------------------------------------------------------------------------------- */

void dump_data(const struct event_data *data, dump_sink *sink, void *context)
{
    char line[LINE_BYTES];
    struct text text;

    text_init(&text, line, NULL, sizeof(line));
    if (data->is_last || sizeof(*data) + data->length_bytes > data->header.size_bytes)
        return;
    if (data->offset == 0 && data->buffer_kind == BUFFER_OF_MESSAGES && data->index == 0)
        text_printf(&text, " = %llu buffers in vector %u\n",
                    (unsigned long long)data->message_buffers, data->message);
    if (data->offset == 0 && data->buffer_kind != BUFFER_PLAIN)
        text_printf(&text, " * %llu bytes in buffer %u\n", (unsigned long long)data->moved_bytes,
                    data->index);
    if (text.length_bytes > 0)
        sink(context, text.bytes, text.length_bytes);
    dump_bytes(data, sink, context);
}
