/*
 * Restarts: a thread is followed from its first interrupted call on, as long as
 * one may still go on.  Handlers nest, so what is interrupted is a stack:
 *
 *     call, interrupted           pushed
 *     the same call again         joined with the top, if nothing or a handler's return is between
 *     a handler returns EINTR     the top is given up: the program was told
 *     exit, exec                  all are given up
 *
 * Joins are found in the order of the calls that went on; a second array has them
 * in the order of the calls that were interrupted, which is nearly the same.
 */
#include <ptop/restarts.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/syscall.h>

#include "core/base/alloc.h"
#include "core/base/id_table.h"

#define NESTED_MAX 4

struct interrupted_call {
    uint64_t sequence;
    uint64_t args[6];
    uint32_t attempts;
    nanoseconds duration_ns;
    int32_t number;
    bool is_compat;
};

struct interrupted_thread {
    struct interrupted_call calls[NESTED_MAX]; /* the innermost last */
    unsigned count;
    bool may_go_on; /* the next call may be the top's continuation */
};

struct restarts {
    struct restart_join *joins;
    uint64_t (*by_interrupted)[2]; /* its number, that of the call that went on */
    size_t count, capacity;
    struct id_table threads; /* tid: struct interrupted_thread */
};

/* ---- life ------------------------------------------------------------------------ */

struct restarts *restarts_new(void)
{
    return alloc_zeroed(1, sizeof(struct restarts));
}

void restarts_free(struct restarts *restarts)
{
    if (!restarts)
        return;
    for (size_t i = 0; i < restarts->threads.capacity; i++)
        free(restarts->threads.slots[i].value);
    id_table_done(&restarts->threads);
    free(restarts->joins);
    free(restarts->by_interrupted);
    free(restarts);
}

/* ---- joins ----------------------------------------------------------------------- */

static void restarts_reserve(struct restarts *restarts)
{
    if (restarts->count < restarts->capacity)
        return;
    restarts->capacity = restarts->capacity ? 2 * restarts->capacity : 64;
    restarts->joins = alloc_resize(restarts->joins, restarts->capacity, sizeof(restarts->joins[0]));
    restarts->by_interrupted = alloc_resize(restarts->by_interrupted, restarts->capacity,
                                            sizeof(restarts->by_interrupted[0]));
}

static void restarts_add(struct restarts *restarts, const struct restart_join *join)
{
    restarts_reserve(restarts);
    size_t at = restarts->count;
    for (; at > 0 && restarts->by_interrupted[at - 1][0] > join->interrupted; at--)
        memcpy(restarts->by_interrupted[at], restarts->by_interrupted[at - 1],
               sizeof(restarts->by_interrupted[0]));
    restarts->by_interrupted[at][0] = join->interrupted;
    restarts->by_interrupted[at][1] = join->sequence;
    restarts->joins[restarts->count++] = *join;
}

static int compare_join(const void *key, const void *join)
{
    uint64_t a = *(const uint64_t *)key, b = ((const struct restart_join *)join)->sequence;
    return (a > b) - (a < b);
}

static int compare_number(const void *key, const void *pair)
{
    uint64_t a = *(const uint64_t *)key, b = *(const uint64_t *)pair;
    return (a > b) - (a < b);
}

const struct restart_join *restarts_find(const struct restarts *restarts, uint64_t sequence)
{
    if (restarts->count == 0)
        return NULL;
    return bsearch(&sequence, restarts->joins, restarts->count, sizeof(restarts->joins[0]),
                   compare_join);
}

uint64_t restarts_continuation(const struct restarts *restarts, uint64_t sequence)
{
    if (restarts->count == 0)
        return 0;
    const uint64_t *pair = bsearch(&sequence, restarts->by_interrupted, restarts->count,
                                   sizeof(restarts->by_interrupted[0]), compare_number);
    return pair ? pair[1] : 0;
}

size_t restarts_count(const struct restarts *restarts)
{
    return restarts->count;
}

