#include "support/random_filter.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/tables/flags.h"

#define COUNT_OF(array)     (sizeof(array) / sizeof(*(array)))
#define PICK(chance, array) ((array)[chance_below(chance, COUNT_OF(array))])

/* ---- chance ------------------------------------------------------------------------ */

struct chance chance_new(uint64_t seed)
{
    struct chance chance = {(seed + 1) * 0x9e3779b97f4a7c15};

    for (unsigned i = 0; i < 4; i++)
        chance_next(&chance);
    return chance;
}

uint64_t chance_next(struct chance *chance)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return chance->state;
}

unsigned chance_below(struct chance *chance, unsigned limit)
{
    return (unsigned)((chance_next(chance) >> 16) % limit);
}

/* ---- words ------------------------------------------------------------------------- */

static const char *const names[] = {
    "openat", "open",     "read",      "write",   "close",    "connect", "futex",  "mmap", "mmap2",
    "clone",  "kill",     "nanosleep", "open*",   "*at",      "get?id",  "[mr]*",  "all",  "none",
    "%file",  "%network", "%desc",     "%memory", "%process", "%signal", "%clock",
};
static const char *const paths[] = {
    "/etc/hosts",
    "/etc/*",
    "/home/u/notes.txt",
    "**/nope",
    "/etc/hosts/*",
    "/etc/**",
    "/**",
    "*",
    "**.log",
    "/home/u/Final.txt",
    "/home/**/[e-g]inal*",
    "/tmp/?",
    "nope",
    "etc",
    "/[er]*/*",
    "/root/Secret",
    "secret",
    "pipe:[4711]",
    "/dev/*",
    "a b",
    "/tmp/a b\n",
    "TCP",
    "/etc/c*/n*.conf",
    "*/*",
    "h?sts",
    "**/h*",
    "/*/*/*",
};
static const char *const regexes[] = {
    "^/etc",          "o.*s$", "\\.log$", "[0-9]+",      "^.{4}$",
    "E(NOENT|ACCES)", "x|y",   "(a|b)+",  "\\bhosts\\b",
};
static const char *const comms[] = {"sh", "cat", "server", "worker", "old",
                                    "s*", "*r*", "er",     "[a-m]*", "Cat"};
static const char *const lines[] = {"hunter2", "/etc",   "o_rdonly", "O_RDONLY",
                                    "= -1",    "killed", "\n",       "("};
static const char *const numbers[] = {
    "0",     "1",
    "2",     "3",
    "5",     "7",
    "10",    "100",
    "200",   "300",
    "301",   "400",
    "-1",    "0x10",
    "0644",  "4096",
    "4k",    "8k",
    "1M",    "1G",
    "65536", "1000",
    "33",    "16",
    "-100",  "0x7f0000001000",
    "18",
};
static const char *const durations[] = {"0",    "100ns", "1us", "5us",    "0.02ms",
                                        "60ms", "1s",    "2.5", "3500ms", "1m"};
static const char *const moments[] = {"+5s", "+20.5", "12:00:30", "+1m", "12:01:03.5"};
static const char *const errnos[] = {"ENOENT", "EACCES", "EAGAIN", "ENOSYS",
                                     "EBADF",  "2",      "EINVAL"};
static const char *const signals[] = {"SIGCHLD", "CHLD", "SIGTERM", "15", "SIGSEGV", "PIPE"};
static const char *const states[] = {"done",      "failed",   "interrupted",
                                     "restarted", "noreturn", "blocked"};
static const char *const fdtypes[] = {"file", "tty", "device", "pipe",
                                      "tcp",  "udp", "unix",   "socket"};
static const char *const addresses[] = {"10.0.0.9",    "10.0.0.5", "10.*",
                                        "192.168.1.7", "fe80::1",  "0.0.0.0"};
static const char *const classes[] = {"file", "network", "desc", "memory", "process", "creds"};

static const char *const functions[] = {"write", "write*", "copy", "libc*", "ld-linux.so.2"};

static const char *const orders[] = {"==", "=", "!=", "<", "<=", ">", ">="};
static const char *const equals[] = {"==", "=", "!="};

enum way { BY_NUMBER, BY_NAME, BY_TEXT };

