/*
 * quotactl(2) and quotactl_fd(2): a command in two halves, which decides what
 * the id and the address are.
 */
#include "capture.h"
#include "choice.h"
#include "decode_operation.h"
#include "formatter.h"
#include "value_type.h"

enum {
    SYNC = 0x800001,
    QUOTA_ON = 0x800002,
    QUOTA_OFF = 0x800003,
    GET_FORMAT = 0x800004,
    GET_INFO = 0x800005,
    SET_INFO = 0x800006,
    GET_QUOTA = 0x800007,
    SET_QUOTA = 0x800008,
    GET_NEXT_QUOTA = 0x800009,
    XFS_ON = 0x5801,
    XFS_OFF = 0x5802,
    XFS_GET_QUOTA = 0x5803,
    XFS_SET_LIMIT = 0x5804,
    XFS_GET_STATE = 0x5805,
    XFS_REMOVE = 0x5806,
    XFS_SYNC = 0x5807,
    XFS_GET_STATE_V = 0x5808,
    XFS_GET_NEXT_QUOTA = 0x5809,
};

/* What the address points to; TYPE_NONE: neither it nor the id counts. */
static const struct choice quota_choices[] = {
    {SYNC, TYPE_NONE, ARG_VALUE, 0},
    {QUOTA_ON, TYPE_PATH, ARG_IN, SIZE_NUL},
    {QUOTA_OFF, TYPE_NONE, ARG_VALUE, 0},
    {GET_FORMAT, TYPE_QUOTA_FORMAT_PTR, ARG_OUT, 0},
    {GET_INFO, TYPE_QUOTA_INFO, ARG_OUT, 0},
    {SET_INFO, TYPE_QUOTA_INFO, ARG_IN, 0},
    {GET_QUOTA, TYPE_QUOTA_BLOCK, ARG_OUT, 0},
    {SET_QUOTA, TYPE_QUOTA_BLOCK, ARG_IN, 0},
    {GET_NEXT_QUOTA, TYPE_QUOTA_NEXT_BLOCK, ARG_OUT, 0},
    {XFS_ON, TYPE_QUOTA_XFS_FLAGS_PTR, ARG_IN, 0},
    {XFS_OFF, TYPE_QUOTA_XFS_FLAGS_PTR, ARG_IN, 0},
    {XFS_GET_QUOTA, TYPE_QUOTA_DISK, ARG_OUT, 0},
    {XFS_SET_LIMIT, TYPE_QUOTA_DISK, ARG_IN, 0},
    {XFS_GET_STATE, TYPE_QUOTA_STATE, ARG_OUT, 0},
    {XFS_REMOVE, TYPE_QUOTA_XFS_TYPE_PTR, ARG_IN, 0},
    {XFS_SYNC, TYPE_NONE, ARG_VALUE, 0},
    {XFS_GET_STATE_V, TYPE_QUOTA_STATE_V, ARG_OUT, 0},
    {XFS_GET_NEXT_QUOTA, TYPE_QUOTA_DISK, ARG_OUT, 0},
};

/* Commands to which the id is one of a user, a group or a project, or a format. */
static const uint32_t commands_with_id[] = {
    QUOTA_ON, GET_QUOTA, SET_QUOTA, GET_NEXT_QUOTA, XFS_GET_QUOTA, XFS_SET_LIMIT,
    XFS_GET_NEXT_QUOTA,
};

#define OPERATION_SHIFT 8
#define TYPE_MASK       0xffu

static const struct choice *quota_choice(uint32_t command)
{
    return choice_find(quota_choices, ARRAY_COUNT(quota_choices), command >> OPERATION_SHIFT);
}

static bool has_id(uint32_t command)
{
    for (size_t i = 0; i < ARRAY_COUNT(commands_with_id); i++)
        if (commands_with_id[i] == command >> OPERATION_SHIFT)
            return true;
    return !quota_choice(command);
}

/* The command's place: before it quotactl_fd has a descriptor. */
static uint32_t command_of(const struct formatter *f)
{
    int arg = format_find_argument(f, TYPE_QUOTA_CMD);
    return arg < 0 ? 0 : (uint32_t)format_register(f, (unsigned)arg);
}

static uint32_t captured_command(const struct capture *c)
{
    bool has_descriptor = c->spec->args[0].type == TYPE_FD;
    return (uint32_t)c->args[has_descriptor ? 1 : 0];
}

/* "QCMD(Q_GETQUOTA, USRQUOTA)" */
void format_quota_cmd(struct formatter *f, uint64_t value)
{
    uint32_t command = (uint32_t)value;

    if (f->options->constants != FORMAT_NAMES)
        format_uint(f, command);
    if (f->options->constants == FORMAT_NUMBERS)
        return;
    if (f->options->constants == FORMAT_NAMED_NUMBERS)
        format_punctuation(f, " /* ");
    format_constant(f, "QCMD");
    format_punctuation(f, "(");
    format_named_in(f, FORMAT_NAMES, TYPE_QUOTA_OPERATION, command >> OPERATION_SHIFT);
    format_punctuation(f, ", ");
    format_named_in(f, FORMAT_NAMES, TYPE_QUOTA_TYPE, command & TYPE_MASK);
    format_punctuation(f, ")");
    if (f->options->constants == FORMAT_NAMED_NUMBERS)
        format_punctuation(f, " */");
}

/* A format of quota files, or whose quota. */
void format_quota_id(struct formatter *f)
{
    uint64_t id = format_register(f, f->arg);

    if (command_of(f) >> OPERATION_SHIFT == QUOTA_ON)
        format_named(f, TYPE_QUOTA_FORMAT, id);
    else
        format_id(f, id);
}

void capture_quota_addr(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_choice(c, quota_choice(captured_command(c)));
}

