/* What ioctl requests answer, with all members of their structs. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line) ANSWERED(answer_##name, "-v", request, line)

ROW(tcgets, 0x5401,
    "TCGETS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0]}")
ROW(sndctl_tmr_start, 0x5402,
    "SNDCTL_TMR_START or TCSETS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0]}")
ROW(sndctl_tmr_stop, 0x5403,
    "SNDCTL_TMR_STOP or TCSETSW, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0]}")
ROW(sndctl_tmr_continue, 0x5404,
    "SNDCTL_TMR_CONTINUE or TCSETSF, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0]}")
ROW(tcgeta, 0x5405,
    "TCGETA, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tcseta, 0x5406,
    "TCSETA, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tcsetaw, 0x5407,
    "TCSETAW, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tcsetaf, 0x5408,
    "TCSETAF, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tiocglcktrmios, 0x5456,
    "TIOCGLCKTRMIOS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0]}")
ROW(tiocslcktrmios, 0x5457,
    "TIOCSLCKTRMIOS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0]}")
ROW(kvm_set_cpuid2, 0x4008ae90,
    "KVM_SET_CPUID2, {nent=1, entries=[{function=0x3, index=0x4, flags=KVM_CPUID_FLAG_SIGNIFCANT_INDEX|KVM_CPUID_FLAG_STATE_READ_NEXT, eax=0x6, ebx=0x7, ecx=0x8, edx=0x9}]}")
ROW(rtc_alm_set, 0x40247007,
    "RTC_ALM_SET, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, tm_wday=7, tm_yday=8, tm_isdst=9}")
ROW(rtc_set_time, 0x4024700a,
    "RTC_SET_TIME, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, tm_wday=7, tm_yday=8, tm_isdst=9}")
ROW(eviocskeycode_v2, 0x40284504,
    "EVIOCSKEYCODE_V2, {flags=1, len=0, index=0, keycode=KEY_1, scancode=[0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, 0, 0, 0, 0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0, 0x9, 0, 0, 0, 0xa, 0, 0, 0]}")
ROW(rtc_wkalm_set, 0x4028700f,
    "RTC_WKALM_SET, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, tm_mon=6, tm_year=7, tm_wday=8, tm_yday=9, tm_isdst=10}}")
ROW(tcsets2, 0x402c542b,
    "TCSETS2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0], c_ispeed=10, c_ospeed=11}")
ROW(tcsetsw2, 0x402c542c,
    "TCSETSW2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0], c_ispeed=10, c_ospeed=11}")
ROW(tcsetsf2, 0x402c542d,
    "TCSETSF2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0], c_ispeed=10, c_ospeed=11}")
ROW(eviocsff, 0x40304580,
    "EVIOCSFF, {type=0x1 /* FF_??? */, id=0, direction=2, trigger={button=0, interval=3}, replay={length=0, delay=4}}")
ROW(kvm_set_regs, 0x4090ae82,
    "KVM_SET_REGS, {rax=0x200000001, rbx=0x400000003, rcx=0x600000005, rdx=0x800000007, rsi=0xa00000009, rdi=0xc0000000b, rsp=0xe0000000d, rbp=0x100000000f, r8=0x1200000011, r9=0x1400000013, r10=0x1600000015, r11=0x1800000017, r12=0x1a00000019, r13=0x1c0000001b, r14=0x1e0000001d, r15=0x200000001f, rip=0x2200000021, rflags=0x2400000023}")
ROW(rtc_alm_read, 0x80247008,
    "RTC_ALM_READ, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, tm_wday=7, tm_yday=8, tm_isdst=9}")
ROW(rtc_rd_time, 0x80247009,
    "RTC_RD_TIME, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, tm_wday=7, tm_yday=8, tm_isdst=9}")
ROW(eviocgkeycode_v2, 0x80284504,
    "EVIOCGKEYCODE_V2, {flags=1, len=0, index=0, keycode=KEY_1, scancode=[0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, 0, 0, 0, 0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0, 0x9, 0, 0, 0, 0xa, 0, 0, 0]}")
ROW(rtc_wkalm_rd, 0x80287010,
    "RTC_WKALM_RD, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, tm_mon=6, tm_year=7, tm_wday=8, tm_yday=9, tm_isdst=10}}")
ROW(tcgets2, 0x802c542a,
    "TCGETS2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, c_line=N_AX25, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x6, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x7, [VSTART]=0, [VSTOP]=0, [VSUSP]=0, [VEOL]=0x8, [VREPRINT]=0, [VDISCARD]=0, [VWERASE]=0, [VLNEXT]=0x9, [VEOL2]=0, [17]=0, [18]=0], c_ispeed=10, c_ospeed=11}")
ROW(kvm_get_regs, 0x8090ae81,
    "KVM_GET_REGS, {rax=0x200000001, rbx=0x400000003, rcx=0x600000005, rdx=0x800000007, rsi=0xa00000009, rdi=0xc0000000b, rsp=0xe0000000d, rbp=0x100000000f, r8=0x1200000011, r9=0x1400000013, r10=0x1600000015, r11=0x1800000017, r12=0x1a00000019, r13=0x1c0000001b, r14=0x1e0000001d, r15=0x200000001f, rip=0x2200000021, rflags=0x2400000023}")
ROW(kvm_get_supported_cpuid, 0xc008ae05,
    "KVM_GET_SUPPORTED_CPUID, {nent=1, entries=[{function=0x3, index=0x4, flags=KVM_CPUID_FLAG_SIGNIFCANT_INDEX|KVM_CPUID_FLAG_STATE_READ_NEXT, eax=0x6, ebx=0x7, ecx=0x8, edx=0x9}]}")
ROW(kvm_get_emulated_cpuid, 0xc008ae09,
    "KVM_GET_EMULATED_CPUID, {nent=1, entries=[{function=0x3, index=0x4, flags=KVM_CPUID_FLAG_SIGNIFCANT_INDEX|KVM_CPUID_FLAG_STATE_READ_NEXT, eax=0x6, ebx=0x7, ecx=0x8, edx=0x9}]}")
ROW(gpiohandle_get_line_values_ioctl, 0xc040b408,
    "GPIOHANDLE_GET_LINE_VALUES_IOCTL, {values=[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 10, 0, 0, 0, 11, 0, 0, 0, 12, 0, 0, 0, 13, 0, 0, 0, 14, 0, 0, 0, 15, 0, 0, 0, 16, 0, 0, 0]}")
ROW(gpiohandle_set_line_values_ioctl, 0xc040b409,
    "GPIOHANDLE_SET_LINE_VALUES_IOCTL, {values=[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 10, 0, 0, 0, 11, 0, 0, 0, 12, 0, 0, 0, 13, 0, 0, 0, 14, 0, 0, 0, 15, 0, 0, 0, 16, 0, 0, 0]}")
ROW(gpiohandle_set_config_ioctl, 0xc054b40a,
    "GPIOHANDLE_SET_CONFIG_IOCTL, {flags=GPIOHANDLE_REQUEST_INPUT, default_values=[2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 10, 0, 0, 0, 11, 0, 0, 0, 12, 0, 0, 0, 13, 0, 0, 0, 14, 0, 0, 0, 15, 0, 0, 0, 16, 0, 0, 0, 17, 0, 0, 0]}")
