/*
 * Lines: of calls, their results and all other events; the layouts and limits;
 * and records that are damaged, as those of a torn recording are.
 */
#include "decode_fixture.h"

#include <signal.h>

#include <ptop/point.h>
#include <ptop/registers.h>

/* ---- calls ---------------------------------------------------------------------- */

static void a_call_reads_as_strace_writes_it(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "/etc/hosts");
    fixture_string(&fx, PTR(1), "/etc/hosts");
    fixture_call(&fx, ABI_NATIVE, "openat", (uint64_t)-100, PTR(1), 02000000, 0777);
    fixture_run(&fx, 3);
    shows("openat(AT_FDCWD, \"/etc/hosts\", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>");
    fixture_run(&fx, -ENOENT);
    shows("openat(AT_FDCWD, \"/etc/hosts\", O_RDONLY|O_CLOEXEC) = -1 ENOENT "
          "(No such file or directory)");
}

static void a_mode_counts_only_where_a_file_is_made(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "f");
    fixture_call(&fx, ABI_NATIVE, "open", PTR(1), 0, 0644);
    fixture_run(&fx, 3);
    shows("open(\"f\", O_RDONLY) = 3");
    assert_int_equal(format_argument_count(fixture_event(&fx)), 2);
    fixture_call(&fx, ABI_NATIVE, "open", PTR(1), 0101, 0644);
    fixture_run(&fx, 3);
    shows("open(\"f\", O_WRONLY|O_CREAT, 0644) = 3");
    assert_int_equal(format_argument_count(fixture_event(&fx)), 3);
    fixture_call(&fx, ABI_NATIVE, "open", PTR(1), 020200002, 07);
    fixture_run(&fx, 3);
    shows("open(\"f\", O_RDWR|O_TMPFILE, 007) = 3");
    fixture_call(&fx, ABI_NATIVE, "mknod", PTR(1), 0010644, 0);
    fixture_run(&fx, 0);
    shows("mknod(\"f\", S_IFIFO|0644) = 0");
    fixture_call(&fx, ABI_NATIVE, "mknod", PTR(1), 0107755, 0);
    fixture_run(&fx, 0);
    shows("mknod(\"f\", S_IFREG|S_ISUID|S_ISGID|S_ISVTX|0755) = 0");
    fixture_call(&fx, ABI_NATIVE, "chmod", PTR(1), 04755);
    fixture_run(&fx, 0);
    shows("chmod(\"f\", 04755) = 0");
}

static void results_have_the_type_of_their_row(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "mmap", 0, 4096, 3, 0x22, 0xffffffff, 0);
    fixture_run(&fx, 0x7f0000000000);
    shows("mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = "
          "0x7f0000000000");
    fixture_call(&fx, ABI_NATIVE, "lseek", 3, (uint64_t)-5, 1);
    fixture_run(&fx, 0);
    shows("lseek(3, -5, SEEK_CUR) = 0");
    fixture_call(&fx, ABI_NATIVE, "umask", 022);
    fixture_run(&fx, 0);
    shows("umask(022) = 000");
    fixture_call(&fx, ABI_NATIVE, "getpid", 0);
    fixture_run(&fx, 12);
    shows("getpid() = 12");
}

/* The last call, with other flags on its record. */
static void shows_with(uint8_t flags, int64_t result, const char *expected)
{
    struct event_syscall *event = fixture_event(&fx);

    event->header.flags = flags;
    event->result = result;
    shows(expected);
}

