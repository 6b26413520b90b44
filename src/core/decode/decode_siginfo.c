/*
 * siginfo_t: a signal's number and code say which of its faces holds.
 *
 * Three ints, then a union that starts where a long would: the members of each
 * face are a table, and each code is a row that names it and its face.
 */
#include <linux/signal.h>

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

static const struct member face_queue[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {"si_value", MEMBER_POINTER, .type = TYPE_SIGVAL},
    {0},
};

static const struct member face_timer[] = {
    {"si_timerid", MEMBER_S32, .type = TYPE_INT},
    {"si_overrun", MEMBER_S32, .type = TYPE_INT},
    {"si_value", MEMBER_POINTER, .type = TYPE_SIGVAL},
    {0},
};

/* clang-format off */
static const struct member face_exited[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {"si_status", MEMBER_S32, .type = TYPE_INT},
    {"si_utime", MEMBER_LONG, .type = TYPE_LONG},
    {"si_stime", MEMBER_LONG, .type = TYPE_LONG},
    {0},
};

/* A child that a signal ended, stopped or continued. */
static const struct member face_child[] = {
    {"si_pid", MEMBER_S32, .type = TYPE_PID},
    {"si_uid", MEMBER_U32, .type = TYPE_UID},
    {"si_status", MEMBER_S32, .type = TYPE_SIGNAL},
    {"si_utime", MEMBER_LONG, .type = TYPE_LONG},
    {"si_stime", MEMBER_LONG, .type = TYPE_LONG},
    {0},
};
/* clang-format on */

static const struct member face_fault[] = {
    {"si_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {0},
};

static const struct member face_poll[] = {
    {"si_band", MEMBER_LONG, .type = TYPE_LONG},
    {"si_fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};

static const struct member face_syscall[] = {
    {"si_call_addr", MEMBER_POINTER, .type = TYPE_ADDRESS},
    {"si_syscall", MEMBER_S32, .type = TYPE_SYSCALL_NUMBER},
    {"si_arch", MEMBER_U32, .type = TYPE_AUDIT_ARCH},
    {0},
};

/* ---- codes ------------------------------------------------------------------- */

/* Codes that any signal may have. */
static const struct {
    int code;
    const struct member *face;
} common_codes[] = {
    {SI_USER, face_kill},     {SI_KERNEL, face_none}, {SI_QUEUE, face_queue},
    {SI_TIMER, face_timer},   {SI_MESGQ, face_queue}, {SI_ASYNCIO, face_queue},
    {SI_SIGIO, face_poll},    {SI_TKILL, face_kill},  {SI_DETHREAD, face_kill},
    {SI_ASYNCNL, face_queue},
};

/* Positive codes are the signal's own: the list of their names, and the face. */
static const struct own_codes {
    int signal;
    uint16_t type;
    const struct member *face;
} own_codes[] = {
    {SIGCHLD, TYPE_SIGCHLD_CODE, face_child}, {SIGSEGV, TYPE_SIGSEGV_CODE, face_fault},
    {SIGBUS, TYPE_SIGBUS_CODE, face_fault},   {SIGILL, TYPE_SIGILL_CODE, face_fault},
    {SIGFPE, TYPE_SIGFPE_CODE, face_fault},   {SIGTRAP, TYPE_SIGTRAP_CODE, face_fault},
    {SIGPOLL, TYPE_SIGPOLL_CODE, face_poll},  {SIGSYS, TYPE_SIGSYS_CODE, face_syscall},
};

static const struct own_codes *own_codes_find(int signal, int code)
{
    if (code <= 0 || code == SI_KERNEL)
        return NULL;
    for (size_t i = 0; i < ARRAY_COUNT(own_codes); i++)
        if (own_codes[i].signal == signal)
            return &own_codes[i];
    return NULL;
}

/* A code that no row has: what a program sends itself has a value, the rest is unknown. */
static const struct member *face_find(int signal, int code)
{
    const struct own_codes *own = own_codes_find(signal, code);

    if (own)
        return signal == SIGCHLD && code == CLD_EXITED ? face_exited : own->face;
    for (size_t i = 0; i < ARRAY_COUNT(common_codes); i++)
        if (common_codes[i].code == code)
            return common_codes[i].face;
    return code < 0 ? face_queue : face_none;
}

static void format_code(struct formatter *f, int signal, int code)
{
    const struct own_codes *own = own_codes_find(signal, code);
    const struct flag_set *set = flag_set_find(own ? own->type : TYPE_SI_CODE);

    format_name_or_number(f, flag_set_name(set, (uint32_t)code), code);
}

/* ---- values of the faces ------------------------------------------------------ */

/* Of a sandboxed program: its own ABI. */
void format_syscall_number(struct formatter *f, uint64_t value)
{
    const struct syscall_spec *spec = syscall_find(f->abi, (int32_t)value);

    format_int(f, value);
    if (spec)
        format_comment(f, spec->name);
}

void format_siginfo(struct formatter *f, const uint8_t *bytes, size_t length)
{
    size_t union_offset = f->abi == ABI_COMPAT ? 12 : 16;
    int signal = load_s32(bytes), error = load_s32(bytes + 4), code = load_s32(bytes + 8);

    format_open(f, '{');
    format_field(f, "si_signo");
    format_signal(f, (uint64_t)signal);
    format_field(f, "si_code");
    format_code(f, signal, code);
    if (error) {
        format_field(f, "si_errno");
        format_name_or_number(f, format_errno_name(error), error);
    }
    format_members(f, face_find(signal, code), bytes + union_offset, length - union_offset);
    format_close(f, '}');
}
