/*
 * Records as lines: one small function per kind of event.
 *
 * Lines are laid out as strace's users know them.  A record may come from a
 * damaged file, so its size is checked against its kind before anything in it
 * is looked at.
 */
#include <ptop/format.h>

#include <string.h>
#include <sys/wait.h>

#include <ptop/point.h>
#include <ptop/registers.h>

#include "core/tables/constant_names.h"
#include "decode_operation.h"
#include "format_call.h"

/* ---- wait status, signals, errnos ------------------------------------------- */

#define SIGRT_FIRST 32
#define SIGRT_COUNT 33

/* Real-time signals are counted from the kernel's first, as strace counts them. */
static const char *const realtime_names[SIGRT_COUNT] = {
    "SIGRTMIN", "SIGRT_1",  "SIGRT_2",  "SIGRT_3",  "SIGRT_4",  "SIGRT_5",  "SIGRT_6",
    "SIGRT_7",  "SIGRT_8",  "SIGRT_9",  "SIGRT_10", "SIGRT_11", "SIGRT_12", "SIGRT_13",
    "SIGRT_14", "SIGRT_15", "SIGRT_16", "SIGRT_17", "SIGRT_18", "SIGRT_19", "SIGRT_20",
    "SIGRT_21", "SIGRT_22", "SIGRT_23", "SIGRT_24", "SIGRT_25", "SIGRT_26", "SIGRT_27",
    "SIGRT_28", "SIGRT_29", "SIGRT_30", "SIGRT_31", "SIGRT_32",
};

const char *format_signal_name(int signal)
{
    if (signal >= SIGRT_FIRST && signal < SIGRT_FIRST + SIGRT_COUNT)
        return realtime_names[signal - SIGRT_FIRST];
    return signal_name(signal);
}

const char *format_errno_name(int error)
{
    return errno_name(error);
}

const char *format_errno_text(int error)
{
    return errno_text(error);
}

static void put_signal(struct text *text, int signal)
{
    const char *name = format_signal_name(signal);
    uint8_t role = text_set_role(text, TEXT_SIGNAL);

    if (name)
        text_put(text, name);
    else
        text_put_signed(text, signal);
    text_set_role(text, role);
}

void format_wait_status(int status, struct text *text)
{
    if (WIFEXITED(status)) {
        text_put(text, "exited with ");
        text_put_signed(text, WEXITSTATUS(status));
    } else if (WIFSIGNALED(status)) {
        text_put(text, "killed by ");
        put_signal(text, WTERMSIG(status));
        text_put(text, WCOREDUMP(status) ? " (core dumped)" : "");
    } else {
        text_put(text, "ended with status ");
        text_put_hex(text, (uint32_t)status);
    }
}

/* ---- durations -------------------------------------------------------------- */

/* Three significant digits, rounded down: 4.56, 45.6, 456. */
static void put_three_digits(struct text *text, uint64_t value, uint64_t unit)
{
    uint64_t whole = value / unit, thousandths = value % unit * 1000 / unit;

    text_put_unsigned(text, whole);
    if (whole >= 100 || thousandths == 0)
        return;
    char digits[3] = {(char)('0' + thousandths / 100), (char)('0' + thousandths / 10 % 10)};
    size_t shown = whole >= 10 ? 1 : 2;
    while (shown > 0 && digits[shown - 1] == '0')
        shown--;
    text_put_bytes(text, ".", shown ? 1 : 0);
    text_put_bytes(text, digits, shown);
}

void format_duration(nanoseconds duration_ns, struct text *text)
{
    static const struct {
        uint64_t below_ns, unit_ns;
        const char *suffix;
    } units[] = {
        {1000ull, 1ull, "ns"},
        {1000000ull, 1000ull, "us"},
        {1000000000ull, 1000000ull, "ms"},
        {120000000000ull, 1000000000ull, "s"},
        {7200000000000ull, 60000000000ull, "m"},
        {172800000000000ull, 3600000000000ull, "h"},
        {UINT64_MAX, 86400000000000ull, "d"},
    };
    size_t i = 0;

    while (duration_ns >= units[i].below_ns && units[i].below_ns != UINT64_MAX)
        i++;
    if (i >= 4)
        text_put_unsigned(text, duration_ns / units[i].unit_ns);
    else
        put_three_digits(text, duration_ns, units[i].unit_ns);
    text_put(text, units[i].suffix);
}

