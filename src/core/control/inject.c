#include "inject.h"

#include <errno.h>
#include <linux/auxvec.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "space.h"

#include "../inspect/memory_map.h"
#include "../tracee/emit.h"
#include "../tracee/procfs.h"
#include "../tracee/ptrace_call.h"
#include "../tracee/registers.h"
#include "../tracee/stop.h"

#define RED_ZONE_BYTES   128 /* below the stack pointer, a function's own (x86-64 psABI) */
#define DATA_MAX_BYTES   512

/* A stop that is always near, but for a machine that has no time for the tracee; to give up would
 * leave it with registers that are not its own. */
#define PATIENCE_NS UINT64_C(20000000000)
#define SPIN_ROUNDS 200 /* before it gets this core, too */

#define SCAN_CHUNK_BYTES 16384u
#define SCAN_MAX_BYTES   (16u << 20)

/* What is put back. */
struct injection {
    struct tracee *tracee;
    bool is_compat;
    struct user_regs_struct registers;
    uint64_t mask;
    tracee_addr data_address;
    uint32_t data_bytes;
    uint8_t data[DATA_MAX_BYTES];
};

/* ---- may it be done? --------------------------------------------------------------- */

static bool status_number(const char *status, const char *field, unsigned *ret_number)
{
    const char *line = strstr(status, field);

    return line && sscanf(line + strlen(field), ": %u", ret_number) == 1;
}

/* Our own filter stops what it traces; that stop is passed over below.  How many filters there
 * are is said since Linux 5.9. */
bool inject_is_filtered(const struct tracee *tracee)
{
    char status[4096];
    unsigned mode = 0, filters = 0;
    ssize_t length = procfs_read(tracee->tid, "status", status, sizeof status - 1);

    if (length <= 0)
        return true;
    status[length] = '\0';
    if (!status_number(status, "\nSeccomp", &mode) || mode == 0)
        return false;
    return !(tracee->has_trap && status_number(status, "\nSeccomp_filters", &filters) &&
             filters == 1);
}

/* ---- a syscall instruction --------------------------------------------------------- */

/* Wherever these two bytes lie, also within another instruction: nothing behind them is executed.
 * A breakpoint on them would hide them, as it shall. */
static tracee_addr find_in_mapping(const struct tracee *tracee, const struct mapping *mapping,
                                   const char instruction[static 2], size_t *budget)
{
    static uint8_t chunk[SCAN_CHUNK_BYTES]; /* of the tracer thread, which alone comes here */
    tracee_addr at = mapping->start;

    while (at < mapping->end && *budget >= SCAN_CHUNK_BYTES) {
        size_t wanted = mapping->end - at < SCAN_CHUNK_BYTES ? mapping->end - at : SCAN_CHUNK_BYTES;
        ssize_t length = space_read(tracee, at, chunk, wanted);
        const uint8_t *found = length > 0 ? memmem(chunk, (size_t)length, instruction, 2) : NULL;

        if (found)
            return at + (tracee_addr)(found - chunk);
        if (length < 2)
            return 0;
        at += (size_t)length - ((size_t)length == wanted && at + wanted < mapping->end);
        *budget -= SCAN_CHUNK_BYTES;
    }
    return 0;
}

/* Nearly every process has one, and was told where (AT_SYSINFO_EHDR); 0: it was not. */
static tracee_addr find_vdso(const struct injection *injection)
{
    size_t word = injection->is_compat ? sizeof(uint32_t) : sizeof(uint64_t);
    uint8_t auxv[1024];
    ssize_t length = procfs_read(injection->tracee->tid, "auxv", auxv, sizeof auxv);

    for (size_t at = 0; length > 0 && at + 2 * word <= (size_t)length; at += 2 * word) {
        uint64_t key = 0, value = 0;

        memcpy(&key, auxv + at, word);
        memcpy(&value, auxv + at + word, word);
        if (key == AT_SYSINFO_EHDR)
            return value;
    }
    return 0;
}

