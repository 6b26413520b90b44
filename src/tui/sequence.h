/*
 * Between a command and libtsm: control sequences that libtsm misreads or lacks.
 *
 * Bytes pass as they are, but for whole "CSI … final" sequences:
 *
 *   - libtsm overlooks what makes a sequence private, so that vim's question for
 *     a mode (CSI ? 12 $ p) resets the terminal and its keyboard option
 *     (CSI > 4 ; 2 m) underlines all text.  Those it does not know are dropped.
 *   - Some that programs rely on, as their terminfo says they may, it does not
 *     have: repeat a character, next and previous line, save the cursor.  They
 *     become what does the same.
 */
#ifndef PTOP_TUI_SEQUENCE_H
#define PTOP_TUI_SEQUENCE_H

#include <stddef.h>

#define SEQUENCE_MAX_BYTES 64 /* longer ones pass as they are */

/* All zero to begin with. */
struct sequence {
    char held[SEQUENCE_MAX_BYTES]; /* the beginning of a sequence whose end is still to come */
    size_t held_bytes;
    char last[4]; /* the last character before it, in UTF-8 */
    size_t last_bytes;
};

typedef void sequence_sink(void *context, const char *bytes, size_t length);

/* Pieces of any size; the sink is given what libtsm shall see. */
void sequence_feed(struct sequence *sequence, const char *bytes, size_t length, sequence_sink *sink,
                   void *context);

#endif
