/*
 * Has each row of the syscall tables a case that makes the call?
 *
 *     reach PROGRAM...
 *
 * Runs the programs of cases with -n, where a line begins with the call's number, and takes those calls for
 * reached whose lines were expected.  A row that none of them reaches is an error, unless unreached.def
 * says why; so is a reason that is none any more.
 */
#include "run.h"

#include <ptop/syscall.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of i386: calls that stand for many, which are shown. */
#define SOCKETCALL 102
#define IPC        117

static const struct {
    enum abi abi;
    const char *name, *reason;
} unreached[] = {
#define UNREACHED(abi, name, reason) {ABI_##abi, #name, reason},
#include "unreached.def"
#undef UNREACHED
    {0},
};

static const char *const abi_names[ABI_COUNT] = {[ABI_NATIVE] = "x86-64", [ABI_COMPAT] = "i386"};

static struct syscall_set reached;
static unsigned failures;

static bool is_named(const struct syscall_spec *spec, const char *line)
{
    size_t length = strcspn(line, "(");

    return spec && strlen(spec->name) == length && strncmp(spec->name, line, length) == 0;
}

/* Where a number has the same name in both tables, either's case is the other's. */
static void note_call(long number, const char *line)
{
    for (enum abi abi = 0; abi < ABI_COUNT; abi++)
        if (is_named(syscall_find(abi, number), line))
            syscall_set_add(&reached, abi, (int)number);
    if (number == SOCKETCALL || number == IPC)
        syscall_set_add(&reached, ABI_COMPAT, (int)number);
}

/* "[  59] execve(…" */
static const char *split_number(const char *line, long *ret_number)
{
    char *end;

    if (*line != '[')
        return NULL;
    *ret_number = strtol(line + 1, &end, 10);
    return strncmp(end, "] ", 2) == 0 ? end + 2 : NULL;
}

static void note_program(char *program)
{
    char *words[] = {program, NULL};
    struct run run = {.words = words, .options = "-n"};
    struct outcome got;
    size_t position = 0;

    run_cases(&run, &got);
    for (size_t i = 0; i < got.expected_count; i++) {
        for (size_t at = position; at < got.line_count; at++) {
            long number;
            const char *call = split_number(got.lines[at], &number);

            if (call && strcmp(call, got.expected[i].line) == 0) {
                note_call(number, call);
                position = at + 1;
                break;
            }
        }
    }
    outcome_done(&got);
}

static const char *reason_for(enum abi abi, const char *name)
{
    for (size_t i = 0; unreached[i].name; i++)
        if (unreached[i].abi == abi && strcmp(unreached[i].name, name) == 0)
            return unreached[i].reason;
    return NULL;
}

static void check_row(enum abi abi, int number, const char *name)
{
    const char *reason = reason_for(abi, name);
    bool is_reached = syscall_set_has(&reached, abi, number);

    if (is_reached == (reason == NULL))
        return;
    failures++;
    if (is_reached)
        printf("%s has a case; unreached.def says it has none, because: %s\n", name, reason);
    else
        printf("%s (%s, %d) has no case: add one to tests/tracees/cases, or to unreached.def why there "
               "is none\n", name, abi_names[abi], number);
}

int main(int argc, char **argv)
{
    unsigned rows = 0;

    for (int i = 1; i < argc; i++)
        note_program(argv[i]);
    for (enum abi abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit(abi); number++) {
            const struct syscall_spec *spec = syscall_find(abi, number);

            if (spec) {
                check_row(abi, number, spec->name);
                rows++;
            }
        }
    }
    printf("%u rows, %u of them wrong\n", rows, failures);
    return failures > 0 || rows == 0;
}
