/*
 * What Tab offers: the filter language's candidates in a filter, and behind ":" commands, actions
 * and what the words of a command can be.
 *
 * Symbols are looked up while the person waits for nothing: they are asked for, and offered when
 * the answer is there (complete_step).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <ptop/constants.h>
#include <ptop/filter_complete.h>
#include <ptop/registers.h>
#include <ptop/syscall.h>

#include "app_state.h"
#include "commands.h"
#include "complete_files.h"
#include "words.h"

static void offer(void *context, const char *text, const char *help)
{
    completion_offer(context, text, help);
}

static void gather_filter(void *context, const struct prompt *prompt, struct completion *completion)
{
    const struct app *app = context;
    completion->from =
        filter_complete(prompt->bytes, prompt->cursor, &app->ui.facts, offer, completion);
}

/* A candidate that begins with the word at the cursor. */
struct beginning {
    struct completion *completion;
    const char *word;
    size_t length;
};

static void offer_beginning(void *context, const char *text, const char *help)
{
    const struct beginning *beginning = context;
    if (strncasecmp(text, beginning->word, beginning->length) == 0)
        completion_offer(beginning->completion, text, help);
}

/* ---- what words can be ------------------------------------------------------- */

static void offer_filter_names(struct app *app, struct beginning *beginning)
{
    for (size_t i = 0; i < app->config.filter_count; i++)
        offer_beginning(beginning, app->config.filters[i].name, app->config.filters[i].text);
}

static void offer_thread(struct beginning *beginning, const struct tree_thread *thread)
{
    char number[16], comm[64];
    struct text text;
    snprintf(number, sizeof number, "%" PRId32, thread->tid);
    text_init(&text, comm, NULL, sizeof comm);
    text_escape(&text, thread->comm, strnlen(thread->comm, EVENT_COMM_BYTES), TEXT_ESCAPE_UTF8);
    offer_beginning(beginning, number, comm);
}

static void offer_threads(struct app *app, struct beginning *beginning, bool has_others)
{
    for (const struct tree_process *process = tree_first_root(session_tree(app->ui.session));
         process; process = tree_next(process))
        for (const struct tree_thread *thread = process->threads; thread; thread = thread->next)
            if (tree_state_is_traced(thread->state) && (has_others || thread->tid == process->tgid))
                offer_thread(beginning, thread);
    offer_beginning(beginning, "all", "every thread");
}

static void offer_whom(struct app *app, struct beginning *beginning)
{
    offer_threads(app, beginning, true);
}

static void offer_processes(struct app *app, struct beginning *beginning)
{
    offer_threads(app, beginning, false);
}

static void offer_points(struct app *app, struct beginning *beginning)
{
    const struct point *point;
    for (size_t i = 0; (point = points_get(session_points(app->ui.session), i)) != NULL; i++) {
        char number[16];
        snprintf(number, sizeof number, "%" PRIu32, point->id);
        offer_beginning(beginning, number, point->label);
    }
    offer_beginning(beginning, "all", "all of them");
}

static void offer_registers(struct app *app, struct beginning *beginning)
{
    bool is_compat = looking_is_compat(&app->ui);
    const struct register_spec *spec;
    const struct register_flag *flag;
    for (size_t i = 0; (spec = register_get(is_compat, i)) != NULL; i++)
        offer_beginning(beginning, spec->name, "register");
    for (size_t i = 0; (flag = register_flag_get(i)) != NULL; i++)
        offer_beginning(beginning, flag->name, flag->meaning);
}

static void offer_arguments(struct app *app, struct beginning *beginning)
{
    const struct syscall_spec *spec = commands_call_spec(app);
    for (unsigned i = 0; spec && i < spec->arg_count; i++)
        offer_beginning(beginning, spec->args[i].name, spec->name);
}

static void offer_errnos(struct app *app, struct beginning *beginning)
{
    (void)app;
    for (int number = 1; number < ERRNO_LIMIT; number++)
        if (format_errno_name(number))
            offer_beginning(beginning, format_errno_name(number), format_errno_text(number));
}

