/*
 * The system as a whole, privileges, and what programs hand the kernel to run.
 */
#include <stdio.h>

#include "capture.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "format_call.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

#define UTS_BYTES        65
#define OLDEST_UTS_BYTES 9

const struct member members_utsname[] = {
    {"sysname", MEMBER_CHARS, .count = UTS_BYTES},
    {"nodename", MEMBER_CHARS, .count = UTS_BYTES},
    {"release", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {"version", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {"machine", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {"domainname", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {0},
};

const struct member members_old_utsname[] = {
    {"sysname", MEMBER_CHARS, .count = UTS_BYTES},
    {"nodename", MEMBER_CHARS, .count = UTS_BYTES},
    {"release", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {"version", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {"machine", MEMBER_CHARS, SHOW_UNFOLDED, .count = UTS_BYTES},
    {0},
};

const struct member members_oldest_utsname[] = {
    {"sysname", MEMBER_CHARS, .count = OLDEST_UTS_BYTES},
    {"nodename", MEMBER_CHARS, .count = OLDEST_UTS_BYTES},
    {"release", MEMBER_CHARS, SHOW_UNFOLDED, .count = OLDEST_UTS_BYTES},
    {"version", MEMBER_CHARS, SHOW_UNFOLDED, .count = OLDEST_UTS_BYTES},
    {"machine", MEMBER_CHARS, SHOW_UNFOLDED, .count = OLDEST_UTS_BYTES},
    {0},
};

const struct member members_loads[] = {
    {NULL, MEMBER_ULONG, .type = TYPE_ULONG},
    {NULL, MEMBER_ULONG, .type = TYPE_ULONG},
    {NULL, MEMBER_ULONG, .type = TYPE_ULONG},
    {0},
};

const struct member members_sysinfo[] = {
    {"uptime", MEMBER_LONG, .type = TYPE_LONG},
    {"loads", MEMBER_RECORD, .type = TYPE_LOADS},
    {"totalram", MEMBER_ULONG, .type = TYPE_ULONG},
    {"freeram", MEMBER_ULONG, .type = TYPE_ULONG},
    {"sharedram", MEMBER_ULONG, .type = TYPE_ULONG},
    {"bufferram", MEMBER_ULONG, .type = TYPE_ULONG},
    {"totalswap", MEMBER_ULONG, .type = TYPE_ULONG},
    {"freeswap", MEMBER_ULONG, .type = TYPE_ULONG},
    {"procs", MEMBER_U16, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .count = 2},
    {"totalhigh", MEMBER_ULONG, .type = TYPE_ULONG},
    {"freehigh", MEMBER_ULONG, .type = TYPE_ULONG},
    {"mem_unit", MEMBER_U32, .type = TYPE_ULONG},
    {NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = 8},
    {0},
};

/* The kernel takes no longer ones, and does not look at them. */
#define MOST_NAME_BYTES 64

void capture_host_name(struct capture *c, const struct arg_spec *arg)
{
    uint64_t size = capture_size(c, arg);
    uint32_t got;

    if (size <= MOST_NAME_BYTES)
        capture_bytes(c, 0, c->args[c->arg], size, MOST_NAME_BYTES, &got);
}

void format_host_name(struct formatter *f)
{
    struct captured name = captured_piece(f, 0);

    if (captured_is_cut(name))
        format_address(f, format_register(f, f->arg));
    else
        format_quoted(f, TEXT_STRING, name.bytes, name.length_bytes, format_string_limit(f), false);
}

#define PERSONALITY_MASK 0xffu

/* All bits: only asked for. */
void format_personality(struct formatter *f, uint64_t value)
{
    uint32_t base = (uint32_t)value & PERSONALITY_MASK, flags = (uint32_t)value & ~PERSONALITY_MASK;
    const char *name = flag_set_name(flag_set_find(TYPE_PERSONALITY), base);

    if ((uint32_t)value == UINT32_MAX)
        format_hex(f, UINT32_MAX);
    else if (name)
        format_known_hex(f, name, base);
    else
        format_unnamed(f, base, "PER_???");
    if (!flags || (uint32_t)value == UINT32_MAX)
        return;
    format_punctuation(f, "|");
    format_rest_of(f, TYPE_PERSONALITY, flags);
}

/* ---- capabilities ---------------------------------------------------------------- */

const struct member members_cap_header[] = {
    {"version", MEMBER_U32, .type = TYPE_CAP_VERSION},
    {"pid", MEMBER_S32, .type = TYPE_PID},
    {0},
};

/* "1<<CAP_CHOWN|1<<CAP_KILL" */
static void put_capability_names(struct formatter *f, uint32_t word, unsigned first)
{
    const struct flag_set *set = flag_set_find(TYPE_CAPABILITY);
    const char *bar = "";
    uint32_t rest = 0;

    for (unsigned i = 0; i < 32; i++) {
        const char *name = word >> i & 1 ? flag_set_name(set, first + i) : NULL;
        if (!name) {
            rest |= word & 1u << i;
            continue;
        }
        format_punctuation(f, bar);
        format_constant(f, "1<<");
        format_constant(f, name);
        bar = "|";
    }
    if (rest) {
        format_punctuation(f, bar);
        format_hex(f, rest);
    }
}

static bool has_capability(uint32_t word, unsigned first)
{
    const struct flag_set *set = flag_set_find(TYPE_CAPABILITY);

    for (unsigned i = 0; i < 32; i++)
        if (word >> i & 1 && flag_set_name(set, first + i))
            return true;
    return false;
}

static void put_capability_word(struct formatter *f, uint32_t word, unsigned first)
{
    if (!has_capability(word, first)) {
        format_unnamed(f, word, word ? "CAP_???" : NULL);
    } else if (format_names_begin(f, word)) {
        put_capability_names(f, word, first);
        format_names_end(f);
    }
}

/* Each word by itself. */
static void format_capabilities(struct formatter *f, uint64_t mask)
{
    uint32_t low = (uint32_t)mask, high = (uint32_t)(mask >> 32);

    if (low || !high)
        put_capability_word(f, low, 0);
    if (low && high)
        format_punctuation(f, "|");
    if (high)
        put_capability_word(f, high, 32);
}

/* Two structs of 32 bits each since version 2; the header before them says which. */
#define CAP_DATA_BYTES 12
#define CAP_VERSION_1  0x19980330

void capture_cap_data(struct capture *c, const struct arg_spec *arg)
{
    uint32_t version, got;

    (void)arg;
    if (!capture_peek(c, c->args[0], &version, sizeof version))
        return;
    uint32_t size = version == CAP_VERSION_1 ? CAP_DATA_BYTES : 2 * CAP_DATA_BYTES;
    capture_bytes(c, 0, c->args[c->arg], size, size, &got);
}

void format_cap_data(struct formatter *f)
{
    static const char *const sets[] = {"effective", "permitted", "inheritable"};
    struct captured data = captured_piece(f, 0);

    if (data.length_bytes < CAP_DATA_BYTES || captured_is_cut(data)) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    for (size_t i = 0; i < ARRAY_COUNT(sets); i++) {
        uint64_t mask = load_u32(data.bytes + 4 * i);
        if (data.length_bytes >= 2 * CAP_DATA_BYTES)
            mask |= (uint64_t)load_u32(data.bytes + CAP_DATA_BYTES + 4 * i) << 32;
        format_field(f, sets[i]);
        format_capabilities(f, mask);
    }
    format_close(f, '}');
}

/* ---- the kernel's log ---------------------------------------------------------------- */

enum {
    LOG_READ = 2,
    LOG_READ_ALL,
    LOG_READ_CLEAR,
    LOG_CONSOLE_LEVEL = 8,
    LOG_LAST = 10,
};

/* The number, and in a comment its name: people know the numbers. */
void format_syslog_action(struct formatter *f, uint64_t value)
{
    format_numbered(f, TYPE_SYSLOG_ACTION, (int32_t)value);
}

void format_syslog_size(struct formatter *f)
{
    if ((uint32_t)format_register(f, 0) == LOG_CONSOLE_LEVEL)
        format_numbered(f, TYPE_LOG_LEVEL_NAME, (int32_t)format_register(f, f->arg));
    else
        format_int(f, format_register(f, f->arg));
}

unsigned syslog_used_arguments(const struct formatter *f, unsigned index)
{
    uint32_t action = (uint32_t)format_register(f, 0);
    bool has_buffer = action >= LOG_READ && action <= LOG_READ_CLEAR;

    (void)index;
    return has_buffer || action == LOG_CONSOLE_LEVEL || action > LOG_LAST ? f->spec->arg_count : 1;
}

/* ---- swapping, the end ------------------------------------------------------------------ */

#define SWAP_PRIORITY_MASK 0x7fffu

void format_swap_flags(struct formatter *f, uint64_t value)
{
    uint32_t priority = (uint32_t)value & SWAP_PRIORITY_MASK, flags = (uint32_t)value & ~SWAP_PRIORITY_MASK;

    if (flags) {
        format_named(f, TYPE_SWAP_FLAGS, flags);
        format_punctuation(f, "|");
    }
    format_uint(f, priority);
}

#define RESTART_WITH_COMMAND 0xa1b2c3d4u /* LINUX_REBOOT_CMD_RESTART2 */

void capture_reboot_arg(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    if (!c->is_exit && (uint32_t)c->args[2] == RESTART_WITH_COMMAND && c->args[c->arg])
        capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
}

void format_reboot_arg(struct formatter *f)
{
    struct captured command = captured_piece(f, 0);

    if (command.bytes)
        format_quoted(f, TEXT_STRING, command.bytes, command.length_bytes, format_string_limit(f),
                      captured_is_cut(command));
    else
        format_address(f, format_register(f, f->arg));
}

unsigned reboot_used_arguments(const struct formatter *f, unsigned index)
{
    return (uint32_t)format_register(f, 2) == RESTART_WITH_COMMAND ? f->spec->arg_count : index;
}

/* ---- segments ------------------------------------------------------------------------------ */

#define LDT_READS         0
#define SEGMENT_BYTES     16

static void put_segment_bits(struct formatter *f, uint32_t bits)
{
    static const struct {
        const char *name;
        uint8_t shift, width;
    } fields[] = {
        {"seg_32bit", 0, 1},       {"contents", 1, 2},        {"read_exec_only", 3, 1},
        {"limit_in_pages", 4, 1},  {"seg_not_present", 5, 1}, {"useable", 6, 1},
        {"lm", 7, 1},
    };
    size_t count = ARRAY_COUNT(fields) - (f->abi == ABI_COMPAT); /* i386 has no long mode */

    for (size_t i = 0; i < count; i++) {
        format_field(f, fields[i].name);
        format_uint(f, bits >> fields[i].shift & ((1u << fields[i].width) - 1));
    }
}

static void put_segment_number(struct formatter *f, const char *name, uint32_t value)
{
    char number[16];

    format_field(f, name);
    snprintf(number, sizeof number, "%#08x", value);
    text_put_role(f->text, TEXT_NUMBER, number);
}

/* What is behind its number. */
static void put_segment(struct formatter *f, const uint8_t *bytes)
{
    put_segment_number(f, "base_addr", load_u32(bytes + 4));
    put_segment_number(f, "limit", load_u32(bytes + 8));
    put_segment_bits(f, load_u32(bytes + 12));
}

void format_user_desc(struct formatter *f, const uint8_t *bytes, size_t length)
{
    (void)length;
    format_open(f, '{');
    format_field(f, "entry_number");
    format_int(f, load_u32(bytes));
    put_segment(f, bytes);
    format_close(f, '}');
}

void capture_segment(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;

    (void)arg;
    capture_bytes(c, 0, c->args[c->arg], SEGMENT_BYTES, SEGMENT_BYTES, &got);
}

/* The number is what the program asks with; the rest is the kernel's. */
void format_segment_asked(struct formatter *f)
{
    struct captured asked = captured_argument(f, f->arg, false), told = captured_argument(f, f->arg, true);

    if (asked.length_bytes < SEGMENT_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_open(f, '{');
    format_field(f, "entry_number");
    format_int(f, load_u32(asked.bytes));
    f->is_waiting = f->is_begin;
    if (f->is_begin)
        return;
    if (told.length_bytes >= SEGMENT_BYTES)
        put_segment(f, told.bytes);
    else
        format_more(f);
    format_close(f, '}');
}

/* "{entry_number=-1, ...} => {entry_number=12}": the number that it was given is all of the answer. */
void format_segment_set(struct formatter *f)
{
    struct captured set = captured_argument(f, f->arg, false), told = captured_argument(f, f->arg, true);

    if (set.length_bytes < SEGMENT_BYTES) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    format_user_desc(f, set.bytes, set.length_bytes);
    if (f->is_begin || told.length_bytes < SEGMENT_BYTES || load_u32(told.bytes) == load_u32(set.bytes))
        return;
    format_punctuation(f, " => ");
    format_open(f, '{');
    format_field(f, "entry_number");
    format_int(f, load_u32(told.bytes));
    format_close(f, '}');
}

void capture_ldt(struct capture *c, const struct arg_spec *arg)
{
    uint32_t got;

    (void)arg;
    if ((uint32_t)c->args[0] != LDT_READS && c->args[2] == SEGMENT_BYTES)
        capture_bytes(c, 0, c->args[c->arg], SEGMENT_BYTES, SEGMENT_BYTES, &got);
}

void format_ldt(struct formatter *f)
{
    struct captured segment = captured_piece(f, 0);

    if (segment.length_bytes >= SEGMENT_BYTES)
        format_user_desc(f, segment.bytes, segment.length_bytes);
    else
        format_address(f, format_register(f, f->arg));
}

/* The kernel returns an int without its sign: "4294967274 EINVAL (Invalid argument)". */
#define MOST_ERRNO 4095

void format_ldt_result(struct formatter *f, uint64_t value)
{
    int32_t result = (int32_t)value;

    format_ulong(f, value);
    if (value > UINT32_MAX || result >= 0 || result < -MOST_ERRNO)
        return;
    text_put_char(f->text, ' ');
    format_errno_and_text(f, -result);
}

/* ---- programs and rules ----------------------------------------------------------- */

const struct member members_landlock_attr[] = {
    {"handled_access_fs", MEMBER_U64, .type = TYPE_LANDLOCK_ACCESS_FS},
    {"handled_access_net", MEMBER_U64, .type = TYPE_LANDLOCK_ACCESS_NET},
    {"scoped", MEMBER_U64, .type = TYPE_LANDLOCK_SCOPE},
    {0},
};
