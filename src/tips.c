#include "tips.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Lines of at most 68 columns. */
static const char *const tips[] = {
    "Without --batch the same command opens a screen: ptop ./server.\n"
    "Every call is there with all of its arguments behind Enter.",

    "-e takes filters, too: ptop --batch -e 'openat failed' make\n"
    "shows the files that were not found.  ptop --help-filter has it all.",

    "What takes long?  ptop --batch -f -T -e 'dur>5ms -futex' ./server",

    "Who talks to the database?\n"
    "ptop --batch -f -e 'connect port==5432' ./server",

    "--stop-after FILTER lets everything go after the first line that\n"
    "passes: ptop --batch -f --stop-after 'write ENOSPC' ./backup",

    "-k shows who called, as functions and files; -kk with source lines.\n"
    "Then func: and mod: are fields of a filter: -e 'func:handle_*'.",

    "On the screen, Space holds one thread while all others run on;\n"
    "s steps an instruction, S goes to the next call, c lets it go.",

    "On the screen, v says why the selected thread does not go on:\n"
    "which lock, pipe or child it waits for, and who has it.",

    "--seccomp-bpf -f with a narrow -e makes all other calls run at\n"
    "full speed; the command cannot be let go then, only killed.",

    "A command that is started as root can run as somebody else:\n"
    "ptop -u www-data ./server",

    "--inject changes what the kernel answers: --inject=fsync:delay_exit=20ms\n"
    "shows how a program does on a slow disk.",

    "-D leaves the command a child of your shell, so that job control\n"
    "and $! mean the command, not ptop.",

    "Called by the name strace, ptop is ptop --batch: a link is enough\n"
    "for scripts that know no other name.",
};

#define TIP_COUNT (sizeof tips / sizeof tips[0])
#define FRAME_COLS 78

static void print_line(const char *line, int length, bool is_full)
{
    if (is_full)
        fprintf(stderr, "| %-*.*s |\n", FRAME_COLS - 4, length, line);
    else
        fprintf(stderr, "%.*s\n", length, line);
}

static void print_rule(void)
{
    fputc('+', stderr);
    for (int i = 0; i < FRAME_COLS - 2; i++)
        fputc('-', stderr);
    fputs("+\n", stderr);
}

void tips_print(int number, bool is_full)
{
    size_t index = number < 0 ? (size_t)clock() + (size_t)time(NULL) : (size_t)number;
    const char *line = tips[index % TIP_COUNT];

    if (is_full)
        print_rule();
    for (;;) {
        int length = (int)strcspn(line, "\n");

        print_line(line, length, is_full);
        if (!line[length])
            break;
        line += length + 1;
    }
    if (is_full)
        print_rule();
}
