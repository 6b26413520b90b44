#include "function.h"

#include "address_space.h"
#include "symbols.h"
#include "tracee_memory.h"
#include "unwind.h"

static ssize_t read_memory(void *context, tracee_addr address, void *buffer, size_t size)
{
    return tracee_memory_read(*(const pid_t *)context, address, buffer, size);
}

static bool find_in(struct address_space *space, tracee_addr address,
                    struct function_bounds *ret_bounds)
{
    struct module *module = address_space_module(space, address);
    GElf_Addr bias = 0;
    struct symbols *symbols = module ? address_space_symbols(space, module, &bias) : NULL;
    struct symbol symbol;

    if (!symbols || !symbols_find(symbols, address - bias, &symbol) || symbol.is_object ||
        symbol.size_bytes == 0)
        return false;
    ret_bounds->start = symbol.address + bias;
    ret_bounds->end = ret_bounds->start + symbol.size_bytes;
    return address >= ret_bounds->start && address < ret_bounds->end;
}

bool function_bounds_find(pid_t tid, pid_t tgid, tracee_addr address,
                          struct function_bounds *ret_bounds)
{
    struct unwinder *unwinder = unwinder_new();
    const struct unwind_task task = {
        .tid = tid,
        .tgid = tgid,
        .read = read_memory,
        .context = &tid,
    };
    bool is_found = find_in(unwinder_space(unwinder, &task), address, ret_bounds);

    unwinder_free(unwinder);
    return is_found;
}
