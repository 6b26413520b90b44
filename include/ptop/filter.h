/*
 * The filter language, and a compiled filter: an immutable predicate on events
 * that allocates nothing when it matches and may run on any thread.
 *
 *     filter := and { ("||" | "or") and }
 *     and    := term { ["&&" | "and"] term }                 space means and
 *     term   := ["!" | "-" | "not"] ( "(" filter ")" | test | set | /regex/ | "text" )
 *     test   := field [op value]  |  field "in" "{" value { "," value } "}"
 *     test   also: ENOENT alone is err==ENOENT, SIGCHLD is sig==SIGCHLD
 *     set    := item { "," item }           adjacent sets are one: "open read" is "open,read"
 *     item   := a syscall's name, a glob of them (epoll_*), a %class, all, none
 *     op     := == = != < <= > >=   ~ !~ (regex)   : (glob, or contains)   & (any of these bits)
 *     field  := a row of fields.def | the name of an argument | arg.NAME | a register | reg.NAME
 *
 * A field alone asks whether the event has one (of a yes-or-no field: whether it is so).  A test
 * is false for an event that has no such field, also with != and !~.  A field with several
 * values (fd, path …) passes if one of them does; with != and !~ if none does.
 * A number after ":" is compared as by "==" where the field is one; an argument is looked at as
 * text.
 * "text" and /regex/ look at the line as it is shown (strings of up to 512 bytes).
 * Texts after ":" and "text" ignore case if they have no capitals; "*" stays within a path
 * component where the field is a path, "**" does not.
 * What is no line of the call stream (VIEW_KINDS of view.h) never passes, but for an EVENT_STOP: so
 * is a breakpoint's condition asked.  Of it arg0 … arg5 are the arguments of a function that is
 * about to begin.  A register is a signed number of its size; 0xffffffff is -1 in eax.
 */
#ifndef PTOP_FILTER_H
#define PTOP_FILTER_H

#include <stdbool.h>

#include <ptop/error.h>
#include <ptop/event.h>
#include <ptop/names.h>
#include <ptop/syscall.h>
#include <ptop/tasks.h>

struct filter;

/* What a record alone does not say; borrowed for the filter's life, each may be NULL or 0. */
struct filter_facts {
    const struct names *names;
    const struct tasks *tasks;
    int64_t realtime_offset_ns; /* from an event's time to CLOCK_REALTIME */
    nanoseconds start_ns;       /* of the session: "since" and "+2s" count from it */
};

/* Compile.  0; -EAGAIN: no filter yet, but more typed at its end may make it one; -EINVAL: wrong.
 * The error names the reason and its byte offset.  Text of blanks passes all. */
ANY_THREAD int filter_new(const char *text, const struct filter_facts *facts,
                          struct filter **ret_filter, struct error *ret_error);
ANY_THREAD void filter_free(struct filter *filter);
ANY_THREAD bool filter_matches(const struct filter *filter, const struct event *event);
/* The text it was made from; borrowed. */
ANY_THREAD const char *filter_text(const struct filter *filter);

/* The syscalls that an event which passes can be: what must be traced for this filter. */
ANY_THREAD void filter_syscalls(const struct filter *filter, struct syscall_set *ret_set);

/* The processes that such an event can be of: event_process_bit of each, all ones where any. */
ANY_THREAD uint64_t filter_processes(const struct filter *filter);

/* ---- for help and completion ------------------------------------------------ */

struct filter_field {
    const char *name;
    const char *values;  /* what it is compared with, in a word or two: "number", "ENOENT …" */
    const char *help;
    const char *example; /* a filter that compiles */
};

/* The rows of fields.def; NULL behind the last. */
ANY_THREAD const struct filter_field *filter_field_get(size_t index);

struct filter_class {
    const char *name; /* without the % */
    const char *help;
};
/* The classes; NULL behind the last. */
ANY_THREAD const struct filter_class *filter_class_get(size_t index);

#endif
