/*
 * What strace refuses, ptop refuses: with the same words, the same status, and what it
 * remarks, in the same place.  Both are run on the same lines.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/scenario.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Lines for a shell, behind "strace" or "ptop --batch".  Of options and words that strace got after
 * 6.1 tests/unit/test_options.c knows. */
static const char *const lines[] = {
    /* sets of calls */
    "-e trace=opne true",
    "-e opne true",
    "-e trace=%foo true",
    "-e trace= true",
    "-e trace=open, -e signal=none true",
    "-e 'trace=!' true",
    "-e trace=99999 true",
    "-e trace=-1 true",
    "-e 'trace=?opne' true",
    "-e 'trace=open@32,close@64' true",
    "-e trace=open@33 true",
    "-e trace=none,close true",
    "-e trace=creds true",
    "-e trace=%net true",
    "-e 'trace=open,!close' true",
    "-e trace=close@x32 true",
    "-e trace=,,close true",
    "-e trace=/foo@32 true",
    "-e trace=1@32 true",
    "-e raw=foo true",
    "-e raw=close -e trace=close true",
    "-e foo=bar true",
    /* other sets */
    "-e signal=FOO true",
    "-e signal=256 true",
    "-e signal=RTMAX true",
    "-e signal= true",
    "-e trace=none -e signal=none sh -c 'kill -CHLD $$'",
    "-e trace=none -e 'signal=!CHLD' sh -c 'kill -CHLD $$; kill -CONT $$'",
    "-e status=foo true",
    "-e quiet=foo true",
    "-e quiet= true",
    "-e decode-fds=foo true",
    "-e decode-pids=foo true",
    "-e read=x true",
    "-e read=-1 true",
    "-e read= true",
    "-e read=9999999999 true",
    "-e kvm=foo true",
    "-e inject=foo true",
    "-e inject=open true",
    "-e fault=open:foo=1 true",
    "-e fault= true",
    /* values */
    "-s x true",
    "-s -1 true",
    "-a x true",
    "-O x true",
    "-S foo true",
    "-U foo true",
    "-I 5 true",
    "-X foo true",
    "-b foo true",
    "-p x",
    "-p 0",
    "-p -1",
    "-p 1,x",
    "-p ''",
    "-t=3 true",
    "--absolute-timestamps=foo true",
    "--timestamps=format:foo true",
    "--relative-timestamps=x true",
    "--syscall-times=x true",
    "--strings-in-hex=foo true",
    "--daemonize=foo true",
    "--tips=foo true",
    "--detach-on=foo true",
    /* options */
    "-Q true",
    "--foo true",
    "--colu true",
    "-s",
    "--status",
    /* what does not go together */
    "-D",
    "-DDDD true",
    "-D --daemonize true",
    "-f --follow-forks true",
    "-t --absolute-timestamps true",
    "-x --strings-in-hex true",
    "-y --decode-fds=path true",
    "-q --quiet=attach true",
    "-ff --output-separately -o /tmp/x true",
    "-ff -o '|cat' true",
    "-c -ff true",
    "-c -C true",
    "-w true",
    "-U time -e trace=none true",
    /* what is remarked */
    "-S time -e trace=none true",
    "-A -e trace=none true",
    "-F -e trace=none true",
    "--output-separately -e trace=none true",
    "-z -Z -e trace=access true",
    "--seccomp-bpf -e trace=none true",
    "-f --seccomp-bpf -o /dev/null true",
    "-f --seccomp-bpf -e trace=all -o /dev/null true",
    "-f --seccomp-bpf -e 'trace=!close' -o /dev/null true",
    "--seccomp-bpf -b execve -f -e trace=close true",
    /* what cannot be started, written */
    "/no/such/program",
    "/etc/passwd",
    "-o /no/such/folder/file true",
    "-o '' true",
    /* and some that can */
    "-qq -e trace=none true",
    "-e trace=close -X raw true",
    "-s 0 -e trace=execve true",
    "-s 3 -e trace=execve true",
    "-v -s 3 -E A=b -e trace=execve env -i C=d true",
    "-e trace=close -y true",
    "-e trace=access -a 5 true",
    "-e trace=none sh -c 'exit 3'",
    "-E FOO=bar -E PATH -e trace=none /usr/bin/env FOO=baz /usr/bin/env",
#define SAME(line) line,
#define DEPARTS(line, ours, reason)
#include "option_lines.def"
#undef SAME
#undef DEPARTS
};

static const struct departure {
    const char *line, *ours, *reason;
} departures[] = {
#define SAME(line)
#define DEPARTS(line, ours, reason) {line, ours, reason},
#include "option_lines.def"
};

