/*
 * Names of addresses and stacks from odd registers, with this very process as the one that is
 * looked at.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/callers.h>

#include "core/inspect/elf_files.h"
#include "core/inspect/unwind.h"

static struct unwinder *unwinder;
static uint32_t edition;

static ssize_t read_self(void *context, tracee_addr address, void *buffer, size_t size)
{
    struct iovec local = {buffer, size}, remote = {(void *)(uintptr_t)address, size};
    ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);

    (void)context;
    return got < 0 ? -errno : got;
}

static struct unwind_task self_task(void)
{
    return (struct unwind_task){
        .tid = getpid(),
        .tgid = getpid(),
        .registers = {.count = UNWIND_MAX_REGISTERS, .word_bytes = 8},
        .read = read_self,
    };
}

static int begin(void **state)
{
    (void)state;
    unwinder = unwinder_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    unwinder_free(unwinder);
    return 0;
}

static const char *name_of(const volatile void *address, size_t offset, bool is_return)
{
    static char name[UNWIND_NAME_BYTES];
    struct unwind_task task = self_task();
    struct unwind_frame frame = {(uintptr_t)address + offset, is_return};
    size_t length = unwinder_name(unwinder, &task, frame, name);

    assert_int_equal(length, strlen(name));
    return name;
}

static void assert_place(const char *name, const char *wanted)
{
    struct caller caller = callers_split(name);

    if (caller.place_bytes != strlen(wanted) ||
        memcmp(caller.function, wanted, caller.place_bytes) != 0)
        fail_msg("%s: wanted %s", name, wanted);
}

/* ---- names ------------------------------------------------------------------------------- */

__attribute__((noinline, used)) static int first_function(int value)
{
    return value * 3;
}

static void an_address_is_named_by_the_function_around_it(void **state)
{
    struct caller caller;

    (void)state;
    assert_place(name_of(first_function, 0, false), "first_function+0x0");
    assert_place(name_of(first_function, 3, false), "first_function+0x3");
    assert_place(name_of(first_function, 3, true), "first_function+0x3");
    caller = callers_split(name_of(first_function, 0, false));
    assert_int_equal(strncmp(caller.module, "unit_test_unwind(", caller.module_bytes + 1), 0);
}

static void of_many_names_the_one_that_people_use_is_taken(void **state)
{
    (void)state;
    assert_place(name_of(write, 4, false), "write+0x4");
    assert_place(name_of(getpid, 0, false), "getpid+0x0");
}

static void an_address_outside_of_every_file_stands_for_itself(void **state)
{
    (void)state;
    assert_string_equal(name_of(NULL, 0x1234, false), "?() [0x1234]");
    assert_string_equal(name_of(NULL, UINT64_MAX, true), "?() [0xffffffffffffffff]");
    assert_string_equal(name_of(NULL, 0, true), "?() [0x0]");
}

static void what_the_kernel_mapped_has_names_too(void **state)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    unsigned long start = 0;
    char line[512];

    (void)state;
    assert_non_null(maps);
    while (fgets(line, sizeof(line), maps))
        if (strstr(line, "[vdso]"))
            start = strtoul(line, NULL, 16);
    fclose(maps);
    if (start == 0)
        skip(); /* switched off on this kernel */
    assert_int_equal(strncmp(name_of(NULL, start + 0x10, false), "[vdso](", 7), 0);
}

/* ---- files that come and go ------------------------------------------------------------------ */

/* A file that looks like this program, but is another one. */
static void *map_copy(const char *path)
{
    int in = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    int out = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    struct stat stat;
    void *copy;

    assert_true(in >= 0 && out >= 0 && fstat(in, &stat) == 0);
    assert_int_equal(sendfile(out, in, NULL, (size_t)stat.st_size), stat.st_size);
    copy = mmap(NULL, (size_t)stat.st_size, PROT_READ | PROT_EXEC, MAP_PRIVATE, out, 0);
    assert_true(copy != MAP_FAILED);
    close(in);
    close(out);
    return copy;
}

static void a_file_that_is_cut_short_under_us_is_an_address_in_it(void **state)
{
    char folder[] = "/tmp/ptop-unwind-XXXXXX", path[64], wanted[128];
    void *copy;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/cut", folder);
    copy = map_copy(path);
    assert_int_equal(truncate(path, 100), 0);
    snprintf(wanted, sizeof(wanted), "%s() [0x40]", path);
    assert_string_equal(name_of(copy, 0x40, false), wanted);
    unlink(path);
    rmdir(folder);
    munmap(copy, 100);
}

extern const char __executable_start[]; /* ld(1)'s */

