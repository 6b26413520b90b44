/*
 * Tampering: what is done to calls on their way, as strace's inject= has it.
 *
 * A rule counts the calls of its set for each tracee and syscall by themselves, from 1, and acts on
 * those that when names.  Where two rules are about one call, the later one counts.
 */
#ifndef PTOP_TAMPER_H
#define PTOP_TAMPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ptop/error.h>
#include <ptop/event.h>
#include <ptop/names.h>
#include <ptop/syscall.h>

enum tamper_action {
    TAMPER_ERROR = 1 << 0,  /* the call is not made and gives -error */
    TAMPER_RESULT = 1 << 1, /* the same, and gives result */
    TAMPER_SIGNAL = 1 << 2, /* signal is delivered at its entry */
    TAMPER_DELAY_ENTRY = 1 << 3,
    TAMPER_DELAY_EXIT = 1 << 4,
    TAMPER_POKE_ENTRY = 1 << 5, /* bytes are written where its arguments point to */
    TAMPER_POKE_EXIT = 1 << 6,
};

#define TAMPER_MAX_POKES 8
#define TAMPER_POKE_BYTES 256

struct tamper_poke {
    uint8_t arg; /* from 0 */
    uint16_t length_bytes;
    uint8_t bytes[TAMPER_POKE_BYTES];
};

struct tamper {
    struct syscall_set calls;
    unsigned actions; /* enum tamper_action bits */
    int error;        /* positive */
    int64_t result;
    int signal;
    int instead[ABI_COUNT]; /* the call that is made instead; -1: none */
    nanoseconds entry_delay_ns, exit_delay_ns;
    uint32_t first, last, step; /* of the count; last 0: no end; step 0: first alone if last is 0 */
    struct tamper_poke entry_pokes[TAMPER_MAX_POKES], exit_pokes[TAMPER_MAX_POKES];
    uint8_t entry_poke_count, exit_poke_count;
};

/* strace's "SET[:error=E|:retval=V][:signal=S][:syscall=C][:delay_enter=T][:delay_exit=T]
 * [:poke_enter=@argN=HEX,…][:poke_exit=…][:when=FIRST[..LAST][+[STEP]]]"; is_fault: an error without
 * a number is ENOSYS, and nothing but error and when is allowed.  0, or -EINVAL with the reason. */
ANY_THREAD int tamper_parse(const char *text, bool is_fault, struct tamper *ret_tamper,
                            struct error *ret_error);

/* Are rules about this call, too, which begins?  The record is as far as it is known by then, names those
 * of the descriptors in it.  On the tracer's thread. */
typedef bool tamper_asked(void *context, const struct event_syscall *call,
                          const struct names *names);

/* A time as strace has it: a number with s, ms, us or ns behind, without one microseconds. */
ANY_THREAD bool tamper_parse_time(const char *text, nanoseconds *ret_time_ns);

#endif
