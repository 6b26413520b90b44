/*
 * prctl(2): what each option makes of the arguments behind it.
 */
#include "formatter.h"
#include "operation_rows.h"
#include "record.h"

#define HEX      AS_VALUE(HEX)
#define HEX_2    HEX, HEX
#define HEX_3    HEX, HEX, HEX

static const struct operation_row prctl_rows[] = {
    OPERATION(1 /* PR_SET_PDEATHSIG */, AS_IS, NONE, AS_VALUE(DEATH_SIGNAL)),
    OPERATION(2 /* PR_GET_PDEATHSIG */, AS_IS, NONE, AS_OUT(SIGNAL_PTR)),
    OPERATION(3 /* PR_GET_DUMPABLE */, NAMED, DUMPABLE),
    OPERATION(4 /* PR_SET_DUMPABLE */, AS_IS, NONE, AS_VALUE(DUMPABLE)),
    OPERATION(5 /* PR_GET_UNALIGN */, AS_IS, NONE, AS_OUT(UNALIGN_PTR)),
    OPERATION(6 /* PR_SET_UNALIGN */, AS_IS, NONE, AS_VALUE(UNALIGN)),
    OPERATION(7 /* PR_GET_KEEPCAPS */, AS_IS, NONE),
    OPERATION(8 /* PR_SET_KEEPCAPS */, AS_IS, NONE, AS_VALUE(ULONG)),
    OPERATION(9 /* PR_GET_FPEMU */, AS_IS, NONE, AS_OUT(UINT_PTR)),
    OPERATION(10 /* PR_SET_FPEMU */, AS_IS, NONE, AS_VALUE(ULONG)),
    OPERATION(11 /* PR_GET_FPEXC */, AS_IS, NONE, AS_OUT(UINT_PTR)),
    OPERATION(12 /* PR_SET_FPEXC */, AS_IS, NONE, AS_VALUE(ULONG)),
    OPERATION(13 /* PR_GET_TIMING */, AS_IS, NONE),
    OPERATION(14 /* PR_SET_TIMING */, AS_IS, NONE, AS_VALUE(ULONG)),
    OPERATION(15 /* PR_SET_NAME */, AS_IS, NONE, AS_IN(COMM, SIZE_NUL)),
    OPERATION(16 /* PR_GET_NAME */, AS_IS, NONE, AS_OUT(COMM, SIZE_NUL)),
    OPERATION(19 /* PR_GET_ENDIAN */, AS_IS, NONE, AS_OUT(UINT_PTR)),
    OPERATION(20 /* PR_SET_ENDIAN */, AS_IS, NONE, AS_VALUE(ULONG)),
    OPERATION(21 /* PR_GET_SECCOMP */, AS_IS, NONE),
    OPERATION_OF(22 /* PR_SET_SECCOMP */, 1, AS_VALUE(SECCOMP_MODE)),
    OPERATION_OF(22, 2, AS_VALUE(SECCOMP_MODE), AS_IN(FILTER_PROGRAM)),
    OPERATION(22, AS_IS, NONE, AS_VALUE(SECCOMP_MODE), HEX_3),
    OPERATION(23 /* PR_CAPBSET_READ */, AS_IS, NONE, AS_VALUE(CAPABILITY_WORD)),
    OPERATION(24 /* PR_CAPBSET_DROP */, AS_IS, NONE, AS_VALUE(CAPABILITY_WORD)),
    OPERATION(25 /* PR_GET_TSC */, AS_IS, NONE, AS_OUT(TSC_PTR)),
    OPERATION(26 /* PR_SET_TSC */, AS_IS, NONE, AS_VALUE(PRCTL_TSC)),
    OPERATION(27 /* PR_GET_SECUREBITS */, FLAGS, SECUREBITS),
    OPERATION(28 /* PR_SET_SECUREBITS */, AS_IS, NONE, AS_VALUE(SECUREBITS)),
    OPERATION(29 /* PR_SET_TIMERSLACK */, AS_IS, NONE, AS_VALUE(LONG)),
    OPERATION(30 /* PR_GET_TIMERSLACK */, AS_IS, NONE),
    OPERATION(31 /* PR_TASK_PERF_EVENTS_DISABLE */, AS_IS, NONE),
    OPERATION(32 /* PR_TASK_PERF_EVENTS_ENABLE */, AS_IS, NONE),
    OPERATION_OF(33 /* PR_MCE_KILL */, 1, AS_VALUE(MCE_KILL), AS_VALUE(MCE_KILL_POLICY), HEX_2),
    OPERATION(33, AS_IS, NONE, AS_VALUE(MCE_KILL), HEX_3),
    OPERATION(34 /* PR_MCE_KILL_GET */, NAMED, MCE_KILL_POLICY, HEX, HEX_3),
    OPERATION(35 /* PR_SET_MM */, AS_IS, NONE, AS_VALUE(PRCTL_MM), HEX_3),
    OPERATION(36 /* PR_SET_CHILD_SUBREAPER */, AS_IS, NONE, AS_VALUE(ULONG)),
    OPERATION(37 /* PR_GET_CHILD_SUBREAPER */, AS_IS, NONE, AS_OUT(UINT_PTR)),
    OPERATION(38 /* PR_SET_NO_NEW_PRIVS */, AS_IS, NONE, AS_VALUE(ULONG), HEX_3),
    OPERATION(39 /* PR_GET_NO_NEW_PRIVS */, AS_IS, NONE, HEX, HEX_3),
    OPERATION(40 /* PR_GET_TID_ADDRESS */, AS_IS, NONE, AS_OUT(ADDRESS_PTR)),
    OPERATION(41 /* PR_SET_THP_DISABLE */, AS_IS, NONE, AS_VALUE(ULONG), HEX_3),
    OPERATION(45 /* PR_SET_FP_MODE */, AS_IS, NONE, AS_VALUE(FP_MODE)),
    OPERATION(46 /* PR_GET_FP_MODE */, FLAGS, FP_MODE),
    OPERATION_OF(47 /* PR_CAP_AMBIENT */, 1, AS_VALUE(CAP_AMBIENT), AS_VALUE(CAPABILITY_WORD), HEX_2),
    OPERATION_OF(47, 2, AS_VALUE(CAP_AMBIENT), AS_VALUE(CAPABILITY_WORD), HEX_2),
    OPERATION_OF(47, 3, AS_VALUE(CAP_AMBIENT), AS_VALUE(CAPABILITY_WORD), HEX_2),
    OPERATION(47, AS_IS, NONE, AS_VALUE(CAP_AMBIENT), HEX_3),
    OPERATION(50 /* PR_SVE_SET_VL */, PLAIN, SVE_VECTOR, AS_VALUE(SVE_VECTOR)),
    OPERATION(51 /* PR_SVE_GET_VL */, PLAIN, SVE_VECTOR),
    OPERATION(52 /* PR_GET_SPECULATION_CTRL */, FLAGS, SPECULATION_STATE, AS_VALUE(PRCTL_SPECULATION)),
    OPERATION_OF(53 /* PR_SET_SPECULATION_CTRL */, 0, AS_VALUE(PRCTL_SPECULATION),
              AS_VALUE(SPECULATION_CONTROL)),
    OPERATION_OF(53, 1, AS_VALUE(PRCTL_SPECULATION), AS_VALUE(SPECULATION_CONTROL)),
    OPERATION_OF(53, 2, AS_VALUE(PRCTL_SPECULATION), AS_VALUE(SPECULATION_CONTROL)),
    OPERATION(53, AS_IS, NONE, AS_VALUE(PRCTL_SPECULATION), HEX),
    OPERATION(54 /* PR_PAC_RESET_KEYS */, AS_IS, NONE, AS_VALUE(PAC_KEYS), HEX_3),
    OPERATION(55 /* PR_SET_TAGGED_ADDR_CTRL */, AS_IS, NONE, AS_VALUE(TAGGED_ADDRESSES), HEX_3),
    OPERATION(56 /* PR_GET_TAGGED_ADDR_CTRL */, PLAIN, TAGGED_ADDRESSES, HEX, HEX_3),
    OPERATION(57 /* PR_SET_IO_FLUSHER */, AS_IS, NONE, AS_VALUE(ULONG), HEX_3),
    OPERATION(59 /* PR_SET_SYSCALL_USER_DISPATCH */, AS_IS, NONE, AS_VALUE(USER_DISPATCH), HEX_2, AS_VALUE(ADDRESS)),
    OPERATION(60 /* PR_PAC_SET_ENABLED_KEYS */, AS_IS, NONE, AS_VALUE(PAC_ENABLED_KEYS),
           AS_VALUE(PAC_ENABLED_KEYS), HEX_2),
    OPERATION(61 /* PR_PAC_GET_ENABLED_KEYS */, FLAGS, PAC_ENABLED_KEYS, HEX, HEX_3),
    OPERATION_OF(62 /* PR_SCHED_CORE */, 0, AS_VALUE(SCHED_CORE), AS_VALUE(PID), AS_VALUE(PID_KIND),
              AS_OUT(HEX64_PTR)),
    OPERATION(62, AS_IS, NONE, AS_VALUE(SCHED_CORE), AS_VALUE(PID), AS_VALUE(PID_KIND),
           AS_VALUE(ADDRESS)),
    OPERATION(63 /* PR_SME_SET_VL */, PLAIN, SME_VECTOR, AS_VALUE(SME_VECTOR)),
    OPERATION(64 /* PR_SME_GET_VL */, PLAIN, SME_VECTOR),
    OPERATION(65 /* PR_SET_MDWE */, AS_IS, NONE, AS_VALUE(MDWE), HEX_3),
    OPERATION(66 /* PR_GET_MDWE */, FLAGS, MDWE, HEX, HEX_3),
    OPERATION(67 /* PR_SET_MEMORY_MERGE */, AS_IS, NONE, AS_VALUE(ULONG), HEX_3),
    OPERATION(69 /* PR_RISCV_V_SET_CONTROL */, AS_IS, NONE, AS_VALUE(RISCV_VECTOR)),
    OPERATION(70 /* PR_RISCV_V_GET_CONTROL */, FLAGS, RISCV_VECTOR),
    OPERATION(72 /* PR_PPC_GET_DEXCR */, FLAGS, DEXCR_CONTROL, AS_VALUE(DEXCR), HEX_3),
    OPERATION(73 /* PR_PPC_SET_DEXCR */, AS_IS, NONE, AS_VALUE(DEXCR), AS_VALUE(DEXCR_CONTROL), HEX_2),
    OPERATION(74 /* PR_GET_SHADOW_STACK_STATUS */, AS_IS, NONE, AS_OUT(SHADOW_STATUS_PTR), HEX_3),
    OPERATION(75 /* PR_SET_SHADOW_STACK_STATUS */, AS_IS, NONE, AS_VALUE(SHADOW_STATUS), HEX_3),
    OPERATION(76 /* PR_LOCK_SHADOW_STACK_STATUS */, AS_IS, NONE, AS_VALUE(SHADOW_STATUS), HEX_3),
    OPERATION(77 /* PR_TIMER_CREATE_RESTORE_IDS */, AS_IS, NONE, AS_VALUE(RESTORE_IDS), HEX_3),
    OPERATION_OF(78 /* PR_FUTEX_HASH */, 1, AS_VALUE(FUTEX_HASH), AS_VALUE(ULONG), HEX_2),
    OPERATION(78, AS_IS, NONE, AS_VALUE(FUTEX_HASH), HEX_3),
    OPERATION_OF(79 /* PR_RSEQ_SLICE_EXTENSION */, 2, AS_VALUE(SLICE_EXTENSION),
              AS_VALUE(SLICE_EXTENSION_FLAGS), HEX_2),
    OPERATION(79, AS_IS, NONE, AS_VALUE(SLICE_EXTENSION), HEX_3),
    OPERATION_OF(0x53564d41 /* PR_SET_VMA */, 0, AS_VALUE(PRCTL_VMA), AS_VALUE(ADDRESS),
              AS_VALUE(ULONG), AS_IN(STRING, SIZE_NUL)),
    OPERATION(0x53564d41, AS_IS, NONE, AS_VALUE(PRCTL_VMA), HEX_3),
    OPERATION(0x59616d61 /* PR_SET_PTRACER */, AS_IS, NONE, AS_VALUE(PTRACER)),
};

