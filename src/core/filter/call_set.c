#include "call_set.h"

#include <string.h>

#define WORD_LONGER_BYTES 64

void call_set_fill(struct syscall_set *set)
{
    memset(set->bits, 0xff, sizeof(set->bits));
    set->has_unknown = true;
}

void call_set_invert(struct syscall_set *set)
{
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (size_t i = 0; i < SYSCALL_SET_NUMBERS / 64; i++)
            set->bits[abi][i] = ~set->bits[abi][i];
    set->has_unknown = !set->has_unknown;
}

void call_set_add(struct syscall_set *set, enum abi abi, int number)
{
    if (number >= 0 && number < SYSCALL_SET_NUMBERS)
        set->bits[abi][number / 64] |= UINT64_C(1) << (number % 64);
}

void call_set_each_row(call_set_visit *visit, void *context)
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);
            if (spec && spec->name)
                visit(context, (enum abi)abi, number, spec);
        }
    }
}

struct class_search {
    struct syscall_set *set;
    uint32_t classes;
};

static void add_of_class(void *context, enum abi abi, int number, const struct syscall_spec *spec)
{
    const struct class_search *search = context;

    if (spec->classes & search->classes)
        call_set_add(search->set, abi, number);
}

void call_set_add_class(struct syscall_set *set, uint32_t classes)
{
    call_set_each_row(add_of_class, &(struct class_search){set, classes});
}

struct name_search {
    struct syscall_set *set;
    const struct pattern *pattern;
    bool is_found;
};

static void add_of_name(void *context, enum abi abi, int number, const struct syscall_spec *spec)
{
    struct name_search *search = context;

    if (!pattern_matches(search->pattern, spec->name, strlen(spec->name)))
        return;
    call_set_add(search->set, abi, number);
    search->is_found = true;
}

/* Would a glob fit some name if more came behind it? */
static bool glob_may_become(const struct scan_value *value, struct name_search *search)
{
    char longer[WORD_LONGER_BYTES];
    struct pattern pattern;
    size_t length = value->word.length;

    if (!value->reaches_end || length > sizeof(longer) - 1)
        return false;
    memcpy(longer, value->word.bytes, length);
    while (length > 0 && memchr(longer, '[', length) &&
           !memchr(memrchr(longer, '[', length), ']',
                   (size_t)(longer + length - (char *)memrchr(longer, '[', length))))
        length = (size_t)((char *)memrchr(longer, '[', length) - longer); /* not closed yet */
    longer[length++] = '*';
    pattern_init(&pattern, PATTERN_GLOB, false, longer, length, NULL);
    search->pattern = &pattern;
    call_set_each_row(add_of_name, search);
    pattern_done(&pattern);
    return search->is_found;
}

/* Add every call whose name fits; false and failed if the pattern is none or nothing fits. */
bool call_set_add_like(struct scanner *scanner, const struct scan_value *value,
                       enum pattern_kind kind, struct syscall_set *set)
{
    static const enum word_family families[] = {WORDS_SYSCALLS};
    struct pattern pattern;
    struct error error = {.offset = 0};

    if (pattern_init(&pattern, kind, false, value->word.bytes, value->word.length, &error) < 0)
        return scan_wrong(scanner, value->offset + (size_t)error.offset, "%s", error.message);
    struct name_search search = {.set = set, .pattern = &pattern};
    call_set_each_row(add_of_name, &search);
    pattern_done(&pattern);
    if (search.is_found || kind == PATTERN_REGEX)
        return true;
    if (kind == PATTERN_GLOB && glob_may_become(value, &search))
        return scan_unfinished(scanner, "no syscall is called like \"%.*s\" yet",
                               WORD_SHOWN(value->word));
    if (kind == PATTERN_GLOB)
        return scan_wrong(scanner, value->offset, "no syscall is called like \"%.*s\"",
                          WORD_SHOWN(value->word));
    return scan_unknown(scanner, "syscall", value, families, COUNT_OF(families));
}

static bool is_glob(struct word word)
{
    return pattern_kind_of(word.bytes, word.length) == PATTERN_GLOB;
}

bool call_set_is_name(struct word word)
{
    return is_glob(word) || word_is(word, "all") || word_is(word, "none") ||
           word_find(WORDS_SYSCALLS, word) >= 0;
}

bool call_set_add_name(struct scanner *scanner, const struct scan_value *value,
                       struct syscall_set *set)
{
    if (word_is(value->word, "none"))
        return true;
    if (word_is(value->word, "all")) {
        call_set_fill(set);
        return true;
    }
    return call_set_add_like(scanner, value, is_glob(value->word) ? PATTERN_GLOB : PATTERN_EQUAL,
                             set);
}
