/*
 * Completion in the prompt: Tab puts in what all candidates begin with and lists
 * them above the prompt; Tab again puts in one after the other.
 */
#ifndef PTOP_TUI_COMPLETION_H
#define PTOP_TUI_COMPLETION_H

#include "canvas.h"
#include "prompt.h"

#define COMPLETION_MAX        512 /* candidates that are kept, of all that are counted */
#define COMPLETION_TEXT_BYTES 160
#define COMPLETION_HELP_BYTES 64

struct completion_item {
    char text[COMPLETION_TEXT_BYTES];
    char help[COMPLETION_HELP_BYTES];
};

/* All zero: closed. */
struct completion {
    struct completion_item items[COMPLETION_MAX]; /* in alphabetical order once it is open */
    size_t count;
    bool is_cut;   /* there are more */
    bool is_open;  /* the list is shown */
    size_t chosen; /* whose text is in the prompt; count: none */
    size_t from;   /* byte of the prompt where the word begins */
};

/* Offers every candidate for the word at the prompt's cursor to completion_offer, and sets from. */
typedef void completion_gather(void *context, const struct prompt *prompt,
                               struct completion *completion);

void completion_offer(struct completion *completion, const char *text, const char *help);

/* Tab (step 1) or Shift-Tab (-1).  True if the text is another one. */
bool completion_advance(struct completion *completion, struct prompt *prompt, int step,
                        completion_gather *gather, void *context);
void completion_close(struct completion *completion);

/* The list, in the rows that end above row. */
void completion_draw(const struct completion *completion, struct canvas *canvas, int row, int col);

#endif
