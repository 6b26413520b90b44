#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"

#include <errno.h>
#include <pcre2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/text.h>

#include "core/base/alloc.h"

/* An expression that tries more than this on one text counts as not found: a person waits. */
#define GLOB_MAX_STEPS    (1u << 20)
#define REGEX_MATCH_LIMIT 200000
#define REGEX_DEPTH_LIMIT 20000
#define REGEX_MAX_PATTERN 4096
/* Of compiled code: (a|b)* takes some for each byte. */
#define REGEX_FIRST_STACK_BYTES (32u << 10)
#define REGEX_STACK_BYTES       (1u << 20)

/* ---- globs ----------------------------------------------------------------------------- */

enum pattern_kind pattern_kind_of(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '*' || bytes[i] == '?' || bytes[i] == '[')
            return PATTERN_GLOB;
    return PATTERN_CONTAINS;
}

static unsigned char fold(const struct pattern *pattern, char byte)
{
    bool is_capital = byte >= 'A' && byte <= 'Z';

    return (unsigned char)(pattern->ignores_case && is_capital ? byte | 0x20 : byte);
}

/* "[a-z]", "[!0-9]" at glob: is the byte in it?  *ret_end: behind the bracket; NULL where there
 * is none, and the "[" means itself. */
static bool class_has(const struct pattern *pattern, const char *glob, const char *end,
                      unsigned char byte, const char **ret_end)
{
    const char *at = glob + 1;
    bool is_negated = at < end && (*at == '!' || *at == '^'), has = false;

    at += is_negated;
    for (const char *first = at; at < end && (*at != ']' || at == first);) {
        unsigned char low = fold(pattern, *at), high = low;
        if (end - at > 2 && at[1] == '-' && at[2] != ']') {
            high = fold(pattern, at[2]);
            at += 2;
        }
        has |= byte >= low && byte <= high;
        at++;
    }
    *ret_end = at < end ? at + 1 : NULL;
    return has != is_negated;
}

/* One element of the glob, which is no star, against a byte; moves *glob behind it if it fits. */
static bool fits_one(const struct pattern *pattern, const char **glob, const char *end, char byte)
{
    const char *after = NULL;

    if (**glob == '?') {
        ++*glob;
        return !(pattern->is_path && byte == '/');
    }
    if (**glob == '[') {
        bool has = class_has(pattern, *glob, end, fold(pattern, byte), &after);
        if (after) {
            *glob = after;
            return has && !(pattern->is_path && byte == '/');
        }
    }
    return fold(pattern, *(*glob)++) == fold(pattern, byte);
}

/* A star that was passed, and from where the text goes on if it takes one byte more. */
struct star {
    const char *glob;
    const char *text;
};

/* Whether a text can match is mostly told by its end, which costs nothing to look at. */
static bool has_tail(const struct pattern *pattern, const char *text, size_t length)
{
    size_t tail = pattern->tail_length;

    if (length < tail)
        return false;
    for (size_t i = 1; i <= tail; i++)
        if (fold(pattern, text[length - i]) != fold(pattern, pattern->bytes[pattern->length - i]))
            return false;
    return true;
}

/* The bytes behind the last star, question mark or bracket of a glob. */
static size_t glob_tail(const char *bytes, size_t length)
{
    size_t tail = 0;

    while (tail < length && !strchr("*?[]", bytes[length - 1 - tail]))
        tail++;
    return tail;
}

/* Stars are tried from the last one back: of those that stay within a component only the last
 * matters, and where that one is stuck at a slash, the last that may cross it. */
static bool glob_matches(const struct pattern *pattern, const char *text, size_t length)
{
    const char *glob = pattern->bytes, *glob_end = glob + pattern->length;
    const char *text_end = text + length;
    if (!has_tail(pattern, text, length))
        return false;
    struct star narrow = {NULL, NULL}, wide = {NULL, NULL};

    for (unsigned steps = 0; text < text_end || glob < glob_end; steps++) {
        if (steps == GLOB_MAX_STEPS)
            return false;
        if (glob < glob_end && *glob == '*') {
            const char *after = glob;
            while (after < glob_end && *after == '*')
                after++;
            if (after - glob > 1 || !pattern->is_path) {
                wide = (struct star){after, text};
                narrow.glob = NULL;
            } else {
                narrow = (struct star){after, text};
            }
            glob = after;
            continue;
        }
        const char *next = glob;
        if (glob < glob_end && text < text_end && fits_one(pattern, &next, glob_end, *text)) {
            glob = next;
            text++;
            continue;
        }
        if (narrow.glob && narrow.text < text_end && *narrow.text != '/') {
            text = ++narrow.text;
            glob = narrow.glob;
        } else if (wide.glob && wide.text < text_end) {
            text = ++wide.text;
            glob = wide.glob;
            narrow.glob = NULL;
        } else {
            return false;
        }
    }
    return true;
}

