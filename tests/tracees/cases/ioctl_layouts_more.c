/* Structs that a request's number names (tables/layouts), of terminals, sound, video, machines and others. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line)                                                                   \
    CASE(layout_##name)                                                                            \
    {                                                                                              \
        void *words = counting_words();                                                            \
                                                                                                   \
        let_all_answer();                                                                          \
        expect(call(SYS_ioctl, ANSWERING, request, words), "ioctl(-2, " line);                     \
    }

ROW(drm_ioctl_i915_gem_create, 0xc010645b,
    "DRM_IOCTL_I915_GEM_CREATE, {size=8589934593, handle=0x3}")
ROW(drm_ioctl_i915_gem_pwrite, 0x4020645d,
    "DRM_IOCTL_I915_GEM_PWRITE, {handle=0x1, offset=0x400000003, size=25769803781, "
    "data_ptr=0x800000007}")
ROW(drm_ioctl_i915_gem_execbuffer2, 0x40406469,
    "DRM_IOCTL_I915_GEM_EXECBUFFER2, {buffers_ptr=0x200000001, buffer_count=3, "
    "batch_start_offset=4, batch_len=5, DR1=6, DR4=7, num_cliprects=8, "
    "cliprects_ptr=0xa00000009, flags=0xc0000000b}")
ROW(drm_ioctl_amdgpu_cs, 0xc0186444,
    "DRM_IOCTL_AMDGPU_CS, {bytes=[0x1, 0, 0, 0, 0x2, 0, 0, 0, 0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, "
    "0, 0, 0, 0x6, 0, 0, 0]}")
ROW(drm_ioctl_amdgpu_gem_va, 0x40286448,
    "DRM_IOCTL_AMDGPU_GEM_VA, {handle=0x1, operation=3, flags=0x4, va_address=0x600000005, "
    "offset_in_bo=34359738375, map_size=42949672969}")
ROW(drm_ioctl_amdgpu_gem_metadata, 0xc1206446,
    "DRM_IOCTL_AMDGPU_GEM_METADATA, {handle=0x1, op=2, ...}")
ROW(drm_ioctl_radeon_gem_create, 0xc020645d,
    "DRM_IOCTL_RADEON_GEM_CREATE, {size=8589934593, alignment=17179869187, handle=0x5, "
    "initial_domain=6, flags=0x7}")
ROW(vidioc_expbuf, 0xc0405610,
    "VIDIOC_EXPBUF, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, index=2, plane=3, flags=0x4, fd=5}")
ROW(vidioc_querymenu, 0xc02c5625,
    "VIDIOC_QUERYMENU, {id=0x1 /* V4L2_CID_??? */, index=2, u=[0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, "
    "0, 0, 0, 0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0, 0x9, 0, 0, 0, 0xa, 0, 0, 0]}")
ROW(vidioc_enumoutput, 0xc0485630,
    "VIDIOC_ENUMOUTPUT, {index=1, name=\"\\2\", type=10, audioset=11, modulator=12, "
    "std=60129542157, capabilities=0xf}")
ROW(vidioc_g_frequency, 0xc02c5638,
    "VIDIOC_G_FREQUENCY, {tuner=1, type=V4L2_TUNER_ANALOG_TV, frequency=3}")
ROW(vidioc_s_frequency, 0x402c5639,
    "VIDIOC_S_FREQUENCY, {tuner=1, type=V4L2_TUNER_ANALOG_TV, frequency=3}")
ROW(vidioc_subscribe_event, 0x4020565a,
    "VIDIOC_SUBSCRIBE_EVENT, {type=1, id=2, flags=0x3}")
ROW(vidioc_g_selection, 0xc040565e,
    "VIDIOC_G_SELECTION, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, target=2, flags=0x3, r={left=4, "
    "top=5, width=6, height=7}}")
ROW(vidioc_s_selection, 0xc040565f,
    "VIDIOC_S_SELECTION, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, target=2, flags=0x3, r={left=4, "
    "top=5, width=6, height=7}}")
ROW(vidioc_dqevent, 0x80885659,
    "VIDIOC_DQEVENT, {type=1, ...}")
ROW(vidioc_g_output, 0x8004562e,
    "VIDIOC_G_OUTPUT, [1]")
ROW(vidioc_querystd, 0x8008563f,
    "VIDIOC_QUERYSTD, [8589934593]")
