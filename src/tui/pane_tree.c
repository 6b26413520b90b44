/*
 * The tree: processes in order of birth, their threads below them, what each is
 * doing.
 *
 * The cursor is a thread, not a line: it stays on its thread while others come
 * and go.  Moving it selects the thread that the control keys act on.
 */
#include <stdlib.h>
#include <string.h>

#include "figures.h"
#include "list.h"
#include "pane.h"
#include "tree_state.h"

#define INDENT_COLS       2
#define INDENT_MAX_LEVELS 16
#define NAME_MIN_COLS     6
#define ERRORS_FROM_COLS  40 /* a pane this wide shows how many calls failed */
#define FACTS_ROWS        6  /* about the selected process, with the line above them */
#define FACTS_FROM_ROWS   12

/* A line: a process (by its leader) or one of its other threads. */
struct tree_line {
    const struct tree_process *process;
    const struct tree_thread *thread;
    int depth;
    uint32_t levels; /* bit n: at depth n a branch goes on below this line */
    bool is_process;
    bool has_children;
};

/* What a person chose for a process. */
struct fold {
    int32_t tgid;
    bool is_folded;
};

struct pane_tree {
    struct pane pane;
    struct list list;
    struct tree_line *lines; /* rebuilt for each frame */
    size_t capacity;
    uint64_t count;
    struct fold *folds;
    size_t fold_count;
    bool shows_facts;
};

static struct pane_tree *tree_of(struct pane *pane)
{
    return (struct pane_tree *)pane;
}

static void *grow(void *memory, size_t count, size_t size_bytes)
{
    void *grown = reallocarray(memory, count, size_bytes);
    if (!grown)
        abort(); /* whose handler lets the tracees go and restores the terminal */
    return grown;
}

/* ---- folding ------------------------------------------------------------- */

static bool is_all_exited(const struct tree_process *process)
{
    if (!process->is_exited)
        return false;
    for (const struct tree_process *child = process->first_child; child;
         child = child->next_sibling)
        if (!is_all_exited(child))
            return false;
    return true;
}

static struct fold *find_fold(const struct pane_tree *tree, int32_t tgid)
{
    for (size_t i = 0; i < tree->fold_count; i++)
        if (tree->folds[i].tgid == tgid)
            return &tree->folds[i];
    return NULL;
}

/* As the person chose; else what has come to its end folds itself, so that a script's helpers
 * of a moment do not hide what still runs. */
static bool is_folded(const struct pane_tree *tree, const struct tree_process *process)
{
    const struct fold *fold = find_fold(tree, process->tgid);
    return fold ? fold->is_folded : process->parent && is_all_exited(process);
}

static void set_fold(struct pane_tree *tree, int32_t tgid, bool is_folded_now)
{
    struct fold *fold = find_fold(tree, tgid);
    if (!fold) {
        tree->folds = grow(tree->folds, tree->fold_count + 1, sizeof *tree->folds);
        fold = &tree->folds[tree->fold_count++];
    }
    *fold = (struct fold){.tgid = tgid, .is_folded = is_folded_now};
}

/* ---- lines --------------------------------------------------------------- */

static void add_line(struct pane_tree *tree, const struct tree_line *line)
{
    if (tree->count == tree->capacity) {
        tree->capacity = tree->capacity ? tree->capacity * 2 : 64;
        tree->lines = grow(tree->lines, tree->capacity, sizeof *tree->lines);
    }
    tree->lines[tree->count++] = *line;
}

/* The next thread that has a line: not the leader, which is its process's, nor one that ended. */
static const struct tree_thread *next_shown(const struct tree_thread *thread)
{
    do
        thread = thread->next;
    while (thread && thread->state == TREE_EXITED);
    return thread;
}

static uint32_t levels_below(uint32_t levels, int depth, bool goes_on)
{
    return goes_on && depth < 32 ? levels | 1u << depth : levels;
}

