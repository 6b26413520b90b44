/* bpf by command, seccomp and its programs, perf_event_open. */
#include "cases.h"

#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>

#undef BPF_STMT /* the names are what is expected, too */
#define INSTRUCTION(code, jump_true, jump_false, constant)                                         \
    (struct sock_filter){code, jump_true, jump_false, (uint32_t)(constant)}

/* ---- bpf --------------------------------------------------------------------------- */

#define BPF(name, command, size, shown, ...)                                                       \
    CASE(bpf_##name)                                                                               \
    {                                                                                              \
        uint32_t words[64] = {__VA_ARGS__};                                                        \
        expect(call(SYS_bpf, command, words, size), "bpf(" shown ", " #size);                      \
    }

BPF(map_create, 0, 16, "BPF_MAP_CREATE, {map_type=BPF_MAP_TYPE_UNSPEC, key_size=1, value_size=2, max_entries=3}",
    0, 1, 2, 3)
BPF(map_create_short, 0, 4, "BPF_MAP_CREATE, {map_type=0x63 /* BPF_MAP_TYPE_??? */, key_size=0, value_size=0, "
    "max_entries=0}", 99, 1, 2, 3)
BPF(map_create_flags, 0, 28,
    "BPF_MAP_CREATE, {map_type=BPF_MAP_TYPE_HASH, key_size=0, value_size=0, max_entries=0, "
    "map_flags=BPF_F_NO_PREALLOC|BPF_F_NUMA_NODE, inner_map_fd=-1, numa_node=7}",
    1, 0, 0, 0, 5, -1u, 7)
BPF(map_create_with_more, 0, 80,
    "BPF_MAP_CREATE, {map_type=BPF_MAP_TYPE_UNSPEC, key_size=0, value_size=0, max_entries=0, map_flags=0, "
    "inner_map_fd=0, map_name=\"\", map_ifindex=0, btf_fd=0, btf_key_type_id=0, btf_value_type_id=0, "
    "btf_vmlinux_value_type_id=0, map_extra=0, ...}", [18] = 1)
BPF(map_lookup, 1, 24, "BPF_MAP_LOOKUP_ELEM, {map_fd=-1, key=0x100000002, value=NULL}", -1u, 0, 2, 1)
BPF(map_lookup_flags, 1, 32, "BPF_MAP_LOOKUP_ELEM, {map_fd=-1, key=NULL, value=NULL, flags=BPF_F_LOCK}",
    -1u, [6] = 4)
BPF(map_update, 2, 32, "BPF_MAP_UPDATE_ELEM, {map_fd=-1, key=NULL, value=NULL, flags=BPF_EXIST}", -1u,
    [6] = 2)
BPF(map_update_unknown, 2, 32,
    "BPF_MAP_UPDATE_ELEM, {map_fd=-1, key=NULL, value=NULL, flags=0x63 /* BPF_??? */}", -1u, [6] = 99)
BPF(map_delete, 3, 16, "BPF_MAP_DELETE_ELEM, {map_fd=-1, key=NULL}", -1u)
BPF(map_delete_more, 3, 20, "BPF_MAP_DELETE_ELEM, {map_fd=-1, key=NULL, ...}", -1u, [4] = 1)
BPF(map_next_key, 4, 24, "BPF_MAP_GET_NEXT_KEY, {map_fd=-1, key=NULL, next_key=NULL}", -1u)
BPF(map_freeze, 22, 4, "BPF_MAP_FREEZE, {map_fd=-1}", -1u)
BPF(prog_load_short, 5, 4, "BPF_PROG_LOAD, {prog_type=BPF_PROG_TYPE_KPROBE, insn_cnt=0, insns=NULL, "
    "license=NULL}", 2)
BPF(prog_load_versions, 5, 48,
    "BPF_PROG_LOAD, {prog_type=0xffff /* BPF_PROG_TYPE_??? */, insn_cnt=1, insns=0x1, license=0x2, "
    "log_level=1, log_size=2, log_buf=NULL, kern_version=KERNEL_VERSION(4, 3, 2), "
    "prog_flags=BPF_F_STRICT_ALIGNMENT|BPF_F_SLEEPABLE}",
    0xffff, 1, 1, 0, 2, 0, 1, 2, 0, 0, 0x40302, 0x11)
BPF(obj_pin_null, 6, 16, "BPF_OBJ_PIN, {pathname=NULL, bpf_fd=-1, file_flags=BPF_F_RDONLY}", 0, 0, -1u, 8)
BPF(obj_get_short, 7, 8, "BPF_OBJ_GET, {pathname=NULL, bpf_fd=0}")
BPF(prog_attach, 8, 16,
    "BPF_PROG_ATTACH, {target_fd=-1, attach_bpf_fd=-1, attach_type=BPF_CGROUP_DEVICE, "
    "attach_flags=BPF_F_ALLOW_MULTI|BPF_F_REPLACE}", -1u, -1u, 6, 6)
BPF(prog_detach, 9, 12, "BPF_PROG_DETACH, {target_fd=-1, attach_type=0x3e7 /* BPF_??? */}", -1u, 0, 999)
BPF(test_run, 10, 16,
    "BPF_PROG_TEST_RUN, {test={prog_fd=-1, retval=1, data_size_in=2, data_size_out=3, data_in=NULL, "
    "data_out=NULL, repeat=0, duration=0}}", -1u, 1, 2, 3)
BPF(next_id, 11, 12, "BPF_PROG_GET_NEXT_ID, {start_id=4294967295, next_id=0, open_flags=0}", -1u)
BPF(map_fd_by_id, 14, 8, "BPF_MAP_GET_FD_BY_ID, {map_id=4294967295, next_id=0}", -1u)
BPF(btf_fd_by_id, 19, 4, "BPF_BTF_GET_FD_BY_ID, {btf_id=4294967295}", -1u)
BPF(link_fd_by_id, 30, 4, "BPF_LINK_GET_FD_BY_ID, {link_id=4294967295}", -1u)
BPF(info, 15, 16, "BPF_OBJ_GET_INFO_BY_FD, {info={bpf_fd=-1, info_len=3, info=NULL}}", -1u, 3)
BPF(query, 16, 28,
    "BPF_PROG_QUERY, {query={target_fd=-1, attach_type=BPF_CGROUP_INET_EGRESS, "
    "query_flags=BPF_F_QUERY_EFFECTIVE, attach_flags=0, prog_ids=NULL, prog_cnt=5}}", -1u, 1, 1, 0, 0, 0, 5)
BPF(raw_tracepoint, 17, 12, "BPF_RAW_TRACEPOINT_OPEN, {raw_tracepoint={name=NULL, prog_fd=-1}}", 0, 0, -1u)
BPF(task_fd_query, 20, 48,
    "BPF_TASK_FD_QUERY, {task_fd_query={pid=-1, fd=2, flags=3, buf_len=0, buf=NULL, prog_id=0, "
    "fd_type=BPF_FD_TYPE_KPROBE, probe_offset=0, probe_addr=0}}", -1u, 2, 3, [7] = 2)
BPF(update_batch, 26, 56,
    "BPF_MAP_UPDATE_BATCH, {batch={keys=NULL, values=NULL, count=1, map_fd=-1, elem_flags=BPF_ANY, "
    "flags=0x9}}", [8] = 1, -1u, [12] = 9)
BPF(link_create, 28, 16,
    "BPF_LINK_CREATE, {link_create={prog_fd=-1, target_fd=-1, attach_type=BPF_CGROUP_INET_INGRESS, flags=0}}",
    -1u, -1u)
BPF(link_update, 29, 16,
    "BPF_LINK_UPDATE, {link_update={link_fd=-1, new_prog_fd=-1, flags=BPF_F_REPLACE, old_prog_fd=-1}}",
    -1u, -1u, 4, -1u)

CASE(bpf_wrong)
{
    expect(call(SYS_bpf, -1, NULL, 0), "bpf(0xffffffff /* BPF_??? */, NULL, 0");
    expect(call(SYS_bpf, 0, -1, 16), "bpf(BPF_MAP_CREATE, 0xffffffffffffffff, 16");
    uint32_t words[4] = {0};
    expect(call(SYS_bpf, 0, words, 0), "bpf(BPF_MAP_CREATE, %s, 0", address(words));
    expect(call(SYS_bpf, 0, words, 5000), "bpf(BPF_MAP_CREATE, %s, 5000", address(words));
    void *end = at_page_end(words, 8);
    expect(call(SYS_bpf, 3, end, 16), "bpf(BPF_MAP_DELETE_ELEM, %s, 16", address(end));
}

CASE(bpf_instructions)
{
    struct bpf_insn code[] = {{BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 2}, {BPF_JMP | BPF_EXIT, 0, 0, 0, 0},
                              {BPF_LDX | BPF_MEM | BPF_W, 1, 11, -4, -1}};
    union bpf_attr attr;

    memset(&attr, 0, sizeof attr);
    attr.prog_type = -1u;
    attr.insn_cnt = 3;
    attr.insns = (uintptr_t)code;
    attr.license = (uintptr_t) "GPL";
    long result = call(SYS_bpf, BPF_PROG_LOAD, &attr, 24);
    expect_under("", result, "bpf(BPF_PROG_LOAD, {prog_type=0xffffffff /* BPF_PROG_TYPE_??? */, insn_cnt=3, "
                 "insns=%s, license=\"GPL\"}, 24", address(code));
    expect_under("-v", result, "bpf(BPF_PROG_LOAD, {prog_type=0xffffffff /* BPF_PROG_TYPE_??? */, insn_cnt=3, "
                 "insns=[{code=BPF_ALU64|BPF_K|BPF_MOV, dst_reg=BPF_REG_0, src_reg=BPF_REG_0, off=0, imm=0x2}, "
                 "{code=BPF_JMP|BPF_K|BPF_EXIT, dst_reg=BPF_REG_0, src_reg=BPF_REG_0, off=0, imm=0}, "
                 "{code=BPF_LDX|BPF_W|BPF_MEM, dst_reg=BPF_REG_1, src_reg=0xb /* BPF_REG_??? */, off=-4, "
                 "imm=0xffffffff}], license=\"GPL\"}, 24");
}

CASE(bpf_extra_data)
{
    uint32_t words[6] = {-1u, 0, 0, 0, 0x01020304, 0};

    expect_under("-v", call(SYS_bpf, BPF_MAP_DELETE_ELEM, words, 20),
                 "bpf(BPF_MAP_DELETE_ELEM, {map_fd=-1, key=NULL, extra_data=\"\\x04\\x03\\x02\\x01\" "
                 "/* bytes 16..19 */}, 20");
}

/* ---- seccomp ------------------------------------------------------------------------ */

#define SECCOMP(name, operation, flags, argument, shown)                                           \
    CASE(seccomp_##name)                                                                           \
    {                                                                                              \
        expect(call(SYS_seccomp, operation, flags, argument), "seccomp(" shown);                   \
    }

SECCOMP(unknown, 9, -1, 1, "0x9 /* SECCOMP_SET_MODE_??? */, 0xffffffff, 0x1")
SECCOMP(strict_wrong, 0, 1, 0, "SECCOMP_SET_MODE_STRICT, 0x1, NULL")
SECCOMP(filter_null, 1, 0x11, 0, "SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC|SECCOMP_FILTER_FLAG_TSYNC_ESRCH, NULL")
SECCOMP(filter_flags, 1, 0x100, -1, "SECCOMP_SET_MODE_FILTER, 0x100 /* SECCOMP_FILTER_FLAG_??? */, 0xffffffffffffffff")
SECCOMP(action_null, 2, 0, 0, "SECCOMP_GET_ACTION_AVAIL, 0, NULL")
SECCOMP(sizes_wrong, 3, 1, 1, "SECCOMP_GET_NOTIF_SIZES, 0x1, 0x1")

CASE(seccomp_actions)
{
    uint32_t action = SECCOMP_RET_ALLOW;
    uint16_t sizes[3] = {0};

    expect(call(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action),
           "seccomp(SECCOMP_GET_ACTION_AVAIL, 0, [SECCOMP_RET_ALLOW]");
    action = 3;
    expect(call(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action),
           "seccomp(SECCOMP_GET_ACTION_AVAIL, 0, [0x3 /* SECCOMP_RET_??? */]");
    long result = call(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, sizes);
    expect(result, "seccomp(SECCOMP_GET_NOTIF_SIZES, 0, {seccomp_notif=%u, seccomp_notif_resp=%u, seccomp_data=%u}",
           sizes[0], sizes[1], sizes[2]);
}

/* One instruction of each kind: its code, both jumps, its constant, and what -v shows. */
#define PROGRAM(name, code, jump_true, jump_false, constant, shown)                                \
    CASE(seccomp_code_##name)                                                                      \
    {                                                                                              \
        struct sock_filter filter = INSTRUCTION(code, jump_true, jump_false, constant);            \
        struct sock_fprog program = {1, &filter};                                                  \
        expect_under("-v", call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0x100, &program),            \
                     "seccomp(SECCOMP_SET_MODE_FILTER, 0x100 /* SECCOMP_FILTER_FLAG_??? */, "      \
                     "{len=1, filter=[" shown "]}");                                               \
    }

PROGRAM(load_absolute, 0x20, 0, 0, 4, "BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0x4)")
PROGRAM(load_byte, 0x30, 0, 0, 0, "BPF_STMT(BPF_LD|BPF_B|BPF_ABS, 0)")
PROGRAM(load_half_indirect, 0x48, 0, 0, 1, "BPF_STMT(BPF_LD|BPF_H|BPF_IND, 0x1)")
PROGRAM(load_length, 0x80, 0, 0, 0, "BPF_STMT(BPF_LD|BPF_W|BPF_LEN, 0)")
PROGRAM(load_unknown, 0xe0, 0, 0, 0, "BPF_STMT(BPF_LD|BPF_W|0xe0 /* BPF_??? */, 0)")
PROGRAM(load_index, 0x61, 0, 0, 2, "BPF_STMT(BPF_LDX|BPF_W|BPF_MEM, 0x2)")
PROGRAM(store, 0x02, 0, 0, 3, "BPF_STMT(BPF_ST, 0x3)")
PROGRAM(store_more, 0x63, 0, 0, 3, "BPF_STMT(BPF_STX|0x60 /* BPF_??? */, 0x3)")
PROGRAM(add, 0x04, 0, 0, 1, "BPF_STMT(BPF_ALU|BPF_K|BPF_ADD, 0x1)")
PROGRAM(xor_index, 0xac, 0, 0, 0, "BPF_STMT(BPF_ALU|BPF_X|BPF_XOR, 0)")
PROGRAM(alu_unknown, 0xe4, 0, 0, 0, "BPF_STMT(BPF_ALU|BPF_K|0xe0 /* BPF_??? */, 0)")
PROGRAM(jump_equal, 0x15, 1, 2, 59, "BPF_JUMP(BPF_JMP|BPF_K|BPF_JEQ, 0x3b, 0x1, 0x2)")
PROGRAM(jump_set, 0x4d, 0, 255, 1, "BPF_JUMP(BPF_JMP|BPF_X|BPF_JSET, 0x1, 0, 0xff)")
PROGRAM(jump_nowhere, 0x05, 0, 0, 1, "BPF_STMT(BPF_JMP|BPF_K|BPF_JA, 0x1)")
PROGRAM(tax, 0x07, 0, 0, 0, "BPF_STMT(BPF_MISC|BPF_TAX, 0)")
PROGRAM(txa, 0x87, 0, 0, 0, "BPF_STMT(BPF_MISC|BPF_TXA, 0)")
PROGRAM(misc_unknown, 0xffff, 0, 0, 0, "BPF_STMT(BPF_MISC|0xf8 /* BPF_??? */|0xff00 /* BPF_??? */, 0)")
PROGRAM(allow, 0x06, 0, 0, SECCOMP_RET_ALLOW, "BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_ALLOW)")
PROGRAM(kill, 0x06, 0, 0, SECCOMP_RET_KILL_PROCESS, "BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_KILL_PROCESS)")
PROGRAM(fail, 0x06, 0, 0, SECCOMP_RET_ERRNO | 5, "BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_ERRNO|0x5)")
PROGRAM(trace, 0x06, 0, 0, SECCOMP_RET_TRACE | 0xffff, "BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_TRACE|0xffff)")
PROGRAM(return_unknown, 0x06, 0, 0, 0x12345, "BPF_STMT(BPF_RET|BPF_K, 0x10000 /* SECCOMP_RET_??? */|0x2345)")
PROGRAM(return_accumulator, 0x16, 0, 0, 0, "BPF_STMT(BPF_RET|BPF_A, SECCOMP_RET_KILL_THREAD)")
PROGRAM(return_jumping, 0x06, 1, 0, 5, "BPF_JUMP(BPF_RET|BPF_K, 0x5, 0x1, 0)")

CASE(seccomp_program_at_a_page_end)
{
    struct sock_filter code[] = {INSTRUCTION(0x06, 0, 0, 0), INSTRUCTION(0x06, 0, 0, 0)};
    char *two = at_page_end(code, sizeof code);
    struct sock_fprog program = {4, (void *)two}, none = {0, (void *)two}, null = {4, NULL};

    long result = call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0x100, &program);
    expect_under("-v", result, "seccomp(SECCOMP_SET_MODE_FILTER, 0x100 /* SECCOMP_FILTER_FLAG_??? */, {len=4, "
                 "filter=[BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_KILL_THREAD), BPF_STMT(BPF_RET|BPF_K, "
                 "SECCOMP_RET_KILL_THREAD), ... /* %s */]}", address(two + sizeof code));
    expect_under("-v", call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0x100, &none),
                 "seccomp(SECCOMP_SET_MODE_FILTER, 0x100 /* SECCOMP_FILTER_FLAG_??? */, {len=0, filter=[]}");
    expect_under("-v", call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0x100, &null),
                 "seccomp(SECCOMP_SET_MODE_FILTER, 0x100 /* SECCOMP_FILTER_FLAG_??? */, {len=4, filter=NULL}");
}

