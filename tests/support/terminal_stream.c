#include "terminal_stream.h"

#include <string.h>

#define ESC '\033'
#define BEL '\a'

static const enum stream_piece piece_of_state[] = {
    [STREAM_ESCAPE] = STREAM_PIECE_ESCAPE,
    [STREAM_CSI] = STREAM_PIECE_CSI,
    [STREAM_STRING] = STREAM_PIECE_STRING,
    [STREAM_STRING_ESCAPE] = STREAM_PIECE_STRING,
};

/* The state after a byte within a sequence; GROUND: the byte ends it. */
static enum stream_state next_state(enum stream_state state, unsigned char byte)
{
    switch (state) {
    case STREAM_GROUND:
        break;
    case STREAM_ESCAPE:
        if (byte == '[')
            return STREAM_CSI;
        if (byte != '\0' && strchr("]PX^_", byte) != NULL)
            return STREAM_STRING;
        return byte < 0x30 ? STREAM_ESCAPE : STREAM_GROUND;
    case STREAM_CSI:
        return byte < 0x40 ? STREAM_CSI : STREAM_GROUND;
    case STREAM_STRING:
        return byte == BEL ? STREAM_GROUND : byte == ESC ? STREAM_STRING_ESCAPE : STREAM_STRING;
    case STREAM_STRING_ESCAPE:
        return byte == '\\' ? STREAM_GROUND : STREAM_STRING;
    }
    return STREAM_GROUND;
}

/* How many of the bytes, from the first on, are text. */
static size_t text_length(const char *bytes, size_t length)
{
    size_t count = 0;

    while (count < length && (unsigned char)bytes[count] >= 0x20 && bytes[count] != 0x7f)
        count++;
    return count;
}

static void continue_sequence(struct terminal_stream *stream, char byte, stream_sink *sink,
                              void *context)
{
    enum stream_piece piece;

    stream->pending[stream->length++] = byte;
    piece = piece_of_state[stream->state];
    stream->state = next_state(stream->state, (unsigned char)byte);
    if (stream->state == STREAM_GROUND || stream->length == sizeof(stream->pending)) {
        sink(context, piece, stream->pending, stream->length);
        stream->length = 0;
    }
}

void stream_feed(struct terminal_stream *stream, const char *bytes, size_t length,
                 stream_sink *sink, void *context)
{
    for (size_t i = 0; i < length;) {
        size_t count = 1;
        if (stream->state != STREAM_GROUND) {
            continue_sequence(stream, bytes[i], sink, context);
        } else if (bytes[i] == ESC) {
            stream->pending[stream->length++] = ESC;
            stream->state = STREAM_ESCAPE;
        } else if ((count = text_length(bytes + i, length - i)) > 0) {
            sink(context, STREAM_PIECE_TEXT, bytes + i, count);
        } else {
            count = 1;
            sink(context, STREAM_PIECE_CONTROL, bytes + i, count);
        }
        i += count;
    }
}
