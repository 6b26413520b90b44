#include "filters.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <ptop/syscall.h>

static const char *const cycled_classes[] = {"%file",    "%desc",   "%network",
                                             "%process", "%signal", "%memory"};

/* ---- words of an expression ------------------------------------------------ */

struct word {
    const char *at;
    size_t length;
};

static bool word_is(struct word word, const char *text)
{
    return strlen(text) == word.length && memcmp(word.at, text, word.length) == 0;
}

/* Behind the closing mark of what begins at text; a backslash escapes. */
static const char *skip_quoted(const char *text)
{
    char mark = *text++;
    while (*text && *text != mark)
        text += *text == '\\' && text[1] ? 2 : 1;
    return *text ? text + 1 : text;
}

/* The byte after this one, or behind what is quoted; counts parentheses and braces. */
static const char *step(const char *at, int *depth)
{
    if (*at == '"')
        return skip_quoted(at);
    *depth += (*at == '(' || *at == '{') - (*at == ')' || *at == '}');
    return at + 1;
}

static bool is_operator(char byte)
{
    return byte != '\0' && strchr("=<>~:&", byte);
}

/* Does an operator stand before it, so that "/" begins a path and no regex? */
static bool is_value(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    return at > text && is_operator(at[-1]);
}

/* The next run without blanks from a place of the text on, but for those in quotes, a /regex/,
 * parentheses and braces. */
static struct word next_word(const char *text, const char *from)
{
    struct word word = {.at = from + strspn(from, " ")};
    const char *at = word.at + strspn(word.at, "-!");
    int depth = 0;
    if (*at == '/' && !is_value(text, word.at))
        at = skip_quoted(at);
    while (*at && (*at != ' ' || depth > 0))
        at = step(at, &depth);
    word.length = (size_t)(at - word.at);
    return word;
}

static bool is_negation(struct word word)
{
    return word_is(word, "-") || word_is(word, "!") || word_is(word, "not");
}

static bool begins_with_operator(struct word word)
{
    return is_operator(word.at[0]) ||
           (word.at[0] == '!' && word.length > 1 && is_operator(word.at[1])) || word_is(word, "in");
}

static bool ends_with_operator(struct word word)
{
    return is_operator(word.at[word.length - 1]) || word_is(word, "in");
}

/* Does "or" or "and", in letters or signs, stand outside of quotes and parentheses? */
static bool has_junction(const char *text, const char *letters, const char *signs)
{
    for (struct word word = next_word(text, text); word.length > 0;
         word = next_word(text, word.at + word.length)) {
        int depth = 0;
        if (word_is(word, letters))
            return true;
        for (const char *at = word.at; at < word.at + word.length; at = step(at, &depth))
            if (depth == 0 && strncmp(at, signs, strlen(signs)) == 0)
                return true;
    }
    return false;
}

static bool has_or(const char *text)
{
    return has_junction(text, "or", "||");
}

/* ---- sets of syscalls ------------------------------------------------------ */

static bool is_set_item(const char *item, size_t length)
{
    char name[64];
    int number;
    if (length >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)length, item);
    if (strpbrk(name, "=<>~:&\"(/"))
        return false;
    return name[0] == '%' || strpbrk(name, "*?[") || strcmp(name, "all") == 0 ||
           strcmp(name, "none") == 0 || syscall_find_name(ABI_NATIVE, name, &number) ||
           syscall_find_name(ABI_COMPAT, name, &number);
}

/* Names, globs and classes with commas or blanks between them. */
static bool is_set(const char *text, size_t length)
{
    size_t size;
    for (size_t at = 0; at < length; at += size + 1) {
        size = strcspn(text + at, ", ");
        size = size < length - at ? size : length - at;
        if (size > 0 && !is_set_item(text + at, size))
            return false;
    }
    return length > 0;
}

static bool is_set_text(const char *text)
{
    return is_set(text, strlen(text));
}

/* ---- the list -------------------------------------------------------------- */

/* Any change of what is in force goes through here.  What "=" has switched off stays off. */
static void change(struct filters *filters)
{
    for (size_t i = 0; filters->is_off && i < filters->count; i++)
        filters->terms[i].is_off = true;
    filters->is_off = false;
    filters->generation++;
}

