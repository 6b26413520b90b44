/*
 * The files pane: a row for each file that calls named, by descriptor or by path.
 */
#include <fcntl.h>
#include <string.h>

#include <ptop/filter_quote.h>

#include "pane_table.h"

static const struct summary_file *file(const void *data)
{
    return data;
}

static const char *name(const void *context, const void *data)
{
    (void)context;
    return file(data)->name ? file(data)->name : "(others)";
}

TABLE_FIGURE(summary_file, calls)
TABLE_FIGURE(summary_file, errors)
TABLE_FIGURE(summary_file, total_ns)
TABLE_FIGURE(summary_file, opens)
TABLE_FIGURE(summary_file, reads)
TABLE_FIGURE(summary_file, writes)
TABLE_FIGURE(summary_file, read_bytes)
TABLE_FIGURE(summary_file, written_bytes)
TABLE_FIGURE(summary_file, mapped_bytes)

/* Those that were never opened stand together. */
static uint64_t flags(const void *context, const void *data)
{
    (void)context;
    return (uint64_t)file(data)->access_modes << 32 | file(data)->open_flags;
}

/* "O_RDONLY|O_WRONLY|O_CREAT, last O_RDONLY" */
static void put_flags(const void *context, const void *data, struct text *text)
{
    const struct summary_file *row = file(data);
    uint32_t last = row->last_open_flags;
    (void)context;
    summary_put_flags(row, text);
    if (row->access_modes == 1u << (last & O_ACCMODE) &&
        row->open_flags == (last & ~(uint32_t)O_ACCMODE))
        return;
    text_put(text, row->opens > 0 ? ", last " : "");
    summary_put_last_flags(row, text);
}

/* clang-format off */
static const struct table_column columns[] = {
    {.title = "file", .least_cols = 30, .most_cols = 68, .role = ROLE_PATH, .name = name,
     .is_ascending = true, .keeps_end = true},
    {.title = "opens", .least_cols = 7, .most_cols = 7, .rank = 4, .figure = opens},
    {.title = "reads", .least_cols = 8, .most_cols = 8, .rank = 7, .figure = reads},
    {.title = "writes", .least_cols = 8, .most_cols = 8, .rank = 8, .figure = writes},
    {.title = "read B", .least_cols = 7, .most_cols = 7, .rank = 1, .figure = read_bytes,
     .unit = TABLE_BYTES},
    {.title = "write B", .least_cols = 8, .most_cols = 8, .rank = 2, .figure = written_bytes,
     .unit = TABLE_BYTES},
    {.title = "map B", .least_cols = 6, .most_cols = 6, .rank = 9, .figure = mapped_bytes,
     .unit = TABLE_BYTES},
    {.title = "calls", .least_cols = 9, .most_cols = 9, .rank = 5, .figure = calls},
    {.title = "errors", .least_cols = 8, .most_cols = 8, .rank = 3, .figure = errors,
     .is_alert = true},
    {.title = "time", .least_cols = 7, .most_cols = 7, .figure = total_ns, .unit = TABLE_DURATION},
    {.title = "opened with", .least_cols = 24, .most_cols = 64, .rank = 6, .role = ROLE_CONSTANT,
     .figure = flags, .put = put_flags},
};
/* clang-format on */
#define COLUMN_TIME 9

static const char *title(const struct pane_table *pane)
{
    (void)pane;
    return "Files";
}

static size_t count(const struct pane_table *pane)
{
    return summary_file_count(pane->summary);
}

static const void *row(const struct pane_table *pane, size_t index)
{
    return summary_file_get(pane->summary, index);
}

static void put_term(const struct pane_table *pane, const void *data, struct text *text)
{
    (void)pane;
    if (!file(data)->name)
        return;
    text_put(text, "path==");
    filter_quote(file(data)->name, strlen(file(data)->name), text);
}

struct pane *pane_files_new(struct ui *ui)
{
    static const struct pane_table_kind kind = {
        .title = title,
        .count = count,
        .row = row,
        .put_term = put_term,
        .columns = columns,
        .column_count = sizeof columns / sizeof columns[0],
        .sort_column = COLUMN_TIME,
    };
    return pane_table_new(ui, &kind);
}
