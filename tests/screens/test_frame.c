/*
 * The frame: it keeps its shape in every size and on every kind of terminal.
 */
#include <string.h>

#include "support/stage.h"
#include "support/terminal_audit.h"

#define WIDE_COLS 100 /* from here on the tree is always beside the calls */

/* What must be where, whatever the size: status line, border on both sides, key bar. */
static bool frame_is_whole(struct screen *screen, void *context)
{
    static const char *const edges[] = {"│", "┌", "├", "└", "╭", "╰", "┐", "┤", "┘", "╮", "╯"};
    int rows, cols, status;

    (void)context;
    screen_size(screen, &rows, &cols);
    if (!screen_find(screen, "ptop", &status, NULL) || status != 0)
        return false;
    if (strstr(screen_row(screen, rows - 1), "F1") == NULL)
        return false;
    for (int row = 1; row < rows - 1; row++) {
        bool has_left = false, has_right = false;
        for (size_t i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {
            has_left |= strcmp(screen_cell_at(screen, row, 0).text, edges[i]) == 0;
            has_right |= strcmp(screen_cell_at(screen, row, cols - 1).text, edges[i]) == 0;
        }
        if (!has_left || !has_right)
            return false;
    }
    return screen_find(screen, " Calls ", NULL, NULL) &&
           (cols < WIDE_COLS || screen_find(screen, " Tree ", NULL, NULL));
}

static void expect_frame(struct screen *screen)
{
    if (!screen_wait(screen, frame_is_whole, NULL, "a whole frame", PATIENCE_MS))
        fail_msg("the frame is broken");
}

static void the_screen_stays_readable_when_it_is_resized(void **state)
{
    static const unsigned short sizes[][2] = {
        {60, 200}, {24, 80}, {60, 200}, {24, 200}, {60, 80}, {24, 80}, {40, 132}, {60, 200}};
    struct screen *screen = stage_ptop(state, 60, 200, PTOP_TRACEES "/server", "2", "1");

    expect_text(screen, "connect(");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        screen_resize(screen, sizes[i][0], sizes[i][1]);
        expect_frame(screen);
        expect_text(screen, "connect(");
    }
}

static void the_tree_is_a_key_away_on_a_narrow_screen(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, PTOP_TRACEES "/server", "2", "1");

    expect_text(screen, "connect(");
    assert_false(screen_find(screen, " Tree ", NULL, NULL));
    expect_press(screen, "BackTab");
    expect_text(screen, " Tree ");
    expect_text(screen, "worker-2");
    expect_press(screen, "1");
    expect_gone(screen, " Tree ");
    expect_frame(screen);
}

static void a_terminal_that_became_too_small_says_so_and_recovers(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, PTOP_TRACEES "/server", "1", "0");

    expect_frame(screen);
    screen_resize(screen, 3, 15);
    expect_text(screen, "terminal");
    screen_resize(screen, 1, 1);
    screen_resize(screen, 24, 80);
    expect_frame(screen);
    expect_text(screen, "connect(");
}

static struct terminal_audit audit(const struct screen *screen)
{
    size_t length;
    const char *output = screen_output(screen, &length);

    return terminal_audit(output, length);
}

/* Every pane once, the filter, the help. */
static void look_around(struct screen *screen)
{
    expect_text(screen, "q to quit");
    expect_press(screen, "2");
    expect_text(screen, "Summary ·");
    expect_press(screen, "3");
    expect_text(screen, "Files ·");
    expect_press(screen, "1");
    expect_press(screen, "Enter");
    expect_text(screen, "Details");
    expect_press(screen, "Tab");
    expect_press(screen, "Esc");
    expect_press(screen, "f");
    screen_type(screen, "open");
    expect_press(screen, "Enter");
    expect_press(screen, "F1");
    expect_text(screen, "Help");
    expect_press(screen, "Esc");
}

/* Terminals and what the environment says about colour; is there any then? */
static const struct appearance {
    const char *term;
    const char *env[2];
    bool has_colours;
} appearances[] = {
    {"xterm-256color", {NULL}, true},
    {"xterm", {NULL}, true},
    {"linux", {NULL}, true},
    {"screen-256color", {NULL}, true},
    {"xterm-256color", {"NO_COLOR=1"}, false},
    {"vt100", {NULL}, false},
};

static void colour_is_used_where_there_is_some_and_wanted(void **state)
{
    struct stage *stage = *state;

    for (size_t i = 0; i < sizeof(appearances) / sizeof(appearances[0]); i++) {
        const struct appearance *appearance = &appearances[i];
        struct screen_options options = {
            .rows = 24, .cols = 80, .term = appearance->term, .env = appearance->env};
        struct terminal_audit found;
        struct screen *screen =
            stage_start(state, options, (char *[]){PTOP_BINARY, "cat", "/etc/passwd", NULL});

        look_around(screen);
        found = audit(screen);
        if ((found.colours > 0) != appearance->has_colours)
            fail_msg("%s%s%s: %lu colours", appearance->term, appearance->env[0] ? " " : "",
                     appearance->env[0] ? appearance->env[0] : "", found.colours);
        screen_type(screen, "q");
        expect_exit(screen, 0);
        screen_close(screen);
        stage->screen = NULL;
    }
}

/* The help is made from the keymap: it names keys that work. */
static void the_help_shows_the_keys(void **state)
{
    struct screen *screen = stage_ptop(state, 60, 140, "true");

    expect_text(screen, "q to quit");
    expect_press(screen, "F1");
    expect_text(screen, "Help");
    expect_text(screen, "F10");
    expect_press(screen, "Esc");
    expect_gone(screen, "F12");
}

static void an_unknown_key_changes_nothing(void **state)
{
    struct screen *screen = stage_ptop(state, 24, 80, "true");

    expect_text(screen, "q to quit");
    screen_type(screen, "\033[99;99~\033OX\001\377\303");
    expect_press(screen, "1");
    expect_frame(screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(the_screen_stays_readable_when_it_is_resized),
        stage_test(the_tree_is_a_key_away_on_a_narrow_screen),
        stage_test(a_terminal_that_became_too_small_says_so_and_recovers),
        stage_test(colour_is_used_where_there_is_some_and_wanted),
        stage_test(the_help_shows_the_keys),
        stage_test(an_unknown_key_changes_nothing),
    };

    return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
