/*
 * What a filter may cost: no memory and little time for each event, whatever was
 * typed; and it may be asked by several threads at once.
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "support/filter_table.h"
#include "support/sample.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
/* sanitizer/allocator_interface.h, which gcc does not bring along */
int __sanitizer_install_malloc_and_free_hooks(void (*malloc_hook)(const volatile void *, size_t),
                                              void (*free_hook)(const volatile void *));
#else
#define IS_SANITIZED 0
#endif

static struct samples *samples;

static int set_up(void **state)
{
    (void)state;
    samples = samples_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    samples_free(samples);
    return 0;
}

static struct filter *compiled(const char *text)
{
    const struct filter_facts facts = samples_facts(samples);
    struct filter *filter = NULL;
    struct error error = {0};

    if (filter_new(text, &facts, &filter, &error) != 0)
        fail_msg("%.200s: at %d: %s", text, error.offset, error.message);
    return filter;
}

/* ---- memory ------------------------------------------------------------------------ */

static _Thread_local unsigned long allocations;

#if IS_SANITIZED
static void count_malloc(const volatile void *memory, size_t size)
{
    (void)memory;
    (void)size;
    allocations++;
}

static void count_nothing(const volatile void *memory)
{
    (void)memory;
}

static void start_counting(void)
{
    static int is_counting;

    if (!is_counting)
        is_counting = __sanitizer_install_malloc_and_free_hooks(count_malloc, count_nothing);
    assert_true(is_counting);
}
#else
/* The program's own allocation functions go before the library's, also for libraries. */
#define FORWARD(result, name, parameters, ...)                                                     \
    result name parameters                                                                         \
    {                                                                                              \
        static result(*real) parameters;                                                           \
        if (!real)                                                                                 \
            real = (result(*) parameters)dlsym(RTLD_NEXT, #name);                                  \
        allocations++;                                                                             \
        return real(__VA_ARGS__);                                                                  \
    }

FORWARD(void *, malloc, (size_t size), size)
FORWARD(void *, calloc, (size_t count, size_t size), count, size)
FORWARD(void *, realloc, (void *memory, size_t size), memory, size)

static void start_counting(void)
{
}
#endif

static void the_counter_counts(void **state)
{
    (void)state;
    start_counting();
    unsigned long before = allocations;
    void *volatile memory = malloc(100);
    free(memory);
    assert_true(allocations > before);
}

static void matching_allocates_nothing(void **state)
{
    struct filter *first = compiled("/once for each thread/");

    (void)state;
    start_counting();
    filter_matches(first, samples->all[0].event);
    filter_matches(first, samples_get(samples, "getpid"));
    filter_free(first);
    for (const struct filter_row *row = filter_table; row->text; row++) {
        struct filter *filter = compiled(row->text);
        unsigned long before = allocations;
        for (size_t i = 0; i < samples->count; i++)
            filter_matches(filter, samples->all[i].event);
        if (allocations != before)
            fail_msg("%s: %lu allocations", row->text, allocations - before);
        filter_free(filter);
    }
}

/* ---- threads ----------------------------------------------------------------------- */

#define ROUNDS 20

struct crowd {
    const struct filter *filter;
    bool expected[SAMPLE_MAX];
    pthread_barrier_t *start;
    unsigned wrong;
};

static void *ask(void *context)
{
    struct crowd *crowd = context;

    pthread_barrier_wait(crowd->start);
    for (unsigned round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < samples->count; i++)
            crowd->wrong +=
                filter_matches(crowd->filter, samples->all[i].event) != crowd->expected[i];
    return NULL;
}

static void two_threads_ask_one_filter(const char *text)
{
    struct filter *filter = compiled(text);
    pthread_barrier_t start;
    struct crowd crowds[2];
    pthread_t threads[2];

    pthread_barrier_init(&start, NULL, 2);
    for (unsigned i = 0; i < 2; i++) {
        crowds[i] = (struct crowd){.filter = filter, .start = &start};
        for (size_t n = 0; n < samples->count; n++)
            crowds[i].expected[n] = filter_matches(filter, samples->all[n].event);
    }
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask, &crowds[i]), 0);
    for (unsigned i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(crowds[i].wrong, 0);
    }
    pthread_barrier_destroy(&start);
    filter_free(filter);
}

