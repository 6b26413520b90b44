/*
 * What a call does to which file, by its row: the descriptors and paths among its
 * arguments, and which way bytes go.
 */
#ifndef PTOP_CORE_SUMMARY_PLAN_H
#define PTOP_CORE_SUMMARY_PLAN_H

#include <stdbool.h>

#include <ptop/event.h>
#include <ptop/syscall.h>

enum file_use {
    USE_CALL, /* nothing but being named by a call */
    USE_OPEN,
    USE_READ,
    USE_WRITE,
    USE_MAP,
};

#define PLAN_NO_ARG   255
#define PLAN_SUBJECTS (SYSCALL_MAX_ARGS + 1)

struct plan_subject {
    uint8_t arg;   /* 0 … 5, or PIECE_RESULT */
    uint8_t use;   /* enum file_use */
    uint8_t bytes; /* the argument that says how many, PIECE_RESULT or PLAN_NO_ARG */
    uint8_t dirfd; /* of a path: the argument that it is relative to, or PLAN_NO_ARG */
    bool is_path;
};

struct plan {
    struct plan_subject subjects[PLAN_SUBJECTS]; /* descriptors by value and by result, paths */
    uint8_t count;
    uint8_t flags;        /* the argument that says how it opens, or PLAN_NO_ARG */
    uint16_t fixed_flags; /* where none does */
    bool opens_path;      /* its paths are of the file that its result is a descriptor of */
};

ANY_THREAD struct plan plan_of(const struct syscall_spec *spec);

#endif
