/*
 * A call goes to its syscall's row, to the rows of the files that its plan
 * names, and to those of its thread, its process and all together.
 */
#include <ptop/summary.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ptop/piece.h>

#include "core/base/alloc.h"
#include "core/base/id_table.h"
#include "core/history/summary_files.h"
#include "core/history/summary_plan.h"
#include "core/history/view_state.h"

#define UNKNOWN_NUMBER       SYSCALL_SET_NUMBERS /* the place of numbers that have no row */
#define STEP_ROWS            64                  /* between two looks at the clock */
#define OPEN_HOW_FLAGS_BYTES 8                   /* the first member of struct open_how */

struct syscall_row {
    struct summary_syscall public;
    struct plan plan;
};

struct task_rows {
    struct summary_task *rows;
    uint32_t count, capacity;
    struct id_table by_id; /* 1 + index, as a pointer */
    int32_t last_id;       /* most calls come from the thread that made the one before */
    uint32_t last;
};

struct summary {
    const struct names *names;
    struct syscall_row **syscalls; /* in order of their first call */
    size_t syscall_count;
    struct syscall_row *by_number[ABI_COUNT][SYSCALL_SET_NUMBERS + 1];
    struct summary_files files;
    struct task_rows tasks[SUMMARY_WHO_COUNT];
    struct summary_task total;
    uint64_t generation;

    struct store *store; /* of a view; else NULL */
    struct view *view;
    uint64_t view_generation;
    uint64_t next_row; /* of the store: what comes before is in */
    size_t joins_seen; /* of the view's restarts */
};

/* ---- life ------------------------------------------------------------------------ */

struct summary *summary_new(const struct names *names)
{
    struct summary *summary = alloc_zeroed(1, sizeof *summary);
    summary->names = names;
    return summary;
}

struct summary *summary_of_view(const struct names *names, struct store *store, struct view *view)
{
    struct summary *summary = summary_new(names);
    summary->store = store;
    summary->view = view;
    summary->view_generation = view_generation(view);
    return summary;
}

static void clear(struct summary *summary)
{
    for (size_t i = 0; i < summary->syscall_count; i++)
        free(summary->syscalls[i]);
    free(summary->syscalls);
    summary->syscalls = NULL;
    summary->syscall_count = 0;
    memset(summary->by_number, 0, sizeof summary->by_number);
    summary_files_done(&summary->files);
    for (int who = 0; who < SUMMARY_WHO_COUNT; who++) {
        free(summary->tasks[who].rows);
        id_table_done(&summary->tasks[who].by_id);
        summary->tasks[who] = (struct task_rows){0};
    }
    summary->total = (struct summary_task){0};
    summary->generation++;
}

void summary_free(struct summary *summary)
{
    if (!summary)
        return;
    clear(summary);
    free(summary);
}

/* ---- one call ---------------------------------------------------------------------- */

/* What every row that a call goes to gains. */
struct gain {
    const struct event_syscall *call;
    bool has_failed, has_returned;
    nanoseconds duration_ns;
    uint64_t read_bytes, written_bytes;
};

static struct gain gain_of(const struct event_syscall *call)
{
    bool has_returned = !(call->header.flags & EVENT_NO_RETURN);

    return (struct gain){
        .call = call,
        .has_failed = has_returned && (call->header.flags & EVENT_FAILED),
        .has_returned = has_returned,
        .duration_ns = has_returned ? call->duration_ns : 0,
    };
}

static struct syscall_row *add_syscall_row(struct summary *summary, enum abi abi, int32_t number)
{
    const struct syscall_spec *spec = syscall_find(abi, number);
    struct syscall_row **place =
        &summary->by_number[abi][spec && number < UNKNOWN_NUMBER ? number : UNKNOWN_NUMBER];

    if (*place)
        return *place;
    struct syscall_row *row = alloc_zeroed(1, sizeof *row);
    row->public.abi = abi;
    row->public.number = spec ? number : -1;
    if (spec)
        row->plan = plan_of(spec);
    summary->syscalls =
        alloc_resize(summary->syscalls, summary->syscall_count + 1, sizeof(*summary->syscalls));
    summary->syscalls[summary->syscall_count++] = row;
    return *place = row;
}

