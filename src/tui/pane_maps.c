/* What is mapped in the selected process.  Enter shows a mapping in the memory pane. */
#include <inttypes.h>
#include <sys/mman.h>

#include "figures.h"
#include "looking.h"
#include "pane_rows.h"

#define RANGE_COLS  26
#define RIGHTS_COLS 5
#define SIZE_COLS   8

static uint64_t maps_count(struct pane_rows *rows)
{
    struct ui *ui = rows->pane.ui;
    const struct sight *sight = looking_sight(ui);
    ui->look_wish.wants_maps = true;
    return sight ? sight->mapping_count : 0;
}

static void draw_size(struct canvas *canvas, int row, int end_col, uint64_t bytes)
{
    char buffer[32];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    figures_put_bytes(&text, bytes);
    canvas_string_right(canvas, row, end_col, SIZE_COLS, ROLE_NUMBER, buffer);
}

static void maps_draw_row(struct pane_rows *rows, struct canvas *canvas, int row, uint64_t index)
{
    const struct sight_mapping *map = &looking_sight(rows->pane.ui)->mappings[index];
    int col = 1;
    pane_rows_put(canvas, row, (struct pane_rows_cell){col, RANGE_COLS, ROLE_ADDRESS},
                  "%012" PRIx64 "-%012" PRIx64, map->start, map->end);
    col += RANGE_COLS;
    pane_rows_put(canvas, row, (struct pane_rows_cell){col, RIGHTS_COLS, ROLE_CONSTANT}, "%c%c%c%c",
                  map->protection & PROT_READ ? 'r' : '-', map->protection & PROT_WRITE ? 'w' : '-',
                  map->protection & PROT_EXEC ? 'x' : '-', map->is_shared ? 's' : 'p');
    col += RIGHTS_COLS + SIZE_COLS;
    draw_size(canvas, row, col, map->end - map->start);
    pane_rows_put_sight(canvas, row, col + 1, canvas->cols - col - 1, &map->name);
}

static const char *maps_empty(const struct pane_rows *rows)
{
    const char *absence = looking_absence(rows->pane.ui);
    return absence ? absence : "looking …";
}

static bool maps_act(struct pane_rows *rows, uint64_t index, enum action action)
{
    struct ui *ui = rows->pane.ui;
    if (action != ACTION_OPEN)
        return false;
    ui_command(ui, "memory 0x%" PRIx64, looking_sight(ui)->mappings[index].start);
    return true;
}

static void maps_title(const struct pane *pane, struct text *text)
{
    const struct tree_thread *thread = looking_thread(pane->ui);
    text_put(text, "Maps");
    if (thread)
        text_printf(text, " of %" PRId32, thread->process->tgid);
}

static const struct pane_rows_kind maps_kind = {
    .title = maps_title,
    .count = maps_count,
    .draw_row = maps_draw_row,
    .empty = maps_empty,
    .hint = "Enter shows it in the memory",
    .act = maps_act,
};

struct pane *pane_maps_new(struct ui *ui)
{
    return pane_rows_new(ui, &maps_kind, sizeof(struct pane_rows));
}
