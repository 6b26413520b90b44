/*
 * A compiled filter: an immutable predicate on events.  It allocates nothing
 * when it matches and may run on any thread.
 *
 * First form: the text that is typed must occur in the event's line as it is
 * shown (syscall name, paths, strings of up to 512 bytes), smart case.  An empty
 * text passes all.  What is no line of the call stream (VIEW_KINDS) never matches.
 */
#ifndef PTOP_FILTER_H
#define PTOP_FILTER_H

#include <stdbool.h>

#include <ptop/error.h>
#include <ptop/event.h>
#include <ptop/names.h>

struct filter;

/* 0, or -EINVAL with the error's offset.  The names table is borrowed for the filter's life. */
ANY_THREAD int filter_new(const char *text, const struct names *names, struct filter **ret_filter,
                          struct error *ret_error);
ANY_THREAD void filter_free(struct filter *filter);
ANY_THREAD bool filter_matches(const struct filter *filter, const struct event *event);
/* The text it was made from; borrowed. */
ANY_THREAD const char *filter_text(const struct filter *filter);

#endif
