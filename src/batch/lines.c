#include "lines.h"

#include <string.h>

#include <ptop/callers.h>
#include <ptop/piece.h>

#include "message.h"

/* ---- the line that is being made -------------------------------------------------------- */

static void begin_text(struct lines *lines)
{
    text_init(&lines->text, lines->bytes, lines->is_coloured ? lines->roles : NULL,
              sizeof(lines->bytes) - 1);
}

/* What of the text is new: from a byte on. */
static void write_from(struct lines *lines, struct output *output, size_t from)
{
    if (lines->is_coloured)
        palette_put(&lines->palette, lines->outputs, output, &lines->text, from);
    else
        output_put(lines->outputs, output, lines->text.bytes + from,
                   lines->text.length_bytes - from);
}

/* The newline fits: begin_text keeps room for it. */
static void end_line(struct lines *lines, struct output *output, size_t from)
{
    write_from(lines, output, from);
    output_put(lines->outputs, output, "\n", 1);
}

static void put_prefix(struct lines *lines, const struct speaker *speaker, nanoseconds when_ns,
                       bool lives)
{
    const struct prefix_subject subject = {
        .tid = speaker->tid,
        .is_alone = lines->speakers.count <= 1,
        .when_ns = when_ns,
        .number = speaker->number,
        .has_pc = lives && speaker->pc,
        .is_compat = speaker->is_compat,
        .pc = speaker->pc,
    };

    prefix_put(&lines->prefix, &subject, &lines->text);
}

static struct output *output_of(struct lines *lines, struct speaker *speaker)
{
    if (!speaker->output)
        speaker->output = outputs_get(lines->outputs, speaker->tid);
    return speaker->output;
}

/* How a call is written follows from the sets that it is in. */
static const struct format_options *format_of(struct lines *lines, const struct event_syscall *call)
{
    const struct batch_options *options = lines->options;
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    int64_t number = call->header.number;

    lines->format.is_verbose = !syscall_set_has(&options->abbreviated, abi, number);
    lines->format.hides_structs = !syscall_set_has(&options->decoded, abi, number);
    lines->format.is_raw = syscall_set_has(&options->raw, abi, number);
    return &lines->format;
}

/* ---- a line that is open ------------------------------------------------------------------ */

/* The text as far as it is known: what stands before the call, and its beginning. */
static void make_beginning(struct lines *lines, struct speaker *speaker)
{
    begin_text(lines);
    text_set_role(&lines->text, TEXT_DIM);
    text_put_bytes(&lines->text, speaker->prefix, speaker->prefix_bytes);
    text_set_role(&lines->text, TEXT_PLAIN);
    format_call_begin(speaker->hint, format_of(lines, speaker->hint), &lines->text);
    speaker->begin_bytes = lines->text.length_bytes - speaker->prefix_bytes;
}

static void show(struct lines *lines, struct speaker *speaker)
{
    if (speaker->state != SPEAKER_HELD)
        return;
    make_beginning(lines, speaker);
    write_from(lines, speaker->output, 0);
    speaker->state = SPEAKER_OPEN;
}

/* A message stands behind what was begun, where both go to the same place. */
static void show_before_message(struct lines *lines)
{
    if (outputs_are_standard_error(lines->outputs) && lines->outputs->first->open)
        show(lines, lines->outputs->first->open);
}

/* ---- what is said of attaching ------------------------------------------------------------- */

static bool says_attach(const struct lines *lines)
{
    return !(lines->quiet & BATCH_QUIET_ATTACH);
}

/* Those that were attached to, and not said so yet: a line for each process. */
static void say_attached(struct lines *lines)
{
    if (!lines->has_waiting)
        return;
    lines->has_waiting = false;
    show_before_message(lines);
    for (struct speaker *speaker = lines->speakers.oldest; speaker; speaker = speaker->younger) {
        unsigned threads = 0;

        if (!speaker->waits)
            continue;
        for (struct speaker *other = speaker; other; other = other->younger) {
            if (other->waits && other->tgid == speaker->tgid) {
                other->waits = false;
                threads++;
            }
        }
        if (threads > 1)
            message_put(lines->outputs, "Process %d attached with %u threads",
                        (int)speaker->tgid, threads);
        else
            message_put(lines->outputs, "Process %d attached", (int)speaker->tid);
    }
}

