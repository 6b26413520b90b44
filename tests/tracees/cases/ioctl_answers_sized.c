/* What ioctl requests answer whose numbers hold a size. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line) ANSWERED(answer_##name, "", request, line)

ROW(eviocsrep, 0x40084503, "EVIOCSREP, [1, 2]")
ROW(eviocskeycode, 0x40084504, "EVIOCSKEYCODE, [1, KEY_1]")
ROW(mixer_write_2, 0x40084d02, "MIXER_WRITE(2) or MEMERASE, {start=0x1, length=0x2}")
ROW(mixer_write_5, 0x40084d05, "MIXER_WRITE(5) or MEMLOCK, {start=0x1, length=0x2}")
ROW(mixer_write_6, 0x40084d06, "MIXER_WRITE(6) or MEMUNLOCK, {start=0x1, length=0x2}")
ROW(mixer_write_11, 0x40084d0b, "MIXER_WRITE(11) or MEMGETBADBLOCK, [8589934593]")
ROW(mixer_write_12, 0x40084d0c, "MIXER_WRITE(12) or MEMSETBADBLOCK, [8589934593]")
ROW(ubi_iocvolup, 0x40084f00, "UBI_IOCVOLUP, [8589934593]")
ROW(ubi_iocebmap, 0x40084f03, "UBI_IOCEBMAP, {lnum=1, dtype=UBI_SHORTTERM}")
ROW(rndaddentropy, 0x40085203, "RNDADDENTROPY, {entropy_count=1, buf_size=2, buf=\"\\3\\0\"}")
ROW(vidioc_s_std, 0x40085618, "VIDIOC_S_STD, [0x200000001]")
ROW(fs_ioc_setflags, 0x40086602, "FS_IOC_SETFLAGS, [FS_SECRM_FL]")
ROW(btrfs_ioc_default_subvol, 0x40089413, "BTRFS_IOC_DEFAULT_SUBVOL, [8589934593]")
ROW(btrfs_ioc_wait_sync, 0x40089416, "BTRFS_IOC_WAIT_SYNC, [8589934593]")
ROW(kvm_set_cpuid2, 0x4008ae90, "KVM_SET_CPUID2, {nent=1, entries=[...]}")
ROW(mixer_write_15, 0x400c4d0f, "MIXER_WRITE(15) or OTPGETREGIONINFO, {start=0x1, length=0x2, locked=3}")
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
ROW(ubi_iocatt, 0x40186f40, "UBI_IOCATT, {ubi_num=1, mtd_num=2, vid_hdr_offset=3, max_beb_per1024=4} => [1]")
ROW(rtc_param_get, 0x40187013,
    "RTC_PARAM_GET, {param=0x200000001 /* RTC_PARAM_??? */, index=5, __pad=0x6} => {uvalue=0x400000003, __pad=0x6}")
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
    "RTC_ALM_SET, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, ...}")
ROW(rtc_set_time, 0x4024700a,
    "RTC_SET_TIME, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, ...}")
ROW(eviocskeycode_v2, 0x40284504, "EVIOCSKEYCODE_V2, {flags=1, len=0, ...}")
ROW(rtc_wkalm_set, 0x4028700f,
    "RTC_WKALM_SET, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, tm_mon=6, tm_year=7, ...}}")
