/*
 * bpf(2): the attributes of each command.
 *
 * union bpf_attr has grown with the kernel, and its size is an argument: what a program does not pass
 * counts as zero.  The first members of a command are shown always, younger ones from the size on that
 * has them, and what lies behind all of them where it is not empty.
 */
#include <stdio.h>

#include "capture.h"
#include "core/tables/flags.h"
#include "decode_bpf.h"
#include "formatter.h"
#include "layout.h"

/* ---- commands --------------------------------------------------------------------- */

enum bpf_kind {
    BPF_END,
    BPF_U32,     /* of a type */
    BPF_U64,
    BPF_ANSWER,  /* the kernel changes it: "0 => 5" */
    BPF_NAME,    /* 16 bytes, the last a NUL */
    BPF_TEXT,    /* points to a string */
    BPF_DATA,    /* points to as many bytes as the member at length_offset says */
    BPF_CODE,    /* points to so many instructions */
    BPF_VERSION, /* of a kernel */
    BPF_TAG,     /* 8 bytes */
    BPF_CHANGE,  /* a number of an object that the kernel may have changed: "0 => 5" */
    BPF_OBJECT,  /* points to as many bytes about an object as the member before says */
};

struct bpf_member {
    const char *name;
    uint8_t kind; /* enum bpf_kind */
    uint8_t offset;
    uint8_t since;         /* shown where the size is beyond it; 0: always */
    uint8_t length_offset; /* of DATA and CODE */
    uint8_t flag_offset;   /* flag_mask: shown where the word there has one of its bits */
    uint32_t flag_mask;
    uint16_t type; /* enum arg_type */
};

