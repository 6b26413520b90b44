/*
 * What a program writes to where our lines go stands behind the lines of what it did before.
 *
 *     tracer: about to write ──asks──► front end: writes all lines ──tells──► tracer: lets it write
 *
 * Files that are ours alone need no order, and their tracees do not wait.
 */
#ifndef PTOP_BATCH_ORDER_H
#define PTOP_BATCH_ORDER_H

#include <stdbool.h>

#include <ptop/before_write.h>

#include "output.h"

/* Before anything is started.  Without descriptors for it there is no order. */
void order_open(const struct outputs *outputs);

/* May anybody write where our lines go? */
bool order_is_kept(void);
session_before_write order_await;

/* Poll this for input; -1 where there is no order. */
int order_fd(void);
/* Has somebody asked?  Then order_tell, when every line is written. */
bool order_is_asked(void);
void order_tell(void);

/* From here on nobody waits. */
void order_end(void);

#endif
