/*
 * Any text is an expression about this very process, or says where its mistake is; and something or
 * nothing can be typed at its end.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ptop/syscall.h>

#include "core/inspect/expression.h"

#define MAX_TEXT 200

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* The same for every input. */
static struct scene *known_scene(void)
{
    static struct event_syscall call = {.header = {.size_bytes = sizeof(call)}};
    static struct look_at at = {.is_held = true, .call = &call};
    static struct peek_progress progress;
    static char trouble[ERROR_MESSAGE_BYTES];
    static struct peek peek = {.progress = &progress, .trouble = trouble};
    static struct scene scene;

    if (scene.at)
        return &scene;
    at.tid = at.tgid = peek.tid = peek.tgid = getpid();
    syscall_find_name(ABI_NATIVE, "read", &call.header.number);
    require(scene_open(&scene, &at, &peek, unwinder_new()) == 0);
    return &scene;
}

static void see_candidate(void *context, const char *text, const char *help)
{
    (void)context;
    require(text[0] && help[0] && strlen(text) == expression_name_length(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct resolved once = {.offset = 0}, again = {.offset = 0};
    struct error error, same;
    char text[MAX_TEXT + 1] = "";

    memcpy(text, data, size < MAX_TEXT ? size : MAX_TEXT);
    int result = expression_evaluate(known_scene(), text, &once, &error);
    require(result == 0 || result == -EINVAL);
    if (result < 0)
        require(error.message[0] && error.offset >= 0 && (size_t)error.offset <= strlen(text));
    require(expression_evaluate(known_scene(), text, &again, &same) == result);
    require(strcmp(error.message, same.message) == 0 && once.size_bytes == again.size_bytes);
    expression_complete(known_scene(), text, see_candidate, NULL);
    return 0;
}
