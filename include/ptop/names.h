/*
 * Names of file descriptors, by the id that a captured piece carries.
 *
 * The tracer gives each name that it meets (a path, "socket:[71]",
 * "TCP:[127.0.0.1:80->…]") a dense id from 1 and announces it once in an
 * EVENT_FD_PATH; records then carry the id.  What else was found out about a file stands behind
 * its path and a NUL, "/dev/null\0<char 1:3>": a path is a path to whoever compares it.  This table
 * is the other side of it.  One thread owns a table: the UI thread the session's, the tracer another one, for
 * the conditions of points.
 */
#ifndef PTOP_NAMES_H
#define PTOP_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

struct names;

UI_THREAD struct names *names_new(void);
UI_THREAD void names_free(struct names *names);

/* Remember a name (bytes from a tracee, copied, NULs are added). A known id is overwritten. */
UI_THREAD void names_add(struct names *names, uint32_t id, const char *bytes, size_t length);

/* The name, or NULL where the id is not known.  Borrowed, lives as long as the table. */
UI_THREAD const char *names_find(const struct names *names, uint32_t id);

/* What stands behind it, "" where nothing does or the id is not known; the same. */
UI_THREAD const char *names_find_detail(const struct names *names, uint32_t id);

/* The highest id that has a name, 0: none has. */
UI_THREAD uint32_t names_highest(const struct names *names);

#endif
