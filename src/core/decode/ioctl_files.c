/*
 * File systems: attributes, extents, clones, encryption; namespaces and what else files answer.
 */
#include <stdio.h>

#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

const struct member members_inode_flags[] = {{NULL, MEMBER_U32, .type = TYPE_INODE_FLAGS}, {0}};

const struct member members_file_attributes_read[] = {
    {"fsx_xflags", MEMBER_U32, .type = TYPE_INODE_XFLAGS},
    {"fsx_extsize", MEMBER_U32, .type = TYPE_UINT},
    {"fsx_nextents", MEMBER_U32, .type = TYPE_UINT},
    {"fsx_projid", MEMBER_U32, .type = TYPE_HEX},
    {"fsx_cowextsize", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 8},
    {0},
};

const struct member members_file_attributes[] = {
    {"fsx_xflags", MEMBER_U32, .type = TYPE_INODE_XFLAGS},
    {"fsx_extsize", MEMBER_U32, .type = TYPE_UINT},
    {"fsx_nextents", MEMBER_U32, SHOW_NEVER, .type = TYPE_UINT},
    {"fsx_projid", MEMBER_U32, .type = TYPE_HEX},
    {"fsx_cowextsize", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 8},
    {0},
};

/* ---- labels and identifiers ------------------------------------------------------------- */

#define LABEL_BYTES 256

static void put_label(struct formatter *f, const uint8_t *bytes)
{
    format_chars(f, bytes, LABEL_BYTES);
}

static void capture_label(struct capture *c)
{
    uint32_t got;

    capture_bytes(c, 0, c->args[c->arg], LABEL_BYTES, LABEL_BYTES, &got);
}

static void format_label(struct formatter *f)
{
    const uint8_t *label;

    if (!format_ioctl_answers(f) && f->is_waiting)
        return;
    label = format_ioctl_part(f, 0, true, LABEL_BYTES);
    if (label)
        put_label(f, label);
    else
        format_ioctl_address(f);
}

const struct ioctl_pair ioctl_label = {capture_label, format_label};

static void format_new_label(struct formatter *f)
{
    const uint8_t *label = format_ioctl_part(f, 0, false, LABEL_BYTES);

    if (label)
        put_label(f, label);
    else
        format_ioctl_address(f);
}

const struct ioctl_pair ioctl_new_label = {capture_label, format_new_label};

/* "00112233-4455-6677-8899-aabbccddeeff" */
void format_uuid(struct formatter *f, const uint8_t *bytes)
{
    char text[40];

    snprintf(text, sizeof text,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", bytes[0],
             bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8],
             bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]);
    text_put_role(f->text, TEXT_NUMBER, text);
}

const struct member members_file_system_uuid[] = {
    {"len", MEMBER_U8, .type = TYPE_UINT},
    {"uuid", MEMBER_PUT, .count = 16, .put = format_uuid},
    {0},
};

/* ---- arrays behind a header ------------------------------------------------------------------ */

static const struct member extent_members[] = {
    {"fe_logical", MEMBER_U64, .type = TYPE_ULONG},
    {"fe_physical", MEMBER_U64, .type = TYPE_ULONG},
    {"fe_length", MEMBER_U64, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .count = 16},
    {"fe_flags", MEMBER_U32, .type = TYPE_FIEMAP_EXTENT},
    {NULL, MEMBER_PAD, .count = 12},
    {0},
};

static const struct member extents_question[] = {
    {"fm_start", MEMBER_U64, .type = TYPE_ULONG},
    {"fm_length", MEMBER_U64, .type = TYPE_ULONG},
    {"fm_flags", MEMBER_U32, .type = TYPE_FIEMAP_FLAGS},
    {"fm_mapped_extents", MEMBER_U32, SHOW_NEVER},
    {"fm_extent_count", MEMBER_U32, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 4},
    {0},
};

static const struct member extents_answer[] = {
    {"fm_start", MEMBER_U64, SHOW_NEVER},
    {"fm_length", MEMBER_U64, SHOW_NEVER},
    {"fm_flags", MEMBER_U32, .type = TYPE_FIEMAP_FLAGS},
    {"fm_mapped_extents", MEMBER_U32, .type = TYPE_UINT},
    {"fm_extent_count", MEMBER_U32, SHOW_NEVER},
    {NULL, MEMBER_PAD, .count = 4},
    {0},
};

#define EXTENTS_BYTES     32
#define EXTENT_BYTES      56
#define EXTENTS_MAPPED_AT 20

