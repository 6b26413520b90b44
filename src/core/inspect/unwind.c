/*
 * The spaces of the processes that were looked at last, and libdw's unwinder with registers and
 * memory given by us.  Its reads are a word each, most of them of the same few pages: these are
 * read at once, and kept while one stack is made.
 */
#include "unwind.h"

#include <elfutils/version.h>
#include <gelf.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/user.h>

#include <ptop/registers.h>

#include "core/base/alloc.h"

#include "address_space.h"
#include "elf_files.h"
#include "symbols.h"

#define SLOT_COUNT   64
#define WINDOW_BYTES (16u << 10)
#define PAGE_BYTES   4096

/* What is known of one process. */
struct slot {
    struct address_space space;
    pid_t tgid; /* 0: free */
    uint32_t edition;
    uint64_t used; /* when, counted in stacks */
    bool is_doubtful;
    bool is_attached; /* libdw can unwind in it */
};

/* The top of a stack, read at once. */
struct window {
    tracee_addr start;
    size_t bytes;
    uint8_t memory[WINDOW_BYTES];
};

/* The stack that is being made. */
struct look {
    const struct unwind_task *task;
    struct unwind_frame *frames;
    size_t count, capacity;
    struct window window;
};

struct unwinder {
    struct slot slots[SLOT_COUNT];
    struct elf_files files;
    uint64_t stacks;
    uint32_t editions;
    bool uses_debug_files, names_sources;
    struct look look;
};

/* ---- the slots ----------------------------------------------------------------------- */

struct unwinder *unwinder_new(void)
{
    return alloc_zeroed(1, sizeof(struct unwinder));
}

void unwinder_use_debug_files(struct unwinder *unwinder)
{
    unwinder->uses_debug_files = true;
}

void unwinder_name_sources(struct unwinder *unwinder)
{
    unwinder->names_sources = true;
}

static void empty_slot(struct slot *slot)
{
    address_space_done(&slot->space);
    *slot = (struct slot){0};
}

static void forget_all(struct unwinder *unwinder)
{
    for (size_t i = 0; i < SLOT_COUNT; i++)
        empty_slot(&unwinder->slots[i]);
    elf_files_done(&unwinder->files);
}

void unwinder_free(struct unwinder *unwinder)
{
    if (!unwinder)
        return;
    forget_all(unwinder);
    free(unwinder);
}

static struct slot *find_slot(struct unwinder *unwinder, pid_t tgid)
{
    for (size_t i = 0; i < SLOT_COUNT; i++)
        if (unwinder->slots[i].tgid == tgid)
            return &unwinder->slots[i];
    return NULL;
}

/* A free one, or the one that was not used for longest. */
static struct slot *take_slot(struct unwinder *unwinder)
{
    struct slot *oldest = &unwinder->slots[0];

    for (size_t i = 1; i < SLOT_COUNT; i++)
        if (unwinder->slots[i].used < oldest->used)
            oldest = &unwinder->slots[i];
    empty_slot(oldest);
    return oldest;
}

/* The slot of the task's process, up to date. */
static struct slot *get_slot(struct unwinder *unwinder, const struct unwind_task *task)
{
    struct slot *slot;

    if (elf_files_are_full(&unwinder->files))
        forget_all(unwinder);
    slot = find_slot(unwinder, task->tgid);
    if (!slot) {
        slot = take_slot(unwinder);
        slot->tgid = task->tgid;
        slot->is_doubtful = true;
    }
    if (slot->is_doubtful) {
        address_space_read(&slot->space, &unwinder->files, task);
        slot->space.wants_debug_files = unwinder->uses_debug_files;
        slot->edition = ++unwinder->editions;
        slot->is_doubtful = slot->is_attached = false;
    }
    slot->used = ++unwinder->stacks;
    return slot;
}

void unwinder_remapped(struct unwinder *unwinder, pid_t tgid, tracee_addr start, uint64_t length,
                       bool is_code)
{
    struct slot *slot = find_slot(unwinder, tgid);

    if (slot && (is_code || address_space_has_code(&slot->space, start, length)))
        slot->is_doubtful = true;
}

void unwinder_forget(struct unwinder *unwinder, pid_t tgid)
{
    struct slot *slot = find_slot(unwinder, tgid);

    if (slot)
        empty_slot(slot);
}

/* ---- what libdw asks ---------------------------------------------------------------- */

