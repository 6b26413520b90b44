/*
 * Flash memory: MTD devices, and UBI volumes on them.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- MTD --------------------------------------------------------------------------------- */

const struct member members_flash_otp_choice[] = {{NULL, MEMBER_U32, .type = TYPE_FLASH_OTP}, {0}};

const struct member members_flash_region_question[] = {
    {NULL, MEMBER_PAD, .count = 12},
    {"regionindex", MEMBER_U32, .type = TYPE_HEX},
    {0},
};

const struct member members_flash_region_answer[] = {
    {"offset", MEMBER_U32, .type = TYPE_HEX},
    {"erasesize", MEMBER_U32, .type = TYPE_HEX},
    {"numblocks", MEMBER_U32, .type = TYPE_HEX},
    {NULL, MEMBER_PAD, .count = 4},
    {0},
};

static const struct member flash_pair[] = {
    {NULL, MEMBER_ARRAY, .members = members_x32, .count = 2}, {0}};

const struct member members_flash_oob_places[] = {
    {"useecc", MEMBER_U32, .type = TYPE_FLASH_ECC},
    {"eccbytes", MEMBER_U32, .type = TYPE_HEX},
    {"oobfree", MEMBER_ARRAY, .members = flash_pair, .count = 8},
    {"eccpos", MEMBER_ARRAY, .members = members_x32, .count = 32},
    {0},
};

/* ---- UBI --------------------------------------------------------------------------------- */

/* No row of layouts: the number of its request says that it is an int. */
const struct member members_ubi_change[] = {
    {"lnum", MEMBER_S32, .type = TYPE_INT},
    {"bytes", MEMBER_S32, .type = TYPE_INT},
    {"dtype", MEMBER_U8, .type = TYPE_UBI_LIFETIME},
    {0},
};

const struct member members_ubi_attach[] = {
    {"ubi_num", MEMBER_S32, .type = TYPE_INT},
    {"mtd_num", MEMBER_S32, .type = TYPE_INT},
    {"vid_hdr_offset", MEMBER_S32, .type = TYPE_INT},
    {"max_beb_per1024", MEMBER_S16, .type = TYPE_INT},
    {"disable_fm", MEMBER_U8, SHOW_SET, .type = TYPE_UINT},
    {"need_resv_pool", MEMBER_U8, SHOW_SET, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 8},
    {0},
};

#define VOLUME_NAME_BYTES 128

/* The length of a volume's name stands this far before it. */
static void put_volume_name(struct formatter *f, const uint8_t *bytes, size_t distance)
{
    uint16_t length = load_u16(bytes - distance);

    length = length < VOLUME_NAME_BYTES - 1 ? length : VOLUME_NAME_BYTES - 1;
    format_quoted(f, TEXT_STRING, bytes, length, VOLUME_NAME_BYTES, bytes[length] != '\0');
}

static void put_new_volume_name(struct formatter *f, const uint8_t *bytes)
{
    put_volume_name(f, bytes, 2 + 4);
}

const struct member members_ubi_volume[] = {
    {"vol_id", MEMBER_S32, .type = TYPE_INT},
    {"alignment", MEMBER_S32, .type = TYPE_INT},
    {"bytes", MEMBER_S64, .type = TYPE_LONG},
    {"vol_type", MEMBER_U8, .type = TYPE_UBI_VOLUME},
    {"flags", MEMBER_U8, .type = TYPE_HEX},
    {"name_len", MEMBER_S16, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 4},
    {"name", MEMBER_PUT, .count = VOLUME_NAME_BYTES, .put = put_new_volume_name},
    {0},
};

/* Volumes that get other names: count, and up to 32 of them behind padding. */
#define RENAMED_MOST 32

static const struct member renamed[] = {
    {"vol_id", MEMBER_S32, .type = TYPE_INT},
    {"name_len", MEMBER_S16, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 2},
    {"name", MEMBER_CHARS, .count = 128},
    {0},
};

static void put_renaming(struct formatter *f, const uint8_t *bytes)
{
    int32_t count = load_s32(bytes);

    format_open(f, '{');
    format_field(f, "count");
    format_int(f, (uint64_t)(int64_t)count);
    format_field(f, "ents");
    format_elements(f, renamed, bytes + 16,
                    count < 0 ? 0 : count < RENAMED_MOST ? (size_t)count : RENAMED_MOST);
    format_close(f, '}');
}

const struct member members_ubi_renaming[] = {
    {NULL, MEMBER_PUT, .count = 4368, .put = put_renaming}, {0}};
