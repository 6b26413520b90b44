/*
 * Where each register stands in a pane of some width: pure, no state.
 *
 *     rax 0000000000000004     r8  00007ffd…           one under the other, in as many columns as
 *     rbx 00005581… main+4     …                       it takes to have all in sight
 *     CF PF AF ZF SF …                                 the flags, side by side
 *     eflags     00000246      orig_rax          0     what is looked for less often
 *     cs 0033 ss 002b ds 0000 …                        the selectors
 *     xmm0 …                                           the vectors, if they are wanted
 */
#ifndef PTOP_TUI_REGISTER_CELLS_H
#define PTOP_TUI_REGISTER_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/registers.h>

#include "action.h"

#define REGISTER_CELLS_MAX 96
#define VECTOR_NAME_COLS   6 /* of a vector, with the gap behind its name */

struct register_cell {
    const char *name;
    const struct register_spec *spec; /* NULL: a flag or a vector */
    const struct register_flag *flag; /* NULL: no flag */
    int row, col, cols;
    int note_cols; /* behind it, for what its value is; 0: no room */
};

struct register_cells {
    struct register_cell cells[REGISTER_CELLS_MAX];
    int count, rows;
};

struct register_cells_wish {
    bool is_compat;
    int rows, cols;
    const struct event_vectors *vectors; /* NULL: none are wanted */
};

void register_cells_place(struct register_cells *cells, const struct register_cells_wish *wish);

/* The cell in a place; -1: none. */
int register_cells_at(const struct register_cells *cells, int row, int col);
/* Where an action that moves leads to from a cell; -1: the action does not move. */
int register_cells_move(const struct register_cells *cells, int from, enum action action);

#endif
