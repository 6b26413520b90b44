#include "job.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

#include "expression.h"
#include "memory_search.h"
#include "sight.h"

#define SEARCH_NS UINT64_C(3000000000)

/* ---- questions --------------------------------------------------------------------- */

static void point_into(struct job *job, bool has_call)
{
    job->look.at.call = has_call ? &job->call : NULL;
    job->look.at.points = NULL;
    job->next = NULL;
}

struct job *job_new(enum job_kind kind, const struct look_at *at)
{
    struct job *job = alloc_zeroed(1, sizeof(*job));

    job->kind = kind;
    job->look.at = *at;
    if (at->call)
        job->call = *at->call; /* what it points to is of no interest */
    job->patches = peek_patches(at->points, &job->patch_count);
    point_into(job, at->call);
    return job;
}

struct job *job_copy(const struct job *job)
{
    struct job *copy = alloc_resize(NULL, 1, sizeof(*copy));

    *copy = *job;
    if (job->patch_count) {
        copy->patches = alloc_resize(NULL, job->patch_count, sizeof(*job->patches));
        memcpy(copy->patches, job->patches, job->patch_count * sizeof(*job->patches));
    }
    point_into(copy, job->look.at.call);
    return copy;
}

void job_free(struct job *job)
{
    if (!job)
        return;
    free(job->patches);
    free(job);
}

/* ---- answers ------------------------------------------------------------------------ */

static struct answer *answer_new(const struct job *job)
{
    struct answer *answer = alloc_zeroed(1, sizeof(*answer));

    answer->kind = job->kind;
    answer->ticket = job->ticket;
    answer->resolved.offset = -1;
    return answer;
}

void answer_free(struct answer *answer)
{
    if (!answer)
        return;
    sight_free(answer->sight);
    free(answer->candidates);
    free(answer);
}

static void refuse(struct answer *answer, const char *reason)
{
    answer->is_refused = true;
    snprintf(answer->resolved.message, sizeof(answer->resolved.message), "%s", reason);
}

struct answer *job_refuse(const struct job *job, const char *reason)
{
    struct answer *answer = answer_new(job);

    refuse(answer, reason);
    if (job->kind != JOB_LOOK)
        return answer;
    answer->sight = alloc_zeroed(1, sizeof(*answer->sight));
    answer->sight->look = job->look;
    answer->sight->look.at.call = NULL;
    snprintf(answer->sight->trouble, sizeof(answer->sight->trouble), "%s", reason);
    return answer;
}

static void do_resolve(const struct job *job, struct scene *scene, struct answer *answer)
{
    struct error error;

    if (expression_evaluate(scene, job->text, &answer->resolved, &error) == 0)
        return;
    refuse(answer, error.message);
    answer->resolved.offset = error.offset;
}

static void do_search(const struct job *job, struct scene *scene, struct answer *answer)
{
    struct memory_search search = {.from = job->from,
                                   .is_backward = job->is_backward,
                                   .bytes = job->bytes,
                                   .length = job->length,
                                   .patience_ns = SEARCH_NS};
    char reason[ERROR_MESSAGE_BYTES] = "not found";
    int result =
        job->length ? memory_search(scene, &search, &answer->resolved.value) : -ENOENT;

    if (result == 0) {
        answer->resolved.size_bytes = job->length;
        return;
    }
    if (result == -ETIMEDOUT)
        snprintf(reason, sizeof(reason), "not found %s 0x%" PRIx64 "; that took its time",
                 job->is_backward ? "down to" : "up to", answer->resolved.value);
    refuse(answer, reason);
}

static void add_candidate(void *context, const char *text, const char *help)
{
    struct answer *answer = context;
    size_t text_bytes = strlen(text) + 1, help_bytes = strlen(help) + 1;
    size_t used = answer->candidates_bytes;

    answer->candidates_bytes += text_bytes + help_bytes;
    answer->candidates = alloc_resize(answer->candidates, 1, answer->candidates_bytes);
    memcpy(answer->candidates + used, text, text_bytes);
    memcpy(answer->candidates + used + text_bytes, help, help_bytes);
}

/* What was cut is another expression than the one that was asked. */
static bool is_cut(const struct job *job)
{
    return job->kind != JOB_SEARCH && job->length >= sizeof(job->text);
}

static void do_in_scene(const struct job *job, struct scene *scene, struct answer *answer)
{
    if (is_cut(job))
        refuse(answer, "no expression is that long");
    else if (job->kind == JOB_RESOLVE)
        do_resolve(job, scene, answer);
    else if (job->kind == JOB_SEARCH)
        do_search(job, scene, answer);
    else
        expression_complete(scene, job->text, add_candidate, answer);
}

struct answer *job_do(const struct job *job, struct unwinder *unwinder,
                      const struct peek_hung hung[static PEEK_HUNG_MAX],
                      struct peek_progress *progress)
{
    char trouble[ERROR_MESSAGE_BYTES] = "";
    struct peek peek = {.tid = job->look.at.tid,
                        .tgid = job->look.at.tgid,
                        .patches = job->patches,
                        .patch_count = job->patch_count,
                        .progress = progress,
                        .trouble = trouble};
    struct answer *answer = answer_new(job);
    struct scene scene;

    memcpy(peek.hung, hung, sizeof(peek.hung));
    if (job->kind == JOB_LOOK) {
        answer->sight = sight_new(&job->look, &peek, unwinder);
        return answer;
    }
    int result = scene_open(&scene, &job->look.at, &peek, unwinder);
    if (result == 0) {
        do_in_scene(job, &scene, answer);
        return answer;
    }
    if (result == -ESRCH)
        snprintf(trouble, sizeof(trouble), "%d is no more", job->look.at.tid);
    else
        snprintf(trouble, sizeof(trouble), "%d cannot be looked at: %s", job->look.at.tid,
                 strerror(-result));
    refuse(answer, trouble);
    return answer;
}
