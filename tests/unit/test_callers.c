/* The call stack in a record: its frames, their parts, and who is the caller. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/callers.h>

#define LIBC(function) "/usr/lib/x86_64-linux-gnu/libc.so.6(" function ") [0xf8350]"

/* A record with a path's piece before its stack. */
struct record {
    struct event_syscall call;
    struct event_piece path;
    char path_bytes[8];
    struct event_piece stack;
    uint32_t ids[CALLERS_MAX_FRAMES];
};

/* The frames, innermost first, get the ids 1, 2, …; record and names. */
static struct names *make_record(struct record *ret_record, const char *const *frames)
{
    struct names *names = names_new();
    uint32_t count = 0;

    memset(ret_record, 0, sizeof(*ret_record));
    for (; frames[count]; count++) {
        names_add(names, count + 1, frames[count], strlen(frames[count]));
        ret_record->ids[count] = count + 1;
    }
    ret_record->path = (struct event_piece){.arg = 1, .length_bytes = 3};
    ret_record->stack = (struct event_piece){.arg = PIECE_CALLERS, .length_bytes = 4 * count};
    ret_record->call.header.kind = EVENT_SYSCALL;
    ret_record->call.header.size_bytes =
        (uint16_t)EVENT_ALIGN(offsetof(struct record, ids) + (size_t)4 * count);
    return names;
}

static void frames_come_innermost_first(void **state)
{
    static const char *const frames[] = {LIBC("write+0x10"), "/bin/cat() [0x2ea2]", NULL};
    struct record record;
    struct names *names = make_record(&record, frames);

    (void)state;
    assert_int_equal(callers_count(&record.call), 2);
    assert_string_equal(callers_frame(&record.call, names, 0), frames[0]);
    assert_string_equal(callers_frame(&record.call, names, 1), frames[1]);
    assert_null(callers_frame(&record.call, names, 2));
    record.ids[1] = 77;
    assert_null(callers_frame(&record.call, names, 1));
    assert_null(callers_frame(&record.call, NULL, 0));
    names_free(names);
}

static void a_call_without_a_stack_has_no_caller(void **state)
{
    static const char *const none[] = {NULL};
    struct record record;
    struct names *names = make_record(&record, none);
    struct caller caller = {.function = "untouched"};

    (void)state;
    record.call.header.size_bytes = sizeof(record.call);
    assert_int_equal(callers_count(&record.call), 0);
    assert_false(callers_find_own(&record.call, names, &caller));
    assert_string_equal(caller.function, "untouched");
    names_free(names);
}

static void a_stack_that_is_torn_off_is_none(void **state)
{
    static const char *const frames[] = {LIBC("write+0x10"), "/bin/cat() [0x2ea2]", NULL};
    struct record record;
    struct names *names = make_record(&record, frames);
    struct caller caller;

    (void)state;
    record.stack.length_bytes = UINT32_MAX;
    assert_int_equal(callers_count(&record.call), 0);
    assert_null(callers_frame(&record.call, names, 0));
    assert_false(callers_find_own(&record.call, names, &caller));
    names_free(names);
}

static void assert_slice(const char *bytes, size_t length, const char *wanted)
{
    assert_int_equal(length, strlen(wanted));
    assert_memory_equal(bytes, wanted, length);
}

static void a_frame_splits_into_its_parts(void **state)
{
    static const struct {
        const char *frame, *place, *function, *module, *address;
    } rows[] = {
        {"/usr/lib/libc.so.6(write+0x10) [0xf8350]", "write+0x10", "write", "libc.so.6", "0xf8350"},
        {"/usr/bin/echo() [0x60c4]", "", "", "echo", "0x60c4"},
        {"[vdso](__kernel_vsyscall+0x9) [0x579]", "__kernel_vsyscall+0x9", "__kernel_vsyscall",
         "[vdso]", "0x579"},
        {"?() [0x7f1200001000]", "", "", "", "0x7f1200001000"},
        {"/tmp/a (deleted)(main+0x1) [0x1]", "main+0x1", "main", "a (deleted)", "0x1"},
        {"/tmp/(x) [0x1]/b(f+0x2) [0x3]", "f+0x2", "f", "b", "0x3"},
        {"/tmp/n(a+0x0x+0x4) [0x4]", "a+0x0x+0x4", "a+0x0x", "n", "0x4"},
        {"/bin/x(bare) [0x4]", "bare", "bare", "x", "0x4"},
        {"/bin/web(net/http.(*conn).serve+0x5) [0x6]", "net/http.(*conn).serve+0x5",
         "net/http.(*conn).serve", "web", "0x6"},
        {"/bin/x(*bare) [0x4]", "*bare", "*bare", "x", "0x4"},
        {"no frame at all", "", "", "no frame at all", ""},
        {"", "", "", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct caller caller = callers_split(rows[i].frame);
        assert_slice(caller.function, caller.function_bytes, rows[i].function);
        assert_slice(caller.function, caller.place_bytes, rows[i].place);
        assert_slice(caller.module, caller.module_bytes, rows[i].module);
        assert_slice(caller.address, caller.address_bytes, rows[i].address);
    }
}

static void the_caller_is_the_first_who_is_not_the_c_library(void **state)
{
    static const struct {
        const char *frames[6];
        const char *function, *module;
    } rows[] = {
        {{LIBC("write+0x10"), LIBC("fflush+0x78"), "/bin/echo(say+0x1) [0x1]", LIBC("exit+0x1")},
         "say",
         "echo"},
        {{"[vdso](__kernel_vsyscall+0x9) [0x5]", "/lib/libpthread-2.28.so(read+0x1) [0x1]",
          "/opt/libcurl.so.4(recv_it+0x1) [0x1]"},
         "recv_it",
         "libcurl.so.4"},
        {{"/lib64/ld-linux-x86-64.so.2(mmap+0x1) [0x1]",
          "/lib64/ld-linux-x86-64.so.2(_start+0x1) [0x1]"},
         "_start",
         "ld-linux-x86-64.so.2"},
        {{"/lib/ld-musl-x86_64.so.1(write+0x1) [0x1]", "/opt/libc++.so.1(put+0x1) [0x1]"},
         "put",
         "libc++.so.1"},
        {{LIBC("mmap+0x1"), "?() [0x7f0000000000]", "/bin/jit(main+0x1) [0x1]"}, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct record record;
        struct names *names = make_record(&record, rows[i].frames);
        struct caller caller;
        assert_true(callers_find_own(&record.call, names, &caller));
        assert_slice(caller.function, caller.function_bytes, rows[i].function);
        assert_slice(caller.module, caller.module_bytes, rows[i].module);
        names_free(names);
    }
}

static void frames_that_names_do_not_know_are_passed_over(void **state)
{
    static const char *const frames[] = {"/bin/a(f+0x1) [0x1]", "/bin/b(g+0x1) [0x1]", NULL};
    struct record record;
    struct names *names = make_record(&record, frames);
    struct caller caller;

    (void)state;
    record.ids[0] = 99;
    assert_true(callers_find_own(&record.call, names, &caller));
    assert_slice(caller.function, caller.function_bytes, "g");
    names_free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_come_innermost_first),
        cmocka_unit_test(a_call_without_a_stack_has_no_caller),
        cmocka_unit_test(a_stack_that_is_torn_off_is_none),
        cmocka_unit_test(a_frame_splits_into_its_parts),
        cmocka_unit_test(the_caller_is_the_first_who_is_not_the_c_library),
        cmocka_unit_test(frames_that_names_do_not_know_are_passed_over),
    };

    return cmocka_run_group_tests_name("callers", tests, NULL, NULL);
}
