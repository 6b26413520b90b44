/*
 * Where the panes of a held thread stand: in the tab of the machine, and as a strip below the calls.
 */
#ifndef PTOP_TUI_LAYOUT_MACHINE_H
#define PTOP_TUI_LAYOUT_MACHINE_H

#include "layout.h"

/* All of the body. */
void layout_machine(const struct layout_wish *wish, struct rect body, struct layout *layout);

/* Registers, code and memory side by side, cut off the body's end; false: not wished for, or
 * there is no room. */
bool layout_strip(const struct layout_wish *wish, struct rect *body, struct layout *layout);

/* The list (points, maps, signals, filters) that is to be seen: the focused one, or else one that
 * is open; PANE_COUNT: none.  The calls have the filters among them. */
enum pane_id layout_list(const struct layout_wish *wish);

#endif
