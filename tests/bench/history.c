/*
 * history [EVENTS]: how fast a long history answers a filter.
 *
 * Real programs are traced once.  What they did is then told again and again, with
 * other numbers, times, tids, addresses and paths, until the store holds
 * 10 000 000 events (or as many as are asked for), most of them in its spill
 * file.  Each filter is put on the view as a keystroke does it; measured are the
 * time until the newest page is known and until every event was looked at.  Beside
 * the filters on text, grep counts the same lines in a file.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <ptop/format.h>
#include <ptop/piece.h>
#include <ptop/session.h>
#include <ptop/view.h>

#include "support/timing.h"

#define EVENTS 10000000u
#define ROUNDS 5
#define PAGE_ROWS 60
#define SLICE_NS 5000000u /* as the screen gives */
#define LINE_BYTES 4096
#define LINE_STRING_BYTES 512 /* of each buffer: what a filter on text sees */

static const char workload[] =
    "find /usr > /dev/null;"
    "ls -lR /etc > /dev/null; grep -rs main /usr/include/x86_64-linux-gnu > /dev/null;"
    "for i in 1 2 3 4 5 6 7 8; do cat /etc/passwd /nonexistent /etc/group; done > /dev/null 2>&1;"
    "printf 'int main(void){return 0;}' > $T/a.c && cc -o $T/a $T/a.c;"
    "python3 -c 'import json, socket, threading' ; dd if=/dev/zero of=/dev/null bs=1 count=5000;"
    "rm -rf $T";

static void give_up(const char *what)
{
    fprintf(stderr, "history: %s\n", what);
    exit(EXIT_FAILURE);
}

/* ---- what is recorded ------------------------------------------------------------ */

static struct session *record(void)
{
    char command[sizeof(workload) + 128];
    const struct session_options options = {
        .argv = (char *[]){"sh", "-c", command, NULL},
        .follows_forks = true,
        .stores_events = true,
        .fd_details = FD_EVERYTHING,
    };
    struct session *session;
    struct error error;

    snprintf(command, sizeof(command), "exec 2>/dev/null; T=$(mktemp -d) || exit; %s", workload);
    if (session_open(&options, &session, &error) != 0)
        give_up(error.message);
    while (!session_has_ended(session))
        if (session_drain(session, 4096, NULL, NULL) == 0)
            usleep(1000);
    return session;
}

/* ---- told again -------------------------------------------------------------------- */

struct telling {
    struct store *store;
    struct tasks *tasks;
    uint64_t sequence, random;
    nanoseconds later_ns; /* than when it was recorded */
    int32_t tid_step;
    bool is_first;
};

static uint64_t chance(struct telling *telling)
{
    telling->random ^= telling->random << 13;
    telling->random ^= telling->random >> 7;
    telling->random ^= telling->random << 17;
    return telling->random;
}

/* Another letter somewhere in a text. */
static void change_text(struct telling *telling, uint8_t *bytes, uint32_t length)
{
    if (length == 0)
        return;
    uint8_t *byte = &bytes[chance(telling) % length];
    if (*byte >= 'a' && *byte <= 'z')
        *byte = (uint8_t)('a' + chance(telling) % 26);
    else if (*byte >= '0' && *byte <= '9')
        *byte = (uint8_t)('0' + chance(telling) % 10);
}

static void change_call(struct telling *telling, struct event_syscall *call)
{
    for (int i = 0; i < 6; i++)
        if (call->args[i] > UINT32_MAX && call->args[i] < UINT64_C(1) << 47)
            call->args[i] += (chance(telling) & 0xff) << 12;
    call->duration_ns = call->duration_ns * (32 + (chance(telling) & 63)) / 64;
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (!(piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)))
            change_text(telling, (uint8_t *)piece_bytes(piece), piece->length_bytes);
}

static void change_tids(struct telling *telling, struct event *event)
{
    struct event_fork *fork = (struct event_fork *)event;

    event->tid += telling->tid_step;
    event->tgid += telling->tid_step;
    if (event->kind == EVENT_FORK) {
        fork->child_tid += telling->tid_step;
        fork->child_tgid += telling->tid_step;
        fork->parent_tgid += telling->tid_step;
    }
    if (event->kind == EVENT_EXEC)
        ((struct event_exec *)event)->former_tid += telling->tid_step;
}

