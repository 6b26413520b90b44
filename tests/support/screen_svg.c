/*
 * A screen as a picture.  Each stretch of one background is a rectangle and each
 * stretch of one style a text whose length is pinned to the grid, so that any
 * monospaced font lines up; what is not ASCII is placed cell by cell.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "screen_private.h"

#define CELL_WIDTH 8.4
#define CELL_HEIGHT 18.0
#define BASELINE 13.5
#define MARGIN 12.0
#define FONT "JetBrains Mono, DejaVu Sans Mono, monospace"
#define PAPER 0x11151cu
#define INK 0xd5dbe5u
#define FRAME 0x1d232eu

static const unsigned palette[16] = {
    0x1d232e, 0xe0626c, 0x8cc878, 0xdfbd6b, 0x66a5ec, 0xc186ea, 0x5ac9ce, 0xc6ced9,
    0x606b7b, 0xfb7780, 0xa2e08c, 0xf2d586, 0x88bdfb, 0xd5a4fb, 0x80e1e6, 0xf0f3f7,
};

struct style {
    unsigned ink, paper;
    bool is_bold, is_italic, is_underlined;
};

static unsigned rgb(int index, unsigned normal)
{
    static const unsigned step[6] = {0, 95, 135, 175, 215, 255};

    if (index == SCREEN_DEFAULT_COLOUR)
        return normal;
    if (index < 16)
        return palette[index];
    if (index >= 232)
        return (unsigned)(8 + (index - 232) * 10) * 0x010101u;
    index -= 16;
    return step[index / 36] << 16 | step[index / 6 % 6] << 8 | step[index % 6];
}

static struct style style_of(const struct screen_cell *cell)
{
    struct style style = {
        .ink = rgb(cell->foreground, INK),
        .paper = rgb(cell->background, PAPER),
        .is_bold = cell->is_bold,
        .is_italic = cell->is_italic,
        .is_underlined = cell->is_underlined,
    };

    if (cell->is_reverse) {
        unsigned ink = style.ink;
        style.ink = style.paper;
        style.paper = ink;
    }
    return style;
}

static bool is_same_style(const struct style *a, const struct style *b)
{
    return a->ink == b->ink && a->paper == b->paper && a->is_bold == b->is_bold &&
           a->is_italic == b->is_italic && a->is_underlined == b->is_underlined;
}

static bool is_blank(const struct screen_cell *cell)
{
    return cell->text[0] == '\0' || strcmp(cell->text, " ") == 0;
}

static bool is_ascii(const struct screen_cell *cell)
{
    return (unsigned char)cell->text[0] < 0x80 && (cell->text[0] == '\0' || cell->text[1] == '\0');
}

static void put_escaped(FILE *file, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            fputs("&lt;", file);
        else if (*text == '&')
            fputs("&amp;", file);
        else
            fputc(*text, file);
    }
}

static void draw_paper(const struct screen *screen, FILE *file, int row)
{
    for (int col = 0, end; col < screen->cols; col = end) {
        struct screen_cell cell = screen_cell_at(screen, row, col);
        unsigned paper = style_of(&cell).paper;
        for (end = col + cell.width_cols; end < screen->cols; end += cell.width_cols) {
            cell = screen_cell_at(screen, row, end);
            if (style_of(&cell).paper != paper)
                break;
        }
        if (paper != PAPER)
            fprintf(file, "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='#%06x'/>\n",
                    col * CELL_WIDTH, row * CELL_HEIGHT, (end - col) * CELL_WIDTH,
                    CELL_HEIGHT + 0.3, paper);
    }
}

/* A programmer's font draws "->" and "!=" as one sign if it meets them in one text. */
static bool is_ligature(const struct screen_cell *left, const struct screen_cell *right)
{
    return ispunct((unsigned char)left->text[0]) && ispunct((unsigned char)right->text[0]);
}

/* The end of the stretch that starts at col: one character that is not ASCII, or ASCII of one
 * style up to two blanks in a row. */
static int stretch_end(const struct screen *screen, int row, int col)
{
    struct screen_cell last = screen_cell_at(screen, row, col);
    struct style style = style_of(&last);
    int end = col + last.width_cols;

    while (is_ascii(&last) && end < screen->cols) {
        struct screen_cell cell = screen_cell_at(screen, row, end);
        struct style other = style_of(&cell);
        if (!is_ascii(&cell) || !is_same_style(&style, &other) || is_ligature(&last, &cell) ||
            (is_blank(&last) && is_blank(&cell)))
            break;
        last = cell;
        end++;
    }
    return end - is_blank(&last);
}

static void draw_text(const struct screen *screen, FILE *file, int row)
{
    for (int col = 0, end; col < screen->cols; col = end) {
        struct screen_cell cell = screen_cell_at(screen, row, col);
        struct style style = style_of(&cell);
        end = col + 1;
        if (is_blank(&cell))
            continue;
        end = stretch_end(screen, row, col);
        fprintf(file, "<text x='%.1f' y='%.1f' textLength='%.1f' fill='#%06x'%s%s%s>",
                col * CELL_WIDTH, row * CELL_HEIGHT + BASELINE, (end - col) * CELL_WIDTH,
                style.ink, style.is_bold ? " font-weight='bold'" : "",
                style.is_italic ? " font-style='italic'" : "",
                style.is_underlined ? " text-decoration='underline'" : "");
        while (col < end) {
            cell = screen_cell_at(screen, row, col);
            put_escaped(file, cell.text[0] != '\0' ? cell.text : " ");
            col += cell.width_cols;
        }
        fputs("</text>\n", file);
    }
}

static void draw_cursor(const struct screen *screen, FILE *file)
{
    int row, col;

    screen_cursor(screen, &row, &col);
    if (screen_cursor_is_visible(screen))
        fprintf(file,
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='#%06x' opacity='0.7'/>\n",
                col * CELL_WIDTH, row * CELL_HEIGHT + 1, CELL_WIDTH, CELL_HEIGHT - 2, INK);
}

int screen_save_svg(const struct screen *screen, const char *path)
{
    double width = screen->cols * CELL_WIDTH, height = screen->rows * CELL_HEIGHT;
    FILE *file = fopen(path, "we");

    if (file == NULL)
        return -errno;
    fprintf(file,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%.0f' height='%.0f'>\n"
            "<rect width='100%%' height='100%%' rx='9' fill='#%06x'/>\n"
            "<g transform='translate(%.0f,%.0f)'>\n"
            "<rect width='%.1f' height='%.1f' fill='#%06x'/>\n"
            "<g font-family='%s' font-size='14' xml:space='preserve' lengthAdjust='spacing'>\n",
            width + 2 * MARGIN, height + 2 * MARGIN, FRAME, MARGIN, MARGIN, width, height, PAPER,
            FONT);
    for (int row = 0; row < screen->rows; row++) {
        draw_paper(screen, file, row);
        draw_text(screen, file, row);
    }
    draw_cursor(screen, file);
    fputs("</g></g></svg>\n", file);
    return fclose(file) == 0 ? 0 : -errno;
}
