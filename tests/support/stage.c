#include "stage.h"

#include <stdio.h>
#include <stdlib.h>

int stage_open(void **state)
{
    *state = calloc(1, sizeof(struct stage));
    return *state == NULL;
}

int stage_close(void **state)
{
    struct stage *stage = *state;

    screen_close(stage->screen);
    process_end(stage->victim);
    free(stage);
    return 0;
}

struct screen *stage_start(void **state, struct screen_options options, char *const argv[])
{
    struct stage *stage = *state;

    options.keeps_output = true;
    assert_null(stage->screen);
    stage->screen = screen_open(&options, argv);
    assert_non_null(stage->screen);
    return stage->screen;
}

pid_t stage_victim_start(void **state, char *const argv[])
{
    struct stage *stage = *state;

    assert_int_equal(stage->victim, 0);
    stage->victim = process_start(argv);
    assert_true(stage->victim > 0);
    return stage->victim;
}

char *stage_pid_text(pid_t pid)
{
    static char text[16];

    snprintf(text, sizeof(text), "%d", pid);
    return text;
}