#define U32(name, offset, type_)         {name, BPF_U32, offset, .type = TYPE_##type_}
#define U64(name, offset, type_)         {name, BPF_U64, offset, .type = TYPE_##type_}
#define U32_SINCE(name, at, type_)       {name, BPF_U32, at, .since = at, .type = TYPE_##type_}
#define U64_SINCE(name, at, type_)       {name, BPF_U64, at, .since = at, .type = TYPE_##type_}
#define U32_FROM(name, at, from, type_)  {name, BPF_U32, at, .since = from, .type = TYPE_##type_}
#define U64_FROM(name, at, from, type_)  {name, BPF_U64, at, .since = from, .type = TYPE_##type_}
#define U32_IF(name, at, flags, mask, type_)                                                       \
    {name, BPF_U32, at, .since = at, .flag_offset = flags, .flag_mask = mask, .type = TYPE_##type_}

static const struct bpf_member map_create[] = {
    U32("map_type", 0, BPF_MAP_TYPE), U32("key_size", 4, UINT), U32("value_size", 8, UINT),
    U32("max_entries", 12, UINT), U32_SINCE("map_flags", 16, BPF_MAP_FLAGS),
    U32_SINCE("inner_map_fd", 20, FD), U32_IF("numa_node", 24, 16, 4, NUMA_NODE),
    {"map_name", BPF_NAME, 28, .since = 28}, U32_SINCE("map_ifindex", 44, UINT),
    U32_SINCE("btf_fd", 48, FD), U32_SINCE("btf_key_type_id", 52, UINT),
    U32_SINCE("btf_value_type_id", 56, UINT), U32_SINCE("btf_vmlinux_value_type_id", 60, UINT),
    U64_SINCE("map_extra", 64, ULONG_OR_MAX), {NULL, BPF_END, 72},
};
static const struct bpf_member map_lookup[] = {
    U32("map_fd", 0, FD), U64("key", 8, ADDRESS), U64("value", 16, ADDRESS),
    U64_SINCE("flags", 24, BPF_LOOKUP_FLAGS), {NULL, BPF_END, 32},
};
static const struct bpf_member map_update[] = {
    U32("map_fd", 0, FD), U64("key", 8, ADDRESS), U64("value", 16, ADDRESS),
    U64("flags", 24, BPF_UPDATE_FLAGS), {NULL, BPF_END, 32},
};
static const struct bpf_member map_delete[] = {
    U32("map_fd", 0, FD), U64("key", 8, ADDRESS), {NULL, BPF_END, 16},
};
static const struct bpf_member map_next_key[] = {
    U32("map_fd", 0, FD), U64("key", 8, ADDRESS), U64("next_key", 16, ADDRESS), {NULL, BPF_END, 24},
};
static const struct bpf_member map_freeze[] = {U32("map_fd", 0, FD), {NULL, BPF_END, 4}};
static const struct bpf_member prog_load[] = {
    U32("prog_type", 0, BPF_PROG_TYPE), U32("insn_cnt", 4, UINT),
    {"insns", BPF_CODE, 8, .length_offset = 4}, {"license", BPF_TEXT, 16},
    U32_SINCE("log_level", 24, UINT), U32_FROM("log_size", 28, 24, UINT),
    {"log_buf", BPF_TEXT, 32, .since = 24}, {"kern_version", BPF_VERSION, 40, .since = 40},
    U32_SINCE("prog_flags", 44, BPF_PROG_FLAGS), {"prog_name", BPF_NAME, 48, .since = 48},
    U32_SINCE("prog_ifindex", 64, UINT), U32_SINCE("expected_attach_type", 68, BPF_ATTACH_TYPE),
    U32_SINCE("prog_btf_fd", 72, FD), U32_FROM("func_info_rec_size", 76, 72, UINT),
    U64_FROM("func_info", 80, 72, ADDRESS), U32_FROM("func_info_cnt", 88, 72, UINT),
    U32_SINCE("line_info_rec_size", 92, UINT), U64_FROM("line_info", 96, 92, ADDRESS),
    U32_FROM("line_info_cnt", 104, 92, UINT), U32_SINCE("attach_btf_id", 108, UINT),
    U32_SINCE("attach_prog_fd", 112, FD), U64_SINCE("fd_array", 120, ADDRESS), {NULL, BPF_END, 128},
};
static const struct bpf_member object[] = {
    {"pathname", BPF_TEXT, 0}, U32("bpf_fd", 8, FD), U32_SINCE("file_flags", 12, BPF_FILE_FLAGS),
    {NULL, BPF_END, 16},
};
static const struct bpf_member prog_attach[] = {
    U32("target_fd", 0, FD), U32("attach_bpf_fd", 4, FD), U32("attach_type", 8, BPF_ATTACH_TYPE),
    U32("attach_flags", 12, BPF_ATTACH_FLAGS), U32_SINCE("replace_bpf_fd", 16, FD),
    {NULL, BPF_END, 20},
};
static const struct bpf_member prog_detach[] = {
    U32("target_fd", 0, FD), U32("attach_type", 8, BPF_ATTACH_TYPE), {NULL, BPF_END, 12},
};
static const struct bpf_member test_run[] = {
    U32("prog_fd", 0, FD), U32("retval", 4, UINT), U32("data_size_in", 8, UINT),
    U32("data_size_out", 12, UINT), U64("data_in", 16, ADDRESS), U64("data_out", 24, ADDRESS),
    U32("repeat", 32, UINT), U32("duration", 36, UINT), U32_SINCE("ctx_size_in", 40, UINT),
    U32_FROM("ctx_size_out", 44, 40, UINT), U64_FROM("ctx_in", 48, 40, ADDRESS),
    U64_FROM("ctx_out", 56, 40, ADDRESS), U32_SINCE("flags", 64, BPF_TEST_FLAGS),
    U32_FROM("cpu", 68, 64, UINT), U32_SINCE("batch_size", 72, UINT), {NULL, BPF_END, 76},
};
static const struct bpf_member next_id[] = {
    U32("start_id", 0, UINT), {"next_id", BPF_ANSWER, 4},
    U32_SINCE("open_flags", 8, BPF_FILE_FLAGS), {NULL, BPF_END, 12},
};
#define BY_ID(name) {U32(name, 0, UINT), U32("next_id", 4, UINT),                                  \
                     U32_SINCE("open_flags", 8, BPF_FILE_FLAGS), {NULL, BPF_END, 12}}
