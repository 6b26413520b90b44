/*
 * A call as lines: its arguments, what it returned and what that means, when and
 * for how long.
 */
#include <string.h>

#include <ptop/piece.h>
#include <ptop/syscall.h>

#include "details_build.h"
#include "details_callers.h"
#include "figures.h"
#include "hexdump.h"

#define LINES_UNFOLDED_MAX 34 /* more below an argument wait until they are asked for */

/* What a flag of the record says to a person. */
static const struct {
    uint8_t flag;
    const char *meaning;
} call_notes[] = {
    {EVENT_COMPAT, "a call of the 32-bit ABI"},
    {EVENT_NO_RETURN, "the call never returned"},
    {EVENT_NO_ENTRY, "attached in the middle: arguments as they were at the end"},
    {EVENT_RESTART, "a signal interrupted it"},
    {EVENT_RESTARTED, "continued by restart_syscall after a signal"},
    {EVENT_BLOCKED, "a seccomp filter refused it"},
};

/* Has the tracee more of what an argument points to than was captured? */
static bool is_cut(const struct event_syscall *call, unsigned arg)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == arg && piece->part == 0 && piece->flags & PIECE_CUT)
            return true;
    return false;
}

static void remark_name(struct details *details, const char *what, uint32_t id)
{
    const char *name = id && details->options.names ? names_find(details->options.names, id) : NULL;

    if (!name)
        return;
    text_put_role(&details->text, TEXT_DIM, what);
    text_set_role(&details->text, TEXT_PATH);
    format_fd_name(name, strlen(name), details->format.escape, &details->text);
    text_set_role(&details->text, TEXT_PLAIN);
    details_end_remark(details);
}

/* The directory that a relative path starts from, where no descriptor tells it. */
static void remark_directory(struct details *details, const struct event_syscall *call,
                             unsigned arg)
{
    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece))
        if (piece->arg == arg && piece->part == 1)
            remark_name(details, "in    ", piece_name_id(piece));
}

const struct syscall_spec *details_call_spec(const struct event_syscall *call)
{
    return format_call_spec(call);
}

static void add_dump(struct details *details, const void *bytes, size_t length)
{
    int room_cols = details->options.width_cols - 2 * DETAILS_INDENT_COLS;
    const struct hexdump hexdump = hexdump_fit(4, room_cols, 16);
    size_t count = (size_t)hexdump.bytes_per_row;

    for (size_t offset = 0; offset < length; offset += count) {
        size_t left = length - offset;
        const struct hexdump_row row = {.offset = offset,
                                        .bytes = (const uint8_t *)bytes + offset,
                                        .count = (int)(left < count ? left : count)};
        hexdump_put_row(&hexdump, &row, &details->text);
        details_end_remark(details);
    }
}

/* ---- before and after ------------------------------------------------------------- */

/* "} => {": behind it an argument's lines are those of the state after the call. */
static bool begins_after(const struct details *details, size_t index)
{
    const struct text line = details_line_text(details, index);

    return line.length_bytes > 4 && strncmp(line.bytes + 1, " => ", 4) == 0;
}

static bool is_same(const struct details *details, size_t one, size_t other)
{
    const struct text a = details_line_text(details, one), b = details_line_text(details, other);

    return a.length_bytes == b.length_bytes && memcmp(a.bytes, b.bytes, a.length_bytes) == 0;
}

/* Of the lines from first on, each below the "=>" that reads differently from its counterpart. */
static void mark_changes(struct details *details, size_t first)
{
    size_t middle = first + 1;

    while (middle < details->line_count && !begins_after(details, middle))
        middle++;
    for (size_t i = 1; middle + i < details->line_count; i++) {
        struct details_line *line = &details->lines[middle + i];
        line->is_changed =
            line->depth > 1 && (first + i >= middle || !is_same(details, first + i, middle + i));
    }
}

/* The argument that a descriptor's lineage is about; -1: none. */
static int first_descriptor(const struct event_syscall *call)
{
    const struct syscall_spec *spec = details_call_spec(call);

    for (unsigned arg = 0; spec && arg < spec->arg_count; arg++)
        if ((spec->args[arg].type == TYPE_FD || spec->args[arg].type == TYPE_DIRFD) &&
            (int)call->args[arg] >= 0)
            return (int)arg;
    return -1;
}

/* ---- arguments -------------------------------------------------------------------- */

static void add_argument(struct details *details, const struct event_syscall *call, unsigned arg,
                         const struct arg_spec *spec)
{
    struct format_options format = details->format;
    size_t length = 0, first = details->line_count;
    const void *bytes = format_argument_bytes(call, arg, &length);
    char number[] = {'a', 'r', 'g', (char)('0' + arg), '\0'};

    /* A string is read as one, and whole; of a buffer the dump shows the rest. */
    bool is_buffer = bytes && !(spec && spec->size == SIZE_NUL);
    if (is_buffer)
        format.string_limit_bytes = 0;
    details_put_name(details, spec ? spec->name : number);
    format_argument(call, arg, &format, &details->text);
    details_end_value(details);
    mark_changes(details, first);
    remark_name(details, "file  ", piece_find_name(call, arg));
    if (spec && spec->type == TYPE_PATH)
        remark_directory(details, call, arg);
    if ((int)arg == first_descriptor(call))
        details_remark_origin(details);
    if (is_buffer)
        add_dump(details, bytes, length);
    if (is_cut(call, arg))
        details_remark(details, "and more, which was not captured");
    details->lines[first].starts_folded = details->line_count - first > LINES_UNFOLDED_MAX;
}

