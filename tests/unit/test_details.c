#include "decode_fixture.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

#include "tui/details.h"

#define WIDE_COLS 78
#define MEMORY 0x7f0000001000
#define SECOND 1000000000ull

static struct fixture fx;
static struct details *details;
static const char *comm;

static int group_setup(void **state)
{
    (void)state;
    setenv("TZ", "UTC0", 1);
    tzset();
    return 0;
}

static int setup(void **state)
{
    (void)state;
    fixture_init(&fx);
    details = details_new();
    comm = "server";
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    details_free(details);
    fixture_done(&fx);
    return 0;
}

/* The time of the record is three seconds past a boot at noon. */
static void stamp(nanoseconds duration_ns)
{
    struct event_syscall *call = fixture_event(&fx);

    call->header.tid = 813;
    call->header.tgid = 812;
    call->header.time_ns = 3 * SECOND + 20000;
    if (call->header.kind == EVENT_SYSCALL)
        call->duration_ns = duration_ns;
}

static void build(const void *event, int width_cols)
{
    const struct details_options options = {
        .names = fx.names,
        .comm = comm,
        .realtime_offset_ns = (int64_t)(12 * 3600 * SECOND),
        .width_cols = width_cols,
    };

    details_build(details, event, &options);
}

/* The lines as a drawing: each with its indent, up to its last character, then "|". */
static const char *drawing(void)
{
    static char bytes[1 << 20];
    struct text text;

    text_init(&text, bytes, NULL, sizeof(bytes));
    for (size_t i = 0; i < details_line_count(details); i++) {
        struct text line = details_line_text(details, i);
        text_printf(&text, "%*s", details_line(details, i)->indent_cols, "");
        while (line.length_bytes > 0 && line.bytes[line.length_bytes - 1] == ' ')
            line.length_bytes--;
        text_put_bytes(&text, line.bytes, line.length_bytes);
        text_put(&text, "|\n");
    }
    return bytes;
}

static void a_call_shows_each_argument_on_its_line(void **state)
{
    (void)state;
    fixture_string(&fx, MEMORY, "/etc/hosts");
    fixture_fd(&fx, 3, "/etc/hosts");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)AT_FDCWD, MEMORY, O_RDONLY | O_CLOEXEC);
    fixture_run(&fx, 3);
    stamp(12300);
    build(fx.record, WIDE_COLS);
    assert_string_equal(drawing(), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(a_call_shows_each_argument_on_its_line),
    };
    return cmocka_run_group_tests(tests, group_setup, NULL);
}