/* "us" is a beginning, too. */
static void offer_signals(struct app *app, struct beginning *beginning)
{
    (void)app;
    for (int signal = 1; signal < SIGNALS_COUNT; signal++) {
        const char *name = format_signal_name(signal);
        if (name && strncasecmp(name + strlen("SIG"), beginning->word, beginning->length) == 0)
            completion_offer(beginning->completion, name, "signal");
        else if (name)
            offer_beginning(beginning, name, "signal");
    }
}

static void offer_rules(struct app *app, struct beginning *beginning)
{
    (void)app;
    for (int rule = 0; rule < SIGNAL_RULE_COUNT; rule++)
        offer_beginning(beginning, signals_known_rule_name((enum signal_rule)rule),
                        signals_known_rule_help((enum signal_rule)rule));
}

static void offer_files(struct app *app, struct beginning *beginning)
{
    char word[PROMPT_BYTES];
    (void)app;
    snprintf(word, sizeof word, "%.*s", (int)beginning->length, beginning->word);
    complete_files(word, offer, beginning->completion);
}

/* Those that were found; before that they are asked for. */
static void offer_symbols(struct app *app, struct beginning *beginning)
{
    struct symbols *symbols = &app->symbols;
    struct inspector *inspector = looking_inspector(app->ui.looking);
    char word[INSPECT_EXPRESSION_BYTES];
    struct look_at at;
    offer_registers(app, beginning);
    for (size_t i = 0; i < symbols->found.count; i++)
        offer_beginning(beginning, symbols->found.items[i].text, symbols->found.items[i].help);
    if (symbols->was_asked || !inspector)
        return;
    snprintf(word, sizeof word, "%.*s", (int)beginning->length, beginning->word);
    looking_at(&app->ui, &at);
    symbols->ticket = inspector_complete(inspector, &at, word);
    symbols->was_asked = symbols->is_waiting = true;
}

/* Behind the last "|", the constants that the argument before it can have; where it has none, what
 * an expression can be. */
static void offer_values(struct app *app, struct beginning *beginning)
{
    const struct syscall_spec *spec = commands_call_spec(app);
    char argument[32];
    const char *rest = app->prompt.bytes, *name;
    const char *bar = memrchr(beginning->word, '|', beginning->length);
    size_t behind = bar ? (size_t)(bar + 1 - beginning->word) : 0;
    words_take(&rest, argument, sizeof argument);
    words_take(&rest, argument, sizeof argument);
    beginning->word += behind;
    beginning->length -= behind;
    beginning->completion->from += behind;
    for (unsigned i = 0; spec && i < spec->arg_count; i++)
        for (size_t j = 0; strcmp(spec->args[i].name, argument) == 0 &&
                           (name = constants_name((enum arg_type)spec->args[i].type, j)) != NULL;
             j++)
            offer_beginning(beginning, name, argument);
    if (beginning->completion->count == 0)
        offer_symbols(app, beginning);
}

static void (*const offers[WORD_COUNT])(struct app *app, struct beginning *beginning) = {
    [WORD_FILTER_NAME] = offer_filter_names,
    [WORD_EXPRESSION] = offer_symbols,
    [WORD_WHOM] = offer_whom,
    [WORD_PROCESS] = offer_processes,
    [WORD_POINT] = offer_points,
    [WORD_REGISTER] = offer_registers,
    [WORD_ARGUMENT] = offer_arguments,
    [WORD_VALUE] = offer_values,
    [WORD_ERRNO] = offer_errnos,
    [WORD_SIGNAL] = offer_signals,
    [WORD_RULE] = offer_rules,
    [WORD_FILE] = offer_files,
};

/* ---- behind ":" -------------------------------------------------------------- */

static void offer_commands(struct beginning *beginning)
{
    const struct command_row *row;
    for (size_t i = 0; (row = commands_get(i)) != NULL; i++)
        offer_beginning(beginning, row->name, row->help);
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_spec *spec = action_get((enum action)i);
        offer_beginning(beginning, spec->name, spec->help);
    }
}

