/*
 * Mappings: flags, residence, and the nodes that their memory comes from.
 */
#include <stdio.h>

#include "capture.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

#define PAGE_BYTES 4096u

/* ---- flags -------------------------------------------------------------------------- */

#define TYPE_MASK  0x0fu
#define HUGE_SHIFT 26
#define HUGE_MASK  (0x3fu << HUGE_SHIFT)

/* "21<<MAP_HUGE_SHIFT": the logarithm of a huge page's size. */
static void put_huge_shift(struct formatter *f, uint32_t flags)
{
    if (!(flags & HUGE_MASK))
        return;
    format_punctuation(f, "|");
    format_uint(f, flags >> HUGE_SHIFT);
    format_punctuation(f, "<<");
    format_constant(f, "MAP_HUGE_SHIFT");
}

static void put_mmap_flags(struct formatter *f, uint32_t flags)
{
    uint32_t rest = flags & ~(TYPE_MASK | HUGE_MASK);

    const char *type = flag_set_name(flag_set_find(TYPE_MMAP_FLAGS), flags & TYPE_MASK);

    if (type)
        format_constant(f, type);
    else
        format_unnamed(f, flags & TYPE_MASK, "MAP_???");
    if (rest) {
        format_punctuation(f, "|");
        format_rest_in(f, TYPE_MMAP_FLAGS, rest);
    }
    put_huge_shift(f, flags);
}

void format_mmap_flags(struct formatter *f, uint64_t value)
{
    if (format_names_begin(f, (uint32_t)value)) {
        put_mmap_flags(f, (uint32_t)value);
        format_names_end(f);
    }
}

/* Where to is asked only of those that name the place. */
#define MAYMOVE 1u
#define FIXED   2u

unsigned mremap_used_arguments(const struct formatter *f, unsigned index)
{
    uint64_t flags = format_register(f, index);

    return (flags & MAYMOVE) && (flags & FIXED) ? f->spec->arg_count : index + 1;
}

/* ---- shared memory's, which are of the same kind ------------------------------------------ */

#define PERMISSION_MASK 0777u

/* The bits, the logarithm and the permissions, each in its own form. */
static void format_get_flags(struct formatter *f, enum arg_type bits, uint32_t flags, uint32_t huge)
{
    uint32_t rest = flags & ~(PERMISSION_MASK | huge);

    if (rest)
        format_rest_of(f, bits, rest);
    else if (flags & huge)
        format_punctuation(f, "0");
    if (flags & huge) {
        format_punctuation(f, "|");
        format_uint(f, (flags & huge) >> HUGE_SHIFT);
        format_punctuation(f, "<<");
        format_known(f, "SHM_HUGE_SHIFT", HUGE_SHIFT);
    }
    if (rest || flags & huge)
        format_punctuation(f, "|");
    format_mode(f, flags & PERMISSION_MASK);
}

void format_shm_get_flags(struct formatter *f, uint64_t value)
{
    format_get_flags(f, TYPE_SHM_GET_FLAGS, (uint32_t)value, HUGE_MASK);
}

void format_ipc_get_flags(struct formatter *f, uint64_t value)
{
    format_get_flags(f, TYPE_IPC_GET_FLAGS, (uint32_t)value, 0);
}

/* ---- residence ------------------------------------------------------------------------- */

/* mincore answers with a byte for each page. */
void capture_residence(struct capture *c, const struct arg_spec *arg)
{
    uint64_t length = c->args[c->arg - 1], pages = length / PAGE_BYTES + (length % PAGE_BYTES != 0);
    uint32_t got;

    (void)arg;
    capture_bytes(c, 0, c->args[c->arg], pages, capture_element_count(c, pages), &got);
}

void format_residence(struct formatter *f)
{
    struct captured pages = captured_piece(f, 0);
    size_t limit = format_element_limit(f), shown = 0;

    format_open_inline(f, '[');
    for (; shown < pages.length_bytes && shown < limit; shown++) {
        format_item_inline(f);
        format_uint(f, pages.bytes[shown] & 1);
    }
    format_rest_inline(f, pages, format_register(f, f->arg), 1, shown);
    format_close_inline(f, ']');
}

/* ---- nodes -------------------------------------------------------------------------------- */

/* A set of nodes has one bit less than is said, in whole words; more than a page of it is refused.
 */
#define MOST_NODES (PAGE_BYTES * 8)

void capture_node_mask(struct capture *c, const struct arg_spec *arg)
{
    uint32_t word = (uint32_t)abi_word_bytes(c->abi), got;
    uint64_t bits = c->args[arg->size_arg];

    if (bits > MOST_NODES)
        return;
    uint32_t words = bits ? (uint32_t)((bits - 1 + 8 * word - 1) / (8 * word)) : 0;
    capture_bytes(c, 0, c->args[c->arg], words * word, capture_element_count(c, words) * word,
                  &got);
}

void format_node_mask(struct formatter *f)
{
    struct captured mask = captured_piece(f, 0);
    size_t word = abi_word_bytes(f->abi), count = mask.length_bytes / word;
    size_t limit = format_element_limit(f), shown = 0;
    char number[24];

    if (count == 0 && captured_is_cut(mask)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open_inline(f, '[');
    for (; shown < count && shown < limit; shown++) {
        format_item_inline(f);
        snprintf(number, sizeof number, "%#0*llx", (int)(2 * word),
                 (unsigned long long)load_word(mask.bytes, (unsigned)shown, f->abi));
        text_put_role(f->text, TEXT_NUMBER, number);
    }
    format_rest_inline(f, mask, format_register(f, f->arg), word, shown);
    format_close_inline(f, ']');
}

/* The node that a page is on, or what went wrong with it. */
void format_negative_errno(struct formatter *f, uint64_t value)
{
    int32_t status = (int32_t)value;
    const char *name = status < 0 && status > -4096 ? format_errno_name(-status) : NULL;

    char negative[24];

    if (!name) {
        format_int(f, value);
        return;
    }
    snprintf(negative, sizeof negative, "-%s", name);
    format_name_of(f, TEXT_ERROR, negative, status);
}

const struct member members_page_status[] = {{NULL, MEMBER_S32, .type = TYPE_NEGATIVE_ERRNO}, {0}};
const struct member members_mempolicy[] = {{NULL, MEMBER_U32, .type = TYPE_MEMPOLICY_MODE}, {0}};
