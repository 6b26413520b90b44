/*
 * Directory entries, as getdents and getdents64 pack them: records of varying
 * length, one behind the other.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

void capture_dirents(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;
    capture_bytes(c, 0, c->args[c->arg], capture_size(c, arg), c->limits->string_bytes, &got);
}

/* Where the two layouts keep things. */
struct dirent_layout {
    size_t word_bytes;  /* of d_ino and d_off */
    size_t name_offset; /* of d_name */
    bool has_type_last; /* the type is the record's last byte, else the one before the name */
};

static uint64_t load_field(const uint8_t *bytes, size_t size)
{
    return size == 4 ? load_u32(bytes) : load_u64(bytes);
}

static void format_entry(struct formatter *f, const struct dirent_layout *layout,
                         const uint8_t *entry, size_t length)
{
    size_t name_end = layout->has_type_last ? length - 1 : length;
    uint8_t type = layout->has_type_last ? entry[length - 1] : entry[layout->name_offset - 1];

    format_open(f, '{');
    format_field(f, "d_ino");
    format_ulong(f, load_field(entry, layout->word_bytes));
    format_field(f, "d_off");
    format_ulong(f, load_field(entry + layout->word_bytes, layout->word_bytes));
    format_field(f, "d_reclen");
    format_ulong(f, length);
    format_field(f, "d_type");
    format_named(f, TYPE_DIRENT_TYPE, type);
    format_field(f, "d_name");
    const uint8_t *name = entry + layout->name_offset;
    size_t room = name_end - layout->name_offset;
    size_t name_length = strnlen((const char *)name, room);
    format_quoted(f, TEXT_PATH, name, name_length, name_length, false);
    format_close(f, '}');
}

static void format_entries(struct formatter *f, const struct dirent_layout *layout)
{
    struct captured entries = captured_piece(f, 0);
    size_t limit = format_element_limit(f), count = 0, offset = 0;

    format_open(f, '[');
    while (count < limit && entries.length_bytes - offset > layout->name_offset) {
        const uint8_t *entry = entries.bytes + offset;
        size_t length = load_u16(entry + 2 * layout->word_bytes);
        if (length <= layout->name_offset || length > entries.length_bytes - offset)
            break;
        format_item(f);
        format_entry(f, layout, entry, length);
        offset += length;
        count++;
    }
    if (offset < entries.length_bytes || captured_is_cut(entries))
        format_more(f);
    format_close(f, ']');
}

void format_dirents(struct formatter *f)
{
    size_t word = abi_word_bytes(f->abi);
    struct dirent_layout layout = {word, 2 * word + 2, true};
    format_entries(f, &layout);
}

void format_dirents64(struct formatter *f)
{
    static const struct dirent_layout layout = {8, 8 + 8 + 2 + 1, false};
    format_entries(f, &layout);
}
