/*
 * Each thing that a rule can do, beside strace: the same lines, but for process numbers and addresses.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "support/scenario.h"

#define LINES_BYTES 16384

static const struct row {
    const char *trace, *rule;
    const char *way; /* of tests/tracees/tampered */
    const char *narrow; /* one option more, or NULL */
} rows[] = {
    {"getppid", "getppid:error=ENOENT", "calls"},
    {"execve", "execve:error=ENOENT", "calls"}, /* but for ours */
    {"execve", "execve:delay_enter=10", "calls"},
    {"brk", "brk:retval=0", "calls"},
    {"getppid", "getppid:error=EIO:when=2", "calls"},
    {"getppid", "getppid:error=eio:when=2+", "calls"},
    {"getppid", "getppid:error=5:when=1+3", "calls"},
    {"getppid", "getppid:error=5:when=2..5", "calls"},
    {"getppid", "getppid:error=5:when=2..6+3", "calls"},
    {"getppid", "getppid:error=5:when=9:when=3", "calls"},
    {"getppid", "getppid:retval=42", "calls"},
    {"getppid", "getppid:retval=0x7f", "calls"},
    {"getppid", "getppid:retval=-20", "calls"},
    {"getppid", "getppid:retval=5:syscall=getpid", "calls"},
    {"getppid", "getppid:error=4095", "calls"}, /* which has no name */
    {"nanosleep", "nanosleep:retval=-1", "medley"},
    {"nanosleep", "nanosleep:retval=0x8000000000000007", "medley"},
    {"openat", "openat:retval=0x80000000:when=4", "medley"},
    {"getppid", "getppid:error=5:syscall=gettid:when=3", "calls"},
    {"getppid", "getppid:delay_enter=100", "calls"},
    {"getppid", "getppid:delay_exit=100us", "calls"},
    {"getppid", "getppid:error=EAGAIN:delay_enter=1ms:delay_exit=1ms", "calls"},
    {"getppid", "%pure:error=EINTR", "calls"},
    {"getppid,getpid", "!getpid:error=EINTR:when=4", "calls"},
    {"openat", "getppid:error=EINTR", "calls"}, /* and not traced */
    {"nanosleep,getppid", "nanosleep:signal=USR1", "medley"},
    {"nanosleep,getppid", "nanosleep:signal=sigusr1:error=ENOSYS", "medley"},
    {"nanosleep,getppid", "getppid:signal=10:retval=3:when=2", "medley"},
    {"nanosleep,getppid", "getppid:signal=WINCH", "medley"},
    {"openat", "openat:retval=100:when=4", "medley"},
    {"openat,read", "openat:error=EMFILE:when=4", "medley"},
    {"openat,read", "openat:poke_enter=@arg2=2f65746300:when=4", "medley"},
    {"openat,read", "openat:poke_enter=@arg2=2f65746300:error=EIO:when=4", "medley"},
    {"read", "read:poke_exit=@arg2=4141:retval=3:when=2", "medley"},
    {"read", "read:poke_exit=@arg2=414243:when=2", "medley"},
    {"read", "read:poke_exit=@arg2=4141:poke_enter=@arg2=58:delay_exit=5:when=2", "medley"},
    {"read", "read:error=EBADF:poke_exit=@arg2=41:when=2", "medley"},
    {"nanosleep", "nanosleep:poke_enter=@arg1=00000000000000007b00000000000000", "medley"},
    {"exit_group", "exit_group:error=EPERM:when=1", "ends"},
    {"exit_group", "exit_group:delay_enter=20", "ends"},
    {"exit_group,getppid", "exit_group:retval=0:when=1", "ends"},
    {"openat,read", "openat:error=EIO:when=1", "medley", "-P/dev/zero"},
    {"all", "read:error=EIO", "medley", "-P/dev/zero"},
    {"openat,read", "openat:error=EIO:when=2", "medley", "-P/dev/zero"},
    {"openat", "openat:error=EIO:when=4", "medley", "-z"},
    {"openat", "openat:error=EIO:when=4", "medley", "-Z"},
};

