/* The rows of registers.def, for those who look for one by its name or in its turn. */
#include <ptop/registers.h>

#include <string.h>
#include <strings.h>
#include <sys/user.h>

/* ---- registers --------------------------------------------------------------------- */

enum { NATIVE = 1 << 0, COMPAT = 1 << 1, BOTH = NATIVE | COMPAT };

#define PLACE(member) (offsetof(struct user_regs_struct, member) / sizeof(uint64_t))

static const struct register_row {
    struct register_spec spec;
    uint8_t modes;
} rows[] = {
#define REGISTER(mode, name, group, member, shift, bits)                                           \
    {{name, REGISTER_##group, PLACE(member), shift, bits}, mode},
#include "registers.def"
};
#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

static_assert(sizeof(struct user_regs_struct) == EVENT_REGISTER_COUNT * sizeof(uint64_t),
              "struct event_stop");

static bool is_of(const struct register_row *row, bool is_compat)
{
    return row->modes & (is_compat ? COMPAT : NATIVE);
}

const struct register_spec *register_get(bool is_compat, size_t index)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (is_of(&rows[i], is_compat) && rows[i].spec.group != REGISTER_PART && index-- == 0)
            return &rows[i].spec;
    return NULL;
}

const struct register_spec *register_find(bool is_compat, const char *name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (is_of(&rows[i], is_compat) && strcasecmp(rows[i].spec.name, name) == 0)
            return &rows[i].spec;
    return NULL;
}

/* What 32-bit programs have and 64-bit ones have as a part is one name. */
const char *register_name(size_t index)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if ((is_of(&rows[i], false) || !register_find(false, rows[i].spec.name)) && index-- == 0)
            return rows[i].spec.name;
    return NULL;
}

static uint64_t low_bits(unsigned bits)
{
    return bits >= 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

uint64_t register_value(const struct register_spec *spec,
                        const uint64_t registers[EVENT_REGISTER_COUNT])
{
    return registers[spec->index] >> spec->shift & low_bits(spec->bits);
}

void register_set(const struct register_spec *spec, uint64_t registers[EVENT_REGISTER_COUNT],
                  uint64_t value)
{
    uint64_t mask = low_bits(spec->bits);
    uint64_t *whole = &registers[spec->index];

    if (spec->bits == 32)
        *whole = value & mask;
    else
        *whole = (*whole & ~(mask << spec->shift)) | (value & mask) << spec->shift;
}

uint64_t registers_pc(const uint64_t registers[EVENT_REGISTER_COUNT])
{
    return registers[PLACE(rip)];
}

uint64_t registers_stack(const uint64_t registers[EVENT_REGISTER_COUNT])
{
    return registers[PLACE(rsp)];
}

const struct register_spec *register_of_argument(bool is_compat, unsigned argument)
{
    static const char *const names[] = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};

    if (is_compat || argument >= sizeof(names) / sizeof(names[0]))
        return NULL;
    return register_find(false, names[argument]);
}

/* ---- flags ------------------------------------------------------------------------- */

static const struct register_flag flags[] = {
#define FLAG(name, bit, meaning) {name, meaning, bit},
#include "registers.def"
};

const struct register_flag *register_flag_get(size_t index)
{
    return index < sizeof(flags) / sizeof(flags[0]) ? &flags[index] : NULL;
}

/* ---- vectors ----------------------------------------------------------------------- */

struct vector_row {
    const char *name;
    uint16_t offset, size_bytes;
    uint16_t high_offset, high_bytes; /* from where the upper halves begin */
};

#define ONE(name, number, at, offset, stride, size, high)                                          \
    {name number, (offset) + (at) * (stride), size, (at) * (high), high},
