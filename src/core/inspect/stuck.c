/*
 * The thread that looks.  It sleeps until there is a question, explains it into
 * text of its own, and leaves the answer under the lock:
 *
 *     front end   ask ──► asked ──┐                     ┌──► take
 *     thread                      └► explain ► answer ──┘    (an eventfd says when)
 *
 * Both hold the struct; who lets go last frees it, so that a thread that hangs
 * in the kernel keeps nobody waiting.
 */
#include <ptop/stuck.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/thread_signals.h"

/* A question with the record that it points to. */
struct asked {
    struct stuck_question question;
    _Alignas(8) uint8_t record[EVENT_MAX_BYTES];
};

struct answer {
    struct text text;
    char bytes[STUCK_ANSWER_BYTES];
    uint8_t roles[STUCK_ANSWER_BYTES];
    int32_t tid; /* 0: none, or taken */
};

struct stuck {
    pthread_mutex_t lock; /* of all below but the thread's own */
    pthread_cond_t is_asked;
    unsigned holders;
    bool is_leaving, is_busy;
    int event_fd;
    struct asked asked; /* question.tid 0: nothing */
    struct answer answer;
    struct asked current; /* the thread's own */
    struct answer draft;
};

static void let_go(struct stuck *stuck)
{
    pthread_mutex_lock(&stuck->lock);
    bool is_last = --stuck->holders == 0;
    pthread_mutex_unlock(&stuck->lock);
    if (!is_last)
        return;
    close(stuck->event_fd);
    pthread_cond_destroy(&stuck->is_asked);
    pthread_mutex_destroy(&stuck->lock);
    free(stuck);
}

static void copy_question(struct asked *asked, const struct stuck_question *question)
{
    asked->question = *question;
    if (!question->call)
        return;
    memcpy(asked->record, question->call, question->call->header.size_bytes);
    asked->question.call = (const struct event_syscall *)asked->record;
}

/* Wait for a question and make it the current one; false when there will be none. */
static bool next_question(struct stuck *stuck)
{
    pthread_mutex_lock(&stuck->lock);
    stuck->is_busy = false;
    while (!stuck->is_leaving && stuck->asked.question.tid == 0)
        pthread_cond_wait(&stuck->is_asked, &stuck->lock);
    bool is_leaving = stuck->is_leaving;
    copy_question(&stuck->current, &stuck->asked.question);
    stuck->asked.question.tid = 0;
    stuck->is_busy = true;
    pthread_mutex_unlock(&stuck->lock);
    return !is_leaving;
}

static void answer_init(struct answer *answer)
{
    text_init(&answer->text, answer->bytes, answer->roles, sizeof(answer->bytes));
}

static void leave_answer(struct stuck *stuck)
{
    pthread_mutex_lock(&stuck->lock);
    stuck->answer = stuck->draft;
    stuck->answer.text.bytes = stuck->answer.bytes;
    stuck->answer.text.roles = stuck->answer.roles;
    stuck->answer.tid = stuck->current.question.tid;
    pthread_mutex_unlock(&stuck->lock);
    eventfd_write(stuck->event_fd, 1);
}

static void *stuck_main(void *context)
{
    struct stuck *stuck = context;

    while (next_question(stuck)) {
        answer_init(&stuck->draft);
        stuck_explain(&stuck->current.question, &stuck->draft.text);
        leave_answer(stuck);
    }
    let_go(stuck);
    return NULL;
}

static int start_thread(struct stuck *stuck)
{
    sigset_t before;
    pthread_t thread;

    thread_signals_block(&before);
    int code = pthread_create(&thread, NULL, stuck_main, stuck);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code == 0)
        pthread_detach(thread);
    return code;
}

struct stuck *stuck_new(void)
{
    struct stuck *stuck = alloc_zeroed(1, sizeof(*stuck));

    pthread_mutex_init(&stuck->lock, NULL);
    pthread_cond_init(&stuck->is_asked, NULL);
    stuck->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    stuck->holders = 2;
    if (stuck->event_fd >= 0 && start_thread(stuck) == 0)
        return stuck;
    stuck->holders = 1;
    let_go(stuck);
    return NULL;
}

void stuck_free(struct stuck *stuck)
{
    if (!stuck)
        return;
    pthread_mutex_lock(&stuck->lock);
    stuck->is_leaving = true;
    pthread_cond_signal(&stuck->is_asked);
    pthread_mutex_unlock(&stuck->lock);
    let_go(stuck);
}

void stuck_ask(struct stuck *stuck, const struct stuck_question *question)
{
    pthread_mutex_lock(&stuck->lock);
    copy_question(&stuck->asked, question);
    pthread_cond_signal(&stuck->is_asked);
    pthread_mutex_unlock(&stuck->lock);
}

bool stuck_is_busy(struct stuck *stuck)
{
    pthread_mutex_lock(&stuck->lock);
    bool is_busy = stuck->is_busy || stuck->asked.question.tid != 0;
    pthread_mutex_unlock(&stuck->lock);
    return is_busy;
}

int stuck_fd(const struct stuck *stuck)
{
    return stuck->event_fd;
}

static void append(struct text *text, const struct text *answer)
{
    for (size_t at = 0, run; at < answer->length_bytes; at += run) {
        for (run = 1; at + run < answer->length_bytes; run++)
            if (answer->roles[at + run] != answer->roles[at])
                break;
        uint8_t before = text_set_role(text, answer->roles[at]);
        text_put_bytes(text, answer->bytes + at, run);
        text_set_role(text, before);
    }
}

int32_t stuck_take(struct stuck *stuck, struct text *text)
{
    eventfd_t count;

    eventfd_read(stuck->event_fd, &count);
    pthread_mutex_lock(&stuck->lock);
    int32_t tid = stuck->answer.tid;
    if (tid != 0)
        append(text, &stuck->answer.text);
    stuck->answer.tid = 0;
    pthread_mutex_unlock(&stuck->lock);
    return tid;
}