static void two_threads_may_ask_at_once(void **state)
{
    (void)state;
    two_threads_ask_one_filter("openat path:/etc/** failed or comm==worker");
    two_threads_ask_one_filter("/a+/ or path~\"o.*s\" or data:password");
    two_threads_ask_one_filter("tree==300 (dur>5ms or flags&O_CREAT) port!=80 or t>+30s");
}

/* ---- time -------------------------------------------------------------------------- */

/* Of processor time, so that other work on the machine does not count. */
#define LIMIT_MS (IS_SANITIZED ? 500.0 : 50.0)

static double processor_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

/* What is asked for, and measured: the event, or how to come by the filter. */
struct question {
    const char *text;
    const struct event *event; /* NULL: compile it */
    struct filter *filter;
    int result;
};

static double ask_once(struct question *question)
{
    const struct filter_facts facts = samples_facts(samples);
    struct error error;
    double start_ms = processor_ms();

    if (question->event) {
        filter_matches(question->filter, question->event);
    } else {
        filter_free(question->filter);
        question->filter = NULL;
        question->result = filter_new(question->text, &facts, &question->filter, &error);
    }
    return processor_ms() - start_ms;
}

/* The machine may be slow for a moment, the filter is it each time. */
static void ask_within_limit(struct question *question, const char *what)
{
    double spent_ms = ask_once(question);

    for (unsigned again = 0; again < 2 && spent_ms > LIMIT_MS; again++)
        spent_ms = ask_once(question);
    if (spent_ms > LIMIT_MS)
        fail_msg("%.60s: %s takes %.1f ms", question->text, what, spent_ms);
}

#define LONG_BYTES 60000

/* write(1, "aaaa…", 60000), and stat("aaaa…") of as many as are captured of a path. */
static const struct event *long_call(const char *name, unsigned arg, uint32_t length)
{
    static _Alignas(8) struct {
        struct event_syscall call;
        struct event_piece piece;
        char bytes[LONG_BYTES];
    } record;

    memset(&record, 0, sizeof(record));
    record.call.header = (struct event){
        .size_bytes = (uint16_t)(offsetof(typeof(record), bytes) + EVENT_ALIGN(length)),
        .kind = EVENT_SYSCALL,
        .tid = 100,
        .tgid = 100,
        .sequence = 20,
    };
    assert_non_null(syscall_find_name(ABI_NATIVE, name, &record.call.header.number));
    record.call.args[arg] = 0x1000;
    record.piece = (struct event_piece){.arg = (uint8_t)arg, .length_bytes = length};
    memset(record.bytes, 'a', length);
    return &record.call.header;
}

static void compile_and_match(const char *text)
{
    struct question question = {.text = text};

    ask_within_limit(&question, "to compile");
    if (question.result == 0) {
        question.event = long_call("write", 1, LONG_BYTES);
        ask_within_limit(&question, "a buffer");
        question.event = long_call("stat", 0, 4096);
        ask_within_limit(&question, "a path");
    } else {
        assert_true(question.result == -EINVAL || question.result == -EAGAIN);
    }
    filter_free(question.filter);
}

