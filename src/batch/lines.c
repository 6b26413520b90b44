#include "lines.h"

#include <stdio.h>
#include <string.h>

#include "call_lines.h"
#include "message.h"

/* ---- births and ends ---------------------------------------------------------------------- */

static void take_birth(struct lines *lines, const struct event_fork *fork)
{
    struct speaker *creator = speakers_find(&lines->speakers, fork->header.tid);
    bool is_compat = creator && creator->is_compat;
    struct speaker *child = speakers_get(&lines->speakers, fork->child_tid, fork->child_tgid);

    child->is_compat = is_compat;
    child->waits = fork->header.number != BIRTH_LAUNCH && line_says_attach(lines);
    lines->has_waiting |= child->waits;
}

static void forget(struct lines *lines, struct speaker *speaker)
{
    line_close(speaker);
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
        struct output *output = line_begin(lines, speaker, event->time_ns, false);

        format_event(event, &lines->format, &lines->text);
        line_end(lines, output, 0);
    }
    call_lines_put_owed(lines, speaker);
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
                line_cut(lines, speaker->output);
            hand_over(speaker, leader);
        }
        forget(lines, speaker);
    }
    if (exec->former_tid == exec->header.tid || lines->quiet & BATCH_QUIET_SUPERSEDED)
        return;
    struct output *output = line_begin(lines, leader, exec->header.time_ns, false);
    text_printf(&lines->text, "+++ superseded by execve in pid %d +++", exec->former_tid);
    line_end(lines, output, 0);
}

/* Its call, if its line is the open one, has no end that we see. */
static void let_go(struct lines *lines, struct speaker *speaker)
{
    bool is_open = speaker->output && speaker->output->open == speaker;
    bool is_whole = !call_lines_begin_early(lines) && speaker->state == SPEAKER_HELD &&
                    lines->options->statuses & BATCH_DETACHED;

    line_say_attached(lines);
    if (is_open)
        line_show(lines, speaker);
    if (line_says_attach(lines))
        message_put(lines->outputs, "Process %d detached", (int)speaker->tid);
    if (is_whole) {
        line_begin(lines, speaker, call_lines_entry_ns(speaker->hint), true);
        line_keep_prefix(lines, speaker);
        line_show(lines, speaker);
    }
    if (is_open || is_whole)
        line_remark(lines, speaker->output, " <detached ...>");
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
    struct output *output = line_begin(lines, speaker, event->time_ns, true);

    format_event(event, &lines->format, &lines->text);
    line_end(lines, output, 0);
}

/* Ends may be among what was lost: nothing is known of the calls in progress any more. */
static void take_lost(struct lines *lines, const struct event *event)
{
    for (struct speaker *speaker = lines->speakers.oldest; speaker; speaker = speaker->younger) {
        if (speaker->output)
            line_cut(lines, speaker->output);
        speaker->state = SPEAKER_SILENT;
    }
    line_clear(lines);
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

    line_clear(lines);
    text_escape(&lines->text, event_bytes_data(note), note->length_bytes, lines->format.escape);
    message_put_text(lines->outputs, lines->text.bytes);
}

/* What stands before the line that is next: its last call may be one that is not traced. */
static void take_place(struct lines *lines, const struct event_place *place)
{
    struct speaker *speaker = speakers_find(&lines->speakers, place->header.tid);

    if (!speaker)
        return;
    speaker->number = place->header.number;
    speaker->pc = place->pc;
}

static bool is_call(const struct event *event)
{
    return event->kind == EVENT_SYSCALL || event->kind == EVENT_SYSCALL_ENTER;
}

static bool is_exec(const struct event *event)
{
    enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *spec = is_call(event) ? syscall_find(abi, event->number) : NULL;

    return spec && strncmp(spec->name, "execve", 6) == 0;
}

/* What the tracee was called before this event: a line is by the name that it was begun under, and each
 * half of one that was cut by its own. */
static void follow_name(struct lines *lines, const struct event *event)
{
    struct speaker *speaker = speakers_find(&lines->speakers, event->tid);
    uint64_t before = event->sequence - (event->kind != EVENT_SYSCALL_ENTER);
    const struct task *task;

    if (!speaker)
        return;
    if (event->kind == EVENT_EXEC)
        speaker->has_executed = true;
    else if (!(speaker->has_executed && is_exec(event) && speaker->state != SPEAKER_CUT) &&
             (task = tasks_find(session_tasks(lines->pid_names.session), event->tid, before)))
        snprintf(speaker->comm, sizeof speaker->comm, "%s", task->comm);
    if (is_call(event))
        speaker->has_executed = false;
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
        line_say_attached(lines);
    if (lines->is_mute && !makes_messages(event))
        return;
    if (lines->options->pid_details & BATCH_PID_COMM)
        follow_name(lines, event);
    switch ((enum event_kind)event->kind) {
    case EVENT_SYSCALL:
        call_lines_take(lines, (const struct event_syscall *)event);
        break;
    case EVENT_SYSCALL_ENTER:
        call_lines_take_hint(lines, (const struct event_syscall *)event);
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
    case EVENT_DATA:
        call_lines_take_data(lines, (const struct event_data *)event);
        break;
    case EVENT_PLACE:
        take_place(lines, (const struct event_place *)event);
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
    case EVENT_URING:
    case EVENT_KIND_COUNT:
        break;
    }
}

void lines_show_open(struct lines *lines)
{
    line_say_attached(lines);
    for (struct output *output = lines->outputs->first; output; output = output->next)
        if (output->open)
            line_show(lines, output->open);
}

/* ---- the beginning and the end ---------------------------------------------------------------- */

void lines_init(struct lines *lines, const struct lines_setup *setup)
{
    const struct batch_options *options = setup->options;

    lines->pass = setup->pass;
    lines->options = options;
    lines->names = setup->names;
    lines->outputs = setup->outputs;
    lines->quiet = options->quiet;
    lines->is_mute = options->summary == BATCH_SUMMARY_ONLY;
    lines->format = options->format;
    lines->format.names = lines->names;
    lines->format.omits_fd_names = !options->shows_descriptors;
    lines->pid_names =
        (struct pid_names){.session = setup->session,
                           .details = options->pid_details,
                           .escape = options->format.escape};
    if (options->pid_details) {
        lines->format.pid_detail = pid_names_put;
        lines->format.pid_context = &lines->pid_names;
    }
    lines->prefix = (struct prefix){
        .options = options,
        .realtime_offset_ns = setup->realtime_offset_ns,
        .is_shared = !options->is_separate &&
                     (options->follows_forks || options->started_count > 1),
    };
    lines->is_coloured = palette_init(&lines->palette, options, setup->outputs);
    speakers_init(&lines->speakers);
}

void lines_done(struct lines *lines)
{
    speakers_done(&lines->speakers);
}