static void add_process(struct pane_tree *tree, const struct tree_process *process, int depth,
                        uint32_t levels)
{
    const struct tree_thread *thread = process->threads ? next_shown(process->threads) : NULL;
    const struct tree_process *child = process->first_child;

    add_line(tree, &(struct tree_line){.process = process,
                                       .thread = process->threads,
                                       .depth = depth,
                                       .levels = levels,
                                       .is_process = true,
                                       .has_children = thread || child});
    if (is_folded(tree, process))
        return;
    for (; thread; thread = next_shown(thread)) {
        uint32_t below = levels_below(levels, depth + 1, next_shown(thread) || child);
        add_line(tree,
                 &(struct tree_line){
                     .process = process, .thread = thread, .depth = depth + 1, .levels = below});
    }
    for (; child; child = child->next_sibling)
        add_process(tree, child, depth + 1, levels_below(levels, depth + 1, child->next_sibling));
}

static int32_t line_tid(const struct tree_line *line)
{
    return line->thread ? line->thread->tid : line->process->tgid;
}

static uint64_t find_tid(const struct pane_tree *tree, int32_t tid)
{
    for (uint64_t i = 0; i < tree->count; i++)
        if (line_tid(&tree->lines[i]) == tid)
            return i;
    return LIST_NONE;
}

/* The cursor goes to the selected thread; if that has no line, to its process, or to the nearest
 * one above that has. */
static void follow_selection(struct pane_tree *tree)
{
    struct ui *ui = tree->pane.ui;
    const struct tree_thread *thread =
        tree_find_thread(session_tree(ui->session), ui->selected_tid);
    uint64_t line = find_tid(tree, ui->selected_tid);
    for (const struct tree_process *process = thread ? thread->process : NULL;
         process && line == LIST_NONE; process = process->parent)
        line = find_tid(tree, process->tgid);
    if (line != LIST_NONE)
        tree->list.cursor = line;
}

/* The lines as they are now. */
static void rebuild(struct pane_tree *tree)
{
    tree->count = 0;
    for (const struct tree_process *root = tree_first_root(session_tree(tree->pane.ui->session));
         root; root = root->next_sibling)
        add_process(tree, root, 0, 0);
    follow_selection(tree);
}

/* ---- drawing ------------------------------------------------------------- */

/* The branches that lead to a line; returns the column after them. */
static int draw_branches(struct canvas *canvas, int row, const struct tree_line *line)
{
    int shown = line->depth < INDENT_MAX_LEVELS ? line->depth : INDENT_MAX_LEVELS;
    for (int level = 1; level <= shown; level++) {
        bool goes_on = line->levels & 1u << level;
        unsigned arms = goes_on ? LINE_UP | LINE_DOWN : 0;
        if (level == shown)
            arms |= LINE_UP | LINE_RIGHT;
        if (arms)
            canvas_line(canvas, row, (level - 1) * INDENT_COLS, arms, ROLE_BRANCH);
    }
    return shown * INDENT_COLS;
}

static bool is_gone(const struct tree_line *line)
{
    return line->process->is_exited || (line->thread && line->thread->state == TREE_DETACHED);
}

static void draw_errors(struct canvas *canvas, int row, int end, int first_col,
                        const struct tree_line *line)
{
    uint64_t errors = line->is_process ? line->process->errors : line->thread->errors;
    char buffer[32];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    text_put_char(&text, ' ');
    figures_put_count(&text, errors);
    text_put(&text, " err");
    if (canvas->cols >= ERRORS_FROM_COLS && errors > 0 && !is_gone(line) &&
        end - (int)text.length_bytes >= first_col)
        canvas_string_right(canvas, row, end, (int)text.length_bytes, ROLE_ERROR, buffer);
}

