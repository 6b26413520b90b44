#include "symbols.h"

#include <gelf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

/* How many symbols before an address are asked whether they reach it: the parts that a compiler
 * makes of one function may lie within another. */
#define LOOK_BACK 16

/* What a file may cost, whatever it says of itself: a million symbols can share one name of a
 * megabyte. */
#define NAME_MAX_BYTES    2048 /* longer ones are cut */
#define NAMES_LIMIT_BYTES (256u << 20)
#define SYMBOLS_MAX       (8u << 20)

struct symbol {
    uint64_t address, size_bytes; /* size 0: to the next one */
    size_t name;                  /* where in the names */
};

struct symbols {
    struct symbol *rows; /* by address */
    size_t count, capacity;
    char *names;
    size_t names_bytes, names_capacity;
};

/* ---- reading ----------------------------------------------------------------------- */

/* Code, by what a symbol says of itself; what assembly leaves untyped may be. */
static bool is_function(const GElf_Sym *symbol, GElf_Word section, const char *name)
{
    unsigned type = GELF_ST_TYPE(symbol->st_info);

    if (!name || !name[0] || section == SHN_UNDEF || section == SHN_ABS)
        return false;
    return type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_NOTYPE;
}

static void add(struct symbols *symbols, const char *name, uint64_t address, uint64_t size_bytes)
{
    size_t length = strnlen(name, NAME_MAX_BYTES - 1);

    if (symbols->count == symbols->capacity) {
        symbols->capacity = symbols->capacity ? 2 * symbols->capacity : 1024;
        symbols->rows = alloc_resize(symbols->rows, symbols->capacity, sizeof(*symbols->rows));
    }
    if (symbols->names_capacity - symbols->names_bytes <= length) {
        symbols->names_capacity = 2 * symbols->names_capacity + NAME_MAX_BYTES + 4096;
        symbols->names = alloc_resize(symbols->names, 1, symbols->names_capacity);
    }
    memcpy(symbols->names + symbols->names_bytes, name, length);
    symbols->names[symbols->names_bytes + length] = '\0';
    symbols->rows[symbols->count++] = (struct symbol){address, size_bytes, symbols->names_bytes};
    symbols->names_bytes += length + 1;
}

static size_t underscores(const char *name)
{
    return strspn(name, "_");
}

/* Of several names for one place the one that people use comes first: write, not __write. */
static int compare_names(const char *a, const char *b)
{
    if (underscores(a) != underscores(b))
        return underscores(a) < underscores(b) ? -1 : 1;
    if (strlen(a) != strlen(b))
        return strlen(a) < strlen(b) ? -1 : 1;
    return strcmp(a, b);
}

static int compare(const void *left, const void *right, void *names)
{
    const struct symbol *a = left, *b = right;

    if (a->address != b->address)
        return a->address < b->address ? -1 : 1;
    if (!a->size_bytes != !b->size_bytes)
        return a->size_bytes ? -1 : 1;
    return compare_names((const char *)names + a->name, (const char *)names + b->name);
}

static void keep_one_for_each_place(struct symbols *symbols)
{
    size_t kept = 0;

    for (size_t i = 0; i < symbols->count; i++)
        if (kept == 0 || symbols->rows[kept - 1].address != symbols->rows[i].address)
            symbols->rows[kept++] = symbols->rows[i];
    symbols->count = kept;
}

static bool is_full(const struct symbols *symbols)
{
    return symbols->count >= SYMBOLS_MAX || symbols->names_bytes >= NAMES_LIMIT_BYTES;
}

struct symbols *symbols_new(Dwfl_Module *module)
{
    struct symbols *symbols = alloc_zeroed(1, sizeof(*symbols));
    GElf_Addr bias = 0;
    int count = dwfl_module_getelf(module, &bias) ? dwfl_module_getsymtab(module) : 0;

    for (int i = 1; i < count && !is_full(symbols); i++) {
        GElf_Sym symbol;
        GElf_Addr address;
        GElf_Word section;
        const char *name =
            dwfl_module_getsym_info(module, i, &symbol, &address, &section, NULL, NULL);
        if (is_function(&symbol, section, name))
            add(symbols, name, address - bias, symbol.st_size);
    }
    if (symbols->count)
        qsort_r(symbols->rows, symbols->count, sizeof(*symbols->rows), compare, symbols->names);
    keep_one_for_each_place(symbols);
    return symbols;
}

void symbols_free(struct symbols *symbols)
{
    if (!symbols)
        return;
    free(symbols->rows);
    free(symbols->names);
    free(symbols);
}

/* ---- finding ----------------------------------------------------------------------- */

/* How many symbols begin at an address or before. */
static size_t count_up_to(const struct symbols *symbols, uint64_t address)
{
    size_t low = 0, high = symbols->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (symbols->rows[middle].address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *symbols_find(const struct symbols *symbols, uint64_t address, uint64_t *ret_offset)
{
    size_t last = count_up_to(symbols, address);

    for (size_t i = last; i-- > 0 && last - i <= LOOK_BACK;) {
        const struct symbol *symbol = &symbols->rows[i];
        bool reaches =
            symbol->size_bytes ? address - symbol->address < symbol->size_bytes : i == last - 1;
        if (!reaches)
            continue;
        *ret_offset = address - symbol->address;
        return symbols->names + symbol->name;
    }
    return NULL;
}
