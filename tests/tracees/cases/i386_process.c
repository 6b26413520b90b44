/* Calls of i386 on processes, memory, ids, times and the machine, by their numbers of asm/unistd_32.h. */
#include "files_rows.h"

ROW_I386(i386_time_nowhere, "time(0x1230", 13, NOWHERE)
ROW_I386(i386_getpid, "getpid(", 20)
ROW_I386(i386_alarm, "alarm(20", 27, 20)
ROW_I386(i386_gtty, "gtty(0x1, 0x2", 32, 1, 2)
ROW_I386(i386_ftime, "ftime(", 35, NOWHERE)
ROW_I386(i386_times_nowhere, "times(0x1230", 43, NOWHERE)
ROW_I386(i386_getgid, "getgid(", 47)
ROW_I386(i386_geteuid, "geteuid(", 49)
ROW_I386(i386_getegid, "getegid(", 50)
ROW_I386(i386_lock, "lock(", 53, 1)
ROW_I386(i386_mpx, "mpx(", 56, 1)
ROW_I386(i386_setpgid, "setpgid(-1, -5", 57, -1, -5)
ROW_I386(i386_getppid, "getppid(", 64)
ROW_I386(i386_getpgrp, "getpgrp(", 65)
ROW_I386(i386_setsid, "setsid(", 66)
ROW_I386(i386_sethostname, "sethostname(0x1230, 5", 74, NOWHERE, 5)
ROW_I386(i386_sethostname_long, "sethostname(0x10001000, 4294967295", 74, PLACED_TEXT(1, "name"), -1)
ROW_I386(i386_gettimeofday, "gettimeofday(0x1230, 0x1230", 78, NOWHERE, NOWHERE)
ROW_I386(i386_gettimeofday_zone, "gettimeofday(NULL, {tz_minuteswest=0, tz_dsttime=0}",
         78, NULL, LOW_WORDS(0, 0))
ROW_I386(i386_reboot,
         "reboot(LINUX_REBOOT_MAGIC1, 0x1234 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_CMD_RESTART",
         88, 0xfee1dead, 0x1234, 0x1234567, NOWHERE)
ROW_I386(i386_reboot_restart2,
         "reboot(0 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_RESTART2, \"kernel\"",
         88, 0, 672274793, 0xa1b2c3d4, LOW_TEXT("kernel"))
ROW_I386(i386_munmap, "munmap(0x1001, 0", 91, 0x1001, 0)
ROW_I386(i386_getpriority, "getpriority(0x63 /* PRIO_??? */, 1", 96, 99, 1)
ROW_I386(i386_getpriority_self, "getpriority(PRIO_PROCESS, 0", 96, 0, 0)
ROW_I386(i386_setpriority, "setpriority(0x3 /* PRIO_??? */, -1, -20", 97, 3, -1, -20)
ROW_I386(i386_ioperm, "ioperm(0x70000, 0x1, 1", 101, 0x70000, 1, 1)
ROW_I386(i386_iopl, "iopl(4", 110, 4)
ROW_I386(i386_setdomainname, "setdomainname(0x1230, 5", 121, NOWHERE, 5)
ROW_I386(i386_uname_nowhere, "uname(0x1230", 122, NOWHERE)
ROW_I386(i386_adjtimex, "adjtimex(0x1230", 124, NOWHERE)
ROW_I386(i386_mprotect, "mprotect(0x1001, 4096, PROT_READ|PROT_WRITE|PROT_EXEC", 125, 0x1001, 4096, 7)
ROW_I386(i386_create_module, "create_module(0x1230, 0x5", 127, NOWHERE, 5)
ROW_I386(i386_init_module, "init_module(0x1230, 5, \"a=1\"", 128, NOWHERE, 5, LOW_TEXT("a=1"))
ROW_I386(i386_delete_module, "delete_module(0x1230, O_NONBLOCK", 129, NOWHERE, 04000)
ROW_I386(i386_get_kernel_syms, "get_kernel_syms(0x1230", 130, NOWHERE)
ROW_I386(i386_getpgid, "getpgid(-1", 132, -1)
ROW_I386_SHOWN(i386_personality, "0 (PER_LINUX)", "personality(0xffffffff", 136, -1)
ROW_I386(i386_afs_syscall, "afs_syscall(0x1, 0x2, 0x3, 0x4, 0x5", 137, 1, 2, 3, 4, 5)
ROW_I386(i386_setfsgid, "setfsgid(-1", 139, 0xffff)
ROW_I386(i386_msync, "msync(0x1001, 4096, MS_SYNC|MS_ASYNC", 144, 0x1001, 4096, 5)
ROW_I386(i386_getsid, "getsid(-1", 147, -1)
ROW_I386(i386_mlock, "mlock(0x1000, 18446744073709551615", 150, 0x1000, -1)
ROW_I386(i386_munlock, "munlock(0x1000, 4096", 151, 0x1000, 4096)
ROW_I386(i386_mlockall, "mlockall(0x8 /* MCL_??? */", 152, 8)
ROW_I386(i386_munlockall, "munlockall(", 153)
ROW_I386(i386_sched_setparam, "sched_setparam(-1, [5]", 154, -1, LOW_WORDS(5))
ROW_I386(i386_sched_getparam, "sched_getparam(-1, 0x1230", 155, -1, NOWHERE)
ROW_I386(i386_sched_getparam_self, "sched_getparam(0, [0]", 155, 0, LOW_WORDS(5))
ROW_I386(i386_sched_setscheduler, "sched_setscheduler(-1, SCHED_FIFO|SCHED_RESET_ON_FORK, [5]",
         156, -1, 1 | 0x40000000, LOW_WORDS(5))
