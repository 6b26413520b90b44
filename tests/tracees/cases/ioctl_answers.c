/* What ioctl requests answer, of disks, terminals, consoles, interfaces and others. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line)                                                                   \
    CASE(answer_##name)                                                                            \
    {                                                                                              \
        void *words = counting_words();                                                            \
                                                                                                   \
        let_all_answer();                                                                          \
        expect_under("", call(SYS_ioctl, ANSWERING, request, words), "ioctl(-2, " line);           \
    }

ROW(hdio_getgeo, 0x301, "HDIO_GETGEO, {heads=1, sectors=0, cylinders=0, start=17179869187}")
ROW(hdio_get_unmaskintr, 0x302, "HDIO_GET_UNMASKINTR, [8589934593]")
ROW(hdio_get_multcount, 0x304, "HDIO_GET_MULTCOUNT, [8589934593]")
ROW(hdio_get_keepsettings, 0x308, "HDIO_GET_KEEPSETTINGS, [8589934593]")
ROW(hdio_get_32bit, 0x309, "HDIO_GET_32BIT, [8589934593]")
ROW(hdio_get_nowerr, 0x30a, "HDIO_GET_NOWERR, [8589934593]")
ROW(hdio_get_dma, 0x30b, "HDIO_GET_DMA, [8589934593]")
ROW(hdio_get_nice, 0x30c, "HDIO_GET_NICE, [1 << IDE_NICE_DSC_OVERLAP|0x200000000]")
ROW(hdio_get_wcache, 0x30e, "HDIO_GET_WCACHE, [8589934593]")
ROW(hdio_get_acoustic, 0x30f, "HDIO_GET_ACOUSTIC, [8589934593]")
ROW(hdio_get_address, 0x310, "HDIO_GET_ADDRESS, [8589934593]")
ROW(hdio_get_busstate, 0x31a, "HDIO_GET_BUSSTATE, [0x200000001 /* BUSSTATE_??? */]")
ROW(hdio_drive_reset, 0x31c, "HDIO_DRIVE_RESET, [0x1, 0x2, 0x3]")
ROW(hdio_scan_hwif, 0x328, "HDIO_SCAN_HWIF, [0x1, 0x2, 0x3]")
ROW(blkroset, 0x125d, "BLKROSET, [1]")
ROW(blkroget, 0x125e, "BLKROGET, [1]")
ROW(blkgetsize, 0x1260, "BLKGETSIZE, [8589934593]")
ROW(blkraget, 0x1263, "BLKRAGET, [8589934593]")
ROW(blkfraget, 0x1265, "BLKFRAGET, [8589934593]")
ROW(blksectget, 0x1267, "BLKSECTGET, [1]")
ROW(blksszget, 0x1268, "BLKSSZGET, [1]")
ROW(blkpg, 0x1269, "BLKPG, {op=BLKPG_ADD_PARTITION, flags=2, datalen=3, data=0x600000005}")
ROW(blkdiscard, 0x1277, "BLKDISCARD, [8589934593, 17179869187]")
ROW(blkiomin, 0x1278, "BLKIOMIN, [1]")
ROW(blkioopt, 0x1279, "BLKIOOPT, [1]")
ROW(blkalignoff, 0x127a, "BLKALIGNOFF, [1]")
ROW(blkpbszget, 0x127b, "BLKPBSZGET, [1]")
ROW(blkdiscardzeroes, 0x127c, "BLKDISCARDZEROES, [1]")
ROW(blksecdiscard, 0x127d, "BLKSECDISCARD, [8589934593, 17179869187]")
ROW(blkrotational, 0x127e, "BLKROTATIONAL, [1]")
ROW(blkzeroout, 0x127f, "BLKZEROOUT, [8589934593, 17179869187]")
ROW(sg_set_timeout, 0x2201, "SG_SET_TIMEOUT, [1]")
ROW(sg_emulated_host, 0x2203, "SG_EMULATED_HOST, [1]")
ROW(sg_get_transform, 0x2205, "SG_GET_TRANSFORM, [1]")
ROW(sg_get_command_q, 0x2270, "SG_GET_COMMAND_Q, [1]")
ROW(sg_set_command_q, 0x2271, "SG_SET_COMMAND_Q, [1]")
ROW(sg_get_reserved_size, 0x2272, "SG_GET_RESERVED_SIZE, [1]")
ROW(sg_set_reserved_size, 0x2275, "SG_SET_RESERVED_SIZE, [1]")
ROW(sg_get_scsi_id, 0x2276,
    "SG_GET_SCSI_ID, {host_no=1, channel=2, scsi_id=0x3, lun=4, scsi_type=0x5, h_cmd_per_lun=6, d_queue_depth=0}")