static void expressions_that_explode_are_bounded(void **state)
{
    static const char *const regexes[] = {
        "(a+)+$",
        "(a+)+b",
        "^(a+)+$b",
        "(a|a)*b",
        "(a|aa)+$b",
        "(a*)*b",
        "(.*)*x",
        "(.*a){20}b",
        "a*a*a*a*a*a*b",
        "(x+x+)+y|(a+a+)+y",
        "(.*).*(.*).*=(.*)",
        "(?=(a+))a*b\\1",
        "(?<=(?<=(?<=a)a)a)b",
        "(?<=a{1,50})b",
        "(?:x{1000}){1000}",
        "(((x{200}){200}){200}){200}",
        "(a(?R)?)*b",
        "(?:a?){500}a{500}b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "((((((((((((((((a*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*b",
        "[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[A-Z]",
        "(?s).*.*.*.*.*\\z\\A",
        "(?>a+)+b",
    };
    char text[1024];

    (void)state;
    for (size_t i = 0; i < sizeof(regexes) / sizeof(*regexes); i++) {
        snprintf(text, sizeof(text), "data~\"%s\" or path~\"%s\"", regexes[i], regexes[i]);
        compile_and_match(text);
        snprintf(text, sizeof(text), "/%s/", regexes[i]);
        compile_and_match(text);
    }
}

/* The pattern with "%" replaced by many a's. */
static void try_with_many(const char *pattern, size_t count)
{
    static char text[4096];
    const char *place = strchr(pattern, '%');

    assert_non_null(place);
    size_t before = (size_t)(place - pattern);
    memcpy(text, pattern, before);
    memset(text + before, 'a', count);
    strcpy(text + before + count, place + 1);
    compile_and_match(text);
}

static void globs_and_texts_are_bounded(void **state)
{
    static const char *const globs[] = {
        "path:**a*%b",       "path:**aaaa*%b", "path:*%*b",     "data:*a*%*b",
        "path:**[a-z]*%[b]", "path:**a**%b",   "path:**?*?*%b", "arg.path:**a*%b",
    };
    static const char *const texts[] = {
        "data:%b", "path:%b", "\"%b\"", "data~\"%b\"", "comm:%", "path==\"%\"", "path:*%",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(globs) / sizeof(*globs); i++) {
        try_with_many(globs[i], 900);
        try_with_many(globs[i], 20);
    }
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        try_with_many(texts[i], 100);
}

/* A text of size bytes that is one piece over and over. */
static void try_repeated(const char *piece, size_t size)
{
    char *text = calloc(1, size + 64);
    size_t length = strlen(piece);

    assert_non_null(text);
    for (size_t at = 0; at + length <= size; at += length)
        memcpy(text + at, piece, length);
    compile_and_match(text);
    free(text);
}

static void long_texts_are_bounded(void **state)
{
    static const char *const pieces[] = {
        "!",
        "(",
        "-",
        "a",
        "not ",
        "openat ",
        "openat,",
        "read or ",
        "(read or ",
        "x ",
        "%file ",
        "\"a\" ",
        "/a/ ",
        "\\",
        "pid==1 ",
        "flags&O_CREAT|",
        "err in {ENOENT,",
        "{",
        "\"\\",
        "open* or ",
        "data~a ",
        "*",
        "[",
        "comm:a* or ",
        "path:/**/a or ",
        "ENOENT or ",
        "|",
        "\xff",
    };
    static const size_t sizes[] = {100, 1000, 4000, 100000};

    (void)state;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
        for (size_t n = 0; n < sizeof(sizes) / sizeof(*sizes); n++)
            try_repeated(pieces[i], sizes[n]);
}

/* A long text that does match is found: the bounds are for what explodes. */
static void an_ordinary_expression_is_found_in_long_texts(void **state)
{
    static const char *const found[] = {
        "data~\"^(a|b)+$\"",  "data~\"^(?:a|b)*$\"",   "data~\"a{100}$\"", "path~\"^(.a)*$\"",
        "data~\"(a|b|c)*$\"", "path~\"^([a-z]|/)+$\"", "path:**a*a",       "data:aaaaaaaaaaaaaaaa",
    };

    unsigned missed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(found) / sizeof(*found); i++) {
        struct filter *filter = compiled(found[i]);
        const struct event *event =
            strstr(found[i], "data") ? long_call("write", 1, 4000) : long_call("stat", 0, 4000);
        bool passes = filter_matches(filter, event);
        if (!passes)
            print_error("%s is not found\n", found[i]);
        missed += !passes;
        filter_free(filter);
    }
    assert_int_equal(missed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counter_counts),
        cmocka_unit_test(matching_allocates_nothing),
        cmocka_unit_test(two_threads_may_ask_at_once),
        cmocka_unit_test(expressions_that_explode_are_bounded),
        cmocka_unit_test(globs_and_texts_are_bounded),
        cmocka_unit_test(long_texts_are_bounded),
        cmocka_unit_test(an_ordinary_expression_is_found_in_long_texts),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
