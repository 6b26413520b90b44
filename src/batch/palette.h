/*
 * Colours on a line: roles of its text become SGR sequences.
 *
 * Our own colours can be changed by PTOP_COLORS, or STRACE_COLORS as strace's users have it:
 * "syscall=1;33:error=31".
 */
#ifndef PTOP_BATCH_PALETTE_H
#define PTOP_BATCH_PALETTE_H

#include <stdbool.h>

#include <ptop/text.h>

#include "output.h"

/* A role more than text has: what a call returned. */
#define PALETTE_RESULT     TEXT_ROLE_COUNT
#define PALETTE_ROLE_COUNT (TEXT_ROLE_COUNT + 1)

#define PALETTE_CODE_BYTES 32

struct palette {
    char codes[PALETTE_ROLE_COUNT][PALETTE_CODE_BYTES]; /* "1;33"; empty: as the terminal is */
};

/* False where lines shall have no colour. */
bool palette_init(struct palette *palette, const struct batch_options *options,
                  const struct outputs *outputs);

/* The value that a call returned begins here. */
void palette_mark_result(struct text *text, size_t from);

void palette_put(const struct palette *palette, struct outputs *outputs, struct output *output,
                 const struct text *text, size_t from);

#endif
