#include "drawing.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tui/pane.h"

#define ROWS    3
#define COLS    16
#define WAIT_MS 10000

static int master, slave;
static struct keymap keymap;
static struct ui ui;
static struct pane *pane;
static struct canvas canvas;

/* ---- the session, as far as the pane asks it ------------------------------------------ */

int session_terminal_fd(const struct session *session)
{
    (void)session;
    return master;
}

void session_terminal_resize(struct session *session, unsigned short rows, unsigned short cols)
{
    struct winsize size = {.ws_row = rows, .ws_col = cols};

    (void)session;
    assert_int_equal(ioctl(master, TIOCSWINSZ, &size), 0);
}

/* ---- both sides of the terminal ---------------------------------------------------------- */

static int setup(void **state)
{
    struct termios raw;

    (void)state;
    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    fcntl(master, F_SETFL, O_NONBLOCK);
    tcgetattr(slave, &raw);
    cfmakeraw(&raw);
    tcsetattr(slave, TCSANOW, &raw);
    keymap_init(&keymap);
    ui = (struct ui){.keymap = &keymap};
    pane = pane_output_new(&ui);
    pane->has_focus = true;
    return canvas_init(&canvas, ROWS, COLS);
}

static int teardown(void **state)
{
    (void)state;
    pane->ops->free(pane);
    canvas_done(&canvas);
    close(master);
    if (slave >= 0)
        close(slave);
    return 0;
}

static void draw(void)
{
    canvas_clear(&canvas, ROLE_PLAIN);
    pane->ops->draw(pane, &canvas);
}

static const char *title(void)
{
    static char bytes[128];
    struct text text;

    text_init(&text, bytes, NULL, sizeof(bytes));
    pane->ops->title(pane, &text);
    return bytes;
}

/* One turn of the event loop, when the terminal has something for the pane. */
static void turn(void)
{
    struct pollfd polled = {.fd = pane->ops->fd(pane, &polled.events)};

    assert_in_range(polled.fd, 0, 1 << 20);
    assert_int_equal(poll(&polled, 1, WAIT_MS), 1);
    pane->ops->ready(pane, polled.revents);
}

static void command_writes(const char *bytes)
{
    assert_int_equal(write(slave, bytes, strlen(bytes)), strlen(bytes));
    turn();
}

/* The next bytes that the command reads: as many as expected has, or none for "". */
static void assert_command_reads(const char *expected)
{
    struct pollfd polled = {.fd = slave, .events = POLLIN};
    char bytes[64] = "";

    for (size_t length = 0; length < strlen(expected);) {
        assert_int_equal(poll(&polled, 1, WAIT_MS), 1);
        ssize_t got = read(slave, bytes + length, strlen(expected) - length);
        assert_in_range(got, 1, sizeof(bytes));
        length += (size_t)got;
    }
    assert_string_equal(bytes, expected);
    assert_int_equal(poll(&polled, 1, 0), 0);
}

static bool press(const char *name)
{
    struct key key;

    assert_true(key_parse(name, &key));
    return pane->ops->key(pane, &key);
}

/* ---- tests ------------------------------------------------------------------------------ */

static void what_the_command_writes_is_shown(void **state)
{
    (void)state;
    draw();
    command_writes("one\r\n\033[31mtwo");
    assert_true(ui.is_dirty);
    draw();
    assert_drawing(&canvas, "one             |\n"
                            "two             |\n"
                            "                |\n");
}

static void the_command_learns_the_size_of_the_pane(void **state)
{
    struct winsize size;

    (void)state;
    draw();
    assert_int_equal(ioctl(slave, TIOCGWINSZ, &size), 0);
    assert_int_equal(size.ws_row, ROWS);
    assert_int_equal(size.ws_col, COLS);
    assert_int_equal(canvas_resize(&canvas, 7, 33), 0);
    draw();
    assert_int_equal(ioctl(slave, TIOCGWINSZ, &size), 0);
    assert_int_equal(size.ws_row, 7);
    assert_int_equal(size.ws_col, 33);
}

static void keys_reach_the_command_while_it_has_the_keyboard(void **state)
{
    (void)state;
    assert_false(press("a"));
    assert_true(pane->ops->act(pane, ACTION_KEYBOARD));
    assert_true(press("b"));
    assert_true(press("C-c"));
    assert_true(press("C-z"));
    assert_true(press("Up"));
    assert_command_reads("b\x03\x1a\033[A");
    assert_true(press("C-]"));
    assert_false(press("d"));
    assert_command_reads("");
}

static void a_key_of_the_keymap_takes_the_keyboard_back_unless_it_is_typed(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(keymap_bind(&keymap, "i", "keyboard", &error), 0);
    pane->ops->act(pane, ACTION_OPEN);
    assert_true(press("i"));
    assert_command_reads("i");
    assert_true(press("F12"));
    assert_false(press("i"));
    assert_command_reads("");
}