static void add_arguments(struct details *details, const struct event_syscall *call)
{
    const struct syscall_spec *spec = details_call_spec(call);
    unsigned count = format_argument_count(call);

    for (unsigned arg = 0; arg < count; arg++)
        if (!spec || spec->args[arg].type != TYPE_NONE)
            add_argument(details, call, arg, spec ? &spec->args[arg] : NULL);
}

/* A few calls have no median worth the name. */
#define CALLS_FOR_MEDIAN 5

/* How it compares with the other calls of its kind. */
static void add_comparison(struct details *details, const struct event_syscall *call)
{
    const struct histogram *durations = details->options.durations;
    struct text *text = &details->text;

    if (!durations || durations->count < CALLS_FOR_MEDIAN)
        return;
    nanoseconds median_ns = histogram_percentile(durations, 0.5);
    double times = (double)call->duration_ns / (double)(median_ns ? median_ns : 1);
    text_set_role(text, TEXT_DIM);
    if (times > 0.8 && times < 1.25)
        text_put(text, "about the median of ");
    else
        text_printf(text, times < 10 ? "%.1f times the median of " : "%.0f times the median of ",
                    times);
    format_duration(median_ns, text);
    text_put(text, " of ");
    figures_put_count(text, durations->count);
    text_put(text, " calls");
    if (durations->count >= 200 && call->duration_ns > histogram_percentile(durations, 0.99))
        text_put(text, ", slower than 99 of 100");
    text_set_role(text, TEXT_PLAIN);
    details_end_remark(details);
}

static void add_times(struct details *details, const struct event_syscall *call)
{
    struct text *text = &details->text;

    details_put_name(details, "began");
    details_put_time(details, call->header.time_ns - call->duration_ns, 9);
    details_end_value(details);
    details_put_name(details, "took");
    format_duration(call->duration_ns, text);
    if (call->duration_ns >= 1000) {
        text_set_role(text, TEXT_DIM);
        text_printf(text, " (%llu ns)", (unsigned long long)call->duration_ns);
        text_set_role(text, TEXT_PLAIN);
    }
    details_end_value(details);
    if (!(call->header.flags & EVENT_NO_RETURN))
        add_comparison(details, call);
}

/* ---- who called -------------------------------------------------------------------- */

static bool is_same_file(const struct caller *a, const struct caller *b)
{
    return a->module_bytes == b->module_bytes && memcmp(a->module, b->module, a->module_bytes) == 0;
}

/* Who called, and below it the whole stack: what is not of the caller's file is dim. */
static void add_callers(struct details *details, const struct event_syscall *call)
{
    const struct names *names = details->options.names;
    struct caller own;

    if (!callers_find_own(call, names, &own))
        return;
    details_put_name(details, "caller");
    details_put_caller(&details->text, &own, TEXT_SYSCALL);
    details_end_value(details);
    for (size_t i = 0; i < callers_count(call); i++) {
        const char *frame = callers_frame(call, names, i);
        if (!frame)
            continue;
        struct caller caller = callers_split(frame);
        details_put_caller(&details->text, &caller,
                           is_same_file(&caller, &own) ? TEXT_PLAIN : TEXT_DIM);
        details_end_remark(details);
    }
}

/* ---- the call ---------------------------------------------------------------------- */

/* What the errno says of this very call. */
static void add_meaning(struct details *details, const struct event_syscall *call)
{
    const char *meaning = format_errno_meaning(call);

    if (!meaning)
        return;
    text_put_role(&details->text, TEXT_ERROR, meaning);
    details_end_remark(details);
}

static void add_notes(struct details *details, const struct event *event)
{
    for (size_t i = 0; i < sizeof(call_notes) / sizeof(call_notes[0]); i++) {
        if (event->flags & call_notes[i].flag) {
            details_put_name(details, "note");
            text_put(&details->text, call_notes[i].meaning);
            details_end_value(details);
        }
    }
}

void details_add_call(struct details *details, const struct event *event)
{
    const struct event_syscall *call = (const struct event_syscall *)event;

    add_arguments(details, call);
    details_put_name(details, "result");
    format_result(call, &details->format, &details->text);
    details_end_value(details);
    remark_name(details, "file  ", piece_find_name(call, PIECE_RESULT));
    add_meaning(details, call);
    add_times(details, call);
    add_callers(details, call);
    add_notes(details, event);
    details_add_interruption(details, call);
}
