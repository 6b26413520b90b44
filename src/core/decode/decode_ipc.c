/* System V and POSIX IPC: what is sent, and with which keys; decode_ipc_control.c has the rest. */
#include "capture.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

const struct member members_sembuf[] = {
    {"sem_num", MEMBER_U16, .type = TYPE_UINT},
    {"sem_op", MEMBER_S16, .type = TYPE_INT},
    {"sem_flg", MEMBER_U16, .type = TYPE_SEMOP_FLAGS},
    {0},
};

const struct member members_mq_attr[] = {
    {"mq_flags", MEMBER_LONG, .type = TYPE_MQ_FLAGS},
    {"mq_maxmsg", MEMBER_LONG, .type = TYPE_LONG},
    {"mq_msgsize", MEMBER_LONG, .type = TYPE_LONG},
    {"mq_curmsgs", MEMBER_LONG, .type = TYPE_LONG},
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 32},
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 16},
    {0},
};

/* Which of the calls behind it, where that one could not be shown. */
static void format_call_behind(struct formatter *f, enum arg_type names, uint64_t value)
{
    const char *name = flag_set_name(flag_set_find(names), value);

    if (name)
        format_known(f, name, (int64_t)value);
    else
        format_uint(f, value);
}

void format_ipc_call(struct formatter *f, uint64_t value)
{
    format_call_behind(f, TYPE_IPC_CALL, value);
}

void format_socketcall(struct formatter *f, uint64_t value)
{
    format_call_behind(f, TYPE_SOCKETCALL, value);
}

void format_ipc_key(struct formatter *f, uint64_t value)
{
    if ((uint32_t)value == 0)
        format_known(f, "IPC_PRIVATE", 0);
    else
        format_hex32(f, value);
}

/* A long of type, then the text: the size rule counts the text alone. */
void capture_msgbuf(struct capture *c, const struct arg_spec *arg)
{
    uint32_t word = (uint32_t)abi_word_bytes(c->abi), got;
    uint64_t text = capture_size(c, arg);

    text = text < UINT32_MAX ? text : UINT32_MAX;
    capture_bytes(c, 0, c->args[c->arg], word + text, word + c->limits->buffer_bytes, &got);
}

/* Less of its text could be read than is shown. */
static bool message_is_short(const struct formatter *f, struct captured message)
{
    return captured_is_cut(message) &&
           message.length_bytes < abi_word_bytes(f->abi) + format_string_limit(f);
}

void format_msgbuf(struct formatter *f)
{
    size_t word = abi_word_bytes(f->abi);
    struct captured message = captured_piece(f, 0);

    if (message.length_bytes < word || message_is_short(f, message)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    uint64_t type = load_word(message.bytes, 0, f->abi);
    format_open(f, '{');
    format_field(f, "mtype");
    format_long(f, f->abi == ABI_COMPAT ? (uint64_t)(int32_t)type : type);
    format_field(f, "mtext");
    format_quoted(f, TEXT_STRING, message.bytes + word, message.length_bytes - word,
                  format_string_limit(f), captured_is_cut(message));
    format_close(f, '}');
}
