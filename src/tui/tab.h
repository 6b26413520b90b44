/*
 * Tabs: what a digit brings up, a set of panes that share the body of the screen.
 *
 * The bar that names them lies on the upper border of the body, at its right end.
 */
#ifndef PTOP_TUI_TAB_H
#define PTOP_TUI_TAB_H

#include "canvas.h"
#include "keymap.h"
#include "pane.h"

enum tab { TAB_CALLS, TAB_SUMMARY, TAB_FILES, TAB_MACHINE, TAB_COUNT };

/* The tab of a pane; of one that lies over all of them (the help), the calls'. */
enum tab tab_of(enum pane_id id);
/* May a pane stand in a tab?  In its own, and some in another one, too. */
bool tab_has(enum tab tab, enum pane_id id);
/* The pane that has the focus when a tab is brought up for the first time. */
enum pane_id tab_main_pane(enum tab tab);
/* The tab that an action brings up; TAB_COUNT: none. */
enum tab tab_of_action(enum action action);

/* Where the names stand on the screen; empty where there was no room. */
struct tab_bar {
    struct rect names[TAB_COUNT];
};

/* Draw it in a row of the canvas, right of first_col: with names, or keys alone where there is
 * little room, or not at all. */
void tab_bar_draw(struct tab_bar *bar, struct canvas *canvas, int row, int first_col,
                  const struct keymap *keymap, enum tab current);
/* The tab whose name is in a cell; TAB_COUNT: none. */
enum tab tab_bar_at(const struct tab_bar *bar, int row, int col);

#endif
