/*
 * The command line: what a line comes to, and what is refused with which words.  A line is split at
 * its blanks; "ptop --batch" stands before it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <options/options.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX_WORDS 32

struct line {
    char text[512];
    char *words[MAX_WORDS + 1];
    int count;
};

static void split(struct line *line, const char *before, const char *text)
{
    char *rest = line->text;

    snprintf(line->text, sizeof(line->text), "%s%s", before, text);
    line->count = 0;
    for (char *word = strsep(&rest, " "); word; word = strsep(&rest, " ")) {
        assert_true(line->count < MAX_WORDS);
        if (*word)
            line->words[line->count++] = word;
    }
    line->words[line->count] = NULL;
}

static struct options options;
static struct error error;

static enum options_verdict parse(const char *before, const char *text)
{
    static struct line line; /* options borrow from it */

    split(&line, before, text);
    error = (struct error){.offset = -1};
    return options_parse(line.count, line.words, &options, &error);
}

/* ---- what a line comes to --------------------------------------------------------------- */

static char description[2048];

static void put(const char *format, ...)
{
    size_t used = strlen(description);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(description + used, sizeof(description) - used, format, arguments);
    va_end(arguments);
}

static void put_flag(bool is_set, const char *name)
{
    if (is_set)
        put("%s ", name);
}

static void put_number(const char *name, int64_t value, int64_t usual)
{
    if (value != usual)
        put("%s=%lld ", name, (long long)value);
}

static void put_text(const char *name, const char *value)
{
    if (value && *value)
        put("%s=%s ", name, value);
}

/* The first members below 40. */
static void put_numbers(const char *name, const struct number_set *set, bool usual_others)
{
    bool is_usual = set->has_others == usual_others;

    for (unsigned i = 0; i < NUMBER_SET_LIMIT; i++)
        is_usual &= number_set_has(set, i) == usual_others;
    if (is_usual)
        return;
    put("%s=", name);
    for (unsigned i = 0; i < 40; i++)
        if (number_set_has(set, i) != set->has_others)
            put("%s%u,", set->has_others ? "-" : "", i);
    put(set->has_others ? "others " : " ");
}

static bool is_all(const struct syscall_set *set)
{
    return set->has_unknown && syscall_set_has(set, ABI_NATIVE, 0) &&
           syscall_set_has(set, ABI_NATIVE, 3);
}

/* Of read, write and close of x86-64. */
static void put_calls(const char *name, const struct syscall_set *set)
{
    put("%s=%s%s%s%s ", name, syscall_set_has(set, ABI_NATIVE, 0) ? "read," : "",
        syscall_set_has(set, ABI_NATIVE, 1) ? "write," : "",
        syscall_set_has(set, ABI_NATIVE, 3) ? "close," : "", set->has_unknown ? "others" : "");
}

static void describe_tracing(void)
{
    put_flag(options.follows_forks, "follows");
    put_flag(options.captures_callers, "callers");
    put_flag(options.captures_sources, "sources");
    put_flag(options.sets_trap, "trap");
    put_flag(options.kills_on_exit, "kills");
    put_flag(options.detaches_on_exec, "detaches");
    put_flag(options.drops_when_full, "drops");
    put_flag(options.unfolds_arrays, "arrays");
    put_flag(options.tells_namespaces, "namespaces");
    put_flag(options.tells_vcpu_exits, "vcpu-exits");
    put_number("place", options.place, PLACE_PARENT);
    put_number("limit", (int64_t)options.call_limit, 0);
    put_number("frames", options.caller_limit, 0);
    put_number("fds", options.fd_details, 0);
    put_number("pid-details", options.batch.pid_details, 0);
    put_text("argv0", options.argv0);
    put_text("user", options.user);
    for (size_t i = 0; i < options.variable_count; i++)
        put_text("env", options.environment[i]);
    for (size_t i = 0; i < options.pid_count; i++)
        put_number("pid", options.pids[i], 0);
    if (options.has_traced)
        put_calls("traced", &options.traced);
    put_text("filter", options.trace);
    put_text("stop-after", options.stop_after);
    put_number("tampers", (int64_t)options.tamper_count, 0);
}