static struct syscall_row *syscall_row(struct summary *summary, const struct event *header)
{
    enum abi abi = header->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;

    if ((uint32_t)header->number < UNKNOWN_NUMBER && summary->by_number[abi][header->number])
        return summary->by_number[abi][header->number];
    return add_syscall_row(summary, abi, header->number);
}

static void add_to_syscall(struct summary_syscall *row, const struct gain *gain)
{
    row->calls++;
    row->errors += gain->has_failed;
    row->total_ns += gain->duration_ns;
    if (gain->has_returned)
        histogram_add(&row->durations, gain->duration_ns);
}

/* ---- its files --------------------------------------------------------------------- */

/* The pieces that name files, by argument. */
struct named {
    uint32_t ids[PIECE_RESULT + 1];
    uint32_t directories[PIECE_RESULT + 1]; /* that a relative path starts from */
    const struct event_piece *paths[PIECE_RESULT + 1];
};

static struct named find_named(const struct event_syscall *call)
{
    struct named named = {0};

    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece)) {
        if (piece->part > 1 || piece->arg > PIECE_RESULT)
            continue;
        if (piece->part == 1)
            named.directories[piece->arg] = piece_name_id(piece);
        else if (piece->flags & PIECE_FD_NAME)
            named.ids[piece->arg] = piece_name_id(piece);
        else if (!(piece->flags & PIECE_UNREADABLE))
            named.paths[piece->arg] = piece;
    }
    return named;
}

static struct summary_file *file_of(struct summary *summary, const struct plan_subject *subject,
                                    const struct event_syscall *call, const struct named *named)
{
    if (!subject->is_path)
        return summary_files_by_id(&summary->files, summary->names, named->ids[subject->arg]);
    const struct event_piece *path = named->paths[subject->arg];
    uint32_t directory = named->directories[subject->arg];
    if (directory == 0 && subject->dirfd != PLAN_NO_ARG)
        directory = named->ids[subject->dirfd];
    size_t length = path ? strnlen((const char *)piece_bytes(path), path->length_bytes) : 0;
    if (length == 0 && (path || call->args[subject->arg] == 0)) /* AT_EMPTY_PATH */
        return summary_files_by_id(&summary->files, summary->names, directory);
    if (length == 0)
        return NULL;
    return summary_files_by_path(&summary->files, names_find(summary->names, directory),
                                 piece_bytes(path), length);
}

static uint32_t open_flags(const struct plan *plan, const struct event_syscall *call,
                           const struct named *named)
{
    uint32_t flags = plan->fixed_flags;

    if (plan->flags == PLAN_NO_ARG)
        return flags;
    const struct event_piece *how = named->paths[plan->flags];
    if (!how)
        return (uint32_t)call->args[plan->flags];
    if (how->length_bytes >= OPEN_HOW_FLAGS_BYTES)
        memcpy(&flags, piece_bytes(how), sizeof flags);
    return flags;
}

static uint64_t moved_bytes(const struct plan_subject *subject, const struct event_syscall *call)
{
    if (subject->bytes == PLAN_NO_ARG)
        return 0;
    return subject->bytes == PIECE_RESULT ? (uint64_t)call->result : call->args[subject->bytes];
}

static void use_file(struct summary_file *file, enum file_use use, uint64_t bytes)
{
    switch (use) {
    case USE_CALL:
    case USE_OPEN:
        break;
    case USE_READ:
        file->reads++;
        file->read_bytes += bytes;
        break;
    case USE_WRITE:
        file->writes++;
        file->written_bytes += bytes;
        break;
    case USE_MAP:
        file->mapped_bytes += bytes;
        break;
    }
}

static void add_to_file(struct summary_file *file, const struct gain *gain)
{
    file->calls++;
    file->errors += gain->has_failed;
    file->total_ns += gain->duration_ns;
}

/* A file that two arguments name has one call more, not two: rows may move while more are added,
 * so those of this call are remembered by number. */
