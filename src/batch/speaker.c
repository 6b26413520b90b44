#include "speaker.h"

#include <stdlib.h>
#include <string.h>

#define BUCKET_COUNT 4096u /* a power of two */

static void *checked(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static size_t bucket_of(pid_t tid)
{
    return (uint32_t)tid % BUCKET_COUNT;
}

void speakers_init(struct speakers *speakers)
{
    *speakers = (struct speakers){0};
    speakers->buckets = checked(calloc(BUCKET_COUNT, sizeof(struct speaker *)));
}

void speakers_done(struct speakers *speakers)
{
    while (speakers->oldest)
        speakers_remove(speakers, speakers->oldest);
    free(speakers->buckets);
    *speakers = (struct speakers){0};
}

struct speaker *speakers_find(struct speakers *speakers, pid_t tid)
{
    struct speaker *speaker = speakers->last;

    if (speaker && speaker->tid == tid)
        return speaker;
    speaker = speakers->buckets[bucket_of(tid)];
    while (speaker && speaker->tid != tid)
        speaker = speaker->next;
    if (speaker)
        speakers->last = speaker;
    return speaker;
}

struct speaker *speakers_get(struct speakers *speakers, pid_t tid, pid_t tgid)
{
    struct speaker *speaker = speakers_find(speakers, tid);

    if (speaker)
        return speaker;
    speaker = checked(calloc(1, sizeof(*speaker)));
    speaker->tid = tid;
    speaker->tgid = tgid;
    speaker->number = -1;
    speaker->next = speakers->buckets[bucket_of(tid)];
    speakers->buckets[bucket_of(tid)] = speakers->last = speaker;
    speaker->older = speakers->youngest;
    *(speaker->older ? &speaker->older->younger : &speakers->oldest) = speaker;
    speakers->youngest = speaker;
    speakers->count++;
    return speaker;
}

void speakers_remove(struct speakers *speakers, struct speaker *speaker)
{
    struct speaker **at = &speakers->buckets[bucket_of(speaker->tid)];

    while (*at != speaker)
        at = &(*at)->next;
    *at = speaker->next;
    *(speaker->older ? &speaker->older->younger : &speakers->oldest) = speaker->younger;
    *(speaker->younger ? &speaker->younger->older : &speakers->youngest) = speaker->older;
    if (speakers->last == speaker)
        speakers->last = NULL;
    speakers->count--;
    free(speaker->hint);
    free(speaker);
}

void speaker_keep(struct speaker *speaker, const struct event_syscall *hint)
{
    size_t size = hint->header.size_bytes;

    if (size > speaker->hint_capacity) {
        speaker->hint = checked(realloc(speaker->hint, 2 * size));
        speaker->hint_capacity = 2 * size;
    }
    memcpy(speaker->hint, hint, size);
}

void speaker_hold(struct speaker *speaker, const struct event_syscall *hint)
{
    speaker_keep(speaker, hint);
    speaker->state = SPEAKER_HELD;
}
