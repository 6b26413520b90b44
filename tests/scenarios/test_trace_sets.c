/*
 * The sets of -e trace= are strace's: their classes have the same members, and on real
 * programs they choose the same calls.  strace itself is the reference, in the version whose
 * classes syscall_classes.def follows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ptop/syscall.h>

#include "support/deadline.h"
#include "support/scenario.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- the members of the classes -------------------------------------------------------- */

static const char *const class_names[CLASS_COUNT] = {
#define CLASS(id, name, help) [CLASS_INDEX_##id] = "%" name,
#include <ptop/syscall_classes.def>
};

/* "[ 257] openat(…) = -1 ENOSYS …": the number of a call that every_call made, -1 of others. */
static int number_of(const struct batch_line *line)
{
    int number;

    if (strstr(line->text, "ENOSYS") == NULL || strstr(line->text, "syscall_0x") != NULL)
        return -1;
    return sscanf(line->text, "[ %d]", &number) == 1 ? number : -1;
}

/* The numbers that strace has a name for, of those that pass the set. */
static void ask_strace(enum abi abi, const char *set, bool ret_has[SYSCALL_SET_NUMBERS])
{
    char expression[64];
    struct batch *batch;

    snprintf(expression, sizeof(expression), "trace=%s", set);
    batch = batch_start_strace("-n", "-e", expression, PTOP_TRACEES "/every_call",
                               abi == ABI_COMPAT ? "i386" : NULL, NULL);
    batch_finish(batch);
    assert_int_equal(batch_exit_status(batch), 0);
    memset(ret_has, 0, SYSCALL_SET_NUMBERS * sizeof(*ret_has));
    for (size_t i = 0; i < batch->line_count; i++) {
        int number = number_of(&batch->lines[i]);
        if (number >= 0 && number < SYSCALL_SET_NUMBERS)
            ret_has[number] = true;
    }
    batch_end_all();
}

/* strace judges a socketcall by the call that it stands for, and every_call's stands for none. */
static bool is_judged_by_argument(const struct syscall_spec *spec)
{
    return strcmp(spec->name, "socketcall") == 0;
}

static void assert_members(enum abi abi, unsigned class, const bool known[SYSCALL_SET_NUMBERS])
{
    bool members[SYSCALL_SET_NUMBERS];
    unsigned compared = 0;

    ask_strace(abi, class_names[class], members);
    for (int number = 0; number < syscall_limit(abi); number++) {
        const struct syscall_spec *spec = syscall_find(abi, number);
        if (spec == NULL || !known[number] || is_judged_by_argument(spec))
            continue;
        compared++;
        if ((spec->classes >> class & 1) != members[number])
            fail_msg("%s is %s%s of strace", spec->name, members[number] ? "in " : "not in ",
                     class_names[class]);
    }
    assert_true(compared > 350);
}

static void every_class_has_the_members_that_strace_gives_it(void **state)
{
    bool known[SYSCALL_SET_NUMBERS];

    (void)state;
    batch_need_strace();
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        ask_strace((enum abi)abi, "all", known);
        for (unsigned class = 0; class < CLASS_COUNT; class++)
            assert_members((enum abi)abi, class, known);
    }
}

/* ---- the calls of real programs ---------------------------------------------------------- */

#define HERE PTOP_SOURCE_DIR

/* What they do is the same each time, however fast: no two run at once, none reads what another
 * may or may not have written yet.  Of the last two some machines have none. */
static const char *const programs[][6] = {
    {"ls", "-lR", HERE "/include"},
    {"cat", HERE "/README.md"},
    {"find", HERE "/include", "-name", "*.h"},
    {"tar", "-cf", "/dev/null", "-C", HERE, "include"},
    {"sort", HERE "/HACKING.md"},
    {"grep", "-r", "struct", HERE "/include"},
    {"date", "-u"},
    {"sed", "-n", "s/a/b/p", HERE "/README.md"},
    {"bash", "-c", "for i in 1 2 3; do echo $((i * i)); done; cd /; read -r line </etc/passwd"},
    {"bash", "-c", "kill -0 $$; trap 'times' USR1; kill -USR1 $$; umask 7; exec /bin/true"},
    {"sh", "-c", "sort <" HERE "/README.md >/dev/null; tail -n 1 " HERE "/README.md; (cd /; pwd)"},
    {"df", "/"},
    {"git", "--version"},
    {"/usr/bin/python3", "-c", "import os, socket; socket.socketpair(); os.stat('/'); os.getppid()"},
};

static const char *const sets[] = {
    "%file", "%desc", "%network", "%process", "%signal", "%memory", "%ipc", "%creds", "%clock",
    "%stat", "%lstat", "%fstat", "%%stat", "%statfs", "%fstatfs", "%%statfs", "%pure",
    "file", "process", "openat,close", "!%memory,read", "?no_such_call,execve", "/^(f|new)?stat",
    "!/at$", "all",
};