ROW(vidioc_g_priority, 0x80045643,
    "VIDIOC_G_PRIORITY, [1]")
ROW(vidioc_s_audio, 0x40345622,
    "VIDIOC_S_AUDIO, {index=1, name=\"\\2\", capability=0xa, mode=0xb}")
ROW(vidioc_g_modulator, 0xc0445636,
    "VIDIOC_G_MODULATOR, {index=1, name=\"\\2\", capability=0xa, rangelow=11, rangehigh=12, "
    "txsubchans=13, type=14}")
ROW(vidioc_subdev_g_fmt, 0xc0585604,
    "VIDIOC_SUBDEV_G_FMT, {which=1, format={width=3, height=4, code=5, field=6, colorspace=7, "
    "ycbcr_enc=8, quantization=0, xfer_func=9, flags=0}}")
ROW(vidioc_enumaudio, 0xc0345641,
    "VIDIOC_ENUMAUDIO, {index=1, name=\"\\2\", capability=0xa, mode=0xb}")
ROW(vidioc_encoder_cmd, 0xc028564d,
    "VIDIOC_ENCODER_CMD, {cmd=1, flags=0x2, u=[0x3, 0, 0, 0, 0x4, 0, 0, 0, 0x5, 0, 0, 0, 0x6, "
    "0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0, 0x9, 0, 0, 0, 0xa, 0, 0, 0]}")
ROW(vidioc_s_tuner, 0x4054561e,
    "VIDIOC_S_TUNER, {index=1, name=\"\\2\", type=0xa /* V4L2_TUNER_??? */, "
    "capability=V4L2_TUNER_CAP_LOW|V4L2_TUNER_CAP_NORM|V4L2_TUNER_CAP_HWSEEK_WRAP, rangelow=12, "
    "rangehigh=13, rxsubchans=V4L2_TUNER_SUB_STEREO|V4L2_TUNER_SUB_LANG2|V4L2_TUNER_SUB_LANG1, "
    "audmode=0xf /* V4L2_TUNER_MODE_??? */, signal=16, afc=17} => {name=\"\\2\", type=0xa /* "
    "V4L2_TUNER_??? */, "
    "capability=V4L2_TUNER_CAP_LOW|V4L2_TUNER_CAP_NORM|V4L2_TUNER_CAP_HWSEEK_WRAP, rangelow=12, "
    "rangehigh=13, rxsubchans=V4L2_TUNER_SUB_STEREO|V4L2_TUNER_SUB_LANG2|V4L2_TUNER_SUB_LANG1, "
    "audmode=0xf /* V4L2_TUNER_MODE_??? */, signal=16, afc=17}")
ROW(vidioc_query_ext_ctrl, 0xc0e85667,
    "VIDIOC_QUERY_EXT_CTRL, {id=0x1 /* V4L2_CID_??? */, type=V4L2_CTRL_TYPE_BOOLEAN, "
    "name=\"\\3\", ...}")
ROW(fbioget_vscreeninfo, 0x4600,
    "FBIOGET_VSCREENINFO, {xres=1, yres=2, xres_virtual=3, yres_virtual=4, xoffset=5, "
    "yoffset=6, bits_per_pixel=7, grayscale=8, ...}")
ROW(fbioput_vscreeninfo, 0x4601,
    "FBIOPUT_VSCREENINFO, {xres=1, yres=2, xres_virtual=3, yres_virtual=4, xoffset=5, "
    "yoffset=6, bits_per_pixel=7, grayscale=8, ...}")
ROW(fbioget_fscreeninfo, 0x4602,
    "FBIOGET_FSCREENINFO, {id=\"\\1\", smem_start=0x600000005, smem_len=7, type=8, type_aux=9, "
    "visual=10, xpanstep=11, ypanstep=0, ...}")
ROW(fbiopan_display, 0x4606,
    "FBIOPAN_DISPLAY, {xres=1, yres=2, xres_virtual=3, yres_virtual=4, xoffset=5, yoffset=6, "
    "bits_per_pixel=7, grayscale=8, ...}")
ROW(vt_getmode, 0x5601,
    "VT_GETMODE, {mode=0x1, waitv=0, relsig=0, acqsig=2, frsig=0}")
ROW(vt_setmode, 0x5602,
    "VT_SETMODE, {mode=0x1, waitv=0, relsig=0, acqsig=2, frsig=0}")
