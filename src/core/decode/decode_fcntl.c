/*
 * fcntl(2): locks, owners, flags, by command.
 */
#include <string.h>

#include "capture.h"
#include "choice.h"
#include "decode_operation.h"
#include "formatter.h"
#include "value_type.h"

enum {
    CMD_DUPFD = 0,
    CMD_GETFD = 1,
    CMD_GETFL = 3,
    CMD_GETSIG = 11,
    CMD_GETLEASE = 1025,
    CMD_DUPFD_CLOEXEC = 1030,
    CMD_GET_SEALS = 1034,
};

static const struct choice fcntl_choices[] = {
    {CMD_DUPFD, TYPE_INT, ARG_VALUE, 0},
    {CMD_GETFD, TYPE_NONE, ARG_VALUE, 0},
    {2 /* F_SETFD */, TYPE_FD_FLAGS, ARG_VALUE, 0},
    {CMD_GETFL, TYPE_NONE, ARG_VALUE, 0},
    {4 /* F_SETFL */, TYPE_OPEN_FLAGS, ARG_VALUE, 0},
    {5 /* F_GETLK */, TYPE_FLOCK, ARG_OUT, 0},
    {6 /* F_SETLK */, TYPE_FLOCK, ARG_IN, 0},
    {7 /* F_SETLKW */, TYPE_FLOCK, ARG_IN, 0},
    {8 /* F_SETOWN */, TYPE_PID, ARG_VALUE, 0},
    {9 /* F_GETOWN */, TYPE_NONE, ARG_VALUE, 0},
    {10 /* F_SETSIG */, TYPE_SIGNAL, ARG_VALUE, 0},
    {CMD_GETSIG, TYPE_NONE, ARG_VALUE, 0},
    {12 /* F_GETLK64 */, TYPE_FLOCK64, ARG_OUT, 0},
    {13 /* F_SETLK64 */, TYPE_FLOCK64, ARG_IN, 0},
    {14 /* F_SETLKW64 */, TYPE_FLOCK64, ARG_IN, 0},
    {15 /* F_SETOWN_EX */, TYPE_OWNER_EX, ARG_IN, 0},
    {16 /* F_GETOWN_EX */, TYPE_OWNER_EX, ARG_OUT, 0},
    {17 /* F_GETOWNER_UIDS */, TYPE_ID_PAIR, ARG_OUT, 0},
    {36 /* F_OFD_GETLK */, TYPE_FLOCK64, ARG_OUT, 0},
    {37 /* F_OFD_SETLK */, TYPE_FLOCK64, ARG_IN, 0},
    {38 /* F_OFD_SETLKW */, TYPE_FLOCK64, ARG_IN, 0},
    {1024 /* F_SETLEASE */, TYPE_LOCK_TYPE, ARG_VALUE, 0},
    {CMD_GETLEASE, TYPE_NONE, ARG_VALUE, 0},
    {1026 /* F_NOTIFY */, TYPE_DNOTIFY, ARG_VALUE, 0},
    {1027 /* F_DUPFD_QUERY */, TYPE_FD, ARG_VALUE, 0},
    {1028 /* F_CREATED_QUERY */, TYPE_NONE, ARG_VALUE, 0},
    {CMD_DUPFD_CLOEXEC, TYPE_INT, ARG_VALUE, 0},
    {1031 /* F_SETPIPE_SZ */, TYPE_INT, ARG_VALUE, 0},
    {1032 /* F_GETPIPE_SZ */, TYPE_NONE, ARG_VALUE, 0},
    {1033 /* F_ADD_SEALS */, TYPE_SEALS, ARG_VALUE, 0},
    {CMD_GET_SEALS, TYPE_NONE, ARG_VALUE, 0},
    {1035 /* F_GET_RW_HINT */, TYPE_RW_HINT_PTR, ARG_OUT, 0},
    {1036 /* F_SET_RW_HINT */, TYPE_RW_HINT_PTR, ARG_IN, 0},
    {1037 /* F_GET_FILE_RW_HINT */, TYPE_RW_HINT_PTR, ARG_OUT, 0},
    {1038 /* F_SET_FILE_RW_HINT */, TYPE_RW_HINT_PTR, ARG_IN, 0},
    {1039 /* F_GETDELEG */, TYPE_DELEGATION, ARG_INOUT, 0},
    {1040 /* F_SETDELEG */, TYPE_DELEGATION, ARG_IN, 0},
};

/* The commands of i386's fcntl64 are none of any other fcntl. */
#define CMD_FIRST_64 12
#define CMD_LAST_64  14

static const struct choice *fcntl_choice(const struct syscall_spec *spec, uint64_t command)
{
    bool is_wide = (uint32_t)command >= CMD_FIRST_64 && (uint32_t)command <= CMD_LAST_64;

    if (is_wide && strcmp(spec->name, "fcntl64") != 0)
        return NULL;
    return choice_find(fcntl_choices, ARRAY_COUNT(fcntl_choices), (uint32_t)command);
}