static pid_t next_thread(Dwfl *dwfl, void *context, void **ret_thread)
{
    (void)dwfl;
    (void)context;
    (void)ret_thread;
    return 0;
}

static bool get_thread(Dwfl *dwfl, pid_t tid, void *context, void **ret_thread)
{
    const struct look *look = context;

    (void)dwfl;
    *ret_thread = context;
    return look->task->tid == tid;
}

static bool read_word(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *ret_word, void *context)
{
    const struct look *look = context;
    const struct window *window = &look->window;
    const struct unwind_task *task = look->task;
    size_t size = task->registers.word_bytes;
    Dwarf_Word word = 0; /* little-endian: a short one fills the lower half */

    (void)dwfl;
    if (address - window->start < window->bytes &&
        window->bytes - (address - window->start) >= size)
        memcpy(&word, window->memory + (address - window->start), size);
    else if (task->read(task->context, address, &word, size) != (ssize_t)size)
        return false;
    *ret_word = word;
    return true;
}

static bool set_registers(Dwfl_Thread *thread, void *context)
{
    const struct look *look = context;
    const struct unwind_registers *registers = &look->task->registers;

    return dwfl_thread_state_registers(thread, 0, registers->count, registers->values);
}

static const Dwfl_Thread_Callbacks thread_callbacks = {
    .next_thread = next_thread,
    .get_thread = get_thread,
    .memory_read = read_word,
    .set_initial_registers = set_registers,
};

/* ---- registers ------------------------------------------------------------------------ */

#define PLACE(member) (offsetof(struct user_regs_struct, member) / sizeof(uint64_t))

/* By their numbers in DWARF: the x86-64 and the i386 psABI, "DWARF register number mapping". */
static const uint8_t native_places[] = {PLACE(rax), PLACE(rdx), PLACE(rcx), PLACE(rbx), PLACE(rsi),
                                        PLACE(rdi), PLACE(rbp), PLACE(rsp), PLACE(r8),  PLACE(r9),
                                        PLACE(r10), PLACE(r11), PLACE(r12), PLACE(r13), PLACE(r14),
                                        PLACE(r15), PLACE(rip)};
static const uint8_t compat_places[] = {PLACE(rax), PLACE(rcx), PLACE(rdx), PLACE(rbx), PLACE(rsp),
                                        PLACE(rbp), PLACE(rsi), PLACE(rdi), PLACE(rip)};

struct unwind_registers unwind_registers_of(const uint64_t registers[EVENT_REGISTER_COUNT],
                                            bool is_compat)
{
    const uint8_t *places = is_compat ? compat_places : native_places;
    struct unwind_registers result = {
        .count = is_compat ? sizeof(compat_places) : sizeof(native_places),
        .word_bytes = is_compat ? 4 : 8,
        .pc = registers_pc(registers),
        .stack = registers_stack(registers),
    };

    for (unsigned i = 0; i < result.count; i++)
        result.values[i] = registers[places[i]];
    return result;
}

/* ---- a stack ------------------------------------------------------------------------- */

/* libdw learns the machine from a file of the program's width. */
static void attach(struct slot *slot, struct look *look)
{
    int wanted = look->task->registers.word_bytes == 8 ? ELFCLASS64 : ELFCLASS32;

    for (size_t i = 0; i < slot->space.module_count && !slot->is_attached; i++) {
        GElf_Addr bias;
        Elf *elf = dwfl_module_getelf(slot->space.modules[i].dwfl, &bias);
        if (elf && gelf_getclass(elf) == wanted)
            slot->is_attached =
                dwfl_attach_state(slot->space.dwfl, elf, slot->tgid, &thread_callbacks, look);
    }
}

/* The stack pointer's number in DWARF: the x86-64 and the i386 psABI. */
static tracee_addr frame_stack(Dwfl_Frame *frame, const struct look *look)
{
    Dwarf_Word value = 0;
#if _ELFUTILS_PREREQ(0, 188)
    unsigned number = look->task->registers.word_bytes == 8 ? 7 : 4;

    if (dwfl_frame_reg(frame, number, &value) != 0)
        return 0;
#else
    (void)frame;
#endif
    return value || look->count ? value : look->task->registers.stack;
}

