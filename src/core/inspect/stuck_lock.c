/*
 * A file lock: /proc/locks has a line for each lock, and below it, with the same
 * number and an arrow, one for each process that waits for it:
 *
 *     1: FLOCK  ADVISORY  WRITE 815 fe:01:4711 0 EOF
 *     1: -> FLOCK  ADVISORY  WRITE 813 fe:01:4711 0 EOF
 */
#include "stuck_case.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lock_line {
    unsigned number;
    bool is_waiting;
    char kind[16], access[16];
    int pid; /* -1: of an open file description, not of a process */
};

/* Of a copy: sscanf measures all that it is given, and behind the line are thousands more. */
static bool parse_lock(const char *lines, struct lock_line *ret_lock)
{
    char copy[256];
    const char *line = copy;
    int at = 0;

    snprintf(copy, sizeof(copy), "%.*s", (int)strcspn(lines, "\n"), lines);
    if (sscanf(line, "%u:%n", &ret_lock->number, &at) != 1 || at == 0)
        return false;
    line += at + strspn(line + at, " ");
    ret_lock->is_waiting = strncmp(line, "->", 2) == 0;
    return sscanf(line + (ret_lock->is_waiting ? 2 : 0), "%15s %*s %15s %d", ret_lock->kind,
                  ret_lock->access, &ret_lock->pid) == 3;
}

static const char *next_line(const char *line)
{
    const char *newline = strchr(line, '\n');

    return newline && newline[1] != '\0' ? newline + 1 : NULL;
}

/* The number of the lock that the process waits for; false: none. */
static bool find_wait(const char *locks, int32_t pid, unsigned *ret_number)
{
    struct lock_line lock;

    for (const char *line = locks; line; line = next_line(line)) {
        if (parse_lock(line, &lock) && lock.is_waiting && lock.pid == pid) {
            *ret_number = lock.number;
            return true;
        }
    }
    return false;
}

static void say_open(struct stuck_case *c, int fd)
{
    char link[4200];

    stuck_say(c, "", "the lock is of an open file, not of a process; who has it open:");
    if (stuck_fd_link(c->tid, fd, link, sizeof(link)))
        stuck_say_holders(c, "open in", link, SIDE_ANY);
}

static void say_holder(struct stuck_case *c, int fd, const struct lock_line *lock)
{
    if (lock->pid <= 0) {
        say_open(c, fd);
        return;
    }
    stuck_line(c, lock->is_waiting ? "and waits" : "holder");
    stuck_put_task(c, lock->pid);
    if (lock->is_waiting)
        return;
    text_put(c->text, strcmp(lock->access, "READ") == 0 ? ", shared" : ", exclusive");
    stuck_put_doing(c, lock->pid);
}

static void explain_lock(struct stuck_case *c, int fd)
{
    char *locks = stuck_read_all(c->tid, "../locks");
    char link[4200];
    unsigned number;
    struct lock_line lock;

    stuck_line(c, "waits for");
    text_put(c->text, "the lock on ");
    if (stuck_fd_link(c->tid, fd, link, sizeof(link)))
        stuck_put_escaped(c, TEXT_PATH, link);
    if (locks && find_wait(locks, c->tgid, &number)) {
        for (const char *line = locks; line; line = next_line(line))
            if (parse_lock(line, &lock) && lock.number == number &&
                !(lock.is_waiting && lock.pid == c->tgid))
                say_holder(c, fd, &lock);
    }
    free(locks);
}

void explain_flock(struct stuck_case *c, unsigned arg)
{
    explain_lock(c, (int)c->call.args[arg]);
}

#define FCNTL_SETLKW_COMPAT 14 /* F_SETLKW64 of i386 */

void explain_fcntl(struct stuck_case *c, unsigned arg)
{
    switch ((int)c->call.args[arg + 1]) {
    case F_SETLKW:
    case F_OFD_SETLKW:
    case FCNTL_SETLKW_COMPAT:
        explain_lock(c, (int)c->call.args[arg]);
        break;
    default:
        break;
    }
}
