#include "drawing.h"

#include "tui/emulator.h"

static struct emulator *emulator;
static struct canvas canvas;

static int setup(void **state)
{
    (void)state;
    emulator = emulator_new(4, 12);
    return canvas_init(&canvas, 4, 12);
}

static int teardown(void **state)
{
    (void)state;
    emulator_free(emulator);
    canvas_done(&canvas);
    return 0;
}

static void feed(const char *bytes)
{
    emulator_feed(emulator, bytes, strlen(bytes));
}

static void resize(int rows, int cols)
{
    emulator_resize(emulator, rows, cols);
    assert_int_equal(canvas_resize(&canvas, rows, cols), 0);
}

static void draw(void)
{
    canvas_clear(&canvas, ROLE_PLAIN);
    emulator_draw(emulator, &canvas);
}

static void assert_screen(const char *expected)
{
    draw();
    assert_drawing(&canvas, expected);
}

static const struct cell *cell(int row, int col)
{
    draw();
    return &canvas.cells[row * canvas.stride + col];
}

/* What waits for the command; the queue is then empty. */
static const char *input(void)
{
    static char bytes[EMULATOR_INPUT_BYTES + 1];
    size_t length;
    const char *waiting = emulator_input(emulator, &length);

    memcpy(bytes, waiting, length);
    bytes[length] = '\0';
    emulator_input_taken(emulator, length);
    return bytes;
}

/* ---- the screen ------------------------------------------------------------------ */

static void text_lands_where_a_terminal_puts_it(void **state)
{
    (void)state;
    feed("one\r\ntwo\033[4;3Hdown\033[2;5Hthere\033[1;1H\033[1P");
    assert_screen("ne          |\n"
                  "two there   |\n"
                  "            |\n"
                  "  down      |\n");
}

static void a_sequence_may_arrive_byte_by_byte(void **state)
{
    const char *bytes = "\033[2;3H\xc3\xa9\033[1;1H\xe6\xbc\xa2.";

    (void)state;
    for (; *bytes; bytes++)
        emulator_feed(emulator, bytes, 1);
    assert_screen("漢.         |\n"
                  "  é         |\n"
                  "            |\n"
                  "            |\n");
}

