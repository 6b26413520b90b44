/*
 * Points and edits in a scenario, said in one line each.
 */
#ifndef PTOP_TESTS_POINTS_H
#define PTOP_TESTS_POINTS_H

#include <sys/types.h>

#include <ptop/point.h>

/* Add a point to the live session and wait for it; its id.  The wish's size, label … are the caller's;
 * condition NULL: none.  Fails the test where it is refused. */
uint32_t point_add(struct point wish, const char *condition);
/* A breakpoint at an address of a process; flags: enum point_flag. */
uint32_t point_add_break(pid_t tgid, tracee_addr address, uint8_t flags);
/* The same, expected to be refused: the reply's number; its message is in *ret_message for a while. */
int point_try(struct point wish, const char **ret_message);
/* Give it another condition, NULL: none, and the label "changed": the reply's number. */
int point_change_condition(uint32_t id, const char *condition);
/* What the front end knows of it; fails the test where it does not. */
const struct point *point_known(uint32_t id);
/* Wait until it has so many hits. */
void point_await_hits(uint32_t id, uint64_t hits);

#endif
