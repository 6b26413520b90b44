#include "textfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool textfile_path(const char *variable, const char *fallback, const char *name, char *path,
                   size_t size)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    int length;
    if (folder && folder[0] == '/')
        length = snprintf(path, size, "%s/ptop/%s", folder, name);
    else if (home && home[0] == '/' && access(home, X_OK) == 0) /* no home is made for anybody */
        length = snprintf(path, size, "%s/%s/ptop/%s", home, fallback, name);
    else
        return false;
    return (size_t)length < size;
}

int textfile_read(const char *path, char **ret_bytes)
{
    /* Without waiting: what is no plain file shall not hold the screen. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return -errno;
    struct stat status;
    int code = 0;
    size_t length = 0;
    char *bytes = NULL;
    if (fstat(fd, &status) < 0)
        code = -errno;
    else if (!S_ISREG(status.st_mode))
        code = S_ISDIR(status.st_mode) ? -EISDIR : -EINVAL;
    else if ((size_t)status.st_size > TEXTFILE_MAX_BYTES)
        code = -EFBIG;
    else if (!(bytes = malloc((size_t)status.st_size + 1)))
        code = -ENOMEM;
    while (code == 0 && length < (size_t)status.st_size) {
        ssize_t got = read(fd, bytes + length, (size_t)status.st_size - length);
        if (got < 0)
            code = -errno;
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    close(fd);
    if (code < 0) {
        free(bytes);
        return code;
    }
    bytes[length] = '\0';
    *ret_bytes = bytes;
    return 0;
}

/* The folders above a file, private where they are new. */
static void make_folders(char *path)
{
    for (char *at = path + 1; (at = strchr(at, '/')); at++) {
        *at = '\0';
        mkdir(path, 0700); /* one that is there is as good; else the write will say why not */
        *at = '/';
    }
}

static int write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0)
            return -errno;
        bytes += put;
        length -= (size_t)put;
    }
    return 0;
}

int textfile_append(const char *path, const char *bytes, size_t length, mode_t mode)
{
    char folders[PATH_MAX];
    if (strlen(path) >= sizeof folders)
        return -ENAMETOOLONG;
    memcpy(folders, path, strlen(path) + 1);
    make_folders(folders);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, mode);
    if (fd < 0)
        return -errno;
    int code = write_all(fd, bytes, length);
    close(fd);
    return code;
}

static int write_and_sync(int fd, const char *bytes, size_t length)
{
    int code = write_all(fd, bytes, length);
    return code < 0 || fsync(fd) == 0 ? code : -errno;
}

/* So that the new name outlives a crash of the machine; some file systems cannot. */
static void sync_folder(char *path)
{
    *strrchr(path, '/') = '\0';
    int fd = open(path[0] ? path : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

int textfile_replace(const char *path, const char *bytes, size_t length, mode_t mode)
{
    char target[PATH_MAX], beside[PATH_MAX + 8];
    struct stat status;
    if (!realpath(path, target)) {
        if (path[0] != '/' || strlen(path) >= sizeof target)
            return -ENAMETOOLONG;
        memcpy(target, path, strlen(path) + 1);
        make_folders(target);
    } else if (stat(target, &status) == 0) {
        mode = status.st_mode & 07777;
    }
    snprintf(beside, sizeof beside, "%s.XXXXXX", target);
    int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    int code = fchmod(fd, mode) < 0 ? -errno : write_and_sync(fd, bytes, length);
    if (close(fd) < 0 && code == 0)
        code = -errno;
    if (code == 0 && rename(beside, target) < 0)
        code = -errno;
    if (code < 0)
        unlink(beside);
    else
        sync_folder(target);
    return code;
}
