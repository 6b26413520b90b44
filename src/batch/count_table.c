/*
 * The lines of the table: a column is a row of columns[], which says what stands above it, how
 * wide it is, what it shows and what it sorts by.
 */
#include "count.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/call_number.h>

#define LINE_BYTES 512
#define LEAST_NAME_COLS 16

struct table_row {
    const char *name;
    const struct count_row *counted;
    struct count_times times; /* of the clock that is asked for */
};

struct table {
    struct table_row rows[SYSCALL_SET_NUMBERS];
    size_t row_count;
    struct count_row sum;
    struct table_row total;
    int name_cols;
    uint8_t columns[BATCH_COLUMN_COUNT];
    size_t column_count;
};

/* ---- columns ----------------------------------------------------------------------------- */

struct cell {
    char text[64];
};

static struct cell cell(const char *format, ...) __attribute__((format(printf, 1, 2)));

static struct cell cell(const char *format, ...)
{
    struct cell cell;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(cell.text, sizeof cell.text, format, arguments);
    va_end(arguments);
    return cell;
}

static uint64_t total_of(const struct table_row *row)
{
    return row->times.total_ns;
}

static uint64_t least_of(const struct table_row *row)
{
    return row->times.least_ns;
}

static uint64_t most_of(const struct table_row *row)
{
    return row->times.most_ns;
}

static uint64_t average_of(const struct table_row *row)
{
    return row->counted->calls ? row->times.total_ns / row->counted->calls : 0;
}

static uint64_t wall_total_of(const struct table_row *row)
{
    return row->counted->wall.total_ns;
}

static uint64_t wall_least_of(const struct table_row *row)
{
    return row->counted->wall.least_ns;
}

static uint64_t wall_most_of(const struct table_row *row)
{
    return row->counted->wall.most_ns;
}

static uint64_t wall_average_of(const struct table_row *row)
{
    return row->counted->calls ? row->counted->wall.total_ns / row->counted->calls : 0;
}

static uint64_t calls_of(const struct table_row *row)
{
    return row->counted->calls;
}

static uint64_t errors_of(const struct table_row *row)
{
    return row->counted->errors;
}

/* How a column's value is written. */
enum column_style {
    STYLE_PERCENT, /* of the sum */
    STYLE_SECONDS,
    STYLE_MICROSECONDS,
    STYLE_COUNT,
    STYLE_COUNT_OR_NOTHING,
    STYLE_NAME,
};

static const struct column {
    const char *title;
    int width_cols; /* 0: the names' */
    enum column_style style;
    uint64_t (*value)(const struct table_row *row); /* NULL: the name */
} columns[BATCH_COLUMN_COUNT] = {
    [BATCH_COLUMN_TIME_PERCENT] = { "% time", 6, STYLE_PERCENT, total_of },
    [BATCH_COLUMN_TOTAL_TIME] = { "seconds", 11, STYLE_SECONDS, total_of },
    [BATCH_COLUMN_MIN_TIME] = { "shortest", 8, STYLE_SECONDS, least_of },
    [BATCH_COLUMN_MAX_TIME] = { "longest", 8, STYLE_SECONDS, most_of },
    [BATCH_COLUMN_AVG_TIME] = { "usecs/call", 11, STYLE_MICROSECONDS, average_of },
    [BATCH_COLUMN_WALL_TOTAL] = { "wall-total", 11, STYLE_SECONDS, wall_total_of },
    [BATCH_COLUMN_WALL_MIN] = { "wall-min", 8, STYLE_SECONDS, wall_least_of },
    [BATCH_COLUMN_WALL_MAX] = { "wall-max", 8, STYLE_SECONDS, wall_most_of },
    [BATCH_COLUMN_WALL_AVG] = { "wall-avg", 11, STYLE_MICROSECONDS, wall_average_of },
    [BATCH_COLUMN_CALLS] = { "calls", 9, STYLE_COUNT, calls_of },
    [BATCH_COLUMN_ERRORS] = { "errors", 9, STYLE_COUNT_OR_NOTHING, errors_of },
    [BATCH_COLUMN_NAME] = { "syscall", 0, STYLE_NAME, NULL },
};

