/*
 * Walking a record's members, for the two halves: formatting them, and finding
 * the descriptors among them.
 */
#include "record.h"

#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* Size and alignment of the kinds that do not depend on a row: 64-bit, then i386, where nothing
 * is aligned to more than 4. */
static const struct {
    uint8_t size[ABI_COUNT], align[ABI_COUNT];
} member_layouts[MEMBER_KIND_COUNT] = {
    [MEMBER_S8] = {{1, 1}, {1, 1}},         [MEMBER_U8] = {{1, 1}, {1, 1}},
    [MEMBER_U16] = {{2, 2}, {2, 2}},        [MEMBER_S16] = {{2, 2}, {2, 2}},
    [MEMBER_U32] = {{4, 4}, {4, 4}},        [MEMBER_S32] = {{4, 4}, {4, 4}},
    [MEMBER_U64] = {{8, 8}, {8, 4}},        [MEMBER_S64] = {{8, 8}, {8, 4}},
    [MEMBER_U64_PACKED] = {{8, 8}, {4, 4}}, [MEMBER_ULONG] = {{8, 4}, {8, 4}},
    [MEMBER_LONG] = {{8, 4}, {8, 4}},       [MEMBER_POINTER] = {{8, 4}, {8, 4}},
    [MEMBER_CHARS] = {{0, 0}, {1, 1}},      [MEMBER_BYTES] = {{0, 0}, {1, 1}},
    [MEMBER_PAD] = {{0, 0}, {1, 1}},        [MEMBER_ALIGN] = {{0, 0}, {8, 4}},
    [MEMBER_PUT] = {{0, 0}, {1, 1}},        [MEMBER_FOLD] = {{0, 0}, {1, 1}},
    [MEMBER_LIST] = {{8, 4}, {8, 4}},       [MEMBER_LIST64] = {{8, 8}, {8, 4}},
    [MEMBER_TAIL] = {{0, 0}, {1, 1}},
};

static size_t align_up(size_t offset, size_t align)
{
    return (offset + align - 1) & ~(align - 1);
}

/* A walk over the members that an ABI has. */
struct walk {
    const struct member *next;
    const struct member *member; /* valid after walk_next */
    size_t offset, size_bytes, align;
    size_t end; /* of the member before */
    enum abi abi;
};

static struct walk walk_start(const struct member *members, enum abi abi)
{
    return (struct walk){.next = members, .abi = abi};
}

static bool member_exists(const struct member *member, enum abi abi)
{
    return member->abi == IN_BOTH || (member->abi == IN_COMPAT) == (abi == ABI_COMPAT);
}

static size_t record_align(const struct member *members, enum abi abi);

/* What it is made of lies somewhere else. */
static bool is_list(const struct member *member)
{
    return member->kind == MEMBER_LIST || member->kind == MEMBER_LIST64 ||
           member->kind == MEMBER_TAIL;
}

static bool walk_next(struct walk *walk)
{
    while (walk->next->kind != MEMBER_END && !member_exists(walk->next, walk->abi))
        walk->next++;
    const struct member *member = walk->member = walk->next;
    if (member->kind == MEMBER_END)
        return false;
    walk->next++;
    if (member->kind == MEMBER_RECORD) {
        const struct value_type *type = &value_types[member->type];
        walk->size_bytes = type->size[walk->abi];
        walk->align = record_align(type->format.members, walk->abi);
    } else if (member->members && !is_list(member)) {
        walk->size_bytes = record_size_bytes(member->members, walk->abi) *
                           (member->kind == MEMBER_ARRAY ? member->count : 1u);
        walk->align = record_align(member->members, walk->abi);
    } else {
        walk->size_bytes = member_layouts[member->kind].size[walk->abi] + member->count;
        walk->align = member_layouts[member->kind].align[walk->abi];
    }
    walk->offset = align_up(walk->end, walk->align);
    walk->end = walk->offset + walk->size_bytes;
    return true;
}

static size_t record_align(const struct member *members, enum abi abi)
{
    size_t align = 1;

    for (struct walk walk = walk_start(members, abi); walk_next(&walk);)
        align = walk.align > align ? walk.align : align;
    return align;
}

size_t record_size_bytes(const struct member *members, enum abi abi)
{
    struct walk walk = walk_start(members, abi);

    while (walk_next(&walk))
        ;
    return align_up(walk.end, record_align(members, abi));
}

