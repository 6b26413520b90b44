/*
 * Curses is used for what it is good at: knowing the terminal, and sending only
 * what changed.  What it is not good at is done here:
 *
 *   - a resize is told by the event loop (a SIGWINCH between curses' test of its
 *     flag and its read would be lost until the next key);
 *   - the mouse is read from SGR reports, as mousemask() merges and loses clicks;
 *   - a frame is bracketed in synchronized-output marks, so that none is seen
 *     half drawn;
 *   - what puts the terminal back is composed when it is taken over, so that a
 *     signal handler needs nothing but write(2) and tcsetattr(3).
 */
#include "terminal.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "layout.h" /* first: term.h makes macros of words like "lines" and "tab" */

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

/* Codes of our own for define_key: above those that curses numbers by itself (kDN5, …). */
enum { CODE_MOUSE = 2000, CODE_PASTE_BEGIN, CODE_PASTE_END, CODE_SHIFT_TAB };

#define ESCAPE_DELAY_MS 25
#define EXTRAS_ON       "\033[?1000h\033[?1002h\033[?1006h\033[?2004h"
#define EXTRAS_OFF      "\033[?2026l\033[?2004l\033[?1006l\033[?1002l\033[?1000l"
#define FRAME_BEGIN     "\033[?2026h"
#define FRAME_END       "\033[?2026l"

static struct {
    SCREEN *screen;
    enum theme theme;
    bool is_unicode;
    bool has_extras; /* one that knows a mouse knows, or ignores, the modes above */
    bool has_sync;   /* $PTOP_TEST_SYNC */
    bool is_gone;
    cchar_t *row; /* of row_cols characters, for painting */
    int row_cols;
    int pair; /* of the colours of pair_style; 0: none was asked for yet */
    struct style pair_style;

    /* For the emergency; is_taken is set last and cleared first. */
    volatile sig_atomic_t is_taken;
    struct termios before;
    char restore[256];
    size_t restore_length;
} terminal;

/* ---- taking it and giving it back ---------------------------------------- */

static void write_all(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
}

static void write_string(const char *string)
{
    write_all(string, strlen(string));
}

/* False where the terminal does not say: a serial line, a pseudo-terminal that nobody sized. */
static bool window_size(struct winsize *ret_size)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 || size.ws_col == 0)
        return false;
    *ret_size = size;
    return true;
}

int terminal_check(struct error *ret_error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(ret_error, -ENOTTY, "standard %s is not a terminal; see --batch",
                         isatty(STDIN_FILENO) ? "output" : "input");
    const char *name = getenv("TERM");
    if (!name || name[0] == '\0')
        return error_set(ret_error, -ENOTTY, "TERM is not set");

    int status;
    if (setupterm(NULL, STDOUT_FILENO, &status) != OK)
        return error_set(ret_error, -ENOTTY, "the terminal type \"%.64s\" (TERM) is unknown here",
                         name);
    const char *move = tigetstr("cup"), *clear = tigetstr("clear");
    bool can_draw = move && move != (char *)-1 && clear && clear != (char *)-1;
    del_curterm(cur_term);
    if (!can_draw)
        return error_set(ret_error, -ENOTTY,
                         "a terminal of type \"%.64s\" (TERM) cannot move its cursor", name);

    struct winsize size;
    if (window_size(&size) && (size.ws_row < LAYOUT_MIN_ROWS || size.ws_col < LAYOUT_MIN_COLS))
        return error_set(ret_error, -ENOTTY,
                         "the terminal is too small: %d columns, %d rows; at least %d and %d",
                         size.ws_col, size.ws_row, LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
    return 0;
}

static int restore_put(int byte)
{
    if (terminal.restore_length < sizeof terminal.restore)
        terminal.restore[terminal.restore_length++] = (char)byte;
    return byte;
}

/* tputs takes the padding notes out of a capability. */
static void compose_restore(void)
{
    static const char *const capabilities[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};

    terminal.restore_length = 0;
    if (terminal.has_extras)
        for (const char *byte = EXTRAS_OFF; *byte; byte++)
            restore_put(*byte);
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++) {
        const char *capability = tigetstr(capabilities[i]);
        if (capability && capability != (char *)-1)
            tputs(capability, 1, restore_put);
    }
}

static void set_up_keys(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(ESCAPE_DELAY_MS);
    define_key("\033[<", CODE_MOUSE);
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
    define_key("\033[Z", CODE_SHIFT_TAB); /* also where terminfo has no kcbt */
}

static void set_up_colors(void)
{
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    terminal.theme = theme_choose(has_colors() ? COLORS : 0, getenv("NO_COLOR"),
                                  getenv("PTOP_THEME"), getenv("COLORFGBG"));
}

