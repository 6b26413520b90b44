/* Mounts, in the old way and in the new one. */
#include "files_rows.h"

#include <linux/mount.h>

#define A "/nonexistent/a"

ROW(mount_plain,
    "mount(\"source\", \"/nonexistent/a\", \"ext4\", 0, \"data,of=it\"",
    SYS_mount, "source", A, "ext4", 0, "data,of=it")
ROW(mount_all,
    "mount(\"source\", \"/nonexistent/a\", 0x10000000, MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC|MS_SYNCHRONOUS|MS_REMOUNT|MS_MANDLOCK|MS_DIRSYNC|MS_NOSYMFOLLOW|MS_NOATIME|MS_NODIRATIME|MS_BIND|MS_MOVE|MS_REC|MS_SILENT|MS_POSIXACL|MS_UNBINDABLE|MS_PRIVATE|MS_SLAVE|MS_SHARED|MS_RELATIME|MS_KERNMOUNT|MS_I_VERSION|MS_STRICTATIME|MS_LAZYTIME|0x200, \"data\"",
    SYS_mount, "source", A, PLACED_TEXT(0, "ext4"), 0x3ffffff, "data")
ROW(mount_magic,
    "mount(\"source\", \"/nonexistent/a\", \"ext4\", MS_MGC_VAL|MS_RDONLY, \"data\"",
    SYS_mount, "source", A, "ext4", 0xc0ed0001, "data")
ROW(mount_magic_alone,
    "mount(NULL, \"/nonexistent/a\", \"ext4\", MS_MGC_VAL, NULL",
    SYS_mount, 0, A, "ext4", 0xc0ed0000, 0)
ROW(mount_unknown,
    "mount(\"none\", \"/nonexistent/a\", NULL, MS_SUBMOUNT|MS_NOREMOTELOCK|MS_NOSEC|MS_BORN|0xdeadbeef00000200, 0x1230",
    SYS_mount, "none", A, 0, 0xdeadbeef3c000200, NOWHERE)
ROW(mount_bind,
    "mount(\"/from\", \"/nonexistent/a\", 0x10000000, MS_BIND|MS_REC, 0x10001000",
    SYS_mount, "/from", A, PLACED_TEXT(0, "ignored"), 0x5000, PLACED_TEXT(1, "ignored"))
ROW(mount_move,
    "mount(\"/from\", \"/nonexistent/a\", 0x10000000, MS_MOVE, 0x10001000",
    SYS_mount, "/from", A, PLACED_TEXT(0, "ignored"), 0x2000, PLACED_TEXT(1, "ignored"))
ROW(mount_remount,
    "mount(\"/from\", \"/nonexistent/a\", 0x10000000, MS_RDONLY|MS_REMOUNT, \"data\"",
    SYS_mount, "/from", A, PLACED_TEXT(0, "ignored"), 0x21, "data")
ROW(mount_private,
    "mount(\"none\", \"/nonexistent/a\", 0x1230, MS_REC|MS_PRIVATE, NULL",
    SYS_mount, "none", A, NOWHERE, 0x44000, 0)
ROW(mount_nowhere,
    "mount(0x1230, 0x1230, 0x1230, MS_RELATIME, 0x1230",
    SYS_mount, NOWHERE, NOWHERE, NOWHERE, 0x200000, NOWHERE)
ROW(umount2_flags,
    "umount2(\"/nonexistent/a\", MNT_FORCE|MNT_DETACH|MNT_EXPIRE|UMOUNT_NOFOLLOW",
    SYS_umount2, A, 0xf)
ROW(umount2_unknown,
    "umount2(\"/nonexistent/a\", 0x10 /* MNT_??? */",
    SYS_umount2, A, 0x10)
ROW(umount2_zero,
    "umount2(\"/nonexistent/a\", 0",
    SYS_umount2, A, 0)
ROW(umount2_all,
    "umount2(NULL, MNT_FORCE|MNT_DETACH|MNT_EXPIRE|UMOUNT_NOFOLLOW|0xfffffff0",
    SYS_umount2, 0, -1)
ROW(swapon_prefer,
    "swapon(\"/nonexistent/a\", SWAP_FLAG_PREFER|SWAP_FLAG_DISCARD|SWAP_FLAG_DISCARD_ONCE|SWAP_FLAG_DISCARD_PAGES|5",
    SYS_swapon, A, 0x78005)
ROW(swapon_plain,
    "swapon(\"/nonexistent/a\", SWAP_FLAG_DISCARD|0",
    SYS_swapon, A, 0x10000)
ROW(swapon_unknown,
    "swapon(\"/nonexistent/a\", 0x100000 /* SWAP_FLAG_??? */|3",
    SYS_swapon, A, 0x100003)
ROW(swapon_zero,
    "swapon(\"/nonexistent/a\", 0",
    SYS_swapon, A, 0)
