/* What descriptors are called, from attach on, through dup, close, fork and sockets. */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/session.h>
#include <ptop/syscall.h>

#include "support/deadline.h"

#define MAX_USES 16

/* The names that the descriptors of pread64 and write had, in order. */
struct uses {
    struct names *names;
    int pread_number, write_number;
    char preads[MAX_USES][256];
    unsigned pread_count;
    char last_write[256];
    int exit_status;
};

static const char *name_of_arg0(const struct uses *uses, const struct event_syscall *call)
{
    const uint8_t *at = (const uint8_t *)(call + 1);
    const uint8_t *end = (const uint8_t *)call + call->header.size_bytes;

    while (at + sizeof(struct event_piece) <= end) {
        const struct event_piece *piece = (const struct event_piece *)at;
        uint32_t id;

        if (piece->arg == 0 && (piece->flags & PIECE_FD_NAME)) {
            memcpy(&id, piece + 1, sizeof id);
            return names_find(uses->names, id);
        }
        at += sizeof *piece + EVENT_ALIGN(piece->length_bytes);
    }
    return NULL;
}

static void note_use(void *context, const struct event *event)
{
    struct uses *uses = context;
    const struct event_syscall *call = (const struct event_syscall *)event;
    const char *name;

    if (event->kind == EVENT_EXIT) /* the last one is the first process's */
        uses->exit_status = event->number;
    if (event->kind != EVENT_SYSCALL)
        return;
    name = name_of_arg0(uses, call);
    if (event->number == uses->pread_number && uses->pread_count < MAX_USES)
        snprintf(uses->preads[uses->pread_count++], 256, "%s", name ? name : "(none)");
    if (event->number == uses->write_number && call->args[0] > 2)
        snprintf(uses->last_write, 256, "%s", name ? name : "(none)");
}

static void run_attached(struct uses *uses, const int *start_fd, pid_t pid)
{
    struct session_options options = {
        .pids = &pid, .pid_count = 1, .follows_forks = true, .fd_details = FD_EVERYTHING
    };
    struct session *session;
    struct error error;
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    assert_int_equal(session_open(&options, &session, &error), 0);
    uses->names = session_names(session);
    syscall_find_name(ABI_NATIVE, "pread64", &uses->pread_number);
    syscall_find_name(ABI_NATIVE, "write", &uses->write_number);
    assert_int_equal(write(*start_fd, "x", 1), 1);
    while (!session_has_ended(session) && deadline_left(deadline)) {
        if (!session_drain(session, 1000, note_use, uses) && session_arm(session))
            poll(&(struct pollfd){ .fd = session_fd(session), .events = POLLIN }, 1, 100);
    }
    assert_true(session_has_ended(session));
    session_close(session);
}

static void names_are_right_from_attach_on_and_follow_every_change(void **state)
{
    static struct uses uses;
    int start[2], port[2];
    uint16_t port_number = 0;
    char ready;
    char wanted[64];
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(start) | pipe(port), 0);
    pid = fork();
    if (pid == 0) {
        dup2(start[0], 0);
        dup2(port[1], 1);
        execl(PTOP_TRACEES "/descriptors", "descriptors", NULL);
        _exit(127);
    }
    close(start[0]);
    close(port[1]); /* a fixture that dies is the end of the file */
    assert_int_equal(read(port[0], &ready, 1), 1);
    run_attached(&uses, &start[1], pid);
    assert_int_equal(read(port[0], &port_number, 2), 2);
    assert_int_equal(uses.exit_status, 0);
    assert_int_equal(uses.pread_count, 4);
    assert_string_equal(uses.preads[0], "/etc/group");  /* opened before the attach */
    assert_string_equal(uses.preads[1], "/etc/group");  /* its duplicate */
    assert_string_equal(uses.preads[2], "/etc/passwd"); /* the number anew */
    assert_string_equal(uses.preads[3], "/etc/group");  /* inherited by a child */
    snprintf(wanted, sizeof wanted, "->127.0.0.1:%u]", (unsigned)__builtin_bswap16(port_number));
    assert_non_null(strstr(uses.last_write, "TCP:[127.0.0.1:"));
    assert_non_null(strstr(uses.last_write, wanted));
}

/* How many calls pass a filter that knows where relative paths start from. */
static unsigned count_passing(char *const argv[], const char *trace, const char *text)
{
    struct session_options options = { .argv = argv,
                                       .trace = trace,
                                       .follows_forks = true,
                                       .fd_details = FD_EVERYTHING,
                                       .stores_events = true };
    struct session *session;
    struct filter *filter;
    struct error error;
    unsigned count = 0;
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    assert_int_equal(session_open(&options, &session, &error), 0);
    while (!session_has_ended(session) && deadline_left(deadline)) {
        if (!session_drain(session, 1000, NULL, NULL) && session_arm(session))
            poll(&(struct pollfd){ .fd = session_fd(session), .events = POLLIN }, 1, 100);
    }
    assert_true(session_has_ended(session));
    struct filter_facts facts = session_facts(session);
    assert_int_equal(filter_new(text, &facts, &filter, &error), 0);
    for (uint64_t row = 0; row < store_row_count(session_store(session)); row++)
        count += filter_matches(filter, store_get(session_store(session), row));
    filter_free(filter);
    session_close(session);
    return count;
}

static unsigned count_in_script(const char *script, const char *text)
{
    return count_passing((char *[]){ "sh", "-c", (char *)script, NULL }, NULL, text);
}

static void a_relative_path_is_known_with_the_directory_it_starts_from(void **state)
{
    (void)state;
    assert_int_equal(count_in_script("[ -e no ]; cd /etc; [ -e passwd ]", "path==/etc/passwd"), 1);
    assert_int_equal(count_in_script("cd /usr; [ -e no ]; (cd /etc; [ -e passwd ]); [ -e bin/env ]",
                                     "path in {/usr/bin/env, /etc/passwd}"),
                     2);
}

/* Whatever is traced: how threads are born, and what they do, is not. */
static void names_are_shared_as_threads_share_what_they_name(void **state)
{
    static const struct {
        const char *text;
        unsigned count;
    } rows[] = {
        { "pread64 fd:/etc/group", 1 }, { "pread64 fd:/etc/passwd", 1 },
        { "access path==/etc/passwd", 1 }, { "access path==/usr/bin", 1 },
        { "symlink path==shadow", 1 }, { "symlink path==/etc/shadow", 0 },
        { "lseek fd:/etc", 0 }, { "lseek fd==-100", 1 },
    };
    char *argv[] = { PTOP_TRACEES "/shared_names", NULL };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned count = count_passing(argv, "pread64,access,symlink,lseek", rows[i].text);

        if (count != rows[i].count)
            fail_msg("%s: %u", rows[i].text, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relative_path_is_known_with_the_directory_it_starts_from),
        cmocka_unit_test(names_are_shared_as_threads_share_what_they_name),
        cmocka_unit_test(names_are_right_from_attach_on_and_follow_every_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