/* ---- events ----------------------------------------------------------------- */

static void put_rule(struct formatter *f, const char *rule)
{
    text_put_role(f->text, TEXT_PUNCTUATION, rule);
}

static void format_syscall_event(struct formatter *f, const struct event *event)
{
    (void)event;
    format_call_line(f);
}

/* What became of a signal that a rule is about. */
static void put_signal_fate(struct formatter *f, uint8_t flags)
{
    static const struct {
        uint8_t flag;
        const char *word;
    } fates[] = {
        {SIGNAL_WAS_HELD, "held"},
        {SIGNAL_WAS_CHANGED, "changed"},
        {SIGNAL_WAS_DROPPED, "dropped"},
    };
    const char *separator = " ";

    for (size_t i = 0; i < ARRAY_COUNT(fates); i++) {
        if (!(flags & fates[i].flag))
            continue;
        text_put(f->text, separator);
        text_put_role(f->text, TEXT_CONSTANT, fates[i].word);
        separator = ", ";
    }
}

static void format_signal_event(struct formatter *f, const struct event *event)
{
    const struct event_signal *signal = (const struct event_signal *)event;

    put_rule(f, "--- ");
    put_signal(f->text, event->number);
    text_put_char(f->text, ' ');
    format_siginfo(f, signal->siginfo, sizeof signal->siginfo);
    put_rule(f, " ---");
    put_signal_fate(f, event->flags);
}

static void format_fork_event(struct formatter *f, const struct event *event)
{
    static const char *const births[BIRTH_COUNT] = {
        [BIRTH_LAUNCH] = "launched", [BIRTH_ATTACH] = "attached to", [BIRTH_FORK] = "forked",
        [BIRTH_VFORK] = "vforked",   [BIRTH_CLONE] = "cloned",
    };
    const struct event_fork *fork = (const struct event_fork *)event;
    unsigned birth = (unsigned)event->number;

    put_rule(f, "--- ");
    text_put(f->text, birth < BIRTH_COUNT ? births[birth] : "born:");
    text_put_char(f->text, ' ');
    format_pid(f, (uint64_t)fork->child_tid);
    text_put_char(f->text, ' ');
    format_chars(f, (const uint8_t *)fork->comm, sizeof fork->comm);
    put_rule(f, " ---");
}

static void format_exec_event(struct formatter *f, const struct event *event)
{
    const struct event_exec *exec = (const struct event_exec *)event;
    const uint8_t *bytes = (const uint8_t *)(exec + 1);
    size_t room = event->size_bytes - sizeof *exec;
    size_t length = exec->path_bytes < room ? exec->path_bytes : room;

    put_rule(f, "--- ");
    text_put(f->text, "executes ");
    format_quoted(f, TEXT_PATH, bytes, length, length, false);
    if (exec->former_tid != event->tid) {
        text_put(f->text, ", called by thread ");
        format_pid(f, (uint64_t)exec->former_tid);
    }
    put_rule(f, " ---");
}

static void format_exit_event(struct formatter *f, const struct event *event)
{
    put_rule(f, "+++ ");
    if (event->flags & EVENT_SUPERSEDED) {
        text_put(f->text, "superseded by execve in pid ");
        format_pid(f, (uint64_t)event->tgid);
    } else {
        format_wait_status(event->number, f->text);
    }
    put_rule(f, " +++");
}

static void put_address(struct formatter *f, tracee_addr address)
{
    uint8_t role = text_set_role(f->text, TEXT_ADDRESS);

    text_put_hex(f->text, address);
    text_set_role(f->text, role);
}

static void put_pause(struct formatter *f, const struct event_stop *stop)
{
    text_put(f->text, "paused");
    if (stop->detail) {
        text_put(f->text, ", stopped by ");
        put_signal(f->text, stop->detail);
    }
}

static void put_job_control(struct formatter *f, const struct event_stop *stop)
{
    text_put(f->text, "stopped by ");
    put_signal(f->text, stop->detail);
}

