#include "receipt.h"

#include <string.h>

#define TITLE       " What was put back - any key goes on "
#define MORE_INDENT 4 /* of the rows that a long line goes on with */

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

/* Columns of the widest line that was not seen, between those of the title and the screen's. */
static int page_cols(const struct receipt *receipt, int most_cols)
{
    int widest = (int)strlen(TITLE);
    for (unsigned i = receipt->seen; i < kept(receipt); i++) {
        int cols = text_width_cols(receipt->lines[i], strlen(receipt->lines[i]));
        widest = cols > widest ? cols : widest;
    }
    return widest + 4 < most_cols ? widest + 4 : most_cols;
}

/* Draw a line on as many rows as it needs; with NULL only count them. */
static int draw_line(struct canvas *page, int row, int cols, const char *line)
{
    int rows = 0;
    do {
        char part[RECEIPT_LINE_BYTES];
        int indent = rows > 0 ? MORE_INDENT : 0;
        size_t length = text_fit_bytes(line, strlen(line), cols - 4 - indent);
        if (length == 0)
            break;
        snprintf(part, sizeof part, "%.*s", (int)length, line);
        if (page)
            canvas_string(page, row + rows, 2 + indent, cols - 4 - indent, ROLE_PLAIN, part);
        line += length;
        line += strspn(line, " ");
        rows++;
    } while (*line);
    return rows;
}

/* What finds no room is counted in the last row. */
static void draw_lines(const struct receipt *receipt, struct canvas *page)
{
    int row = 1, end = page->rows - 1;
    for (unsigned i = receipt->seen; i < receipt->count; i++) {
        bool is_last = i + 1 == receipt->count;
        int rows = i < kept(receipt) ? draw_line(NULL, 0, page->cols, receipt->lines[i]) : end;
        if (row + rows > end - !is_last) {
            char rest[32];
            snprintf(rest, sizeof rest, "and %u more", receipt->count - i);
            canvas_string(page, row, 2, page->cols - 4, ROLE_DIM, rest);
            return;
        }
        row += draw_line(page, row, page->cols, receipt->lines[i]);
    }
}

bool receipt_draw(const struct receipt *receipt, struct canvas *canvas)
{
    int cols = page_cols(receipt, canvas->cols), rows = 2;
    if (receipt->count == receipt->seen || canvas->rows < 5 || cols < 20)
        return false;
    for (unsigned i = receipt->seen; i < receipt->count && rows < canvas->rows - 2; i++)
        rows += i < kept(receipt) ? draw_line(NULL, 0, cols, receipt->lines[i]) : 1;
    if (rows > canvas->rows - 2)
        rows = canvas->rows - 2;
    const struct rect frame = {(canvas->rows - rows) / 2, (canvas->cols - cols) / 2, rows, cols};
    struct canvas page = canvas_part(canvas, frame);
    canvas_clear(&page, ROLE_PLAIN);
    draw_lines(receipt, &page);
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
