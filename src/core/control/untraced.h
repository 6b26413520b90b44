/*
 * clone with CLONE_UNTRACED: the child would inherit our breakpoints and die of the first.  As
 * long as there are some in the memory the flag is taken out of the call, so that the child is ours too, and
 * put back where the call left it.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_UNTRACED_H
#define PTOP_CORE_UNTRACED_H

struct control;
struct tracee;

void untraced_on_entry(struct control *control, struct tracee *tracee);
/* The child's memory has the changed flags too. */
void untraced_on_birth(const struct tracee *child, const struct tracee *parent);
void untraced_on_exit(struct control *control, struct tracee *tracee);

#endif
