#include "sight.h"

#include <errno.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/registers.h>

#include "core/base/alloc.h"

#include "disassemble.h"
#include "scene.h"

#define FRAMES_MAX       1024
#define MEMORY_MAX_BYTES (1u << 20)
#define LINES_MOST_BYTES (128u << 20) /* of debugging information that is searched for them */

/* ---- registers --------------------------------------------------------------------- */

static bool can_point(const struct register_spec *spec)
{
    return spec->group == REGISTER_GENERAL || spec->group == REGISTER_PC ||
           (spec->group == REGISTER_SEGMENT && spec->bits == 64);
}

static void look_at_registers(struct sight *sight, struct scene *scene)
{
    const struct look_at *at = &sight->look.at;
    const struct register_spec *spec;

    for (size_t i = 0; (spec = register_get(at->is_compat, i)) != NULL; i++) {
        struct text text = sight_text_begin(&sight->registers[spec->index]);
        if (can_point(spec))
            scene_put_pointer(scene, register_value(spec, at->registers), &text);
    }
}

/* ---- the stack --------------------------------------------------------------------- */

static void put_frame_name(struct scene *scene, const struct unwind_frame *frame, struct text *text)
{
    const struct module *module =
        address_space_module(scene->space, frame->address - frame->is_return);
    struct scene_symbol found;

    /* A call that never returns is the last of its function: the address behind is another's. */
    if (frame->is_return && scene_symbol(scene, frame->address - 1, &found))
        scene_symbol_put(&found, frame->address, text);
    else if (!scene_put_place(scene, frame->address, text))
        text_put_role(text, TEXT_DIM, "not mapped");
    if (!module)
        return;
    const char *file = mapping_name(module->mapping);
    uint8_t before = text_set_role(text, TEXT_DIM);
    text_put(text, "  ");
    text_escape(text, file, strlen(file), TEXT_ESCAPE_UTF8);
    text_set_role(text, before);
}

/* 0: it has none. */
static uint64_t section_bytes(Elf *elf, const char *wanted)
{
    size_t strings;
    GElf_Shdr header;

    if (!elf || elf_getshdrstrndx(elf, &strings) < 0)
        return 0;
    for (Elf_Scn *section = NULL; (section = elf_nextscn(elf, section)) != NULL;) {
        const char *name =
            gelf_getshdr(section, &header) ? elf_strptr(elf, strings, header.sh_name) : NULL;
        if (name && strcmp(name, wanted) == 0)
            return header.sh_size;
    }
    return 0;
}

/* Of the program, and of what carries its lines with it. Those of a library's debug file are
 * seldom wanted, and to unpack them, or to go through very many, can take a second. */
static bool knows_lines(const struct scene *scene, const struct module *module)
{
    GElf_Addr bias;
    uint64_t size = section_bytes(dwfl_module_getelf(module->dwfl, &bias), ".debug_info");

    return size ? size < LINES_MOST_BYTES : module == scene->space->modules;
}

static void put_source(struct scene *scene, const struct unwind_frame *frame, struct text *text)
{
    tracee_addr address = frame->address - frame->is_return;
    const struct module *module = address_space_module(scene->space, address);

    peek_goes_on(scene->peek);
    Dwfl_Line *line =
        module && knows_lines(scene, module) ? dwfl_module_getsrc(module->dwfl, address) : NULL;
    int number = 0;
    const char *path = line ? dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
    if (!path || number <= 0)
        return;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    text_escape(text, name, strlen(name), TEXT_ESCAPE_UTF8);
    text_put_char(text, ':');
    text_put_unsigned(text, (unsigned)number);
}

static void look_at_stack(struct sight *sight, struct scene *scene)
{
    size_t capacity = sight->look.stack_frames < FRAMES_MAX ? sight->look.stack_frames : FRAMES_MAX;
    struct unwind_frame *frames = alloc_zeroed(capacity, sizeof(*frames));
    uint32_t edition;

    sight->frame_count = unwinder_stack(scene->unwinder, &scene->task, frames, capacity, &edition);
    scene->space = unwinder_space(scene->unwinder, &scene->task); /* it may be another one now */
    sight->frames = alloc_zeroed(sight->frame_count, sizeof(*sight->frames));
    for (size_t i = 0; i < sight->frame_count; i++) {
        struct sight_frame *frame = &sight->frames[i];
        struct text name = sight_text_begin(&frame->name);
        struct text place = sight_text_begin(&frame->place);
        *frame = (struct sight_frame){.address = frames[i].address,
                                      .stack = frames[i].stack,
                                      .is_return = frames[i].is_return};
        put_frame_name(scene, &frames[i], &name);
        put_source(scene, &frames[i], &place);
    }
    free(frames);
}

/* ---- code, memory, mappings --------------------------------------------------------- */

static void look_at_memory(struct sight *sight, struct scene *scene)
{
    struct look *look = &sight->look;

    if (look->memory_bytes > MEMORY_MAX_BYTES)
        look->memory_bytes = MEMORY_MAX_BYTES;
    sight->memory = alloc_zeroed(look->memory_bytes, 1);
    sight->is_mapped = alloc_zeroed(look->memory_bytes, 1);
    peek_range(scene->peek, look->memory_address, sight->memory, sight->is_mapped,
               look->memory_bytes);
}

static void look_at_maps(struct sight *sight, struct scene *scene)
{
    const struct memory_map *map = &scene->space->map;

    sight->mappings = alloc_zeroed(map->count, sizeof(*sight->mappings));
    for (size_t i = 0; i < map->count; i++) {
        const struct mapping *from = &map->mappings[i];
        struct sight_mapping *to = &sight->mappings[sight->mapping_count++];
        struct text name = sight_text_begin(&to->name);
        to->start = from->start;
        to->end = from->end;
        to->offset = from->offset;
        to->protection = from->protection;
        to->is_shared = from->is_shared;
        text_set_role(&name, TEXT_PATH);
        text_escape(&name, from->path, strlen(from->path), TEXT_ESCAPE_UTF8);
        text_put_role(&name, TEXT_DIM, from->is_deleted ? " (deleted)" : "");
    }
}

/* ---- a sight ------------------------------------------------------------------------- */

static void look_around(struct sight *sight, struct scene *scene)
{
    const struct look *look = &sight->look;

    if (look->wants_registers && look->at.is_held)
        look_at_registers(sight, scene);
    if (look->stack_frames && look->at.is_held)
        look_at_stack(sight, scene);
    if (look->code_before || look->code_rows)
        sight->lines = disassemble(scene, look, &sight->line_count, &sight->line_current);
    if (look->memory_bytes)
        look_at_memory(sight, scene);
    if (look->wants_maps)
        look_at_maps(sight, scene);
}

struct sight *sight_new(const struct look *look, struct peek *peek, struct unwinder *unwinder)
{
    struct sight *sight = alloc_zeroed(1, sizeof(*sight));
    struct scene scene;

    sight->look = *look;
    sight->look.at.call = NULL;
    sight->look.at.points = NULL;
    peek->trouble = sight->trouble;
    int result = scene_open(&scene, &sight->look.at, peek, unwinder);
    sight->is_gone = result == -ESRCH;
    if (result == 0)
        look_around(sight, &scene);
    else if (!sight->is_gone)
        snprintf(sight->trouble, sizeof(sight->trouble), "its mappings cannot be read: %s",
                 strerror(-result));
    return sight;
}

void sight_free(struct sight *sight)
{
    if (!sight)
        return;
    free(sight->frames);
    free(sight->lines);
    free(sight->memory);
    free(sight->is_mapped);
    free(sight->mappings);
    free(sight);
}
