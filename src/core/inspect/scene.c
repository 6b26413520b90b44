#include "scene.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#define STRING_SHOWN_BYTES 40      /* of what a pointer leads to */
#define STRING_LEAST_BYTES 3       /* fewer are a number rather than text */
#define SYMBOL_REACH_BYTES 0x10000 /* of code that does not say how long it is */

/* ---- opening ----------------------------------------------------------------------- */

static ssize_t read_for_unwinder(void *context, tracee_addr address, void *buffer, size_t size)
{
    size_t got = peek_read(context, address, buffer, size);

    return got ? (ssize_t)got : -EFAULT;
}

int scene_open(struct scene *scene, const struct look_at *at, struct peek *peek,
               struct unwinder *unwinder)
{
    struct memory_map map;

    *scene = (struct scene){.at = at, .peek = peek, .unwinder = unwinder};
    scene->task = (struct unwind_task){
        .tid = at->tid,
        .tgid = at->tgid,
        .registers = unwind_registers_of(at->registers, at->is_compat),
        .read = read_for_unwinder,
        .context = peek,
    };
    peek_goes_on(peek);
    int result = memory_map_read(at->tid, &map);
    if (result < 0)
        return result == -ENOENT ? -ESRCH : result;
    bool is_gone = map.count == 0; /* a zombie's is empty */
    scene->space = unwinder_space(unwinder, &scene->task);
    if (!is_gone && !address_space_update(scene->space, &map)) {
        unwinder_forget(unwinder, at->tgid);
        scene->space = unwinder_space(unwinder, &scene->task);
    }
    memory_map_done(&map);
    return is_gone ? -ESRCH : 0;
}

/* ---- finding ----------------------------------------------------------------------- */