const struct operation_table prctl_operations = {prctl_rows, ARRAY_COUNT(prctl_rows)};

/* ---- its own values -------------------------------------------------------------- */

const struct member members_signal[] = {{NULL, MEMBER_S32, .type = TYPE_SIGNAL}, {0}};
const struct member members_unalign[] = {{NULL, MEMBER_U32, .type = TYPE_UNALIGN}, {0}};
const struct member members_tsc[] = {{NULL, MEMBER_U32, .type = TYPE_PRCTL_TSC}, {0}};
const struct member members_hex64[] = {{NULL, MEMBER_U64, .type = TYPE_HEX}, {0}};
const struct member members_shadow_status[] = {{NULL, MEMBER_ULONG, .type = TYPE_SHADOW_STATUS},
                                               {0}};

/* The kernel keeps so much of a name. */
#define COMM_BYTES 15

void format_comm(struct formatter *f)
{
    struct captured name = captured_piece(f, 0);

    if (name.bytes)
        format_quoted(f, TEXT_STRING, name.bytes, name.length_bytes, COMM_BYTES, false);
    else
        format_address(f, format_register(f, f->arg));
}

/* What is no signal's number is a number of its own width. */
void format_death_signal(struct formatter *f, uint64_t value)
{
    if (value > UINT32_MAX)
        format_ulong(f, value);
    else
        format_signal(f, value);
}

