/*
 * lines: what it costs to write a line, in nanoseconds.
 *
 * A command is traced once, its events are kept, and then they are told to batch mode's lines again
 * and again, into /dev/null.  Without an argument the command is a build of a small C program.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/lines.h"
#include "support/timing.h"

#define ROUNDS     7
#define LEAST_TOLD 400000 /* events, in each round */
#define MOST_BYTES ((size_t)512 << 20)

static struct trace {
    char *bytes;
    size_t used, count, lines;
} trace;

static void give_up(const char *what)
{
    fprintf(stderr, "lines: %s\n", what);
    exit(EXIT_FAILURE);
}

static void keep(void *context, const struct event *event)
{
    (void)context;
    if (trace.used + event->size_bytes > MOST_BYTES)
        give_up("more events than there is room for");
    memcpy(trace.bytes + trace.used, event, event->size_bytes);
    trace.used += event->size_bytes;
    trace.count++;
    trace.lines += event->kind == EVENT_SYSCALL || event->kind == EVENT_SIGNAL ||
                   event->kind == EVENT_EXIT;
}

static struct session *record(char **command)
{
    struct session_options options = {
        .argv = command, .follows_forks = true, .tells_entries = true};
    struct error error;
    struct session *session;

    trace.bytes = malloc(MOST_BYTES);
    if (!trace.bytes || session_open(&options, &session, &error) < 0)
        give_up("cannot trace");
    while (!session_has_ended(session)) {
        session_drain(session, SIZE_MAX, keep, NULL);
        usleep(1000);
    }
    session_drain(session, SIZE_MAX, keep, NULL);
    return session;
}

static void tell_all(struct lines *lines)
{
    for (size_t at = 0; at < trace.used;) {
        const struct event *event = (const struct event *)(trace.bytes + at);

        lines_take(lines, event);
        at += event->size_bytes;
    }
}

static double told_ns(struct session *session, const struct batch_options *options)
{
    static struct lines lines;
    struct leaving leaving = {.signals_fd = -1};
    struct outputs outputs;
    struct pass pass = {.options = options};
    struct error error;
    size_t told = 0;
    double began_s;

    if (outputs_open(&outputs, options, &error) < 0)
        give_up("/dev/null");
    outputs.leaving = &leaving;
    lines_init(&lines, &(struct lines_setup){.options = options,
                                             .session = session,
                                             .names = session_names(session),
                                             .pass = &pass,
                                             .outputs = &outputs});
    began_s = timing_now_s();
    do {
        tell_all(&lines);
        told += trace.count;
    } while (told < LEAST_TOLD);
    outputs_flush(&outputs);
    double took_s = timing_now_s() - began_s;
    lines_done(&lines);
    outputs_close(&outputs);
    return took_s * 1e9 / (double)(told / trace.count) / (double)trace.lines;
}

int main(int argc, char **argv)
{
    char *build[] = {"sh", "-c",
                     "cd /tmp && echo 'int main(void){return 0;}' > ptop-bench-lines.c && "
                     "cc -o ptop-bench-lines ptop-bench-lines.c; rm -f ptop-bench-lines*",
                     NULL};
    struct session *session = record(argc > 1 ? argv + 1 : build);
    struct batch_options options = {
        .output_path = "/dev/null",
        .follows_forks = true,
        .format = {.result_column = 40},
        .statuses = BATCH_ALL_STATUSES,
        .quiet = BATCH_QUIET_ATTACH,
    };
    double ns[ROUNDS];

    memset(options.abbreviated.bits, 0xff, sizeof options.abbreviated.bits);
    options.decoded = options.abbreviated;
    number_set_invert(&options.signals);
    for (int i = 0; i < ROUNDS; i++)
        ns[i] = told_ns(session, &options);
    printf("%zu events, %zu lines: %.0f ns each\n", trace.count, trace.lines,
           timing_median(ns, ROUNDS));
    session_close(session);
    return EXIT_SUCCESS;
}
