/* Structs of btrfs, of lines and of tuners, as strace shows them, too. */
#include "cases.h"

#include "ioctl_words.h"

#define ROW(name, request, line) ANSWERED(layout_##name, "", request, line)

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
ROW(tiocsserial, 0x541f,
    "TIOCSSERIAL")
ROW(ptp_sys_offset_precise, 0xc0403d08,
    "PTP_SYS_OFFSET_PRECISE, {device={sec=8589934593, nsec=3, reserved=0x4} /* "
    "2242-03-16T12:56:33.000000003+0000 */, sys_realtime={sec=25769803781, nsec=7, "
    "reserved=0x8} /* 2786-08-12T14:49:41.000000007+0000 */, sys_monoraw={sec=42949672969, "
    "nsec=11, reserved=0xc}, rsv=[0xd, 0xe, 0xf, 0x10]}")
ROW(rtc_wkalm_rd, 0x80287010,
    "RTC_WKALM_RD, {enabled=1, pending=0, time={tm_sec=2, tm_min=3, tm_hour=4, tm_mday=5, "
    "tm_mon=6, tm_year=7, ...}}")
ROW(ubi_iocrnvol, 0x51106f03,
    "UBI_IOCRNVOL, {count=1, ents=[{vol_id=5, name_len=6, name=\"\\7\"}]}")
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
ROW(btrfs_ioc_tree_search, 0xd0009411,
    "BTRFS_IOC_TREE_SEARCH, {key={tree_id=8589934593, min_objectid=17179869187, "
    "max_objectid=25769803781, min_offset=34359738375, max_offset=42949672969, "
    "min_transid=51539607563, max_transid=60129542157, min_type=15, max_type=16, nr_items=17}} "
    "=> {key={nr_items=17}, ...}")
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
