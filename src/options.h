/* The command line. */
#ifndef PTOP_OPTIONS_H
#define PTOP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <ptop/error.h>

#define OPTIONS_MAX_PIDS 256
#define OPTIONS_FILTER_BYTES 8192

enum options_verdict {
    OPTIONS_RUN,  /* go on */
    OPTIONS_DONE, /* --help, --version: printed, exit 0 */
    OPTIONS_WRONG /* ret_error says why */
};

struct options {
    bool is_batch;
    bool follows_forks;      /* -f; always, on the screen */
    bool captures_callers;   /* -k */
    bool drops_when_full;    /* --on-full=drop */
    bool sets_trap;          /* --seccomp-bpf */
    bool starts_held;        /* --hold */
    const char *output_path; /* -o, or NULL */
    const char *script_path; /* --script, or NULL */
    uint64_t ring_bytes;     /* --buffer; 0: the default */
    uint64_t history_bytes;  /* --history */
    uint64_t capture_bytes;  /* --capture */
    char trace[OPTIONS_FILTER_BYTES]; /* -e, as one filter; empty: every call */
    const char *stop_after;           /* --stop-after, or NULL */
    pid_t pids[OPTIONS_MAX_PIDS];
    size_t pid_count;
    char **command; /* NULL-terminated, or NULL */
};

enum options_verdict options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *ret_error);

#endif
