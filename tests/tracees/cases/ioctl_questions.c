/* What ioctl requests ask, of a descriptor that is none: with -v, so that nothing is left out. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line)                                                                   \
    CASE(question_##name)                                                                          \
    {                                                                                              \
        void *words = counting_words();                                                            \
                                                                                                   \
        expect_under("-v", call(SYS_ioctl, -1, request, words), "ioctl(-1, " line);                \
    }

ROW(blkpg, 0x1269, "BLKPG, {op=BLKPG_ADD_PARTITION, flags=2, datalen=3, data=0x600000005}")
ROW(kdsetkeycode, 0x4b4d, "KDSETKEYCODE, {scancode=0x1, keycode=0x2}")
ROW(kdkbdrep, 0x4b52, "KDKBDREP, {delay=1, period=2}")
ROW(pio_unimapclr, 0x4b68, "PIO_UNIMAPCLR, {advised_hashsize=1, advised_hashstep=0, advised_hashlevel=2}")
ROW(tcseta, 0x5406,
    "TCSETA, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tcsetaw, 0x5407,
    "TCSETAW, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tcsetaf, 0x5408,
    "TCSETAF, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, c_line=N_PPP, c_cc=[[VINTR]=0, [VQUIT]=0, [VERASE]=0, [VKILL]=0x4, [VEOF]=0, [VTIME]=0, [VMIN]=0, [VSWTC]=0x5]}")
ROW(tiocswinsz, 0x5414, "TIOCSWINSZ, {ws_row=1, ws_col=0, ws_xpixel=2, ws_ypixel=0}")
ROW(siocgifname, 0x8910, "SIOCGIFNAME, {ifr_ifindex=5}")
ROW(siocgifconf, 0x8912, "SIOCGIFCONF, {ifc_len=1, ifc_buf=0x400000003}")
ROW(siocgifflags, 0x8913, "SIOCGIFFLAGS, {ifr_name=\"\\1\"}")
ROW(siocsifflags, 0x8914, "SIOCSIFFLAGS, {ifr_name=\"\\1\", ifr_flags=IFF_UP|IFF_DEBUG}")
ROW(siocgifaddr, 0x8915, "SIOCGIFADDR, {ifr_name=\"\\1\"}")
ROW(siocsifaddr, 0x8916,
    "SIOCSIFADDR, {ifr_name=\"\\1\", ifr_addr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifdstaddr, 0x8917, "SIOCGIFDSTADDR, {ifr_name=\"\\1\"}")
ROW(siocsifdstaddr, 0x8918,
    "SIOCSIFDSTADDR, {ifr_name=\"\\1\", ifr_dstaddr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifbrdaddr, 0x8919, "SIOCGIFBRDADDR, {ifr_name=\"\\1\"}")
ROW(siocsifbrdaddr, 0x891a,
    "SIOCSIFBRDADDR, {ifr_name=\"\\1\", ifr_broadaddr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifnetmask, 0x891b, "SIOCGIFNETMASK, {ifr_name=\"\\1\"}")
ROW(siocsifnetmask, 0x891c,
    "SIOCSIFNETMASK, {ifr_name=\"\\1\", ifr_netmask={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifmetric, 0x891d, "SIOCGIFMETRIC, {ifr_name=\"\\1\"}")
ROW(siocsifmetric, 0x891e, "SIOCSIFMETRIC, {ifr_name=\"\\1\", ifr_metric=5}")
ROW(siocgifmtu, 0x8921, "SIOCGIFMTU, {ifr_name=\"\\1\"}")
ROW(siocsifmtu, 0x8922, "SIOCSIFMTU, {ifr_name=\"\\1\", ifr_mtu=5}")
ROW(siocsifname, 0x8923, "SIOCSIFNAME, {ifr_name=\"\\1\", ifr_newname=\"\\5\"}")
ROW(siocsifhwaddr, 0x8924,
    "SIOCSIFHWADDR, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgifhwaddr, 0x8927, "SIOCGIFHWADDR, {ifr_name=\"\\1\"}")
ROW(siocgifslave, 0x8929, "SIOCGIFSLAVE, {ifr_name=\"\\1\"}")
ROW(siocsifslave, 0x8930, "SIOCSIFSLAVE, {ifr_name=\"\\1\", ifr_slave=\"\\5\"}")
ROW(siocaddmulti, 0x8931,
    "SIOCADDMULTI, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocdelmulti, 0x8932,
    "SIOCDELMULTI, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgifindex, 0x8933, "SIOCGIFINDEX, {ifr_name=\"\\1\"}")
ROW(siocsifhwbroadcast, 0x8937,
    "SIOCSIFHWBROADCAST, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgiftxqlen, 0x8942, "SIOCGIFTXQLEN, {ifr_name=\"\\1\"}")
ROW(siocsiftxqlen, 0x8943, "SIOCSIFTXQLEN, {ifr_name=\"\\1\", ifr_qlen=5}")
ROW(siocgifmap, 0x8970, "SIOCGIFMAP, {ifr_name=\"\\1\"}")
ROW(siocsifmap, 0x8971,
    "SIOCSIFMAP, {ifr_name=\"\\1\", ifr_map={mem_start=0x600000005, mem_end=0x800000007, base_addr=0x9, irq=0, dma=0, port=0xa}}")
ROW(siocbraddif, 0x89a2, "SIOCBRADDIF, {ifr_ifindex=5}")
ROW(siocbrdelif, 0x89a3, "SIOCBRDELIF, {ifr_ifindex=5}")
ROW(ubi_iocebch, 0x40044f02, "UBI_IOCEBCH, {lnum=1, bytes=2, dtype=UBI_UNKNOWN}")
ROW(counter_add_watch_ioctl, 0x40063e00,
    "COUNTER_ADD_WATCH_IOCTL, {component={type=COUNTER_COMPONENT_SIGNAL, scope=COUNTER_SCOPE_DEVICE, parent=0, id=0}, event=COUNTER_EVENT_OVERFLOW_UNDERFLOW, channel=0}")
ROW(mixer_write_2, 0x40084d02, "MIXER_WRITE(2) or MEMERASE, {start=0x1, length=0x2}")
ROW(mixer_write_5, 0x40084d05, "MIXER_WRITE(5) or MEMLOCK, {start=0x1, length=0x2}")
ROW(mixer_write_6, 0x40084d06, "MIXER_WRITE(6) or MEMUNLOCK, {start=0x1, length=0x2}")
ROW(ubi_iocebmap, 0x40084f03, "UBI_IOCEBMAP, {lnum=1, dtype=UBI_SHORTTERM}")
ROW(rndaddentropy, 0x40085203, "RNDADDENTROPY, {entropy_count=1, buf_size=2, buf=\"\\3\\0\"}")
ROW(kvm_set_cpuid2, 0x4008ae90,
    "KVM_SET_CPUID2, {nent=1, entries=[{function=0x3, index=0x4, flags=KVM_CPUID_FLAG_SIGNIFCANT_INDEX|KVM_CPUID_FLAG_STATE_READ_NEXT, eax=0x6, ebx=0x7, ecx=0x8, edx=0x9}]}")
ROW(ubi_iocrsvol, 0x400c6f02, "UBI_IOCRSVOL, {bytes=8589934593, vol_id=3}")
ROW(ptp_extts_request, 0x40103d02, "PTP_EXTTS_REQUEST, {index=1, flags=PTP_RISING_EDGE}")
ROW(ptp_extts_request2, 0x40103d0b, "PTP_EXTTS_REQUEST2, {index=1, flags=PTP_RISING_EDGE, rsv=[0x3, 0x4]}")
ROW(mixer_write_20, 0x40104d14, "MIXER_WRITE(20) or MEMERASE64, {start=0x200000001, length=0x400000003}")
ROW(ubi_iocsetvolprop, 0x40104f06,
    "UBI_IOCSETVOLPROP, {property=UBI_VOL_PROP_DIRECT_WRITE, value=0x400000003}")
ROW(btrfs_ioc_qgroup_create, 0x4010942a,
    "BTRFS_IOC_QGROUP_CREATE, {create=8589934593, qgroupid=17179869187}")
ROW(vidioc_s_crop, 0x4014563c,
    "VIDIOC_S_CROP, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, c={left=2, top=3, width=4, height=5}}")
ROW(seccomp_ioctl_notif_addfd, 0x40182103,
    "SECCOMP_IOCTL_NOTIF_ADDFD, {id=0x200000001, flags=SECCOMP_ADDFD_FLAG_SETFD|SECCOMP_ADDFD_FLAG_SEND, srcfd=4, newfd=5, newfd_flags=0x6 /* O_??? */}")
