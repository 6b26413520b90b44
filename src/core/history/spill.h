/*
 * The spill file: whole segments on disk, in numbered slots, in a file that has
 * no name.  It is made at the first write; a store that fits its memory makes none.
 */
#ifndef PTOP_CORE_SPILL_H
#define PTOP_CORE_SPILL_H

#include <stddef.h>
#include <stdint.h>

#include <ptop/thread.h>

/* Segments that stay mapped for reading; the least recently read goes first. */
#define SPILL_MAPS 8

struct spill_map {
    const void *bytes; /* NULL: this one is free */
    uint32_t slot;
    uint64_t used_at; /* of spill.reads */
};

struct spill {
    int fd;          /* -1: not made yet */
    char *directory; /* where to make it; NULL: the usual places */
    uint64_t reads;  /* but for those of the newest map, again and again */
    size_t newest;
    struct spill_map maps[SPILL_MAPS];
};

UI_THREAD void spill_init(struct spill *spill, const char *directory);
UI_THREAD void spill_done(struct spill *spill);

/* Write a segment, over what the slot held before.  0 or -errno; then the slot's content is
 * undefined.  RLIMIT_FSIZE is an error only if the program ignores SIGXFSZ. */
UI_THREAD int spill_write(struct spill *spill, uint32_t slot, const void *segment);

/* The segment of a slot that was written.  Borrowed: until eight other slots were read, or
 * this one is written. */
UI_THREAD const void *spill_read(struct spill *spill, uint32_t slot);

/* A map of its own of a slot that was written, to be unmapped; NULL where there can be none. */
ANY_THREAD const void *spill_map_slot(const struct spill *spill, uint32_t slot);

#endif
