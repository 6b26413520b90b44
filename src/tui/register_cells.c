#include "register_cells.h"

#include <stdlib.h>
#include <string.h>

#define NAME_COLS              4 /* of a general register, with the gap behind it */
#define GAP_COLS               2 /* between columns */
#define NOTE_MIN_COLS          8
#define SELECTOR_COLS          8 /* "fs 0063" and a gap */
#define FLAG_COLS              3
#define VECTOR_HEX_COLS(bytes) ((bytes)*2 + (bytes) / 4 - 1)

/* Where a register stands. */
enum block {
    BLOCK_GENERAL,   /* in columns; the flags follow */
    BLOCK_OTHERS,    /* in columns, too */
    BLOCK_SELECTORS, /* side by side */
};

static enum block block_of(const struct register_spec *spec)
{
    if (spec->group == REGISTER_GENERAL || spec->group == REGISTER_PC)
        return BLOCK_GENERAL;
    return spec->bits == 16 ? BLOCK_SELECTORS : BLOCK_OTHERS;
}

static struct register_cell *add(struct register_cells *cells, const char *name)
{
    static struct register_cell beyond;
    struct register_cell *cell =
        cells->count < REGISTER_CELLS_MAX ? &cells->cells[cells->count++] : &beyond;
    *cell = (struct register_cell){.name = name};
    return cell;
}

/* ---- registers ------------------------------------------------------------------- */

static int count_block(bool is_compat, enum block block)
{
    int count = 0;
    const struct register_spec *spec;
    for (size_t i = 0; (spec = register_get(is_compat, i)); i++)
        count += block_of(spec) == block;
    return count;
}

static int count_flags(void)
{
    int count = 0;
    while (register_flag_get((size_t)count))
        count++;
    return count;
}

/* How many lines cells of a width fill, side by side. */
static int lines_for(int count, int cell_cols, int cols)
{
    int per_line = (cols + 1) / cell_cols;
    return per_line > 0 ? (count + per_line - 1) / per_line : count;
}

static int rows_with(const struct register_cells_wish *wish, int columns)
{
    int general = count_block(wish->is_compat, BLOCK_GENERAL);
    int others = count_block(wish->is_compat, BLOCK_OTHERS);
    int selectors = count_block(wish->is_compat, BLOCK_SELECTORS);
    return (general + columns - 1) / columns + (others + columns - 1) / columns +
           lines_for(count_flags(), FLAG_COLS, wish->cols) +
           lines_for(selectors, SELECTOR_COLS, wish->cols);
}

/* The fewest columns with which all is in sight, or as many as there is room for. */
static int choose_columns(const struct register_cells_wish *wish, int cell_cols)
{
    int most = (wish->cols + GAP_COLS) / (cell_cols + GAP_COLS), columns = 1;
    while (columns < most && rows_with(wish, columns) > wish->rows)
        columns++;
    return columns;
}

static void place_block(struct register_cells *cells, const struct register_cells_wish *wish,
                        enum block block)
{
    int cell_cols = NAME_COLS + (wish->is_compat ? 8 : 16), n = 0;
    int columns = choose_columns(wish, cell_cols), stride = (wish->cols + GAP_COLS) / columns;
    int lines = (count_block(wish->is_compat, block) + columns - 1) / columns;
    int note_cols = stride - GAP_COLS - cell_cols - 1;
    const struct register_spec *spec;
    for (size_t i = 0; (spec = register_get(wish->is_compat, i)); i++) {
        if (block_of(spec) != block)
            continue;
        struct register_cell *cell = add(cells, spec->name);
        cell->spec = spec;
        cell->row = cells->rows + n % lines;
        cell->col = n / lines * stride;
        cell->cols = cell_cols;
        cell->note_cols = note_cols >= NOTE_MIN_COLS ? note_cols : 0;
        n++;
    }
    cells->rows += lines;
}

/* The next place in lines of cells of a width; a line that is full is followed by another. */
static void place_in_line(struct register_cells *cells, struct register_cell *cell, int *col,
                          int cols, int width_cols)
{
    if (*col > 0 && *col + cols - 1 > width_cols) {
        cells->rows++;
        *col = 0;
    }
    cell->row = cells->rows;
    cell->col = *col;
    cell->cols = cols - 1;
    *col += cols;
}

