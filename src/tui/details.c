/*
 * All text of an event goes into one long struct text; the lines are slices of
 * it.  A piece is written first, then details_end cuts what was written since
 * into lines: at the newlines of the unfolded layout, whose blanks become depth,
 * and at the width.
 *
 *     openat   12:01:03.123456789  812 server         depth 0
 *       dirfd   AT_FDCWD                              depth 1
 *       path    "hosts"
 *         in    /etc                                  depth 2: about the line above
 *       flags   O_RDONLY|O_CLOEXEC
 *       result  3</etc/hosts>
 *         file  /etc/hosts
 *       took    12.3us
 *       caller  read_hosts+0x1f in server
 *         openat+0x57 in libc.so.6
 *         read_hosts+0x1f in server
 */
#include "details_build.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ptop/syscall.h>

/* Room for the largest record with every byte escaped, once quoted and once dumped; and for the
 * line that says where even this was not enough. */
#define TEXT_CAPACITY ((size_t)2 << 20)
#define TEXT_RESERVE  64

#define NAME_GAP_COLS  2  /* between a name and its value */
#define NAME_MAX_COLS  16 /* values behind longer names stand where they can */
#define VALUE_MIN_COLS 8  /* indents give way before a value has less room */

/* ---- life ------------------------------------------------------------------------ */

