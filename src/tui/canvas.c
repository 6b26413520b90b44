#include "canvas.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CANVAS_ESCAPED_BYTES 128 /* of a character that is not shown as it is */

static const struct cell blank_cell = {
    .bytes = " ", .width = 1, .role = ROLE_PLAIN, .backdrop = ROLE_NONE};

/* By the arms that meet; rounded corners, as the theme is a quiet one. */
static const char *const line_glyphs[16] = {
    [0] = " ",
    [LINE_UP] = "╵",
    [LINE_DOWN] = "╷",
    [LINE_LEFT] = "╴",
    [LINE_RIGHT] = "╶",
    [LINE_UP | LINE_DOWN] = "│",
    [LINE_LEFT | LINE_RIGHT] = "─",
    [LINE_DOWN | LINE_RIGHT] = "╭",
    [LINE_DOWN | LINE_LEFT] = "╮",
    [LINE_UP | LINE_RIGHT] = "╰",
    [LINE_UP | LINE_LEFT] = "╯",
    [LINE_UP | LINE_DOWN | LINE_RIGHT] = "├",
    [LINE_UP | LINE_DOWN | LINE_LEFT] = "┤",
    [LINE_LEFT | LINE_RIGHT | LINE_DOWN] = "┬",
    [LINE_LEFT | LINE_RIGHT | LINE_UP] = "┴",
    [LINE_UP | LINE_DOWN | LINE_LEFT | LINE_RIGHT] = "┼",
};

const char *canvas_line_glyph(unsigned arms)
{
    return line_glyphs[arms & 15];
}

/* ---- the grid ------------------------------------------------------------ */

int canvas_init(struct canvas *canvas, int rows, int cols)
{
    *canvas = (struct canvas){0};
    return canvas_resize(canvas, rows, cols);
}

int canvas_resize(struct canvas *canvas, int rows, int cols)
{
    size_t count = (size_t)rows * (size_t)cols;
    struct cell *cells = calloc(count, sizeof *cells);
    if (!cells)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++)
        cells[i] = blank_cell;
    free(canvas->cells);
    *canvas = (struct canvas){.cells = cells, .stride = cols, .rows = rows, .cols = cols};
    return 0;
}

void canvas_done(struct canvas *canvas)
{
    free(canvas->cells);
    *canvas = (struct canvas){0};
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

struct canvas canvas_part(const struct canvas *canvas, struct rect rect)
{
    int row = clamp(rect.row, 0, canvas->rows), col = clamp(rect.col, 0, canvas->cols);
    return (struct canvas){
        .cells = canvas->cells + row * canvas->stride + col,
        .stride = canvas->stride,
        .rows = clamp(rect.row + rect.rows, row, canvas->rows) - row,
        .cols = clamp(rect.col + rect.cols, col, canvas->cols) - col,
    };
}

static struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
    return &canvas->cells[row * canvas->stride + col];
}

static bool is_inside(const struct canvas *canvas, int row, int col)
{
    return row >= 0 && row < canvas->rows && col >= 0 && col < canvas->cols;
}

/* The other halves of wide characters that cells [col, col + width) cut in two.  They may lie
 * outside a part, never outside the grid. */
static void blank_halves(struct canvas *canvas, int row, int col, int width)
{
    struct cell *first = cell_at(canvas, row, col), *last = first + width - 1;
    if (first->width == 0) {
        memcpy(first[-1].bytes, " ", 2);
        first[-1].width = 1;
    }
    if (last->width == 2) {
        memcpy(last[1].bytes, " ", 2);
        last[1].width = 1;
    }
}

static void put_blank(struct canvas *canvas, int row, int col, enum role role)
{
    if (!is_inside(canvas, row, col))
        return;
    blank_halves(canvas, row, col, 1);
    struct cell *cell = cell_at(canvas, row, col);
    *cell = blank_cell;
    cell->role = (uint8_t)role;
}

