#include "receipt.h"

#include <errno.h>

#include "control.h"

void receipt_write(struct control *control, const struct tracee *tracee)
{
    (void)control;
    (void)tracee;
}
