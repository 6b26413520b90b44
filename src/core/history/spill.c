#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <ptop/store.h>

#include "core/base/alloc.h"
#include "core/history/spill.h"

void spill_init(struct spill *spill, const char *directory)
{
    *spill = (struct spill){.fd = -1};
    if (directory)
        spill->directory = alloc_copy(directory, strlen(directory));
}

void spill_done(struct spill *spill)
{
    for (size_t i = 0; i < SPILL_MAPS; i++) {
        if (spill->maps[i].bytes)
            munmap((void *)spill->maps[i].bytes, STORE_SEGMENT_BYTES);
    }
    if (spill->fd >= 0)
        close(spill->fd);
    free(spill->directory);
}

/* ---- the file ------------------------------------------------------------------ */

/* A file without a name in this directory; an fd or -errno. */
static int unnamed_file(const char *directory)
{
    char path[4096];

    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    /* A file system without O_TMPFILE (NFS, overlays of old kernels): named for a moment. */
    int length = snprintf(path, sizeof(path), "%s/ptop-XXXXXX", directory);
    if (length < 0 || (size_t)length >= sizeof(path))
        return -ENAMETOOLONG;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    unlink(path);
    return fd;
}

static int spill_open(struct spill *spill)
{
    const char *usual[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    const char *const *places = spill->directory ? (const char *const *)&spill->directory : usual;
    size_t count = spill->directory ? 1 : sizeof(usual) / sizeof(usual[0]);
    int error = -ENOENT;

    for (size_t i = 0; i < count && spill->fd < 0; i++) {
        if (!places[i] || !places[i][0])
            continue;
        int fd = unnamed_file(places[i]);
        if (fd >= 0)
            spill->fd = fd;
        else
            error = fd;
    }
    return spill->fd >= 0 ? 0 : error;
}

static off_t slot_offset(uint32_t slot)
{
    return (off_t)slot * (off_t)STORE_SEGMENT_BYTES;
}

int spill_write(struct spill *spill, uint32_t slot, const void *segment)
{
    int error = spill->fd < 0 ? spill_open(spill) : 0;

    for (size_t done = 0; !error && done < STORE_SEGMENT_BYTES;) {
        ssize_t written = pwrite(spill->fd, (const char *)segment + done,
                                 STORE_SEGMENT_BYTES - done, slot_offset(slot) + (off_t)done);
        if (written > 0)
            done += (size_t)written;
        else if (written == 0)
            error = -ENOSPC;
        else if (errno != EINTR)
            error = -errno;
    }
    return error;
}

/* ---- reading ------------------------------------------------------------------- */

const void *spill_map_slot(const struct spill *spill, uint32_t slot)
{
    const void *bytes =
        mmap(NULL, STORE_SEGMENT_BYTES, PROT_READ, MAP_SHARED, spill->fd, slot_offset(slot));
    return bytes == MAP_FAILED ? NULL : bytes;
}

const void *spill_read(struct spill *spill, uint32_t slot)
{
    struct spill_map *newest = &spill->maps[spill->newest], *oldest = &spill->maps[0];

    if (newest->bytes && newest->slot == slot)
        return newest->bytes;
    spill->reads++;
    for (struct spill_map *map = spill->maps; map < spill->maps + SPILL_MAPS; map++) {
        if (map->bytes && map->slot == slot) {
            map->used_at = spill->reads;
            spill->newest = (size_t)(map - spill->maps);
            return map->bytes;
        }
        if (map->used_at < oldest->used_at)
            oldest = map;
    }
    if (oldest->bytes)
        munmap((void *)oldest->bytes, STORE_SEGMENT_BYTES);
    const void *bytes = spill_map_slot(spill, slot);
    if (!bytes)
        alloc_fail();
    spill->newest = (size_t)(oldest - spill->maps);
    *oldest = (struct spill_map){.bytes = bytes, .slot = slot, .used_at = spill->reads};
    return bytes;
}
