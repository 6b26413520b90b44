/*
 * The filter in its first form: typed text that must occur in the event's line.
 *
 * The line is formatted again for every event that is looked at, so whatever the
 * formatter shows can be searched for, and nothing is kept per event.
 */
#include <stdlib.h>
#include <string.h>

#include <ptop/filter.h>
#include <ptop/format.h>
#include <ptop/view.h>

#include "core/base/alloc.h"

#define FILTER_LINE_BYTES 4096
/* Of each buffer: more than a line shows, as much as is captured by default. */
#define FILTER_STRING_BYTES 512

struct filter {
    const struct names *names;
    char *text;
    size_t text_length;
};

int filter_new(const char *text, const struct filter_facts *facts, struct filter **ret_filter,
               struct error *ret_error)
{
    (void)ret_error; /* every text is one that can be looked for */
    struct filter *filter = alloc_zeroed(1, sizeof(*filter));
    filter->names = facts->names;
    filter->text_length = strlen(text);
    filter->text = alloc_copy(text, filter->text_length);
    *ret_filter = filter;
    return 0;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    free(filter->text);
    free(filter);
}

bool filter_matches(const struct filter *filter, const struct event *event)
{
    char bytes[FILTER_LINE_BYTES];
    struct text line;
    const struct format_options options = {
        .names = filter->names,
        .escape = TEXT_ESCAPE_UTF8,
        .layout = FORMAT_ONE_LINE,
        .string_limit_bytes = FILTER_STRING_BYTES,
    };

    if (!(VIEW_KINDS >> event->kind & 1)) /* no line of the call stream */
        return false;
    if (filter->text_length == 0)
        return true;
    text_init(&line, bytes, NULL, sizeof(bytes));
    format_event(event, &options, &line);
    return text_contains(line.bytes, line.length_bytes, filter->text, filter->text_length);
}

const char *filter_text(const struct filter *filter)
{
    return filter->text;
}
