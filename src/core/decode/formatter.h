/*
 * The formatting half of the decoder: what a type's format function sees.
 *
 * A formatter knows the record, the options and the text it writes to; no
 * tracee and no clock.  Every byte it is shown was checked to lie within the
 * record, which may come from a damaged file.
 *
 * Lists and structs are written with open, item or field, and close; the layout
 * (one line, or one member per line) is decided here and nowhere else.
 */
#ifndef PTOP_CORE_FORMATTER_H
#define PTOP_CORE_FORMATTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/format.h>
#include <ptop/syscall.h>
#include <ptop/text.h>

#include "layout.h"

struct flag_name;
struct flag_set;
struct member;

struct formatter {
    struct text *text;
    const struct format_options *options;
    const struct event *event;        /* the record; NULL: none */
    const struct event_syscall *call; /* NULL in an EVENT_SIGNAL */
    const struct syscall_spec *spec;  /* NULL with call, or where the number is unknown */
    uint64_t args[SYSCALL_MAX_ARGS]; /* of the call that spec describes */
    enum abi abi;
    uint8_t arg;      /* the argument being formatted, or PIECE_RESULT */
    bool is_exit;     /* as captured at exit: decides which pieces are seen */
    bool is_begin;    /* only what is known at the call's entry is wanted */
    bool is_waiting;  /* and the argument being formatted is not: the kernel fills it */
    bool is_first;    /* nothing is in the innermost list yet */
    unsigned depth;   /* of open lists */
    unsigned comment_depth; /* of open comments */
    unsigned fd_part; /* which of the argument's descriptors comes next */
    unsigned base;    /* part from which on the pieces of the message being formatted count */
    const struct event_piece *first_piece, *behind_piece; /* only those in between are looked at */
    const struct member *followed; /* the record whose lists were captured, and as it was at entry */
    const uint8_t *before;         /* where only what differs from that is wanted */
    uint32_t netlink; /* protocol + 1 of the socket whose messages buffers hold; 0: plain bytes */
};

void formatter_init(struct formatter *f, const struct event_syscall *call,
                    const struct format_options *options, struct text *text);

/* ---- captured bytes --------------------------------------------------------- */

/* Captured bytes, within the record; bytes is NULL where there are none. */
struct captured {
    const uint8_t *bytes;
    uint32_t length_bytes;
    uint8_t flags; /* enum event_piece_flag */
};

/* A piece of the argument being formatted, in its state (is_exit). */
struct captured captured_piece(const struct formatter *f, unsigned part);
/* Of an argument with hundreds of pieces: look at count parts alone, from the first on, which lie side by
 * side behind start.  What was looked at before is for the caller to put back. */
void format_narrow_pieces(struct formatter *f, const struct event_piece *start, unsigned first,
                          unsigned count);
/* Part 0 of another argument. */
struct captured captured_argument(const struct formatter *f, unsigned arg, bool is_exit);
/* Id of an fd's name; 0 where there is none. */
uint32_t captured_fd_name(const struct formatter *f, unsigned part);

static inline bool captured_is_cut(struct captured captured)
{
    return captured.flags & PIECE_CUT;
}

static inline bool captured_is_torn(struct captured captured)
{
    return captured.flags & PIECE_SHORT;
}

/* The value of an argument's register, extended as its C type is; 0 of one that does not exist. */
uint64_t format_register(const struct formatter *f, unsigned arg);
/* The same, as another type than its row's. */
uint64_t format_register_as(const struct formatter *f, unsigned arg, enum arg_type type);
/* The index of the first argument of a type, or -1. */
int format_find_argument(const struct formatter *f, enum arg_type type);

/* ---- lists and structs ------------------------------------------------------ */

void format_open(struct formatter *f, char bracket);
void format_item(struct formatter *f);                    /* the comma before an element */
void format_field(struct formatter *f, const char *name); /* the comma and "name=" */
void format_more(struct formatter *f);                    /* an element that says "..." */
void format_close(struct formatter *f, char bracket);
/* An element for those that could not be read: "..." with their address in a comment. */
void format_unreadable(struct formatter *f, tracee_addr address);
/* The last element of an array at address, of whose elements, size bytes each, shown were written:
 * "..." where there are more, with the address of what could not be read.  Nothing where those were all. */
