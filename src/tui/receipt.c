#include "receipt.h"

#define PAGE_COLS 78
#define TITLE     " What was put back - any key goes on "

void receipt_take(struct receipt *receipt, const struct event *event)
{
    const struct event_bytes *line = (const struct event_bytes *)event;
    struct text text;
    if (event->kind != EVENT_RECEIPT || receipt->count++ >= RECEIPT_LINES)
        return;
    text_init(&text, receipt->lines[receipt->count - 1], NULL, RECEIPT_LINE_BYTES);
    text_escape(&text, event_bytes_data(line), line->length_bytes, TEXT_ESCAPE_UTF8);
}

static unsigned kept(const struct receipt *receipt)
{
    return receipt->count < RECEIPT_LINES ? receipt->count : RECEIPT_LINES;
}

/* How many lines there are but no room for, in a row of the page. */
static void draw_rest(struct canvas *page, int row, unsigned rest)
{
    char buffer[64];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_printf(&text, "and %u more", rest);
    canvas_string(page, row, 1, page->cols - 2, ROLE_DIM, buffer);
}

bool receipt_draw(const struct receipt *receipt, struct canvas *canvas)
{
    unsigned count = receipt->count - receipt->seen, room = (unsigned)canvas->rows - 4;
    if (count == 0 || canvas->rows < 6)
        return false;
    unsigned shown = count <= room && receipt->count <= RECEIPT_LINES ? count : room - 1;
    if (shown > kept(receipt) - receipt->seen)
        shown = kept(receipt) - receipt->seen;
    struct rect frame = {.rows = (int)shown + (shown < count) + 2,
                         .cols = canvas->cols < PAGE_COLS ? canvas->cols : PAGE_COLS};
    frame.row = (canvas->rows - frame.rows) / 2;
    frame.col = (canvas->cols - frame.cols) / 2;
    struct canvas page = canvas_part(canvas, frame);
    canvas_clear(&page, ROLE_PLAIN);
    for (unsigned i = 0; i < shown; i++)
        canvas_string(&page, 1 + (int)i, 2, page.cols - 4, ROLE_PLAIN,
                      receipt->lines[receipt->seen + i]);
    if (shown < count)
        draw_rest(&page, 1 + (int)shown, count - shown);
    canvas_frame(canvas, frame, ROLE_BORDER_FOCUS);
    canvas_string(canvas, frame.row, frame.col + 2, frame.cols - 4, ROLE_TITLE_FOCUS, TITLE);
    return true;
}

bool receipt_close(struct receipt *receipt)
{
    bool was_open = receipt->seen < receipt->count;
    receipt->seen = receipt->count;
    return was_open;
}

void receipt_print(const struct receipt *receipt, FILE *file)
{
    for (unsigned i = receipt->seen; i < kept(receipt); i++)
        fprintf(file, "%s\n", receipt->lines[i]);
    if (receipt->count > RECEIPT_LINES && receipt->count > receipt->seen)
        fprintf(file, "and %u more\n", receipt->count - RECEIPT_LINES);
    fflush(file);
}
