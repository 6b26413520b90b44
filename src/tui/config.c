#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "textfile.h"

#define LINE_BYTES (PROMPT_BYTES + 256)

void config_init(struct config *config, struct keymap *keymap, const struct filter_facts *facts)
{
    *config = (struct config){.keymap = keymap, .facts = *facts};
    if (!textfile_path("XDG_CONFIG_HOME", ".config", "ptoprc", config->path, sizeof config->path))
        config->path[0] = '\0';
}

void config_done(struct config *config)
{
    for (size_t i = 0; i < config->color_count; i++)
        filter_free(config->colors[i].filter);
    config->color_count = 0;
}

/* ---- one line -------------------------------------------------------------- */

/* A line that is being read: words are taken from its front. */
struct reader {
    const char *line, *at;
};

#define BLANKS " \t\r\n"

/* Where in the line is what comes next? */
static int reader_offset(struct reader *reader)
{
    reader->at += strspn(reader->at, BLANKS);
    return (int)(reader->at - reader->line);
}

/* The next word, cut to size; empty at the end. */
static void reader_word(struct reader *reader, char *word, size_t size)
{
    reader_offset(reader);
    size_t length = strcspn(reader->at, BLANKS);
    snprintf(word, size, "%.*s", (int)length, reader->at);
    reader->at += length;
}

/* All that is left, without the blanks around it. */
static void reader_rest(struct reader *reader, char *rest, size_t size)
{
    reader_offset(reader);
    snprintf(rest, size, "%s", reader->at);
    for (size_t length = strlen(rest); length > 0 && strchr(BLANKS, rest[length - 1]); length--)
        rest[length - 1] = '\0';
}

static int obey_map(struct config *config, struct reader *reader, struct error *ret_error)
{
    char key[64], action[64];
    struct error reason;
    int key_at = reader_offset(reader);
    reader_word(reader, key, sizeof key);
    int action_at = reader_offset(reader);
    reader_word(reader, action, sizeof action);
    int end = reader_offset(reader);
    struct key parsed;
    if (action[0] == '\0' || *reader->at != '\0')
        return error_at(ret_error, end, "it is: map KEY ACTION");
    int code = keymap_bind(config->keymap, key, action, &reason);
    if (code < 0) /* of the two the one that is no name */
        error_at(ret_error, key_parse(key, &parsed) ? action_at : key_at, "%s", reason.message);
    return code;
}

/* Compile what is left of the line. */
static int read_filter(struct config *config, struct reader *reader, char *text, size_t size,
                       struct filter **ret_filter, struct error *ret_error)
{
    int begin = reader_offset(reader);
    if (strlen(reader->at) >= size)
        return error_at(ret_error, begin + (int)size - 1, "the filter is too long");
    reader_rest(reader, text, size);
    int code = filter_new(text, &config->facts, ret_filter, ret_error);
    if (code < 0 && ret_error)
        ret_error->offset = begin + (ret_error->offset > 0 ? ret_error->offset : 0);
    return code < 0 ? -EINVAL : 0; /* nobody will type its end */
}

static bool is_name(const char *name)
{
    size_t length = strlen(name);
    return length > 0 && length < CONFIG_NAME_BYTES &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") ==
               length;
}

static struct config_filter *find_filter(struct config *config, const char *name)
{
    for (size_t i = 0; i < config->filter_count; i++)
        if (strcmp(config->filters[i].name, name) == 0)
            return &config->filters[i];
    return NULL;
}

static int keep_filter(struct config *config, const char *name, const char *text,
                       struct error *ret_error)
{
    struct config_filter *kept = find_filter(config, name);
    if (!kept && config->filter_count == CONFIG_FILTERS_MAX)
        return error_set(ret_error, -ENOSPC, "more than %d named filters", CONFIG_FILTERS_MAX);
    if (!kept)
        kept = &config->filters[config->filter_count++];
    snprintf(kept->name, sizeof kept->name, "%s", name);
    snprintf(kept->text, sizeof kept->text, "%s", text);
    return 0;
}