void format_rest(struct formatter *f, struct captured captured, tracee_addr address, size_t size,
                 size_t shown);

/* A list that stays on one line in every layout: of plain numbers. */
void format_open_inline(struct formatter *f, char bracket);
void format_item_inline(struct formatter *f);
void format_close_inline(struct formatter *f, char bracket);
void format_rest_inline(struct formatter *f, struct captured captured, tracee_addr address,
                        size_t size, size_t shown);

/* Every member of a struct is wanted, not the telling ones alone. */
bool format_shows_all(const struct formatter *f);

unsigned format_element_limit(const struct formatter *f);
unsigned format_string_limit(const struct formatter *f);

/* ---- values ----------------------------------------------------------------- */

static inline void format_punctuation(struct formatter *f, const char *string)
{
    text_put_role(f->text, TEXT_PUNCTUATION, string);
}

static inline void format_constant(struct formatter *f, const char *name)
{
    text_put_role(f->text, TEXT_CONSTANT, name);
}

/* What a comment says, as in C; within another one in parentheses. */
void format_comment(struct formatter *f, const char *comment);
void format_comment_begin(struct formatter *f);
void format_comment_end(struct formatter *f);

/* Bytes in k, M …, as such a comment, in the unfolded layout. */
void format_size_comment(struct formatter *f, uint64_t bytes);

/* What is too long for a line, as its address and count: "0x7ffd1234" and the
 * count in a comment. */
void format_counted(struct formatter *f, uint32_t count, const char *one, const char *many);

/* A value of a type; a pointer type shows as its address. */
void format_value(struct formatter *f, enum arg_type type, uint64_t value);

/* Names of a list, as flag_types.def has it. */
void format_named(struct formatter *f, enum arg_type type, uint64_t value);

/* The same in one style, whatever the options say. */
void format_named_in(struct formatter *f, enum format_constants constants, enum arg_type type,
                     uint64_t value);
/* An ENUM whose values without a name are decimal. */
void format_named_decimal(struct formatter *f, enum arg_type type, int64_t value);
/* An ENUM whose numbers are better known than its names: these in a comment. */
void format_numbered(struct formatter *f, enum arg_type type, int64_t value);

/* A value that no list has, in hexadecimal, with a comment ("O_???") or NULL. */
void format_unnamed(struct formatter *f, uint64_t value, const char *comment);

/* A value that has a name, in the style of options->constants: as a decimal or hexadecimal number. */
void format_known(struct formatter *f, const char *name, int64_t value);
/* The same in a role of its own, and with the number where there is no name. */
void format_name_of(struct formatter *f, enum text_role role, const char *name, int64_t value);
void format_known_hex(struct formatter *f, const char *name, uint64_t value);

/* Flags with a field of another kind among them; false for all that are none. */
bool format_compound(struct formatter *f, enum arg_type type, uint64_t value);

/* Bits of a list; unknown: the comment where none of them has a name ("O_???"), or NULL. */
void format_bits(struct formatter *f, const struct flag_name *names, size_t count, uint64_t value,
                 const char *unknown);

/* The same of a set, which says what is unknown. */
void format_flags(struct formatter *f, const struct flag_set *set, uint64_t value);

/*
 * For a value that a function of its own takes apart: a number in front, and a comment around what is put
 * between the two (in FORMAT_NAMES), as the style wants it.  False: the number was all, no end.
 */
bool format_names_begin(struct formatter *f, uint64_t value);
void format_names_end(struct formatter *f);
/* Flags in between, of a part of the value, without the fields; bits without a name as a number alone. */
void format_rest_in(struct formatter *f, enum arg_type type, uint64_t value);

/* The same by itself, in the style of options->constants. */
void format_rest_of(struct formatter *f, enum arg_type type, uint64_t value);

/* One value of a list that only a single format function knows. */
struct value_name {
    uint64_t value;
    const char *name;
};
#define ARRAY_COUNT(array) (sizeof(array) / sizeof *(array))
void format_one_of(struct formatter *f, const struct value_name *names, size_t count,
                   uint64_t value);
/* The name, or the number where the list has none. */
void format_name_or_number(struct formatter *f, const char *name, int64_t number);

