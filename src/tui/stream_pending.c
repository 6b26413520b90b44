#include "stream_pending.h"

#define PENDING_FROM_ROWS 8
#define PENDING_LINGER_NS 1000000000ull /* their place, once they returned */

/* What a call will be when it returns is not known: the filter is asked for its syscall alone. */
static bool may_pass(const struct syscall_set *calls, const struct event_syscall *call)
{
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    return !calls || syscall_set_has(calls, abi, call->header.number);
}

static void pending_add(struct pending *pending, const struct tree_thread *thread,
                        int32_t selected_tid, const struct syscall_set *calls)
{
    bool is_selected = thread->tid == selected_tid;
    if (thread->state != TREE_IN_CALL || !thread->call)
        return;
    if (!is_selected && !may_pass(calls, thread->call))
        return;
    pending->count++;
    if (is_selected && pending->shown == PENDING_MAX)
        pending->threads[PENDING_MAX - 1] = thread;
    else if (pending->shown < PENDING_MAX)
        pending->threads[pending->shown++] = thread;
}

struct pending pending_find(const struct ui *ui)
{
    struct pending pending = {0};
    struct syscall_set calls;
    const struct filter *filter = view_filter(ui->view);
    if (filter)
        filter_syscalls(filter, &calls);
    for (const struct tree_process *process = tree_first_root(session_tree(ui->session)); process;
         process = tree_next(process))
        for (const struct tree_thread *thread = process->threads; thread; thread = thread->next)
            pending_add(&pending, thread, ui->selected_tid, filter ? &calls : NULL);
    return pending;
}

int pending_reserve(struct pending_place *place, struct ui *ui, const struct pending *pending,
                    int rows)
{
    int wanted = pending->shown > 0 ? pending->shown + 1 : 0;
    if (wanted >= place->rows || ui->now_ns >= place->until_ns)
        place->rows = wanted;
    if (wanted > 0 && wanted == place->rows)
        place->until_ns = ui->now_ns + PENDING_LINGER_NS;
    if (wanted < place->rows)
        ui_redraw_at(ui, place->until_ns);
    return rows >= PENDING_FROM_ROWS ? place->rows : 0;
}

void pending_draw_head(struct canvas *canvas, const struct pending *pending)
{
    char buffer[48];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_put(&text, " in progress");
    if (pending->count > pending->shown)
        text_printf(&text, ": %d of %d", pending->shown, pending->count);
    text_put(&text, " ");
    for (int col = 0; col < canvas->cols; col++)
        canvas_line(canvas, 0, col, LINE_LEFT | LINE_RIGHT, ROLE_BORDER);
    canvas_string(canvas, 0, 2, canvas->cols - 2, ROLE_DIM, buffer);
}