/* In any code. */
static tracee_addr find_in_map(const struct injection *injection, const char *instruction,
                               size_t *budget)
{
    tracee_addr address = 0;
    struct memory_map map;

    if (memory_map_read(injection->tracee->tid, &map) < 0)
        return 0;
    for (size_t i = 0; i < map.count && !address; i++) {
        if (map.mappings[i].protection & PROT_EXEC)
            address = find_in_mapping(injection->tracee, &map.mappings[i], instruction, budget);
    }
    memory_map_done(&map);
    return address;
}

static tracee_addr find_syscall(const struct injection *injection, bool takes_heap)
{
    const char *instruction = injection->is_compat ? "\xcd\x80" : "\x0f\x05";
    size_t budget = SCAN_MAX_BYTES;
    struct mapping vdso = { .start = find_vdso(injection) };
    tracee_addr address = 0;

    vdso.end = vdso.start + SCAN_CHUNK_BYTES;
    if (vdso.start)
        address = find_in_mapping(injection->tracee, &vdso, instruction, &budget);
    return address || !takes_heap ? address : find_in_map(injection, instruction, &budget);
}

/* ---- setting up and putting back --------------------------------------------------- */

static int put_data(struct injection *injection, const struct inject_call *call)
{
    uint64_t address =
        (injection->registers.rsp - RED_ZONE_BYTES - call->data_bytes) & ~UINT64_C(15);
    ssize_t size = (ssize_t)call->data_bytes;

    if (!call->data)
        return 0;
    if (size > DATA_MAX_BYTES ||
        space_read(injection->tracee, address, injection->data, (size_t)size) != size ||
        space_write(injection->tracee, address, call->data, (size_t)size) != size)
        return -EFAULT;
    injection->data_address = address;
    injection->data_bytes = call->data_bytes;
    return 0;
}

static void set_arguments(const struct injection *injection, const struct inject_call *call,
                          struct user_regs_struct *registers)
{
    uint64_t args[6];

    memcpy(args, call->args, sizeof args);
    if (call->data)
        args[call->data_argument] = injection->data_address;
    if (injection->is_compat) {
        registers->rbx = args[0], registers->rcx = args[1], registers->rdx = args[2];
        registers->rsi = args[3], registers->rdi = args[4], registers->rbp = args[5];
    } else {
        registers->rdi = args[0], registers->rsi = args[1], registers->rdx = args[2];
        registers->r10 = args[3], registers->r8 = args[4], registers->r9 = args[5];
    }
}

static void put_back(const struct injection *injection)
{
    pid_t tid = injection->tracee->tid;

    if (injection->data_bytes)
        space_write(injection->tracee, injection->data_address, injection->data,
                    injection->data_bytes);
    ptrace_set_registers(tid, &injection->registers);
    ptrace_set_mask(tid, injection->mask);
}

/* ---- running ----------------------------------------------------------------------- */

/* To its next stop.  False: none came in time, and it runs. */
static bool run(struct injection *injection, int *ret_status)
{
    nanoseconds deadline = emit_now_ns() + PATIENCE_NS;
    pid_t tid = injection->tracee->tid, waited = 0;

    tracee_set_state(injection->tracee, TRACEE_RUNNING);
    if (ptrace_resume(tid, 0) < 0) {
        tracee_set_state(injection->tracee, TRACEE_DYING);
        return false;
    }
    for (unsigned round = 0; emit_now_ns() < deadline; round++) {
        waited = waitpid(tid, ret_status, __WALL | WNOHANG);
        if (waited == tid)
            break;
        if (round >= SPIN_ROUNDS)
            nanosleep(&(struct timespec){ .tv_nsec = 50000 }, NULL);
    }
    return waited == tid;
}

/* Not the call: the entry's stop for our own seccomp filter, or an INTERRUPT that was answered by
 * the stop at which we began. */
