/*
 * The tables write the kernel's constants out; here each is compared with the
 * headers of this machine, where they know it.
 *
 * Most names are unknown to some headers, and nothing but the preprocessor can
 * ask whether a name is defined.  So all of them are first declared as objects
 * of a type of their own; then the headers are included inside a function,
 * where their macros and enumerators hide those objects; and _Generic tells
 * which meaning a name has.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Function bodies cannot stand in a function: those that the headers below include come now, and
 * glibc's are declined. */
#include <asm/byteorder.h>
#include <linux/time_types.h>
#include <sys/types.h>
#undef __USE_EXTERN_INLINES

struct absent {
    char byte;
};

#define LIST(list)
#define NAME(name, ...) extern const struct absent name;
#define FIELD(name, ...) extern const struct absent name;
#define SHIFTED(name, ...) extern const struct absent name;
#define ERRNO(number, name, text) extern const struct absent name;
#define SIGNAL(number, name) extern const struct absent name;
#define END
#include "core/tables/errnos.def"
#include "core/tables/flags.def"
#include "core/tables/signals.def"

#define IS_ABSENT(name) _Generic((name), struct absent: true, default: false)
#define HEADER_VALUE(name) (uint64_t) _Generic((name), struct absent: 0, default: (name))

static unsigned compared, wrong;

/* Headers write 32-bit constants with and without a sign. */
static void compare(const char *name, bool is_absent, uint64_t header, uint64_t table)
{
    if (is_absent)
        return;
    compared++;
    if (header == table || (table <= UINT32_MAX && (uint32_t)header == table))
        return;
    wrong++;
    print_error("%s is %#llx in the headers, %#llx in the table\n", name,
                (unsigned long long)header, (unsigned long long)table);
}

/* The string comes first, because a macro's argument that is passed on is expanded. */
#define COMPARE(string, name, value) \
    compare(string, IS_ABSENT(name), HEADER_VALUE(name), (uint64_t)(value));
#define LIST(list)
#define NAME(name, value) COMPARE(#name, name, value)
#define FIELD(name, value, mask) COMPARE(#name, name, value)
#define SHIFTED(name, value, shift, mask) COMPARE(#name, name, value)
#define ERRNO(number, name, text) COMPARE(#name, name, number)
#define SIGNAL(number, name) COMPARE(#name, name, number)
#define END

/* The headers shift signed ones into the highest bit. */
__attribute__((no_sanitize("shift"))) static void values_are_those_of_this_machines_headers(void **state)
{
#include <asm/ioctls.h>
#include <asm/prctl.h>
#include <asm/ptrace-abi.h>
#include <asm/resource.h>
#include <asm/termbits.h>
#include <linux/audit.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/cdrom.h>
#include <linux/dqblk_xfs.h>
#include <linux/errno.h>
#include <linux/fadvise.h>
#include <linux/falloc.h>
#include <linux/fanotify.h>
#include <linux/fcntl.h>
#include <linux/elf.h>
#include <linux/fiemap.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/aio_abi.h> /* wants a type of <linux/fs.h> */
#include <linux/futex.h>
#include <linux/hw_breakpoint.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/inotify.h>
#include <linux/io_uring.h>
#include <linux/kcmp.h>
#include <linux/kd.h>
#include <linux/kexec.h>
#include <linux/keyctl.h>
#include <linux/kvm.h>
#include <linux/loop.h>
#include <linux/magic.h>
#include <linux/membarrier.h>
#include <linux/memfd.h>
#include <linux/mempolicy.h>
#include <linux/module.h>
#include <linux/mman.h>
#include <linux/mount.h>
#include <linux/msg.h>
#include <linux/net.h>
#include <linux/netlink.h>
#include <linux/caif/caif_socket.h>
#include <linux/can/raw.h>
#include <linux/cn_proc.h>
#include <linux/connector.h>
#include <linux/cryptouser.h>
#include <linux/dcbnl.h>
#include <linux/devlink.h>
#include <linux/fib_rules.h>
#include <linux/fou.h>
#include <linux/genetlink.h>
#include <linux/icmp.h>
#include <linux/if_addr.h>
#include <linux/if_addrlabel.h>
#include <linux/if_alg.h>
#include <linux/if_arp.h>
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <linux/if_bonding.h>
#include <linux/if_link.h>
#include <linux/if_team.h>
#include <linux/if_tunnel.h>
#include <linux/if_vlan.h>
#include <linux/if_xdp.h>
#include <linux/inet_diag.h>
#include <linux/llc.h>
#include <linux/l2tp.h>
#include <linux/lwtunnel.h>
#include <linux/mpls_iptunnel.h>
#include <linux/neighbour.h>
#include <linux/net_namespace.h>
#include <linux/netconf.h>
#include <linux/netfilter.h>
#include <linux/netfilter/ipset/ip_set.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_conntrack_tcp.h>
#include <linux/netfilter/nf_nat.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_acct.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netfilter/nfnetlink_cthelper.h>
#include <linux/netfilter/nfnetlink_cttimeout.h>
#include <linux/netfilter/nfnetlink_hook.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netlink_diag.h>
#include <linux/nexthop.h>
#include <linux/nfc.h>
#include <linux/nl80211.h>
#include <linux/packet_diag.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/sctp.h>
#include <linux/selinux_netlink.h>
#include <linux/smc_diag.h>
#include <linux/snmp.h>
#include <linux/sock_diag.h>
#include <linux/taskstats.h>
#include <linux/tc_act/tc_gact.h>
#include <linux/tc_act/tc_mirred.h>
#include <linux/tc_act/tc_skbedit.h>
#include <linux/tc_act/tc_vlan.h>
#include <linux/tcp_metrics.h>
#include <linux/thermal.h>
#include <linux/tls.h>
#include <linux/unix_diag.h>
#include <linux/veth.h>
#include <linux/vm_sockets.h>
#include <linux/wireguard.h>
#include <linux/xdp_diag.h>
#include <linux/xfrm.h>
#include <linux/nsfs.h>
#include <linux/perf_event.h>
#include <linux/personality.h>
#include <linux/poll.h>
#include <linux/prctl.h>
#include <linux/ptrace.h>
#include <linux/quota.h>
#include <linux/random.h>
#include <linux/reboot.h>
#include <linux/resource.h>
#include <linux/rseq.h>
#include <linux/rtc.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <linux/sem.h>
#include <linux/shm.h>
#include <linux/signal.h>
#include <linux/signalfd.h>
#include <linux/sockios.h>
#include <linux/stat.h>
#include <linux/tcp.h>
#include <linux/time.h>
#include <linux/timerfd.h>
#include <linux/timex.h>
#include <linux/udp.h>
#include <linux/userfaultfd.h>
#include <linux/vt.h>
#include <linux/wait.h>
#include <linux/xattr.h>
#if __has_include(<linux/close_range.h>)
#include <linux/close_range.h>
#endif
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif
#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif
#include <dirent.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/swap.h>
#include "core/tables/errnos.def"
#include "core/tables/signals.def"
#include "core/tables/flags.def"
    (void)state;
    assert_int_equal(wrong, 0);
    assert_true(compared > 1000); /* or the headers were not really there */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_this_machines_headers),
    };
    return cmocka_run_group_tests_name("flag values", tests, NULL, NULL);
}
