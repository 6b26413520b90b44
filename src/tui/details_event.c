/* What is no call, as lines: its line, unfolded, and in words what it means. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include <ptop/point.h>

#include "details_build.h"

void details_add_line(struct details *details, const struct event *event)
{
    format_event(event, &details->format, &details->text);
    details_end(details, (struct details_place){1, DETAILS_INDENT_COLS, DETAILS_INDENT_COLS});
}

static void add_sentence(struct details *details, const char *sentence)
{
    text_put_role(&details->text, TEXT_DIM, sentence);
    details_end(details, (struct details_place){1, DETAILS_INDENT_COLS, DETAILS_INDENT_COLS});
}

/* ---- signals --------------------------------------------------------------------- */

/* Does the siginfo name the process that the signal is about? */
static bool names_process(const siginfo_t *info)
{
    switch (info->si_code) {
    case SI_USER:
    case SI_QUEUE:
    case SI_TKILL:
        return true;
    default:
        return info->si_signo == SIGCHLD && info->si_code > 0;
    }
}

void details_add_signal(struct details *details, const struct event *event)
{
    const struct event_signal *signal = (const struct event_signal *)event;
    siginfo_t info;

    static_assert(sizeof(info) == sizeof(signal->siginfo), "the kernel's siginfo_t");
    memcpy(&info, signal->siginfo, sizeof(info));
    details_add_line(details, event);
    if (!names_process(&info) || !details->options.tasks ||
        !tasks_find(details->options.tasks, info.si_pid, event->sequence))
        return;
    details_put_name(details, info.si_code > 0 ? "child" : "from");
    details_put_task(details, info.si_pid, event->sequence);
    if (info.si_pid == event->tgid)
        text_put(&details->text, ", itself");
    details_end_value(details);
}

/* ---- exits ----------------------------------------------------------------------- */

static const struct {
    int signal;
    const char *meaning;
} deaths[] = {
    {SIGHUP, "its terminal went away, or someone asked it to begin anew"},
    {SIGINT, "someone pressed Ctrl-C"},
    {SIGQUIT, "someone pressed Ctrl-\\"},
    {SIGILL, "it executed something that is no instruction"},
    {SIGTRAP, "it ran into a breakpoint, and nobody was there to catch it"},
    {SIGABRT, "it gave up by itself: abort(), a failed assertion, a damaged heap"},
    {SIGBUS, "it used memory that has nothing behind it: often a file that got shorter"},
    {SIGFPE, "it divided by zero, or the like"},
    {SIGKILL, "nothing can catch this one: someone sent it, or memory ran out"},
    {SIGSEGV, "it used an address that is not its own"},
    {SIGPIPE, "it wrote where nobody reads any more"},
    {SIGALRM, "its alarm rang, and it had no handler"},
    {SIGTERM, "it was asked to end"},
    {SIGXCPU, "it used all the processor time that it may have"},
    {SIGXFSZ, "it wrote a file larger than it may be"},
    {SIGSYS, "it made a call that a seccomp filter forbids"},
};

/* What shells make of an exit status. */
static const char *exit_meaning(int status)
{
    switch (status) {
    case 0:
        return "success";
    case 126:
        return "from a shell: the command could not be executed";
    case 127:
        return "from a shell: the command was not found";
    default:
        return status > 128 && format_signal_name(status - 128)
                   ? "from a shell: its command was ended by the signal of this number less 128"
                   : "by custom, a failure";
    }
}

void details_add_exit(struct details *details, const struct event *event)
{
    int status = event->number;

    details_add_line(details, event);
    if (event->flags & EVENT_SUPERSEDED)
        return;
    if (WIFEXITED(status))
        add_sentence(details, exit_meaning(WEXITSTATUS(status)));
    for (size_t i = 0; WIFSIGNALED(status) && i < sizeof(deaths) / sizeof(deaths[0]); i++)
        if (deaths[i].signal == WTERMSIG(status))
            add_sentence(details, deaths[i].meaning);
}

/* ---- hits of points --------------------------------------------------------------- */

static void add_number(struct details *details, const char *name, uint8_t role, uint64_t value)
{
    details_put_name(details, name);
    uint8_t before = text_set_role(&details->text, role);
    text_put_hex(&details->text, value);
    text_set_role(&details->text, before);
    details_end_value(details);
}

void details_add_hit(struct details *details, const struct event *event)
{
    const struct event_hit *hit = (const struct event_hit *)event;

    details_add_line(details, event);
    if (hit->kind != POINT_CALL)
        add_number(details, "address", TEXT_ADDRESS, hit->address);
    if (hit->pc)
        add_number(details, "instruction", TEXT_ADDRESS, hit->pc);
    if (hit->kind == POINT_WATCH) {
        add_number(details, "before", TEXT_NUMBER, hit->old_value);
        add_number(details, "now", TEXT_NUMBER, hit->new_value);
        add_number(details, "hits", TEXT_NUMBER, hit->count);
    }
}