static void one_key_takes_the_keyboard_back_whatever_the_keymap_says(void **state)
{
    struct error error;

    (void)state;
    assert_int_equal(keymap_bind(&keymap, "C-]", "none", &error), 0);
    pane->ops->act(pane, ACTION_KEYBOARD);
    assert_true(press("C-]"));
    assert_false(press("a"));
    assert_command_reads("");
}

static void the_keyboard_is_gone_with_the_focus(void **state)
{
    (void)state;
    pane->ops->act(pane, ACTION_KEYBOARD);
    pane->has_focus = false;
    draw();
    pane->has_focus = true;
    assert_false(press("a"));
}

static void the_cursor_shows_who_has_the_keyboard(void **state)
{
    (void)state;
    draw();
    command_writes("$ ");
    draw();
    assert_false(canvas.cells[2].is_cursor);
    assert_string_equal(title(), "Output");
    pane->ops->act(pane, ACTION_KEYBOARD);
    draw();
    assert_true(canvas.cells[2].is_cursor);
    assert_non_null(strstr(title(), "C-]"));
}

static void a_question_from_the_command_is_answered(void **state)
{
    (void)state;
    draw();
    command_writes("\033[2;5H\033[6n");
    assert_command_reads("\033[2;5R");
}

static void a_command_that_does_not_read_holds_nothing_up(void **state)
{
    short events;

    (void)state;
    pane->ops->act(pane, ACTION_KEYBOARD);
    for (int i = 0; i < 100000; i++)
        assert_true(press("x"));
    assert_int_equal(pane->ops->fd(pane, &events), master);
    assert_true(events & POLLOUT);
}

static void the_last_screen_stays_when_the_terminal_is_closed(void **state)
{
    short events;

    (void)state;
    draw();
    command_writes("done");
    pane->ops->act(pane, ACTION_KEYBOARD);
    close(slave);
    slave = -1;
    turn();
    assert_int_equal(pane->ops->fd(pane, &events), -1);
    draw();
    assert_drawing(&canvas, "done            |\n"
                            "                |\n"
                            "                |\n");
    assert_string_equal(title(), "Output [closed]");
    assert_false(press("a"));
    assert_true(pane->ops->act(pane, ACTION_KEYBOARD));
    assert_false(press("a"));
    assert_string_not_equal(ui.message, "");
}

static void a_terminal_that_is_opened_again_is_read_again(void **state)
{
    char name[64];

    (void)state;
    draw();
    assert_int_equal(ttyname_r(slave, name, sizeof(name)), 0);
    close(slave);
    turn();
    assert_string_equal(title(), "Output [closed]");
    slave = open(name, O_RDWR | O_NOCTTY);
    assert_in_range(slave, 0, 1 << 20);
    command_writes("back");
    draw();
    assert_drawing(&canvas, "back            |\n"
                            "                |\n"
                            "                |\n");
    assert_string_equal(title(), "Output");
}

static void history_scrolls_by_the_keys_and_the_wheel_until_a_key_is_sent(void **state)
{
    struct key wheel = {.code = K_WHEEL_DOWN};

    (void)state;
    draw();
    command_writes("1\r\n2\r\n3\r\n4\r\n5");
    assert_true(pane->ops->act(pane, ACTION_FIRST));
    draw();
    assert_drawing(&canvas, "1               |\n"
                            "2               |\n"
                            "3               |\n");
    assert_string_equal(title(), "Output [scrolled back]");
    pane->ops->mouse(pane, &wheel);
    assert_string_equal(title(), "Output");
    assert_true(pane->ops->act(pane, ACTION_UP));
    pane->ops->act(pane, ACTION_KEYBOARD);
    press("x");
    draw();
    assert_drawing(&canvas, "3               |\n"
                            "4               |\n"
                            "5               |\n");
}

static void other_actions_are_not_taken(void **state)
{
    (void)state;
    assert_false(pane->ops->act(pane, ACTION_QUIT));
    assert_false(pane->ops->act(pane, ACTION_FILTER));
}

static void without_a_terminal_there_is_no_pane(void **state)
{
    (void)state;
    int before = master;
    master = -1;
    assert_null(pane_output_new(&ui));
    master = before;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(what_the_command_writes_is_shown),
        TEST(the_command_learns_the_size_of_the_pane),
        TEST(keys_reach_the_command_while_it_has_the_keyboard),
        TEST(a_key_of_the_keymap_takes_the_keyboard_back_unless_it_is_typed),
        TEST(one_key_takes_the_keyboard_back_whatever_the_keymap_says),
        TEST(the_keyboard_is_gone_with_the_focus),
        TEST(the_cursor_shows_who_has_the_keyboard),
        TEST(a_question_from_the_command_is_answered),
        TEST(a_command_that_does_not_read_holds_nothing_up),
        TEST(the_last_screen_stays_when_the_terminal_is_closed),
        TEST(a_terminal_that_is_opened_again_is_read_again),
        TEST(history_scrolls_by_the_keys_and_the_wheel_until_a_key_is_sent),
        TEST(other_actions_are_not_taken),
        TEST(without_a_terminal_there_is_no_pane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
