/*
 * Colour by role.
 *
 * Nothing that draws knows a colour: it names a role, and the theme, a table of
 * role by kind of terminal (theme.def), says how the role looks.  The first
 * roles are those of text.h, with the same values, so that a byte's role in a
 * struct text is a role here.
 */
#ifndef PTOP_TUI_THEME_H
#define PTOP_TUI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum role {
#define ROLE(name, ...) ROLE_##name,
#include "theme.def"
    ROLE_COUNT
};
#define ROLE_NONE ROLE_COUNT

enum theme {
    THEME_DARK,  /* 256 colours on a dark background */
    THEME_LIGHT, /* 256 colours on a light background */
    THEME_BASIC, /* the 8 colours that every colour terminal has, on its own background */
    THEME_MONO,  /* attributes only */
    THEME_COUNT
};

enum style_attribute {
    STYLE_BOLD = 1 << 0,
    STYLE_DIM = 1 << 1,
    STYLE_ITALIC = 1 << 2,
    STYLE_UNDERLINE = 1 << 3,
    STYLE_REVERSE = 1 << 4,
};

#define COLOR_DEFAULT (-1) /* the terminal's own */

struct style {
    int16_t foreground, background; /* of the 256-colour palette, or COLOR_DEFAULT */
    uint8_t attributes;             /* enum style_attribute */
};

/* How a role looks.  With a backdrop (ROLE_NONE: none) it lies on that role: the backdrop's
 * background and attributes, and its foreground where it has one. */
struct style theme_style(enum theme theme, enum role role, enum role backdrop);


/* A role by its name in theme.def, in small letters with "-" ("status-alert"). */
bool theme_find_role(const char *name, enum role *ret_role);

/* The theme of a terminal with so many colours, as $NO_COLOR, $PTOP_THEME and $COLORFGBG (all
 * may be NULL) wish it. */
enum theme theme_choose(int color_count, const char *no_color, const char *wanted,
                        const char *colorfgbg);

#endif