static void describe_output(void)
{
    const struct batch_options *batch = &options.batch;

    put_text("output", batch->output_path);
    put_flag(batch->appends, "appends");
    put_flag(batch->is_separate, "separate");
    put_number("color", batch->color, BATCH_COLOR_AUTO);
    put_flag(batch->always_shows_pid, "pid");
    put_flag(batch->shows_pc, "pc");
    put_flag(batch->shows_number, "number");
    if (batch->clock)
        put("clock=%d.%d ", batch->clock, batch->clock_precision);
    if (batch->shows_relative)
        put("relative.%d ", batch->relative_precision);
    if (batch->shows_duration)
        put("duration.%d ", batch->duration_precision);
    put_number("escape", batch->format.escape, TEXT_ESCAPE_ASCII);
    put_number("constants", batch->format.constants, FORMAT_NAMES);
    put_number("string", (int)batch->format.string_limit_bytes, 0);
    put_number("column", batch->format.result_column, 40);
    put_flag(batch->format.names_arguments, "names");
    if (!is_all(&batch->abbreviated))
        put_calls("abbreviated", &batch->abbreviated);
    if (!is_all(&batch->decoded))
        put_calls("decoded", &batch->decoded);
    if (syscall_set_has(&batch->raw, ABI_NATIVE, 3))
        put_calls("raw", &batch->raw);
    put_numbers("read", &batch->read_fds, false);
    put_numbers("write", &batch->written_fds, false);
}

static void describe_rest(void)
{
    const struct batch_options *batch = &options.batch;

    put_number("statuses", batch->statuses, BATCH_ALL_STATUSES);
    put_number("quiet", batch->quiet, 0);
    put_numbers("signals", &batch->signals, true);
    put_numbers("traced-fds", &batch->traced_fds, false);
    for (size_t i = 0; i < batch->path_count; i++)
        put_text("path", batch->paths[i]);
    put_number("summary", batch->summary, BATCH_NO_SUMMARY);
    put_flag(batch->uses_wall_clock, "wall");
    if (batch->has_overhead)
        put("overhead=%lld ", (long long)batch->overhead_ns);
    put_number("sort", batch->sort, BATCH_COLUMN_TIME_PERCENT);
    if (batch->column_count != 6 || batch->columns[0] != BATCH_COLUMN_TIME_PERCENT)
        for (size_t i = 0; i < batch->column_count; i++)
            put("%s%d%s", i ? "," : "columns=", batch->columns[i],
                i + 1 < batch->column_count ? "" : " ");
    put_number("interruptible", batch->interruptible, 2);
    put_flag(batch->debugs, "debugs");
    if (batch->tips)
        put("tip=%d.%d ", batch->tips, batch->tip);
    for (char **word = options.command; word && *word; word++)
        put("[%s]", *word);
}

static void assert_comes_to(const char *before, const char *text, const char *expected)
{
    if (parse(before, text) != OPTIONS_RUN)
        fail_msg("%s: %s", text, error.message);
    description[0] = '\0';
    describe_tracing();
    describe_output();
    describe_rest();
    if (strcmp(description, expected) != 0)
        fail_msg("%s:\n  %s\ninstead of\n  %s", text, description, expected);
}

