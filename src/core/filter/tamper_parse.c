/*
 * From "openat:error=ENOENT:when=3+" to a struct tamper.
 *
 *     SET : ACTION : ACTION …      each action is a row: its name, how its value is read
 *
 * What is wrong is said as strace says it: the whole argument, not the place.
 */
#include <ptop/tamper.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/format.h>
#include <ptop/trace_set.h>

#define RULE_BYTES 4096
#define MOST_ERROR 4095
#define MOST_SIGNAL 64
#define MOST_COUNT 65535
#define MOST_LAST 65534
#define POKE_ARGUMENTS 7 /* that can be named; machines of six have no seventh */

struct reading {
    struct tamper *tamper;
    bool has_instead;
};

/* A decimal number of that range; *ret_end is behind it. */
static bool read_number(const char *text, unsigned least, unsigned most, unsigned *ret_number,
                        const char **ret_end)
{
    char *end;
    unsigned long value;

    if (*text == '-')
        return false;
    errno = 0;
    value = strtoul(text, &end, 10);
    if (errno || end == text || value < least || value > most)
        return false;
    *ret_number = (unsigned)value;
    *ret_end = end;
    return true;
}

static bool read_whole_number(const char *text, unsigned least, unsigned most, int *ret_number)
{
    const char *end;
    unsigned number;

    if (!read_number(text, least, most, &number, &end) || *end)
        return false;
    *ret_number = (int)number;
    return true;
}

static bool find_error(const char *text, int *ret_error)
{
    for (int error = 1; error <= MOST_ERROR; error++) {
        const char *name = format_errno_name(error);
        if (name && strcasecmp(name, text) == 0) {
            *ret_error = error;
            return true;
        }
    }
    return false;
}

static bool find_signal(const char *text, int *ret_signal)
{
    for (int signal = 1; signal <= MOST_SIGNAL; signal++) {
        const char *name = format_signal_name(signal);
        if (name &&
            (strcasecmp(name, text) == 0 || strcasecmp(name + strlen("SIG"), text) == 0)) {
            *ret_signal = signal;
            return true;
        }
    }
    return false;
}

static bool has(const struct reading *reading, unsigned actions)
{
    return (reading->tamper->actions & actions) != 0;
}

static bool read_error(struct reading *reading, const char *value)
{
    struct tamper *tamper = reading->tamper;

    if (has(reading, TAMPER_ERROR | TAMPER_RESULT))
        return false;
    tamper->actions |= TAMPER_ERROR;
    return read_whole_number(value, 1, MOST_ERROR, &tamper->error) ||
           find_error(value, &tamper->error);
}

static bool read_result(struct reading *reading, const char *value)
{
    char *end;

    if (has(reading, TAMPER_ERROR | TAMPER_RESULT))
        return false;
    errno = 0;
    reading->tamper->result = (int64_t)strtoull(value, &end, 0);
    reading->tamper->actions |= TAMPER_RESULT;
    return errno == 0 && end != value && !*end;
}

static bool read_signal(struct reading *reading, const char *value)
{
    struct tamper *tamper = reading->tamper;

    if (has(reading, TAMPER_SIGNAL))
        return false;
    tamper->actions |= TAMPER_SIGNAL;
    return *value != '+' && (read_whole_number(value, 1, MOST_SIGNAL, &tamper->signal) ||
                             find_signal(value, &tamper->signal));
}

/* Only what can neither fail nor change anything. */
static bool read_instead(struct reading *reading, const char *value)
{
    bool is_found = false;

    if (reading->has_instead)
        return false;
    reading->has_instead = true;
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        int number;
        const struct syscall_spec *spec = syscall_find_name((enum abi)abi, value, &number);
        if (spec && (spec->classes & CLASS_PURE)) {
            reading->tamper->instead[abi] = number;
            is_found = true;
        }
    }
    return is_found;
}

bool tamper_parse_time(const char *text, nanoseconds *ret_time_ns)
{
    static const struct {
        const char *name;
        double ns;
    } units[] = {{"", 1e3}, {"s", 1e9}, {"ms", 1e6}, {"us", 1e3}, {"ns", 1}};
    char *end;
    double value = strtod(text, &end);

    if (end == text || !(value >= 0) || memchr(text, 'x', (size_t)(end - text)) ||
        memchr(text, 'X', (size_t)(end - text)))
        return false;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (strcmp(end, units[i].name) == 0 && value * units[i].ns < 9e18) {
            *ret_time_ns = (nanoseconds)(value * units[i].ns + 0.5);
            return true;
        }
    }
    return false;
}

static bool read_delay(struct reading *reading, const char *value, unsigned action,
                       nanoseconds *ret_delay_ns)
{
    if (has(reading, action))
        return false;
    reading->tamper->actions |= action;
    return tamper_parse_time(value, ret_delay_ns);
}

static bool read_entry_delay(struct reading *reading, const char *value)
{
    return read_delay(reading, value, TAMPER_DELAY_ENTRY, &reading->tamper->entry_delay_ns);
}

static bool read_exit_delay(struct reading *reading, const char *value)
{
    return read_delay(reading, value, TAMPER_DELAY_EXIT, &reading->tamper->exit_delay_ns);
}

/* ---- bytes ------------------------------------------------------------------ */

