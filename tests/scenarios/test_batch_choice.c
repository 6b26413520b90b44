/*
 * What options choose of a program's calls, and show whole, beside the installed strace: the calls that
 * touch a path or a descriptor, those behind other calls, the data that was moved; and what stands before
 * signals and ends where their calls are not traced.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ptop/syscall.h>

#include "support/deadline.h"
#include "support/folder.h"
#include "support/scenario.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define CHOSEN       PTOP_TRACEES "/chosen"
#define EVERY_CALL   PTOP_TRACEES "/every_call"
#define MAX_WORDS    12

/* ---- line by line ------------------------------------------------------------------- */

/* Addresses, and numbers that are another one each time, become #; dumps stay as they are. */
static void normalise(const char *text, char *ret_text, size_t size)
{
    size_t used = 0;

    if (*text == ' ') {
        snprintf(ret_text, size, "%s", text);
        return;
    }
    if (*text == '[' && strcspn(text, "]") < 8) /* the number of the call */
        while (*text != ']' && used + 2 < size)
            ret_text[used++] = *text++;
    while (*text && used + 2 < size) {
        size_t hex = strspn(text, "0123456789abcdef");
        size_t digits = strncmp(text, "0x", 2) == 0 ? 2 + strspn(text + 2, "0123456789abcdef")
                        : hex == 16                 ? hex
                                                    : strspn(text, "0123456789");
        bool is_long = digits > 2;

        for (size_t i = 0; !is_long && i < digits && used + 2 < size; i++)
            ret_text[used++] = text[i];
        ret_text[used++] = is_long ? '#' : text[digits];
        text += digits + (!is_long && text[digits] != '\0');
    }
    ret_text[used] = '\0';
}

static struct batch *run(bool is_strace, const char *const words[static MAX_WORDS])
{
    struct batch *batch =
        is_strace ? batch_start_strace(words[0], words[1], words[2], words[3], words[4], words[5],
                                       words[6], words[7], words[8], NULL)
                  : batch_start(words[0], words[1], words[2], words[3], words[4], words[5], words[6],
                                words[7], words[8], NULL);

    batch_finish(batch);
    return batch;
}

/* Options and a topic of chosen.c, in words. */
static void assert_same(const char *const words[static MAX_WORDS])
{
    static char theirs[1 << 17], ours[1 << 17];
    struct batch *strace = run(true, words), *ptop = run(false, words);
    size_t count = strace->line_count < ptop->line_count ? strace->line_count : ptop->line_count;

    for (size_t i = 0; i < count; i++) {
        normalise(strace->lines[i].text, theirs, sizeof theirs);
        normalise(ptop->lines[i].text, ours, sizeof ours);
        if (strcmp(theirs, ours) != 0)
            fail_msg("%s %s %s, line %zu:\nstrace: %.3000s\nptop:   %.3000s", words[0], words[1],
                     words[2], i + 1, theirs, ours);
    }
    if (strace->line_count != ptop->line_count)
        fail_msg("%s %s %s: %zu lines of strace, %zu of ptop; the next: %.1000s", words[0], words[1],
                 words[2], strace->line_count, ptop->line_count,
                 strace->line_count > count ? strace->lines[count].text : ptop->lines[count].text);
    assert_true(count > 1);
    batch_end_all();
}

static void what_ends_a_tracee_stands_behind_its_last_call(void **state)
{
    (void)state;
    batch_need_strace();
    assert_same((const char *const[MAX_WORDS]){"-n", "-e", "trace=getppid", CHOSEN, "last"});
    assert_same((const char *const[MAX_WORDS]){"-f", "-n", "-e", "trace=getppid", CHOSEN, "last"});
    assert_same((const char *const[MAX_WORDS]){"-f", "-n", "-e", "trace=none", CHOSEN, "last"});
    assert_same((const char *const[MAX_WORDS]){"-f", "-n", "-i", "-e", "trace=none", CHOSEN, "last"});
}

