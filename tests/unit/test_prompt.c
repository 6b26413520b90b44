#include "drawing.h"

#include <stdbool.h>

#include "tui/completion.h"
#include "tui/prompt.h"
#include "tui/theme.h"

static struct prompt prompt;
static struct prompt_history history;

static int setup(void **state)
{
    (void)state;
    history = (struct prompt_history){0};
    prompt_begin(&prompt, ":", "", &history);
    return 0;
}

static enum prompt_result press(const char *name)
{
    struct key key;
    assert_true(key_parse(name, &key));
    return prompt_key(&prompt, &key);
}

static void type(const char *letters)
{
    for (; *letters; letters++) {
        const struct key key = {.code = K_CHARACTER, .character = (uint32_t)*letters};
        assert_int_equal(prompt_key(&prompt, &key), PROMPT_CHANGED);
    }
}

static void what_is_typed_is_inserted_at_the_cursor(void **state)
{
    (void)state;
    type("read");
    press("Home");
    press("Right");
    type("x");
    assert_string_equal(prompt.bytes, "rxead");
    press("C-e");
    type(" y");
    assert_string_equal(prompt.bytes, "rxead y");
}

static void editing_goes_by_characters_not_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(press("進"), PROMPT_CHANGED);
    assert_int_equal(press("é"), PROMPT_CHANGED);
    type("z");
    press("Left");
    press("Left");
    assert_int_equal(press("Backspace"), PROMPT_CHANGED);
    assert_string_equal(prompt.bytes, "éz");
    assert_int_equal(press("Del"), PROMPT_CHANGED);
    assert_string_equal(prompt.bytes, "z");
}

static void words_and_ends_of_the_line_are_erased(void **state)
{
    (void)state;
    type("openat read  write");
    assert_int_equal(press("C-w"), PROMPT_CHANGED);
    assert_string_equal(prompt.bytes, "openat read  ");
    press("C-w");
    assert_string_equal(prompt.bytes, "openat ");
    press("C-b");
    assert_int_equal(press("C-k"), PROMPT_CHANGED);
    assert_string_equal(prompt.bytes, "openat");
    assert_int_equal(press("C-k"), PROMPT_SAME);
    assert_int_equal(press("C-u"), PROMPT_CHANGED);
    assert_string_equal(prompt.bytes, "");
}

static void what_could_not_be_shown_cannot_be_typed(void **state)
{
    (void)state;
    static const uint32_t refused[] = {0x07, 0x7f, 0x9b, 0x202e, 0xd800, 0x10ffff};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const struct key key = {.code = K_CHARACTER, .character = refused[i]};
        assert_int_equal(prompt_key(&prompt, &key), PROMPT_SAME);
    }
    type("\\\"");
    assert_string_equal(prompt.bytes, "\\\"");
}

static void a_full_line_takes_no_more(void **state)
{
    (void)state;
    for (int i = 0; i < 2 * PROMPT_BYTES; i++)
        press("x");
    assert_int_equal(prompt.length, PROMPT_BYTES - 1);
    assert_int_equal(press("x"), PROMPT_SAME);
    press("Backspace");
    assert_int_equal(press("é"), PROMPT_SAME); /* two bytes where there is room for one */
    assert_int_equal(prompt.length, PROMPT_BYTES - 2);
}

static void it_ends_with_enter_escape_or_backspace_in_an_empty_line(void **state)
{
    (void)state;
    type("x");
    assert_int_equal(press("Enter"), PROMPT_ACCEPTED);
    assert_int_equal(press("Esc"), PROMPT_CANCELLED);
    assert_int_equal(press("C-c"), PROMPT_CANCELLED);
    assert_int_equal(press("Backspace"), PROMPT_CHANGED);
    assert_int_equal(press("Backspace"), PROMPT_CANCELLED);
}

static void older_lines_come_back_newest_first(void **state)
{
    (void)state;
    static const char *const lines[] = {"first", "second", "second", "third"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        prompt_begin(&prompt, ":", lines[i], &history);
        assert_int_equal(press("Enter"), PROMPT_ACCEPTED);
    }
    prompt_begin(&prompt, ":", "", &history);
    press("Up");
    assert_string_equal(prompt.bytes, "third");
    press("Up");
    assert_string_equal(prompt.bytes, "second");
    press("Up");
    assert_string_equal(prompt.bytes, "first"); /* a line repeated is kept once */
    assert_int_equal(press("Up"), PROMPT_SAME);
    press("Down");
    assert_string_equal(prompt.bytes, "second");
    press("Down");
    press("Down");
    assert_string_equal(prompt.bytes, "");
    assert_int_equal(press("Down"), PROMPT_SAME);
}