static const struct {
    const char *line, *expected;
} lines[] = {
    {"true", "[true]"},
    {"true -f", "[true][-f]"},
    {"-- true -f", "[true][-f]"},
    {"-f true", "follows [true]"},
    {"--follow-forks true", "follows [true]"},
    {"--follow true", "follows [true]"}, /* a beginning is enough */
    {"-ff -o x true", "follows output=x separate quiet=9 interruptible=3 [true]"},
    {"-ffo x true", "follows output=x separate quiet=9 interruptible=3 [true]"},
    {"-o x -A -qqq true", "output=x appends quiet=31 interruptible=3 [true]"},
    {"-o x -e quiet=none true", "output=x interruptible=3 [true]"},
    {"-o |cat -p 1 true", "pid=1 output=|cat quiet=9 interruptible=3 [true]"},
    {"-p 12 -p 13,14", "pid=12 pid=13 pid=14 "},
    {"-E A=b -E C true", "env=A=b env=C [true]"},
    {"--env=A=b --user=x --argv0=y true", "argv0=y user=x env=A=b [true]"},
    {"-b execve true", "detaches [true]"},
    {"-D true", "place=1 interruptible=4 [true]"},
    {"-DDD -I2 true", "place=3 [true]"},
    {"--daemonize true", "place=1 interruptible=4 [true]"},
    {"--daemonize=pgroup true", "place=2 interruptible=4 [true]"},
    {"-I anywhere true", "interruptible=1 [true]"},
    {"--interruptible=never_tstp true", "interruptible=4 [true]"},
    {"--syscall-limit=5 true", "limit=5 [true]"},
    {"--kill-on-exit true", "kills [true]"},
    {"-f --seccomp-bpf -e close true", "follows trap kills traced=close, [true]"},

    {"-e trace=close true", "traced=close, [true]"},
    {"-e t=!close true", "traced=read,write,others [true]"},
    {"-e close true", "traced=close, [true]"},
    {"--trace=read,close true", "traced=read,close, [true]"},
    {"-e read -e close true", "traced=close, [true]"},
    {"-e failed true", "filter=(failed) [true]"},
    {"-e close -e fd==3 -e dur>5ms true", "traced=close, filter=(fd==3) and (dur>5ms) [true]"},
    {"--stop-after failed true", "stop-after=failed [true]"},
    {"-e abbrev=none true", "arrays abbreviated= [true]"},
    {"-e abbrev=!execve true", "arrays [true]"},
    {"-v true", "arrays abbreviated= [true]"},
    {"-e verbose=close true", "decoded=close, [true]"},
    {"--raw=close true", "raw=close, [true]"},
    {"-e x=close true", "raw=close, [true]"},
    {"-e read=3,5 -e writes=1 true", "read=3,5, write=1, [true]"},
    {"-e read=all true", "read=others [true]"},
    {"-e fd=3 true", "traced-fds=3, [true]"},
    {"--trace-fds=!2 true", "traced-fds=-2,others [true]"},
    {"-e signal=none true", "signals= [true]"},
    {"-e signal=!SIGIO true", "signals=-29,others [true]"},
    {"-e s=!io,int true", "signals=-2,-29,others [true]"},
    {"--signal=term,9,SIGRT_3 true", "signals=9,15,35, [true]"},
    {"-e status=failed,unfinished true", "statuses=6 [true]"},
    {"-e status=!failed true", "statuses=29 [true]"},
    {"-z true", "statuses=1 [true]"},
    {"--failed-only true", "statuses=2 [true]"},
    {"-P /etc -P /usr true", "path=/etc path=/usr [true]"},

    {"-q true", "quiet=9 [true]"},
    {"-qq true", "quiet=11 [true]"},
    {"-qqqq true", "quiet=31 [true]"},
    {"--quiet true", "quiet=9 [true]"},
    {"--quiet=exit true", "quiet=2 [true]"},
    {"--silence=all true", "quiet=31 [true]"},
    {"-e silent=thread-execve true", "quiet=16 [true]"},
    {"-y true", "fds=65 [true]"},
    {"-yy true", "fds=127 [true]"},
    {"--decode-fds true", "fds=65 [true]"},
    {"-e decode-fds=socket,dev true", "fds=6 [true]"},
    {"-e decode-fd=!path true", "fds=62 [true]"},
    {"-Y true", "pid-details=1 [true]"},
    {"-Y --pidns-translation true", "pid-details=2 [true]"},
    {"--pidns-translation -Y true", "pid-details=1 [true]"},
    {"-Y --decode-pids=comm,pidns true", "pid-details=3 [true]"},
    {"--decode-pids=pidns true", "pid-details=2 [true]"},
    {"-e namespace=new true", "namespaces [true]"},
    {"-e kvm=vcpu true", "vcpu-exits [true]"},
    {"--kvm=vcpu true", "vcpu-exits [true]"},
    {"-t true", "clock=1.0 [true]"},
    {"-tt true", "clock=1.6 [true]"},
    {"-ttt true", "clock=2.6 [true]"},
    {"--timestamps true", "clock=1.0 [true]"},
    {"--absolute-timestamps=unix,ns true", "clock=2.9 [true]"},
    {"--timestamps=precision:ms,format:time true", "clock=1.3 [true]"},
    {"--timestamps --timestamps=none true", "[true]"},
    {"-r true", "relative.6 [true]"},
    {"--relative-timestamps=ns true", "relative.9 [true]"},
    {"-T true", "duration.6 [true]"},
    {"--syscall-times=s true", "duration.0 [true]"},
    {"-i -n -N --always-show-pid true", "pid pc number names [true]"},
    {"-k true", "callers [true]"},
    {"-kk true", "callers sources [true]"},
    {"--stack-trace true", "callers [true]"},
    {"--stack-traces=source true", "callers sources [true]"},
    {"-k --stack-trace-frame-limit=5 true", "callers frames=5 [true]"},
    {"-s 100 true", "string=100 [true]"},
    {"-s0 true", "string=-1 [true]"},
    {"-a 0 true", "column=0 [true]"},
    {"-x true", "escape=3 [true]"},
    {"-xx true", "escape=4 [true]"},
    {"--strings-in-hex true", "escape=4 [true]"},
    {"--strings-in-hex=non-ascii-chars true", "escape=2 [true]"},
    {"-X raw true", "constants=1 [true]"},
    {"--const-print-style=verbose true", "constants=2 [true]"},
    {"--color=never true", "color=2 [true]"},

    {"-c true", "summary=1 [true]"},
    {"-C -w -f true", "follows summary=2 wall [true]"},
    {"-c -O 5 true", "summary=1 overhead=5000 [true]"},
    {"-c -O 0.5ms true", "summary=1 overhead=500000 [true]"},
    {"-c -S calls true", "summary=1 sort=9 [true]"},
    {"-c -S nothing true", "summary=1 sort=12 [true]"},
    {"-c -U calls,name,time true", "summary=1 columns=9,11,0 [true]"},
    {"-c -U wall-avg true", "summary=1 columns=8,11 [true]"},
    {"-d --tips true", "debugs tip=1.-1 [true]"},
    {"--tips=id:3,format:full true", "tip=2.3 [true]"},
    {"--tips=full,7 true", "tip=2.7 [true]"},
    {"--on-full=drop --buffer 4M true", "drops [true]"},
};

