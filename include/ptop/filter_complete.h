/*
 * What could stand at the cursor of a filter that is being typed: fields, syscalls
 * and classes where a term begins; behind an operator the values of its field:
 * errnos, signals, constants of that argument, and the paths, comms and processes
 * that the session has seen.
 */
#ifndef PTOP_FILTER_COMPLETE_H
#define PTOP_FILTER_COMPLETE_H

#include <stddef.h>

#include <ptop/filter.h>

/* One candidate, quoted for the language where it needs that, and a few words about it; both
 * borrowed for the call, both free of control characters.  The same one may come more than once. */
typedef void filter_complete_sink(void *context, const char *text, const char *help);

/* Hand every candidate to the sink, in no order; of very many that were seen, the newest.  Returns the byte where the word at the cursor
 * begins: a candidate takes the place of the bytes from there to the cursor. */
UI_THREAD size_t filter_complete(const char *text, size_t cursor, const struct filter_facts *facts,
                                 filter_complete_sink *sink, void *context);

#endif
