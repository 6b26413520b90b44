/*
 * Expressions (<ptop/inspect.h>): what they come to in a scene.
 */
#ifndef PTOP_CORE_EXPRESSION_H
#define PTOP_CORE_EXPRESSION_H

#include "scene.h"

/* 0, or -EINVAL with the reason and its place in the text. */
ANY_THREAD int expression_evaluate(struct scene *scene, const char *text,
                                   struct resolved *ret_resolved, struct error *ret_error);

/* Hand out what could stand at the end of the text instead of the name there. */
ANY_THREAD void expression_complete(struct scene *scene, const char *text,
                                    void (*visit)(void *context, const char *text,
                                                  const char *help),
                                    void *context);

/* ---- names in a scene: expression_names.c ----------------------------------------------- */

/* The bytes of a name at the beginning of a text; 0: there is none. */
ANY_THREAD size_t expression_name_length(const char *text);

/* Is this what a file that has code is called: "libc.so.6", "libc", its path? */
ANY_THREAD bool expression_is_file(const struct scene *scene, size_t index, const char *name,
                                   size_t length);

/* An argument of the call that the scene is about, by its name: its place, or -1. */
ANY_THREAD int expression_find_argument(const struct scene *scene, const char *name);

/* A symbol by its name, of the index-th file only or of any (SIZE_MAX). */
ANY_THREAD bool expression_find_symbol(struct scene *scene, const char *name, size_t index,
                                       struct symbol *ret_symbol);

/* The first instruction of a line of a source file, or of the next line that has one; false where
 * no file says. */
ANY_THREAD bool expression_find_line(struct scene *scene, const char *file, int line,
                                     tracee_addr *ret_address);

/* The name of a symbol or register that was meant, perhaps; false where none is near. */
#define EXPRESSION_NAME_BYTES INSPECT_EXPRESSION_BYTES
ANY_THREAD bool expression_suggest(struct scene *scene, const char *name,
                                   char ret_name[static EXPRESSION_NAME_BYTES]);

#endif
