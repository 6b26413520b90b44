/*
 * The system as a whole, privileges, and what programs hand the kernel to run.
 */
#include "capture.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

#define UTS_BYTES 65

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

const struct member members_sysinfo[] = {
    {"uptime", MEMBER_LONG, .type = TYPE_LONG},
    {"loads[0]", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"loads[1]", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"loads[2]", MEMBER_ULONG, SHOW_UNFOLDED, .type = TYPE_ULONG},
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

/* ---- capabilities ---------------------------------------------------------------- */

const struct member members_cap_header[] = {
    {"version", MEMBER_U32, .type = TYPE_CAP_VERSION},
    {"pid", MEMBER_S32, .type = TYPE_PID},
    {0},
};

/* More than a few names would fill the line: the details have them all. */
#define LINE_CAPABILITIES 6

static void format_capabilities(struct formatter *f, uint64_t mask)
{
    bool is_first = true;

    if (mask == 0 ||
        (f->options->layout == FORMAT_ONE_LINE && __builtin_popcountll(mask) > LINE_CAPABILITIES)) {
        format_hex(f, mask);
        return;
    }
    for (unsigned i = 0; mask; i++, mask >>= 1) {
        if (!(mask & 1))
            continue;
        if (!is_first)
            format_punctuation(f, "|");
        format_named(f, TYPE_CAPABILITY, i);
        is_first = false;
    }
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

    if (data.length_bytes < CAP_DATA_BYTES) {
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

/* ---- programs and rules ----------------------------------------------------------- */

const struct member members_landlock_attr[] = {
    {"handled_access_fs", MEMBER_U64, .type = TYPE_LANDLOCK_ACCESS_FS},
    {"handled_access_net", MEMBER_U64, .type = TYPE_LANDLOCK_ACCESS_NET},
    {"scoped", MEMBER_U64, .type = TYPE_LANDLOCK_SCOPE},
    {0},
};

/* Members behind config2 came one by one with kernel versions. */
const struct member members_perf_attr[] = {
    {"type", MEMBER_U32, .type = TYPE_PERF_TYPE},
    {"size", MEMBER_U32, .type = TYPE_UINT},
    {"config", MEMBER_U64, .type = TYPE_HEX},
    {"sample_period", MEMBER_U64, .type = TYPE_ULONG},
    {"sample_type", MEMBER_U64, .type = TYPE_HEX},
    {"read_format", MEMBER_U64, .type = TYPE_HEX},
    {"flags", MEMBER_U64, .type = TYPE_HEX},
    {"wakeup_events", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"bp_type", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"config1", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_HEX},
    {"config2", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_HEX},
    {NULL, MEMBER_PAD, SHOW_UNFOLDED, .count = 64},
    {0},
};
