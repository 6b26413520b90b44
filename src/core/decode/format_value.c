/*
 * Values that fit in a register: numbers, names, descriptors.
 */

#include "core/tables/flags.h"
#include "formatter.h"
#include "value_type.h"

/* ---- numbers ---------------------------------------------------------------- */

static void put_signed(struct formatter *f, int64_t value)
{
    uint8_t role = text_set_role(f->text, TEXT_NUMBER);
    text_put_signed(f->text, value);
    text_set_role(f->text, role);
}

static void put_unsigned(struct formatter *f, uint64_t value)
{
    uint8_t role = text_set_role(f->text, TEXT_NUMBER);
    text_put_unsigned(f->text, value);
    text_set_role(f->text, role);
}

static void put_hex(struct formatter *f, enum text_role hex_role, uint64_t value)
{
    uint8_t role = text_set_role(f->text, hex_role);
    if (value)
        text_put_hex(f->text, value);
    else
        text_put_char(f->text, '0'); /* as printf's %#x */
    text_set_role(f->text, role);
}

void format_nothing(struct formatter *f, uint64_t value)
{
    (void)f;
    (void)value;
}

void format_int(struct formatter *f, uint64_t value)
{
    put_signed(f, (int32_t)value);
}

void format_uint(struct formatter *f, uint64_t value)
{
    put_unsigned(f, (uint32_t)value);
}

void format_long(struct formatter *f, uint64_t value)
{
    put_signed(f, (int64_t)value);
}

void format_ulong(struct formatter *f, uint64_t value)
{
    put_unsigned(f, value);
}

void format_hex(struct formatter *f, uint64_t value)
{
    put_hex(f, TEXT_NUMBER, value);
}

void format_hex32(struct formatter *f, uint64_t value)
{
    put_hex(f, TEXT_NUMBER, (uint32_t)value);
}

void format_ulong_or_max(struct formatter *f, uint64_t value)
{
    if (value == UINT64_MAX)
        format_known_hex(f, "UINT64_MAX", value);
    else
        put_unsigned(f, value);
}

void format_numa_node(struct formatter *f, uint64_t value)
{
    put_unsigned(f, (uint32_t)value);
    if ((uint32_t)value == UINT32_MAX)
        format_comment(f, "NUMA_NO_NODE");
}

void format_address(struct formatter *f, uint64_t value)
{
    if (value)
        put_hex(f, TEXT_ADDRESS, value);
    else
        text_put_role(f->text, TEXT_ADDRESS, "NULL");
}

void format_pid(struct formatter *f, uint64_t value)
{
    put_signed(f, (int32_t)value);
    if (f->options->pid_detail && f->event && (int32_t)value > 0)
        f->options->pid_detail(f->options->pid_context, f->event, (int32_t)value, f->text);
}

#define OFFSET_UNIT 4096 /* mmap2 counts its offset in these, whatever a page is */

void format_page_offset(struct formatter *f, uint64_t value)
{
    format_hex(f, value * OFFSET_UNIT);
}

void format_id16(struct formatter *f, uint64_t value)
{
    format_id(f, (uint16_t)value == UINT16_MAX ? UINT32_MAX : (uint16_t)value);
}

/* A uid or gid: -1 means "leave it". */
void format_id(struct formatter *f, uint64_t value)
{
    if ((uint32_t)value == UINT32_MAX)
        put_signed(f, -1);
    else
        put_unsigned(f, (uint32_t)value);
}

/* ---- names ------------------------------------------------------------------- */

/* Where the style wants a number it is put, and its names into a comment; false: they are not
 * wanted. */
static bool names_begin(struct formatter *f,
                        void (*put_number)(struct formatter *f, uint64_t value), uint64_t value)
{
    if (f->options->constants == FORMAT_NAMES)
        return true;
    put_number(f, value);
    if (f->options->constants == FORMAT_NUMBERS)
        return false;
    uint8_t before = text_set_role(f->text, TEXT_PUNCTUATION);
    format_comment_begin(f);
    text_set_role(f->text, before);
    return true;
}

