/*
 * All text of an event goes into one long struct text; the lines are slices of
 * it.  A piece is written first, then details_end cuts what was written since
 * into lines: at the newlines of the unfolded layout, whose blanks become depth,
 * and at the width.
 *
 *     openat   12:01:03.123456789  812 server         depth 0
 *       dirfd   AT_FDCWD                              depth 1
 *       path    "/etc/hosts"
 *         0000  2f 65 74 63 …            /etc/hosts.  depth 2: the bytes
 *       flags   O_RDONLY|O_CLOEXEC
 *       result  3</etc/hosts>
 *         file  /etc/hosts
 *       took    12.3us
 *       caller  read_hosts+0x1f in server
 *         openat+0x57 in libc.so.6
 *         read_hosts+0x1f in server
 */
#include "details.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ptop/format.h>
#include <ptop/syscall.h>

#include "details_callers.h"
#include "hexdump.h"

/* Room for the largest record with every byte escaped, once quoted and once dumped; and for the
 * line that says where even this was not enough. */
#define TEXT_CAPACITY ((size_t)2 << 20)
#define TEXT_RESERVE  64

#define INDENT_COLS    2  /* of a level of depth */
#define NAME_GAP_COLS  2  /* between a name and its value */
#define NAME_MAX_COLS  16 /* values behind longer names stand where they can */
#define VALUE_MIN_COLS 8  /* indents give way before a value has less room */

struct details {
    struct text text;
    struct details_line *lines;
    size_t line_count, line_capacity;
    struct details_options options; /* of the build that runs */
    struct format_options format;
    int name_cols; /* of the widest name of a value, with the gap */
    size_t begun;  /* where in the text the piece that is being written begins */
};

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

/* Where a line begins, and what goes on below it. */
struct place {
    int depth;
    int indent_cols, hang_cols;
};

static int held_indent(const struct details *details, int indent_cols)
{
    int most = details->options.width_cols - VALUE_MIN_COLS;
    return indent_cols < most ? indent_cols : most;
}

static void add_wrapped(struct details *details, size_t start, size_t length, struct place place)
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

/* Turn what was written since the last call into lines. */
static void details_end(struct details *details, struct place place)
{
    const char *end = details->text.bytes + details->text.length_bytes;
    const char *at = details->text.bytes + details->begun;
    struct place nested = place;

    for (;;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline ? newline : end;
        add_wrapped(details, (size_t)(at - details->text.bytes), (size_t)(stop - at), nested);
        if (!newline)
            break;
        at = newline + 1;
        int blanks = (int)strspn(at, " ");
        at += blanks;
        nested.depth = place.depth + blanks / INDENT_COLS;
        nested.indent_cols = place.hang_cols + blanks;
        nested.hang_cols = nested.indent_cols + INDENT_COLS;
    }
    details->begun = details->text.length_bytes;
}

/* ---- values ---------------------------------------------------------------------- */

/* Begin a value's line with its name; to be ended by end_value. */
static void put_name(struct details *details, const char *name)
{
    struct text *text = &details->text;

    text_set_role(text, TEXT_FIELD);
    text_printf(text, "%-*s  ", details->name_cols - NAME_GAP_COLS, name);
    text_set_role(text, TEXT_PLAIN);
}

static void end_value(struct details *details)
{
    details_end(details, (struct place){1, INDENT_COLS, INDENT_COLS + details->name_cols});
}

#define REMARK_INDENT_COLS (2 * INDENT_COLS)

/* A line about the value above it. */
static void end_remark(struct details *details)
{
    details_end(details, (struct place){2, REMARK_INDENT_COLS, REMARK_INDENT_COLS + INDENT_COLS});
}

static void put_wall_time(struct details *details, nanoseconds time_ns)
{
    int64_t real_ns = (int64_t)time_ns + details->options.realtime_offset_ns;
    time_t seconds = (time_t)(real_ns / 1000000000);
    struct tm local;

    localtime_r(&seconds, &local);
    text_printf(&details->text, "%02d:%02d:%02d.%09d", local.tm_hour, local.tm_min, local.tm_sec,
                (int)(real_ns % 1000000000));
}

static void add_dump(struct details *details, const void *bytes, size_t length)
{
    int per_row = hexdump_bytes_per_row(details->options.width_cols - REMARK_INDENT_COLS);

    for (size_t offset = 0; offset < length; offset += (size_t)per_row) {
        hexdump_put_row(&details->text, bytes, length, offset, per_row);
        end_remark(details);
    }
}

/* ---- a call ---------------------------------------------------------------------- */

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