static void put_step(struct formatter *f, const struct event_stop *stop)
{
    text_put(f->text, "stepped ");
    if (stop->steps > 1) {
        format_ulong(f, stop->steps);
        text_put(f->text, " instructions ");
    }
    text_put(f->text, "to ");
    put_address(f, registers_pc(stop->registers));
}

static void put_point_stop(struct formatter *f, const struct event_stop *stop)
{
    text_put(f->text, stop->header.number == STOP_REASON_BREAKPOINT ? "held at breakpoint "
                                                                    : "held by watchpoint ");
    format_ulong(f, (uint32_t)stop->detail);
    text_put(f->text, ", at ");
    put_address(f, registers_pc(stop->registers));
}

static void put_call_stop(struct formatter *f, const struct event_stop *stop)
{
    text_put(f->text, stop->header.flags & STOP_AT_EXIT ? "held at the exit of a call"
                                                        : "held at the entry of a call");
    if (stop->detail) {
        text_put(f->text, " by point ");
        format_ulong(f, (uint32_t)stop->detail);
    }
}

static void put_signal_stop(struct formatter *f, const struct event_stop *stop)
{
    text_put(f->text, "held with ");
    put_signal(f->text, stop->detail);
}

static void put_edit(struct formatter *f, const struct event_stop *stop)
{
    (void)stop;
    text_put(f->text, "changed by hand");
}

static void format_stop_event(struct formatter *f, const struct event *event)
{
    static void (*const reasons[STOP_REASON_COUNT])(struct formatter * f,
                                                    const struct event_stop *stop) = {
        [STOP_REASON_PAUSE] = put_pause,
        [STOP_REASON_SIGNAL] = put_job_control,
        [STOP_REASON_STEP] = put_step,
        [STOP_REASON_BREAKPOINT] = put_point_stop,
        [STOP_REASON_WATCHPOINT] = put_point_stop,
        [STOP_REASON_CALL] = put_call_stop,
        [STOP_REASON_HELD_SIGNAL] = put_signal_stop,
        [STOP_REASON_EDIT] = put_edit,
    };
    unsigned reason = (unsigned)event->number;

    put_rule(f, "--- ");
    reasons[reason < STOP_REASON_COUNT ? reason : STOP_REASON_PAUSE](
        f, (const struct event_stop *)event);
    put_rule(f, " ---");
}

/* What was typed to set the point. */
static void put_label(struct formatter *f, const struct event_hit *hit)
{
    const char *label = f->options->names ? names_find(f->options->names, hit->name_id) : NULL;
    uint8_t role = text_set_role(f->text, label ? TEXT_PATH : TEXT_ADDRESS);

    if (label)
        text_escape(f->text, label, strlen(label), f->options->escape);
    else
        text_put_hex(f->text, hit->address);
    text_set_role(f->text, role);
}

/* What is wider than an int is rather an address than a count. */
static void put_watched(struct formatter *f, uint64_t value)
{
    if (value <= UINT32_MAX)
        format_ulong(f, value);
    else
        put_address(f, value);
}

/* Who touched what is watched: a call by its name, an instruction by its address, or neither. */
static void put_toucher(struct formatter *f, const struct event_hit *hit)
{
    const struct syscall_spec *spec =
        hit->abi < ABI_COUNT && hit->call >= 0 ? syscall_find((enum abi)hit->abi, hit->call) : NULL;

    if (spec) {
        text_put_role(f->text, TEXT_SYSCALL, spec->name);
    } else if (hit->call >= 0) {
        text_put(f->text, "call ");
        format_ulong(f, (uint32_t)hit->call);
    } else if (!hit->pc) {
        text_put(f->text, "another process");
    } else {
        put_address(f, hit->pc);
    }
}

static void put_watch_hit(struct formatter *f, const struct event_hit *hit)
{
    text_put(f->text, ": ");
    put_watched(f, hit->old_value);
    if (hit->new_value == hit->old_value) {
        text_put(f->text, ", touched by ");
    } else {
        text_put(f->text, f->options->escape == TEXT_ESCAPE_ASCII ? " -> " : " → ");
        put_watched(f, hit->new_value);
        text_put(f->text, " by ");
    }
    put_toucher(f, hit);
}