ROW(sg_set_force_low_dma, 0x2279, "SG_SET_FORCE_LOW_DMA, [1]")
ROW(sg_get_low_dma, 0x227a, "SG_GET_LOW_DMA, [1]")
ROW(sg_set_force_pack_id, 0x227b, "SG_SET_FORCE_PACK_ID, [1]")
ROW(sg_get_pack_id, 0x227c, "SG_GET_PACK_ID, [1]")
ROW(sg_get_num_waiting, 0x227d, "SG_GET_NUM_WAITING, [1]")
ROW(sg_set_debug, 0x227e, "SG_SET_DEBUG, [1]")
ROW(sg_get_sg_tablesize, 0x227f, "SG_GET_SG_TABLESIZE, [1]")
ROW(sg_get_version_num, 0x2282, "SG_GET_VERSION_NUM, [1]")
ROW(sg_next_cmd_len, 0x2283, "SG_NEXT_CMD_LEN, [1]")
ROW(sg_scsi_reset, 0x2284, "SG_SCSI_RESET, [SG_SCSI_RESET_DEVICE]")
ROW(sg_io, 0x2285, "SG_IO, [1]")
ROW(sg_get_request_table, 0x2286,
    "SG_GET_REQUEST_TABLE, {req_state=1, orphan=0, sg_io_owned=0, problem=0, pack_id=2, usr_ptr=0x400000003, duration=5}")
ROW(sg_set_keep_orphan, 0x2287, "SG_SET_KEEP_ORPHAN, [1]")
ROW(sg_get_keep_orphan, 0x2288, "SG_GET_KEEP_ORPHAN, [1]")
ROW(sg_get_access_count, 0x2289, "SG_GET_ACCESS_COUNT, [1]")
ROW(counter_enable_events_ioctl, 0x3e01, "COUNTER_ENABLE_EVENTS_IOCTL")
ROW(kdmktone, 0x4b30, "KDMKTONE, 4096<<16|4096 /* 291 Hz, 4096 ms */")
ROW(kdgetled, 0x4b31, "KDGETLED, [LED_SCR]")
ROW(kdgkbtype, 0x4b33, "KDGKBTYPE, [KB_84]")
ROW(kdgetmode, 0x4b3b, "KDGETMODE, [KD_GRAPHICS]")
ROW(kdgkbmode, 0x4b44, "KDGKBMODE, [K_XLATE]")
ROW(kdsetkeycode, 0x4b4d, "KDSETKEYCODE, {scancode=0x1, keycode=0x2}")
ROW(kdkbdrep, 0x4b52, "KDKBDREP, {delay=1, period=2} => {delay=1, period=2}")
ROW(kdgkbmeta, 0x4b62, "KDGKBMETA, [0x1 /* K_??? */]")
ROW(pio_unimapclr, 0x4b68, "PIO_UNIMAPCLR, {advised_hashsize=1, advised_hashstep=0, advised_hashlevel=2}")
ROW(loop_set_status, 0x4c02,
    "LOOP_SET_STATUS, {lo_number=1, lo_offset=0x9, lo_encrypt_type=LO_CRYPT_SKIPJACK, lo_encrypt_key_size=11, lo_flags=LO_FLAGS_AUTOCLEAR|LO_FLAGS_PARTSCAN, lo_name=\"\\r\", lo_encrypt_key=\"\\35\\0\\0\\0\\36\\0\\0\\0\\37\\0\\0\", ...}")
ROW(loop_get_status, 0x4c03,
    "LOOP_GET_STATUS, {lo_number=1, lo_offset=0x9, lo_encrypt_type=LO_CRYPT_SKIPJACK, lo_encrypt_key_size=11, lo_flags=LO_FLAGS_AUTOCLEAR|LO_FLAGS_PARTSCAN, lo_name=\"\\r\", lo_encrypt_key=\"\\35\\0\\0\\0\\36\\0\\0\\0\\37\\0\\0\", ...}")
