#include "support/points.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/deadline.h"
#include "support/live.h"

/* The reply of the command just sent. */
static const struct event_reply *last_reply(void)
{
    for (size_t i = live_count(); i-- > 0;)
        if (live_event(i)->kind == EVENT_REPLY)
            return (const struct event_reply *)live_event(i);
    fail_msg("there was no reply");
    return NULL;
}

/* A command about what a wish describes. */
static int send_wish(struct command command, struct point wish, const char *condition,
                     const char **ret_message)
{
    struct error error = {.offset = 0};
    int result;

    if (condition) {
        snprintf(wish.condition, sizeof(wish.condition), "%s", condition);
        if (session_condition(live, condition, &command.condition, &error) < 0)
            fail_msg("%s: %s", condition, error.message);
    }
    command.data = malloc(sizeof(wish));
    memcpy(command.data, &wish, sizeof(wish));
    command.data_bytes = sizeof(wish);
    result = live_command(command);
    *ret_message = last_reply()->message;
    return result;
}

static int add(struct point wish, const char *condition, const char **ret_message)
{
    return send_wish((struct command){.kind = COMMAND_POINT_ADD, .tgid = wish.tgid}, wish,
                     condition, ret_message);
}

uint32_t point_add(struct point wish, const char *condition)
{
    size_t from = live_count();
    const char *message;
    uint32_t id = 0;

    if (add(wish, condition, &message) != 0)
        fail_msg("the point is refused: %s", message);
    assert_non_null(live_await(EVENT_POINT, ANY_NUMBER, 0, from));
    for (size_t i = from; i < live_count(); i++) /* others may have changed by it */
        if (live_event(i)->kind == EVENT_POINT && (uint32_t)live_event(i)->number > id)
            id = (uint32_t)live_event(i)->number;
    return id;
}

uint32_t point_add_break(pid_t tgid, tracee_addr address, uint8_t flags)
{
    return point_add((struct point){.kind = POINT_CODE,
                                    .tgid = tgid,
                                    .address = address,
                                    .flags = flags,
                                    .label = "here"},
                     NULL);
}

int point_try(struct point wish, const char **ret_message)
{
    return add(wish, NULL, ret_message);
}

int point_change_condition(uint32_t id, const char *condition)
{
    const char *message;

    return send_wish((struct command){.kind = COMMAND_POINT_CONDITION, .value = (int32_t)id},
                     (struct point){.label = "changed"}, condition, &message);
}

const struct point *point_known(uint32_t id)
{
    const struct point *point = points_find(session_points(live), id);

    if (!point)
        fail_msg("nobody knows of point %u", id);
    return point;
}

void point_await_hits(uint32_t id, uint64_t hits)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (point_known(id)->hits < hits && deadline_left(deadline) > 0)
        live_drain(deadline_left(deadline));
    if (point_known(id)->hits < hits)
        fail_msg("%lu of %lu hits come", (unsigned long)point_known(id)->hits,
                 (unsigned long)hits);
}