/* Addresses and longer numbers become #, strace's name ours. */
static void normalise(const char *text, char *ret_text, size_t size)
{
    size_t used = 0;

    while (*text && used + 8 < size) {
        size_t digits = strspn(text, "0123456789");
        size_t hex = strncmp(text, "0x", 2) == 0 ? 2 + strspn(text + 2, "0123456789abcdef") : 0;
        bool is_name = strncmp(text, "strace", 6) == 0;

        if (is_name)
            used += (size_t)snprintf(ret_text + used, size - used, "ptop");
        else if (hex || digits > 2)
            ret_text[used++] = '#';
        else
            ret_text[used++] = *text;
        text += is_name ? 6 : hex ? hex : digits > 2 ? digits : 1;
    }
    ret_text[used] = '\0';
}

static int run(const char *tracer, const char *line, char *ret_text, size_t size)
{
    char command[512];
    struct process_result result;

    snprintf(command, sizeof(command), "exec %s %s", tracer, line);
    result = process_run((char *[]){"/bin/sh", "-c", command, NULL}, NULL, PATIENCE_MS);
    normalise(result.output, ret_text, size);
    return result.status;
}

static void ptop_says_what_strace_says(void **state)
{
    static char theirs[16384], ours[16384];

    (void)state;
    batch_need_strace();
    for (size_t i = 0; i < COUNT(lines); i++) {
        int their_status = run("strace", lines[i], theirs, sizeof(theirs));
        int our_status = run(PTOP_BINARY " --batch", lines[i], ours, sizeof(ours));

        if (their_status != our_status || strcmp(theirs, ours) != 0)
            fail_msg("%s\nptop, status %#x:\n%s\nstrace, status %#x:\n%s", lines[i], our_status, ours,
                     their_status, theirs);
    }
}

static void what_departs_from_strace_is_known(void **state)
{
    static char theirs[16384], ours[16384];

    (void)state;
    batch_need_strace();
    for (size_t i = 0; i < COUNT(departures); i++) {
        const struct departure *row = &departures[i];
        int their_status = run("strace", row->line, theirs, sizeof(theirs));
        int our_status = run(PTOP_BINARY " --batch", row->line, ours, sizeof(ours));

        if (strstr(ours, row->ours) == NULL)
            fail_msg("%s\nptop, status %#x:\n%s\nwanted: %s", row->line, our_status, ours, row->ours);
        if (their_status == our_status && strcmp(theirs, ours) == 0)
            fail_msg("%s\nstrace says the same; the row says: %s", row->line, row->reason);
    }
}

static void a_tip_is_printed_at_the_end(void **state)
{
    struct process_result compact = process_run(
        (char *[]){PTOP_BINARY, "--batch", "--tips=0", "-e", "trace=none", "true", NULL}, NULL,
        PATIENCE_MS);
    struct process_result full = process_run(
        (char *[]){PTOP_BINARY, "--batch", "--tips=full", "-e", "trace=none", "true", NULL}, NULL,
        PATIENCE_MS);

    (void)state;
    assert_non_null(strstr(compact.output, "+++ exited with 0 +++\nWithout --batch "));
    assert_non_null(strstr(full.output, "+++ exited with 0 +++\n+-----"));
}

static void a_tip_needs_no_command_and_fits_its_frame(void **state)
{
    size_t columns = 0;

    (void)state;
    for (int i = 0; i < 20; i++) {
        char which[32];
        struct process_result tip;

        snprintf(which, sizeof(which), "--tips=full,%d", i);
        tip = process_run((char *[]){PTOP_BINARY, "--batch", which, NULL}, NULL, PATIENCE_MS);
        assert_int_equal(tip.status, 0);
        for (char *line = strtok(tip.output, "\n"); line; line = strtok(NULL, "\n")) {
            columns = columns ? columns : strlen(line);
            assert_int_equal(strlen(line), columns);
        }
    }
    assert_true(columns > 0);
}

/* What scripts do to know what strace can do. */
static void the_name_strace_has_its_version(void **state)
{
    struct process_result named = process_run(
        (char *[]){"bash", "-c",
                   "exec -a strace " PTOP_BINARY " -V | sed -n 's/^strace -- version \\([0-9]*\\)"
                   "\\.[0-9]* .*/major \\1/p; s/^Optional features enabled: .*m32-mpers.*/32 bits/p'",
                   NULL},
        NULL, PATIENCE_MS);

    (void)state;
    assert_string_equal(named.output, "major 6\n32 bits\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(ptop_says_what_strace_says),
        SCENARIO(what_departs_from_strace_is_known),
        SCENARIO(a_tip_is_printed_at_the_end),
        SCENARIO(a_tip_needs_no_command_and_fits_its_frame),
        SCENARIO(the_name_strace_has_its_version),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
