/*
 * code KIND [PLUGIN PLUGIN]: code that does not stay where, or as, it was.  CODE_ADDRESS is that of a
 * function that returns CODE_CALLS's new value; each step waits until it may go.
 *
 *     unmap     stage 1 the function is there; 2 it was called; 3 it was unmapped; 4 another one is
 *               at the same place and was called
 *     rewrite   1 it is there; 2 it was called; 3 it was written again, and called
 *     shared    1 it is in a shared mapping of a file, which nobody may write; 2 it was called
 *     load      1 PLUGIN is loaded; 2 called; 3 unloaded; 4 the second one is loaded and called
 *     exec      1 as unmap; 2 this program was executed again (its function is elsewhere)
 */
#include <dlfcn.h>

#include "tracee.h"

#define PAGE 4096

/* mov $N, %eax; ret */
static const uint8_t returns_one[] = {0xb8, 1, 0, 0, 0, 0xc3};
static const uint8_t returns_two[] = {0xb8, 2, 0, 0, 0, 0xc3};

static struct truth *truth;
static uint32_t stage;

static void reach(void)
{
    truth_reach(&truth->stage, ++stage);
    truth_await(&truth->go, stage, TRACEE_LIFETIME_S * 1000);
}

static void call(const void *function, int expected)
{
    CHECK(((int (*)(void))(uintptr_t)function)() == expected);
    atomic_fetch_add(&truth->count[CODE_CALLS], 1);
}

static uint8_t *map_code(void *where, int protection, int flags, int fd)
{
    uint8_t *page = mmap(where, PAGE, protection, flags | (where != NULL ? MAP_FIXED : 0), fd, 0);

    CHECK(page != MAP_FAILED);
    return page;
}

static uint8_t *write_code(void *where, const uint8_t *code)
{
    uint8_t *page =
        map_code(where, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1);

    memcpy(page, code, sizeof(returns_one));
    return page;
}

static void tell(const void *function)
{
    atomic_store(&truth->count[CODE_ADDRESS], (int64_t)(uintptr_t)function);
    reach();
}

static void do_unmap(void)
{
    uint8_t *page = write_code(NULL, returns_one);

    tell(page);
    call(page, 1);
    reach();
    CHECK(munmap(page, sizeof(returns_one)) == 0);
    reach();
    write_code(page, returns_two);
    call(page, 2);
    CHECK(memcmp(page, returns_two, sizeof(returns_two)) == 0);
    reach();
    CHECK(memcmp(page, returns_two, sizeof(returns_two)) == 0);
}

static void do_rewrite(void)
{
    uint8_t *page = write_code(NULL, returns_one);

    tell(page);
    call(page, 1);
    reach();
    memcpy(page, returns_two, sizeof(returns_two));
    call(page, 2);
    reach();
    CHECK(memcmp(page, returns_two, sizeof(returns_two)) == 0);
    call(page, 2);
}

static void do_shared(void)
{
    int fd = memfd_create("code", MFD_CLOEXEC);
    char path[64];
    int read_only;
    uint8_t *page;

    CHECK(fd >= 0 && write(fd, returns_one, sizeof(returns_one)) == sizeof(returns_one));
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    read_only = open(path, O_RDONLY | O_CLOEXEC);
    CHECK(read_only >= 0);
    page = map_code(NULL, PROT_READ | PROT_EXEC, MAP_SHARED, read_only);
    tell(page);
    call(page, 1);
    reach();
    CHECK(memcmp(page, returns_one, sizeof(returns_one)) == 0);
}

static void do_load(char *paths[2])
{
    for (int i = 0; i < 2; i++) {
        void *plugin = dlopen(paths[i], RTLD_NOW);
        long (*function)(void);

        CHECK(plugin != NULL);
        function = (long (*)(void))dlsym(plugin, "plugin_main");
        CHECK(function != NULL);
        if (i == 0)
            tell((const void *)function);
        CHECK(function() > 0);
        atomic_fetch_add(&truth->count[CODE_CALLS], 1);
        reach();
        CHECK(dlclose(plugin) == 0);
        if (i == 0)
            reach();
    }
}

static void do_exec(void)
{
    uint8_t *page = write_code(NULL, returns_one);

    tell(page);
    call(page, 1);
    execl("/proc/self/exe", "code", "again", (char *)NULL);
    CHECK(!"executed");
}

static void do_again(void)
{
    stage = 1;
    reach();
}

int main(int argc, char *argv[])
{
    static const struct {
        const char *name;
        void (*run)(void);
    } kinds[] = {
        {"unmap", do_unmap}, {"rewrite", do_rewrite}, {"shared", do_shared},
        {"exec", do_exec},   {"again", do_again},
    };

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2 || argc == 4);
    if (argc == 4)
        do_load(argv + 2);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(argv[1], kinds[i].name) == 0)
            kinds[i].run();
    return 0;
}
