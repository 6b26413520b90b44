/*
 * A futex: who waits at the same address, and who holds what it guards.  The
 * kernel does not know the owner.  Where the word is a lock of the C library, or a thread's
 * id, the tracee's memory does:
 *
 *     PI futex             the word: the owner's tid and two flags
 *     pthread_mutex_t      lock, count, owner, users: the owner's tid is the third int
 *     pthread_join         the word is the tid of the thread that has to end
 *
 * Each is believed only if the number is that of a living thread of the process.
 */
#include "stuck_case.h"

#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "memory_map.h"

/* Three ints of a glibc mutex, and the number of its users. */
struct mutex {
    uint32_t lock, count, owner, users;
};

static bool is_thread(const struct stuck_case *c, uint32_t tid)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/task/%u", c->tgid, tid);
    return tid != 0 && tid <= INT32_MAX && access(path, F_OK) == 0;
}

static void say_owner(struct stuck_case *c, const char *name, uint32_t tid, const char *what)
{
    stuck_line(c, name);
    stuck_put_task(c, (int32_t)tid);
    text_printf(c->text, " (%s)", what);
    if ((int32_t)tid == c->tid)
        text_put(c->text, ", itself: it can never get it");
    else
        stuck_put_doing(c, (int32_t)tid);
}

static bool is_pi(unsigned operation)
{
    return operation == FUTEX_LOCK_PI || operation == FUTEX_LOCK_PI2;
}

static void explain_owner(struct stuck_case *c, tracee_addr address, unsigned operation)
{
    struct mutex mutex;
    uint32_t expected = (uint32_t)c->call.args[2];

    if (!stuck_memory(c->tid, address, &mutex, sizeof(mutex)))
        return;
    uint32_t pi_owner = mutex.lock & FUTEX_TID_MASK;
    if (is_pi(operation) && is_thread(c, pi_owner))
        say_owner(c, "owner", pi_owner, "of the PI futex");
    else if (mutex.lock == expected && is_thread(c, mutex.lock))
        say_owner(c, "thread", mutex.lock, "it has to end");
    else if (mutex.lock == 2 && mutex.users > 0 && is_thread(c, mutex.owner))
        say_owner(c, "owner", mutex.owner, "of the mutex");
    else
        stuck_say(c, "owner", "not to be seen: it is no mutex of the C library, or a condition");
}

/* ---- who else waits ------------------------------------------------------------ */

struct waiters {
    struct stuck_case *c;
    tracee_addr address;
    size_t shown, others;
};

static bool is_futex(const struct event_syscall *call)
{
    const struct syscall_spec *spec = stuck_call_spec(call);

    return spec && strncmp(spec->name, "futex", strlen("futex")) == 0;
}

static bool visit_thread(void *context, int32_t tid)
{
    struct waiters *waiters = context;
    struct event_syscall call;

    if (tid == waiters->c->tid || !stuck_task_call(tid, &call) || !is_futex(&call) ||
        call.args[0] != waiters->address)
        return !stuck_is_late(waiters->c);
    if (waiters->shown == STUCK_LIST_MAX) {
        waiters->others++;
        return !stuck_is_late(waiters->c);
    }
    waiters->shown++;
    stuck_line(waiters->c, "and waits");
    stuck_put_task(waiters->c, tid);
    return true;
}

static void put_mapping(struct stuck_case *c, tracee_addr address)
{
    struct memory_map map;

    if (memory_map_read(c->tid, &map) < 0)
        return;
    for (size_t i = 0; i < map.count; i++) {
        const struct mapping *mapping = &map.mappings[i];
        if (address < mapping->start || address >= mapping->end || mapping->path[0] == '\0')
            continue;
        text_put(c->text, " in ");
        stuck_put_escaped(c, TEXT_PATH, mapping->path);
    }
    memory_map_done(&map);
}

static void explain_at(struct stuck_case *c, tracee_addr address, unsigned operation)
{
    struct waiters waiters = {.c = c, .address = address};
    char path[64];
    uint8_t before;

    stuck_line(c, "waits on");
    text_put(c->text, "the futex at ");
    before = text_set_role(c->text, TEXT_ADDRESS);
    text_put_hex(c->text, address);
    text_set_role(c->text, before);
    put_mapping(c, address);
    explain_owner(c, address, operation & (unsigned)FUTEX_CMD_MASK);
    snprintf(path, sizeof(path), "/proc/%d/task", c->tgid);
    stuck_each(path, visit_thread, &waiters);
    stuck_say_more(c, "and waits", waiters.others);
    if (!((unsigned)c->call.args[1] & FUTEX_PRIVATE_FLAG))
        stuck_say(c, "", "it is shared: threads of other processes may wait, too");
}

void explain_futex(struct stuck_case *c, unsigned arg)
{
    explain_at(c, c->call.args[arg], (unsigned)c->call.args[1]);
}
