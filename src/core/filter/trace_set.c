#include <ptop/trace_set.h>

#include <ctype.h>
#include <errno.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/call_number.h>
#include <ptop/filter.h>

#include "call_set.h"

#define ITEM_BYTES 256

/* The classes that strace also knows without their %. */
static const char *const bare_classes[] = {"file", "desc",   "network", "process",
                                           "ipc",  "signal", "memory"};

static const struct personality {
    const char *name; /* behind the @ */
    int abi;          /* -1: one that no tracee has */
} personalities[] = {{"64", ABI_NATIVE}, {"32", ABI_COMPAT}, {"x32", -1}};

/* One value of the set on its way into it. */
struct item {
    char text[ITEM_BYTES];
    int offset;      /* in the whole, for a refusal */
    bool may_lack;   /* after a question mark */
    bool is_limited; /* an @ was behind it */
    int abi;         /* then: to this */
    bool is_known;
    struct syscall_set *set;

    const char *name; /* what is looked for: one of these */
    const regex_t *regex;
    int64_t number;
    uint32_t classes;
};

static int refuse(const struct item *item, struct error *ret_error)
{
    return error_at(ret_error, item->offset, "invalid system call '%s'", item->text);
}

static bool fits(const struct item *item, int number, const struct syscall_spec *spec)
{
    if (item->name)
        return strcmp(spec->name, item->name) == 0;
    if (item->regex)
        return regexec(item->regex, spec->name, 0, NULL, 0) == 0;
    return item->classes ? (spec->classes & item->classes) != 0 : number == item->number;
}

/* What x32 has too is known by its x86-64 row. */
static void add_if_fits(void *context, enum abi abi, int number, const struct syscall_spec *spec)
{
    struct item *item = context;
    int wanted = item->is_limited && item->abi >= 0 ? item->abi : (int)abi;

    if ((int)abi != wanted || !fits(item, number, spec))
        return;
    item->is_known = true;
    if (!item->is_limited || item->abi >= 0)
        call_set_add(item->set, abi, number);
}

/* What is behind other calls has a name and classes, too. */
static void add_fitting(struct item *item)
{
    call_set_each_row(add_if_fits, item);
    for (int number = SYSCALL_BEHIND_FIRST; number < SYSCALL_SET_NUMBERS && item->number < 0;
         number++) {
        const struct syscall_spec *spec = call_number_spec(ABI_COMPAT, number);

        if (spec)
            add_if_fits(item, ABI_COMPAT, number, spec);
    }
}

static uint32_t class_of(const char *name)
{
    const struct filter_class *class;

    if (strcmp(name, "net") == 0)
        return CLASS_NETWORK;
    for (size_t i = 0; (class = filter_class_get(i)); i++)
        if (strcmp(class->name, name) == 0)
            return UINT32_C(1) << i;
    return 0;
}

static uint32_t bare_class_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(bare_classes); i++)
        if (strcmp(bare_classes[i], name) == 0)
            return class_of(name);
    return 0;
}

static int add_regex(struct item *item, const char *expression, struct error *ret_error)
{
    char why[128];
    regex_t regex;
    int result = regcomp(&regex, expression, REG_EXTENDED | REG_NOSUB);

    if (result != 0) {
        regerror(result, &regex, why, sizeof(why));
        return error_at(ret_error, item->offset, "regcomp: %s: %s", expression, why);
    }
    item->regex = &regex;
    add_fitting(item);
    regfree(&regex);
    return 0;
}

/* Take the "@32" off its end. */
static int take_personality(struct item *item, char *value, struct error *ret_error)
{
    char *at = strrchr(value, '@');

    if (!at)
        return 0;
    for (size_t i = 0; i < COUNT_OF(personalities); i++) {
        if (strcmp(at + 1, personalities[i].name) != 0)
            continue;
        item->is_limited = true;
        item->abi = personalities[i].abi;
        *at = '\0';
        return 0;
    }
    error_at(ret_error, item->offset, "incorrect personality designator '%s' in qualification '%s'",
             at + 1, value);
    return -EDOM;
}

static int add_value(struct item *item, const char *value, struct error *ret_error)
{
    if (strcmp(value, "all") == 0) {
        item->is_known = true;
        for (int abi = 0; abi < ABI_COUNT; abi++)
            if (!item->is_limited || item->abi == abi)
                memset(item->set->bits[abi], 0xff, sizeof(item->set->bits[abi]));
        item->set->has_unknown |= !item->is_limited;
        return 0;
    }
    if (*value == '/')
        return add_regex(item, value + 1, ret_error);
    item->classes = *value == '%' ? class_of(value + 1) : bare_class_of(value);
    if (!item->classes && *value && value[strspn(value, "0123456789")] == '\0')
        item->number = strtoll(value, NULL, 10);
    else if (!item->classes)
        item->name = value;
    add_fitting(item);
    return 0;
}

static int add_item(struct item *item, struct error *ret_error)
{
    char value[ITEM_BYTES];
    int result;

    item->may_lack = item->text[0] == '?';
    memmove(item->text, item->text + item->may_lack, strlen(item->text) - item->may_lack + 1);
    memcpy(value, item->text, sizeof(value));
    result = take_personality(item, value, ret_error);
    if (result == 0)
        result = add_value(item, value, ret_error);
    if (result == 0 && !item->is_known && !item->may_lack)
        return refuse(item, ret_error);
    return result;
}

/* Nothing between two commas is nothing. */
static int add_items(const char *items, int offset, struct syscall_set *set,
                     struct error *ret_error)
{
    int result = 0;

    for (const char *end; result == 0; items = end + 1, offset++) {
        struct item item = {.offset = offset, .number = -1, .set = set};
        int length;

        end = strchrnul(items, ',');
        length = (int)(end - items);
        offset += length;
        if (snprintf(item.text, sizeof(item.text), "%.*s", length, items) >= ITEM_BYTES)
            return error_at(ret_error, item.offset, "too long for a system call's name");
        if (length > 0)
            result = add_item(&item, ret_error);
        if (!*end)
            break;
    }
    return result;
}

int trace_set_parse(const char *set, struct syscall_set *ret_set, struct error *ret_error)
{
    int inversions = (int)strspn(set, "!");
    const char *items = set + inversions;
    struct syscall_set found;
    int result = 0;

    memset(&found, 0, sizeof(found));
    if (!items[strspn(items, ",")])
        return error_at(ret_error, inversions, "invalid system call '%s'", set);
    if (strcmp(items, "none") != 0)
        result = add_items(items, inversions, &found, ret_error);
    if (result < 0)
        return result;
    if (inversions % 2)
        call_set_invert(&found);
    *ret_set = found;
    return 0;
}
