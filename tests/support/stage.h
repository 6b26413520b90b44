/*
 * The stage of a screen test: the real ptop on a terminal, and a victim for it
 * to attach to.  stage_open and stage_close are cmocka's set-up and tear-down, so
 * that nothing is left behind by a test that fails half-way.
 *
 *     static void it_shows_the_calls(void **state)
 *     {
 *         struct screen *screen = stage_ptop(state, 24, 80, "ls", "/");
 *
 *         expect_text(screen, "execve(");
 *     }
 */
#ifndef PTOP_TESTS_STAGE_H
#define PTOP_TESTS_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/deadline.h"
#include "support/process.h"
#include "support/screen.h"

struct stage {
    struct screen *screen;
    pid_t victim;
};

int stage_open(void **state);
int stage_close(void **state);
#define stage_test(function) cmocka_unit_test_setup_teardown(function, stage_open, stage_close)

/* Start ptop with these arguments, on a terminal with these options; fails the test if it cannot.
 * Every byte that it writes is kept. */
struct screen *stage_start(void **state, struct screen_options options, char *const argv[]);
#define stage_ptop(state, rows_, cols_, ...)                                                   \
    stage_start(state, (struct screen_options){.rows = (rows_), .cols = (cols_)},              \
                (char *[]){PTOP_BINARY, __VA_ARGS__, NULL})

/* Start a program of tests/tracees for ptop to attach to. */
pid_t stage_victim_start(void **state, char *const argv[]);
#define stage_victim(state, name, ...)                                                         \
    stage_victim_start(state, (char *[]){PTOP_TRACEES "/" name, __VA_ARGS__, NULL})
/* A pid as an argument; valid until the next call. */
char *stage_pid_text(pid_t pid);

/* Rows and columns inside the frame of the pane with this title; fails the test without it. */
struct stage_area {
    int top, left, cols;
};
struct stage_area stage_area(struct screen *screen, const char *title);

/* "shown 204 of 88,310" in the status line: the first number; -1 without it. */
long stage_shown(struct screen *screen);

/* Waits that fail the test, having drawn the screen. */
#define expect_text(screen, text)                                                              \
    do {                                                                                       \
        if (!screen_wait_text(screen, text, PATIENCE_MS))                                      \
            fail_msg("the screen does not show \"%s\"", text);                                 \
    } while (0)
#define expect_gone(screen, text)                                                              \
    do {                                                                                       \
        if (!screen_wait_gone(screen, text, PATIENCE_MS))                                      \
            fail_msg("the screen still shows \"%s\"", text);                                   \
    } while (0)
#define expect_press(screen, key)                                                              \
    do {                                                                                       \
        if (!screen_press(screen, key))                                                        \
            fail_msg("the key %s was not handled", key);                                       \
    } while (0)
#define expect_exit(screen, status_)                                                           \
    do {                                                                                       \
        int status_is_;                                                                        \
        if (!screen_wait_exit(screen, PATIENCE_MS, &status_is_))                               \
            fail_msg("ptop does not end");                                                     \
        assert_int_equal(status_is_, status_);                                                 \
    } while (0)
/* A condition on anything but the screen. */
#define expect_soon(condition, context)                                                        \
    do {                                                                                       \
        if (!wait_until(condition, context, PATIENCE_MS))                                      \
            fail_msg("%s does not come to be", #condition);                                    \
    } while (0)

#endif
