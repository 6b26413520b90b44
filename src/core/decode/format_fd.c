/*
 * Descriptors, with the names of what they are.
 */
#include "formatter.h"

static size_t suffix_bytes(const char *name, size_t length, const char *suffix)
{
    size_t size = strlen(suffix);

    return length >= size && memcmp(name + length - size, suffix, size) == 0 ? size : 0;
}

/* What could be taken for the end of a name is escaped in a path. */
static void put_path(struct formatter *f, const char *name, size_t length, bool is_path)
{
    while (length > 0) {
        size_t plain = is_path ? 0 : length;
        while (plain < length && name[plain] != '<' && name[plain] != '>')
            plain++;
        text_escape(f->text, name, plain, f->options->escape);
        if (plain < length) {
            bool is_padded = plain + 1 < length && name[plain + 1] >= '0' && name[plain + 1] <= '7';
            text_put(f->text, is_padded ? "\\0" : "\\");
            text_put(f->text, name[plain] == '<' ? "74" : "76");
        }
        plain += plain < length;
        name += plain;
        length -= plain;
    }
}

/* The file's name, in angle brackets. */
static void put_fd_name(struct formatter *f, uint32_t id)
{
    const char *name = id && f->options->names ? names_find(f->options->names, id) : NULL;

    if (!name || f->options->omits_fd_names)
        return;
    bool is_path = name[0] == '/';
    size_t length = strlen(name), deleted = is_path ? suffix_bytes(name, length, " (deleted)") : 0;
    const char *detail = names_find_detail(f->options->names, id);

    format_punctuation(f, "<");
    uint8_t role = text_set_role(f->text, TEXT_PATH);
    put_path(f, name, length - deleted, is_path);
    text_put(f->text, detail);
    text_set_role(f->text, role);
    format_punctuation(f, deleted ? ">(deleted)" : ">");
}

void format_fd_part(struct formatter *f, int fd, unsigned part)
{
    uint8_t role = text_set_role(f->text, TEXT_FD);
    text_put_signed(f->text, fd);
    text_set_role(f->text, role);
    if (fd >= 0 && f->call)
        put_fd_name(f, captured_fd_name(f, part));
}

void format_fd(struct formatter *f, uint64_t value)
{
    format_fd_part(f, (int32_t)value, 0);
}

void format_dirfd(struct formatter *f, uint64_t value)
{
    if ((int32_t)value == -100) {
        format_known(f, "AT_FDCWD", -100);
        if (f->call)
            put_fd_name(f, captured_fd_name(f, 0));
    } else if ((int32_t)value == -1 && format_find_argument(f, TYPE_FANOTIFY_MASK) >= 0) {
        format_known(f, "FAN_NOFD", -1);
    } else {
        format_fd(f, value);
    }
}
