#include "completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_ROWS 8
#define TEXT_COLS  64
#define HELP_COLS  44

void completion_offer(struct completion *completion, const char *text, const char *help)
{
    if (completion->is_cut || strlen(text) >= COMPLETION_TEXT_BYTES)
        return;
    for (size_t i = 0; i < completion->count; i++)
        if (strcmp(completion->items[i].text, text) == 0)
            return;
    if (completion->count == COMPLETION_MAX) {
        completion->is_cut = true;
        return;
    }
    struct completion_item *item = &completion->items[completion->count++];
    snprintf(item->text, sizeof item->text, "%s", text);
    snprintf(item->help, sizeof item->help, "%s", help);
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct completion_item *)a)->text,
                  ((const struct completion_item *)b)->text);
}

/* How many bytes all of them begin with; of those that are cut off nothing is known. */
static size_t common_length(const struct completion *completion)
{
    const char *first = completion->items[0].text;
    size_t length = completion->is_cut ? 0 : strlen(first);
    for (size_t i = 1; i < completion->count; i++) {
        size_t same = 0;
        while (same < length && first[same] == completion->items[i].text[same])
            same++;
        length = same;
    }
    return length;
}

static bool begin(struct completion *completion, struct prompt *prompt, completion_gather *gather,
                  void *context)
{
    char common[COMPLETION_TEXT_BYTES];
    completion_close(completion);
    gather(context, prompt, completion);
    if (completion->count == 0)
        return false;
    qsort(completion->items, completion->count, sizeof completion->items[0], compare);
    completion->chosen = completion->count;
    completion->is_open = completion->count > 1;
    size_t length = common_length(completion), typed = prompt->cursor - completion->from;
    snprintf(common, sizeof common, "%.*s", (int)length, completion->items[0].text);
    if (length < typed ||
        strncmp(prompt->bytes + completion->from, common, typed > length ? typed : length) == 0)
        return false;
    return prompt_replace(prompt, completion->from, common);
}

bool completion_advance(struct completion *completion, struct prompt *prompt, int step,
                        completion_gather *gather, void *context)
{
    if (!completion->is_open)
        return begin(completion, prompt, gather, context);
    size_t count = completion->count;
    if (completion->chosen == count)
        completion->chosen = step > 0 ? 0 : count - 1;
    else
        completion->chosen = (completion->chosen + count + (size_t)step) % count;
    return prompt_replace(prompt, completion->from, completion->items[completion->chosen].text);
}

void completion_close(struct completion *completion)
{
    completion->count = 0;
    completion->is_cut = false;
    completion->is_open = false;
}

static int text_cols(const char *string)
{
    return text_width_cols(string, strlen(string));
}

void completion_draw(const struct completion *completion, struct canvas *canvas, int row, int col)
{
    if (!completion->is_open)
        return;
    size_t count = completion->count, rows = count < SHOWN_ROWS ? count : SHOWN_ROWS, first = 0;
    if (rows > (size_t)row)
        rows = (size_t)row;
    if (completion->chosen < count && completion->chosen >= rows)
        first = completion->chosen - rows + 1;

    int widest = 0, help_cols = 0;
    for (size_t i = first; i < first + rows; i++) {
        int cols = text_cols(completion->items[i].text);
        widest = cols > widest ? cols : widest;
        cols = text_cols(completion->items[i].help);
        help_cols = cols > help_cols ? cols : help_cols;
    }
    widest = widest < TEXT_COLS ? widest : TEXT_COLS;
    help_cols = help_cols < HELP_COLS ? help_cols : HELP_COLS;
    int cols = 1 + widest + 2 + help_cols + 1;
    if (col + cols > canvas->cols)
        col = canvas->cols > cols ? canvas->cols - cols : 0;
    for (size_t i = 0; i < rows; i++) {
        const struct completion_item *item = &completion->items[first + i];
        int line = row - (int)(rows - i);
        canvas_fill(canvas, line, col, cols, ROLE_STATUS);
        canvas_string(canvas, line, col + 1, widest, ROLE_STATUS_STRONG, item->text);
        canvas_string(canvas, line, col + 1 + widest + 2, help_cols, ROLE_STATUS, item->help);
        if (first + i == completion->chosen)
            canvas_highlight(canvas, line, col, cols, ROLE_SELECTED);
    }
}