static void tell(struct telling *telling, const struct event *event)
{
    static _Alignas(8) char bytes[EVENT_MAX_BYTES];
    struct event *copy = (struct event *)bytes;

    if (event->kind == EVENT_FD_PATH && !telling->is_first) /* the names stay what they are */
        return;
    memcpy(bytes, event, event->size_bytes);
    copy->sequence = ++telling->sequence;
    copy->time_ns += telling->later_ns;
    change_tids(telling, copy);
    if (copy->kind == EVENT_SYSCALL && !telling->is_first)
        change_call(telling, (struct event_syscall *)copy);
    tasks_apply(telling->tasks, copy);
    if (store_append(telling->store, copy) != 0)
        give_up("the store cannot spill");
}

static void tell_until(struct telling *telling, struct store *recorded, uint64_t count)
{
    uint64_t first = store_first_row(recorded), end = store_row_count(recorded);
    nanoseconds span_ns =
        store_get(recorded, end - 1)->time_ns - store_get(recorded, first)->time_ns;

    for (telling->is_first = true; store_row_count(telling->store) < count;
         telling->is_first = false) {
        for (uint64_t row = first; row < end && store_row_count(telling->store) < count; row++)
            tell(telling, store_get(recorded, row));
        telling->later_ns += span_ns;
        telling->tid_step += 1000;
    }
}

/* ---- the lines as text --------------------------------------------------------------- */

static void write_lines(struct store *store, const struct names *names, FILE *file)
{
    const struct format_options options = {
        .names = names, .escape = TEXT_ESCAPE_UTF8, .string_limit_bytes = LINE_STRING_BYTES};
    char bytes[LINE_BYTES];
    struct text line;

    for (uint64_t row = store_first_row(store); row < store_row_count(store); row++) {
        const struct event *event = store_get(store, row);
        if (!(VIEW_KINDS >> event->kind & 1))
            continue;
        text_init(&line, bytes, NULL, sizeof(bytes));
        format_event(event, &options, &line);
        fwrite(line.bytes, 1, line.length_bytes, file);
        putc('\n', file);
    }
    if (fflush(file) != 0)
        give_up("no room for the lines");
}

static double time_grep(const char *option, const char *expression, const char *path)
{
    char command[512], output[32];
    double times_s[ROUNDS];

    snprintf(command, sizeof(command), "LC_ALL=C.UTF-8 grep -c %s -e '%s' %s", option, expression,
             path);
    for (int round = 0; round < ROUNDS; round++) {
        double start_s = timing_now_s();
        FILE *grep = popen(command, "re"); /* with /dev/null it would not count */
        if (!grep || !fgets(output, sizeof(output), grep) || pclose(grep) == -1)
            return -1;
        times_s[round] = timing_now_s() - start_s;
    }
    return timing_median(times_s, ROUNDS);
}

/* ---- filters ------------------------------------------------------------------------- */

static const struct question {
    const char *name, *filter;
    const char *expression; /* the same for grep, or NULL */
    double wanted_s;
} questions[] = {
    {"all", "", NULL, 1},
    {"syscall", "openat", NULL, 1},
    {"rare syscall", "execve", NULL, 1},
    {"pid", "pid==%d", NULL, 1},
    {"errno", "err==ENOENT", NULL, 1},
    {"duration", "dur>1ms", NULL, 1},
    {"path glob", "path:/usr/**/*.h", NULL, 3},
    {"three terms", "openat path:/usr/** failed", NULL, 3},
    {"text", "\"ld-linux\"", "ld-linux", 0},
    {"regex", "/open.*\\.so(\\.[0-9]+)+\"/", "open.*\\.so(\\.[0-9]+)+\"", 0},
};
#define QUESTIONS (sizeof(questions) / sizeof(questions[0]))

struct answer {
    double page_s, all_s, slice_s;
    uint64_t count;
    double bits;
};

static bool has_page(struct view *view)
{
    uint64_t row = VIEW_NO_ROW - 1;
    bool gave_up = false;

    for (int i = 0; i < PAGE_ROWS; i++) {
        row = view_at_or_before(view, row, SLICE_NS, &gave_up);
        if (row == VIEW_NO_ROW || row == 0)
            return !gave_up;
        row--;
    }
    return true;
}