/* The cells of one character, width 1 or 2; a wide one that does not fit is blanks. */
static struct cell *put_character(struct canvas *canvas, int row, int col, const char *bytes,
                                  size_t length, int width, enum role role)
{
    if (width == 2 && !(is_inside(canvas, row, col) && is_inside(canvas, row, col + 1))) {
        put_blank(canvas, row, col, role);
        put_blank(canvas, row, col + 1, role);
        return NULL;
    }
    if (!is_inside(canvas, row, col))
        return NULL;
    blank_halves(canvas, row, col, width);
    struct cell *cell = cell_at(canvas, row, col);
    *cell = blank_cell;
    memset(cell->bytes, 0, sizeof cell->bytes);
    memcpy(cell->bytes, bytes, length);
    cell->width = (uint8_t)width;
    cell->role = (uint8_t)role;
    if (width == 2) {
        cell[1] = *cell;
        memset(cell[1].bytes, 0, sizeof cell[1].bytes);
        cell[1].width = 0;
    }
    return cell;
}

void canvas_clear(struct canvas *canvas, enum role role)
{
    for (int row = 0; row < canvas->rows; row++)
        canvas_fill(canvas, row, 0, canvas->cols, role);
}

void canvas_fill(struct canvas *canvas, int row, int col, int width_cols, enum role role)
{
    for (int i = 0; i < width_cols; i++)
        put_blank(canvas, row, col + i, role);
}

/* ---- text ---------------------------------------------------------------- */

bool canvas_can_show(const char *bytes, size_t length)
{
    if (length == 1)
        return bytes[0] >= ' ' && bytes[0] < 0x7f;
    char escaped[CANVAS_ESCAPED_BYTES];
    struct text text;
    text_init(&text, escaped, NULL, sizeof escaped);
    text_escape(&text, bytes, length, TEXT_ESCAPE_UTF8);
    return text.length_bytes == length && memcmp(escaped, bytes, length) == 0;
}

/* The character at the start of *bytes, which is moved to a "?" where it may not be shown. */
static struct text_char shown_char(const char **bytes, size_t length, size_t *ret_shown)
{
    struct text_char character = text_char_at(*bytes, length);
    *ret_shown = character.size_bytes;
    if (character.width_cols < 1 || !canvas_can_show(*bytes, character.size_bytes)) {
        *bytes = "?";
        *ret_shown = character.width_cols = 1;
    }
    if (*ret_shown > CELL_BYTES) /* whole code points of a pile of combining marks */
        for (*ret_shown = CELL_BYTES; ((*bytes)[*ret_shown] & 0xc0) == 0x80;)
            --*ret_shown;
    return character;
}

struct run {
    const char *bytes;
    const uint8_t *roles; /* of each byte, or NULL: role */
    size_t length;
    enum role role;
};

static int put_run(struct canvas *canvas, int row, int col, int width_cols, const struct run *run,
                   int skip_cols)
{
    int at = -skip_cols; /* relative to col */
    for (size_t i = 0; i < run->length && at < width_cols;) {
        const char *bytes = run->bytes + i;
        size_t shown;
        struct text_char character = shown_char(&bytes, run->length - i, &shown);
        enum role role = run->roles ? (enum role)run->roles[i] : run->role;
        int end = at + character.width_cols;
        if (at >= 0 && end <= width_cols)
            put_character(canvas, row, col + at, bytes, shown, character.width_cols, role);
        else if (end > 0) /* cut by an edge */
            put_blank(canvas, row, col + (at < 0 ? 0 : at), role);
        at = end;
        i += character.size_bytes ? character.size_bytes : 1;
    }
    return clamp(at, 0, width_cols < 0 ? 0 : width_cols);
}

int canvas_string(struct canvas *canvas, int row, int col, int width_cols, enum role role,
                  const char *string)
{
    const struct run run = {.bytes = string, .length = strlen(string), .role = role};
    return put_run(canvas, row, col, width_cols, &run, 0);
}

int canvas_text(struct canvas *canvas, int row, int col, int width_cols, const struct text *text,
                int skip_cols)
{
    const struct run run = {.bytes = text->bytes,
                            .roles = text->roles,
                            .length = text->length_bytes,
                            .role = ROLE_PLAIN};
    return put_run(canvas, row, col, width_cols, &run, skip_cols);
}

