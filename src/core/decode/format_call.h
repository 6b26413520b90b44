/* The parts of a syscall's line. */
#ifndef PTOP_CORE_FORMAT_CALL_H
#define PTOP_CORE_FORMAT_CALL_H

#include "formatter.h"

void format_call_line(struct formatter *f);
void format_call_argument(struct formatter *f, unsigned index);
void format_call_result(struct formatter *f);
/* "EINVAL (Invalid argument)" */
void format_errno_and_text(struct formatter *f, int64_t error);
/* What its errno says of this very call; NULL: nothing, or it has not failed. */
const char *format_call_meaning(const struct formatter *f);

#endif
