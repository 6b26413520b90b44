#include "tab.h"

#define NAME_BYTES 48

static const struct {
    const char *name;
    enum action action;
    enum pane_id main_pane;
} tabs[TAB_COUNT] = {
    [TAB_CALLS] = {"Calls", ACTION_SHOW_CALLS, PANE_CALLS},
    [TAB_SUMMARY] = {"Summary", ACTION_SHOW_SUMMARY, PANE_SUMMARY},
    [TAB_FILES] = {"Files", ACTION_SHOW_FILES, PANE_FILES},
    [TAB_MACHINE] = {"Machine", ACTION_SHOW_MACHINE, PANE_CODE},
};

/* Those that are not named belong to the calls. */
static const enum tab tabs_of_panes[PANE_COUNT] = {
    [PANE_SUMMARY] = TAB_SUMMARY,
    [PANE_PROCESSES] = TAB_SUMMARY,
    [PANE_FILES] = TAB_FILES,
    [PANE_REGISTERS] = TAB_MACHINE,
    [PANE_CODE] = TAB_MACHINE,
    [PANE_STACK] = TAB_MACHINE,
    [PANE_MEMORY] = TAB_MACHINE,
    [PANE_POINTS] = TAB_MACHINE,
    [PANE_MAPS] = TAB_MACHINE,
    [PANE_SIGNALS] = TAB_MACHINE,
};

/* The tab where a pane is a guest; its own: nowhere. */
static const enum tab tabs_of_guests[PANE_COUNT] = {
    [PANE_TREE] = TAB_MACHINE,
    [PANE_CALLS] = TAB_MACHINE,
    [PANE_SUMMARY] = TAB_SUMMARY,
    [PANE_PROCESSES] = TAB_SUMMARY,
    [PANE_FILES] = TAB_FILES,
    [PANE_STACK] = TAB_MACHINE,
    /* the machine's others are guests of the calls */
};

enum tab tab_of(enum pane_id id)
{
    return tabs_of_panes[id];
}

bool tab_has(enum tab tab, enum pane_id id)
{
    return tabs_of_panes[id] == tab || tabs_of_guests[id] == tab;
}

enum pane_id tab_main_pane(enum tab tab)
{
    return tabs[tab].main_pane;
}

enum tab tab_of_action(enum action action)
{
    enum tab tab = TAB_CALLS;
    while (tab < TAB_COUNT && tabs[tab].action != action)
        tab++;
    return tab;
}

/* " 2 Summary ", or " 2 " */
static int put_name(struct text *text, const struct keymap *keymap, enum tab tab, bool is_short)
{
    text_clear(text);
    text_put_char(text, ' ');
    keymap_keys(keymap, tabs[tab].action, 1, text);
    bool has_key = text->length_bytes > 1;
    if (!is_short || !has_key) {
        text_put(text, has_key ? " " : "");
        text_put(text, tabs[tab].name);
    }
    text_put_char(text, ' ');
    return text_width_cols(text->bytes, text->length_bytes);
}

void tab_bar_draw(struct tab_bar *bar, struct canvas *canvas, int row, int first_col,
                  const struct keymap *keymap, enum tab current)
{
    char buffer[NAME_BYTES];
    struct text text;
    int cols[2] = {0, 0}, end = canvas->cols - 2;
    text_init(&text, buffer, NULL, sizeof buffer);
    *bar = (struct tab_bar){0};
    for (int is_short = 0; is_short < 2; is_short++)
        for (enum tab tab = 0; tab < TAB_COUNT; tab++)
            cols[is_short] += put_name(&text, keymap, tab, is_short);

    bool is_short = end - cols[0] < first_col;
    int col = end - cols[is_short];
    for (enum tab tab = 0; col >= first_col && tab < TAB_COUNT; tab++) {
        int width = put_name(&text, keymap, tab, is_short);
        bar->names[tab] = (struct rect){row, col, 1, width};
        canvas_string(canvas, row, col, width, tab == current ? ROLE_TITLE_FOCUS : ROLE_TITLE,
                      buffer);
        col += width;
    }
}

enum tab tab_bar_at(const struct tab_bar *bar, int row, int col)
{
    for (enum tab tab = 0; tab < TAB_COUNT; tab++) {
        const struct rect *name = &bar->names[tab];
        if (name->rows > 0 && row == name->row && col >= name->col && col < name->col + name->cols)
            return tab;
    }
    return TAB_COUNT;
}
