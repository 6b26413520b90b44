/* Calls of kernels that are newer than the peer, and what is newer in older calls. */
#include "files_rows.h"

#include <linux/mount.h>

#define A "/nonexistent/a"

struct mount_request {
    uint32_t size, spare;
    uint64_t id, param, namespace;
};

struct attribute_arguments {
    uint64_t value;
    uint32_t size, flags;
};

struct file_attributes {
    uint64_t flags;
    uint32_t extent, extents, project, copy;
};

#define AT(...) ((uint64_t)(long)(__VA_ARGS__))

ROW(cachestat_bad, "cachestat(-1, {off=5, len=6}, 0x1230, 0", 451, -1, ARRAY(uint64_t, 5, 6), NOWHERE, 0)
ROW(cachestat_nowhere, "cachestat(-1, 0x1230, NULL, 7", 451, -1, NOWHERE, 0, 7)
ROW(fchmodat2_unknown, "fchmodat2(AT_FDCWD, \"/nonexistent/a\", 04755, 0x1 /* AT_??? */", 452, AT_FDCWD, A, 04755, 1)
ROW(statmount_bad, "statmount({size=24, mnt_id=0x5, param=STATMOUNT_SB_BASIC|STATMOUNT_MNT_POINT}, 0x1230, 512, 0x7", 457,
    MEM(struct mount_request, .size = 24, .id = 5, .param = 0x11), NOWHERE, 512, 7)
ROW(statmount_nowhere, "statmount(0x1230, NULL, 0, 0", 457, NOWHERE, 0, 0, 0)
ROW(listmount_bad, "listmount({size=24, mnt_id=LSMT_ROOT, param=0x7}, 0x1230, 5, LISTMOUNT_REVERSE", 458,
    MEM(struct mount_request, .size = 24, .id = -1, .param = 7), NOWHERE, 5, 1)
ROW(setxattrat_bad, "setxattrat(-1, \"/nonexistent/a\", AT_SYMLINK_NOFOLLOW, \"user.a\", {value=\"bytes\", size=5, flags=XATTR_CREATE}, 16", 463, -1, A,
    0x100, "user.a", MEM(struct attribute_arguments, AT("bytes"), 5, 1), 16)
ROW(setxattrat_nowhere, "setxattrat(-1, \"/nonexistent/a\", 0, NULL, 0x1230, 16", 463, -1, A, 0, 0, NOWHERE, 16)
ROW(getxattrat_bad, "getxattrat(-1, \"/nonexistent/a\", AT_EMPTY_PATH, \"user.a\", 0x1230, 16", 464, -1, A, 0x1000, "user.a", NOWHERE, 16)
ROW(listxattrat_bad, "listxattrat(-1, \"/nonexistent/a\", 0, 0x1230, 16", 465, -1, A, 0, NOWHERE, 16)
ROW(removexattrat_bad, "removexattrat(-1, \"/nonexistent/a\", 0x2 /* AT_??? */, \"user.a\"", 466, -1, A, 2, "user.a")
ROW(open_tree_attr_bad, "open_tree_attr(-1, \"/nonexistent/a\", OPEN_TREE_CLONE, {attr_set=MOUNT_ATTR_RDONLY, attr_clr=0, propagation=MS_SLAVE, userns_fd=0}, 32",
    467, -1, A, 1, MEM(struct mount_attr, .attr_set = 1, .propagation = 0x80000), 32)
ROW(file_getattr_bad, "file_getattr(-1, \"/nonexistent/a\", 0x1230, 24, 0", 468, -1, A, NOWHERE, 24, 0)
ROW(file_setattr_bad, "file_setattr(-1, \"/nonexistent/a\", {fa_xflags=FS_XFLAG_IMMUTABLE|FS_XFLAG_NODUMP, fa_extsize=1, fa_nextents=2, fa_projid=3, fa_cowextsize=4}, 24, AT_SYMLINK_NOFOLLOW",
    469, -1, A, MEM(struct file_attributes, 0x88, 1, 2, 3, 4), 24, 0x100)
ROW(name_to_handle_unique, "name_to_handle_at(-1, \"/nonexistent/a\", NULL, 0x1230, AT_HANDLE_MNT_ID_UNIQUE|AT_HANDLE_CONNECTABLE|AT_HANDLE_FID",
    SYS_name_to_handle_at, -1, A, 0, NOWHERE, 0x203)
