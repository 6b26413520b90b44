/* The map of a process: the lines of /proc/PID/maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/inspect/memory_map.h"

static struct memory_map parse(const char *text)
{
    struct memory_map map;

    memory_map_parse(strdup(text), &map);
    return map;
}

static void a_line_has_range_protection_and_path(void **state)
{
    struct memory_map map = parse(
        "55d0c0a2c000-55d0c0a2d000 r-xp 00001000 fe:01 1234                 /usr/bin/with blank\n"
        "7ffd1000-7ffd3000 rw-s 00000000 00:00 0 \n"
        "7fff2000-7fff4000 ---p 00000000 00:00 0                          [stack]\n");

    (void)state;
    assert_int_equal(map.count, 3);
    assert_int_equal(map.mappings[0].start, 0x55d0c0a2c000);
    assert_int_equal(map.mappings[0].end, 0x55d0c0a2d000);
    assert_int_equal(map.mappings[0].offset, 0x1000);
    assert_int_equal(map.mappings[0].inode, 1234);
    assert_int_equal(map.mappings[0].protection, PROT_READ | PROT_EXEC);
    assert_string_equal(map.mappings[0].path, "/usr/bin/with blank");
    assert_int_equal(map.mappings[1].protection, PROT_READ | PROT_WRITE);
    assert_string_equal(map.mappings[1].path, "");
    assert_int_equal(map.mappings[2].protection, 0);
    assert_string_equal(map.mappings[2].path, "[stack]");
    memory_map_done(&map);
    assert_int_equal(map.count, 0);
}

static void a_deleted_file_keeps_its_path_without_the_mark(void **state)
{
    struct memory_map map = parse("1000-2000 r-xp 00000000 fe:01 7 /tmp/a (deleted)\n"
                                  "2000-3000 r-xp 00000000 fe:01 8 /tmp/b\n"
                                  "3000-4000 r-xp 00000000 00:00 0 [x (deleted)\n");

    (void)state;
    assert_string_equal(map.mappings[0].path, "/tmp/a");
    assert_true(map.mappings[0].is_deleted);
    assert_false(map.mappings[1].is_deleted);
    assert_string_equal(map.mappings[2].path, "[x (deleted)");
    assert_false(map.mappings[2].is_deleted);
    memory_map_done(&map);
}

static void lines_that_are_none_are_passed_over(void **state)
{
    static const char *const texts[] = {
        "", "\n\n", "what is this\n", "1000-2000\n", "1000-2000 r-x", "1000-2000 rx 0 0:0 0\n"};
    struct memory_map map;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        map = parse(texts[i]);
        assert_int_equal(map.count, 0);
        memory_map_done(&map);
    }
    map = parse("rubbish\n1000-2000 r-xp 00000000 00:00 0");
    assert_int_equal(map.count, 1);
    memory_map_done(&map);
}

static void a_living_process_is_read_whole(void **state)
{
    enum { COUNT = 2000 };
    size_t page = (size_t)sysconf(_SC_PAGESIZE), at = 0;
    char *pages = mmap(NULL, COUNT * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct memory_map map;

    (void)state;
    assert_true(pages != MAP_FAILED);
    for (size_t i = 0; i < COUNT; i += 2) /* no two of them are one mapping */
        assert_int_equal(mprotect(pages + i * page, page, PROT_NONE), 0);
    assert_int_equal(memory_map_read(getpid(), &map), 0);
    while (at < map.count && map.mappings[at].start != (uintptr_t)pages)
        at++;
    for (size_t i = 0; i < COUNT; i++, at++) {
        assert_true(at < map.count);
        assert_int_equal(map.mappings[at].start, (uintptr_t)(pages + i * page));
        assert_int_equal(map.mappings[at].protection, i % 2 ? PROT_READ : PROT_NONE);
    }
    memory_map_done(&map);
    munmap(pages, COUNT * page);
    assert_true(memory_map_read(-1, &map) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_range_protection_and_path),
        cmocka_unit_test(a_deleted_file_keeps_its_path_without_the_mark),
        cmocka_unit_test(lines_that_are_none_are_passed_over),
        cmocka_unit_test(a_living_process_is_read_whole),
    };

    return cmocka_run_group_tests_name("memory map", tests, NULL, NULL);
}
