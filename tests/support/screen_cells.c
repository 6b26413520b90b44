/* Reading a screen's cells. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "screen_private.h"

static size_t put_utf8(char *bytes, uint32_t character)
{
    if (character < 0x80) {
        bytes[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        bytes[0] = (char)(0xc0 | character >> 6);
        bytes[1] = (char)(0x80 | (character & 0x3f));
        return 2;
    }
    if (character < 0x10000) {
        bytes[0] = (char)(0xe0 | character >> 12);
        bytes[1] = (char)(0x80 | (character >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (character & 0x3f));
        return 3;
    }
    bytes[0] = (char)(0xf0 | character >> 18);
    bytes[1] = (char)(0x80 | (character >> 12 & 0x3f));
    bytes[2] = (char)(0x80 | (character >> 6 & 0x3f));
    bytes[3] = (char)(0x80 | (character & 0x3f));
    return 4;
}

/* libvterm's own RGB values of its palette are not those of terminals: only indices are used. */
static int colour(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour) ||
        !VTERM_COLOR_IS_INDEXED(colour))
        return SCREEN_DEFAULT_COLOUR;
    return colour->indexed.idx;
}

void screen_size(const struct screen *screen, int *ret_rows, int *ret_cols)
{
    *ret_rows = screen->rows;
    *ret_cols = screen->cols;
}

struct screen_cell screen_cell_at(const struct screen *screen, int row, int col)
{
    struct screen_cell cell = {.width_cols = 1};
    VTermScreenCell raw = {.width = 1};
    size_t length = 0;

    vterm_screen_get_cell(screen->cells, (VTermPos){row, col}, &raw);
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && raw.chars[i] != 0; i++)
        length += put_utf8(cell.text + length, raw.chars[i]);
    cell.width_cols = raw.width > 1 ? 2 : 1;
    cell.foreground = colour(&raw.fg);
    cell.background = colour(&raw.bg);
    cell.is_bold = raw.attrs.bold;
    cell.is_italic = raw.attrs.italic;
    cell.is_underlined = raw.attrs.underline != VTERM_UNDERLINE_OFF;
    cell.is_reverse = raw.attrs.reverse;
    return cell;
}

const char *screen_part(struct screen *screen, int row, int col, int cols)
{
    size_t length = 0, kept = 0;
    int end = col + cols < screen->cols ? col + cols : screen->cols;

    while (col < end && length < sizeof(screen->row) - sizeof(struct screen_cell)) {
        struct screen_cell cell = screen_cell_at(screen, row, col);
        const char *text = cell.text[0] != '\0' ? cell.text : " ";
        length += (size_t)sprintf(screen->row + length, "%s", text);
        if (strcmp(text, " ") != 0)
            kept = length;
        col += cell.width_cols;
    }
    screen->row[kept] = '\0';
    return screen->row;
}

const char *screen_row(struct screen *screen, int row)
{
    return screen_part(screen, row, 0, screen->cols);
}

/* The column of the byte at offset in a row's text. */
static int column_of(const struct screen *screen, int row, size_t offset)
{
    int col = 0;

    for (size_t bytes = 0; bytes < offset && col < screen->cols;) {
        struct screen_cell cell = screen_cell_at(screen, row, col);
        bytes += cell.text[0] != '\0' ? strlen(cell.text) : 1;
        col += cell.width_cols;
    }
    return col;
}

bool screen_find(struct screen *screen, const char *text, int *ret_row, int *ret_col)
{
    for (int row = 0; row < screen->rows; row++) {
        const char *line = screen_row(screen, row), *at = strstr(line, text);
        if (at == NULL)
            continue;
        if (ret_row != NULL)
            *ret_row = row;
        if (ret_col != NULL)
            *ret_col = column_of(screen, row, (size_t)(at - line));
        return true;
    }
    return false;
}

void screen_cursor(const struct screen *screen, int *ret_row, int *ret_col)
{
    VTermPos position;

    vterm_state_get_cursorpos(vterm_obtain_state(screen->vterm), &position);
    *ret_row = position.row;
    *ret_col = position.col;
}

bool screen_cursor_is_visible(const struct screen *screen)
{
    return screen->has_cursor;
}

bool screen_is_alternate(const struct screen *screen)
{
    return screen->is_alternate;
}

bool screen_has_mouse(const struct screen *screen)
{
    return screen->has_mouse;
}

const char *screen_title(const struct screen *screen)
{
    return screen->has_title ? screen->title : NULL;
}

static void draw(struct screen *screen, FILE *file, int rows, const char *end_of_row)
{
    for (int row = 0; row < rows; row++)
        fprintf(file, "%s%s\n", screen_row(screen, row), end_of_row);
}

void screen_dump(struct screen *screen, const char *heading)
{
    int rows = screen->rows;

    while (rows > 0 && screen_row(screen, rows - 1)[0] == '\0')
        rows--;
    fprintf(stderr, "--- %dx%d, waiting for \"%s\"", screen->cols, screen->rows, heading);
    if (screen->pid == 0)
        fprintf(stderr, ", the program ended with wait status %#x", screen->status);
    fputs("\n", stderr);
    draw(screen, stderr, rows, "|");
}

int screen_save_text(struct screen *screen, const char *path)
{
    FILE *file = fopen(path, "we");

    if (file == NULL)
        return -errno;
    draw(screen, file, screen->rows, "");
    return fclose(file) == 0 ? 0 : -errno;
}
