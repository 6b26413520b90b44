/*
 * The desk that questions and answers lie on, and the thread that works at it.
 *
 *     front end   ask ──► jobs ──┐                        ┌──► answers ──► take
 *     worker                     └► job_do ► leave_answer ┘    (an eventfd says when)
 *
 * Where a worker does not get on, the front end gives it up: the worker's page is noted as hung,
 * a new worker does the same job again and keeps away from that page.  The old one ends by itself
 * when its read returns, and takes the note back.  All hold the desk; who lets go last frees it.
 */
#include <ptop/inspect.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/thread_signals.h"

#include "job.h"
#include "stuck_case.h"

/* Of what lies on a disk, or comes over a network. */
#define FILES_PATIENCE_NS (5 * INSPECT_PATIENCE_NS)
#define ANSWERS_MAX       64 /* that nobody asked for */

struct worker {
    struct inspector *desk;
    struct peek_progress progress;
    _Atomic(int32_t) tid;
    struct job *job;                        /* the desk's lock */
    bool is_given_up;                       /* the same */
    struct peek_hung *hung;                 /* its note on the desk; NULL: none */
    struct unwinder *unwinder;              /* its own */
    struct peek_hung avoids[PEEK_HUNG_MAX]; /* its own: the notes as they were when it began */
};

struct inspector {
    pthread_mutex_t lock; /* of all below, but for what only the front end uses */
    pthread_cond_t is_asked;
    unsigned holders;
    bool is_leaving;
    struct job *jobs;       /* in the order of asking */
    struct answer *answers; /* of tickets, the oldest first */
    struct sight *sight;    /* the newest that was not taken */
    struct peek_hung hung[PEEK_HUNG_MAX];
    unsigned given_up; /* workers that have not ended yet */

    struct worker *worker; /* the front end's: the one at the desk, NULL: none could be had */
    unsigned last_ticket;  /* the front end's, as all below */
    int event_fd, timer_fd, poll_fd;
};

static nanoseconds now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

/* ---- the desk ------------------------------------------------------------------------ */