static bool append(struct filters *filters, const char *text, size_t length)
{
    if (filters->count == FILTERS_MAX || length >= PROMPT_BYTES)
        return false;
    struct filter_term *term = &filters->terms[filters->count++];
    snprintf(term->text, sizeof term->text, "%.*s", (int)length, text);
    term->is_off = false;
    return true;
}

static struct filter_term *find(struct filters *filters, const char *text)
{
    for (size_t i = 0; i < filters->count; i++)
        if (strcmp(filters->terms[i].text, text) == 0)
            return &filters->terms[i];
    return NULL;
}

static void take_out(struct filters *filters, struct filter_term *term)
{
    size_t behind = (size_t)(filters->terms + filters->count - (term + 1));
    memmove(term, term + 1, behind * sizeof *term);
    filters->count--;
}

/* All that are on, as one expression; "or" needs parentheses among others. */
void filters_put_text(const struct filters *filters, struct text *text)
{
    size_t on_count = 0, put = 0;
    for (size_t i = 0; i < filters->count; i++)
        on_count += !filters->terms[i].is_off;
    for (size_t i = 0; i < filters->count; i++) {
        const struct filter_term *term = &filters->terms[i];
        if (term->is_off)
            continue;
        bool is_nested = on_count > 1 && has_or(term->text);
        text_printf(text, "%s%s%s%s", put++ > 0 ? " " : "", is_nested ? "(" : "", term->text,
                    is_nested ? ")" : "");
    }
}

/* ---- from an expression ---------------------------------------------------- */

/* Does a word belong to the term that ends with last? */
static bool continues(const struct filter_term *term, struct word last, struct word word)
{
    return begins_with_operator(word) || ends_with_operator(last) || is_negation(last) ||
           (is_set_text(term->text) && is_set(word.at, word.length));
}

static void cut(struct filters *filters, const char *text)
{
    struct word last = {0};
    for (struct word word = next_word(text, text); word.length > 0;
         word = next_word(text, word.at + word.length)) {
        struct filter_term *term = &filters->terms[filters->count > 0 ? filters->count - 1 : 0];
        bool is_full = filters->count == FILTERS_MAX;
        if (filters->count > 0 && (is_full || continues(term, last, word))) {
            size_t used = strlen(term->text);
            snprintf(term->text + used, sizeof term->text - used, " %.*s", (int)word.length,
                     word.at);
        } else {
            append(filters, word.at, word.length);
        }
        last = word;
    }
}

void filters_set_text(struct filters *filters, const char *text)
{
    struct filters before = *filters;
    text += strspn(text, " ");
    change(&before);
    filters->count = 0;
    filters->is_off = false;
    filters->generation = before.generation;
    if (has_or(text) || has_junction(text, "and", "&&"))
        append(filters, text, strlen(text));
    else
        cut(filters, text);
    for (size_t i = 0; i < before.count; i++) {
        const struct filter_term *term = &before.terms[i];
        if (term->is_off && !find(filters, term->text) &&
            append(filters, term->text, strlen(term->text)))
            filters->terms[filters->count - 1].is_off = true;
    }
}

/* ---- changes --------------------------------------------------------------- */

void filters_toggle_all(struct filters *filters)
{
    filters->is_off = !filters->is_off;
    filters->generation++;
}

void filters_switch(struct filters *filters, size_t index)
{
    change(filters);
    filters->terms[index].is_off = !filters->terms[index].is_off;
}

void filters_remove(struct filters *filters, size_t index)
{
    take_out(filters, &filters->terms[index]);
    filters->generation++;
}

const char *filters_hidden(const struct filter_term *term)
{
    const char *text = term->text;
    if (has_or(text) || has_junction(text, "and", "&&"))
        return NULL;
    if (*text == '-' || *text == '!')
        text++;
    else if (strncmp(text, "not ", 4) == 0)
        text += 4;
    else
        return NULL;
    return text + strspn(text, " ");
}

bool filters_add(struct filters *filters, const char *text)
{
    change(filters);
    struct filter_term *term = find(filters, text);
    if (!term)
        return append(filters, text, strlen(text));
    term->is_off = false;
    return true;
}

