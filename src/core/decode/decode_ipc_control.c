/*
 * shmctl, msgctl, semctl: the command says what their last argument is.
 *
 * Structs are those of linux/ipc.h and its companions; in memory their owner comes in the order key,
 * owner, creator, mode, and people read it as owner, mode, key, creator.
 */
#include "capture.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- owners ------------------------------------------------------------------ */

enum { KEY_AT = 0, UID_AT = 4, GID_AT = 8, CUID_AT = 12, CGID_AT = 16, MODE_AT = 20 };

#define MODE_MASK 07777u

static void put_id(struct formatter *f, const char *name, const uint8_t *bytes)
{
    format_field(f, name);
    format_id(f, load_u32(bytes));
}

static void put_owner(struct formatter *f, const char *name, const uint8_t *bytes, bool is_whole)
{
    format_field(f, name);
    format_open(f, '{');
    put_id(f, "uid", bytes + UID_AT);
    put_id(f, "gid", bytes + GID_AT);
    format_field(f, "mode");
    format_mode(f, load_u32(bytes + MODE_AT) & MODE_MASK);
    if (is_whole) {
        format_field(f, "key");
        format_uint(f, load_u32(bytes + KEY_AT));
        put_id(f, "cuid", bytes + CUID_AT);
        put_id(f, "cgid", bytes + CGID_AT);
    }
    format_close(f, '}');
}

/* ---- what is behind the owner ------------------------------------------------- */

/* clang-format off */
#define OWNER                                         \
    {NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = 48}, \
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 36}
/* The upper half of a time, of i386. */
#define UPPER_HALF {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 4}

