#include "calls_pane.h"

#include <stdio.h>
#include <string.h>

const char *calls_bar(struct screen *screen)
{
    int rows, cols;

    screen_size(screen, &rows, &cols);
    return screen_row(screen, rows - 1);
}

bool calls_bar_holds(struct screen *screen, void *text)
{
    return strstr(calls_bar(screen), text) != NULL;
}

/* Is this row of the screen the frame below the pane? */
static bool is_frame(struct screen *screen, const struct stage_area *area, int row)
{
    return strstr(screen_part(screen, row, area->left, 2), "─") != NULL;
}

int calls_cursor_row(struct screen *screen)
{
    struct stage_area area = stage_area(screen, " Calls ");

    for (int row = area.top; !is_frame(screen, &area, row); row++) {
        struct screen_cell cell = screen_cell_at(screen, row, area.left);
        if (cell.background != SCREEN_DEFAULT_COLOUR || cell.is_reverse || cell.is_underlined)
            return row;
    }
    return -1;
}

const char *calls_cursor_text(struct screen *screen)
{
    static char text[1024];
    struct stage_area area = stage_area(screen, " Calls ");
    int row = calls_cursor_row(screen);

    assert_true(row >= 0);
    snprintf(text, sizeof(text), "%s", screen_part(screen, row, area.left, area.cols));
    return text;
}

bool calls_all_hold(struct screen *screen, void *text)
{
    struct stage_area area = stage_area(screen, " Calls ");
    int held = 0;

    for (int row = area.top; !is_frame(screen, &area, row); row++) {
        const char *line = screen_part(screen, row, area.left, area.cols);
        if (line[0] != '\0' && strstr(line, text) == NULL)
            return false;
        held += line[0] != '\0';
    }
    return held > 0;
}

void calls_filter(struct screen *screen, const char *expression)
{
    expect_press(screen, "f");
    expect_press(screen, "C-u");
    screen_type(screen, expression);
    expect_press(screen, "Enter");
}
