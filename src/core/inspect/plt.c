/*
 * An entry jumps through a slot of the global offset table, and a relocation says whose address the
 * dynamic linker puts into the slot:
 *
 *     .plt.sec  bnd jmp *disp(%rip)  ──►  slot  ◄──  relocation  ──►  .dynsym "puts"
 *
 * The jump is looked for by its bytes (ff 25), whatever stands before it in the entry.
 */
#include "plt.h"

#include <assert.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

#define SLOTS_MAX      (1u << 20)
#define NAME_MAX_BYTES 512
#define ENTRY_BYTES    16 /* where a section does not say */

/* The numbers are the same for i386: R_386_GLOB_DAT, R_386_JMP_SLOT. */
static_assert(R_X86_64_GLOB_DAT == R_386_GLOB_DAT && R_X86_64_JUMP_SLOT == R_386_JMP_SLOT,
              "one test for both");

struct slot {
    uint64_t address;
    const char *name; /* in the file's strings */
};

struct slots {
    struct slot *rows; /* by address, once sorted */
    size_t count, capacity;
};

/* ---- slots ------------------------------------------------------------------------- */

static void add_slot(struct slots *slots, struct slot slot)
{
    if (!slot.name || !slot.name[0] || slots->count == SLOTS_MAX)
        return;
    if (slots->count == slots->capacity) {
        slots->capacity = slots->capacity ? 2 * slots->capacity : 64;
        slots->rows = alloc_resize(slots->rows, slots->capacity, sizeof(*slots->rows));
    }
    slots->rows[slots->count++] = slot;
}

static bool read_relocation(Elf_Data *data, const GElf_Shdr *header, int index, GElf_Rela *ret_rela)
{
    GElf_Rel rel;

    if (header->sh_type == SHT_RELA)
        return gelf_getrela(data, index, ret_rela);
    if (!gelf_getrel(data, index, &rel))
        return false;
    *ret_rela = (GElf_Rela){.r_offset = rel.r_offset, .r_info = rel.r_info};
    return true;
}

static void take_relocations(Elf *elf, Elf_Scn *section, const GElf_Shdr *header,
                             struct slots *slots)
{
    Elf_Data *data = elf_getdata(section, NULL);
    Elf_Scn *names = elf_getscn(elf, header->sh_link);
    Elf_Data *symbols = names ? elf_getdata(names, NULL) : NULL;
    GElf_Shdr names_header;
    GElf_Rela rela;

    if (!data || !symbols || !gelf_getshdr(names, &names_header))
        return;
    for (int i = 0; read_relocation(data, header, i, &rela); i++) {
        unsigned type = (unsigned)GELF_R_TYPE(rela.r_info);
        GElf_Sym symbol;
        if ((type == R_X86_64_JUMP_SLOT || type == R_X86_64_GLOB_DAT) &&
            gelf_getsym(symbols, (int)GELF_R_SYM(rela.r_info), &symbol))
            add_slot(slots, (struct slot){rela.r_offset,
                                          elf_strptr(elf, names_header.sh_link, symbol.st_name)});
    }
}

static int compare_slots(const void *left, const void *right)
{
    const struct slot *a = left, *b = right;

    return a->address < b->address ? -1 : a->address > b->address;
}

static const char *find_slot(const struct slots *slots, uint64_t address)
{
    const struct slot wanted = {.address = address};
    const struct slot *slot =
        slots->count ? bsearch(&wanted, slots->rows, slots->count, sizeof(wanted), compare_slots)
                     : NULL;

    return slot ? slot->name : NULL;
}

/* ---- entries ------------------------------------------------------------------------ */

/* The slot that an entry jumps through; 0: none. */
static uint64_t slot_of(const uint8_t *entry, size_t size, uint64_t address, bool is_64_bit)
{
    for (size_t at = 0; at + 6 <= size; at++) {
        int32_t operand;
        if (entry[at] != 0xff || entry[at + 1] != 0x25)
            continue;
        memcpy(&operand, entry + at + 2, sizeof(operand));
        return is_64_bit ? address + at + 6 + (uint64_t)(int64_t)operand : (uint32_t)operand;
    }
    return 0;
}

struct plt {
    void (*visit)(void *context, const struct symbol *symbol);
    void *context;
    struct slots slots;
    bool is_64_bit;
};

static void take_entries(const struct plt *plt, Elf_Scn *section, const GElf_Shdr *header)
{
    Elf_Data *data = elf_getdata(section, NULL);
    size_t size = header->sh_entsize >= 8 ? header->sh_entsize : ENTRY_BYTES;

    for (size_t at = 0; data && data->d_buf && size <= data->d_size && at <= data->d_size - size;
         at += size) {
        char text[NAME_MAX_BYTES];
        uint64_t address = header->sh_addr + at;
        const char *name = find_slot(
            &plt->slots, slot_of((uint8_t *)data->d_buf + at, size, address, plt->is_64_bit));
        if (!name)
            continue;
        snprintf(text, sizeof(text), "%s@plt", name);
        plt->visit(plt->context,
                   &(struct symbol){.name = text, .address = address, .size_bytes = size});
    }
}

void plt_visit(Elf *elf, void (*visit)(void *context, const struct symbol *symbol), void *context)
{
    struct plt plt = {
        .visit = visit, .context = context, .is_64_bit = gelf_getclass(elf) == ELFCLASS64};
    GElf_Shdr header;
    size_t strings;

    if (elf_getshdrstrndx(elf, &strings) < 0)
        return;
    for (Elf_Scn *section = NULL; (section = elf_nextscn(elf, section)) != NULL;)
        if (gelf_getshdr(section, &header) &&
            (header.sh_type == SHT_RELA || header.sh_type == SHT_REL))
            take_relocations(elf, section, &header, &plt.slots);
    if (plt.slots.count)
        qsort(plt.slots.rows, plt.slots.count, sizeof(*plt.slots.rows), compare_slots);
    for (Elf_Scn *section = NULL; (section = elf_nextscn(elf, section)) != NULL;) {
        const char *name =
            gelf_getshdr(section, &header) ? elf_strptr(elf, strings, header.sh_name) : NULL;
        if (name && header.sh_type == SHT_PROGBITS && strncmp(name, ".plt", 4) == 0)
            take_entries(&plt, section, &header);
    }
    free(plt.slots.rows);
}