static const struct member shared_memory[] = {
    OWNER,
    {"shm_segsz", MEMBER_ULONG, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .count = 24}, /* its times, which are shown last */
    {"shm_cpid", MEMBER_S32, .type = TYPE_PID},
    {"shm_lpid", MEMBER_S32, .type = TYPE_PID},
    {"shm_nattch", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

static const struct member shared_memory_times[] = {
    OWNER,
    {NULL, MEMBER_ULONG},
    {"shm_atime", MEMBER_ULONG, .type = TYPE_ULONG},
    UPPER_HALF,
    {"shm_dtime", MEMBER_ULONG, .type = TYPE_ULONG},
    UPPER_HALF,
    {"shm_ctime", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

static const struct member message_queue[] = {
    OWNER,
    {"msg_stime", MEMBER_ULONG, .type = TYPE_ULONG},
    UPPER_HALF,
    {"msg_rtime", MEMBER_ULONG, .type = TYPE_ULONG},
    UPPER_HALF,
    {"msg_ctime", MEMBER_ULONG, .type = TYPE_ULONG},
    UPPER_HALF,
    {NULL, MEMBER_ULONG}, /* bytes in it */
    {"msg_qnum", MEMBER_ULONG, .type = TYPE_ULONG},
    {"msg_qbytes", MEMBER_ULONG, .type = TYPE_ULONG},
    {"msg_lspid", MEMBER_S32, .type = TYPE_PID},
    {"msg_lrpid", MEMBER_S32, .type = TYPE_PID},
    {0},
};

static const struct member message_queue_size[] = {
    OWNER,
    {NULL, MEMBER_PAD, .count = 24}, /* its times */
    {NULL, MEMBER_ULONG},
    {NULL, MEMBER_ULONG},
    {"msg_qbytes", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

/* Behind each of its times is a word: of i386 the upper half. */
static const struct member semaphores[] = {
    OWNER,
    {"sem_otime", MEMBER_ULONG, .type = TYPE_ULONG},
    {NULL, MEMBER_ULONG},
    {"sem_ctime", MEMBER_ULONG, .type = TYPE_ULONG},
    {NULL, MEMBER_ULONG},
    {"sem_nsems", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

/* ---- limits and use of the whole system ------------------------------------------ */

static const struct member shared_memory_limits[] = {
    {"shmmax", MEMBER_ULONG, .type = TYPE_ULONG},
    {"shmmin", MEMBER_ULONG, .type = TYPE_ULONG},
    {"shmmni", MEMBER_ULONG, .type = TYPE_ULONG},
    {"shmseg", MEMBER_ULONG, .type = TYPE_ULONG},
    {"shmall", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

static const struct member shared_memory_use[] = {
    {"used_ids", MEMBER_S32, .type = TYPE_INT},
    {"shm_tot", MEMBER_ULONG, .type = TYPE_ULONG},
    {"shm_rss", MEMBER_ULONG, .type = TYPE_ULONG},
    {"shm_swp", MEMBER_ULONG, .type = TYPE_ULONG},
    {"swap_attempts", MEMBER_ULONG, .type = TYPE_ULONG},
    {"swap_successes", MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

static const struct member message_limits[] = {
    {"msgpool", MEMBER_S32, .type = TYPE_INT},
    {"msgmap", MEMBER_S32, .type = TYPE_INT},
    {"msgmax", MEMBER_S32, .type = TYPE_INT},
    {"msgmnb", MEMBER_S32, .type = TYPE_INT},
    {"msgmni", MEMBER_S32, .type = TYPE_INT},
    {"msgssz", MEMBER_S32, .type = TYPE_INT},
    {"msgtql", MEMBER_S32, .type = TYPE_INT},
    {"msgseg", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

static const struct member semaphore_limits[] = {
    {"semmap", MEMBER_S32, .type = TYPE_INT},
    {"semmni", MEMBER_S32, .type = TYPE_INT},
    {"semmns", MEMBER_S32, .type = TYPE_INT},
    {"semmnu", MEMBER_S32, .type = TYPE_INT},
    {"semmsl", MEMBER_S32, .type = TYPE_INT},
    {"semopm", MEMBER_S32, .type = TYPE_INT},
    {"semume", MEMBER_S32, .type = TYPE_INT},
    {"semusz", MEMBER_S32, .type = TYPE_INT},
    {"semvmx", MEMBER_S32, .type = TYPE_INT},
    {"semaem", MEMBER_S32, .type = TYPE_INT},
    {0},
};
/* clang-format on */

/* ---- commands --------------------------------------------------------------------- */

enum object { SHARED_MEMORY, MESSAGE_QUEUE, SEMAPHORES, OBJECT_COUNT };

#define COMMAND_MASK 0xff /* without IPC_64 */

/* By command: what the kernel tells, or takes.  An owner comes before the members where it has a name. */
static const struct ipc_struct {
    enum object object;
    uint8_t command;
    bool is_told; /* by the kernel, at exit */
    const char *owner;
    const struct member *members, *more;
} ipc_structs[] = {
    {SHARED_MEMORY, 1 /* IPC_SET */, false, "shm_perm", NULL, NULL},
    {SHARED_MEMORY, 2 /* IPC_STAT */, true, "shm_perm", shared_memory, shared_memory_times},
    {SHARED_MEMORY, 13 /* SHM_STAT */, true, "shm_perm", shared_memory, shared_memory_times},
    {SHARED_MEMORY, 15 /* SHM_STAT_ANY */, true, "shm_perm", shared_memory, shared_memory_times},
    {SHARED_MEMORY, 3 /* IPC_INFO */, true, NULL, shared_memory_limits, NULL},
    {SHARED_MEMORY, 14 /* SHM_INFO */, true, NULL, shared_memory_use, NULL},
    {MESSAGE_QUEUE, 1 /* IPC_SET */, false, "msg_perm", message_queue_size, NULL},
    {MESSAGE_QUEUE, 2 /* IPC_STAT */, true, "msg_perm", message_queue, NULL},
    {MESSAGE_QUEUE, 11 /* MSG_STAT */, true, "msg_perm", message_queue, NULL},
    {MESSAGE_QUEUE, 13 /* MSG_STAT_ANY */, true, "msg_perm", message_queue, NULL},
    {MESSAGE_QUEUE, 3 /* IPC_INFO */, true, NULL, message_limits, NULL},
    {MESSAGE_QUEUE, 12 /* MSG_INFO */, true, NULL, message_limits, NULL},
    {SEMAPHORES, 1 /* IPC_SET */, false, "sem_perm", NULL, NULL},
    {SEMAPHORES, 2 /* IPC_STAT */, true, "sem_perm", semaphores, NULL},
    {SEMAPHORES, 18 /* SEM_STAT */, true, "sem_perm", semaphores, NULL},
    {SEMAPHORES, 20 /* SEM_STAT_ANY */, true, "sem_perm", semaphores, NULL},
    {SEMAPHORES, 3 /* IPC_INFO */, true, NULL, semaphore_limits, NULL},
    {SEMAPHORES, 19 /* SEM_INFO */, true, NULL, semaphore_limits, NULL},
};

/* How much there is of an object's struct. */
static const uint8_t object_bytes[OBJECT_COUNT][ABI_COUNT] = {{112, 84}, {120, 88}, {104, 64}};

#define IPC_64 0x100u

static void format_command(struct formatter *f, enum arg_type type, uint64_t value)
{
    const char *name = flag_set_name(flag_set_find(type), value & COMMAND_MASK);
    uint32_t command = (uint32_t)value;

    if (!(command & IPC_64) || (command & ~IPC_64) > COMMAND_MASK || !name) {
        format_named(f, type, command);
    } else {
        format_known_hex(f, "IPC_64", IPC_64);
        format_punctuation(f, "|");
        format_known_hex(f, name, command & COMMAND_MASK);
    }
}

void format_shmctl_cmd(struct formatter *f, uint64_t value)
{
    format_command(f, TYPE_SHMCTL_CMD, value);
}

void format_msgctl_cmd(struct formatter *f, uint64_t value)
{
    format_command(f, TYPE_MSGCTL_CMD, value);
}

void format_semctl_cmd(struct formatter *f, uint64_t value)
{
    format_command(f, TYPE_SEMCTL_CMD, value);
}

static const struct ipc_struct *struct_find(enum object object, uint64_t command)
{
    for (size_t i = 0; i < ARRAY_COUNT(ipc_structs); i++)
        if (ipc_structs[i].object == object && ipc_structs[i].command == (command & COMMAND_MASK))
            return &ipc_structs[i];
    return NULL;
}

static size_t struct_bytes(const struct ipc_struct *it, enum abi abi)
{
    return it->owner ? object_bytes[it->object][abi] : record_size_bytes(it->members, abi);
}

static void capture_control(struct capture *c, enum object object)
{
    const struct ipc_struct *it = struct_find(object, c->args[c->arg - 1]);
    uint32_t got;

    if (!it || !c->args[c->arg] || it->is_told != c->is_exit || (c->is_exit && c->has_failed))
        return;
    uint32_t size = (uint32_t)struct_bytes(it, c->abi);
    capture_bytes(c, 0, c->args[c->arg], size, size, &got);
}

static void format_control(struct formatter *f, enum object object)
{
    const struct ipc_struct *it = struct_find(object, format_register(f, f->arg - 1u));

    if (it && it->is_told && f->is_begin) {
        f->is_waiting = true;
        return;
    }
    f->is_exit = it && it->is_told;
    struct captured captured = captured_piece(f, 0);
    f->is_exit = false;
    if (!it || f->options->hides_structs || captured.length_bytes < struct_bytes(it, f->abi)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    if (it->owner)
        put_owner(f, it->owner, captured.bytes, it->is_told);
    if (it->members)
        format_members(f, it->members, captured.bytes, captured.length_bytes);
    if (it->more)
        format_members(f, it->more, captured.bytes, captured.length_bytes);
    format_close(f, '}');
}

void capture_shmctl_arg(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_control(c, SHARED_MEMORY);
}

void format_shmctl_arg(struct formatter *f)
{
    format_control(f, SHARED_MEMORY);
}

void capture_msgctl_arg(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_control(c, MESSAGE_QUEUE);
}

void format_msgctl_arg(struct formatter *f)
{
    format_control(f, MESSAGE_QUEUE);
}

/* An address, whatever the command: of a number that is set, too. */
void capture_semctl_arg(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_control(c, SEMAPHORES);
}

void format_semctl_arg(struct formatter *f)
{
    format_control(f, SEMAPHORES);
}
