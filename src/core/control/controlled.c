#include "controlled.h"

#include <stdlib.h>

#include "control.h"

void controlled_free(struct tracee *tracee)
{
    if (tracee->controlled) {
        edit_on_gone(tracee);
        tamper_on_gone(tracee);
        free(tracee->controlled);
    }
    tracee->controlled = NULL;
}

void controlled_keep(struct control *control, struct tracee *tracee)
{
    tracee->controlled->next = control->kept;
    control->kept = tracee->controlled;
}

void controlled_free_all(struct control *control)
{
    struct tracee *tracee = NULL;

    while (control->tracees && (tracee = tracee_next(control->tracees, tracee))) {
        if (tracee->controlled != &control->spare)
            controlled_free(tracee);
    }
    while (control->kept) {
        struct controlled *kept = control->kept;

        control->kept = kept->next;
        controlled_free(&(struct tracee){ .controlled = kept });
    }
}
