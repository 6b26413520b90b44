#include "words.h"

#include <string.h>
#include <strings.h>

#include <ptop/registers.h>

#include "core/tables/constant_names.h"
#include "core/tables/flags.h"
#include "field.h"

#define ERRNO_LIMIT  134 /* those that a program can see */
#define SIGNAL_LIMIT 65
#define WORD_BYTES   64
#define MAX_DISTANCE 3

/* ---- the families -------------------------------------------------------------------------- */

static const char *or_gap(const char *word)
{
    return word ? word : "";
}

static const char *field_word(size_t index)
{
    return index < FIELD_COUNT ? field_rows[index].name : NULL;
}

static const struct syscall_spec *nth_syscall(size_t index, bool *ret_is_end)
{
    size_t native = (size_t)syscall_limit(ABI_NATIVE);
    size_t compat = (size_t)syscall_limit(ABI_COMPAT);

    *ret_is_end = index >= native + compat;
    return index < native ? syscall_find(ABI_NATIVE, (int64_t)index)
           : *ret_is_end  ? NULL
                          : syscall_find(ABI_COMPAT, (int64_t)(index - native));
}

static const char *syscall_word(size_t index)
{
    bool is_end;
    const struct syscall_spec *spec = nth_syscall(index, &is_end);

    return is_end ? NULL : or_gap(spec ? spec->name : NULL);
}

static const char *argument_word(size_t index)
{
    bool is_end;
    const struct syscall_spec *spec = nth_syscall(index / SYSCALL_MAX_ARGS, &is_end);
    size_t arg = index % SYSCALL_MAX_ARGS;

    if (is_end)
        return NULL;
    return or_gap(spec && arg < spec->arg_count && spec->args[arg].type != TYPE_NONE
                      ? spec->args[arg].name
                      : NULL);
}

static const char *class_word(size_t index)
{
    const struct filter_class *class = filter_class_get(index);

    return class ? class->name : index == CLASS_COUNT ? "net" : NULL;
}

static const char *errno_word(size_t index)
{
    return index < ERRNO_LIMIT ? or_gap(errno_name((int)index)) : NULL;
}

static const char *signal_word(size_t index)
{
    return index < SIGNAL_LIMIT ? or_gap(signal_name((int)index)) : NULL;
}

/* The lists behind each other; a type without a list is one gap. */
static const char *constant_word(size_t index)
{
    for (unsigned type = 0; type < TYPE_COUNT; type++) {
        const struct flag_set *set = flag_set_find((enum arg_type)type);
        if (!set)
            continue;
        if (index < set->count)
            return set->names[index].name;
        index -= set->count;
    }
    return NULL;
}

static const char *grammar_word(size_t index)
{
    static const char *const words[] = {"and", "or", "not", "in", "all", "none"};

    return index < sizeof(words) / sizeof(words[0]) ? words[index] : NULL;
}

const char *word_get(enum word_family family, size_t index)
{
    static const char *(*const families[WORDS_FAMILY_COUNT])(size_t index) = {
        [WORDS_FIELDS] = field_word,         [WORDS_ARGUMENTS] = argument_word,
        [WORDS_SYSCALLS] = syscall_word,     [WORDS_CLASSES] = class_word,
        [WORDS_ERRNOS] = errno_word,         [WORDS_SIGNALS] = signal_word,
        [WORDS_CONSTANTS] = constant_word,   [WORDS_STATES] = field_state_name,
        [WORDS_FDTYPES] = field_fdtype_name, [WORDS_REGISTERS] = register_name,
        [WORDS_GRAMMAR] = grammar_word,
    };

    return families[family](index);
}

/* ---- looking for one ----------------------------------------------------------------------- */

bool word_is(struct word word, const char *name)
{
    return strlen(name) == word.length && memcmp(name, word.bytes, word.length) == 0;
}

bool word_has_prefix(struct word word, const char *prefix)
{
    size_t length = strlen(prefix);

    return word.length >= length && memcmp(word.bytes, prefix, length) == 0;
}

int word_find(enum word_family family, struct word word)
{
    const char *known;

    for (size_t i = 0; word.length > 0 && (known = word_get(family, i)) != NULL; i++)
        if (word_is(word, known))
            return (int)i;
    return -1;
}

bool word_begins(enum word_family family, struct word word)
{
    const char *known;

    for (size_t i = 0; (known = word_get(family, i)) != NULL; i++)
        if (strlen(known) > word.length && strncmp(known, word.bytes, word.length) == 0)
            return true;
    return false;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Letters to add, drop, change or swap with a neighbour, to come from one word to the other. */
static unsigned distance(struct word word, const char *known)
{
    size_t known_length = strlen(known);
    unsigned rows[3][WORD_BYTES + 1];

    if (word.length > WORD_BYTES || known_length > WORD_BYTES)
        return WORD_BYTES;
    for (size_t j = 0; j <= known_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= word.length; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= known_length; j++) {
            unsigned change = word.bytes[i - 1] != known[j - 1];
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
            if (i > 1 && j > 1 && word.bytes[i - 1] == known[j - 2] &&
                word.bytes[i - 2] == known[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[word.length % 3][known_length];
}

const char *word_nearest(const enum word_family *families, size_t count, struct word word)
{
    const char *nearest = NULL, *known;
    unsigned best = word.length < 3 ? 1 : least((unsigned)word.length / 3 + 1, MAX_DISTANCE);

    for (size_t family = 0; family < count; family++) {
        for (size_t i = 0; (known = word_get(families[family], i)) != NULL; i++) {
            unsigned far = known[0] ? distance(word, known) : WORD_BYTES;
            if (far < best || (far == best && !nearest)) {
                best = far;
                nearest = known;
            }
        }
    }
    return nearest;
}

/* ---- what they mean ------------------------------------------------------------------------ */

bool word_constant(enum arg_type type, struct word word, uint64_t *ret_value, uint64_t *ret_mask)
{
    const struct flag_set *set = flag_set_find(type);

    for (size_t i = 0; set && i < set->count; i++) {
        if (word_is(word, set->names[i].name)) {
            *ret_value = set->names[i].value;
            *ret_mask = set->is_bits ? set->names[i].mask : UINT64_MAX;
            return true;
        }
    }
    return false;
}

uint32_t word_class(struct word word)
{
    int index = word_find(WORDS_CLASSES, word);

    if (index == CLASS_COUNT)
        return CLASS_NETWORK; /* "net" */
    return index < 0 ? 0 : 1u << index;
}
