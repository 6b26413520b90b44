/*
 * Calls of i386 behind which there are others: socketcall and ipc, whose first argument says which
 * one, and the first versions of mmap and select, whose arguments are in memory.
 *
 * What they come to is captured and shown as if the program had made that call.
 */
#ifndef PTOP_CORE_MULTIPLEX_H
#define PTOP_CORE_MULTIPLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/event.h>
#include <ptop/syscall.h>

#define MULTIPLEX_WORDS 6      /* of arguments in memory, at most */
#define MULTIPLEX_PART  0xfffe /* of the piece of argument 0 that has them */

struct multiplexed {
    const struct syscall_spec *spec;
    uint64_t args[SYSCALL_MAX_ARGS];
    unsigned words;      /* of its arguments in memory: 32 bits each */
    tracee_addr address; /* and where they are; 0: none */
};

/*
 * What a call comes to, but for its arguments in memory.  False: it is none of these, or of no kind
 * that we know.
 */
bool multiplex_find(const struct syscall_spec *spec, const uint64_t args[static SYSCALL_MAX_ARGS],
                    struct multiplexed *ret_call);

/* The number that sets know it by (call_number.h); -1: as the former one, or as its own. */
int64_t multiplex_number(enum abi abi, const struct syscall_spec *spec,
                         const uint64_t args[static SYSCALL_MAX_ARGS]);

/* Add the numbers by which a set's calls are reached, or, the other way round, all that is behind
 * its numbers. */
void multiplex_add_doors(struct syscall_set *set);
void multiplex_add_behind(struct syscall_set *set);

/* Put them in. */
void multiplex_fill(struct multiplexed *call, const uint8_t *words);

#endif