static bool is_first_time(const struct summary_files *files, const struct summary_file *file,
                          uint32_t *seen, unsigned *seen_count)
{
    uint32_t row = (uint32_t)((const struct file_row *)file - files->rows);

    for (unsigned i = 0; i < *seen_count; i++)
        if (seen[i] == row)
            return false;
    seen[(*seen_count)++] = row;
    return true;
}

static void add_to_files(struct summary *summary, const struct plan *plan, struct gain *gain)
{
    const struct event_syscall *call = gain->call;
    uint32_t seen[PLAN_SUBJECTS];
    unsigned seen_count = 0;
    bool has_moved = gain->has_returned && !gain->has_failed;

    if (plan->count == 0)
        return;
    struct named named = find_named(call);
    for (uint8_t i = 0; i < plan->count; i++) {
        const struct plan_subject *subject = &plan->subjects[i];
        uint64_t bytes = has_moved ? moved_bytes(subject, call) : 0;
        gain->read_bytes += subject->use == USE_READ ? bytes : 0;
        gain->written_bytes += subject->use == USE_WRITE ? bytes : 0;
        if (subject->is_path && plan->opens_path && named.ids[PIECE_RESULT])
            continue;
        struct summary_file *file = file_of(summary, subject, call, &named);
        if (!file)
            continue;
        if (is_first_time(&summary->files, file, seen, &seen_count))
            add_to_file(file, gain);
        if (subject->use == USE_OPEN)
            summary_file_opened(file, open_flags(plan, call, &named));
        else
            use_file(file, (enum file_use)subject->use, bytes);
    }
}

/* ---- its thread ---------------------------------------------------------------------- */

static uint32_t add_task_row(struct task_rows *tasks, int32_t tid, int32_t tgid)
{
    if (tasks->count == SUMMARY_MAX_ROWS)
        return SUMMARY_MAX_ROWS - 1;
    if (tasks->count == tasks->capacity) {
        tasks->capacity = tasks->capacity ? 2 * tasks->capacity : 64;
        tasks->rows = alloc_resize(tasks->rows, tasks->capacity, sizeof *tasks->rows);
    }
    bool is_last = tasks->count == SUMMARY_MAX_ROWS - 1;
    tasks->rows[tasks->count++] =
        is_last ? (struct summary_task){0} : (struct summary_task){.tid = tid, .tgid = tgid};
    if (!is_last)
        id_table_put(&tasks->by_id, tid, (void *)(uintptr_t)tasks->count);
    return tasks->count - 1;
}

static struct summary_task *task_row(struct task_rows *tasks, int32_t tid, int32_t tgid)
{
    if (tasks->last_id != tid || tasks->count == 0) {
        uintptr_t known = (uintptr_t)id_table_find(&tasks->by_id, tid);
        tasks->last = known ? (uint32_t)(known - 1) : add_task_row(tasks, tid, tgid);
        tasks->last_id = tid;
    }
    return &tasks->rows[tasks->last];
}

static void add_to_task(struct summary_task *task, const struct gain *gain)
{
    task->calls++;
    task->errors += gain->has_failed;
    task->total_ns += gain->duration_ns;
    task->read_bytes += gain->read_bytes;
    task->written_bytes += gain->written_bytes;
    if (task->last_sequence < gain->call->header.sequence) /* attempts come late */
        task->last_sequence = gain->call->header.sequence;
}

void summary_add(struct summary *summary, const struct event *event)
{
    thread_role_check(THREAD_ROLE_UI);
    if (event->kind != EVENT_SYSCALL)
        return;
    struct gain gain = gain_of((const struct event_syscall *)event);
    struct syscall_row *row = syscall_row(summary, event);
    add_to_syscall(&row->public, &gain);
    add_to_files(summary, &row->plan, &gain);
    add_to_task(task_row(&summary->tasks[SUMMARY_PROCESSES], event->tgid, event->tgid), &gain);
    add_to_task(task_row(&summary->tasks[SUMMARY_THREADS], event->tid, event->tgid), &gain);
    add_to_task(&summary->total, &gain);
}

/* ---- following a view ------------------------------------------------------------------ */

static nanoseconds now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

