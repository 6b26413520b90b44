/* ":" commands that look at a held thread and change it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <ptop/constants.h>
#include <ptop/registers.h>
#include <ptop/syscall.h>

#include "app_state.h"
#include "commands.h"
#include "control.h"
#include "words.h"

#define VECTOR_AREA_BYTES  832 /* of an XSAVE area that has the upper halves of ymm */
#define VECTOR_HIGH_OFFSET 576

/* An order about the selected thread, which is held; false: it is not, which is said. */
static bool begin_order(struct app *app, enum command_kind kind, struct order *ret_order)
{
    const struct tree_thread *thread = control_held(app);
    if (!thread)
        return false;
    *ret_order = (struct order){
        .command = {.kind = kind, .tid = thread->tid, .tgid = thread->process->tgid}};
    return true;
}

/* ---- looking ----------------------------------------------------------------- */

static void go_print(struct app *app, struct order *order, const struct resolved *value)
{
    ui_message(&app->ui, "%s = 0x%" PRIx64 "  %" PRId64, order->text, value->value,
               (int64_t)value->value);
}

static void obey_print(struct app *app, char *expression)
{
    struct order order = {.go_on = go_print};
    snprintf(order.text, sizeof order.text, "%s", expression);
    if (control_thread(app))
        pending_resolve(app, expression, &order);
}

/* ---- registers ----------------------------------------------------------------- */

static bool is_flag(const char *name)
{
    const struct register_flag *flag;
    for (size_t i = 0; (flag = register_flag_get(i)) != NULL; i++)
        if (strcasecmp(flag->name, name) == 0)
            return true;
    return false;
}

/* Bytes of a register by name; 0: there is none. */
static size_t register_bytes(const struct app *app, const char *name)
{
    struct vector_part parts[2];
    size_t size_bytes = 0;
    if (register_find(looking_is_compat(&app->ui), name) || is_flag(name))
        return sizeof(uint64_t);
    unsigned count = vector_find(name, VECTOR_AREA_BYTES, VECTOR_HIGH_OFFSET, parts);
    for (unsigned i = 0; i < count; i++)
        size_bytes += parts[i].size_bytes;
    return size_bytes <= VECTOR_MAX_BYTES ? size_bytes : 0;
}

static void go_set(struct app *app, struct order *order, const struct resolved *value)
{
    struct register_value *reg = &order->data.reg;
    size_t length = reg->size_bytes < sizeof value->value ? reg->size_bytes : sizeof value->value;
    memset(reg->bytes, 0, sizeof reg->bytes);
    memcpy(reg->bytes, &value->value, length);
    pending_send(app, order);
}

/* "0x" and more digits than a number has: the bytes of a vector, the lowest last. */
static bool take_wide(const char *text, struct register_value *reg)
{
    size_t digits = strlen(text) - 2, length = reg->size_bytes;
    uint8_t bytes[VECTOR_MAX_BYTES];
    size_t count;
    if (digits <= 16 || digits != 2 * length || strncmp(text, "0x", 2) != 0 ||
        words_bytes(text + 2, bytes, sizeof bytes, &count, NULL) < 0)
        return false;
    for (size_t i = 0; i < length; i++)
        reg->bytes[i] = bytes[length - 1 - i];
    return true;
}

static void obey_set(struct app *app, char *arguments)
{
    struct order order;
    const char *rest = arguments;
    if (!begin_order(app, COMMAND_WRITE_REGISTER, &order))
        return;
    struct register_value *reg = &order.data.reg;
    words_take(&rest, reg->name, sizeof reg->name);
    reg->size_bytes = (uint8_t)register_bytes(app, reg->name);
    order.data_bytes = sizeof *reg;
    order.go_on = go_set;
    if (reg->size_bytes == 0)
        ui_refuse(&app->ui, "there is no register \"%s\"", reg->name);
    else if (*rest == '\0')
        ui_refuse(&app->ui, "set %s to what?", reg->name);
    else if (take_wide(rest, reg))
        pending_send(app, &order);
    else
        pending_resolve(app, rest, &order);
}

/* ---- memory -------------------------------------------------------------------- */

static void go_write(struct app *app, struct order *order, const struct resolved *value)
{
    order->command.address = value->value;
    pending_send(app, order);
}

/* The bytes of a text; what is wrong with it is said. */
static bool take_bytes(struct app *app, const char *text, struct order *order)
{
    struct error error;
    if (words_bytes(text, order->data.bytes, sizeof order->data.bytes, &order->data_bytes,
                    &error) == 0)
        return true;
    return ui_refuse(&app->ui, "wrong at %d of %s: %s", error.offset + 1, text, error.message);
}