static void results_that_are_none(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "pause", 0);
    shows_with(EVENT_NO_RETURN, 0, "pause() = ?");
    shows_with(EVENT_BLOCKED, 0, "pause() = ? (blocked by seccomp)");
    shows_with(EVENT_RESTART, -514,
               "pause() = ? ERESTARTNOHAND (To be restarted if no handler)");
    shows_with(EVENT_RESTARTED | EVENT_FAILED, -EINTR,
               "restart_syscall(<... resuming interrupted pause ...>) = -1 EINTR "
               "(Interrupted system call)");
    fx.options.joins_restarts = true;
    shows_with(EVENT_RESTARTED | EVENT_FAILED, -EINTR,
               "pause() = -1 EINTR (Interrupted system call) (restarted)");
    fx.options.joins_restarts = false;
    shows_with(EVENT_FAILED, -4000, "pause() = -1 (errno 4000)");
    shows_with(EVENT_FAILED, INT64_MIN, "pause() = -1 (errno -9223372036854775808)");
}

static void a_call_in_progress_ends_where_the_kernel_has_yet_to_write(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "x", 1);
    fixture_call(&fx, ABI_NATIVE, "read", 0, PTR(1), 100);
    fixture_enter(&fx);
    fixture_event(&fx)->header.kind = EVENT_SYSCALL_ENTER;
    shows("read(0,  <unfinished ...>");
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 1);
    fixture_enter(&fx);
    fixture_event(&fx)->header.kind = EVENT_SYSCALL_ENTER;
    shows("write(1, \"x\", 1 <unfinished ...>");
}

static void unknown_calls_show_their_number_and_registers(void **state)
{
    struct event_syscall *event = fixture_event(&fx);

    (void)state;
    fixture_call(&fx, ABI_NATIVE, "getpid", 1, 2, 3, 4, 5, 0x6f);
    event->header.number = 5000;
    shows_with(EVENT_FAILED, -ENOSYS,
               "syscall_0x1388(0x1, 0x2, 0x3, 0x4, 0x5, 0x6f) = -1 ENOSYS "
               "(Function not implemented)");
    event->header.number = -1;
    shows_with(0, 1, "syscall_0xffffffffffffffff(0x1, 0x2, 0x3, 0x4, 0x5, 0x6f) = 1");
    event->header.number = 0x40000000;
    shows_with(0, 1, "read(1, 0x2, 3) = 1");
    event->header.number = 0x40000000 | 520; /* x32's own execve */
    shows_with(0, 0, "execve(0x1, 0x2, 0x3) = 0");
    event->header.number = 0x40000000 | 1000;
    shows_with(0, 1, "syscall_0x400003e8(0x1, 0x2, 0x3, 0x4, 0x5, 0x6f) = 1");
}

static void words_of_32_bit_tracees_keep_their_sign(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_COMPAT, "lseek", 3, (uint64_t)-1, 0);
    fixture_run(&fx, 5);
    shows("lseek(3, -1, SEEK_SET) = 5");
    fixture_call(&fx, ABI_COMPAT, "ftruncate64", 3, 1, 2);
    fixture_run(&fx, 0);
    shows("ftruncate64(3, 8589934593) = 0");
    fixture_call(&fx, ABI_COMPAT, "chown32", 0, UINT64_MAX, 5);
    fixture_run(&fx, 0);
    shows("chown32(NULL, -1, 5) = 0");
}

static void the_equals_sign_stands_in_column_40(void **state)
{
    (void)state;
    fx.options.result_column = 40;
    fixture_call(&fx, ABI_NATIVE, "close", 3);
    fixture_run(&fx, 0);
    shows("close(3)                                = 0");
    fixture_string(&fx, PTR(1), "/a/path/that/is/longer/than/forty/columns");
    fixture_call(&fx, ABI_NATIVE, "chdir", PTR(1));
    fixture_run(&fx, 0);
    shows("chdir(\"/a/path/that/is/longer/than/forty/columns\") = 0");
}

/* ---- limits, layouts, roles ------------------------------------------------------- */