/* The threads of a log in the order of their sequences of names: what each was called, or by whom
 * it was overtaken, does not matter. */
struct sequences {
    char *names[64];
    size_t count;
};

static void append(char **text, const char *name, size_t length)
{
    size_t used = *text == NULL ? 0 : strlen(*text);

    *text = realloc(*text, used + length + 2);
    assert_non_null(*text);
    snprintf(*text + used, length + 2, "%.*s ", (int)length, name);
}

static int compare_text(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static struct sequences sequences_of(const struct batch *batch)
{
    struct sequences sequences = {.count = 0};
    pid_t tids[COUNT(sequences.names)];

    for (size_t i = 0; i < batch->line_count; i++) {
        const struct batch_line *line = &batch->lines[i];
        size_t at = 0;
        if (line->kind != BATCH_CALL)
            continue;
        while (at < sequences.count && tids[at] != line->tid)
            at++;
        if (at == sequences.count) {
            assert_true(at < COUNT(tids));
            tids[at] = line->tid;
            sequences.count++;
        }
        append(&sequences.names[at], line->text, strcspn(line->text, "("));
    }
    qsort(sequences.names, sequences.count, sizeof(sequences.names[0]), compare_text);
    return sequences;
}

static bool are_same(const struct sequences *left, const struct sequences *right)
{
    for (size_t i = 0; i < left->count && i < right->count; i++)
        if (strcmp(left->names[i], right->names[i]) != 0)
            return false;
    return left->count == right->count;
}

static void forget(struct sequences *sequences)
{
    for (size_t i = 0; i < sequences->count; i++)
        free(sequences->names[i]);
}

enum tracer { WITH_STRACE, WITH_PTOP, WITH_PTOP_AND_TRAP };

static struct sequences trace(enum tracer tracer, const char *set, const char *const *program)
{
    char expression[64];
    struct batch *batch;
    struct sequences sequences;

    snprintf(expression, sizeof(expression), "trace=%s", set);
    if (tracer == WITH_STRACE)
        batch = batch_start_strace("-f", "-e", expression, program[0], program[1], program[2],
                                   program[3], program[4], program[5], NULL);
    else
        batch = batch_start("-f", tracer == WITH_PTOP ? "-q" : "--seccomp-bpf", "-e", expression,
                            program[0], program[1], program[2], program[3], program[4], program[5],
                            NULL);
    batch_finish(batch);
    sequences = sequences_of(batch);
    if (WIFEXITED(batch->status) && WEXITSTATUS(batch->status) != 0)
        batch_explain(batch);
    assert_int_equal(batch->status, 0);
    batch_end_all();
    return sequences;
}

static void explain(const char *tracer, const struct sequences *sequences)
{
    for (size_t i = 0; i < sequences->count; i++)
        print_error("%s: %s\n", tracer, sequences->names[i]);
}

/* A program may do otherwise once: both may try again. */
static void assert_same_calls(enum tracer tracer, const char *set, const char *const *program)
{
    bool is_same = false;

    for (int attempt = 0; attempt < 3 && !is_same; attempt++) {
        struct sequences theirs = trace(WITH_STRACE, set, program);
        struct sequences ours = trace(tracer, set, program);

        is_same = are_same(&theirs, &ours);
        if (!is_same && attempt == 2) {
            print_error("%s, %s:\n", program[0], set);
            explain("strace", &theirs);
            explain("ptop", &ours);
        }
        forget(&theirs);
        forget(&ours);
    }
    assert_true(is_same);
}

static bool is_installed(const char *program)
{
    char command[64];

    snprintf(command, sizeof(command), "command -v %s", program);
    return process_run((char *[]){"/bin/sh", "-c", command, NULL}, NULL, PATIENCE_MS).status == 0;
}

static void compare_programs(enum tracer tracer, size_t first_set, size_t step)
{
    unsigned compared = 0;

    batch_need_strace();
    for (size_t i = 0; i < COUNT(programs); i++) {
        if (!is_installed(programs[i][0]))
            continue;
        compared++;
        for (size_t set = first_set; set < COUNT(sets); set += step)
            assert_same_calls(tracer, sets[set], programs[i]);
    }
    assert_true(compared >= 10);
}

static void a_set_chooses_the_calls_that_strace_chooses(void **state)
{
    (void)state;
    compare_programs(WITH_PTOP, 0, 1);
}

static void a_trap_stops_at_the_calls_that_strace_chooses(void **state)
{
    (void)state;
    compare_programs(WITH_PTOP_AND_TRAP, 0, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(every_class_has_the_members_that_strace_gives_it),
        SCENARIO(a_set_chooses_the_calls_that_strace_chooses),
        SCENARIO(a_trap_stops_at_the_calls_that_strace_chooses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
