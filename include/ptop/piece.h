/*
 * Walking the captured pieces of a call's record, which may come from a damaged file:
 *
 *     for (const struct event_piece *p = piece_first(call); p; p = piece_next(call, p))
 *         … piece_bytes(p), p->length_bytes …
 *
 * Every piece that comes out lies within the record.
 */
#ifndef PTOP_PIECE_H
#define PTOP_PIECE_H

#include <string.h>

#include <ptop/event.h>

static inline const struct event_piece *piece_at(const struct event_syscall *call, size_t offset)
{
    const struct event_piece *piece = (const struct event_piece *)((const char *)call + offset);
    size_t left = call->header.size_bytes - offset;

    if (offset > call->header.size_bytes || left < sizeof(*piece) ||
        left - sizeof(*piece) < piece->length_bytes)
        return NULL;
    return piece;
}

static inline const struct event_piece *piece_first(const struct event_syscall *call)
{
    return piece_at(call, sizeof(*call));
}

static inline const struct event_piece *piece_next(const struct event_syscall *call,
                                                   const struct event_piece *piece)
{
    size_t offset = (size_t)((const char *)(piece + 1) - (const char *)call);

    return piece_at(call, offset + EVENT_ALIGN((size_t)piece->length_bytes));
}

static inline const uint8_t *piece_bytes(const struct event_piece *piece)
{
    return (const uint8_t *)(piece + 1);
}

/* What is told of the call beside its arguments; NULL where that was not asked for. */
static inline const struct event_call_facts *piece_find_facts(const struct event_syscall *call)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == PIECE_FACTS && piece->length_bytes == sizeof(struct event_call_facts))
            return (const struct event_call_facts *)piece_bytes(piece);
    return NULL;
}

/* The id that a PIECE_FD_NAME carries; 0 where it carries none. */
static inline uint32_t piece_name_id(const struct event_piece *piece)
{
    uint32_t id = 0;

    if ((piece->flags & PIECE_FD_NAME) && piece->length_bytes >= sizeof(id))
        memcpy(&id, piece_bytes(piece), sizeof(id));
    return id;
}

/* The id of the name of the descriptor in an argument's register (or of the result's); 0 where
 * none was captured. */
static inline uint32_t piece_find_name(const struct event_syscall *call, unsigned arg)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == arg && piece->part == 0 && (piece->flags & PIECE_FD_NAME))
            return piece_name_id(piece);
    return 0;
}

#endif
