/*
 * The functions of one file, by address: for every process that maps it.
 *
 * Addresses are those in the file (what nm prints), whatever place it was loaded to.
 */
#ifndef PTOP_CORE_SYMBOLS_H
#define PTOP_CORE_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

#include <elfutils/libdwfl.h>

#include <ptop/thread.h>

struct symbols;

/* Read them from a file as one process maps it: from its symbol table, or that of its debug file
 * where one is installed. Never NULL. */
TRACER_THREAD struct symbols *symbols_new(Dwfl_Module *module);
TRACER_THREAD void symbols_free(struct symbols *symbols);

/* The function that an address lies in, and how far from its beginning; NULL where there is none.
 * Borrowed. */
TRACER_THREAD const char *symbols_find(const struct symbols *symbols, uint64_t address,
                                       uint64_t *ret_offset);

#endif
