#include "point_table.h"

#include <errno.h>
#include <string.h>

#include <ptop/filter.h>

#include "breakpoint.h"
#include "control.h"
#include "watch.h"

#include "../tracee/registers.h"

struct point_entry *point_table_find(struct control *control, uint32_t id)
{
    for (unsigned i = 0; id && i < POINT_MAX; i++) {
        if (control->points.entries[i].point.id == id)
            return &control->points.entries[i];
    }
    return NULL;
}

unsigned point_table_index(const struct control *control, const struct point_entry *entry)
{
    return (unsigned)(entry - control->points.entries);
}

static unsigned *count_of(struct control *control, const struct point_entry *entry)
{
    switch ((enum point_kind)entry->point.kind) {
    case POINT_CODE:
        return &control->points.code_count;
    case POINT_WATCH:
        return &control->points.watch_count;
    default:
        return &control->points.call_count;
    }
}

/* ---- telling ------------------------------------------------------------------- */

void point_tell(struct control *control, struct point_entry *entry)
{
    struct event_point *event = emit_begin(control->emit, sizeof *event);

    memset(event, 0, sizeof *event);
    event->header.kind = EVENT_POINT;
    event->header.number = (int32_t)entry->point.id;
    event->header.tid = entry->point.tid;
    event->header.tgid = entry->point.tgid;
    event->point = entry->point;
    entry->told_hits = entry->point.hits;
    entry->told_ignores = entry->point.ignores;
    emit_end(control->emit, &event->header, sizeof *event);
}

void point_table_report(struct control *control)
{
    for (unsigned i = 0; i < POINT_MAX; i++) {
        struct point_entry *entry = &control->points.entries[i];

        if (entry->point.id && (entry->told_hits != entry->point.hits ||
                                entry->told_ignores != entry->point.ignores))
            point_tell(control, entry);
    }
}

/* ---- hits ------------------------------------------------------------------------ */

struct event_stop point_question(const struct tracee *tracee,
                                 const struct user_regs_struct *registers)
{
    struct event_stop event = {
        .header = { .size_bytes = sizeof event,
                    .kind = EVENT_STOP,
                    .flags = registers_are_compat(registers) ? STOP_COMPAT : 0,
                    .number = STOP_REASON_BREAKPOINT,
                    .tid = tracee->tid,
                    .tgid = tracee->tgid,
                    .sequence = UINT64_MAX, /* as of now */
                    .time_ns = emit_now_ns() },
    };

    memcpy(event.registers, registers, sizeof event.registers);
    return event;
}

bool point_passes(struct control *control, struct point_entry *entry, const struct event *event)
{
    struct point *point = &entry->point;

    if (control->emit->is_silent) /* conditions want the heap */
        return false;
    if (point->state != POINT_ARMED || (point->tid && point->tid != event->tid))
        return false;
    if (entry->condition && !filter_matches(entry->condition, event))
        return false;
    if (point->ignores) {
        point->ignores--;
        return false;
    }
    return true;
}

static void write_hit(struct control *control, struct point_entry *entry,
                      const struct tracee *tracee, const struct event_hit *hit)
{
    struct event_hit *event = emit_begin(control->emit, sizeof *event);

    *event = *hit;
    event->header = (struct event){
        .kind = EVENT_HIT,
        .number = (int32_t)entry->point.id,
        .tid = tracee->tid,
        .tgid = tracee->tgid,
    };
    event->kind = entry->point.kind;
    event->address = entry->point.address;
    event->count = entry->point.hits;
    event->name_id = entry->name_id;
    entry->told_hits = entry->point.hits;
    emit_end(control->emit, &event->header, sizeof *event);
}

static void arm(struct control *control, struct point_entry *entry)
{
    if (entry->point.kind == POINT_WATCH || (entry->point.flags & POINT_HARDWARE))
        watch_changed(control, entry);
    else if (entry->point.kind == POINT_CODE)
        breakpoint_changed(control, entry);
}

static void remove_entry(struct control *control, struct point_entry *entry)
{
    entry->point.state = POINT_REMOVED;
    arm(control, entry);
    point_tell(control, entry);
    --*count_of(control, entry);
    if (!control->emit->is_silent)
        filter_free(entry->condition);
    memset(entry, 0, sizeof *entry);
}

static bool shall_hold(const struct point *point)
{
    return !(point->flags & POINT_PASSES) &&
           (point->hold_every < 2 || point->hits % point->hold_every == 0);
}

void point_hit(struct control *control, struct point_entry *entry, struct tracee *tracee,
               struct event_hit *hit)
{
    static const enum event_stop_reason reasons[POINT_KIND_COUNT] = {
        [POINT_CODE] = STOP_REASON_BREAKPOINT,
        [POINT_WATCH] = STOP_REASON_WATCHPOINT,
        [POINT_CALL] = STOP_REASON_CALL,
    };
    struct point *point = &entry->point;

    point->hits++;
    if (!entry->name_id)
        entry->name_id =
            name_ids_intern(control->name_ids, tracee, point->label, strlen(point->label));
    write_hit(control, entry, tracee, hit);
    if (shall_hold(point))
        control_hold(control, tracee, reasons[point->kind], (int32_t)point->id);
    if (point->flags & POINT_ONE_SHOT)
        remove_entry(control, entry);
}