ROW(swapoff_bad,
    "swapoff(\"/nonexistent/a\"",
    SYS_swapoff, A)

ROW(open_tree_flags,
    "open_tree(AT_FDCWD, \"/nonexistent/a\", OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC|AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH|AT_RECURSIVE",
    SYS_open_tree, AT_FDCWD, A, 1 | 0x80000 | 0x9900)
ROW(open_tree_unknown,
    "open_tree(-1, \"/nonexistent/a\", 0x10 /* OPEN_TREE_??? */",
    SYS_open_tree, -1, A, 0x10)
ROW(open_tree_zero,
    "open_tree(-1, \"/nonexistent/a\", 0",
    SYS_open_tree, -1, A, 0)
ROW(move_mount_flags,
    "move_mount(-1, \"/nonexistent/a\", AT_FDCWD, \"b\", MOVE_MOUNT_F_SYMLINKS|MOVE_MOUNT_F_AUTOMOUNTS|MOVE_MOUNT_F_EMPTY_PATH|MOVE_MOUNT_T_SYMLINKS|MOVE_MOUNT_T_AUTOMOUNTS|MOVE_MOUNT_T_EMPTY_PATH|MOVE_MOUNT_SET_GROUP",
    SYS_move_mount, -1, A, AT_FDCWD, "b", 0x177)
ROW(move_mount_unknown,
    "move_mount(-1, \"/nonexistent/a\", -2, 0x1230, 0x800 /* MOVE_MOUNT_??? */",
    SYS_move_mount, -1, A, -2, NOWHERE, 0x800)
ROW(fsopen_flags,
    "fsopen(\"nonexistent\", FSOPEN_CLOEXEC",
    SYS_fsopen, "nonexistent", 1)
ROW(fsopen_unknown,
    "fsopen(\"nonexistent\", 0x2 /* FSOPEN_??? */",
    SYS_fsopen, "nonexistent", 2)
ROW(fsconfig_flag,
    "fsconfig(-1, FSCONFIG_SET_FLAG, \"key\", NULL, 0",
    SYS_fsconfig, -1, 0, "key", 0, 0)
ROW(fsconfig_flag_bad,
    "fsconfig(-1, FSCONFIG_SET_FLAG, \"key\", 0x1230, 5",
    SYS_fsconfig, -1, 0, "key", NOWHERE, 5)
ROW(fsconfig_string,
    "fsconfig(-1, FSCONFIG_SET_STRING, \"key\", \"value\", 0",
    SYS_fsconfig, -1, 1, "key", "value", 0)
ROW(fsconfig_binary,
    "fsconfig(-1, FSCONFIG_SET_BINARY, \"key\", \"\\x76\\x61\\x6c\\x00\\x75\\x65\", 6",
    SYS_fsconfig, -1, 2, "key", "val\0ue", 6)
ROW(fsconfig_binary_negative,
    "fsconfig(-1, FSCONFIG_SET_BINARY, \"key\", 0x10000000, -1",
    SYS_fsconfig, -1, 2, "key", PLACED_TEXT(0, "val"), -1)
ROW(fsconfig_path,
    "fsconfig(-1, FSCONFIG_SET_PATH, \"key\", \"/some/path\", AT_FDCWD",
    SYS_fsconfig, -1, 3, "key", "/some/path", AT_FDCWD)
ROW(fsconfig_path_empty,
    "fsconfig(-1, FSCONFIG_SET_PATH_EMPTY, \"key\", \"\", -2",
    SYS_fsconfig, -1, 4, "key", "", -2)
ROW(fsconfig_fd,
    "fsconfig(-1, FSCONFIG_SET_FD, \"key\", NULL, -2",
    SYS_fsconfig, -1, 5, "key", 0, -2)
ROW(fsconfig_fd_value,
    "fsconfig(-1, FSCONFIG_SET_FD, \"key\", 0x1230, 3",
    SYS_fsconfig, -1, 5, "key", NOWHERE, 3)
ROW(fsconfig_create,
    "fsconfig(-1, FSCONFIG_CMD_CREATE, NULL, NULL, 0",
    SYS_fsconfig, -1, 6, 0, 0, 0)
ROW(fsconfig_create_values,
    "fsconfig(-1, FSCONFIG_CMD_CREATE, 0x1230, 0x1230, 5",
    SYS_fsconfig, -1, 6, NOWHERE, NOWHERE, 5)
ROW(fsconfig_reconfigure,
    "fsconfig(-1, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0",
    SYS_fsconfig, -1, 7, 0, 0, 0)
ROW(fsconfig_unknown,
    "fsconfig(-1, 0x63 /* FSCONFIG_??? */, 0x10000000, 0x10001000, 5",
    SYS_fsconfig, -1, 99, PLACED_TEXT(0, "key"), PLACED_TEXT(1, "value"), 5)