/* The piece at *at of a record that may be damaged; moves *at behind it.  False at the end. */
static bool next_piece(const struct event_syscall *call, const uint8_t **at,
                       struct event_piece *ret_piece, const uint8_t **ret_bytes)
{
    const uint8_t *end = (const uint8_t *)call + call->header.size_bytes;

    if ((size_t)(end - *at) < sizeof(*ret_piece))
        return false;
    memcpy(ret_piece, *at, sizeof(*ret_piece));
    *ret_bytes = *at + sizeof(*ret_piece);
    size_t left = (size_t)(end - *ret_bytes);
    size_t padded = EVENT_ALIGN((size_t)ret_piece->length_bytes);
    *at = *ret_bytes + (padded < left ? padded : left);
    return ret_piece->length_bytes <= left;
}

/* The name of the fd in an argument's register; NULL where there is none. */
static const char *find_fd_name(const struct event_syscall *call, unsigned arg,
                                const struct names *names)
{
    const uint8_t *at = (const uint8_t *)(call + 1), *bytes;
    struct event_piece piece;
    uint32_t id;

    while (names && next_piece(call, &at, &piece, &bytes)) {
        if (piece.arg == arg && piece.part == 0 && piece.flags & PIECE_FD_NAME &&
            piece.length_bytes >= sizeof(id)) {
            memcpy(&id, bytes, sizeof(id));
            return names_find(names, id);
        }
    }
    return NULL;
}

/* Has the tracee more of what an argument points to than was captured? */
static bool is_cut(const struct event_syscall *call, unsigned arg)
{
    const uint8_t *at = (const uint8_t *)(call + 1), *bytes;
    struct event_piece piece;

    while (next_piece(call, &at, &piece, &bytes))
        if (piece.arg == arg && piece.part == 0 && piece.flags & PIECE_CUT)
            return true;
    return false;
}

static void add_remark(struct details *details, const char *remark)
{
    text_put_role(&details->text, TEXT_DIM, remark);
    end_remark(details);
}

static void add_fd_name(struct details *details, const struct event_syscall *call, unsigned arg)
{
    const char *name = find_fd_name(call, arg, details->options.names);

    if (!name)
        return;
    text_put_role(&details->text, TEXT_DIM, "file  ");
    text_set_role(&details->text, TEXT_PATH);
    text_escape(&details->text, name, strlen(name), details->format.escape);
    text_set_role(&details->text, TEXT_PLAIN);
    end_remark(details);
}

static const struct syscall_spec *call_spec(const struct event_syscall *call)
{
    return syscall_find(call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE,
                        call->header.number);
}

static void add_argument(struct details *details, const struct event_syscall *call, unsigned arg,
                         const struct arg_spec *spec)
{
    struct format_options format = details->format;
    size_t length = 0;
    const void *bytes = format_argument_bytes(call, arg, &length);
    char number[] = {'a', 'r', 'g', (char)('0' + arg), '\0'};

    /* The dump shows a buffer whole; a string is read as one. */
    if (bytes && spec && spec->size != SIZE_NUL)
        format.string_limit_bytes = 0;
    put_name(details, spec ? spec->name : number);
    format_argument(call, arg, &format, &details->text);
    end_value(details);
    add_fd_name(details, call, arg);
    if (bytes)
        add_dump(details, bytes, length);
    if (is_cut(call, arg))
        add_remark(details, "and more, which was not captured");
}

static void add_arguments(struct details *details, const struct event_syscall *call)
{
    const struct syscall_spec *spec = call_spec(call);
    unsigned count = format_argument_count(call);

    for (unsigned arg = 0; arg < count; arg++)
        if (!spec || spec->args[arg].type != TYPE_NONE)
            add_argument(details, call, arg, spec ? &spec->args[arg] : NULL);
}

static void add_times(struct details *details, const struct event_syscall *call)
{
    struct text *text = &details->text;

    put_name(details, "began");
    put_wall_time(details, call->header.time_ns - call->duration_ns);
    end_value(details);
    put_name(details, "took");
    format_duration(call->duration_ns, text);
    if (call->duration_ns >= 1000) {
        text_set_role(text, TEXT_DIM);
        text_printf(text, " (%llu ns)", (unsigned long long)call->duration_ns);
        text_set_role(text, TEXT_PLAIN);
    }
    end_value(details);
}

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
    put_name(details, "caller");
    details_put_caller(&details->text, &own, TEXT_SYSCALL);
    end_value(details);
    for (size_t i = 0; i < callers_count(call); i++) {
        const char *frame = callers_frame(call, names, i);
        if (!frame)
            continue;
        struct caller caller = callers_split(frame);
        details_put_caller(&details->text, &caller,
                           is_same_file(&caller, &own) ? TEXT_PLAIN : TEXT_DIM);
        end_remark(details);
    }
}