/* Who it is: mark, tid, name; from col to end.  Returns the column after the tid. */
static int draw_name(const struct pane_tree *tree, struct canvas *canvas, int row, int col, int end,
                     const struct tree_line *line)
{
    char buffer[128];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    if (line->has_children) {
        const char *mark = is_folded(tree, line->process) ? "▸" : "▾";
        canvas_string(canvas, row, col, end - col, ROLE_BRANCH, mark);
        col += INDENT_COLS;
    }
    text_put_signed(&text, line_tid(line));
    text_put_char(&text, ' ');
    col +=
        canvas_string(canvas, row, col, end - col, is_gone(line) ? ROLE_EXITED : ROLE_TID, buffer);
    text_clear(&text);
    if (line->thread)
        text_escape(&text, line->thread->comm, strnlen(line->thread->comm, EVENT_COMM_BYTES),
                    TEXT_ESCAPE_UTF8);
    canvas_string(canvas, row, col, end - col,
                  is_gone(line)      ? ROLE_EXITED
                  : line->is_process ? ROLE_COMM
                                     : ROLE_THREAD,
                  buffer);
    return col;
}

/* The name first; the state over its end, if both do not fit, but for its first letters. */
static void draw_line(struct pane_tree *tree, struct canvas *canvas, int row,
                      const struct tree_line *line)
{
    int end = canvas->cols;
    int col = draw_name(tree, canvas, row, draw_branches(canvas, row, line), end, line);
    int room = end - col - NAME_MIN_COLS - 1;

    struct tree_state_text state;
    tree_state_put(&state, line->process, line->is_process ? NULL : line->thread, tree->pane.ui,
                   room);
    if (state.text.length_bytes > 0) {
        end -= canvas_string_right(canvas, row, end, room, state.role, state.bytes) + 1;
        canvas_fill(canvas, row, end, 1, ROLE_PLAIN);
    }
    draw_errors(canvas, row, end, col + NAME_MIN_COLS, line);
}

/* ---- facts of the selected process --------------------------------------- */

static void draw_fact(struct canvas *canvas, int row, const char *name, const struct text *value)
{
    canvas_string(canvas, row, 0, canvas->cols, ROLE_FIELD, name);
    canvas_text(canvas, row, 5, canvas->cols - 5, value, 0);
}

static void put_cmdline(struct text *text, const struct tree_process *process)
{
    const char *end = process->cmdline + process->cmdline_bytes;
    for (const char *argument = process->cmdline; argument < end;) {
        size_t length = strnlen(argument, (size_t)(end - argument));
        if (argument != process->cmdline)
            text_put_char(text, ' ');
        text_escape(text, argument, length, TEXT_ESCAPE_UTF8);
        argument += length + 1;
    }
}

static unsigned thread_count(const struct tree_process *process)
{
    unsigned count = 0;
    for (const struct tree_thread *thread = process->threads; thread; thread = thread->next)
        count += thread->state != TREE_EXITED;
    return count;
}

static void draw_facts(struct canvas *canvas, const struct tree_process *process)
{
    char buffer[1024];
    struct text text;
    text_init(&text, buffer, NULL, sizeof buffer);
    for (int col = 0; col < canvas->cols; col++)
        canvas_line(canvas, 0, col, LINE_LEFT | LINE_RIGHT, ROLE_BORDER);

    text_printf(&text, "%d, parent %d, %u threads", process->tgid, process->parent_tgid,
                thread_count(process));
    if (process->uring != TREE_NO_URING)
        text_put(&text, ", io_uring");
    draw_fact(canvas, 1, "pid", &text);
    text_clear(&text);
    if (process->exe)
        text_escape(&text, process->exe, strlen(process->exe), TEXT_ESCAPE_UTF8);
    draw_fact(canvas, 2, "exe", &text);
    text_clear(&text);
    figures_put_count(&text, process->calls);
    text_put(&text, " calls, ");
    figures_put_count(&text, process->errors);
    text_put(&text, " failed");
    draw_fact(canvas, 3, "did", &text);
    text_clear(&text);
    if (process->cmdline)
        put_cmdline(&text, process);
    draw_fact(canvas, 4, "args", &text);
    int shown = canvas->cols - 5; /* and the rest of them on the last row */
    canvas_text(canvas, 5, 5, shown, &text, shown);
}

/* ---- the pane ------------------------------------------------------------ */

