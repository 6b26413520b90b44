#include "symbols.h"

#include <gelf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

#include "plt.h"

/* How many symbols before an address are asked whether they reach it: the parts that a compiler
 * makes of one function may lie within another. */
#define LOOK_BACK 16

/* What a file may cost, whatever it says of itself: a million symbols can share one name of a
 * megabyte. */
#define NAME_MAX_BYTES    2048 /* longer ones are cut */
#define NAMES_LIMIT_BYTES (256u << 20)
#define SYMBOLS_MAX       (8u << 20)

struct row {
    uint64_t address, size_bytes; /* size 0: to the next one */
    size_t name;                  /* where in the names */
    bool is_object;
};

struct symbols {
    struct row *rows; /* the first count by address, one for each place; then their other names */
    size_t count, all, capacity;
    uint32_t *by_name; /* all of them; NULL: not asked for yet */
    char *names;
    size_t names_bytes, names_capacity;
};

/* ---- reading ----------------------------------------------------------------------- */

/* Code or a variable, by what a symbol says of itself; what assembly leaves untyped may be. */
static bool has_place(const GElf_Sym *symbol, GElf_Word section, const char *name)
{
    unsigned type = GELF_ST_TYPE(symbol->st_info);

    if (!name || !name[0] || section == SHN_UNDEF || section == SHN_ABS)
        return false;
    return type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_NOTYPE || type == STT_OBJECT;
}

static bool is_full(const struct symbols *symbols)
{
    return symbols->all >= SYMBOLS_MAX || symbols->names_bytes >= NAMES_LIMIT_BYTES;
}

/* Without the version of what is exported, "malloc@@GLIBC_2.2.5", which nobody types. */
static size_t name_length(const char *name)
{
    size_t length = strnlen(name, NAME_MAX_BYTES - 1);
    const char *version = memmem(name, length, "@@", 2);

    return version && version > name ? (size_t)(version - name) : length;
}

static void add(void *context, const struct symbol *symbol)
{
    struct symbols *symbols = context;
    size_t length = name_length(symbol->name);

    if (is_full(symbols))
        return;
    if (symbols->all == symbols->capacity) {
        symbols->capacity = symbols->capacity ? 2 * symbols->capacity : 1024;
        symbols->rows = alloc_resize(symbols->rows, symbols->capacity, sizeof(*symbols->rows));
    }
    if (symbols->names_capacity - symbols->names_bytes <= length) {
        symbols->names_capacity = 2 * symbols->names_capacity + NAME_MAX_BYTES + 4096;
        symbols->names = alloc_resize(symbols->names, 1, symbols->names_capacity);
    }
    memcpy(symbols->names + symbols->names_bytes, symbol->name, length);
    symbols->names[symbols->names_bytes + length] = '\0';
    symbols->rows[symbols->all++] =
        (struct row){symbol->address, symbol->size_bytes, symbols->names_bytes, symbol->is_object};
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
    const struct row *a = left, *b = right;

    if (a->address != b->address)
        return a->address < b->address ? -1 : 1;
    if (!a->size_bytes != !b->size_bytes)
        return a->size_bytes ? -1 : 1;
    return compare_names((const char *)names + a->name, (const char *)names + b->name);
}

static void put_other_names_last(struct symbols *symbols)
{
    for (size_t i = 0; i < symbols->all; i++) {
        struct row row = symbols->rows[i];
        if (symbols->count && symbols->rows[symbols->count - 1].address == row.address)
            continue;
        symbols->rows[i] = symbols->rows[symbols->count];
        symbols->rows[symbols->count++] = row;
    }
}

static void add_table(struct symbols *symbols, Dwfl_Module *module, GElf_Addr bias)
{
    int count = dwfl_module_getsymtab(module);

    for (int i = 1; i < count && !is_full(symbols); i++) {
        GElf_Sym entry;
        GElf_Addr address;
        GElf_Word section;
        const char *name =
            dwfl_module_getsym_info(module, i, &entry, &address, &section, NULL, NULL);
        if (name && has_place(&entry, section, name))
            add(symbols, &(struct symbol){.name = name,
                                          .address = address - bias,
                                          .size_bytes = entry.st_size,
                                          .is_object = GELF_ST_TYPE(entry.st_info) == STT_OBJECT});
    }
}

