#include "drawing.h"

static struct canvas canvas;

static int setup(void **state)
{
    (void)state;
    return canvas_init(&canvas, 4, 12);
}

static int teardown(void **state)
{
    (void)state;
    canvas_done(&canvas);
    return 0;
}

static const struct cell *cell(int row, int col)
{
    return &canvas.cells[row * canvas.stride + col];
}

static void a_new_canvas_is_blank(void **state)
{
    (void)state;
    assert_drawing(&canvas, "            |\n"
                            "            |\n"
                            "            |\n"
                            "            |\n");
}

static void a_string_is_cut_at_its_width_and_at_the_edge(void **state)
{
    (void)state;
    assert_int_equal(canvas_string(&canvas, 0, 1, 4, ROLE_PLAIN, "abcdef"), 4);
    assert_int_equal(canvas_string(&canvas, 1, 9, 20, ROLE_PLAIN, "abcdef"), 6);
    canvas_string(&canvas, 2, -2, 6, ROLE_PLAIN, "abcdef");
    canvas_string(&canvas, 7, 0, 6, ROLE_PLAIN, "below");
    assert_drawing(&canvas, " abcd       |\n"
                            "         abc|\n"
                            "cdef        |\n"
                            "            |\n");
}

static void a_text_that_is_cut_says_so(void **state)
{
    char buffer[16];
    struct text text;

    (void)state;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_put(&text, "ab進de");
    assert_int_equal(canvas_text_cut(&canvas, 0, 1, 6, &text), 6);
    assert_int_equal(canvas_text_cut(&canvas, 1, 1, 5, &text), 5);
    assert_int_equal(canvas_text_cut(&canvas, 2, 1, 1, &text), 1);
    assert_int_equal(canvas_text_cut(&canvas, 3, 1, 0, &text), 0);
    assert_drawing(&canvas, " ab進de     |\n"
                            " ab進…      |\n"
                            " …          |\n"
                            "            |\n");
}

static void a_string_on_the_right_ends_where_it_shall(void **state)
{
    (void)state;
    assert_int_equal(canvas_string_right(&canvas, 0, 12, 6, ROLE_DIM, "4.2us"), 5);
    assert_int_equal(canvas_string_right(&canvas, 1, 12, 4, ROLE_DIM, "abcdef"), 4);
    assert_drawing(&canvas, "       4.2us|\n"
                            "        abcd|\n"
                            "            |\n"
                            "            |\n");
}

static void a_wide_character_takes_two_columns(void **state)
{
    (void)state;
    assert_int_equal(canvas_string(&canvas, 0, 0, 12, ROLE_PATH, "a進b"), 4);
    assert_int_equal(cell(0, 1)->width, 2);
    assert_int_equal(cell(0, 2)->width, 0);
    assert_int_equal(cell(0, 3)->width, 1);
    assert_drawing(&canvas, "a進b        |\n"
                            "            |\n"
                            "            |\n"
                            "            |\n");
}

static void a_wide_character_that_does_not_fit_is_blank(void **state)
{
    (void)state;
    canvas_string(&canvas, 0, 0, 4, ROLE_PLAIN, "abc進");
    canvas_string(&canvas, 1, 11, 2, ROLE_PLAIN, "進");
    for (int col = 0; col < canvas.cols; col++) {
        assert_int_equal(cell(0, col)->width, 1);
        assert_int_equal(cell(1, col)->width, 1);
    }
    assert_drawing(&canvas, "abc         |\n"
                            "            |\n"
                            "            |\n"
                            "            |\n");
}

static void overwriting_one_half_of_a_wide_character_blanks_the_other(void **state)
{
    (void)state;
    canvas_string(&canvas, 0, 0, 12, ROLE_PLAIN, "進程");
    canvas_string(&canvas, 0, 1, 1, ROLE_PLAIN, "x");
    canvas_string(&canvas, 1, 0, 12, ROLE_PLAIN, "進程");
    canvas_string(&canvas, 1, 2, 1, ROLE_PLAIN, "x");
    canvas_string(&canvas, 2, 0, 12, ROLE_PLAIN, "進程");
    canvas_string(&canvas, 2, 1, 2, ROLE_PLAIN, "進");
    assert_drawing(&canvas, " x程        |\n"
                            "進x         |\n"
                            " 進         |\n"
                            "            |\n");
}

static void combining_characters_share_the_cell_of_their_base(void **state)
{
    (void)state;
    assert_int_equal(canvas_string(&canvas, 0, 0, 12, ROLE_PLAIN, "e\xcc\x81x"), 2);
    assert_string_equal(cell(0, 0)->bytes, "e\xcc\x81");
    assert_string_equal(cell(0, 1)->bytes, "x");
}

static void a_pile_of_combining_characters_is_cut_between_code_points(void **state)
{
    (void)state;
    char pile[64] = "e";
    for (int i = 0; i < 4; i++)
        strcat(pile, "\xf0\x9d\x86\x85"); /* U+1D185 */
    canvas_string(&canvas, 0, 0, 12, ROLE_PLAIN, pile);
    assert_int_equal(strnlen(cell(0, 0)->bytes, CELL_BYTES), 1 + 3 * 4);
    assert_memory_equal(cell(0, 0)->bytes, pile, 1 + 3 * 4);
}

static void controls_and_broken_bytes_are_question_marks(void **state)
{
    (void)state;
    canvas_string(&canvas, 0, 0, 12, ROLE_PLAIN, "a\033[31m\tb\x7f");
    canvas_string(&canvas, 1, 0, 12, ROLE_PLAIN,
                  "a\xff"
                  "b\xc3");
    assert_drawing(&canvas, "a?[31m?b?   |\n"
                            "a?b?        |\n"
                            "            |\n"
                            "            |\n");
}

