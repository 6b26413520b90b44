/*
 * The filter language once more, written from its description alone and as
 * plainly as it goes: what the real one is compared with.  Slow, and made for texts that
 * are filters: what is wrong or unfinished is simply none.
 */
#ifndef PTOP_TESTS_NAIVE_FILTER_H
#define PTOP_TESTS_NAIVE_FILTER_H

#include <ptop/filter.h>

struct naive_filter;

/* NULL: the text is no filter.  The facts are borrowed. */
struct naive_filter *naive_filter_new(const char *text, const struct filter_facts *facts);
void naive_filter_free(struct naive_filter *filter);
bool naive_filter_matches(const struct naive_filter *filter, const struct event *event);

#endif