/* Nothing but one function: it writes its own braces. */
static bool record_is_put(const struct member *members)
{
    return !members[0].name && members[0].kind == MEMBER_PUT;
}

bool record_is_scalar(const struct member *members)
{
    return !members[0].name && members[0].kind != MEMBER_PUT && members[0].kind != MEMBER_PAD;
}

static uint64_t member_load(const struct member *member, const uint8_t *bytes, enum abi abi)
{
    switch ((enum member_kind)member->kind) {
    case MEMBER_U8:
        return bytes[0];
    case MEMBER_S8:
        return (uint64_t)(int8_t)bytes[0];
    case MEMBER_U16:
        return load_u16(bytes);
    case MEMBER_S16:
        return (uint64_t)(int16_t)load_u16(bytes);
    case MEMBER_U32:
        return load_u32(bytes);
    case MEMBER_S32:
        return (uint64_t)load_s32(bytes);
    case MEMBER_U64:
    case MEMBER_S64:
    case MEMBER_U64_PACKED:
    case MEMBER_LIST64:
        return load_u64(bytes);
    case MEMBER_LONG:
        return abi == ABI_COMPAT ? (uint64_t)load_s32(bytes) : load_u64(bytes);
    case MEMBER_ULONG:
    case MEMBER_POINTER:
    case MEMBER_LIST:
        return load_word(bytes, 0, abi);
    case MEMBER_CHARS:
    case MEMBER_BYTES:
    case MEMBER_PAD:
    case MEMBER_ALIGN:
    case MEMBER_RECORD:
    case MEMBER_STRUCT:
    case MEMBER_ARRAY:
    case MEMBER_PUT:
    case MEMBER_FOLD:
    case MEMBER_TAIL:
    case MEMBER_END:
    case MEMBER_KIND_COUNT:
        break;
    }
    return 0;
}

/* ---- what a record points to ------------------------------------------------- */

/* The value of another member, which counts this one's elements; bounded by what memory can hold.
 */
static uint64_t list_count(const struct member *members, const struct member *list,
                           const uint8_t *bytes, enum abi abi)
{
    for (struct walk walk = walk_start(members, abi); walk_next(&walk);)
        if (walk.member->name && strcmp(walk.member->name, list->counted) == 0)
            return member_load(walk.member, bytes + walk.offset, abi);
    return 0;
}

static size_t element_bytes(const struct member *list, enum abi abi)
{
    return list->members ? record_size_bytes(list->members, abi) : 1;
}

static uint64_t list_address(const struct member *members, const struct walk *walk,
                             const uint8_t *bytes, uint64_t address)
{
    if (walk->member->kind == MEMBER_TAIL)
        return address + record_size_bytes(members, walk->abi);
    return member_load(walk->member, bytes + walk->offset, walk->abi);
}

static unsigned list_part(const struct member *members, const struct member *list)
{
    return 1 + (unsigned)(list - members);
}

static void capture_list(struct capture *c, const struct member *members, const struct walk *walk,
                         const uint8_t *bytes, uint64_t address)
{
    const struct member *list = walk->member;
    uint64_t at = list_address(members, walk, bytes, address), count;
    unsigned part = list_part(members, list);
    size_t size = element_bytes(list, c->abi);
    uint32_t got, limit = c->limits->buffer_bytes;

    if (!at)
        return;
    if (!list->counted) {
        if (!c->is_exit)
            capture_string(c, part, at, c->limits->string_bytes);
        return;
    }
    count = list_count(members, list, bytes, c->abi);
    if (list->members)
        limit = capture_element_count(c, count) * (uint32_t)size;
    if (count)
        capture_bytes(c, part, at, count > UINT32_MAX ? UINT64_MAX : count * size, limit, &got);
}

void capture_followed(struct capture *c, const struct member *members, const uint8_t *bytes,
                      size_t length, uint64_t address)
{
    if (length < record_size_bytes(members, c->abi))
        return;
    for (struct walk walk = walk_start(members, c->abi); walk_next(&walk);)
        if (is_list(walk.member))
            capture_list(c, members, &walk, bytes, address);
}

/* ---- formatting ------------------------------------------------------------- */

static bool is_set(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return true;
    return false;
}

