/*
 * The filters in force: terms that all must hold.
 *
 * One expression says all of them, and "f" edits it; the one-key filters and the
 * filters pane see the terms that it consists of.  A term that is switched off
 * stays in the list.  Whoever changes the list changes its generation, and the
 * app puts the new expression in force.
 *
 * The expression is cut at the blanks between its terms and nowhere else, so
 * the terms joined again are what was typed.  With an "or" outside of
 * parentheses, or an "and" written out, it is one term.
 */
#ifndef PTOP_TUI_FILTERS_H
#define PTOP_TUI_FILTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/text.h>

#include "prompt.h"

#define FILTERS_MAX 24 /* what is typed beyond it joins the last term */

struct filter_term {
    char text[PROMPT_BYTES];
    bool is_off;
};

/* All zero: none. */
struct filters {
    struct filter_term terms[FILTERS_MAX];
    size_t count;
    bool is_off; /* all of them, for a while */
    unsigned generation;
};

/* The expression of the terms that are on, whatever is_off says; empty: none is. */
void filters_put_text(const struct filters *filters, struct text *text);
/* The terms of an expression that was typed, in force at once.  Those that are off stay. */
void filters_set_text(struct filters *filters, const char *text);

void filters_toggle_all(struct filters *filters);
void filters_switch(struct filters *filters, size_t index);
void filters_remove(struct filters *filters, size_t index);

/* Does the term hide what it names ("-read", "!open,close", "not failed")?  Its text behind the
 * negation, or NULL. */
const char *filters_hidden(const struct filter_term *term);

/* What one key does.  Each puts the filters in force, and those that were all off stay behind as
 * terms that are off.  False: there is no room. */

/* Add a term, unless it is there. */
bool filters_add(struct filters *filters, const char *text);
/* Add a term, or take it back if it is there. */
bool filters_toggle(struct filters *filters, const char *text);
/* Hide a syscall too, or show it again. */
bool filters_hide_call(struct filters *filters, const char *name);
/* Only this syscall, instead of other sets of them; again: all. */
bool filters_only_call(struct filters *filters, const char *name);
/* Only this process; again: and its descendants; again: all. */
bool filters_only_process(struct filters *filters, int32_t tgid);
/* %file, %desc and so on in turn, then all. */
bool filters_cycle_class(struct filters *filters);

#endif
