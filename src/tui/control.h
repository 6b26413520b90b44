/*
 * Control: what keys and ":" commands ask of tracees.
 *
 * Whom: the selected thread; where nothing is selected, the first process.  What cannot be asked
 * is said in one line, and nothing is sent.
 */
#ifndef PTOP_TUI_CONTROL_H
#define PTOP_TUI_CONTROL_H

#include <stdbool.h>
#include <stdint.h>

#include <ptop/command.h>
#include <ptop/tree.h>

#include "action.h"
#include "pending.h"

struct app;

/* The selected thread; NULL, and that is said: there is none. */
const struct tree_thread *control_thread(struct app *app);
/* The same if it is held; NULL, and that it runs is said. */
const struct tree_thread *control_held(struct app *app);

/* Of a thread, with tid 0 of a process, with both 0 of all. */
void control_pause(struct app *app, int32_t tid, int32_t tgid);
void control_resume(struct app *app, int32_t tid, int32_t tgid);
/* The selected thread; a count of 0 is 1; the address is that of STEP_UNTIL. */
void control_step(struct app *app, enum step_kind kind, uint64_t count, tracee_addr address);
/* The order for a step of a thread, to be sent or resolved. */
struct order control_step_order(const struct tree_thread *thread, enum step_kind kind);

/* Send a command of no data about a thread, or a process, or all. */
void control_send(struct app *app, enum command_kind kind, int32_t tid, int32_t tgid);
/* Point commands: value is the id, 0 all. */
void control_point(struct app *app, enum command_kind kind, uint32_t id, uint64_t number);

/* An event came: who is held by a breakpoint, or the like, is selected, unless the selected thread
 * is held; that is said, and signals whose rule is to be noted. */
void control_take(struct app *app, const struct event *event);

/* Select a thread: what keys, commands and the machine's panes are about. */
void control_select(struct app *app, int32_t tid);

/* ---- control_keys.c -------------------------------------------------------- */

/* False: the action is not one of theirs. */
bool control_keys_act(struct app *app, enum action action);

#endif