/* What the cursor is on is what the control keys act on. */
static void tree_select(struct pane_tree *tree)
{
    if (tree->list.cursor != LIST_NONE)
        tree->pane.ui->selected_tid = line_tid(&tree->lines[tree->list.cursor]);
}

static void tree_draw(struct pane *pane, struct canvas *canvas)
{
    struct pane_tree *tree = tree_of(pane);
    const struct list_source source = list_source_count(&tree->count);
    bool has_facts = tree->shows_facts && canvas->rows >= FACTS_FROM_ROWS;
    int rows = canvas->rows - (has_facts ? FACTS_ROWS : 0);

    rebuild(tree);
    list_fit(&tree->list, &source, rows);
    if (tree->list.cursor == LIST_NONE)
        return;
    if (pane->has_focus ||
        !tree_find_thread(session_tree(pane->ui->session), pane->ui->selected_tid))
        tree_select(tree);

    struct canvas list = canvas_part(canvas, (struct rect){0, 0, rows, canvas->cols});
    for (int row = 0; row < rows && tree->list.top + (uint64_t)row < tree->count; row++) {
        uint64_t line = tree->list.top + (uint64_t)row;
        draw_line(tree, &list, row, &tree->lines[line]);
        if (line == tree->list.cursor)
            canvas_highlight(&list, row, 0, list.cols,
                             pane->has_focus ? ROLE_SELECTED : ROLE_SELECTED_DIM);
    }
    if (has_facts) {
        struct canvas below = canvas_part(canvas, (struct rect){rows, 0, FACTS_ROWS, canvas->cols});
        draw_facts(&below, tree->lines[tree->list.cursor].process);
    }
}

static void tree_title(const struct pane *pane, struct text *text)
{
    (void)pane;
    text_put(text, "Tree");
}

/* Left folds, and from a line that cannot be folded goes to the one it hangs on. */
static void go_left(struct pane_tree *tree, const struct tree_line *line)
{
    if (line->has_children && !is_folded(tree, line->process)) {
        set_fold(tree, line->process->tgid, true);
        return;
    }
    const struct tree_process *above = line->is_process ? line->process->parent : line->process;
    if (above)
        tree->pane.ui->selected_tid = above->tgid;
}

static bool tree_act(struct pane *pane, enum action action)
{
    struct pane_tree *tree = tree_of(pane);
    const struct list_source source = list_source_count(&tree->count);

    rebuild(tree);
    if (tree->count == 0 || tree->list.cursor == LIST_NONE)
        return false;
    if (list_act(&tree->list, &source, action)) {
        tree_select(tree);
        return true;
    }
    const struct tree_line *line = &tree->lines[tree->list.cursor];
    switch ((int)action) { /* the other actions are someone else's */
    case ACTION_LEFT:
        go_left(tree, line);
        return true;
    case ACTION_RIGHT:
        set_fold(tree, line->process->tgid, false);
        return true;
    case ACTION_OPEN:
        if (!line->is_process)
            return false; /* the app asks why it is stuck */
        tree->shows_facts = !tree->shows_facts;
        return true;
    default:
        return false;
    }
}

static void tree_mouse(struct pane *pane, const struct key *key)
{
    struct pane_tree *tree = tree_of(pane);
    const struct list_source source = list_source_count(&tree->count);
    if (key->code == K_CLICK) {
        if (list_click(&tree->list, &source, key->row))
            tree_select(tree);
        return;
    }
    for (int i = 0; i < 3; i++)
        tree_act(pane, key->code == K_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
}

static void tree_pane_free(struct pane *pane)
{
    struct pane_tree *tree = tree_of(pane);
    free(tree->lines);
    free(tree->folds);
    free(tree);
}

static const struct pane_ops tree_ops = {
    .title = tree_title,
    .draw = tree_draw,
    .act = tree_act,
    .mouse = tree_mouse,
    .free = tree_pane_free,
};

struct pane *pane_tree_new(struct ui *ui)
{
    return &((struct pane_tree *)pane_alloc(sizeof(struct pane_tree), &tree_ops, ui))->pane;
}