ROW(ubi_iocatt, 0x40186f40, "UBI_IOCATT, {ubi_num=1, mtd_num=2, vid_hdr_offset=3, max_beb_per1024=4}")
ROW(rtc_param_set, 0x40187014,
    "RTC_PARAM_SET, {param=0x200000001 /* RTC_PARAM_??? */, uvalue=0x400000003, index=5, __pad=0x6}")
ROW(btrfs_ioc_qgroup_assign, 0x40189429,
    "BTRFS_IOC_QGROUP_ASSIGN, {assign=8589934593, src=17179869187, dst=25769803781}")
ROW(fs_ioc_fssetxattr, 0x401c5820,
    "FS_IOC_FSSETXATTR, {fsx_xflags=FS_XFLAG_REALTIME, fsx_extsize=2, fsx_projid=0x4, fsx_cowextsize=5}")
ROW(rtc_pll_set, 0x40207012,
    "RTC_PLL_SET, {pll_ctrl=1, pll_value=2, pll_max=3, pll_min=4, pll_posmult=5, pll_negmult=6, pll_clock=34359738375}")
ROW(btrfs_ioc_clone_range, 0x4020940d,
    "BTRFS_IOC_CLONE_RANGE or FICLONERANGE, {src_fd=1, src_offset=17179869187, src_length=25769803781, dest_offset=34359738375}")
