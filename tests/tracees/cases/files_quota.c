/* Quotas. */
#include "files_rows.h"

#define Q(command, type) ((uint32_t)(command) << 8 | (type))
#define DEVICE "/dev/nonexistent"

ROW(quotactl_sync,
    "quotactl(QCMD(Q_SYNC, USRQUOTA), \"/dev/nonexistent\"",
    SYS_quotactl, Q(0x800001, 0), DEVICE, 5, NOWHERE)
ROW(quotactl_sync_null,
    "quotactl(QCMD(Q_SYNC, USRQUOTA), NULL",
    SYS_quotactl, Q(0x800001, 0), 0, 0, 0)
ROW(quotactl_on,
    "quotactl(QCMD(Q_QUOTAON, GRPQUOTA), \"/dev/nonexistent\", QFMT_VFS_V1, \"/quota.file\"",
    SYS_quotactl, Q(0x800002, 1), DEVICE, 4, "/quota.file")
ROW(quotactl_on_unknown,
    "quotactl(QCMD(Q_QUOTAON, PRJQUOTA), \"/dev/nonexistent\", 0x9 /* QFMT_VFS_??? */, 0x1230",
    SYS_quotactl, Q(0x800002, 2), DEVICE, 9, NOWHERE)
ROW(quotactl_off,
    "quotactl(QCMD(Q_QUOTAOFF, USRQUOTA), \"/dev/nonexistent\"",
    SYS_quotactl, Q(0x800003, 0), DEVICE, 1, NOWHERE)
ROW(quotactl_getfmt,
    "quotactl(QCMD(Q_GETFMT, USRQUOTA), \"/dev/nonexistent\", 0x1230",
    SYS_quotactl, Q(0x800004, 0), DEVICE, 1, NOWHERE)
ROW(quotactl_getinfo,
    "quotactl(QCMD(Q_GETINFO, USRQUOTA), \"/dev/nonexistent\", 0x1230",
    SYS_quotactl, Q(0x800005, 0), DEVICE, 1, NOWHERE)
ROW_V(quotactl_setinfo,
    "quotactl(QCMD(Q_SETINFO, USRQUOTA), \"/dev/nonexistent\", {dqi_bgrace=1, dqi_igrace=2, dqi_flags=DQF_ROOT_SQUASH|0x2, dqi_valid=IIF_BGRACE|IIF_IGRACE|IIF_FLAGS}",
    "quotactl(QCMD(Q_SETINFO, USRQUOTA), \"/dev/nonexistent\", {dqi_bgrace=1, dqi_igrace=2, dqi_flags=DQF_ROOT_SQUASH|0x2, dqi_valid=IIF_BGRACE|IIF_IGRACE|IIF_FLAGS}",
    SYS_quotactl, Q(0x800006, 0), DEVICE, 1, ARRAY(uint64_t, 1, 2, 0x700000003))
ROW(quotactl_getquota,
    "quotactl(QCMD(Q_GETQUOTA, USRQUOTA), \"/dev/nonexistent\", 1000, 0x1230",
    SYS_quotactl, Q(0x800007, 0), DEVICE, 1000, NOWHERE)
ROW_V(quotactl_setquota,
    "quotactl(QCMD(Q_SETQUOTA, GRPQUOTA), \"/dev/nonexistent\", 1000, {dqb_bhardlimit=1, dqb_bsoftlimit=2, dqb_curspace=3, dqb_ihardlimit=4, dqb_isoftlimit=5, dqb_curinodes=6, ...}",
    "quotactl(QCMD(Q_SETQUOTA, GRPQUOTA), \"/dev/nonexistent\", 1000, {dqb_bhardlimit=1, dqb_bsoftlimit=2, dqb_curspace=3, dqb_ihardlimit=4, dqb_isoftlimit=5, dqb_curinodes=6, dqb_btime=7, dqb_itime=8, dqb_valid=QIF_BLIMITS|QIF_SPACE|QIF_ILIMITS|QIF_INODES|QIF_BTIME|QIF_ITIME}",
    SYS_quotactl, Q(0x800008, 1), DEVICE, 1000,
    ARRAY(uint64_t, 1, 2, 3, 4, 5, 6, 7, 8, 0x3f))
ROW_V(quotactl_setquota_unknown,
    "quotactl(QCMD(Q_SETQUOTA, USRQUOTA), \"/dev/nonexistent\", -1, {dqb_bhardlimit=1, dqb_bsoftlimit=2, dqb_curspace=3, dqb_ihardlimit=4, dqb_isoftlimit=5, dqb_curinodes=6, ...}",
    "quotactl(QCMD(Q_SETQUOTA, USRQUOTA), \"/dev/nonexistent\", -1, {dqb_bhardlimit=1, dqb_bsoftlimit=2, dqb_curspace=3, dqb_ihardlimit=4, dqb_isoftlimit=5, dqb_curinodes=6, dqb_btime=7, dqb_itime=8, dqb_valid=0x40 /* QIF_??? */}",
    SYS_quotactl, Q(0x800008, 0), DEVICE, -1,
    ARRAY(uint64_t, 1, 2, 3, 4, 5, 6, 7, 8, 0x40))
ROW(quotactl_setquota_nowhere,
    "quotactl(QCMD(Q_SETQUOTA, USRQUOTA), \"/dev/nonexistent\", 0, 0x1230",
    SYS_quotactl, Q(0x800008, 0), DEVICE, 0, NOWHERE)