int terminal_open(struct error *ret_error)
{
    tcgetattr(STDIN_FILENO, &terminal.before);
    use_tioctl(TRUE);
    terminal.screen = newterm(NULL, stdout, stdin);
    if (!terminal.screen)
        return error_set(ret_error, -ENOTTY, "the terminal cannot be set up");

    const char *mouse = tigetstr("kmous");
    terminal.has_extras = mouse && mouse != (char *)-1;
    terminal.has_sync = getenv("PTOP_TEST_SYNC") != NULL;
    terminal.is_unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    terminal.is_gone = false;
    compose_restore();
    terminal.is_taken = 1;
    set_up_keys();
    set_up_colors();
    curs_set(0);
    if (terminal.has_extras)
        write_string(EXTRAS_ON);
    return 0;
}

void terminal_close(void)
{
    if (!terminal.is_taken)
        return;
    if (terminal.has_extras)
        write_string(EXTRAS_OFF);
    endwin();
    terminal.is_taken = 0;
    delscreen(terminal.screen);
    terminal.screen = NULL;
    free(terminal.row);
    terminal.row = NULL;
    terminal.row_cols = 0;
}

void terminal_emergency_restore(void)
{
    if (!terminal.is_taken)
        return;
    terminal.is_taken = 0;

    /* In the background tcsetattr would stop us, and a stalled terminal would hold us. */
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    if (poll(&output, 1, 200) == 1 &&
        write(STDOUT_FILENO, terminal.restore, terminal.restore_length) < 0) {
        /* nobody is left to be told */
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void terminal_resume(void)
{
    reset_prog_mode();
    if (terminal.has_extras)
        write_string(EXTRAS_ON);
    terminal_resize();
    terminal_forget();
}

bool terminal_is_unicode(void)
{
    return terminal.is_unicode;
}

int terminal_fd(void)
{
    return STDIN_FILENO;
}

bool terminal_is_gone(void)
{
    return terminal.is_gone;
}

/* ---- keys ---------------------------------------------------------------- */

static const struct {
    int curses;
    enum key_code code;
} key_codes[] = {
    {KEY_ENTER, K_ENTER},
    {KEY_BTAB, K_BACKTAB},
    {CODE_SHIFT_TAB, K_BACKTAB},
    {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_DC, K_DELETE},
    {KEY_IC, K_INSERT},
    {KEY_UP, K_UP},
    {KEY_DOWN, K_DOWN},
    {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},
    {KEY_PPAGE, K_PAGE_UP},
    {KEY_NPAGE, K_PAGE_DOWN},
    {KEY_HOME, K_HOME},
    {KEY_END, K_END},
    {CODE_PASTE_BEGIN, K_PASTE_BEGIN},
    {CODE_PASTE_END, K_PASTE_END},
};

/* A number of an SGR report and the byte that ended it; the rest of a report that was cut in two
 * is waited for as long as for the rest of an escape sequence. */
static wint_t read_number(int *ret_number)
{
    wint_t byte = 0;
    for (*ret_number = 0; get_wch(&byte) == OK && byte >= '0' && byte <= '9';)
        if (*ret_number < INT_MAX / 10 - 1)
            *ret_number = *ret_number * 10 + (int)(byte - '0');
    return byte;
}

/* ESC [ < button ; column ; row M, or m when released */
static bool read_mouse(struct key *key)
{
    int button, col, row;
    wtimeout(stdscr, ESCAPE_DELAY_MS);
    bool is_whole = read_number(&button) == ';' && read_number(&col) == ';';
    wint_t end = is_whole ? read_number(&row) : 0;
    nodelay(stdscr, TRUE);
    if (end != 'M' && end != 'm')
        return false;

    int action = button & ~(4 | 8 | 16); /* shift, alt and control do not matter */
    if (action == 64 || action == 65)
        key->code = action == 64 ? K_WHEEL_UP : K_WHEEL_DOWN;
    else if (action == 0 || action == 32)
        key->code = end == 'm' ? K_RELEASE : action == 0 ? K_CLICK : K_DRAG;
    else
        return false;
    key->row = row - 1;
    key->col = col - 1;
    return true;
}

static bool translate_code(int code, struct key *key)
{
    if (code == CODE_MOUSE)
        return read_mouse(key);
    if (code >= KEY_F(1) && code <= KEY_F(KEY_MAX_FUNCTION)) {
        key->code = (enum key_code)(K_F0 + (code - KEY_F(0)));
        return true;
    }
    for (size_t i = 0; i < sizeof key_codes / sizeof key_codes[0]; i++) {
        if (key_codes[i].curses == code) {
            key->code = key_codes[i].code;
            return true;
        }
    }
    return false;
}

static void translate_character(uint32_t character, struct key *key)
{
    key->code = K_CHARACTER;
    key->character = character;
    if (character == '\r') {
        *key = (struct key){.code = K_ENTER};
    } else if (character == '\t') {
        *key = (struct key){.code = K_TAB};
    } else if (character == 0x7f || character == '\b') {
        *key = (struct key){.code = K_BACKSPACE};
    } else if (character < ' ') { /* C-@ to C-_, letters in lower case */
        key->character = character >= 1 && character <= 26 ? character + 0x60 : character + 0x40;
        key->modifiers = MOD_CTRL;
    }
}

/* After an ESC that begins no known sequence: what follows at once was typed with Alt. */
static bool read_after_escape(struct key *key)
{
    wint_t next;
    int kind = get_wch(&next);
    bool is_key = kind == KEY_CODE_YES ? translate_code((int)next, key) : kind == OK;
    if (kind == OK && next != '\033')
        translate_character(next, key);
    if (!is_key || key->code == K_NONE || key_is_mouse(key))
        *key = (struct key){.code = K_ESCAPE};
    else
        key->modifiers |= MOD_ALT;
    return true;
}

bool terminal_read_key(struct key *ret_key)
{
    for (;;) {
        wint_t input;
        struct key key = {0};
        int kind = get_wch(&input);
        if (kind == ERR)
            break;
        bool is_key = true;
        if (kind == KEY_CODE_YES)
            is_key = translate_code((int)input, &key); /* not KEY_RESIZE and the like */
        else if (input == '\033')
            is_key = read_after_escape(&key);
        else
            translate_character(input, &key);
        if (is_key) {
            *ret_key = key;
            return true;
        }
    }
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&input, 1, 0) == 1 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)))
        terminal.is_gone = true;
    return false;
}