/* ---- the line that is open, and the next one ----------------------------------------------- */

static void put_remark(struct lines *lines, struct output *output, const char *remark)
{
    begin_text(lines);
    text_put_role(&lines->text, TEXT_DIM, remark);
    end_line(lines, output, 0);
}

/* Another line comes: the one that is open ends here. */
static void cut_open(struct lines *lines, struct output *output)
{
    struct speaker *speaker = output->open;

    if (!speaker)
        return;
    show(lines, speaker);
    put_remark(lines, output, " <unfinished ...>");
    speaker->state = SPEAKER_CUT;
    output->open = NULL;
}

/* A line of its own, up to where its text begins. */
static struct output *begin_line(struct lines *lines, struct speaker *speaker, nanoseconds when_ns,
                                 bool lives)
{
    struct output *output = output_of(lines, speaker);

    say_attached(lines);
    cut_open(lines, output);
    begin_text(lines);
    put_prefix(lines, speaker, when_ns, lives);
    return output;
}

static void close_call(struct speaker *speaker)
{
    if (speaker->output && speaker->output->open == speaker)
        speaker->output->open = NULL;
    speaker->state = SPEAKER_SILENT;
}

/* ---- calls ---------------------------------------------------------------------------------- */

static bool shows_beginnings(const struct lines *lines)
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

static nanoseconds entry_ns(const struct event_syscall *call)
{
    return call->header.time_ns - call->duration_ns;
}

/* A tracee is in another call: what is said of it from now on. */
static void enter(struct lines *lines, struct speaker *speaker, const struct event_syscall *call)
{
    bool is_compat = (call->header.flags & EVENT_COMPAT) != 0;

    speaker->number = call->header.number;
    if (lines->options->shows_pc)
        speaker->pc = pc_of(call);
    if (is_compat == speaker->is_compat)
        return;
    speaker->is_compat = is_compat;
    if (lines->quiet & BATCH_QUIET_PERSONALITY)
        return;
    struct output *output = begin_line(lines, speaker, entry_ns(call), true);
    text_printf(&lines->text, "[ Process PID=%d runs in %d bit mode. ]", (int)speaker->tid,
                is_compat ? 32 : 64);
    end_line(lines, output, 0);
}

/* Keep the prefix: a line that is open is of the time when it was begun. */
static void keep_prefix(struct lines *lines, struct speaker *speaker)
{
    size_t length = lines->text.length_bytes;

    speaker->prefix_bytes = length < sizeof(speaker->prefix) ? length : 0;
    memcpy(speaker->prefix, lines->text.bytes, speaker->prefix_bytes);
}

/* exit ends a thread, of which the kernel may tell us only when its process ends. */
static bool never_returns(const struct event_syscall *call)
{
    const struct syscall_spec *spec = syscall_find(
        call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, call->header.number);

    return spec && strcmp(spec->name, "exit") == 0;
}

/* Its line ends where it began. */
static void put_last_call(struct lines *lines, struct speaker *speaker, struct output *output)
{
    speaker->hint->header.flags |= EVENT_NO_RETURN;
    format_call_arguments(speaker->hint, format_of(lines, speaker->hint), &lines->text);
    format_call_end(speaker->hint, &lines->format, &lines->text);
    end_line(lines, output, 0);
    speaker->state = SPEAKER_DONE;
}

static void take_hint(struct lines *lines, const struct event_syscall *hint)
{
    struct speaker *speaker =
        speakers_get(&lines->speakers, hint->header.tid, hint->header.tgid);

    if (speaker->state != SPEAKER_SILENT)
        return; /* told already */
    speaker_hold(speaker, hint);
    if (!shows_beginnings(lines))
        return;
    enter(lines, speaker, hint);
    struct output *output = begin_line(lines, speaker, entry_ns(hint), true);
    if (never_returns(hint)) {
        put_last_call(lines, speaker, output);
        return;
    }
    keep_prefix(lines, speaker);
    output->open = speaker;
}

