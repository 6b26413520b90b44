/*
 * Bytes as a quoted value of the filter language: "…" with \" and \\ escaped and
 * every byte that cannot be shown as \xHH, so that any path or name can stand in a
 * filter, be shown and be edited.
 */
#ifndef PTOP_FILTER_QUOTE_H
#define PTOP_FILTER_QUOTE_H

#include <stddef.h>

#include <ptop/text.h>

ANY_THREAD void filter_quote(const void *bytes, size_t length, struct text *text);

#endif
