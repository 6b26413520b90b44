/*
 * Fetching the fields of fields.def from a record.
 */
#include "field.h"

#include <string.h>
#include <sys/wait.h>

#include <ptop/callers.h>

#include "words.h"

void subject_init(struct subject *subject, const struct filter_facts *facts,
                  const struct event *event)
{
    *subject = (struct subject){.facts = facts, .event = event};
    if (event->kind == EVENT_STOP && event->size_bytes >= sizeof(struct event_stop))
        subject->stop = (const struct event_stop *)event;
    if (event->kind != EVENT_SYSCALL || event->size_bytes < sizeof(struct event_syscall))
        return;
    subject->call = (const struct event_syscall *)event;
    subject->spec =
        syscall_find(event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, event->number);
}

bool subject_has_result(const struct subject *subject)
{
    return subject->call &&
           !(subject->call->header.flags & (EVENT_RESTART | EVENT_NO_RETURN | EVENT_BLOCKED));
}

bool subject_has_failed(const struct subject *subject)
{
    return subject_has_result(subject) && (subject->call->header.flags & EVENT_FAILED);
}

/* ---- who --------------------------------------------------------------------------- */

static unsigned pid_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = subject->event->tgid;
    return subject->event->tgid > 0;
}

static unsigned tid_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = subject->event->tid;
    return subject->event->tid > 0;
}

static const struct task *task_of(const struct subject *subject)
{
    const struct event *event = subject->event;

    return subject->facts->tasks ? tasks_find(subject->facts->tasks, event->tid, event->sequence)
                                 : NULL;
}

static unsigned ppid_numbers(const struct subject *subject, int64_t *values)
{
    const struct task *task = task_of(subject);

    values[0] = task ? task->parent_tgid : 0;
    return values[0] > 0;
}

static unsigned uid_numbers(const struct subject *subject, int64_t *values)
{
    const struct task *task = task_of(subject);

    values[0] = task ? task->uid : TASK_UID_UNKNOWN;
    return values[0] != TASK_UID_UNKNOWN;
}

static bool comm_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct task *task = task_of(subject);

    return task && task->comm[0] && visit(context, task->comm, strlen(task->comm));
}

static bool exe_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct task *task = task_of(subject);

    return task && task->exe && visit(context, task->exe, strlen(task->exe));
}

/* ---- the call stack -------------------------------------------------------------------- */

typedef struct word frame_part(const struct caller *caller);

static struct word function_part(const struct caller *caller)
{
    return (struct word){caller->function, caller->function_bytes};
}

static struct word module_part(const struct caller *caller)
{
    return (struct word){caller->module, caller->module_bytes};
}

static bool frame_texts(const struct subject *subject, frame_part *part, text_visit *visit,
                        void *context)
{
    size_t count = subject->call ? callers_count(subject->call) : 0;

    for (size_t i = 0; i < count; i++) {
        const char *frame = callers_frame(subject->call, subject->facts->names, i);
        struct caller caller = frame ? callers_split(frame) : (struct caller){0};
        struct word text = part(&caller);
        if (text.length > 0 && visit(context, text.bytes, text.length))
            return true;
    }
    return false;
}

static bool func_texts(const struct subject *subject, text_visit *visit, void *context)
{
    return frame_texts(subject, function_part, visit, context);
}

static bool mod_texts(const struct subject *subject, text_visit *visit, void *context)
{
    return frame_texts(subject, module_part, visit, context);
}

/* ---- results ----------------------------------------------------------------------------- */

static unsigned ret_numbers(const struct subject *subject, int64_t *values)
{
    if (!subject_has_result(subject))
        return 0;
    values[0] = subject_has_failed(subject) ? -1 : subject->call->result;
    return 1;
}

static unsigned err_numbers(const struct subject *subject, int64_t *values)
{
    if (!subject_has_failed(subject))
        return 0;
    values[0] = (int64_t)(0 - (uint64_t)subject->call->result);
    return 1;
}

static unsigned ok_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = 1;
    return subject_has_result(subject) && !subject_has_failed(subject);
}

static unsigned failed_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = 1;
    return subject_has_failed(subject);
}

static const char *const state_names[STATE_COUNT] = {
    [STATE_DONE] = "done",
    [STATE_FAILED] = "failed",
    [STATE_INTERRUPTED] = "interrupted",
    [STATE_RESTARTED] = "restarted",
    [STATE_NORETURN] = "noreturn",
    [STATE_BLOCKED] = "blocked",
};

const char *field_state_name(size_t state)
{
    return state < STATE_COUNT ? state_names[state] : NULL;
}

static unsigned state_numbers(const struct subject *subject, int64_t *values)
{
    unsigned count = 0;

    if (!subject->call)
        return 0;
    unsigned flags = subject->call->header.flags;
    if (flags & EVENT_BLOCKED)
        values[count++] = STATE_BLOCKED;
    else if (flags & EVENT_NO_RETURN)
        values[count++] = STATE_NORETURN;
    else if (flags & EVENT_RESTART)
        values[count++] = STATE_INTERRUPTED;
    else
        values[count++] = subject_has_failed(subject) ? STATE_FAILED : STATE_DONE;
    if (flags & EVENT_RESTARTED)
        values[count++] = STATE_RESTARTED;
    return count;
}

/* ---- time and number ------------------------------------------------------------------- */

static unsigned dur_numbers(const struct subject *subject, int64_t *values)
{
    if (!subject->call)
        return 0;
    values[0] = (int64_t)subject->call->duration_ns;
    return 1;
}

static unsigned since_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = (int64_t)(subject->event->time_ns - subject->facts->start_ns);
    return 1;
}

static unsigned n_numbers(const struct subject *subject, int64_t *values)
{
    values[0] = (int64_t)subject->event->sequence;
    return 1;
}

static unsigned sig_numbers(const struct subject *subject, int64_t *values)
{
    const struct event *event = subject->event;
    unsigned count = 0;

    if (event->kind == EVENT_SIGNAL)
        values[count++] = event->number;
    if (event->kind == EVENT_EXIT && WIFSIGNALED(event->number))
        values[count++] = WTERMSIG(event->number);
    for (unsigned arg = 0; subject->spec && arg < subject->spec->arg_count; arg++)
        if (subject->spec->args[arg].type == TYPE_SIGNAL)
            values[count++] = (int32_t)subject->call->args[arg];
    return count;
}

/* ---- the table --------------------------------------------------------------------------- */

const struct field_row field_rows[FIELD_COUNT] = {
#define FIELD(id, name_, kind_, numbers_, texts_, values_, help_, example_)                        \
    [FIELD_##id] = {.name = name_,                                                                 \
                    .kind = VALUE_##kind_,                                                         \
                    .numbers = numbers_,                                                           \
                    .texts = texts_,                                                               \
                    .help = {name_, values_, help_, example_}},
#include "fields.def"
};

const struct filter_field *filter_field_get(size_t index)
{
    return index < FIELD_COUNT ? &field_rows[index].help : NULL;
}

const struct filter_class *filter_class_get(size_t index)
{
    static const struct filter_class classes[CLASS_COUNT] = {
#define CLASS(id, name, help) {name, help},
#include <ptop/syscall_classes.def>
    };

    return index < CLASS_COUNT ? &classes[index] : NULL;
}
