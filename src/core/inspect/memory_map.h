/*
 * What a process has mapped, as /proc/PID/maps tells it (proc(5)).
 */
#ifndef PTOP_CORE_MEMORY_MAP_H
#define PTOP_CORE_MEMORY_MAP_H

#include <stdbool.h>
#include <sys/types.h>

#include <ptop/event.h>

struct mapping {
    tracee_addr start, end;
    uint64_t offset;  /* in the file */
    uint64_t inode;   /* 0: of no file */
    const char *path; /* or "[stack]", "[vdso]" …; "" where it has none; as the kernel prints it */
    uint8_t protection; /* PROT_READ | PROT_WRITE | PROT_EXEC */
    bool is_shared;     /* writes are seen by all who map it */
    bool is_deleted;    /* the file has no name any more: the path lacks its " (deleted)" */
};

/* In order of their addresses. All-zero is an empty map. */
struct memory_map {
    struct mapping *mappings;
    size_t count;
    char *text; /* what the paths lie in */
};

/* Read the map of a thread's process.  0 or -errno; free it with memory_map_done. */
ANY_THREAD int memory_map_read(pid_t tid, struct memory_map *ret_map);

/* The same from text (malloc'd, NUL-terminated), which the map then owns.  Lines that are none
 * are passed over. */
ANY_THREAD void memory_map_parse(char *text, struct memory_map *ret_map);

ANY_THREAD void memory_map_done(struct memory_map *map);

#endif
