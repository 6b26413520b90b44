#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <ptop/registers.h>
#include <ptop/syscall.h>

#include "expression.h"

#define NAME_BYTES_ALLOWED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$@"
#define CANDIDATES_MAX     256 /* symbols of one file */

size_t expression_name_length(const char *text)
{
    if (strchr("0123456789@", text[0])) /* and the end */
        return 0;
    return strspn(text, NAME_BYTES_ALLOWED);
}

bool expression_is_file(const struct scene *scene, size_t index, const char *name, size_t length)
{
    const struct mapping *mapping = scene->space->modules[index].mapping;
    const char *own = mapping_name(mapping);

    if (strncmp(mapping->path, name, length) == 0 && mapping->path[length] == '\0')
        return true;
    return strncmp(own, name, length) == 0 &&
           (own[length] == '\0' || own[length] == '.' || own[length] == '-');
}

static const struct syscall_spec *call_spec(const struct scene *scene)
{
    const struct event_syscall *call = scene->at->call;

    if (!call)
        return NULL;
    return syscall_find(call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
                        call->header.number);
}

int expression_find_argument(const struct scene *scene, const char *name)
{
    const struct syscall_spec *spec = call_spec(scene);

    for (int i = 0; spec && i < spec->arg_count; i++)
        if (strcmp(spec->args[i].name, name) == 0)
            return i;
    return -1;
}

bool expression_find_symbol(struct scene *scene, const char *name, size_t index,
                            struct symbol *ret_symbol)
{
    for (size_t i = 0; i < scene->space->module_count; i++) {
        bool is_wanted = index == SIZE_MAX || index == i;
        uint64_t bias;
        struct symbols *symbols = is_wanted ? scene_symbols(scene, i, &bias) : NULL;
        if (!symbols || !symbols_find_name(symbols, name, ret_symbol))
            continue;
        ret_symbol->address += bias;
        return true;
    }
    return false;
}

/* ---- lines of source ------------------------------------------------------------------ */

/* The first instruction of the lowest of these lines. */
static bool take_lowest(Dwfl_Line **lines, size_t count, int wanted, tracee_addr *ret_address)
{
    int lowest = 0;

    for (size_t i = 0; i < count; i++) {
        Dwarf_Addr address;
        int line;
        if (!dwfl_lineinfo(lines[i], &address, &line, NULL, NULL, NULL) || line < wanted)
            continue;
        if (lowest && (line > lowest || (line == lowest && address >= *ret_address)))
            continue;
        lowest = line;
        *ret_address = address;
    }
    return lowest != 0;
}

bool expression_find_line(struct scene *scene, const char *file, int line, tracee_addr *ret_address)
{
    for (size_t i = 0; i < scene->space->module_count; i++) {
        Dwfl_Line **lines = NULL;
        size_t count = 0;
        peek_goes_on(scene->peek);
        if (dwfl_module_getsrc_file(scene->space->modules[i].dwfl, file, line, 0, &lines, &count) !=
            0)
            continue;
        bool is_found = take_lowest(lines, count, line, ret_address);
        free(lines);
        if (is_found)
            return true;
    }
    return false;
}

/* ---- what was meant -------------------------------------------------------------------- */

#define DISTANCE_MAX  2
#define COMPARED_MOST 48

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* How many bytes must be changed, added, left out or swapped with the next one. */
static unsigned distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned rows[3][COMPARED_MOST + 1];

    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

/* Can it be typed? */
static bool is_plain(const char *name)
{
    size_t length = expression_name_length(name);

    return length < EXPRESSION_NAME_BYTES && name[length] == '\0';
}

struct search {
    const char *name;
    size_t length;
    unsigned nearest; /* distance of the best one so far */
    char *best;
};

static void consider(struct search *search, const char *name)
{
    size_t length = strnlen(name, COMPARED_MOST + 1);

    if (length > COMPARED_MOST || length + DISTANCE_MAX < search->length ||
        search->length + DISTANCE_MAX < length)
        return;
    unsigned found = distance(search->name, search->length, name, length);
    if (found >= search->nearest)
        return;
    search->nearest = found;
    memcpy(search->best, name, length + 1);
}