static const struct {
    const char *name;
    const char *const *values;
    unsigned count;
    enum way way;
} fields[] = {
#define NUMBERS(name, list)                                                                        \
    {                                                                                              \
        name, list, COUNT_OF(list), BY_NUMBER                                                      \
    }
#define NAMES(name, list)                                                                          \
    {                                                                                              \
        name, list, COUNT_OF(list), BY_NAME                                                        \
    }
#define TEXTS(name, list)                                                                          \
    {                                                                                              \
        name, list, COUNT_OF(list), BY_TEXT                                                        \
    }
    NUMBERS("pid", numbers),    NUMBERS("tid", numbers),     NUMBERS("ppid", numbers),
    NUMBERS("uid", numbers),    NUMBERS("fd", numbers),      NUMBERS("port", numbers),
    NUMBERS("ret", numbers),    NUMBERS("n", numbers),       NUMBERS("arg0", numbers),
    NUMBERS("arg2", numbers),   NUMBERS("dur", durations),   NUMBERS("since", durations),
    NUMBERS("err", errnos),     NUMBERS("sig", signals),     NUMBERS("count", numbers),
    NUMBERS("length", numbers), NUMBERS("offset", numbers),  NUMBERS("flags", numbers),
    NUMBERS("arg.fd", numbers), NUMBERS("mode", numbers),    NUMBERS("addrlen", numbers),
    NAMES("tree", numbers),     NAMES("state", states),      NAMES("class", classes),
    TEXTS("comm", comms),       TEXTS("exe", paths),         TEXTS("path", paths),
    TEXTS("addr", addresses),   TEXTS("data", lines),        TEXTS("buf", lines),
    TEXTS("func", functions),   TEXTS("mod", functions),     NUMBERS("len", numbers),
    TEXTS("fdtype", fdtypes),   TEXTS("arg.path", paths),    TEXTS("newpath", paths),
    NUMBERS("rdi", numbers),    NUMBERS("reg.eax", numbers), NUMBERS("al", numbers),
};

/* ---- writing ----------------------------------------------------------------------- */

struct writer {
    struct chance *chance;
    char *text;
    size_t length;
    bool is_pure;
};

static void put(struct writer *w, const char *word)
{
    size_t length = strlen(word);

    if (w->length + length + 1 < RANDOM_FILTER_BYTES) {
        memcpy(w->text + w->length, word, length + 1);
        w->length += length;
    }
}

static bool coin(struct writer *w)
{
    return chance_below(w->chance, 2);
}

static void put_quoted(struct writer *w, const char *value)
{
    put(w, "\"");
    for (; *value; value++) {
        char byte[8];
        bool is_plain = isprint((unsigned char)*value) && *value != '"' && *value != '\\';
        snprintf(byte, sizeof(byte), is_plain ? "%c" : "\\x%02x", (unsigned char)*value);
        put(w, byte);
    }
    put(w, "\"");
}

/* Quoted where it must be, or by chance. */
static void put_value(struct writer *w, const char *value)
{
    if (strpbrk(value, " \t\n,)}(\"|&") || chance_below(w->chance, 4) == 0)
        put_quoted(w, value);
    else
        put(w, value);
}

/* ---- terms ------------------------------------------------------------------------- */

static void put_set(struct writer *w)
{
    put(w, PICK(w->chance, names));
    for (unsigned more = chance_below(w->chance, 3); more > 0; more--) {
        put(w, ",");
        put(w, PICK(w->chance, names));
    }
}

static void put_choice(struct writer *w, const char *field, const char *const *values,
                       unsigned count)
{
    put(w, field);
    put(w, coin(w) ? " in {" : " in { ");
    for (unsigned left = 1 + chance_below(w->chance, 3); left > 0; left--) {
        put(w, values[chance_below(w->chance, count)]);
        put(w, left > 1 ? coin(w) ? "," : ", " : "}");
    }
}

static void put_text_test(struct writer *w, const char *field, const char *value)
{
    static const char *const matches[] = {"~", "!~"};

    put(w, field);
    if (chance_below(w->chance, 3) == 0) {
        put(w, PICK(w->chance, matches));
        put_quoted(w, PICK(w->chance, regexes));
    } else if (coin(w)) {
        put(w, ":");
        put_value(w, value);
    } else {
        put(w, PICK(w->chance, equals));
        put_value(w, value);
    }
}

