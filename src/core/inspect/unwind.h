/*
 * Call stacks of stopped tracees, and the names of their frames.
 *
 * The caller gives registers and memory: nothing here makes a ptrace request.  It
 * does allocate and open files between a stop and its resume, and takes as long as that takes:
 * some tens of microseconds for a stack; once for each file, the reading of its symbols.
 *
 * What is known of the processes looked at last is kept; that one shares its memory with another
 * (CLONE_VM without CLONE_THREAD) is not.
 *
 * An unwinder and all that it hands out are used by one thread, which made it: the tracer has one
 * for the callers of calls, who looks at held tracees (inspector.c) another.
 */
#ifndef PTOP_CORE_UNWIND_H
#define PTOP_CORE_UNWIND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <ptop/event.h>

#define UNWIND_MAX_REGISTERS 17
#define UNWIND_NAME_BYTES    8192 /* room for any frame's name */

struct unwind_registers {
    uint64_t values[UNWIND_MAX_REGISTERS]; /* by DWARF's numbers for the machine */
    unsigned count;
    unsigned word_bytes; /* 8, or 4 of a 32-bit program */
    tracee_addr pc, stack;
};

/* A thread, stopped until the call that it was given to returns. */
struct unwind_task {
    pid_t tid, tgid;
    struct unwind_registers registers;
    /* Up to size bytes of its memory: how many, or -errno. */
    ssize_t (*read)(void *context, tracee_addr address, void *buffer, size_t size);
    void *context;
};

struct unwind_frame {
    tracee_addr address;
    tracee_addr stack; /* the stack pointer in it; 0: unknown */
    bool is_return;    /* it is where a call returns to: what called is before it */
};

struct address_space;
struct unwinder;

/* From those of an EVENT_STOP. */
ANY_THREAD struct unwind_registers unwind_registers_of(
    const uint64_t registers[EVENT_REGISTER_COUNT], bool is_compat);

ANY_THREAD struct unwinder *unwinder_new(void);
/* From now on look for debug files whenever there could be more to know: it takes its time. */
ANY_THREAD void unwinder_use_debug_files(struct unwinder *unwinder);
/* From now on names end with the line of source, where it is known: " main.c:12". */
ANY_THREAD void unwinder_name_sources(struct unwinder *unwinder);
ANY_THREAD void unwinder_free(struct unwinder *unwinder);

/* The frames, the innermost first: at least that one, at most capacity (> 0).
 * *ret_edition changes when what is mapped does: in one edition, an address has one name. */
ANY_THREAD size_t unwinder_stack(struct unwinder *unwinder, const struct unwind_task *task,
                                 struct unwind_frame *ret_frames, size_t capacity,
                                 uint32_t *ret_edition);

/* The name of a frame of the stack just made, as <ptop/callers.h> has it: its length. */
ANY_THREAD size_t unwinder_name(struct unwinder *unwinder, const struct unwind_task *task,
                                struct unwind_frame frame, char ret_name[static UNWIND_NAME_BYTES]);

/* What is known of the task's process, up to date; borrowed until the next call. */
ANY_THREAD struct address_space *unwinder_space(struct unwinder *unwinder,
                                                const struct unwind_task *task);

/* A process changed its mappings in this range, and brought code into it or not. */
ANY_THREAD void unwinder_remapped(struct unwinder *unwinder, pid_t tgid, tracee_addr start,
                                  uint64_t length, bool is_code);
/* A process began, ended, or runs another program. */
ANY_THREAD void unwinder_forget(struct unwinder *unwinder, pid_t tgid);

#endif
