#include "batch.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <ptop/callers.h>
#include <ptop/format.h>

#define OUTPUT_BYTES (256u * 1024)
#define LINE_BYTES (64u * 1024)
#define DRAIN_LIMIT 4096

/* After work, wait this long before asking to be woken: so a busy tracee does not
 * pay for a wake-up of ours at each of its calls. */
#define NAP_MS 5

/* How long a stalled output may hold us up once a signal wants us to leave. */
#define LAST_WORDS_MS 200

struct batch {
    struct session *session;
    const struct batch_options *options;
    struct format_options format;
    int fd;
    int signals_fd;
    int signal; /* that asks us to leave; 0: none yet */
    bool is_from_terminal;
    int write_errno; /* of the output: the first failure */
    size_t used_bytes;
    char output[OUTPUT_BYTES];
    char line[LINE_BYTES];
};

static int output_fd = STDERR_FILENO;

int batch_open_output(const struct batch_options *options, struct error *ret_error)
{
    if (!options->output_path)
        return 0;
    output_fd = open(options->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (output_fd < 0)
        return error_set(ret_error, -errno, "%s: %s", options->output_path, strerror(errno));
    return 0;
}

/* The terminal sends to the whole foreground group: the command has it already. */
static int read_signal(int signals_fd, bool *ret_is_from_terminal)
{
    struct signalfd_siginfo info;

    if (read(signals_fd, &info, sizeof info) != sizeof info)
        return 0;
    *ret_is_from_terminal = info.ssi_code == SI_KERNEL;
    return (int)info.ssi_signo;
}

/* False when a signal wants us to leave and the output takes nothing. */
static bool wait_for_output(struct batch *batch)
{
    struct pollfd fds[2] = {
        { .fd = batch->fd, .events = POLLOUT },
        { .fd = batch->signal ? -1 : batch->signals_fd, .events = POLLIN },
    };

    while (!fds[0].revents) {
        int ready = poll(fds, 2, batch->signal ? LAST_WORDS_MS : -1);

        if (ready == 0)
            return false;
        if (!fds[0].revents && fds[1].revents) {
            batch->signal = read_signal(batch->signals_fd, &batch->is_from_terminal);
            fds[1].fd = -1;
        }
    }
    return true;
}

/* In pieces that do not block once poll said that there is room. */
static void flush(struct batch *batch)
{
    size_t done = 0;

    while (done < batch->used_bytes && !batch->write_errno && wait_for_output(batch)) {
        size_t left = batch->used_bytes - done;
        ssize_t wrote = write(batch->fd, batch->output + done, left < PIPE_BUF ? left : PIPE_BUF);

        if (wrote > 0)
            done += (size_t)wrote;
        else if (errno != EINTR && errno != EAGAIN)
            batch->write_errno = errno;
    }
    batch->used_bytes = 0;
}

/* The text of a line, which lies in batch->line with room for its newline. */
static void put_text(struct batch *batch, const struct text *text)
{
    size_t length = text->length_bytes;

    batch->line[length++] = '\n';
    if (batch->used_bytes + length > sizeof batch->output)
        flush(batch);
    memcpy(batch->output + batch->used_bytes, batch->line, length);
    batch->used_bytes += length;
}

/* A line for each frame, below its call. */
static void put_callers(struct batch *batch, const struct event_syscall *call)
{
    const struct names *names = session_names(batch->session);
    size_t count = callers_count(call);

    for (size_t i = 0; i < count; i++) {
        const char *frame = callers_frame(call, names, i);
        struct text text;

        text_init(&text, batch->line, NULL, sizeof batch->line - 1);
        text_put(&text, " > ");
        text_escape(&text, frame ? frame : "?", frame ? strlen(frame) : 1, batch->format.escape);
        put_text(batch, &text);
    }
}

static void put_line(struct batch *batch, const struct event *event)
{
    struct text text;

    text_init(&text, batch->line, NULL, sizeof batch->line - 1);
    if (batch->options->follows_forks && event->tid) {
        text_put_signed(&text, event->tid);
        do
            text_put_char(&text, ' ');
        while (text.length_bytes < 6);
    }
    format_event(event, &batch->format, &text);
    put_text(batch, &text);
}

static void on_event(void *context, const struct event *event)
{
    switch ((enum event_kind)event->kind) {
    case EVENT_SYSCALL:
        put_line(context, event);
        put_callers(context, (const struct event_syscall *)event);
        break;
    case EVENT_SIGNAL:
    case EVENT_EXIT:
    case EVENT_NOTE:
    case EVENT_LOST:
    case EVENT_HIT:
        put_line(context, event);
        break;
    case EVENT_STOP:
        if (event->number == STOP_REASON_SIGNAL)
            put_line(context, event);
        break;
    case EVENT_NONE:
    case EVENT_SYSCALL_ENTER:
    case EVENT_FORK:
    case EVENT_EXEC:
    case EVENT_RESUME:
    case EVENT_OUTPUT:
    case EVENT_FD_PATH:
    case EVENT_REPLY:
    case EVENT_DETACH:
    case EVENT_END:
    case EVENT_POINT:
    case EVENT_VECTORS:
    case EVENT_RECEIPT:
    case EVENT_KIND_COUNT:
        break;
    }
}

static int open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGQUIT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* The signal that asks us to leave, or 0. */
static int wait_for_news(struct batch *batch, int signals_fd, size_t drained)
{
    struct pollfd fds[2] = {
        { .fd = signals_fd, .events = POLLIN },
        { .fd = session_fd(batch->session), .events = POLLIN },
    };

    if (drained > 0)
        poll(fds, 1, drained < DRAIN_LIMIT ? NAP_MS : 0);
    else if (session_arm(batch->session))
        poll(fds, 2, -1);
    return read_signal(signals_fd, &batch->is_from_terminal);
}

/* A launched command gets the signal too; what was attached runs on. */
static void pass_on(struct session *session, int signal)
{
    struct command command = { .kind = COMMAND_SIGNAL, .value = signal };

    command.tgid = session_launched_pid(session);
    if (command.tgid)
        session_send(session, &command);
}

int batch_run(struct session *session, const struct batch_options *options, int *ret_signal,
              struct error *ret_error)
{
    static struct batch batch;

    batch.signals_fd = open_signals();
    batch.session = session;
    batch.options = options;
    batch.fd = output_fd;
    batch.format = (struct format_options){ .escape = TEXT_ESCAPE_ASCII, .result_column = 40 };
    while (!batch.signal && !batch.write_errno) {
        size_t count = session_drain(session, DRAIN_LIMIT, on_event, &batch);

        if (count < DRAIN_LIMIT && session_has_ended(session))
            break;
        if (count == 0)
            flush(&batch); /* before a sleep that may be long */
        if (!batch.signal)
            batch.signal = wait_for_news(&batch, batch.signals_fd, count);
    }
    *ret_signal = batch.signal;
    if (batch.signal && !batch.is_from_terminal)
        pass_on(session, batch.signal);
    flush(&batch);
    close(batch.signals_fd);
    if (batch.write_errno)
        return error_set(ret_error, -batch.write_errno, "cannot write: %s",
                         strerror(batch.write_errno));
    return 0;
}
