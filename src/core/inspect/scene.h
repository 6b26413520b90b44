/*
 * What can be asked about one process while a question about it is answered: its mappings, its
 * files with their symbols, its memory; and how an address is said in words.
 */
#ifndef PTOP_CORE_SCENE_H
#define PTOP_CORE_SCENE_H

#include <ptop/inspect.h>

#include "address_space.h"
#include "peek.h"
#include "symbols.h"
#include "unwind.h"

struct scene {
    const struct look_at *at;
    struct peek *peek;
    struct unwinder *unwinder;
    struct unwind_task task;
    struct address_space *space; /* of the unwinder */
};

/* 0, or -ESRCH where the process is no more, or -errno.  All that is given is borrowed until the
 * next scene with this unwinder. */
ANY_THREAD int scene_open(struct scene *scene, const struct look_at *at, struct peek *peek,
                          struct unwinder *unwinder);


struct scene_symbol {
    struct symbol symbol; /* its address as it is in the process */
    const struct module *module;
};
/* What an address lies in. */
ANY_THREAD bool scene_symbol(struct scene *scene, tracee_addr address,
                             struct scene_symbol *ret_symbol);
/* The symbols of the index-th file that has code, and what is added to their addresses; NULL where
 * it has none.  Its module is space->modules[index]. */
ANY_THREAD struct symbols *scene_symbols(struct scene *scene, size_t index, uint64_t *ret_bias);

/* A word of the process, 8 bytes or 4; false where nothing can be read. */
ANY_THREAD bool scene_word(struct scene *scene, tracee_addr address, uint64_t *ret_word);

/* ---- words for addresses ------------------------------------------------------------ */

/* For a text that fills a struct sight_text. */
ANY_THREAD struct text sight_text_begin(struct sight_text *ret_text);

/* "server": the name of what is mapped, without its folders; "" where it has none. */
ANY_THREAD const char *mapping_name(const struct mapping *mapping);

/* "main+0x4": an address by a symbol that it lies in, or right behind. */
ANY_THREAD void scene_symbol_put(const struct scene_symbol *symbol, tracee_addr address,
                                 struct text *text);
/* The same of the one that it lies in; false (and nothing) where there is no symbol. */
ANY_THREAD bool scene_put_symbol(struct scene *scene, tracee_addr address, struct text *text);
/* The same, or "libfoo.so +0x1120", "[stack] +0x120"; false where nothing is mapped. */
ANY_THREAD bool scene_put_place(struct scene *scene, tracee_addr address, struct text *text);
/* What a value points to, and what is there; nothing where it points nowhere. */
ANY_THREAD void scene_put_pointer(struct scene *scene, uint64_t value, struct text *text);

#endif