void format_pid_kind(struct formatter *f, uint64_t value)
{
    bool is_number = f->options->constants == FORMAT_NUMBERS;
    format_named_in(f, is_number ? FORMAT_NUMBERS : FORMAT_NAMED_NUMBERS, TYPE_PID_TYPE, value);
}

void format_ptracer(struct formatter *f, uint64_t value)
{
    uint64_t any = f->abi == ABI_COMPAT ? UINT32_MAX : UINT64_MAX;

    if (value == any)
        format_known_hex(f, "PR_SET_PTRACER_ANY", value);
    else
        format_ulong(f, value);
}

/* A vector's length, with flags above it. */
static void put_vector(struct formatter *f, enum arg_type flags, uint64_t value)
{
    uint64_t length = value & 0xffff;

    if (value == length) {
        format_hex(f, length);
    } else if (format_names_begin(f, value)) {
        format_named_in(f, FORMAT_NAMES, flags, value - length);
        format_punctuation(f, "|");
        format_hex(f, length);
        format_names_end(f);
    }
}

void format_sve_vector(struct formatter *f, uint64_t value)
{
    put_vector(f, TYPE_SVE_FLAGS, value);
}

void format_sme_vector(struct formatter *f, uint64_t value)
{
    put_vector(f, TYPE_SME_FLAGS, value);
}

