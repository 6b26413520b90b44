/*
 * Directory entries, as getdents and getdents64 pack them: records of varying
 * length, one behind the other.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"

/* Where the two layouts keep things. */
struct dirent_layout {
    size_t word_bytes;  /* of d_ino and d_off; d_reclen follows them */
    size_t name_offset; /* of d_name */
    bool has_type_last; /* the type is the record's last byte, else the one before the name */
};

static struct dirent_layout layout_of(enum arg_type type, enum abi abi)
{
    size_t word = abi_word_bytes(abi);

    if (type == TYPE_DIRENTS64)
        return (struct dirent_layout){8, 8 + 8 + 2 + 1, false};
    return (struct dirent_layout){word, 2 * word + 2, true};
}

/* The length of the entry that starts at bytes; 0 if it is not whole. */
static size_t entry_length(const struct dirent_layout *layout, const uint8_t *bytes, size_t room)
{
    if (room <= layout->name_offset)
        return 0;
    size_t length = load_u16(bytes + 2 * layout->word_bytes);
    return length > layout->name_offset && length <= room ? length : 0;
}

/* ---- capture: the first entries, and how many there are ------------------------- */

#define PART_COUNT  1
#define CHUNK_BYTES 4096u

/* Entries of the whole buffer, which may be many times as long as what is kept. */
static uint32_t count_entries(struct capture *c, const struct dirent_layout *layout, uint64_t total)
{
    uint8_t chunk[CHUNK_BYTES];
    uint64_t offset = 0;
    uint32_t count = 0;

    while (offset < total) {
        size_t wanted = total - offset < sizeof chunk ? (size_t)(total - offset) : sizeof chunk;
        size_t got = capture_peek_some(c, c->args[c->arg] + offset, chunk, wanted), used = 0;
        for (size_t length; (length = entry_length(layout, chunk + used, got - used));
             used += length)
            count++;
        if (used == 0)
            break;
        offset += used;
    }
    return count;
}

/* As many bytes as so many entries of usual length have. */
#define ENTRY_BYTES 64u

void capture_dirents(struct capture *c, const struct arg_spec *arg)
{
    struct dirent_layout layout = layout_of(arg->type, c->abi);
    uint64_t total = capture_size(c, arg);
    uint32_t got;

    if (!capture_bytes(c, 0, c->args[c->arg], total, c->limits->element_count * ENTRY_BYTES, &got))
        return;
    uint32_t count = count_entries(c, &layout, total);
    capture_made(c, PART_COUNT, &count, sizeof count, 0);
}

/* ---- format --------------------------------------------------------------------- */

static uint64_t load_field(const uint8_t *bytes, size_t size)
{
    return size == 4 ? load_u32(bytes) : load_u64(bytes);
}

static void put_type(struct formatter *f, uint8_t type)
{
    format_field(f, "d_type");
    format_named(f, TYPE_DIRENT_TYPE, type);
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
    if (!layout->has_type_last)
        put_type(f, type);
    format_field(f, "d_name");
    const uint8_t *name = entry + layout->name_offset;
    size_t room = name_end - layout->name_offset;
    size_t name_length = strnlen((const char *)name, room);
    format_quoted(f, TEXT_PATH, name, name_length, name_length, false);
    if (layout->has_type_last)
        put_type(f, type);
    format_close(f, '}');
}

static void format_entries(struct formatter *f, const struct dirent_layout *layout)
{
    struct captured entries = captured_piece(f, 0);
    size_t limit = format_element_limit(f), count = 0, offset = 0, length;

    format_open(f, '[');
    while (count++ < limit &&
           (length = entry_length(layout, entries.bytes + offset, entries.length_bytes - offset))) {
        format_item(f);
        format_entry(f, layout, entries.bytes + offset, length);
        offset += length;
    }
    if (offset < entries.length_bytes || captured_is_cut(entries))
        format_more(f);
    format_close(f, ']');
}

/* A listing is long: one line only counts it. */
static void format_listing(struct formatter *f, enum arg_type type)
{
    struct dirent_layout layout = layout_of(type, f->abi);
    struct captured count = captured_piece(f, PART_COUNT);

    if (format_shows_all(f) || count.length_bytes < 4)
        format_entries(f, &layout);
    else
        format_counted(f, load_u32(count.bytes), "entry", "entries");
}

void format_dirents(struct formatter *f)
{
    format_listing(f, TYPE_DIRENTS);
}

void format_dirents64(struct formatter *f)
{
    format_listing(f, TYPE_DIRENTS64);
}

/* ---- readdir of i386: one entry, whose length is that of its name ------------------- */

#define OLD_NAME_OFFSET 10 /* behind two words and that length */
#define NAME_MOST_BYTES 255

void capture_old_dirent(struct capture *c, const struct arg_spec *arg)
{
    uint16_t length;
    uint32_t got;

    (void)arg;
    if (capture_peek(c, c->args[c->arg] + OLD_NAME_OFFSET - sizeof length, &length, sizeof length))
        capture_bytes(c, 0, c->args[c->arg], OLD_NAME_OFFSET + (uint64_t)length,
                      OLD_NAME_OFFSET + NAME_MOST_BYTES, &got);
}

void format_old_dirent(struct formatter *f)
{
    struct captured entry = captured_piece(f, 0);

    if (entry.length_bytes < OLD_NAME_OFFSET) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "d_ino");
    format_ulong(f, load_u32(entry.bytes));
    format_field(f, "d_off");
    format_ulong(f, load_u32(entry.bytes + 4));
    format_field(f, "d_reclen");
    format_ulong(f, load_u16(entry.bytes + 8));
    format_field(f, "d_name");
    format_quoted(f, TEXT_PATH, entry.bytes + OLD_NAME_OFFSET, entry.length_bytes - OLD_NAME_OFFSET,
                  NAME_MOST_BYTES, captured_is_cut(entry));
    format_close(f, '}');
}
