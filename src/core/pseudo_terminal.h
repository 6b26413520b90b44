/*
 * The pseudo-terminal of a launched command.
 */
#ifndef PTOP_CORE_PSEUDO_TERMINAL_H
#define PTOP_CORE_PSEUDO_TERMINAL_H

#include <ptop/error.h>

/* Both sides close-on-exec, the master non-blocking.  0 or -errno. */
ANY_THREAD int pseudo_terminal_open(int *ret_master, int *ret_slave, struct error *ret_error);

ANY_THREAD void pseudo_terminal_resize(int master, unsigned short rows, unsigned short cols);

/* Our environment as it must be on such a terminal: its kind is what the front end's emulator
 * speaks, its size is its own.  The caller frees the array; the strings are borrowed. */
ANY_THREAD char **pseudo_terminal_environment(void);

/* Closing the master would hang the command up.  Hand it to a small process that
 * reads and forgets what the command writes, until the command closes its side.  0 or -errno. */
ANY_THREAD int pseudo_terminal_keep(int master);

#endif
