/* Widths of code points, for text_escape and text_columns alone. */
#ifndef PTOP_CORE_TEXT_WIDTH_H
#define PTOP_CORE_TEXT_WIDTH_H

#include <stdint.h>

#include <ptop/thread.h>

/* Combining characters that stay with one base.  ncurses holds five code points in a cell. */
#define TEXT_COMBINING_MAX 4

/* Columns that ncurses gives a code point in a UTF-8 locale: 0, 1, 2, or -1 where it would
 * show none. */
ANY_THREAD int text_code_width(uint32_t code);

#endif
