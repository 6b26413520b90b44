/*
 * Encodings are from Intel's manual, volume 2.  Everything is relative to itself: the code may lie
 * anywhere.
 */
#include "condition_code.h"

#include <string.h>
#include <sys/user.h>

/* How far down the stack is: as far as each of these is executed. */
enum depth {
    DEPTH_NOTHING = 0,
    DEPTH_RED_ZONE = 128,
    DEPTH_FLAGS = 136,
    DEPTH_RAX = 144,
    DEPTH_RCX = 152,
};

/* What goes there, and what comes back, in pieces after each of which the depth is another one. */
static const struct piece {
    uint8_t length;
    uint8_t bytes[8];
    enum depth before;
} entry_pieces[] = {
    { 5, { 0x48, 0x8d, 0x64, 0x24, 0x80 }, DEPTH_NOTHING }, /* lea rsp, [rsp - 128] */
    { 1, { 0x9c }, DEPTH_RED_ZONE },                        /* pushfq */
    { 1, { 0x50 }, DEPTH_FLAGS },                           /* push rax */
    { 1, { 0x51 }, DEPTH_RAX },                             /* push rcx */
}, back_pieces[] = {
    { 1, { 0x59 }, DEPTH_RCX },                                      /* pop rcx */
    { 1, { 0x58 }, DEPTH_RAX },                                      /* pop rax */
    { 1, { 0x9d }, DEPTH_FLAGS },                                    /* popfq */
    { 8, { 0x48, 0x8d, 0xa4, 0x24, 0x80, 0, 0, 0 }, DEPTH_RED_ZONE } /* lea rsp, [rsp + 128] */
};
#define INT3 0xcc

#define PIECES(pieces) (pieces), sizeof(pieces) / sizeof((pieces)[0])

/* Jumps whose target comes later. */
struct jump {
    uint16_t at; /* of its displacement */
    int32_t target;
};

struct maker {
    struct condition_code *code;
    tracee_addr pc;
    bool is_full;
    uint16_t starts[CONDITION_CODE_MAX_STEPS]; /* of the steps */
    struct jump jumps[2 * CONDITION_CODE_MAX_STEPS + 1];
    unsigned jump_count;
    unsigned tests; /* that are made */
};

/* ---- bytes ------------------------------------------------------------------------- */

static void put(struct maker *maker, const void *bytes, size_t size)
{
    struct condition_code *code = maker->code;

    maker->is_full = maker->is_full || size > sizeof code->bytes - code->length;
    if (maker->is_full)
        return;
    memcpy(code->bytes + code->length, bytes, size);
    code->length = (uint16_t)(code->length + size);
}

#define PUT(maker, ...)                                                                            \
    put(maker, (const uint8_t[]){ __VA_ARGS__ }, sizeof((const uint8_t[]){ __VA_ARGS__ }))

static void put_pieces(struct maker *maker, const struct piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(maker, pieces[i].bytes, pieces[i].length);
}

/* The opcode stands; its displacement of 32 bits is filled in by link_jumps. */
static void put_jump(struct maker *maker, int32_t target)
{
    maker->jumps[maker->jump_count++] = (struct jump){ maker->code->length, target };
    PUT(maker, 0, 0, 0, 0);
}

/* ---- a test ------------------------------------------------------------------------ */

#define PLACE(name) (offsetof(struct user_regs_struct, name) / sizeof(uint64_t))

/* The machine's number of a general register; -1: it is none. */
static int number_of(unsigned place)
{
    struct user_regs_struct none;

    for (unsigned number = 0; number < 16; number++) {
        if ((uint64_t *)&none + place == emulate_register(&none, number))
            return (int)number;
    }
    return -1;
}

static void put_64(struct maker *maker, uint64_t value)
{
    put(maker, &value, sizeof value);
}

/* Into rax, as it was when the code was entered.  False: it is not to be had. */
static bool load(struct maker *maker, unsigned place)
{
    int number = number_of(place);

    if (place == PLACE(rax)) {
        PUT(maker, 0x48, 0x8b, 0x44, 0x24, DEPTH_RCX - DEPTH_RAX); /* mov rax, [rsp + 8] */
    } else if (place == PLACE(rcx)) {
        PUT(maker, 0x48, 0x8b, 0x04, 0x24); /* mov rax, [rsp] */
    } else if (place == PLACE(eflags)) {
        PUT(maker, 0x48, 0x8b, 0x44, 0x24, DEPTH_RCX - DEPTH_FLAGS); /* mov rax, [rsp + 16] */
    } else if (place == PLACE(rsp)) {
        PUT(maker, 0x48, 0x8d, 0x84, 0x24, DEPTH_RCX, 0, 0, 0); /* lea rax, [rsp + depth] */
    } else if (place == PLACE(rip)) {
        PUT(maker, 0x48, 0xb8); /* mov rax, number */
        put_64(maker, maker->pc);
    } else if (number >= 0) {
        PUT(maker, number < 8 ? 0x48 : 0x4c, 0x89, (uint8_t)(0xc0 | (number & 7) << 3));
    } else {
        return false;
    }
    return true;
}

