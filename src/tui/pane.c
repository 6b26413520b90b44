#include "pane.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct view *ui_lines(const struct ui *ui)
{
    return ui->fold ? fold_view(ui->fold) : ui->view;
}

nanoseconds ui_clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

void ui_message(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(ui->message, sizeof ui->message, format, arguments);
    va_end(arguments);
    ui->is_dirty = true;
}

bool ui_refuse(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(ui->message, sizeof ui->message, format, arguments);
    va_end(arguments);
    ui->refusals++;
    ui->is_dirty = true;
    return false;
}

static void want_command(struct ui *ui, bool wants_prompt, const char *format, va_list arguments)
{
    vsnprintf(ui->wanted_command, sizeof ui->wanted_command, format, arguments);
    ui->wants_prompt = wants_prompt;
    ui->is_dirty = true;
}

void ui_command(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    want_command(ui, false, format, arguments);
    va_end(arguments);
}

void ui_prompt(struct ui *ui, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    want_command(ui, true, format, arguments);
    va_end(arguments);
}

void ui_redraw_at(struct ui *ui, nanoseconds time_ns)
{
    if (ui->redraw_at_ns == 0 || time_ns < ui->redraw_at_ns)
        ui->redraw_at_ns = time_ns;
}

const struct summary *ui_summary(const struct ui *ui)
{
    bool is_filtered = view_filter(ui->view) && !ui->summarises_all;
    return is_filtered ? ui->summary_shown : ui->summary_all;
}

void *pane_alloc(size_t size_bytes, const struct pane_ops *ops, struct ui *ui)
{
    struct pane *pane = calloc(1, size_bytes);
    if (!pane)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    pane->ops = ops;
    pane->ui = ui;
    return pane;
}