/* Where the filter begins that a command ends with; 0: it has none before the cursor. */
static size_t filter_start(const struct prompt *prompt, const struct command_row *row,
                           size_t arguments, size_t word)
{
    const char *condition = strstr(prompt->bytes + arguments, " if ");
    if (row->words[0] == WORD_FILTER)
        return arguments;
    if (row->words[word] == WORD_FILTER) {
        size_t first = strcspn(prompt->bytes + arguments, " ");
        return arguments + first + strspn(prompt->bytes + arguments + first, " ");
    }
    if (row->words[0] == WORD_EXPRESSION && condition)
        return (size_t)(condition - prompt->bytes) + 4;
    return 0;
}

/* An operator before a symbol belongs to no name. */
static size_t symbol_start(const struct prompt *prompt, size_t from)
{
    size_t start = prompt->cursor;
    while (start > from && !strchr("+-*(&", prompt->bytes[start - 1]))
        start--;
    return start;
}

static void gather_arguments(struct app *app, const struct prompt *prompt,
                             const struct command_row *row, struct beginning *beginning)
{
    size_t arguments = strcspn(prompt->bytes, " "), word = 0, from = beginning->completion->from;
    arguments += strspn(prompt->bytes + arguments, " ");
    for (size_t i = arguments; i < from; i++)
        word += prompt->bytes[i] == ' ' && prompt->bytes[i + 1] != ' ';
    word = word < COMMAND_WORDS ? word : COMMAND_WORDS - 1;
    size_t filter = filter_start(prompt, row, arguments, word);
    if (filter > 0 && filter <= prompt->cursor) {
        beginning->completion->from =
            filter + filter_complete(prompt->bytes + filter, prompt->cursor - filter,
                                     &app->ui.facts, offer, beginning->completion);
        return;
    }
    if (row->words[word] == WORD_EXPRESSION || row->words[word] == WORD_VALUE) {
        from = beginning->completion->from = symbol_start(prompt, from);
        beginning->word = prompt->bytes + from;
        beginning->length = prompt->cursor - from;
    }
    if (offers[row->words[word]])
        offers[row->words[word]](app, beginning);
}

static void gather_command(void *context, const struct prompt *prompt,
                           struct completion *completion)
{
    struct app *app = context;
    size_t from = prompt->cursor;
    char name[32];
    while (from > 0 && prompt->bytes[from - 1] != ' ')
        from--;
    struct beginning beginning = {completion, prompt->bytes + from, prompt->cursor - from};
    completion->from = from;
    if (from == 0) {
        offer_commands(&beginning);
        return;
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(prompt->bytes, " "), prompt->bytes);
    const struct command_row *row = commands_find(name);
    if (row)
        gather_arguments(app, prompt, row, &beginning);
}

/* ---- Tab --------------------------------------------------------------------- */

static completion_gather *const gatherers[PROMPT_USE_COUNT] = {
    [PROMPT_USE_FILTER] = gather_filter,
    [PROMPT_USE_COMMAND] = gather_command,
    [PROMPT_USE_SEARCH] = gather_filter,
};

static void advance(struct app *app, int step)
{
    if (!completion_advance(&app->completion, &app->prompt, step, gatherers[app->prompt_use], app))
        return;
    if (app->prompt_use == PROMPT_USE_FILTER)
        filter_prompt_changed(app);
    else if (app->prompt_use == PROMPT_USE_SEARCH)
        search_changed(app);
}

bool complete_key(struct app *app, const struct key *key)
{
    bool was_open = app->completion.is_open;
    if (!gatherers[app->prompt_use] || (key->code != K_TAB && key->code != K_BACKTAB)) {
        completion_close(&app->completion);
        app->symbols.was_asked = app->symbols.is_waiting = false; /* that was for another text */
        completion_close(&app->symbols.found);
        return was_open && key->code == K_ESCAPE;
    }
    advance(app, key->code == K_TAB ? 1 : -1);
    return true;
}

void complete_step(struct app *app)
{
    struct symbols *symbols = &app->symbols;
    if (!symbols->is_waiting ||
        inspector_completed(looking_inspector(app->ui.looking), symbols->ticket, offer,
                            &symbols->found) == INSPECT_PENDING)
        return;
    symbols->is_waiting = false;
    app->ui.is_dirty = true;
    if (app->prompt_use == PROMPT_USE_COMMAND)
        advance(app, 1);
}
