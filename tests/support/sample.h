/*
 * Made-up events with short names, for tests of what reads a history: two dozen
 * syscalls of a shell, a server with a thread and a 32-bit program, that succeed,
 * fail, are interrupted or never return, and the events around them.
 *
 * The records are made by the real capture from a made-up tracee: an arena of
 * memory and a table of descriptors, so that they hold what a live one's would.
 */
#ifndef PTOP_TESTS_SAMPLE_H
#define PTOP_TESTS_SAMPLE_H

#include <ptop/event.h>
#include <ptop/filter.h>
#include <ptop/names.h>
#include <ptop/syscall.h>
#include <ptop/tasks.h>

#define SAMPLE_MAX    1024
#define SAMPLE_FDS    32
#define SAMPLE_SECOND ((nanoseconds)1000000000)
#define SAMPLE_START  (1000 * SAMPLE_SECOND) /* of the session; the n-th event is n seconds later  \
                                              */
#define SAMPLE_ADDRESS 0x10000               /* where the arena begins in the tracee */

struct sample {
    const char *key; /* NULL: an event that is no line of the call stream */
    struct event *event;
};

struct samples {
    struct sample all[SAMPLE_MAX];
    size_t count;
    struct names *names;
    struct tasks *tasks;

    /* The tracee that the next call is captured from. */
    struct {
        int fd;
        uint32_t name_id;
    } fds[SAMPLE_FDS];
    size_t fd_count;
    uint32_t last_name_id;
    uint8_t memory[8192];
    size_t memory_used;
};

/* A call to be captured: of ABI_COMPAT with EVENT_COMPAT among the flags. */
struct sample_call {
    const char *key, *name;
    int32_t tid, tgid;
    uint8_t flags; /* EVENT_FAILED follows from the result */
    uint64_t args[SYSCALL_MAX_ARGS];
    int64_t result;
    nanoseconds duration_ns;
    int32_t number;         /* where name is NULL */
    const char *callers[4]; /* frames, the innermost first; NULL behind the last */
};

/* All of the story in samples.c. */
struct samples *samples_new(void);
void samples_free(struct samples *samples);

/* Fails the test where there is none of that name. */
const struct event *samples_get(const struct samples *samples, const char *key);
/* Borrowed from samples: 12:00:00 UTC is when the session began. */
struct filter_facts samples_facts(const struct samples *samples);

/* ---- for who tells a story ------------------------------------------------------- */

/* Bytes in the tracee's memory; returns their address. */
tracee_addr sample_bytes(struct samples *samples, const void *bytes, size_t size);
tracee_addr sample_string(struct samples *samples, const char *string);
/* What a descriptor is called from now on. */
void sample_fd(struct samples *samples, int fd, const char *name);
void sample_call(struct samples *samples, const struct sample_call *call);
/* A copy of a record with the next number and time; tasks take note of it. */
void sample_event(struct samples *samples, const char *key, const struct event *event);

/* The events themselves, in the order of their time. */
void samples_tell(struct samples *samples);

#endif
