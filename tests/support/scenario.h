/*
 * Scenarios: what can happen to a tracer, one cmocka test each, on real tracees.
 *
 * SCENARIO(name) begins with nothing there and ends by taking everything away: the
 * session, ptop itself, the victims.  The test's process is the one that orphans
 * go to (PR_SET_CHILD_SUBREAPER), so what a scenario leaves behind fails it.
 *
 * Races are repeated test_scale(N) times: PTOP_TEST_SCALE multiplies.
 */
#ifndef PTOP_TESTS_SCENARIO_H
#define PTOP_TESTS_SCENARIO_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/batch.h"
#include "support/live.h"
#include "support/process.h"
#include "support/victim.h"

#define SCENARIO(name) cmocka_unit_test_setup_teardown(name, scenario_begin, scenario_end)

int scenario_begin(void **state);
int scenario_end(void **state);

/* count, times PTOP_TEST_SCALE; at least 1. */
int test_scale(int count);

/* For a corner case that only chance brings about: say how often it came, fail if never. */
void exercised(const char *what, long count);

#endif
