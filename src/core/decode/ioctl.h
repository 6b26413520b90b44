/*
 * ioctl's argument, by its request: the rows of tables/ioctls.def as a table.
 *
 * A row says how the argument is passed, and names the layout of what it points to: a table of
 * members (record.h), here in decode, in one file for each subject.  What no layout can say is
 * OWN: a pair of functions beside the layouts.
 */
#ifndef PTOP_CORE_IOCTL_H
#define PTOP_CORE_IOCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

#include "record.h"

struct capture;
struct formatter;

enum ioctl_style {
    IOCTL_BYTES, /* not known: its bytes, in hexadecimal, where all is wanted (-v) */
    IOCTL_NONE,  /* there is no argument: what the register holds then means nothing */
    IOCTL_VALUE, /* the register, of a type */
    IOCTL_TEXT,  /* a string that the kernel reads */
    IOCTL_IN,    /* points to what the kernel reads */
    IOCTL_OUT,   /* points to what the kernel writes */
    IOCTL_THEN,  /* both: "{question} => {answer}" */
    IOCTL_WITH,  /* both in one struct: "{question, answer}" */
    IOCTL_INOUT, /* one struct that the kernel reads and may change: "{all} => {what changed}" */
    IOCTL_OWN,
};

/* What no layout can say: runs at entry, and at the exit of a call that did not fail. */
struct ioctl_pair {
    void (*capture)(struct capture *capture);
    void (*format)(struct formatter *f);
    bool answers_failures; /* captured at the exit of one that failed, too */
};

struct ioctl_argument {
    uint8_t style;            /* enum ioctl_style */
    uint16_t type;            /* enum arg_type, of VALUE */
    const struct member *in;  /* of IN, THEN, WITH and INOUT */
    const struct member *out; /* of OUT, THEN and WITH */
    const struct ioctl_pair *pair;
};

/* What a row of the table says of a request; never NULL. */
const struct ioctl_argument *ioctl_argument_find(enum abi abi, uint32_t request);

/* Requests that are a range of numbers, by what these hold: "EVIOCGBIT(EV_KEY, 96)".  In a
 * comment there are none of their own.  Returns the length, 0 for a request of no range. */
size_t ioctl_range_name(uint32_t request, bool is_commented, char *name, size_t size);
/* Its argument; NULL where it is none, or not known. */
const struct ioctl_argument *ioctl_range_find(uint32_t request);

/* Where a request keeps the size of what its argument points to. */
#define IOCTL_SIZE(request) ((request) >> 16 & 0x3fff)

/* The request of the call whose argument is being captured, or formatted. */
uint32_t capture_ioctl_request(const struct capture *capture);
uint32_t format_ioctl_request(const struct formatter *f);

/* At least size bytes of a part of the argument, as they were at entry or exit; NULL where they are
 * not there. */
const uint8_t *format_ioctl_part(struct formatter *f, unsigned part, bool is_exit, size_t size);

/* The argument's address alone: what it points to could not be read. */
void format_ioctl_address(struct formatter *f);

/* For a pair that fills its braces at the exit: false where there is no answer (the call failed, or
 * is not through yet, and then the rest of the line is to come). */
bool format_ioctl_answers(struct formatter *f);

/* Numbers that layouts are made of (ioctl_scalars.c). */
extern const struct member members_x8[], members_d8[], members_s8[], members_s16[], members_u16[],
    members_x32[], members_x64[], members_s64[];

/* "00112233-4455-6677-8899-aabbccddeeff": 16 bytes. */
void format_uuid(struct formatter *f, const uint8_t *bytes);

/* "v4l2_fourcc('Y', 'U', 'Y', 'V')": four characters that name a pixel format, as a driver's macro.
 */
void format_fourcc(struct formatter *f, const char *macro, const uint8_t *bytes);

/* The layouts and pairs that the rows name. */
#define BYTES
#define NONE
#define TEXT
#define VALUE(type)
#define IN(layout)                    extern const struct member members_##layout[];
#define OUT(layout)                   extern const struct member members_##layout[];
#define THEN(in, out)                 extern const struct member members_##in[], members_##out[];
#define WITH(in, out)                 extern const struct member members_##in[], members_##out[];
#define INOUT(layout)                 extern const struct member members_##layout[];
#define OWN(name)                     extern const struct ioctl_pair ioctl_##name;
#define IOCTL(number, name, argument) argument
#include "core/tables/ioctls.def"
#include "core/tables/ioctls_i386.def"
#undef BYTES
#undef NONE
#undef TEXT
#undef VALUE
#undef IN
#undef OUT
#undef THEN
#undef WITH
#undef INOUT
#undef OWN
#undef IOCTL

#endif
