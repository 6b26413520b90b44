#include <fcntl.h>

#include "core/tables/flags.h"
#include "support/random_filter.h"

#define COUNT_OF(array)     (sizeof(array) / sizeof(*(array)))
#define PICK(chance, array) ((array)[chance_below(chance, COUNT_OF(array))])

static const struct {
    int32_t tid, tgid;
} tasks[] = {{100, 100}, {200, 200}, {300, 300}, {301, 300}, {400, 400}, {500, 500}};

/* The address of something that the story has put there, or of nothing. */
static uint64_t random_pointer(struct chance *chance, const struct samples *samples)
{
    if (chance_below(chance, 8) == 0)
        return chance_below(chance, 2) ? 0 : 0x666000;
    return SAMPLE_ADDRESS + 8 * chance_below(chance, (unsigned)samples->memory_used / 8);
}

static uint64_t random_constants(struct chance *chance, const struct flag_set *set)
{
    uint64_t value = set->names[chance_below(chance, (unsigned)set->count)].value;

    if (set->is_bits && chance_below(chance, 2))
        value |= set->names[chance_below(chance, (unsigned)set->count)].value;
    return value;
}

static uint64_t random_value(struct chance *chance, const struct samples *samples,
                             const struct arg_spec *arg)
{
    static const uint64_t values[] = {0,
                                      1,
                                      2,
                                      3,
                                      5,
                                      7,
                                      10,
                                      100,
                                      200,
                                      0644,
                                      4096,
                                      8192,
                                      18,
                                      5ull << 30,
                                      1 << 20,
                                      UINT32_MAX,
                                      UINT64_MAX,
                                      (uint64_t)AT_FDCWD,
                                      0x7f0000001000};
    const struct flag_set *set = flag_set_find(arg->type);

    if (arg->direction != ARG_VALUE)
        return random_pointer(chance, samples);
    if (set && set->count > 0 && chance_below(chance, 8))
        return random_constants(chance, set);
    if (arg->type == TYPE_FD || arg->type == TYPE_DIRFD)
        return chance_below(chance, 16);
    if (arg->type == TYPE_SIGNAL)
        return chance_below(chance, 20);
    return PICK(chance, values);
}

static void random_end(struct chance *chance, struct sample_call *call)
{
    static const int64_t results[] = {0, 1, 3, 5, 7, 10, 16, 20, 100, 4096, 0x7f0000001000};
    static const int64_t failures[] = {-2, -9, -11, -13, -22, -38};
    static const uint8_t flags[] = {EVENT_NO_RETURN, EVENT_RESTARTED, EVENT_BLOCKED,
                                    EVENT_NO_ENTRY};

    call->result = chance_below(chance, 3) ? PICK(chance, results) : PICK(chance, failures);
    if (chance_below(chance, 8) == 0)
        call->flags |= PICK(chance, flags);
    else if (chance_below(chance, 16) == 0) {
        call->flags |= EVENT_RESTART;
        call->result = -512;
    }
    if (call->flags & (EVENT_NO_RETURN | EVENT_BLOCKED))
        call->result = 0;
}

void random_call(struct chance *chance, struct samples *samples)
{
    static const nanoseconds durations[] = {0, 100, 1000, 5000, 20000, 60000000, 2500000000};
    static const char *const often[] = {"openat", "read", "connect", "open", "rename", "mmap"};
    unsigned who = chance_below(chance, COUNT_OF(tasks));
    enum abi abi = chance_below(chance, 4) ? ABI_NATIVE : ABI_COMPAT;
    struct sample_call call = {
        .key = "by chance",
        .tid = tasks[who].tid,
        .tgid = tasks[who].tgid,
        .flags = abi == ABI_COMPAT ? EVENT_COMPAT : 0,
        .duration_ns = PICK(chance, durations),
    };
    const struct syscall_spec *spec = NULL;

    if (chance_below(chance, 2))
        spec = syscall_find_name(abi, PICK(chance, often), &call.number);
    while (!spec || !spec->name)
        spec = syscall_find(abi, chance_below(chance, (unsigned)syscall_limit(abi)));
    call.name = spec->name;
    for (unsigned arg = 0; arg < spec->arg_count; arg++) {
        call.args[arg] = random_value(chance, samples, &spec->args[arg]);
        if (abi == ABI_COMPAT)
            call.args[arg] = (uint32_t)call.args[arg];
    }
    random_end(chance, &call);
    sample_call(samples, &call);
}