static void a_history_keeps_the_newest_lines_only(void **state)
{
    (void)state;
    char line[16];
    for (int i = 0; i < PROMPT_HISTORY + 5; i++) {
        snprintf(line, sizeof line, "%d", i);
        prompt_begin(&prompt, ":", line, &history);
        press("Enter");
    }
    prompt_begin(&prompt, ":", "", &history);
    for (int i = 0; i < PROMPT_HISTORY; i++)
        assert_int_equal(press("Up"), PROMPT_CHANGED);
    assert_string_equal(prompt.bytes, "5");
    assert_int_equal(press("Up"), PROMPT_SAME);
}

static void a_long_line_scrolls_so_that_the_cursor_is_seen(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_int_equal(canvas_init(&canvas, 1, 12), 0);
    type("openat,read");
    prompt_draw(&prompt, &canvas, 0, 1, 10);
    assert_drawing(&canvas, " : at,read  |\n");
    assert_true(canvas.cells[10].is_cursor);
    canvas_clear(&canvas, ROLE_PLAIN);
    press("Home");
    prompt_draw(&prompt, &canvas, 0, 1, 10);
    assert_drawing(&canvas, " : openat,r |\n");
    assert_true(canvas.cells[3].is_cursor);
    canvas_done(&canvas);
}

static void bytes_before_the_cursor_are_replaced(void **state)
{
    (void)state;
    type("err==enoe ok");
    for (int i = 0; i < 3; i++)
        press("Left");
    assert_true(prompt_replace(&prompt, 5, "ENOENT"));
    assert_string_equal(prompt.bytes, "err==ENOENT ok");
    assert_int_equal(prompt.cursor, 11);
    char much[PROMPT_BYTES];
    memset(much, 'x', sizeof much - 1);
    much[sizeof much - 1] = '\0';
    assert_false(prompt_replace(&prompt, 5, much));
    assert_string_equal(prompt.bytes, "err==ENOENT ok");
}

static void the_character_of_a_mistake_is_marked(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_int_equal(canvas_init(&canvas, 1, 20), 0);
    prompt_begin(&prompt, ":", "é=進 x", &history);
    prompt.wrong_at = 3;
    prompt_draw(&prompt, &canvas, 0, 0, 20);
    assert_drawing(&canvas, ": é=進 x            |\n");
    assert_int_equal(canvas.cells[3].role, ROLE_PLAIN);
    assert_int_equal(canvas.cells[4].role, ROLE_MISTAKE);
    assert_int_equal(canvas.cells[6].role, ROLE_PLAIN);
    canvas_clear(&canvas, ROLE_PLAIN);
    prompt.wrong_at = (int)prompt.length; /* what is missing at the end */
    prompt_draw(&prompt, &canvas, 0, 0, 20);
    assert_int_equal(canvas.cells[8].role, ROLE_MISTAKE);
    canvas_done(&canvas);
}

/* ---- completion ------------------------------------------------------------ */

static const char *const words[] = {"openat", "open", "close", "openat", "openat2", "chdir"};

static void gather(void *context, const struct prompt *line, struct completion *completion)
{
    (void)context;
    completion->from = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strncmp(words[i], line->bytes, line->cursor) == 0)
            completion_offer(completion, words[i], "a call");
}

static struct completion completion;

static bool tab(int step)
{
    return completion_advance(&completion, &prompt, step, gather, NULL);
}

static void tab_puts_in_what_is_common_and_then_one_after_the_other(void **state)
{
    (void)state;
    completion_close(&completion);
    type("o");
    assert_true(tab(1));
    assert_string_equal(prompt.bytes, "open");
    static const char *const turns[] = {"open", "openat", "openat2", "open"};
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++) {
        assert_true(tab(1));
        assert_string_equal(prompt.bytes, turns[i]);
    }
    tab(-1);
    assert_string_equal(prompt.bytes, "openat2");
    completion_close(&completion);
}

static void a_single_candidate_is_put_in_without_a_list_and_none_changes_nothing(void **state)
{
    (void)state;
    completion_close(&completion);
    type("cl");
    assert_true(tab(1));
    assert_string_equal(prompt.bytes, "close");
    assert_false(completion.is_open);
    assert_false(tab(1));
    type("x");
    assert_false(tab(1));
    assert_string_equal(prompt.bytes, "closex");
}

static void the_list_stands_above_the_prompt_with_the_chosen_one_marked(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_int_equal(canvas_init(&canvas, 5, 24), 0);
    completion_close(&completion);
    type("open");
    tab(1);
    tab(1);
    tab(1);
    completion_draw(&completion, &canvas, 4, 2);
    assert_drawing(&canvas, "                        |\n"
                            "   open     a call      |\n"
                            "   openat   a call      |\n"
                            "   openat2  a call      |\n"
                            "                        |\n");
    assert_int_equal(canvas.cells[2 * canvas.stride + 3].backdrop, ROLE_SELECTED);
    assert_int_equal(canvas.cells[3 * canvas.stride + 3].backdrop, ROLE_NONE);
    completion_close(&completion);
    canvas_done(&canvas);
}

