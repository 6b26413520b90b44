#include "errno_meanings.h"

#include <errno.h>
#include <stddef.h>

#include "core/base/words.h"

static const struct {
    int error;
    uint32_t classes;
    const char *calls;
    const char *sentence;
} meanings[] = {
#define MEANING(number, calls_, classes_, sentence_)                                               \
    {.error = number, .classes = classes_, .calls = calls_, .sentence = sentence_},
#include "errno_meanings.def"
};

const char *errno_meaning(int error, const struct syscall_spec *spec)
{
    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
        if (meanings[i].error == error &&
            (meanings[i].calls[0] != '\0'
                 ? words_have(meanings[i].calls, spec->name)
                 : meanings[i].classes == UINT32_MAX || (meanings[i].classes & spec->classes) != 0))
            return meanings[i].sentence;
    return NULL;
}
