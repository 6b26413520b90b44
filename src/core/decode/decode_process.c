/*
 * Processes: what they are started with, what they may use, how they end.
 */
#include <stdio.h>
#include <sys/wait.h>

#include "capture.h"
#include "decode_operation.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

/* ---- argv and envp: a NULL-terminated array of strings ------------------------- */

/* Part 0 holds the pointers that were followed, part 1 + i the i-th string, and COUNT_PART how
 * many there are in all. */
#define COUNT_PART       0xffff
#define LIST_MAX_STRINGS 128
#define LIST_MAX_COUNT   4096
#define LIST_PAGE_BYTES  4096

/* How many pointers there are before the NULL; with *ret_is_cut, at least that many.  Reads end
 * where a page does, so that an array right before unreadable memory is counted whole. */
static uint32_t string_list_count(struct capture *c, tracee_addr list, bool *ret_is_cut)
{
    uint8_t chunk[512];
    size_t word = abi_word_bytes(c->abi);
    uint32_t count = 0;

    *ret_is_cut = true;
    while (count < LIST_MAX_COUNT) {
        tracee_addr at = list + count * word;
        size_t size = LIST_PAGE_BYTES - at % LIST_PAGE_BYTES;
        size = size < word ? word : size; /* a pointer across two pages */
        size = size < sizeof chunk ? size : sizeof chunk;
        size_t got = capture_peek_some(c, at, chunk, size) / word;
        for (size_t i = 0; i < got; i++, count++) {
            if (load_word(chunk, (unsigned)i, c->abi) == 0) {
                *ret_is_cut = false;
                return count;
            }
        }
        if (got == 0)
            break;
    }
    return count;
}

void capture_string_list(struct capture *c, const struct arg_spec *arg)
{
    uint8_t pointers[LIST_MAX_STRINGS * sizeof(uint64_t)];
    size_t word = abi_word_bytes(c->abi);
    tracee_addr list = c->args[c->arg];
    bool is_cut;

    (void)arg;
    uint32_t count = string_list_count(c, list, &is_cut), kept = capture_element_count(c, count);
    kept = kept < LIST_MAX_STRINGS ? kept : LIST_MAX_STRINGS;
    bool is_torn = is_cut && kept == count; /* what is behind them could not be read */
    if (kept == 0 ? is_cut : !capture_peek(c, list, pointers, kept * word))
        return;
    capture_made(c, 0, pointers, kept * (uint32_t)word,
                 (uint8_t)((is_cut || kept < count ? PIECE_CUT : 0) | (is_torn ? PIECE_SHORT : 0)));
    capture_made(c, COUNT_PART, &count, sizeof count, is_cut ? PIECE_CUT : 0);
    for (uint32_t i = 0; i < kept; i++)
        capture_string(c, i + 1, load_word(pointers, i, c->abi), c->limits->buffer_bytes);
}

static void format_string_list(struct formatter *f, struct captured pointers)
{
    size_t count = pointers.length_bytes / abi_word_bytes(f->abi), limit = format_element_limit(f);

    format_open(f, '[');
    for (size_t i = 0; i < count && i < limit; i++) {
        struct captured string = captured_piece(f, (unsigned)i + 1);
        format_item(f);
        if (string.bytes)
            format_quoted(f, TEXT_STRING, string.bytes, string.length_bytes, format_string_limit(f),
                          captured_is_cut(string));
        else
            format_address(f, load_word(pointers.bytes, (unsigned)i, f->abi));
    }
    format_rest(f, pointers, format_register(f, f->arg), abi_word_bytes(f->abi),
                count < limit ? count : limit);
    format_close(f, ']');
}

void format_argv(struct formatter *f)
{
    format_string_list(f, captured_piece(f, 0));
}