static void format_hit_event(struct formatter *f, const struct event *event)
{
    static const char *const kind_names[POINT_KIND_COUNT] = {
        [POINT_CODE] = "breakpoint ", [POINT_WATCH] = "watchpoint ", [POINT_CALL] = "call point "};
    const struct event_hit *hit = (const struct event_hit *)event;

    put_rule(f, "--- ");
    text_put(f->text, hit->kind < POINT_KIND_COUNT ? kind_names[hit->kind] : "point ");
    format_ulong(f, (uint32_t)event->number);
    text_put_char(f->text, ' ');
    put_label(f, hit);
    if (hit->kind == POINT_WATCH) {
        put_watch_hit(f, hit);
    } else {
        text_put(f->text, ": hit ");
        format_ulong(f, hit->count);
    }
    put_rule(f, " ---");
}

static void format_resume_event(struct formatter *f, const struct event *event)
{
    (void)event;
    put_rule(f, "--- ");
    text_put(f->text, "resumed");
    put_rule(f, " ---");
}

static void format_detach_event(struct formatter *f, const struct event *event)
{
    (void)event;
    put_rule(f, "--- ");
    text_put(f->text, "detached");
    put_rule(f, " ---");
}

/* The bytes of an OUTPUT, FD_PATH, NOTE or RECEIPT, as far as the record has them. */
static size_t bytes_length(const struct event_bytes *event)
{
    size_t room = event->header.size_bytes - sizeof *event;
    return event->length_bytes < room ? event->length_bytes : room;
}

static void format_output_event(struct formatter *f, const struct event *event)
{
    const struct event_bytes *output = (const struct event_bytes *)event;

    put_rule(f, "--- ");
    text_put(f->text, "output ");
    format_quoted(f, TEXT_STRING, (const uint8_t *)event_bytes_data(output), bytes_length(output),
                  format_string_limit(f), false);
    put_rule(f, " ---");
}

static void format_name_event(struct formatter *f, const struct event *event)
{
    const struct event_bytes *name = (const struct event_bytes *)event;
    size_t length = bytes_length(name);

    put_rule(f, "--- ");
    text_put(f->text, "file ");
    format_int(f, (uint64_t)event->number);
    text_put(f->text, " is ");
    format_quoted(f, TEXT_PATH, (const uint8_t *)event_bytes_data(name), length, length, false);
    put_rule(f, " ---");
}

static void format_note_event(struct formatter *f, const struct event *event)
{
    const struct event_bytes *note = (const struct event_bytes *)event;

    put_rule(f, "--- ");
    text_escape(f->text, event_bytes_data(note), bytes_length(note), f->options->escape);
    put_rule(f, " ---");
}

static void format_lost_event(struct formatter *f, const struct event *event)
{
    const struct event_lost *lost = (const struct event_lost *)event;
    nanoseconds first_ns = lost->first_ns;

    put_rule(f, "--- ");
    uint8_t role = text_set_role(f->text, TEXT_ERROR);
    text_put_unsigned(f->text, lost->count);
    text_put(f->text, lost->count == 1 ? " event lost" : " events lost");
    text_set_role(f->text, role);
    if (event->time_ns > first_ns) {
        text_put(f->text, " within ");
        format_duration(event->time_ns - first_ns, f->text);
    }
    put_rule(f, " ---");
}

static void format_reply_event(struct formatter *f, const struct event *event)
{
    const struct event_reply *reply = (const struct event_reply *)event;
    size_t length = strnlen(reply->message, sizeof reply->message);

    put_rule(f, "--- ");
    if (length > 0)
        text_escape(f->text, reply->message, length, f->options->escape);
    else if (event->number < 0)
        format_name_or_number(f, event->number > -4096 ? errno_name(-event->number) : NULL,
                              event->number);
    else
        text_put(f->text, "done");
    put_rule(f, " ---");
}

