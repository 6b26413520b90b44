/*
 * Small text files of the person's own (ptoprc, what was typed before): read
 * whole, and replaced whole, so that whoever reads them sees the old or the new one.
 */
#ifndef PTOP_TUI_TEXTFILE_H
#define PTOP_TUI_TEXTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define TEXTFILE_MAX_BYTES ((size_t)1 << 20)

/* $variable/ptop/name where the variable holds an absolute path, else ~/fallback/ptop/name; false
 * where there is neither, or no such home. */
bool textfile_path(const char *variable, const char *fallback, const char *name, char *path,
                   size_t size);

/* The bytes, NUL-terminated; the caller frees them.  0 or -errno: -EFBIG beyond the limit. */
int textfile_read(const char *path, char **ret_bytes);

/* Add to its end, at once and without a wait for the disk; makes what is missing.  0 or -errno. */
int textfile_append(const char *path, const char *bytes, size_t length, mode_t mode);

/* Write beside it, sync, rename.  Makes missing folders; follows a symbolic link; a file that is
 * there keeps its mode, a new one gets mode.  0 or -errno, and then the old one is untouched. */
int textfile_replace(const char *path, const char *bytes, size_t length, mode_t mode);

#endif