ROW(loop_set_capacity, 0x4c07, "LOOP_SET_CAPACITY")
ROW(tcgets, 0x5401,
    "TCGETS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(sndctl_tmr_start, 0x5402,
    "SNDCTL_TMR_START or TCSETS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(sndctl_tmr_stop, 0x5403,
    "SNDCTL_TMR_STOP or TCSETSW, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(sndctl_tmr_continue, 0x5404,
    "SNDCTL_TMR_CONTINUE or TCSETSF, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(tcgeta, 0x5405,
    "TCGETA, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, ...}")
ROW(tcseta, 0x5406,
    "TCSETA, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, ...}")
ROW(tcsetaw, 0x5407,
    "TCSETAW, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, ...}")
ROW(tcsetaf, 0x5408,
    "TCSETAF, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B75|CS5|, c_lflag=, ...}")
ROW(tiocexcl, 0x540c, "TIOCEXCL")
ROW(tiocgpgrp, 0x540f, "TIOCGPGRP, [1]")
ROW(tiocspgrp, 0x5410, "TIOCSPGRP, [1]")
ROW(tiocoutq, 0x5411, "TIOCOUTQ, [1]")
ROW(tiocsti, 0x5412, "TIOCSTI, \"\\1\"")
ROW(tiocgwinsz, 0x5413, "TIOCGWINSZ, {ws_row=1, ws_col=0, ws_xpixel=2, ws_ypixel=0}")
ROW(tiocswinsz, 0x5414, "TIOCSWINSZ, {ws_row=1, ws_col=0, ws_xpixel=2, ws_ypixel=0}")
ROW(tiocmget, 0x5415, "TIOCMGET, [TIOCM_LE]")
ROW(tiocmbis, 0x5416, "TIOCMBIS, [TIOCM_LE]")
ROW(tiocmbic, 0x5417, "TIOCMBIC, [TIOCM_LE]")
ROW(tiocmset, 0x5418, "TIOCMSET, [TIOCM_LE]")
ROW(tiocgsoftcar, 0x5419, "TIOCGSOFTCAR, [1]")
ROW(tiocssoftcar, 0x541a, "TIOCSSOFTCAR, [1]")
ROW(fionread, 0x541b, "FIONREAD, [1]")
ROW(tiocpkt, 0x5420, "TIOCPKT, [1]")
ROW(fionbio, 0x5421, "FIONBIO, [1]")
ROW(tiocsetd, 0x5423, "TIOCSETD, [1]")
ROW(tiocgetd, 0x5424, "TIOCGETD, [1]")
ROW(tiocsbrk, 0x5427, "TIOCSBRK")
ROW(tiocgsid, 0x5429, "TIOCGSID, [1]")
ROW(fioasync, 0x5452, "FIOASYNC, [1]")
ROW(tiocglcktrmios, 0x5456,
    "TIOCGLCKTRMIOS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(tiocslcktrmios, 0x5457,
    "TIOCSLCKTRMIOS, {c_iflag=IGNBRK, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OLCUC, c_cflag=B110|CS5|, c_lflag=XCASE, ...}")
ROW(fiosetown, 0x8901, "FIOSETOWN, [1]")
ROW(siocspgrp, 0x8902, "SIOCSPGRP, [1]")
ROW(fiogetown, 0x8903, "FIOGETOWN, [1]")
ROW(siocgpgrp, 0x8904, "SIOCGPGRP, [1]")
ROW(siocatmark, 0x8905, "SIOCATMARK, [1]")
ROW(siocgifname, 0x8910, "SIOCGIFNAME, {ifr_ifindex=5, ifr_name=\"\\1\"}")
ROW(siocgifconf, 0x8912, "SIOCGIFCONF, {ifc_len=1, ifc_buf=[]}")
ROW(siocgifflags, 0x8913, "SIOCGIFFLAGS, {ifr_name=\"\\1\", ifr_flags=IFF_UP|IFF_DEBUG}")
ROW(siocsifflags, 0x8914, "SIOCSIFFLAGS, {ifr_name=\"\\1\", ifr_flags=IFF_UP|IFF_DEBUG}")
ROW(siocgifaddr, 0x8915,
    "SIOCGIFADDR, {ifr_name=\"\\1\", ifr_addr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocsifaddr, 0x8916,
    "SIOCSIFADDR, {ifr_name=\"\\1\", ifr_addr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifdstaddr, 0x8917,
    "SIOCGIFDSTADDR, {ifr_name=\"\\1\", ifr_dstaddr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocsifdstaddr, 0x8918,
    "SIOCSIFDSTADDR, {ifr_name=\"\\1\", ifr_dstaddr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifbrdaddr, 0x8919,
    "SIOCGIFBRDADDR, {ifr_name=\"\\1\", ifr_broadaddr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocsifbrdaddr, 0x891a,
    "SIOCSIFBRDADDR, {ifr_name=\"\\1\", ifr_broadaddr={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifnetmask, 0x891b,
    "SIOCGIFNETMASK, {ifr_name=\"\\1\", ifr_netmask={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocsifnetmask, 0x891c,
    "SIOCSIFNETMASK, {ifr_name=\"\\1\", ifr_netmask={sa_family=AF_APPLETALK, sa_data=\"\\0\\0\\6\\0\\0\\0\\7\\0\\0\\0\\10\\0\\0\\0\"}}")
