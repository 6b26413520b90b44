/*
 * A count before a key: 10s steps ten instructions.  Digits are views; but while one of the
 * machine's panes has the focus and the selected thread is held they begin a count, and Enter
 * behind it makes it a view after all.
 */
#include "app_state.h"

#define COUNT_MAX 100000000u

static bool takes_counts(const struct app *app)
{
    return tab_of(app->wish.focus) == TAB_MACHINE && looking_stop(&app->ui);
}

static bool is_digit(const struct key *key)
{
    return key->code == K_CHARACTER && key->modifiers == 0 && key->character >= '0' &&
           key->character <= '9';
}

/* The view that a digit brings up. */
static void show_view(struct app *app, unsigned count)
{
    const struct key digit = {.code = K_CHARACTER, .character = '0' + count};
    enum action action = count <= 9 ? keymap_find(&app->keymap, &digit) : ACTION_NONE;
    if (action != ACTION_NONE)
        dispatch_action(app, action);
    else
        ui_message(&app->ui, "there is no view %u", count);
}

bool count_take_key(struct app *app, const struct key *key)
{
    unsigned count = app->ui.count;
    if (is_digit(key) && takes_counts(app) && (count > 0 || key->character != '0')) {
        count = count * 10 + (key->character - '0');
        app->ui.count = count < COUNT_MAX ? count : COUNT_MAX;
        return true;
    }
    if (count == 0 || (key->code != K_ESCAPE && key->code != K_ENTER))
        return false;
    app->ui.count = 0;
    if (key->code == K_ENTER)
        show_view(app, count);
    return true;
}

void count_forget(struct app *app, const struct key *key)
{
    if (!is_digit(key))
        app->ui.count = 0;
}
