/*
 * A caller, in the details: "write+0x14 in libc.so.6".
 */
#ifndef PTOP_TUI_DETAILS_CALLERS_H
#define PTOP_TUI_DETAILS_CALLERS_H

#include <ptop/callers.h>
#include <ptop/text.h>

/* The bytes are escaped for the screen; they get one role. */
UI_THREAD void details_put_caller(struct text *text, const struct caller *caller, uint8_t role);

#endif
