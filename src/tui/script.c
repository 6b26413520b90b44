#include "script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_state.h"
#include "textfile.h"
#include "words.h"

#define NS_PER_S        1000000000ull
#define TIMEOUT_S       10
#define TIMEOUT_MOST_S  86400.0
#define SETTLE_NS       500000000ull /* at most, until what is on the screen is saved */
#define LINES_PER_FRAME 64

enum script_wait {
    SCRIPT_READY,   /* for the next line */
    SCRIPT_PENDING, /* the line is done when nothing is pending */
    SCRIPT_HELD,    /* the selected thread shall be held */
    SCRIPT_TEXT,    /* the screen shall show a text */
    SCRIPT_TIME,    /* a time shall come */
    SCRIPT_SETTLED, /* the screen shall show what is known; then the line is obeyed */
    SCRIPT_ENDED,
};

struct script {
    char path[PROMPT_BYTES];
    char *bytes, *next;      /* next: NULL behind the last line */
    char line[PROMPT_BYTES]; /* the one that is obeyed */
    unsigned line_number;
    unsigned refusals; /* that there were before it */
    enum script_wait wait;
    const char *keys;     /* of the line, that are still to be pressed; NULL: none */
    nanoseconds until_ns; /* of SCRIPT_TIME, SCRIPT_SETTLED */
    nanoseconds timeout_ns, deadline_ns;
    bool has_failed;
    struct error error;
};

int script_new(const char *path, struct script **ret_script, struct error *ret_error)
{
    struct script *script = calloc(1, sizeof *script);
    if (!script)
        return error_set(ret_error, -ENOMEM, "%s: %s", path, strerror(ENOMEM));
    int code = textfile_read(path, &script->bytes);
    if (code < 0) {
        free(script);
        return error_set(ret_error, code, "%s: %s", path, strerror(-code));
    }
    snprintf(script->path, sizeof script->path, "%s", path);
    script->next = script->bytes;
    script->timeout_ns = TIMEOUT_S * NS_PER_S;
    *ret_script = script;
    return 0;
}

void script_free(struct script *script)
{
    if (!script)
        return;
    free(script->bytes);
    free(script);
}

/* ---- the end ----------------------------------------------------------------- */

static void fail(struct app *app, const char *reason)
{
    struct script *script = app->script;
    script->wait = SCRIPT_ENDED;
    script->has_failed = true;
    error_set(&script->error, -EINVAL, "%.200s:%u: %s", script->path, script->line_number, reason);
    pending_forget(app);
    question_leave(app, COMMAND_DETACH);
}

bool script_has_failed(const struct app *app, struct error *ret_error)
{
    if (!app->script || !app->script->has_failed)
        return false;
    *ret_error = app->script->error;
    return true;
}

bool script_is_running(const struct app *app)
{
    return app->script && app->script->wait != SCRIPT_ENDED;
}

/* ---- its own commands ---------------------------------------------------------- */

/* Seconds, as "1.5". */
static bool take_seconds(const char *word, nanoseconds *ret_ns)
{
    char *end;
    double seconds = strtod(word, &end);
    if (end == word || *end || !(seconds >= 0 && seconds <= TIMEOUT_MOST_S))
        return false;
    *ret_ns = (nanoseconds)(seconds * (double)NS_PER_S);
    return true;
}

static void obey_timeout(struct app *app, const char *argument)
{
    if (!take_seconds(argument, &app->script->timeout_ns))
        ui_refuse(&app->ui, "\"%s\" is no number of seconds", argument);
}

static void obey_wait(struct app *app, const char *argument)
{
    struct script *script = app->script;
    nanoseconds wait_ns;
    if (*argument == '\0')
        ui_refuse(&app->ui, "wait for what? held, a text, seconds");
    else if (strcmp(argument, "held") == 0)
        script->wait = SCRIPT_HELD;
    else if (take_seconds(argument, &wait_ns)) {
        script->wait = SCRIPT_TIME;
        script->until_ns = app->ui.now_ns + wait_ns;
        script->deadline_ns += wait_ns;
    } else {
        script->wait = SCRIPT_TEXT;
    }
}

static void obey_keys(struct app *app, const char *argument)
{
    app->script->keys = argument;
}

static void obey_echo(struct app *app, const char *argument)
{
    ui_message(&app->ui, "%s", argument);
}

static void obey_save_display(struct app *app, const char *argument)
{
    (void)argument;
    app->script->wait = SCRIPT_SETTLED;
    app->script->until_ns = app->ui.now_ns + SETTLE_NS;
}

static const struct {
    const char *name;
    void (*obey)(struct app *app, const char *argument);
} own_commands[] = {
    {"timeout", obey_timeout},
    {"wait", obey_wait},
    {"keys", obey_keys},
    {"echo", obey_echo},
    {"save-display", obey_save_display},
};

/* ---- lines ----------------------------------------------------------------------- */

static const char *argument_of(const struct script *script)
{
    char word[32];
    const char *rest = script->line;
    words_take(&rest, word, sizeof word);
    return rest;
}

static void obey_line(struct app *app)
{
    struct script *script = app->script;
    char word[32];
    const char *rest = script->line;
    words_take(&rest, word, sizeof word);
    for (size_t i = 0; i < sizeof own_commands / sizeof own_commands[0]; i++) {
        if (strcmp(word, own_commands[i].name) == 0) {
            own_commands[i].obey(app, rest);
            return;
        }
    }
    command_line_obey(app, script->line);
    dispatch_wanted(app);
}