static void more_candidates_than_are_kept_put_nothing_in(void **state)
{
    (void)state;
    completion_close(&completion);
    for (int i = 0; i < COMPLETION_MAX + 10; i++) {
        char word[16];
        snprintf(word, sizeof word, "same%d", i);
        completion_offer(&completion, word, "");
    }
    assert_int_equal(completion.count, COMPLETION_MAX);
    assert_true(completion.is_cut);
    completion_close(&completion);
}

/* ---- the theme: as small a table of facts -------------------------------- */

static void the_terminal_and_the_environment_choose_the_theme(void **state)
{
    (void)state;
    static const struct {
        int colors;
        const char *no_color, *wanted, *colorfgbg;
        enum theme theme;
    } rows[] = {
        {256, NULL, NULL, NULL, THEME_DARK},     {256, NULL, NULL, "0;15", THEME_LIGHT},
        {256, NULL, NULL, "15;0", THEME_DARK},   {256, "1", "dark", NULL, THEME_MONO},
        {256, "", NULL, NULL, THEME_DARK},       {256, NULL, "light", "15;0", THEME_LIGHT},
        {256, NULL, "basic", NULL, THEME_BASIC}, {256, NULL, "purple", NULL, THEME_DARK},
        {8, NULL, NULL, NULL, THEME_BASIC},      {16, NULL, "light", NULL, THEME_BASIC},
        {8, NULL, "mono", NULL, THEME_MONO},     {0, NULL, "dark", NULL, THEME_MONO},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(
            theme_choose(rows[i].colors, rows[i].no_color, rows[i].wanted, rows[i].colorfgbg),
            rows[i].theme);
}

static void a_role_is_found_by_its_name_in_small_letters(void **state)
{
    (void)state;
    enum role role = ROLE_PLAIN;
    assert_true(theme_find_role("status-alert", &role));
    assert_int_equal(role, ROLE_STATUS_ALERT);
    assert_true(theme_find_role("error", &role));
    assert_int_equal(role, ROLE_ERROR);
    static const char *const none[] = {"", "Error", "status_alert", "status-", "errors"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_false(theme_find_role(none[i], &role));
    assert_int_equal(role, ROLE_ERROR);
}

static void the_selected_row_differs_from_every_role_in_every_theme(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int role = ROLE_PLAIN; role <= ROLE_DIM; role++) {
            struct style plain = theme_style((enum theme)theme, (enum role)role, ROLE_NONE);
            struct style selected = theme_style((enum theme)theme, (enum role)role, ROLE_SELECTED);
            assert_true(plain.background != selected.background ||
                        plain.attributes != selected.attributes);
            assert_true(selected.foreground == COLOR_DEFAULT ||
                        selected.foreground != selected.background);
        }
    }
}

static void themes_use_only_the_colours_of_their_terminals(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct style basic = theme_style(THEME_BASIC, (enum role)role, ROLE_NONE);
        struct style mono = theme_style(THEME_MONO, (enum role)role, ROLE_NONE);
        assert_true(basic.foreground < 8 && basic.background < 8);
        assert_int_equal(mono.foreground, COLOR_DEFAULT);
        assert_int_equal(mono.background, COLOR_DEFAULT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup(name, setup)
        TEST(what_is_typed_is_inserted_at_the_cursor),
        TEST(editing_goes_by_characters_not_by_bytes),
        TEST(words_and_ends_of_the_line_are_erased),
        TEST(what_could_not_be_shown_cannot_be_typed),
        TEST(a_full_line_takes_no_more),
        TEST(it_ends_with_enter_escape_or_backspace_in_an_empty_line),
        TEST(older_lines_come_back_newest_first),
        TEST(a_history_keeps_the_newest_lines_only),
        TEST(a_long_line_scrolls_so_that_the_cursor_is_seen),
        TEST(bytes_before_the_cursor_are_replaced),
        TEST(the_character_of_a_mistake_is_marked),
        TEST(tab_puts_in_what_is_common_and_then_one_after_the_other),
        TEST(a_single_candidate_is_put_in_without_a_list_and_none_changes_nothing),
        TEST(the_list_stands_above_the_prompt_with_the_chosen_one_marked),
        TEST(more_candidates_than_are_kept_put_nothing_in),
        TEST(a_role_is_found_by_its_name_in_small_letters),
        TEST(the_terminal_and_the_environment_choose_the_theme),
        TEST(the_selected_row_differs_from_every_role_in_every_theme),
        TEST(themes_use_only_the_colours_of_their_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
