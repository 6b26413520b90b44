/*
 * Machine code as lines.
 */
#ifndef PTOP_CORE_DISASSEMBLE_H
#define PTOP_CORE_DISASSEMBLE_H

#include "scene.h"

/* Lines around look->code_address: malloc'd, with *ret_count and *ret_current as struct sight has
 * them. */
ANY_THREAD struct sight_line *disassemble(struct scene *scene, const struct look *look,
                                          size_t *ret_count, size_t *ret_current);

#endif