const struct restart_join *restarts_get(const struct restarts *restarts, size_t index)
{
    return &restarts->joins[index];
}

/* ---- threads --------------------------------------------------------------------- */

static bool is_compat(const struct event_syscall *call)
{
    return call->header.flags & EVENT_COMPAT;
}

static bool is_sigreturn(const struct event_syscall *call)
{
    const struct syscall_spec *spec =
        syscall_find(is_compat(call) ? ABI_COMPAT : ABI_NATIVE, call->header.number);

    return spec &&
           (strcmp(spec->name, "rt_sigreturn") == 0 || strcmp(spec->name, "sigreturn") == 0);
}

/* The kernel starts a call again with the registers that it had. */
static bool is_same_call(const struct interrupted_call *before, const struct event_syscall *call)
{
    return before->number == call->header.number && before->is_compat == is_compat(call) &&
           memcmp(before->args, call->args, sizeof(before->args)) == 0;
}

static void thread_push(struct interrupted_thread *thread, const struct event_syscall *call,
                        const struct restart_join *join)
{
    if (thread->count == NESTED_MAX) /* the outermost is given up */
        memmove(thread->calls, thread->calls + 1, --thread->count * sizeof(thread->calls[0]));
    struct interrupted_call *top = &thread->calls[thread->count++];
    *top = (struct interrupted_call){
        .sequence = call->header.sequence,
        .attempts = join ? join->attempts : 1,
        .duration_ns = join ? join->duration_ns : call->duration_ns,
        .number = call->header.number,
        .is_compat = is_compat(call),
    };
    memcpy(top->args, call->args, sizeof(top->args));
    thread->may_go_on = true;
}

/* A handler returned: to the start of the interrupted call, or with EINTR in its place. */
static void thread_returned(struct interrupted_thread *thread, const struct event_syscall *call)
{
    thread->may_go_on = call->result != -EINTR;
    if (!thread->may_go_on)
        thread->count--;
}

static struct interrupted_thread *restarts_follow(struct restarts *restarts, int32_t tid)
{
    struct interrupted_thread *thread = alloc_zeroed(1, sizeof(*thread));
    id_table_put(&restarts->threads, tid, thread);
    return thread;
}

static void restarts_leave(struct restarts *restarts, int32_t tid)
{
    struct interrupted_thread *thread = id_table_find(&restarts->threads, tid);
    if (!thread)
        return;
    id_table_remove(&restarts->threads, tid, thread);
    free(thread);
}

static void restarts_call(struct restarts *restarts, const struct event_syscall *call)
{
    const bool is_interrupted = call->header.flags & EVENT_RESTART;
    struct interrupted_thread *thread = id_table_find(&restarts->threads, call->header.tid);
    struct restart_join join = {0};

    if (!thread && !is_interrupted)
        return;
    if (!thread)
        thread = restarts_follow(restarts, call->header.tid);
    if (thread->count > 0 && thread->may_go_on &&
        is_same_call(&thread->calls[thread->count - 1], call)) {
        const struct interrupted_call *top = &thread->calls[--thread->count];
        join = (struct restart_join){
            .sequence = call->header.sequence,
            .interrupted = top->sequence,
            .attempts = top->attempts + 1,
            .duration_ns = top->duration_ns + call->duration_ns,
        };
        restarts_add(restarts, &join);
    }
    thread->may_go_on = false;
    if (is_interrupted)
        thread_push(thread, call, join.sequence ? &join : NULL);
    else if (thread->count > 0 && is_sigreturn(call))
        thread_returned(thread, call);
    if (thread->count == 0)
        restarts_leave(restarts, call->header.tid);
}

void restarts_apply(struct restarts *restarts, const struct event *event)
{
    thread_role_check(THREAD_ROLE_UI);
    if (event->kind == EVENT_SYSCALL)
        restarts_call(restarts, (const struct event_syscall *)event);
    else if (event->kind == EVENT_EXIT || event->kind == EVENT_EXEC || event->kind == EVENT_DETACH)
        restarts_leave(restarts, event->tid);
}