/* Numbers above 999, which are processes and addresses, become #; rows end in a newline. */
static void put_plain(char *lines, const char *line)
{
    size_t used = strlen(lines);

    while (*line && used + 3 < LINES_BYTES) {
        size_t digits = 0;

        if (line[0] == '0' && line[1] == 'x')
            digits = 2 + strspn(line + 2, "0123456789abcdef");
        else if (isdigit((unsigned char)*line))
            digits = strspn(line, "0123456789");
        if (digits > 3) {
            lines[used++] = '#';
            line += digits;
        } else {
            lines[used++] = *line++;
        }
    }
    lines[used++] = '\n';
    lines[used] = '\0';
}

static void run(const struct row *row, bool is_strace, char *lines)
{
    char trace[128], inject[160];
    struct batch *batch;

    snprintf(trace, sizeof(trace), "trace=%s", row->trace);
    snprintf(inject, sizeof(inject), "inject=%s", row->rule);
    batch = (is_strace ? batch_start_strace : batch_start)(
        "-e", trace, "-e", inject, row->narrow ? row->narrow : "-a40", victim_program("tampered"),
        row->way, "7", NULL);
    batch_finish(batch);
    for (size_t i = 0; i < batch->line_count; i++)
        put_plain(lines, batch->lines[i].text);
    batch_end_all();
}

static void the_lines_are_straces(void **state)
{
    (void)state;
    victim_new_truth(); /* the third file that is opened */
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char theirs[LINES_BYTES] = "", ours[LINES_BYTES] = "";

        run(&rows[i], true, theirs);
        run(&rows[i], false, ours);
        if (strcmp(ours, theirs) != 0)
            fail_msg("%s, %s:\n%s-- strace:\n%s", rows[i].trace, rows[i].rule, ours, theirs);
    }
}

static const char *const refused[] = {
    "inject=getuid",
    "inject=:error=1",
    "inject=getuid:",
    "inject=no_such_call:error=1",
    "inject=getuid:error=EFOO",
    "inject=getuid:error=1:retval=2",
    "inject=getuid:signal=SIGNONE",
    "inject=getuid:syscall=getpid",
    "inject=getuid:error=1:syscall=read",
    "inject=getuid:delay_enter=1x",
    "inject=getuid:error=1:when=0",
    "inject=getuid:error=1:when=3..2",
    "inject=getuid:poke_enter=@arg1=0",
    "fault=getuid:retval=1",
    "fault=getuid:when=1..",
};

static void what_is_refused_is_refused_in_the_same_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        struct batch *theirs = batch_start_strace("-e", refused[i], "true", NULL), *ours;

        batch_finish(theirs);
        ours = batch_run("-e", refused[i], "true");
        if (strncmp(ours->errors, "ptop: ", 6) != 0 || strncmp(theirs->errors, "strace: ", 8) != 0 ||
            strcmp(ours->errors + 6, theirs->errors + 8) != 0)
            fail_msg("%s: %s-- strace:\n%s", refused[i], ours->errors, theirs->errors);
        assert_int_equal(batch_exit_status(ours), 1);
        assert_int_equal(batch_exit_status(theirs), 1);
        batch_end_all();
    }
}

static void a_result_that_programs_may_misread_is_remarked_upon(void **state)
{
    static const char *const results[] = {"-1",         "-4095",       "-4096", "0xffffffff",
                                          "0xfffff000", "0x1fffffff5", "7",     "0x123456789"};

    (void)state;
    for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++) {
        char inject[64];
        struct batch *theirs, *ours;

        snprintf(inject, sizeof(inject), "inject=getuid:retval=%s", results[i]);
        theirs = batch_start_strace("-e", "trace=none", "-e", inject, "true", NULL);
        batch_finish(theirs);
        ours = batch_run("-e", "trace=none", "-e", inject, "true");
        assert_string_equal(ours->errors[0] ? ours->errors + strlen("ptop: ") : "",
                            theirs->errors[0] ? theirs->errors + strlen("strace: ") : "");
        batch_end_all();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(the_lines_are_straces),
        SCENARIO(what_is_refused_is_refused_in_the_same_words),
        SCENARIO(a_result_that_programs_may_misread_is_remarked_upon),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