static const struct {
    size_t size_bytes; /* at least */
    void (*format)(struct formatter *f, const struct event *event);
} kinds[EVENT_KIND_COUNT] = {
    [EVENT_SYSCALL] = {sizeof(struct event_syscall), format_syscall_event},
    [EVENT_SYSCALL_ENTER] = {sizeof(struct event_syscall), format_syscall_event},
    [EVENT_SIGNAL] = {sizeof(struct event_signal), format_signal_event},
    [EVENT_FORK] = {sizeof(struct event_fork), format_fork_event},
    [EVENT_EXEC] = {sizeof(struct event_exec), format_exec_event},
    [EVENT_EXIT] = {sizeof(struct event), format_exit_event},
    [EVENT_STOP] = {sizeof(struct event_stop), format_stop_event},
    [EVENT_RESUME] = {sizeof(struct event), format_resume_event},
    [EVENT_OUTPUT] = {sizeof(struct event_bytes), format_output_event},
    [EVENT_FD_PATH] = {sizeof(struct event_bytes), format_name_event},
    [EVENT_NOTE] = {sizeof(struct event_bytes), format_note_event},
    [EVENT_LOST] = {sizeof(struct event_lost), format_lost_event},
    [EVENT_REPLY] = {sizeof(struct event_reply), format_reply_event},
    [EVENT_DETACH] = {sizeof(struct event), format_detach_event},
    [EVENT_HIT] = {sizeof(struct event_hit), format_hit_event},
    [EVENT_RECEIPT] = {sizeof(struct event_bytes), format_note_event},
};

/* ---- what the header promises ------------------------------------------------ */

static bool call_is_whole(const struct event_syscall *call)
{
    return call->header.size_bytes >= sizeof *call &&
           (call->header.kind == EVENT_SYSCALL || call->header.kind == EVENT_SYSCALL_ENTER);
}

void format_event(const struct event *event, const struct format_options *options,
                  struct text *text)
{
    const struct event_syscall *call = (const struct event_syscall *)event;
    struct formatter f;

    formatter_init(&f, call_is_whole(call) ? call : NULL, options, text);
    f.event = event;
    if (event->kind < EVENT_KIND_COUNT && kinds[event->kind].format &&
        event->size_bytes >= kinds[event->kind].size_bytes)
        kinds[event->kind].format(&f, event);
    else
        text_put_role(text, TEXT_ERROR, "--- damaged record ---");
}

const struct syscall_spec *format_call_spec(const struct event_syscall *call)
{
    struct formatter f;

    if (!call_is_whole(call))
        return NULL;
    formatter_init(&f, call, NULL, NULL);
    return f.spec;
}

const struct syscall_spec *format_call_values(const struct event_syscall *call,
                                              uint64_t ret_args[SYSCALL_MAX_ARGS])
{
    struct formatter f;

    if (!call_is_whole(call))
        return NULL;
    formatter_init(&f, call, NULL, NULL);
    memcpy(ret_args, f.args, sizeof f.args);
    return f.spec;
}

unsigned format_argument_count(const struct event_syscall *call)
{
    struct formatter f;

    if (!call_is_whole(call))
        return 0;
    formatter_init(&f, call, NULL, NULL);
    return f.spec ? format_used_arguments(&f) : SYSCALL_MAX_ARGS;
}

void format_argument(const struct event_syscall *call, unsigned arg,
                     const struct format_options *options, struct text *text)
{
    struct formatter f;

    if (!call_is_whole(call))
        return;
    formatter_init(&f, call, options, text);
    format_call_argument(&f, arg);
}

void format_result(const struct event_syscall *call, const struct format_options *options,
                   struct text *text)
{
    struct formatter f;

    if (!call_is_whole(call))
        return;
    formatter_init(&f, call, options, text);
    format_call_result(&f);
}

const char *format_errno_meaning(const struct event_syscall *call)
{
    struct formatter f;

    if (!call_is_whole(call))
        return NULL;
    formatter_init(&f, call, NULL, NULL);
    return format_call_meaning(&f);
}

static bool type_is_run(enum arg_type type)
{
    return type == TYPE_BYTES || type == TYPE_STRING || type == TYPE_PATH;
}

const void *format_argument_bytes(const struct event_syscall *call, unsigned arg,
                                  size_t *ret_length)
{
    struct formatter f;

    if (!call_is_whole(call))
        return NULL;
    formatter_init(&f, call, NULL, NULL);
    if (!f.spec || arg >= f.spec->arg_count || !type_is_run(f.spec->args[arg].type))
        return NULL;
    struct captured captured = captured_argument(&f, arg, true);
    if (!captured.bytes)
        captured = captured_argument(&f, arg, false);
    if (captured.bytes)
        *ret_length = captured.length_bytes;
    return captured.bytes;
}