/* ---- painting ------------------------------------------------------------ */

/* What is drawn where the locale has no such character. */
static const struct {
    wchar_t character, stand_in;
} stand_ins[] = {
    {L'▾', L'v'}, {L'▸', L'>'}, {L'…', L'.'}, {L'⋅', L'.'}, {L'·', L'-'}, {L'█', L'#'},
    {L'●', L'*'}, {L'○', L'o'}, {L'→', L'>'},
};

static wchar_t stand_in_of(wchar_t character)
{
    for (size_t i = 0; i < sizeof stand_ins / sizeof stand_ins[0]; i++)
        if (stand_ins[i].character == character)
            return stand_ins[i].stand_in;
    return L'?';
}

static const char *decode(const char *bytes, const char *end, wchar_t *ret_character)
{
    unsigned char first = (unsigned char)*bytes++;
    int more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    wchar_t character = more ? first & (0x3f >> more) : first;
    for (; more > 0 && bytes < end; more--)
        character = (wchar_t)((uint32_t)character << 6 | ((unsigned char)*bytes++ & 0x3f));
    *ret_character = character;
    return bytes;
}

/* A cell's characters as curses wants them.  Curses moves by wcwidth(3): where that disagrees
 * with the cell, a "?" keeps the columns. */
static void cell_characters(const struct cell *cell, wchar_t characters[CCHARW_MAX + 1])
{
    const char *bytes = cell->bytes, *end = bytes + strnlen(bytes, CELL_BYTES);
    int count = 0;
    while (bytes < end && count < CCHARW_MAX) {
        bytes = decode(bytes, end, &characters[count]);
        if (!terminal.is_unicode && characters[count] >= 0x7f)
            characters[count] = stand_in_of(characters[count]);
        if (wcwidth(characters[count]) != (count == 0 ? cell->width : 0)) {
            if (count == 0)
                characters[count++] = L'?';
            break;
        }
        count++;
    }
    characters[count] = L'\0';
}

/* The lines of a terminal without Unicode, or without fonts for round corners. */
static const cchar_t *plain_line(unsigned arms)
{
    switch (arms) {
    case LINE_DOWN | LINE_RIGHT:
        return WACS_ULCORNER;
    case LINE_DOWN | LINE_LEFT:
        return WACS_URCORNER;
    case LINE_UP | LINE_RIGHT:
        return WACS_LLCORNER;
    case LINE_UP | LINE_LEFT:
        return WACS_LRCORNER;
    case LINE_UP | LINE_DOWN | LINE_RIGHT:
        return WACS_LTEE;
    case LINE_UP | LINE_DOWN | LINE_LEFT:
        return WACS_RTEE;
    case LINE_LEFT | LINE_RIGHT | LINE_DOWN:
        return WACS_TTEE;
    case LINE_LEFT | LINE_RIGHT | LINE_UP:
        return WACS_BTEE;
    case LINE_UP | LINE_DOWN | LINE_LEFT | LINE_RIGHT:
        return WACS_PLUS;
    case LINE_UP:
    case LINE_DOWN:
    case LINE_UP | LINE_DOWN:
        return WACS_VLINE;
    default:
        return WACS_HLINE;
    }
}

