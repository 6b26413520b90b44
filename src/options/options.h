/* The command line: ptop's own options, and all of strace's in batch mode. */
#ifndef PTOP_OPTIONS_H
#define PTOP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <ptop/error.h>
#include <ptop/session.h>

#include "batch/batch_options.h"

#define OPTIONS_MAX_PIDS 256
#define OPTIONS_MAX_VARIABLES 256
#define OPTIONS_MAX_TAMPERS 64
#define OPTIONS_FILTER_BYTES 8192

enum options_verdict {
    OPTIONS_RUN,    /* go on */
    OPTIONS_DONE,   /* --help, --version: printed, exit 0 */
    OPTIONS_WRONG,  /* ret_error says why */
    OPTIONS_MISUSED /* the same, and the help may help: OPTIONS_HINT */
};

#define OPTIONS_HINT "Try '%s -h' for more information." /* %s: our name */

struct options {
    bool is_batch;           /* --batch, or called strace */
    bool follows_forks;      /* -f; always, on the screen */
    bool captures_callers;   /* -k */
    bool captures_sources;   /* -kk */
    bool drops_when_full;    /* --on-full=drop */
    bool sets_trap;          /* --seccomp-bpf */
    bool starts_held;        /* --hold */
    bool kills_on_exit;      /* --kill-on-exit */
    bool unfolds_arrays;     /* -v, -e abbrev: of some calls at least */
    bool detaches_on_exec;   /* -b execve */
    enum session_place place;    /* -D */
    bool tells_namespaces;   /* -e namespace=new */
    bool tells_vcpu_exits;   /* -e kvm=vcpu */
    uint64_t call_limit;         /* --syscall-limit; 0: none */
    unsigned caller_limit;       /* --stack-trace-frame-limit; 0: the default */
    const char *argv0, *user;    /* --argv0, -u, or NULL */
    const char *script_path;     /* --script, or NULL */
    uint64_t ring_bytes;         /* --buffer; 0: the default */
    uint64_t history_bytes;      /* --history */
    uint64_t capture_bytes;      /* --capture */
    unsigned fd_details;               /* enum fd_detail bits: -y */
    bool has_traced;                   /* -e trace=SET: */
    struct syscall_set traced;         /* these calls */
    char trace[OPTIONS_FILTER_BYTES];  /* -e FILTER, all as one; empty: every call */
    const char *stop_after;            /* --stop-after, or NULL */
    const char *environment[OPTIONS_MAX_VARIABLES + 1]; /* -E, NULL at the end */
    size_t variable_count;
    struct tamper tampers[OPTIONS_MAX_TAMPERS]; /* inject=, fault= */
    size_t tamper_count;
    pid_t pids[OPTIONS_MAX_PIDS];
    size_t pid_count;
    char **command; /* NULL-terminated, or NULL */
    struct batch_options batch;
};

/* Is this the name of a link to ptop for scripts that know but strace? */
bool options_is_strace(const char *name);

/* Remarks that are no refusals go to standard error. */
enum options_verdict options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *ret_error);

#endif