/* A fault is elsewhere than the call before it. */
static void the_place_of_a_signal_is_where_it_came(void **state)
{
    struct batch *batch = batch_run("-i", PTOP_TRACEES "/endings", "fault");
    size_t signal = 1;

    (void)state;
    while (signal < batch->line_count && !strstr(batch->lines[signal].text, "--- SIGSEGV"))
        signal++;
    assert_true(signal < batch->line_count);
    assert_int_equal(batch->lines[signal].text[0], '[');
    assert_memory_not_equal(batch->lines[signal].text, batch->lines[signal - 1].text, 18);
}

static void the_path_of_P_chooses_what_strace_chooses(void **state)
{
    char file[64], relative[] = "./f";

    (void)state;
    batch_need_strace();
    snprintf(file, sizeof file, "%s/f", folder_path());
    assert_same((const char *const[MAX_WORDS]){"-P", file, "-e", "trace=!%statfs", CHOSEN, "paths", folder_path()});
    assert_same((const char *const[MAX_WORDS]){"-P", folder_path(), CHOSEN, "paths", folder_path()});
    assert_same((const char *const[MAX_WORDS]){"-P", relative, CHOSEN, "paths", folder_path()});
    assert_same((const char *const[MAX_WORDS]){"-y", "-P", file, "-e", "trace=!%statfs", CHOSEN,
                                               "paths", folder_path()});
}

static void calls_behind_others_are_chosen_by_their_own_names(void **state)
{
    static const char *const sets[] = {
        "trace=connect",  "trace=connect,socket,listen", "trace=ipc",       "trace=%ipc",
        "trace=semget",   "trace=!connect",        "trace=send",      "trace=shmget@32",
        "trace=/sem",     "trace=362",             "raw=connect",     "verbose=!connect",
        "inject=connect:error=EPERM", "inject=socketcall:error=EPERM", "inject=semget:retval=7",
    };

    (void)state;
    batch_need_strace();
    if (process_run((char *[]){EVERY_CALL, "i386", NULL}, NULL, PATIENCE_MS).status != 0)
        skip(); /* the kernel has no 32-bit calls */
    for (size_t i = 0; i < COUNT(sets); i++)
        assert_same((const char *const[MAX_WORDS]){"-e", "signal=all", "-e", sets[i], CHOSEN, "behind"});
    assert_same((const char *const[MAX_WORDS]){"-c", "-U", "calls,errors,name", "-S", "name", CHOSEN,
                                               "behind"});
}

static void dumps_show_every_byte(void **state)
{
    (void)state;
    batch_need_strace();
    assert_same((const char *const[MAX_WORDS]){"-e", "write=9", "-e", "read=9", "-e",
                                               "trace=read,write,writev", CHOSEN, "data"});
}

static void long_lists_are_whole(void **state)
{
    (void)state;
    batch_need_strace();
    assert_same((const char *const[MAX_WORDS]){"-v", "-e", "trace=getdents64,select", CHOSEN, "lists",
                                               folder_path()});
}

/* ---- by positions -------------------------------------------------------------------- */

/* Which calls touch the file, if the argument at a position does. */
static void ask(bool is_strace, const char *abi, const char *position, const char *kind,
                const char *file, char ret_names[SYSCALL_SET_NUMBERS][32])
{
    const char *const words[MAX_WORDS] = {"-n", "-P", file, EVERY_CALL, abi, position, kind, file};
    struct batch *batch = run(is_strace, words);

    assert_int_equal(batch_exit_status(batch), 0);
    memset(ret_names, 0, SYSCALL_SET_NUMBERS * sizeof(*ret_names));
    for (size_t i = 0; i < batch->line_count; i++) {
        char name[32];
        int number;

        if (strstr(batch->lines[i].text, "ENOSYS") &&
            sscanf(batch->lines[i].text, "[ %d] %31[a-z0-9_]", &number, name) == 2 &&
            number < SYSCALL_SET_NUMBERS)
            strcpy(ret_names[number], name);
    }
    batch_end_all();
}

