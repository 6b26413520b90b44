/*
 * Changing a held tracee: registers, vectors, memory, the arguments of a call that begins, the
 * result of one that ends.  Each is written, read back and compared; what was refused left
 * everything as it was, and says why.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_EDIT_H
#define PTOP_CORE_EDIT_H

#include <ptop/command.h>
#include <ptop/error.h>

struct control;
struct tracee;

/* COMMAND_WRITE_REGISTER … _WRITE_RESULT, and _READ_VECTORS.  The tracee is held. */
int edit_obey(struct control *control, struct tracee *tracee, const struct command *command,
              struct error *ret_error);
/* The call whose arguments were changed is over: the registers that a call preserves are as the
 * program had them. */
void edit_on_exit_stop(struct control *control, struct tracee *tracee);

#endif