/* The text up to where the line goes on; returns how much of it is written already. */
static size_t resume_line(struct lines *lines, struct speaker *speaker,
                          const struct event_syscall *call)
{
    size_t shown = speaker->begin_bytes, start;

    if (speaker->state == SPEAKER_CUT) {
        begin_line(lines, speaker, call->header.time_ns, true);
        text_set_role(&lines->text, TEXT_DIM);
        text_put(&lines->text, "<... ");
        format_call_name(call, &lines->text);
        text_put(&lines->text, " resumed>");
        text_set_role(&lines->text, TEXT_PLAIN);
    } else {
        begin_text(lines);
        text_set_role(&lines->text, TEXT_DIM);
        text_put_bytes(&lines->text, speaker->prefix, speaker->prefix_bytes);
        text_set_role(&lines->text, TEXT_PLAIN);
    }
    start = lines->text.length_bytes;
    format_call_arguments(call, format_of(lines, call), &lines->text);
    if (speaker->state != SPEAKER_CUT)
        return speaker->state == SPEAKER_OPEN ? start + shown : 0;
    text_drop(&lines->text, start, shown);
    return 0;
}

static void put_callers(struct lines *lines, struct output *output,
                        const struct event_syscall *call)
{
    size_t count = lines->options->shows_callers ? callers_count(call) : 0;

    for (size_t i = 0; i < count; i++) {
        const char *frame = callers_frame(call, lines->names, i);

        begin_text(lines);
        text_put(&lines->text, " > ");
        text_escape(&lines->text, frame ? frame : "?", frame ? strlen(frame) : 1,
                    lines->format.escape);
        end_line(lines, output, 0);
    }
}

static void put_dump(void *context, const char *line, size_t length)
{
    struct lines *lines = context;

    output_put(lines->outputs, lines->dumps.output, line, length);
}

static void take_call(struct lines *lines, const struct event_syscall *call)
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
    if (!shows_beginnings(lines) && !pass_status(lines->pass, call)) {
        close_call(speaker);
        return;
    }
    if (speaker->state == SPEAKER_SILENT || !shows_beginnings(lines)) {
        enter(lines, speaker, call);
        begin_line(lines, speaker, entry_ns(call), true);
        format_call_arguments(call, format_of(lines, call), &lines->text);
    } else {
        written = resume_line(lines, speaker, call);
    }
    output = speaker->output;
    end = lines->text.length_bytes;
    format_call_end(call, format_of(lines, call), &lines->text);
    palette_mark_result(&lines->text, end);
    if (lines->options->shows_duration && !(call->header.flags & EVENT_NO_RETURN))
        prefix_put_duration(call->duration_ns, lines->options->duration_precision, &lines->text);
    close_call(speaker);
    end_line(lines, output, written < lines->text.length_bytes ? written
                                                               : lines->text.length_bytes);
    lines->dumps.output = output;
    dump_call(&lines->dumps, call, put_dump, lines);
    put_callers(lines, output, call);
    say_attached(lines);
}

/* ---- births and ends ---------------------------------------------------------------------- */

static void take_birth(struct lines *lines, const struct event_fork *fork)
{
    struct speaker *creator = speakers_find(&lines->speakers, fork->header.tid);
    bool is_compat = creator && creator->is_compat;
    struct speaker *child = speakers_get(&lines->speakers, fork->child_tid, fork->child_tgid);

    child->is_compat = is_compat;
    child->waits = fork->header.number != BIRTH_LAUNCH && says_attach(lines);
    lines->has_waiting |= child->waits;
}

static void forget(struct lines *lines, struct speaker *speaker)
{
    close_call(speaker);
    if (speaker->output)
        outputs_release(lines->outputs, speaker->output);
    speakers_remove(&lines->speakers, speaker);
}

