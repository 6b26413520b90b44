/* What programs seldom do: addresses of rare families, counters of one kind of core, signals that the
 * kernel sends, the registers of a thread that is not there. */
#include "files_rows.h"

#include <linux/perf_event.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/user.h>

#define BYTES(...) ARRAY(uint8_t, __VA_ARGS__)
#define WORDS(...) ARRAY(uint32_t, __VA_ARGS__)

/* "N0CALL-3" and "WIDE1-1", as radio amateurs write them. */
#define CALLSIGN 'N' << 1, '0' << 1, 'C' << 1, 'A' << 1, 'L' << 1, 'L' << 1, 3 << 1
#define RELAY    'W' << 1, 'I' << 1, 'D' << 1, 'E' << 1, '1' << 1, 0x40, 1 << 1
#define STATIONS(count) BYTES(3, 0, CALLSIGN, 0, 0, 0, count, 0, 0, 0, RELAY, CALLSIGN, RELAY, 1, 2, 3, 4)

ROW(ax25_relays,
         "bind(-1, {sa_family=AF_AX25, fsa_ax25={sax25_call=N0CALL-3, sax25_ndigis=3}, fsa_digipeater=[WIDE1-1, N0CALL-3, WIDE1-1]}, 37",
         SYS_bind, -1, STATIONS(3), 37)
ROW(ax25_relays_cut,
         "bind(-1, {sa_family=AF_AX25, fsa_ax25={sax25_call=N0CALL-3, sax25_ndigis=8}, fsa_digipeater=[WIDE1-1, N0CALL-3, ...], ...}, 33",
         SYS_bind, -1, STATIONS(8), 33)
ROW(ax25_relays_behind,
         "bind(-1, {sa_family=AF_AX25, fsa_ax25={sax25_call=N0CALL-3, sax25_ndigis=1}, fsa_digipeater=[WIDE1-1], ...}, 41",
         SYS_bind, -1, STATIONS(1), 41)
ROW(ax25_no_relays, "bind(-1, {sa_family=AF_AX25, fsa_ax25={sax25_call=N0CALL-3, sax25_ndigis=0}}, 23",
         SYS_bind, -1, STATIONS(0), 23)
ROW(ax25_bytes_behind,
         "bind(-1, {sa_family=AF_AX25, fsa_ax25={sax25_call=N0CALL-3, sax25_ndigis=0}, ...}, 25",
         SYS_bind, -1, STATIONS(0), 25)
ROW(ax25_negative,
         "bind(-1, {sa_family=AF_AX25, fsa_ax25={sax25_call=N0CALL-3, sax25_ndigis=255}, fsa_digipeater=[WIDE1-1, ...]}, 23",
         SYS_bind, -1, STATIONS(0xff), 23)
ROW(ieee802154_none,
         "bind(-1, {sa_family=AF_IEEE802154, addr={addr_type=0 /* IEEE802154_ADDR_NONE */, pan_id=0xffff /* IEEE802154_PANID_BROADCAST */}}, 20",
         SYS_bind, -1, WORDS(36, 0, 0x0002ffff, 0, 0), 20)
ROW(ieee802154_short,
         "bind(-1, {sa_family=AF_IEEE802154, addr={addr_type=0x2 /* IEEE802154_ADDR_SHORT */, pan_id=0x1234, short_addr=0xffff /* IEEE802154_ADDR_BROADCAST */}}, 20",
         SYS_bind, -1, WORDS(36, 2, 0xffff1234, 0, 0), 20)
ROW(ieee802154_short_undefined,
         "bind(-1, {sa_family=AF_IEEE802154, addr={addr_type=0x2 /* IEEE802154_ADDR_SHORT */, pan_id=0x1234, short_addr=0xfffe /* IEEE802154_ADDR_UNDEF */}}, 20",
         SYS_bind, -1, WORDS(36, 2, 0xfffe1234, 0, 0), 20)
ROW(ieee802154_long,
         "bind(-1, {sa_family=AF_IEEE802154, addr={addr_type=0x3 /* IEEE802154_ADDR_LONG */, pan_id=0x1234, hwaddr=01:02:03:04:05:06:07:08}}, 20",
         SYS_bind, -1, WORDS(36, 3, 0x02011234, 0x06050403, 0x0807), 20)
ROW(ieee802154_unknown,
         "bind(-1, {sa_family=AF_IEEE802154, addr={addr_type=0x4 /* IEEE802154_ADDR_??? */, pan_id=0x1234, hwaddr=01:02:03:04:05:06:07:08}}, 20",
         SYS_bind, -1, WORDS(36, 4, 0x02011234, 0x06050403, 0x0807), 20)
