#include "seccomp_trap.h"

#include <assert.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>

/* The farthest that a conditional jump reaches; the unconditional one has no limit. */
#define JUMP_LIMIT UINT8_MAX

struct run {
    unsigned first; /* number; the run ends where the next begins */
    bool stops;
};

struct runs {
    struct run list[SYSCALL_SET_NUMBERS + 1];
    unsigned count;
};

/* One instruction for each run, at most two for each place where two meet, three that lead in. */
static_assert(ABI_COUNT * (3 * (SYSCALL_SET_NUMBERS + 1) + 3) + 2 <= BPF_MAXINSNS,
              "struct seccomp_trap");

static void emit(struct seccomp_trap *trap, struct sock_filter instruction)
{
    assert(trap->count < BPF_MAXINSNS);
    trap->program[trap->count++] = instruction;
}

static void emit_load(struct seccomp_trap *trap, size_t offset)
{
    emit(trap, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void emit_verdict(struct seccomp_trap *trap, bool stops)
{
    const uint32_t verdict = stops ? SECCOMP_RET_TRACE : SECCOMP_RET_ALLOW;

    emit(trap, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

static void emit_jump(struct seccomp_trap *trap, uint16_t test, uint32_t value, unsigned if_true,
                      unsigned if_false)
{
    emit(trap, (struct sock_filter)BPF_JUMP(BPF_JMP | test | BPF_K, value, (uint8_t)if_true,
                                            (uint8_t)if_false));
}

/* ---- one ABI ---------------------------------------------------------------- */

static void find_runs(const struct syscall_set *stops, enum abi abi, struct runs *ret_runs)
{
    ret_runs->count = 0;
    for (unsigned number = 0; number <= SYSCALL_SET_NUMBERS; number++) { /* and all above */
        bool does_stop = syscall_set_has(stops, abi, number);

        if (ret_runs->count == 0 || ret_runs->list[ret_runs->count - 1].stops != does_stop)
            ret_runs->list[ret_runs->count++] = (struct run){ number, does_stop };
    }
}

/* How many instructions lead to the verdicts of so many runs. */
static unsigned tree_size(unsigned run_count)
{
    unsigned left;

    if (run_count == 1)
        return 1;
    left = tree_size(run_count / 2);
    return (left > JUMP_LIMIT ? 2 : 1) + left + tree_size(run_count - run_count / 2);
}

static void emit_tree(struct seccomp_trap *trap, const struct run *runs, unsigned count)
{
    const struct run *middle = runs + count / 2;
    unsigned left = tree_size(count / 2 ? count / 2 : 1);

    if (count == 1) {
        emit_verdict(trap, runs->stops);
        return;
    }
    if (left > JUMP_LIMIT) {
        emit_jump(trap, BPF_JGE, middle->first, 0, 1);
        emit(trap, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, left));
    } else {
        emit_jump(trap, BPF_JGE, middle->first, left, 0);
    }
    emit_tree(trap, runs, count / 2);
    emit_tree(trap, middle, count - count / 2);
}

/* ---- all of it -------------------------------------------------------------- */

void seccomp_trap_build(const struct syscall_set *stops, struct seccomp_trap *ret_trap)
{
    static const uint32_t architectures[ABI_COUNT] = {
        [ABI_NATIVE] = AUDIT_ARCH_X86_64,
        [ABI_COMPAT] = AUDIT_ARCH_I386,
    };
    struct runs runs;

    ret_trap->count = 0;
    emit_load(ret_trap, offsetof(struct seccomp_data, arch));
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        unsigned size;

        find_runs(stops, (enum abi)abi, &runs);
        size = 1 + tree_size(runs.count);
        emit_jump(ret_trap, BPF_JEQ, architectures[abi], 1, 0);
        emit(ret_trap, (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, size));
        emit_load(ret_trap, offsetof(struct seccomp_data, nr));
        emit_tree(ret_trap, runs.list, runs.count);
    }
    emit_verdict(ret_trap, true);
}

int seccomp_trap_install(const struct seccomp_trap *trap)
{
    struct sock_fprog program = { trap->count, (struct sock_filter *)trap->program };

    if (trap->count == 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0)
        return 0;
    if (errno != EACCES || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return -errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0 ? -errno : 0;
}
