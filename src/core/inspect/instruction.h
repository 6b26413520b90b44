/*
 * One machine instruction taken apart: how long it is, what it does to the program counter, and
 * the fields it is made of (Intel's manual, volume 2, chapter 2).  What it is called is of no
 * interest here: disassemble.h.
 *
 * Any thread.  Nothing is allocated; it takes a fraction of a microsecond.
 */
#ifndef PTOP_CORE_INSTRUCTION_H
#define PTOP_CORE_INSTRUCTION_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>
#include <ptop/thread.h>

#define INSTRUCTION_MAX_BYTES 15

enum instruction_kind {
    INSTRUCTION_OTHER,       /* the next one follows it */
    INSTRUCTION_CALL,        /* near: what is pushed is where the next one is */
    INSTRUCTION_JUMP,        /* near, always taken */
    INSTRUCTION_CONDITIONAL, /* jcc, loop, jrcxz, xbegin: all relative */
    INSTRUCTION_RETURN,      /* near */
    INSTRUCTION_FAR,         /* call, jump or return that loads a segment; iret */
    INSTRUCTION_PUSH_FLAGS,
    INSTRUCTION_POP_FLAGS,
    INSTRUCTION_SYSCALL,  /* syscall, sysenter, int 0x80 */
    INSTRUCTION_TRAP,     /* int3, int1, int n: a signal, unless it is a syscall */
    INSTRUCTION_REPEATED, /* a string instruction with a rep prefix */
    INSTRUCTION_KIND_COUNT
};

/* The tables of opcodes of the manual's appendix A. */
enum instruction_map {
    INSTRUCTION_MAP_ONE_BYTE,
    INSTRUCTION_MAP_0F,
    INSTRUCTION_MAP_OTHER, /* 0F38, 0F3A, VEX, EVEX, XOP, 3DNow */
};

/* Of 64-bit code the others mean nothing. */
enum instruction_segment { SEGMENT_DEFAULT, SEGMENT_FS, SEGMENT_GS, SEGMENT_OTHER };

/* A register's number is the machine's: 0 rax, 1 rcx, 2 rdx, 3 rbx, 4 rsp, 5 rbp, 6 rsi, 7 rdi, r8…
 */
#define INSTRUCTION_NO_REGISTER 0xff

struct instruction {
    uint8_t length;
    uint8_t kind;     /* enum instruction_kind */
    uint8_t map;      /* enum instruction_map */
    uint8_t opcode;   /* the last byte of it */
    bool is_compat;   /* 32-bit code */
    bool is_relative; /* a branch: immediate counts from the next instruction */
    bool is_locked;
    bool is_repeated;     /* F2 or F3 before a legacy opcode, whether or not they mean something */
    bool has_size_prefix; /* 66: of branches, processors disagree what it means */
    bool has_rex;         /* without it byte registers 4…7 are ah, ch, dh, bh */
    bool has_memory;     /* modrm names memory: base + index * scale + displacement */
    bool is_pc_relative; /* that memory is at the next instruction + displacement */
    uint8_t operand_bits, address_bits, stack_bits;
    uint8_t segment;         /* enum instruction_segment */
    uint8_t reg, rm;         /* of modrm, with REX.R and REX.B; rm: where it has no memory */
    uint8_t reg_code;        /* the three bits of reg: part of the opcode for some */
    uint8_t base, index;     /* INSTRUCTION_NO_REGISTER: none */
    uint8_t opcode_register; /* the low three bits of the opcode, with REX.B */
    uint8_t scale;           /* 1, 2, 4, 8 */
    uint8_t displacement_offset, displacement_bytes; /* where it lies in the instruction; 0: none */
    uint8_t immediate_offset, immediate_bytes;       /* the first one */
    int64_t displacement, immediate;                 /* sign-extended */
};

/* Take the first of these bytes apart; false where they are no instruction, or not all of it. */
ANY_THREAD bool instruction_decode(const void *bytes, size_t size, bool is_compat,
                                   struct instruction *ret_instruction);

/* Where the instruction at an address leads if it branches: of a relative branch; 0 of all others.
 */
ANY_THREAD tracee_addr instruction_target(const struct instruction *instruction,
                                          tracee_addr address);

#endif
