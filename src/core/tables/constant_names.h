/* Names and texts of errnos and signals (the native ABI's numbers). */
#ifndef PTOP_CORE_CONSTANT_NAMES_H
#define PTOP_CORE_CONSTANT_NAMES_H

/* "ENOENT", also "ERESTARTSYS" and its kin (512…); NULL where unknown. */
const char *errno_name(int error);
/* "No such file or directory"; NULL where unknown. */
const char *errno_text(int error);
/* "SIGTERM"; NULL for 0, real-time signals (which have no fixed name) and others. */
const char *signal_name(int signal);

#endif