/* The first mapping that ends behind an address. */
static size_t first_behind(const struct memory_map *map, tracee_addr address)
{
    size_t low = 0, high = map->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->mappings[middle].end <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* NULL: there is none. */
static const struct mapping *mapping_of(const struct scene *scene, tracee_addr address)
{
    const struct memory_map *map = &scene->space->map;
    size_t at = first_behind(map, address);

    return at < map->count && map->mappings[at].start <= address ? &map->mappings[at] : NULL;
}

/* Variables that begin as zero lie behind the mappings of their file, in one of no file. */
static struct module *find_module(const struct scene *scene, tracee_addr address)
{
    const struct mapping *mapping = mapping_of(scene, address);

    if (!mapping)
        return NULL;
    if (mapping->path[0] == '\0' && mapping > scene->space->map.mappings &&
        mapping[-1].end == mapping->start)
        return address_space_module(scene->space, mapping->start - 1);
    return address_space_module(scene->space, address);
}

/* How far a symbol reaches that does not say how long it is: of data it is a mark ("_end"), and the
 * name of its one place. */
static uint64_t reach_of(const struct scene *scene, tracee_addr address)
{
    return mapping_of(scene, address)->protection & PROT_EXEC ? SYMBOL_REACH_BYTES : 1;
}

bool scene_symbol(struct scene *scene, tracee_addr address, struct scene_symbol *ret_symbol)
{
    struct module *module = find_module(scene, address);
    GElf_Addr bias = 0;

    peek_goes_on(scene->peek);
    struct symbols *symbols = module ? address_space_symbols(scene->space, module, &bias) : NULL;
    struct symbol symbol;
    if (!symbols || !symbols_find(symbols, address - bias, &symbol))
        return false;
    symbol.address += bias;
    if (!symbol.size_bytes && address - symbol.address >= reach_of(scene, address))
        return false;
    *ret_symbol = (struct scene_symbol){.symbol = symbol, .module = module};
    return true;
}

struct symbols *scene_symbols(struct scene *scene, size_t index, uint64_t *ret_bias)
{
    GElf_Addr bias;

    peek_goes_on(scene->peek);
    struct symbols *symbols =
        address_space_symbols(scene->space, &scene->space->modules[index], &bias);
    if (symbols)
        *ret_bias = bias;
    return symbols;
}

bool scene_word(struct scene *scene, tracee_addr address, uint64_t *ret_word)
{
    size_t size = scene->task.registers.word_bytes;
    uint64_t word = 0; /* little-endian: a short one fills the lower half */

    if (peek_read(scene->peek, address, &word, size) != size)
        return false;
    *ret_word = word;
    return true;
}

/* ---- words ------------------------------------------------------------------------- */

struct text sight_text_begin(struct sight_text *ret_text)
{
    struct text text;

    text_init(&text, ret_text->bytes, ret_text->roles, sizeof(ret_text->bytes));
    return text;
}

const char *mapping_name(const struct mapping *mapping)
{
    const char *slash = mapping->path[0] == '/' ? strrchr(mapping->path, '/') : NULL;

    return slash ? slash + 1 : mapping->path;
}

static void put_escaped(struct text *text, uint8_t role, const char *bytes, size_t length)
{
    uint8_t before = text_set_role(text, role);

    text_escape(text, bytes, length, TEXT_ESCAPE_UTF8);
    text_set_role(text, before);
}

static void put_offset(struct text *text, const char *sign, uint64_t offset)
{
    uint8_t before = text_set_role(text, TEXT_NUMBER);

    text_put(text, sign);
    text_put_hex(text, offset);
    text_set_role(text, before);
}

void scene_symbol_put(const struct scene_symbol *found, tracee_addr address, struct text *text)
{
    const struct symbol *symbol = &found->symbol;

    put_escaped(text, TEXT_PATH, symbol->name, strlen(symbol->name));
    if (address != symbol->address)
        put_offset(text, "+", address - symbol->address);
}

bool scene_put_symbol(struct scene *scene, tracee_addr address, struct text *text)
{
    struct scene_symbol found;

    if (!scene_symbol(scene, address, &found))
        return false;
    scene_symbol_put(&found, address, text);
    return true;
}

/* Of a file the offset is the one in the file's memory, as its symbols would count. */
bool scene_put_place(struct scene *scene, tracee_addr address, struct text *text)
{
    const struct mapping *mapping = mapping_of(scene, address);
    const struct module *module = mapping ? find_module(scene, address) : NULL;

    if (!mapping || scene_put_symbol(scene, address, text))
        return mapping != NULL;
    const char *name = mapping_name(module ? module->mapping : mapping);
    if (!name[0])
        name = "[anonymous]";
    put_escaped(text, TEXT_PATH, name, strlen(name));
    put_offset(text, " +", address - (module ? module->start : mapping->start));
    return true;
}

/* The bytes of a character that text may have: of UTF-8 by its form alone; 0: it is none. */
static size_t character_length(const uint8_t *bytes, size_t size)
{
    uint8_t first = bytes[0];
    size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    if (length == 1)
        return (first >= ' ' && first < 0x7f) || first == '\t' || first == '\n' || first == '\r';
    for (size_t i = 1; i < length && i < size; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    return first < 0xf5 ? length : 0;
}

/* How many bytes of text are there; 0: it does not look like text. */
static size_t text_length(const uint8_t *bytes, size_t size, bool *ret_is_cut)
{
    size_t length = 0, next;

    while (length < size && (next = character_length(bytes + length, size - length)) > 0 &&
           next <= size - length)
        length += next;
    *ret_is_cut = size - length < 4 && (length == size || bytes[length] >= 0x80);
    return length >= STRING_LEAST_BYTES && (*ret_is_cut || bytes[length] == '\0') ? length : 0;
}

/* Does a pointer lie there?  Its bytes can look like text. */
static bool is_pointer(struct scene *scene, tracee_addr address)
{
    uint64_t word;

    return scene_word(scene, address, &word) && mapping_of(scene, word);
}

static bool put_string(struct scene *scene, tracee_addr address, struct text *text)
{
    uint8_t bytes[STRING_SHOWN_BYTES];
    bool is_cut;
    size_t got = peek_read(scene->peek, address, bytes, sizeof(bytes));
    size_t length = got ? text_length(bytes, got, &is_cut) : 0;

    if (!length || is_pointer(scene, address))
        return false;
    text_put_role(text, TEXT_STRING, "\"");
    put_escaped(text, TEXT_STRING, (const char *)bytes, length);
    text_put_role(text, TEXT_STRING, is_cut ? "\"..." : "\"");
    return true;
}

/* The word that lies there, and where that leads. */
static void put_word(struct scene *scene, tracee_addr address, struct text *text)
{
    uint64_t word;

    if (!scene_word(scene, address, &word))
        return;
    text_put_role(text, TEXT_PUNCTUATION, "-> ");
    const struct mapping *mapping = mapping_of(scene, word);
    if (mapping && !(mapping->protection & PROT_EXEC) && put_string(scene, word, text))
        return;
    if (mapping && scene_put_symbol(scene, word, text))
        return;
    uint8_t before = text_set_role(text, mapping ? TEXT_ADDRESS : TEXT_NUMBER);
    text_put_hex(text, word);
    text_set_role(text, before);
}

void scene_put_pointer(struct scene *scene, uint64_t value, struct text *text)
{
    const struct mapping *mapping = mapping_of(scene, value);
    struct scene_symbol found;
    bool is_named = mapping && scene_symbol(scene, value, &found);
    bool is_code = mapping && (mapping->protection & PROT_EXEC);

    if (!mapping || (!is_named && !is_code && put_string(scene, value, text)))
        return;
    if (is_named)
        scene_symbol_put(&found, value, text);
    else
        scene_put_place(scene, value, text);
    if (is_code)
        return;
    text_put_char(text, ' ');
    if (!put_string(scene, value, text))
        put_word(scene, value, text);
}
