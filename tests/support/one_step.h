/*
 * A child that executes one instruction at a time, wherever and with whatever registers it is
 * told: the machine, as the judge of what is said about it.
 *
 *     code   two pages that it executes, far enough from each other to be told apart
 *     data   a page that it reads and writes; registers made by chance often point into it
 *
 * All are shared with the test, at the same addresses, below 4 GiB: code of 32 bits runs, too.
 * What cannot be set up fails the test that runs.
 */
#ifndef PTOP_TESTS_ONE_STEP_H
#define PTOP_TESTS_ONE_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

#define ONE_STEP_PAGE 4096u

struct one_step {
    pid_t child;
    uint8_t *code, *other_code, *data;
    struct user_regs_struct registers; /* of the child as it was found */
    unsigned seed;
    uint64_t random;
};

/* There is one; cmocka's set-up and tear-down of a group. */
extern struct one_step one_step;
int one_step_begin(void **state);
int one_step_end(void **state);

/* Chance begins anew from the seed, which is the time. */
void one_step_reseed(void);
uint64_t one_step_chance(void);
bool one_step_one_in(unsigned many);

/* A value that flags depend on, a small one, one that points into the data, or any. */
uint64_t one_step_value(void);
/* All registers by chance, rsp in the data, rip at the code. */
struct user_regs_struct one_step_registers(bool is_compat);
/* Prefixes, an opcode, and what follows. */
void one_step_instruction(uint8_t ret_bytes[static 16], bool is_compat);
void one_step_fill_data(void);

/* Execute the instruction that rip points to.  Returns the signal of the stop, SIGTRAP if it was
 * executed. */
int one_step_run(const struct user_regs_struct *before, struct user_regs_struct *ret_after);

#endif