ROW_I386(i386_sched_getscheduler, "sched_getscheduler(-1", 157, -1)
ROW_I386_SHOWN(i386_sched_getscheduler_self, "0 (SCHED_OTHER)", "sched_getscheduler(0", 157, 0)
ROW_I386(i386_sched_yield, "sched_yield(", 158)
ROW_I386(i386_sched_get_priority_max, "sched_get_priority_max(0x63 /* SCHED_??? */", 159, 99)
ROW_I386(i386_sched_get_priority_min, "sched_get_priority_min(SCHED_FIFO", 160, 1)
ROW_I386(i386_query_module, "query_module(0x1230, 0x1, 0x1230, 0x5, 0x1230",
         167, NOWHERE, 1, NOWHERE, 5, NOWHERE)
ROW_I386(i386_nfsservctl, "nfsservctl(0x1, 0x1230, 0x1230", 169, 1, NOWHERE, NOWHERE)
ROW_I386(i386_prctl_name, "prctl(PR_SET_NAME, \"name\\n\"", 172, 15, LOW_TEXT("name\n"))
ROW_I386(i386_prctl_set_mm, "prctl(PR_SET_MM, PR_SET_MM_START_CODE, 0x1230, 0, 0", 172, 35, 1, NOWHERE, 0, 0)
ROW_I386(i386_prctl_unknown, "prctl(0xffffffff /* PR_??? */, 0xffffffffffffffff, 0x2, 0x3, 0x4",
         172, -1, -1, 2, 3, 4)
ROW_I386(i386_rt_sigpending, "rt_sigpending([], 8", 176, LOW_WORDS(5, 5), 8)
ROW_I386(i386_rt_sigpending_nowhere, "rt_sigpending(0x1230, 8", 176, NOWHERE, 8)
ROW_I386(i386_rt_sigtimedwait, "rt_sigtimedwait([USR1], 0x1230, {tv_sec=0, tv_nsec=1}, 8",
         177, LOW_WORDS(0x200, 0), NOWHERE, LOW_WORDS(0, 1), 8)
ROW_I386(i386_rt_sigtimedwait_nowhere, "rt_sigtimedwait(0x1230, 0x1230, 0x1230, 8",
         177, NOWHERE, NOWHERE, NOWHERE, 8)
ROW_I386(i386_capget, "capget({version=_LINUX_CAPABILITY_VERSION_3, pid=-1}, 0x1230",
         184, LOW_WORDS(0x20080522, 0xffffffff), NOWHERE)
ROW_I386(i386_capget_version, "capget({version=0 /* _LINUX_CAPABILITY_VERSION_??? */, pid=0}, NULL",
         184, LOW_WORDS(0, 0), NULL)
ROW_I386(i386_capset,
         "capset({version=_LINUX_CAPABILITY_VERSION_3, pid=-1}, {effective=1<<CAP_CHOWN, permitted=1<<CAP_DAC_OVERRIDE|1<<CAP_CHECKPOINT_RESTORE, inheritable=1<<CAP_SETFCAP}",
         185, LOW_WORDS(0x20080522, 0xffffffff), LOW_WORDS(1, 2, 0x80000000, 0, 0x100, 0))