static void take_exit(struct lines *lines, const struct event *event)
{
    struct speaker *speaker = speakers_get(&lines->speakers, event->tid, event->tgid);
    bool is_signal = (event->number & 0x7f) != 0;
    bool is_said = is_signal ? number_set_has(&lines->options->signals, event->number & 0x7f)
                             : !(lines->quiet & BATCH_QUIET_EXIT);

    if (event->flags & EVENT_SUPERSEDED) {
        speaker->is_superseded = true; /* the EVENT_EXEC that follows says by whom */
        return;
    }
    if (is_said && !lines->is_mute) {
        struct output *output = begin_line(lines, speaker, event->time_ns, false);

        format_event(event, &lines->format, &lines->text);
        end_line(lines, output, 0);
    }
    forget(lines, speaker);
}

/* The process goes on with its leader's tid, in the call of the thread that called execve. */
static void hand_over(struct speaker *from, struct speaker *to)
{
    struct event_syscall *hint = to->hint;
    size_t capacity = to->hint_capacity;

    to->hint = from->hint;
    to->hint_capacity = from->hint_capacity;
    from->hint = hint;
    from->hint_capacity = capacity;
    to->state = from->state;
    to->begin_bytes = from->begin_bytes;
    to->number = from->number;
    to->pc = from->pc;
    from->state = SPEAKER_SILENT;
}

static void take_exec(struct lines *lines, const struct event_exec *exec)
{
    struct speaker *leader = speakers_get(&lines->speakers, exec->header.tid, exec->header.tgid);
    struct speaker *next;

    for (struct speaker *speaker = lines->speakers.oldest; speaker; speaker = next) {
        next = speaker->younger;
        if (!speaker->is_superseded || speaker->tgid != exec->header.tgid)
            continue;
        if (speaker->tid == exec->former_tid) {
            if (speaker->output && speaker->output->open == speaker)
                cut_open(lines, speaker->output);
            hand_over(speaker, leader);
        }
        forget(lines, speaker);
    }
    if (exec->former_tid == exec->header.tid || lines->quiet & BATCH_QUIET_SUPERSEDED)
        return;
    struct output *output = begin_line(lines, leader, exec->header.time_ns, false);
    text_printf(&lines->text, "+++ superseded by execve in pid %d +++", exec->former_tid);
    end_line(lines, output, 0);
}

/* Its call, if its line is the open one, has no end that we see. */
static void let_go(struct lines *lines, struct speaker *speaker)
{
    bool is_open = speaker->output && speaker->output->open == speaker;
    bool is_whole = !shows_beginnings(lines) && speaker->state == SPEAKER_HELD &&
                    lines->options->statuses & BATCH_DETACHED;

    say_attached(lines);
    if (is_open)
        show(lines, speaker);
    if (says_attach(lines))
        message_put(lines->outputs, "Process %d detached", (int)speaker->tid);
    if (is_whole) {
        begin_line(lines, speaker, entry_ns(speaker->hint), true);
        keep_prefix(lines, speaker);
        show(lines, speaker);
    }
    if (is_open || is_whole)
        put_remark(lines, speaker->output, " <detached ...>");
    forget(lines, speaker);
}

void lines_leave(struct lines *lines)
{
    while (lines->speakers.oldest)
        let_go(lines, lines->speakers.oldest);
}

/* ---- events ---------------------------------------------------------------------------------- */

static void put_event(struct lines *lines, const struct event *event)
{
    struct speaker *speaker = speakers_get(&lines->speakers, event->tid, event->tgid);
    struct output *output = begin_line(lines, speaker, event->time_ns, true);

    format_event(event, &lines->format, &lines->text);
    end_line(lines, output, 0);
}

/* Ends may be among what was lost: nothing is known of the calls in progress any more. */
static void take_lost(struct lines *lines, const struct event *event)
{
    for (struct speaker *speaker = lines->speakers.oldest; speaker; speaker = speaker->younger) {
        if (speaker->output)
            cut_open(lines, speaker->output);
        speaker->state = SPEAKER_SILENT;
    }
    begin_text(lines);
    format_event(event, &lines->format, &lines->text);
    message_put_text(lines->outputs, lines->text.bytes);
}