bool filters_toggle(struct filters *filters, const char *text)
{
    change(filters);
    struct filter_term *term = find(filters, text);
    if (!term)
        return append(filters, text, strlen(text));
    if (term->is_off)
        term->is_off = false;
    else
        take_out(filters, term);
    return true;
}

/* Take an item out of "-read,futex"; false if it is not in it. */
static bool take_item_out(char *list, const char *name)
{
    size_t length = strlen(name);
    for (char *at = list; *at; at += *at == ',' || *at == ' ') {
        size_t size = strcspn(at, ", ");
        if (size == length && memcmp(at, name, length) == 0) {
            char *rest = at + size;
            rest += *rest != '\0';
            if (*rest == '\0' && at > list)
                at--;
            memmove(at, rest, strlen(rest) + 1);
            return true;
        }
        at += size;
    }
    return false;
}

static struct filter_term *find_hidden_set(struct filters *filters)
{
    for (size_t i = 0; i < filters->count; i++) {
        const char *hidden = filters_hidden(&filters->terms[i]);
        if (!filters->terms[i].is_off && hidden && is_set_text(hidden))
            return &filters->terms[i];
    }
    return NULL;
}

bool filters_hide_call(struct filters *filters, const char *name)
{
    char text[PROMPT_BYTES];
    change(filters);
    struct filter_term *term = find_hidden_set(filters);
    if (!term) {
        snprintf(text, sizeof text, "-%s", name);
        return append(filters, text, strlen(text));
    }
    char *list = term->text + (filters_hidden(term) - term->text);
    if (take_item_out(list, name)) {
        if (*list == '\0')
            take_out(filters, term);
        return true;
    }
    size_t used = strlen(term->text);
    if (used + 1 + strlen(name) >= sizeof term->text)
        return false;
    snprintf(term->text + used, sizeof term->text - used, ",%s", name);
    return true;
}

static struct filter_term *find_set(struct filters *filters)
{
    for (size_t i = 0; i < filters->count; i++)
        if (!filters->terms[i].is_off && is_set_text(filters->terms[i].text))
            return &filters->terms[i];
    return NULL;
}

/* A term whose place is taken by another one; NULL: add it. */
static bool replace(struct filters *filters, struct filter_term *term, const char *text)
{
    if (!term)
        return append(filters, text, strlen(text));
    snprintf(term->text, sizeof term->text, "%s", text);
    return true;
}

bool filters_only_call(struct filters *filters, const char *name)
{
    change(filters);
    struct filter_term *term = find_set(filters);
    if (!term || strcmp(term->text, name) != 0)
        return replace(filters, term, name);
    take_out(filters, term);
    return true;
}

bool filters_only_process(struct filters *filters, int32_t tgid)
{
    char alone[32], with_children[32];
    struct filter_term *term = NULL;
    change(filters);
    for (size_t i = 0; i < filters->count && !term; i++)
        if (!filters->terms[i].is_off && (strncmp(filters->terms[i].text, "pid==", 5) == 0 ||
                                          strncmp(filters->terms[i].text, "tree==", 6) == 0))
            term = &filters->terms[i];
    snprintf(alone, sizeof alone, "pid==%" PRId32, tgid);
    snprintf(with_children, sizeof with_children, "tree==%" PRId32, tgid);
    if (!term || (strcmp(term->text, alone) != 0 && strcmp(term->text, with_children) != 0))
        return replace(filters, term, alone);
    if (strcmp(term->text, alone) == 0)
        return replace(filters, term, with_children);
    take_out(filters, term);
    return true;
}

bool filters_cycle_class(struct filters *filters)
{
    const size_t count = sizeof cycled_classes / sizeof cycled_classes[0];
    change(filters);
    struct filter_term *term = find_set(filters);
    size_t next = 0;
    for (size_t i = 0; term && i < count; i++)
        if (strcmp(term->text, cycled_classes[i]) == 0)
            next = i + 1;
    if (next < count)
        return replace(filters, term, cycled_classes[next]);
    take_out(filters, term);
    return true;
}