static bool member_is_shown(const struct formatter *f, const struct member *member,
                            const uint8_t *bytes, size_t size)
{
    if (!member->name && member->kind != MEMBER_PUT)
        return false;
    switch ((enum member_show)member->show) {
    case SHOW_ALWAYS:
        return true;
    case SHOW_UNFOLDED:
        return format_shows_all(f);
    case SHOW_SET:
        return is_set(bytes, size);
    case SHOW_TELLING:
        return format_shows_all(f) || is_set(bytes, size);
    case SHOW_ANSWER:
        return f->is_exit;
    case SHOW_NEVER:
        break;
    }
    return false;
}

/* "[1, 2, ...]": count elements, each as a table of members says. */
void format_elements(struct formatter *f, const struct member *members, const uint8_t *bytes,
                     size_t count)
{
    size_t size = record_size_bytes(members, f->abi), limit = format_element_limit(f);

    format_open_inline(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        format_item_inline(f);
        format_record(f, members, bytes + i * size, size, false);
    }
    if (count > limit) {
        format_item_inline(f);
        format_punctuation(f, "...");
    }
    format_close_inline(f, ']');
}

/* A list of values inside of a struct is in brackets. */
static void format_member_record(struct formatter *f, const struct member *members,
                                 const uint8_t *bytes, size_t length)
{
    bool is_list = record_is_scalar(members) && members[0].kind != MEMBER_RECORD;

    if (is_list)
        format_open_inline(f, '[');
    if (is_list)
        format_item_inline(f);
    format_record(f, members, bytes, length, false);
    if (is_list)
        format_close_inline(f, ']');
}

/* Strings, bytes, or elements of its own. */
static void format_list(struct formatter *f, const struct member *members, const struct walk *walk,
                        const uint8_t *bytes)
{
    const struct member *list = walk->member;
    uint64_t address = list_address(members, walk, bytes, format_register(f, f->arg));
    struct captured captured = captured_piece(f, list_part(members, list));
    size_t size = element_bytes(list, f->abi), limit = format_element_limit(f);

    if (f->followed != members || !captured.bytes) {
        bool is_empty = list->members && list->counted && address &&
                        list_count(members, list, bytes, f->abi) == 0;
        if (is_empty)
            format_punctuation(f, "[]");
        else
            format_address(f, address);
    } else if (!list->counted) {
        format_string(f, captured.bytes, captured.length_bytes);
    } else if (!list->members) {
        format_quoted(f, TEXT_STRING, captured.bytes, captured.length_bytes, format_string_limit(f),
                      captured_is_cut(captured));
    } else {
        size_t count = captured.length_bytes / size, shown = count < limit ? count : limit;
        format_open(f, '[');
        for (size_t i = 0; i < shown; i++) {
            format_item(f);
            format_record(f, list->members, captured.bytes + i * size, size, false);
        }
        format_rest(f, captured, address, size, shown);
        format_close(f, ']');
    }
}

#define BYTES_IN_BRACKETS 32 /* more than that are a string of them */

static void format_member(struct formatter *f, const struct member *member, const uint8_t *bytes)
{
    if (member->kind == MEMBER_CHARS) {
        format_chars(f, bytes, member->count);
    } else if (member->kind == MEMBER_BYTES && member->count > BYTES_IN_BRACKETS) {
        format_quoted_hex(f, bytes, member->count, format_string_limit(f), false);
    } else if (member->kind == MEMBER_BYTES) {
        format_byte_list(f, bytes, member->count);
    } else if (member->kind == MEMBER_RECORD) {
        const struct value_type *type = &value_types[member->type];
        format_member_record(f, type->format.members, bytes, type->size[f->abi]);
    } else if (member->kind == MEMBER_STRUCT) {
        format_record(f, member->members, bytes, record_size_bytes(member->members, f->abi), false);
    } else if (member->kind == MEMBER_ARRAY) {
        format_elements(f, member->members, bytes, member->count);
    } else if (member->kind == MEMBER_PUT) {
        member->put(f, bytes);
    } else if (member->type == TYPE_FD) {
        format_fd_part(f, load_s32(bytes), f->fd_part++);
    } else {
        format_value(f, member->type, member_load(member, bytes, f->abi));
    }
}

