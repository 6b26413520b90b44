/*
 * Each thing that a rule can do, beside strace: the same lines, but for process numbers and addresses.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <ptop/format.h>
#include <ptop/tamper.h>

#include "support/scenario.h"

#define LINES_BYTES 16384
#define LINE_BYTES  1024

static const struct row {
    const char *trace, *rule;
    const char *way; /* of tests/tracees/tampered */
} rows[] = {
    {"getppid", "getppid:error=ENOENT", "calls"},
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
};

static struct tamper rule;

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

static void run_strace(const struct row *row, char *lines)
{
    char trace[128], inject[160];
    struct batch *batch;

    snprintf(trace, sizeof(trace), "trace=%s", row->trace);
    snprintf(inject, sizeof(inject), "inject=%s", row->rule);
    batch = batch_start_strace("-e", trace, "-e", inject, victim_program("tampered"), row->way,
                               "7", NULL);
    batch_finish(batch);
    for (size_t i = 0; i < batch->line_count; i++)
        put_plain(lines, batch->lines[i].text);
    batch_end_all();
}

static bool is_shown(const struct event *event)
{
    return event->kind == EVENT_SYSCALL || event->kind == EVENT_SIGNAL ||
           event->kind == EVENT_EXIT;
}

static void run_ours(const struct row *row, char *lines)
{
    char *const argv[] = {(char *)victim_program("tampered"), (char *)row->way, "7", NULL};
    const struct format_options format = {.result_column = 40};
    struct error error;

    assert_int_equal(tamper_parse(row->rule, false, &rule, &error), 0);
    live_open((struct session_options){
        .argv = argv, .trace = row->trace, .tampers = &rule, .tamper_count = 1});
    live_await_end();
    for (size_t i = 0; i < live_count(); i++) {
        char line[LINE_BYTES];
        struct text text;

        if (!is_shown(live_event(i)))
            continue;
        text_init(&text, line, NULL, sizeof(line));
        format_event(live_event(i), &format, &text);
        put_plain(lines, line);
    }
    live_end();
}

static void the_lines_are_straces(void **state)
{
    (void)state;
    victim_new_truth(); /* the third file that is opened */
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char theirs[LINES_BYTES] = "", ours[LINES_BYTES] = "";

        run_strace(&rows[i], theirs);
        run_ours(&rows[i], ours);
        if (strcmp(ours, theirs) != 0)
            fail_msg("%s, %s:\n%s-- strace:\n%s", rows[i].trace, rows[i].rule, ours, theirs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {SCENARIO(the_lines_are_straces)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