static void a_line_comes_to_what_strace_makes_of_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++)
        assert_comes_to("ptop --batch ", lines[i].line, lines[i].expected);
}

static void the_name_strace_is_batch_mode(void **state)
{
    (void)state;
    assert_comes_to("/usr/bin/strace ", "-e close true", "traced=close, [true]");
    assert_true(options.is_batch);
}

/* On the screen everything is followed, and "fd=3" is a filter. */
static void on_the_screen_the_same_options_mean_the_same(void **state)
{
    (void)state;
    assert_comes_to("ptop ", "-s 100 -E A=b -e close true",
                    "follows env=A=b traced=close, string=100 [true]");
    assert_false(options.is_batch);
    assert_comes_to("ptop ", "-e fd=3 true", "follows filter=(fd=3) [true]");
}

static void numbers_of_processes_may_stand_on_lines(void **state)
{
    char *words[] = {"ptop", "--batch", "-p", "12\n13 14\n", NULL};

    (void)state;
    assert_int_equal(options_parse(4, words, &options, &error), OPTIONS_RUN);
    assert_int_equal(options.pid_count, 3);
    assert_int_equal(options.pids[2], 14);
}

/* ---- what is refused ------------------------------------------------------------------------ */

/* A message that ends in "?" is followed by the hint. */
static const struct {
    const char *line, *message;
} refusals[] = {
    {"", "must have PROG [ARGS] or -p PID?"},
    {"-p ,", "Invalid process id: ''"},
    {"-Q true", "invalid option -- 'Q'?"},
    {"-L true", "invalid option -- 'L'?"},
    {"-t=3 true", "invalid option -- '='?"},
    {"--foo true", "unrecognized option '--foo'?"},
    {"--foo=1 true", "unrecognized option '--foo=1'?"},
    {"--stri true", "option '--stri' is ambiguous; possibilities: '--string-limit' "
                    "'--strings-in-hex'?"},
    {"-s", "option requires an argument -- 's'?"},
    {"--user", "option '--user' requires an argument?"},
    {"--debug=3 true", "option '--debug' doesn't allow an argument?"},
    {"-s x true", "invalid -s argument: 'x'?"},
    {"-s -1 true", "invalid -s argument: '-1'?"},
    {"-s 4294967295 true", "invalid -s argument: '4294967295'?"},
    {"-s 0x10 true", "invalid -s argument: '0x10'?"},
    {"--string-limit=x true", "invalid --string-limit argument: 'x'?"},
    {"-a 3k true", "invalid -a argument: '3k'?"},
    {"-O x true", "invalid -O argument: 'x'?"},
    {"-O -1 true", "invalid -O argument: '-1'?"},
    {"-O 1x true", "invalid -O argument: '1x'?"},
    {"-I 5 true", "invalid -I argument: '5'?"},
    {"-X foo true", "invalid -X argument: 'foo'?"},
    {"--color=foo true", "invalid --color argument: 'foo'?"},
    {"--syscall-times=x true", "invalid --syscall-times argument: 'x'?"},
    {"--relative-timestamps=x true", "invalid --relative-timestamps argument: 'x'?"},
    {"--timestamps=unix,x true", "invalid --timestamps argument: 'unix,x'?"},
    {"--timestamps=format:us true", "invalid --timestamps argument: 'format:us'?"},
    {"--strings-in-hex=foo true", "invalid --strings-in-hex argument: 'foo'?"},
    {"--daemonize=foo true", "invalid --daemonize argument: 'foo'?"},
    {"--stack-trace=foo true", "invalid --stack-trace argument: 'foo'?"},
    {"--tips=id:x true", "invalid --tips argument: 'id:x'?"},
    {"--syscall-limit=0 true", "invalid --syscall-limit argument: '0'?"},
    {"--stack-trace-frame-limit=x true", "invalid --stack-trace-frame-limit argument: 'x'?"},
    {"-c -S foo true", "invalid sortby: 'foo'?"},
    {"-c -S wall-avg true", "invalid sortby: 'wall-avg'?"},
    {"-c -U foo true", "unknown column name: 'foo'?"},
    {"-c -U time,time true", "call summary column has been provided more than once: 'time'"
                                " (-U option residual: 'time')?"},
    {"-p x", "Invalid process id: 'x'"},
    {"-p 0", "Invalid process id: '0'"},
    {"-p -1", "Invalid process id: '-1'"},
    {"-p 1,99999999999", "Invalid process id: '99999999999'"},
    {"-b foo true", "Syscall 'foo' for -b isn't supported"},
    {"-e trace=opne true", "invalid system call 'opne'"},
    {"-e opne true", "invalid system call 'opne'"},
    {"-e foo=bar true", "invalid system call 'foo=bar'"},
    {"-e trace=failed true", "invalid system call 'failed'"},
    {"-e %foo true", "invalid system call '%foo'"},
    {"-e read@33 true", "incorrect personality designator '33' in qualification 'read@33'?"},
    {"-e trace= true", "invalid system call ''"},
    {"-e raw=foo true", "invalid system call 'foo'"},
    {"-e fd>x true", "-e: column 4: fd is compared with a number, not with \"x\""},
    {"--stop-after fd>x true", "--stop-after: column 4: fd is compared with a number, not with \"x\""},
    {"-e signal=FOO true", "invalid signal 'FOO'"},
    {"-e signal=256 true", "invalid signal '256'"},
    {"-e signal= true", "invalid signal ''"},
    {"-e signal=1-2 true", "invalid signal '1-2'"},
    {"-e status=foo true", "invalid status 'foo'"},
    {"-e status= true", "invalid status ''"},
    {"-e quiet=foo true", "invalid quiet 'foo'"},
    {"--quiet=foo true", "invalid quiet 'foo'"},
    {"-e decode-fds=foo true", "invalid decode-fds 'foo'"},
    {"-e decode-pids=foo true", "invalid decode-pids 'foo'"},
    {"-e read=x true", "invalid descriptor 'x'"},
    {"-e read=-1 true", "invalid descriptor '-1'"},
    {"-e write=9999999999 true", "invalid descriptor '9999999999'"},
    {"-e kvm=foo true", "invalid -e kvm= argument: 'foo'"},
    {"-e kvm=vcpu+ true", "-e kvm=vcpu+ is not supported: of a processor's way in and out nothing is told but its reason (vcpu)"},
    {"-e namespace=old true", "invalid -e namespace= argument: 'old'"},
    {"--secontext true",
     "SELinux context printing (--secontext option) is not supported by this build of ptop"},
    {"-D", "must have PROG [ARGS] or -p PID?"},
    {"-D -p 1", "PROG [ARGS] must be specified with -D/--daemonize?"},
    {"-DDDD true", "Too many -D's (4), maximum supported -D count is 3?"},
    {"-c -C true", "-c/--summary-only and -C/--summary are mutually exclusive?"},
    {"-c -ff true", "(-c/--summary-only or -C/--summary) and -ff/--output-separately are mutually "
                    "exclusive?"},
    {"-w true", "-w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)?"},
    {"-U calls true",
     "-U/--summary-columns must be given with (-c/--summary-only or -C/--summary)?"},
    {"-ff -o |cat true", "piping the output and -ff/--output-separately are mutually exclusive?"},
    {"--kill-on-exit -p 1", "--kill-on-exit and -p/--attach are mutually exclusive?"},
    {"-f --follow-forks true", "-f and --follow-forks cannot be provided simultaneously"},
    {"-D --daemonize true", "-D and --daemonize cannot be provided simultaneously"},
    {"-t --timestamps true", "-t and --absolute-timestamps cannot be provided simultaneously"},
    {"-x --strings-in-hex true", "-x and --strings-in-hex cannot be provided simultaneously"},
    {"-y -e decode-fds=path true", "-y and --decode-fds cannot be provided simultaneously"},
    {"-q -e quiet=exit true", "-q and -e quiet/--quiet cannot be provided simultaneously"},
    {"-ff --output-separately true",
     "-ff and --output-separately cannot be provided simultaneously"},
    {"--hold true", "--hold needs the screen, not --batch"},
    {"--script x true", "--script needs the screen, not --batch"},
    {"--buffer 4Q true", "4Q: not a size (4096, 64k, 256M, 1G)"},
    {"--capture 1M true", "1M: not between 1 and 16k"},
    {"--on-full=x true", "--on-full=x: neither wait nor drop"},
};