ROW(fsmount_flags,
    "fsmount(-1, FSMOUNT_CLOEXEC, MOUNT_ATTR_RDONLY|MOUNT_ATTR_NOSUID|MOUNT_ATTR_NODEV|MOUNT_ATTR_NOEXEC|MOUNT_ATTR_NOATIME",
    SYS_fsmount, -1, 1, 0x1f)
ROW(fsmount_times,
    "fsmount(-1, 0, MOUNT_ATTR_STRICTATIME|MOUNT_ATTR_NODIRATIME",
    SYS_fsmount, -1, 0, 0xa0)
ROW(fsmount_unknown,
    "fsmount(-1, 0x4 /* FSMOUNT_??? */, MOUNT_ATTR_IDMAP|MOUNT_ATTR_NOSYMFOLLOW|0xf00",
    SYS_fsmount, -1, 4, 0x300f00)
ROW(fsmount_zero,
    "fsmount(-1, 0, 0",
    SYS_fsmount, -1, 0, 0)
ROW(fspick_flags,
    "fspick(-1, \"/nonexistent/a\", FSPICK_CLOEXEC|FSPICK_SYMLINK_NOFOLLOW|FSPICK_NO_AUTOMOUNT|FSPICK_EMPTY_PATH",
    SYS_fspick, -1, A, 0xf)
ROW(fspick_unknown,
    "fspick(-1, \"/nonexistent/a\", 0x10 /* FSPICK_??? */",
    SYS_fspick, -1, A, 0x10)
ROW(mount_setattr_all,
    "mount_setattr(-1, \"/nonexistent/a\", AT_SYMLINK_NOFOLLOW|AT_NO_AUTOMOUNT|AT_EMPTY_PATH|AT_RECURSIVE, {attr_set=MOUNT_ATTR_RDONLY|MOUNT_ATTR_NOSUID|MOUNT_ATTR_NODEV|MOUNT_ATTR_NOEXEC|MOUNT_ATTR_IDMAP, attr_clr=MOUNT_ATTR__ATIME, propagation=MS_PRIVATE, userns_fd=5}, 32",
    SYS_mount_setattr, -1, A, 0x9900,
    MEM(struct mount_attr, .attr_set = 0x10000f, .attr_clr = 0x70, .propagation = 0x40000, .userns_fd = 5), 32)
ROW(mount_setattr_zero,
    "mount_setattr(AT_FDCWD, \"/nonexistent/a\", 0, {attr_set=0, attr_clr=0, propagation=0 /* MS_??? */, userns_fd=0}, 32",
    SYS_mount_setattr, AT_FDCWD, A, 0, MEM(struct mount_attr, 0), 32)
ROW(mount_setattr_shared,
    "mount_setattr(AT_FDCWD, \"/nonexistent/a\", 0x1 /* AT_??? */, {attr_set=MOUNT_ATTR_NOSYMFOLLOW, attr_clr=MOUNT_ATTR_STRICTATIME, propagation=0x1e0000 /* MS_??? */, userns_fd=18446744073709551615}, 32",
    SYS_mount_setattr, AT_FDCWD, A, 1,
    MEM(struct mount_attr, .attr_set = 0x200000, .attr_clr = 0x20, .propagation = 0x1e0000, .userns_fd = -1), 32)
ROW(mount_setattr_short,
    "mount_setattr(-1, \"/nonexistent/a\", 0, 0x1230, 8",
    SYS_mount_setattr, -1, A, 0, NOWHERE, 8)
ROW(mount_setattr_long,
    "mount_setattr(-1, \"/nonexistent/a\", 0, {attr_set=MOUNT_ATTR_RDONLY, attr_clr=MOUNT_ATTR_NOSUID, propagation=0 /* MS_??? */, userns_fd=0, /* bytes 32..39 */ \"\\x05\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"}, 40",
    SYS_mount_setattr, -1, A, 0, ARRAY(uint64_t, 1, 2, 0, 0, 5), 40)
ROW(mount_setattr_nowhere,
    "mount_setattr(-1, \"/nonexistent/a\", 0, 0x1230, 32",
    SYS_mount_setattr, -1, A, 0, NOWHERE, 32)
ROW_I386(i386_mount,
    "mount(\"a\", \"b\", \"c\", MS_MGC_VAL|MS_RDONLY, \"d\"",
    21, LOW_TEXT("a"), LOW_TEXT("b"), LOW_TEXT("c"), 0xc0ed0001, LOW_TEXT("d"))
ROW_I386(i386_mount_setattr,
    "mount_setattr(-1, \"/nonexistent/a\", 0, {attr_set=MOUNT_ATTR_RDONLY|MOUNT_ATTR_NOSUID, attr_clr=0, propagation=0 /* MS_??? */, userns_fd=0}, 32",
    442, -1, LOW_TEXT(A), 0, LOW(struct mount_attr, .attr_set = 3), 32)