static double percent(const struct table *table, const struct table_row *row)
{
    nanoseconds all_ns = table->total.times.total_ns;

    if (row == &table->total)
        return 100;
    return all_ns ? 100.0 * (double)row->times.total_ns / (double)all_ns : 0;
}

static struct cell put_value(const struct table *table, const struct column *column,
                             const struct table_row *row)
{
    uint64_t value = column->value ? column->value(row) : 0;

    switch (column->style) {
    case STYLE_PERCENT:
        return cell("%.2f", percent(table, row));
    case STYLE_SECONDS:
        return cell("%.6f", (double)value / 1e9);
    case STYLE_MICROSECONDS:
        return cell("%" PRIu64, value / 1000);
    case STYLE_COUNT_OR_NOTHING:
        if (!value)
            return cell("%s", "");
        break;
    case STYLE_NAME:
        return cell("%s", row->name);
    case STYLE_COUNT:
        break;
    }
    return cell("%" PRIu64, value);
}

/* ---- rows -------------------------------------------------------------------------------- */

static nanoseconds least_of_all(const struct count *count)
{
    nanoseconds least_ns = UINT64_MAX;

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number++) {
            const struct count_row *row = &count->rows[abi][number];

            if (row->calls && row->system.least_ns < least_ns)
                least_ns = row->system.least_ns;
        }
    }
    return least_ns;
}

static nanoseconds overhead_of(const struct count *count, const struct batch_options *options)
{
    if (options->has_overhead)
        return options->overhead_ns;
    return options->uses_wall_clock ? 0 : least_of_all(count);
}

static nanoseconds less(nanoseconds time_ns, nanoseconds overhead_ns)
{
    return time_ns > overhead_ns ? time_ns - overhead_ns : 0;
}

static struct count_times times_of(const struct count_row *row, bool uses_wall_clock,
                                   nanoseconds overhead_ns)
{
    struct count_times times = uses_wall_clock ? row->wall : row->system;

    times.total_ns = less(times.total_ns, overhead_ns * row->calls);
    times.least_ns = less(times.least_ns, overhead_ns);
    times.most_ns = less(times.most_ns, overhead_ns);
    return times;
}

static void add_times(struct count_times *sum, const struct count_times *times, bool is_first)
{
    sum->total_ns += times->total_ns;
    if (is_first || times->least_ns < sum->least_ns)
        sum->least_ns = times->least_ns;
    if (times->most_ns > sum->most_ns)
        sum->most_ns = times->most_ns;
}

static void add_row(struct table *table, const struct table_row *row)
{
    const struct count_row *counted = row->counted;
    bool is_first = table->row_count == 0;
    int length = (int)strlen(row->name);

    table->rows[table->row_count++] = *row;
    add_times(&table->total.times, &row->times, is_first);
    add_times(&table->sum.wall, &counted->wall, is_first);
    table->sum.calls += counted->calls;
    table->sum.errors += counted->errors;
    if (length >= table->name_cols)
        table->name_cols = length + 1;
}

static void fill(struct table *table, const struct count *count, enum abi abi,
                 const struct batch_options *options)
{
    nanoseconds overhead_ns = overhead_of(count, options);

    memset(table, 0, sizeof *table);
    table->name_cols = LEAST_NAME_COLS;
    table->total = (struct table_row){ .name = "total", .counted = &table->sum };
    for (int number = 0; number < SYSCALL_SET_NUMBERS; number++) {
        const struct count_row *counted = &count->rows[abi][number];

        if (counted->calls)
            add_row(table, &(struct table_row){
                               .name = call_number_spec(abi, number)->name,
                               .counted = counted,
                               .times = times_of(counted, options->uses_wall_clock, overhead_ns),
                           });
    }
}