static void strings_end_at_the_limit_and_say_so(void **state)
{
    (void)state;
    fixture_memory(&fx, PTR(1), "0123456789012345678901234567890123456789", 40);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 40);
    fixture_run(&fx, 40);
    shows("write(1, \"01234567890123456789012345678901\"..., 40) = 40");
    fx.options.string_limit_bytes = 3;
    shows("write(1, \"012\"..., 40) = 40");
    fx.options.string_limit_bytes = 40;
    shows("write(1, \"0123456789012345678901234567890123456789\", 40) = 40");
    fx.limits.buffer_bytes = 10;
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 40);
    fixture_run(&fx, 40);
    shows("write(1, \"0123456789\"..., 40) = 40");
}

static void arrays_end_at_the_limit_and_say_so(void **state)
{
    uint32_t groups[20] = {0, 4, 24};

    (void)state;
    fixture_memory(&fx, PTR(1), groups, sizeof groups);
    fixture_call(&fx, ABI_NATIVE, "getgroups", 20, PTR(1));
    fixture_run(&fx, 3);
    shows("getgroups(20, [0, 4, 24]) = 3");
    fx.options.element_limit = 2;
    shows("getgroups(20, [0, 4, ...]) = 3");
}

static void no_control_byte_of_a_tracee_passes(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "\033[31m\r\n\007");
    fixture_fd(&fx, 3, "/tmp/\033]0;x\007");
    fixture_call(&fx, ABI_NATIVE, "openat", 3, PTR(1), 0);
    fixture_run(&fx, 3);
    shows("openat(3</tmp/\\33]0;x\\7>, \"\\33[31m\\r\\n\\7\", O_RDONLY) = 3</tmp/\\33]0;x\\7>");
}

static void unfolded_structs_take_a_line_per_member(void **state)
{
    uint64_t timer[4] = {0, 1, 2, 3};

    (void)state;
    fx.options.layout = FORMAT_UNFOLDED;
    fixture_memory(&fx, PTR(1), timer, sizeof timer);
    fixture_call(&fx, ABI_NATIVE, "setitimer", 0, PTR(1), 0);
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 1), "{\n"
                                                  "  it_interval={\n"
                                                  "    tv_sec=0\n"
                                                  "    tv_usec=1\n"
                                                  "  }\n"
                                                  "  it_value={\n"
                                                  "    tv_sec=2\n"
                                                  "    tv_usec=3\n"
                                                  "  }\n"
                                                  "}");
}

static void what_is_left_of_a_time_is_told_by_the_result(void **state)
{
    int64_t before[2] = {5, 0}, after[2] = {2, 0};

    (void)state;
    fixture_memory(&fx, PTR(1), before, sizeof before);
    fixture_call(&fx, ABI_NATIVE, "select", 0, 0, 0, 0, PTR(1));
    fixture_run(&fx, 0);
    shows("select(0, NULL, NULL, NULL, {tv_sec=5, tv_usec=0}) = 0 (Timeout)");
    fixture_call(&fx, ABI_NATIVE, "select", 0, 0, 0, 0, PTR(1));
    fixture_enter(&fx);
    fx.regions[0].bytes = (const uint8_t *)after;
    fixture_exit(&fx, 1);
    shows("select(0, NULL, NULL, NULL, {tv_sec=5, tv_usec=0}) = 1 "
          "(left {tv_sec=2, tv_usec=0})");
}

/* Each letter is a role, under the byte that has it. */
static const char *drawn_roles(void)
{
    static const char letters[TEXT_ROLE_COUNT] = {
        [TEXT_PLAIN] = '.',    [TEXT_SYSCALL] = 'c', [TEXT_FIELD] = 'f', [TEXT_NUMBER] = 'n',
        [TEXT_CONSTANT] = 'k', [TEXT_STRING] = 's',  [TEXT_PATH] = 'p',  [TEXT_FD] = 'd',
        [TEXT_ADDRESS] = 'a',  [TEXT_SIGNAL] = 'g',  [TEXT_ERROR] = 'e', [TEXT_PUNCTUATION] = '-',
        [TEXT_DIM] = 'm',
    };
    static char drawing[FIXTURE_LINE_BYTES];
    size_t length = strlen(fixture_line(&fx));

    for (size_t i = 0; i < length; i++)
        drawing[i] = letters[fx.roles[i]];
    drawing[length] = '\0';
    return drawing;
}

