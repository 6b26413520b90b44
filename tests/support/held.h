/*
 * Held tracees: commands that change them, and what the answer says.
 */
#ifndef PTOP_TESTS_HELD_H
#define PTOP_TESTS_HELD_H

#include <ptop/registers.h>

#include "support/live.h"

/* A command with bytes (copied); its reply's number. */
int held_command(struct command command, const void *data, size_t size);
/* What the last reply said. */
const char *held_message(void);

/* A point at the entry (flags POINT_AT_EXIT: the exit) of the calls of a process that a filter
 * passes; then wait until it holds a thread there, and return its tid. */
void held_add_call_point(pid_t tgid, const char *filter, uint8_t flags);
pid_t held_await_call(size_t from);
void held_remove_points(void);

/* The last EVENT_STOP of a thread. */
const struct event_stop *held_stop(pid_t tid);
uint64_t held_register(pid_t tid, const char *name);

int held_write_register(pid_t tid, const char *name, uint64_t value);
int held_write_vector(pid_t tid, const char *name, const void *bytes, size_t size);
int held_write_memory(pid_t tid, tracee_addr address, const void *bytes, size_t size);

#endif
