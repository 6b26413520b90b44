/* The machine and its name, randomness, what only root may do, numbers without a call. */
#include <asm/ldt.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include "room.h"

CASE(names_of_the_machine)
{
    struct utsname *names = AT(0);
    long result = call(SYS_uname, AT(0));

    expect(result, "uname({sysname=\"%s\", nodename=\"%s\", ...}", names->sysname, names->nodename);
    result = call(SYS_uname, AT(0));
    expect_under("-v", result,
                 "uname({sysname=\"%s\", nodename=\"%s\", release=\"%s\", version=\"%s\", machine=\"%s\", domainname=\"%s\"}",
                 names->sysname, names->nodename, names->release, names->version, names->machine, names->domainname);
    expect(call(SYS_uname, HOLE), "uname(0x10002000");
    expect(call(SYS_uname, 0), "uname(NULL");
    PUT_TEXT(0, "name\1");
    expect(call(SYS_sethostname, AT(0), -1), "sethostname(0x10000000, 4294967295");
    expect(call(SYS_sethostname, AT(0), 65), "sethostname(0x10000000, 65");
    expect(call(SYS_sethostname, HOLE, 5), "sethostname(0x10002000, 5");
    expect(call(SYS_setdomainname, AT(0), -5), "setdomainname(0x10000000, 4294967291");
    expect(call(SYS_setdomainname, AT(0), 70), "setdomainname(0x10000000, 70");
    expect(call(SYS_sethostname, 0, 99), "sethostname(NULL, 99");
}

CASE(system_information)
{
    struct sysinfo *info = AT(0);
    long result = call(SYS_sysinfo, AT(0));

    expect(result,
           "sysinfo({uptime=%ld, loads=[%lu, %lu, %lu], totalram=%lu, freeram=%lu, sharedram=%lu, "
           "bufferram=%lu, totalswap=%lu, freeswap=%lu, procs=%u, totalhigh=%lu, freehigh=%lu, mem_unit=%u}",
           info->uptime, info->loads[0], info->loads[1], info->loads[2], info->totalram, info->freeram,
           info->sharedram, info->bufferram, info->totalswap, info->freeswap, info->procs, info->totalhigh,
           info->freehigh, info->mem_unit);
    expect(call(SYS_sysinfo, HOLE), "sysinfo(0x10002000");
    expect(call(SYS_sysinfo, 0), "sysinfo(NULL");
}

CASE(processors)
{
    unsigned *cpu = AT(0), *node = AT(4);
    long result = call(SYS_getcpu, AT(0), AT(4), 0);

    expect(result, "getcpu([%u], [%u], NULL", *cpu, *node);
    result = call(SYS_getcpu, AT(0), 0, 0);
    expect(result, "getcpu([%u], NULL, NULL", *cpu);
    expect(call(SYS_getcpu, HOLE, AT(0), AT(8)), "getcpu(0x10002000, 0x10000000, 0x10000008");
}

CASE(random_bytes)
{
    unsigned char *bytes = AT(0);
    long result = call(SYS_getrandom, AT(0), 4, 0);

    expect(result, "getrandom(\"\\x%02x\\x%02x\\x%02x\\x%02x\", 4, 0", bytes[0], bytes[1], bytes[2], bytes[3]);
    expect(call(SYS_getrandom, 0, 0, 0), "getrandom(NULL, 0, 0");
    expect(call(SYS_getrandom, AT(0), 0, 0), "getrandom(\"\", 0, 0");
    expect(call(SYS_getrandom, HOLE, 5, 7), "getrandom(0x10002000, 5, GRND_NONBLOCK|GRND_RANDOM|GRND_INSECURE");
    expect(call(SYS_getrandom, HOLE, 5, 1), "getrandom(0x10002000, 5, GRND_NONBLOCK");
    expect(call(SYS_getrandom, AT(0), -1, 0x100), "getrandom(0x10000000, 18446744073709551615, 0x100 /* GRND_??? */");
    expect(call(SYS_getrandom, HOLE, 5, 0xbad1), "getrandom(0x10002000, 5, GRND_NONBLOCK|0xbad0");
}

CASE(what_root_may_do)
{
    PUT_TEXT(0, "/nonexistent");
    expect(call(SYS_acct, AT(0)), "acct(\"/nonexistent\"");
    expect(call(SYS_acct, HOLE), "acct(0x10002000");
    expect(call(SYS_swapon, AT(0), 0), "swapon(\"/nonexistent\", 0");
    expect(call(SYS_swapon, AT(0), 0x8000 | 5), "swapon(\"/nonexistent\", SWAP_FLAG_PREFER|5");
    expect(call(SYS_swapon, AT(0), 0x10000 | 0x20000 | 0x40000), "swapon(\"/nonexistent\", SWAP_FLAG_DISCARD|SWAP_FLAG_DISCARD_ONCE|SWAP_FLAG_DISCARD_PAGES|0");
    expect(call(SYS_swapon, HOLE, 0x7ff00000), "swapon(0x10002000, 0x7ff00000 /* SWAP_FLAG_??? */|0");
    expect(call(SYS_swapoff, AT(0)), "swapoff(\"/nonexistent\"");
    expect(call(SYS_swapoff, HOLE), "swapoff(0x10002000");
    expect(call(SYS_iopl, 4), "iopl(4");
    expect(call(SYS_iopl, -1), "iopl(-1");
    expect(call(SYS_ioperm, 0xfffff, 0xfffff, 1), "ioperm(0xfffff, 0xfffff, 1");
    expect(call(SYS_ioperm, -1, -1, -1), "ioperm(0xffffffffffffffff, 0xffffffffffffffff, -1");
}

