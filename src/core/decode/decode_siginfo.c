/*
 * siginfo_t: a signal's number and code say which of its faces holds.
 *
 * Three ints, then a union that starts where a long would: the members of each
 * face are a table, and each code is a row that names it and its face.
 */
#include <linux/audit.h>
#include <linux/signal.h>
#include <stdio.h>

#include "core/tables/flags.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- faces ------------------------------------------------------------------- */

static const struct member face_none[] = {{0}};

static const struct member face_kill[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {0},
};

/* Where the sender may have added a value: who it was, and that if it is one. */
static const struct member face_queue[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {0},
};

static const struct member face_timer[] = {
    {"si_timerid", MEMBER_U32, .type = TYPE_HEX},
    {"si_overrun", MEMBER_S32, .type = TYPE_INT},
    {0},
};

static const struct member face_exited[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {"si_status", MEMBER_S32, .type = TYPE_INT},
    {"si_utime", MEMBER_ULONG, .type = TYPE_TICKS},
    {"si_stime", MEMBER_ULONG, .type = TYPE_TICKS},
    {0},
};

/* A child that a signal ended, stopped or continued. */
static const struct member face_child[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {"si_status", MEMBER_S32, .type = TYPE_SIGNAL},
    {"si_utime", MEMBER_ULONG, .type = TYPE_TICKS},
    {"si_stime", MEMBER_ULONG, .type = TYPE_TICKS},
    {0},
};

