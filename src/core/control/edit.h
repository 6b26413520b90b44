/*
 * Changing a held tracee: registers, vectors, memory, the arguments of a call that begins, the
 * result of one that ends.  Each is written, read back and compared; what was refused left
 * everything as it was, and says why.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_EDIT_H
#define PTOP_CORE_EDIT_H

#include <stdint.h>

#include <ptop/command.h>
#include <ptop/error.h>
#include <ptop/registers.h>

#include "../tracee/tracee.h"

struct control;
struct edited_bytes;

/* Arguments that were changed, until the call is over.  All-zero: none. */
struct edited_call {
    uint8_t changed; /* arguments, one bit each */
    uint32_t memory; /* in which they, and the bytes, mean something */
    uint64_t args[SYSCALL_MAX_ARGS]; /* of those: as the program had them */
    struct edited_bytes *bytes;      /* the newest first */
};

/* COMMAND_WRITE_REGISTER … _WRITE_RESULT, and _READ_VECTORS.  The tracee is held. */
int edit_obey(struct control *control, struct tracee *tracee, const struct command *command,
              struct error *ret_error);
/* The call whose arguments were changed is over, or shall not be made by us: the registers that a
 * call preserves, and the bytes around, are as the program had them. */
void edit_on_exit_stop(struct control *control, struct tracee *tracee);
/* The child of a call whose arguments were changed, while it stands still. */
void edit_on_birth(struct tracee *child, const struct tracee *parent);
/* Before its record is freed. */
void edit_on_gone(struct tracee *tracee);

/* ---- the kinds --------------------------------------------------------------------- */

int edit_register(struct control *control, struct tracee *tracee,
                  const struct register_value *value, struct error *ret_error);
/* The rest of the names. */
int edit_vector(struct tracee *tracee, const struct register_value *value,
                struct error *ret_error);
int edit_write_vectors_event(struct control *control, const struct tracee *tracee,
                             struct error *ret_error);
/* All of it or nothing; the INT3s in it stay. */
int edit_memory(struct control *control, struct tracee *tracee, tracee_addr address,
                const void *bytes, size_t size, struct error *ret_error);
int edit_argument(struct control *control, struct tracee *tracee, const struct command *command,
                  struct error *ret_error);
int edit_result(struct control *control, struct tracee *tracee, const struct command *command,
                struct error *ret_error);

/* A row that says what was changed. */
void edit_note(struct control *control, const struct tracee *tracee, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