ROW(vt_openqry, 0x5600,
    "VT_OPENQRY, [1]")
ROW(vt_resize, 0x5609,
    "VT_RESIZE, {v_rows=1, v_cols=0, v_scrollsize=2}")
ROW(cdromplaymsf, 0x5303,
    "CDROMPLAYMSF, {cdmsf_min0=1, cdmsf_sec0=0, cdmsf_frame0=0, cdmsf_min1=0, cdmsf_sec1=2, "
    "cdmsf_frame1=0}")
ROW(cdromreadtochdr, 0x5305,
    "CDROMREADTOCHDR, {cdth_trk0=1, cdth_trk1=0}")
ROW(cdromvolctrl, 0x530a,
    "CDROMVOLCTRL, {channel0=1, channel1=0, channel2=0, channel3=0}")
ROW(cdrom_get_mcn, 0x5311,
    "CDROM_GET_MCN, {medium_catalog_number=[0x1, 0, 0, 0, 0x2, 0, 0, 0, 0x3, 0, 0, 0, 0x4, 0]}")
ROW(cdrom_timed_media_change, 0x5396,
    "CDROM_TIMED_MEDIA_CHANGE, {last_media_change=8589934593, media_flags=0x400000003}")
ROW(tiocgserial, 0x541e,
    "TIOCGSERIAL, {type=1, line=2, port=0x3, irq=4, flags=0x5, xmit_fifo_size=6, "
    "custom_divisor=7, baud_base=8, ...}")
ROW(tiocsserial, 0x541f,
    "TIOCSSERIAL")
ROW(tiocgrs485, 0x542e,
    "TIOCGRS485, {flags=0x1, delay_rts_before_send=2, delay_rts_after_send=3, u=[0x4, 0, 0, 0, "
    "0x5, 0, 0, 0, 0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0]}")
ROW(tiocsrs485, 0x542f,
    "TIOCSRS485, {flags=0x1, delay_rts_before_send=2, delay_rts_after_send=3, u=[0x4, 0, 0, 0, "
    "0x5, 0, 0, 0, 0x6, 0, 0, 0, 0x7, 0, 0, 0, 0x8, 0, 0, 0]}")
ROW(tiocgicount, 0x545d,
    "TIOCGICOUNT, {cts=1, dsr=2, rng=3, dcd=4, rx=5, tx=6, frame=7, overrun=8, ...}")
ROW(vfio_device_get_info, 0x3b6b,
    "VFIO_DEVICE_GET_INFO, {argsz=1, flags=0x2, num_regions=3, num_irqs=4, cap_offset=5}")
ROW(vfio_device_get_region_info, 0x3b6c,
    "VFIO_DEVICE_GET_REGION_INFO, {argsz=1, flags=0x2, index=3, cap_offset=4, size=25769803781, "
    "offset=0x800000007}")
ROW(vfio_group_set_container, 0x3b68,
    "VFIO_GROUP_SET_CONTAINER, [1]")
ROW(vfio_device_set_irqs, 0x3b6e,
    "VFIO_DEVICE_SET_IRQS, {argsz=1, flags=0x2, index=3, start=0x4, count=5}")
ROW(binder_set_max_threads, 0x40046205,
    "BINDER_SET_MAX_THREADS, [1]")
ROW(binder_version, 0xc0046209,
    "BINDER_VERSION, {protocol_version=1}")
ROW(autofs_dev_ioctl_version, 0xc0189371,
    "AUTOFS_DEV_IOCTL_VERSION, {ver_major=1, ver_minor=2, size=3, ioctlfd=4, u=[0x5, 0, 0, 0, "
    "0x6, 0, 0, 0]}")
ROW(fuse_dev_ioc_clone, 0x8004e500,
    "FUSE_DEV_IOC_CLONE, [1]")
ROW(spi_ioc_wr_mode, 0x40016b01,
    "SPI_IOC_WR_MODE, [1]")
ROW(spi_ioc_rd_max_speed_hz, 0x80046b04,
    "SPI_IOC_RD_MAX_SPEED_HZ, [1]")
ROW(hpet_info, 0x80186803,
    "HPET_INFO, {hi_ireqfreq=8589934593, hi_flags=0x400000003, hi_hpet=5, hi_timer=0}")
