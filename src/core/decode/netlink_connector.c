/*
 * NETLINK_CONNECTOR: messages of any type carry a struct that names whose they are; those of the
 * processes' events have a struct of their own.  And the messages of iSCSI.
 */
#include "netlink.h"

enum { CONNECTOR_BYTES = 20, EVENT_BYTES = 16, INDEX_OF_PROCESSES = 1 };

static const struct member connector_id[] = {
    {"idx", MEMBER_U32, .type = TYPE_CONNECTOR_INDEX}, {"val", MEMBER_U32, .type = TYPE_HEX}, {0}};
static const struct member connector[] = {
    {"id", MEMBER_STRUCT, .members = connector_id}, {"seq", MEMBER_U32, .type = TYPE_UINT},
    {"ack", MEMBER_U32, .type = TYPE_UINT},         {"len", MEMBER_U16, .type = TYPE_UINT},
    {"flags", MEMBER_U16, .type = TYPE_HEX},        {0},
};

/* ---- events of processes ----------------------------------------------------------------- */

#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, MEMBER_S32, .type = TYPE_INT                                                         \
    }
#define PROCESS NUMBER("process_pid"), NUMBER("process_tgid")
#define PARENT  NUMBER("parent_pid"), NUMBER("parent_tgid")

static const struct member event_head[] = {
    {"what", MEMBER_U32, .type = TYPE_PROCESS_EVENT},
    {"cpu", MEMBER_U32, .type = TYPE_UINT},
    {"timestamp_ns", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};
static const struct member event_ack[] = {{"err", MEMBER_U32, .type = TYPE_UINT}, {0}};
static const struct member event_fork[] = {PARENT, NUMBER("child_pid"), NUMBER("child_tgid"), {0}};
static const struct member event_exec[] = {PROCESS, {0}};
static const struct member event_uid[] = {PROCESS, NUMBER("ruid"), NUMBER("euid"), {0}};
static const struct member event_gid[] = {PROCESS, NUMBER("rgid"), NUMBER("egid"), {0}};
static const struct member event_ptrace[] = {
    PROCESS, NUMBER("tracer_pid"), NUMBER("tracer_tgid"), {0}};
static const struct member event_comm[] = {PROCESS, {"comm", MEMBER_CHARS, .count = 16}, {0}};
static const struct member event_coredump[] = {PROCESS, PARENT, {0}};
static const struct member event_exit[] = {
    PROCESS,
    {"exit_code", MEMBER_U32, .type = TYPE_HEX},
    {"exit_signal", MEMBER_U32, .type = TYPE_SIGNAL},
    PARENT,
    {0},
};

static const struct {
    uint32_t what;
    uint8_t size_bytes;
    const char *field;
    const struct member *members;
} events[] = {
    {0, 4, "ack", event_ack},
    {0x1, 16, "fork", event_fork},
    {0x2, 8, "exec", event_exec},
    {0x4, 16, "id", event_uid},
    {0x40, 16, "id", event_gid},
    {0x80, 8, "sid", event_exec},
    {0x100, 16, "ptrace", event_ptrace},
    {0x200, 24, "comm", event_comm},
    {0x40000000, 16, "coredump", event_coredump},
    {0x80000000, 24, "exit", event_exit},
};

/* What the event is, and the member of the union that says more. */
static void put_event(struct formatter *f, const uint8_t *bytes, size_t length)
{
    format_open(f, '{');
    format_members(f, event_head, bytes, EVENT_BYTES);
    for (size_t i = 0; i < ARRAY_COUNT(events); i++) {
        if (events[i].what != load_u32(bytes) ||
            length < (size_t)EVENT_BYTES + events[i].size_bytes)
            continue;
        format_field(f, "event_data");
        format_open(f, '{');
        format_field(f, events[i].field);
        format_record(f, events[i].members, bytes + EVENT_BYTES, events[i].size_bytes, false);
        format_close(f, '}');
    }
    format_close(f, '}');
}

static void put_connector_data(struct formatter *f, uint32_t index, const uint8_t *bytes,
                               size_t length)
{
    if (index == INDEX_OF_PROCESSES && length == 4)
        format_named(f, TYPE_PROCESS_LISTEN, load_u32(bytes));
    else if (index == INDEX_OF_PROCESSES && length >= EVENT_BYTES)
        put_event(f, bytes, length);
    else
        format_quoted_hex(f, bytes, length, format_string_limit(f), false);
}

void format_connector_message(struct formatter *f, const struct netlink_message *message)
{
    size_t left, own;

    if (message->length < CONNECTOR_BYTES) {
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
        return;
    }
    format_record(f, connector, message->bytes, CONNECTOR_BYTES, false);
    left = message->length - CONNECTOR_BYTES;
    own = load_u16(message->bytes + 16);
    if (!left || !own)
        return;
    format_item(f);
    put_connector_data(f, load_u32(message->bytes), message->bytes + CONNECTOR_BYTES,
                       own < left ? own : left);
}

/* ---- iSCSI: the type again, an error, a handle, then what the type says -------------------------
 */

enum { ISCSI_BYTES = 16 };

static const struct member iscsi[] = {
    {"type", MEMBER_U32, .type = TYPE_ISCSI_EVENT},
    {"iferror", MEMBER_S32, .type = TYPE_INT},
    {"transport_handle", MEMBER_U64, .type = TYPE_HEX},
    {0},
};

void format_iscsi_message(struct formatter *f, const struct netlink_message *message)
{
    if (message->length < ISCSI_BYTES) {
        format_quoted_hex(f, message->bytes, message->length, format_string_limit(f), false);
        return;
    }
    format_record(f, iscsi, message->bytes, ISCSI_BYTES, false);
    if (message->length == ISCSI_BYTES)
        return;
    format_item(f);
    format_quoted_hex(f, message->bytes + ISCSI_BYTES, message->length - ISCSI_BYTES,
                      format_string_limit(f), false);
}