static void text_keeps_its_roles_and_scrolls_by_columns(void **state)
{
    (void)state;
    char bytes[64];
    uint8_t roles[64];
    struct text text;
    text_init(&text, bytes, roles, sizeof bytes);
    text_put_role(&text, TEXT_SYSCALL, "read");
    text_put_role(&text, TEXT_PATH, "進程");
    canvas_text(&canvas, 0, 0, 12, &text, 0);
    canvas_text(&canvas, 1, 0, 12, &text, 3);
    canvas_text(&canvas, 2, 0, 12, &text, 5); /* through the middle of the first wide one */
    assert_int_equal(cell(0, 0)->role, ROLE_SYSCALL);
    assert_int_equal(cell(0, 4)->role, ROLE_PATH);
    assert_int_equal(cell(1, 0)->role, ROLE_SYSCALL);
    assert_int_equal(cell(1, 1)->role, ROLE_PATH);
    assert_drawing(&canvas, "read進程    |\n"
                            "d進程       |\n"
                            " 程         |\n"
                            "            |\n");
}

static void nothing_drawn_on_a_part_reaches_outside(void **state)
{
    (void)state;
    struct canvas part = canvas_part(&canvas, (struct rect){1, 2, 2, 4});
    for (int row = -2; row < 6; row++)
        canvas_string(&part, row, -3, 20, ROLE_PLAIN, "xxxxxxxxxxxxxxx");
    assert_drawing(&canvas, "            |\n"
                            "  xxxx      |\n"
                            "  xxxx      |\n"
                            "            |\n");
}

static void a_part_is_clipped_to_its_canvas(void **state)
{
    (void)state;
    struct canvas part = canvas_part(&canvas, (struct rect){3, 10, 5, 5});
    struct canvas none = canvas_part(&canvas, (struct rect){9, 20, 5, 5});
    assert_int_equal(part.rows, 1);
    assert_int_equal(part.cols, 2);
    assert_int_equal(none.rows, 0);
    assert_int_equal(none.cols, 0);
}

static void frames_that_share_a_line_join(void **state)
{
    (void)state;
    canvas_frame(&canvas, (struct rect){0, 0, 4, 5}, ROLE_BORDER);
    canvas_frame(&canvas, (struct rect){0, 4, 3, 8}, ROLE_BORDER);
    canvas_frame(&canvas, (struct rect){2, 4, 2, 8}, ROLE_BORDER);
    assert_drawing(&canvas, "╭───┬──────╮|\n"
                            "│   │      │|\n"
                            "│   ├──────┤|\n"
                            "╰───┴──────╯|\n");
}

static void every_meeting_of_lines_has_a_character_of_its_own(void **state)
{
    (void)state;
    for (unsigned a = 1; a < 16; a++)
        for (unsigned b = 0; b < a; b++)
            assert_string_not_equal(canvas_line_glyph(a), canvas_line_glyph(b));
}

static void a_title_replaces_the_line_below_it(void **state)
{
    (void)state;
    canvas_frame(&canvas, (struct rect){0, 0, 3, 12}, ROLE_BORDER);
    canvas_string(&canvas, 0, 2, 8, ROLE_TITLE, " Tree ");
    assert_drawing(&canvas, "╭─ Tree ───╮|\n"
                            "│          │|\n"
                            "╰──────────╯|\n"
                            "            |\n");
}

static void a_highlight_keeps_text_and_roles(void **state)
{
    (void)state;
    canvas_string(&canvas, 1, 0, 12, ROLE_PATH, "/etc");
    canvas_highlight(&canvas, 1, 0, 20, ROLE_SELECTED);
    assert_int_equal(cell(1, 0)->role, ROLE_PATH);
    assert_int_equal(cell(1, 0)->backdrop, ROLE_SELECTED);
    assert_int_equal(cell(1, 11)->backdrop, ROLE_SELECTED);
    assert_int_equal(cell(2, 0)->backdrop, ROLE_NONE);
    canvas_string(&canvas, 1, 0, 1, ROLE_PATH, "x");
    assert_int_equal(cell(1, 0)->backdrop, ROLE_NONE);
}

static void a_styled_cell_keeps_its_own_colours(void **state)
{
    (void)state;
    const struct style style = {.foreground = 9, .background = 200, .attributes = STYLE_BOLD};
    canvas_styled(&canvas, 0, 0, "程", strlen("程"), style);
    for (int col = 0; col < 2; col++) {
        assert_true(cell(0, col)->has_style);
        assert_int_equal(cell(0, col)->style.background, 200);
    }
    assert_false(cell(0, 2)->has_style);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(a_new_canvas_is_blank),
        TEST(a_string_is_cut_at_its_width_and_at_the_edge),
        TEST(a_text_that_is_cut_says_so),
        TEST(a_string_on_the_right_ends_where_it_shall),
        TEST(a_wide_character_takes_two_columns),
        TEST(a_wide_character_that_does_not_fit_is_blank),
        TEST(overwriting_one_half_of_a_wide_character_blanks_the_other),
        TEST(combining_characters_share_the_cell_of_their_base),
        TEST(a_pile_of_combining_characters_is_cut_between_code_points),
        TEST(controls_and_broken_bytes_are_question_marks),
        TEST(text_keeps_its_roles_and_scrolls_by_columns),
        TEST(nothing_drawn_on_a_part_reaches_outside),
        TEST(a_part_is_clipped_to_its_canvas),
        TEST(frames_that_share_a_line_join),
        TEST(every_meeting_of_lines_has_a_character_of_its_own),
        TEST(a_title_replaces_the_line_below_it),
        TEST(a_highlight_keeps_text_and_roles),
        TEST(a_styled_cell_keeps_its_own_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
