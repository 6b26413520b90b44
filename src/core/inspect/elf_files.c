#include "elf_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/alloc.h"

#include "symbols.h"

#define FEW_FILES        16 /* may always be open */
#define FILE_LIMIT_BYTES ((off_t)2 << 30) /* a section is read whole, holes and all */

bool elf_files_are_full(const struct elf_files *files)
{
    struct rlimit descriptors;

    if (files->count < FEW_FILES || getrlimit(RLIMIT_NOFILE, &descriptors) < 0)
        return false;
    return files->count == ELF_FILES_MAX || files->count >= descriptors.rlim_cur / 4;
}

/* ---- opening what a mapping names --------------------------------------------- */

/* Does /proc/TID/exe, which can be opened even when the file has no name any more, lead there? */
static bool is_executable(pid_t tid, const struct mapping *mapping)
{
    char link[48], path[PATH_MAX];
    size_t length = strlen(mapping->path);

    snprintf(link, sizeof(link), "/proc/%d/exe", (int)tid);
    ssize_t got = readlink(link, path, sizeof(path));
    return got >= (ssize_t)length && memcmp(path, mapping->path, length) == 0 &&
           ((size_t)got == length || path[length] == ' ');
}

/* Of a file that has no name any more: by the link of the executable, or of the mapping (which
 * needs rights that not everybody has).  Of all others by their name, as the process sees it. */
static void name_link(pid_t tid, const struct mapping *mapping, char *path, size_t size)
{
    if (!mapping->is_deleted)
        snprintf(path, size, "/proc/%d/root%s", (int)tid, mapping->path);
    else if (is_executable(tid, mapping))
        snprintf(path, size, "/proc/%d/exe", (int)tid);
    else
        snprintf(path, size, "/proc/%d/map_files/%llx-%llx", (int)tid,
                 (unsigned long long)mapping->start, (unsigned long long)mapping->end);
}

/* A descriptor of a regular file that is not too large, or -1: opening anything else may block or
 * do something. */
static int open_regular(const char *path, struct stat *ret_stat)
{
    int fd = -1;

    if (stat(path, ret_stat) == 0 && S_ISREG(ret_stat->st_mode))
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd >= 0 && (fstat(fd, ret_stat) < 0 || !S_ISREG(ret_stat->st_mode) ||
                    ret_stat->st_size > FILE_LIMIT_BYTES)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* ---- the table ------------------------------------------------------------------ */

static struct elf_file *find(const struct elf_files *files, const struct stat *stat)
{
    for (size_t i = 0; i < files->count; i++) {
        struct elf_file *file = files->files[i];
        if (!file->image && file->inode == stat->st_ino && file->device == stat->st_dev &&
            file->size_bytes == stat->st_size && file->modified.tv_sec == stat->st_mtim.tv_sec &&
            file->modified.tv_nsec == stat->st_mtim.tv_nsec)
            return file;
    }
    return NULL;
}

static struct elf_file *add(struct elf_files *files, struct elf_file file)
{
    struct elf_file *added;

    if (!file.elf || elf_kind(file.elf) != ELF_K_ELF || files->count == ELF_FILES_MAX) {
        elf_end(file.elf);
        return NULL;
    }
    added = alloc_zeroed(1, sizeof(*added));
    *added = file;
    files->files[files->count++] = added;
    return added;
}

struct elf_file *elf_files_open(struct elf_files *files, pid_t tid, const struct mapping *mapping)
{
    char path[PATH_MAX + 64];
    struct stat stat;

    name_link(tid, mapping, path, sizeof(path));
    int fd = open_regular(path, &stat);
    if (fd < 0)
        return NULL;
    struct elf_file *file = find(files, &stat);
    if (file) {
        close(fd);
        return file;
    }
    elf_version(EV_CURRENT);
    file = add(files, (struct elf_file){.elf = elf_begin(fd, ELF_C_READ, NULL),
                                        .fd = fd,
                                        .device = stat.st_dev,
                                        .inode = stat.st_ino,
                                        .size_bytes = stat.st_size,
                                        .modified = stat.st_mtim});
    if (!file)
        close(fd);
    return file;
}

struct elf_file *elf_files_open_image(struct elf_files *files, void *image, size_t size_bytes)
{
    for (size_t i = 0; i < files->count; i++) {
        struct elf_file *file = files->files[i];
        if (file->image && file->size_bytes == (off_t)size_bytes &&
            memcmp(file->image, image, size_bytes) == 0) {
            free(image);
            return file;
        }
    }
    elf_version(EV_CURRENT);
    struct elf_file *file = add(files, (struct elf_file){.elf = elf_memory(image, size_bytes),
                                                         .fd = -1,
                                                         .size_bytes = (off_t)size_bytes,
                                                         .image = image});
    if (!file)
        free(image);
    return file;
}

void elf_files_done(struct elf_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        struct elf_file *file = files->files[i];
        symbols_free(file->symbols);
        elf_end(file->elf);
        if (file->fd >= 0)
            close(file->fd);
        free(file->image);
        free(file);
    }
    files->count = 0;
}
