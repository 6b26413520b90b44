/*
 * The files that code comes from, opened once for all the processes that map them.
 *
 * A file is read as needed and never mapped: one that is truncated while we look must be an error,
 * not a SIGBUS.  It stays open until the table is emptied, which its owner does when it is full and
 * nothing refers to its files.  One thread uses a table.
 */
#ifndef PTOP_CORE_ELF_FILES_H
#define PTOP_CORE_ELF_FILES_H

#include <libelf.h>
#include <stdbool.h>
#include <sys/types.h>

#include "memory_map.h"

#define ELF_FILES_MAX 256 /* each holds a descriptor */

struct symbols;

struct elf_file {
    Elf *elf;                /* not NULL */
    struct symbols *symbols; /* NULL: not read yet */
    int fd;                  /* -1: of an image */
    dev_t device;
    ino_t inode;
    off_t size_bytes;
    struct timespec modified;
    void *image; /* of what is in memory only: the vdso */
};

struct elf_files {
    struct elf_file *files[ELF_FILES_MAX];
    size_t count;
};

/* The file behind a mapping of a thread's process; NULL where it is gone, none of ELF, or the table
 * is full.  Borrowed. */
ANY_THREAD struct elf_file *elf_files_open(struct elf_files *files, pid_t tid,
                                              const struct mapping *mapping);

/* A file that exists in memory only; the bytes (malloc'd) become the table's. */
ANY_THREAD struct elf_file *elf_files_open_image(struct elf_files *files, void *image,
                                                    size_t size_bytes);

/* Its owner shall empty it before more are opened: no room, or most of the descriptors we may have. */
ANY_THREAD bool elf_files_are_full(const struct elf_files *files);

ANY_THREAD void elf_files_done(struct elf_files *files);

#endif