static void obey_write(struct app *app, char *arguments)
{
    struct order order;
    char expression[PROMPT_BYTES];
    const char *rest = arguments;
    if (!begin_order(app, COMMAND_WRITE_MEMORY, &order))
        return;
    words_take(&rest, expression, sizeof expression);
    order.go_on = go_write;
    if (*rest == '\0')
        ui_refuse(&app->ui, "write what to %s? \"text\", or digits as in de ad be ef", expression);
    else if (take_bytes(app, rest, &order))
        pending_resolve(app, expression, &order);
}

/* ---- calls --------------------------------------------------------------------- */

const struct syscall_spec *commands_call_spec(const struct app *app)
{
    const struct tree_thread *thread = looking_thread(&app->ui);
    if (!thread || !thread->call)
        return NULL;
    const struct event *call = &thread->call->header;
    return syscall_find(call->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE, call->number);
}

/* By its name, as an index; the count of arguments: there is none. */
static uint64_t argument_index(const struct syscall_spec *spec, const char *name)
{
    uint64_t index = 0;
    while (index < spec->arg_count && strcmp(spec->args[index].name, name) != 0)
        index++;
    return index;
}

/* By name or number; false: the call has no such argument, which is said. */
static bool find_argument(struct app *app, const char *word, int32_t *ret_index)
{
    const struct syscall_spec *spec = commands_call_spec(app);
    uint64_t index = 0;
    bool is_number = words_number(word, &index);
    if (!is_number && !spec)
        return ui_refuse(&app->ui, "%" PRId32 " is in no call with an argument \"%s\"",
                         app->ui.selected_tid, word);
    if (!is_number)
        index = argument_index(spec, word);
    if (index >= (spec ? spec->arg_count : SYSCALL_MAX_ARGS))
        return ui_refuse(&app->ui, "%s has no argument \"%s\"", spec ? spec->name : "a call",
                         word);
    *ret_index = (int32_t)index;
    return true;
}

static void go_argument(struct app *app, struct order *order, const struct resolved *value)
{
    order->command.number = value->value;
    pending_send(app, order);
}

/* A path, and whatever ends with a NUL in that place, gets one. */
static bool ends_in_nul(const struct app *app, int32_t index)
{
    const struct syscall_spec *spec = commands_call_spec(app);
    return spec && spec->args[index].size == SIZE_NUL;
}

/* "O_RDONLY|O_CLOEXEC", where the argument has such names. */
static bool takes_constant(const struct app *app, const char *text, struct command *command)
{
    const struct syscall_spec *spec = commands_call_spec(app);
    return spec && constants_value((enum arg_type)spec->args[command->value].type, text,
                                   &command->number);
}

static void obey_arg(struct app *app, char *arguments)
{
    struct order order;
    char word[32];
    const char *rest = arguments;
    if (!begin_order(app, COMMAND_WRITE_ARGUMENT, &order))
        return;
    words_take(&rest, word, sizeof word);
    if (!find_argument(app, word, &order.command.value))
        return;
    order.go_on = go_argument;
    if (*rest == '\0') {
        ui_refuse(&app->ui, "change %s to what?", word);
    } else if (takes_constant(app, rest, &order.command)) {
        pending_send(app, &order);
    } else if (*rest != '"') {
        pending_resolve(app, rest, &order);
    } else if (take_bytes(app, rest, &order)) {
        if (ends_in_nul(app, order.command.value) && order.data_bytes < sizeof order.data.bytes)
            order.data.bytes[order.data_bytes++] = '\0';
        pending_send(app, &order);
    }
}

static void go_result(struct app *app, struct order *order, const struct resolved *value)
{
    order->command.number = value->value;
    pending_send(app, order);
}

static void obey_result(struct app *app, char *text)
{
    struct order order;
    int number = words_errno(text + (*text == '-'));
    if (!begin_order(app, COMMAND_WRITE_RESULT, &order))
        return;
    order.go_on = go_result;
    order.command.number = (uint64_t) - (int64_t)number;
    if (number > 0)
        pending_send(app, &order);
    else if (words_number(text, &order.command.number))
        pending_send(app, &order);
    else
        pending_resolve(app, text, &order);
}

static const struct command_row rows[] = {
    {"print", "EXPR", "the value of an expression", obey_print, {WORD_EXPRESSION}},
    {"set",
     "REGISTER EXPR",
     "change a register, a flag, a vector",
     obey_set,
     {WORD_REGISTER, WORD_EXPRESSION}},
    {"write",
     "EXPR BYTES|\"TEXT\"",
     "change memory: de ad be ef, \"text\\0\"",
     obey_write,
     {WORD_EXPRESSION, WORD_NONE}},
    {"arg",
     "N|NAME EXPR|\"TEXT\"",
     "an argument of the call that begins",
     obey_arg,
     {WORD_ARGUMENT, WORD_VALUE}},
    {"result", "EXPR|ERRNO", "the result of the call that ends", obey_result, {WORD_ERRNO}},
};
const struct command_table commands_change = {rows, sizeof rows / sizeof rows[0]};