struct symbols *symbols_new(Dwfl_Module *module)
{
    struct symbols *symbols = alloc_zeroed(1, sizeof(*symbols));
    GElf_Addr bias = 0;
    Elf *elf = dwfl_module_getelf(module, &bias);

    if (!elf)
        return symbols;
    add_table(symbols, module, bias);
    plt_visit(elf, add, symbols);
    if (symbols->all)
        qsort_r(symbols->rows, symbols->all, sizeof(*symbols->rows), compare, symbols->names);
    put_other_names_last(symbols);
    return symbols;
}

void symbols_free(struct symbols *symbols)
{
    if (!symbols)
        return;
    free(symbols->rows);
    free(symbols->names);
    free(symbols->by_name);
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

static struct symbol symbol_of(const struct symbols *symbols, const struct row *row)
{
    return (struct symbol){.name = symbols->names + row->name,
                           .address = row->address,
                           .size_bytes = row->size_bytes,
                           .is_object = row->is_object};
}

bool symbols_find(const struct symbols *symbols, uint64_t address, struct symbol *ret_symbol)
{
    size_t last = count_up_to(symbols, address);

    for (size_t i = last; i-- > 0 && last - i <= LOOK_BACK;) {
        const struct row *row = &symbols->rows[i];
        bool reaches = row->size_bytes ? address - row->address < row->size_bytes : i == last - 1;
        if (!reaches)
            continue;
        *ret_symbol = symbol_of(symbols, row);
        return true;
    }
    return false;
}

/* ---- by name ------------------------------------------------------------------------- */

static const char *name_at(const struct symbols *symbols, size_t place)
{
    return symbols->names + symbols->rows[symbols->by_name[place]].name;
}

static int compare_by_name(const void *left, const void *right, void *context)
{
    const struct symbols *symbols = context;
    const struct row *a = &symbols->rows[*(const uint32_t *)left];
    const struct row *b = &symbols->rows[*(const uint32_t *)right];
    int order = strcmp(symbols->names + a->name, symbols->names + b->name);

    return order ? order : a->address < b->address ? -1 : a->address > b->address;
}

static void sort_names(struct symbols *symbols)
{
    if (symbols->by_name || !symbols->all)
        return;
    symbols->by_name = alloc_resize(NULL, symbols->all, sizeof(*symbols->by_name));
    for (size_t i = 0; i < symbols->all; i++)
        symbols->by_name[i] = (uint32_t)i;
    qsort_r(symbols->by_name, symbols->all, sizeof(*symbols->by_name), compare_by_name, symbols);
}

/* The first place of a name that is not before this one. */
static size_t find_place(const struct symbols *symbols, const char *name)
{
    size_t low = 0, high = symbols->all;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(name_at(symbols, middle), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool symbols_find_name(struct symbols *symbols, const char *name, struct symbol *ret_symbol)
{
    sort_names(symbols);
    size_t place = find_place(symbols, name);

    if (place == symbols->all || strcmp(name_at(symbols, place), name) != 0)
        return false;
    *ret_symbol = symbol_of(symbols, &symbols->rows[symbols->by_name[place]]);
    return true;
}

void symbols_visit(struct symbols *symbols, const char *beginning,
                   bool (*visit)(void *context, const struct symbol *symbol), void *context)
{
    size_t length = strlen(beginning);

    sort_names(symbols);
    for (size_t place = find_place(symbols, beginning); place < symbols->all; place++) {
        struct symbol symbol = symbol_of(symbols, &symbols->rows[symbols->by_name[place]]);
        if (strncmp(symbol.name, beginning, length) != 0 || !visit(context, &symbol))
            return;
    }
}
