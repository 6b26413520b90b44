/*
 * A stretch of a tracee's memory as it was at some stop, and the same stretch at the stop before:
 * which bytes have changed.
 */
#ifndef PTOP_TUI_MEMORY_IMAGE_H
#define PTOP_TUI_MEMORY_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/inspect.h>

#define MEMORY_IMAGE_BYTES 8192

struct memory_stretch {
    tracee_addr address;
    size_t count;
    uint8_t bytes[MEMORY_IMAGE_BYTES], is_mapped[MEMORY_IMAGE_BYTES];
};

/* All zero: empty. */
struct memory_image {
    int32_t tid;
    uint32_t generation;
    struct memory_stretch now, before;
};

/* Take what a sight has of memory, up to MEMORY_IMAGE_BYTES.  Of the stop that is known it takes
 * the place of now; of another one that becomes before. */
void memory_image_take(struct memory_image *image, const struct sight *sight);

/* Is anything known of an address?  The byte that lies there, if one does. */
bool memory_image_knows(const struct memory_image *image, tracee_addr address);
bool memory_image_get(const struct memory_image *image, tracee_addr address, uint8_t *ret_byte);
bool memory_image_has_changed(const struct memory_image *image, tracee_addr address);

#endif
