#ifndef PTOP_CORE_RUN_MODE_H
#define PTOP_CORE_RUN_MODE_H

/* How a tracee that stands still shall run on. */
enum run_mode {
    RUN_FREE,    /* as the tracer would have it: to the next syscall stop, or to the trap */
    RUN_TO_CALL, /* to the next syscall stop in any case */
    RUN_STEP,    /* one instruction */
    RUN_NOT,     /* it is held again, or has to wait: nothing is to be done */
};

#endif
