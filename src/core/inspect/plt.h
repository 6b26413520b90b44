/*
 * What a file's procedure linkage table leads to: "puts@plt", for a call that goes to a library.
 */
#ifndef PTOP_CORE_PLT_H
#define PTOP_CORE_PLT_H

#include <libelf.h>

#include "symbols.h"

/* Hand out each entry whose function is known; the symbol is borrowed for the call. */
ANY_THREAD void plt_visit(Elf *elf, void (*visit)(void *context, const struct symbol *symbol),
                          void *context);

#endif