void format_name_of(struct formatter *f, enum text_role role, const char *name, int64_t value)
{
    if (!name) {
        uint8_t before = text_set_role(f->text, role);
        text_put_signed(f->text, value);
        text_set_role(f->text, before);
    } else if (names_begin(f, format_long, (uint64_t)value)) {
        text_put_role(f->text, role, name);
        format_names_end(f);
    }
}

void format_known(struct formatter *f, const char *name, int64_t value)
{
    format_name_of(f, TEXT_CONSTANT, name, value);
}

bool format_names_begin(struct formatter *f, uint64_t value)
{
    return names_begin(f, format_hex, value);
}

void format_names_end(struct formatter *f)
{
    if (f->options->constants != FORMAT_NAMED_NUMBERS)
        return;
    uint8_t role = text_set_role(f->text, TEXT_PUNCTUATION);
    format_comment_end(f);
    text_set_role(f->text, role);
}

void format_known_hex(struct formatter *f, const char *name, uint64_t value)
{
    if (!format_names_begin(f, value))
        return;
    format_constant(f, name);
    format_names_end(f);
}

void format_unnamed(struct formatter *f, uint64_t value, const char *unknown)
{
    put_hex(f, TEXT_NUMBER, value);
    if (unknown && f->options->constants != FORMAT_NUMBERS)
        format_comment(f, unknown);
}

static void put_name(struct formatter *f, const char *name, bool *is_first)
{
    if (!*is_first)
        format_punctuation(f, "|");
    format_constant(f, name);
    *is_first = false;
}

static void put_bits(struct formatter *f, const struct flag_name *names, size_t count,
                     uint64_t value)
{
    uint64_t rest = value;
    bool is_first = true;

    for (size_t i = 0; i < count; i++) {
        const struct flag_name *name = &names[i];
        bool is_field = name->mask != name->value;
        bool fits = is_field ? (value & name->mask) == name->value
                             : name->value && (rest & name->mask) == name->value;
        if (!fits && !(name->mask == 0 && value == 0))
            continue;
        put_name(f, name->name, &is_first);
        rest &= ~name->mask;
    }
    if (rest) {
        format_punctuation(f, "|");
        put_hex(f, TEXT_NUMBER, rest);
    }
}

static bool has_any_bit(const struct flag_name *names, size_t count, uint64_t value)
{
    for (size_t i = 0; i < count; i++) {
        bool is_field = names[i].mask != names[i].value;
        if ((is_field && (value & names[i].mask) == names[i].value) ||
            (names[i].value && (value & names[i].mask) == names[i].value) ||
            (names[i].mask == 0 && value == 0))
            return true;
    }
    return false;
}

/* Where one of them at least has a name. */
static void put_known_bits(struct formatter *f, const struct flag_name *names, size_t count,
                           uint64_t value)
{
    if (!format_names_begin(f, value))
        return;
    put_bits(f, names, count, value);
    format_names_end(f);
}

void format_bits(struct formatter *f, const struct flag_name *names, size_t count, uint64_t value,
                 const char *unknown)
{
    if (has_any_bit(names, count, value))
        put_known_bits(f, names, count, value);
    else
        format_unnamed(f, value, value ? unknown : NULL);
}

/* A value that the set has no name for. */
static void put_unnamed(struct formatter *f, const struct flag_set *set, uint64_t value)
{
    char unknown[FLAG_UNKNOWN_BYTES];

    flag_set_unknown(set, unknown);
    format_unnamed(f, value, unknown);
}

void format_flags(struct formatter *f, const struct flag_set *set, uint64_t value)
{
    if (has_any_bit(set->names, set->count, value))
        put_known_bits(f, set->names, set->count, value);
    else if (value)
        put_unnamed(f, set, value);
    else
        put_hex(f, TEXT_NUMBER, 0);
}

/* ---- modes ------------------------------------------------------------------ */

