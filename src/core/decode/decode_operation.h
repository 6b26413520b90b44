/*
 * Calls whose operation decides what their other arguments mean, and which of
 * them it looks at.
 */
#ifndef PTOP_CORE_DECODE_OPERATION_H
#define PTOP_CORE_DECODE_OPERATION_H

#include "formatter.h"

/* How many arguments this call's operation looks at; those behind are not shown. */
unsigned format_used_arguments(const struct formatter *f);

/* What a result says beyond its number: " (flags O_RDWR)". */
void format_result_meaning(struct formatter *f);

/* The families' own answers; index: the argument of the type that asks. */
unsigned fcntl_used_arguments(const struct formatter *f, unsigned index);
unsigned futex_used_arguments(const struct formatter *f, unsigned index);
unsigned prctl_used_arguments(const struct formatter *f, unsigned index);
unsigned ioctl_used_arguments(const struct formatter *f, unsigned index);
void fcntl_result_meaning(struct formatter *f, unsigned index);

#endif