static void every_byte_of_a_call_has_its_role(void **state)
{
    (void)state;
    fixture_fd(&fx, 3, "/x");
    fixture_string(&fx, PTR(1), "f");
    fixture_call(&fx, ABI_NATIVE, "openat", 3, PTR(1), 0101, 0600);
    fixture_run(&fx, -EACCES);
    shows("openat(3</x>, \"f\", O_WRONLY|O_CREAT, 0600) = -1 EACCES (Permission denied)");
    assert_string_equal(
        drawn_roles(),
        "cccccc-d-pp---ppp--kkkkkkkk-kkkkkkk--nnnn----eeeeeeeeemmmmmmmmmmmmmmmmmmmm");
    fixture_memory(&fx, PTR(2), "hi", 2);
    fixture_call(&fx, ABI_NATIVE, "write", 3, PTR(2), 2);
    fixture_run(&fx, 2);
    assert_string_equal(fixture_line(&fx), "write(3</x>, \"hi\", 2) = 2");
    assert_string_equal(drawn_roles(), "ccccc-d-pp---ssss--n----n");
    fixture_call(&fx, ABI_NATIVE, "kill", 5, 9);
    fixture_run(&fx, 0);
    assert_string_equal(drawn_roles(), "cccc-n--ggggggg----n");
}

static void a_buffer_is_there_for_a_hexdump(void **state)
{
    size_t length = 77;

    (void)state;
    fixture_memory(&fx, PTR(1), "hello", 5);
    fixture_call(&fx, ABI_NATIVE, "write", 1, PTR(1), 5);
    fixture_run(&fx, 5);
    const void *bytes = format_argument_bytes(fixture_event(&fx), 1, &length);
    assert_non_null(bytes);
    assert_int_equal(length, 5);
    assert_memory_equal(bytes, "hello", 5);
    length = 77;
    assert_null(format_argument_bytes(fixture_event(&fx), 0, &length));
    assert_null(format_argument_bytes(fixture_event(&fx), 6, &length));
    assert_int_equal(length, 77);
}

static void a_result_stands_alone_too(void **state)
{
    struct text text;

    (void)state;
    fixture_fd(&fx, 3, "/x");
    fixture_call(&fx, ABI_NATIVE, "dup", 1);
    fixture_run(&fx, 3);
    text_init(&text, fx.line, NULL, sizeof fx.line);
    format_result(fixture_event(&fx), &fx.options, &text);
    assert_string_equal(fx.line, "3</x>");
}

/* ---- other events ------------------------------------------------------------------- */

/* An event of any kind, with the bytes that follow its struct. */
static void puts_event(const void *event, size_t size, const void *bytes, size_t length)
{
    memset(fx.record, 0, sizeof fx.record);
    memcpy(fx.record, event, size);
    memcpy(fx.record + size, bytes, length);
    ((struct event *)fx.record)->size_bytes = (uint16_t)EVENT_ALIGN(size + length);
}

static void shows_exit(int status, uint8_t flags, const char *expected)
{
    struct event event = {.kind = EVENT_EXIT, .flags = flags, .number = status, .tgid = 40};

    puts_event(&event, sizeof event, "", 0);
    shows(expected);
}

static void ends_say_how(void **state)
{
    (void)state;
    shows_exit(1 << 8, 0, "+++ exited with 1 +++");
    shows_exit(SIGSEGV | 0x80, 0, "+++ killed by SIGSEGV (core dumped) +++");
    shows_exit(SIGKILL, 0, "+++ killed by SIGKILL +++");
    shows_exit(0, EVENT_SUPERSEDED, "+++ superseded by execve in pid 40 +++");
    shows_exit(0xffff, 0, "+++ ended with status 0xffff +++");
}