ROW_I386(i386_capset_nowhere, "capset(0x1230, 0x1230", 185, NOWHERE, NOWHERE)
ROW_I386(i386_getpmsg, "getpmsg(0x1, 0x2, 0x3, 0x4, 0x5", 188, 1, 2, 3, 4, 5)
ROW_I386(i386_putpmsg, "putpmsg(0x1, 0x2, 0x3, 0x4, 0x5", 189, 1, 2, 3, 4, 5)
ROW_I386(i386_getuid32, "getuid32(", 199)
ROW_I386(i386_getgid32, "getgid32(", 200)
ROW_I386(i386_geteuid32, "geteuid32(", 201)
ROW_I386(i386_getegid32, "getegid32(", 202)
ROW_I386(i386_setreuid32, "setreuid32(-1, -1", 203, -1, -1)
ROW_I386(i386_setregid32, "setregid32(-1, -1", 204, -1, -1)
ROW_I386(i386_setresuid32, "setresuid32(-1, -1, -1", 208, -1, -1, -1)
ROW_I386(i386_setresgid32, "setresgid32(-1, -1, -1", 210, -1, -1, -1)
ROW_I386(i386_getresgid32, "getresgid32(0x1230, 0x1230, 0x1230", 211, NOWHERE, NOWHERE, NOWHERE)
ROW_I386(i386_setuid32, "setuid32(-1", 213, -1)
ROW_I386(i386_setgid32, "setgid32(-1", 214, -1)
ROW_I386(i386_setfsuid32, "setfsuid32(-1", 215, -1)
ROW_I386(i386_setfsgid32, "setfsgid32(-1", 216, -1)
ROW_I386(i386_mincore, "mincore(0x1001, 4096, 0x1230", 218, 0x1001, 4096, NOWHERE)
ROW_I386(i386_madvise, "madvise(0x1001, 4096, 0x63 /* MADV_??? */", 219, 0x1001, 4096, 99)
ROW_I386(i386_madvise_behaviour, "madvise(0x1001, 18446744073709551615, MADV_DONTNEED", 219, 0x1001, -1, 4)
ROW_I386(i386_gettid, "gettid(", 224)
ROW_I386(i386_tkill, "tkill(-1, SIGKILL", 238, -1, 9)
ROW_I386(i386_sched_getaffinity, "sched_getaffinity(-1, 8, 0x1230", 242, -1, 8, NOWHERE)
ROW_I386(i386_sched_getaffinity_short, "sched_getaffinity(0, 1, 0x1230", 242, 0, 1, NOWHERE)
ROW_I386(i386_remap_file_pages, "remap_file_pages(0x1001, 4096, PROT_NONE, 1, MAP_FILE|MAP_NONBLOCK",
         257, 0x1001, 4096, 0, 1, 0x10000)
ROW_I386(i386_set_tid_address, "set_tid_address(0x1230", 258, NOWHERE)
ROW_I386(i386_timer_gettime, "timer_gettime(99, 0x1230", 261, 99, NOWHERE)
ROW_I386(i386_timer_getoverrun, "timer_getoverrun(99", 262, 99)
ROW_I386(i386_timer_delete, "timer_delete(-1", 263, -1)
ROW_I386(i386_clock_gettime, "clock_gettime(CLOCK_MONOTONIC, 0x1230", 265, 1, NOWHERE)
ROW_I386(i386_clock_gettime_process, "clock_gettime(0xffffffff /* CLOCK_??? */, 0x1230", 265, -1, NOWHERE)
ROW_I386(i386_tgkill, "tgkill(-1, -1, 0", 270, -1, -1, 0)
ROW_I386(i386_vserver, "vserver(0x1, 0x2, 0x3, 0x4, 0x5", 273, 1, 2, 3, 4, 5)
ROW_I386(i386_get_mempolicy, "get_mempolicy(0x1230, 0x1230, 18446744073709551615, NULL, 0x8 /* MPOL_??? */",
         275, NOWHERE, NOWHERE, -1, NULL, 8)
ROW_I386(i386_get_mempolicy_short,
         "get_mempolicy([MPOL_DEFAULT], [0x000001, 00000000], 64, 0x1000, MPOL_F_MEMS_ALLOWED",
         275, LOW_WORDS(0), LOW_WORDS(0, 0), 64, 0x1000, 4)
ROW_I386(i386_set_mempolicy, "set_mempolicy(0x63 /* MPOL_??? */, [0x000003, 0x80000000], 64",
         276, 99, LOW_WORDS(3, 0x80000000), 64)