ROW(siocgifmetric, 0x891d, "SIOCGIFMETRIC, {ifr_name=\"\\1\", ifr_metric=5}")
ROW(siocsifmetric, 0x891e, "SIOCSIFMETRIC, {ifr_name=\"\\1\", ifr_metric=5}")
ROW(siocgifmtu, 0x8921, "SIOCGIFMTU, {ifr_name=\"\\1\", ifr_mtu=5}")
ROW(siocsifmtu, 0x8922, "SIOCSIFMTU, {ifr_name=\"\\1\", ifr_mtu=5}")
ROW(siocsifname, 0x8923, "SIOCSIFNAME, {ifr_name=\"\\1\", ifr_newname=\"\\5\"}")
ROW(siocsifhwaddr, 0x8924,
    "SIOCSIFHWADDR, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgifencap, 0x8925, "SIOCGIFENCAP, [1]")
ROW(siocsifencap, 0x8926, "SIOCSIFENCAP, [1]")
ROW(siocgifhwaddr, 0x8927,
    "SIOCGIFHWADDR, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgifslave, 0x8929, "SIOCGIFSLAVE, {ifr_name=\"\\1\", ifr_slave=\"\\5\"}")
ROW(siocsifslave, 0x8930, "SIOCSIFSLAVE, {ifr_name=\"\\1\", ifr_slave=\"\\5\"}")
ROW(siocaddmulti, 0x8931,
    "SIOCADDMULTI, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocdelmulti, 0x8932,
    "SIOCDELMULTI, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgifindex, 0x8933, "SIOCGIFINDEX, {ifr_name=\"\\1\", ifr_ifindex=5}")
ROW(siocsifhwbroadcast, 0x8937,
    "SIOCSIFHWBROADCAST, {ifr_name=\"\\1\", ifr_hwaddr={sa_family=ARPHRD_CHAOS, sa_data=00:00:06:00:00:00:07:00:00:00:08:00:00:00}}")
ROW(siocgiftxqlen, 0x8942, "SIOCGIFTXQLEN, {ifr_name=\"\\1\", ifr_qlen=5}")
ROW(siocsiftxqlen, 0x8943, "SIOCSIFTXQLEN, {ifr_name=\"\\1\", ifr_qlen=5}")
ROW(siocoutqnsd, 0x894b, "SIOCOUTQNSD, [1]")
ROW(siocgifmap, 0x8970,
    "SIOCGIFMAP, {ifr_name=\"\\1\", ifr_map={mem_start=0x600000005, mem_end=0x800000007, base_addr=0x9, irq=0, dma=0, port=0xa}}")
ROW(siocsifmap, 0x8971,
    "SIOCSIFMAP, {ifr_name=\"\\1\", ifr_map={mem_start=0x600000005, mem_end=0x800000007, base_addr=0x9, irq=0, dma=0, port=0xa}}")
ROW(siocbraddbr, 0x89a0, "SIOCBRADDBR, \"\\1\"")
ROW(siocbrdelbr, 0x89a1, "SIOCBRDELBR, \"\\1\"")
ROW(siocbraddif, 0x89a2, "SIOCBRADDIF, {ifr_ifindex=5}")
ROW(siocbrdelif, 0x89a3, "SIOCBRDELIF, {ifr_ifindex=5}")
ROW(ns_get_owner_uid, 0xb704, "NS_GET_OWNER_UID, [1]")
ROW(eviocsclockid, 0x400445a0, "EVIOCSCLOCKID, [1]")
ROW(mixer_write_14, 0x40044d0e, "MIXER_WRITE(14) or OTPGETREGIONCOUNT, [1]")
ROW(ubi_ioceber, 0x40044f01, "UBI_IOCEBER, [1]")
ROW(ubi_iocebch, 0x40044f02, "UBI_IOCEBCH, {lnum=1, bytes=2, dtype=UBI_UNKNOWN}")
ROW(ubi_iocebunmap, 0x40044f04, "UBI_IOCEBUNMAP, [1]")
ROW(rndaddtoentcnt, 0x40045201, "RNDADDTOENTCNT, [1]")
ROW(tiocsptlck, 0x40045431, "TIOCSPTLCK, [1]")
ROW(vidioc_streamon, 0x40045612, "VIDIOC_STREAMON, [V4L2_BUF_TYPE_VIDEO_CAPTURE]")
ROW(vidioc_streamoff, 0x40045613, "VIDIOC_STREAMOFF, [V4L2_BUF_TYPE_VIDEO_CAPTURE]")
ROW(fs_ioc32_setflags, 0x40046602, "FS_IOC32_SETFLAGS, [FS_SECRM_FL]")
ROW(lirc_set_send_mode, 0x40046911, "LIRC_SET_SEND_MODE, [LIRC_MODE_RAW]")
ROW(lirc_set_rec_mode, 0x40046912, "LIRC_SET_REC_MODE, [LIRC_MODE_RAW]")
ROW(lirc_set_send_carrier, 0x40046913, "LIRC_SET_SEND_CARRIER, [1]")
ROW(lirc_set_rec_carrier, 0x40046914, "LIRC_SET_REC_CARRIER, [1]")
ROW(lirc_set_send_duty_cycle, 0x40046915, "LIRC_SET_SEND_DUTY_CYCLE, [1]")
ROW(lirc_set_transmitter_mask, 0x40046917, "LIRC_SET_TRANSMITTER_MASK, [0x1]")
ROW(lirc_set_rec_timeout, 0x40046918, "LIRC_SET_REC_TIMEOUT, [1]")
ROW(lirc_set_rec_timeout_reports, 0x40046919, "LIRC_SET_REC_TIMEOUT_REPORTS, [1]")
ROW(lirc_set_measure_carrier_mode, 0x4004691d, "LIRC_SET_MEASURE_CARRIER_MODE, [1]")
ROW(ipmictl_set_maintenance_mode_cmd, 0x4004691f,
    "IPMICTL_SET_MAINTENANCE_MODE_CMD or LIRC_SET_REC_CARRIER_RANGE, [1]")
ROW(lirc_set_wideband_receiver, 0x40046923, "LIRC_SET_WIDEBAND_RECEIVER, [1]")
ROW(ubi_iocrmvol, 0x40046f01, "UBI_IOCRMVOL, [1]")
ROW(ubi_iocrpeb, 0x40046f04, "UBI_IOCRPEB, [1]")
ROW(ubi_iocspeb, 0x40046f05, "UBI_IOCSPEB, [1]")
ROW(ubi_iocdet, 0x40046f41, "UBI_IOCDET, [1]")
ROW(counter_add_watch_ioctl, 0x40063e00,
    "COUNTER_ADD_WATCH_IOCTL, {component={type=COUNTER_COMPONENT_SIGNAL, scope=COUNTER_SCOPE_DEVICE, parent=0, id=0}, event=COUNTER_EVENT_OVERFLOW_UNDERFLOW, channel=0}")
ROW(blkbszset, 0x40081271, "BLKBSZSET, [1]")
ROW(seccomp_ioctl_notif_id_valid, 0x40082102, "SECCOMP_IOCTL_NOTIF_ID_VALID, [0x200000001]")
ROW(perf_event_ioc_period, 0x40082404, "PERF_EVENT_IOC_PERIOD, [8589934593]")
ROW(perf_event_ioc_set_filter, 0x40082406, "PERF_EVENT_IOC_SET_FILTER, \"\\1\"")