static void name_many_files(void)
{
    enum { COUNT = ELF_FILES_MAX + 20 };
    size_t offset = (size_t)((const char *)first_function - __executable_start);
    static void *copies[COUNT];
    char folder[] = "/tmp/ptop-unwind-XXXXXX", path[64];

    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < COUNT; i++) {
        snprintf(path, sizeof(path), "%s/%d", folder, i);
        copies[i] = map_copy(path);
    }
    unwinder_remapped(unwinder, getpid(), (uintptr_t)copies[0], 1, true);
    for (int i = 0; i < COUNT; i++) {
        const char *name = name_of(copies[i], offset, false);
        snprintf(path, sizeof(path), "%s/%d(", folder, i);
        assert_int_equal(strncmp(name, path, strlen(path)), 0);
        assert_place(name, "first_function+0x0");
        path[strlen(path) - 1] = '\0';
        unlink(path);
        munmap(copies[i], 1);
    }
    rmdir(folder);
}

static void more_files_than_are_kept_open_are_all_named(void **state)
{
    (void)state;
    name_many_files();
}

static void more_files_than_may_be_open_are_all_named(void **state)
{
    struct rlimit before, few;

    (void)state;
    getrlimit(RLIMIT_NOFILE, &before);
    few = (struct rlimit){100, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    name_many_files();
    setrlimit(RLIMIT_NOFILE, &before);
}

/* ---- files that mean harm -------------------------------------------------------------------- */

#define SYMBOL_COUNT    4096
#define LONG_NAME_BYTES (256u << 10)

/* As many functions, all of one very long name. */
struct hostile_file {
    Elf64_Ehdr header;
    Elf64_Phdr program;
    Elf64_Shdr sections[4];
    Elf64_Sym symbols[SYMBOL_COUNT];
    char names[LONG_NAME_BYTES];
};

static void fill_header(struct hostile_file *file)
{
    file->header = (Elf64_Ehdr){
        .e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
        .e_type = ET_DYN,
        .e_machine = EM_X86_64,
        .e_version = EV_CURRENT,
        .e_phoff = offsetof(struct hostile_file, program),
        .e_shoff = offsetof(struct hostile_file, sections),
        .e_ehsize = sizeof(Elf64_Ehdr),
        .e_phentsize = sizeof(Elf64_Phdr),
        .e_phnum = 1,
        .e_shentsize = sizeof(Elf64_Shdr),
        .e_shnum = 4,
        .e_shstrndx = 3};
    file->program = (Elf64_Phdr){.p_type = PT_LOAD,
                                 .p_flags = PF_R | PF_X,
                                 .p_filesz = sizeof(*file),
                                 .p_memsz = sizeof(*file),
                                 .p_align = 4096};
}

static void fill_sections(struct hostile_file *file)
{
    file->sections[1] = (Elf64_Shdr){.sh_type = SHT_PROGBITS,
                                     .sh_flags = SHF_ALLOC | SHF_EXECINSTR,
                                     .sh_addralign = 1,
                                     .sh_size = sizeof(*file)};
    file->sections[2] = (Elf64_Shdr){.sh_type = SHT_SYMTAB,
                                     .sh_offset = offsetof(struct hostile_file, symbols),
                                     .sh_size = sizeof(file->symbols),
                                     .sh_link = 3,
                                     .sh_info = 1,
                                     .sh_addralign = 8,
                                     .sh_entsize = sizeof(Elf64_Sym)};
    file->sections[3] = (Elf64_Shdr){.sh_type = SHT_STRTAB,
                                     .sh_offset = offsetof(struct hostile_file, names),
                                     .sh_size = sizeof(file->names),
                                     .sh_addralign = 1};
}

static struct hostile_file *make_hostile_file(void)
{
    struct hostile_file *file = calloc(1, sizeof(*file));

    assert_non_null(file);
    fill_header(file);
    fill_sections(file);
    for (size_t i = 1; i < SYMBOL_COUNT; i++)
        file->symbols[i] = (Elf64_Sym){.st_name = 1,
                                       .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC),
                                       .st_shndx = 1,
                                       .st_value = i,
                                       .st_size = 1};
    memset(file->names + 1, 'a', sizeof(file->names) - 2);
    return file;
}

