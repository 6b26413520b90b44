/*
 * The files of a summary: rows by name.  UI thread only.
 */
#ifndef PTOP_CORE_SUMMARY_FILES_H
#define PTOP_CORE_SUMMARY_FILES_H

#include <ptop/summary.h>

struct file_row {
    struct summary_file public;
    uint64_t hash; /* of the name */
};

/* All zero is an empty one. */
struct summary_files {
    struct file_row *rows;
    uint32_t count, capacity;
    uint32_t others;   /* 1 + index of the row that files without one of their own share; 0: none */
    size_t name_bytes; /* of all names */
    uint32_t *slots;   /* by hash: 1 + index of a row; 0: free */
    uint32_t slot_count;
    uint32_t *by_id; /* by a name's id - 1: the same */
    uint32_t id_count;
};

void summary_files_done(struct summary_files *files);

/* The row of a descriptor's name; NULL where the id has none. */
struct summary_file *summary_files_by_id(struct summary_files *files, const struct names *names,
                                         uint32_t id);

/* The row of a path of at least one byte, relative to a directory if that is not NULL. */
struct summary_file *summary_files_by_path(struct summary_files *files, const char *directory,
                                           const void *path, size_t length);

/* A call opened it, or tried to. */
void summary_file_opened(struct summary_file *file, uint32_t flags);

#endif