#define FILE_TYPE_MASK 0170000u

static const struct value_name file_types[] = {
    {0010000, "S_IFIFO"}, {0020000, "S_IFCHR"}, {0040000, "S_IFDIR"},  {0060000, "S_IFBLK"},
    {0100000, "S_IFREG"}, {0120000, "S_IFLNK"}, {0140000, "S_IFSOCK"},
};

static const struct flag_name special_modes[] = {
    {04000, 04000, "S_ISUID"},
    {02000, 02000, "S_ISGID"},
    {01000, 01000, "S_ISVTX"},
};

#define SPECIAL_MODE_MASK 07000u

/* As ls(1) shows them: "rwxr-x---". */
static void put_permissions(struct formatter *f, uint32_t mode)
{
    static const char letters[] = "rwxrwxrwx";
    char permissions[sizeof letters];

    if (f->options->layout != FORMAT_UNFOLDED)
        return;
    for (int i = 0; i < 9; i++)
        permissions[i] = mode >> (8 - i) & 1 ? letters[i] : '-';
    permissions[9] = '\0';
    format_comment(f, permissions);
}

static bool file_type_is_known(uint32_t file_type)
{
    for (size_t i = 0; i < ARRAY_COUNT(file_types); i++)
        if (file_types[i].value == file_type)
            return true;
    return false;
}

static void put_file_type(struct formatter *f, uint32_t file_type)
{
    for (size_t i = 0; i < ARRAY_COUNT(file_types); i++) {
        if (file_types[i].value == file_type) {
            format_constant(f, file_types[i].name);
            return;
        }
    }
}

static void put_octal(struct formatter *f, uint64_t mode)
{
    uint8_t role = text_set_role(f->text, TEXT_NUMBER);

    if (mode < 010) /* at least three digits, as people write modes */
        text_put(f->text, mode ? "0" : "00");
    text_put_octal(f->text, mode);
    text_set_role(f->text, role);
}

/* What a call passes: sixteen bits, and but a number. */
void format_mode(struct formatter *f, uint64_t value)
{
    put_octal(f, (uint16_t)value);
    put_permissions(f, (uint16_t)value);
}

/* The same in the 64 bits of struct open_how. */
void format_mode64(struct formatter *f, uint64_t value)
{
    put_octal(f, value);
    put_permissions(f, (uint32_t)value);
}

/* A file's own mode begins with its type. */
void format_file_mode(struct formatter *f, uint64_t value)
{
    uint32_t file_type = (uint32_t)value & FILE_TYPE_MASK;
    uint32_t mode = (uint16_t)value & ~FILE_TYPE_MASK;

    if (file_type && !file_type_is_known(file_type)) {
        format_mode(f, value);
        return;
    }
    if (file_type && !names_begin(f, put_octal, (uint32_t)value))
        return;
    if (file_type) {
        put_file_type(f, file_type);
        format_punctuation(f, "|");
    }
    if (file_type && (mode & SPECIAL_MODE_MASK)) {
        put_bits(f, special_modes, ARRAY_COUNT(special_modes), mode & SPECIAL_MODE_MASK);
        format_punctuation(f, "|");
        mode &= ~SPECIAL_MODE_MASK;
    }
    put_octal(f, mode);
    if (file_type)
        format_names_end(f);
    put_permissions(f, mode);
}

/* dev_t as the C library packs it: the low 32 bits as new_encode_dev does. */
void format_device(struct formatter *f, uint64_t value)
{
    if (!format_names_begin(f, value))
        return;
    text_put_role(f->text, TEXT_CONSTANT, "makedev");
    format_punctuation(f, "(");
    put_hex(f, TEXT_NUMBER, (uint32_t)((value >> 8 & 0xfff) | (value >> 32 & ~UINT64_C(0xfff))));
    format_punctuation(f, ", ");
    put_hex(f, TEXT_NUMBER, (uint32_t)((value & 0xff) | (value >> 12 & ~UINT64_C(0xff))));
    format_punctuation(f, ")");
    format_names_end(f);
}