static void capture_extents(struct capture *c)
{
    uint32_t got;
    tracee_addr address = c->args[c->arg];
    const uint8_t *header = capture_bytes(c, 0, address, EXTENTS_BYTES, EXTENTS_BYTES, &got);

    if (!header || got < EXTENTS_BYTES || !c->is_exit)
        return;
    uint32_t mapped = load_u32(header + EXTENTS_MAPPED_AT);
    uint32_t count = capture_element_count(c, mapped);
    if (count)
        capture_bytes(c, 1, address + EXTENTS_BYTES, (uint64_t)mapped * EXTENT_BYTES,
                      count * EXTENT_BYTES, &got);
}

static void format_extents_answer(struct formatter *f)
{
    const uint8_t *header = format_ioctl_part(f, 0, true, EXTENTS_BYTES);

    if (!header) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_members(f, extents_answer, header, EXTENTS_BYTES);
    struct captured extents = captured_piece(f, 1);
    if (format_shows_all(f)) {
        format_field(f, "fm_extents");
        format_elements(f, extent_members, extents.bytes, extents.length_bytes / EXTENT_BYTES);
    } else {
        format_more(f);
    }
    format_close(f, '}');
}

static void format_extents(struct formatter *f)
{
    const uint8_t *header = format_ioctl_part(f, 0, false, EXTENTS_BYTES);

    if (!header) {
        format_ioctl_address(f);
        return;
    }
    format_record(f, extents_question, header, EXTENTS_BYTES, false);
    if (!format_ioctl_answers(f))
        return;
    format_punctuation(f, " => ");
    format_extents_answer(f);
}

const struct ioctl_pair ioctl_extents = {capture_extents, format_extents};

static const struct member same_question[] = {
    {"src_offset", MEMBER_U64, .type = TYPE_ULONG},
    {"src_length", MEMBER_U64, .type = TYPE_ULONG},
    {"dest_count", MEMBER_U16, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 6},
    {0},
};

static const struct member same_element_question[] = {
    {"dest_fd", MEMBER_S64, .type = TYPE_FD},
    {"dest_offset", MEMBER_U64, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .count = 16},
    {0},
};

static const struct member same_element_answer[] = {
    {NULL, MEMBER_PAD, .count = 16},
    {"bytes_deduped", MEMBER_U64, .type = TYPE_ULONG},
    {"status", MEMBER_S32, .type = TYPE_INT},
    {NULL, MEMBER_PAD, .count = 4},
    {0},
};

#define SAME_BYTES         24
#define SAME_ELEMENT_BYTES 32
#define SAME_COUNT_AT      16

static void capture_same(struct capture *c)
{
    uint32_t got;
    tracee_addr address = c->args[c->arg];
    const uint8_t *header = capture_bytes(c, 0, address, SAME_BYTES, SAME_BYTES, &got);
    unsigned part = 0;

    if (!header || got < SAME_BYTES)
        return;
    uint32_t wanted = load_u16(header + SAME_COUNT_AT);
    uint32_t count = capture_element_count(c, wanted);
    const uint8_t *elements = NULL;
    if (count)
        elements = capture_bytes(c, 1, address + SAME_BYTES, (uint64_t)wanted * SAME_ELEMENT_BYTES,
                                 count * SAME_ELEMENT_BYTES, &got);
    for (; elements && !c->is_exit && got >= SAME_ELEMENT_BYTES;
         elements += SAME_ELEMENT_BYTES, got -= SAME_ELEMENT_BYTES)
        capture_fd_name(c, part++, load_s32(elements));
}

static void put_same_elements(struct formatter *f, const struct member *members)
{
    struct captured elements = captured_piece(f, 1);

    format_field(f, "info");
    format_elements(f, members, elements.bytes, elements.length_bytes / SAME_ELEMENT_BYTES);
}

static void format_same(struct formatter *f)
{
    const uint8_t *header = format_ioctl_part(f, 0, false, SAME_BYTES);

    f->fd_part = 0;
    if (!header) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_members(f, same_question, header, SAME_BYTES);
    put_same_elements(f, same_element_question);
    format_close(f, '}');
    if (!format_ioctl_answers(f) || load_u16(header + SAME_COUNT_AT) == 0)
        return;
    format_punctuation(f, " => ");
    format_open(f, '{');
    f->is_exit = true;
    put_same_elements(f, same_element_answer);
    format_close(f, '}');
}

const struct ioctl_pair ioctl_same = {capture_same, format_same};