ROW(quotactl_getnext,
    "quotactl(QCMD(Q_GETNEXTQUOTA, USRQUOTA), \"/dev/nonexistent\", 1000, 0x1230",
    SYS_quotactl, Q(0x800009, 0), DEVICE, 1000, NOWHERE)
ROW(quotactl_xon,
    "quotactl(QCMD(Q_XQUOTAON, USRQUOTA), \"/dev/nonexistent\", [FS_QUOTA_UDQ_ACCT|FS_QUOTA_UDQ_ENFD|FS_QUOTA_GDQ_ACCT|FS_QUOTA_GDQ_ENFD|FS_QUOTA_PDQ_ACCT|FS_QUOTA_PDQ_ENFD]",
    SYS_quotactl, Q(0x5801, 0), DEVICE, 1, MEM(uint32_t, 0x3f))
ROW(quotactl_xoff,
    "quotactl(QCMD(Q_XQUOTAOFF, USRQUOTA), \"/dev/nonexistent\", [0x40 /* FS_QUOTA_??? */]",
    SYS_quotactl, Q(0x5802, 0), DEVICE, 1, MEM(uint32_t, 0x40))
ROW(quotactl_xgetquota,
    "quotactl(QCMD(Q_XGETQUOTA, USRQUOTA), \"/dev/nonexistent\", 1, 0x1230",
    SYS_quotactl, Q(0x5803, 0), DEVICE, 1, NOWHERE)
ROW_V(quotactl_xsetqlim,
    "quotactl(QCMD(Q_XSETQLIM, USRQUOTA), \"/dev/nonexistent\", 1, {d_version=1, d_flags=FS_USER_QUOTA|FS_PROJ_QUOTA, d_fieldmask=0x200, d_id=0, d_blk_hardlimit=21474836484, d_blk_softlimit=3, d_ino_hardlimit=4, d_ino_softlimit=5, d_bcount=6, d_icount=7, ...}",
    "quotactl(QCMD(Q_XSETQLIM, USRQUOTA), \"/dev/nonexistent\", 1, {d_version=1, d_flags=FS_USER_QUOTA|FS_PROJ_QUOTA, d_fieldmask=0x200, d_id=0, d_blk_hardlimit=21474836484, d_blk_softlimit=3, d_ino_hardlimit=4, d_ino_softlimit=5, d_bcount=6, d_icount=7, d_itimer=8, d_btimer=0, d_iwarns=9, d_bwarns=0, d_rtb_hardlimit=10, d_rtb_softlimit=11, d_rtbcount=12, d_rtbtimer=13, d_rtbwarns=0}",
    SYS_quotactl, Q(0x5804, 0), DEVICE, 1,
    ARRAY(uint64_t, 0x0002000301, 0x500000004, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14))
ROW(quotactl_xgetqstat,
    "quotactl(QCMD(Q_XGETQSTAT, USRQUOTA), \"/dev/nonexistent\", 0x1230",
    SYS_quotactl, Q(0x5805, 0), DEVICE, 1, NOWHERE)
ROW(quotactl_xquotarm,
    "quotactl(QCMD(Q_XQUOTARM, USRQUOTA), \"/dev/nonexistent\", [FS_USER_QUOTA|FS_PROJ_QUOTA]",
    SYS_quotactl, Q(0x5806, 0), DEVICE, 1, MEM(uint32_t, 3))
ROW(quotactl_xsync,
    "quotactl(QCMD(Q_XQUOTASYNC, USRQUOTA), \"/dev/nonexistent\"",
    SYS_quotactl, Q(0x5807, 0), DEVICE, 1, NOWHERE)
ROW(quotactl_xgetqstatv,
    "quotactl(QCMD(Q_XGETQSTATV, USRQUOTA), \"/dev/nonexistent\", 0x1230",
    SYS_quotactl, Q(0x5808, 0), DEVICE, 1, NOWHERE)
ROW(quotactl_xgetnext,
    "quotactl(QCMD(Q_XGETNEXTQUOTA, USRQUOTA), \"/dev/nonexistent\", 1, 0x1230",
    SYS_quotactl, Q(0x5809, 0), DEVICE, 1, NOWHERE)
ROW(quotactl_unknown,
    "quotactl(QCMD(0xabcdef /* Q_??? */, 0xab /* ???QUOTA */), \"/dev/nonexistent\", 1, 0x1230",
    SYS_quotactl, Q(0xabcdef, 0xab), DEVICE, 1, NOWHERE)
ROW(quotactl_zero,
    "quotactl(QCMD(0 /* Q_??? */, USRQUOTA), 0x1230, -1, NULL",
    SYS_quotactl, 0, NOWHERE, -1, 0)
ROW(quotactl_fd_getquota,
    "quotactl_fd(-1, QCMD(Q_GETQUOTA, PRJQUOTA), 1000, 0x1230",
    SYS_quotactl_fd, -1, Q(0x800007, 2), 1000, NOWHERE)
ROW(quotactl_fd_on,
    "quotactl_fd(-1, QCMD(Q_QUOTAON, PRJQUOTA), QFMT_VFS_V0, \"/quota.file\"",
    SYS_quotactl_fd, -1, Q(0x800002, 2), 2, "/quota.file")
ROW(quotactl_fd_unknown,
    "quotactl_fd(-1, QCMD(0xffffff /* Q_??? */, 0xff /* ???QUOTA */), -1, 0x1230",
    SYS_quotactl_fd, -1, -1, -1, NOWHERE)