static const struct bpf_member prog_by_id[] = BY_ID("prog_id");
static const struct bpf_member map_by_id[] = BY_ID("map_id");
static const struct bpf_member btf_by_id[] = {U32("btf_id", 0, UINT), {NULL, BPF_END, 4}};
static const struct bpf_member link_by_id[] = {U32("link_id", 0, UINT), {NULL, BPF_END, 4}};
static const struct bpf_member info[] = {
    U32("bpf_fd", 0, FD), {"info_len", BPF_ANSWER, 4}, {"info", BPF_OBJECT, 8, .length_offset = 4},
    {NULL, BPF_END, 16},
};
static const struct bpf_member query[] = {
    U32("target_fd", 0, FD), U32("attach_type", 4, BPF_ATTACH_TYPE),
    U32("query_flags", 8, BPF_QUERY_FLAGS), U32("attach_flags", 12, BPF_ATTACH_FLAGS),
    U64("prog_ids", 16, ADDRESS), {"prog_cnt", BPF_ANSWER, 24}, {NULL, BPF_END, 28},
};
static const struct bpf_member raw_tracepoint[] = {
    {"name", BPF_TEXT, 0}, U32("prog_fd", 8, FD), {NULL, BPF_END, 12},
};
static const struct bpf_member btf_load[] = {
    {"btf", BPF_DATA, 0, .length_offset = 16}, U64("btf_log_buf", 8, ADDRESS),
    U32("btf_size", 16, UINT), U32("btf_log_size", 20, UINT), U32("btf_log_level", 24, UINT),
    {NULL, BPF_END, 28},
};
static const struct bpf_member task_fd_query[] = {
    U32("pid", 0, PID), U32("fd", 4, FD), U32("flags", 8, UINT), U32("buf_len", 12, UINT),
    {"buf", BPF_TEXT, 16}, U32("prog_id", 24, UINT), U32("fd_type", 28, BPF_FD_TYPE),
    U64("probe_offset", 32, HEX), U64("probe_addr", 40, HEX), {NULL, BPF_END, 48},
};
#define BATCH_END U32("count", 32, UINT), U32("map_fd", 36, FD),                                   \
                  U64("elem_flags", 40, BPF_LOOKUP_FLAGS), U64("flags", 48, HEX), {NULL, BPF_END, 56}
static const struct bpf_member lookup_batch[] = {
    U64("in_batch", 0, ADDRESS), U64("out_batch", 8, ADDRESS), U64("keys", 16, ADDRESS),
    U64("values", 24, ADDRESS), BATCH_END,
};
static const struct bpf_member update_batch[] = {
    U64("keys", 16, ADDRESS), U64("values", 24, ADDRESS), BATCH_END,
};
static const struct bpf_member delete_batch[] = {U64("keys", 16, ADDRESS), BATCH_END};
static const struct bpf_member link_create[] = {
    U32("prog_fd", 0, FD), U32("target_fd", 4, FD), U32("attach_type", 8, BPF_ATTACH_TYPE),
    U32("flags", 12, HEX), {NULL, BPF_END, 16},
};
static const struct bpf_member link_update[] = {
    U32("link_fd", 0, FD), U32("new_prog_fd", 4, FD), U32("flags", 8, BPF_ATTACH_FLAGS),
    U32_IF("old_prog_fd", 12, 8, 4, FD), {NULL, BPF_END, 16},
};
static const struct bpf_member enable_stats[] = {U32("type", 0, BPF_STATS_TYPE), {NULL, BPF_END, 4}};
static const struct bpf_member iter_create[] = {
    U32("link_fd", 0, FD), U32("flags", 4, HEX), {NULL, BPF_END, 8},
};
static const struct bpf_member link_detach[] = {U32("link_fd", 0, FD), {NULL, BPF_END, 4}};
static const struct bpf_member prog_bind_map[] = {
    U32("prog_fd", 0, FD), U32("map_fd", 4, FD), U32("flags", 8, HEX), {NULL, BPF_END, 12},
};
static const struct bpf_member token_create[] = {
    U32("flags", 0, HEX), U32("bpffs_fd", 4, FD), {NULL, BPF_END, 8},
};
static const struct bpf_member stream_read[] = {
    U64("stream_buf", 0, ADDRESS), U32("stream_buf_len", 8, UINT), U32("stream_id", 12, UINT),
    U32("prog_fd", 16, FD), {NULL, BPF_END, 20},
};

