#include "launch_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "../base/alloc.h"

static size_t count_words(const char *const *words)
{
    size_t count = 0;

    while (words[count])
        count++;
    return count;
}

char **launch_arguments(char *const *argv, const char *argv0)
{
    size_t count = count_words((const char *const *)argv);
    char **result = alloc_zeroed(count + 1, sizeof *result);

    memcpy(result, argv, count * sizeof *result);
    result[0] = (char *)argv0;
    return result;
}

static bool is_of(const char *entry, const char *name, size_t length)
{
    return strncmp(entry, name, length) == 0 && entry[length] == '=';
}

/* What a variable has is taken away, where it stood more than once everywhere. */
static size_t remove_variable(char **entries, size_t count, const char *name, size_t length)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (!is_of(entries[i], name, length))
            entries[kept++] = entries[i];
    }
    return kept;
}

char **launch_environment(char *const *base, const char *const *changes)
{
    size_t count = count_words((const char *const *)base);
    char **result = alloc_zeroed(count + count_words(changes) + 1, sizeof *result);

    memcpy(result, base, count * sizeof *result);
    for (size_t i = 0; changes[i]; i++) {
        size_t length = strcspn(changes[i], "=");

        count = remove_variable(result, count, changes[i], length);
        if (changes[i][length])
            result[count++] = (char *)changes[i];
    }
    result[count] = NULL;
    return result;
}