ROW_I386(i386_set_mempolicy_nowhere, "set_mempolicy(MPOL_BIND|MPOL_F_RELATIVE_NODES, 0x1230, 32",
         276, 2 | 1 << 14, NOWHERE, 32)
ROW_I386(i386_mq_unlink, "mq_unlink(\"nonexistent\"", 278, LOW_TEXT("nonexistent"))
ROW_I386(i386_mq_timedsend, "mq_timedsend(-1, \"abc\", 3, 5, {tv_sec=1, tv_nsec=2}",
         279, -1, LOW_TEXT("abc"), 3, 5, LOW_WORDS(1, 2))
ROW_I386(i386_mq_timedsend_nowhere, "mq_timedsend(-1, 0x1230, 18446744073709551615, 4294967295, 0x1230",
         279, -1, NOWHERE, -1, -1, NOWHERE)
ROW_I386(i386_mq_timedreceive, "mq_timedreceive(-1, 0x1230, 3, 0x1230, {tv_sec=1, tv_nsec=4294967295}",
         280, -1, NOWHERE, 3, NOWHERE, LOW_WORDS(1, 0xffffffff))
ROW_I386(i386_kexec_load, "kexec_load(0x1230, 18446744073709551615, 0x1230, KEXEC_ARCH_386|KEXEC_ON_CRASH",
         283, 0x1230, -1, NOWHERE, 3 << 16 | 1)
ROW_I386(i386_add_key, "add_key(\"user\", \"a\", 0x1230, 18446744073709551615, KEY_SPEC_SESSION_KEYRING",
         286, LOW_TEXT("user"), LOW_TEXT("a"), NOWHERE, -1, -3)
ROW_I386(i386_request_key, "request_key(\"nonexistent\", 0x1230, 0x1230, KEY_SPEC_PROCESS_KEYRING",
         287, LOW_TEXT("nonexistent"), NOWHERE, NOWHERE, -2)
ROW_I386(i386_ioprio_set, "ioprio_set(IOPRIO_WHO_PROCESS, -1, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 4)",
         289, 1, -1, 2 << 13 | 4)
ROW_I386(i386_ioprio_get, "ioprio_get(0x63 /* IOPRIO_WHO_??? */, 1", 290, 99, 1)
ROW_I386(i386_migrate_pages, "migrate_pages(-1, 64, [0x000001, 00000000], [0x000002, 0x80000000]",
         294, -1, 64, LOW_WORDS(1, 0), LOW_WORDS(2, 0x80000000))
ROW_I386(i386_migrate_pages_nowhere, "migrate_pages(-1, 64, 0x1230, NULL", 294, -1, 64, NOWHERE, NULL)
ROW_I386(i386_unshare, "unshare(CLONE_NEWTIME|0x7f", 310, 0xff)
ROW_I386(i386_set_robust_list, "set_robust_list(0x1230, 5", 311, NOWHERE, 5)
ROW_I386(i386_getcpu, "getcpu(0x1230, NULL, 0x1230", 318, NOWHERE, NULL, NOWHERE)
ROW_I386(i386_rt_tgsigqueueinfo,
         "rt_tgsigqueueinfo(-1, -1, SIGUSR1, {si_signo=SIGUSR1, si_code=SI_QUEUE, si_pid=1, si_uid=2, si_int=3, si_ptr=0x3}",
         335, -1, -1, 10, LOW_WORDS(10, 0, 0xffffffff, 1, 2, 3))
ROW_I386(i386_rt_tgsigqueueinfo_nowhere, "rt_tgsigqueueinfo(1, 1, SIGRT_32, 0x1230", 335, 1, 1, 64, NOWHERE)
ROW_I386(i386_perf_event_open, "perf_event_open(0x1230, -1, 0, -1, PERF_FLAG_FD_CLOEXEC",
         336, NOWHERE, -1, 0, -1, 8)
ROW_I386(i386_clock_adjtime, "clock_adjtime(CLOCK_REALTIME, 0x1230", 343, 0, NOWHERE)
ROW_I386(i386_setns, "setns(-1, CLONE_NEWNS", 346, -1, 0x20000)
ROW_I386(i386_process_vm_readv,
         "process_vm_readv(-1, [{iov_base=0x1230, iov_len=5}], 1, [{iov_base=0x1240, iov_len=4294967295}], 1, 0",
         347, -1, LOW_WORDS(0x1230, 5), 1, LOW_WORDS(0x1240, 0xffffffff), 1, 0)
