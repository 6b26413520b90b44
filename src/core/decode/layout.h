/*
 * Reading numbers out of captured bytes.
 *
 * A tracee's structs lie at any alignment, and their words are 4 or 8 bytes
 * wide by its ABI; so nothing is ever cast to a C struct, but loaded here.
 */
#ifndef PTOP_CORE_LAYOUT_H
#define PTOP_CORE_LAYOUT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <ptop/syscall.h>

static inline size_t abi_word_bytes(enum abi abi)
{
    return abi == ABI_COMPAT ? 4 : 8;
}

static inline uint16_t load_u16(const uint8_t *bytes)
{
    uint16_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline uint32_t load_u32(const uint8_t *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

/* As much of it as is there. */
static inline uint32_t load_partial_u32(const uint8_t *bytes, size_t length)
{
    uint32_t value = 0;
    memcpy(&value, bytes, length < sizeof value ? length : sizeof value);
    return value;
}

static inline uint64_t load_u64(const uint8_t *bytes)
{
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline int32_t load_s32(const uint8_t *bytes)
{
    return (int32_t)load_u32(bytes);
}

/* Word index of a row of longs, pointers or sizes.  iovec and msghdr are such rows in both ABIs:
 * where 64 bits have an int, padding fills its word. */
static inline uint64_t load_word(const uint8_t *bytes, unsigned index, enum abi abi)
{
    return abi == ABI_COMPAT ? load_u32(bytes + 4 * index) : load_u64(bytes + 8 * index);
}

#endif