/* ---- commands -------------------------------------------------------------------- */

static int install(struct control *control, struct point_entry *entry, struct error *ret_error)
{
    if (entry->point.kind == POINT_WATCH || (entry->point.flags & POINT_HARDWARE))
        return watch_add(control, entry, ret_error);
    if (entry->point.kind == POINT_CODE)
        return breakpoint_add(control, entry, ret_error);
    return 0;
}

static struct point_entry *find_free(struct control *control)
{
    for (unsigned i = 0; i < POINT_MAX; i++) {
        if (!control->points.entries[i].point.id)
            return &control->points.entries[i];
    }
    return NULL;
}

static int add(struct control *control, struct command *command, struct error *ret_error)
{
    struct point_entry *entry = find_free(control);
    int result;

    if (!command->data || command->data_bytes != sizeof entry->point)
        return error_set(ret_error, -EINVAL, "no point is described");
    if (!entry)
        return error_set(ret_error, -ENOSPC, "there are %d points already", POINT_MAX);
    memset(entry, 0, sizeof *entry);
    memcpy(&entry->point, command->data, sizeof entry->point);
    if (entry->point.kind >= POINT_KIND_COUNT) {
        entry->point.id = 0;
        return error_set(ret_error, -EINVAL, "there is no such kind of point");
    }
    if (entry->point.kind == POINT_CALL && control->misses_calls) {
        entry->point.id = 0;
        return error_set(ret_error, -EBUSY, "under --seccomp-bpf calls that are not traced do not "
                         "stop: no call can be waited for");
    }
    entry->point.id = ++control->points.last_id;
    entry->point.state = POINT_ARMED;
    entry->condition = command->condition;
    result = install(control, entry, ret_error);
    if (result < 0) {
        control->points.last_id--;
        memset(entry, 0, sizeof *entry);
        return result;
    }
    command->condition = NULL;
    ++*count_of(control, entry);
    point_tell(control, entry);
    return 0;
}

/* What was unmapped is nowhere any more: it is set anew, where its process has code there by now. */
static int set_anew(struct control *control, struct point_entry *entry, struct error *ret_error)
{
    int result;

    entry->point.state = POINT_ARMED;
    entry->point.flags &= (uint8_t)~POINT_IN_PLACE;
    result = install(control, entry, ret_error);
    if (result < 0)
        entry->point.state = POINT_UNMAPPED;
    else
        point_tell(control, entry);
    return result;
}

static void switch_to(struct control *control, struct point_entry *entry, enum point_state state)
{
    if (entry->point.state == POINT_UNMAPPED)
        return;
    entry->point.state = (uint8_t)state;
    arm(control, entry);
    point_tell(control, entry);
}

static int change(struct control *control, struct point_entry *entry,
                  const struct command *command, struct error *ret_error)
{
    switch ((int)command->kind) {
    case COMMAND_POINT_REMOVE:
        remove_entry(control, entry);
        break;
    case COMMAND_POINT_ENABLE:
        if (entry->point.state == POINT_UNMAPPED)
            return set_anew(control, entry, ret_error);
        switch_to(control, entry, POINT_ARMED);
        break;
    case COMMAND_POINT_DISABLE:
        switch_to(control, entry, POINT_DISABLED);
        break;
    default:
        entry->point.ignores = command->number;
        point_tell(control, entry);
        break;
    }
    return 0;
}

/* Its number, its hits and whether it is on stay.  While its condition changes it is off: a pad has
 * the former one. */
static int change_condition(struct control *control, struct point_entry *entry,
                            struct command *command, struct error *ret_error)
{
    const struct point *wish = command->data;
    enum point_state state;

    if (!entry)
        return error_set(ret_error, -ENOENT, "there is no point %d", command->value);
    if (!wish || command->data_bytes != sizeof *wish)
        return error_set(ret_error, -EINVAL, "no point is described");
    state = (enum point_state)entry->point.state;
    switch_to(control, entry, POINT_DISABLED);
    filter_free(entry->condition);
    entry->condition = command->condition;
    command->condition = NULL;
    memcpy(entry->point.label, wish->label, sizeof wish->label);
    memcpy(entry->point.condition, wish->condition, sizeof wish->condition);
    entry->name_id = 0;
    if (state == POINT_ARMED)
        switch_to(control, entry, state);
    else
        point_tell(control, entry);
    return 0;
}

int point_table_obey(struct control *control, struct command *command, struct error *ret_error)
{
    struct point_entry *entry = point_table_find(control, (uint32_t)command->value);

    if (command->kind == COMMAND_POINT_ADD)
        return add(control, command, ret_error);
    if (command->kind == COMMAND_POINT_CONDITION)
        return change_condition(control, entry, command, ret_error);
    if (command->value && !entry)
        return error_set(ret_error, -ENOENT, "there is no point %d", command->value);
    if (entry)
        return change(control, entry, command, ret_error);
    for (unsigned i = 0; i < POINT_MAX; i++) { /* all: those that can be */
        if (control->points.entries[i].point.id)
            change(control, &control->points.entries[i], command, NULL);
    }
    return 0;
}

void point_table_done(struct point_table *table)
{
    for (unsigned i = 0; i < POINT_MAX; i++)
        filter_free(table->entries[i].condition);
    memset(table, 0, sizeof *table);
}