static bool is_passed_over(const struct tracee *tracee, enum stop_kind kind)
{
    return (kind == STOP_SECCOMP && tracee->has_trap) ||
           (kind == STOP_TRAP && !tracee->is_interrupting);
}

/* To the entry of the call, or on to its exit.  1, 0 where another stop or the end came, or
 * -errno. */
static int run_to_call(struct injection *injection, int *ret_status)
{
    struct tracee *tracee = injection->tracee;
    enum stop_kind kind;

    for (unsigned stops = 0; stops < 4; stops++) {
        if (!run(injection, ret_status))
            return tracee->state == TRACEE_DYING ? -ESRCH : -ETIMEDOUT;
        kind = stop_classify(*ret_status).kind;
        if (kind != STOP_EXITED && kind != STOP_KILLED)
            tracee_set_state(tracee, TRACEE_STOPPED);
        if (!is_passed_over(tracee, kind))
            return kind == STOP_SYSCALL;
    }
    return 0;
}

/* Another stop than the call's: until its status is handled the tracee counts as running. */
static int give_up(struct injection *injection)
{
    if (injection->tracee->state == TRACEE_STOPPED) {
        put_back(injection);
        tracee_set_state(injection->tracee, TRACEE_RUNNING);
    }
    return -EINTR;
}

static int run_call(struct injection *injection, int64_t *ret_result, int *ret_status)
{
    struct user_regs_struct after;
    int status, result = run_to_call(injection, &status);

    if (result > 0)
        result = run_to_call(injection, &status);
    if (result == 0) {
        *ret_status = status;
        return give_up(injection);
    }
    if (result < 0)
        return result;
    if (ptrace_get_registers(injection->tracee->tid, &after) < 0)
        return -ESRCH;
    put_back(injection);
    *ret_result = injection->is_compat ? (int32_t)after.rax : (int64_t)after.rax;
    return 0;
}

/* ---- the door ---------------------------------------------------------------------- */

static int begin(struct injection *injection, const struct inject_call *call,
                 tracee_addr instruction, int number)
{
    struct user_regs_struct registers = injection->registers;
    pid_t tid = injection->tracee->tid;
    int result = ptrace_get_mask(tid, &injection->mask);

    if (result == 0)
        result = put_data(injection, call);
    if (result < 0)
        return result;
    set_arguments(injection, call, &registers);
    registers.rip = instruction;
    registers.rax = (uint64_t)number;
    registers.orig_rax = UINT64_MAX;
    if (ptrace_set_mask(tid, UINT64_MAX) < 0 || ptrace_set_registers(tid, &registers) < 0) {
        put_back(injection);
        return -ESRCH;
    }
    return 0;
}

static bool is_clean(const struct tracee *tracee, const struct user_regs_struct *registers)
{
    return tracee->state == TRACEE_STOPPED && !tracee->call.is_known &&
           (int64_t)registers->orig_rax < 0 && !tracee->pending_signal && !tracee->group_signal;
}

int inject_call(struct tracee *tracee, const struct inject_call *call, int64_t *ret_result,
                int *ret_status)
{
    struct injection injection = { .tracee = tracee };
    tracee_addr instruction;
    int number, result;

    if (ptrace_get_registers(tracee->tid, &injection.registers) < 0)
        return -ESRCH;
    injection.is_compat = registers_are_compat(&injection.registers);
    if (!is_clean(tracee, &injection.registers))
        return -EBUSY;
    if (inject_is_filtered(tracee))
        return -EPERM;
    instruction = find_syscall(&injection, !call->has_no_heap);
    if (!instruction ||
        !syscall_find_name(injection.is_compat ? ABI_COMPAT : ABI_NATIVE, call->name, &number))
        return -ENOEXEC;
    result = begin(&injection, call, instruction, number);
    return result < 0 ? result : run_call(&injection, ret_result, ret_status);
}
