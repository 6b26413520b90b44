#include "theme.h"

#include <assert.h>
#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <ptop/text.h>

/* A byte of a struct text carries its role as the same number. */
static_assert((int)ROLE_PLAIN == (int)TEXT_PLAIN, "theme.def begins with text.h's roles");
static_assert((int)ROLE_SYSCALL == (int)TEXT_SYSCALL, "in its order");
static_assert((int)ROLE_PATH == (int)TEXT_PATH, "in its order");
static_assert((int)ROLE_ERROR == (int)TEXT_ERROR, "in its order");
static_assert((int)ROLE_DIM == (int)TEXT_DIM, "in its order");
static_assert((int)ROLE_DIM + 1 == (int)TEXT_ROLE_COUNT, "and with all of them");

#define _ COLOR_DEFAULT
#define B STYLE_BOLD
#define D STYLE_DIM
#define I STYLE_ITALIC
#define U STYLE_UNDERLINE
#define R STYLE_REVERSE
#define STYLE(foreground, background, attributes)                                                  \
    {                                                                                              \
        foreground, background, attributes                                                         \
    }

static const struct style styles[ROLE_COUNT][THEME_COUNT] = {
#define ROLE(name, dark, light, basic, mono)                                                       \
    [ROLE_##name] = {                                                                              \
        [THEME_DARK] = dark, [THEME_LIGHT] = light, [THEME_BASIC] = basic, [THEME_MONO] = mono},
#include "theme.def"
};

#undef _
#undef B
#undef D
#undef I
#undef U
#undef R
#undef STYLE

static const char *const theme_names[THEME_COUNT] = {
    [THEME_DARK] = "dark",
    [THEME_LIGHT] = "light",
    [THEME_BASIC] = "basic",
    [THEME_MONO] = "mono",
};

struct style theme_style(enum theme theme, enum role role, enum role backdrop)
{
    struct style style = styles[role][theme];
    if (backdrop == ROLE_NONE)
        return style;
    const struct style *below = &styles[backdrop][theme];
    if (below->background != COLOR_DEFAULT)
        style.background = below->background;
    if (below->foreground != COLOR_DEFAULT)
        style.foreground = below->foreground;
    style.attributes |= below->attributes;
    return style;
}

/* What a person asked for ("dark", "light", "basic", "mono"): false for any other word. */
static bool find_theme(const char *name, enum theme *ret_theme)
{
    for (int i = 0; i < THEME_COUNT; i++) {
        if (strcmp(name, theme_names[i]) == 0) {
            *ret_theme = (enum theme)i;
            return true;
        }
    }
    return false;
}

static const char *const role_names[ROLE_COUNT] = {
#define ROLE(name, ...) [ROLE_##name] = #name,
#include "theme.def"
};

/* "status-alert" is STATUS_ALERT. */
static bool is_role_name(const char *name, const char *spelled)
{
    for (; *name && *spelled; name++, spelled++)
        if (*spelled == '_' ? *name != '-' : tolower((unsigned char)*spelled) != *name)
            return false;
    return *name == *spelled;
}

bool theme_find_role(const char *name, enum role *ret_role)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (is_role_name(name, role_names[i])) {
            *ret_role = (enum role)i;
            return true;
        }
    }
    return false;
}

/* COLORFGBG is "foreground;background" in ANSI colours: 7 and 15 are light. */
static bool is_light(const char *colorfgbg)
{
    const char *background = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
    return background && (strcmp(background, ";7") == 0 || strcmp(background, ";15") == 0);
}

enum theme theme_choose(int color_count, const char *no_color, const char *wanted,
                        const char *colorfgbg)
{
    if (color_count < 8 || (no_color && no_color[0] != '\0'))
        return THEME_MONO;
    enum theme theme;
    if (!wanted || !find_theme(wanted, &theme))
        theme = is_light(colorfgbg) ? THEME_LIGHT : THEME_DARK;
    if (color_count < 256 && theme < THEME_BASIC)
        theme = THEME_BASIC;
    return theme;
}
