/*
 * The functions and objects of one file, by address and by name: for every process that maps it.
 *
 * Addresses are those in the file (what nm prints), whatever place it was loaded to.
 */
#ifndef PTOP_CORE_SYMBOLS_H
#define PTOP_CORE_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <elfutils/libdwfl.h>

#include <ptop/thread.h>

struct symbols;

struct symbol {
    const char *name; /* as it stands in the file; of what leads to a library: "puts@plt" */
    uint64_t address;
    uint64_t size_bytes; /* 0: unknown */
    bool is_object;      /* a variable, no function */
};

/* Read them from a file as one process maps it: from its symbol table, or that of its debug file
 * where one is installed. Never NULL. */
ANY_THREAD struct symbols *symbols_new(Dwfl_Module *module);
ANY_THREAD void symbols_free(struct symbols *symbols);

/* What an address lies in; false where there is nothing. The name is borrowed. */
ANY_THREAD bool symbols_find(const struct symbols *symbols, uint64_t address,
                             struct symbol *ret_symbol);

/* By its whole name; false where there is none. */
ANY_THREAD bool symbols_find_name(struct symbols *symbols, const char *name,
                                  struct symbol *ret_symbol);

/* Those whose names begin so, in the order of their names, until visit returns false. */
ANY_THREAD void symbols_visit(struct symbols *symbols, const char *beginning,
                              bool (*visit)(void *context, const struct symbol *symbol),
                              void *context);

#endif
