#include "stream_call.h"

#define RESULT_BYTES 512

static int text_cols(const struct text *text)
{
    return text_width_cols(text->bytes, text->length_bytes);
}

#define MARK_COLS 1 /* of the "…" where something was left out */

/* "… = " and what a call returned. */
static void put_result(const struct ui *ui, const struct event_syscall *call,
                       const struct line_sum *sum, bool omits_meanings, struct text *result)
{
    struct format_options format = ui->format;
    format.omits_meanings = omits_meanings;
    text_clear(result);
    text_put_role(result, TEXT_DIM, "…");
    text_put_role(result, TEXT_PUNCTUATION, " = ");
    format_result(call, &format, result);
    stream_put_attempts(sum, &call->header, result);
}

void stream_draw_call(const struct ui *ui, struct canvas *canvas, int row, int col, int cols,
                      const struct event_syscall *call, const struct line_sum *sum,
                      const struct text *line)
{
    char bytes[RESULT_BYTES];
    uint8_t roles[RESULT_BYTES];
    struct text result;
    text_init(&result, bytes, roles, sizeof bytes);
    if (text_cols(line) <= cols) {
        canvas_text(canvas, row, col, cols, line, 0);
        return;
    }
    put_result(ui, call, sum, false, &result);
    int call_cols = text_cols(line) - (text_cols(&result) - MARK_COLS);
    put_result(ui, call, sum, true, &result);
    int result_cols = text_cols(&result), third = cols / 3;
    bool fits = call_cols + result_cols - MARK_COLS <= cols;
    if (!fits) {
        result_cols = result_cols < third ? result_cols : third;
        call_cols = cols - result_cols;
    }
    canvas_text(canvas, row, col, call_cols, line, 0);
    canvas_text(canvas, row, col + call_cols, result_cols, &result, fits ? MARK_COLS : 0);
}