ROW(xdp_alone, "bind(-1, {sa_family=AF_XDP, sxdp_flags=XDP_COPY, sxdp_ifindex=0, sxdp_queue_id=5}, 16",
         SYS_bind, -1, WORDS(44 | 2 << 16, 0, 5, 0), 16)
ROW(xdp_shared,
         "bind(-1, {sa_family=AF_XDP, sxdp_flags=XDP_SHARED_UMEM, sxdp_ifindex=0, sxdp_queue_id=5, sxdp_shared_umem_fd=0}, 16",
         SYS_bind, -1, WORDS(44 | 1 << 16, 0, 5, 0), 16)
ROW(xdp_not_shared,
         "bind(-1, {sa_family=AF_XDP, sxdp_flags=XDP_ZEROCOPY, sxdp_ifindex=0, sxdp_queue_id=5, sxdp_shared_umem_fd=0x7}, 16",
         SYS_bind, -1, WORDS(44 | 4 << 16, 0, 5, 7), 16)
ROW(mctp_any,
         "bind(-1, {sa_family=AF_MCTP, smctp_network=MCTP_NET_ANY, smctp_addr={s_addr=MCTP_ADDR_ANY}, smctp_type=0, smctp_tag=0, __smctp_pad1=0x1}, 12",
         SYS_bind, -1, WORDS(45, 0, 0x010000ff), 12)
ROW(mctp_null,
         "bind(-1, {sa_family=AF_MCTP, smctp_network=0x5, smctp_addr={s_addr=MCTP_ADDR_NULL}, smctp_type=0, smctp_tag=0x2, __smctp_pad1=0x8}, 12",
         SYS_bind, -1, WORDS(45, 5, 0x08020000), 12)
ROW(nfc_service,
         "bind(-1, {sa_family=AF_NFC, dev_idx=0, target_idx=0x7, nfc_protocol=NFC_PROTO_JEWEL, dsap=0x4 /* LLCP_SAP_SNEP */, ssap=0x10, service_name=\"urn:nfc:sn:snep\", service_name_len=15}, 96",
         SYS_bind, -1, MEM(struct { uint32_t words[4]; uint8_t points[2]; char name[63]; uint64_t length; }, {39, 0, 7, 1}, {4, 16}, "urn:nfc:sn:snep", 15), 96)
ROW(nfc_long_service,
         "bind(-1, {sa_family=AF_NFC, dev_idx=0, target_idx=0x7, nfc_protocol=NFC_PROTO_JEWEL, dsap=0, ssap=0xff /* LLCP_SAP_MAX */, service_name=\"urn:nfc:sn:snep\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\", service_name_len=18446744073709551615}, 96",
         SYS_bind, -1, MEM(struct { uint32_t words[4]; uint8_t points[2]; char name[63]; uint64_t length; }, {39, 0, 7, 1}, {0, 255}, "urn:nfc:sn:snep", -1), 96)
ROW(nfc_cut, "bind(-1, {sa_family=AF_NFC, dev_idx=0, target_idx=0x7, nfc_protocol=NFC_PROTO_JEWEL, ...}, 24",
         SYS_bind, -1, WORDS(39, 0, 7, 1, 0, 0), 24)
ROW_I386(i386_nfc_service,
         "bind(-1, {sa_family=AF_NFC, dev_idx=0, target_idx=0x7, nfc_protocol=NFC_PROTO_JEWEL, dsap=0x4 /* LLCP_SAP_SNEP */, ssap=0x10, service_name=\"urn:nfc:sn:snep\", service_name_len=15}, 88",
         361, -1, LOW(struct { uint32_t words[4]; uint8_t points[2]; char name[63]; uint32_t length; }, {39, 0, 7, 1}, {4, 16}, "urn:nfc:sn:snep", 15), 88)
ROW(alg_of_a_long_name,
         "bind(-1, {sa_family=AF_ALG, salg_type=\"skcipher\", salg_feat=0, salg_mask=0x1000 /* CRYPTO_ALG_KERN_DRIVER_ONLY */, salg_name=\"a_name_that_is_longer_than_the_sixty-four_bytes_that_it_once_had_room_for\"}, 104",
         SYS_bind, -1, MEM(struct { uint16_t family; char type[14]; uint32_t words[2]; char name[80]; }, 38, "skcipher", {0, 0x1000}, "a_name_that_is_longer_than_the_sixty-four_bytes_that_it_once_had_room_for"), 24 + 80)

