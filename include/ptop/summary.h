/*
 * The summary: what calls came to, per syscall, per file, per process and thread.
 *
 * Built from events alone: every event (summary_add), or those that a view shows
 * (summary_of_view, summary_step) and the attempts that it joins to them.  Rows stand in
 * the order of their first call; they never move, and go only all together
 * (summary_generation changes), so an index names a row.  UI thread only.
 *
 * A file is what a descriptor's name says at the time of each call, which the
 * records carry, so dup, fork and descriptors that came by a socket need no following.
 * Where there is no descriptor yet, or no more, it is the path argument; a relative
 * one is joined to the name of the directory that it starts from, where that is known.
 * A call between two files (sendfile, rename) counts at both.
 */
#ifndef PTOP_SUMMARY_H
#define PTOP_SUMMARY_H

#include <stdbool.h>

#include <ptop/histogram.h>
#include <ptop/names.h>
#include <ptop/syscall.h>
#include <ptop/text.h>
#include <ptop/view.h>

/* More files, processes or threads than this share one row; so do files once all names together
 * are so long. */
#define SUMMARY_MAX_ROWS       65536
#define SUMMARY_MAX_NAME_BYTES ((size_t)16 << 20)

struct summary_syscall {
    enum abi abi;
    int32_t number; /* -1: all those that no kernel known to us has */
    uint64_t calls, errors;
    nanoseconds total_ns;       /* of those that returned */
    struct histogram durations; /* the same */
};

struct summary_file {
    const char *name; /* raw bytes of a tracee; NULL: the files beyond the limits */
    uint64_t calls, errors;
    nanoseconds total_ns;
    uint64_t opens, reads, writes; /* calls, failed ones too */
    uint64_t read_bytes, written_bytes, mapped_bytes;
    uint32_t open_flags, last_open_flags; /* of all opens, without the access mode; of the last */
    uint8_t access_modes;                 /* of all opens: bit 0 O_RDONLY, 1 O_WRONLY, 2 O_RDWR */
};

struct summary_task {
    int32_t tid, tgid; /* of a process both are its tgid; 0: those beyond SUMMARY_MAX_ROWS */
    uint64_t calls, errors;
    nanoseconds total_ns;
    uint64_t read_bytes, written_bytes;
    uint64_t last_sequence; /* of its last call: ask tasks.h who it was */
};

struct summary;

/* Of whatever summary_add is given.  The names are borrowed. */
UI_THREAD struct summary *summary_new(const struct names *names);
/* Of the rows that a view of this store shows; all are borrowed. */
UI_THREAD struct summary *summary_of_view(const struct names *names, struct store *store,
                                          struct view *view);
UI_THREAD void summary_free(struct summary *summary);

/* Take an event (any kind) in: O(1). */
UI_THREAD void summary_add(struct summary *summary, const struct event *event);

/* Of a view: take in the rows that are new to it, the oldest first, for about budget_ns; true
 * when all are in.  Where the view's filter was replaced it begins anew. */
UI_THREAD bool summary_step(struct summary *summary, nanoseconds budget_ns);
/* Of a view: which share of the store's rows is in, 0 to 1. */
UI_THREAD double summary_progress(const struct summary *summary);

/* Another number each time that the rows were thrown away. */
UI_THREAD uint64_t summary_generation(const struct summary *summary);

/* All calls together (tid 0). */
UI_THREAD const struct summary_task *summary_total(const struct summary *summary);

/* The rows: index below the count.  Borrowed until the next call that is not const. */
UI_THREAD size_t summary_syscall_count(const struct summary *summary);
UI_THREAD const struct summary_syscall *summary_syscall_get(const struct summary *summary,
                                                            size_t index);
/* The row of a syscall's number; NULL: it was not called. */
UI_THREAD const struct summary_syscall *summary_syscall_find(const struct summary *summary,
                                                             enum abi abi, int32_t number);

UI_THREAD size_t summary_file_count(const struct summary *summary);
UI_THREAD const struct summary_file *summary_file_get(const struct summary *summary, size_t index);

enum summary_who { SUMMARY_PROCESSES, SUMMARY_THREADS, SUMMARY_WHO_COUNT };
UI_THREAD size_t summary_task_count(const struct summary *summary, enum summary_who who);
UI_THREAD const struct summary_task *summary_task_get(const struct summary *summary,
                                                      enum summary_who who, size_t index);

/* "O_RDWR|O_CREAT": the flags of all opens of a file, with each access mode that was asked for; of
 * the last open.  Nothing where it was not opened. */
UI_THREAD void summary_put_flags(const struct summary_file *file, struct text *text);
UI_THREAD void summary_put_last_flags(const struct summary_file *file, struct text *text);

#endif
