/*
 * The commands behind ":", as rows.
 *
 * Each file of one idea has a table; command_line.c finds the row for what was typed, complete.c
 * offers what its words can be, the help lists them all.
 */
#ifndef PTOP_TUI_COMMANDS_H
#define PTOP_TUI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;
struct syscall_spec;

/* What a word of a command can be: what Tab offers. */
enum command_word {
    WORD_NONE,
    WORD_FILTER,      /* the rest is a filter */
    WORD_FILTER_NAME, /* of the ptoprc */
    WORD_EXPRESSION,  /* an address; what follows its " if " is a filter */
    WORD_WHOM,        /* a thread, a process, all */
    WORD_PROCESS,
    WORD_POINT,
    WORD_REGISTER,
    WORD_ARGUMENT, /* of the call that the selected thread is in */
    WORD_VALUE,    /* of the argument that the word before it names, or an expression */
    WORD_ERRNO,
    WORD_SIGNAL,
    WORD_RULE,
    WORD_FILE,
    WORD_COUNT
};

#define COMMAND_WORDS 2

struct command_row {
    const char *name;
    const char *arguments; /* for the help; in brackets: may be left out; "": there are none */
    const char *help;
    /* The arguments without blanks around them; may be written to. */
    void (*obey)(struct app *app, char *arguments);
    uint8_t words[COMMAND_WORDS]; /* enum command_word; the last one for all that follow */
};

struct command_table {
    const struct command_row *rows;
    size_t count;
};

extern const struct command_table commands_control; /* pause, step, attach … */
extern const struct command_table commands_points;  /* break, watch, catch … */
extern const struct command_table commands_change;  /* print, set, write, arg … */
extern const struct command_table commands_signals; /* signal, signal-rule … */
extern const struct command_table commands_view;    /* filter, goto, memory, save-display … */

/* Of the call that the selected thread is in; NULL: none that is known. */
const struct syscall_spec *commands_call_spec(const struct app *app);

/* By name, in all tables; NULL where there is none. */
const struct command_row *commands_find(const char *name);
/* The row at a place of all tables, one behind the other; NULL behind the last. */
const struct command_row *commands_get(size_t index);

#endif
