#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

struct stage_area stage_area(struct screen *screen, const char *title)
{
    struct stage_area area;
    int rows, cols, end;

    screen_size(screen, &rows, &cols);
    if (!screen_find(screen, title, &area.top, &area.left)) {
        screen_dump(screen, title);
        fail_msg("no pane is called %s", title);
    }
    for (end = area.left; end < cols; end++)
        if (strcmp(screen_cell_at(screen, area.top, end).text, "┬") == 0 ||
            strcmp(screen_cell_at(screen, area.top, end).text, "┐") == 0 ||
            strcmp(screen_cell_at(screen, area.top, end).text, "╮") == 0)
            break;
    while (area.left > 0 && strcmp(screen_cell_at(screen, area.top + 1, area.left).text, "│") != 0)
        area.left--;
    area.left++;
    area.top++;
    area.cols = end - area.left;
    return area;
}

long stage_shown(struct screen *screen)
{
    const char *at = strstr(screen_row(screen, 0), "shown ");
    long count = 0;

    if (at == NULL)
        return -1;
    for (at += strlen("shown "); (*at >= '0' && *at <= '9') || *at == ',' || *at == ' '; at++)
        if (*at >= '0' && *at <= '9')
            count = count * 10 + *at - '0';
    return count;
}
