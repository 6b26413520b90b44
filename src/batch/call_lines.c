#include "call_lines.h"

#include <string.h>

#include <ptop/buffers.h>
#include <ptop/callers.h>
#include <ptop/piece.h>

bool call_lines_begin_early(const struct lines *lines)
{
    return (lines->options->statuses & BATCH_ALL_STATUSES) == BATCH_ALL_STATUSES;
}

static tracee_addr pc_of(const struct event_syscall *call)
{
    struct event_call_facts facts;

    for (const struct event_piece *piece = piece_first(call); piece;
         piece = piece_next(call, piece)) {
        if (piece->arg == PIECE_FACTS && piece->length_bytes >= sizeof(facts)) {
            memcpy(&facts, piece_bytes(piece), sizeof(facts));
            return facts.pc;
        }
    }
    return 0;
}

nanoseconds call_lines_entry_ns(const struct event_syscall *call)
{
    return call->header.time_ns - call->duration_ns;
}

/* A tracee is in another call: what is said of it from now on. */
static void enter(struct lines *lines, struct speaker *speaker, const struct event_syscall *call)
{
    bool is_compat = (call->header.flags & EVENT_COMPAT) != 0;

    speaker->number = call->header.number;
    speaker->owes_callers = speaker->awaits_data = false;
    if (lines->options->shows_pc)
        speaker->pc = pc_of(call);
    if (is_compat == speaker->is_compat)
        return;
    speaker->is_compat = is_compat;
    if (lines->quiet & BATCH_QUIET_PERSONALITY)
        return;
    struct output *output = line_begin(lines, speaker, call_lines_entry_ns(call), true);
    text_printf(&lines->text, "[ Process PID=%d runs in %d bit mode. ]", (int)speaker->tid,
                is_compat ? 32 : 64);
    line_end(lines, output, 0);
}

/* exit ends a thread, of which the kernel may tell us only when its process ends. */
static bool never_returns(const struct event_syscall *call)
{
    const struct syscall_spec *spec = syscall_find(
        call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, call->header.number);

    return spec && strcmp(spec->name, "exit") == 0;
}

static void put_callers(struct lines *lines, struct output *output,
                        const struct event_syscall *call)
{
    size_t count = lines->options->shows_callers ? callers_count(call) : 0;

    for (size_t i = 0; i < count; i++) {
        const char *frame = callers_frame(call, lines->names, i);

        line_clear(lines);
        text_put(&lines->text, " > ");
        text_escape(&lines->text, frame ? frame : "?", frame ? strlen(frame) : 1,
                    lines->format.escape);
        line_end(lines, output, 0);
    }
}

/* Of a call that never returned they stand below its tracee's last line, else below its data. */
static void keep_callers(struct lines *lines, struct speaker *speaker,
                         const struct event_syscall *call)
{
    if (!lines->options->shows_callers)
        return;
    if (speaker->hint != call)
        speaker_keep(speaker, call);
    speaker->owes_callers = true;
}

void call_lines_put_owed(struct lines *lines, struct speaker *speaker)
{
    if (speaker->owes_callers && speaker->output)
        put_callers(lines, speaker->output, speaker->hint);
    speaker->owes_callers = false;
}

/* Its line ends where it began. */
static void put_last_call(struct lines *lines, struct speaker *speaker, struct output *output)
{
    speaker->hint->header.flags |= EVENT_NO_RETURN;
    format_call_arguments(speaker->hint, line_format(lines, speaker->hint), &lines->text);
    format_call_end(speaker->hint, &lines->format, &lines->text);
    line_end(lines, output, 0);
    keep_callers(lines, speaker, speaker->hint);
    speaker->state = SPEAKER_DONE;
}