/* Bytes in quotes, at most limit of them, then "..." if there are more. */
void format_quoted(struct formatter *f, enum text_role role, const uint8_t *bytes, size_t length,
                   size_t limit, bool has_more);

/* A fixed field of text, up to its NUL. */
void format_chars(struct formatter *f, const uint8_t *bytes, size_t size);

/* Bytes in quotes, all of them as "\\x0a". */
void format_quoted_hex(struct formatter *f, const uint8_t *bytes, size_t length, size_t limit,
                       bool has_more);

/* Bytes as hex numbers: "[0x3, 0x1c]". */
void format_byte_list(struct formatter *f, const uint8_t *bytes, size_t count);

/* A descriptor with its name, the part-th of the argument. */
void format_fd_part(struct formatter *f, int fd, unsigned part);

/* Instructions of a machine whose each takes FORMAT_INSTRUCTION_BYTES (BPF, old and new), of count that
 * there are at address. */
#define FORMAT_INSTRUCTION_BYTES 8
void format_instructions(struct formatter *f, struct captured code, uint64_t count, uint64_t address,
                         void (*put)(struct formatter *f, const uint8_t *bytes));

/* Elements of a record or struct type, in brackets. */
void format_array(struct formatter *f, enum arg_type type, struct captured captured);

/* Types of flag_types.def whose values are more than names: these functions write them. */
#define NAMED_FORMATS                                                                              \
    NAMED_FORMAT(CLOCK_ID, clock_id)                                                               \
    NAMED_FORMAT(MMAP_FLAGS, mmap_flags)                                                           \
    NAMED_FORMAT(SCHED_POLICY, sched_policy)                                                       \
    NAMED_FORMAT(PERSONALITY, personality)                                                         \
    NAMED_FORMAT(IPC_KEY, ipc_key)                                                                 \
    NAMED_FORMAT(IPC_GET_FLAGS, ipc_get_flags)                                                     \
    NAMED_FORMAT(SHM_GET_FLAGS, shm_get_flags)                                                     \
    NAMED_FORMAT(SHMCTL_CMD, shmctl_cmd)                                                           \
    NAMED_FORMAT(MSGCTL_CMD, msgctl_cmd)                                                           \
    NAMED_FORMAT(SEMCTL_CMD, semctl_cmd)                                                           \
    NAMED_FORMAT(SWAP_FLAGS, swap_flags)                                                           \
    NAMED_FORMAT(SYSLOG_ACTION, syslog_action)                                                     \
    NAMED_FORMAT(IPC_CALL, ipc_call)                                                               \
    NAMED_FORMAT(SOCKETCALL, socketcall)
#define NAMED_FORMAT(type, function) void format_##function(struct formatter *f, uint64_t value);
NAMED_FORMATS
#undef NAMED_FORMAT

/* What value_types.def names: values by their register, structs by their bytes, irregular
 * arguments by their pieces. */
#define VALUE(type, function) void format_##function(struct formatter *f, uint64_t value);
#define RECORD(...)
#define STRUCT(type, size, size32, function)                                                       \
    void format_##function(struct formatter *f, const uint8_t *bytes, size_t length);
#define IRREGULAR(type, capture_function, function) void format_##function(struct formatter *f);
#include <ptop/value_types.def>

/* A point in time, in a comment: "2026-11-21T19:28:06.5+0000" with as many digits as the unit has;
 * nothing for one that is none (0, or a fraction beyond a second). */
void format_moment(struct formatter *f, int64_t seconds, uint64_t fraction, unsigned digits);

/* What an argument points to, as it was when the call returned. */
void format_answer(struct formatter *f, unsigned arg);
/* It was captured then. */
bool format_has_answer(const struct formatter *f, unsigned arg);

/* A set of signals, of any number of bytes up to 8. */
void format_sigset_bytes(struct formatter *f, const uint8_t *bytes, size_t length);

/* sockaddr of length bytes, at least 2. */
void format_sockaddr_bytes(struct formatter *f, const uint8_t *bytes, size_t length);

/* The current argument, as another row describes it. */
void format_argument_as(struct formatter *f, const struct arg_spec *arg);

#endif
