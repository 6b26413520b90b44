/*
 * What was typed, from run to run: $XDG_STATE_HOME/ptop/history, a line for each
 * that was accepted, with the prompt it belongs to before it.  A convenience: what
 * cannot be read or written is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_state.h"
#include "textfile.h"

#define PATH_BYTES     512
#define KEPT_LINES     300
#define CUT_FROM_BYTES 65536 /* so much that is older than those */

static const char *const prompt_names[PROMPT_USE_COUNT] = {
    [PROMPT_USE_FILTER] = "filter",
    [PROMPT_USE_TEXT] = "text",
    [PROMPT_USE_COMMAND] = "command",
    [PROMPT_USE_SEARCH] = "search",
};

static bool find_path(char path[PATH_BYTES])
{
    return textfile_path("XDG_STATE_HOME", ".local/state", "history", path, PATH_BYTES);
}

static void take_line(struct app *app, const char *line)
{
    for (int use = 0; use < PROMPT_USE_COUNT; use++) {
        size_t length = prompt_names[use] ? strlen(prompt_names[use]) : 0;
        if (length > 0 && strncmp(line, prompt_names[use], length) == 0 && line[length] == ' ')
            prompt_remember(&app->histories[use], line + length + 1);
    }
}

/* Where the newest lines begin. */
static const char *newest(const char *bytes)
{
    size_t count = 0;
    const char *at = bytes + strlen(bytes);
    while (at > bytes && (at[-1] != '\n' || count++ < KEPT_LINES))
        at--;
    return at;
}

/* Lines are only added while ptop runs; a file that has grown large is cut when it begins. */
void history_load(struct app *app)
{
    char path[PATH_BYTES], *bytes;
    if (!find_path(path) || textfile_read(path, &bytes) < 0)
        return;
    const char *kept = newest(bytes);
    if (kept - bytes > CUT_FROM_BYTES)
        textfile_replace(path, kept, strlen(kept), 0600);
    char *rest = bytes;
    for (char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n"))
        take_line(app, line);
    free(bytes);
}

void history_keep(enum prompt_use use, const char *line)
{
    char path[PATH_BYTES], kept[PROMPT_BYTES + 16];
    if (line[0] == '\0' || !prompt_names[use] || !find_path(path))
        return;
    int length = snprintf(kept, sizeof kept, "%s %s\n", prompt_names[use], line);
    textfile_append(path, kept, (size_t)length, 0600);
}
