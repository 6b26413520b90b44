/* The calls behind other calls, as rows. */
#include "multiplex.h"

#include <string.h>

#include <ptop/call_number.h>
#include <ptop/piece.h>

#include "layout.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define X86_64(number)  (number) /* most have a row there; i386's own numbers came later */

/* ---- those that have no number of their own ------------------------------------- */

static const struct syscall_spec send_spec = {
    .name = "send",
    .classes = CLASS_NETWORK,
    .result = TYPE_SIZE,
    .arg_count = 4,
    .args = {{"sockfd", TYPE_FD, ARG_VALUE},
             {"buf", TYPE_BYTES, ARG_IN, SIZE_ARG, 2},
             {"size", TYPE_SIZE, ARG_VALUE},
             {"flags", TYPE_MSG_FLAGS, ARG_VALUE}},
};

static const struct syscall_spec recv_spec = {
    .name = "recv",
    .classes = CLASS_NETWORK,
    .result = TYPE_SIZE,
    .arg_count = 4,
    .args = {{"sockfd", TYPE_FD, ARG_VALUE},
             {"buf", TYPE_BYTES, ARG_OUT, SIZE_RET},
             {"size", TYPE_SIZE, ARG_VALUE},
             {"flags", TYPE_MSG_FLAGS, ARG_VALUE}},
};

/* ipc has a pointer to what semctl has. */
static const struct syscall_spec semctl_spec = {
    .name = "semctl",
    .classes = CLASS_IPC,
    .result = TYPE_INT,
    .arg_count = 4,
    .args = {{"semid", TYPE_INT, ARG_VALUE},
             {"semnum", TYPE_INT, ARG_VALUE},
             {"op", TYPE_SEMCTL_CMD, ARG_VALUE},
             {"arg", TYPE_HEX_PTR, ARG_IN}},
};

/* ---- rows ------------------------------------------------------------------------- */

/* By the type of the first argument, and its value. */
static const struct row {
    uint16_t type;
    uint16_t selector;
    uint16_t number; /* of x86-64; 0: spec */
    const struct syscall_spec *spec;
    uint8_t words;                   /* arguments in memory, from the first on */
    uint8_t order[SYSCALL_MAX_ARGS]; /* of ipc: which of its registers each argument is */
} rows[] = {
    {TYPE_SOCKETCALL, 1, X86_64(41) /* socket */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 2, X86_64(49) /* bind */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 3, X86_64(42) /* connect */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 4, X86_64(50) /* listen */, NULL, 2, {0}},
    {TYPE_SOCKETCALL, 5, X86_64(43) /* accept */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 6, X86_64(51) /* getsockname */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 7, X86_64(52) /* getpeername */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 8, X86_64(53) /* socketpair */, NULL, 4, {0}},
    {TYPE_SOCKETCALL, 9, 0, &send_spec, 4, {0}},
    {TYPE_SOCKETCALL, 10, 0, &recv_spec, 4, {0}},
    {TYPE_SOCKETCALL, 11, X86_64(44) /* sendto */, NULL, 6, {0}},
    {TYPE_SOCKETCALL, 12, X86_64(45) /* recvfrom */, NULL, 6, {0}},
    {TYPE_SOCKETCALL, 13, X86_64(48) /* shutdown */, NULL, 2, {0}},
    {TYPE_SOCKETCALL, 14, X86_64(54) /* setsockopt */, NULL, 5, {0}},
    {TYPE_SOCKETCALL, 15, X86_64(55) /* getsockopt */, NULL, 5, {0}},
    {TYPE_SOCKETCALL, 16, X86_64(46) /* sendmsg */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 17, X86_64(47) /* recvmsg */, NULL, 3, {0}},
    {TYPE_SOCKETCALL, 18, X86_64(288) /* accept4 */, NULL, 4, {0}},
    {TYPE_SOCKETCALL, 19, X86_64(299) /* recvmmsg */, NULL, 5, {0}},
    {TYPE_SOCKETCALL, 20, X86_64(307) /* sendmmsg */, NULL, 4, {0}},
    {TYPE_IPC_CALL, 1, X86_64(65) /* semop */, NULL, 0, {1, 4, 2}},
    {TYPE_IPC_CALL, 2, X86_64(64) /* semget */, NULL, 0, {1, 2, 3}},
    {TYPE_IPC_CALL, 3, 0, &semctl_spec, 0, {1, 2, 3, 4}},
    {TYPE_IPC_CALL, 4, X86_64(220) /* semtimedop */, NULL, 0, {1, 4, 2, 5}},
    {TYPE_IPC_CALL, 11, X86_64(69) /* msgsnd */, NULL, 0, {1, 4, 2, 3}},
    {TYPE_IPC_CALL, 12, X86_64(70) /* msgrcv */, NULL, 0, {1, 4, 2, 5, 3}},
    {TYPE_IPC_CALL, 13, X86_64(68) /* msgget */, NULL, 0, {1, 2}},
    {TYPE_IPC_CALL, 14, X86_64(71) /* msgctl */, NULL, 0, {1, 2, 4}},
    {TYPE_IPC_CALL, 21, X86_64(30) /* shmat */, NULL, 0, {1, 4, 2}},
    {TYPE_IPC_CALL, 22, X86_64(67) /* shmdt */, NULL, 0, {4}},
    {TYPE_IPC_CALL, 23, X86_64(29) /* shmget */, NULL, 0, {1, 2, 3}},
    {TYPE_IPC_CALL, 24, X86_64(31) /* shmctl */, NULL, 0, {1, 2, 4}},
    {TYPE_MMAP_ARGS, 0, X86_64(9) /* mmap */, NULL, 6, {0}},
    {TYPE_SELECT_ARGS, 0, X86_64(23) /* select */, NULL, 5, {0}},
};