/* ---- lists ------------------------------------------------------------------ */

void format_one_of(struct formatter *f, const struct value_name *names, size_t count,
                   uint64_t value)
{
    for (size_t i = 0; i < count; i++) {
        if (names[i].value == value) {
            format_known_hex(f, names[i].name, value);
            return;
        }
    }
    put_hex(f, TEXT_NUMBER, value);
}

void format_name_or_number(struct formatter *f, const char *name, int64_t number)
{
    if (name)
        format_known(f, name, number);
    else
        put_signed(f, number);
}

void format_named(struct formatter *f, enum arg_type type, uint64_t value)
{
    const struct flag_set *set = flag_set_find(type);

    if (!set) {
        put_hex(f, TEXT_NUMBER, value);
        return;
    }
    if (set->width_bits == 32)
        value = (uint32_t)value;
    const char *name = set->is_bits ? NULL : flag_set_name(set, value);
    if (format_compound(f, type, value))
        return;
    if (name)
        format_known_hex(f, name, value);
    else if (set->is_bits)
        format_flags(f, set, value);
    else
        put_unnamed(f, set, value);
}

void format_named_decimal(struct formatter *f, enum arg_type type, int64_t value)
{
    const struct flag_set *set = flag_set_find(type);
    const char *name = flag_set_name(set, (uint64_t)value);
    char unknown[FLAG_UNKNOWN_BYTES];

    format_name_or_number(f, name, value);
    if (name || f->options->constants == FORMAT_NUMBERS)
        return;
    flag_set_unknown(set, unknown);
    format_comment(f, unknown);
}

void format_named_in(struct formatter *f, enum format_constants constants, enum arg_type type,
                     uint64_t value)
{
    const struct format_options *before = f->options;
    struct format_options options = *before;

    options.constants = constants;
    f->options = &options;
    format_named(f, type, value);
    f->options = before;
}

/* Fields are not part of the rest: they stand before the flags. */
static size_t first_flag(const struct flag_set *set)
{
    size_t first = 0;

    while (first < set->count && set->names[first].mask != set->names[first].value)
        first++;
    return first;
}

void format_rest_in(struct formatter *f, enum arg_type type, uint64_t value)
{
    const struct flag_set *set = flag_set_find(type);
    size_t first = first_flag(set);

    if (has_any_bit(set->names + first, set->count - first, value))
        put_bits(f, set->names + first, set->count - first, value);
    else
        put_hex(f, TEXT_NUMBER, value);
}

void format_rest_of(struct formatter *f, enum arg_type type, uint64_t value)
{
    const struct flag_set *set = flag_set_find(type);
    size_t first = first_flag(set);

    format_bits(f, set->names + first, set->count - first, value, NULL);
}

void format_numbered(struct formatter *f, enum arg_type type, int64_t value)
{
    const struct flag_set *set = flag_set_find(type);
    const char *name = flag_set_name(set, (uint64_t)value);
    char unknown[FLAG_UNKNOWN_BYTES];

    put_signed(f, value);
    flag_set_unknown(set, unknown);
    format_comment(f, name ? name : unknown);
}

static void (*const named_formats[TYPE_COUNT])(struct formatter *f, uint64_t value) = {
#define NAMED_FORMAT(type, function) [TYPE_##type] = format_##function,
    NAMED_FORMATS
#undef NAMED_FORMAT
};

void format_value(struct formatter *f, enum arg_type type, uint64_t value)
{
    switch ((enum type_shape)value_types[type].shape) {
    case SHAPE_NAMED:
        if (named_formats[type])
            named_formats[type](f, value);
        else
            format_named(f, type, value);
        break;
    case SHAPE_VALUE:
        value_types[type].format.value(f, value);
        break;
    case SHAPE_RECORD:
    case SHAPE_STRUCT:
    case SHAPE_IRREGULAR:
        format_address(f, value);
        break;
    }
}