static void other_events_have_a_line_each(void **state)
{
    struct event_fork fork = {.header = {.kind = EVENT_FORK, .number = BIRTH_VFORK, .tid = 4},
                              .child_tid = 5,
                              .comm = "sh\033"};
    struct event_exec exec = {
        .header = {.kind = EVENT_EXEC, .tid = 5, .tgid = 5}, .former_tid = 6, .path_bytes = 7};
    struct event_stop stop = {.header = {.kind = EVENT_STOP, .number = STOP_REASON_SIGNAL},
                              .detail = SIGTSTP};
    struct event_bytes bytes = {.header = {.kind = EVENT_NOTE, .number = 3}, .length_bytes = 4};
    struct event_lost lost = {.header = {.kind = EVENT_LOST, .time_ns = 5000}, .count = 12};
    struct event_reply reply = {.header = {.kind = EVENT_REPLY, .number = -ESRCH}};
    struct event plain = {.kind = EVENT_RESUME};

    (void)state;
    puts_event(&fork, sizeof fork, "", 0);
    shows("--- vforked 5 \"sh\\33\" ---");
    puts_event(&exec, sizeof exec, "/bin/ls", 7);
    shows("--- executes \"/bin/ls\", called by thread 6 ---");
    puts_event(&stop, sizeof stop, "", 0);
    shows("--- stopped by SIGTSTP ---");
    stop.header.number = STOP_REASON_PAUSE;
    stop.detail = 0;
    puts_event(&stop, sizeof stop, "", 0);
    shows("--- paused ---");
    puts_event(&bytes, sizeof bytes, "a\033b!", 4);
    shows("--- a\\33b! ---");
    bytes.header.kind = EVENT_OUTPUT;
    puts_event(&bytes, sizeof bytes, "hi\r\n", 4);
    shows("--- output \"hi\\r\\n\" ---");
    bytes.header.kind = EVENT_FD_PATH;
    puts_event(&bytes, sizeof bytes, "/tmp", 4);
    shows("--- file 3 is \"/tmp\" ---");
    puts_event(&lost, sizeof lost, "", 0);
    shows("--- 12 events lost within 5us ---");
    puts_event(&reply, sizeof reply, "", 0);
    shows("--- ESRCH ---");
    puts_event(&plain, sizeof plain, "", 0);
    shows("--- resumed ---");
    plain.kind = EVENT_DETACH;
    puts_event(&plain, sizeof plain, "", 0);
    shows("--- detached ---");
}

static void what_became_of_a_signal_stands_behind_it(void **state)
{
    struct event_signal event = {.header = {.kind = EVENT_SIGNAL, .number = SIGUSR1}};
    static const struct {
        uint8_t flags;
        const char *end;
    } fates[] = {
        {0, "} ---"},
        {SIGNAL_WAS_HELD, "} --- held"},
        {SIGNAL_WAS_DROPPED, "} --- dropped"},
        {SIGNAL_WAS_CHANGED | SIGNAL_WAS_DROPPED, "} --- changed, dropped"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++) {
        struct text text;

        event.header.flags = fates[i].flags;
        puts_event(&event, sizeof event, "", 0);
        text_init(&text, fx.line, fx.roles, sizeof fx.line);
        format_event((struct event *)fx.record, &fx.options, &text);
        assert_string_equal(strrchr(fx.line, '}'), fates[i].end);
    }
}

static void a_stop_says_why(void **state)
{
    struct event_stop stop = {.header = {.kind = EVENT_STOP}};
    static const struct {
        enum event_stop_reason reason;
        uint8_t flags;
        int32_t detail;
        uint64_t steps;
        const char *line;
    } stops[] = {
        {STOP_REASON_PAUSE, 0, SIGTSTP, 0, "--- paused, stopped by SIGTSTP ---"},
        {STOP_REASON_STEP, 0, 0, 1, "--- stepped to 0x401136 ---"},
        {STOP_REASON_STEP, 0, 0, 10, "--- stepped 10 instructions to 0x401136 ---"},
        {STOP_REASON_BREAKPOINT, 0, 3, 0, "--- held at breakpoint 3, at 0x401136 ---"},
        {STOP_REASON_WATCHPOINT, 0, 4, 0, "--- held by watchpoint 4, at 0x401136 ---"},
        {STOP_REASON_CALL, STOP_AT_ENTRY, 5, 0, "--- held at the entry of a call by point 5 ---"},
        {STOP_REASON_CALL, STOP_AT_EXIT, 0, 0, "--- held at the exit of a call ---"},
        {STOP_REASON_HELD_SIGNAL, 0, SIGUSR1, 0, "--- held with SIGUSR1 ---"},
        {STOP_REASON_EDIT, 0, 0, 0, "--- changed by hand ---"},
        {STOP_REASON_COUNT, 0, 0, 0, "--- paused ---"},
    };
    (void)state;

    stop.registers[register_find(false, "rip")->index] = 0x401136;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        stop.header.number = (int32_t)stops[i].reason;
        stop.header.flags = stops[i].flags;
        stop.detail = stops[i].detail;
        stop.steps = stops[i].steps;
        puts_event(&stop, sizeof stop, "", 0);
        shows(stops[i].line);
    }
}

