/*
 * The points (point.h) and their conditions.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_POINT_TABLE_H
#define PTOP_CORE_POINT_TABLE_H

#include <stdbool.h>

#include <ptop/command.h>
#include <ptop/error.h>
#include <ptop/point.h>

#define POINT_MAX 256

struct control;
struct filter;
struct tracee;
struct user_regs_struct;

struct point_entry {
    struct point point; /* id 0: free */
    struct filter *condition;
    uint32_t name_id;   /* of the label; 0: not announced yet */
    uint64_t told_hits, told_ignores; /* as of the last EVENT_POINT or EVENT_HIT */
};

struct point_table {
    struct point_entry entries[POINT_MAX];
    uint32_t last_id;
    unsigned code_count, watch_count, call_count; /* in use */
};

struct point_entry *point_table_find(struct control *control, uint32_t id);
/* The entry's number: a bit in locations. */
unsigned point_table_index(const struct control *control, const struct point_entry *entry);

/* Tell the front end what the point is now. */
void point_tell(struct control *control, struct point_entry *entry);
/* What the condition of a CODE or a WATCH is asked about: the tracee as it stands there. */
struct event_stop point_question(const struct tracee *tracee,
                                 const struct user_regs_struct *registers);
/* Does a hit count?  The condition is asked about the event; what is to be ignored is counted down. */
bool point_passes(struct control *control, struct point_entry *entry, const struct event *event);
/* It was hit, for good: counted, written as an EVENT_HIT (whose header's tid and tgid, name and
 * counts are filled in here), and the tracee held unless the point passes it on; a one-shot is
 * removed. */
void point_hit(struct control *control, struct point_entry *entry, struct tracee *tracee,
               struct event_hit *hit);

/* COMMAND_POINT_*. */
int point_table_obey(struct control *control, struct command *command, struct error *ret_error);
void point_table_report(struct control *control);
void point_table_done(struct point_table *table);

#endif
