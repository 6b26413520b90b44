/* Mapping by mapping, in pieces that overlap by what could lie across their border. */
#include "memory_search.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "core/base/alloc.h"

#define PIECE_BYTES (256u << 10)

struct hunt {
    struct scene *scene;
    const struct memory_search *search;
    nanoseconds until_ns;
    uint8_t *piece, *is_mapped; /* of PIECE_BYTES and INSPECT_SEARCH_BYTES */
    tracee_addr at;             /* where it is */
};

static nanoseconds now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

static bool is_there(const struct hunt *hunt, size_t at)
{
    return !memchr(hunt->is_mapped + at, 0, hunt->search->length);
}

/* The first (backwards: the last) of a piece that begins within its first so many bytes; SIZE_MAX:
 * none does. */
static size_t find_in_piece(const struct hunt *hunt, size_t size, size_t begins)
{
    const struct memory_search *search = hunt->search;
    size_t found = SIZE_MAX;

    for (size_t at = 0; at < begins && at + search->length <= size; at++) {
        const uint8_t *hit = memmem(hunt->piece + at, size - at, search->bytes, search->length);
        if (!hit || (size_t)(hit - hunt->piece) >= begins)
            break;
        at = (size_t)(hit - hunt->piece);
        if (is_there(hunt, at))
            found = at;
        if (found != SIZE_MAX && !search->is_backward)
            break;
    }
    return found;
}

/* A piece of a mapping that ends there: true if they were found. */
static bool look_at_piece(struct hunt *hunt, tracee_addr start, size_t begins, tracee_addr end)
{
    size_t size = begins + hunt->search->length - 1;

    if (size > end - start)
        size = end - start;
    peek_range(hunt->scene->peek, start, hunt->piece, hunt->is_mapped, size);
    size_t found = find_in_piece(hunt, size, begins);
    hunt->at = start + (found == SIZE_MAX ? 0 : found);
    return found != SIZE_MAX;
}

/* What can be found in a mapping begins in [start, end): 0, -ENOENT, -ETIMEDOUT. */
static int look_at_range(struct hunt *hunt, tracee_addr start, tracee_addr end,
                         tracee_addr mapping_end)
{
    while (start < end) {
        size_t begins = end - start < PIECE_BYTES ? end - start : PIECE_BYTES;
        tracee_addr from = hunt->search->is_backward ? end - begins : start;
        if (look_at_piece(hunt, from, begins, mapping_end))
            return 0;
        if (now_ns() > hunt->until_ns)
            return -ETIMEDOUT;
        if (hunt->search->is_backward)
            end = from;
        else
            start += begins;
    }
    return -ENOENT;
}

/* Neighbours are one range: what is looked for may lie across their border. */
static size_t range_end(const struct memory_map *map, size_t first)
{
    size_t next = first + 1;

    while (next < map->count && map->mappings[next].start == map->mappings[next - 1].end &&
           map->mappings[next].protection & PROT_READ)
        next++;
    return next;
}

/* Devices may do something when they are read; what may not be read is left out. */
static bool is_readable(const struct mapping *mapping)
{
    return (mapping->protection & PROT_READ) && strncmp(mapping->path, "/dev/", 5) != 0 &&
           strcmp(mapping->path, "[vvar]") != 0;
}

static int look_at_mapping(struct hunt *hunt, const struct memory_map *map, size_t index)
{
    const struct memory_search *search = hunt->search;
    const struct mapping *mapping = &map->mappings[index];
    tracee_addr start = mapping->start, end = mapping->end;

    if (!is_readable(mapping))
        return -ENOENT;
    if (search->is_backward && end > search->from)
        end = search->from;
    if (!search->is_backward && start < search->from)
        start = search->from;
    return look_at_range(hunt, start, end, map->mappings[range_end(map, index) - 1].end);
}

int memory_search(struct scene *scene, const struct memory_search *search, tracee_addr *ret_address)
{
    const struct memory_map *map = &scene->space->map;
    struct hunt hunt = {.scene = scene,
                        .search = search,
                        .until_ns = now_ns() + search->patience_ns,
                        .at = search->from};
    int result = -ENOENT;

    hunt.piece = alloc_resize(NULL, 1, PIECE_BYTES + INSPECT_SEARCH_BYTES);
    hunt.is_mapped = alloc_resize(NULL, 1, PIECE_BYTES + INSPECT_SEARCH_BYTES);
    for (size_t i = 0; i < map->count && result == -ENOENT; i++)
        result = look_at_mapping(&hunt, map, search->is_backward ? map->count - 1 - i : i);
    free(hunt.piece);
    free(hunt.is_mapped);
    if (result != -ENOENT)
        *ret_address = hunt.at;
    return result;
}