static void add_call(struct details *details, const struct event *event)
{
    const struct event_syscall *call = (const struct event_syscall *)event;

    add_arguments(details, call);
    put_name(details, "result");
    format_result(call, &details->format, &details->text);
    end_value(details);
    add_fd_name(details, call, PIECE_RESULT);
    add_times(details, call);
    add_callers(details, call);
    for (size_t i = 0; i < sizeof(call_notes) / sizeof(call_notes[0]); i++) {
        if (event->flags & call_notes[i].flag) {
            put_name(details, "note");
            text_put(&details->text, call_notes[i].meaning);
            end_value(details);
        }
    }
}

/* ---- any event ------------------------------------------------------------------- */

/* What is no call: its line, unfolded. */
static void add_line_of(struct details *details, const struct event *event)
{
    format_event(event, &details->format, &details->text);
    details_end(details, (struct place){1, INDENT_COLS, INDENT_COLS});
}

/* By kind: the word in the head line (of a call its name), and the lines below. */
static const struct {
    const char *word;
    size_t size_bytes; /* at least, for add */
    void (*add)(struct details *details, const struct event *event);
} kinds[EVENT_KIND_COUNT] = {
    [EVENT_NONE] = {"damaged record", 0, add_line_of},
    [EVENT_SYSCALL] = {"syscall", sizeof(struct event_syscall), add_call},
    [EVENT_SYSCALL_ENTER] = {"call in progress", 0, add_line_of},
    [EVENT_SIGNAL] = {"signal", 0, add_line_of},
    [EVENT_FORK] = {"birth", 0, add_line_of},
    [EVENT_EXEC] = {"exec", 0, add_line_of},
    [EVENT_EXIT] = {"exit", 0, add_line_of},
    [EVENT_STOP] = {"stop", 0, add_line_of},
    [EVENT_RESUME] = {"resume", 0, add_line_of},
    [EVENT_OUTPUT] = {"output", 0, add_line_of},
    [EVENT_FD_PATH] = {"name of a file", 0, add_line_of},
    [EVENT_NOTE] = {"note", 0, add_line_of},
    [EVENT_LOST] = {"events lost", 0, add_line_of},
    [EVENT_REPLY] = {"reply", 0, add_line_of},
    [EVENT_DETACH] = {"detach", 0, add_line_of},
    [EVENT_END] = {"end", 0, add_line_of},
};

static bool is_call(const struct event *event)
{
    return kinds[event->kind].add == add_call;
}

static void add_head(struct details *details, const struct event *event)
{
    const char *comm = details->options.comm;
    struct text *text = &details->text;
    const struct syscall_spec *spec =
        is_call(event) ? call_spec((const struct event_syscall *)event) : NULL;

    text_put_role(text, TEXT_SYSCALL, spec ? spec->name : kinds[event->kind].word);
    if (is_call(event) && !spec)
        text_printf(text, " %d", event->number);
    text_put(text, "  ");
    put_wall_time(details, event->time_ns);
    text_printf(text, "  %d", event->tid);
    if (event->tgid != event->tid)
        text_printf(text, " of %d", event->tgid);
    if (comm) {
        text_put_char(text, ' ');
        text_escape(text, comm, strlen(comm), details->format.escape);
    }
    details_end(details, (struct place){0, 0, INDENT_COLS});
}

static int widest_name(const struct event *event)
{
    size_t widest = strlen("result");
    const struct syscall_spec *spec =
        is_call(event) ? call_spec((const struct event_syscall *)event) : NULL;

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
    details_end(details, (struct place){0, 0, INDENT_COLS});
}

void details_build(struct details *details, const struct event *event,
                   const struct details_options *options)
{
    struct event damaged = *event;

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
    };
    if (event->kind >= EVENT_KIND_COUNT || !kinds[event->kind].add ||
        event->size_bytes < kinds[event->kind].size_bytes) {
        damaged.kind = EVENT_NONE;
        event = &damaged;
    }
    details->name_cols = widest_name(event);
    details->text.capacity_bytes = TEXT_CAPACITY - TEXT_RESERVE;
    add_head(details, event);
    kinds[event->kind].add(details, event);
    if (details->text.is_truncated)
        add_cut_mark(details);
}
