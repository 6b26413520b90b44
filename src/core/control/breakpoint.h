/*
 * Breakpoints: an INT3 in a memory, for all threads that run in it.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_BREAKPOINT_H
#define PTOP_CORE_BREAKPOINT_H

#include <signal.h>
#include <stdbool.h>
#include <sys/user.h>

#include "location.h"
#include "point_table.h"
#include "space.h"

/* In the memory of a tracee, for all points at the address or for a step; the first of its kind writes
 * the INT3.  0, or -errno with the reason. */
int breakpoint_add(struct control *control, struct point_entry *entry, struct error *ret_error);
void breakpoint_changed(struct control *control, struct point_entry *entry);

/* Is there code at an address of the tracee?  0, or -errno with the reason. */
int breakpoint_check_code(const struct tracee *tracee, tracee_addr address,
                          struct error *ret_error);

int breakpoint_plant(struct control *control, const struct tracee *tracee, tracee_addr address);
void breakpoint_unplant(struct control *control, const struct tracee *tracee, tracee_addr address);

/* Is there one at this address of the tracee's memory? */
struct location *breakpoint_at(const struct control *control, const struct tracee *tracee,
                               tracee_addr address);

/* What the program has there: code without our INT3s.  How many bytes could be read. */
size_t breakpoint_read_code(const struct control *control, const struct tracee *tracee,
                            tracee_addr address, uint8_t *buffer, size_t size);

/* A trap by an INT3.  True: it was ours; the registers (current, the pc behind the INT3) are put
 * right. */
bool breakpoint_on_trap(struct control *control, struct tracee *tracee,
                        struct user_regs_struct *registers);
/* A step arrived at the address: the hits of the points there count.  True: one holds it. */
bool breakpoint_on_arrival(struct control *control, struct tracee *tracee,
                           struct user_regs_struct *registers);

/* ---- the memories: breakpoint_memory.c ------------------------------------------------------ */

/* The memory of the parent was copied for the child, INT3s and all. */
void breakpoint_on_copy(struct control *control, struct tracee *child, uint32_t parent_memory);
/* A child whose parent is not known: it may have a copy of any memory. */
void breakpoint_on_orphan(struct control *control, struct tracee *child);
/* A range of the memory was unmapped, or something else mapped there. */
void breakpoint_on_unmap(struct control *control, struct tracee *tracee, tracee_addr start,
                         uint64_t length);
/* Nothing is executed out of line any more. */
void breakpoint_forget_copies(struct space *space);
/* Nobody runs in a memory any more. */
void breakpoint_forget_space(struct control *control, uint32_t memory);
/* The record alone, without a word. */
void breakpoint_free_space(struct space *space);
/* Take every INT3 out of a space; a tracee that runs in it is given. */
void breakpoint_disarm(struct control *control, const struct tracee *tracee);
/* Nobody that is traced in it is being let go any more: put them back. */
void breakpoint_rearm(struct control *control, struct space *space);

/* ---- writing, breaking ------------------------------------------------------------------------- */

/* Bytes are about to be written there: the INT3s of ours go into them.  Then they were: what was
 * wanted is what the INT3s hide from now on. */
void breakpoint_keep(const struct control *control, const struct tracee *tracee,
                     tracee_addr address, uint8_t *bytes, size_t size);
void breakpoint_on_write(struct control *control, const struct tracee *tracee,
                         tracee_addr address, const uint8_t *wanted, size_t size);

/* ptop broke while it handled a stop of this tracee, and it is let go: what a breakpoint, or its copy
 * out of line, may have left in the registers.  is_trap: it is to be delivered the trap of an INT3. */
void breakpoint_mend(const struct control *control, struct tracee *tracee, bool is_trap);

/* What was taken out for a moment; not if nobody wants it any more. */
void breakpoint_put_back(const struct control *control, const struct tracee *tracee,
                         struct location *location);

#endif