/* An environment is long and seldom the point: one line only counts it. */
void format_envp(struct formatter *f)
{
    struct captured count = captured_piece(f, COUNT_PART);

    if (format_shows_all(f) || count.length_bytes < 4) {
        format_string_list(f, captured_piece(f, 0));
        return;
    }
    bool is_open = captured_is_cut(count);
    format_counted(f, load_u32(count.bytes), is_open ? "var, unterminated" : "var",
                   is_open ? "vars, unterminated" : "vars");
}

/* ---- death ----------------------------------------------------------- */

/* One test of wait(2)'s macros: "WIFEXITED(s) && WEXITSTATUS(s) == 3". */
static void put_test(struct formatter *f, const char *test, const char *value)
{
    text_put_role(f->text, TEXT_CONSTANT, test);
    format_punctuation(f, " && ");
    text_put_role(f->text, TEXT_CONSTANT, value);
    format_punctuation(f, " == ");
}

/* A macro's, which has its name in every style. */
static void put_signal_name(struct formatter *f, int signal)
{
    const char *name = format_signal_name(signal);

    if (name)
        text_put_role(f->text, TEXT_SIGNAL, name);
    else
        format_int(f, (uint64_t)signal);
}

void format_status(struct formatter *f, const uint8_t *bytes, size_t length)
{
    int status = load_s32(bytes);

    (void)length;
    format_punctuation(f, "[{");
    if (WIFEXITED(status)) {
        put_test(f, "WIFEXITED(s)", "WEXITSTATUS(s)");
        format_int(f, (uint64_t)WEXITSTATUS(status));
    } else if (WIFSIGNALED(status)) {
        put_test(f, "WIFSIGNALED(s)", "WTERMSIG(s)");
        put_signal_name(f, WTERMSIG(status));
        if (WCOREDUMP(status)) {
            format_punctuation(f, " && ");
            format_constant(f, "WCOREDUMP(s)");
        }
    } else if (WIFCONTINUED(status)) {
        format_constant(f, "WIFCONTINUED(s)");
    } else if (WIFSTOPPED(status)) {
        put_test(f, "WIFSTOPPED(s)", "WSTOPSIG(s)");
        put_signal_name(f, WSTOPSIG(status));
        if (status >> 16) {
            format_punctuation(f, " | ");
            format_hex(f, (uint32_t)status >> 16 << 8);
        }
    } else {
        format_hex(f, (uint32_t)status);
    }
    format_punctuation(f, "}]");
}

/* ---- resources ------------------------------------------------------------------ */

/* Sizes in whole KiB read best as such. */
void format_limit(struct formatter *f, uint64_t value)
{
    bool is_narrow = f->abi == ABI_COMPAT && format_find_argument(f, TYPE_RLIMIT) >= 0;
    char text[40] = "";

    if (is_narrow && value == UINT32_MAX)
        strcpy(text, "RLIM_INFINITY");
    else if (value == UINT64_MAX)
        strcpy(text, "RLIM64_INFINITY");
    else if (value > 1024 && value % 1024 == 0)
        snprintf(text, sizeof text, "%llu*1024", (unsigned long long)(value / 1024));
    if (!text[0] || f->options->constants != FORMAT_NAMES)
        format_ulong(f, value);
    if (text[0] && f->options->constants == FORMAT_NAMES)
        format_constant(f, text);
    else if (text[0] && f->options->constants == FORMAT_NAMED_NUMBERS)
        format_comment(f, text);
}

const struct member members_rlimit[] = {
    {"rlim_cur", MEMBER_ULONG, .type = TYPE_LIMIT},
    {"rlim_max", MEMBER_ULONG, .type = TYPE_LIMIT},
    {0},
};

const struct member members_rlimit64[] = {
    {"rlim_cur", MEMBER_U64, .type = TYPE_LIMIT},
    {"rlim_max", MEMBER_U64, .type = TYPE_LIMIT},
    {0},
};