#define EIGHT(name, number, at, ...)                                                               \
    ONE(name, "0", 0, __VA_ARGS__)                                                                 \
    ONE(name, "1", 1, __VA_ARGS__)                                                                 \
    ONE(name, "2", 2, __VA_ARGS__)                                                                 \
    ONE(name, "3", 3, __VA_ARGS__)                                                                 \
    ONE(name, "4", 4, __VA_ARGS__)                                                                 \
    ONE(name, "5", 5, __VA_ARGS__)                                                                 \
    ONE(name, "6", 6, __VA_ARGS__)                                                                 \
    ONE(name, "7", 7, __VA_ARGS__)
#define SIXTEEN(name, number, at, ...)                                                             \
    EIGHT(name, "", 0, __VA_ARGS__)                                                                \
    ONE(name, "8", 8, __VA_ARGS__)                                                                 \
    ONE(name, "9", 9, __VA_ARGS__)                                                                 \
    ONE(name, "10", 10, __VA_ARGS__)                                                               \
    ONE(name, "11", 11, __VA_ARGS__)                                                               \
    ONE(name, "12", 12, __VA_ARGS__)                                                               \
    ONE(name, "13", 13, __VA_ARGS__)                                                               \
    ONE(name, "14", 14, __VA_ARGS__)                                                               \
    ONE(name, "15", 15, __VA_ARGS__)

static const struct vector_row vector_rows[] = {
#define VECTORS(how_many, name, ...) how_many(name, "", 0, __VA_ARGS__)
#include "registers.def"
};
#define VECTOR_COUNT (sizeof(vector_rows) / sizeof(vector_rows[0]))

static bool lies_within(struct vector_part part, uint32_t area_bytes)
{
    return part.offset <= area_bytes && part.size_bytes <= area_bytes - part.offset;
}

static unsigned find_parts(const struct vector_row *row, uint32_t area_bytes, uint32_t high_offset,
                           struct vector_part ret_parts[static 2])
{
    struct vector_part low = {row->offset, row->size_bytes};
    struct vector_part high = {high_offset + row->high_offset, row->high_bytes};

    if (!lies_within(low, area_bytes) ||
        (row->high_bytes && (!high_offset || !lies_within(high, area_bytes))))
        return 0;
    ret_parts[0] = low;
    ret_parts[1] = high;
    return row->high_bytes ? 2 : 1;
}

unsigned vector_find(const char *name, uint32_t area_bytes, uint32_t high_offset,
                     struct vector_part ret_parts[static 2])
{
    for (size_t i = 0; i < VECTOR_COUNT; i++)
        if (strcasecmp(vector_rows[i].name, name) == 0)
            return find_parts(&vector_rows[i], area_bytes, high_offset, ret_parts);
    return 0;
}

/* As much of the area as the record has. */
static uint32_t area_bytes_of(const struct event_vectors *vectors)
{
    size_t room = vectors->header.size_bytes - sizeof(*vectors);

    if (vectors->header.size_bytes < sizeof(*vectors) || vectors->header.number < 0)
        return 0;
    return vectors->length_bytes < room ? vectors->length_bytes : (uint32_t)room;
}

size_t vector_get(const struct event_vectors *vectors, const char *name,
                  uint8_t ret_bytes[static VECTOR_MAX_BYTES])
{
    const uint8_t *area = (const uint8_t *)(vectors + 1);
    struct vector_part parts[2];
    unsigned count = vector_find(name, area_bytes_of(vectors), vectors->high_offset, parts);
    size_t size = 0;

    for (unsigned i = 0; i < count; i++) {
        memcpy(ret_bytes + size, area + parts[i].offset, parts[i].size_bytes);
        size += parts[i].size_bytes;
    }
    return size;
}

const char *vector_name(const struct event_vectors *vectors, size_t index)
{
    struct vector_part parts[2];

    for (size_t i = 0; i < VECTOR_COUNT; i++)
        if (find_parts(&vector_rows[i], area_bytes_of(vectors), vectors->high_offset, parts) &&
            index-- == 0)
            return vector_rows[i].name;
    return NULL;
}
