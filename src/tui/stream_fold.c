#include "stream_fold.h"

#include <ptop/callers.h>

#include "figures.h"

struct line_sum stream_sum(const struct ui *ui, uint64_t row, const struct event *event,
                           uint64_t end, nanoseconds budget_ns)
{
    struct line_sum sum = {.group = {.head = row, .count = 1, .is_counted = true}, .attempts = 1};
    if (event->kind != EVENT_SYSCALL)
        return sum;
    sum.duration_ns = ((const struct event_syscall *)event)->duration_ns;
    const struct restart_join *join = restarts_find(session_restarts(ui->session), event->sequence);
    if (join) {
        sum.attempts = join->attempts;
        sum.duration_ns = join->duration_ns;
    }
    if (ui->fold)
        sum.group = fold_group(ui->fold, row, end, budget_ns);
    if (sum.group.count > 1)
        sum.duration_ns = sum.group.duration_ns;
    return sum;
}

void stream_put_group(const struct line_sum *sum, struct text *text)
{
    if (sum->group.count == 1)
        return;
    uint8_t role = text_set_role(text, TEXT_NUMBER);
    text_put(text, sum->group.is_unfolded ? "▾×" : "▸×");
    figures_put_count(text, sum->group.count);
    text_put(text, sum->group.is_counted ? " " : "… ");
    text_set_role(text, role);
}

bool stream_put_caller(const struct ui *ui, const struct line_sum *sum, const struct event *event,
                       struct text *text)
{
    struct caller caller;
    if (!ui->fold || fold_kind(ui->fold) != FOLD_CALLERS || sum->group.count == 1 ||
        sum->group.is_unfolded ||
        !callers_find_own((const struct event_syscall *)event, ui->format.names, &caller))
        return false;
    uint8_t role = text_set_role(text, TEXT_SYSCALL);
    if (caller.function_bytes > 0)
        text_escape(text, caller.function, caller.function_bytes, ui->format.escape);
    else
        text_put(text, "?");
    text_set_role(text, TEXT_DIM);
    text_put(text, " (");
    text_escape(text, caller.module, caller.module_bytes, ui->format.escape);
    text_put(text, ")");
    text_set_role(text, role);
    return true;
}

void stream_put_attempts(const struct line_sum *sum, const struct event *event, struct text *text)
{
    if (sum->attempts == 1)
        return;
    uint8_t role = text_set_role(text, TEXT_DIM);
    text_put(text, event->flags & EVENT_RESTARTED ? " ×" : " (restarted ×");
    text_put_unsigned(text, sum->attempts);
    text_put(text, event->flags & EVENT_RESTARTED ? "" : ")");
    text_set_role(text, role);
}

void stream_fold_next(struct ui *ui, bool has_callers)
{
    bool was_folded = ui->fold != NULL;
    enum fold_kind kind = was_folded ? FOLD_CALLERS : FOLD_REPEATS;
    bool is_last = was_folded && (fold_kind(ui->fold) == FOLD_CALLERS || !has_callers);
    fold_free(ui->fold);
    ui->fold = is_last ? NULL : fold_new(ui->view, kind, ui->format.names);
    ui_message(ui, is_last                ? "every call is a line"
                   : kind == FOLD_REPEATS ? "repeats are folded; Enter unfolds, Left folds again"
                                          : "the calls of a function are folded");
}

void stream_put_folding(const struct ui *ui, struct text *text)
{
    if (ui->fold)
        text_put(text, fold_kind(ui->fold) == FOLD_REPEATS ? " · repeats folded" : " · by caller");
}
