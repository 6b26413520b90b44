/* Modules, new kernels, barriers, security modules, and calls that no kernel has any more. */
#include "cases.h"

#define SIMPLE(name, number, a, b, c, d, e, shown)                                                 \
    CASE(system_##name)                                                                            \
    {                                                                                              \
        expect(call(number, a, b, c, d, e), shown);                                                \
    }

SIMPLE(init_module, SYS_init_module, 1, 2, 3, 0, 0, "init_module(0x1, 2, 0x3")
SIMPLE(init_module_text, SYS_init_module, 0, -1, "a=b \"c\"", 0, 0,
       "init_module(NULL, 18446744073709551615, \"a=b \\\"c\\\"\"")
SIMPLE(finit_module, SYS_finit_module, -1, "a=b", 7, 0, 0,
       "finit_module(-1, \"a=b\", MODULE_INIT_IGNORE_MODVERSIONS|MODULE_INIT_IGNORE_VERMAGIC|"
       "MODULE_INIT_COMPRESSED_FILE")
SIMPLE(finit_module_unknown, SYS_finit_module, -1, NULL, 8, 0, 0,
       "finit_module(-1, NULL, 0x8 /* MODULE_INIT_??? */")
SIMPLE(delete_module, SYS_delete_module, "no_such_module", 04000 | 01000, 0, 0, 0,
       "delete_module(\"no_such_module\", O_NONBLOCK|O_TRUNC")
SIMPLE(delete_module_plain, SYS_delete_module, "no_such_module", 0, 0, 0, 0,
       "delete_module(\"no_such_module\", 0")
SIMPLE(kexec_load_none, SYS_kexec_load, 0x1000, 17, 1, 0x70002, 0,
       "kexec_load(0x1000, 17, 0x1, 0x70000 /* KEXEC_ARCH_??? */|KEXEC_PRESERVE_CONTEXT")
SIMPLE(kexec_file_load, SYS_kexec_file_load, -1, -1, 6, "a b c", 7, 
       "kexec_file_load(-1, -1, 6, \"a b c\\0\", KEXEC_FILE_UNLOAD|KEXEC_FILE_ON_CRASH|KEXEC_FILE_NO_INITRAMFS")
SIMPLE(membarrier_unknown, SYS_membarrier, 0x100000, 0, 7, 0, 0,
       "membarrier(0x100000 /* MEMBARRIER_CMD_??? */, 0")
SIMPLE(membarrier_of_processor, SYS_membarrier, 1, 1, 7, 0, 0,
       "membarrier(MEMBARRIER_CMD_GLOBAL, MEMBARRIER_CMD_FLAG_CPU, 7")
SIMPLE(membarrier_flags_unknown, SYS_membarrier, 1, 4, 7, 0, 0,
       "membarrier(MEMBARRIER_CMD_GLOBAL, 0x4 /* MEMBARRIER_CMD_FLAG_??? */")
SIMPLE(lookup_dcookie, SYS_lookup_dcookie, 0x1234567890, 1, 5, 0, 0, "lookup_dcookie(78187493520, 0x1, 5")
SIMPLE(uselib, SYS_uselib, "/no/such", 0, 0, 0, 0, "uselib(\"/no/such\"")
SIMPLE(afs, SYS_afs_syscall, 1, 2, -1, 4, 5, "afs_syscall(0x1, 0x2, 0xffffffffffffffff, 0x4, 0x5")
SIMPLE(tuxcall, SYS_tuxcall, 1, 0, 3, 0, 0, "tuxcall(0x1, 0, 0x3")
SIMPLE(security, SYS_security, 1, 2, 3, 0, 0, "security(0x1, 0x2, 0x3")
SIMPLE(getpmsg, SYS_getpmsg, 1, 2, 3, 4, 5, "getpmsg(0x1, 0x2, 0x3, 0x4, 0x5")
SIMPLE(putpmsg, SYS_putpmsg, 1, 2, 3, 4, 5, "putpmsg(0x1, 0x2, 0x3, 0x4, 0x5")
SIMPLE(vserver, SYS_vserver, 1, 2, 3, 4, 5, "vserver(0x1, 0x2, 0x3, 0x4, 0x5")
SIMPLE(nfsservctl, SYS_nfsservctl, 1, 0, 3, 0, 0, "nfsservctl(0x1, 0, 0x3")
SIMPLE(query_module, SYS_query_module, 0, 1, 2, 3, 4, "query_module(0, 0x1, 0x2, 0x3, 0x4")
SIMPLE(unknown, 1000, 1, 0, -1, 4, 5, "syscall_0x3e8(0x1, 0, 0xffffffffffffffff, 0x4, 0x5, 0")
/* Calls and names younger than the tracer that this is compared with: */
SIMPLE(lsm_get, 459, 100, 1, 0, 1, 0, "lsm_get_self_attr(LSM_ATTR_CURRENT, 0x1, NULL, LSM_FLAG_SINGLE")
SIMPLE(lsm_unknown, 459, 99, 0, 0, 2, 0, "lsm_get_self_attr(0x63 /* LSM_ATTR_??? */, NULL, NULL, 0x2 /* LSM_FLAG_??? */")
SIMPLE(lsm_list_wrong, 461, 1, 0, 1, 0, 0, "lsm_list_modules(0x1, NULL, 0x1")
SIMPLE(lsm_set_none, 460, 102, 0, 0, 7, 0, "lsm_set_self_attr(LSM_ATTR_FSCREATE, NULL, 0, 7")
SIMPLE(mseal, 462, 0x1001, 4096, 1, 0, 0, "mseal(0x1001, 4096, 0x1")
SIMPLE(listns, 470, 1, 2, 3, 4, 0, "listns(0x1, 0x2, 3, 4")
SIMPLE(slice_yield, 471, 0, 0, 0, 0, 0, "rseq_slice_yield(")
SIMPLE(shadow_stack, 453, 0, 4096, 3, 0, 0,
       "map_shadow_stack(NULL, 4096, SHADOW_STACK_SET_TOKEN|SHADOW_STACK_SET_MARKER")

CASE(system_kexec_segments)
{
    uint64_t segments[8] = {1, 2, 3, 4};

    expect(call(SYS_kexec_load, 0x1000, 2, segments, 0x3e0001),
           "kexec_load(0x1000, 2, [{buf=0x1, bufsz=2, mem=0x3, memsz=4}, {buf=NULL, bufsz=0, mem=NULL, memsz=0}], "
           "KEXEC_ARCH_X86_64|KEXEC_ON_CRASH");
    expect(call(SYS_kexec_load, 0, 0, segments, 0), "kexec_load(NULL, 0, [], KEXEC_ARCH_DEFAULT");
}

CASE(system_membarrier_query)
{
    long commands = call(SYS_membarrier, 0, 0, 0);

    if (commands != 0x3ff)
        skip_case("another kernel");
    expect_shown("", "0x3ff (MEMBARRIER_CMD_GLOBAL|MEMBARRIER_CMD_GLOBAL_EXPEDITED|"
                 "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED|MEMBARRIER_CMD_PRIVATE_EXPEDITED|"
                 "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED|MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE|"
                 "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE|MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ|"
                 "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ|MEMBARRIER_CMD_GET_REGISTRATIONS)",
                 "membarrier(MEMBARRIER_CMD_QUERY, 0");
}

CASE(system_i386)
{
    expect(call_i386(31, 1, 2), "stty(0x1, 0x2");
    expect(call_i386(17), "break(");
    expect(call_i386(98, 1, 2, 3, 4), "profil(0x1, 0x2, 0x3, 0x4");
    expect(call_i386(134, 1, 2), "bdflush(0x1, 0x2");
    expect(call_i386(58, 1, 2), "ulimit(0x1, 0x2");
    expect(call_i386(375, 1, 1, 7), "membarrier(MEMBARRIER_CMD_GLOBAL, MEMBARRIER_CMD_FLAG_CPU, 7");
}

CASE(system_lsm_contexts)
{
    uint64_t contexts[] = {
        101, 1, 48, 6, 0x6f636e6f63, 0, /* "conco" */
        999, 0, 64, 40, 0x61,
    };

    expect(call(460, 100, contexts, sizeof contexts, 7),
           "lsm_set_self_attr(LSM_ATTR_CURRENT, [{id=LSM_ID_SELINUX, flags=0x1, len=48, ctx_len=6, ctx=\"conco\\0\"}, "
           "{id=0x3e7 /* LSM_ID_??? */, flags=0, len=64, ctx_len=40, ctx=\"a\\0\\0\\0\\0\\0\\0\\0\"...}], 88, 7");
    expect(call(460, 100, contexts, 31, 7), "lsm_set_self_attr(LSM_ATTR_CURRENT, [], 31, 7");
    void *nothing = unreadable();
    expect(call(460, 100, nothing, 32, 7), "lsm_set_self_attr(LSM_ATTR_CURRENT, %s, 32, 7", address(nothing));
}
