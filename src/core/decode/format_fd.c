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
static void put_path(const char *path, size_t length, enum text_escape_style style,
                     struct text *text)
{
    while (length > 0) {
        size_t plain = 0;
        while (plain < length && path[plain] != '<' && path[plain] != '>')
            plain++;
        text_escape(text, path, plain, style);
        if (plain < length) {
            bool is_padded = plain + 1 < length && path[plain + 1] >= '0' && path[plain + 1] <= '7';
            text_put(text, is_padded ? "\\0" : "\\");
            text_put(text, path[plain] == '<' ? "74" : "76");
        }
        plain += plain < length;
        path += plain;
        length -= plain;
    }
}

/* The quotes around what a socket is bound to are ours: the first and the last. */
static void put_socket(const char *name, size_t length, enum text_escape_style style,
                       struct text *text)
{
    const char *first = memchr(name, '"', length), *last = first ? memrchr(name, '"', length) : NULL;

    if (first == last) {
        text_escape(text, name, length, style);
        return;
    }
    text_escape(text, name, (size_t)(first - name), style);
    text_put_char(text, '"');
    text_escape(text, first + 1, (size_t)(last - first) - 1, style);
    text_put_char(text, '"');
    text_escape(text, last + 1, (size_t)(name + length - last) - 1, style);
}

void format_fd_name(const char *name, size_t length, enum text_escape_style style,
                    struct text *text)
{
    if (length > 0 && name[0] == '/')
        put_path(name, length, style, text);
    else
        put_socket(name, length, style, text);
}

/* The file's name, in angle brackets. */
static void put_fd_name(struct formatter *f, uint32_t id)
{
    const char *name = id && f->options->names ? names_find(f->options->names, id) : NULL;

    if (!name || f->options->omits_fd_names)
        return;
    size_t length = strlen(name);
    size_t deleted = name[0] == '/' ? suffix_bytes(name, length, " (deleted)") : 0;
    const char *detail = names_find_detail(f->options->names, id);

    format_punctuation(f, "<");
    uint8_t role = text_set_role(f->text, TEXT_PATH);
    format_fd_name(name, length - deleted, f->options->escape, f->text);
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