static struct answer ask(struct view *view, struct store *store, const struct filter_facts *facts,
                         const char *text)
{
    struct answer answer = {0};
    struct filter *filter = NULL;
    struct error error;
    double start_s = timing_now_s(), slice_s = start_s;
    bool is_complete;

    if (text[0] && filter_new(text, facts, &filter, &error) != 0)
        give_up(error.message);
    view_set_filter(view, filter);
    while (!has_page(view))
        ;
    answer.page_s = timing_now_s() - start_s;
    do {
        slice_s = timing_now_s();
        is_complete = view_step(view, SLICE_NS);
        slice_s = timing_now_s() - slice_s;
        if (slice_s > answer.slice_s)
            answer.slice_s = slice_s;
    } while (!is_complete);
    answer.all_s = timing_now_s() - start_s;
    answer.count = view_count(view);
    answer.bits = 8.0 * (double)view_memory_bytes(view) / (double)store_row_count(store);
    return answer;
}

static struct answer median_answer(struct view *view, struct store *store,
                                   const struct filter_facts *facts, const char *text)
{
    double page_s[ROUNDS], all_s[ROUNDS], slice_s[ROUNDS];
    struct answer answer;

    for (int round = 0; round < ROUNDS; round++) {
        answer = ask(view, store, facts, text);
        page_s[round] = answer.page_s;
        all_s[round] = answer.all_s;
        slice_s[round] = answer.slice_s;
    }
    answer.page_s = timing_median(page_s, ROUNDS);
    answer.all_s = timing_median(all_s, ROUNDS);
    answer.slice_s = timing_median(slice_s, ROUNDS);
    return answer;
}

static void ask_all(struct store *store, const struct filter_facts *facts, const char *lines_path)
{
    struct view *view = view_new(store);
    int32_t tgid = store_get(store, store_row_count(store) / 2)->tgid;

    printf("%-14s %9s %9s %9s %9s %10s %6s %9s %9s\n", "filter", "page ms", "slice ms", "all s",
           "wanted s", "passing", "bits", "grep -E s", "grep -P s");
    for (size_t i = 0; i < QUESTIONS; i++) {
        const struct question *question = &questions[i];
        char text[128];
        snprintf(text, sizeof(text), question->filter, tgid);
        struct answer answer = median_answer(view, store, facts, text);
        printf("%-14s %9.2f %9.2f %9.3f ", question->name, answer.page_s * 1e3,
               answer.slice_s * 1e3, answer.all_s);
        if (question->wanted_s > 0)
            printf("%9.0f", question->wanted_s);
        else
            printf("%9s", "");
        printf(" %10llu %6.2f", (unsigned long long)answer.count, answer.bits);
        if (question->expression)
            printf(" %9.3f %9.3f", time_grep("-E", question->expression, lines_path),
                   time_grep("-P", question->expression, lines_path));
        printf("\n");
        fflush(stdout);
    }
    view_free(view);
}

int main(int argc, char *argv[])
{
    uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : EVENTS;
    struct telling telling = {.tasks = tasks_new(), .random = 88172645463325252u};
    char lines_path[] = "/var/tmp/ptop-lines-XXXXXX";
    double start_s = timing_now_s();

    session_remember_environment();
    struct session *session = record();
    struct store *recorded = session_store(session);
    if (store_new(&(struct store_options){0}, &telling.store) != 0)
        give_up("no store");
    printf("%llu events were recorded", (unsigned long long)store_row_count(recorded));
    tell_until(&telling, recorded, count);
    printf(", %llu told, %.0f MiB (%.0f s)\n", (unsigned long long)store_row_count(telling.store),
           (double)(store_memory_bytes(telling.store) + store_spilled_bytes(telling.store)) / 1048576,
           timing_now_s() - start_s);
    start_s = timing_now_s();
    FILE *lines = fdopen(mkstemp(lines_path), "w");
    if (!lines)
        give_up("no file for the lines");
    write_lines(telling.store, session_names(session), lines);
    printf("%.1f MiB of lines, %.0f ns each\n\n", (double)ftell(lines) / 1048576,
           (timing_now_s() - start_s) * 1e9 / (double)count);
    struct filter_facts facts = session_facts(session);
    facts.tasks = telling.tasks;
    ask_all(telling.store, &facts, lines_path);
    fclose(lines);
    unlink(lines_path);
    store_free(telling.store);
    tasks_free(telling.tasks);
    session_close(session);
    return EXIT_SUCCESS;
}