static const struct member face_fault[] = {
    {"si_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {0},
};

static const struct member face_bounds[] = {
    {"si_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {NULL, MEMBER_POINTER},
    {"si_lower", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"si_upper", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {0},
};

static const struct member face_key[] = {
    {"si_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {NULL, MEMBER_POINTER},
    {"si_pkey", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

static const struct member face_memory[] = {
    {"si_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"si_addr_lsb", MEMBER_U16, .type = TYPE_HEX},
    {0},
};

static const struct member face_poll[] = {
    {"si_band", MEMBER_LONG, .type = TYPE_LONG},
    {"si_fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};

static const struct member face_syscall[] = {
    {"si_call_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {NULL, MEMBER_U32}, /* si_syscall: named by the architecture behind it */
    {NULL, MEMBER_U32},
    {0},
};

/* ---- codes ------------------------------------------------------------------- */

/* Codes that any signal may have. */
static const struct {
    int code;
    const struct member *face;
} common_codes[] = {
    {SI_USER, face_kill},   {SI_TKILL, face_kill}, {SI_TIMER, face_timer},
    {SI_SIGIO, face_poll},
};

/* Positive codes are the signal's own: the list of their names, and the face; code: of that one. */
static const struct own_codes {
    int signal, code;
    uint16_t type;
    const struct member *face;
} own_codes[] = {
    {SIGCHLD, CLD_EXITED, TYPE_SIGCHLD_CODE, face_exited},
    {SIGSEGV, SEGV_BNDERR, TYPE_SIGSEGV_CODE, face_bounds},
    {SIGSEGV, SEGV_PKUERR, TYPE_SIGSEGV_CODE, face_key},
    {SIGBUS, BUS_MCEERR_AR, TYPE_SIGBUS_CODE, face_memory},
    {SIGBUS, BUS_MCEERR_AO, TYPE_SIGBUS_CODE, face_memory},
    {SIGCHLD, 0, TYPE_SIGCHLD_CODE, face_child},
    {SIGSEGV, 0, TYPE_SIGSEGV_CODE, face_fault},
    {SIGBUS, 0, TYPE_SIGBUS_CODE, face_fault},
    {SIGILL, 0, TYPE_SIGILL_CODE, face_fault},
    {SIGFPE, 0, TYPE_SIGFPE_CODE, face_fault},
    {SIGTRAP, 0, TYPE_SIGTRAP_CODE, face_fault},
    {SIGPOLL, 0, TYPE_SIGPOLL_CODE, face_poll},
    {SIGSYS, 0, TYPE_SIGSYS_CODE, face_syscall},
};

static const struct own_codes *own_codes_find(int signal, int code)
{
    if (code <= 0)
        return NULL;
    for (size_t i = 0; i < ARRAY_COUNT(own_codes); i++)
        if (own_codes[i].signal == signal && (own_codes[i].code == code || own_codes[i].code == 0))
            return &own_codes[i];
    return NULL;
}

static const char *code_name(const struct own_codes *own, int code)
{
    bool is_own = own && code != SI_KERNEL;

    return flag_set_name(flag_set_find(is_own ? own->type : TYPE_SI_CODE), (uint32_t)code);
}

/* A code that no row has: whoever sent it may have added a value. */
static const struct member *face_find(int signal, int code)
{
    const struct own_codes *own = own_codes_find(signal, code);

    if (own && own->face == face_poll && (code == SI_KERNEL || !code_name(own, code)))
        return face_none;
    if (own)
        return own->face;
    for (size_t i = 0; i < ARRAY_COUNT(common_codes); i++)
        if (common_codes[i].code == code)
            return common_codes[i].face;
    return face_queue;
}

static void format_code(struct formatter *f, int signal, int code)
{
    const char *name = code_name(own_codes_find(signal, code), code);

    if (name)
        format_known_hex(f, name, (uint32_t)code);
    else
        format_hex(f, (uint32_t)code);
}

/* ---- values of the faces ------------------------------------------------------ */

/* Clock ticks, as the kernel counts them for programs. */
#define TICKS_PER_SECOND 100

void format_ticks(struct formatter *f, uint64_t value)
{
    char comment[48];

    format_ulong(f, value);
    if (value == 0 || f->options->constants == FORMAT_NUMBERS)
        return;
    snprintf(comment, sizeof comment, "%llu.%02u s", (unsigned long long)(value / TICKS_PER_SECOND),
             (unsigned)(value % TICKS_PER_SECOND));
    format_comment(f, comment);
}

static void format_call_number(struct formatter *f, const char *name, uint32_t number)
{
    char macro[64];

    snprintf(macro, sizeof macro, "__NR_%s", name);
    format_known(f, macro, number);
}

/* What the sender added: a number or an address. */
static void put_sent_value(struct formatter *f, const uint8_t *bytes)
{
    uint64_t value = load_word(bytes, 0, f->abi);

    format_field(f, "si_int");
    format_int(f, value);
    format_field(f, "si_ptr");
    format_address(f, value);
}

static void format_sent_value(struct formatter *f, const uint8_t *bytes)
{
    if (load_word(bytes, 0, f->abi) != 0)
        put_sent_value(f, bytes);
}

/* "__NR_getpid" of the program's own machine, and its number and name of another that we know. */
static void format_refused_call(struct formatter *f, const uint8_t *bytes)
{
    uint32_t number = load_u32(bytes), architecture = load_u32(bytes + 4);
    bool is_compat = architecture == AUDIT_ARCH_I386;
    bool is_known = is_compat || architecture == AUDIT_ARCH_X86_64;
    const struct syscall_spec *spec =
        is_known ? syscall_find(is_compat ? ABI_COMPAT : ABI_NATIVE, number) : NULL;

    format_field(f, "si_syscall");
    if (spec && is_compat == (f->abi == ABI_COMPAT)) {
        format_call_number(f, spec->name, number);
    } else {
        format_uint(f, number);
        if (spec)
            format_comment(f, spec->name);
    }
    format_field(f, "si_arch");
    format_named(f, TYPE_AUDIT_ARCH, architecture);
}

static void format_face(struct formatter *f, const struct member *face, const uint8_t *bytes,
                        size_t length)
{
    size_t word = abi_word_bytes(f->abi);

    format_members(f, face, bytes, length);
    if (face == face_queue)
        format_sent_value(f, bytes + 8);
    else if (face == face_timer)
        put_sent_value(f, bytes + 8);
    else if (face == face_syscall)
        format_refused_call(f, bytes + word);
}

void format_siginfo(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t union_offset = f->abi == ABI_COMPAT ? 12 : 16;
    int signal = load_s32(bytes), error = load_s32(bytes + 4), code = load_s32(bytes + 8);
    const struct member *face;

    format_open(f, '{');
    if (signal == 0) { /* waitid found nobody */
        format_close(f, '}');
        return;
    }
    format_field(f, "si_signo");
    format_signal(f, (uint64_t)signal);
    format_field(f, "si_code");
    format_code(f, signal, code);
    if (error) {
        format_field(f, "si_errno");
        format_name_or_number(f, format_errno_name(error), (uint32_t)error);
    }
    bytes += union_offset;
    face = face_find(signal, code);
    if (face == face_queue && code > 0 && load_u64(bytes) == 0) /* nobody but the kernel sent it */
        format_sent_value(f, bytes + 8);
    else
        format_face(f, face, bytes, length - union_offset);
    format_close(f, '}');
}