static void a_hit_names_its_point_and_what_changed(void **state)
{
    struct event_hit hit = {.header = {.kind = EVENT_HIT, .number = 1},
                            .pc = 0x401136,
                            .address = 0x404040,
                            .count = 3,
                            .call = -1};
    (void)state;

    puts_event(&hit, sizeof hit, "", 0);
    shows("--- breakpoint 1 0x404040: hit 3 ---");
    names_add(fx.names, 77, "main+0x4\33", 9);
    hit.name_id = 77;
    puts_event(&hit, sizeof hit, "", 0);
    shows("--- breakpoint 1 main+0x4\\33: hit 3 ---");
    hit.kind = POINT_CALL;
    puts_event(&hit, sizeof hit, "", 0);
    shows("--- call point 1 main+0x4\\33: hit 3 ---");
    hit.kind = POINT_WATCH;
    hit.old_value = 41;
    hit.new_value = 42;
    puts_event(&hit, sizeof hit, "", 0);
    shows("--- watchpoint 1 main+0x4\\33: 41 -> 42 by 0x401136 ---");
    hit.call = 0;
    hit.new_value = UINT64_C(0x6c6c6548000000);
    puts_event(&hit, sizeof hit, "", 0);
    shows("--- watchpoint 1 main+0x4\\33: 41 -> 0x6c6c6548000000 by read ---");
    hit.call = 99999;
    hit.new_value = 41;
    puts_event(&hit, sizeof hit, "", 0);
    shows("--- watchpoint 1 main+0x4\\33: 41, touched by call 99999 ---");
    hit.call = -1;
    hit.pc = 0;
    hit.new_value = 40;
    puts_event(&hit, sizeof hit, "", 0);
    shows("--- watchpoint 1 main+0x4\\33: 41 -> 40 by another process ---");
}

static void durations_take_six_columns_at_most(void **state)
{
    static const struct {
        nanoseconds ns;
        const char *text;
    } cases[] = {
        {0, "0ns"},
        {950, "950ns"},
        {999, "999ns"},
        {1000, "1us"},
        {12345, "12.3us"},
        {4560000, "4.56ms"},
        {4506000, "4.5ms"},
        {999999999, "999ms"},
        {7800000000, "7.8s"},
        {119900000000, "119s"},
        {720000000000, "12m"},
        {7200000000000, "2h"},
        {864000000000000, "10d"},
        {UINT64_MAX, "213503d"},
    };
    struct text text;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_init(&text, fx.line, NULL, sizeof fx.line);
        format_duration(cases[i].ns, &text);
        assert_string_equal(fx.line, cases[i].text);
        assert_true(cases[i].ns == UINT64_MAX || strlen(fx.line) <= 6);
    }
}

