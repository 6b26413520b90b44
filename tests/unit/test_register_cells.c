#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/register_cells.h"

static struct register_cells cells;

static void place(int rows, int cols, bool is_compat)
{
    register_cells_place(
        &cells, &(struct register_cells_wish){.is_compat = is_compat, .rows = rows, .cols = cols});
}

static int find(const char *name)
{
    for (int i = 0; i < cells.count; i++)
        if (strcmp(cells.cells[i].name, name) == 0)
            return i;
    fail_msg("there is no %s", name);
    return -1;
}

/* Does any cell cover another, or leave the width? */
static void assert_apart(int cols)
{
    for (int i = 0; i < cells.count; i++) {
        const struct register_cell *cell = &cells.cells[i];
        assert_true(cell->col >= 0 && cell->row >= 0 && cell->row < cells.rows);
        assert_true(cell->col + cell->cols <= cols || cell->col == 0);
        for (int k = 0; k < cell->cols; k++)
            assert_int_equal(register_cells_at(&cells, cell->row, cell->col + k), i);
    }
}

static void no_cell_covers_another_at_any_width(void **state)
{
    (void)state;
    for (int cols = 1; cols < 220; cols++)
        for (int rows = 1; rows < 60; rows += 7)
            for (int is_compat = 0; is_compat < 2; is_compat++) {
                place(rows, cols, is_compat);
                assert_apart(cols);
            }
}

static void every_register_and_every_flag_has_a_cell(void **state)
{
    const struct register_spec *spec;
    const struct register_flag *flag;

    (void)state;
    place(20, 60, true);
    for (size_t i = 0; (spec = register_get(true, i)); i++)
        assert_ptr_equal(cells.cells[find(spec->name)].spec, spec);
    for (size_t i = 0; (flag = register_flag_get(i)); i++)
        assert_ptr_equal(cells.cells[find(flag->name)].flag, flag);
}

static void there_are_as_many_columns_as_it_takes_to_see_all(void **state)
{
    (void)state;
    place(40, 100, false);
    assert_int_equal(cells.cells[find("r15")].col, 0);
    assert_true(cells.cells[find("rax")].note_cols > 60);
    place(16, 100, false);
    assert_true(cells.cells[find("r15")].col > 0);
    assert_true(cells.rows <= 16);
    place(16, 24, false);
    assert_int_equal(cells.cells[find("r15")].col, 0);
    assert_true(cells.rows > 16);
}

static void the_cursor_goes_to_the_nearest_cell_and_stays_at_an_edge(void **state)
{
    (void)state;
    place(16, 46, false);
    assert_int_equal(register_cells_move(&cells, find("rax"), ACTION_DOWN), find("rbx"));
    assert_int_equal(register_cells_move(&cells, find("rax"), ACTION_RIGHT), find("r9"));
    assert_int_equal(register_cells_move(&cells, find("r9"), ACTION_LEFT), find("rax"));
    assert_int_equal(register_cells_move(&cells, find("rax"), ACTION_UP), find("rax"));
    assert_int_equal(register_cells_move(&cells, find("rax"), ACTION_LEFT), find("rax"));
    assert_int_equal(register_cells_move(&cells, find("r8"), ACTION_DOWN), find("CF"));
    assert_int_equal(register_cells_move(&cells, find("rax"), ACTION_LAST), cells.count - 1);
    assert_int_equal(register_cells_move(&cells, find("rax"), ACTION_OPEN), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_cell_covers_another_at_any_width),
        cmocka_unit_test(every_register_and_every_flag_has_a_cell),
        cmocka_unit_test(there_are_as_many_columns_as_it_takes_to_see_all),
        cmocka_unit_test(the_cursor_goes_to_the_nearest_cell_and_stays_at_an_edge),
    };
    return cmocka_run_group_tests_name("register_cells", tests, NULL, NULL);
}