static const struct bpf_command {
    const struct bpf_member *members;
    const char *part; /* the member of the union that holds them */
    bool makes_fd;
} commands[] = {
    [0] = {map_create, .makes_fd = true}, [1] = {map_lookup}, [2] = {map_update},
    [3] = {map_delete}, [4] = {map_next_key}, [5] = {prog_load, .makes_fd = true}, [6] = {object},
    [7] = {object, .makes_fd = true}, [8] = {prog_attach}, [9] = {prog_detach},
    [10] = {test_run, "test"}, [11] = {next_id}, [12] = {next_id},
    [13] = {prog_by_id, .makes_fd = true}, [14] = {map_by_id, .makes_fd = true},
    [15] = {info, "info"}, [16] = {query, "query"}, [17] = {raw_tracepoint, "raw_tracepoint", true},
    [18] = {btf_load, .makes_fd = true}, [19] = {btf_by_id, .makes_fd = true},
    [20] = {task_fd_query, "task_fd_query"}, [21] = {map_lookup}, [22] = {map_freeze},
    [23] = {next_id}, [24] = {lookup_batch, "batch"}, [25] = {lookup_batch, "batch"},
    [26] = {update_batch, "batch"}, [27] = {delete_batch, "batch"},
    [28] = {link_create, "link_create", true}, [29] = {link_update, "link_update"},
    [30] = {link_by_id, .makes_fd = true}, [31] = {next_id},
    [32] = {enable_stats, "enable_stats", true}, [33] = {iter_create, "iter_create", true},
    [34] = {link_detach, "link_detach"}, [35] = {prog_bind_map, "prog_bind_map"},
    [36] = {token_create, "token_create", true}, [37] = {stream_read, "prog_stream_read"},
};

static const struct bpf_command *command_find(uint64_t number)
{
    return (uint32_t)number < ARRAY_COUNT(commands) ? &commands[(uint32_t)number] : NULL;
}

/* ---- objects ---------------------------------------------------------------------- */

static const struct bpf_member map_info[] = {
    U32("type", 0, BPF_MAP_TYPE), U32("id", 4, UINT), U32("key_size", 8, UINT),
    U32("value_size", 12, UINT), U32("max_entries", 16, UINT), U32("map_flags", 20, BPF_MAP_FLAGS),
    {"name", BPF_NAME, 24, .since = 24}, U32_SINCE("ifindex", 40, UINT),
    U32_SINCE("btf_vmlinux_value_type_id", 44, UINT), U64_SINCE("netns_dev", 48, DEVICE),
    U64_SINCE("netns_ino", 56, ULONG), U32_SINCE("btf_id", 64, UINT),
    U32_SINCE("btf_key_type_id", 68, UINT), U32_SINCE("btf_value_type_id", 72, UINT),
    {NULL, BPF_END, 76},
};
#define CHANGE(name, at)       {name, BPF_CHANGE, at}
#define CHANGE_SINCE(name, at) {name, BPF_CHANGE, at, .since = at}
static const struct bpf_member prog_info[] = {
    U32("type", 0, BPF_PROG_TYPE), U32("id", 4, UINT), {"tag", BPF_TAG, 8},
    CHANGE("jited_prog_len", 16), U64("jited_prog_insns", 24, ADDRESS),
    CHANGE("xlated_prog_len", 20), U64("xlated_prog_insns", 32, ADDRESS),
    U64_SINCE("load_time", 40, ULONG), U32_FROM("created_by_uid", 48, 40, UID),
    {"nr_map_ids", BPF_CHANGE, 52, .since = 40}, U64_FROM("map_ids", 56, 40, ADDRESS),
    {"name", BPF_NAME, 64, .since = 64}, U32_SINCE("ifindex", 80, UINT),
    U32_FROM("gpl_compatible", 84, 80, UINT), U64_SINCE("netns_dev", 88, DEVICE),
    U64_SINCE("netns_ino", 96, ULONG), CHANGE_SINCE("nr_jited_ksyms", 104),
    CHANGE_SINCE("nr_jited_func_lens", 108), U64_SINCE("jited_ksyms", 112, ADDRESS),
    U64_SINCE("jited_func_lens", 120, ADDRESS), U32_SINCE("btf_id", 128, UINT),
    CHANGE_SINCE("func_info_rec_size", 132), U64_SINCE("func_info", 136, ADDRESS),
    CHANGE_SINCE("nr_func_info", 144), CHANGE_SINCE("nr_line_info", 148),
    U64_SINCE("line_info", 152, ADDRESS), U64_SINCE("jited_line_info", 160, ADDRESS),
    CHANGE_SINCE("nr_jited_line_info", 168), CHANGE_SINCE("line_info_rec_size", 172),
    CHANGE_SINCE("jited_line_info_rec_size", 176), CHANGE_SINCE("nr_prog_tags", 180),
    U64_SINCE("prog_tags", 184, ADDRESS), U64_SINCE("run_time_ns", 192, ULONG),
    U64_SINCE("run_cnt", 200, ULONG), U64_SINCE("recursion_misses", 208, ULONG),
    U32_SINCE("verified_insns", 216, UINT), {NULL, BPF_END, 220},
};
static const struct bpf_member btf_info[] = {
    U64("btf", 0, ADDRESS), CHANGE("btf_size", 8), U32("id", 12, UINT),
    U64_SINCE("name", 16, ADDRESS), {"name_len", BPF_CHANGE, 24, .since = 16},
    U32_FROM("kernel_btf", 28, 16, UINT), {NULL, BPF_END, 32},
};
static const struct bpf_member link_info[] = {
    U32("type", 0, BPF_LINK_TYPE), U32("id", 4, UINT), U32("prog_id", 8, UINT), {NULL, BPF_END, 12},
};

