/*
 * The helper: a second thread that evaluates chunks while view_step does, and
 * never otherwise.
 *
 *     view's thread   ── begin ── chunk 9 ── chunk 6 ── chunk 5 ── end ──
 *     helper             ╰─ chunk 8 ── chunk 7 ─────────────── ╯
 *
 * Each chunk is taken by one of them.  Begin and end pass the lock, which is all that
 * the two share besides next_chunk; in between nobody appends to the store or adds names, as that
 * is the view's thread's to do.  It maps spilled segments for itself.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "core/base/alloc.h"
#include "core/base/thread_signals.h"
#include "core/history/view_state.h"

/* So many pending rows, all of which may be looked at, are worth waking a thread; so much time at
 * least. */
#define HELP_FROM_ROWS 200000u
#define HELP_FROM_NS   1000000u
/* A helper that lets a person wait for it, as the machine is busy, rests. */
#define PATIENCE_NS 2000000u
#define REST_NS     500000000u

enum helper_state { HELPER_IDLE, HELPER_ASKED, HELPER_RUNS, HELPER_DONE, HELPER_LEAVES };

struct view_helper {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    enum helper_state state;
    struct view *view;
    struct allowance allowance;
    struct helping helping;
    unsigned clock_rows;
    nanoseconds rests_until_ns;
};

static void set_state(struct view_helper *helper, enum helper_state state)
{
    helper->state = state;
    pthread_cond_signal(&helper->changed);
}

static void *helper_run(void *context)
{
    struct view_helper *helper = context;

    pthread_mutex_lock(&helper->lock);
    while (helper->state != HELPER_LEAVES) {
        if (helper->state != HELPER_ASKED) {
            pthread_cond_wait(&helper->changed, &helper->lock);
            continue;
        }
        helper->state = HELPER_RUNS;
        pthread_mutex_unlock(&helper->lock);
        view_evaluate_chunks(helper->view, &helper->allowance);
        pthread_mutex_lock(&helper->lock);
        set_state(helper, HELPER_DONE);
    }
    pthread_mutex_unlock(&helper->lock);
    return NULL;
}

/* NULL where there can be none. */
static struct view_helper *helper_new(struct view *view)
{
    struct view_helper *helper = alloc_zeroed(1, sizeof(*helper));
    sigset_t before;

    helper->view = view;
    pthread_mutex_init(&helper->lock, NULL);
    pthread_cond_init(&helper->changed, NULL);
    thread_signals_block(&before);
    int error = pthread_create(&helper->thread, NULL, helper_run, helper);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error) {
        free(helper);
        return NULL;
    }
    return helper;
}

bool view_helper_begin(struct view *view, const struct allowance *allowance)
{
    nanoseconds left_ns = allowance->until_ns - allowance->looked_at_ns;

    if (view->below || view->pending_count < HELP_FROM_ROWS || allowance->rows < HELP_FROM_ROWS ||
        left_ns < HELP_FROM_NS)
        return false;
    if (!view->helper)
        view->helper = helper_new(view);
    struct view_helper *helper = view->helper;
    if (!helper || allowance->looked_at_ns < helper->rests_until_ns)
        return false;
    pthread_mutex_lock(&helper->lock);
    helper->clock_rows = view->clock_rows;
    helper->helping = (struct helping){0};
    helper->allowance = *allowance;
    helper->allowance.clock_rows = &helper->clock_rows;
    helper->allowance.helping = &helper->helping;
    set_state(helper, HELPER_ASKED);
    pthread_mutex_unlock(&helper->lock);
    return true;
}

void view_helper_end(struct view *view)
{
    struct view_helper *helper = view->helper;
    nanoseconds begun_ns = view_now_ns();

    pthread_mutex_lock(&helper->lock);
    while (helper->state == HELPER_RUNS)
        pthread_cond_wait(&helper->changed, &helper->lock);
    helper->state = HELPER_IDLE; /* one that did not even wake up need not any more */
    view->pending_count -= helper->helping.decided_count;
    view->passing_count += helper->helping.passing_count;
    pthread_mutex_unlock(&helper->lock);
    nanoseconds now_ns = view_now_ns();
    if (now_ns - begun_ns > PATIENCE_NS)
        helper->rests_until_ns = now_ns + REST_NS;
}

void view_helper_free(struct view *view)
{
    struct view_helper *helper = view->helper;

    if (!helper)
        return;
    pthread_mutex_lock(&helper->lock);
    set_state(helper, HELPER_LEAVES);
    pthread_mutex_unlock(&helper->lock);
    pthread_join(helper->thread, NULL);
    pthread_cond_destroy(&helper->changed);
    pthread_mutex_destroy(&helper->lock);
    free(helper);
    view->helper = NULL;
}