static int obey_filter(struct config *config, struct reader *reader, struct error *ret_error)
{
    char name[64], text[PROMPT_BYTES];
    struct filter *filter = NULL;
    int at = reader_offset(reader);
    reader_word(reader, name, sizeof name);
    if (!is_name(name))
        return error_at(ret_error, at, "it is: filter NAME EXPR, the name of letters and digits");
    at = reader_offset(reader);
    if (*reader->at == '\0')
        return error_at(ret_error, at, "it is: filter NAME EXPR");
    int code = read_filter(config, reader, text, sizeof text, &filter, ret_error);
    if (code < 0)
        return code;
    filter_free(filter);
    return keep_filter(config, name, text, ret_error);
}

static int obey_color(struct config *config, struct reader *reader, struct error *ret_error)
{
    char role_name[64], word[8], text[PROMPT_BYTES];
    struct config_color color = {0};
    int at = reader_offset(reader);
    reader_word(reader, role_name, sizeof role_name);
    if (!theme_find_role(role_name, &color.role))
        return error_at(ret_error, at, "\"%.32s\" is no role", role_name);
    at = reader_offset(reader);
    reader_word(reader, word, sizeof word);
    int end = reader_offset(reader);
    if (strcmp(word, "if") != 0 || *reader->at == '\0')
        return error_at(ret_error, strcmp(word, "if") == 0 ? end : at, "it is: color ROLE if EXPR");
    if (config->color_count == CONFIG_COLORS_MAX)
        return error_at(ret_error, 0, "more than %d color lines", CONFIG_COLORS_MAX);
    int code = read_filter(config, reader, text, sizeof text, &color.filter, ret_error);
    if (code == 0)
        config->colors[config->color_count++] = color;
    return code;
}

static int obey_syntax(struct config *config, struct reader *reader, struct error *ret_error)
{
    static const char *const names[] = {[LOOK_INTEL] = "intel", [LOOK_ATT] = "att"};
    char name[16];
    int at = reader_offset(reader);
    reader_rest(reader, name, sizeof name);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0) {
            config->syntax = (enum look_syntax)i;
            return 0;
        }
    return error_at(ret_error, at, "it is: syntax intel, or syntax att");
}

static const struct {
    const char *word;
    int (*obey)(struct config *config, struct reader *reader, struct error *ret_error);
} directives[] = {
    {"map", obey_map},
    {"filter", obey_filter},
    {"color", obey_color},
    {"syntax", obey_syntax},
};

int config_obey(struct config *config, const char *line, struct error *ret_error)
{
    struct reader reader = {.line = line, .at = line};
    char word[64];
    int at = reader_offset(&reader);
    reader_word(&reader, word, sizeof word);
    if (word[0] == '\0' || word[0] == '#')
        return 0;
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
        if (strcmp(word, directives[i].word) == 0)
            return directives[i].obey(config, &reader, ret_error);
    return error_at(ret_error, at,
                    "\"%.32s\" is no directive of a ptoprc: map, filter, color, syntax", word);
}

/* ---- the file -------------------------------------------------------------- */

/* The line at *at, copied; false behind the last.  *at moves on. */
static bool next_line(const char **at, char line[LINE_BYTES], size_t *ret_length)
{
    if (**at == '\0')
        return false;
    *ret_length = strcspn(*at, "\n");
    snprintf(line, LINE_BYTES, "%.*s", (int)*ret_length, *at);
    *at += *ret_length + ((*at)[*ret_length] == '\n');
    return true;
}

static int read_file(const struct config *config, char **ret_bytes, struct error *ret_error)
{
    int code = textfile_read(config->path, ret_bytes);
    if (code == -ENOENT || code == -ENOTDIR)
        return code;
    return code < 0 ? error_set(ret_error, code, "%s: %s", config->path, strerror(-code)) : 0;
}