static bool is_known_to_differ(const char *name, int number, const char *kind)
{
    /* Whose buffer strace reads before the kernel fills it. */
    if (strcmp(name, "getcwd") == 0)
        return true;
    if (number >= 446) /* newer than strace 6.1, or those that it overlooks up to 6.3: */
        return true;
    static const char *const overlooked[] = {
        "epoll_ctl",       "mq_timedsend",    "mq_timedreceive", "mq_notify",
        "mq_getsetattr",   "signalfd",        "signalfd4",       "timerfd_settime",
        "timerfd_gettime", "accept",          "accept4",         "perf_event_open",
        "fanotify_mark",   "io_uring_enter",  "io_uring_register", "fsconfig",
        "fsmount",         "landlock_add_rule", "mq_timedsend_time64", "mq_timedreceive_time64",
        "timerfd_gettime64", "timerfd_settime64",
    };
    for (size_t i = 0; i < COUNT(overlooked); i++)
        if (strcmp(overlooked[i], name) == 0)
            return true;
    /* No kernel has them; and of socketcall the number is no descriptor. */
    return strcmp(kind, "fd") == 0 && (strcmp(name, "getpmsg") == 0 || strcmp(name, "putpmsg") == 0 ||
                                       strcmp(name, "socketcall") == 0);
}

static void the_same_arguments_are_paths_and_descriptors(void **state)
{
    static char theirs[SYSCALL_SET_NUMBERS][32], ours[SYSCALL_SET_NUMBERS][32];
    static const char *const abis[] = {"native", "i386"}, *const kinds[] = {"path", "fd"};
    char file[64];
    FILE *created;

    (void)state;
    batch_need_strace();
    snprintf(file, sizeof file, "%s/touched", folder_path());
    created = fopen(file, "w");
    assert_non_null(created);
    fclose(created);
    for (size_t run = 0; run < 2 * 2 * 5; run++) {
        const char *abi = abis[run % 2], *kind = kinds[run / 2 % 2];
        char position[2] = {(char)('0' + run / 4), '\0'};

        ask(true, abi, position, kind, file, theirs);
        ask(false, abi, position, kind, file, ours);
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number++) {
            const char *name = *ours[number] ? ours[number] : theirs[number];

            if (*ours[number] != *theirs[number] && !is_known_to_differ(name, number, kind))
                fail_msg("%s %s: its argument %s is %sa %s for strace", abi, name, position,
                         *theirs[number] ? "" : "not ", kind);
        }
    }
}

/* ---- --trace-fds, which strace has since 6.3 ------------------------------------------ */

static void descriptors_are_found_where_a_call_has_them(void **state)
{
    /* In their order; the file is descriptor 4. */
    static const char *const wanted[] = {
        "poll([{fd=3",  "pselect6(5, [4], NULL", "pselect6(5, NULL, NULL, [4]", "epoll_ctl(", "mmap(",
        "mmap(",        "sendfile(",      "splice(4",               "copy_file_range(3", "fcntl(4",
        "ioctl(4",      "fstatfs(4",      "newfstatat(4",           "read(4",
    };
    struct batch *batch = batch_run("-e", "fd=4", "-e", "trace=!close,openat,dup2,socket,bind,connect,"
                                    "close_range,epoll_create1",
                                    CHOSEN, "paths", folder_path());
    size_t at = batch_find(batch, BATCH_CALL, 0, wanted[0], 0);

    (void)state;
    for (size_t i = 0; i < COUNT(wanted); i++, at++)
        if (at >= batch->line_count || strncmp(batch->lines[at].text, wanted[i], strlen(wanted[i])) != 0)
            fail_msg("wanted %s, not %s", wanted[i],
                     at < batch->line_count ? batch->lines[at].text : "the end");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(what_ends_a_tracee_stands_behind_its_last_call),
        SCENARIO(the_place_of_a_signal_is_where_it_came),
        SCENARIO(the_path_of_P_chooses_what_strace_chooses),
        SCENARIO(calls_behind_others_are_chosen_by_their_own_names),
        SCENARIO(dumps_show_every_byte),
        SCENARIO(long_lists_are_whole),
        SCENARIO(the_same_arguments_are_paths_and_descriptors),
        SCENARIO(descriptors_are_found_where_a_call_has_them),
    };

    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