ROW(kvm_set_user_memory_region, 0x4020ae46,
    "KVM_SET_USER_MEMORY_REGION, {slot=1, flags=KVM_MEM_READONLY, guest_phys_addr=0x400000003, memory_size=25769803781, userspace_addr=0x800000007}")
ROW(rtc_alm_set, 0x40247007,
    "RTC_ALM_SET, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, tm_wday=7, tm_yday=8, tm_isdst=9}")
ROW(rtc_set_time, 0x4024700a,
    "RTC_SET_TIME, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, tm_wday=7, tm_yday=8, tm_isdst=9}")
ROW(eviocskeycode_v2, 0x40284504,
    "EVIOCSKEYCODE_V2, {flags=1, len=0, index=0, keycode=KEY_1, scancode=[0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, 0, 0, 0, 0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0, 0x9, 0, 0, 0, 0xa, 0, 0, 0]}")
ROW(rtc_wkalm_set, 0x4028700f,
    "RTC_WKALM_SET, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, tm_mon=6, tm_year=7, tm_wday=8, tm_yday=9, tm_isdst=10}}")
ROW(eviocsff, 0x40304580,
    "EVIOCSFF, {type=0x1 /* FF_??? */, id=0, direction=2, trigger={button=0, interval=3}, replay={length=0, delay=4}}")
ROW(vidioc_s_fbuf, 0x4030560b, "VIDIOC_S_FBUF, {capability=0x1, flags=0x2, base=0x400000003}")
ROW(btrfs_ioc_defrag_range, 0x40309410,
    "BTRFS_IOC_DEFRAG_RANGE, {start=8589934593, len=17179869187, flags=BTRFS_DEFRAG_RANGE_COMPRESS|0x600000004, extent_thresh=7, compress_type=0x8 /* BTRFS_COMPRESS_??? */}")
ROW(btrfs_ioc_quota_rescan, 0x4040942c, "BTRFS_IOC_QUOTA_RESCAN, {flags=8589934593}")
ROW(ptp_pin_setfunc, 0x40603d07, "PTP_PIN_SETFUNC, {index=17, func=0x12 /* PTP_PF_??? */, chan=19}")
ROW(ptp_pin_setfunc2, 0x40603d10,
    "PTP_PIN_SETFUNC2, {index=17, func=0x12 /* PTP_PF_??? */, chan=19, rsv=[0x14, 0x15, 0x16, 0x17, 0x18]}")
ROW(ubi_iocmkvol, 0x40986f00,
    "UBI_IOCMKVOL, {vol_id=1, alignment=2, bytes=17179869187, vol_type=0x5 /* UBI_???_VOLUME */, flags=0, name_len=0, name=\"\"...}")