static short reduce_color(int16_t color)
{
    /* the six levels of the colour cube as on or off, the greys as black or white */
    if (color < 8 || color < COLORS)
        return color;
    if (color < 16)
        return (short)(color - 8);
    if (color >= 232)
        return color < 244 ? COLOR_BLACK : COLOR_WHITE;
    int index = color - 16, red = index / 36, green = index / 6 % 6, blue = index % 6;
    return (short)((red > 2 ? COLOR_RED : 0) | (green > 2 ? COLOR_GREEN : 0) |
                   (blue > 2 ? COLOR_BLUE : 0));
}

/* Cells of one look come in runs: the last pair is remembered. */
static int color_pair(const struct style *style)
{
    if (terminal.theme == THEME_MONO || !has_colors()) /* alloc_pair would crash */
        return 0;
    if (style->foreground == COLOR_DEFAULT && style->background == COLOR_DEFAULT)
        return 0;
    if (terminal.pair == 0 || style->foreground != terminal.pair_style.foreground ||
        style->background != terminal.pair_style.background) {
        int pair = alloc_pair(reduce_color(style->foreground), reduce_color(style->background));
        terminal.pair = pair < 0 ? 0 : pair;
        terminal.pair_style = *style;
    }
    return terminal.pair;
}

static attr_t curses_attributes(uint8_t attributes)
{
    return (attributes & STYLE_BOLD ? A_BOLD : 0) | (attributes & STYLE_DIM ? A_DIM : 0) |
           (attributes & STYLE_ITALIC ? A_ITALIC : 0) |
           (attributes & STYLE_UNDERLINE ? A_UNDERLINE : 0) |
           (attributes & STYLE_REVERSE ? A_REVERSE : 0);
}

static void compose(const struct cell *cell, cchar_t *ret_character)
{
    wchar_t characters[CCHARW_MAX + 1];
    attr_t extra = 0;
    struct style style = cell->has_style ? cell->style
                                         : theme_style(terminal.theme, (enum role)cell->role,
                                                       (enum role)cell->backdrop);
    if (!cell->arms) {
        cell_characters(cell, characters);
    } else if (terminal.is_unicode && COLORS >= 256) {
        decode(canvas_line_glyph(cell->arms), canvas_line_glyph(cell->arms) + 3, characters);
        characters[1] = L'\0';
    } else {
        short pair;
        getcchar(plain_line(cell->arms), characters, &extra, &pair, NULL);
    }
    int pair = color_pair(&style);
    setcchar(ret_character, characters, curses_attributes(style.attributes) | extra, (short)pair,
             &pair);
}

static void paint_row(const struct canvas *canvas, int row)
{
    const struct cell *cells = canvas->cells + row * canvas->stride;
    int count = 0;
    for (int col = 0; col < canvas->cols; col++)
        if (cells[col].width > 0)
            compose(&cells[col], &terminal.row[count++]);
    mvadd_wchnstr(row, 0, terminal.row, count);
}

static void place_cursor(const struct canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int col = 0; col < canvas->cols; col++) {
            if (canvas->cells[row * canvas->stride + col].is_cursor) {
                curs_set(1);
                move(row, col);
                return;
            }
        }
    }
    curs_set(0);
}

void terminal_paint(const struct canvas *canvas)
{
    if (terminal.row_cols < canvas->cols) {
        cchar_t *row = realloc(terminal.row, (size_t)canvas->cols * sizeof *row);
        if (!row)
            return; /* this frame is dropped, the next one tries again */
        terminal.row = row;
        terminal.row_cols = canvas->cols;
    }
    for (int row = 0; row < canvas->rows; row++)
        paint_row(canvas, row);
    place_cursor(canvas);
    wnoutrefresh(stdscr);
    if (terminal.has_extras)
        putp(FRAME_BEGIN);
    doupdate();
    if (terminal.has_extras) /* doupdate has flushed; putp would wait for the next one */
        write_string(FRAME_END);
}

void terminal_forget(void)
{
    clearok(curscr, TRUE);
}

void terminal_sync(unsigned long input_count)
{
    char mark[48];
    if (!terminal.has_sync)
        return;
    int length = snprintf(mark, sizeof mark, "\033]7701;%lu\033\\", input_count);
    write_all(mark, (size_t)length);
}

void terminal_resize(void)
{
    struct winsize size;
    if (window_size(&size))
        resizeterm(size.ws_row, size.ws_col);
}

void terminal_size(int *ret_rows, int *ret_cols)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    if (terminal.screen) {
        getmaxyx(stdscr, *ret_rows, *ret_cols);
        return;
    }
    window_size(&size);
    *ret_rows = size.ws_row;
    *ret_cols = size.ws_col;
}
