#include "ghosts.h"

#include "breakpoint.h"
#include "space.h"

#include "../tracee/emit.h"

/* A child whose parent's event is missing is taken in long before. */
#define GHOST_LIFE_NS UINT64_C(2000000000)

void ghosts_add(struct ghosts *ghosts, uint32_t memory, const struct location *location)
{
    if (location->original == BREAKPOINT_INT3)
        return;
    ghosts->newest_ns = emit_now_ns();
    ghosts->ring[ghosts->next++ % GHOST_COUNT] = (struct ghost){
        .address = location->address,
        .time_ns = ghosts->newest_ns,
        .memory = memory,
        .original = location->original,
    };
}

void ghosts_lay(const struct ghosts *ghosts, const struct tracee *child, uint32_t memory)
{
    nanoseconds now_ns = emit_now_ns();

    if (ghosts->newest_ns + GHOST_LIFE_NS < now_ns)
        return;
    for (unsigned i = 0; i < GHOST_COUNT; i++) {
        const struct ghost *ghost = &ghosts->ring[i];
        uint8_t there;

        if (ghost->time_ns && ghost->time_ns + GHOST_LIFE_NS >= now_ns &&
            (!memory || ghost->memory == memory) &&
            space_read(child, ghost->address, &there, 1) == 1 && there == BREAKPOINT_INT3)
            space_write(child, ghost->address, &ghost->original, 1);
    }
}