static void close_descriptors(struct inspector *desk)
{
    const int fds[] = {desk->event_fd, desk->timer_fd, desk->poll_fd};

    for (size_t i = 0; i < sizeof(fds) / sizeof(fds[0]); i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

static void let_go(struct inspector *desk)
{
    pthread_mutex_lock(&desk->lock);
    bool is_last = --desk->holders == 0;
    pthread_mutex_unlock(&desk->lock);
    if (!is_last)
        return;
    for (struct job *job = desk->jobs, *next; job; job = next) {
        next = job->next;
        job_free(job);
    }
    for (struct answer *answer = desk->answers, *next; answer; answer = next) {
        next = answer->next;
        answer_free(answer);
    }
    sight_free(desk->sight);
    close_descriptors(desk);
    pthread_cond_destroy(&desk->is_asked);
    pthread_mutex_destroy(&desk->lock);
    free(desk);
}

/* Under the lock. An answer that nobody comes for makes room at last. */
static void put_answer(struct inspector *desk, struct answer *answer)
{
    struct answer **end = &desk->answers;
    unsigned count = 0;

    if (answer->kind == JOB_LOOK) {
        sight_free(desk->sight);
        desk->sight = answer->sight;
        answer->sight = NULL;
        answer_free(answer);
    } else {
        for (; *end; end = &(*end)->next)
            count++;
        *end = answer;
    }
    if (count >= ANSWERS_MAX) {
        struct answer *oldest = desk->answers;
        desk->answers = oldest->next;
        answer_free(oldest);
    }
    eventfd_write(desk->event_fd, 1);
}

/* Under the lock. */
static void put_job(struct inspector *desk, struct job *job)
{
    struct job **end = &desk->jobs;

    while (*end)
        end = &(*end)->next;
    *end = job;
    pthread_cond_signal(&desk->is_asked);
}

/* ---- the worker ---------------------------------------------------------------------- */

/* Wait for a job and take it; false when there will be none. */
static bool take_job(struct worker *worker)
{
    struct inspector *desk = worker->desk;

    pthread_mutex_lock(&desk->lock);
    while (!desk->is_leaving && !desk->jobs)
        pthread_cond_wait(&desk->is_asked, &desk->lock);
    bool is_leaving = desk->is_leaving;
    if (!is_leaving) {
        atomic_store(&worker->progress.since_ns, now_ns());
        atomic_store(&worker->progress.reading, PEEK_NO_MEMORY);
        worker->job = desk->jobs;
        desk->jobs = desk->jobs->next;
        memcpy(worker->avoids, desk->hung, sizeof(worker->avoids));
    }
    pthread_mutex_unlock(&desk->lock);
    return !is_leaving;
}

/* False where the worker was given up meanwhile: then nobody waits for this answer. */
static bool leave_answer(struct worker *worker, struct answer *answer)
{
    struct inspector *desk = worker->desk;

    pthread_mutex_lock(&desk->lock);
    struct job *job = worker->job;
    bool is_given_up = worker->is_given_up;
    worker->job = NULL;
    if (!is_given_up)
        put_answer(desk, answer);
    else
        desk->given_up--;
    if (worker->hung)
        *worker->hung = (struct peek_hung){0};
    pthread_mutex_unlock(&desk->lock);
    if (is_given_up)
        answer_free(answer);
    job_free(job);
    return !is_given_up;
}

static void worker_free(struct worker *worker)
{
    unwinder_free(worker->unwinder);
    free(worker);
}

static void *worker_main(void *context)
{
    struct worker *worker = context;
    struct inspector *desk = worker->desk;
    bool is_wanted = true;

    atomic_store(&worker->tid, (int32_t)gettid());
    while (is_wanted && take_job(worker))
        is_wanted = leave_answer(
            worker, job_do(worker->job, worker->unwinder, worker->avoids, &worker->progress));
    worker_free(worker);
    let_go(desk);
    return NULL;
}

static bool start_worker(struct inspector *desk)
{
    struct worker *worker = alloc_zeroed(1, sizeof(*worker));
    sigset_t before;
    pthread_t thread;

    worker->desk = desk;
    worker->unwinder = unwinder_new();
    unwinder_use_debug_files(worker->unwinder);
    pthread_mutex_lock(&desk->lock);
    desk->holders++;
    pthread_mutex_unlock(&desk->lock);
    thread_signals_block(&before);
    int code = pthread_create(&thread, NULL, worker_main, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code == 0) {
        pthread_detach(thread);
        desk->worker = worker;
        return true;
    }
    worker_free(worker);
    pthread_mutex_lock(&desk->lock);
    desk->holders--;
    pthread_mutex_unlock(&desk->lock);
    return false;
}

/* ---- patience ------------------------------------------------------------------------ */

static void set_timer(struct inspector *desk, nanoseconds delay_ns)
{
    struct itimerspec when = {.it_value = {.tv_sec = (time_t)(delay_ns / 1000000000u),
                                           .tv_nsec = (long)(delay_ns % 1000000000u)}};

    timerfd_settime(desk->timer_fd, 0, &when, NULL);
}

/* Under the lock. A free note, or NULL. */
static struct peek_hung *find_note(struct inspector *desk)
{
    for (size_t i = 0; i < PEEK_HUNG_MAX; i++)
        if (desk->hung[i].tgid == 0)
            return &desk->hung[i];
    return NULL;
}

/* Under the lock. The job is done again without that page, or cannot be done. */
static void give_up(struct inspector *desk, struct worker *worker, tracee_addr page)
{
    const struct job *job = worker->job;
    struct peek_hung *note = page == PEEK_NO_MEMORY ? NULL : find_note(desk);
    char trouble[ERROR_MESSAGE_BYTES];

    worker->is_given_up = true;
    desk->given_up++;
    desk->worker = NULL;
    if (note) {
        *note = (struct peek_hung){.tgid = job->look.at.tgid, .page = page};
        worker->hung = note;
        struct job *again = job_copy(job);
        again->next = desk->jobs;
        desk->jobs = again;
        return;
    }
    peek_say_hung(trouble, page);
    put_answer(desk, job_refuse(job, trouble));
}

/* Refuse all that waits, where nobody can work. */
static void refuse_jobs(struct inspector *desk)
{
    pthread_mutex_lock(&desk->lock);
    while (desk->jobs) {
        struct job *job = desk->jobs;
        desk->jobs = job->next;
        put_answer(desk, job_refuse(job, "too much of what was asked for does not answer"));
        job_free(job);
    }
    pthread_mutex_unlock(&desk->lock);
}

static bool can_have_worker(struct inspector *desk)
{
    pthread_mutex_lock(&desk->lock);
    bool is_allowed = desk->given_up < PEEK_HUNG_MAX;
    pthread_mutex_unlock(&desk->lock);
    return is_allowed && start_worker(desk);
}

/* On a busy machine it may have had no turn, and then nothing hangs. */
static bool is_asleep(const struct worker *worker)
{
    struct stuck_task task;

    return stuck_task_read(atomic_load(&worker->tid), &task) && task.state != 'R';
}

/* Under the lock, of a worker with a job: how much longer it may take; 0: it does not get on. */
static nanoseconds patience_left(const struct worker *worker, tracee_addr *ret_page)
{
    /* Relaxed: an old value makes us wait a little longer. */
    nanoseconds since = atomic_load_explicit(&worker->progress.since_ns, memory_order_relaxed);
    tracee_addr page = atomic_load_explicit(&worker->progress.reading, memory_order_relaxed);
    nanoseconds patience = page == PEEK_NO_MEMORY ? FILES_PATIENCE_NS : INSPECT_PATIENCE_NS;
    nanoseconds now = now_ns(), taken = since < now ? now - since : 0;

    *ret_page = page;
    if (taken < patience)
        return patience - taken;
    return is_asleep(worker) ? 0 : INSPECT_PATIENCE_NS / 10;
}

/* Does the worker get on? */
static void attend(struct inspector *desk)
{
    const struct worker *before = desk->worker;
    nanoseconds left_ns = 0;
    tracee_addr page;

    pthread_mutex_lock(&desk->lock);
    if (before && before->job) {
        left_ns = patience_left(before, &page);
        if (left_ns == 0)
            give_up(desk, desk->worker, page);
    } else if (desk->jobs) {
        left_ns = INSPECT_PATIENCE_NS;
    }
    pthread_mutex_unlock(&desk->lock);
    if (!desk->worker && !can_have_worker(desk))
        refuse_jobs(desk);
    if (desk->worker != before)
        left_ns = INSPECT_PATIENCE_NS;
    set_timer(desk, left_ns < INSPECT_PATIENCE_NS ? left_ns : INSPECT_PATIENCE_NS);
}

/* ---- for the front end ----------------------------------------------------------------- */

static bool open_descriptors(struct inspector *desk)
{
    struct epoll_event wanted = {.events = EPOLLIN};

    desk->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    desk->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    desk->poll_fd = epoll_create1(EPOLL_CLOEXEC);
    return desk->event_fd >= 0 && desk->timer_fd >= 0 && desk->poll_fd >= 0 &&
           epoll_ctl(desk->poll_fd, EPOLL_CTL_ADD, desk->event_fd, &wanted) == 0 &&
           epoll_ctl(desk->poll_fd, EPOLL_CTL_ADD, desk->timer_fd, &wanted) == 0;
}

struct inspector *inspector_new(void)
{
    struct inspector *desk = alloc_zeroed(1, sizeof(*desk));

    pthread_mutex_init(&desk->lock, NULL);
    pthread_cond_init(&desk->is_asked, NULL);
    desk->holders = 1;
    if (open_descriptors(desk) && start_worker(desk))
        return desk;
    let_go(desk);
    return NULL;
}

void inspector_free(struct inspector *inspector)
{
    if (!inspector)
        return;
    pthread_mutex_lock(&inspector->lock);
    inspector->is_leaving = true;
    pthread_cond_broadcast(&inspector->is_asked);
    pthread_mutex_unlock(&inspector->lock);
    let_go(inspector);
}

int inspector_fd(const struct inspector *inspector)
{
    return inspector->poll_fd;
}

static unsigned ask(struct inspector *inspector, struct job *job)
{
    unsigned ticket = 0;

    if (job->kind != JOB_LOOK)
        ticket = job->ticket = ++inspector->last_ticket;
    pthread_mutex_lock(&inspector->lock);
    put_job(inspector, job);
    pthread_mutex_unlock(&inspector->lock);
    attend(inspector);
    return ticket;
}

static void forget_looks(struct inspector *inspector)
{
    pthread_mutex_lock(&inspector->lock);
    for (struct job **place = &inspector->jobs; *place;) {
        struct job *job = *place;
        if (job->kind != JOB_LOOK) {
            place = &job->next;
            continue;
        }
        *place = job->next;
        job_free(job);
    }
    pthread_mutex_unlock(&inspector->lock);
}

void inspector_look(struct inspector *inspector, const struct look *look)
{
    struct job *job = job_new(JOB_LOOK, &look->at);
    struct look_at at = job->look.at;

    job->look = *look;
    job->look.at = at;
    forget_looks(inspector);
    ask(inspector, job);
}

static bool was_heard(int fd)
{
    uint64_t count;

    return read(fd, &count, sizeof(count)) > 0;
}

struct sight *inspector_take(struct inspector *inspector)
{
    bool has_news = was_heard(inspector->event_fd);

    if (was_heard(inspector->timer_fd) || has_news)
        attend(inspector);
    pthread_mutex_lock(&inspector->lock);
    struct sight *sight = inspector->sight;
    inspector->sight = NULL;
    pthread_mutex_unlock(&inspector->lock);
    return sight;
}

bool inspector_is_busy(struct inspector *inspector)
{
    pthread_mutex_lock(&inspector->lock);
    bool is_busy = inspector->jobs || (inspector->worker && inspector->worker->job);
    pthread_mutex_unlock(&inspector->lock);
    return is_busy;
}

/* ---- tickets --------------------------------------------------------------------------- */

/* As much as there is room for: the length tells if that is not all. */
static void copy_text(struct job *job, const char *text)
{
    job->length = strlen(text);
    strncpy(job->text, text, sizeof(job->text) - 1);
}

unsigned inspector_resolve(struct inspector *inspector, const struct look_at *at,
                           const char *expression)
{
    struct job *job = job_new(JOB_RESOLVE, at);

    copy_text(job, expression);
    return ask(inspector, job);
}

unsigned inspector_search(struct inspector *inspector, const struct look_at *at, tracee_addr from,
                          bool is_backward, const void *bytes, size_t length)
{
    struct job *job = job_new(JOB_SEARCH, at);

    job->from = from;
    job->is_backward = is_backward;
    job->length = length < INSPECT_SEARCH_BYTES ? length : INSPECT_SEARCH_BYTES;
    memcpy(job->bytes, bytes, job->length);
    return ask(inspector, job);
}

unsigned inspector_complete(struct inspector *inspector, const struct look_at *at,
                            const char *expression)
{
    struct job *job = job_new(JOB_COMPLETE, at);

    copy_text(job, expression);
    return ask(inspector, job);
}

/* The answer to a ticket, taken from the desk; NULL: not yet. News stay news: they may be about
 * something else. */
static struct answer *take_answer(struct inspector *inspector, unsigned ticket)
{
    struct answer *answer = NULL;

    if (was_heard(inspector->timer_fd))
        attend(inspector);
    pthread_mutex_lock(&inspector->lock);
    for (struct answer **place = &inspector->answers; *place; place = &(*place)->next)
        if ((*place)->ticket == ticket) {
            answer = *place;
            *place = answer->next;
            break;
        }
    pthread_mutex_unlock(&inspector->lock);
    return answer;
}

enum inspect_answer inspector_resolved(struct inspector *inspector, unsigned ticket,
                                       struct resolved *ret_resolved)
{
    struct answer *answer = take_answer(inspector, ticket);

    if (!answer)
        return INSPECT_PENDING;
    *ret_resolved = answer->resolved;
    enum inspect_answer result = answer->is_refused ? INSPECT_REFUSED : INSPECT_RESOLVED;
    answer_free(answer);
    return result;
}

enum inspect_answer inspector_completed(struct inspector *inspector, unsigned ticket,
                                        void (*visit)(void *context, const char *text,
                                                      const char *help),
                                        void *context)
{
    struct answer *answer = take_answer(inspector, ticket);

    if (!answer)
        return INSPECT_PENDING;
    for (size_t at = 0; at < answer->candidates_bytes;) {
        const char *text = answer->candidates + at;
        const char *help = text + strlen(text) + 1;
        visit(context, text, help);
        at += strlen(text) + strlen(help) + 2;
    }
    enum inspect_answer result = answer->is_refused ? INSPECT_REFUSED : INSPECT_RESOLVED;
    answer_free(answer);
    return result;
}