static void assert_refused(const char *before, const char *text, const char *expected)
{
    enum options_verdict verdict = parse(before, text);
    char message[ERROR_MESSAGE_BYTES + 1];

    snprintf(message, sizeof(message), "%s%s", error.message,
             verdict == OPTIONS_MISUSED ? "?" : "");
    if (verdict != OPTIONS_MISUSED && verdict != OPTIONS_WRONG)
        fail_msg("%s is taken", text);
    if (strcmp(message, expected) != 0)
        fail_msg("%s:\n  %s\ninstead of\n  %s", text, message, expected);
}

static void what_is_wrong_is_refused_in_straces_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++)
        assert_refused("ptop --batch ", refusals[i].line, refusals[i].message);
}

static void an_option_of_batch_mode_is_refused_on_the_screen(void **state)
{
    (void)state;
    assert_refused("ptop ", "-o x true", "-o needs --batch");
    assert_refused("ptop ", "--output x true", "--output needs --batch");
    assert_refused("ptop ", "-e raw=all true", "-e raw= needs --batch");
    assert_refused("ptop ", "-D true", "-D needs --batch");
    assert_refused("ptop ", "--hold -p 1", "--hold needs a command to start");
    assert_refused("ptop ", "--seccomp-bpf -p 1", "--seccomp-bpf needs a command to start");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_comes_to_what_strace_makes_of_it),
        cmocka_unit_test(the_name_strace_is_batch_mode),
        cmocka_unit_test(on_the_screen_the_same_options_mean_the_same),
        cmocka_unit_test(numbers_of_processes_may_stand_on_lines),
        cmocka_unit_test(what_is_wrong_is_refused_in_straces_words),
        cmocka_unit_test(an_option_of_batch_mode_is_refused_on_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