ROW(btrfs_ioc_snap_create, 0x50009401, "BTRFS_IOC_SNAP_CREATE, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_resize, 0x50009403, "BTRFS_IOC_RESIZE, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_scan_dev, 0x50009404, "BTRFS_IOC_SCAN_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_forget_dev, 0x50009405, "BTRFS_IOC_FORGET_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_add_dev, 0x5000940a, "BTRFS_IOC_ADD_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_rm_dev, 0x5000940b, "BTRFS_IOC_RM_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_subvol_create, 0x5000940e, "BTRFS_IOC_SUBVOL_CREATE, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_snap_destroy, 0x5000940f, "BTRFS_IOC_SNAP_DESTROY, {fd=1, name=\"\\3\"}")
ROW(tee_ioc_close_session, 0x8004a405, "TEE_IOC_CLOSE_SESSION, {session=0x1}")
ROW(mixer_read_23, 0x80084d17, "MIXER_READ(23) or MEMISLOCKED, {start=0x1, length=0x2}")
ROW(tee_ioc_cancel, 0x8008a404, "TEE_IOC_CANCEL, {cancel_id=1, session=0x2}")
ROW(mixer_read_16, 0x800c4d10, "MIXER_READ(16) or OTPLOCK, {start=0x1, length=0x2, locked=3}")
ROW(tee_ioc_open_session, 0x8010a402, "TEE_IOC_OPEN_SESSION, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(tee_ioc_invoke, 0x8010a403, "TEE_IOC_INVOKE, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(tee_ioc_suppl_recv, 0x8010a406, "TEE_IOC_SUPPL_RECV, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(tee_ioc_suppl_send, 0x8010a407, "TEE_IOC_SUPPL_SEND, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(uffdio_unregister, 0x8010aa01, "UFFDIO_UNREGISTER, {start=0x200000001, len=0x400000003}")
ROW(uffdio_wake, 0x8010aa02, "UFFDIO_WAKE, {start=0x200000001, len=0x400000003}")
ROW(btrfs_ioc_devices_ready, 0x90009427, "BTRFS_IOC_DEVICES_READY, {fd=1, name=\"\\3\"}")
ROW(gpio_get_lineinfo_unwatch_ioctl, 0xc004b40c, "GPIO_GET_LINEINFO_UNWATCH_IOCTL, {offset=1}")
ROW(vidioc_g_ctrl, 0xc008561b, "VIDIOC_G_CTRL, {id=0x1 /* V4L2_CID_??? */}")
ROW(memwriteoob, 0xc0104d03, "MEMWRITEOOB, {start=0x1, length=0x2, ptr=0x400000003}")
ROW(memreadoob, 0xc0104d04, "MEMREADOOB, {start=0x1, length=0x2, ptr=0x400000003}")
ROW(memgetregioninfo, 0xc0104d08, "MEMGETREGIONINFO, {regionindex=0x4}")
ROW(btrfs_ioc_quota_ctl, 0xc0109428, "BTRFS_IOC_QUOTA_CTL, {cmd=0x200000001 /* BTRFS_QUOTA_CTL_??? */}")
ROW(tee_ioc_shm_alloc, 0xc010a401,
    "TEE_IOC_SHM_ALLOC, {size=0x200000001, flags=TEE_IOCTL_SHM_MAPPED|TEE_IOCTL_SHM_DMA_BUF}")
ROW(gpio_v2_line_get_values_ioctl, 0xc010b40e, "GPIO_V2_LINE_GET_VALUES_IOCTL, {mask=0x400000003}")
ROW(gpio_v2_line_set_values_ioctl, 0xc010b40f,
    "GPIO_V2_LINE_SET_VALUES_IOCTL, {bits=0x200000001, mask=0x400000003}")
ROW(vidioc_reqbufs, 0xc0145608,
    "VIDIOC_REQBUFS, {type=V4L2_BUF_TYPE_VIDEO_OUTPUT, memory=V4L2_MEMORY_OVERLAY, count=1}")
ROW(vidioc_g_crop, 0xc014563b, "VIDIOC_G_CROP, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE}")
ROW(seccomp_ioctl_notif_send, 0xc0182101,
    "SECCOMP_IOCTL_NOTIF_SEND, {id=0x200000001, val=17179869187, error=5, flags=0x6 /* SECCOMP_USER_NOTIF_FLAG_??? */}")
ROW(memwriteoob64, 0xc0184d15, "MEMWRITEOOB64, {start=0x200000001, length=0x4, usr_ptr=0x600000005}")
ROW(memreadoob64, 0xc0184d16, "MEMREADOOB64, {start=0x200000001, length=0x4, usr_ptr=0x600000005}")
ROW(fitrim, 0xc0185879, "FITRIM, {start=0x200000001, len=17179869187, minlen=25769803781}")
ROW(tee_ioc_shm_register, 0xc018a409,
    "TEE_IOC_SHM_REGISTER, {addr=0x200000001, length=0x400000003, flags=TEE_IOCTL_SHM_MAPPED|TEE_IOCTL_SHM_EXT_DMA_BUF}")
ROW(uffdio_api, 0xc018aa3f,
    "UFFDIO_API, {api=0x200000001, features=UFFD_FEATURE_PAGEFAULT_FLAG_WP|UFFD_FEATURE_EVENT_FORK|0x400000000}")
ROW(fs_ioc_fiemap, 0xc020660b,
    "FS_IOC_FIEMAP, {fm_start=8589934593, fm_length=17179869187, fm_flags=FIEMAP_FLAG_SYNC|FIEMAP_FLAG_CACHE, fm_extent_count=7}")
ROW(uffdio_register, 0xc020aa00,
    "UFFDIO_REGISTER, {range={start=0x200000001, len=0x400000003}, mode=UFFDIO_REGISTER_MODE_MISSING|UFFDIO_REGISTER_MODE_MINOR|0x600000000}")
ROW(uffdio_zeropage, 0xc020aa04,
    "UFFDIO_ZEROPAGE, {range={start=0x200000001, len=0x400000003}, mode=UFFDIO_ZEROPAGE_MODE_DONTWAKE|0x600000004}")
ROW(uffdio_copy, 0xc028aa03,
    "UFFDIO_COPY, {dst=0x200000001, src=0x400000003, len=0x600000005, mode=UFFDIO_COPY_MODE_DONTWAKE|UFFDIO_COPY_MODE_WP|0x800000004}")
ROW(vidioc_cropcap, 0xc02c563a, "VIDIOC_CROPCAP, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE}")
ROW(vidioc_enum_framesizes, 0xc02c564a,
    "VIDIOC_ENUM_FRAMESIZES, {index=1, pixel_format=v4l2_fourcc('\\x02', '\\x00', '\\x00', '\\x00')}")
ROW(memwrite, 0xc0304d18,
    "MEMWRITE, {start=0x200000001, len=0x400000003, ooblen=0x600000005, usr_data=0x800000007, usr_oob=0xa00000009, mode=0xb /* MTD_OPS_??? */}")
ROW(gpio_get_lineevent_ioctl, 0xc030b404,
    "GPIO_GET_LINEEVENT_IOCTL, {lineoffset=1, handleflags=GPIOHANDLE_REQUEST_OUTPUT, eventflags=GPIOEVENT_REQUEST_BOTH_EDGES, consumer_label=\"\\4\"}")
ROW(vidioc_enum_frameintervals, 0xc034564b,
    "VIDIOC_ENUM_FRAMEINTERVALS, {index=1, pixel_format=v4l2_fourcc('\\x02', '\\x00', '\\x00', '\\x00'), width=3, height=4}")
ROW(vidioc_enum_fmt, 0xc0405602, "VIDIOC_ENUM_FMT, {index=1, type=V4L2_BUF_TYPE_VIDEO_OUTPUT}")
ROW(blktracesetup, 0xc0481273,
    "BLKTRACESETUP, {act_mask=9, buf_size=10, buf_nr=11, start_lba=60129542157, end_lba=68719476751, pid=17}")
ROW(vidioc_enumstd, 0xc0485619, "VIDIOC_ENUMSTD, {index=1}")
ROW(gpio_get_lineinfo_ioctl, 0xc048b402, "GPIO_GET_LINEINFO_IOCTL, {line_offset=1}")
ROW(gpio_get_lineinfo_watch_ioctl, 0xc048b40b, "GPIO_GET_LINEINFO_WATCH_IOCTL, {line_offset=1}")
ROW(vidioc_enuminput, 0xc050561a, "VIDIOC_ENUMINPUT, {index=1}")
ROW(ptp_pin_getfunc, 0xc0603d06, "PTP_PIN_GETFUNC, {index=17}")
ROW(ptp_pin_getfunc2, 0xc0603d0f, "PTP_PIN_GETFUNC2, {index=17, rsv=[0x14, 0x15, 0x16, 0x17, 0x18]}")
ROW(vidioc_g_fmt, 0xc0d05604, "VIDIOC_G_FMT, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE}")
ROW(kdgetkeycode, 0x4b4c, "KDGETKEYCODE, {scancode=0x1, keycode=0x2}")
