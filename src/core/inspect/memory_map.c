#include "memory_map.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/alloc.h"

#define FIRST_BYTES   (32u << 10)
#define LIMIT_BYTES   (64u << 20) /* of the text: half a million mappings */
#define DELETED_MARK  " (deleted)"
#define LONGEST_FIELD 5 /* of "rwxp" and its NUL */

/* "start-end rwxp offset major:minor inode    path"; false where the line is none. */
static bool parse_line(char *line, struct mapping *ret_mapping)
{
    struct mapping mapping = {.path = ""};
    char protection[LONGEST_FIELD];
    int path_at = 0;

    if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %*x:%*x %" SCNu64 " %n",
               &mapping.start, &mapping.end, protection, &mapping.offset, &mapping.inode,
               &path_at) != 5 ||
        path_at == 0 || strlen(protection) != LONGEST_FIELD - 1)
        return false;
    mapping.protection =
        (uint8_t)((protection[0] == 'r' ? PROT_READ : 0) | (protection[1] == 'w' ? PROT_WRITE : 0) |
                  (protection[2] == 'x' ? PROT_EXEC : 0));
    mapping.is_shared = protection[3] == 's';
    mapping.path = line + path_at;
    size_t length = strlen(mapping.path), mark = strlen(DELETED_MARK);
    if (mapping.inode && length > mark && strcmp(mapping.path + length - mark, DELETED_MARK) == 0) {
        line[(size_t)path_at + length - mark] = '\0';
        mapping.is_deleted = true;
    }
    *ret_mapping = mapping;
    return true;
}

void memory_map_parse(char *text, struct memory_map *ret_map)
{
    struct memory_map map = {.text = text};
    size_t lines = 1;

    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    map.mappings = alloc_zeroed(lines, sizeof(*map.mappings));
    for (char *line = text, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        map.count += parse_line(line, &map.mappings[map.count]);
    }
    *ret_map = map;
}

/* All of a file whose size is not known before; NULL with errno. */
static char *read_all(int fd)
{
    size_t size = FIRST_BYTES, used = 0;
    char *text = alloc_resize(NULL, 1, size);
    ssize_t got;

    while ((got = read(fd, text + used, size - used - 1)) > 0 || (got < 0 && errno == EINTR)) {
        used += got > 0 ? (size_t)got : 0;
        if (size - used < FIRST_BYTES / 2 && size < LIMIT_BYTES)
            text = alloc_resize(text, 1, size *= 2);
    }
    text[used] = '\0';
    if (got == 0)
        return text;
    free(text);
    return NULL;
}

int memory_map_read(pid_t tid, struct memory_map *ret_map)
{
    char path[48];

    snprintf(path, sizeof(path), "/proc/%d/maps", (int)tid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    char *text = read_all(fd);
    int result = text ? 0 : -errno;
    close(fd);
    if (text)
        memory_map_parse(text, ret_map);
    return result;
}

void memory_map_done(struct memory_map *map)
{
    free(map->mappings);
    free(map->text);
    *map = (struct memory_map){0};
}
