/*
 * A script: what a person would type, from a file.
 *
 *     # a comment
 *     pause 813
 *     step 10                  any ":" command
 *     keys Space s s Enter     keys by their names
 *     wait held                until the selected thread is held
 *     wait TEXT                until that stands on the screen
 *     wait 1.5                 seconds
 *     timeout 30               how long a line may take; 10 at the beginning
 *     echo TEXT                in the bottom line
 *     save-display FILE
 *     quit detach              or: quit kill
 *
 * A line begins when the one before it is done: its reply came, its expression has a value, the
 * thread that it moved is held again.  What is refused, or takes too long, ends ptop, once all is
 * let go, with FILE:LINE and the reason.  At its end the person goes on with the keyboard.
 */
#ifndef PTOP_TUI_SCRIPT_H
#define PTOP_TUI_SCRIPT_H

#include <stdbool.h>

#include <ptop/error.h>
#include <ptop/event.h>

struct app;
struct script;

/* Read it; 0 or -errno with the reason in words. */
int script_new(const char *path, struct script **ret_script, struct error *ret_error);
void script_free(struct script *script);

/* After a frame: go on as far as possible without a wait. */
void script_step(struct app *app);
/* Has it something to do at once? */
bool script_has_work(const struct app *app);
/* When it must be asked again; 0: something else will come before. */
nanoseconds script_due_ns(const struct app *app);
bool script_is_running(const struct app *app);
/* It came to a wrong line: the reason, with its place. */
bool script_has_failed(const struct app *app, struct error *ret_error);

#endif
