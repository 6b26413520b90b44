#include "save_display.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CELL_MOST_BYTES 64 /* of a character with the sequence before it */

static const struct {
    enum style_attribute attribute;
    int code;
} attributes[] = {
    {STYLE_BOLD, 1}, {STYLE_DIM, 2}, {STYLE_ITALIC, 3}, {STYLE_UNDERLINE, 4}, {STYLE_REVERSE, 7},
};

static void put_style(struct text *text, struct style style)
{
    text_put(text, "\033[0");
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        if (style.attributes & attributes[i].attribute)
            text_printf(text, ";%d", attributes[i].code);
    if (style.foreground != COLOR_DEFAULT)
        text_printf(text, ";38;5;%d", style.foreground);
    if (style.background != COLOR_DEFAULT)
        text_printf(text, ";48;5;%d", style.background);
    text_put_char(text, 'm');
}

static struct style cell_style(const struct cell *cell)
{
    return cell->has_style
               ? cell->style
               : theme_style(THEME_DARK, (enum role)cell->role, (enum role)cell->backdrop);
}

static bool is_same(struct style a, struct style b)
{
    return a.foreground == b.foreground && a.background == b.background &&
           a.attributes == b.attributes;
}

static void put_cell(struct text *text, const struct cell *cell)
{
    if (cell->arms)
        text_put(text, canvas_line_glyph(cell->arms));
    else if (cell->width > 0)
        text_put_bytes(text, cell->bytes, strnlen(cell->bytes, CELL_BYTES));
}

static void put_styled_row(struct text *text, const struct canvas *canvas, int row)
{
    const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->stride;
    struct style last = {COLOR_DEFAULT, COLOR_DEFAULT, 0};
    for (int col = 0; col < canvas->cols; col++) {
        struct style style = cell_style(&cells[col]);
        if (!is_same(style, last))
            put_style(text, style);
        last = style;
        put_cell(text, &cells[col]);
    }
    text_put(text, "\033[0m");
}

/* What is no plain file shall not hold the screen. */
static int write_file(const char *path, const struct text *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666);
    if (fd < 0)
        return -errno;
    ssize_t written = write(fd, text->bytes, text->length_bytes);
    int code = written < 0 ? -errno : written < (ssize_t)text->length_bytes ? -ENOSPC : 0;
    if (close(fd) < 0 && code == 0)
        code = -errno;
    return code;
}

int save_display(const struct canvas *canvas, const char *path)
{
    const char *ending = strrchr(path, '.');
    bool is_styled = ending && strcmp(ending, ".ansi") == 0;
    size_t size = (size_t)canvas->rows * ((size_t)canvas->cols + 1) * CELL_MOST_BYTES + 1;
    char *bytes = malloc(size);
    struct text text;
    if (!bytes)
        return -ENOMEM;
    text_init(&text, bytes, NULL, size);
    for (int row = 0; row < canvas->rows; row++) {
        if (is_styled)
            put_styled_row(&text, canvas, row);
        else
            canvas_row_text(canvas, row, &text);
        text_put_char(&text, '\n');
    }
    int code = write_file(path, &text);
    free(bytes);
    return code;
}