/* arm64: whether tagged addresses are taken, how a wrong tag is told, and which tags are made. */
#define TAG_CHECK_MASK UINT64_C(6)
#define TAGS_SHIFT     3
#define TAGS_MASK      UINT64_C(0xffff)

static void put_tagged_addresses(struct formatter *f, uint64_t value)
{
    uint64_t tags = value >> TAGS_SHIFT & TAGS_MASK;
    uint64_t rest = value & ~(1 | TAG_CHECK_MASK | TAGS_MASK << TAGS_SHIFT);

    format_constant(f, value & 1 ? "PR_TAGGED_ADDR_ENABLE" : "!PR_TAGGED_ADDR_ENABLE");
    format_punctuation(f, "|");
    format_named_in(f, FORMAT_NAMES, TYPE_TAG_CHECK, value & TAG_CHECK_MASK);
    if (tags) {
        format_punctuation(f, "|");
        format_hex(f, tags);
        format_constant(f, "<<PR_MTE_TAG_SHIFT");
    }
    if (rest) {
        format_punctuation(f, "|");
        format_hex(f, rest);
    }
}

void format_tagged_addresses(struct formatter *f, uint64_t value)
{
    if (!format_names_begin(f, value))
        return;
    put_tagged_addresses(f, value);
    format_names_end(f);
}