/* By what the kernel calls their descriptors. */
static const struct {
    const char *path;
    const struct bpf_member *members;
} objects[] = {
    {"anon_inode:bpf-map", map_info},
    {"anon_inode:bpf-prog", prog_info},
    {"anon_inode:btf", btf_info},
    {"anon_inode:bpf_link", link_info},
};

/* ---- capture ---------------------------------------------------------------------- */

#define ATTRIBUTES_BYTES 256  /* more than any command has */
#define PAGE_BYTES       4096 /* more the kernel refuses to look at */
#define INSTRUCTION_BYTES 8
#define INSTRUCTION_LIMIT 4096

#define PATH_PART 255

/* What the kernel is asked about an object, and what it says. */
static void capture_object(struct capture *c, const struct bpf_member *member, unsigned part,
                           const uint8_t *attributes)
{
    uint32_t got, length = load_u32(attributes + member->length_offset);

    if (length && load_u64(attributes + member->offset))
        capture_bytes(c, part, load_u64(attributes + member->offset), length, ATTRIBUTES_BYTES, &got);
    if (!c->is_exit)
        capture_fd_path(c, PATH_PART, (int)load_u32(attributes));
}

/* Part 0 are the attributes, part 1 + i what member i points to. */
static void capture_pointee(struct capture *c, const struct bpf_member *member, unsigned part,
                            const uint8_t *attributes)
{
    tracee_addr address = load_u64(attributes + member->offset);
    uint64_t length = load_u32(attributes + member->length_offset);
    uint32_t got;

    if (!address && member->type != TYPE_FD)
        return;
    if (member->kind == BPF_OBJECT)
        capture_object(c, member, part, attributes);
    if (c->is_exit)
        return;
    if (member->type == TYPE_FD)
        capture_fd_name(c, part, load_s32(attributes + member->offset));
    if (member->kind == BPF_TEXT)
        capture_string(c, part, address, c->limits->string_bytes);
    else if (member->kind == BPF_DATA)
        capture_bytes(c, part, address, length, c->limits->buffer_bytes, &got);
    else if (member->kind == BPF_CODE && length)
        capture_bytes(c, part, address, length * INSTRUCTION_BYTES,
                      INSTRUCTION_LIMIT * INSTRUCTION_BYTES, &got);
}

void capture_bpf_attr(struct capture *c, const struct arg_spec *arg)
{
    const struct bpf_command *command = command_find(c->args[0]);
    uint32_t size = (uint32_t)c->args[2], got;
    uint8_t attributes[ATTRIBUTES_BYTES] = {0};

    (void)arg;
    if (command && command->makes_fd && c->is_exit && !c->has_failed)
        capture_result_fd(c);
    if (!command || size == 0 || size > PAGE_BYTES)
        return;
    const uint8_t *bytes = capture_bytes(c, 0, c->args[c->arg], size, PAGE_BYTES, &got);
    if (!bytes || got < size)
        return;
    memcpy(attributes, bytes, got < sizeof attributes ? got : sizeof attributes);
    for (unsigned i = 0; command->members[i].kind != BPF_END; i++)
        capture_pointee(c, &command->members[i], 1 + i, attributes);
}