ROW(move_mount_beneath, "move_mount(-1, \"a\", -2, \"b\", MOVE_MOUNT_BENEATH", SYS_move_mount, -1, "a", -2, "b", 0x200)
ROW(fsconfig_exclusive, "fsconfig(-1, FSCONFIG_CMD_CREATE_EXCL, NULL, NULL, 0", SYS_fsconfig, -1, 8, 0, 0, 0)
ROW(landlock_net, "landlock_add_rule(-1, LANDLOCK_RULE_NET_PORT, {allowed_access=LANDLOCK_ACCESS_NET_BIND_TCP, port=80}, 0", SYS_landlock_add_rule,
    -1, 2, ARRAY(uint64_t, 1, 80), 0)
ROW(landlock_all, "landlock_create_ruleset({handled_access_fs=LANDLOCK_ACCESS_FS_EXECUTE, handled_access_net=LANDLOCK_ACCESS_NET_CONNECT_TCP, scoped=LANDLOCK_SCOPE_SIGNAL}, 24, 0x8 /* LANDLOCK_CREATE_RULESET_??? */",
    SYS_landlock_create_ruleset, ARRAY(uint64_t, 1, 2, 2), 24, 8)
ROW(register_napi, "io_uring_register(-1, IORING_REGISTER_NAPI, {busy_poll_to=5, prefer_busy_poll=1}, 1", SYS_io_uring_register, -1, 27, ARRAY(uint32_t, 5, 1, 0, 0), 1)
ROW(register_clock, "io_uring_register(-1, IORING_REGISTER_CLOCK, {clockid=CLOCK_BOOTTIME}, 0", SYS_io_uring_register, -1, 29, ARRAY(uint32_t, 7, 0, 0, 0), 0)
ROW(register_clone, "io_uring_register(-1, IORING_REGISTER_CLONE_BUFFERS, {src_fd=-2, flags=IORING_REGISTER_DST_REPLACE, src_off=1, dst_off=2, nr=3}, 1", SYS_io_uring_register,
    -1, 30, ARRAY(uint32_t, -2, 2, 1, 2, 3, 0, 0, 0), 1)
ROW(register_cancel, "io_uring_register(-1, IORING_REGISTER_SYNC_CANCEL, {addr=0x7, fd=-2, flags=IORING_ASYNC_CANCEL_FD, timeout={tv_sec=1, tv_nsec=2}}, 1", SYS_io_uring_register,
    -1, 24, ARRAY(uint64_t, 7, 0x2fffffffe, 1, 2, 0, 0, 0, 0), 1)
ROW(register_range, "io_uring_register(-1, IORING_REGISTER_FILE_ALLOC_RANGE, {off=3, len=4}, 0", SYS_io_uring_register, -1, 25, ARRAY(uint32_t, 3, 4, 0, 0), 0)

CASE(listmount_gives_ids)
{
    uint64_t ids[2] = {0, 0};
    struct mount_request request = {.size = 24, .id = -1};
    long result = call(458, &request, ids, 2, 0);

    if (result != 2)
        skip_case("no listmount");
    expect(result, "listmount({size=24, mnt_id=LSMT_ROOT, param=0}, [%#lx, %#lx], 2, 0", ids[0], ids[1]);
    char buffer[1024];
    request.id = ids[0];
    request.param = 0x20 | 0x10;
    result = call(457, &request, buffer, sizeof buffer, 0);
    if (result < 0)
        skip_case("no statmount");
    const struct { uint32_t size, options; uint64_t mask; } *head = (void *)buffer;
    const uint32_t *type = (void *)(buffer + 36), *point = (void *)(buffer + 108);
    expect(result, "statmount({size=24, mnt_id=%#lx, param=STATMOUNT_MNT_POINT|STATMOUNT_FS_TYPE}, {size=%u, "
           "mask=STATMOUNT_MNT_POINT|STATMOUNT_FS_TYPE, fs_type=\"%s\", mnt_point=\"%s\"}, 1024, 0", ids[0], head->size,
           buffer + 512 + *type, buffer + 512 + *point);
}

CASE(cachestat_of_a_file)
{
    uint64_t range[2] = {0, 0}, state[5] = {0};
    int fd = open(scratch("f"), O_RDWR | O_CREAT, 0600);

    if (fd < 0 || write(fd, "abc", 3) != 3 || syscall(451, fd, range, state, 0) < 0)
        skip_case("no cachestat");
    expect(call(451, fd, range, state, 0),
           "cachestat(%d, {off=0, len=0}, {nr_cache=%lu, nr_dirty=%lu, nr_writeback=%lu, nr_evicted=%lu, nr_recently_evicted=%lu}, 0",
           fd, state[0], state[1], state[2], state[3], state[4]);
}
