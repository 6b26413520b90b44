/*
 * The clean-up door for the worst case: a fault in either thread, or abort().
 * Tracees are let go, the terminal is given back, and then the signal kills us as
 * it would have.
 */
#ifndef PTOP_GUARD_H
#define PTOP_GUARD_H

/* restore_terminal must be async-signal-safe; NULL: there is none. */
void guard_install(void (*restore_terminal)(void));

#endif
