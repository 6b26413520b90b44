#include "core/history/summary_files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>

#include "core/base/alloc.h"

#define PATH_BYTES 8192
#define FIRST_ROWS 256u
/* Ids beyond this are looked up by their names each time. */
#define MAX_IDS      (1u << 22)
#define OPENAT_FLAGS 2 /* the argument */

void summary_files_done(struct summary_files *files)
{
    for (uint32_t i = 0; i < files->count; i++)
        free((void *)files->rows[i].public.name);
    free(files->rows);
    free(files->slots);
    free(files->by_id);
    *files = (struct summary_files){0};
}

/* ---- by name --------------------------------------------------------------------- */

static uint64_t hash_of(const char *bytes, size_t length)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a, eight bytes at a time */

    for (; length >= sizeof(uint64_t); bytes += sizeof(uint64_t), length -= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    for (; length > 0; bytes++, length--)
        hash = (hash ^ (uint8_t)*bytes) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

static bool is_row(const struct file_row *row, uint64_t hash, const char *bytes, size_t length)
{
    return row->hash == hash && row->public.name && strncmp(row->public.name, bytes, length) == 0 &&
           row->public.name[length] == '\0';
}

/* The slot of a name, or the free one where it belongs. */
static uint32_t *slot_of(const struct summary_files *files, uint64_t hash, const char *bytes,
                         size_t length)
{
    uint32_t at = (uint32_t)hash & (files->slot_count - 1);

    while (files->slots[at] && !is_row(&files->rows[files->slots[at] - 1], hash, bytes, length))
        at = (at + 1) & (files->slot_count - 1);
    return &files->slots[at];
}

static void grow(struct summary_files *files)
{
    files->capacity = files->capacity ? 2 * files->capacity : FIRST_ROWS;
    files->rows = alloc_resize(files->rows, files->capacity, sizeof *files->rows);
    free(files->slots);
    files->slot_count = 2 * files->capacity;
    files->slots = alloc_zeroed(files->slot_count, sizeof *files->slots);
    for (uint32_t i = 0; i < files->count; i++) {
        uint32_t at = (uint32_t)files->rows[i].hash & (files->slot_count - 1);
        while (files->slots[at])
            at = (at + 1) & (files->slot_count - 1);
        files->slots[at] = i + 1;
    }
}

/* The row that the files without one of their own share. */
static uint32_t others_row(struct summary_files *files)
{
    if (files->others == 0) {
        files->rows[files->count++] = (struct file_row){0};
        files->others = files->count;
    }
    return files->others - 1;
}

/* The index of the row of a name.  Rows may move on the way. */
static uint32_t row_of_name(struct summary_files *files, const char *bytes, size_t length)
{
    uint64_t hash = hash_of(bytes, length);

    if (files->count + 1 >= files->capacity)
        grow(files);
    uint32_t *slot = slot_of(files, hash, bytes, length);
    if (*slot)
        return *slot - 1;
    if (files->count + 1 >= SUMMARY_MAX_ROWS || files->name_bytes >= SUMMARY_MAX_NAME_BYTES)
        return others_row(files);
    files->name_bytes += length;
    files->rows[files->count] = (struct file_row){
        .public.name = alloc_copy(bytes, length),
        .hash = hash,
    };
    *slot = ++files->count;
    return *slot - 1;
}

struct summary_file *summary_files_by_path(struct summary_files *files, const char *directory,
                                           const void *path, size_t length)
{
    char joined[PATH_BYTES];
    size_t before = directory ? strlen(directory) : 0;
    uint32_t row;

    if (before == 0 || *(const char *)path == '/' || before + 1 + length > sizeof joined) {
        row = row_of_name(files, path, length);
        return &files->rows[row].public;
    }
    memcpy(joined, directory, before);
    if (joined[before - 1] != '/')
        joined[before++] = '/';
    memcpy(joined + before, path, length);
    row = row_of_name(files, joined, before + length);
    return &files->rows[row].public;
}

/* ---- by id ----------------------------------------------------------------------- */

static void grow_ids(struct summary_files *files, uint32_t id)
{
    uint32_t count = files->id_count ? files->id_count : FIRST_ROWS;

    while (count < id)
        count *= 2;
    files->by_id = alloc_resize(files->by_id, count, sizeof *files->by_id);
    memset(files->by_id + files->id_count, 0, (count - files->id_count) * sizeof *files->by_id);
    files->id_count = count;
}

struct summary_file *summary_files_by_id(struct summary_files *files, const struct names *names,
                                         uint32_t id)
{
    if (id > 0 && id <= files->id_count && files->by_id[id - 1])
        return &files->rows[files->by_id[id - 1] - 1].public;
    const char *name = names_find(names, id);
    if (!name || name[0] == '\0')
        return NULL;
    uint32_t row = row_of_name(files, name, strlen(name));
    if (id > files->id_count && id <= MAX_IDS)
        grow_ids(files, id);
    if (id <= files->id_count)
        files->by_id[id - 1] = row + 1;
    return &files->rows[row].public;
}

/* ---- how it was opened --------------------------------------------------------------- */

void summary_file_opened(struct summary_file *file, uint32_t flags)
{
    file->opens++;
    file->access_modes |= (uint8_t)(1u << (flags & O_ACCMODE));
    file->open_flags |= flags & ~(uint32_t)O_ACCMODE;
    file->last_open_flags = flags;
}

/* As the calls pane shows the argument of an openat. */
static void put_open_flags(struct text *text, uint32_t flags)
{
    static const struct format_options options = {0};
    struct event_syscall call = {.header = {.size_bytes = sizeof call, .kind = EVENT_SYSCALL}};

    if (!syscall_find_name(ABI_NATIVE, "openat", &call.header.number))
        return;
    call.args[OPENAT_FLAGS] = flags;
    format_argument(&call, OPENAT_FLAGS, &options, text);
}

void summary_put_flags(const struct summary_file *file, struct text *text)
{
    unsigned modes = file->access_modes;

    for (uint32_t mode = 0; modes; mode++, modes >>= 1) {
        if (!(modes & 1))
            continue;
        bool is_last = modes == 1;
        put_open_flags(text, mode | (is_last ? file->open_flags : 0));
        if (!is_last)
            text_put_char(text, '|');
    }
}

void summary_put_last_flags(const struct summary_file *file, struct text *text)
{
    if (file->opens > 0)
        put_open_flags(text, file->last_open_flags);
}