static void line_drawing_characters_are_translated(void **state)
{
    (void)state;
    feed("\033(0lqk\033(B");
    assert_screen("┌─┐         |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
}

static void colours_and_attributes_become_a_style(void **state)
{
    (void)state;
    feed("a\033[1;4;31;44mb\033[0;3;7;38;5;208;48;2;95;135;175mc\033[0;97;100md");
    struct style plain = cell(0, 0)->style, bold = cell(0, 1)->style;
    struct style italic = cell(0, 2)->style, bright = cell(0, 3)->style;
    assert_int_equal(plain.foreground, COLOR_DEFAULT);
    assert_int_equal(plain.background, COLOR_DEFAULT);
    assert_int_equal(plain.attributes, 0);
    assert_int_equal(bold.foreground, 1);
    assert_int_equal(bold.background, 4);
    assert_int_equal(bold.attributes, STYLE_BOLD | STYLE_UNDERLINE);
    assert_int_equal(italic.foreground, 208);
    assert_int_equal(italic.background, 67); /* exactly a colour of the cube */
    assert_int_equal(italic.attributes, STYLE_ITALIC | STYLE_REVERSE);
    assert_int_equal(bright.foreground, 15);
    assert_int_equal(bright.background, 8);
}

static void each_of_the_256_colours_comes_out_as_it_went_in(void **state)
{
    char bytes[32];

    (void)state;
    for (int color = 0; color < 256; color++) {
        snprintf(bytes, sizeof(bytes), "\033[H\033[38;5;%dmx", color);
        feed(bytes);
        assert_int_equal(cell(0, 0)->style.foreground, color);
    }
}

static void a_question_for_a_mode_changes_nothing(void **state)
{
    (void)state;
    feed("shell\r\n\033[?1049h\033[H\033[?12$p\033[>4;2m-\033[9b");
    assert_screen("----------  |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
    assert_int_equal(cell(0, 0)->style.attributes, 0);
    feed("\033[?1049l");
    assert_screen("shell       |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
}

/* ---- what must not come through -------------------------------------------------- */

static void what_is_no_character_reaches_no_cell(void **state)
{
    (void)state;
    feed("a\033]0;title\007b\033]52;c;c2VjcmV0\033\\c");
    feed("\033P$qm\033\\d\033_apc\033\\e\033^pm\033\\f\007");
    feed("\033X sos \033\\g\016\017h\005i");
    assert_screen("abcdefghi   |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
}

static void controls_and_format_characters_move_no_column(void **state)
{
    (void)state;
    feed("1\u202e2\u200b3\u2066\u00ad4\ufeff5\x7f"
         "6\xff\r\n");
    feed("\ue000\U000e0001\u2028\ufff9|\r\n");
    for (int row = 0; row < 2; row++) {
        for (int col = 0; col < canvas.cols; col++) {
            const struct cell *at = cell(row, col);
            bool is_ascii = (unsigned char)at->bytes[0] < 0x7f && at->bytes[0] >= ' ';
            assert_true(is_ascii || strcmp(at->bytes, "\ufffd") == 0);
            assert_int_equal(at->width, 1);
        }
    }
}

static void half_a_wide_character_becomes_a_blank(void **state)
{
    (void)state;
    feed("漢字漢字\033[1;2Hx\033[1;7Hy");
    assert_screen(" x字漢y     |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
    assert_int_equal(cell(0, 0)->width, 1);
    assert_int_equal(cell(0, 7)->width, 1);
    feed("\033[2;1Hab\033[2;1H漢\033[2;1Hx"); /* the b lies below the half that is left */
    assert_screen(" x字漢y     |\n"
                  "x           |\n"
                  "            |\n"
                  "            |\n");
}

static void a_wide_character_that_the_edge_cuts_becomes_a_blank(void **state)
{
    (void)state;
    resize(2, 5);
    feed("1234漢x");
    assert_screen("1234 |\n"
                  "x    |\n");
}

/* libtsm and wcwidth(3) are not of one mind about all of these. */
static void each_character_stays_within_its_columns(void **state)
{
    char line[32] = "\r\033[K", character[4];

    (void)state;
    resize(1, 12);
    for (uint32_t code = 0xa0; code < 0x1fc00; code += code < 0x4000 || code >= 0x1f000 ? 1 : 97) {
        size_t size = key_encode(code, character);
        snprintf(line + 4, sizeof(line) - 4, "%.*s|", (int)size, character);
        feed(line);
        draw();
        const struct cell *bar = canvas.cells;
        while (strcmp(bar->bytes, "|") != 0 && bar < canvas.cells + 2)
            bar++;
        assert_string_equal(bar->bytes, "|");
        if (bar > canvas.cells) /* something is shown before it, and a blank only for a blank */
            assert_true(canvas.cells[0].bytes[0] != ' ' || code == 0xa0);
        if (bar > canvas.cells + 1)
            assert_true(canvas.cells[0].width == 2 || canvas.cells[1].bytes[0] == ' ');
    }
}

/* ---- size ------------------------------------------------------------------------ */

static void a_lower_screen_keeps_a_short_output_in_sight(void **state)
{
    (void)state;
    feed("one\r\ntwo\r\n$ ");
    resize(3, 12);
    assert_screen("one         |\n"
                  "two         |\n"
                  "$           |\n");
    assert_int_equal(emulator_cursor(emulator).row, 2);
    assert_int_equal(emulator_cursor(emulator).col, 2);
    feed("x");
    resize(5, 12);
    assert_screen("one         |\n"
                  "two         |\n"
                  "$ x         |\n"
                  "            |\n"
                  "            |\n");
}

static void a_lower_screen_keeps_the_row_of_the_cursor(void **state)
{
    (void)state;
    feed("one\r\ntwo\r\nthree\r\nfour");
    resize(2, 12);
    assert_screen("three       |\n"
                  "four        |\n");
    assert_int_equal(emulator_cursor(emulator).row, 1);
    assert_int_equal(emulator_cursor(emulator).col, 4);
    emulator_scroll(emulator, 1);
    assert_screen("two         |\n"
                  "three       |\n");
}

static void the_alternate_screen_gives_the_normal_one_back(void **state)
{
    (void)state;
    feed("shell\r\n\033[?1049h\033[Heditor");
    assert_screen("editor      |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
    resize(3, 12);
    feed("\033[?1049l");
    assert_screen("shell       |\n"
                  "            |\n"
                  "            |\n");
}

static void a_size_out_of_bounds_is_held_within_them(void **state)
{
    (void)state;
    emulator_resize(emulator, 0, -7);
    feed("ab\033[4h漢"); /* a wide character inserted where there is no room for it */
    assert_screen("漢          |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
    emulator_resize(emulator, 1 << 20, 1 << 20);
    feed("\033[99999;99999H");
    assert_int_equal(emulator_cursor(emulator).row, EMULATOR_MAX_ROWS - 1);
    assert_int_equal(emulator_cursor(emulator).col, EMULATOR_MAX_COLS - 1);
}

/* ---- history and cursor ---------------------------------------------------------- */

static void history_stands_still_while_output_goes_on(void **state)
{
    (void)state;
    feed("1\r\n2\r\n3\r\n4\r\n5\r\n6");
    emulator_scroll(emulator, 2);
    assert_screen("1           |\n"
                  "2           |\n"
                  "3           |\n"
                  "4           |\n");
    assert_true(emulator_is_scrolled(emulator));
    assert_false(emulator_cursor(emulator).is_visible);
    feed("\r\n7\r\n8");
    assert_screen("1           |\n"
                  "2           |\n"
                  "3           |\n"
                  "4           |\n");
    emulator_scroll_to_end(emulator);
    assert_screen("5           |\n"
                  "6           |\n"
                  "7           |\n"
                  "8           |\n");
    assert_false(emulator_is_scrolled(emulator));
}

static void scrolling_ends_at_both_ends(void **state)
{
    (void)state;
    feed("1\r\n2\r\n3\r\n4\r\n5");
    emulator_scroll(emulator, 1000);
    assert_screen("1           |\n"
                  "2           |\n"
                  "3           |\n"
                  "4           |\n");
    emulator_scroll(emulator, -1);
    assert_false(emulator_is_scrolled(emulator));
    assert_true(emulator_cursor(emulator).is_visible);
    emulator_scroll(emulator, -1000);
    assert_screen("2           |\n"
                  "3           |\n"
                  "4           |\n"
                  "5           |\n");
}

static void a_screen_without_history_does_not_scroll(void **state)
{
    (void)state;
    feed("1");
    emulator_scroll(emulator, 5);
    assert_false(emulator_is_scrolled(emulator));
}

static void a_command_that_resets_its_terminal_ends_the_scrolling(void **state)
{
    (void)state;
    feed("1\r\n2\r\n3\r\n4\r\n5\r\n6");
    emulator_scroll(emulator, 2);
    feed("\033cnew");
    assert_false(emulator_is_scrolled(emulator));
    assert_screen("new         |\n"
                  "            |\n"
                  "            |\n"
                  "            |\n");
}

static void history_is_bounded(void **state)
{
    (void)state;
    feed("first\r\n");
    for (int i = 0; i < EMULATOR_HISTORY_ROWS + 4; i++)
        feed("more\r\n");
    emulator_scroll(emulator, 2 * EMULATOR_HISTORY_ROWS);
    assert_screen("more        |\n"
                  "more        |\n"
                  "more        |\n"
                  "more        |\n");
}

static void full_history_stands_still_too(void **state)
{
    char line[16];

    (void)state;
    for (int i = 0; i < EMULATOR_HISTORY_ROWS + 100; i++) {
        snprintf(line, sizeof(line), "%d\r\n", i);
        feed(line);
    }
    emulator_scroll(emulator, 10);
    feed("\033[!p"); /* a soft reset must not change that */
    feed("more\r\nmore\r\nmore\r\n");
    assert_screen("2087        |\n"
                  "2088        |\n"
                  "2089        |\n"
                  "2090        |\n");
}

static void the_cursor_is_where_the_command_has_it(void **state)
{
    (void)state;
    feed("\033[3;5H");
    struct emulator_cursor cursor = emulator_cursor(emulator);
    assert_true(cursor.is_visible);
    assert_int_equal(cursor.row, 2);
    assert_int_equal(cursor.col, 4);
    feed("\033[?25l");
    assert_false(emulator_cursor(emulator).is_visible);
    feed("\033[?25h");
    assert_true(emulator_cursor(emulator).is_visible);
    feed("\033[1;1H123456789012"); /* waits behind the last column */
    assert_int_equal(emulator_cursor(emulator).col, 11);
}

static void drawing_changes_neither_cursor_nor_cells(void **state)
{
    (void)state;
    feed("\033[?25l\033[7mx\033[1D");
    assert_int_equal(cell(0, 0)->style.attributes, STYLE_REVERSE);
    assert_int_equal(cell(0, 0)->style.attributes, STYLE_REVERSE);
    assert_false(emulator_cursor(emulator).is_visible);
    feed("\033[?25h");
    assert_int_equal(cell(0, 0)->style.attributes, STYLE_REVERSE);
    assert_true(emulator_cursor(emulator).is_visible);
}

/* ---- what the command is told ---------------------------------------------------- */

static void queries_are_answered(void **state)
{
    (void)state;
    feed("\033[2;3H\033[6n");
    assert_string_equal(input(), "\033[2;3R");
    feed("\033[c");
    const char *attributes = input();
    assert_memory_equal(attributes, "\033[?", 3);
    assert_int_equal(attributes[strlen(attributes) - 1], 'c');
}

static void a_command_that_asks_and_never_reads_leaves_room_for_keys(void **state)
{
    struct key interrupt = {.code = K_CHARACTER, .character = 'c', .modifiers = MOD_CTRL};
    size_t asked, with_key;

    (void)state;
    for (int i = 0; i < EMULATOR_INPUT_BYTES; i++)
        feed("\033[c");
    emulator_input(emulator, &asked);
    assert_in_range(asked, 1, EMULATOR_INPUT_BYTES / 2);
    assert_true(emulator_key(emulator, &interrupt));
    const char *waiting = emulator_input(emulator, &with_key);
    assert_int_equal(with_key, asked + 1);
    assert_int_equal(waiting[asked], 0x03);
}

static void a_full_queue_refuses_keys(void **state)
{
    struct key key = {.code = K_F0 + 5};
    size_t length;

    (void)state;
    for (int i = 0; i < EMULATOR_INPUT_BYTES && emulator_key(emulator, &key); i++)
        continue;
    assert_false(emulator_key(emulator, &key));
    emulator_input(emulator, &length);
    assert_int_equal(length % strlen("\033[15~"), 0);
    emulator_input_taken(emulator, length - 1);
    assert_string_equal(input(), "~");
    assert_true(emulator_key(emulator, &key));
}

static void keys_become_what_a_terminal_sends(void **state)
{
    static const struct {
        const char *name, *bytes;
    } keys[] = {
        {"a", "a"},          {"é", "\xc3\xa9"},      {"漢", "\xe6\xbc\xa2"},
        {"M-x", "\033x"},    {"C-c", "\x03"},        {"C-d", "\x04"},
        {"C-z", "\x1a"},     {"C-\\", "\x1c"},       {"C-_", "\x1f"},
        {"Enter", "\r"},     {"Tab", "\t"},          {"S-Tab", "\033[Z"},
        {"Esc", "\033"},     {"Backspace", "\x7f"},  {"Del", "\033[3~"},
        {"Ins", "\033[2~"},  {"Up", "\033[A"},       {"Down", "\033[B"},
        {"Right", "\033[C"}, {"Left", "\033[D"},     {"Home", "\033[H"},
        {"End", "\033[F"},   {"PgUp", "\033[5~"},    {"PgDn", "\033[6~"},
        {"F1", "\033OP"},    {"F4", "\033OS"},       {"F5", "\033[15~"},
        {"F12", "\033[24~"}, {"M-Up", "\033\033[A"}, {"C-Right", "\033[1;5C"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        struct key key;
        assert_true(key_parse(keys[i].name, &key));
        assert_true(emulator_key(emulator, &key));
        assert_string_equal(input(), keys[i].bytes);
    }
}

static void control_space_is_a_nul(void **state)
{
    struct key key = {.code = K_CHARACTER, .character = ' ', .modifiers = MOD_CTRL};
    size_t length;

    (void)state;
    assert_true(emulator_key(emulator, &key));
    const char *waiting = emulator_input(emulator, &length);
    assert_int_equal(length, 1);
    assert_int_equal(waiting[0], 0);
}

static void cursor_keys_follow_the_mode_the_command_set(void **state)
{
    struct key up = {.code = K_UP};

    (void)state;
    feed("\033[?1h");
    assert_true(emulator_key(emulator, &up));
    assert_string_equal(input(), "\033OA");
    feed("\033[?1l");
    assert_true(emulator_key(emulator, &up));
    assert_string_equal(input(), "\033[A");
}

static void a_key_that_no_terminal_has_sends_nothing(void **state)
{
    struct key wheel = {.code = K_WHEEL_UP}, none = {.code = K_NONE}, far = {.code = K_F0 + 24};
    size_t length;

    (void)state;
    assert_false(emulator_key(emulator, &wheel));
    assert_false(emulator_key(emulator, &none));
    assert_false(emulator_key(emulator, &far));
    emulator_input(emulator, &length);
    assert_int_equal(length, 0);
}

/* ---- hostile bytes --------------------------------------------------------------- */

#define FUZZ_SEEDS 12
#define FUZZ_STEPS 60

static uint64_t fuzz_state;

static uint32_t fuzz(uint32_t below)
{
    fuzz_state = fuzz_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(fuzz_state >> 33) % below;
}

/* A chunk of noise, or of pieces that a parser takes seriously. */
static size_t fuzz_bytes(char *bytes, size_t capacity)
{
    static const char *const pieces[] = {
        "\033[",    "\033]",  "\033P",   "\033_",  "\033c",      "\033(0", "\033#8",   "\x9b",
        "\xc2\x9b", "?1049h", "?1049l",  "?6h",    "4h",         "?7l",    "62;1\"p",  "61\"p",
        "12l",      "38;5;",  "48;2;",   "99999",  ";",          "r",      "H",        "m",
        "L",        "M",      "P",       "@",      "S",          "T",      "J",        "K",
        "Z",        "I",      "c",       "6n",     "\r\n",       "\t",     "\b",       "b",
        "$p",       "漢字",   "e\u0301", "\u202e", "\U0001f600", "\xff",   "\xf0\x9f",
    };
    size_t length = 0;

    while (length + 16 < capacity) {
        if (fuzz(4) == 0) {
            bytes[length++] = (char)fuzz(256);
            continue;
        }
        const char *piece = pieces[fuzz(sizeof(pieces) / sizeof(pieces[0]))];
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return length;
}

/* Every row holds as many columns as the canvas, of characters that may be shown. */
static void assert_screen_is_sound(void)
{
    draw();
    for (int row = 0; row < canvas.rows; row++) {
        int width_cols = 0;
        for (int col = 0; col < canvas.cols; col++) {
            const struct cell *at = &canvas.cells[row * canvas.stride + col];
            width_cols += at->width;
            size_t size = strnlen(at->bytes, CELL_BYTES);
            if (at->width == 0)
                continue;
            assert_int_equal(text_char_at(at->bytes, size).width_cols, at->width);
            assert_false((unsigned char)at->bytes[0] < ' ' || at->bytes[0] == 0x7f);
        }
        assert_int_equal(width_cols, canvas.cols);
    }
    struct emulator_cursor cursor = emulator_cursor(emulator);
    assert_in_range(cursor.row, 0, canvas.rows - 1);
    assert_in_range(cursor.col, 0, canvas.cols - 1);
}

static void any_bytes_at_any_size_leave_a_sound_screen(void **state)
{
    char bytes[2048];
    size_t waiting;

    (void)state;
    for (fuzz_state = 1; fuzz_state <= FUZZ_SEEDS; fuzz_state++) {
        uint64_t seed = fuzz_state;
        for (int step = 0; step < FUZZ_STEPS; step++) {
            emulator_feed(emulator, bytes, fuzz_bytes(bytes, sizeof(bytes)));
            if (fuzz(3) == 0)
                resize(1 + (int)fuzz(60), EMULATOR_MIN_COLS + (int)fuzz(140));
            if (fuzz(3) == 0)
                emulator_scroll(emulator, (int)fuzz(100) - 50);
            struct key key = {.code = (enum key_code)fuzz(K_CODE_COUNT),
                              .character = fuzz(0x500),
                              .modifiers = (uint8_t)fuzz(8)};
            emulator_key(emulator, &key);
            assert_screen_is_sound();
            emulator_input(emulator, &waiting);
            emulator_input_taken(emulator, fuzz((uint32_t)waiting + 1));
        }
        fuzz_state = seed;
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(text_lands_where_a_terminal_puts_it),
        TEST(a_sequence_may_arrive_byte_by_byte),
        TEST(line_drawing_characters_are_translated),
        TEST(colours_and_attributes_become_a_style),
        TEST(each_of_the_256_colours_comes_out_as_it_went_in),
        TEST(a_question_for_a_mode_changes_nothing),
        TEST(what_is_no_character_reaches_no_cell),
        TEST(controls_and_format_characters_move_no_column),
        TEST(half_a_wide_character_becomes_a_blank),
        TEST(a_wide_character_that_the_edge_cuts_becomes_a_blank),
        TEST(each_character_stays_within_its_columns),
        TEST(a_lower_screen_keeps_a_short_output_in_sight),
        TEST(a_lower_screen_keeps_the_row_of_the_cursor),
        TEST(the_alternate_screen_gives_the_normal_one_back),
        TEST(a_size_out_of_bounds_is_held_within_them),
        TEST(history_stands_still_while_output_goes_on),
        TEST(scrolling_ends_at_both_ends),
        TEST(a_screen_without_history_does_not_scroll),
        TEST(a_command_that_resets_its_terminal_ends_the_scrolling),
        TEST(history_is_bounded),
        TEST(full_history_stands_still_too),
        TEST(the_cursor_is_where_the_command_has_it),
        TEST(drawing_changes_neither_cursor_nor_cells),
        TEST(queries_are_answered),
        TEST(a_command_that_asks_and_never_reads_leaves_room_for_keys),
        TEST(a_full_queue_refuses_keys),
        TEST(keys_become_what_a_terminal_sends),
        TEST(control_space_is_a_nul),
        TEST(cursor_keys_follow_the_mode_the_command_set),
        TEST(a_key_that_no_terminal_has_sends_nothing),
        TEST(any_bytes_at_any_size_leave_a_sound_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
