/* Tips for those who know strace and not ptop yet, printed at the end (--tips). */
#ifndef PTOP_TIPS_H
#define PTOP_TIPS_H

#include <stdbool.h>

/* The tip of a number (what is beyond the last begins anew), or any (-1), on standard error; in
 * full with a frame around it. */
void tips_print(int number, bool is_full);

#endif