/* ---- format ----------------------------------------------------------------------- */

struct attributes {
    uint8_t bytes[ATTRIBUTES_BYTES]; /* with zeros behind what was passed */
    uint32_t size;
};

static void put_name_field(struct formatter *f, const struct attributes *attributes, size_t offset)
{
    size_t room = attributes->size - offset < 16 ? attributes->size - offset : 16;
    const uint8_t *name = attributes->bytes + offset;
    size_t length = strnlen((const char *)name, room);

    format_quoted(f, TEXT_STRING, name, length, room - 1, false);
}

static void put_pointee(struct formatter *f, const struct bpf_member *member, unsigned part,
                        const struct attributes *attributes)
{
    struct captured captured = captured_piece(f, part);
    uint64_t address = load_u64(attributes->bytes + member->offset);
    uint64_t length = load_u32(attributes->bytes + member->length_offset);

    if (member->kind == BPF_CODE && captured.bytes && format_shows_all(f))
        format_bpf_instructions(f, captured, length, address);
    else if (member->kind == BPF_CODE || !captured.bytes)
        format_address(f, address);
    else
        format_quoted(f, TEXT_STRING, captured.bytes, captured.length_bytes,
                      format_string_limit(f), captured_is_cut(captured));
}

static void put_version(struct formatter *f, uint32_t version)
{
    char name[48];

    snprintf(name, sizeof name, "KERNEL_VERSION(%u, %u, %u)", version >> 16, version >> 8 & 0xff,
             version & 0xff);
    format_known_hex(f, name, version);
}

static const struct bpf_member *object_members(struct captured path)
{
    for (size_t i = 0; i < ARRAY_COUNT(objects); i++)
        if (path.bytes && path.length_bytes == strlen(objects[i].path) &&
            memcmp(path.bytes, objects[i].path, path.length_bytes) == 0)
            return objects[i].members;
    return NULL;
}

static bool is_shown(const struct bpf_member *member, const struct attributes *attributes);
static void put_member(struct formatter *f, const struct bpf_member *member, unsigned part,
                       const struct attributes *attributes);

/* Its members as the kernel wrote them, where all is wanted. */
static void put_object(struct formatter *f, const struct bpf_member *member, unsigned part,
                       const struct attributes *attributes)
{
    const struct bpf_member *members = object_members(captured_piece(f, PATH_PART));
    struct attributes told = {.size = 0};

    f->is_exit = true;
    struct captured after = captured_piece(f, part);
    f->is_exit = false;
    if (!members || !after.bytes || !format_shows_all(f) ||
        (f->call->header.flags & EVENT_FAILED)) {
        format_address(f, load_u64(attributes->bytes + member->offset));
        return;
    }
    told.size = after.length_bytes < sizeof told.bytes ? after.length_bytes
                                                           : (uint32_t)sizeof told.bytes;
    memcpy(told.bytes, after.bytes, told.size);
    format_open(f, '{');
    for (; members->kind != BPF_END; members++)
        if (is_shown(members, &told))
            put_member(f, members, part, &told);
    format_close(f, '}');
}

/* Of an object: what its struct, which is of part, held before. */
static void put_change(struct formatter *f, const struct bpf_member *member, unsigned part,
                       uint32_t value)
{
    struct captured before = captured_piece(f, part);

    if (before.length_bytes >= member->offset + 4u &&
        load_u32(before.bytes + member->offset) != value) {
        format_uint(f, load_u32(before.bytes + member->offset));
        format_punctuation(f, " => ");
    }
    format_uint(f, value);
}

/* What the kernel made of it, behind what it was. */
static void put_answer(struct formatter *f, const struct bpf_member *member, uint32_t value)
{
    struct captured after = captured_argument(f, f->arg, true);

    format_uint(f, value);
    if (after.length_bytes < member->offset + 4u ||
        load_u32(after.bytes + member->offset) == value)
        return;
    format_punctuation(f, " => ");
    format_uint(f, load_u32(after.bytes + member->offset));
}

