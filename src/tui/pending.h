/*
 * What was asked for and has not come yet: the value of an expression, the reply to a command, a
 * thread that is held again.
 *
 * A command that needs an answer leaves an order here and returns: nothing waits.  When the
 * answer is there the order goes on.  A script begins its next line when nothing is pending.
 */
#ifndef PTOP_TUI_PENDING_H
#define PTOP_TUI_PENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/command.h>
#include <ptop/inspect.h>
#include <ptop/point.h>
#include <ptop/registers.h>

#define PENDING_MAX        128
#define ORDER_MEMORY_BYTES 512

struct app;
struct order;

/* The value that was asked for is here.  app is the same; the order may be changed, it is a copy. */
typedef void order_go_on(struct app *app, struct order *order, const struct resolved *value);
/* The tracer obeyed. */
typedef void order_done(struct app *app, const struct order *order);

/* What a command is about, while it waits for a value and for its reply. */
struct order {
    struct command command; /* to be sent; its data and condition are made when it is */
    order_go_on *go_on;     /* NULL: no value is waited for */
    order_done *done;       /* NULL: nothing more is to be done */
    bool is_until_held;     /* a script waits until the thread is held again */
    char text[INSPECT_EXPRESSION_BYTES]; /* the expression, or the condition, as typed */
    union {
        struct point point;            /* of POINT_ADD */
        struct register_value reg;     /* of WRITE_REGISTER */
        int64_t number;                /* of SIGNAL: what it carries */
        uint8_t bytes[ORDER_MEMORY_BYTES]; /* of WRITE_MEMORY, WRITE_ARGUMENT */
    } data;
    size_t data_bytes; /* of it that are sent; 0: nothing */
};

enum pending_kind { PENDING_VALUE, PENDING_REPLY, PENDING_HELD };

struct pending_item {
    enum pending_kind kind;
    unsigned ticket;      /* VALUE */
    uint64_t sequence;    /* REPLY */
    int32_t tid, tgid;    /* HELD: as in a command */
    uint32_t generation;  /* HELD: of the stop that it is in now, which does not count */
    struct order order;   /* VALUE, REPLY */
};

struct pending {
    struct pending_item items[PENDING_MAX];
    size_t count;
};

/* Ask for a value: order->go_on is called with it.  One that is refused is said, and that is all. */
void pending_resolve(struct app *app, const char *expression, const struct order *order);
/* Send the order's command, with its data. */
void pending_send(struct app *app, const struct order *order);
/* A filter for a command's condition, to be given away with it; NULL where the text is empty.  False:
 * it is wrong, which is said. */
bool pending_condition(struct app *app, const char *text, struct filter **ret_filter);

/* An event came: it may be a reply. */
void pending_take(struct app *app, const struct event *event);
/* Answers that are there by now. */
void pending_step(struct app *app);
bool pending_is_idle(const struct app *app);
/* Wait for nothing any more. */
void pending_forget(struct app *app);

#endif
