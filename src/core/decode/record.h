/*
 * Records: C structs as the kernel lays them out, described by a table of their
 * members.
 *
 * A row names a member, its C type and the type that formats it.  Offsets are
 * not written down: they follow from the members before it and the ABI's
 * alignment, so that one table serves 64-bit and 32-bit tracees; where a struct
 * has another order in one of them, rows say which they belong to.  A record
 * of nameless members is a scalar in memory, shown in brackets.
 *
 * Pointers are followed in one place only: in the record that an ioctl's argument points to.
 * Everywhere else a list is its address.
 */
#ifndef PTOP_CORE_RECORD_H
#define PTOP_CORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

enum member_kind {
    MEMBER_END,
    MEMBER_U8,
    MEMBER_S8,
    MEMBER_U16,
    MEMBER_S16,
    MEMBER_U32,
    MEMBER_S32,
    MEMBER_U64,
    MEMBER_S64,
    MEMBER_U64_PACKED, /* aligned as an int is */
    MEMBER_ULONG,
    MEMBER_LONG,
    MEMBER_POINTER,
    MEMBER_CHARS,  /* count bytes of text, NUL-terminated unless full */
    MEMBER_BYTES,  /* count bytes, shown as numbers */
    MEMBER_PAD,    /* count bytes that mean nothing */
    MEMBER_ALIGN,  /* no bytes: what follows starts as a long would */
    MEMBER_RECORD, /* a record of its own: type */
    MEMBER_STRUCT, /* the same, by its table: members */
    MEMBER_ARRAY,  /* count of them, in brackets */
    MEMBER_PUT,    /* count bytes, at any alignment, that put writes; without a name: all of its fields */
    MEMBER_FOLD,   /* no bytes: members behind it are SHOW_UNFOLDED */
    MEMBER_LIST,   /* a pointer to members, as many as the member counted says; without members: to
                      bytes,   without counted, too: to a string */
    MEMBER_LIST64, /* the same, in 64 bits of either ABI */
    MEMBER_TAIL,   /* the same behind the struct itself, which holds no pointer */
    MEMBER_KIND_COUNT
};

enum member_show {
    SHOW_ALWAYS,
    SHOW_UNFOLDED, /* one line says "..." instead */
    SHOW_SET,      /* where it is not zero */
    SHOW_TELLING,  /* where it is not zero, or all is wanted */
    SHOW_ANSWER,   /* only the kernel writes it: as captured at exit */
    SHOW_NEVER,
};

enum member_abi {
    IN_BOTH,
    IN_NATIVE, /* a 32-bit tracee's struct lacks it, or has it elsewhere */
    IN_COMPAT,
};

struct formatter;

struct member {
    const char *name;
    uint8_t kind;   /* enum member_kind */
    uint8_t show;   /* enum member_show */
    uint8_t abi;    /* enum member_abi */
    uint16_t type;  /* enum arg_type */
    uint16_t count; /* of CHARS and PAD: bytes; of ARRAY: elements */
    const struct member *members;
    void (*put)(struct formatter *f, const uint8_t *bytes);
    const char *counted;
};

struct capture;

/* Members, by the names in value_types.def. */
#define VALUE(...)
#define STRUCT(...)
#define IRREGULAR(...)
#define RECORD(type, size, size32, members) extern const struct member members_##members[];
#include <ptop/value_types.def>

size_t record_size_bytes(const struct member *members, enum abi abi);

/* Its members have no names: the value itself, not a struct. */
bool record_is_scalar(const struct member *members);

/* "{name=value, ...}", or the bare value of a scalar.  Shows the members that length covers. */
void format_record(struct formatter *f, const struct member *members, const uint8_t *bytes,
                   size_t length, bool is_cut);

/* "[{...}, ...]": count of them, one behind the other. */
void format_elements(struct formatter *f, const struct member *members, const uint8_t *bytes,
                     size_t count);

/* The fields of format_record without the braces: for a struct with more behind it.  Returns
 * whether some were left out. */
bool format_members(struct formatter *f, const struct member *members, const uint8_t *bytes,
                    size_t length);

/* Capture what the lists and tails of one record point to, which lies at address itself: each as
 * the part behind the one of its place in the table. */
void capture_followed(struct capture *capture, const struct member *members, const uint8_t *bytes,
                      size_t length, uint64_t address);

/* As format_record, of a record whose lists and tails were captured; with before, of the same
 * length, only those members that have changed since entry. */
void format_followed(struct formatter *f, const struct member *members, const uint8_t *bytes,
                     size_t length, const uint8_t *before);

/* Whether a member or what it points to changed since entry. */
bool record_has_changed(struct formatter *f, const struct member *members, const uint8_t *bytes,
                        size_t length, const uint8_t *before);

/* Record the names of the descriptors among the members of one record; parts count from *part. */
void capture_member_fds(struct capture *capture, const struct member *members, const uint8_t *bytes,
                        size_t length, unsigned *part);

#endif
