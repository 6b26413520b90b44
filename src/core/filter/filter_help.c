#include <ptop/filter_help.h>

#include <stdio.h>
#include <string.h>

#include <ptop/filter.h>

#include "words.h"

#define LINE_BYTES 512

static const char *const titles[FILTER_HELP_SECTION_COUNT] = {
    [FILTER_HELP_TERMS] = "A filter is terms, all of which must hold",
    [FILTER_HELP_TESTS] = "A test compares a field, or an argument by its name",
    [FILTER_HELP_VALUES] = "Values",
    [FILTER_HELP_FIELDS] = "Fields",
    [FILTER_HELP_CLASSES] = "Classes",
    [FILTER_HELP_EXAMPLES] = "Examples",
};

/* What no table says. */
static const struct {
    enum filter_help_section section;
    const char *left, *right;
} rows[] = {
    {FILTER_HELP_TERMS, "openat,read", "one of these calls; also with blanks between them"},
    {FILTER_HELP_TERMS, "epoll_*  %file", "calls by a glob; a class of calls"},
    {FILTER_HELP_TERMS, "-futex  !failed  not ok", "what follows shall not be so"},
    {FILTER_HELP_TERMS, "\"text\"  /regex/", "the line as it is shown contains it, matches it"},
    {FILTER_HELP_TERMS, "ENOENT  SIGCHLD", "that errno, that signal"},
    {FILTER_HELP_TERMS, "a b   a && b   a and b", "both"},
    {FILTER_HELP_TERMS, "a || b   a or b", "one of them; binds less than and"},
    {FILTER_HELP_TERMS, "( )", "group"},

    {FILTER_HELP_TESTS, "field", "the event has one; of a yes-or-no field: it is so"},
    {FILTER_HELP_TESTS, "== != < <= > >=", "as numbers, or exactly this text; = is =="},
    {FILTER_HELP_TESTS, ":", "by a glob if it has * ? or [, else contains; in small letters "
                             "either case"},
    {FILTER_HELP_TESTS, "~  !~", "a regular expression (PCRE2) matches somewhere, nowhere"},
    {FILTER_HELP_TESTS, "&", "any of these bits is set"},
    {FILTER_HELP_TESTS, "in {a,b}", "one of these values"},
    {FILTER_HELP_TESTS, "fd==3  fd!=3", "of several values (descriptors, paths) one is it; none "
                                        "is"},

    {FILTER_HELP_VALUES, "12 -1 0x1f 0644", "numbers, decimal, hexadecimal, octal"},
    {FILTER_HELP_VALUES, "4k 2M 1G", "sizes, in powers of 1024"},
    {FILTER_HELP_VALUES, "50us 3ms 1.5s 2m", "durations; a bare number is seconds"},
    {FILTER_HELP_VALUES, "12:01:03.5  +2s", "times of day; since ptop began"},
    {FILTER_HELP_VALUES, "ENOENT SIGCHLD", "errnos, signals with or without SIG"},
    {FILTER_HELP_VALUES, "O_CREAT|O_TRUNC", "constants of an argument"},
    {FILTER_HELP_VALUES, "/etc/**/*.conf", "* stays within a folder of a path, ** does not"},
    {FILTER_HELP_VALUES, "\"a b\\n\\x1b\"", "anything in quotes, with the escapes of C"},

    {FILTER_HELP_FIELDS, "flags, mode, buf", "any argument by its name; arg.NAME where a field "
                                               "has that name: flags&O_CREAT"},

    {FILTER_HELP_EXAMPLES, "%file failed", "paths that were not found, or not allowed"},
    {FILTER_HELP_EXAMPLES, "openat flags&O_CREAT", "files that may be made"},
    {FILTER_HELP_EXAMPLES, "path:/etc/** -stat", "all about /etc but stat"},
    {FILTER_HELP_EXAMPLES, "connect port==5432", "who talks to the database"},
    {FILTER_HELP_EXAMPLES, "dur>5ms -futex", "what takes long, waiting for locks aside"},
    {FILTER_HELP_EXAMPLES, "write fd==1 buf:error", "lines of the output with a word"},
    {FILTER_HELP_EXAMPLES, "tree==812 (exit_group or %process)", "births and deaths below 812"},
};

const char *filter_help_title(enum filter_help_section section)
{
    return titles[section];
}

/* Where a line of at most cols bytes ends: behind its last whole word. */
static size_t line_length(const char *text, size_t cols)
{
    size_t length = strlen(text);

    if (length <= cols)
        return length;
    for (size_t end = cols; end > 0; end--)
        if (text[end] == ' ')
            return end;
    return cols;
}

struct page {
    size_t right_cols;
    filter_help_sink *sink;
    void *context;
};

static void put(const struct page *page, enum filter_help_section section, const char *left,
                const char *right)
{
    do {
        char line[LINE_BYTES];
        size_t length = line_length(right, page->right_cols);
        snprintf(line, sizeof(line), "%.*s", (int)length, right);
        page->sink(page->context, section, left, line);
        left = "";
        right += length + strspn(right + length, " ");
    } while (*right);
}

/* The words that a field is compared with, each once. */
static void put_words(const struct page *page, const char *left, enum word_family family)
{
    char right[LINE_BYTES] = " ";
    const char *word;

    for (size_t i = 0; (word = word_get(family, i)) != NULL; i++) {
        char spaced[64];
        size_t used = strlen(right);
        snprintf(spaced, sizeof(spaced), " %s ", word);
        if (!strstr(right, spaced))
            snprintf(right + used, sizeof(right) - used, "%s", spaced + 1);
    }
    right[strlen(right) - 1] = '\0';
    put(page, FILTER_HELP_VALUES, left, right + 1);
}

static void put_fields(const struct page *page)
{
    for (size_t i = 0; filter_field_get(i); i++) {
        const struct filter_field *field = filter_field_get(i);
        char right[LINE_BYTES];
        snprintf(right, sizeof(right), "%s: %s", field->help, field->example);
        put(page, FILTER_HELP_FIELDS, field->name, right);
    }
}

static void put_classes(const struct page *page)
{
    for (size_t i = 0; filter_class_get(i); i++) {
        char left[LINE_BYTES];
        snprintf(left, sizeof(left), "%%%s", filter_class_get(i)->name);
        put(page, FILTER_HELP_CLASSES, left, filter_class_get(i)->help);
    }
}

void filter_help(int right_cols, filter_help_sink *sink, void *context)
{
    const struct page page = {(size_t)right_cols, sink, context};

    for (int section = 0; section < FILTER_HELP_SECTION_COUNT; section++) {
        if (section == FILTER_HELP_FIELDS)
            put_fields(&page);
        if (section == FILTER_HELP_CLASSES)
            put_classes(&page);
        for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
            if (rows[i].section == (enum filter_help_section)section)
                put(&page, rows[i].section, rows[i].left, rows[i].right);
        if (section == FILTER_HELP_VALUES) {
            put_words(&page, "of state", WORDS_STATES);
            put_words(&page, "of fdtype", WORDS_FDTYPES);
        }
    }
}
