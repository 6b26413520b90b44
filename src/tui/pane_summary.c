/*
 * The summary pane: a row for each syscall that was called.
 */
#include <string.h>

#include "pane_table.h"

/* The columns of the picture of how long the calls took: each twice as long as the one before. */
#define LATENCY_COLS 20
#define LATENCY_FIRST                                                                              \
    11 /* what took less than 2^11 ns, 2us, is in the first; 2^29 ns, half a                       \
          second, or more in the last */

static const struct summary *summary_in(const void *context)
{
    return ((const struct pane_table *)context)->summary;
}

static const char *name(const void *context, const void *data)
{
    const struct summary_syscall *row = data;
    const struct syscall_spec *spec = syscall_find(row->abi, row->number);
    (void)context;
    return spec ? spec->name : "(unknown)";
}

static void put_name(const void *context, const void *data, struct text *text)
{
    const struct summary_syscall *row = data;
    text_put(text, name(context, data));
    text_put(text, row->abi == ABI_COMPAT ? " (i386)" : "");
}

TABLE_FIGURE(summary_syscall, calls)
TABLE_FIGURE(summary_syscall, errors)
TABLE_FIGURE(summary_syscall, total_ns)

static uint64_t share(const void *context, const void *data)
{
    nanoseconds all_ns = summary_total(summary_in(context))->total_ns;
    return all_ns ? (uint64_t)((double)total_ns(context, data) * 1000 / (double)all_ns + 0.5) : 0;
}

static uint64_t mean(const void *context, const void *data)
{
    const struct summary_syscall *row = data;
    (void)context;
    return row->durations.count ? row->total_ns / row->durations.count : 0;
}

static uint64_t median(const void *context, const void *data)
{
    (void)context;
    return histogram_percentile(&((const struct summary_syscall *)data)->durations, 0.5);
}

static uint64_t percentile_99(const void *context, const void *data)
{
    (void)context;
    return histogram_percentile(&((const struct summary_syscall *)data)->durations, 0.99);
}

static uint64_t longest(const void *context, const void *data)
{
    (void)context;
    return ((const struct summary_syscall *)data)->durations.longest_ns;
}

static uint64_t in_latency_column(const struct histogram *durations, unsigned column)
{
    unsigned to = column + 1 < LATENCY_COLS ? LATENCY_FIRST + column : 64;
    uint64_t below = column == 0 ? durations->buckets[0] : 0; /* less than 1 ns: no power of two */
    return below +
           histogram_count_between(durations, column == 0 ? 0 : LATENCY_FIRST + column - 1, to);
}

/* ▁▂▅█▃▁  the share of the calls that took so long, the most frequent as the full height */
static void put_latency(const void *context, const void *data, struct text *text)
{
    static const char *const bars[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii_bars[] = {" ", ".", ":", "-", "=", "+", "*", "#", "@"};
    const struct histogram *durations = &((const struct summary_syscall *)data)->durations;
    const struct ui *ui = ((const struct pane_table *)context)->pane.ui;
    bool is_unicode = ui->format.escape == TEXT_ESCAPE_UTF8;
    uint64_t counts[LATENCY_COLS], most = 1;
    for (unsigned i = 0; i < LATENCY_COLS; i++) {
        counts[i] = in_latency_column(durations, i);
        most = counts[i] > most ? counts[i] : most;
    }
    for (unsigned i = 0; i < LATENCY_COLS; i++) {
        unsigned height = counts[i] ? 1 + (unsigned)((double)counts[i] * 7 / (double)most) : 0;
        text_put(text, is_unicode ? bars[height] : ascii_bars[height]);
    }
}

/* clang-format off */
static const struct table_column columns[] = {
    {.title = "syscall", .least_cols = 16, .most_cols = 26, .role = ROLE_SYSCALL, .name = name,
     .put = put_name, .is_ascending = true},
    {.title = "calls", .least_cols = 11, .most_cols = 11, .figure = calls},
    {.title = "errors", .least_cols = 8, .most_cols = 8, .rank = 1, .figure = errors,
     .is_alert = true},
    {.title = "total", .least_cols = 7, .most_cols = 7, .figure = total_ns, .unit = TABLE_DURATION},
    {.title = "%", .least_cols = 5, .most_cols = 5, .rank = 6, .figure = share,
     .unit = TABLE_PERMILLE},
    {.title = "mean", .least_cols = 7, .most_cols = 7, .rank = 4, .figure = mean,
     .unit = TABLE_DURATION},
    {.title = "p50", .least_cols = 7, .most_cols = 7, .rank = 2, .figure = median,
     .unit = TABLE_DURATION},
    {.title = "p99", .least_cols = 7, .most_cols = 7, .rank = 3, .figure = percentile_99,
     .unit = TABLE_DURATION},
    {.title = "max", .least_cols = 7, .most_cols = 7, .rank = 5, .figure = longest,
     .unit = TABLE_DURATION},
    {.title = "<2us latency >500ms", .least_cols = LATENCY_COLS, .most_cols = LATENCY_COLS,
     .rank = 7, .role = ROLE_RATE, .figure = median, .put = put_latency},
};
/* clang-format on */
#define COLUMN_TOTAL 3

static const char *title(const struct pane_table *pane)
{
    (void)pane;
    return "Summary";
}

static size_t count(const struct pane_table *pane)
{
    return summary_syscall_count(pane->summary);
}

static const void *row(const struct pane_table *pane, size_t index)
{
    return summary_syscall_get(pane->summary, index);
}

static void put_term(const struct pane_table *pane, const void *data, struct text *text)
{
    if (((const struct summary_syscall *)data)->number >= 0)
        text_printf(text, "sys==%s", name(pane, data));
}

struct pane *pane_summary_new(struct ui *ui)
{
    static const struct pane_table_kind kind = {
        .title = title,
        .count = count,
        .row = row,
        .put_term = put_term,
        .columns = columns,
        .column_count = sizeof columns / sizeof columns[0],
        .sort_column = COLUMN_TOTAL,
    };
    return pane_table_new(ui, &kind);
}