/* The largest first, names as in a dictionary; where rows are equal, by number. */
static int compare(const void *left, const void *right, void *context)
{
    const struct table_row *a = left, *b = right;
    const struct column *column = context;
    uint64_t of_a = column->value ? column->value(a) : 0;
    uint64_t of_b = column->value ? column->value(b) : 0;

    if (!column->value)
        return strcmp(a->name, b->name);
    if (of_a != of_b)
        return of_a < of_b ? 1 : -1;
    return a->counted < b->counted ? -1 : a->counted > b->counted;
}

static void sort(struct table *table, enum batch_column by)
{
    if (by < BATCH_COLUMN_COUNT)
        qsort_r(table->rows, table->row_count, sizeof table->rows[0], compare,
                (void *)&columns[by]);
}

/* Those of -U, and the name in any case. */
static void choose_columns(struct table *table, const struct batch_options *options)
{
    static const uint8_t usual[] = { BATCH_COLUMN_TIME_PERCENT, BATCH_COLUMN_TOTAL_TIME,
                                     BATCH_COLUMN_AVG_TIME,     BATCH_COLUMN_CALLS,
                                     BATCH_COLUMN_ERRORS,       BATCH_COLUMN_NAME };

    table->column_count = options->column_count ? options->column_count : sizeof usual;
    memcpy(table->columns, options->column_count ? options->columns : usual, table->column_count);
    if (!memchr(table->columns, BATCH_COLUMN_NAME, table->column_count))
        table->columns[table->column_count++] = BATCH_COLUMN_NAME;
}

/* ---- lines ------------------------------------------------------------------------------- */

struct line {
    char text[LINE_BYTES];
    size_t used;
};

/* Names to the left and, where they are the last, as they are; all else to the right. */
static void put_cell(const struct table *table, struct line *line, size_t index, const char *text)
{
    const struct column *column = &columns[table->columns[index]];
    bool is_last = index + 1 == table->column_count;
    int width = column->width_cols ? column->width_cols : is_last ? 0 : -table->name_cols;

    line->used += (size_t)snprintf(line->text + line->used, sizeof line->text - line->used,
                                   "%s%*s", index ? " " : "", width, text);
}

static void put_titles(const struct table *table, count_sink *sink, void *context)
{
    struct line line = { .used = 0 };

    for (size_t i = 0; i < table->column_count; i++)
        put_cell(table, &line, i, columns[table->columns[i]].title);
    sink(context, line.text);
}

static void put_row(const struct table *table, const struct table_row *row, count_sink *sink,
                    void *context)
{
    struct line line = { .used = 0 };

    for (size_t i = 0; i < table->column_count; i++)
        put_cell(table, &line, i, put_value(table, &columns[table->columns[i]], row).text);
    sink(context, line.text);
}

static void put_rule(const struct table *table, count_sink *sink, void *context)
{
    struct line line = { .used = 0 };

    for (size_t i = 0; i < table->column_count; i++) {
        int width = columns[table->columns[i]].width_cols;
        struct cell dashes = { .text = "" };

        memset(dashes.text, '-', (size_t)(width ? width : table->name_cols));
        put_cell(table, &line, i, dashes.text);
    }
    sink(context, line.text);
}

static void put_table(const struct table *table, count_sink *sink, void *context)
{
    put_titles(table, sink, context);
    put_rule(table, sink, context);
    for (size_t i = 0; i < table->row_count; i++)
        put_row(table, &table->rows[i], sink, context);
    put_rule(table, sink, context);
    put_row(table, &table->total, sink, context);
}

void count_put(const struct count *count, const struct batch_options *options, count_sink *sink,
               void *context)
{
    static struct table table;

    for (int abi = 0; abi < ABI_COUNT; abi++) {
        fill(&table, count, (enum abi)abi, options);
        choose_columns(&table, options);
        if (!table.row_count)
            continue;
        sort(&table, options->sort);
        if (abi == ABI_COMPAT)
            sink(context, "System call usage summary for 32 bit mode:");
        put_table(&table, sink, context);
    }
}