int config_load(struct config *config, struct error *ret_error)
{
    char *bytes, line[LINE_BYTES];
    int first = config->path[0] ? read_file(config, &bytes, ret_error) : -ENOENT;
    if (first < 0)
        return first == -ENOENT || first == -ENOTDIR ? 0 : first;
    const char *at = bytes;
    size_t length;
    int mistakes = 0;
    for (int number = 1; next_line(&at, line, &length); number++) {
        struct error reason = {.offset = -1};
        int code = length < LINE_BYTES ? config_obey(config, line, &reason)
                                       : error_at(&reason, LINE_BYTES - 1, "the line is too long");
        if (code == 0 || mistakes++ > 0)
            continue;
        first = error_set(ret_error, code, "%s:%d:%d: %s", config->path, number,
                          (reason.offset > 0 ? reason.offset : 0) + 1, reason.message);
    }
    free(bytes);
    if (mistakes > 1 && ret_error) {
        size_t used = strlen(ret_error->message);
        snprintf(ret_error->message + used, sizeof ret_error->message - used, " (and %d more)",
                 mistakes - 1);
    }
    return first;
}

/* Is this the line "filter NAME …"? */
static bool is_filter_line(const char *line, const char *name)
{
    struct reader reader = {.line = line, .at = line};
    char word[64];
    reader_word(&reader, word, sizeof word);
    if (strcmp(word, "filter") != 0)
        return false;
    reader_word(&reader, word, sizeof word);
    return strcmp(word, name) == 0;
}

/* The file with this filter's line in its place, or at the end; text NULL: without it. */
static void put_edited(FILE *out, const char *bytes, const char *name, const char *text)
{
    char line[LINE_BYTES];
    const char *at = bytes, *begin = bytes;
    size_t length;
    for (; next_line(&at, line, &length); begin = at) {
        if (!is_filter_line(line, name)) {
            fwrite(begin, 1, length, out);
            fputc('\n', out);
        } else if (text) {
            fprintf(out, "filter %s %s\n", name, text);
            text = NULL; /* once */
        }
    }
    if (text)
        fprintf(out, "filter %s %s\n", name, text);
}

static int edit_file(const struct config *config, const char *name, const char *text,
                     struct error *ret_error)
{
    char *before = NULL, *after = NULL;
    size_t length;
    if (config->path[0] == '\0')
        return error_set(ret_error, -ENOENT, "neither XDG_CONFIG_HOME nor HOME says where");
    int code = read_file(config, &before, ret_error);
    if (code < 0 && code != -ENOENT && code != -ENOTDIR)
        return code;
    FILE *out = open_memstream(&after, &length);
    if (!out)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    put_edited(out, before ? before : "", name, text);
    code = fclose(out) == 0 ? textfile_replace(config->path, after, length, 0600) : -ENOMEM;
    free(before);
    free(after);
    return code < 0 ? error_set(ret_error, code, "%s: %s", config->path, strerror(-code)) : 0;
}

/* ---- named filters --------------------------------------------------------- */

const struct config_filter *config_find_filter(const struct config *config, const char *name)
{
    return find_filter((struct config *)config, name);
}

int config_save_filter(struct config *config, const char *name, const char *text,
                       struct error *ret_error)
{
    if (!is_name(name))
        return error_set(ret_error, -EINVAL, "\"%.32s\" is no name: letters, digits, _ . -", name);
    int code = edit_file(config, name, text, ret_error);
    return code < 0 ? code : keep_filter(config, name, text, ret_error);
}

int config_delete_filter(struct config *config, const char *name, struct error *ret_error)
{
    struct config_filter *kept = find_filter(config, name);
    if (!kept)
        return error_set(ret_error, -ENOENT, "no filter is called \"%.32s\"", name);
    int code = edit_file(config, name, NULL, ret_error);
    if (code < 0)
        return code;
    size_t behind = (size_t)(config->filters + config->filter_count - (kept + 1));
    memmove(kept, kept + 1, behind * sizeof *kept);
    config->filter_count--;
    return 0;
}

/* ---- colours --------------------------------------------------------------- */

enum role config_color(const struct config *config, const struct event *event)
{
    for (size_t i = 0; i < config->color_count; i++)
        if (filter_matches(config->colors[i].filter, event))
            return config->colors[i].role;
    return ROLE_NONE;
}