static void begin_line(struct app *app)
{
    struct script *script = app->script;
    char *line = strsep(&script->next, "\n");
    if (!line) {
        script->wait = SCRIPT_ENDED;
        return;
    }
    script->line_number++;
    if (snprintf(script->line, sizeof script->line, "%s", line) >= (int)sizeof script->line) {
        fail(app, "the line is too long");
        return;
    }
    char *text = words_trim(script->line);
    memmove(script->line, text, strlen(text) + 1);
    if (text[0] == '\0' || script->line[0] == '#')
        return;
    script->refusals = app->ui.refusals;
    script->deadline_ns = app->ui.now_ns + script->timeout_ns;
    script->wait = SCRIPT_PENDING;
    app->ui.message[0] = '\0';
    obey_line(app);
    filter_prompt_sync(app);
    app->wants_frame_now = true;
}

/* ---- waiting ------------------------------------------------------------------- */

static bool screen_shows(const struct app *app, const char *wanted)
{
    char bytes[4096];
    struct text text;
    bool is_there = false;
    text_init(&text, bytes, NULL, sizeof bytes);
    for (int row = 0; row < app->canvas.rows && !is_there; row++) {
        text_clear(&text);
        canvas_row_text(&app->canvas, row, &text);
        is_there = strstr(bytes, wanted) != NULL;
    }
    return is_there;
}

/* Nothing is to be drawn, nobody is asked for more. */
static bool is_settled(const struct app *app)
{
    struct inspector *inspector = looking_inspector(app->ui.looking);
    return !app->ui.is_dirty && !app->wants_frame_now && view_is_complete(app->ui.view) &&
           !(inspector && inspector_is_busy(inspector));
}

/* The next key of the line, as if it were pressed. */
static void press_key(struct app *app)
{
    struct script *script = app->script;
    char word[32];
    struct key key;
    if (!words_take(&script->keys, word, sizeof word)) {
        script->keys = NULL;
    } else if (key_parse(word, &key)) {
        dispatch_key(app, &key);
        app->wants_frame_now = true;
    } else {
        ui_refuse(&app->ui, "\"%s\" is no key", word);
    }
}

static bool has_come(struct app *app)
{
    const struct script *script = app->script;
    switch (script->wait) {
    case SCRIPT_READY:
    case SCRIPT_ENDED:
    case SCRIPT_PENDING:
        return true;
    case SCRIPT_HELD:
        return looking_is_held(&app->ui);
    case SCRIPT_TEXT:
        return screen_shows(app, argument_of(script));
    case SCRIPT_TIME:
        return app->ui.now_ns >= script->until_ns;
    case SCRIPT_SETTLED:
        return is_settled(app) || app->ui.now_ns >= script->until_ns;
    }
    return false;
}

/* What a line that is not done waits for, in words. */
static const char *wait_words(const struct app *app)
{
    switch (app->script->wait) {
    case SCRIPT_HELD:
        return "no thread is held";
    case SCRIPT_TEXT:
        return "the screen does not show that";
    case SCRIPT_READY:
    case SCRIPT_PENDING:
    case SCRIPT_TIME:
    case SCRIPT_SETTLED:
    case SCRIPT_ENDED:
        break;
    }
    return "it is not done";
}

/* True: the line is done, or a part of it, and there may be more to do at once. */
static bool advance(struct app *app)
{
    struct script *script = app->script;
    char reason[ERROR_MESSAGE_BYTES];
    if (script->wait == SCRIPT_READY) {
        begin_line(app);
    } else if (app->ui.refusals != script->refusals) {
        snprintf(reason, sizeof reason, "%.*s", (int)sizeof reason - 1, app->ui.message);
        fail(app, reason);
    } else if (!pending_is_idle(app) || !has_come(app)) {
        if (app->ui.now_ns < script->deadline_ns)
            return false;
        snprintf(reason, sizeof reason, "%s after %llu s", wait_words(app),
                 (unsigned long long)(script->timeout_ns / NS_PER_S));
        fail(app, reason);
    } else if (script->keys) {
        press_key(app);
    } else {
        if (script->wait == SCRIPT_SETTLED)
            command_line_obey(app, script->line);
        if (app->ui.refusals == script->refusals)
            script->wait = SCRIPT_READY;
    }
    return script->wait != SCRIPT_ENDED;
}

void script_step(struct app *app)
{
    for (int i = 0; i < LINES_PER_FRAME && script_is_running(app) && app->leave_by_ns == 0; i++)
        if (!advance(app) || app->wants_frame_now)
            return;
}

bool script_has_work(const struct app *app)
{
    return script_is_running(app) && app->script->wait == SCRIPT_READY && app->leave_by_ns == 0;
}

nanoseconds script_due_ns(const struct app *app)
{
    const struct script *script = app->script;
    if (!script_is_running(app) || app->leave_by_ns != 0)
        return 0;
    bool has_time = script->wait == SCRIPT_TIME || script->wait == SCRIPT_SETTLED;
    return has_time && script->until_ns < script->deadline_ns ? script->until_ns
                                                              : script->deadline_ns;
}