/* What leads to the page that is never mapped was no stack any more. */
static int take_frame(Dwfl_Frame *frame, void *context)
{
    struct look *look = context;
    bool is_exact = true;
    Dwarf_Addr pc;

    if (!dwfl_frame_pc(frame, &pc, &is_exact) || pc < PAGE_BYTES)
        return DWARF_CB_ABORT;
    look->frames[look->count++] = (struct unwind_frame){
        .address = pc, .stack = frame_stack(frame, look), .is_return = !is_exact};
    return look->count < look->capacity ? DWARF_CB_OK : DWARF_CB_ABORT;
}

static void fill_window(struct look *look)
{
    const struct unwind_task *task = look->task;
    ssize_t got = task->read(task->context, task->registers.stack, look->window.memory,
                             sizeof(look->window.memory));

    look->window.start = task->registers.stack;
    look->window.bytes = got > 0 ? (size_t)got : 0;
}

struct address_space *unwinder_space(struct unwinder *unwinder, const struct unwind_task *task)
{
    struct slot *slot = get_slot(unwinder, task);

    slot->space.task = task;
    return &slot->space;
}

size_t unwinder_stack(struct unwinder *unwinder, const struct unwind_task *task,
                      struct unwind_frame *ret_frames, size_t capacity, uint32_t *ret_edition)
{
    struct slot *slot = get_slot(unwinder, task);
    struct look *look = &unwinder->look;

    slot->space.task = look->task = task;
    look->frames = ret_frames;
    look->capacity = capacity;
    look->count = 0;
    if (slot->space.dwfl && !slot->is_attached)
        attach(slot, look);
    if (slot->is_attached) {
        fill_window(look);
        dwfl_getthread_frames(slot->space.dwfl, task->tid, take_frame, look);
    }
    if (look->count == 0)
        ret_frames[look->count++] =
            (struct unwind_frame){.address = task->registers.pc, .stack = task->registers.stack};
    *ret_edition = slot->edition;
    return look->count;
}

/* ---- a name -------------------------------------------------------------------------- */

static size_t print_without_file(char name[static UNWIND_NAME_BYTES], const struct module *module,
                                 tracee_addr address)
{
    const struct mapping *mapping = module ? module->mapping : NULL;
    int length = mapping ? snprintf(name, UNWIND_NAME_BYTES, "%s() [0x%" PRIx64 "]", mapping->path,
                                    address - mapping->start + mapping->offset)
                         : snprintf(name, UNWIND_NAME_BYTES, "?() [0x%" PRIx64 "]", address);

    return (size_t)length < UNWIND_NAME_BYTES ? (size_t)length : UNWIND_NAME_BYTES - 1;
}

static size_t print_with_symbol(char name[static UNWIND_NAME_BYTES], const struct module *module,
                                uint64_t address, bool is_return)
{
    struct symbol symbol;
    const char *path = module->mapping->path;
    int length = symbols_find(module->file->symbols, address - is_return, &symbol)
                     ? snprintf(name, UNWIND_NAME_BYTES, "%s(%s+0x%" PRIx64 ") [0x%" PRIx64 "]",
                                path, symbol.name, address - symbol.address, address)
                     : snprintf(name, UNWIND_NAME_BYTES, "%s() [0x%" PRIx64 "]", path, address);

    return (size_t)length < UNWIND_NAME_BYTES ? (size_t)length : UNWIND_NAME_BYTES - 1;
}

/* " file.c:12" behind a name, where the line is known and there is room; the new length. */
static size_t append_source(char name[static UNWIND_NAME_BYTES], size_t length,
                            const struct module *module, tracee_addr address)
{
    Dwfl_Line *line = module ? dwfl_module_getsrc(module->dwfl, address) : NULL;
    int number = 0;
    const char *path = line ? dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
    int added = path && number > 0 ? snprintf(name + length, UNWIND_NAME_BYTES - length, " %s:%d",
                                              path, number)
                                   : 0;

    return (size_t)added < UNWIND_NAME_BYTES - length ? length + (size_t)added : length;
}

size_t unwinder_name(struct unwinder *unwinder, const struct unwind_task *task,
                     struct unwind_frame frame, char ret_name[static UNWIND_NAME_BYTES])
{
    struct address_space *space = unwinder_space(unwinder, task);
    struct module *module = address_space_module(space, frame.address - frame.is_return);
    GElf_Addr bias;
    size_t length;

    if (!module || !address_space_symbols(space, module, &bias))
        return print_without_file(ret_name, module, frame.address);
    length = print_with_symbol(ret_name, module, frame.address - bias, frame.is_return);
    if (unwinder->names_sources)
        length = append_source(ret_name, length, module, frame.address - frame.is_return);
    return length;
}
