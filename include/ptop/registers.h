/*
 * The machine's registers: what they are called, and where each lies in an EVENT_STOP and in an
 * EVENT_VECTORS.  The rows are those of tables/registers.def.
 */
#ifndef PTOP_REGISTERS_H
#define PTOP_REGISTERS_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>
#include <ptop/thread.h>

enum register_group {
    REGISTER_GENERAL, /* rax … r15, rsp */
    REGISTER_PC,      /* rip */
    REGISTER_FLAGS,   /* eflags */
    REGISTER_SEGMENT, /* cs … gs, fs_base, gs_base */
    REGISTER_KERNEL,  /* orig_rax */
    REGISTER_PART,    /* of another one: eax, ax, al, ah, r8d; named, never listed */
    REGISTER_GROUP_COUNT
};

struct register_spec {
    const char *name;
    uint8_t group;  /* enum register_group */
    uint8_t index;  /* in registers[] of an EVENT_STOP */
    uint8_t shift, bits; /* which bits of it */
};

/* The registers of a 64-bit or (is_compat) 32-bit program, as they are listed; NULL behind the
 * last. */
ANY_THREAD const struct register_spec *register_get(bool is_compat, size_t index);
/* By name, parts too, in any case; NULL: there is none. */
ANY_THREAD const struct register_spec *register_find(bool is_compat, const char *name);

/* Each name that there is, parts too, in whatever program; NULL behind the last. */
ANY_THREAD const char *register_name(size_t index);

ANY_THREAD uint64_t register_value(const struct register_spec *spec,
                                   const uint64_t registers[EVENT_REGISTER_COUNT]);
/* Of a part, the rest stays as it is; but a 32-bit part of a 64-bit register clears what is above,
 * as the machine does. */
ANY_THREAD void register_set(const struct register_spec *spec,
                             uint64_t registers[EVENT_REGISTER_COUNT], uint64_t value);

/* The registers with a meaning of their own. */
ANY_THREAD uint64_t registers_pc(const uint64_t registers[EVENT_REGISTER_COUNT]);
ANY_THREAD uint64_t registers_stack(const uint64_t registers[EVENT_REGISTER_COUNT]);
/* Where a function finds its integer argument (0…5) when it is entered: of a 64-bit program a
 * register's value; NULL of a 32-bit one, which has them on the stack. */
ANY_THREAD const struct register_spec *register_of_argument(bool is_compat, unsigned argument);

struct register_flag {
    const char *name;    /* "ZF" */
    const char *meaning; /* "zero" */
    uint8_t bit;
};
/* The bits of the flags register that a program sees; NULL behind the last. */
ANY_THREAD const struct register_flag *register_flag_get(size_t index);

/* ---- vectors ----------------------------------------------------------------------- */

/* What PTRACE_GETREGSET gives for NT_X86_XSTATE: the kernel's XSAVE area (Intel's manual, volume
 * 1, chapter 13), the bytes behind the header. */
struct event_vectors {
    struct event header; /* number: 0, or -errno */
    uint32_t generation; /* of the stop */
    uint32_t length_bytes;
    uint32_t high_offset; /* of the upper halves of ymm in it; 0: it has none */
    uint32_t reserved;
};

/* "xmm0", "ymm3", "st2", "mxcsr": copy it out of an area and say how many bytes it has; 0: there is
 * no such register (there). */
#define VECTOR_MAX_BYTES 32
ANY_THREAD size_t vector_get(const struct event_vectors *vectors, const char *name,
                             uint8_t ret_bytes[static VECTOR_MAX_BYTES]);
/* The names in their order; NULL behind the last. */
ANY_THREAD const char *vector_name(const struct event_vectors *vectors, size_t index);
/* Where it lies in such an area, in up to two pieces; 0: nowhere.  Returns how many. */
struct vector_part {
    uint32_t offset, size_bytes;
};
ANY_THREAD unsigned vector_find(const char *name, uint32_t area_bytes, uint32_t high_offset,
                                struct vector_part ret_parts[static 2]);

/* What COMMAND_WRITE_REGISTER carries: a register, a flag ("ZF") or a vector, by name. */
struct register_value {
    char name[16];
    uint8_t bytes[VECTOR_MAX_BYTES]; /* little-endian */
    uint8_t size_bytes;
};

#endif
