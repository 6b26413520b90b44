/*
 * Looking for bytes in all that a process has mapped.
 */
#ifndef PTOP_CORE_MEMORY_SEARCH_H
#define PTOP_CORE_MEMORY_SEARCH_H

#include "scene.h"

struct memory_search {
    tracee_addr from;
    bool is_backward; /* from there towards 0: the nearest that begins before from */
    const void *bytes;
    size_t length; /* > 0, at most INSPECT_SEARCH_BYTES */
    nanoseconds patience_ns;
};

/* 0; -ENOENT: they are nowhere; -ETIMEDOUT: not found so far, *ret_address is where it was. */
ANY_THREAD int memory_search(struct scene *scene, const struct memory_search *search,
                             tracee_addr *ret_address);

#endif
