/*
 * Completion looks at the text before the cursor only, and at its words, not at its
 * grammar: it has to help while the text is no filter yet.
 *
 *     path:/etc/ho|           the word "/etc/ho", a value of path
 *     err in {ENOENT, EA|     the word "EA", a value of err
 *     flags&O_CREAT|O_|       the word "O_", a value of flags
 *     openat,-fut|            the word "fut", where a term begins
 */
#include <ptop/filter_complete.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <ptop/filter_quote.h>
#include <ptop/format.h>
#include <ptop/registers.h>

#include "core/tables/flags.h"
#include "field.h"
#include "words.h"

#define VALUE_BYTES 512
#define HELP_BYTES  96
/* Of what was seen no more is looked at, the newest first, nor offered: a person waits. */
#define NAMES_LOOKED  100000u
#define NAMES_OFFERED 2000u
#define TASKS_LOOKED  10000u
#define WORD_ENDS     " \t(){},<>=~:&|!\""

/* What is asked for, and by whom. */
struct request {
    const char *word; /* what stands at the cursor, may begin with '"' */
    size_t word_length;
    struct word field; /* whose value it is */
    const struct filter_facts *facts;
    filter_complete_sink *sink;
    void *context;
};

/* ---- candidates ------------------------------------------------------------------ */

/* A candidate of our own tables, by its beginning. */
static void offer(const struct request *request, const char *text, const char *help)
{
    if (strncasecmp(text, request->word, request->word_length) == 0)
        request->sink(request->context, text, help);
}

static bool contains(const char *text, size_t length, const char *part, size_t part_length)
{
    for (size_t i = 0; i + part_length <= length; i++)
        if (strncasecmp(text + i, part, part_length) == 0)
            return true;
    return false;
}

/* Must a value be quoted?  A glob's characters mean themselves between quotes only. */
static bool needs_quotes(const char *quoted, size_t length)
{
    for (size_t i = 1; i + 1 < length; i++)
        if (strchr(WORD_ENDS "\\*?[]#/", quoted[i]) && !(quoted[i] == '/' || quoted[i] == ':'))
            return true;
    return false;
}

/* Something that was seen, raw bytes, wherever it contains the word; true if it does. */
static bool offer_seen(const struct request *request, const char *bytes, const char *help)
{
    char buffer[VALUE_BYTES];
    struct text quoted;
    size_t has_quote = request->word_length > 0 && *request->word == '"';

    if (*bytes == '\0' || !contains(bytes, strlen(bytes), request->word + has_quote,
                                    request->word_length - has_quote))
        return false;
    text_init(&quoted, buffer, NULL, sizeof(buffer));
    filter_quote(bytes, strlen(bytes), &quoted);
    if (quoted.is_truncated)
        return true;
    if (has_quote || needs_quotes(buffer, quoted.length_bytes)) {
        request->sink(request->context, buffer, help);
        return true;
    }
    buffer[quoted.length_bytes - 1] = '\0';
    request->sink(request->context, buffer + 1, help);
    return true;
}

/* ---- where a term begins --------------------------------------------------------- */

static void offer_fields(const struct request *request)
{
    for (size_t i = 0; filter_field_get(i); i++)
        offer(request, filter_field_get(i)->name, filter_field_get(i)->help);
    offer(request, "not", "what follows shall not be");
}

static void offer_classes(const struct request *request)
{
    for (size_t i = 0; filter_class_get(i); i++) {
        char name[32];
        snprintf(name, sizeof(name), "%%%s", filter_class_get(i)->name);
        offer(request, name, filter_class_get(i)->help);
    }
}

/* "openat(dirfd, path, flags, mode)" without the name. */
static void put_arguments(const struct syscall_spec *spec, char help[HELP_BYTES])
{
    struct text text;

    text_init(&text, help, NULL, HELP_BYTES);
    text_put(&text, "(");
    for (unsigned i = 0; i < spec->arg_count; i++)
        text_printf(&text, "%s%s", i > 0 ? ", " : "", spec->args[i].name);
    text_put(&text, ")");
}

/* Each row of both ABIs. */
static void each_syscall(const struct request *request,
                         void (*visit)(const struct request *, const struct syscall_spec *))
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);
            if (spec && spec->name)
                visit(request, spec);
        }
    }
}

static void offer_syscall(const struct request *request, const struct syscall_spec *spec)
{
    char help[HELP_BYTES];

    put_arguments(spec, help);
    offer(request, spec->name, help);
}

static void offer_syscalls(const struct request *request)
{
    each_syscall(request, offer_syscall);
}

static void offer_argument_names(const struct request *request, const struct syscall_spec *spec)
{
    for (unsigned i = 0; i < spec->arg_count; i++) {
        char help[HELP_BYTES];
        snprintf(help, sizeof(help), "argument of %s and others", spec->name);
        offer(request, spec->args[i].name, help);
    }
}

