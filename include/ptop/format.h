/*
 * From a record to text.  Reads the record and the name table, nothing else:
 * no tracee, no /proc, no clock.  Allocates nothing.
 */
#ifndef PTOP_FORMAT_H
#define PTOP_FORMAT_H

#include <ptop/event.h>
#include <ptop/names.h>
#include <ptop/text.h>

enum format_layout {
    FORMAT_ONE_LINE,
    FORMAT_UNFOLDED, /* structs and arrays on lines of their own, two blanks per level */
};

struct format_options {
    const struct names *names; /* of fds; NULL: numbers alone */
    enum text_escape_style escape;
    enum format_layout layout;
    unsigned string_limit_bytes; /* of each quoted buffer; 0: 32, as strace */
    unsigned element_limit;      /* of each array; 0: 16 */
    bool pads_result;            /* "= " not before column 40, as strace -a */
    bool omits_meanings;         /* "ENOENT" without "(No such file …)", where room is short */
};

/* Any stored event or hint as one line, without time and pid:
 *   openat(AT_FDCWD, "/etc/hosts", O_RDONLY) = 3</etc/hosts>
 *   --- SIGCHLD {si_signo=SIGCHLD, …} ---          +++ exited with 1 +++ */
ANY_THREAD void format_event(const struct event *event, const struct format_options *options,
                             struct text *text);

/* How many of its arguments a call looks at: open has a mode only with O_CREAT. */
ANY_THREAD unsigned format_argument_count(const struct event_syscall *call);

/* One argument's value (0-based), and what the call returned. */
ANY_THREAD void format_argument(const struct event_syscall *call, unsigned arg,
                                const struct format_options *options, struct text *text);
ANY_THREAD void format_result(const struct event_syscall *call,
                              const struct format_options *options, struct text *text);

/* The captured bytes of an argument that is a plain buffer or string (for a hexdump): NULL
 * if it has none.  Borrowed from the record. */
ANY_THREAD const void *format_argument_bytes(const struct event_syscall *call, unsigned arg,
                                             size_t *ret_length);

/* "SIGTERM", "ENOENT", "No such file or directory"; NULL where there is none. */
ANY_THREAD const char *format_signal_name(int signal);
ANY_THREAD const char *format_errno_name(int error);
ANY_THREAD const char *format_errno_text(int error);

/* What the errno of a failed call says of this very call, as a sentence: "nothing to read yet"; NULL
 * where the errno's own text says it. */
ANY_THREAD const char *format_errno_meaning(const struct event_syscall *call);

/* "exited with 1", "killed by SIGSEGV (core dumped)" of a wait status. */
ANY_THREAD void format_wait_status(int status, struct text *text);

/* 950ns 12.3us 4.56ms 7.8s 12m: at most 6 columns. */
ANY_THREAD void format_duration(nanoseconds duration_ns, struct text *text);

#endif