/* ---- regular expressions ----------------------------------------------------------------- */

/* What a thread matches with, from its first expression to its end. */
struct regex_tools {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* NULL where there is no JIT */
};

static _Thread_local struct regex_tools *tools;
static pthread_key_t tools_key; /* frees them when a thread ends */
static pthread_once_t tools_once = PTHREAD_ONCE_INIT;

static int regex_compile(struct pattern *pattern, struct error *ret_error)
{
    int code;
    PCRE2_SIZE offset;
    PCRE2_UCHAR message[ERROR_MESSAGE_BYTES / 2];
    pcre2_compile_context *limits = pcre2_compile_context_create(NULL);

    if (!limits)
        alloc_fail();
    pcre2_set_max_pattern_length(limits, REGEX_MAX_PATTERN);
    pcre2_set_parens_nest_limit(limits, 50);
    pattern->regex =
        pcre2_compile((PCRE2_SPTR)pattern->bytes, pattern->length, 0, &code, &offset, limits);
    pcre2_compile_context_free(limits);
    if (!pattern->regex) {
        pcre2_get_error_message(code, message, sizeof(message));
        return error_at(ret_error, (int)offset, "regular expression: %s", (const char *)message);
    }
    pcre2_jit_compile(pattern->regex, PCRE2_JIT_COMPLETE); /* without it: slower, the same */
    return 0;
}

static void tools_free(void *memory)
{
    struct regex_tools *old = memory;

    pcre2_jit_stack_free(old->stack);
    pcre2_match_context_free(old->context);
    pcre2_match_data_free(old->data);
    free(old);
}

static void tools_key_create(void)
{
    if (pthread_key_create(&tools_key, tools_free) != 0)
        alloc_fail();
}

static void regex_prepare_thread(void)
{
    tools = alloc_zeroed(1, sizeof(*tools));
    tools->data = pcre2_match_data_create(1, NULL);
    tools->context = pcre2_match_context_create(NULL);
    if (!tools->data || !tools->context)
        alloc_fail();
    tools->stack = pcre2_jit_stack_create(REGEX_FIRST_STACK_BYTES, REGEX_STACK_BYTES, NULL);
    pcre2_jit_stack_assign(tools->context, NULL, tools->stack);
    pcre2_set_match_limit(tools->context, REGEX_MATCH_LIMIT);
    pcre2_set_depth_limit(tools->context, REGEX_DEPTH_LIMIT);
    pthread_once(&tools_once, tools_key_create);
    if (pthread_setspecific(tools_key, tools) != 0)
        alloc_fail();
}

static bool regex_matches(const struct pattern *pattern, const char *bytes, size_t length)
{
    if (!tools)
        regex_prepare_thread();
    return pcre2_match(pattern->regex, (PCRE2_SPTR)bytes, length, 0, 0, tools->data,
                       tools->context) >= 0;
}

/* ---- all of them --------------------------------------------------------------------------- */

static bool has_capital(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] >= 'A' && bytes[i] <= 'Z')
            return true;
    return false;
}

int pattern_init(struct pattern *pattern, enum pattern_kind kind, bool is_path, const char *bytes,
                 size_t length, struct error *ret_error)
{
    *pattern = (struct pattern){
        .kind = kind,
        .is_path = is_path,
        .ignores_case = !has_capital(bytes, length),
        .bytes = alloc_copy(bytes, length),
        .length = length,
        .tail_length = kind == PATTERN_GLOB ? glob_tail(bytes, length) : 0,
    };
    int result = kind == PATTERN_REGEX ? regex_compile(pattern, ret_error) : 0;
    if (result < 0)
        pattern_done(pattern);
    return result;
}

void pattern_done(struct pattern *pattern)
{
    if (pattern->regex)
        pcre2_code_free(pattern->regex);
    free(pattern->bytes);
    *pattern = (struct pattern){0};
}

bool pattern_matches(const struct pattern *pattern, const char *bytes, size_t length)
{
    switch (pattern->kind) {
    case PATTERN_EQUAL:
        return length == pattern->length && memcmp(bytes, pattern->bytes, length) == 0;
    case PATTERN_CONTAINS:
        return text_contains(bytes, length, pattern->bytes, pattern->length);
    case PATTERN_GLOB:
        return glob_matches(pattern, bytes, length);
    case PATTERN_REGEX:
        return regex_matches(pattern, bytes, length);
    }
    return false;
}