int canvas_text_cut(struct canvas *canvas, int row, int col, int width_cols,
                    const struct text *text)
{
    if (text_width_cols(text->bytes, text->length_bytes) <= width_cols)
        return canvas_text(canvas, row, col, width_cols, text, 0);
    int cols = canvas_text(canvas, row, col, width_cols - 1, text, 0);
    return cols + canvas_string(canvas, row, col + cols, width_cols - cols, ROLE_DIM, "…");
}

int canvas_string_right(struct canvas *canvas, int row, int end_col, int width_cols, enum role role,
                        const char *string)
{
    int width = text_width_cols(string, strlen(string));
    if (width > width_cols)
        width = width_cols;
    return canvas_string(canvas, row, end_col - width, width, role, string);
}

void canvas_styled(struct canvas *canvas, int row, int col, const char *bytes, size_t length,
                   struct style style)
{
    size_t shown;
    struct text_char character = shown_char(&bytes, length, &shown);
    struct cell *cell =
        put_character(canvas, row, col, bytes, shown, character.width_cols, ROLE_PLAIN);
    for (int i = 0; cell && i < character.width_cols; i++) {
        cell[i].has_style = true;
        cell[i].style = style;
    }
}

/* ---- lines, highlights, the cursor --------------------------------------- */

void canvas_line(struct canvas *canvas, int row, int col, unsigned arms, enum role role)
{
    if (!is_inside(canvas, row, col))
        return;
    struct cell *cell = cell_at(canvas, row, col);
    unsigned before = cell->arms;
    put_blank(canvas, row, col, role);
    cell->arms = (uint8_t)(before | arms);
}

void canvas_frame(struct canvas *canvas, struct rect rect, enum role role)
{
    int bottom = rect.row + rect.rows - 1, right = rect.col + rect.cols - 1;
    if (rect.rows < 2 || rect.cols < 2)
        return;
    for (int col = rect.col; col <= right; col++) {
        unsigned arms = (col > rect.col ? LINE_LEFT : 0u) | (col < right ? LINE_RIGHT : 0u);
        canvas_line(canvas, rect.row, col, arms, role);
        canvas_line(canvas, bottom, col, arms, role);
    }
    for (int row = rect.row; row <= bottom; row++) {
        unsigned arms = (row > rect.row ? LINE_UP : 0u) | (row < bottom ? LINE_DOWN : 0u);
        canvas_line(canvas, row, rect.col, arms, role);
        canvas_line(canvas, row, right, arms, role);
    }
}

void canvas_highlight(struct canvas *canvas, int row, int col, int width_cols, enum role backdrop)
{
    for (int i = 0; i < width_cols; i++)
        if (is_inside(canvas, row, col + i))
            cell_at(canvas, row, col + i)->backdrop = (uint8_t)backdrop;
}

void canvas_tint(struct canvas *canvas, int row, int col, int width_cols, enum role role)
{
    for (int i = 0; role != ROLE_NONE && i < width_cols; i++)
        if (is_inside(canvas, row, col + i))
            cell_at(canvas, row, col + i)->role = (uint8_t)role;
}

void canvas_cursor(struct canvas *canvas, int row, int col)
{
    if (is_inside(canvas, row, col))
        cell_at(canvas, row, col)->is_cursor = true;
}

void canvas_row_text(const struct canvas *canvas, int row, struct text *text)
{
    size_t kept = text->length_bytes;
    for (int col = 0; col < canvas->cols; col++) {
        const struct cell *cell = cell_at(canvas, row, col);
        if (cell->width == 0)
            continue;
        if (cell->arms)
            text_put(text, canvas_line_glyph(cell->arms));
        else
            text_put_bytes(text, cell->bytes, strnlen(cell->bytes, CELL_BYTES));
        if (cell->arms || strcmp(cell->bytes, " ") != 0)
            kept = text->length_bytes;
    }
    text->length_bytes = kept;
    text->bytes[kept] = '\0';
}
