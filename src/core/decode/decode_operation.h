/*
 * Calls whose operation decides what their other arguments mean, and which of
 * them it looks at.
 */
#ifndef PTOP_CORE_DECODE_OPERATION_H
#define PTOP_CORE_DECODE_OPERATION_H

#include "formatter.h"

/* How many arguments this call's operation looks at; those behind are not shown. */
unsigned format_used_arguments(const struct formatter *f);

/* A result that the operation gives another form than its row: "0x2 (flags O_RDWR)".  False
 * where it does not. */
bool format_result_by_operation(struct formatter *f);

/* An argument in the middle that this call's operation does not look at. */
bool format_skips_argument(const struct formatter *f, unsigned arg);

/* The arguments of a call that has an order and names of its own: "child_stack=NULL, flags=...".
 * False where it has not. */
bool format_arguments_by_layout(struct formatter *f);

/* A number that also has a name, or the like: "0 (SCHED_OTHER)".  False where the type of the result says
 * nothing more than its value. */
bool format_result_by_type(struct formatter *f, uint64_t result);

/* The result says what the kernel wrote, as that of poll does: the arguments show what it read. */
bool format_result_tells(const struct formatter *f);

/* The families' own answers; index: the argument of the type that asks. */
unsigned fcntl_used_arguments(const struct formatter *f, unsigned index);
unsigned futex_used_arguments(const struct formatter *f, unsigned index);
bool futex_argument_is_used(const struct formatter *f, unsigned arg);
void format_clone_arguments(struct formatter *f);
void format_ioprio_parts(struct formatter *f, uint64_t value);
unsigned kcmp_used_arguments(const struct formatter *f, unsigned index);
unsigned mremap_used_arguments(const struct formatter *f, unsigned index);
unsigned syslog_used_arguments(const struct formatter *f, unsigned index);
unsigned reboot_used_arguments(const struct formatter *f, unsigned index);
unsigned ioctl_used_arguments(const struct formatter *f, unsigned index);
/* Of prctl, keyctl and ptrace, by the rows of operation_rows.h. */
unsigned operation_used_arguments(const struct formatter *f, unsigned index);
/* The first argument that an operation in front of it describes, or -1. */
int operation_argument(const struct formatter *f);
/* An argument that the operation has and does not look at. */
bool operation_hides_argument(const struct formatter *f, unsigned index);
bool format_operation_result(struct formatter *f, unsigned index);
bool format_fcntl_result(struct formatter *f, unsigned index);
unsigned device_used_arguments(const struct formatter *f, unsigned index);
bool quota_skips_argument(const struct formatter *f, unsigned index);
unsigned quota_used_arguments(const struct formatter *f, unsigned index);
/* Of poll and select: the descriptors that are ready, and the time that is left. */
bool format_ready_result(struct formatter *f);

#endif