static void *checked(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

struct details *details_new(void)
{
    struct details *details = checked(calloc(1, sizeof(*details)));

    text_init(&details->text, checked(malloc(TEXT_CAPACITY)), checked(malloc(TEXT_CAPACITY)),
              TEXT_CAPACITY);
    return details;
}

void details_free(struct details *details)
{
    if (!details)
        return;
    free(details->text.bytes);
    free(details->text.roles);
    free(details->lines);
    free(details);
}

void details_clear(struct details *details)
{
    text_clear(&details->text);
    details->line_count = 0;
    details->begun = 0;
}

size_t details_line_count(const struct details *details)
{
    return details->line_count;
}

const struct details_line *details_line(const struct details *details, size_t index)
{
    return &details->lines[index];
}

struct text details_line_text(const struct details *details, size_t index)
{
    const struct details_line *line = &details->lines[index];

    return (struct text){
        .bytes = details->text.bytes + line->start,
        .roles = details->text.roles + line->start,
        .length_bytes = line->length_bytes,
        .capacity_bytes = line->length_bytes + 1,
    };
}

/* ---- lines ----------------------------------------------------------------------- */

static void add_line(struct details *details, struct details_line line)
{
    if (details->line_count == details->line_capacity) {
        details->line_capacity = details->line_capacity ? 2 * details->line_capacity : 64;
        details->lines =
            checked(reallocarray(details->lines, details->line_capacity, sizeof(*details->lines)));
    }
    details->lines[details->line_count++] = line;
}

/* Where to cut a line that has room for fit bytes: behind a blank, unless that is far back. */
static size_t cut_before(const char *bytes, size_t length, size_t fit)
{
    if (fit >= length)
        return length;
    for (size_t cut = fit; cut > fit - fit / 3; cut--)
        if (bytes[cut - 1] == ' ')
            return cut;
    return fit;
}

static int held_indent(const struct details *details, int indent_cols)
{
    int most = details->options.width_cols - VALUE_MIN_COLS;
    return indent_cols < most ? indent_cols : most;
}

static void add_wrapped(struct details *details, size_t start, size_t length,
                        struct details_place place)
{
    const char *bytes = details->text.bytes + start;
    bool is_continuation = false;

    do {
        int indent_cols =
            held_indent(details, is_continuation ? place.hang_cols : place.indent_cols);
        int room_cols = details->options.width_cols - indent_cols;
        size_t cut = cut_before(bytes, length, text_fit_bytes(bytes, length, room_cols));
        add_line(details, (struct details_line){
                              .start = (size_t)(bytes - details->text.bytes),
                              .length_bytes = (uint32_t)cut,
                              .indent_cols = (uint16_t)indent_cols,
                              .depth = (uint8_t)place.depth,
                              .is_continuation = is_continuation,
                          });
        bytes += cut;
        length -= cut;
        is_continuation = true;
    } while (length > 0);
}

void details_end(struct details *details, struct details_place place)
{
    const char *end = details->text.bytes + details->text.length_bytes;
    const char *at = details->text.bytes + details->begun;
    struct details_place nested = place;

    for (;;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline ? newline : end;
        add_wrapped(details, (size_t)(at - details->text.bytes), (size_t)(stop - at), nested);
        if (!newline)
            break;
        at = newline + 1;
        int blanks = (int)strspn(at, " ");
        at += blanks;
        nested.depth = place.depth + blanks / DETAILS_INDENT_COLS;
        nested.indent_cols = place.hang_cols + blanks;
        nested.hang_cols = nested.indent_cols + DETAILS_INDENT_COLS;
    }
    details->begun = details->text.length_bytes;
}

/* ---- values ---------------------------------------------------------------------- */

void details_put_name(struct details *details, const char *name)
{
    struct text *text = &details->text;

    text_set_role(text, TEXT_FIELD);
    text_printf(text, "%-*s  ", details->name_cols - NAME_GAP_COLS, name);
    text_set_role(text, TEXT_PLAIN);
}

void details_end_value(struct details *details)
{
    details_end(details, (struct details_place){1, DETAILS_INDENT_COLS,
                                                DETAILS_INDENT_COLS + details->name_cols});
}

void details_end_remark(struct details *details)
{
    details_end(details,
                (struct details_place){2, 2 * DETAILS_INDENT_COLS, 3 * DETAILS_INDENT_COLS});
}

void details_remark(struct details *details, const char *remark)
{
    text_put_role(&details->text, TEXT_DIM, remark);
    details_end_remark(details);
}

void details_put_time(struct details *details, nanoseconds time_ns, int digits)
{
    int64_t real_ns = (int64_t)time_ns + details->options.realtime_offset_ns;
    time_t seconds = (time_t)(real_ns / 1000000000);
    struct tm local;

    localtime_r(&seconds, &local);
    int fraction = (int)(real_ns % 1000000000);
    for (int left = digits; left < 9; left++)
        fraction /= 10;
    text_printf(&details->text, "%02d:%02d:%02d.%0*d", local.tm_hour, local.tm_min, local.tm_sec,
                digits, fraction);
}

void details_put_task(struct details *details, int32_t tid, uint64_t sequence)
{
    const struct task *task =
        details->options.tasks ? tasks_find(details->options.tasks, tid, sequence) : NULL;

    text_set_role(&details->text, TEXT_NUMBER);
    text_put_signed(&details->text, tid);
    text_set_role(&details->text, TEXT_PLAIN);
    if (!task)
        return;
    text_put_char(&details->text, ' ');
    text_escape(&details->text, task->comm, strlen(task->comm), details->format.escape);
}

/* ---- any event ------------------------------------------------------------------- */

/* By kind: the word in the head line (of a call its name), and the lines below. */
static const struct {
    const char *word;
    size_t size_bytes; /* at least, for add */
    void (*add)(struct details *details, const struct event *event);
} kinds[EVENT_KIND_COUNT] = {
    [EVENT_NONE] = {"damaged record", 0, details_add_line},
    [EVENT_SYSCALL] = {"syscall", sizeof(struct event_syscall), details_add_call},
    [EVENT_SYSCALL_ENTER] = {"call in progress", 0, details_add_line},
    [EVENT_SIGNAL] = {"signal", sizeof(struct event_signal), details_add_signal},
    [EVENT_FORK] = {"birth", 0, details_add_line},
    [EVENT_EXEC] = {"exec", 0, details_add_line},
    [EVENT_EXIT] = {"exit", 0, details_add_exit},
    [EVENT_STOP] = {"stop", 0, details_add_line},
    [EVENT_RESUME] = {"resume", 0, details_add_line},
    [EVENT_OUTPUT] = {"output", 0, details_add_line},
    [EVENT_FD_PATH] = {"name of a file", 0, details_add_line},
    [EVENT_NOTE] = {"note", 0, details_add_line},
    [EVENT_LOST] = {"events lost", 0, details_add_line},
    [EVENT_REPLY] = {"reply", 0, details_add_line},
    [EVENT_DETACH] = {"detach", 0, details_add_line},
    [EVENT_END] = {"end", 0, details_add_line},
    [EVENT_HIT] = {"hit", sizeof(struct event_hit), details_add_hit},
    [EVENT_POINT] = {"point", 0, details_add_line},
    [EVENT_VECTORS] = {"vectors", 0, details_add_line},
    [EVENT_RECEIPT] = {"receipt", 0, details_add_line},
    [EVENT_PLACE] = {"place", 0, details_add_line},
    [EVENT_DATA] = {"data", 0, details_add_line},
    [EVENT_URING] = {"io_uring", 0, details_add_line},
};

static bool is_call(const struct event *event)
{
    return kinds[event->kind].add == details_add_call;
}

static void add_head(struct details *details, const struct event *event)
{
    const char *comm = details->options.comm;
    struct text *text = &details->text;
    const struct syscall_spec *spec =
        is_call(event) ? details_call_spec((const struct event_syscall *)event) : NULL;

    text_put_role(text, TEXT_SYSCALL, spec ? spec->name : kinds[event->kind].word);
    if (is_call(event) && !spec)
        text_printf(text, " %d", event->number);
    text_put(text, "  ");
    details_put_time(details, event->time_ns, 9);
    text_printf(text, "  %d", event->tid);
    if (event->tgid != event->tid)
        text_printf(text, " of %d", event->tgid);
    if (comm) {
        text_put_char(text, ' ');
        text_escape(text, comm, strlen(comm), details->format.escape);
    }
    details_end(details, (struct details_place){0, 0, DETAILS_INDENT_COLS});
}

static int widest_name(const struct event *event)
{
    size_t widest = strlen("result");
    const struct syscall_spec *spec =
        is_call(event) ? details_call_spec((const struct event_syscall *)event) : NULL;

    for (unsigned arg = 0; spec && arg < spec->arg_count; arg++) {
        size_t length = spec->args[arg].name ? strlen(spec->args[arg].name) : 0;
        widest = length > widest && length <= NAME_MAX_COLS ? length : widest;
    }
    return (int)widest + NAME_GAP_COLS;
}

static void add_cut_mark(struct details *details)
{
    details->text.capacity_bytes += TEXT_RESERVE;
    details->text.is_truncated = false;
    text_put_role(&details->text, TEXT_ERROR, "... and more than is shown here");
    details_end(details, (struct details_place){0, 0, DETAILS_INDENT_COLS});
}

static void begin_build(struct details *details, const struct details_options *options)
{
    details_clear(details);
    details->options = *options;
    if (options->width_cols < DETAILS_MIN_COLS)
        details->options.width_cols = DETAILS_MIN_COLS;
    details->format = (struct format_options){
        .names = options->names,
        .escape = TEXT_ESCAPE_UTF8,
        .layout = FORMAT_UNFOLDED,
        .string_limit_bytes = EVENT_MAX_BYTES,
        .element_limit = EVENT_MAX_BYTES,
        .joins_restarts = true,
    };
    details->text.capacity_bytes = TEXT_CAPACITY - TEXT_RESERVE;
}

static void end_build(struct details *details, uint64_t key)
{
    if (details->text.is_truncated)
        add_cut_mark(details);
    details_find_nodes(details, key);
}

/* Of a call: the same for each row of its syscall. */
static uint64_t event_key(const struct event *event)
{
    return (uint64_t)event->kind << 40 | (uint64_t)(event->flags & EVENT_COMPAT) << 32 |
           (is_call(event) ? (uint32_t)event->number : 0);
}

void details_build(struct details *details, const struct event *event,
                   const struct details_options *options)
{
    struct event damaged = *event;

    begin_build(details, options);
    if (event->kind >= EVENT_KIND_COUNT || !kinds[event->kind].add ||
        event->size_bytes < kinds[event->kind].size_bytes) {
        damaged.kind = EVENT_NONE;
        event = &damaged;
    }
    details->name_cols = widest_name(event);
    add_head(details, event);
    kinds[event->kind].add(details, event);
    end_build(details, event_key(event));
}

/* Names in such a text are as wide as they are, so what goes on below stands behind them. */
#define TEXT_HANG_COLS 12

void details_build_text(struct details *details, const struct text *text,
                        const struct details_options *options)
{
    const char *end = text->bytes + text->length_bytes;

    begin_build(details, options);
    for (const char *line = text->bytes; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end;
        int blanks = (int)strspn(line, " ");
        for (const char *at = line + blanks; at < stop; at++) {
            text_set_role(&details->text, text->roles[at - text->bytes]);
            text_put_bytes(&details->text, at, 1);
        }
        details_end(details, (struct details_place){blanks / DETAILS_INDENT_COLS, blanks,
                                                    blanks ? TEXT_HANG_COLS : 2});
        line = stop + 1;
    }
    text_set_role(&details->text, TEXT_PLAIN);
    end_build(details, 0);
}
