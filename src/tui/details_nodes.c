/*
 * The nodes among the lines of details: a line with deeper ones below it.  What is
 * behind the deeper ones and only closes a bracket belongs to it, too:
 *
 *     addr     {                        the node
 *                sa_family=AF_INET
 *              }                        its last line
 *     addrlen  16
 *
 * A key is the hash of the names from the event down to the node; what has no name
 * (an element of an array, a struct after the call) counts its place among its
 * likes.
 */
#include <string.h>

#include "details_build.h"

#define DEPTH_MAX 32

/* The line before that a line hangs on, by depth. */
struct path {
    uint64_t keys[DEPTH_MAX];
    unsigned children[DEPTH_MAX];
};

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const uint8_t *)bytes)[i]) * UINT64_C(1099511628211);
    return hash;
}

/* How much of a line is its name; 0: it has none. */
static size_t name_length(const struct text *line)
{
    size_t length = 0;

    while (length < line->length_bytes && line->roles[length] == TEXT_FIELD)
        length++;
    return length;
}

static uint64_t key_of(struct path *path, unsigned depth, const struct text *line)
{
    uint64_t hash = depth > 0 ? path->keys[depth - 1] : path->keys[0];
    size_t length = name_length(line);
    unsigned place = path->children[depth]++;

    return length > 0 ? hash_more(hash, line->bytes, length)
                      : hash_more(hash, &place, sizeof(place));
}

static void set_keys(struct details *details, uint64_t key)
{
    struct path path = {.keys = {key}};

    for (size_t i = 0; i < details->line_count; i++) {
        struct details_line *line = &details->lines[i];
        struct text text = details_line_text(details, i);
        unsigned depth = line->depth < DEPTH_MAX ? line->depth : DEPTH_MAX - 1;
        if (line->is_continuation || line->depth == 0)
            continue;
        line->key = key_of(&path, depth, &text);
        path.keys[depth] = line->key;
        if (depth + 1 < DEPTH_MAX)
            path.children[depth + 1] = 0;
    }
}

static bool begins_with_close(const struct details *details, size_t index)
{
    char first = details->lines[index].length_bytes > 0
                     ? details->text.bytes[details->lines[index].start]
                     : '\0';

    return first == '}' || first == ']';
}

static size_t skip_continuations(const struct details *details, size_t index)
{
    while (index < details->line_count && details->lines[index].is_continuation)
        index++;
    return index;
}

/* Is there anything deeper right below this line? */
static bool opens(const struct details *details, size_t index)
{
    size_t next = skip_continuations(details, index + 1);

    return next < details->line_count && details->lines[next].depth > details->lines[index].depth;
}

static size_t end_of(const struct details *details, size_t index)
{
    size_t end = skip_continuations(details, index + 1);

    while (end < details->line_count && details->lines[end].depth > details->lines[index].depth)
        end++;
    if (end < details->line_count && details->lines[end].depth == details->lines[index].depth &&
        begins_with_close(details, end) && !opens(details, end))
        end = skip_continuations(details, end + 1);
    return end;
}

void details_find_nodes(struct details *details, uint64_t key)
{
    set_keys(details, key);
    for (size_t i = 0; i < details->line_count; i++) {
        struct details_line *line = &details->lines[i];
        bool is_node = line->depth > 0 && !line->is_continuation && opens(details, i);
        line->end = is_node ? (uint32_t)end_of(details, i) : 0;
    }
}