ROW_I386(i386_kcmp_files, "kcmp(-1, -2, KCMP_FILE, 1, 2", 349, -1, -2, 0, 1, 2)
ROW_I386(i386_kcmp_epoll, "kcmp(-1, -2, KCMP_EPOLL_TFD, 1, {efd=1, tfd=2, toff=3}",
         349, -1, -2, 7, 1, LOW_WORDS(1, 2, 3))
ROW_I386(i386_finit_module,
         "finit_module(-1, \"a=1\", MODULE_INIT_IGNORE_MODVERSIONS|MODULE_INIT_IGNORE_VERMAGIC|MODULE_INIT_COMPRESSED_FILE",
         350, -1, LOW_TEXT("a=1"), 7)
ROW_I386(i386_sched_setattr,
         "sched_setattr(-1, {size=56, sched_policy=SCHED_RR, sched_flags=SCHED_FLAG_RESET_ON_FORK, sched_nice=3, sched_priority=4, sched_runtime=5, sched_deadline=6, sched_period=7, sched_util_min=8, sched_util_max=9}, 0",
         351, -1, LOW_WORDS(56, 2, 1, 0, 3, 4, 5, 0, 6, 0, 7, 0, 8, 9), 0)
ROW_I386(i386_sched_setattr_nowhere, "sched_setattr(-1, 0x1230, 1", 351, -1, NOWHERE, 1)
ROW_I386(i386_sched_getattr, "sched_getattr(-1, 0x1230, 48, 0", 352, -1, NOWHERE, 48, 0)
ROW_I386(i386_seccomp,
         "seccomp(SECCOMP_SET_MODE_FILTER, 0x80 /* SECCOMP_FILTER_FLAG_??? */, {len=1, filter=0x1230}",
         354, 1, 0x80, LOW_WORDS(1, 0x1230))
ROW_I386(i386_seccomp_strict, "seccomp(SECCOMP_SET_MODE_STRICT, 0x1, 0x1230", 354, 0, 1, NOWHERE)
ROW_I386(i386_seccomp_action, "seccomp(SECCOMP_GET_ACTION_AVAIL, 0, [SECCOMP_RET_ALLOW]",
         354, 2, 0, LOW_WORDS(0x7fff0000))
ROW_I386(i386_getrandom, "getrandom(0x1230, 5, GRND_NONBLOCK|GRND_RANDOM|GRND_INSECURE", 355, NOWHERE, 5, 7)
ROW_I386(i386_bpf, "bpf(BPF_MAP_LOOKUP_ELEM, {map_fd=-1, key=0x1230, value=0x1240, flags=BPF_ANY}, 32",
         357, 1, LOW_WORDS(0xffffffff, 0, 0x1230, 0, 0x1240, 0, 0, 0), 32)
ROW_I386(i386_bpf_nowhere, "bpf(BPF_MAP_CREATE, 0x1230, 72", 357, 0, NOWHERE, 72)
ROW_I386(i386_execveat, "execveat(-1, \"a\", [0x1230], 0x1230, AT_EMPTY_PATH",
         358, -1, LOW_TEXT("a"), LOW_WORDS(0x1230, 0), NOWHERE, AT_EMPTY_PATH)
ROW_I386(i386_userfaultfd, "userfaultfd(0x10 /* UFFD_??? */", 374, 0x10)
ROW_I386(i386_mlock2, "mlock2(0x1000, 4096, 0x2 /* MLOCK_??? */", 376, 0x1000, 4096, 2)
ROW_I386(i386_pkey_mprotect, "pkey_mprotect(0x1001, 4096, PROT_READ|PROT_WRITE, -1", 380, 0x1001, 4096, 3, -1)
ROW_I386(i386_pkey_alloc, "pkey_alloc(0x1, PKEY_DISABLE_ACCESS|PKEY_DISABLE_WRITE", 381, 1, 3)
ROW_I386(i386_pkey_free, "pkey_free(-1", 382, -1)
ROW_I386(i386_getresgid, "getresgid(0x1230, 0x1230, 0x1230", 171, NOWHERE, NOWHERE, NOWHERE)
ROW_I386(i386_getgroups32, "getgroups32(-1, 0x1230", 205, -1, NOWHERE)
ROW_I386(i386_setgroups32, "setgroups32(-1, 0x1230", 206, -1, NOWHERE)
