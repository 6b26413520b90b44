/*
 * What many requests exchange: one number, or a few.
 */
#include "ioctl.h"

const struct member members_ulong[] = {{NULL, MEMBER_ULONG, .type = TYPE_ULONG}, {0}};
const struct member members_x32[] = {{NULL, MEMBER_U32, .type = TYPE_HEX}, {0}};
const struct member members_x64[] = {{NULL, MEMBER_U64, .type = TYPE_HEX}, {0}};
const struct member members_u16[] = {{NULL, MEMBER_U16, .type = TYPE_UINT}, {0}};
const struct member members_x8[] = {{NULL, MEMBER_U8, .type = TYPE_HEX}, {0}};
const struct member members_d8[] = {{NULL, MEMBER_U8, .type = TYPE_UINT}, {0}};
const struct member members_s8[] = {{NULL, MEMBER_S8, .type = TYPE_INT}, {0}};
const struct member members_s16[] = {{NULL, MEMBER_S16, .type = TYPE_INT}, {0}};
const struct member members_s64[] = {{NULL, MEMBER_S64, .type = TYPE_LONG}, {0}};
const struct member members_x32_triple[] = {
    {NULL, MEMBER_U32, .type = TYPE_HEX},
    {NULL, MEMBER_U32, .type = TYPE_HEX},
    {NULL, MEMBER_U32, .type = TYPE_HEX},
    {0},
};
const struct member members_u64_pair[] = {
    {NULL, MEMBER_U64, .type = TYPE_ULONG},
    {NULL, MEMBER_U64, .type = TYPE_ULONG},
    {0},
};
const struct member members_uint_pair[] = {
    {NULL, MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_U32, .type = TYPE_UINT},
    {0},
};
