#include "table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>

#include "figures.h"

#define CELL_TEXT_BYTES 4096
#define NAME_TAIL_BYTES 1000 /* of a name whose end is in sight: no screen is wider */
#define FIRST_CAPACITY  256

void table_init(struct table *table, const struct table_column *columns, size_t column_count,
                size_t sort_column)
{
    *table = (struct table){
        .columns = columns, .column_count = column_count, .sort_column = sort_column};
}

void table_done(struct table *table)
{
    free(table->order);
    table->order = NULL;
}

void table_reset(struct table *table)
{
    table->list = (struct list){0};
    table->count = 0;
}

size_t table_selected(const struct table *table)
{
    return table->list.cursor < table->count ? table->order[table->list.cursor].row : SIZE_MAX;
}

/* ---- order ------------------------------------------------------------------------- */

static int compare_figures(const struct table_place *a, const struct table_place *b)
{
    return (a->figure > b->figure) - (a->figure < b->figure);
}

static int compare_names(const struct table_place *a, const struct table_place *b)
{
    return strcmp(a->name, b->name);
}

struct sort {
    int (*compare)(const struct table_place *a, const struct table_place *b);
    int sign; /* -1: the largest first */
};

/* Rows that are equal stay in the order of their numbers. */
static int compare_places(const void *one, const void *other, void *context)
{
    const struct sort *sort = context;
    const struct table_place *a = one, *b = other;
    int order = sort->compare(a, b);
    return order ? order * sort->sign : (a->row > b->row) - (a->row < b->row);
}

static struct table_place place_of(const struct table_column *column,
                                   const struct table_source *source, size_t row)
{
    struct table_place place = {.row = (uint32_t)row};
    const void *data = source->row(source->context, row);
    if (column->figure) {
        place.figure = column->figure(source->context, data);
    } else {
        const char *name = column->name(source->context, data);
        place.name = name ? name : "";
    }
    return place;
}

static void grow(struct table *table, size_t count)
{
    while (table->capacity < count)
        table->capacity = table->capacity ? 2 * table->capacity : FIRST_CAPACITY;
    table->order = realloc(table->order, table->capacity * sizeof *table->order);
    if (!table->order)
        abort(); /* whose handler lets the tracees go and restores the terminal */
}

/* Put the cursor on the row again; one on the first line stays there. */
static void find_cursor(struct table *table, size_t row)
{
    if (row == SIZE_MAX || table->list.cursor == 0)
        return;
    uint64_t line = table->list.cursor - table->list.top;
    for (size_t place = 0; place < table->count; place++) {
        if (table->order[place].row != row)
            continue;
        table->list.cursor = place;
        table->list.top = place > line ? place - line : 0;
        return;
    }
}

void table_sort(struct table *table, const struct table_source *source)
{
    const struct table_column *column = &table->columns[table->sort_column];
    struct sort sort = {
        .compare = column->figure ? compare_figures : compare_names,
        .sign = column->is_ascending != table->is_reversed ? 1 : -1,
    };
    size_t selected = table_selected(table);
    if (source->count > table->capacity)
        grow(table, source->count);
    for (size_t i = 0; i < source->count; i++)
        table->order[i] = place_of(column, source, i);
    table->count = source->count;
    if (table->count > 0)
        qsort_r(table->order, table->count, sizeof *table->order, compare_places, &sort);
    find_cursor(table, selected);
}

/* ---- columns ----------------------------------------------------------------------- */

static bool is_drawn(const struct table *table, size_t column)
{
    return table->drawn >> column & 1;
}

static int drawn_cols(const struct table *table)
{
    int cols = -1;
    for (size_t i = 0; i < table->column_count; i++)
        cols += is_drawn(table, i) ? table->columns[i].least_cols + 1 : 0;
    return cols;
}

/* The drawn column that is given up first; column_count: none. */
static size_t least_wanted(const struct table *table)
{
    size_t found = table->column_count;
    int rank = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        if (is_drawn(table, i) && table->columns[i].rank > rank) {
            rank = table->columns[i].rank;
            found = i;
        }
    }
    return found;
}

/* Which columns there is room for, and where each ends. */
static void place_columns(struct table *table, int cols)
{
    table->drawn = ((uint32_t)1 << table->column_count) - 1;
    for (size_t given_up; drawn_cols(table) > cols;) {
        given_up = least_wanted(table);
        if (given_up == table->column_count)
            break;
        table->drawn &= ~((uint32_t)1 << given_up);
    }
    int spare = cols - drawn_cols(table), end = -1;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        int more = column->most_cols - column->least_cols;
        if (!is_drawn(table, i))
            continue;
        more = more < spare ? more : spare;
        more = more > 0 ? more : 0;
        spare -= more;
        end += 1 + column->least_cols + more;
        table->ends[i] = end;
    }
}

static int column_begin(const struct table *table, size_t column)
{
    for (size_t i = column; i-- > 0;)
        if (is_drawn(table, i))
            return table->ends[i] + 1;
    return 0;
}

/* ---- drawing ------------------------------------------------------------------------- */

static void put_figure(struct text *text, enum table_unit unit, uint64_t figure)
{
    switch (unit) {
    case TABLE_COUNT:
        figures_put_count(text, figure);
        break;
    case TABLE_DURATION:
        format_duration(figure, text);
        break;
    case TABLE_BYTES:
        figures_put_bytes(text, figure);
        break;
    case TABLE_PERMILLE:
        text_printf(text, "%" PRIu64 ".%" PRIu64, figure / 10, figure % 10);
        break;
    case TABLE_ID:
        text_put_unsigned(text, figure);
        break;
    }
}