static void place_selectors(struct register_cells *cells, const struct register_cells_wish *wish)
{
    const struct register_spec *spec;
    int col = 0;
    for (size_t i = 0; (spec = register_get(wish->is_compat, i)); i++) {
        if (block_of(spec) != BLOCK_SELECTORS)
            continue;
        struct register_cell *cell = add(cells, spec->name);
        cell->spec = spec;
        place_in_line(cells, cell, &col, SELECTOR_COLS, wish->cols);
    }
    cells->rows++;
}

static void place_flags(struct register_cells *cells, const struct register_cells_wish *wish)
{
    const struct register_flag *flag;
    int col = 0;
    for (size_t i = 0; (flag = register_flag_get(i)); i++) {
        struct register_cell *cell = add(cells, flag->name);
        cell->flag = flag;
        place_in_line(cells, cell, &col, FLAG_COLS, wish->cols);
    }
    cells->rows++;
}

/* ---- vectors --------------------------------------------------------------------- */

/* A ymm is an xmm and more: the one that has room is shown. */
static bool is_shown(const struct register_cells_wish *wish, const char *name, size_t size_bytes)
{
    uint8_t bytes[VECTOR_MAX_BYTES];
    bool has_wide = vector_get(wish->vectors, "ymm0", bytes) > 0 &&
                    wish->cols >= VECTOR_NAME_COLS + VECTOR_HEX_COLS(32);
    if (size_bytes == 0)
        return false;
    if (name[0] == 'x')
        return !has_wide;
    return name[0] != 'y' || has_wide;
}

static void place_vectors(struct register_cells *cells, const struct register_cells_wish *wish)
{
    uint8_t bytes[VECTOR_MAX_BYTES];
    const char *name;
    for (size_t i = 0; (name = vector_name(wish->vectors, i)); i++) {
        size_t size_bytes = vector_get(wish->vectors, name, bytes);
        if (!is_shown(wish, name, size_bytes))
            continue;
        struct register_cell *cell = add(cells, name);
        cell->row = cells->rows++;
        cell->cols = VECTOR_NAME_COLS + VECTOR_HEX_COLS((int)size_bytes);
    }
}

void register_cells_place(struct register_cells *cells, const struct register_cells_wish *wish)
{
    cells->count = cells->rows = 0;
    place_block(cells, wish, BLOCK_GENERAL);
    place_flags(cells, wish);
    place_block(cells, wish, BLOCK_OTHERS);
    place_selectors(cells, wish);
    if (wish->vectors)
        place_vectors(cells, wish);
}

/* ---- places ----------------------------------------------------------------------- */

int register_cells_at(const struct register_cells *cells, int row, int col)
{
    for (int i = 0; i < cells->count; i++) {
        const struct register_cell *cell = &cells->cells[i];
        int note_cols = cell->note_cols > 0 ? cell->note_cols + 1 : 0;
        if (cell->row == row && col >= cell->col && col < cell->col + cell->cols + note_cols)
            return i;
    }
    return -1;
}

/* The nearest cell of a row; -1: the row has none. */
static int nearest_in_row(const struct register_cells *cells, int row, int col)
{
    int best = -1, best_distance = 0;
    for (int i = 0; i < cells->count; i++) {
        int distance = abs(cells->cells[i].col - col);
        if (cells->cells[i].row == row && (best < 0 || distance < best_distance)) {
            best = i;
            best_distance = distance;
        }
    }
    return best;
}

static int move_rows(const struct register_cells *cells, int from, int step)
{
    const struct register_cell *cell = &cells->cells[from];
    int found = nearest_in_row(cells, cell->row + step, cell->col);
    return found >= 0 ? found : from;
}

/* The next cell to a side in the same row. */
static int move_cols(const struct register_cells *cells, int from, int step)
{
    const struct register_cell *cell = &cells->cells[from];
    int best = from;
    for (int i = 0; i < cells->count; i++) {
        const struct register_cell *other = &cells->cells[i];
        bool is_beyond = (other->col - cell->col) * step > 0;
        bool is_nearer = best == from || (other->col - cells->cells[best].col) * step < 0;
        if (other->row == cell->row && is_beyond && is_nearer)
            best = i;
    }
    return best;
}

int register_cells_move(const struct register_cells *cells, int from, enum action action)
{
    switch ((int)action) { /* the others move nothing */
    case ACTION_UP:
        return move_rows(cells, from, -1);
    case ACTION_DOWN:
        return move_rows(cells, from, 1);
    case ACTION_LEFT:
        return move_cols(cells, from, -1);
    case ACTION_RIGHT:
        return move_cols(cells, from, 1);
    case ACTION_FIRST:
        return 0;
    case ACTION_LAST:
        return cells->count - 1;
    default:
        return -1;
    }
}
