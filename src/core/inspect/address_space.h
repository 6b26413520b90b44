/*
 * The code of one process: which files lie where, with what it takes to unwind through them and to
 * name what is in them.  A file is opened when an address in it is first looked at.  One thread
 * uses a space.
 */
#ifndef PTOP_CORE_ADDRESS_SPACE_H
#define PTOP_CORE_ADDRESS_SPACE_H

#include <stdbool.h>
#include <sys/types.h>

#include <elfutils/libdwfl.h>

#include <ptop/event.h>

#include "memory_map.h"

struct elf_file;
struct elf_files;
struct symbols;
struct unwind_task;

struct module {
    tracee_addr start, end;
    const struct mapping *mapping; /* the first */
    struct elf_file *file;         /* NULL: not opened (yet) */
    Dwfl_Module *dwfl;
};

/* All-zero is a space of which nothing is known. */
struct address_space {
    pid_t tgid;
    struct memory_map map;
    struct module *modules; /* in order of their addresses */
    size_t module_count;
    Dwfl *dwfl;
    struct elf_files *files;
    const struct unwind_task *task; /* a thread of it that is stopped now */
    bool wants_debug_files;         /* for symbols; unwinding has no need of them */
};

/* Read the map of the task's process, which must be stopped as long as the space is used. Where
 * that fails the space has no modules. */
ANY_THREAD void address_space_read(struct address_space *space, struct elf_files *files,
                                   const struct unwind_task *task);
/* What is mapped now: where its code is the same as before, the space goes on with this map (which
 * is then empty); else false, and the space has to be read anew. */
ANY_THREAD bool address_space_update(struct address_space *space, struct memory_map *map);
ANY_THREAD void address_space_done(struct address_space *space);

/* The module that holds an address; NULL where none does. */
ANY_THREAD struct module *address_space_module(const struct address_space *space,
                                               tracee_addr address);
/* The symbols of a module's file, and what is added to their addresses; NULL where there is no
 * file. */
ANY_THREAD struct symbols *address_space_symbols(struct address_space *space, struct module *module,
                                                 GElf_Addr *ret_bias);
/* Does a module lie in this range, at least in part? */
ANY_THREAD bool address_space_has_code(const struct address_space *space, tracee_addr start,
                                       uint64_t length);

#endif