void call_lines_take_hint(struct lines *lines, const struct event_syscall *hint)
{
    struct speaker *speaker =
        speakers_get(&lines->speakers, hint->header.tid, hint->header.tgid);

    if (speaker->state != SPEAKER_SILENT)
        return; /* told already */
    speaker_hold(speaker, hint);
    if (!call_lines_begin_early(lines))
        return;
    enter(lines, speaker, hint);
    struct output *output = line_begin(lines, speaker, call_lines_entry_ns(hint), true);
    if (never_returns(hint)) {
        put_last_call(lines, speaker, output);
        return;
    }
    line_keep_prefix(lines, speaker);
    output->open = speaker;
}

/* The text up to where the line goes on; returns how much of it is written already. */
static size_t resume_line(struct lines *lines, struct speaker *speaker,
                          const struct event_syscall *call)
{
    size_t shown = speaker->begin_bytes, start;

    if (speaker->state == SPEAKER_CUT) {
        line_begin(lines, speaker, call->header.time_ns, true);
        text_set_role(&lines->text, TEXT_DIM);
        text_put(&lines->text, "<... ");
        format_call_name(call, &lines->text);
        text_put(&lines->text, " resumed>");
        text_set_role(&lines->text, TEXT_PLAIN);
    } else {
        line_clear(lines);
        text_set_role(&lines->text, TEXT_DIM);
        text_put_bytes(&lines->text, speaker->prefix, speaker->prefix_bytes);
        text_set_role(&lines->text, TEXT_PLAIN);
    }
    start = lines->text.length_bytes;
    format_call_arguments(call, line_format(lines, call), &lines->text);
    if (speaker->state != SPEAKER_CUT)
        return speaker->state == SPEAKER_OPEN ? start + shown : 0;
    text_drop(&lines->text, start, shown);
    return 0;
}

struct dump {
    struct outputs *outputs;
    struct output *output;
};

static void put_dump(void *context, const char *line, size_t length)
{
    const struct dump *dump = context;

    output_put(dump->outputs, dump->output, line, length);
}

void call_lines_take_data(struct lines *lines, const struct event_data *data)
{
    struct speaker *speaker = speakers_find(&lines->speakers, data->header.tid);

    if (!speaker || !speaker->awaits_data)
        return; /* of a call that is not shown */
    dump_data(data, put_dump, &(struct dump){lines->outputs, speaker->output});
    if (!data->is_last)
        return;
    speaker->awaits_data = false;
    call_lines_put_owed(lines, speaker);
}

void call_lines_take(struct lines *lines, const struct event_syscall *call)
{
    struct speaker *speaker =
        speakers_get(&lines->speakers, call->header.tid, call->header.tgid);
    struct output *output;
    size_t written = 0, end;

    if (speaker->state == SPEAKER_DONE) {
        speaker->state = SPEAKER_SILENT;
        if (call->header.flags & EVENT_NO_RETURN)
            return;
    }
    if (!call_lines_begin_early(lines) && !pass_status(lines->pass, call)) {
        line_close(speaker);
        return;
    }
    if (speaker->state == SPEAKER_SILENT || !call_lines_begin_early(lines)) {
        enter(lines, speaker, call);
        line_begin(lines, speaker, call_lines_entry_ns(call), true);
        format_call_arguments(call, line_format(lines, call), &lines->text);
    } else {
        written = resume_line(lines, speaker, call);
    }
    output = speaker->output;
    end = lines->text.length_bytes;
    format_call_end(call, line_format(lines, call), &lines->text);
    palette_mark_result(&lines->text, end);
    if (lines->options->shows_duration && !(call->header.flags & EVENT_NO_RETURN))
        prefix_put_duration(call->duration_ns, lines->options->duration_precision, &lines->text);
    line_close(speaker);
    line_end(lines, output, written < lines->text.length_bytes ? written
                                                               : lines->text.length_bytes);
    speaker->awaits_data = buffers_find(call, &lines->options->read_fds,
                                        &lines->options->written_fds) >= 0;
    if (call->header.flags & EVENT_NO_RETURN || speaker->awaits_data)
        keep_callers(lines, speaker, call);
    else
        put_callers(lines, output, call);
    line_say_attached(lines);
}
