/*
 * What control knows of one tracee: there from the moment that it is first held, or comes upon a
 * point, until it is gone.
 */
#ifndef PTOP_CORE_CONTROLLED_H
#define PTOP_CORE_CONTROLLED_H

#include <stdbool.h>
#include <stdint.h>

#include <ptop/command.h>
#include <ptop/event.h>

#include "edit.h"
#include "receipt.h"
#include "sigtrap.h"
#include "step.h"
#include "stepover.h"
#include "tamper.h"
#include "watch.h"

struct controlled {
    struct controlled *next; /* of those kept, when its tracee is gone */
    uint32_t generation; /* of its last EVENT_STOP */

    /* Why it is held, or is about to be: what the EVENT_STOP will say. */
    enum event_stop_reason reason;
    int32_t detail;

    bool was_stepped;   /* it was last set running by the trap flag */
    bool has_late_trap; /* and another stop came before the trap, which is still to be reported */

    struct step step;
    struct stepover over;
    struct watch_registers watch;
    struct sigtrap sigtrap;
    struct edited_call edited;
    struct tampered tampered;
    struct receipt receipt;

    /* clone with CLONE_UNTRACED: what its argument was; see control_on_entry */
    uint64_t clone_flags;
    bool has_clone_flags;
};

struct control;

/* Free a tracee's; none is fine. */
void controlled_free(struct tracee *tracee);
/* In an emergency nothing is freed when its tracee goes, but kept until controlled_free_all. */
void controlled_keep(struct control *control, struct tracee *tracee);
/* Those kept, and those of tracees that could not be let go in time. */
void controlled_free_all(struct control *control);

#endif
