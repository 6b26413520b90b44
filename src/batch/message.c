#include "message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MESSAGE_BYTES 1024

/* A standard error that takes nothing loses the message, and no more. */
static void write_message(struct outputs *outputs, const char *bytes, size_t length)
{
    if (outputs_are_standard_error(outputs)) {
        output_put(outputs, outputs->first, bytes, length);
        return;
    }
    outputs_flush(outputs);
    if (leaving_wait_for_room(outputs->leaving, STDERR_FILENO))
        (void)!write(STDERR_FILENO, bytes, length);
}

void message_put_text(struct outputs *outputs, const char *text)
{
    message_put(outputs, "%s", text);
}

void message_put(struct outputs *outputs, const char *format, ...)
{
    char line[MESSAGE_BYTES];
    size_t start = strlen(program_invocation_name) + 2;
    va_list arguments;
    int length;

    if (start > MESSAGE_BYTES / 2)
        start = MESSAGE_BYTES / 2;
    snprintf(line, start + 1, "%s: ", program_invocation_name);
    va_start(arguments, format);
    length = vsnprintf(line + start, sizeof(line) - start - 1, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    start += (size_t)length < sizeof(line) - start - 2 ? (size_t)length : sizeof(line) - start - 2;
    line[start++] = '\n';
    write_message(outputs, line, start);
}