ROW(setsockopt_empty, "setsockopt(-1, SOL_SOCKET, SO_BINDTODEVICE, \"\", 0",
         SYS_setsockopt, -1, 1, 25, "lo", 0)
ROW(setsockopt_empty_nowhere, "setsockopt(-1, SOL_SOCKET, SO_BINDTODEVICE, NULL, 0",
         SYS_setsockopt, -1, 1, 25, NULL, 0)
ROW(setsockopt_empty_of_ip, "setsockopt(-1, SOL_IP, IP_TTL, \"\", 0", SYS_setsockopt, -1, 0, 2, NOWHERE, 0)
ROW(setsockopt_empty_int, "setsockopt(-1, SOL_SOCKET, SO_REUSEADDR, 0x1230, 0",
         SYS_setsockopt, -1, 1, 2, NOWHERE, 0)
ROW(setsockopt_empty_struct, "setsockopt(-1, SOL_SOCKET, SO_LINGER, 0x1230, 0",
         SYS_setsockopt, -1, 1, 13, NOWHERE, 0)

#define COUNTER(kind, ...) MEM(struct perf_event_attr, .type = kind, .size = 64, .config = __VA_ARGS__)
ROW(perf_counter_of_a_core,
         "perf_event_open({type=PERF_TYPE_HARDWARE, size=PERF_ATTR_SIZE_VER0, config=0x4<<32|PERF_COUNT_HW_CACHE_MISSES, sample_period=0, sample_type=0, read_format=0, precise_ip=0 /* arbitrary skid */, ...}, -1, -1, -1, 0",
         SYS_perf_event_open, COUNTER(PERF_TYPE_HARDWARE, 4ul << 32 | 3), -1, -1, -1, 0)
ROW(perf_unknown_counter_of_a_core,
         "perf_event_open({type=PERF_TYPE_HARDWARE, size=PERF_ATTR_SIZE_VER0, config=0x4<<32|0x63 /* PERF_COUNT_HW_??? */, sample_period=0, sample_type=0, read_format=0, precise_ip=0 /* arbitrary skid */, ...}, -1, -1, -1, 0",
         SYS_perf_event_open, COUNTER(PERF_TYPE_HARDWARE, 4ul << 32 | 99), -1, -1, -1, 0)
ROW(perf_cache_of_a_core,
         "perf_event_open({type=PERF_TYPE_HW_CACHE, size=PERF_ATTR_SIZE_VER0, config=0xa<<32|PERF_COUNT_HW_CACHE_RESULT_MISS<<16|PERF_COUNT_HW_CACHE_OP_WRITE<<8|PERF_COUNT_HW_CACHE_DTLB, sample_period=0, sample_type=0, read_format=0, precise_ip=0 /* arbitrary skid */, ...}, -1, -1, -1, 0",
         SYS_perf_event_open, COUNTER(PERF_TYPE_HW_CACHE, 10ul << 32 | 1 << 16 | 1 << 8 | 3), -1, -1, -1, 0)
ROW(perf_cache_with_more,
         "perf_event_open({type=PERF_TYPE_HW_CACHE, size=PERF_ATTR_SIZE_VER0, config=0xab<<24|0x3 /* PERF_COUNT_HW_CACHE_RESULT_??? */<<16|0xff /* PERF_COUNT_HW_CACHE_OP_??? */<<8|0x7 /* PERF_COUNT_HW_CACHE_??? */, sample_period=0, sample_type=0, read_format=0, precise_ip=0 /* arbitrary skid */, ...}, -1, -1, -1, 0",
         SYS_perf_event_open, COUNTER(PERF_TYPE_HW_CACHE, 0xab03ff07), -1, -1, -1, 0)

ROW(poke_null, "ptrace(PTRACE_POKEDATA, -1, 0x8, NULL", SYS_ptrace, PTRACE_POKEDATA, -1, 8, 0)
ROW(poke_user_null, "ptrace(PTRACE_POKEUSER, -1, 8*R14, NULL", SYS_ptrace, PTRACE_POKEUSER, -1, 8, 0)
ROW(thread_area_null, "ptrace(PTRACE_GET_THREAD_AREA, -1, NULL, 0x1230", SYS_ptrace, 25, -1, 0, NOWHERE)
ROW(peek_many_signals,
         "ptrace(PTRACE_PEEKSIGINFO, -1, {off=18446744073709551615, flags=PTRACE_PEEKSIGINFO_SHARED, nr=4294967295}, 0x1230",
         SYS_ptrace, PTRACE_PEEKSIGINFO, -1, MEM(struct { uint64_t off; uint32_t flags; int32_t nr; }, -1, 1, -1), NOWHERE)
