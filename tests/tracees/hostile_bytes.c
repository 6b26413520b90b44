/*
 * hostile_bytes: says to a terminal what a hostile program would, wherever its
 * bytes can be seen: on its output, in paths, buffers, names and arguments.
 *
 * The bytes move the cursor, clear the screen, set title and clipboard, ask for
 * answers, change the character set, and are no UTF-8.  Each goes by with the word
 * MARK, so that a test can see that it arrived.  Then it prints "all sent" and waits.
 */
#include <sys/stat.h>

#include "tracee.h"

static const char *const attacks[] = {
    "\033[2J\033[H",          /* clear, home */
    "\033[10;10H",            /* move */
    "\033]0;OWNED\007",       /* title */
    "\033]2;OWNED\033\\",
    "\033]52;c;T1dORUQ=\007", /* clipboard */
    "\033[c\033[>c\033[6n",   /* who are you, where is the cursor */
    "\033P$q\"p\033\\",       /* request a setting */
    "\033(0\016\017",         /* character sets */
    "\033[?1049l\033[?25h",   /* leave the alternate screen */
    "\033[31;44m",            /* colours */
    "\033c",                  /* reset */
    "\2332J\2331;1H",         /* C1 as single bytes */
    "\302\2332J",             /* C1 in UTF-8 */
    "\342\200\256\342\201\246", /* bidi override and isolate */
    "\377\376\300\200\r\b\007",  /* no UTF-8, carriage return, backspace, bell */
};

#define COUNT (sizeof(attacks) / sizeof(attacks[0]))

static void attack(const char *bytes)
{
    char text[128];
    struct stat info;
    int length = snprintf(text, sizeof(text), "MARK%sMARK", bytes), pipe_fds[2];

    CHECK(write(STDOUT_FILENO, text, (size_t)length) == length);
    CHECK(stat(text, &info) == -1);
    CHECK(open(text, O_RDONLY) == -1);
    CHECK(pipe(pipe_fds) == 0);
    CHECK(write(pipe_fds[1], text, (size_t)length) == length);
    CHECK(read(pipe_fds[0], text, sizeof(text)) == length);
    close(pipe_fds[0]);
    close(pipe_fds[1]);
    prctl(PR_SET_NAME, bytes);
}

int main(int argc, char *argv[])
{
    tracee_begin();
    if (argc == 1) { /* again, with all of it as arguments */
        char *again[COUNT + 3] = {argv[0], "again"};
        for (size_t i = 0; i < COUNT; i++)
            again[i + 2] = (char *)attacks[i];
        execv(argv[0], again);
    }
    for (size_t i = 0; i < COUNT; i++)
        attack(attacks[i]);
    CHECK(write(STDOUT_FILENO, "\r\nall sent\r\n", 12) == 12);
    pause();
}
