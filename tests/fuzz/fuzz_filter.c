/*
 * Any text is a filter, unfinished or wrong, and says so; what it compiles to looks
 * at records of any bytes without reading beyond them.  The input is the text up to its
 * first NUL, then records: a kind, a size in words and the bytes of each.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/filter.h>

#include "fuzz_event.h"

#define MAX_TEXT    512 /* longer ones find nothing new, and cost */
#define MAX_RECORDS 16

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Names and tasks that a record may mean, the same for every input. */
static const struct filter_facts *known_facts(void)
{
    static struct filter_facts facts;

    if (facts.names)
        return &facts;
    struct names *names = names_new();
    names_add(names, 1, "/etc/hosts", 10);
    names_add(names, 2, "TCP:[127.0.0.1:80->[::1]:5000]", 30);
    names_add(names, 3, "UDP:[", 5);
    names_add(names, 4, "/lib/libc.so.6(write+0x14) [0xf8354]", 36);
    struct event_fork birth = {
        .header =
            {.size_bytes = sizeof(birth), .kind = EVENT_FORK, .tid = 1, .tgid = 1, .sequence = 1},
        .child_tid = 1,
        .child_tgid = 1,
        .parent_tgid = 1,
        .comm = "circle",
    };
    struct tasks *tasks = tasks_new();
    tasks_apply(tasks, &birth.header);
    facts = (struct filter_facts){.names = names, .tasks = tasks};
    return &facts;
}

static void match(const struct filter *filter, const struct syscall_set *set,
                  const struct event *event)
{
    bool passes = filter_matches(filter, event);
    enum abi abi = event->flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;

    require(passes == filter_matches(filter, event));
    if (passes && event->kind == EVENT_SYSCALL)
        require(syscall_set_has(set, abi, event->number));
}

static void match_records(const struct filter *filter, const uint8_t *data, size_t size)
{
    struct syscall_set set;

    filter_syscalls(filter, &set);
    for (unsigned i = 0; size >= 2 && i < MAX_RECORDS; i++) {
        size_t length = 8 * (size_t)data[1] < size - 2 ? 8 * (size_t)data[1] : size - 2;
        struct event *event = fuzz_event(data[0], data + 2, length);
        if (event)
            match(filter, &set, event);
        free(event);
        data += 2 + length;
        size -= 2 + length;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the name is libFuzzer's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length = strnlen((const char *)data, size < MAX_TEXT ? size : MAX_TEXT);
    size_t behind = length < size ? length + 1 : size;
    char *text = malloc(length + 1);
    struct filter *filter = NULL;
    struct error error = {.offset = -1};

    memcpy(text, data, length);
    text[length] = '\0';
    int result = filter_new(text, known_facts(), &filter, &error);
    if (result == 0) {
        require(strcmp(filter_text(filter), text) == 0);
        match_records(filter, data + behind, size - behind);
    } else {
        require(result == -EAGAIN || result == -EINVAL);
        require(!filter && error.offset >= 0 && error.offset <= (int)length && error.message[0]);
    }
    filter_free(filter);
    free(text);
    return 0;
}
