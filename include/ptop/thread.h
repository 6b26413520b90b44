/*
 * Which thread may call a function.
 *
 * ptop has two threads.  The tracer thread issues every ptrace request and
 * writes events; the UI thread (the main thread, with a screen or in batch
 * mode) owns everything behind the ring.  Each exported function carries one
 * of the marks below, and checks it in debug builds where a mistake would
 * corrupt something.
 */
#ifndef PTOP_THREAD_H
#define PTOP_THREAD_H

#define TRACER_THREAD
#define UI_THREAD
#define ANY_THREAD

enum thread_role {
    THREAD_ROLE_NONE, /* a thread that never said what it is: passes every check */
    THREAD_ROLE_TRACER,
    THREAD_ROLE_UI,
};

/* Say what the calling thread is. */
ANY_THREAD void thread_role_set(enum thread_role role);

/* Die if the calling thread has another role.  Does nothing with NDEBUG. */
ANY_THREAD void thread_role_check(enum thread_role role);

#endif