/* The bits of the part, to the top and down again: as a signed number. */
static void extract(struct maker *maker, const struct register_spec *spec)
{
    if (spec->bits == 64)
        return;
    PUT(maker, 0x48, 0xc1, 0xe0, (uint8_t)(64 - spec->bits - spec->shift)); /* shl rax, … */
    PUT(maker, 0x48, 0xc1, 0xf8, (uint8_t)(64 - spec->bits));               /* sar rax, … */
}

/* The second byte of the jcc that is taken when the test says yes. */
static uint8_t jump_of(enum condition_op op)
{
    switch (op) {
    case CONDITION_EQUAL: return 0x84;
    case CONDITION_LESS: return 0x8c;
    case CONDITION_LESS_EQUAL: return 0x8e;
    case CONDITION_GREATER: return 0x8f;
    case CONDITION_GREATER_EQUAL: return 0x8d;
    case CONDITION_UNEQUAL:
    case CONDITION_BITS:
    case CONDITION_MAYBE:
    case CONDITION_NEVER:
    case CONDITION_ALWAYS: break;
    }
    return 0x85;
}

static void put_test(struct maker *maker, const struct condition_step *step)
{
    bool is_bits = step->op == CONDITION_BITS;

    extract(maker, step->spec);
    PUT(maker, 0x48, 0xb9); /* mov rcx, number */
    put_64(maker, is_bits ? step->bits : (uint64_t)step->number);
    PUT(maker, 0x48, is_bits ? 0x85 : 0x39, 0xc8); /* test, cmp rax, rcx */
    PUT(maker, 0x0f, jump_of(step->op));
    put_jump(maker, step->on_yes);
    PUT(maker, 0xe9);
    put_jump(maker, step->on_no);
    maker->tests++;
}

/* What only the tracer can tell goes to the trap. */
static void put_step(struct maker *maker, const struct condition_step *step)
{
    bool is_of_register = step->op != CONDITION_NEVER && step->op != CONDITION_ALWAYS &&
                          step->op != CONDITION_MAYBE && load(maker, step->spec->index);

    if (is_of_register) {
        put_test(maker, step);
        return;
    }
    PUT(maker, 0xe9);
    put_jump(maker, step->op == CONDITION_NEVER    ? step->on_no
                    : step->op == CONDITION_ALWAYS ? step->on_yes
                                                   : CONDITION_PASS);
}

/* ---- all of it --------------------------------------------------------------------- */

static void link_jumps(struct maker *maker)
{
    struct condition_code *code = maker->code;

    for (unsigned i = 0; i < maker->jump_count; i++) {
        const struct jump *jump = &maker->jumps[i];
        int32_t target = jump->target == CONDITION_PASS     ? code->back
                         : jump->target == CONDITION_REFUSE ? code->go_on
                                                            : maker->starts[jump->target];
        int32_t distance = target - (jump->at + 4);

        memcpy(code->bytes + jump->at, &distance, sizeof distance);
    }
}

bool condition_code_make(const struct condition_step *steps, size_t count, int32_t first,
                         tracee_addr pc, struct condition_code *ret_code)
{
    struct maker maker = { .code = ret_code, .pc = pc };

    *ret_code = (struct condition_code){ .length = 0 };
    if (count > CONDITION_CODE_MAX_STEPS)
        return false;
    put_pieces(&maker, PIECES(entry_pieces));
    PUT(&maker, 0xe9);
    put_jump(&maker, first);
    for (size_t i = 0; i < count; i++) {
        maker.starts[i] = ret_code->length;
        put_step(&maker, &steps[i]);
    }
    ret_code->back = ret_code->length;
    put_pieces(&maker, PIECES(back_pieces));
    ret_code->trap = ret_code->length;
    PUT(&maker, INT3, INT3); /* so that behind the first it is not at go_on */
    ret_code->go_on = ret_code->length;
    put_pieces(&maker, PIECES(back_pieces));
    if (maker.is_full || maker.tests == 0)
        return false;
    link_jumps(&maker);
    return true;
}

/* ---- undoing ----------------------------------------------------------------------- */

static enum depth depth_in(const struct piece *pieces, size_t count, size_t start, size_t offset,
                           enum depth behind)
{
    for (size_t i = 0; i < count; i++) {
        if (offset < start + pieces[i].length)
            return pieces[i].before;
        start += pieces[i].length;
    }
    return behind;
}

static enum depth depth_at(const struct condition_code *code, size_t offset)
{
    if (offset >= code->go_on)
        return depth_in(PIECES(back_pieces), code->go_on, offset, DEPTH_NOTHING);
    if (offset >= code->back)
        return depth_in(PIECES(back_pieces), code->back, offset, DEPTH_NOTHING);
    return depth_in(PIECES(entry_pieces), 0, offset, DEPTH_RCX);
}

bool condition_code_undo(const struct condition_code *code, size_t offset,
                         struct user_regs_struct *registers, const struct emulate_memory *memory)
{
    enum depth depth = depth_at(code, offset);
    uint64_t saved[3] = { registers->rcx, registers->rax, registers->eflags };
    unsigned pushed = depth < DEPTH_FLAGS ? 0 : (depth - DEPTH_RED_ZONE) / 8;

    if (pushed && !memory->read(memory->context, registers->rsp, saved + 3 - pushed, 8 * pushed))
        return false;
    registers->rcx = saved[0];
    registers->rax = saved[1];
    registers->eflags = saved[2];
    registers->rsp += depth;
    return true;
}