ROW(ptp_sys_offset_precise, 0xc0403d08,
    "PTP_SYS_OFFSET_PRECISE, {device={sec=8589934593, nsec=3, reserved=0x4} /* "
    "2242-03-16T12:56:33.000000003+0000 */, sys_realtime={sec=25769803781, nsec=7, "
    "reserved=0x8} /* 2786-08-12T14:49:41.000000007+0000 */, sys_monoraw={sec=42949672969, "
    "nsec=11, reserved=0xc}, rsv=[0xd, 0xe, 0xf, 0x10]}")
ROW(ioctl_mei_connect_client, 0xc0104801,
    "IOCTL_MEI_CONNECT_CLIENT, {u=[0x1, 0, 0, 0, 0x2, 0, 0, 0, 0x3, 0, 0, 0, 0x4, 0, 0, 0]}")
ROW(rtc_wkalm_rd, 0x80287010,
    "RTC_WKALM_RD, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, "
    "tm_mon=6, tm_year=7, ...}}")
ROW(fs_ioc_getfsmap, 0xc0c0583b,
    "FS_IOC_GETFSMAP, {fmh_iflags=0x1, fmh_oflags=0x2, fmh_count=3, fmh_entries=4, "
    "fmh_reserved=[25769803781, 34359738375, 42949672969, 51539607563, 60129542157, "
    "68719476751], ...}")
ROW(f2fs_ioc_move_range, 0xc020f509,
    "F2FS_IOC_MOVE_RANGE, {dst_fd=1, pos_in=17179869187, pos_out=25769803781, len=34359738375}")
ROW(hidiocgrawinfo, 0x80084803,
    "HIDIOCGRAWINFO, {bustype=1, vendor=2, product=0}")
ROW(comedi_chaninfo, 0x80306403,
    "COMEDI_CHANINFO, {subdev=1, maxdata_list=0x400000003, flaglist=0x600000005, "
    "rangelist=0x800000007}")
ROW(snapshot_avail_swap_size, 0x80083313,
    "SNAPSHOT_AVAIL_SWAP_SIZE, [8589934593]")
ROW(ubi_iocrnvol, 0x51106f03,
    "UBI_IOCRNVOL, {count=1, ents=[{vol_id=5, name_len=6, name=\"\\7\"}]}")
ROW(btrfs_ioc_set_features, 0x40309439,
    "BTRFS_IOC_SET_FEATURES, [{compat_flags=0x200000001, "
    "compat_ro_flags=BTRFS_FEATURE_COMPAT_RO_FREE_SPACE_TREE|BTRFS_FEATURE_COMPAT_RO_FREE_SPACE"
    "_TREE_VALID|0x400000000, "
    "incompat_flags=BTRFS_FEATURE_INCOMPAT_MIXED_BACKREF|BTRFS_FEATURE_INCOMPAT_MIXED_GROUPS|0x"
    "600000000}, {compat_flags=0x800000007, "
    "compat_ro_flags=BTRFS_FEATURE_COMPAT_RO_FREE_SPACE_TREE|BTRFS_FEATURE_COMPAT_RO_BLOCK_GROU"
    "P_TREE|0xa00000000, "
    "incompat_flags=BTRFS_FEATURE_INCOMPAT_MIXED_BACKREF|BTRFS_FEATURE_INCOMPAT_DEFAULT_SUBVOL|"
    "BTRFS_FEATURE_INCOMPAT_COMPRESS_LZO|0xc00000000}]")
ROW(btrfs_ioc_send, 0x40489426,
    "BTRFS_IOC_SEND, {send_fd=1, clone_sources_count=17179869187, clone_sources=0x600000005, "
    "parent_root=34359738375, "
    "flags=BTRFS_SEND_FLAG_NO_FILE_DATA|BTRFS_SEND_FLAG_VERSION|0xa00000000}")
ROW(btrfs_ioc_snap_create_v2, 0x50009417,
    "BTRFS_IOC_SNAP_CREATE_V2, {fd=1, "
    "flags=BTRFS_SUBVOL_CREATE_ASYNC|BTRFS_SUBVOL_QGROUP_INHERIT|0x600000000, size=34359738375, "
    "qgroup_inherit=0xa00000009, name=\"\\17\"} => {transid=17179869187}")