static int hex_digit(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = digit ? strchr(digits, digit | 0x20) : NULL;

    return found ? (int)(found - digits) : -1;
}

/* "@arg2=00ff", up to a comma; behind it, or NULL. */
static const char *read_poke(const char *text, struct tamper_poke *poke)
{
    unsigned argument;

    if (strncmp(text, "@arg", 4) != 0 ||
        !read_number(text + 4, 1, POKE_ARGUMENTS, &argument, &text) || *text++ != '=')
        return NULL;
    poke->arg = (uint8_t)(argument - 1);
    while (*text && *text != ',') {
        int high = hex_digit(text[0]), low = high < 0 ? -1 : hex_digit(text[1]);
        if (low < 0 || poke->length_bytes == TAMPER_POKE_BYTES)
            return NULL;
        poke->bytes[poke->length_bytes++] = (uint8_t)(high << 4 | low);
        text += 2;
    }
    return poke->length_bytes ? text : NULL;
}

static bool is_poked_already(const struct tamper_poke *pokes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pokes[i].arg == pokes[count].arg)
            return true;
    return false;
}

static bool read_pokes(struct reading *reading, const char *value, unsigned action,
                       struct tamper_poke pokes[static TAMPER_MAX_POKES], uint8_t *ret_count)
{
    if (has(reading, action))
        return false;
    reading->tamper->actions |= action;
    for (;;) {
        value = *ret_count < TAMPER_MAX_POKES ? read_poke(value, &pokes[*ret_count]) : NULL;
        if (!value || is_poked_already(pokes, *ret_count))
            return false;
        ++*ret_count;
        if (!*value)
            return true;
        value++;
    }
}

static bool read_entry_pokes(struct reading *reading, const char *value)
{
    return read_pokes(reading, value, TAMPER_POKE_ENTRY, reading->tamper->entry_pokes,
                      &reading->tamper->entry_poke_count);
}

static bool read_exit_pokes(struct reading *reading, const char *value)
{
    return read_pokes(reading, value, TAMPER_POKE_EXIT, reading->tamper->exit_pokes,
                      &reading->tamper->exit_poke_count);
}

/* ---- when ------------------------------------------------------------------- */

/* FIRST[..LAST][+[STEP]]; the last one that is given counts. */
static bool read_when(struct reading *reading, const char *value)
{
    struct tamper *tamper = reading->tamper;

    tamper->last = tamper->step = 0;
    if (!read_number(value, 1, MOST_COUNT, &tamper->first, &value))
        return false;
    if (strncmp(value, "..", 2) == 0 &&
        !read_number(value + 2, tamper->first, MOST_LAST, &tamper->last, &value))
        return false;
    if (*value != '+')
        return !*value;
    tamper->step = 1;
    return !value[1] ||
           (read_number(value + 1, 1, MOST_COUNT, &tamper->step, &value) && !*value);
}

/* ---- all of it -------------------------------------------------------------- */

static const struct {
    const char *name;
    bool (*read)(struct reading *reading, const char *value);
    bool is_of_fault; /* allowed there, too */
} rows[] = {
    {"error", read_error, true},
    {"retval", read_result, false},
    {"signal", read_signal, false},
    {"syscall", read_instead, true},
    {"delay_enter", read_entry_delay, false},
    {"delay_exit", read_exit_delay, false},
    {"poke_enter", read_entry_pokes, false},
    {"poke_exit", read_exit_pokes, false},
    {"when", read_when, true},
};

static bool read_action(struct reading *reading, const char *action, bool is_fault)
{
    size_t length = strcspn(action, "=");

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (action[length] && strlen(rows[i].name) == length &&
            memcmp(rows[i].name, action, length) == 0 && (rows[i].is_of_fault || !is_fault))
            return rows[i].read(reading, action + length + 1);
    return false;
}

static bool read_actions(struct reading *reading, char *actions, bool is_fault)
{
    struct tamper *tamper = reading->tamper;
    char *action;

    while ((action = strsep(&actions, ":")))
        if (*action && !read_action(reading, action, is_fault))
            return false;
    if (is_fault && !has(reading, TAMPER_ERROR)) {
        tamper->actions |= TAMPER_ERROR;
        tamper->error = ENOSYS;
    }
    return tamper->actions != 0 &&
           (!reading->has_instead || has(reading, TAMPER_ERROR | TAMPER_RESULT));
}

int tamper_parse(const char *text, bool is_fault, struct tamper *ret_tamper,
                 struct error *ret_error)
{
    struct tamper tamper = {.first = 1, .step = 1, .instead = {-1, -1}};
    struct reading reading = {.tamper = &tamper};
    char copy[RULE_BYTES], *actions = copy;
    int result;

    if ((size_t)snprintf(copy, sizeof(copy), "%s", text) >= sizeof(copy))
        return error_set(ret_error, -EINVAL, "too long a rule");
    result = trace_set_parse(strsep(&actions, ":"), &tamper.calls, ret_error);
    if (result < 0)
        return result;
    if (!read_actions(&reading, actions, is_fault))
        return error_set(ret_error, -EINVAL, "invalid %s argument '%s'",
                         is_fault ? "fault" : "inject", text);
    *ret_tamper = tamper;
    return 0;
}
