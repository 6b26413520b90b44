/*
 * The program watched (tests/tracees) under a live session, what is watched in it, and the debug
 * registers of its threads, read by a tracer of our own.
 */
#ifndef PTOP_TESTS_WATCHED_H
#define PTOP_TESTS_WATCHED_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>

#include "support/victim.h"

/* The program of the scenario that runs. */
extern struct victim *watched;

/* Start it and attach; it waits. */
void watched_attach(const char *mode);
/* Let it do what its mode says; it is done. */
void watched_go_on(void);
void watched_assert_ends_well(void);
/* One of its addresses: a slot of the truth page. */
uint64_t watched_place(int slot);

/* Add a point that holds nobody; its id. */
uint32_t watched_add(uint64_t address, uint8_t size_bytes, uint8_t flags);
/* A hardware breakpoint. */
uint32_t watched_add_hardware(uint64_t address, uint8_t flags);
void watched_remove_all(void);

size_t watched_hit_count(void);
/* Fails the test where there are fewer. */
const struct event_hit *watched_hit(size_t index);
/* Take in what there is: are there so many now? */
bool watched_drained_to(size_t hits);

/* Stop a thread that nobody traces, read (or write) its debug registers 0-3, 6, 7, let it go. */
void watched_with_registers(pid_t tid, uint64_t values[static 8], bool writes);
void watched_assert_clear(pid_t tid);
/* A virtual machine may have none for us. */
bool watched_machine_can(void);

#endif
