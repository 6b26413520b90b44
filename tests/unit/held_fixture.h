/*
 * A thread that is held, for tests of the panes that show it: 813 "worker" of the process 812, with
 * a session and an inspector that are no more than what the test puts there.
 */
#ifndef PTOP_TEST_HELD_FIXTURE_H
#define PTOP_TEST_HELD_FIXTURE_H

#include "drawing.h"

#include <stdlib.h>

#include "tui/looking.h"

#define HELD_TGID 812
#define HELD_TID  813
#define HELD_PC   0x401136u
#define HELD_SP   0x7ffd12345000u

static struct tree *tree;
static struct points *points;
static struct ui ui;
static struct pane *pane;
static struct canvas canvas;
static struct event_stop stop; /* the next one */

static struct command sent; /* the last one; its data are in sent_data */
static uint8_t sent_data[512];
static unsigned sent_count;
static struct look looked;     /* the last question */
static unsigned look_count;
static char resolving[INSPECT_EXPRESSION_BYTES]; /* the last expression; "" : none waits */
static struct resolved answer; /* for it */
static uint8_t searched[INSPECT_SEARCH_BYTES];
static size_t searched_length;
static tracee_addr searched_from;

/* ---- the session and the inspector, as far as panes ask them ---------------------------- */

struct tree *session_tree(struct session *session)
{
    (void)session;
    return tree;
}

struct points *session_points(struct session *session)
{
    (void)session;
    return points;
}

uint64_t session_send(struct session *session, const struct command *command)
{
    (void)session;
    sent = *command;
    assert_true(command->data_bytes <= sizeof sent_data);
    if (command->data)
        memcpy(sent_data, command->data, command->data_bytes);
    free(command->data);
    return ++sent_count;
}

struct inspector *inspector_new(void)
{
    return (struct inspector *)&ui; /* any address: nothing here looks behind it */
}

void inspector_free(struct inspector *inspector)
{
    (void)inspector;
}

int inspector_fd(const struct inspector *inspector)
{
    (void)inspector;
    return -1;
}

void inspector_look(struct inspector *inspector, const struct look *look)
{
    (void)inspector;
    looked = *look;
    look_count++;
}

struct sight *inspector_take(struct inspector *inspector)
{
    (void)inspector;
    return NULL;
}

bool inspector_is_busy(struct inspector *inspector)
{
    (void)inspector;
    return false;
}

unsigned inspector_resolve(struct inspector *inspector, const struct look_at *at,
                           const char *expression)
{
    (void)inspector;
    (void)at;
    snprintf(resolving, sizeof resolving, "%s", expression);
    return 1;
}

unsigned inspector_search(struct inspector *inspector, const struct look_at *at, tracee_addr from,
                          bool is_backward, const void *bytes, size_t length)
{
    (void)inspector;
    (void)at;
    (void)is_backward;
    memcpy(searched, bytes, length);
    searched_length = length;
    searched_from = from;
    return 2;
}

enum inspect_answer inspector_resolved(struct inspector *inspector, unsigned ticket,
                                       struct resolved *ret_resolved)
{
    (void)inspector;
    (void)ticket;
    *ret_resolved = answer;
    return answer.message[0] != '\0' ? INSPECT_REFUSED : INSPECT_RESOLVED;
}

void sight_free(struct sight *sight)
{
    if (!sight)
        return;
    free(sight->lines);
    free(sight->memory);
    free(sight->is_mapped);
    free(sight);
}

/* ---- the thread ------------------------------------------------------------------------------ */

static void put_register(const char *name, uint64_t value)
{
    register_set(register_find(false, name), stop.registers, value);
}

/* It is held again: another stop, with what was put into `stop` since. */
static void hold(enum event_stop_reason reason)
{
    stop.header = (struct event){.size_bytes = sizeof stop,
                                 .kind = EVENT_STOP,
                                 .number = reason,
                                 .tid = HELD_TID,
                                 .tgid = HELD_TGID};
    stop.generation++;
    tree_apply(tree, &stop.header);
}

__attribute__((unused)) static void resume(void)
{
    const struct event event = {
        .size_bytes = sizeof event, .kind = EVENT_RESUME, .tid = HELD_TID, .tgid = HELD_TGID};
    tree_apply(tree, &event);
}

static void be_born(int32_t tid, uint64_t clone_flags, const char *comm)
{
    struct event_fork birth = {
        .header = {.size_bytes = sizeof birth,
                   .kind = EVENT_FORK,
                   .number = tid == HELD_TGID ? BIRTH_LAUNCH : BIRTH_CLONE,
                   .tid = HELD_TGID,
                   .tgid = HELD_TGID},
        .child_tid = tid,
        .child_tgid = HELD_TGID,
        .clone_flags = clone_flags,
    };
    snprintf(birth.comm, sizeof birth.comm, "%s", comm);
    tree_apply(tree, &birth.header);
}

static void held_setup(pane_constructor *constructor, int rows, int cols)
{
    tree = tree_new();
    points = points_new();
    be_born(HELD_TGID, 0, "server");
    be_born(HELD_TID, 0x10f00, "worker");
    ui = (struct ui){.selected_tid = HELD_TID,
                     .now_ns = 1000000000000,
                     .format = {.escape = TEXT_ESCAPE_UTF8}};
    ui.looking = looking_new(&ui);
    sent_count = look_count = 0;
    sent = (struct command){0};
    looked = (struct look){0};
    answer = (struct resolved){0};
    resolving[0] = '\0';
    stop = (struct event_stop){0};
    put_register("rip", HELD_PC);
    put_register("rsp", HELD_SP);
    pane = constructor(&ui);
    pane->has_focus = true;
    pane->rect = (struct rect){0, 0, rows + 2, cols + 2};
    assert_int_equal(canvas_init(&canvas, rows, cols), 0);
}

static void held_teardown(void)
{
    pane->ops->free(pane);
    looking_free(ui.looking);
    points_free(points);
    tree_free(tree);
    canvas_done(&canvas);
}

/* ---- a turn of the app ------------------------------------------------------------------------- */

static void draw(void)
{
    canvas_clear(&canvas, ROLE_PLAIN);
    ui.redraw_at_ns = 0;
    looking_begin(ui.looking);
    pane->ops->draw(pane, &canvas);
    looking_ask(ui.looking);
}

/* What was asked for last is answered. */
__attribute__((unused)) static void give(struct sight *sight)
{
    sight->look = looked;
    looking_take(ui.looking, sight);
}

__attribute__((unused)) static void give_value(uint64_t value)
{
    answer = (struct resolved){.value = value};
    resolving[0] = '\0';
    looking_ready(ui.looking);
}

__attribute__((unused)) static void type_key(const char *name)
{
    struct key key;
    assert_true(key_parse(name, &key));
    assert_true(pane->ops->key(pane, &key));
}

__attribute__((unused)) static void type_text(const char *text)
{
    for (; *text; text++)
        assert_true(
            pane->ops->key(pane, &(struct key){.code = K_CHARACTER, .character = (uint8_t)*text}));
}

__attribute__((unused)) static enum role backdrop_at(int row, int col)
{
    return (enum role)canvas.cells[row * canvas.stride + col].backdrop;
}

#endif