/* The first number is none that the kernel obeys. */
CASE(reboot_is_refused)
{
    expect(call(SYS_reboot, 0xbad, 0x28121969, 0x1234567, 0), "reboot(0xbad /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_RESTART");
    expect(call(SYS_reboot, 0xfee1dead, 0xbad, 0xcdef0123, 0x55), "reboot(LINUX_REBOOT_MAGIC1, 0xbad /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_CMD_HALT");
    expect(call(SYS_reboot, 0xfee1dead, 1, 0xa1b2c3d4, HOLE), "reboot(LINUX_REBOOT_MAGIC1, 0x1 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_CMD_RESTART2, 0x10002000");
    PUT_TEXT(0, "a text");
    expect(call(SYS_reboot, 0xfee1dead, 1, 0xa1b2c3d4, AT(0)), "reboot(LINUX_REBOOT_MAGIC1, 0x1 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_CMD_RESTART2, \"a text\"");
    expect(call(SYS_reboot, 1, 672274793, 0x89abcdef, 0), "reboot(0x1 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_CAD_ON");
    expect(call(SYS_reboot, 1, 85072278, 0, 0), "reboot(0x1 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_MAGIC2A, LINUX_REBOOT_CMD_CAD_OFF");
    expect(call(SYS_reboot, 1, 369367448, 0x4321fedc, 0), "reboot(0x1 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_MAGIC2B, LINUX_REBOOT_CMD_POWER_OFF");
    expect(call(SYS_reboot, 1, 537993216, 0xd000fce2, 0), "reboot(0x1 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_MAGIC2C, LINUX_REBOOT_CMD_SW_SUSPEND");
    expect(call(SYS_reboot, 1, 2, 0x45584543, 0), "reboot(0x1 /* LINUX_REBOOT_MAGIC_??? */, 0x2 /* LINUX_REBOOT_MAGIC_??? */, LINUX_REBOOT_CMD_KEXEC");
    expect(call(SYS_reboot, 1, 2, 5, 6), "reboot(0x1 /* LINUX_REBOOT_MAGIC_??? */, 0x2 /* LINUX_REBOOT_MAGIC_??? */, 0x5 /* LINUX_REBOOT_CMD_??? */");
}

CASE(syslog_is_asked)
{
    expect(call(SYS_syslog, 0, 0, 0), "syslog(0 /* SYSLOG_ACTION_CLOSE */");
    expect(call(SYS_syslog, 1, AT(0), 5), "syslog(1 /* SYSLOG_ACTION_OPEN */");
    expect(call(SYS_syslog, 2, 0, -1), "syslog(2 /* SYSLOG_ACTION_READ */, NULL, -1");
    expect(call(SYS_syslog, 3, HOLE, -1), "syslog(3 /* SYSLOG_ACTION_READ_ALL */, 0x10002000, -1");
    expect(call(SYS_syslog, 4, 0, -2), "syslog(4 /* SYSLOG_ACTION_READ_CLEAR */, NULL, -2");
    expect(call(SYS_syslog, 8, 0, 99), "syslog(8 /* SYSLOG_ACTION_CONSOLE_LEVEL */, NULL, 99 /* LOGLEVEL_??? */");
    expect(call(SYS_syslog, 11, HOLE, 5), "syslog(11 /* SYSLOG_ACTION_??? */, 0x10002000, 5");
    expect(call(SYS_syslog, -1, 0, 5), "syslog(-1 /* SYSLOG_ACTION_??? */, NULL, 5");
    long result = call(SYS_syslog, 3, HOLE, 0);
    expect(result, "syslog(3 /* SYSLOG_ACTION_READ_ALL */, %s, 0", result < 0 ? "0x10002000" : "\"\"");
}

