/*
 * One question while it is being answered: what is known so far, the text that
 * grows, and what every kind of wait needs to say it.
 *
 * A kind of wait is a function explain_x and its rows in stuck_waits.def.
 */
#ifndef PTOP_CORE_STUCK_CASE_H
#define PTOP_CORE_STUCK_CASE_H

#include <sys/types.h>

#include <ptop/stuck.h>
#include <ptop/syscall.h>

#define STUCK_LIST_MAX 12 /* holders, children, waiters that are named; the others are counted */

struct stuck_holders;

struct stuck_case {
    const struct stuck_question *question;
    struct text *text;
    int32_t tid, tgid;
    struct event_syscall call;          /* that it is in now, without pieces */
    const struct event_syscall *record; /* the same call with its pieces; NULL: not known */
    const struct syscall_spec *spec;    /* NULL: in no call, or in one that no table knows */
    nanoseconds since_ns;               /* in it since; 0: unknown */
    nanoseconds end_ns;                 /* of looking */
    struct stuck_holders *holders;      /* who has what open, once someone wanted to know */
};

/* How a wait is explained; arg is the row's. */
typedef void stuck_explainer(struct stuck_case *c, unsigned arg);

stuck_explainer explain_input, explain_output, explain_accept, explain_futex, explain_children,
    explain_waitid, explain_vfork, explain_poll, explain_select, explain_pselect, explain_epoll,
    explain_sleep, explain_clock_sleep, explain_signal, explain_suspend, explain_sigwait,
    explain_flock, explain_fcntl, explain_path;

/* ---- text -------------------------------------------------------------------- */

/* Begin a line: its name, then what the caller puts. */
void stuck_line(struct stuck_case *c, const char *name);
/* A line that is a sentence of ours. */
void stuck_say(struct stuck_case *c, const char *name, const char *sentence);
void stuck_put_escaped(struct stuck_case *c, enum text_role role, const char *bytes);
/* "813 worker". */
void stuck_put_task(struct stuck_case *c, int32_t tid);
/* ": sleeping in read", what a task does. */
void stuck_put_doing(struct stuck_case *c, int32_t tid);
/* "one of SIGINT, SIGTERM", of a mask as the kernel has it. */
void stuck_put_signals(struct stuck_case *c, uint64_t mask);
/* "and 7 more"; nothing where count is 0. */
void stuck_say_more(struct stuck_case *c, const char *name, size_t count);
/* When the wait ends by itself, so long after the call began; timeout_ns negative: never. */
void stuck_say_timeout(struct stuck_case *c, int64_t timeout_ns);

nanoseconds stuck_now_ns(void);
bool stuck_is_late(const struct stuck_case *c);

/* ---- tasks ------------------------------------------------------------------- */

struct stuck_task {
    char state;    /* R S D T t Z */
    char comm[64]; /* raw bytes */
    int32_t parent_pid, group;
};

/* False: it is gone, or may not be read. */
bool stuck_task_read(int32_t tid, struct stuck_task *ret_task);
int32_t stuck_task_tgid(int32_t tid);
/* The call that a sleeping task is in, by the kernel's word; false: in none, or not to be known. */
bool stuck_task_call(int32_t tid, struct event_syscall *ret_call);
const struct syscall_spec *stuck_call_spec(const struct event_syscall *call);
/* A file below /proc/TID/, NUL-terminated, cut at size; its length or -1. */
ssize_t stuck_read(int32_t tid, const char *file, char *buffer, size_t size);
/* All of a longer one; free().  NULL: there is none. */
char *stuck_read_all(int32_t tid, const char *file);
/* Visit each entry of a directory below /proc that is a number, until visit returns false. */
void stuck_each(const char *path, bool (*visit)(void *context, int32_t number), void *context);
/* Memory of the thread; false where it cannot be read whole. */
bool stuck_memory(int32_t tid, tracee_addr address, void *bytes, size_t size);
/* Seconds and a rest of nanoseconds; what no clock reaches is INT64_MAX, what is negative -1. */
int64_t stuck_time_ns(int64_t seconds, int64_t rest_ns);
/* A timespec (unit 1) or timeval (unit 1000) of the tracee's ABI; -1: none, for ever. */
int64_t stuck_read_time(const struct stuck_case *c, tracee_addr address, int64_t unit_ns);

/* ---- descriptors ------------------------------------------------------------- */

/* What /proc/PID/fd/FD is called; false: no such descriptor. */
bool stuck_fd_link(int32_t tid, int fd, char *link, size_t size);
/* The number behind "key:" in /proc/PID/fdinfo/FD; false where there is none. */
bool stuck_fd_info(int32_t tid, int fd, const char *key, int base, unsigned long long *ret_value);

struct stuck_holder {
    uint64_t key; /* of its link */
    int32_t pid;
    int fd;
};
/* Who has a file open that is so called: from *at on, NULL at the end. */
const struct stuck_holder *stuck_holder_next(struct stuck_case *c, const char *link, size_t *at);
void stuck_holders_free(struct stuck_holders *holders);

/* Which way a holder could help. */
enum stuck_side { SIDE_ANY, SIDE_READS, SIDE_WRITES };
/* Name each holder of a link that can do that; name begins the lines. */
void stuck_say_holders(struct stuck_case *c, const char *name, const char *link,
                       enum stuck_side side);

/* One descriptor that is waited on: what it is, and who could end the wait. */
enum stuck_wish { WISH_INPUT, WISH_OUTPUT, WISH_CONNECTION };
struct stuck_watched {
    int fd;
    enum stuck_wish wish;
    const char *events; /* of poll: what it waits for, instead of the wish's words; or NULL */
};
void stuck_say_fd(struct stuck_case *c, const struct stuck_watched *watched);
/* The socket of an inode: its state, and who has the other end. */
void stuck_say_socket(struct stuck_case *c, const struct stuck_watched *watched,
                      unsigned long inode);

/* "POLLIN|POLLPRI" of a type of flag_types.def. */
void stuck_name_bits(enum arg_type type, uint64_t value, char *name, size_t size);

#endif
