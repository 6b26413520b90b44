#include "address_space.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/base/alloc.h"

#include "elf_files.h"
#include "symbols.h"
#include "unwind.h"

#define IMAGE_MAX_BYTES (1u << 20) /* of what is in memory only; a vdso has two pages */

#define VDSO_NAME "[vdso]"

/* ---- what libdw asks ---------------------------------------------------------------- */

static struct elf_file *open_vdso(struct address_space *space, const struct module *module)
{
    size_t size = module->end - module->start;

    if (size > IMAGE_MAX_BYTES)
        return NULL;
    void *image = alloc_resize(NULL, 1, size);
    ssize_t got = space->task->read(space->task->context, module->start, image, size);
    if (got == (ssize_t)size)
        return elf_files_open_image(space->files, image, size);
    free(image);
    return NULL;
}

/* Hand out another reference to the file that we hold open; libdw must not open any by itself. */
static int find_elf(Dwfl_Module *dwfl_module, void **user_data, const char *name, Dwarf_Addr base,
                    char **ret_path, Elf **ret_elf)
{
    struct address_space *space = *user_data;
    struct module *module = address_space_module(space, base);

    (void)dwfl_module;
    (void)ret_path;
    if (!module || !space->task)
        return -1;
    module->file = strcmp(name, VDSO_NAME) == 0
                       ? open_vdso(space, module)
                       : elf_files_open(space->files, space->task->tid, module->mapping);
    if (module->file && module->file->image)
        *ret_elf = elf_memory(module->file->image, (size_t)module->file->size_bytes);
    else if (module->file)
        *ret_elf = elf_begin(module->file->fd, ELF_C_READ, module->file->elf);
    return -1;
}

/* By the build id, on this machine: the standard search would ask the network. */
static int find_debug_file(Dwfl_Module *module, void **user_data, const char *name, Dwarf_Addr base,
                           const char *path, const char *link, GElf_Word checksum, char **ret_path)
{
    const struct address_space *space = *user_data;

    if (!space->wants_debug_files)
        return -1;
    return dwfl_build_id_find_debuginfo(module, user_data, name, base, path, link, checksum,
                                        ret_path);
}

static const Dwfl_Callbacks callbacks = {
    .find_elf = find_elf,
    .find_debuginfo = find_debug_file,
    .section_address = dwfl_offline_section_address,
};

/* ---- modules --------------------------------------------------------------------------- */

static bool is_same_file(const struct mapping *a, const struct mapping *b)
{
    return a->inode == b->inode && strcmp(a->path, b->path) == 0;
}

static bool can_be_module(const struct mapping *mapping)
{
    return mapping->path[0] == '/' || strcmp(mapping->path, VDSO_NAME) == 0;
}

static void add_module(struct address_space *space, struct module module)
{
    void **user_data = NULL;

    module.dwfl = dwfl_report_module(space->dwfl, module.mapping->path, module.start, module.end);
    if (!module.dwfl)
        return;
    dwfl_module_info(module.dwfl, &user_data, NULL, NULL, NULL, NULL, NULL, NULL);
    *user_data = space;
    space->modules[space->module_count++] = module;
}

/* The mappings of one file that follow one another are a module if one of them is code: the next
 * one at *at or behind. */
static bool next_module(const struct memory_map *map, size_t *at, struct module *ret_module)
{
    while (*at < map->count) {
        struct module module = {.mapping = &map->mappings[*at], .start = map->mappings[*at].start};
        bool has_code = false;
        for (; *at < map->count && is_same_file(module.mapping, &map->mappings[*at]); ++*at) {
            has_code = has_code || (map->mappings[*at].protection & PROT_EXEC);
            module.end = map->mappings[*at].end;
        }
        *ret_module = module;
        if (has_code && can_be_module(module.mapping))
            return true;
    }
    return false;
}

static void report_modules(struct address_space *space)
{
    struct module module;

    space->modules = alloc_zeroed(space->map.count + 1, sizeof(*space->modules));
    dwfl_report_begin(space->dwfl);
    for (size_t at = 0; next_module(&space->map, &at, &module);)
        add_module(space, module);
    dwfl_report_end(space->dwfl, NULL, NULL);
}

static bool is_same_module(const struct module *a, const struct module *b)
{
    return a->start == b->start && a->end == b->end && is_same_file(a->mapping, b->mapping) &&
           a->mapping->offset == b->mapping->offset &&
           a->mapping->is_deleted == b->mapping->is_deleted;
}

bool address_space_update(struct address_space *space, struct memory_map *map)
{
    struct module module;
    size_t count = 0;

    for (size_t at = 0; next_module(map, &at, &module); count++)
        if (count == space->module_count || !is_same_module(&space->modules[count], &module))
            return false;
    if (count != space->module_count)
        return false;
    count = 0;
    for (size_t at = 0; next_module(map, &at, &module); count++)
        space->modules[count].mapping = module.mapping;
    memory_map_done(&space->map);
    space->map = *map;
    *map = (struct memory_map){0};
    return true;
}

void address_space_read(struct address_space *space, struct elf_files *files,
                        const struct unwind_task *task)
{
    address_space_done(space);
    space->tgid = task->tgid;
    space->files = files;
    space->task = task;
    if (memory_map_read(task->tid, &space->map) < 0)
        return;
    space->dwfl = dwfl_begin(&callbacks);
    if (space->dwfl)
        report_modules(space);
}

void address_space_done(struct address_space *space)
{
    if (space->dwfl)
        dwfl_end(space->dwfl);
    free(space->modules);
    memory_map_done(&space->map);
    *space = (struct address_space){0};
}

/* The first module that ends behind an address. */
static size_t first_behind(const struct address_space *space, tracee_addr address)
{
    size_t low = 0, high = space->module_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (space->modules[middle].end <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct module *address_space_module(const struct address_space *space, tracee_addr address)
{
    size_t at = first_behind(space, address);

    return at < space->module_count && space->modules[at].start <= address ? &space->modules[at]
                                                                           : NULL;
}

struct symbols *address_space_symbols(struct address_space *space, struct module *module,
                                      GElf_Addr *ret_bias)
{
    bool wanted_debug_files = space->wants_debug_files;

    if (!dwfl_module_getelf(module->dwfl, ret_bias) || !module->file)
        return NULL;
    if (!module->file->symbols) {
        space->wants_debug_files = true;
        module->file->symbols = symbols_new(module->dwfl);
        space->wants_debug_files = wanted_debug_files;
    }
    return module->file->symbols;
}

bool address_space_has_code(const struct address_space *space, tracee_addr start, uint64_t length)
{
    size_t at = first_behind(space, start);

    return at < space->module_count &&
           (space->modules[at].start <= start || space->modules[at].start - start < length);
}