ROW(set_registers,
         "ptrace(PTRACE_SETREGS, -1, {r15=0x1, r14=0, r13=0, r12=0, rbp=0, rbx=0, r11=0, r10=0, r9=0, r8=0, rax=0, rcx=0, rdx=0, rsi=0, rdi=0, orig_rax=0xffffffffffffffff, rip=0x1230, cs=0, eflags=0, rsp=0, ss=0, fs_base=0, gs_base=0, ds=0, es=0, fs=0, gs=0}",
         SYS_ptrace, PTRACE_SETREGS, -1, 0, MEM(struct user_regs_struct, .r15 = 1, .rip = 0x1230, .orig_rax = -1))
ROW(set_fpu,
         "ptrace(PTRACE_SETFPREGS, -1, {cwd=0x37f, swd=0, ftw=0, fop=0, rip=0, rdp=0, mxcsr=0x1f80, mxcr_mask=0, st_space=[0x1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], xmm_space=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...], padding=[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}",
         SYS_ptrace, PTRACE_SETFPREGS, -1, 0, MEM(struct user_fpregs_struct, .cwd = 0x37f, .mxcsr = 0x1f80, .st_space = {1}))

#define SENT(signal, code, ...) SYS_rt_sigqueueinfo, 2147483647, SIGHUP, WORDS(signal, 0, code, 0, __VA_ARGS__, [31] = 0)
ROW(kernel_sends_fault,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL}",
         SENT(SIGSEGV, 0x80, 0, 0))
ROW(kernel_sends_trap,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGTRAP, si_code=SI_KERNEL, si_addr=0x1230}",
         SENT(SIGTRAP, 0x80, 0x1230, 0))
ROW(kernel_sends_hangup, "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGHUP, si_code=SI_KERNEL}",
         SENT(SIGHUP, 0x80, 0, 0))
ROW(kernel_sends_hangup_from,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGHUP, si_code=SI_KERNEL, si_pid=5, si_uid=6, si_int=7, si_ptr=0x7}",
         SENT(SIGHUP, 0x80, 5, 6, 7))
ROW(kernel_sends_child,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGCHLD, si_code=SI_KERNEL, si_pid=5, si_uid=6, si_status=SIGBUS, si_utime=0, si_stime=0}",
         SENT(SIGCHLD, 0x80, 5, 6, 7))
ROW(kernel_sends_poll, "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGIO, si_code=SI_KERNEL}",
         SENT(SIGIO, 0x80, 5, 6))
ROW(kernel_sends_refusal,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGSYS, si_code=SI_KERNEL, si_call_addr=0x1230, si_syscall=__NR_getpid, si_arch=AUDIT_ARCH_X86_64}",
         SENT(SIGSYS, 0x80, 0x1230, 0, 39, 0xc000003e))
ROW(refusal_of_mips,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x1230, si_syscall=39, si_arch=AUDIT_ARCH_MIPS}",
         SENT(SIGSYS, 1, 0x1230, 0, 39, 8))
ROW(code_of_nobody, "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGHUP, si_code=0x9}",
         SENT(SIGHUP, 9, 0, 0))
ROW(code_of_nobody_with_value,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGHUP, si_code=0x9, si_int=5, si_ptr=0x5}",
         SENT(SIGHUP, 9, 0, 0, 5))
ROW(error_of_nobody,
         "rt_sigqueueinfo(2147483647, SIGHUP, {si_signo=SIGHUP, si_code=SI_QUEUE, si_errno=4294967295, si_pid=1, si_uid=2}",
         SYS_rt_sigqueueinfo, 2147483647, SIGHUP, WORDS(SIGHUP, -1, -1, 0, 1, 2, [31] = 0))

ROW(notify_of_everything,
         "fcntl(-1, F_NOTIFY, DN_ACCESS|DN_MODIFY|DN_CREATE|DN_DELETE|DN_RENAME|DN_ATTRIB|DN_MULTISHOT|0xffffffff7fffffc0",
         SYS_fcntl, -1, 1026, -1)
ROW(seals_beyond_an_int, "fcntl(-1, F_ADD_SEALS, F_SEAL_SEAL|F_SEAL_SHRINK|0x100000000",
         SYS_fcntl, -1, 1033, 0x100000003)