static void put_member(struct formatter *f, const struct bpf_member *member, unsigned part,
                       const struct attributes *attributes)
{
    const uint8_t *bytes = attributes->bytes + member->offset;

    format_field(f, member->name);
    switch ((enum bpf_kind)member->kind) {
    case BPF_U32:
        if (member->type == TYPE_FD)
            format_fd_part(f, load_s32(bytes), part);
        else
            format_value(f, member->type, load_u32(bytes));
        break;
    case BPF_U64:
        format_value(f, member->type, load_u64(bytes));
        break;
    case BPF_ANSWER:
        put_answer(f, member, load_u32(bytes));
        break;
    case BPF_NAME:
        put_name_field(f, attributes, member->offset);
        break;
    case BPF_TEXT:
    case BPF_DATA:
    case BPF_CODE:
        put_pointee(f, member, part, attributes);
        break;
    case BPF_VERSION:
        put_version(f, load_u32(bytes));
        break;
    case BPF_TAG:
        format_quoted_hex(f, bytes, 8, 8, false);
        break;
    case BPF_CHANGE:
        put_change(f, member, part, load_u32(bytes));
        break;
    case BPF_OBJECT:
        put_object(f, member, part, attributes);
        break;
    case BPF_END:
        break;
    }
}

static bool is_shown(const struct bpf_member *member, const struct attributes *attributes)
{
    if (member->since && attributes->size <= member->since)
        return false;
    return !member->flag_mask ||
           (load_u32(attributes->bytes + member->flag_offset) & member->flag_mask);
}

/* Returns where the command's attributes end; 0: it was interrupted at what is yet to come. */
static size_t put_members(struct formatter *f, const struct bpf_member *members,
                          const struct attributes *attributes)
{
    const struct bpf_member *member = members;

    for (; member->kind != BPF_END; member++) {
        if (!is_shown(member, attributes))
            continue;
        put_member(f, member, 1 + (unsigned)(member - members), attributes);
        if (f->is_begin && member->kind == BPF_ANSWER)
            return 0;
    }
    return member->offset;
}

static void put_rest(struct formatter *f, struct captured captured, size_t end, size_t size)
{
    size_t from = end;

    while (from < size && from < captured.length_bytes && !captured.bytes[from])
        from++;
    if (from >= size || from >= captured.length_bytes)
        return;
    if (!format_shows_all(f)) {
        format_more(f);
        return;
    }
    format_field(f, "extra_data");
    uint8_t role = text_set_role(f->text, TEXT_STRING);
    text_put_char(f->text, '"');
    text_escape(f->text, captured.bytes + end, captured.length_bytes - end, TEXT_ESCAPE_HEX_ALL);
    text_put_char(f->text, '"');
    text_set_role(f->text, TEXT_DIM);
    text_printf(f->text, " /* bytes %zu..%zu */", end, size - 1);
    text_set_role(f->text, role);
}

static void put_attributes(struct formatter *f, const struct bpf_command *command,
                           struct captured captured, uint32_t size)
{
    struct attributes attributes = {.size = size};
    size_t copied = captured.length_bytes, end;

    copied = copied < sizeof attributes.bytes ? copied : sizeof attributes.bytes;
    memcpy(attributes.bytes, captured.bytes, copied);
    format_open(f, '{');
    if (command->part) {
        format_field(f, command->part);
        format_open(f, '{');
    }
    end = put_members(f, command->members, &attributes);
    f->is_waiting = end == 0;
    if (f->is_waiting)
        return;
    if (command->part)
        format_close(f, '}');
    put_rest(f, captured, end, size);
    format_close(f, '}');
}

void format_bpf_attr(struct formatter *f)
{
    const struct bpf_command *command = command_find(format_register(f, 0));
    struct captured captured = captured_argument(f, f->arg, false);
    uint32_t size = (uint32_t)format_register(f, 2);

    f->is_waiting = false;
    f->is_exit = false;
    if (!command || captured.length_bytes < size || !size || f->options->hides_structs)
        format_address(f, format_register(f, f->arg));
    else
        put_attributes(f, command, captured, size);
}