static void offer_registers(const struct request *request)
{
    bool has_prefix = request->word_length >= 4 && memcmp(request->word, "reg.", 4) == 0;
    const char *name;

    for (size_t i = 0; (name = register_name(i)) != NULL; i++) {
        char text[32];
        snprintf(text, sizeof(text), "%s%s", has_prefix ? "reg." : "", name);
        offer(request, text, "register, at a breakpoint");
    }
}

static void offer_terms(const struct request *request)
{
    offer_classes(request);
    if (request->word_length > 0 && *request->word == '%')
        return;
    offer_fields(request);
    offer_syscalls(request);
    if (request->word_length > 0) { /* of nothing typed there would be too many */
        each_syscall(request, offer_argument_names);
        offer_registers(request);
    }
}

/* ---- values of the tables --------------------------------------------------------- */

static void offer_family(const struct request *request, enum word_family family, const char *help)
{
    const char *name;

    for (size_t i = 0; (name = word_get(family, i)) != NULL; i++)
        if (*name)
            offer(request, name, help);
}

static void offer_class_values(const struct request *request)
{
    for (size_t i = 0; filter_class_get(i); i++)
        offer(request, filter_class_get(i)->name, filter_class_get(i)->help);
}

static void offer_errnos(const struct request *request)
{
    const char *name;

    for (int error = 0; (name = word_get(WORDS_ERRNOS, (size_t)error)) != NULL; error++)
        if (*name)
            offer(request, name, format_errno_text(error) ? format_errno_text(error) : "");
}

static void offer_kind(const struct request *request, enum value_kind kind)
{
    switch ((int)kind) { /* the others have no words */
    case VALUE_SYSCALL:
        offer_syscalls(request);
        break;
    case VALUE_CLASS:
        offer_class_values(request);
        break;
    case VALUE_ERRNO:
        offer_errnos(request);
        break;
    case VALUE_SIGNAL:
        offer_family(request, WORDS_SIGNALS, "signal");
        break;
    case VALUE_FDTYPE:
        offer_family(request, WORDS_FDTYPES, "kind of descriptor");
        break;
    case VALUE_STATE:
        offer_family(request, WORDS_STATES, "how a call ended");
        break;
    default:
        break;
    }
}

/* The constants of every argument that has the field's name. */
static void offer_constants(const struct request *request, const struct syscall_spec *spec)
{
    for (unsigned i = 0; i < spec->arg_count; i++) {
        const struct flag_set *set = flag_set_find((enum arg_type)spec->args[i].type);
        if (!set || !word_is(request->field, spec->args[i].name))
            continue;
        for (size_t flag = 0; flag < set->count; flag++) {
            char help[HELP_BYTES];
            snprintf(help, sizeof(help), "%s of %s", spec->args[i].name, spec->name);
            offer(request, set->names[flag].name, help);
        }
    }
}

/* ---- values that were seen --------------------------------------------------------- */

/* Is a name what a descriptor is called, and not a frame of a call stack? */
static bool is_descriptor_name(const char *name)
{
    return strstr(name, ") [0x") == NULL;
}

static void offer_paths(const struct request *request)
{
    const struct names *names = request->facts->names;

    uint32_t highest = names ? names_highest(names) : 0, offered = 0;
    uint32_t before = highest > NAMES_LOOKED ? highest - NAMES_LOOKED : 0;

    for (uint32_t id = highest; id > before && offered < NAMES_OFFERED; id--) {
        const char *name = names_find(names, id);
        if (name && is_descriptor_name(name))
            offered += offer_seen(request, name, "");
    }
}

/* Each thing that any thread was. */
static void each_task(const struct request *request,
                      void (*visit)(const struct request *, const struct task *))
{
    const struct tasks *tasks = request->facts->tasks;
    size_t count = tasks ? tasks_count(tasks) : 0;
    size_t before = count > TASKS_LOOKED ? count - TASKS_LOOKED : 0;

    for (size_t i = count; i > before; i--)
        visit(request, tasks_get(tasks, i - 1));
}

static void offer_comm(const struct request *request, const struct task *task)
{
    char help[HELP_BYTES];

    snprintf(help, sizeof(help), "thread %d", (int)task->tid);
    offer_seen(request, task->comm, help);
}

static void offer_comms(const struct request *request)
{
    each_task(request, offer_comm);
}

static void offer_exe(const struct request *request, const struct task *task)
{
    if (task->exe)
        offer_seen(request, task->exe, "");
}

static void offer_exes(const struct request *request)
{
    each_task(request, offer_exe);
}