static size_t resident_bytes(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    size_t pages = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*u %zu", &pages), 1);
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void names_that_a_file_repeats_cost_what_the_file_is_worth(void **state)
{
    struct hostile_file *file = make_hostile_file();
    char path[] = "/tmp/ptop-unwind-XXXXXX";
    int fd = mkstemp(path);
    size_t before;
    void *copy;

    (void)state;
    assert_int_equal(write(fd, file, sizeof(*file)), sizeof(*file));
    free(file);
    copy = mmap(NULL, sizeof(*file), PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
    assert_true(copy != MAP_FAILED);
    close(fd);
    before = resident_bytes();
    assert_non_null(strstr(name_of(copy, 5, false), "(aaaaaaaa"));
    assert_true(resident_bytes() - before <
                (100u << 20)); /* a name for each would take ten times that */
    munmap(copy, sizeof(*file));
    unlink(path);
}

/* ---- stacks ---------------------------------------------------------------------------------- */

static void registers_that_lead_nowhere_give_one_frame(void **state)
{
    static const tracee_addr places[] = {0, 1, 0x1000, UINT64_MAX, UINT64_MAX / 2};
    struct unwind_frame frames[4];

    (void)state;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        struct unwind_task task = self_task();
        for (unsigned j = 0; j < UNWIND_MAX_REGISTERS; j++)
            task.registers.values[j] = places[i];
        task.registers.pc = task.registers.stack = places[i];
        assert_int_equal(unwinder_stack(unwinder, &task, frames, 4, &edition), 1);
        assert_int_equal(frames[0].address, places[i]);
    }
}

/* A frame pointer that points to itself, in code that has no unwind information. */
static void a_stack_that_runs_in_a_circle_ends_at_the_capacity(void **state)
{
    static uint64_t circle[2];
    struct unwind_frame frames[CALLERS_MAX_FRAMES];
    struct unwind_task task = self_task();
    size_t count;

    (void)state;
    circle[0] = (uintptr_t)circle;
    circle[1] = 0x123456789;
    task.registers.values[6] = task.registers.values[7] = (uintptr_t)circle; /* rbp, rsp */
    task.registers.values[16] = task.registers.pc = 0x123456789;
    task.registers.stack = (uintptr_t)circle;
    count = unwinder_stack(unwinder, &task, frames, CALLERS_MAX_FRAMES, &edition);
    assert_in_range(count, 1, CALLERS_MAX_FRAMES);
}

static void the_edition_changes_when_code_does_and_only_then(void **state)
{
    struct unwind_task task = self_task();
    struct unwind_frame frame;
    uint32_t before, after;

    (void)state;
    task.registers.pc = 0x1000;
    unwinder_stack(unwinder, &task, &frame, 1, &before);
    unwinder_remapped(unwinder, getpid(), 0x1000, 0x1000, false);    /* data, where nothing was */
    unwinder_remapped(unwinder, getpid() + 1, 0x1000, 0x1000, true); /* another process */
    unwinder_stack(unwinder, &task, &frame, 1, &after);
    assert_int_equal(before, after);
    unwinder_remapped(unwinder, getpid(), 0x1000, 0x1000, true); /* code */
    unwinder_stack(unwinder, &task, &frame, 1, &after);
    assert_int_not_equal(before, after);
    before = after;
    unwinder_remapped(unwinder, getpid(), (uintptr_t)first_function, 1, false); /* in its place */
    unwinder_stack(unwinder, &task, &frame, 1, &after);
    assert_int_not_equal(before, after);
    before = after;
    unwinder_forget(unwinder, getpid());
    unwinder_stack(unwinder, &task, &frame, 1, &after);
    assert_int_not_equal(before, after);
}

static void a_process_that_is_gone_has_addresses_only(void **state)
{
    struct unwind_task task = self_task();
    struct unwind_frame frame;
    char name[UNWIND_NAME_BYTES];

    (void)state;
    task.tid = task.tgid = INT32_MAX;
    task.registers.pc = (uintptr_t)first_function;
    assert_int_equal(unwinder_stack(unwinder, &task, &frame, 1, &edition), 1);
    unwinder_name(unwinder, &task, frame, name);
    assert_int_equal(strncmp(name, "?() [0x", 7), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_address_is_named_by_the_function_around_it),
        TEST(of_many_names_the_one_that_people_use_is_taken),
        TEST(an_address_outside_of_every_file_stands_for_itself),
        TEST(what_the_kernel_mapped_has_names_too),
        TEST(a_file_that_is_cut_short_under_us_is_an_address_in_it),
        TEST(more_files_than_are_kept_open_are_all_named),
        TEST(more_files_than_may_be_open_are_all_named),
        TEST(names_that_a_file_repeats_cost_what_the_file_is_worth),
        TEST(registers_that_lead_nowhere_give_one_frame),
        TEST(a_stack_that_runs_in_a_circle_ends_at_the_capacity),
        TEST(the_edition_changes_when_code_does_and_only_then),
        TEST(a_process_that_is_gone_has_addresses_only),
    };

    return cmocka_run_group_tests_name("unwind", tests, NULL, NULL);
}