#define IPC_RECEIVES     12
#define IPC_VERSION_BITS 16
#define KERNEL_MSGRCV_PLACES                                                                       \
    2 /* where the message goes, and its type: of the first version in memory */

static const struct row *row_find(uint16_t type, uint64_t first)
{
    uint16_t selector = type == TYPE_IPC_CALL ? (uint16_t)first : 0;

    if (type == TYPE_SOCKETCALL && first <= UINT16_MAX)
        selector = (uint16_t)first;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].type == type && rows[i].selector == selector)
            return &rows[i];
    return NULL;
}

static const struct syscall_spec *spec_of(const struct row *row)
{
    return row->spec ? row->spec : syscall_find(ABI_NATIVE, row->number);
}

bool multiplex_find(const struct syscall_spec *spec, const uint64_t args[static SYSCALL_MAX_ARGS],
                    struct multiplexed *ret_call)
{
    const struct row *row = row_find(spec->args[0].type, args[0]);

    if (!row)
        return false;
    *ret_call = (struct multiplexed){
        .spec = spec_of(row),
        .words = row->words,
    };
    if (row->words)
        ret_call->address = row->type == TYPE_SOCKETCALL ? args[1] : args[0];
    for (unsigned i = 0; !row->words && i < ret_call->spec->arg_count; i++)
        ret_call->args[i] = args[row->order[i]];
    if (row->type == TYPE_IPC_CALL && row->selector == IPC_RECEIVES &&
        args[0] >> IPC_VERSION_BITS == 0) {
        ret_call->words = KERNEL_MSGRCV_PLACES;
        ret_call->address = args[4];
    }
    return true;
}

void multiplex_fill(struct multiplexed *call, const uint8_t *words)
{
    if (call->words == KERNEL_MSGRCV_PLACES && call->spec->args[0].type == TYPE_INT) {
        call->args[1] = load_u32(words);
        call->args[3] = load_u32(words + 4);
        return;
    }
    for (unsigned i = 0; i < call->words; i++)
        call->args[i] = load_u32(words + 4 * i);
}

/* ---- numbers for sets ---------------------------------------------------------------- */

static_assert(SYSCALL_BEHIND_FIRST + COUNT_OF(rows) <= SYSCALL_SET_NUMBERS, "a number for each");

/* Those that share a number with others; the first versions of mmap and select have one of their
 * own. */
static const struct door {
    const char *name;
    uint16_t type;
} doors[] = {{"socketcall", TYPE_SOCKETCALL}, {"ipc", TYPE_IPC_CALL}};

static bool has_door(const struct row *row)
{
    return row->type == doors[0].type || row->type == doors[1].type;
}

int64_t multiplex_number(enum abi abi, const struct syscall_spec *spec,
                         const uint64_t args[static SYSCALL_MAX_ARGS])
{
    const struct row *row =
        abi == ABI_COMPAT && spec ? row_find(spec->args[0].type, args[0]) : NULL;

    return row && has_door(row) ? SYSCALL_BEHIND_FIRST + (row - rows) : -1;
}

static int number_of(const struct door *door)
{
    int number = -1;

    syscall_find_name(ABI_COMPAT, door->name, &number);
    return number;
}

void multiplex_add_doors(struct syscall_set *set)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t d = 0; d < COUNT_OF(doors); d++)
            if (rows[i].type == doors[d].type &&
                syscall_set_has(set, ABI_COMPAT, SYSCALL_BEHIND_FIRST + (int)i))
                syscall_set_add(set, ABI_COMPAT, number_of(&doors[d]));
}

void multiplex_add_behind(struct syscall_set *set)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t d = 0; d < COUNT_OF(doors); d++)
            if (rows[i].type == doors[d].type &&
                syscall_set_has(set, ABI_COMPAT, number_of(&doors[d])))
                syscall_set_add(set, ABI_COMPAT, SYSCALL_BEHIND_FIRST + (int)i);
}

/* Its arguments in memory, if it has some, could be read. */
static bool has_words(const struct event_syscall *call, unsigned words)
{
    const struct event_piece *piece = piece_first(call);

    while (words > 0 && piece && !(piece->arg == 0 && piece->part == MULTIPLEX_PART))
        piece = piece_next(call, piece);
    return words == 0 || (piece && piece->length_bytes >= 4 * words);
}

int64_t call_number(const struct event_syscall *call)
{
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct syscall_spec *spec =
        abi == ABI_COMPAT ? syscall_find(abi, call->header.number) : NULL;
    int64_t number = spec ? multiplex_number(abi, spec, call->args) : -1;
    struct multiplexed behind;

    if (number < 0 || !multiplex_find(spec, call->args, &behind) || !has_words(call, behind.words))
        return call->header.number;
    return number;
}

const struct syscall_spec *call_number_spec(enum abi abi, int64_t number)
{
    size_t index = (size_t)(number - SYSCALL_BEHIND_FIRST);

    if (number < SYSCALL_BEHIND_FIRST)
        return syscall_find(abi, number);
    return abi == ABI_COMPAT && index < COUNT_OF(rows) && has_door(&rows[index])
               ? spec_of(&rows[index])
               : NULL;
}