ROW(tcsets2, 0x402c542b,
    "TCSETS2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(tcsetsw2, 0x402c542c,
    "TCSETSW2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(tcsetsf2, 0x402c542d,
    "TCSETSF2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(eviocsff, 0x40304580, "EVIOCSFF, {type=0x1 /* FF_??? */, id=0, direction=2, ...}")
ROW(vidioc_s_fbuf, 0x4030560b, "VIDIOC_S_FBUF, {capability=0x1, flags=0x2, base=0x400000003}")
ROW(btrfs_ioc_defrag_range, 0x40309410,
    "BTRFS_IOC_DEFRAG_RANGE, {start=8589934593, len=17179869187, flags=BTRFS_DEFRAG_RANGE_COMPRESS|0x600000004, extent_thresh=7, compress_type=0x8 /* BTRFS_COMPRESS_??? */}")
ROW(btrfs_ioc_quota_rescan, 0x4040942c, "BTRFS_IOC_QUOTA_RESCAN, {flags=8589934593}")
ROW(ptp_pin_setfunc, 0x40603d07, "PTP_PIN_SETFUNC, {index=17, func=0x12 /* PTP_PF_??? */, chan=19}")
ROW(ptp_pin_setfunc2, 0x40603d10,
    "PTP_PIN_SETFUNC2, {index=17, func=0x12 /* PTP_PF_??? */, chan=19, rsv=[0x14, 0x15, 0x16, 0x17, 0x18]}")
ROW(kvm_set_regs, 0x4090ae82,
    "KVM_SET_REGS, {rax=0x200000001, ..., rsp=0xe0000000d, rbp=0x100000000f, ..., rip=0x2200000021, rflags=0x2400000023}")
ROW(ubi_iocmkvol, 0x40986f00,
    "UBI_IOCMKVOL, {vol_id=1, alignment=2, bytes=17179869187, vol_type=0x5 /* UBI_???_VOLUME */, flags=0, name_len=0, name=\"\"...} => [1]")
ROW(fs_ioc_setfslabel, 0x41009432, "FS_IOC_SETFSLABEL, \"\\1\"")
ROW(kvm_set_sregs, 0x4138ae84,
    "KVM_SET_SREGS, {cs={base=0x200000001, limit=3, selector=4, type=0, present=0, dpl=5, db=0, s=0, l=0, g=6, avl=0}, ...}")
ROW(btrfs_ioc_snap_create, 0x50009401, "BTRFS_IOC_SNAP_CREATE, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_resize, 0x50009403, "BTRFS_IOC_RESIZE, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_scan_dev, 0x50009404, "BTRFS_IOC_SCAN_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_forget_dev, 0x50009405, "BTRFS_IOC_FORGET_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_add_dev, 0x5000940a, "BTRFS_IOC_ADD_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_rm_dev, 0x5000940b, "BTRFS_IOC_RM_DEV, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_balance, 0x5000940c, "BTRFS_IOC_BALANCE")
ROW(btrfs_ioc_subvol_create, 0x5000940e, "BTRFS_IOC_SUBVOL_CREATE, {fd=1, name=\"\\3\"}")
ROW(btrfs_ioc_snap_destroy, 0x5000940f, "BTRFS_IOC_SNAP_DESTROY, {fd=1, name=\"\\3\"}")
ROW(blkgetzonesz, 0x80041284, "BLKGETZONESZ, [1]")
ROW(blkgetnrzones, 0x80041285, "BLKGETNRZONES, [1]")
ROW(eviocgversion, 0x80044501, "EVIOCGVERSION, [0x1]")
ROW(eviocgeffects, 0x80044584, "EVIOCGEFFECTS, [1]")
ROW(mixer_read_7, 0x80044d07, "MIXER_READ(7) or MEMGETREGIONCOUNT, [1]")
ROW(mixer_read_13, 0x80044d0d, "MIXER_READ(13) or OTPSELECT, [MTD_OTP_FACTORY]")
ROW(ubi_iocebismap, 0x80044f05, "UBI_IOCEBISMAP, [1]")
ROW(rndgetentcnt, 0x80045200, "RNDGETENTCNT, [1]")
ROW(tiocgptn, 0x80045430, "TIOCGPTN, [1]")
ROW(tiocgdev, 0x80045432, "TIOCGDEV, [1]")
ROW(tiocgexcl, 0x80045440, "TIOCGEXCL, [1]")
ROW(vidioc_g_input, 0x80045626, "VIDIOC_G_INPUT, [1]")
ROW(wdioc_getstatus, 0x80045701, "WDIOC_GETSTATUS, [1]")
ROW(wdioc_getbootstatus, 0x80045702, "WDIOC_GETBOOTSTATUS, [1]")
ROW(wdioc_gettemp, 0x80045703, "WDIOC_GETTEMP, [1]")
ROW(wdioc_keepalive, 0x80045705, "WDIOC_KEEPALIVE")
ROW(wdioc_gettimeout, 0x80045707, "WDIOC_GETTIMEOUT, [1]")
ROW(wdioc_getpretimeout, 0x80045709, "WDIOC_GETPRETIMEOUT, [1]")
ROW(wdioc_gettimeleft, 0x8004570a, "WDIOC_GETTIMELEFT, [1]")
ROW(fs_ioc32_getflags, 0x80046601, "FS_IOC32_GETFLAGS, [FS_SECRM_FL]")
ROW(lirc_get_send_mode, 0x80046901, "LIRC_GET_SEND_MODE, [LIRC_MODE_RAW]")
ROW(lirc_get_rec_mode, 0x80046902, "LIRC_GET_REC_MODE, [LIRC_MODE_RAW]")
ROW(lirc_get_rec_resolution, 0x80046907, "LIRC_GET_REC_RESOLUTION, [1]")
ROW(i2ovalidate, 0x80046908, "I2OVALIDATE or LIRC_GET_MIN_TIMEOUT, [1]")
ROW(lirc_get_max_timeout, 0x80046909, "LIRC_GET_MAX_TIMEOUT, [1]")
ROW(lirc_get_length, 0x8004690f, "LIRC_GET_LENGTH, [1]")
ROW(lirc_get_rec_timeout, 0x80046924, "LIRC_GET_REC_TIMEOUT, [1]")
ROW(rtc_vl_read, 0x80047013, "RTC_VL_READ, [RTC_VL_DATA_INVALID]")
ROW(tee_ioc_close_session, 0x8004a405, "TEE_IOC_CLOSE_SESSION, {session=0x1}")
ROW(blkbszget, 0x80081270, "BLKBSZGET, [1]")
ROW(blkgetsize64, 0x80081272, "BLKGETSIZE64, [8589934593]")
ROW(blkgetdiskseq, 0x80081280, "BLKGETDISKSEQ, [8589934593]")
ROW(perf_event_ioc_id, 0x80082407, "PERF_EVENT_IOC_ID, [8589934593]")
ROW(eviocgid, 0x80084502, "EVIOCGID, {bustype=1, vendor=0, product=2, version=0}")
ROW(eviocgrep, 0x80084503, "EVIOCGREP, [1, 2]")
ROW(eviocgkeycode, 0x80084504, "EVIOCGKEYCODE, [1, KEY_1]")
ROW(mixer_read_23, 0x80084d17, "MIXER_READ(23) or MEMISLOCKED, {start=0x1, length=0x2}")
ROW(vidioc_g_std, 0x80085617, "VIDIOC_G_STD, [0x200000001]")
ROW(fs_ioc_getflags, 0x80086601, "FS_IOC_GETFLAGS, [FS_SECRM_FL]")
ROW(rtc_irqp_read, 0x8008700b, "RTC_IRQP_READ, [8589934593]")
ROW(rtc_epoch_read, 0x8008700d, "RTC_EPOCH_READ, [8589934593]")
ROW(btrfs_ioc_start_sync, 0x80089418, "BTRFS_IOC_START_SYNC, [8589934593]")
ROW(tee_ioc_cancel, 0x8008a404, "TEE_IOC_CANCEL, {cancel_id=1, session=0x2}")
ROW(mixer_read_16, 0x800c4d10, "MIXER_READ(16) or OTPLOCK, {start=0x1, length=0x2, locked=3}")
ROW(tee_ioc_version, 0x800ca400,
    "TEE_IOC_VERSION, {impl_id=TEE_IMPL_ID_OPTEE, gen_caps=TEE_GEN_CAP_GP|TEE_GEN_CAP_PRIVILEGED, impl_caps=0x2 /* TEE_OPTEE_CAP_??? */}")
ROW(mixer_read_18, 0x80104d12,
    "MIXER_READ(18) or ECCGETSTATS, {corrected=0x1, failed=0x2, badblocks=0x3, bbtblocks=0x4}")
ROW(tee_ioc_open_session, 0x8010a402, "TEE_IOC_OPEN_SESSION, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(tee_ioc_invoke, 0x8010a403, "TEE_IOC_INVOKE, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(tee_ioc_suppl_recv, 0x8010a406, "TEE_IOC_SUPPL_RECV, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(tee_ioc_suppl_send, 0x8010a407, "TEE_IOC_SUPPL_SEND, {buf_len=17179869187, buf_ptr=0x200000001}")
ROW(uffdio_unregister, 0x8010aa01, "UFFDIO_UNREGISTER, {start=0x200000001, len=0x400000003}")
ROW(uffdio_wake, 0x8010aa02, "UFFDIO_WAKE, {start=0x200000001, len=0x400000003}")
ROW(fs_ioc_fsgetxattr, 0x801c581f,
    "FS_IOC_FSGETXATTR, {fsx_xflags=FS_XFLAG_REALTIME, fsx_extsize=2, fsx_nextents=3, fsx_projid=0x4, fsx_cowextsize=5}")
ROW(mixer_read_1, 0x80204d01,
    "MIXER_READ(1) or MEMGETINFO, {type=MTD_RAM, flags=0x2 /* MTD_??? */, size=0x3, erasesize=0x4, writesize=0x5, oobsize=0x6, padding=0x800000007}")
ROW(rtc_pll_get, 0x80207011,
    "RTC_PLL_GET, {pll_ctrl=1, pll_value=2, pll_max=3, pll_min=4, pll_posmult=5, pll_negmult=6, pll_clock=34359738375}")
ROW(rtc_alm_read, 0x80247008,
    "RTC_ALM_READ, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, ...}")
ROW(rtc_rd_time, 0x80247009,
    "RTC_RD_TIME, {tm_sec=1, tm_min=2, tm_hour=3, tm_mday=4, tm_mon=5, tm_year=6, ...}")
ROW(eviocgkeycode_v2, 0x80284504, "EVIOCGKEYCODE_V2, {flags=1, len=0, ...}")
ROW(rtc_wkalm_rd, 0x80287010,
    "RTC_WKALM_RD, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, tm_mon=6, tm_year=7, ...}}")
ROW(tcgets2, 0x802c542a,
    "TCGETS2, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(vidioc_g_fbuf, 0x8030560a, "VIDIOC_G_FBUF, {capability=0x1, flags=0x2, base=0x400000003}")
ROW(btrfs_ioc_qgroup_limit, 0x8030942b,
    "BTRFS_IOC_QGROUP_LIMIT, {qgroupid=8589934593, lim={flags=BTRFS_QGROUP_LIMIT_MAX_RFER|BTRFS_QGROUP_LIMIT_MAX_EXCL|0x400000000, max_rfer=25769803781, max_excl=34359738375, rsv_rfer=42949672969, rsv_excl=51539607563}}")
ROW(btrfs_ioc_quota_rescan_status, 0x8040942d,
    "BTRFS_IOC_QUOTA_RESCAN_STATUS, {flags=8589934593, progress=17179869187}")
ROW(gpio_get_chipinfo_ioctl, 0x8044b401, "GPIO_GET_CHIPINFO_IOCTL, {name=\"\\1\", label=\"\\t\", lines=17}")
ROW(kvm_get_regs, 0x8090ae81,
    "KVM_GET_REGS, {rax=0x200000001, ..., rsp=0xe0000000d, rbp=0x100000000f, ..., rip=0x2200000021, rflags=0x2400000023}")
ROW(fs_ioc_getfslabel, 0x81009431, "FS_IOC_GETFSLABEL, \"\\1\"")
ROW(kvm_get_sregs, 0x8138ae83,
    "KVM_GET_SREGS, {cs={base=0x200000001, limit=3, selector=4, type=0, present=0, dpl=5, db=0, s=0, l=0, g=6, avl=0}, ...}")
ROW(btrfs_ioc_devices_ready, 0x90009427, "BTRFS_IOC_DEVICES_READY, {fd=1, name=\"\\3\"}")
ROW(vidioc_s_input, 0xc0045627, "VIDIOC_S_INPUT, [1]")
ROW(wdioc_settimeout, 0xc0045706, "WDIOC_SETTIMEOUT, [1]")
ROW(wdioc_setpretimeout, 0xc0045708, "WDIOC_SETPRETIMEOUT, [1]")
ROW(gpio_get_lineinfo_unwatch_ioctl, 0xc004b40c, "GPIO_GET_LINEINFO_UNWATCH_IOCTL, {offset=1}")
ROW(perf_event_ioc_query_bpf, 0xc008240a, "PERF_EVENT_IOC_QUERY_BPF, {ids_len=1, prog_cnt=2, ids=[3, 4]}")
ROW(vidioc_g_ctrl, 0xc008561b, "VIDIOC_G_CTRL, {id=0x1 /* V4L2_CID_??? */, value=2}")
ROW(kvm_get_supported_cpuid, 0xc008ae05, "KVM_GET_SUPPORTED_CPUID, {nent=1, entries=[...]}")
ROW(kvm_get_emulated_cpuid, 0xc008ae09, "KVM_GET_EMULATED_CPUID, {nent=1, entries=[...]}")
ROW(memwriteoob, 0xc0104d03, "MEMWRITEOOB, {start=0x1, length=0x2, ptr=0x400000003}")
ROW(memreadoob, 0xc0104d04, "MEMREADOOB, {start=0x1, length=0x2, ptr=0x400000003}")
ROW(memgetregioninfo, 0xc0104d08,
    "MEMGETREGIONINFO, {regionindex=0x4, offset=0x1, erasesize=0x2, numblocks=0x3}")
ROW(btrfs_ioc_quota_ctl, 0xc0109428, "BTRFS_IOC_QUOTA_CTL, {cmd=0x200000001 /* BTRFS_QUOTA_CTL_??? */}")
ROW(tee_ioc_shm_alloc, 0xc010a401,
    "TEE_IOC_SHM_ALLOC, {size=0x200000001, flags=TEE_IOCTL_SHM_MAPPED|TEE_IOCTL_SHM_DMA_BUF} => {size=0x200000001, flags=TEE_IOCTL_SHM_MAPPED|TEE_IOCTL_SHM_DMA_BUF, id=4}")
ROW(gpio_v2_line_get_values_ioctl, 0xc010b40e,
    "GPIO_V2_LINE_GET_VALUES_IOCTL, {mask=0x400000003} => {bits=0x200000001}")
ROW(gpio_v2_line_set_values_ioctl, 0xc010b40f,
    "GPIO_V2_LINE_SET_VALUES_IOCTL, {bits=0x200000001, mask=0x400000003}")
ROW(vidioc_reqbufs, 0xc0145608,
    "VIDIOC_REQBUFS, {type=V4L2_BUF_TYPE_VIDEO_OUTPUT, memory=V4L2_MEMORY_OVERLAY, count=1 => 1}")
ROW(vidioc_g_crop, 0xc014563b,
    "VIDIOC_G_CROP, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, c={left=2, top=3, width=4, height=5}}")
ROW(seccomp_ioctl_notif_send, 0xc0182101,
    "SECCOMP_IOCTL_NOTIF_SEND, {id=0x200000001, val=17179869187, error=5, flags=0x6 /* SECCOMP_USER_NOTIF_FLAG_??? */}")
ROW(memwriteoob64, 0xc0184d15, "MEMWRITEOOB64, {start=0x200000001, length=0x4, usr_ptr=0x600000005}")
ROW(memreadoob64, 0xc0184d16, "MEMREADOOB64, {start=0x200000001, length=0x4, usr_ptr=0x600000005}")
ROW(fitrim, 0xc0185879, "FITRIM, {start=0x200000001, len=17179869187, minlen=25769803781}")
ROW(tee_ioc_shm_register, 0xc018a409,
    "TEE_IOC_SHM_REGISTER, {addr=0x200000001, length=0x400000003, flags=TEE_IOCTL_SHM_MAPPED|TEE_IOCTL_SHM_EXT_DMA_BUF} => {length=0x400000003, flags=TEE_IOCTL_SHM_MAPPED|TEE_IOCTL_SHM_EXT_DMA_BUF, id=6}")
ROW(uffdio_api, 0xc018aa3f,
    "UFFDIO_API, {api=0x200000001, features=UFFD_FEATURE_PAGEFAULT_FLAG_WP|UFFD_FEATURE_EVENT_FORK|0x400000000, ioctls=1<<_UFFDIO_REGISTER|0x600000004}")
ROW(fs_ioc_fiemap, 0xc020660b,
    "FS_IOC_FIEMAP, {fm_start=8589934593, fm_length=17179869187, fm_flags=FIEMAP_FLAG_SYNC|FIEMAP_FLAG_CACHE, fm_extent_count=7} => {fm_flags=FIEMAP_FLAG_SYNC|FIEMAP_FLAG_CACHE, fm_mapped_extents=6, ...}")
ROW(uffdio_register, 0xc020aa00,
    "UFFDIO_REGISTER, {range={start=0x200000001, len=0x400000003}, mode=UFFDIO_REGISTER_MODE_MISSING|UFFDIO_REGISTER_MODE_MINOR|0x600000000, ioctls=1<<_UFFDIO_WAKE|0x800000003}")
ROW(uffdio_zeropage, 0xc020aa04,
    "UFFDIO_ZEROPAGE, {range={start=0x200000001, len=0x400000003}, mode=UFFDIO_ZEROPAGE_MODE_DONTWAKE|0x600000004, zeropage=0x800000007}")
ROW(uffdio_copy, 0xc028aa03,
    "UFFDIO_COPY, {dst=0x200000001, src=0x400000003, len=0x600000005, mode=UFFDIO_COPY_MODE_DONTWAKE|UFFDIO_COPY_MODE_WP|0x800000004, copy=0xa00000009}")
ROW(vidioc_cropcap, 0xc02c563a,
    "VIDIOC_CROPCAP, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, bounds={left=2, top=3, width=4, height=5}, defrect={left=6, top=7, width=8, height=9}, pixelaspect=10/11}")
ROW(vidioc_enum_framesizes, 0xc02c564a,
    "VIDIOC_ENUM_FRAMESIZES, {index=1, pixel_format=v4l2_fourcc('\\x02', '\\x00', '\\x00', '\\x00'), type=V4L2_FRMSIZE_TYPE_STEPWISE, stepwise={min_width=4, max_width=5, step_width=6, min_height=7, max_height=8, step_height=9}}")
ROW(memwrite, 0xc0304d18,
    "MEMWRITE, {start=0x200000001, len=0x400000003, ooblen=0x600000005, usr_data=0x800000007, usr_oob=0xa00000009, mode=0xb /* MTD_OPS_??? */}")
ROW(gpio_get_lineevent_ioctl, 0xc030b404,
    "GPIO_GET_LINEEVENT_IOCTL, {lineoffset=1, handleflags=GPIOHANDLE_REQUEST_OUTPUT, eventflags=GPIOEVENT_REQUEST_BOTH_EDGES, consumer_label=\"\\4\"} => {fd=12}")
ROW(vidioc_enum_frameintervals, 0xc034564b,
    "VIDIOC_ENUM_FRAMEINTERVALS, {index=1, pixel_format=v4l2_fourcc('\\x02', '\\x00', '\\x00', '\\x00'), width=3, height=4, type=0x5 /* V4L2_FRMIVAL_TYPE_??? */}")
ROW(vidioc_enum_fmt, 0xc0405602,
    "VIDIOC_ENUM_FMT, {index=1, type=V4L2_BUF_TYPE_VIDEO_OUTPUT, flags=V4L2_FMT_FLAG_COMPRESSED|V4L2_FMT_FLAG_EMULATED, description=\"\\4\", pixelformat=v4l2_fourcc('\\x0c', '\\x00', '\\x00', '\\x00')}")
ROW(gpiohandle_get_line_values_ioctl, 0xc040b408,
    "GPIOHANDLE_GET_LINE_VALUES_IOCTL, {values=[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, ...]}")
ROW(gpiohandle_set_line_values_ioctl, 0xc040b409,
    "GPIOHANDLE_SET_LINE_VALUES_IOCTL, {values=[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, ...]}")
ROW(blktracesetup, 0xc0481273,
    "BLKTRACESETUP, {act_mask=9, buf_size=10, buf_nr=11, start_lba=60129542157, end_lba=68719476751, pid=17, name=\"\\1\"}")
ROW(vidioc_enumstd, 0xc0485619, "VIDIOC_ENUMSTD, {index=1, name=\"\\5\", frameperiod=11/12, framelines=13}")
ROW(gpio_get_lineinfo_ioctl, 0xc048b402,
    "GPIO_GET_LINEINFO_IOCTL, {line_offset=1} => {flags=GPIOLINE_FLAG_IS_OUT, name=\"\\3\", consumer=\"\\v\"}")
ROW(gpio_get_lineinfo_watch_ioctl, 0xc048b40b,
    "GPIO_GET_LINEINFO_WATCH_IOCTL, {line_offset=1} => {flags=GPIOLINE_FLAG_IS_OUT, name=\"\\3\", consumer=\"\\v\"}")
ROW(vidioc_enuminput, 0xc050561a,
    "VIDIOC_ENUMINPUT, {index=1, name=\"\\2\", type=0xa /* V4L2_INPUT_TYPE_??? */}")
ROW(gpiohandle_set_config_ioctl, 0xc054b40a,
    "GPIOHANDLE_SET_CONFIG_IOCTL, {flags=GPIOHANDLE_REQUEST_INPUT, default_values=[2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, ...]}")
ROW(ptp_pin_getfunc, 0xc0603d06,
    "PTP_PIN_GETFUNC, {index=17, name=\"\\1\", func=0x12 /* PTP_PF_??? */, chan=19}")
ROW(ptp_pin_getfunc2, 0xc0603d0f,
    "PTP_PIN_GETFUNC2, {index=17, rsv=[0x14, 0x15, 0x16, 0x17, 0x18], name=\"\\1\", func=0x12 /* PTP_PF_??? */, chan=19}")
ROW(vidioc_g_fmt, 0xc0d05604,
    "VIDIOC_G_FMT, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, fmt.pix={width=3, height=4, pixelformat=v4l2_fourcc('\\x05', '\\x00', '\\x00', '\\x00'), field=V4L2_FIELD_SEQ_BT, bytesperline=7, sizeimage=8, colorspace=V4L2_COLORSPACE_OPRGB}}")
ROW(hdio_obsolete_identity, 0x307,
    "HDIO_OBSOLETE_IDENTITY, \"\\1\\0\\0\\0\\2\\0\\0\\0\\3\\0\\0\\0\\4\\0\\0\\0\\5\\0\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"...")
ROW(hdio_get_identity, 0x30d,
    "HDIO_GET_IDENTITY, \"\\1\\0\\0\\0\\2\\0\\0\\0\\3\\0\\0\\0\\4\\0\\0\\0\\5\\0\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"...")
ROW(blkrrpart, 0x125f, "BLKRRPART")
ROW(gio_scrnmap, 0x4b40,
    "GIO_SCRNMAP, \"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x06\\x00\\x00\\x00\\x07\\x00\\x00\\x00\\x08\\x00\\x00\\x00\"...")
ROW(pio_scrnmap, 0x4b41,
    "PIO_SCRNMAP, \"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x06\\x00\\x00\\x00\\x07\\x00\\x00\\x00\\x08\\x00\\x00\\x00\"...")
ROW(kdgetkeycode, 0x4b4c, "KDGETKEYCODE, {scancode=0x1, keycode=0x2 => 0x2}")
ROW(gio_font, 0x4b60,
    "GIO_FONT, \"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x06\\x00\\x00\\x00\\x07\\x00\\x00\\x00\\x08\\x00\\x00\\x00\"...")
ROW(pio_font, 0x4b61,
    "PIO_FONT, \"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x06\\x00\\x00\\x00\\x07\\x00\\x00\\x00\\x08\\x00\\x00\\x00\"...")
ROW(gio_uniscrnmap, 0x4b69,
    "GIO_UNISCRNMAP, [0x1, 0, 0x2, 0, 0x3, 0, 0x4, 0, 0x5, 0, 0x6, 0, 0x7, 0, 0x8, 0, 0x9, 0, 0xa, 0, 0xb, 0, 0xc, 0, 0xd, 0, 0xe, 0, 0xf, 0, 0x10, 0, ...]")
ROW(pio_uniscrnmap, 0x4b6a,
    "PIO_UNISCRNMAP, [0x1, 0, 0x2, 0, 0x3, 0, 0x4, 0, 0x5, 0, 0x6, 0, 0x7, 0, 0x8, 0, 0x9, 0, 0xa, 0, 0xb, 0, 0xc, 0, 0xd, 0, 0xe, 0, 0xf, 0, 0x10, 0, ...]")
ROW(gio_cmap, 0x4b70,
    "GIO_CMAP, \"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x06\\x00\\x00\\x00\\x07\\x00\\x00\\x00\\x08\\x00\\x00\\x00\"...")
ROW(pio_cmap, 0x4b71,
    "PIO_CMAP, \"\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x05\\x00\\x00\\x00\\x06\\x00\\x00\\x00\\x07\\x00\\x00\\x00\\x08\\x00\\x00\\x00\"...")