static void signals_and_errnos_have_names(void **state)
{
    (void)state;
    assert_string_equal(format_signal_name(15), "SIGTERM");
    assert_string_equal(format_signal_name(32), "SIGRTMIN");
    assert_string_equal(format_signal_name(64), "SIGRT_32");
    assert_null(format_signal_name(0));
    assert_null(format_signal_name(65));
    assert_null(format_signal_name(-1));
    assert_string_equal(format_errno_name(ENOENT), "ENOENT");
    assert_string_equal(format_errno_text(ENOENT), "No such file or directory");
    assert_null(format_errno_name(0));
    assert_null(format_errno_name(9999));
}

/* ---- damaged records ------------------------------------------------------------------ */

/* Small numbers, addresses, all ones: what reaches the odd branches. */
static uint64_t random_register(void)
{
    uint64_t value = random_next();

    switch (value % 5) {
    case 0:
        return value >> 8 & 0xff;
    case 1:
        return value >> 32;
    case 2:
        return UINT64_MAX;
    case 3:
        return 0;
    default:
        return value;
    }
}

/* Lengths that structs have, their neighbours, and others. */
static uint32_t random_length(void)
{
    static const uint8_t lengths[] = {0,  2,  4,  8,  12, 16,  20,  24,
                                      28, 32, 36, 56, 64, 112, 128, 144};
    uint64_t value = random_next();

    switch (value % 4) {
    case 0:
        return (uint32_t)(value >> 8) % 200;
    case 1:
        return lengths[(value >> 8) % sizeof lengths] + (uint32_t)(value >> 20) % 3 - 1;
    default:
        return lengths[(value >> 8) % sizeof lengths];
    }
}

/* Parts that types use, messages' among them, and others. */
static uint16_t random_part(void)
{
    uint64_t value = random_next();

    switch (value % 8) {
    case 0:
        return (uint16_t)(value >> 16);
    case 1:
        return (uint16_t)(512 * (1 + (value >> 8) % 2) + (value >> 16) % 6);
    case 2:
    case 3:
        return (uint16_t)((value >> 8) % 6);
    default:
        return 0;
    }
}

/* Pieces with keys that make sense for the call, bytes that do not, and lengths that may lie. */
static size_t random_pieces(uint8_t *at, size_t room)
{
    size_t used = 0;

    while (random_next() % 10 && used + sizeof(struct event_piece) + 256 <= room) {
        struct event_piece piece = {
            .arg = (uint8_t)(random_next() % 7),
            .flags = (uint8_t)(random_next() % 3 ? random_next() % 2 : random_next() % 16),
            .part = random_part(),
            .length_bytes = random_length() % 256,
        };
        size_t length = piece.length_bytes;
        if (random_next() % 16 == 0)
            piece.length_bytes = (uint32_t)random_register();
        memcpy(at + used, &piece, sizeof piece);
        for (size_t i = 0; i < length; i++)
            at[used + sizeof piece + i] = random_next() % 3 ? 0 : (uint8_t)random_register();
        used += sizeof piece + EVENT_ALIGN(length);
    }
    return used;
}

static void random_call(enum abi abi, int number)
{
    struct event_syscall *call = fixture_event(&fx);
    size_t most = sizeof fx.record - sizeof *call;

    *call = (struct event_syscall){
        .header = {.kind = random_next() % 8 ? EVENT_SYSCALL : EVENT_SYSCALL_ENTER,
                   .flags = (uint8_t)(random_next() % 8 ? 0 : random_next()),
                   .number = number},
        .result = (int64_t)random_register(),
    };
    call->header.flags &= (uint8_t)~EVENT_COMPAT;
    call->header.flags |= abi == ABI_COMPAT ? EVENT_COMPAT : 0;
    for (size_t i = 0; i < SYSCALL_MAX_ARGS; i++)
        call->args[i] = random_register();
    size_t size = sizeof *call + random_pieces(fx.record + sizeof *call, most < 4096 ? most : 4096);
    if (random_next() % 4 == 0)
        size -= random_next() % 64; /* torn, even within the call itself */
    call->header.size_bytes = (uint16_t)size;
}