static void put_field(struct writer *w)
{
    unsigned which = chance_below(w->chance, COUNT_OF(fields)), count = fields[which].count;
    const char *name = fields[which].name;
    const char *value = fields[which].values[chance_below(w->chance, count)];

    if (fields[which].way == BY_TEXT) {
        put_text_test(w, name, value);
    } else if (chance_below(w->chance, 5) == 0) {
        put_choice(w, name, fields[which].values, count);
    } else {
        put(w, name);
        put(w, coin(w) ? "" : " ");
        put(w, fields[which].way == BY_NAME ? PICK(w->chance, equals) : PICK(w->chance, orders));
        put(w, coin(w) ? "" : " ");
        put(w, value);
    }
}

/* A named constant of an argument of any call: flags&O_CREAT. */
static void put_constant(struct writer *w)
{
    static const char *const bit_ops[] = {"&", "==", "!="};

    for (unsigned tries = 0; tries < 1000; tries++) {
        const struct syscall_spec *spec =
            syscall_find(ABI_NATIVE, chance_below(w->chance, (unsigned)syscall_limit(ABI_NATIVE)));
        const struct arg_spec *arg =
            spec && spec->arg_count ? &spec->args[chance_below(w->chance, spec->arg_count)] : NULL;
        const struct flag_set *set =
            arg && arg->direction == ARG_VALUE ? flag_set_find(arg->type) : NULL;
        if (!set || set->count == 0)
            continue;
        put(w, "arg.");
        put(w, arg->name);
        put(w, set->is_bits ? PICK(w->chance, bit_ops) : PICK(w->chance, equals));
        put(w, set->names[chance_below(w->chance, (unsigned)set->count)].name);
        if (set->is_bits && coin(w)) {
            put(w, "|");
            put(w, set->names[chance_below(w->chance, (unsigned)set->count)].name);
        }
        return;
    }
}

static void put_line(struct writer *w)
{
    if (coin(w)) {
        put_quoted(w, PICK(w->chance, lines));
        return;
    }
    put(w, "/");
    for (const char *at = PICK(w->chance, regexes); *at; at++) {
        put(w, *at == '/' ? "\\" : "");
        put(w, (char[]){*at, '\0'});
    }
    put(w, "/");
}

static void put_alone(struct writer *w)
{
    static const char *const alone[] = {"failed", "ok",   "err",  "ret",      "comm", "path",
                                        "fd",     "port", "data", "arg.path", "sig",  "flags"};

    put(w, PICK(w->chance, alone));
}

static void put_moment(struct writer *w)
{
    static const char *const sides[] = {"<", "<=", ">", ">="};

    put(w, "t");
    put(w, PICK(w->chance, sides));
    put(w, PICK(w->chance, moments));
}

static void put_filter(struct writer *w, unsigned depth);

static void put_term(struct writer *w, unsigned depth)
{
    static const char *const nots[] = {"!", "-", "not "};
    static void (*const kinds[])(struct writer * w) = {
        put_set,      put_field, put_field, put_field,  put_field,
        put_constant, put_line,  put_alone, put_moment,
    };

    if (chance_below(w->chance, 4) == 0)
        put(w, PICK(w->chance, nots));
    if (depth > 0 && chance_below(w->chance, 3) == 0) {
        put(w, "(");
        put_filter(w, depth - 1);
        put(w, ")");
    } else if (w->is_pure) {
        put_set(w);
    } else {
        PICK(w->chance, kinds)(w);
    }
}

static void put_filter(struct writer *w, unsigned depth)
{
    static const char *const joints[] = {" ", " ", " and ", " && ", " or ", " || "};

    put_term(w, depth);
    while (chance_below(w->chance, 3) == 0 && w->length < RANDOM_FILTER_BYTES / 2) {
        put(w, PICK(w->chance, joints));
        put_term(w, depth);
    }
}

void random_filter(struct chance *chance, bool is_pure, char text[RANDOM_FILTER_BYTES])
{
    struct writer w = {.chance = chance, .text = text, .is_pure = is_pure};

    text[0] = '\0';
    put_filter(&w, 2);
}
