/* Names of errnos and signals, from errnos.def and signals.def. */
#include <stddef.h>

#include "constant_names.h"

static const struct errno_row {
    const char *name;
    const char *text;
} errnos[] = {
#define ERRNO(number, name, text) [number] = {#name, text},
#include "errnos.def"
};

static const char *const signals[] = {
#define SIGNAL(number, name) [number] = #name,
#include "signals.def"
};

static const struct errno_row *errno_row_find(int error)
{
    if (error < 0 || (size_t)error >= sizeof errnos / sizeof *errnos || !errnos[error].name)
        return NULL;
    return &errnos[error];
}

const char *errno_name(int error)
{
    const struct errno_row *row = errno_row_find(error);

    return row ? row->name : NULL;
}

const char *errno_text(int error)
{
    const struct errno_row *row = errno_row_find(error);

    return row ? row->text : NULL;
}

const char *signal_name(int signal)
{
    if (signal < 0 || (size_t)signal >= sizeof signals / sizeof *signals)
        return NULL;
    return signals[signal];
}
