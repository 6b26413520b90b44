/* prctl and arch_prctl: every option. */
#include "cases.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

#define HUGE_WORD 0x1234567890abcdefL

/* Options with plain arguments: rows of a name, the option, three arguments behind it, and what is shown
 * between the brackets. */
#define PRCTL(name, option, a, b, c, d, shown)                                                     \
    CASE(prctl_##name)                                                                             \
    {                                                                                              \
        expect(call(SYS_prctl, option, a, b, c, d), "prctl(" shown);                               \
    }

PRCTL(of_nothing, 0, 1, 2, 3, 4, "0 /* PR_??? */, 0x1, 0x2, 0x3, 0x4")
PRCTL(unknown, 12345, -1, 0, 3, HUGE_WORD, "0x3039 /* PR_??? */, 0xffffffffffffffff, 0, 0x3, 0x1234567890abcdef")
PRCTL(pdeathsig, 1, 0, 9, 9, 9, "PR_SET_PDEATHSIG, 0")
PRCTL(pdeathsig_int, 1, 2, 0, 0, 0, "PR_SET_PDEATHSIG, SIGINT")
PRCTL(pdeathsig_realtime, 1, 64, 0, 0, 0, "PR_SET_PDEATHSIG, SIGRT_32")
PRCTL(pdeathsig_beyond, 1, 65, 0, 0, 0, "PR_SET_PDEATHSIG, 65")
PRCTL(pdeathsig_huge, 1, HUGE_WORD, 0, 0, 0, "PR_SET_PDEATHSIG, 1311768467294899695")
PRCTL(get_pdeathsig_nowhere, 2, 1, 0, 0, 0, "PR_GET_PDEATHSIG, 0x1")
PRCTL(set_dumpable, 4, 1, 0, 0, 0, "PR_SET_DUMPABLE, SUID_DUMP_USER")
PRCTL(set_dumpable_root, 4, 2, 0, 0, 0, "PR_SET_DUMPABLE, SUID_DUMP_ROOT")
PRCTL(set_dumpable_unknown, 4, HUGE_WORD, 0, 0, 0,
      "PR_SET_DUMPABLE, 0x1234567890abcdef /* SUID_DUMP_??? */")
PRCTL(get_unalign, 5, 1, 0, 0, 0, "PR_GET_UNALIGN, 0x1")
PRCTL(set_unalign, 6, 7, 0, 0, 0, "PR_SET_UNALIGN, PR_UNALIGN_NOPRINT|PR_UNALIGN_SIGBUS|0x4")
PRCTL(set_unalign_unknown, 6, 8, 0, 0, 0, "PR_SET_UNALIGN, 0x8 /* PR_UNALIGN_??? */")
PRCTL(keepcaps, 7, 1, 2, 3, 4, "PR_GET_KEEPCAPS")
PRCTL(set_keepcaps, 8, -1, 0, 0, 0, "PR_SET_KEEPCAPS, 18446744073709551615")
PRCTL(get_fpemu, 9, 0, 0, 0, 0, "PR_GET_FPEMU, NULL")
PRCTL(set_fpemu, 10, 3, 0, 0, 0, "PR_SET_FPEMU, 3")
PRCTL(get_fpexc, 11, 1, 0, 0, 0, "PR_GET_FPEXC, 0x1")
PRCTL(set_fpexc, 12, 1, 0, 0, 0, "PR_SET_FPEXC, 1")
PRCTL(get_timing, 13, 1, 0, 0, 0, "PR_GET_TIMING")
PRCTL(set_timing, 14, 5, 0, 0, 0, "PR_SET_TIMING, 5")
PRCTL(set_name_nowhere, 15, -1, 0, 0, 0, "PR_SET_NAME, 0xffffffffffffffff")
PRCTL(get_endian, 19, 1, 0, 0, 0, "PR_GET_ENDIAN, 0x1")
PRCTL(set_endian, 20, 1, 0, 0, 0, "PR_SET_ENDIAN, 1")
PRCTL(get_seccomp, 21, 1, 0, 0, 0, "PR_GET_SECCOMP")
PRCTL(set_seccomp_disabled, 22, 0, 1, 2, 3, "PR_SET_SECCOMP, SECCOMP_MODE_DISABLED, 0x1, 0x2, 0x3")
PRCTL(set_seccomp_unknown, 22, 3, 1, 0, -1,
      "PR_SET_SECCOMP, 0x3 /* SECCOMP_MODE_??? */, 0x1, 0, 0xffffffffffffffff")
PRCTL(set_seccomp_null, 22, 2, 0, 7, 7, "PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL")
PRCTL(capbset_read, 23, 2, 0, 0, 0, "PR_CAPBSET_READ, CAP_DAC_READ_SEARCH")
PRCTL(capbset_read_unknown, 23, 99, 0, 0, 0, "PR_CAPBSET_READ, 0x63 /* CAP_??? */")
PRCTL(capbset_drop_unknown, 24, -1, 0, 0, 0, "PR_CAPBSET_DROP, 0xffffffffffffffff /* CAP_??? */")
PRCTL(get_tsc_nowhere, 25, 1, 0, 0, 0, "PR_GET_TSC, 0x1")
PRCTL(set_tsc, 26, 1, 0, 0, 0, "PR_SET_TSC, PR_TSC_ENABLE")
PRCTL(set_tsc_unknown, 26, 3, 0, 0, 0, "PR_SET_TSC, 0x3 /* PR_TSC_??? */")
PRCTL(set_securebits_unknown, 28, 0x1000001, 0, 0, 0, "PR_SET_SECUREBITS, SECBIT_NOROOT|0x1000000")
PRCTL(set_timerslack, 29, -1, 0, 0, 0, "PR_SET_TIMERSLACK, -1")
PRCTL(disable_perf, 31, 1, 2, 3, 4, "PR_TASK_PERF_EVENTS_DISABLE")
PRCTL(enable_perf, 32, 1, 2, 3, 4, "PR_TASK_PERF_EVENTS_ENABLE")
PRCTL(mce_kill_clear, 33, 0, 1, 2, 3, "PR_MCE_KILL, PR_MCE_KILL_CLEAR, 0x1, 0x2, 0x3")
PRCTL(mce_kill_set, 33, 1, 2, 2, 3, "PR_MCE_KILL, PR_MCE_KILL_SET, PR_MCE_KILL_DEFAULT, 0x2, 0x3")
PRCTL(mce_kill_set_unknown, 33, 1, 9, 0, 0,
      "PR_MCE_KILL, PR_MCE_KILL_SET, 0x9 /* PR_MCE_KILL_??? */, 0, 0")
PRCTL(mce_kill_unknown, 33, 2, 1, 2, 3, "PR_MCE_KILL, 0x2 /* PR_MCE_KILL_??? */, 0x1, 0x2, 0x3")
PRCTL(mce_kill_get_wrong, 34, 1, 0, 0, 0, "PR_MCE_KILL_GET, 0x1, 0, 0, 0")
PRCTL(set_mm, 35, 15, 1, 2, 3, "PR_SET_MM, PR_SET_MM_MAP_SIZE, 0x1, 0x2, 0x3")
PRCTL(set_mm_unknown, 35, 0x10, 1, 2, 3, "PR_SET_MM, 0x10 /* PR_SET_MM_??? */, 0x1, 0x2, 0x3")
PRCTL(set_child_subreaper, 36, 1, 0, 0, 0, "PR_SET_CHILD_SUBREAPER, 1")
PRCTL(set_no_new_privs, 38, 1, 0, 0, 0, "PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0")
PRCTL(set_no_new_privs_wrong, 38, -1, 1, 2, 3,
      "PR_SET_NO_NEW_PRIVS, 18446744073709551615, 0x1, 0x2, 0x3")
PRCTL(get_no_new_privs, 39, 0, 0, 0, 0, "PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0")
PRCTL(set_thp_disable, 41, 2, 1, 0, 0, "PR_SET_THP_DISABLE, 2, 0x1, 0, 0")
PRCTL(get_thp_disable, 42, 0, 0, 0, 0, "PR_GET_THP_DISABLE, 0, 0, 0, 0")
PRCTL(mpx, 43, 1, 0, 0, 0, "PR_MPX_ENABLE_MANAGEMENT, 0x1, 0, 0, 0")
PRCTL(set_fp_mode, 45, 7, 0, 0, 0, "PR_SET_FP_MODE, PR_FP_MODE_FR|PR_FP_MODE_FRE|0x4")
PRCTL(get_fp_mode, 46, 7, 0, 0, 0, "PR_GET_FP_MODE")
PRCTL(cap_ambient_raise, 47, 2, 99, 0, 0,
      "PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 0x63 /* CAP_??? */, 0, 0")
PRCTL(cap_ambient_is_set, 47, 1, 3, 0, 0, "PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_FOWNER, 0, 0")
PRCTL(cap_ambient_clear, 47, 4, 1, 2, 3, "PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0x1, 0x2, 0x3")
PRCTL(sve_set_vl, 50, 0x60010, 0, 0, 0,
      "PR_SVE_SET_VL, PR_SVE_SET_VL_ONEXEC|PR_SVE_VL_INHERIT|0x10")
PRCTL(sve_set_vl_plain, 50, 2, 0, 0, 0, "PR_SVE_SET_VL, 0x2")
PRCTL(sve_get_vl, 51, 0, 0, 0, 0, "PR_SVE_GET_VL")
PRCTL(get_speculation_unknown, 52, 9, 0, 0, 0, "PR_GET_SPECULATION_CTRL, 0x9 /* PR_SPEC_??? */")
PRCTL(set_speculation, 53, 0, 8, 1, 1,
      "PR_SET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS, PR_SPEC_FORCE_DISABLE")
PRCTL(set_speculation_unknown, 53, 1, 1, 0, 0,
      "PR_SET_SPECULATION_CTRL, PR_SPEC_INDIRECT_BRANCH, 0x1 /* PR_SPEC_??? */")
PRCTL(set_speculation_of_nothing, 53, 7, 2, 0, 0,
      "PR_SET_SPECULATION_CTRL, 0x7 /* PR_SPEC_??? */, 0x2")
PRCTL(pac_reset_keys, 54, 0x3f, 0, 0, 0,
      "PR_PAC_RESET_KEYS, PR_PAC_APIAKEY|PR_PAC_APIBKEY|PR_PAC_APDAKEY|PR_PAC_APDBKEY|PR_PAC_APGAKEY|0x20, "
      "0, 0, 0")
PRCTL(tagged_addresses, 55, 0x7f3, 0, 0, 0,
      "PR_SET_TAGGED_ADDR_CTRL, PR_TAGGED_ADDR_ENABLE|PR_MTE_TCF_SYNC|0xfe<<PR_MTE_TAG_SHIFT, 0, 0, 0")
PRCTL(set_io_flusher, 57, 2, 3, 0, 0, "PR_SET_IO_FLUSHER, 2, 0x3, 0, 0")
PRCTL(get_io_flusher, 58, 2, 3, 0, 0, "PR_GET_IO_FLUSHER, 0x2, 0x3, 0, 0")
PRCTL(user_dispatch_off, 59, 0, 0, 0, 0,
      "PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_OFF, 0, 0, NULL")
PRCTL(user_dispatch_unknown, 59, 7, 1, 2, 3,
      "PR_SET_SYSCALL_USER_DISPATCH, 0x7 /* PR_SYS_DISPATCH_??? */, 0x1, 0x2, 0x3")
PRCTL(pac_set_enabled_keys, 60, 1, 0x1f, 2, 3,
      "PR_PAC_SET_ENABLED_KEYS, PR_PAC_APIAKEY, "
      "PR_PAC_APIAKEY|PR_PAC_APIBKEY|PR_PAC_APDAKEY|PR_PAC_APDBKEY|0x10, 0x2, 0x3")
PRCTL(sched_core, 62, 1, -1, 2, 3, "PR_SCHED_CORE, PR_SCHED_CORE_CREATE, -1, 0x2 /* PIDTYPE_PGID */, 0x3")
PRCTL(sched_core_unknown, 62, 9, 0, 9, 0,
      "PR_SCHED_CORE, 0x9 /* PR_SCHED_CORE_??? */, 0, 0x9 /* PIDTYPE_??? */, NULL")
PRCTL(sme_set_vl, 63, 0x40020, 0, 0, 0, "PR_SME_SET_VL, PR_SME_SET_VL_ONEXEC|0x20")
PRCTL(set_mdwe, 65, 7, 1, 0, 0,
      "PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN|PR_MDWE_NO_INHERIT|0x4, 0x1, 0, 0")
PRCTL(set_vma_unknown, 0x53564d41, 9, 1, 2, 3, "PR_SET_VMA, 0x9 /* PR_SET_VMA_??? */, 0x1, 0x2, 0x3")
PRCTL(set_ptracer_any, 0x59616d61, -1, 0, 0, 0, "PR_SET_PTRACER, PR_SET_PTRACER_ANY")
PRCTL(set_ptracer, 0x59616d61, 1, 0, 0, 0, "PR_SET_PTRACER, 1")

CASE(prctl_names)
{
    char name[16];

    expect(call(SYS_prctl, PR_SET_NAME, "hello \"world\""), "prctl(PR_SET_NAME, \"hello \\\"world\\\"\"");
    expect(call(SYS_prctl, PR_SET_NAME, "a very long name it is"),
           "prctl(PR_SET_NAME, \"a very long nam\"...");
    expect(call(SYS_prctl, PR_GET_NAME, name), "prctl(PR_GET_NAME, \"a very long nam\"");
    expect(call(SYS_prctl, PR_SET_NAME, "\033[31m\n"), "prctl(PR_SET_NAME, \"\\33[31m\\n\"");
}

CASE(prctl_answers)
{
    int answer;

    call(SYS_prctl, PR_SET_PDEATHSIG, 10);
    expect(call(SYS_prctl, PR_GET_PDEATHSIG, &answer), "prctl(PR_GET_PDEATHSIG, [SIGUSR1]");
    call(SYS_prctl, PR_SET_PDEATHSIG, 0);
    expect(call(SYS_prctl, PR_GET_TSC, &answer), "prctl(PR_GET_TSC, [PR_TSC_ENABLE]");
    expect(call(SYS_prctl, PR_GET_CHILD_SUBREAPER, &answer), "prctl(PR_GET_CHILD_SUBREAPER, [0]");
}

CASE(prctl_results_by_name)
{
    call(SYS_prctl, PR_GET_DUMPABLE);
    expect_shown("", "1 (SUID_DUMP_USER)", "prctl(PR_GET_DUMPABLE");
    call(SYS_prctl, PR_MCE_KILL_GET, 0, 0, 0, 0);
    expect_shown("", "2 (PR_MCE_KILL_DEFAULT)", "prctl(PR_MCE_KILL_GET, 0, 0, 0, 0");
    if (call(SYS_prctl, PR_SET_SECUREBITS, 2) < 0)
        skip_case("no capability");
    call(SYS_prctl, PR_GET_SECUREBITS);
    expect_shown("", "0x2 (SECBIT_NOROOT_LOCKED)", "prctl(PR_GET_SECUREBITS");
}

CASE(prctl_numbers_instead_of_names)
{
    long result = call(SYS_prctl, PR_SET_PDEATHSIG, 2, 0, 0, 0);

    expect_under("-X raw", result, "prctl(0x1, 2");
    expect_under("-X verbose", result, "prctl(0x1 /* PR_SET_PDEATHSIG */, 2 /* SIGINT */");
}

CASE(prctl_raw_arguments)
{
    expect_under("-e raw=prctl", call(SYS_prctl, PR_GET_NO_NEW_PRIVS, 1, 2, 3, 4),
                 "prctl(0x27, 0x1, 0x2, 0x3, 0x4");
}

static const struct sock_filter two_instructions[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

CASE(prctl_filter)
{
    struct sock_fprog program = {2, (struct sock_filter *)two_instructions};

    call(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    long result = call(SYS_prctl, PR_SET_SECCOMP, 2, &program, 5, 6);
    expect_under("", result, "prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, {len=2, filter=%s}",
                 address(two_instructions));
    expect_under("-v", result,
                 "prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, {len=2, filter=[BPF_STMT(BPF_LD|BPF_W|BPF_ABS, "
                 "0x4), BPF_STMT(BPF_RET|BPF_K, SECCOMP_RET_ALLOW)]}");
}

#define ARCH(name, op, argument, shown)                                                            \
    CASE(arch_prctl_##name)                                                                        \
    {                                                                                              \
        expect(call(SYS_arch_prctl, op, argument), "arch_prctl(" shown);                           \
    }

ARCH(unknown, 0x1000, 1, "0x1000 /* ARCH_??? */, 0x1")
ARCH(get_fs_nowhere, 0x1003, -1, "ARCH_GET_FS, 0xffffffffffffffff")
ARCH(get_cpuid, 0x1011, 0, "ARCH_GET_CPUID")
ARCH(set_cpuid, 0x1012, 7, "ARCH_SET_CPUID, 0x7")
ARCH(request_tile, 0x1023, 17, "ARCH_REQ_XCOMP_PERM, 0x11 /* XFEATURE_XTILE_CFG */")
ARCH(request_unknown, 0x1025, -1, "ARCH_REQ_XCOMP_GUEST_PERM, 0xffffffffffffffff /* XFEATURE_??? */")
ARCH(map_vdso, 0x2001, 0, "ARCH_MAP_VDSO_X32, 0")

CASE(arch_prctl_get_fs)
{
    uint64_t base = 0;
    long result = call(SYS_arch_prctl, 0x1003, &base);

    expect(result, "arch_prctl(ARCH_GET_FS, [%s]", address((void *)base));
}

CASE(arch_prctl_i386)
{
    expect(call_i386(384, 0x1011, 0), "arch_prctl(ARCH_GET_CPUID");
}
