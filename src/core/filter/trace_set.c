#include <ptop/trace_set.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <ptop/filter.h>
#include <ptop/syscall.h>
#include <ptop/text.h>

#define ITEM_BYTES 256

/* The classes that strace also knows without their %. */
static const char *const bare_classes[] = {"file", "desc",   "network", "process",
                                           "ipc",  "signal", "memory"};

struct translation {
    struct text text;
    const char *separator; /* before the next item */
};

static void put(struct translation *translation, const char *before, const char *item)
{
    text_printf(&translation->text, "%s%s%s", translation->separator, before, item);
    translation->separator = " or ";
}

static bool is_syscall(const char *name)
{
    int number;

    for (int abi = 0; abi < ABI_COUNT; abi++)
        if (syscall_find_name((enum abi)abi, name, &number))
            return true;
    return strcmp(name, "all") == 0 || strcmp(name, "none") == 0;
}

static bool is_class(const char *name)
{
    const struct filter_class *class;

    for (size_t i = 0; (class = filter_class_get(i)); i++)
        if (strcmp(class->name, name) == 0)
            return true;
    return false;
}

static bool is_bare_class(const char *name)
{
    for (size_t i = 0; i < sizeof(bare_classes) / sizeof(bare_classes[0]); i++)
        if (strcmp(bare_classes[i], name) == 0)
            return true;
    return false;
}

/* What the filter language has to say about it: perhaps a name that was meant. */
static int refuse(const char *item, int offset, struct error *ret_error)
{
    struct error error;
    struct filter *filter;

    if (filter_new(item, &(struct filter_facts){0}, &filter, &error) == 0) {
        filter_free(filter);
        return error_at(ret_error, offset, "no syscall is called \"%s\"", item);
    }
    return error_at(ret_error, offset + (error.offset > 0 ? error.offset : 0), "%s",
                    error.message);
}

#define REGEX_BEFORE "sys~\""

static int put_regex(struct translation *translation, const char *regex, int offset,
                     struct error *ret_error)
{
    char bytes[2 * ITEM_BYTES + sizeof(REGEX_BEFORE) + 1];
    struct text test;
    struct filter *filter;
    struct error error;

    text_init(&test, bytes, NULL, sizeof(bytes));
    text_put(&test, REGEX_BEFORE);
    for (; *regex; regex++) {
        if (strchr("\"\\", *regex))
            text_put_char(&test, '\\');
        text_put_char(&test, *regex);
    }
    text_put_char(&test, '"');
    put(translation, "", bytes);
    if (filter_new(bytes, &(struct filter_facts){0}, &filter, &error) < 0)
        return error_at(ret_error, offset + error.offset - (int)strlen(REGEX_BEFORE), "%s",
                        error.message);
    filter_free(filter);
    return 0;
}

static int put_item(struct translation *translation, const char *item, int offset,
                    struct error *ret_error)
{
    bool may_lack = *item == '?';
    const char *name = item + may_lack;

    if (*name == '/' && name[1])
        return put_regex(translation, name + 1, offset + may_lack + 1, ret_error);
    if (is_bare_class(name))
        put(translation, "%", name);
    else if (is_syscall(name) || (*name == '%' && is_class(name + 1)))
        put(translation, "", name);
    else if (!may_lack || !*name)
        return refuse(name, offset + may_lack, ret_error);
    return 0;
}

static int put_items(struct translation *translation, const char *set, int offset,
                     struct error *ret_error)
{
    char item[ITEM_BYTES];

    for (;;) {
        const char *end = strchrnul(set, ',');
        int length = (int)(end - set), result;

        if (length == 0)
            return error_at(ret_error, offset, "a syscall's name is missing");
        if (snprintf(item, sizeof(item), "%.*s", length, set) >= (int)sizeof(item))
            return error_at(ret_error, offset, "too long for a name");
        result = put_item(translation, item, offset, ret_error);
        if (result < 0 || !*end)
            return result;
        offset += length + 1;
        set = end + 1;
    }
}

int trace_set_translate(const char *set, char *ret_filter, size_t size, struct error *ret_error)
{
    struct translation translation = {.separator = ""};
    bool is_inverse = *set == '!';
    int result;

    text_init(&translation.text, ret_filter, NULL, size);
    text_put(&translation.text, is_inverse ? "!(" : "(");
    result = put_items(&translation, set + is_inverse, is_inverse, ret_error);
    if (result < 0)
        return result;
    if (!*translation.separator) /* of names that may lack, all do */
        text_put(&translation.text, "none");
    text_put_char(&translation.text, ')');
    if (translation.text.is_truncated)
        return error_at(ret_error, 0, "too long a set");
    return 0;
}
