/*
 * The program's side of a test terminal: starting it, feeding it, reading it.
 *
 * libvterm 0.1.4 loses an OSC that two writes split, and of "CSI ? 1006;1000 h"
 * takes only the first parameter; it therefore gets whole sequences, and private
 * modes one by one.
 */
#include "screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "deadline.h"
#include "process.h"
#include "screen_private.h"

#define SYNC_PREFIX "\033]7701;"

static const char *const clean_of[] = {"LINES",   "COLUMNS", "COLORTERM", "NO_COLOR",
                                       "TMUX",    "STY",     "TERMCAP",   "TERM",
                                       "LC_CTYPE", "LANG",   "XDG_CONFIG_HOME"};

/* ---- starting --------------------------------------------------------------------- */

static void set_environment(const struct screen_options *options)
{
    for (size_t i = 0; i < sizeof(clean_of) / sizeof(clean_of[0]); i++)
        unsetenv(clean_of[i]);
    if (options->term == NULL)
        setenv("TERM", "xterm-256color", 1);
    else if (options->term[0] != '\0')
        setenv("TERM", options->term, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("HOME", "/nonexistent", 1);
    setenv("PTOP_TEST_SYNC", "1", 1);
    for (size_t i = 0; options->env != NULL && options->env[i] != NULL; i++)
        putenv((char *)options->env[i]);
}

/* All-zero where a field is not set: settings are compared whole. */
static struct termios read_line(const struct screen *screen)
{
    struct termios line = {0};

    if (tcgetattr(screen->keeper, &line) < 0)
        abort();
    return line;
}

static int start_program(struct screen *screen, const struct screen_options *options,
                         char *const argv[])
{
    struct winsize size = {.ws_row = options->rows, .ws_col = options->cols};
    pid_t parent = getpid();

    if (openpty(&screen->master, &screen->keeper, NULL, NULL, &size) < 0)
        return -errno;
    screen->line = read_line(screen);
    fcntl(screen->master, F_SETFD, FD_CLOEXEC);
    fcntl(screen->keeper, F_SETFD, FD_CLOEXEC);
    fcntl(screen->master, F_SETFL, O_NONBLOCK);
    screen->pid = fork();
    if (screen->pid == 0) {
        process_dies_with(parent);
        login_tty(dup(screen->keeper));
        set_environment(options);
        if (options->directory != NULL && chdir(options->directory) < 0)
            _exit(127);
        execvp(argv[0], argv);
        _exit(127);
    }
    return screen->pid < 0 ? -errno : 0;
}

static int set_property(VTermProp property, VTermValue *value, void *context)
{
    struct screen *screen = context;

    if (property == VTERM_PROP_ALTSCREEN)
        screen->is_alternate = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        screen->has_mouse = value->number != VTERM_PROP_MOUSE_NONE;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        screen->has_cursor = value->boolean;
    return 1;
}

static void write_all(const char *bytes, size_t length, void *context)
{
    struct screen *screen = context;
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (length > 0 && deadline_left(deadline) > 0) {
        ssize_t count = write(screen->master, bytes, length);
        if (count >= 0) {
            bytes += count;
            length -= (size_t)count;
        } else if (errno == EAGAIN) {
            poll(&(struct pollfd){.fd = screen->master, .events = POLLOUT}, 1, 10);
        } else if (errno != EINTR) {
            return;
        }
    }
}

/* A sequence reaches the program whole: the terminal makes it in pieces, between which a busy
 * machine may let more time pass than the program waits after an ESC. */
static void flush_sent(struct screen *screen)
{
    write_all(screen->sent, screen->sent_bytes, screen);
    screen->sent_bytes = 0;
}

static void keep_sent(const char *bytes, size_t length, void *context)
{
    struct screen *screen = context;

    if (length > sizeof(screen->sent) - screen->sent_bytes)
        flush_sent(screen);
    if (length > sizeof(screen->sent)) {
        write_all(bytes, length, screen);
        return;
    }
    memcpy(screen->sent + screen->sent_bytes, bytes, length);
    screen->sent_bytes += length;
}

struct screen *screen_open(const struct screen_options *options, char *const argv[])
{
    static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
    struct screen *screen = calloc(1, sizeof(*screen));
    int error;

    if (screen == NULL)
        return NULL;
    screen->rows = options->rows;
    screen->cols = options->cols;
    screen->keeps_output = options->keeps_output;
    screen->has_cursor = true;
    screen->master = screen->keeper = -1;
    screen->vterm = vterm_new(options->rows, options->cols);
    vterm_set_utf8(screen->vterm, 1);
    vterm_output_set_callback(screen->vterm, keep_sent, screen);
    screen->cells = vterm_obtain_screen(screen->vterm);
    vterm_screen_set_callbacks(screen->cells, &callbacks, screen);
    vterm_screen_enable_altscreen(screen->cells, 1);
    vterm_screen_reset(screen->cells, 1);
    error = start_program(screen, options, argv);
    if (error < 0) {
        screen_close(screen);
        errno = -error;
        return NULL;
    }
    return screen;
}

void screen_close(struct screen *screen)
{
    if (screen == NULL)
        return;
    process_end(screen->pid);
    if (screen->master >= 0)
        close(screen->master);
    if (screen->keeper >= 0)
        close(screen->keeper);
    vterm_free(screen->vterm);
    free(screen->output);
    free(screen);
}

pid_t screen_pid(const struct screen *screen)
{
    return screen->pid;
}

/* ---- reading ------------------------------------------------------------------------ */

static void keep_output(struct screen *screen, const char *bytes, size_t length)
{
    size_t needed = screen->output_bytes + length;

    if (screen->keeps_output && needed > screen->output_capacity) {
        screen->output_capacity = needed * 2;
        screen->output = realloc(screen->output, screen->output_capacity);
        if (screen->output == NULL)
            abort();
    }
    if (screen->keeps_output)
        memcpy(screen->output + screen->output_bytes, bytes, length);
    screen->output_bytes += length;
}

/* "ESC [ ? a ; b h" as "ESC [ ? a h" "ESC [ ? b h". */
static void write_modes(struct screen *screen, const char *bytes, size_t length)
{
    char final = bytes[length - 1];
    const char *at = bytes + 3, *end = bytes + length;

    while (at < end) {
        char mode[64];
        int digits = (int)strspn(at, "0123456789");
        int count = snprintf(mode, sizeof(mode), "\033[?%.*s%c", digits, at, final);
        vterm_input_write(screen->vterm, mode, (size_t)count);
        at += digits + 1;
    }
}

/* OSC 0 and 2 set the title; libvterm need not hear of it. */
static bool take_title(struct screen *screen, const char *bytes, size_t length)
{
    size_t size = length;

    if (length < 5 || bytes[1] != ']' || (bytes[2] != '0' && bytes[2] != '2') || bytes[3] != ';')
        return false;
    size -= bytes[length - 1] == '\a' ? 5 : 6;
    screen->has_title = true;
    snprintf(screen->title, sizeof(screen->title), "%.*s", (int)size, bytes + 4);
    return true;
}

static void show_piece(void *context, enum stream_piece piece, const char *bytes, size_t length)
{
    struct screen *screen = context;

    if (piece == STREAM_PIECE_STRING && length > strlen(SYNC_PREFIX) &&
        memcmp(bytes, SYNC_PREFIX, strlen(SYNC_PREFIX)) == 0) {
        screen->synced = strtoull(bytes + strlen(SYNC_PREFIX), NULL, 10);
        screen->has_synced = true;
    } else if (piece == STREAM_PIECE_CSI && length > 4 && bytes[2] == '?' &&
               strchr("hl", bytes[length - 1]) != NULL) {
        write_modes(screen, bytes, length);
    } else if (piece != STREAM_PIECE_STRING || !take_title(screen, bytes, length)) {
        vterm_input_write(screen->vterm, bytes, length);
    }
}

/* Show what the program wrote; wait at most that long for it to write something.  False: nothing
 * came. */
static bool pump(struct screen *screen, int timeout_ms)
{
    struct pollfd watch = {.fd = screen->master, .events = POLLIN};
    char bytes[16384];
    ssize_t count;

    if (poll(&watch, 1, timeout_ms) <= 0)
        return false;
    count = read(screen->master, bytes, sizeof(bytes));
    if (count <= 0)
        return false;
    keep_output(screen, bytes, (size_t)count);
    stream_feed(&screen->stream, bytes, (size_t)count, show_piece, screen);
    flush_sent(screen); /* answers to what it asked */
    return true;
}

/* Has the program ended?  Then what it wrote before is read too. */
static bool reap(struct screen *screen)
{
    if (screen->pid > 0 && waitpid(screen->pid, &screen->status, WNOHANG) == screen->pid) {
        screen->pid = 0;
        while (pump(screen, 0))
            continue;
    }
    return screen->pid == 0;
}

/* ---- waiting --------------------------------------------------------------------------- */

/* The longest that a program's end goes unnoticed while it writes nothing. */
#define REAP_INTERVAL_MS 10

bool screen_wait(struct screen *screen, bool (*condition)(struct screen *screen, void *context),
                 void *context, const char *name, int timeout_ms)
{
    deadline_ms deadline = deadline_in(timeout_ms);

    for (;;) {
        bool is_over = reap(screen);
        while (pump(screen, 0) && deadline_left(deadline) > 0)
            continue;
        if (condition(screen, context))
            return true;
        if (is_over || deadline_left(deadline) == 0) {
            screen_dump(screen, name);
            return false;
        }
        pump(screen, REAP_INTERVAL_MS);
    }
}

static bool shows(struct screen *screen, void *text)
{
    return screen_find(screen, text, NULL, NULL);
}

static bool lacks(struct screen *screen, void *text)
{
    return !screen_find(screen, text, NULL, NULL);
}

static bool has_synced(struct screen *screen, void *inputs)
{
    return screen->has_synced && screen->synced >= *(uint64_t *)inputs;
}

static bool has_ended(struct screen *screen, void *context)
{
    (void)context;
    return screen->pid == 0;
}

bool screen_wait_text(struct screen *screen, const char *text, int timeout_ms)
{
    return screen_wait(screen, shows, (void *)text, text, timeout_ms);
}

bool screen_wait_gone(struct screen *screen, const char *text, int timeout_ms)
{
    return screen_wait(screen, lacks, (void *)text, text, timeout_ms);
}

bool screen_wait_sync(struct screen *screen, uint64_t inputs, int timeout_ms)
{
    return screen_wait(screen, has_synced, &inputs, "an input handled", timeout_ms);
}

bool screen_wait_exit(struct screen *screen, int timeout_ms, int *ret_status)
{
    if (!screen_wait(screen, has_ended, NULL, "the program's end", timeout_ms))
        return false;
    *ret_status = screen->status;
    return true;
}

void screen_watch(struct screen *screen, int duration_ms)
{
    deadline_ms deadline = deadline_in(duration_ms);

    while (deadline_left(deadline) > 0)
        pump(screen, deadline_left(deadline));
}

/* ---- input --------------------------------------------------------------------------------- */

static const struct key_name {
    const char *name;
    VTermKey key;
    VTermModifier modifier;
} key_names[] = {
    {"Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE},
    {"Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE},
    {"Tab", VTERM_KEY_TAB, VTERM_MOD_NONE},
    {"BackTab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},
    {"Backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},
    {"Up", VTERM_KEY_UP, VTERM_MOD_NONE},
    {"Down", VTERM_KEY_DOWN, VTERM_MOD_NONE},
    {"Left", VTERM_KEY_LEFT, VTERM_MOD_NONE},
    {"Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE},
    {"PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE},
    {"PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
    {"Home", VTERM_KEY_HOME, VTERM_MOD_NONE},
    {"End", VTERM_KEY_END, VTERM_MOD_NONE},
    {"Delete", VTERM_KEY_DEL, VTERM_MOD_NONE},
};

void screen_type(struct screen *screen, const char *bytes)
{
    write_all(bytes, strlen(bytes), screen);
}

bool screen_key(struct screen *screen, const char *name)
{
    int number;

    for (size_t i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++) {
        if (strcmp(key_names[i].name, name) == 0) {
            vterm_keyboard_key(screen->vterm, key_names[i].key, key_names[i].modifier);
            flush_sent(screen);
            return true;
        }
    }
    if (sscanf(name, "F%d", &number) == 1 && number >= 1 && number <= 12) {
        vterm_keyboard_key(screen->vterm, (VTermKey)VTERM_KEY_FUNCTION(number), VTERM_MOD_NONE);
        flush_sent(screen);
    } else if (strncmp(name, "C-", 2) == 0 && name[2] >= 'a' && name[2] <= 'z') {
        screen_type(screen, (char[]){(char)(name[2] & 0x1f), '\0'});
    } else {
        screen_type(screen, name);
        return (unsigned char)name[0] >= 0x80 || name[1] == '\0';
    }
    return true;
}

bool screen_press(struct screen *screen, const char *name)
{
    uint64_t wanted;

    while (pump(screen, 0))
        continue;
    wanted = screen->synced + 1;
    return screen_key(screen, name) && screen_wait_sync(screen, wanted, PATIENCE_MS);
}

void screen_click(struct screen *screen, int row, int col, int button)
{
    vterm_mouse_move(screen->vterm, row, col, VTERM_MOD_NONE);
    vterm_mouse_button(screen->vterm, button, true, VTERM_MOD_NONE);
    vterm_mouse_button(screen->vterm, button, false, VTERM_MOD_NONE);
    flush_sent(screen);
}

void screen_resize(struct screen *screen, unsigned short rows, unsigned short cols)
{
    struct winsize size = {.ws_row = rows, .ws_col = cols};

    while (pump(screen, 0))
        continue;
    screen->rows = rows;
    screen->cols = cols;
    vterm_set_size(screen->vterm, rows, cols);
    ioctl(screen->master, TIOCSWINSZ, &size);
}

/* ---- beneath ------------------------------------------------------------------------------- */

const char *screen_output(const struct screen *screen, size_t *ret_length)
{
    *ret_length = screen->output_bytes;
    return screen->output;
}

bool screen_line_is_restored(const struct screen *screen)
{
    struct termios line = read_line(screen);

    return memcmp(&line, &screen->line, sizeof(line)) == 0;
}