void format_quota_addr(struct formatter *f)
{
    const struct choice *choice = quota_choice(command_of(f));

    if (choice)
        format_choice(f, choice);
    else
        format_address(f, format_register(f, f->arg));
}

unsigned quota_used_arguments(const struct formatter *f, unsigned index)
{
    const struct choice *choice = quota_choice(command_of(f));
    return choice && choice->type == TYPE_NONE ? index - 1 : f->spec->arg_count;
}

bool quota_skips_argument(const struct formatter *f, unsigned index)
{
    return f->spec->args[index].type == TYPE_QUOTA_ID && !has_id(command_of(f));
}

/* ---- structs ---------------------------------------------------------------------- */

const struct member members_quota_format[] = {{NULL, MEMBER_U32, .type = TYPE_QUOTA_FORMAT}, {0}};
const struct member members_quota_xfs_flags[] = {
    {NULL, MEMBER_U32, .type = TYPE_QUOTA_XFS_FLAGS}, {0}};
const struct member members_quota_xfs_type[] = {
    {NULL, MEMBER_U32, .type = TYPE_QUOTA_XFS_TYPE}, {0}};

#define QUOTA_BLOCK_MEMBERS                                                                        \
    {"dqb_bhardlimit", MEMBER_U64, .type = TYPE_ULONG},                                            \
        {"dqb_bsoftlimit", MEMBER_U64, .type = TYPE_ULONG},                                        \
        {"dqb_curspace", MEMBER_U64, .type = TYPE_ULONG},                                          \
        {"dqb_ihardlimit", MEMBER_U64, .type = TYPE_ULONG},                                        \
        {"dqb_isoftlimit", MEMBER_U64, .type = TYPE_ULONG},                                        \
        {"dqb_curinodes", MEMBER_U64, .type = TYPE_ULONG},                                         \
        {"dqb_btime", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},                              \
        {"dqb_itime", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},                              \
        {"dqb_valid", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_QUOTA_VALID}

const struct member members_quota_block[] = {QUOTA_BLOCK_MEMBERS, {NULL, MEMBER_ALIGN}, {0}};

const struct member members_quota_next_block[] = {
    QUOTA_BLOCK_MEMBERS,
    {"dqb_id", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_quota_info[] = {
    {"dqi_bgrace", MEMBER_U64, .type = TYPE_ULONG},
    {"dqi_igrace", MEMBER_U64, .type = TYPE_ULONG},
    {"dqi_flags", MEMBER_U32, .type = TYPE_QUOTA_INFO_FLAGS},
    {"dqi_valid", MEMBER_U32, .type = TYPE_QUOTA_INFO_VALID},
    {0},
};

const struct member members_quota_disk[] = {
    {"d_version", MEMBER_U8, .type = TYPE_INT},
    {"d_flags", MEMBER_U8, .type = TYPE_QUOTA_XFS_TYPE},
    {"d_fieldmask", MEMBER_U16, .type = TYPE_HEX},
    {"d_id", MEMBER_U32, .type = TYPE_UINT},
    {"d_blk_hardlimit", MEMBER_U64, .type = TYPE_ULONG},
    {"d_blk_softlimit", MEMBER_U64, .type = TYPE_ULONG},
    {"d_ino_hardlimit", MEMBER_U64, .type = TYPE_ULONG},
    {"d_ino_softlimit", MEMBER_U64, .type = TYPE_ULONG},
    {"d_bcount", MEMBER_U64, .type = TYPE_ULONG},
    {"d_icount", MEMBER_U64, .type = TYPE_ULONG},
    {"d_itimer", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"d_btimer", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"d_iwarns", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"d_bwarns", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 4},
    {"d_rtb_hardlimit", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"d_rtb_softlimit", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"d_rtbcount", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"d_rtbtimer", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"d_rtbwarns", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 10},
    {0},
};

const struct member members_quota_state_file[] = {
    {"qfs_ino", MEMBER_U64, .type = TYPE_ULONG},
    {"qfs_nblks", MEMBER_U64, .type = TYPE_ULONG},
    {"qfs_nextents", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

const struct member members_quota_state[] = {
    {"qs_version", MEMBER_U8, .type = TYPE_INT},
    {"qs_flags", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_QUOTA_XFS_FLAGS},
    {NULL, MEMBER_PAD, .count = 1},
    {"qs_uquota", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_QUOTA_STATE_FILE},
    {"qs_gquota", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_QUOTA_STATE_FILE},
    {"qs_incoredqs", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"qs_btimelimit", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"qs_itimelimit", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"qs_rtbtimelimit", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"qs_bwarnlimit", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"qs_iwarnlimit", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {0},
};

const struct member members_quota_state_v_file[] = {
    {"qfs_ino", MEMBER_U64, .type = TYPE_ULONG},
    {"qfs_nblks", MEMBER_U64, .type = TYPE_ULONG},
    {"qfs_nextents", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 4},
    {0},
};

const struct member members_quota_state_v[] = {
    {"qs_version", MEMBER_U8, .type = TYPE_INT},
    {"qs_flags", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_QUOTA_XFS_FLAGS},
    {"qs_incoredqs", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"qs_uquota", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_QUOTA_STATE_V_FILE},
    {"qs_gquota", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_QUOTA_STATE_V_FILE},
    {"qs_pquota", MEMBER_RECORD, SHOW_UNFOLDED, .type = TYPE_QUOTA_STATE_V_FILE},
    {"qs_btimelimit", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"qs_itimelimit", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"qs_rtbtimelimit", MEMBER_S32, SHOW_UNFOLDED, .type = TYPE_INT},
    {"qs_bwarnlimit", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"qs_iwarnlimit", MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 4},
    {NULL, MEMBER_PAD, .count = 60},
    {0},
};
