/* ":" commands about breakpoints, watchpoints and syscalls that hold who makes them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app_state.h"
#include "commands.h"
#include "control.h"
#include "words.h"

#define WATCH_MOST_BYTES 8

/* A wish for a point of the selected thread's process; false: there is none, which is said. */
static bool begin_point(struct app *app, enum point_kind kind, const char *label,
                        struct order *ret_order)
{
    const struct tree_thread *thread = control_thread(app);
    if (!thread)
        return false;
    *ret_order = (struct order){
        .command = {.kind = COMMAND_POINT_ADD, .tid = thread->tid, .tgid = thread->process->tgid},
        .data.point = {.kind = (uint8_t)kind, .tgid = thread->process->tgid},
        .data_bytes = sizeof(struct point),
    };
    snprintf(ret_order->data.point.label, sizeof ret_order->data.point.label, "%s", label);
    return true;
}

/* The condition stands in the point, and compiled in the command. */
static void send_point(struct app *app, struct order *order)
{
    struct point *point = &order->data.point;
    if (!pending_condition(app, order->text, &order->command.condition))
        return;
    snprintf(point->condition, sizeof point->condition, "%.*s", POINT_CONDITION_BYTES - 1,
             order->text);
    pending_send(app, order);
}

/* Is it a condition?  It is told before anybody looks for the address. */
static bool take_condition(struct app *app, struct order *order, const char *condition)
{
    struct filter *filter;
    size_t most = sizeof order->data.point.condition - 1;
    if (strlen(condition) > most)
        return ui_refuse(&app->ui, "a condition has at most %zu characters", most);
    if (!pending_condition(app, condition, &filter))
        return false;
    filter_free(filter);
    snprintf(order->text, sizeof order->text, "%s", condition);
    return true;
}

/* ---- breakpoints ------------------------------------------------------------- */

static void go_break(struct app *app, struct order *order, const struct resolved *value)
{
    order->data.point.address = value->value;
    send_point(app, order);
}

static void add_breakpoint(struct app *app, char *arguments, unsigned flags)
{
    struct order order;
    const char *condition = words_cut_condition(arguments);
    if (!begin_point(app, POINT_CODE, words_trim(arguments), &order) ||
        !take_condition(app, &order, condition))
        return;
    order.data.point.flags = (uint8_t)flags;
    order.go_on = go_break;
    pending_resolve(app, arguments, &order);
}

static void obey_break(struct app *app, char *arguments)
{
    add_breakpoint(app, arguments, 0);
}

static void obey_tbreak(struct app *app, char *arguments)
{
    add_breakpoint(app, arguments, POINT_ONE_SHOT);
}

static void obey_hbreak(struct app *app, char *arguments)
{
    add_breakpoint(app, arguments, POINT_HARDWARE);
}

/* ---- syscalls ---------------------------------------------------------------- */

/* "openat at exit": cut that off; the flags that it means. */
static unsigned cut_side(char *filter)
{
    static const struct {
        const char *ending;
        unsigned flags;
    } sides[] = {{" at entry", 0}, {" at exit", POINT_AT_EXIT}};
    size_t length = strlen(filter);
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        size_t ending = strlen(sides[i].ending);
        if (length > ending && strcmp(filter + length - ending, sides[i].ending) == 0) {
            filter[length - ending] = '\0';
            words_trim(filter);
            return sides[i].flags;
        }
    }
    return 0;
}

static void obey_catch(struct app *app, char *filter)
{
    struct order order;
    unsigned flags = cut_side(filter);
    if (!begin_point(app, POINT_CALL, filter, &order) || !take_condition(app, &order, filter))
        return;
    order.command.tid = order.command.tgid = order.data.point.tgid = 0; /* whoever makes it */
    order.data.point.flags = (uint8_t)flags;
    send_point(app, &order);
}

/* ---- watchpoints --------------------------------------------------------------- */

static bool is_watch_size(uint64_t size)
{
    return size == 1 || size == 2 || size == 4 || size == 8;
}

/* What was not said: the size of the object, or as many bytes as the address is a multiple of. */
static uint8_t natural_size(const struct resolved *value)
{
    uint8_t size = value->size_bytes > 0 ? (uint8_t)value->size_bytes : WATCH_MOST_BYTES;
    while (value->value % size != 0)
        size /= 2;
    return size;
}

static void go_watch(struct app *app, struct order *order, const struct resolved *value)
{
    struct point *point = &order->data.point;
    if (point->size_bytes == 0 && value->size_bytes > 0 && !is_watch_size(value->size_bytes)) {
        ui_refuse(&app->ui, "%s has %zu bytes: say which 1, 2, 4 or 8 of them", point->label,
                  value->size_bytes);
        return;
    }
    if (point->size_bytes == 0)
        point->size_bytes = natural_size(value);
    point->address = value->value;
    send_point(app, order);
}

/* Does a text end within an expression, so that what follows belongs to it? */
static bool ends_open(const char *text)
{
    size_t length = strlen(text);
    return length == 0 || strchr("+-*(&", text[length - 1]);
}

/* A number at the end, behind a blank; the line is cut before it. */
static bool cut_number(char *line, uint64_t *ret_number)
{
    char copy[PROMPT_BYTES];
    snprintf(copy, sizeof copy, "%s", line);
    const char *last = words_cut_last(copy);
    if (!words_number(last, ret_number) || *last == '-' || ends_open(copy))
        return false;
    line[strlen(copy)] = '\0';
    return true;
}

static bool cut_word(char *line, const char *word)
{
    size_t length = strlen(line), end = strlen(word);
    if (length <= end || line[length - end - 1] != ' ' || strcmp(line + length - end, word) != 0)
        return false;
    line[length - end] = '\0';
    words_trim(line);
    return true;
}

