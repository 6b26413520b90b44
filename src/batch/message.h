/* What ptop itself says: always on standard error, between the lines where these are there too. */
#ifndef PTOP_BATCH_MESSAGE_H
#define PTOP_BATCH_MESSAGE_H

#include "output.h"

/* Our name (program_invocation_name(3)) and the message, as printf. */
void message_put(struct outputs *outputs, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void message_put_text(struct outputs *outputs, const char *text);

#endif