static void take_stop(struct lines *lines, const struct event *event)
{
    const struct event_stop *stop = (const struct event_stop *)event;

    if (event->number == STOP_REASON_SIGNAL &&
        number_set_has(&lines->options->signals, stop->detail))
        put_event(lines, event);
}

static void take_note(struct lines *lines, const struct event *event)
{
    const struct event_bytes *note = (const struct event_bytes *)event;

    begin_text(lines);
    text_escape(&lines->text, event_bytes_data(note), note->length_bytes, lines->format.escape);
    message_put_text(lines->outputs, lines->text.bytes);
}

/* What is said of births and ends is no line. */
static bool makes_messages(const struct event *event)
{
    return event->kind == EVENT_FORK || event->kind == EVENT_EXIT || event->kind == EVENT_DETACH ||
           event->kind == EVENT_NOTE || event->kind == EVENT_LOST;
}

void lines_take(struct lines *lines, const struct event *event)
{
    struct speaker *speaker;

    if (lines->is_mute && event->kind != EVENT_FORK)
        say_attached(lines);
    if (lines->is_mute && !makes_messages(event))
        return;
    switch ((enum event_kind)event->kind) {
    case EVENT_SYSCALL:
        take_call(lines, (const struct event_syscall *)event);
        break;
    case EVENT_SYSCALL_ENTER:
        take_hint(lines, (const struct event_syscall *)event);
        break;
    case EVENT_SIGNAL:
        if (number_set_has(&lines->options->signals, event->number))
            put_event(lines, event);
        break;
    case EVENT_FORK:
        take_birth(lines, (const struct event_fork *)event);
        break;
    case EVENT_EXEC:
        take_exec(lines, (const struct event_exec *)event);
        break;
    case EVENT_EXIT:
        take_exit(lines, event);
        break;
    case EVENT_STOP:
        take_stop(lines, event);
        break;
    case EVENT_DETACH:
        speaker = speakers_find(&lines->speakers, event->tid);
        if (speaker)
            let_go(lines, speaker);
        break;
    case EVENT_HIT:
        put_event(lines, event);
        break;
    case EVENT_NOTE:
        take_note(lines, event);
        break;
    case EVENT_LOST:
        take_lost(lines, event);
        break;
    case EVENT_NONE:
    case EVENT_RESUME:
    case EVENT_OUTPUT:
    case EVENT_FD_PATH:
    case EVENT_REPLY:
    case EVENT_END:
    case EVENT_POINT:
    case EVENT_VECTORS:
    case EVENT_RECEIPT:
    case EVENT_KIND_COUNT:
        break;
    }
}

void lines_show_open(struct lines *lines)
{
    say_attached(lines);
    for (struct output *output = lines->outputs->first; output; output = output->next)
        if (output->open)
            show(lines, output->open);
}

/* ---- the beginning and the end ---------------------------------------------------------------- */

void lines_init(struct lines *lines, const struct batch_options *options,
                struct session *session, const struct pass *pass, struct outputs *outputs)
{
    lines->pass = pass;
    lines->options = options;
    lines->names = session_names(session);
    lines->outputs = outputs;
    lines->quiet = options->quiet;
    lines->is_mute = options->summary == BATCH_SUMMARY_ONLY;
    lines->format = options->format;
    if (options->shows_descriptors)
        lines->format.names = lines->names;
    lines->pid_names = (struct pid_names){session, options->pid_details, options->format.escape};
    if (options->pid_details) {
        lines->format.pid_detail = pid_names_put;
        lines->format.pid_context = &lines->pid_names;
    }
    lines->prefix = (struct prefix){
        .options = options,
        .realtime_offset_ns = session_realtime_offset_ns(session),
        .is_shared = !options->is_separate &&
                     (options->follows_forks || options->attached_count > 1),
    };
    lines->is_coloured = palette_init(&lines->palette, options, outputs);
    dump_init(&lines->dumps, options);
    speakers_init(&lines->speakers);
}

void lines_done(struct lines *lines)
{
    speakers_done(&lines->speakers);
}