/* Whether a member of the record that is followed differs from what it was at entry. */
static bool member_has_changed(struct formatter *f, const struct member *members,
                               const struct walk *walk, const uint8_t *bytes, const uint8_t *before)
{
    if (memcmp(bytes + walk->offset, before + walk->offset, walk->size_bytes) != 0)
        return true;
    if (!is_list(walk->member))
        return false;
    bool is_exit = f->is_exit;
    unsigned part = list_part(members, walk->member);
    f->is_exit = true;
    struct captured after = captured_piece(f, part);
    f->is_exit = false;
    struct captured earlier = captured_piece(f, part);
    f->is_exit = is_exit;
    return after.bytes && (!earlier.bytes || after.length_bytes != earlier.length_bytes ||
                           memcmp(after.bytes, earlier.bytes, after.length_bytes) != 0);
}

bool record_has_changed(struct formatter *f, const struct member *members, const uint8_t *bytes,
                        size_t length, const uint8_t *before)
{
    for (struct walk walk = walk_start(members, f->abi); walk_next(&walk) && walk.end <= length;)
        if ((walk.member->name || record_is_scalar(members)) &&
            member_has_changed(f, members, &walk, bytes, before))
            return true;
    return false;
}

void format_followed(struct formatter *f, const struct member *members, const uint8_t *bytes,
                     size_t length, const uint8_t *before)
{
    f->followed = members;
    f->before = before;
    format_record(f, members, bytes, length, false);
    f->before = NULL;
    f->followed = NULL;
}

bool format_members(struct formatter *f, const struct member *members, const uint8_t *bytes,
                    size_t length)
{
    const uint8_t *before = f->followed == members ? f->before : NULL;
    bool leaves_out = false, is_folded = false;

    for (struct walk walk = walk_start(members, f->abi); walk_next(&walk) && walk.end <= length;) {
        const struct member *member = walk.member;
        is_folded |= member->kind == MEMBER_FOLD && !before && !format_shows_all(f);
        if (before && !member_has_changed(f, members, &walk, bytes, before))
            continue;
        if (!is_folded && member_is_shown(f, member, bytes + walk.offset, walk.size_bytes)) {
            if (member->name)
                format_field(f, member->name);
            if (is_list(member))
                format_list(f, members, &walk, bytes);
            else
                format_member(f, member, bytes + walk.offset);
        } else if (is_folded || member->show == SHOW_UNFOLDED) {
            leaves_out = true;
        }
    }
    return leaves_out;
}

/* Nameless members: one value, or a few of them. */
static void format_scalars(struct formatter *f, const struct member *members, const uint8_t *bytes,
                           size_t length)
{
    for (struct walk walk = walk_start(members, f->abi); walk_next(&walk) && walk.end <= length;) {
        if (walk.member != members)
            format_item_inline(f);
        format_member(f, walk.member, bytes + walk.offset);
    }
}

/* What a program passed behind the members that we know, if it says something. */
static void put_tail(struct formatter *f, const uint8_t *bytes, size_t size, size_t length)
{
    bool is_set = false;

    for (size_t i = size; i < length; i++)
        is_set |= bytes[i] != 0;
    if (!is_set)
        return;
    format_item(f);
    text_printf(f->text, "/* bytes %zu..%zu */ ", size, length - 1);
    format_quoted_hex(f, bytes + size, length - size, format_string_limit(f), false);
}

void format_record(struct formatter *f, const struct member *members, const uint8_t *bytes,
                   size_t length, bool is_cut)
{
    if (record_is_scalar(members)) {
        format_scalars(f, members, bytes, length);
        return;
    }
    if (record_is_put(members)) {
        members[0].put(f, bytes);
        return;
    }
    format_open(f, '{');
    bool leaves_out = format_members(f, members, bytes, length);
    put_tail(f, bytes, record_size_bytes(members, f->abi), length);
    if (leaves_out || is_cut)
        format_more(f);
    format_close(f, '}');
}

/* ---- capture ---------------------------------------------------------------- */

void capture_member_fds(struct capture *c, const struct member *members, const uint8_t *bytes,
                        size_t length, unsigned *part)
{
    for (struct walk walk = walk_start(members, c->abi); walk_next(&walk) && walk.end <= length;)
        if (walk.member->kind == MEMBER_STRUCT)
            capture_member_fds(c, walk.member->members, bytes + walk.offset, walk.size_bytes, part);
        else if (walk.member->type == TYPE_FD && walk.size_bytes >= sizeof(int32_t))
            capture_fd_name(c, (*part)++, load_s32(bytes + walk.offset));
}
