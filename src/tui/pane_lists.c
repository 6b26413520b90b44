/*
 * The panes of a held thread that are made elsewhere: none yet.
 */
#include "pane.h"

struct pane *pane_stack_new(struct ui *ui)
{
    (void)ui;
    return NULL;
}

struct pane *pane_points_new(struct ui *ui)
{
    (void)ui;
    return NULL;
}

struct pane *pane_maps_new(struct ui *ui)
{
    (void)ui;
    return NULL;
}

struct pane *pane_signals_new(struct ui *ui)
{
    (void)ui;
    return NULL;
}