static void offer_number_of(const struct request *request, const struct task *task, int32_t number)
{
    char digits[16], help[HELP_BYTES];
    struct text text;

    snprintf(digits, sizeof(digits), "%d", (int)number);
    text_init(&text, help, NULL, sizeof(help));
    text_escape(&text, task->comm, strlen(task->comm), TEXT_ESCAPE_UTF8);
    offer(request, digits, help);
}

static void offer_process(const struct request *request, const struct task *task)
{
    if (task->tid == task->tgid)
        offer_number_of(request, task, task->tgid);
}

static void offer_processes(const struct request *request)
{
    each_task(request, offer_process);
}

static void offer_thread(const struct request *request, const struct task *task)
{
    offer_number_of(request, task, task->tid);
}

static void offer_threads(const struct request *request)
{
    each_task(request, offer_thread);
}

/* What the session knows of a field's values. */
static void (*const seen[FIELD_COUNT])(const struct request *request) = {
    [FIELD_PATH] = offer_paths,     [FIELD_FD] = offer_paths,       [FIELD_COMM] = offer_comms,
    [FIELD_EXE] = offer_exes,       [FIELD_PID] = offer_processes,  [FIELD_TID] = offer_threads,
    [FIELD_PPID] = offer_processes, [FIELD_TREE] = offer_processes,
};

static void offer_values(struct request *request)
{
    int field = word_find(WORDS_FIELDS, request->field);

    if (request->field.length > 4 && memcmp(request->field.bytes, "arg.", 4) == 0)
        request->field = (struct word){request->field.bytes + 4, request->field.length - 4};
    if (field >= 0)
        offer_kind(request, field_rows[field].kind);
    if (field >= 0 && seen[field])
        seen[field](request);
    each_syscall(request, offer_constants);
}

/* ---- where the cursor is --------------------------------------------------------- */

/* The quote that is open at the cursor, or NULL. */
static const char *open_quote(const char *text, const char *cursor)
{
    const char *open = NULL;

    for (const char *at = text; at < cursor; at++) {
        if (open && *at == '\\')
            at++;
        else if (*at == '"')
            open = open ? NULL : at;
    }
    return open;
}

static const char *word_begin(const char *text, const char *at)
{
    while (at > text && !strchr(WORD_ENDS, at[-1]))
        at--;
    return at;
}

static const char *skip_blanks_back(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    return at;
}

/* A value of a path holds ':' and '=' too: its word begins behind the first operator of the run
 * without blanks. */
static const char *value_begin(const char *text, const char *cursor)
{
    const char *run = cursor;

    while (run > text && !strchr(" (){},|\"", run[-1]))
        run--;
    const char *begin = run + strcspn(run, "=<>~:&!");
    if (begin >= cursor || begin == run)
        return word_begin(text, cursor);
    begin += strspn(begin, "=<>~:&!");
    return begin < cursor ? begin : cursor;
}

/* Back over the other values: "ENOENT, " in braces, "O_CREAT|". */
static const char *skip_values_back(const char *text, const char *at)
{
    for (;;) {
        const char *before = skip_blanks_back(text, at);
        if (before == text || (before[-1] != ',' && before[-1] != '|'))
            return before;
        if (before[-1] == '|' && before - text >= 2 && before[-2] == '|')
            return before; /* "or" */
        at = word_begin(text, skip_blanks_back(text, before - 1));
    }
}

/* Is what stands before this place "field op" or "field in {"?  The field is the word there. */
static bool find_field(const char *text, const char *at, struct request *request)
{
    bool is_regex = false;
    const char *end;

    at = skip_values_back(text, at);
    if (at > text && at[-1] == '{') {
        end = skip_blanks_back(text, at - 1);
        if (end - text < 2 || memcmp(end - 2, "in", 2) != 0)
            return false;
        end -= 2;
    } else {
        for (end = at; end > text && strchr("=<>~:&!", end[-1]); end--)
            is_regex |= end[-1] == '~';
        if (end == at || is_regex || (at - end == 2 && memcmp(end, "&&", 2) == 0) ||
            (at - end == 1 && *end == '!'))
            return false;
    }
    end = skip_blanks_back(text, end);
    const char *begin = word_begin(text, end);
    request->field = (struct word){begin, (size_t)(end - begin)};
    return request->field.length > 0;
}

size_t filter_complete(const char *text, size_t cursor, const struct filter_facts *facts,
                       filter_complete_sink *sink, void *context)
{
    const char *end = text + cursor, *quote = open_quote(text, end);
    const char *begin = quote ? quote : value_begin(text, end);
    struct request request = {.facts = facts, .sink = sink, .context = context};

    if (!quote && *begin == '-' && begin < end)
        begin++;
    request.word = begin;
    request.word_length = (size_t)(end - begin);
    if (find_field(text, begin, &request))
        offer_values(&request);
    else if (!quote)
        offer_terms(&request);
    return (size_t)(begin - text);
}
