#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/filter.h>
#include <ptop/syscall.h>

/* A syscall's record under construction. */
struct call {
    union {
        struct event_syscall syscall;
        char bytes[2048];
    };
};

static void call_begin(struct call *call, const char *name, int64_t result)
{
    int number;

    assert_non_null(syscall_find_name(ABI_NATIVE, name, &number));
    memset(call, 0, sizeof(*call));
    call->syscall.header = (struct event){
        .size_bytes = sizeof(call->syscall),
        .kind = EVENT_SYSCALL,
        .flags = result < 0 ? EVENT_FAILED : 0,
        .number = number,
        .tid = 7,
        .tgid = 7,
    };
    call->syscall.result = result;
}

static void call_piece(struct call *call, struct event_piece piece, const void *bytes)
{
    char *at = call->bytes + call->syscall.header.size_bytes;

    memcpy(at, &piece, sizeof(piece));
    memcpy(at + sizeof(piece), bytes, piece.length_bytes);
    call->syscall.header.size_bytes += sizeof(piece) + EVENT_ALIGN(piece.length_bytes);
}

/* openat(AT_FDCWD, "/etc/Hosts", O_RDONLY) = 3 */
static void make_openat(struct call *call)
{
    call_begin(call, "openat", 3);
    call->syscall.args[0] = (uint32_t)AT_FDCWD;
    call->syscall.args[1] = 0x1000;
    call->syscall.args[2] = O_RDONLY;
    call_piece(call, (struct event_piece){.arg = 1, .length_bytes = 10}, "/etc/Hosts");
}

/* The text as the language quotes it. */
static void quote(const char *text, char *ret_quoted)
{
    *ret_quoted++ = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            *ret_quoted++ = '\\';
        *ret_quoted++ = *text;
    }
    *ret_quoted++ = '"';
    *ret_quoted = '\0';
}

static bool matches_with(const struct names *names, const char *text, const struct call *call)
{
    const struct filter_facts facts = {.names = names};
    struct filter *filter = NULL;
    struct error error;
    char quoted[256];

    quote(text, quoted);
    assert_int_equal(filter_new(quoted, &facts, &filter, &error), 0);
    assert_string_equal(filter_text(filter), quoted);
    bool matches = filter_matches(filter, &call->syscall.header);
    filter_free(filter);
    return matches;
}

static bool matches(const char *text, const struct call *call)
{
    return matches_with(NULL, text, call);
}

static void a_line_is_matched_by_what_it_shows(void **state)
{
    struct call call;

    (void)state;
    make_openat(&call);
    assert_true(matches("openat", &call));
    assert_true(matches("/etc/hosts", &call));
    assert_true(matches("AT_FDCWD, \"/etc", &call));
    assert_true(matches("rdonly", &call));
    assert_true(matches("= 3", &call));
    assert_false(matches("close", &call));
    assert_false(matches("/etc/passwd", &call));
}

static void capitals_in_the_text_want_capitals_in_the_line(void **state)
{
    struct call call;

    (void)state;
    make_openat(&call);
    assert_true(matches("Hosts", &call));
    assert_false(matches("HOSTS", &call));
}

static void an_empty_text_passes_every_line(void **state)
{
    struct call call;

    (void)state;
    make_openat(&call);
    assert_true(matches("", &call));
}

static void what_is_no_line_of_the_stream_does_not_match(void **state)
{
    struct call call;

    (void)state;
    make_openat(&call);
    call.syscall.header.kind = EVENT_SYSCALL_ENTER;
    assert_false(matches("", &call));
    assert_false(matches("openat", &call));
}

static void an_error_is_matched_by_its_name(void **state)
{
    struct call call;

    (void)state;
    make_openat(&call);
    call.syscall.result = -2;
    call.syscall.header.flags = EVENT_FAILED;
    assert_true(matches("ENOENT", &call));
}

static void data_is_matched_further_than_a_line_shows_it(void **state)
{
    struct call call;
    char data[256];

    (void)state;
    memset(data, '.', sizeof(data));
    memcpy(data + 200, "needle\n", 7);
    call_begin(&call, "write", sizeof(data));
    call.syscall.args[0] = 1;
    call.syscall.args[1] = 0x1000;
    call.syscall.args[2] = sizeof(data);
    call_piece(&call, (struct event_piece){.arg = 1, .length_bytes = sizeof(data)}, data);
    assert_true(matches("needle", &call));
    assert_true(matches("needle\\n", &call));
    assert_false(matches("needle\n", &call));
}

static void a_descriptor_is_matched_by_its_name(void **state)
{
    struct names *names = names_new();
    const uint32_t id = 1;
    struct call call;

    (void)state;
    names_add(names, id, "/run/lock", 9);
    call_begin(&call, "close", 0);
    call.syscall.args[0] = 5;
    call_piece(&call,
               (struct event_piece){.arg = 0, .flags = PIECE_FD_NAME, .length_bytes = sizeof(id)},
               &id);
    assert_true(matches_with(names, "run/lock", &call));
    assert_false(matches_with(NULL, "run/lock", &call));
    names_free(names);
}

int main(void)
{
    filter_free(NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_matched_by_what_it_shows),
        cmocka_unit_test(capitals_in_the_text_want_capitals_in_the_line),
        cmocka_unit_test(an_empty_text_passes_every_line),
        cmocka_unit_test(what_is_no_line_of_the_stream_does_not_match),
        cmocka_unit_test(an_error_is_matched_by_its_name),
        cmocka_unit_test(data_is_matched_further_than_a_line_shows_it),
        cmocka_unit_test(a_descriptor_is_matched_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