static void damaged_records_of_every_call_stay_within_bounds(void **state)
{
    enum { ROUNDS = 40 };

    (void)state;
    random_state = 0x9e3779b97f4a7c15;
    fixture_fd(&fx, 1, "/a\033name");
    for (enum abi abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = -1; number <= syscall_limit(abi); number++) {
            for (unsigned round = 0; round < ROUNDS; round++) {
                random_call(abi, number);
                fixture_formats_within(&fx, fx.record, fixture_event(&fx)->header.size_bytes,
                                       1 + random_next() % 2000);
            }
        }
    }
}

static void damaged_records_of_every_kind_stay_within_bounds(void **state)
{
    (void)state;
    random_state = 0x2545f4914f6cdd1d;
    for (unsigned round = 0; round < 20000; round++) {
        size_t size = sizeof(struct event) + random_next() % 300;
        for (size_t i = 0; i < size; i++)
            fx.record[i] = (uint8_t)random_register();
        struct event *header = (struct event *)fx.record;
        header->size_bytes = (uint16_t)size;
        if (random_next() % 8)
            header->kind = (uint8_t)(random_next() % EVENT_KIND_COUNT);
        fixture_formats_within(&fx, fx.record, size, 1 + random_next() % 500);
    }
}

static void arguments_of_damaged_records_stay_within_bounds(void **state)
{
    (void)state;
    random_state = 0xd1b54a32d192ed03;
    for (unsigned round = 0; round < 20000; round++) {
        struct text text;
        size_t length = 0;
        random_call(random_next() & 1, (int)(random_next() % 480));
        size_t size = fixture_event(&fx)->header.size_bytes;
        struct event_syscall *call = malloc(size);
        memcpy(call, fx.record, size);
        text_init(&text, fx.line, fx.roles, sizeof fx.line);
        for (unsigned arg = 0; arg < 8; arg++) {
            format_argument(call, arg, &fx.options, &text);
            const uint8_t *bytes = format_argument_bytes(call, arg, &length);
            if (bytes)
                assert_true(bytes + length <= (const uint8_t *)call + size);
        }
        format_result(call, &fx.options, &text);
        free(call);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_call_reads_as_strace_writes_it),
        TEST(a_mode_counts_only_where_a_file_is_made),
        TEST(results_have_the_type_of_their_row),
        TEST(results_that_are_none),
        TEST(a_call_in_progress_ends_where_the_kernel_has_yet_to_write),
        TEST(unknown_calls_show_their_number_and_registers),
        TEST(words_of_32_bit_tracees_keep_their_sign),
        TEST(the_equals_sign_stands_in_column_40),
        TEST(strings_end_at_the_limit_and_say_so),
        TEST(arrays_end_at_the_limit_and_say_so),
        TEST(no_control_byte_of_a_tracee_passes),
        TEST(unfolded_structs_take_a_line_per_member),
        TEST(what_is_left_of_a_time_is_told_by_the_result),
        TEST(every_byte_of_a_call_has_its_role),
        TEST(a_buffer_is_there_for_a_hexdump),
        TEST(a_result_stands_alone_too),
        TEST(ends_say_how),
        TEST(other_events_have_a_line_each),
        TEST(what_became_of_a_signal_stands_behind_it),
        TEST(a_stop_says_why),
        TEST(a_hit_names_its_point_and_what_changed),
        TEST(durations_take_six_columns_at_most),
        TEST(signals_and_errnos_have_names),
        TEST(damaged_records_of_every_call_stay_within_bounds),
        TEST(damaged_records_of_every_kind_stay_within_bounds),
        TEST(arguments_of_damaged_records_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
