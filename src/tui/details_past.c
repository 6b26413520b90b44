/*
 * What the history around a call knows of it: a short look, ended by time, that
 * never holds up the screen.  What is farther away is left out.
 */
#include <string.h>
#include <time.h>

#include <ptop/lineage.h>
#include <ptop/syscall.h>

#include "details_build.h"

#define LOOKING_NS  2000000ull
#define ROWS_A_LOOK 64 /* between two looks at the clock */

/* A walk over the rows of the store, away from the event. */
struct walk {
    struct store *store;
    uint64_t row;
    unsigned rows;
    nanoseconds end_ns;
};

static nanoseconds now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (nanoseconds)now.tv_sec * 1000000000u + (nanoseconds)now.tv_nsec;
}

static struct walk walk_from(const struct details *details)
{
    return (struct walk){.store = details->options.store,
                         .row = details->options.row,
                         .end_ns = now_ns() + LOOKING_NS};
}

static bool is_over(struct walk *walk)
{
    return !walk->store || (++walk->rows % ROWS_A_LOOK == 0 && now_ns() >= walk->end_ns);
}

/* Borrowed until the walk goes on; NULL where it ends. */
static const struct event *walk_back(struct walk *walk)
{
    if (is_over(walk) || walk->row <= store_first_row(walk->store))
        return NULL;
    return store_get(walk->store, --walk->row);
}

static const struct event *walk_on(struct walk *walk)
{
    if (is_over(walk) || walk->row + 1 >= store_row_count(walk->store))
        return NULL;
    return store_get(walk->store, ++walk->row);
}

static const struct event_syscall *as_call(const struct event *event)
{
    return event->kind == EVENT_SYSCALL && event->size_bytes >= sizeof(struct event_syscall)
               ? (const struct event_syscall *)event
               : NULL;
}

/* ---- where a descriptor came from -------------------------------------------------- */

static void remark_origin(struct details *details, const struct event *origin)
{
    const struct event_syscall *call = as_call(origin);
    const struct syscall_spec *spec = call ? details_call_spec(call) : NULL;

    if (!spec)
        return;
    text_set_role(&details->text, TEXT_DIM);
    text_printf(&details->text, "from  %s at ", spec->name);
    details_put_time(details, origin->time_ns, 3);
    if (details->options.origin_key)
        text_printf(&details->text, "; %s goes there", details->options.origin_key);
    text_set_role(&details->text, TEXT_PLAIN);
    details_end_remark(details);
}

void details_remark_origin(struct details *details)
{
    const struct lineage_options options = {
        .store = details->options.store, .question = LINEAGE_ORIGIN, .row = details->options.row};
    struct error error;
    struct lineage *lineage = options.store ? lineage_new(&options, &error) : NULL;
    enum seek_state state = lineage ? SEEK_MORE : SEEK_NONE;

    for (nanoseconds end_ns = now_ns() + LOOKING_NS; state == SEEK_MORE && now_ns() < end_ns;)
        state = lineage_step(lineage, LOOKING_NS);
    if (state == SEEK_FOUND)
        remark_origin(details, store_get(options.store, lineage_row(lineage)));
    lineage_free(lineage);
}

/* ---- interrupted calls ---------------------------------------------------------------- */

static void put_interruption(struct details *details, const char *name, const char *what,
                             const struct event_syscall *other, int signal)
{
    const char *signal_name = format_signal_name(signal);

    details_put_name(details, name);
    text_put(&details->text, what);
    if (other)
        details_put_time(details, other->header.time_ns - other->duration_ns, 6);
    if (signal_name) {
        text_put(&details->text, other ? ", interrupted by " : "interrupted by ");
        text_put_role(&details->text, TEXT_SIGNAL, signal_name);
    }
    details_end_value(details);
}

/* Back to the part before this one; the signal lies between them. */
static void add_part_before(struct details *details, const struct event_syscall *call)
{
    struct walk walk = walk_from(details);
    const struct event *event;
    int signal = 0;

    while ((event = walk_back(&walk)) != NULL) {
        if (event->tid != call->header.tid)
            continue;
        if (event->kind == EVENT_SIGNAL)
            signal = event->number;
        if (as_call(event) && event->flags & EVENT_RESTART) {
            put_interruption(details, "after", "the part from ", as_call(event), signal);
            return;
        }
    }
}

static bool returns_from_handler(const struct event_syscall *call)
{
    const struct syscall_spec *spec = details_call_spec(call);

    return spec && strstr(spec->name, "sigreturn");
}

/* The part that goes on from this one, or was begun again: the same call. */
static bool goes_on_from(const struct event_syscall *behind, const struct event_syscall *call)
{
    return behind->header.flags & EVENT_RESTARTED ||
           (behind->header.number == call->header.number &&
            memcmp(behind->args, call->args, sizeof(call->args)) == 0);
}

/* On to the part that goes on; calls of the signal's handler lie between.  Without it the
 * program was told EINTR. */
static void add_part_behind(struct details *details, const struct event_syscall *call)
{
    struct walk walk = walk_from(details);
    const struct event *event;
    bool is_handled = false;
    int signal = 0;

    while ((event = walk_on(&walk)) != NULL) {
        const struct event_syscall *behind = as_call(event);
        if (event->tid != call->header.tid)
            continue;
        if (event->kind == EVENT_SIGNAL && signal == 0)
            signal = event->number;
        if (behind && goes_on_from(behind, call)) {
            put_interruption(details, "then", "goes on at ", behind, signal);
            return;
        }
        if (behind && is_handled)
            break;
        is_handled |= behind && returns_from_handler(behind);
    }
    if (signal)
        put_interruption(details, "then",
                         is_handled ? "a handler ran, and the call gave EINTR: " : "", NULL,
                         signal);
}

void details_add_interruption(struct details *details, const struct event_syscall *call)
{
    if (call->header.flags & EVENT_RESTARTED)
        add_part_before(details, call);
    if (call->header.flags & EVENT_RESTART)
        add_part_behind(details, call);
}