static void put_name(struct text *text, const struct table_column *column, const char *name)
{
    size_t length = strlen(name);
    size_t skipped = column->keeps_end && length > NAME_TAIL_BYTES ? length - NAME_TAIL_BYTES : 0;
    text_escape(text, name + skipped, length - skipped, TEXT_ESCAPE_UTF8);
}

/* A text whose end is in sight: what is too much of its beginning is "…". */
static void draw_end(struct canvas *canvas, int row, int col, int width, enum role role,
                     const struct text *text)
{
    size_t skipped = 0;
    int cols = text_width_cols(text->bytes, text->length_bytes);
    bool is_cut = cols > width;
    while (cols > width - is_cut && skipped < text->length_bytes) {
        struct text_char first = text_char_at(text->bytes + skipped, text->length_bytes - skipped);
        skipped += first.size_bytes;
        cols -= first.width_cols;
    }
    if (is_cut)
        col += canvas_string(canvas, row, col, width, ROLE_DIM, "…");
    canvas_string(canvas, row, col, width, role, text->bytes + skipped);
}

static void draw_cell(const struct table *table, const struct table_source *source,
                      struct canvas *canvas, int row, size_t index, const void *data)
{
    const struct table_column *column = &table->columns[index];
    int begin = column_begin(table, index), end = table->ends[index];
    enum role role = column->is_alert ? ROLE_ERROR : (enum role)column->role;
    char buffer[CELL_TEXT_BYTES];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    uint64_t figure = column->figure ? column->figure(source->context, data) : 0;
    const char *name = column->name ? column->name(source->context, data) : NULL;
    if (column->put)
        column->put(source->context, data, &text);
    else if (figure)
        put_figure(&text, (enum table_unit)column->unit, figure);
    else if (name)
        put_name(&text, column, name);

    if (column->figure && !column->put)
        canvas_string_right(canvas, row, end, end - begin, role, buffer);
    else if (column->keeps_end)
        draw_end(canvas, row, begin, end - begin, role, &text);
    else
        canvas_string(canvas, row, begin, end - begin, role, buffer);
}

static void draw_heading(const struct table *table, const struct table_source *source,
                         struct canvas *canvas, size_t index)
{
    const struct table_column *column = &table->columns[index];
    int begin = column_begin(table, index), end = table->ends[index];
    bool is_figure = column->figure && !column->put;
    char buffer[64];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    const char *mark = "";
    if (index == table->sort_column && column->is_ascending != table->is_reversed)
        mark = source->is_unicode ? "▴" : "^";
    else if (index == table->sort_column)
        mark = source->is_unicode ? "▾" : "v";
    text_printf(&text, "%s%s%s", is_figure ? mark : "", column->title, is_figure ? "" : mark);
    if (is_figure)
        canvas_string_right(canvas, 0, end, end - begin, ROLE_HEADING, buffer);
    else
        canvas_string(canvas, 0, begin, end - begin, ROLE_HEADING, buffer);
}

static void draw_row(struct table *table, const struct table_source *source, struct canvas *canvas,
                     int row, uint64_t place)
{
    const void *data = source->row(source->context, table->order[place].row);
    for (size_t i = 0; i < table->column_count; i++)
        if (is_drawn(table, i))
            draw_cell(table, source, canvas, row, i, data);
}

void table_draw(struct table *table, const struct table_source *source, struct canvas *canvas,
                bool has_focus)
{
    uint64_t count = table->count;
    const struct list_source list = list_source_count(&count);
    place_columns(table, canvas->cols);
    list_fit(&table->list, &list, canvas->rows - 1);
    for (size_t i = 0; i < table->column_count; i++)
        if (is_drawn(table, i))
            draw_heading(table, source, canvas, i);
    for (int row = 1; row < canvas->rows; row++) {
        uint64_t place = table->list.top + (uint64_t)row - 1;
        if (place >= count)
            break;
        draw_row(table, source, canvas, row, place);
        if (place == table->list.cursor)
            canvas_highlight(canvas, row, 0, canvas->cols,
                             has_focus ? ROLE_SELECTED : ROLE_SELECTED_DIM);
    }
}

/* ---- what a person does --------------------------------------------------------------- */

/* The next drawn column to one side, around the end. */
static void move_sort(struct table *table, size_t step)
{
    size_t column = table->sort_column;
    do
        column = (column + step) % table->column_count;
    while (!is_drawn(table, column) && column != table->sort_column);
    table->sort_column = column;
    table->is_reversed = false;
}

bool table_act(struct table *table, enum action action)
{
    uint64_t count = table->count;
    const struct list_source list = list_source_count(&count);
    switch ((int)action) { /* the other actions are someone else's, or the list's */
    case ACTION_NEXT_SAME_FD:
        move_sort(table, 1);
        return true;
    case ACTION_PREVIOUS_SAME_FD:
        move_sort(table, table->column_count - 1);
        return true;
    case ACTION_REVERSE_SORT:
        table->is_reversed = !table->is_reversed;
        return true;
    default:
        return list_act(&table->list, &list, action);
    }
}

static void click_heading(struct table *table, int col)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (!is_drawn(table, i) || col < column_begin(table, i) || col > table->ends[i])
            continue;
        table->is_reversed = i == table->sort_column && !table->is_reversed;
        table->sort_column = i;
        return;
    }
}

void table_click(struct table *table, const struct key *key)
{
    uint64_t count = table->count;
    const struct list_source list = list_source_count(&count);
    if (key->row == 0)
        click_heading(table, key->col);
    else
        list_click(&table->list, &list, key->row - 1);
}
