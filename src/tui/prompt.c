#include "prompt.h"

#include <stdio.h>
#include <string.h>

#include <ptop/text.h>

void prompt_begin(struct prompt *prompt, const char *label, const char *text,
                  struct prompt_history *history)
{
    *prompt = (struct prompt){.label = label, .history = history, .wrong_at = -1};
    snprintf(prompt->bytes, sizeof prompt->bytes, "%s", text);
    prompt->length = prompt->cursor = strlen(prompt->bytes);
}

/* ---- editing ------------------------------------------------------------- */

static size_t char_before(const struct prompt *prompt, size_t at)
{
    while (at > 0 && (prompt->bytes[--at] & 0xc0) == 0x80)
        ;
    return at;
}

static size_t char_after(const struct prompt *prompt, size_t at)
{
    if (at < prompt->length)
        at++;
    while (at < prompt->length && (prompt->bytes[at] & 0xc0) == 0x80)
        at++;
    return at;
}

static size_t word_before(const struct prompt *prompt, size_t at)
{
    while (at > 0 && prompt->bytes[at - 1] == ' ')
        at--;
    while (at > 0 && prompt->bytes[at - 1] != ' ')
        at--;
    return at;
}

static enum prompt_result erase(struct prompt *prompt, size_t from, size_t to)
{
    if (from == to)
        return PROMPT_SAME;
    memmove(prompt->bytes + from, prompt->bytes + to, prompt->length - to + 1);
    prompt->length -= to - from;
    prompt->cursor = from;
    return PROMPT_CHANGED;
}

static enum prompt_result insert(struct prompt *prompt, uint32_t character)
{
    char bytes[4];
    size_t length = key_encode(character, bytes);
    if (!canvas_can_show(bytes, length) || prompt->length + length >= sizeof prompt->bytes)
        return PROMPT_SAME;
    char *at = prompt->bytes + prompt->cursor;
    memmove(at + length, at, prompt->length - prompt->cursor + 1);
    memcpy(at, bytes, length);
    prompt->length += length;
    prompt->cursor += length;
    return PROMPT_CHANGED;
}

bool prompt_replace(struct prompt *prompt, size_t from, const char *bytes)
{
    size_t length = strlen(bytes), rest = prompt->length - prompt->cursor;
    if (from + length + rest >= sizeof prompt->bytes)
        return false;
    memmove(prompt->bytes + from + length, prompt->bytes + prompt->cursor, rest + 1);
    memcpy(prompt->bytes + from, bytes, length);
    prompt->cursor = from + length;
    prompt->length = prompt->cursor + rest;
    return true;
}

/* ---- history ------------------------------------------------------------- */

void prompt_remember(struct prompt_history *history, const char *line)
{
    if (line[0] == '\0')
        return;
    if (history->count > 0 &&
        strcmp(history->lines[(history->count - 1) % PROMPT_HISTORY], line) == 0)
        return;
    snprintf(history->lines[history->count++ % PROMPT_HISTORY], PROMPT_BYTES, "%s", line);
}

/* What was being typed is not kept: as in a shell that is asked for an older line. */
static enum prompt_result recall(struct prompt *prompt, size_t back)
{
    const struct prompt_history *history = prompt->history;
    size_t kept = !history ? 0 : history->count > PROMPT_HISTORY ? PROMPT_HISTORY : history->count;
    if (back > kept)
        return PROMPT_SAME;
    prompt->recalled = back;
    snprintf(prompt->bytes, sizeof prompt->bytes, "%s",
             back == 0 ? "" : history->lines[(history->count - back) % PROMPT_HISTORY]);
    prompt->length = prompt->cursor = strlen(prompt->bytes);
    return PROMPT_CHANGED;
}

/* ---- keys ---------------------------------------------------------------- */

static enum prompt_result control_key(struct prompt *prompt, uint32_t letter)
{
    switch (letter) {
    case 'a':
        prompt->cursor = 0;
        return PROMPT_SAME;
    case 'e':
        prompt->cursor = prompt->length;
        return PROMPT_SAME;
    case 'b':
        prompt->cursor = char_before(prompt, prompt->cursor);
        return PROMPT_SAME;
    case 'f':
        prompt->cursor = char_after(prompt, prompt->cursor);
        return PROMPT_SAME;
    case 'u':
        return erase(prompt, 0, prompt->cursor);
    case 'k':
        return erase(prompt, prompt->cursor, prompt->length);
    case 'w':
        return erase(prompt, word_before(prompt, prompt->cursor), prompt->cursor);
    case 'd':
        return erase(prompt, prompt->cursor, char_after(prompt, prompt->cursor));
    case 'j':
        if (prompt->history)
            prompt_remember(prompt->history, prompt->bytes);
        return PROMPT_ACCEPTED;
    case 'c':
    case 'g':
        return PROMPT_CANCELLED;
    case 'p':
        return recall(prompt, prompt->recalled + 1);
    case 'n':
        return prompt->recalled > 0 ? recall(prompt, prompt->recalled - 1) : PROMPT_SAME;
    default:
        return PROMPT_SAME;
    }
}

enum prompt_result prompt_key(struct prompt *prompt, const struct key *key)
{
    if (key->modifiers & MOD_CTRL)
        return control_key(prompt, key->character);
    if (key->modifiers & MOD_ALT)
        return PROMPT_SAME;

    switch ((int)key->code) { /* the other keys do nothing here */
    case K_CHARACTER:
        return insert(prompt, key->character);
    case K_ENTER:
        return control_key(prompt, 'j');
    case K_ESCAPE:
        return PROMPT_CANCELLED;
    case K_BACKSPACE:
        return prompt->length == 0
                   ? PROMPT_CANCELLED
                   : erase(prompt, char_before(prompt, prompt->cursor), prompt->cursor);
    case K_DELETE:
        return control_key(prompt, 'd');
    case K_LEFT:
        return control_key(prompt, 'b');
    case K_RIGHT:
        return control_key(prompt, 'f');
    case K_HOME:
        return control_key(prompt, 'a');
    case K_END:
        return control_key(prompt, 'e');
    case K_UP:
        return control_key(prompt, 'p');
    case K_DOWN:
        return control_key(prompt, 'n');
    default:
        return PROMPT_SAME;
    }
}

/* The character where the mistake is, or the place behind the end. */
static void mark_mistake(const struct prompt *prompt, struct text *text)
{
    size_t at = (size_t)prompt->wrong_at;
    if (prompt->wrong_at < 0 || at > prompt->length)
        return;
    if (at == prompt->length)
        text_put_role(text, ROLE_MISTAKE, " ");
    else
        memset(text->roles + at, ROLE_MISTAKE, char_after(prompt, at) - at);
}

void prompt_draw(const struct prompt *prompt, struct canvas *canvas, int row, int col,
                 int width_cols)
{
    int used = canvas_string(canvas, row, col, width_cols, ROLE_PROMPT, prompt->label);
    used += canvas_string(canvas, row, col + used, width_cols - used, ROLE_PROMPT, " ");

    char buffer[PROMPT_BYTES + 1];
    uint8_t roles[sizeof buffer];
    struct text text;
    text_init(&text, buffer, roles, sizeof buffer);
    text_put_bytes(&text, prompt->bytes, prompt->length);
    mark_mistake(prompt, &text);
    int cursor_cols = text_width_cols(prompt->bytes, prompt->cursor);
    int room = width_cols - used, skip = cursor_cols >= room ? cursor_cols - room + 1 : 0;
    canvas_text(canvas, row, col + used, room, &text, skip);
    canvas_cursor(canvas, row, col + used + cursor_cols - skip);
}