static bool consider_symbol(void *context, const struct symbol *symbol)
{
    if (is_plain(symbol->name))
        consider(context, symbol->name);
    return true;
}

bool expression_suggest(struct scene *scene, const char *name,
                        char ret_name[static EXPRESSION_NAME_BYTES])
{
    struct search search = {.name = name, .length = strlen(name), .best = ret_name};
    const struct register_spec *spec;
    unsigned begin = search.length < 4 ? DISTANCE_MAX : DISTANCE_MAX + 1;

    if (search.length < 2 || search.length > COMPARED_MOST)
        return false;
    search.nearest = begin;
    for (size_t i = 0; (spec = register_get(scene->at->is_compat, i)) != NULL; i++)
        consider(&search, spec->name);
    for (size_t i = 0; i < scene->space->module_count; i++) {
        uint64_t bias;
        struct symbols *symbols = scene_symbols(scene, i, &bias);
        if (symbols)
            symbols_visit(symbols, "", consider_symbol, &search);
    }
    return search.nearest < begin;
}

/* ---- completion ------------------------------------------------------------------------- */

struct completion {
    struct scene *scene;
    const char *beginning; /* of the name */
    void (*visit)(void *context, const char *text, const char *help);
    void *context;
    const char *file; /* that the symbols are of */
    unsigned count;
};

static bool offer_symbol(void *context, const struct symbol *symbol)
{
    struct completion *completion = context;
    char help[EXPRESSION_NAME_BYTES];

    if (!is_plain(symbol->name))
        return true;
    struct text text;
    text_init(&text, help, NULL, sizeof(help));
    text_put(&text, symbol->is_object ? "variable of " : "function of ");
    text_escape(&text, completion->file, strlen(completion->file), TEXT_ESCAPE_UTF8);
    completion->visit(completion->context, symbol->name, help);
    return ++completion->count < CANDIDATES_MAX;
}

static void offer_symbols(struct completion *completion, size_t index)
{
    uint64_t bias;
    struct symbols *symbols = scene_symbols(completion->scene, index, &bias);

    completion->file = mapping_name(completion->scene->space->modules[index].mapping);
    completion->count = 0;
    if (symbols)
        symbols_visit(symbols, completion->beginning, offer_symbol, completion);
}

static void offer_other_names(struct completion *completion)
{
    const struct look_at *at = completion->scene->at;
    const struct syscall_spec *call = call_spec(completion->scene);
    const struct register_spec *spec;
    size_t length = strlen(completion->beginning);

    for (size_t i = 0; at->is_held && (spec = register_get(at->is_compat, i)) != NULL; i++)
        if (strncasecmp(spec->name, completion->beginning, length) == 0)
            completion->visit(completion->context, spec->name, "register");
    for (int i = 0; call && i < call->arg_count; i++)
        if (strncmp(call->args[i].name, completion->beginning, length) == 0)
            completion->visit(completion->context, call->args[i].name, "argument of this call");
}

/* The file that stands before the name, with its colon; SIZE_MAX: there is none. */
static size_t find_file_before(const struct scene *scene, const char *text, size_t colon)
{
    size_t begin = colon;

    while (begin > 0 && strchr(NAME_BYTES_ALLOWED "-+/", text[begin - 1]))
        begin--;
    for (size_t i = 0; i < scene->space->module_count; i++)
        if (expression_is_file(scene, i, text + begin, colon - begin))
            return i;
    return SIZE_MAX;
}

void expression_complete(struct scene *scene, const char *text,
                         void (*visit)(void *context, const char *text, const char *help),
                         void *context)
{
    size_t begin = strlen(text);

    while (begin > 0 && strchr(NAME_BYTES_ALLOWED, text[begin - 1]))
        begin--;
    struct completion completion = {
        .scene = scene, .beginning = text + begin, .visit = visit, .context = context};
    bool is_qualified = begin > 0 && text[begin - 1] == ':';
    size_t file = is_qualified ? find_file_before(scene, text, begin - 1) : SIZE_MAX;
    if (!is_qualified)
        offer_other_names(&completion);
    for (size_t i = 0; i < scene->space->module_count; i++)
        if (is_qualified ? i == file : text[begin] != '\0')
            offer_symbols(&completion, i);
}