ROW(btrfs_ioc_space_info, 0xc0109414,
    "BTRFS_IOC_SPACE_INFO, {space_slots=8589934593} => {total_spaces=17179869187, ...}")
ROW(btrfs_ioc_ino_paths, 0xc0389423,
    "BTRFS_IOC_INO_PATHS, {inum=8589934593, size=17179869187, fspath=0xe0000000d} => "
    "{fspath=0xe0000000d}")
ROW(btrfs_ioc_logical_ino, 0xc0389424,
    "BTRFS_IOC_LOGICAL_INO, {logical=8589934593, size=17179869187, "
    "flags=BTRFS_LOGICAL_INO_ARGS_IGNORE_OFFSET|0xc0000000a, inodes=0xe0000000d} => "
    "{inodes=0xe0000000d}")
ROW(btrfs_ioc_tree_search, 0xd0009411,
    "BTRFS_IOC_TREE_SEARCH, {key={tree_id=8589934593, min_objectid=17179869187, "
    "max_objectid=25769803781, min_offset=34359738375, max_offset=42949672969, "
    "min_transid=51539607563, max_transid=60129542157, min_type=15, max_type=16, nr_items=17}} "
    "=> {key={nr_items=17}, ...}")
ROW(btrfs_ioc_tree_search_v2, 0xc0709411,
    "BTRFS_IOC_TREE_SEARCH_V2, {key={tree_id=8589934593, min_objectid=17179869187, "
    "max_objectid=25769803781, min_offset=34359738375, max_offset=42949672969, "
    "min_transid=51539607563, max_transid=60129542157, min_type=15, max_type=16, nr_items=17}, "
    "buf_size=120259084315} => {key={nr_items=17}, buf_size=120259084315, ...}")
ROW(btrfs_ioc_dev_replace, 0xca289435,
    "BTRFS_IOC_DEV_REPLACE, {cmd=0x200000001 /* BTRFS_IOCTL_DEV_REPLACE_CMD_??? */} => "
    "{result=0x400000003 /* BTRFS_IOCTL_DEV_REPLACE_RESULT_??? */}")
ROW(btrfs_ioc_subvol_setflags, 0x4008941a,
    "BTRFS_IOC_SUBVOL_SETFLAGS, BTRFS_SUBVOL_CREATE_ASYNC|0x200000000")
ROW(btrfs_ioc_subvol_getflags, 0x80089419,
    "BTRFS_IOC_SUBVOL_GETFLAGS, BTRFS_SUBVOL_CREATE_ASYNC|0x200000000")
ROW(gpio_v2_get_lineinfo_ioctl, 0xc100b405,
    "GPIO_V2_GET_LINEINFO_IOCTL, {offset=17} => {name=\"\\1\", consumer=\"\\t\", "
    "flags=GPIO_V2_LINE_FLAG_USED|GPIO_V2_LINE_FLAG_ACTIVE_LOW|GPIO_V2_LINE_FLAG_EDGE_RISING|0x"
    "1400000000, num_attrs=18, attrs=[{id=21, padding=0x16, data=0x1800000017}, {id=25, "
    "padding=0x1a, data=0x1c0000001b}, {id=29, padding=0x1e, data=0x200000001f}, {id=33, "
    "padding=0x22, data=0x2400000023}, {id=37, padding=0x26, data=0x2800000027}, {id=41, "
    "padding=0x2a, data=0x2c0000002b}, {id=45, padding=0x2e, data=0x300000002f}, {id=49, "
    "padding=0x32, data=0x3400000033}, {id=53, padding=0x36, data=0x3800000037}, {id=57, "
    "padding=0x3a, data=0x3c0000003b}], padding=[0x3d, 0x3e, 0x3f, 0x40]}")
ROW(gpio_v2_line_set_config_ioctl, 0xc110b40d,
    "GPIO_V2_LINE_SET_CONFIG_IOCTL, {flags=GPIO_V2_LINE_FLAG_USED|0x200000000, num_attrs=3, "
    "padding=[0x4, 0x5, 0x6, 0x7, 0x8], attrs=[{attr={id=9, padding=0xa, data=0xc0000000b}, "
    "mask=0xe0000000d}, {attr={id=15, padding=0x10, data=0x1200000011}, mask=0x1400000013}, "
    "{attr={id=21, padding=0x16, data=0x1800000017}, mask=0x1a00000019}]}")
