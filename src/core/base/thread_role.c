#include <assert.h>

#include <ptop/thread.h>

static _Thread_local enum thread_role current_role;

void thread_role_set(enum thread_role role)
{
    current_role = role;
}

void thread_role_check(enum thread_role role)
{
    assert(current_role == THREAD_ROLE_NONE || current_role == role);
    (void)role;
}
