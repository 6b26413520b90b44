/*
 * The processes pane: a row for each process that made calls, or for each thread.
 */
#include "pane_table.h"

static const struct summary_task *task(const void *data)
{
    return data;
}

static uint64_t pid(const void *context, const void *data)
{
    (void)context;
    return (uint64_t)task(data)->tgid;
}

/* Of a process its threads have numbers, it has none. */
static uint64_t tid(const void *context, const void *data)
{
    const struct pane_table *pane = context;
    return pane->shows_detail ? (uint64_t)task(data)->tid : 0;
}

static const char *comm(const void *context, const void *data)
{
    const struct pane_table *pane = context;
    if (task(data)->tid == 0)
        return "(others)";
    const struct task *was = tasks_find(session_tasks(pane->pane.ui->session), task(data)->tid,
                                        task(data)->last_sequence);
    return was ? was->comm : NULL;
}

TABLE_FIGURE(summary_task, calls)
TABLE_FIGURE(summary_task, errors)
TABLE_FIGURE(summary_task, total_ns)
TABLE_FIGURE(summary_task, read_bytes)
TABLE_FIGURE(summary_task, written_bytes)

/* clang-format off */
static const struct table_column columns[] = {
    {.title = "pid", .least_cols = 7, .most_cols = 7, .role = ROLE_TID, .figure = pid,
     .unit = TABLE_ID, .is_ascending = true},
    {.title = "tid", .least_cols = 7, .most_cols = 7, .rank = 5, .role = ROLE_TID, .figure = tid,
     .unit = TABLE_ID, .is_ascending = true},
    {.title = "command", .least_cols = 10, .most_cols = 32, .role = ROLE_COMM, .name = comm,
     .is_ascending = true},
    {.title = "calls", .least_cols = 10, .most_cols = 10, .figure = calls},
    {.title = "errors", .least_cols = 8, .most_cols = 8, .rank = 4, .figure = errors,
     .is_alert = true},
    {.title = "time", .least_cols = 7, .most_cols = 7, .rank = 1, .figure = total_ns,
     .unit = TABLE_DURATION},
    {.title = "read B", .least_cols = 7, .most_cols = 7, .rank = 2, .figure = read_bytes,
     .unit = TABLE_BYTES},
    {.title = "write B", .least_cols = 8, .most_cols = 8, .rank = 3, .figure = written_bytes,
     .unit = TABLE_BYTES},
};
/* clang-format on */
#define COLUMN_CALLS 3

static enum summary_who who(const struct pane_table *pane)
{
    return pane->shows_detail ? SUMMARY_THREADS : SUMMARY_PROCESSES;
}

static const char *title(const struct pane_table *pane)
{
    return pane->shows_detail ? "Threads" : "Processes";
}

static size_t count(const struct pane_table *pane)
{
    return summary_task_count(pane->summary, who(pane));
}

static const void *row(const struct pane_table *pane, size_t index)
{
    return summary_task_get(pane->summary, who(pane), index);
}

static void put_term(const struct pane_table *pane, const void *data, struct text *text)
{
    if (task(data)->tid > 0)
        text_printf(text, "%s==%d", pane->shows_detail ? "tid" : "pid", task(data)->tid);
}

static bool act(struct pane_table *pane, enum action action)
{
    if (action != ACTION_LEFT && action != ACTION_RIGHT)
        return false;
    if (pane->shows_detail != (action == ACTION_RIGHT))
        pane_table_reset(pane);
    pane->shows_detail = action == ACTION_RIGHT;
    return true;
}

struct pane *pane_processes_new(struct ui *ui)
{
    static const struct pane_table_kind kind = {
        .title = title,
        .count = count,
        .row = row,
        .put_term = put_term,
        .act = act,
        .columns = columns,
        .column_count = sizeof columns / sizeof columns[0],
        .sort_column = COLUMN_CALLS,
    };
    return pane_table_new(ui, &kind);
}
