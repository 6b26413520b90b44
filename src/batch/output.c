#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "message.h"

#define SHARED_BYTES (256u * 1024)
#define OWN_BYTES    (16u * 1024)
#define MOST_OPEN    512u

/* ---- opening ------------------------------------------------------------------------ */

static struct output *add(struct outputs *outputs, int fd, size_t capacity)
{
    struct output *output = calloc(1, sizeof(*output));

    if (!output || !(output->bytes = malloc(capacity)))
        abort();
    output->fd = fd;
    output->capacity = capacity;
    output->next = outputs->first;
    outputs->first = output;
    return output;
}

static int open_file(const char *path, bool appends)
{
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC), 0666);
}

/* A command gets our lines on its standard input, and everything else as we had it. */
static int spawn_reader(struct outputs *outputs, const char *command, int fd)
{
    char *argv[] = {"sh", "-c", (char *)command, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    int result;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    result = posix_spawn(&outputs->reader, "/bin/sh", &actions, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return -result;
}

static int open_pipe(struct outputs *outputs, const char *command, struct error *ret_error)
{
    int ends[2], result;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return error_set(ret_error, -errno, "pipe: %s", strerror(errno));
    result = spawn_reader(outputs, command, ends[0]);
    close(ends[0]);
    if (result < 0) {
        outputs->reader = 0;
        close(ends[1]);
        return error_set(ret_error, result, "%s: %s", command, strerror(-result));
    }
    add(outputs, ends[1], SHARED_BYTES);
    return 0;
}

/* The tracer needs descriptors, too. */
static unsigned choose_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur / 2 > MOST_OPEN)
        return MOST_OPEN;
    return limit.rlim_cur < 4 ? 1 : (unsigned)limit.rlim_cur / 2;
}

int outputs_open(struct outputs *outputs, const struct batch_options *options,
                 struct error *ret_error)
{
    const char *path = options->output_path;
    int fd;

    *outputs = (struct outputs){.options = options, .open_limit = choose_limit()};
    if (!path) {
        add(outputs, STDERR_FILENO, SHARED_BYTES);
        return 0;
    }
    if (*path == '|' || *path == '!')
        return open_pipe(outputs, path + 1, ret_error);
    if (options->is_separate)
        return 0;
    fd = open_file(path, options->appends);
    if (fd < 0)
        return error_set(ret_error, -errno, "Can't fopen '%s': %s", path, strerror(errno));
    add(outputs, fd, SHARED_BYTES);
    return 0;
}

/* ---- a tracee's own file ------------------------------------------------------------- */

static bool is_own(const struct outputs *outputs)
{
    return outputs->options->is_separate && outputs->options->output_path && !outputs->reader;
}

static void close_own(struct outputs *outputs, struct output *output)
{
    if (output->fd < 0)
        return;
    close(output->fd);
    output->fd = -1;
    outputs->open_count--;
}

/* The one that was made first gives way. */
static void make_room(struct outputs *outputs)
{
    struct output *oldest = NULL;

    if (outputs->open_count < outputs->open_limit)
        return;
    for (struct output *output = outputs->first; output; output = output->next)
        oldest = output->fd >= 0 ? output : oldest;
    close_own(outputs, oldest);
}

/* Nothing can be told in it. */
static void fail(struct outputs *outputs, struct output *output, int failure)
{
    output->is_lost = true;
    outputs->write_errno = outputs->write_errno ? outputs->write_errno : failure;
}

/* The command goes on and keeps its status: a full disk, or a reader that has read enough, is no failure
 * of it.  Said once; where standard error is full there is no place to say it. */
static void lose(struct outputs *outputs, struct output *output, int failure)
{
    const char *path = outputs->options->output_path;

    output->is_lost = true;
    if (!path && failure == EPIPE)
        fail(outputs, output, failure);
    else if (path && is_own(outputs))
        message_put(outputs, "%s.%d: %s", path, (int)output->tid, strerror(failure));
    else if (path)
        message_put(outputs, "%s: %s", path, strerror(failure));
}

static void open_own(struct outputs *outputs, struct output *output, bool appends)
{
    char path[PATH_MAX];

    make_room(outputs);
    if (snprintf(path, sizeof(path), "%s.%d", outputs->options->output_path, (int)output->tid) >=
        (int)sizeof(path)) {
        fail(outputs, output, ENAMETOOLONG);
        return;
    }
    output->fd = open_file(path, appends);
    if (output->fd >= 0)
        outputs->open_count++;
    else
        fail(outputs, output, errno);
}

/* ---- writing ------------------------------------------------------------------------- */

static void flush(struct outputs *outputs, struct output *output)
{
    size_t done = 0;

    if (output->fd < 0 && !output->is_lost)
        open_own(outputs, output, true);
    while (done < output->used && !output->is_lost &&
           leaving_wait_for_room(outputs->leaving, output->fd)) {
        size_t left = output->used - done;
        ssize_t wrote =
            write(output->fd, output->bytes + done, left < PIPE_BUF ? left : PIPE_BUF);

        if (wrote > 0) {
            done += (size_t)wrote;
        } else if (errno != EINTR && errno != EAGAIN) {
            lose(outputs, output, errno);
        }
    }
    output->used = 0;
}

void output_put(struct outputs *outputs, struct output *output, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t room = output->capacity - output->used;
        size_t some = length < room ? length : room;

        memcpy(output->bytes + output->used, bytes, some);
        output->used += some;
        bytes += some;
        length -= some;
        if (output->used == output->capacity)
            flush(outputs, output);
    }
}

void outputs_flush(struct outputs *outputs)
{
    for (struct output *output = outputs->first; output; output = output->next)
        if (output->used > 0)
            flush(outputs, output);
}

/* ---- one for each --------------------------------------------------------------------- */

struct output *outputs_get(struct outputs *outputs, pid_t tid)
{
    struct output *output;

    if (!is_own(outputs))
        return outputs->first;
    output = add(outputs, -1, OWN_BYTES);
    output->tid = tid;
    open_own(outputs, output, outputs->options->appends);
    return output;
}

static void free_output(struct output *output)
{
    if (output->fd > STDERR_FILENO)
        close(output->fd);
    free(output->bytes);
    free(output);
}

void outputs_release(struct outputs *outputs, struct output *output)
{
    struct output **at = &outputs->first;

    if (!is_own(outputs))
        return;
    while (*at != output)
        at = &(*at)->next;
    *at = output->next;
    if (output->used > 0)
        flush(outputs, output);
    close_own(outputs, output);
    free_output(output);
}

void outputs_close(struct outputs *outputs)
{
    outputs_flush(outputs);
    while (outputs->first) {
        struct output *output = outputs->first;

        outputs->first = output->next;
        free_output(output);
    }
    if (outputs->reader)
        while (waitpid(outputs->reader, NULL, 0) < 0 && errno == EINTR)
            continue;
    outputs->reader = 0;
}

bool outputs_are_standard_error(const struct outputs *outputs)
{
    return !outputs->options->output_path;
}
