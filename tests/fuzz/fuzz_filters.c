/*
 * What is typed in the filter prompt: completion at any place of it, and its cut into terms, which
 * joined again must be the same filter.
 */
#include <stdlib.h>
#include <string.h>

#include <ptop/filter_complete.h>

#include "tui/filters.h"

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* What is offered is put into the prompt: it must hold nothing that cannot stand there. */
static void take(void *context, const char *text, const char *help)
{
    (void)context;
    for (; *text; text++)
        require((unsigned char)*text >= ' ' && *text != 0x7f);
    for (; *help; help++)
        require((unsigned char)*help >= ' ' && *help != 0x7f);
}

static const struct filter_facts *known_facts(void)
{
    static struct filter_facts facts;
    static const char *const seen[] = {"/etc/hosts", "a \x1b[m\"b\\", "socket:[71]", "\xff\xc3"};

    if (facts.names)
        return &facts;
    struct names *names = names_new();
    for (uint32_t i = 0; i < sizeof(seen) / sizeof(seen[0]); i++)
        names_add(names, i + 1, seen[i], strlen(seen[i]));
    facts.names = names;
    return &facts;
}

static bool compiles(const char *text)
{
    struct filter *filter = NULL;
    bool is_filter = filter_new(text, known_facts(), &filter, NULL) == 0;

    filter_free(filter);
    return is_filter;
}

static void check_terms(const char *typed)
{
    static struct filters filters;
    char once[2 * PROMPT_BYTES], twice[2 * PROMPT_BYTES];
    struct text text;

    filters = (struct filters){0};
    filters_set_text(&filters, typed);
    text_init(&text, once, NULL, sizeof(once));
    filters_put_text(&filters, &text);
    require(!compiles(typed) || compiles(once));
    filters_set_text(&filters, once);
    text_init(&text, twice, NULL, sizeof(twice));
    filters_put_text(&filters, &text);
    require(strcmp(once, twice) == 0);
    for (size_t i = 0; i < filters.count; i++)
        filters_hidden(&filters.terms[i]);
    filters_hide_call(&filters, "read");
    filters_only_call(&filters, "open");
    filters_cycle_class(&filters);
    filters_only_process(&filters, 7);
    filters_toggle_all(&filters);
    filters_add(&filters, "failed");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the name is libFuzzer's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char typed[PROMPT_BYTES];
    size_t length = strnlen((const char *)data, size < sizeof(typed) ? size : sizeof(typed) - 1);

    memcpy(typed, data, length);
    typed[length] = '\0';
    size_t cursor = length < size ? data[size - 1] % (length + 1) : length;
    require(filter_complete(typed, cursor, known_facts(), take, NULL) <= cursor);
    check_terms(typed);
    return 0;
}