/* Up to count rows; false when there is none left, or none could be found in the time. */
static bool add_rows(struct summary *summary, unsigned count, nanoseconds budget_ns,
                     bool *ret_gave_up)
{
    for (; count > 0; count--) {
        uint64_t row = view_at_or_after(summary->view, summary->next_row, budget_ns, ret_gave_up);
        if (row == VIEW_NO_ROW)
            return false;
        summary_add(summary, store_get(summary->store, row));
        summary->next_row = row + 1;
    }
    return true;
}

/* Was an interrupted call left out, since the line of the one that went on with it is shown?  What
 * is before next_row was taken in while it was a line itself. */
static bool is_left_out(const struct summary *summary, uint64_t row, uint64_t sequence)
{
    const struct filter *filter = view_filter(summary->view);

    return row != VIEW_NO_ROW && row >= summary->next_row &&
           view_is_continued(summary->view, sequence) &&
           (!filter || filter_matches(filter, store_get(summary->store, row)));
}

/* Each attempt counts, also those that are no line; all that are known before any row, as the rows
 * are taken in as the view shows them by now.  False where the time ends before. */
static bool add_attempts(struct summary *summary, nanoseconds until_ns)
{
    const struct restarts *restarts = summary->view->restarts;
    size_t count = restarts ? restarts_count(restarts) : 0;

    for (; summary->joins_seen < count; summary->joins_seen++) {
        if (summary->joins_seen % STEP_ROWS == 0 && now_ns() >= until_ns)
            return false;
        uint64_t sequence = restarts_get(restarts, summary->joins_seen)->interrupted;
        uint64_t row = view_row_of(summary->view, sequence);
        if (is_left_out(summary, row, sequence))
            summary_add(summary, store_get(summary->store, row));
    }
    return true;
}

bool summary_step(struct summary *summary, nanoseconds budget_ns)
{
    nanoseconds until_ns = now_ns() + budget_ns;
    bool gave_up = false;

    if (summary->view_generation != view_generation(summary->view)) {
        clear(summary);
        summary->view_generation = view_generation(summary->view);
        summary->next_row = 0;
        summary->joins_seen = 0;
    }
    view_extend(summary->view); /* it must know all rows of the store, or some were passed over */
    if (!add_attempts(summary, until_ns))
        return false;
    for (nanoseconds now; (now = now_ns()) < until_ns;) {
        if (add_rows(summary, STEP_ROWS, until_ns - now, &gave_up))
            continue;
        if (gave_up)
            return false;
        summary->next_row = store_row_count(summary->store);
        return true;
    }
    return false;
}

double summary_progress(const struct summary *summary)
{
    uint64_t first = store_first_row(summary->store), end = store_row_count(summary->store);

    if (summary->next_row <= first)
        return end > first ? 0 : 1;
    return (double)(summary->next_row - first) / (double)(end - first);
}

/* ---- looking ------------------------------------------------------------------------------ */

uint64_t summary_generation(const struct summary *summary)
{
    return summary->generation;
}

const struct summary_task *summary_total(const struct summary *summary)
{
    return &summary->total;
}

size_t summary_syscall_count(const struct summary *summary)
{
    return summary->syscall_count;
}

const struct summary_syscall *summary_syscall_get(const struct summary *summary, size_t index)
{
    return &summary->syscalls[index]->public;
}

const struct summary_syscall *summary_syscall_find(const struct summary *summary, enum abi abi,
                                                   int32_t number)
{
    const struct syscall_row *row =
        (uint32_t)number < UNKNOWN_NUMBER ? summary->by_number[abi][number] : NULL;
    return row ? &row->public : NULL;
}

size_t summary_file_count(const struct summary *summary)
{
    return summary->files.count;
}

const struct summary_file *summary_file_get(const struct summary *summary, size_t index)
{
    return &summary->files.rows[index].public;
}

size_t summary_task_count(const struct summary *summary, enum summary_who who)
{
    return summary->tasks[who].count;
}

const struct summary_task *summary_task_get(const struct summary *summary, enum summary_who who,
                                            size_t index)
{
    return &summary->tasks[who].rows[index];
}