/* ---- perf_event_open ----------------------------------------------------------------- */

#define PERF(name, type_, config_, shown_type, shown_config)                                       \
    CASE(perf_##name)                                                                              \
    {                                                                                              \
        struct perf_event_attr attr = {.type = type_, .size = 64, .config = config_};              \
        expect(call(SYS_perf_event_open, &attr, -7, 0, -1, 0),                                     \
               "perf_event_open({type=" shown_type ", size=PERF_ATTR_SIZE_VER0, config="           \
               shown_config ", sample_period=0, sample_type=0, read_format=0, "                    \
               "precise_ip=0 /* arbitrary skid */, ...}, -7, 0, -1, 0");                           \
    }

PERF(cycles, 0, 0, "PERF_TYPE_HARDWARE", "PERF_COUNT_HW_CPU_CYCLES")
PERF(hardware_unknown, 0, 99, "PERF_TYPE_HARDWARE", "0x63 /* PERF_COUNT_HW_??? */")
PERF(faults, 1, 2, "PERF_TYPE_SOFTWARE", "PERF_COUNT_SW_PAGE_FAULTS")
PERF(software_unknown, 1, 99, "PERF_TYPE_SOFTWARE", "0x63 /* PERF_COUNT_SW_??? */")
PERF(tracepoint, 2, 771, "PERF_TYPE_TRACEPOINT", "771")
PERF(cache, 3, 0x10203, "PERF_TYPE_HW_CACHE",
     "PERF_COUNT_HW_CACHE_RESULT_MISS<<16|PERF_COUNT_HW_CACHE_OP_PREFETCH<<8|PERF_COUNT_HW_CACHE_DTLB")
PERF(cache_unknown, 3, 0x90909, "PERF_TYPE_HW_CACHE",
     "0x9 /* PERF_COUNT_HW_CACHE_RESULT_??? */<<16|0x9 /* PERF_COUNT_HW_CACHE_OP_??? */<<8|"
     "0x9 /* PERF_COUNT_HW_CACHE_??? */")
PERF(raw, 4, 0x303, "PERF_TYPE_RAW", "0x303")
PERF(breakpoint, 5, 0, "PERF_TYPE_BREAKPOINT", "0")
PERF(unknown, 99, 5, "0x63 /* PERF_TYPE_??? */", "0x5")

CASE(perf_wrong)
{
    struct perf_event_attr attr = {.size = 8};

    expect(call(SYS_perf_event_open, NULL, 1, 2, 3, 0x10), "perf_event_open(NULL, 1, 2, 3, 0x10 /* PERF_FLAG_??? */");
    expect(call(SYS_perf_event_open, &attr, 0, 0, 0, 0), "perf_event_open(%s, 0, 0, 0, 0", address(&attr));
    expect(call(SYS_perf_event_open, -1, 0, 0, 0, 15),
           "perf_event_open(0xffffffffffffffff, 0, 0, 0, PERF_FLAG_FD_NO_GROUP|PERF_FLAG_FD_OUTPUT|"
           "PERF_FLAG_PID_CGROUP|PERF_FLAG_FD_CLOEXEC");
}

CASE(perf_samples)
{
    struct perf_event_attr attr = {.size = 112, .sample_type = 0x105, .read_format = 5, .precise_ip = 2,
                                   .disabled = 1, .freq = 1, .sample_freq = 99};

    expect(call(SYS_perf_event_open, &attr, -7, 0, -1, 0),
           "perf_event_open({type=PERF_TYPE_HARDWARE, size=PERF_ATTR_SIZE_VER5, config=PERF_COUNT_HW_CPU_CYCLES, "
           "sample_freq=99, sample_type=PERF_SAMPLE_IP|PERF_SAMPLE_TIME|PERF_SAMPLE_PERIOD, "
           "read_format=PERF_FORMAT_TOTAL_TIME_ENABLED|PERF_FORMAT_ID, disabled=1, freq=1, "
           "precise_ip=2 /* requested to have 0 skid */, ...}, -7, 0, -1, 0");
}