CASE(segments)
{
    PUT(0, struct user_desc, .entry_number = -1u, .base_addr = 0x1000, .limit = 0xfffff, .seg_32bit = 1, .contents = 2, .limit_in_pages = 1, .useable = 1);
    expect_whole("", call(SYS_modify_ldt, 1, AT(0), 16), "modify_ldt(1, {entry_number=-1, base_addr=0x001000, limit=0x0fffff, seg_32bit=1, contents=2, read_exec_only=0, limit_in_pages=1, seg_not_present=0, useable=1, lm=0}, 16) = 4294967274 EINVAL (Invalid argument)");
    PUT(0, struct user_desc, .entry_number = 9000, .base_addr = 0x1000, .limit = 0xfffff, .read_exec_only = 1, .seg_not_present = 1, .lm = 1);
    expect_whole("", call(SYS_modify_ldt, 0x11, AT(0), 16), "modify_ldt(17, {entry_number=9000, base_addr=0x001000, limit=0x0fffff, seg_32bit=0, contents=0, read_exec_only=1, limit_in_pages=0, seg_not_present=1, useable=0, lm=1}, 16) = 4294967274 EINVAL (Invalid argument)");
    expect_whole("", call(SYS_modify_ldt, 0x11, AT(0), 15), "modify_ldt(17, 0x10000000, 15) = 4294967274 EINVAL (Invalid argument)");
    expect_whole("", call(SYS_modify_ldt, 1, HOLE, 16), "modify_ldt(1, 0x10002000, 16) = 4294967282 EFAULT (Bad address)");
    expect_whole("", call(SYS_modify_ldt, 0, AT(0), 0), "modify_ldt(0, 0x10000000, 0) = 0");
    expect_whole("", call(SYS_modify_ldt, 0, 0, -1), "modify_ldt(0, NULL, 18446744073709551615) = 0");
    expect_whole("", call(SYS_modify_ldt, 2, HOLE, 16), "modify_ldt(2, 0x10002000, 16) = 4294967282 EFAULT (Bad address)");
    expect_whole("", call(SYS_modify_ldt, -1, 0, 0), "modify_ldt(-1, NULL, 0) = 4294967258 ENOSYS (Function not implemented)");
}

/* ---- numbers ------------------------------------------------------------------------------ */

CASE(numbers_without_a_call)
{
    expect(call(500, 1, 2, 3, 4, 5, 6), "syscall_0x1f4(0x1, 0x2, 0x3, 0x4, 0x5, 0x6");
    expect(call(-1, 1, -1, 0, 0, 0, 0), "syscall_0xffffffffffffffff(0x1, 0xffffffffffffffff, 0, 0, 0, 0");
    expect(call(0x1ffff, 0, 0, 0, 0, 0, 0), "syscall_0x1ffff(0, 0, 0, 0, 0, 0");
    expect(call(0x7fffffff, 0, 0, 0, 0, 0, 0), "syscall_0x7fffffff(0, 0, 0, 0, 0, 0");
    expect(call(0x40000000 + 39, 1, 2, 3), "getpid(");
    expect(call(0x40000000 + 520, 0, 0, 0), "execve(NULL, NULL, NULL");
    expect(call(0x40000000 + 1000, 1, 2, 3), "syscall_0x400003e8(0x1, 0x2, 0x3, 0, 0, 0");
}

CASE(calls_that_are_gone)
{
    expect(call(SYS_getpmsg, 1, 2, 3, 4, 5), "getpmsg(0x1, 0x2, 0x3, 0x4, 0x5");
    expect(call(SYS_putpmsg, 1, 2, 3, 4, 5), "putpmsg(0x1, 0x2, 0x3, 0x4, 0x5");
    expect(call(SYS_afs_syscall, 1, 2, 3, 4, 5), "afs_syscall(0x1, 0x2, 0x3, 0x4, 0x5");
    expect(call(SYS_tuxcall, 1, 2, 3, 4, 5), "tuxcall(0x1, 0x2, 0x3");
    expect(call(SYS_security, 1, 2, 3, 4, 5), "security(0x1, 0x2, 0x3");
    expect(call(SYS_vserver, 1, 2, 3, 4, 5), "vserver(0x1, 0x2, 0x3, 0x4, 0x5");
    expect(call(SYS_epoll_ctl_old, 1, 2, 3, 4), "epoll_ctl_old(0x1, 0x2, 0x3, 0x4");
    expect(call(SYS_epoll_wait_old, 1, 2, 3, 4), "epoll_wait_old(0x1, 0x2, 0x3, 0x4");
    expect(call(SYS__sysctl, 0), "_sysctl(NULL");
    expect(call(SYS_create_module, 0, 5), "create_module(0, 0x5");
    expect(call(SYS_get_kernel_syms, 0x10), "get_kernel_syms(0x10");
    expect(call(SYS_query_module, 0, 1, 0x10, 5, 0x20), "query_module(0, 0x1, 0x10, 0x5, 0x20");
    expect(call(SYS_nfsservctl, 1, 0x10, 0x20), "nfsservctl(0x1, 0x10, 0x20");
    expect(call(SYS_uselib, HOLE), "uselib(0x10002000");
    expect(call(SYS_set_thread_area, 0x10), "set_thread_area(0x10");
    expect(call(SYS_get_thread_area, 0x10), "get_thread_area(0x10");
    expect(call(SYS_ustat, 0x801, HOLE), "ustat(makedev(0x8, 0x1), 0x10002000");
    expect(call(SYS_sysfs, 3), "sysfs(0x3, 0, 0");
    expect(call(SYS_sysfs, 1, HOLE), "sysfs(0x1, 0x10002000, 0");
    expect(call(SYS_sysfs, 2, 999, AT(0)), "sysfs(0x2, 0x3e7, 0x10000000");
    expect(call(SYS_sysfs, 9, 1, 2), "sysfs(0x9, 0x1, 0x2");
}