/* From the end: "every N", "changes", "read", the size. */
static bool cut_watch_words(struct app *app, char *line, struct point *point)
{
    char before[PROMPT_BYTES];
    uint64_t number;
    snprintf(before, sizeof before, "%s", line);
    if (cut_number(before, &number) && cut_word(before, "every")) {
        line[strlen(before)] = '\0';
        point->hold_every = number;
    }
    if (cut_word(line, "changes"))
        point->flags |= POINT_ONLY_CHANGES;
    if (cut_word(line, "read"))
        point->flags |= POINT_READS;
    if (cut_number(line, &number)) {
        point->size_bytes = (uint8_t)number;
        if (!is_watch_size(number))
            return ui_refuse(&app->ui, "%" PRIu64 " bytes cannot be watched: 1, 2, 4 or 8 can",
                             number);
    }
    return true;
}

static void obey_watch(struct app *app, char *arguments)
{
    struct order order;
    const char *condition = words_cut_condition(arguments);
    words_trim(arguments);
    if (!begin_point(app, POINT_WATCH, "", &order) || !take_condition(app, &order, condition) ||
        !cut_watch_words(app, arguments, &order.data.point))
        return;
    snprintf(order.data.point.label, sizeof order.data.point.label, "%s", arguments);
    order.go_on = go_watch;
    pending_resolve(app, arguments, &order);
}

/* ---- those that are there -------------------------------------------------------- */

/* An id or "all", which is 0.  False: neither, which is said. */
static bool find_point(struct app *app, const char *word, uint32_t *ret_id)
{
    uint64_t id = 0;
    *ret_id = 0;
    if (strcmp(word, "all") == 0)
        return true;
    if (!words_number(word, &id) || id == 0 || id > UINT32_MAX)
        return ui_refuse(&app->ui, "\"%s\" is neither a breakpoint's number nor all", word);
    *ret_id = (uint32_t)id;
    return true;
}

static void change_point(struct app *app, const char *word, enum command_kind kind)
{
    uint32_t id;
    if (find_point(app, word, &id))
        control_point(app, kind, id, 0);
}

static void obey_delete(struct app *app, char *word)
{
    change_point(app, word, COMMAND_POINT_REMOVE);
}

static void obey_enable(struct app *app, char *word)
{
    change_point(app, word, COMMAND_POINT_ENABLE);
}

static void obey_disable(struct app *app, char *word)
{
    change_point(app, word, COMMAND_POINT_DISABLE);
}

static void obey_ignore(struct app *app, char *arguments)
{
    char word[32];
    const char *rest = arguments;
    uint64_t number;
    uint32_t id;
    words_take(&rest, word, sizeof word);
    if (!find_point(app, word, &id))
        return;
    if (!words_number(rest, &number))
        ui_refuse(&app->ui, "how many hits of %s shall be passed over?", word);
    else
        control_point(app, COMMAND_POINT_IGNORE, id, number);
}

/* Of a caught syscall it says which one, and is its label. */
static void obey_condition(struct app *app, char *arguments)
{
    struct order order = {.command = {.kind = COMMAND_POINT_CONDITION},
                          .data_bytes = sizeof(struct point)};
    char word[32];
    const char *rest = arguments;
    uint32_t id;
    words_take(&rest, word, sizeof word);
    if (!find_point(app, word, &id))
        return;
    const struct point *point = points_find(session_points(app->ui.session), id);
    if (!point) {
        ui_refuse(&app->ui, "there is no breakpoint or watchpoint %s", word);
        return;
    }
    order.command.value = (int32_t)id;
    order.data.point = *point;
    if (point->kind == POINT_CALL)
        snprintf(order.data.point.label, sizeof order.data.point.label, "%s", rest);
    if (point->kind == POINT_CALL && *rest == '\0')
        ui_refuse(&app->ui, "%s catches a syscall: say which one", word);
    else if (take_condition(app, &order, rest))
        send_point(app, &order);
}

static void obey_points(struct app *app, char *arguments)
{
    (void)arguments;
    dispatch_toggle(app, PANE_POINTS);
}

#define BREAK_ARGUMENTS "EXPR [if FILTER]"

static const struct command_row rows[] = {
    {"break", BREAK_ARGUMENTS, "hold who gets to an instruction", obey_break, {WORD_EXPRESSION}},
    {"tbreak", BREAK_ARGUMENTS, "the same, once", obey_tbreak, {WORD_EXPRESSION}},
    {"hbreak",
     BREAK_ARGUMENTS,
     "the same, by a debug register",
     obey_hbreak,
     {WORD_EXPRESSION}},
    {"catch", "FILTER [at entry|exit]", "hold who makes a syscall", obey_catch, {WORD_FILTER}},
    {"watch",
     "EXPR [SIZE] [read] [changes] [every N] [if FILTER]",
     "hold who writes a variable",
     obey_watch,
     {WORD_EXPRESSION}},
    {"delete", "ID|all", "remove a breakpoint or watchpoint", obey_delete, {WORD_POINT}},
    {"enable", "ID|all", "let it hold again", obey_enable, {WORD_POINT}},
    {"disable", "ID|all", "keep it without effect", obey_disable, {WORD_POINT}},
    {"ignore", "ID N", "pass over so many hits", obey_ignore, {WORD_POINT, WORD_NONE}},
    {"condition",
     "ID [FILTER]",
     "hold only if this passes",
     obey_condition,
     {WORD_POINT, WORD_FILTER}},
    {"points", "", "the list of them", obey_points, {WORD_NONE}},
};
const struct command_table commands_points = {rows, sizeof rows / sizeof rows[0]};
