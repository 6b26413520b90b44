#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include <ptop/error.h>

static void error_fill(struct error *error, int offset, const char *format, va_list args)
{
    if (!error)
        return;
    error->offset = offset;
    vsnprintf(error->message, sizeof(error->message), format, args);
}

int error_set(struct error *ret_error, int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_fill(ret_error, -1, format, args);
    va_end(args);
    return code;
}

int error_at(struct error *ret_error, int offset, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_fill(ret_error, offset, format, args);
    va_end(args);
    return -EINVAL;
}
