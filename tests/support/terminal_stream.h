/*
 * What a program writes to a terminal, cut into whole pieces: stretches of
 * plain text, control characters, and complete escape sequences however the
 * writes split them.
 */
#ifndef PTOP_TESTS_TERMINAL_STREAM_H
#define PTOP_TESTS_TERMINAL_STREAM_H

#include <stddef.h>

enum stream_piece {
    STREAM_PIECE_TEXT,    /* bytes from 0x20 on, UTF-8 left alone */
    STREAM_PIECE_CONTROL, /* one of C0, or DEL */
    STREAM_PIECE_ESCAPE,  /* ESC [intermediates] final */
    STREAM_PIECE_CSI,     /* ESC [ … final */
    STREAM_PIECE_STRING,  /* OSC, DCS, SOS, PM, APC with its terminator (BEL or ST) */
    STREAM_PIECE_COUNT
};

enum stream_state { STREAM_GROUND, STREAM_ESCAPE, STREAM_CSI, STREAM_STRING, STREAM_STRING_ESCAPE };

/* All-zero is the start of a stream. */
struct terminal_stream {
    enum stream_state state;
    size_t length;
    char pending[4096]; /* the sequence so far; what is longer is given away in parts */
};

typedef void stream_sink(void *context, enum stream_piece piece, const char *bytes, size_t length);

void stream_feed(struct terminal_stream *stream, const char *bytes, size_t length,
                 stream_sink *sink, void *context);

#endif
