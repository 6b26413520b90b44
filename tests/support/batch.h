/*
 * The real program without a screen: ptop --batch, its log read line by line.
 *
 *     1234  openat(AT_FDCWD, "/etc/hosts", O_RDONLY) = 3
 *     1234  --- SIGCHLD {si_signo=SIGCHLD, …} ---
 *     1235  +++ exited with 0 +++
 *
 * What was interrupted (" <unfinished ...>") and resumed is one line again, where its end was.
 *
 * Log, stdout and stderr go to memfds, so that ptop is never held up by the test.  strace writes
 * the same, so its log can be read beside ours.
 */
#ifndef PTOP_TESTS_BATCH_H
#define PTOP_TESTS_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum batch_line_kind {
    BATCH_CALL,
    BATCH_SIGNAL,
    BATCH_END,   /* +++ … +++ */
    BATCH_OTHER, /* ptop's own remarks */
};

struct batch_line {
    pid_t tid; /* 0 where the line names none */
    enum batch_line_kind kind;
    const char *text; /* behind the tid */
};

struct batch {
    pid_t pid;                   /* of ptop */
    int status;                  /* its wait status */
    char *log, *output, *errors; /* output: what the command printed; NUL-terminated */
    struct batch_line *lines;
    size_t line_count;
    char **joined; /* texts of lines that were interrupted and resumed */
    size_t joined_count;
    int log_fd, output_fd, errors_fd;
    bool has_ended;
};

/* Start "ptop --batch -o LOG" with these arguments, NULL at the end.  Owned by this module until
 * batch_end_all. */
struct batch *batch_start(const char *argument, ...) __attribute__((sentinel));
/* The same with "strace -o LOG". */
struct batch *batch_start_strace(const char *argument, ...) __attribute__((sentinel));
/* Skips the test where strace is not there in the version that is the reference. */
void batch_need_strace(void);
/* Wait until its log contains this text. */
void batch_await(struct batch *batch, const char *text);
/* Wait until it has ended and read what it wrote.  Too late is a failure, after a kill.
 * With a signal, send it every millisecond meanwhile; *ret_sent (or NULL): how often. */
void batch_finish(struct batch *batch);
void batch_finish_under(struct batch *batch, int signal, long *ret_sent);
/* Both. */
#define batch_run(...)                                                                             \
    ({                                                                                             \
        struct batch *batch_run_ = batch_start(__VA_ARGS__, NULL);                                 \
        batch_finish(batch_run_);                                                                  \
        batch_run_;                                                                                \
    })
void batch_end_all(void);

/* The exit status, or 128 + N where a signal ended ptop. */
int batch_exit_status(const struct batch *batch);

/* Is the line a call of that name? */
bool batch_is_call(const struct batch_line *line, const char *name);
/* The first line from index on of a kind, of a tid (0: any), that contains a text; line_count
 * where there is none. */
size_t batch_find(const struct batch *batch, enum batch_line_kind kind, pid_t tid, const char *text,
                  size_t from);
/* How many. */
size_t batch_count(const struct batch *batch, enum batch_line_kind kind, pid_t tid,
                   const char *text);
/* Does the call's line say that it gave this: "= 0", "= ?"? */
bool batch_ends_with(const struct batch_line *line, const char *end);

/* Errors and log on stderr. */
void batch_explain(const struct batch *batch);

#endif