const struct member members_rusage[] = {
    {"ru_utime", MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {"ru_stime", MEMBER_RECORD, .type = TYPE_TIMEVAL},
    {"ru_maxrss", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_ixrss", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_idrss", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_isrss", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_minflt", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_majflt", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_nswap", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_inblock", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_oublock", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_msgsnd", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_msgrcv", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_nsignals", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_nvcsw", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {"ru_nivcsw", MEMBER_LONG, SHOW_UNFOLDED, .type = TYPE_LONG},
    {0},
};

/* ---- groups ------------------------------------------------------------------------ */

/* The kernel knows no more of them. */
#define MOST_GROUPS 65536

static void capture_group_list(struct capture *c, const struct arg_spec *arg, uint32_t size)
{
    uint64_t count = capture_size(c, arg);
    uint32_t got;

    if ((int32_t)c->args[arg->size_arg] >= 0 && count <= MOST_GROUPS)
        capture_bytes(c, 0, c->args[c->arg], count * size, capture_element_count(c, count) * size, &got);
}

void capture_groups(struct capture *c, const struct arg_spec *arg)
{
    capture_group_list(c, arg, value_types[TYPE_GID_LIST].size[c->abi]);
}

void capture_groups16(struct capture *c, const struct arg_spec *arg)
{
    capture_group_list(c, arg, value_types[TYPE_GID16_LIST].size[c->abi]);
}

void format_groups(struct formatter *f)
{
    bool is_narrow = f->spec->args[f->arg].type == TYPE_GROUPS16;
    enum arg_type element = is_narrow ? TYPE_GID16_LIST : TYPE_GID_LIST;
    struct captured groups = captured_piece(f, 0);

    if (groups.length_bytes < value_types[element].size[f->abi] && captured_is_cut(groups))
        format_address(f, format_register(f, f->arg));
    else
        format_array(f, element, groups);
}

/* ---- comparing two processes ---------------------------------------------------------- */

#define KIND_ARGUMENT 2

enum { COMPARE_FILE = 0, COMPARE_EPOLL_TARGET = 7, COMPARE_KINDS };

/* A descriptor in an epoll set: the set's, its own, and which of those that have the same one. */
static const struct member epoll_slot[] = {
    {"efd", MEMBER_U32, .type = TYPE_INT},
    {"tfd", MEMBER_U32, .type = TYPE_INT},
    {"toff", MEMBER_U32, .type = TYPE_UINT},
    {0},
};

/* Only descriptors, and what nobody knows, have an index. */
unsigned kcmp_used_arguments(const struct formatter *f, unsigned index)
{
    uint32_t kind = (uint32_t)format_register(f, KIND_ARGUMENT);
    bool has_index = kind == COMPARE_FILE || kind >= COMPARE_EPOLL_TARGET;

    (void)index;
    return has_index ? f->spec->arg_count : KIND_ARGUMENT + 1;
}

static bool kcmp_is_slot(uint64_t kind, unsigned arg)
{
    return (uint32_t)kind == COMPARE_EPOLL_TARGET && arg == 4;
}

void capture_kcmp_index(struct capture *c, const struct arg_spec *arg)
{
    uint32_t size = (uint32_t)record_size_bytes(epoll_slot, c->abi), got;

    (void)arg;
    if (!c->is_exit && kcmp_is_slot(c->args[KIND_ARGUMENT], c->arg) && c->args[c->arg])
        capture_bytes(c, 0, c->args[c->arg], size, size, &got);
}

void format_kcmp_index(struct formatter *f)
{
    uint64_t kind = format_register(f, KIND_ARGUMENT), value = format_register(f, f->arg);
    struct captured slot = captured_piece(f, 0);

    if ((uint32_t)kind >= COMPARE_KINDS)
        format_hex(f, value);
    else if (!kcmp_is_slot(kind, f->arg))
        format_int(f, value);
    else if (slot.length_bytes >= record_size_bytes(epoll_slot, f->abi) && !f->options->hides_structs)
        format_record(f, epoll_slot, slot.bytes, slot.length_bytes, false);
    else
        format_address(f, value);
}