const struct member members_flock[] = {
    {"l_type", MEMBER_U16, .type = TYPE_LOCK_TYPE},
    {"l_whence", MEMBER_U16, .type = TYPE_SEEK_WHENCE},
    {"l_start", MEMBER_LONG, .type = TYPE_OFFSET},
    {"l_len", MEMBER_LONG, .type = TYPE_OFFSET},
    {"l_pid", MEMBER_S32, SHOW_ANSWER, .type = TYPE_PID},
    {0},
};

const struct member members_flock64[] = {
    {"l_type", MEMBER_U16, .type = TYPE_LOCK_TYPE},
    {"l_whence", MEMBER_U16, .type = TYPE_SEEK_WHENCE},
    {"l_start", MEMBER_S64, .type = TYPE_OFFSET},
    {"l_len", MEMBER_S64, .type = TYPE_OFFSET},
    {"l_pid", MEMBER_S32, SHOW_ANSWER, .type = TYPE_PID},
    {0},
};

const struct member members_rw_hint[] = {{NULL, MEMBER_U64, .type = TYPE_RW_HINT}, {0}};

const struct member members_delegation[] = {
    {"d_flags", MEMBER_U32, .type = TYPE_HEX},
    {"d_type", MEMBER_U16, .type = TYPE_LOCK_TYPE},
    {NULL, MEMBER_PAD, .count = 2},
    {0},
};

const struct member members_owner_ex[] = {
    {"type", MEMBER_S32, .type = TYPE_OWNER_TYPE},
    {"pid", MEMBER_S32, .type = TYPE_PID},
    {0},
};

const struct member members_id_pair[] = {
    {NULL, MEMBER_U32, .type = TYPE_UID},
    {NULL, MEMBER_U32, .type = TYPE_UID},
    {0},
};

static bool makes_fd(uint32_t command)
{
    return command == CMD_DUPFD || command == CMD_DUPFD_CLOEXEC;
}

/* The command stands before the argument. */
void capture_fcntl_arg(struct capture *c, const struct arg_spec *arg)
{
    uint64_t command = c->arg ? c->args[c->arg - 1] : 0;

    (void)arg;
    capture_choice(c, fcntl_choice(c->spec, command));
    if (c->is_exit && !c->has_failed && makes_fd((uint32_t)command)) {
        uint8_t own = c->arg;
        c->arg = PIECE_RESULT;
        capture_fd_name(c, 0, (int)c->result);
        c->arg = own;
    }
}

void format_fcntl_arg(struct formatter *f)
{
    uint64_t command = f->arg ? format_register(f, f->arg - 1u) : 0;
    format_choice(f, fcntl_choice(f->spec, command));
}

unsigned fcntl_used_arguments(const struct formatter *f, unsigned index)
{
    const struct choice *choice = index ? fcntl_choice(f->spec, format_register(f, index - 1)) : NULL;
    return choice && choice->type == TYPE_NONE ? index : f->spec->arg_count;
}

/* Commands whose result is a set of flags: what it is, and what it is called. */
static const struct {
    uint16_t command, type;
    const char *word;
} fcntl_results[] = {
    {CMD_GETFD, TYPE_FD_FLAGS, "flags "},  {CMD_GETFL, TYPE_OPEN_FLAGS, "flags "},
    {CMD_GETSIG, TYPE_SIGNAL, ""},         {CMD_GETLEASE, TYPE_LOCK_TYPE, ""},
    {CMD_GET_SEALS, TYPE_SEALS, "seals "},
};

/* Zero means nothing, except where it is O_RDONLY or F_RDLCK; a signal is no hexadecimal number. */
static bool zero_is_named(uint32_t command)
{
    return command == CMD_GETFL || command == CMD_GETLEASE;
}

bool format_fcntl_result(struct formatter *f, unsigned index)
{
    uint32_t command = index ? (uint32_t)format_register(f, index - 1) : 0;

    for (size_t i = 0; i < ARRAY_COUNT(fcntl_results); i++) {
        if (fcntl_results[i].command != command ||
            (f->call->result == 0 && !zero_is_named(command)))
            continue;
        if (fcntl_results[i].type == TYPE_SIGNAL)
            format_int(f, (uint64_t)f->call->result);
        else
            format_hex(f, (uint64_t)f->call->result);
        format_punctuation(f, " (");
        text_put_role(f->text, TEXT_DIM, fcntl_results[i].word);
        const char *signal = format_signal_name((int)f->call->result);
        if (fcntl_results[i].type == TYPE_SIGNAL)
            text_put_role(f->text, TEXT_SIGNAL, signal ? signal : "???");
        else if (zero_is_named(command)) /* in words, whatever the style */
            format_named_in(f, FORMAT_NAMES, fcntl_results[i].type, (uint64_t)f->call->result);
        else
            format_named(f, fcntl_results[i].type, (uint64_t)f->call->result);
        format_punctuation(f, ")");
        return true;
    }
    return false;
}
