/*
 * From a record to text.  Reads the record and the name table, nothing else:
 * no tracee, no /proc, no clock.  Allocates nothing.
 */
#ifndef PTOP_FORMAT_H
#define PTOP_FORMAT_H

#include <limits.h>

#include <ptop/event.h>
#include <ptop/names.h>
#include <ptop/syscall.h>
#include <ptop/text.h>

enum format_layout {
    FORMAT_ONE_LINE,
    FORMAT_UNFOLDED, /* structs and arrays on lines of their own, two blanks per level */
};

/* How values that have names are written (strace's -X). */
enum format_constants {
    FORMAT_NAMES,           /* O_RDONLY|O_CLOEXEC */
    FORMAT_NUMBERS,         /* 0x80000 */
    FORMAT_NAMED_NUMBERS,   /* 0x80000 with its names in a comment */
};

#define FORMAT_NO_BYTES UINT_MAX

/* Puts what is to stand behind the number of a process or thread, as it is named in this record:
 * "<bash>".  May look at the live system: batch mode's -Y does. */
typedef void format_pid_detail(void *context, const struct event *event, int32_t pid,
                               struct text *text);

/* All zero is strace's text without options. */
struct format_options {
    const struct names *names; /* of fds; NULL: numbers alone */
    format_pid_detail *pid_detail; /* NULL: the number alone */
    void *pid_context;
    enum text_escape_style escape;
    enum format_layout layout;
    enum format_constants constants;
    unsigned string_limit_bytes; /* of each quoted buffer (-s); 0: 32; FORMAT_NO_BYTES: none */
    unsigned element_limit;      /* of each array; 0: as string_limit_bytes */
    unsigned result_column;      /* "= " not before it (-a); 0: no padding */
    bool is_verbose;             /* all members of structs, whole arrays (-v) */
    bool hides_structs;          /* their addresses alone (-e verbose=none) */
    bool is_raw;                 /* every argument in hexadecimal (-e raw) */
    bool names_arguments;        /* "openat(dirfd=AT_FDCWD, …" (-N) */
    bool joins_restarts;         /* a call that goes on as restart_syscall is shown as itself */
    bool omits_fd_names;         /* they are known, and nobody asked for them */
    bool omits_meanings;         /* "ENOENT" without "(No such file …)", where room is short */
};

/* Any stored event or hint as one line, without time and pid:
 *   openat(AT_FDCWD, "/etc/hosts", O_RDONLY) = 3</etc/hosts>
 *   --- SIGCHLD {si_signo=SIGCHLD, …} ---          +++ exited with 1 +++ */
ANY_THREAD void format_event(const struct event *event, const struct format_options *options,
                             struct text *text);

/* The parts of a call's line, for who interrupts and resumes it: a call's arguments always begin with
 * what is known at its entry.
 *   begin       openat(AT_FDCWD, "/etc/hosts", O_RDONLY            of a hint or a finished call
 *               read(3, │                                          what the kernel fills is to come
 *   arguments   openat(AT_FDCWD, "/etc/hosts", O_RDONLY            read(3, "127.0.0.1"..., 4096
 *   end         ) = 3                                              padded as result_column says */
ANY_THREAD void format_call_name(const struct event_syscall *call, struct text *text);
ANY_THREAD void format_call_begin(const struct event_syscall *call,
                                  const struct format_options *options, struct text *text);
ANY_THREAD void format_call_arguments(const struct event_syscall *call,
                                      const struct format_options *options, struct text *text);
ANY_THREAD void format_call_end(const struct event_syscall *call,
                                const struct format_options *options, struct text *text);

/* The row that describes the call as it is shown: of socketcall that of connect; NULL: none. */
ANY_THREAD const struct syscall_spec *format_call_spec(const struct event_syscall *call);

/* The same, and the values of its arguments. */
ANY_THREAD const struct syscall_spec *format_call_values(const struct event_syscall *call,
                                                         uint64_t ret_args[SYSCALL_MAX_ARGS]);

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

/* What names_find says of a descriptor, as between its angle brackets: escaped, all but the quotes around
 * what a socket is bound to. */
ANY_THREAD void format_fd_name(const char *name, size_t length, enum text_escape_style style,
                               struct text *text);

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
