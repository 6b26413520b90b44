#include "core/history/fold_key.h"

#include <string.h>

#include <ptop/syscall.h>

#define OUTCOME_FLAGS (EVENT_COMPAT | EVENT_FAILED | EVENT_NO_RETURN | EVENT_BLOCKED)

static void take_numbers(struct fold_key *key, const struct event_syscall *call)
{
    const struct syscall_spec *spec =
        syscall_find(key->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, key->number);
    unsigned count = spec ? spec->arg_count : SYSCALL_MAX_ARGS;

    for (unsigned i = 0; i < count; i++)
        if (!spec || (spec->args[i].direction == ARG_VALUE && spec->args[i].type != TYPE_ADDRESS))
            key->args[i] = call->args[i];
}

struct fold_key fold_key_of(const struct event *event, enum fold_kind kind,
                            const struct names *names)
{
    const struct event_syscall *call = (const struct event_syscall *)event;
    struct fold_key key = {.tid = event->tid, .tgid = event->tgid, .kind = event->kind};

    if (event->kind != EVENT_SYSCALL)
        return key;
    key.number = event->number;
    key.flags = event->flags & OUTCOME_FLAGS;
    key.error = event->flags & EVENT_FAILED ? (int32_t)call->result : 0;
    if (kind == FOLD_REPEATS)
        take_numbers(&key, call);
    else
        key.has_caller = callers_find_own(call, names, &key.caller);
    return key;
}

static bool is_same_caller(const struct caller *a, const struct caller *b)
{
    return a->function_bytes == b->function_bytes && a->module_bytes == b->module_bytes &&
           memcmp(a->function, b->function, a->function_bytes) == 0 &&
           memcmp(a->module, b->module, a->module_bytes) == 0;
}

bool fold_key_repeats(const struct fold_key *key, const struct fold_key *before,
                      enum fold_kind kind)
{
    if (key->kind != EVENT_SYSCALL || before->kind != EVENT_SYSCALL || key->tid != before->tid ||
        key->tgid != before->tgid)
        return false;
    if (kind == FOLD_CALLERS)
        return key->has_caller && before->has_caller &&
               is_same_caller(&key->caller, &before->caller);
    return key->number == before->number && key->flags == before->flags &&
           key->error == before->error && memcmp(key->args, before->args, sizeof(key->args)) == 0;
}
