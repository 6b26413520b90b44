/*
 * Inspect: what a tracee is, looked at from the front end.
 *
 * Looking reads the tracee's memory, /proc and the symbols of files, and any of these can take
 * long: a thread of its own looks, and the front end is told through a descriptor when there
 * is an answer.  It touches nothing: every change is a command.  A look that hangs in the kernel
 * (userfaultfd, FUSE) is given up after INSPECT_PATIENCE_NS, says so, and leaves the rest working.
 *
 *     ask (struct look) ──► thread ──► struct sight, taken by inspector_take
 *
 * Bytes that we put into the code (breakpoints) are taken out of what is shown.
 */
#ifndef PTOP_INSPECT_H
#define PTOP_INSPECT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <ptop/error.h>
#include <ptop/event.h>
#include <ptop/point.h>
#include <ptop/text.h>
#include <ptop/thread.h>

#define INSPECT_PATIENCE_NS UINT64_C(1000000000)
#define INSPECT_EXPRESSION_BYTES 256

/* ---- the question ---------------------------------------------------------------- */

/* Who is looked at.  All of it is copied when it is asked. */
struct look_at {
    int32_t tid, tgid;
    uint32_t generation; /* of the stop: comes back in the sight */
    bool is_held;        /* else the registers mean nothing, and memory is live */
    bool is_compat;
    uint64_t registers[EVENT_REGISTER_COUNT];
    const struct event_syscall *call; /* whose arguments expressions may name; NULL: none */
    const struct points *points;      /* whose bytes are taken out; NULL: none */
};

enum look_syntax { LOOK_INTEL, LOOK_ATT };

/* What shall be in the sight; zero counts: nothing of it. */
struct look {
    struct look_at at;
    bool wants_registers;     /* what each points to */
    unsigned stack_frames;    /* so many at most */
    bool wants_maps;
    tracee_addr code_address; /* an instruction begins here */
    unsigned code_before;     /* instructions before it, as far as they can be known */
    unsigned code_rows;       /* and from it on */
    enum look_syntax syntax;
    tracee_addr memory_address;
    size_t memory_bytes;
};

/* ---- the answer ------------------------------------------------------------------ */

#define SIGHT_TEXT_BYTES 160

/* "main+0x4", "\"hello\"", "[stack] +0x120": escaped, with roles. */
struct sight_text {
    char bytes[SIGHT_TEXT_BYTES];
    uint8_t roles[SIGHT_TEXT_BYTES];
};

struct sight_frame {
    tracee_addr address; /* of the next instruction, or where the call returns to */
    tracee_addr stack;   /* the stack pointer in it; 0: unknown */
    bool is_return;
    struct sight_text name; /* "parse_request+0x41  server" */
    struct sight_text place; /* "server.c:112" where the file says; empty */
};

struct sight_line {
    tracee_addr address;
    uint8_t bytes[16];
    uint8_t length_bytes;
    bool is_bad;             /* no instruction, or unmapped: length 1 */
    struct sight_text code;  /* "call 0x401136 <hot>" */
    struct sight_text label; /* "main+0x10" */
    tracee_addr target;      /* where it jumps or calls to; 0: nowhere, or not to be known */
};

struct sight_mapping {
    tracee_addr start, end;
    uint64_t offset;    /* in the file, bytes */
    uint8_t protection; /* PROT_* */
    bool is_shared;
    struct sight_text name;
};

struct sight {
    struct look look;   /* that it answers; its pointers are NULL */
    bool is_gone;       /* the tracee is no more */
    char trouble[ERROR_MESSAGE_BYTES]; /* what could not be read, and why; "": nothing */
    struct sight_text registers[EVENT_REGISTER_COUNT]; /* of each, by its place in registers[] */
    struct sight_frame *frames;
    size_t frame_count;
    struct sight_line *lines;
    size_t line_count;
    size_t line_current; /* the line at code_address; line_count: none */
    uint8_t *memory;     /* memory_bytes of them; NULL: none was wanted, or could be had */
    uint8_t *is_mapped;  /* a byte each: 0 where memory[] means nothing; NULL with memory */
    struct sight_mapping *mappings;
    size_t mapping_count;
};

/* ---- asking ---------------------------------------------------------------------- */

struct inspector;

/* NULL where no thread can be had. */
UI_THREAD struct inspector *inspector_new(void);
/* Returns at once, even if the thread hangs in the kernel: it then ends by itself. */
UI_THREAD void inspector_free(struct inspector *inspector);

/* Readable when there is something new: a sight, or the answer to a ticket.  inspector_take makes
 * it wait for the next: so take first, then look after all tickets. */
UI_THREAD int inspector_fd(const struct inspector *inspector);

/* Ask.  A look that nobody has begun to answer is replaced. */
UI_THREAD void inspector_look(struct inspector *inspector, const struct look *look);
/* The newest sight that was not taken, or NULL; the caller's: sight_free. */
UI_THREAD struct sight *inspector_take(struct inspector *inspector);
UI_THREAD void sight_free(struct sight *sight);
UI_THREAD bool inspector_is_busy(struct inspector *inspector);

/*
 * Expressions: an address, or any number.
 *
 *     expression := product { ("+" | "-") product }
 *     product    := term { "*" term }
 *     term       := number | register | argument | [module ":"] symbol | file ":" line | "&" symbol
 *                 | "*" term | "-" term | "(" expression ")"
 *     "*" term is the word (8 bytes, of a 32-bit program 4) that lies there.
 *     A number is decimal, or hexadecimal behind 0x. What names a register or an argument, too, is
 *     a symbol behind "&".
 *     A symbol is a function or an object of any mapped file: main, counter, libc.so.6:malloc.
 *     file.c:112 is the first instruction of that line, where the file has its lines (DWARF).
 */
enum inspect_answer { INSPECT_PENDING, INSPECT_RESOLVED, INSPECT_REFUSED };

struct resolved {
    uint64_t value;
    size_t size_bytes;  /* of the object that it names; 0: unknown */
    char message[ERROR_MESSAGE_BYTES]; /* REFUSED: why */
    int offset; /* REFUSED: of the mistake in the text; -1: it is none of the text's */
};

/* Ask for a value; returns a ticket.  The text is copied. */
UI_THREAD unsigned inspector_resolve(struct inspector *inspector, const struct look_at *at,
                                     const char *expression);
/* Has it come?  A ticket is answered once. */
UI_THREAD enum inspect_answer inspector_resolved(struct inspector *inspector, unsigned ticket,
                                                 struct resolved *ret_resolved);

/* Search bytes from an address on, through all that is mapped (backwards: towards 0): a ticket as
 * above, its value is where they are.  At most INSPECT_SEARCH_BYTES bytes, copied. */
#define INSPECT_SEARCH_BYTES 64
UI_THREAD unsigned inspector_search(struct inspector *inspector, const struct look_at *at,
                                    tracee_addr from, bool is_backward, const void *bytes,
                                    size_t length);

/* Candidates for the name at the end of an expression, which they take the place of: registers,
 * arguments, files, and symbols that begin so.  A ticket; its candidates then are handed to the
 * visitor, with a few words about each. */
UI_THREAD unsigned inspector_complete(struct inspector *inspector, const struct look_at *at,
                                      const char *expression);
UI_THREAD enum inspect_answer inspector_completed(struct inspector *inspector, unsigned ticket,
                                                  void (*visit)(void *context, const char *text,
                                                                const char *help),
                                                  void *context);

#endif
