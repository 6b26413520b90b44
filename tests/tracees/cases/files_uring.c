/* io_uring, and rules of Landlock. */
#include "files_rows.h"

#include <linux/io_uring.h>
#include <linux/landlock.h>
#include <sys/uio.h>

#define AT(...) ((uint64_t)(long)(__VA_ARGS__))

ROW(io_uring_setup_zero,
    "io_uring_setup(0, 0x1230",
    SYS_io_uring_setup, 0, NOWHERE)
ROW(io_uring_setup_flags,
    "io_uring_setup(4294967295, {flags=IORING_SETUP_IOPOLL|IORING_SETUP_SQPOLL|IORING_SETUP_SQ_AFF|IORING_SETUP_CQSIZE|IORING_SETUP_CLAMP|IORING_SETUP_ATTACH_WQ|IORING_SETUP_R_DISABLED|IORING_SETUP_SUBMIT_ALL|IORING_SETUP_COOP_TASKRUN|IORING_SETUP_TASKRUN_FLAG|IORING_SETUP_SQE128|IORING_SETUP_CQE32|IORING_SETUP_SINGLE_ISSUER|IORING_SETUP_DEFER_TASKRUN, sq_thread_cpu=0x5, sq_thread_idle=6, wq_fd=-1}",
    SYS_io_uring_setup, -1, MEM(struct io_uring_params, .flags = 0x3fff, .sq_thread_cpu = 5, .sq_thread_idle = 6, .wq_fd = -1))
ROW(io_uring_setup_unknown,
    "io_uring_setup(1, {flags=0x80000000 /* IORING_SETUP_??? */, sq_thread_cpu=0, sq_thread_idle=0, resv=[0x1, 0x2, 0x3]}",
    SYS_io_uring_setup, 1, MEM(struct io_uring_params, .flags = 0x80000000, .resv = {1, 2, 3}))
ROW(io_uring_setup_plain,
    "io_uring_setup(0, {flags=IORING_SETUP_CQSIZE, sq_thread_cpu=0, sq_thread_idle=0}",
    SYS_io_uring_setup, 0, MEM(struct io_uring_params, .cq_entries = 7, .flags = 8))
ROW(io_uring_setup_attach,
    "io_uring_setup(0, {flags=IORING_SETUP_SQPOLL|IORING_SETUP_ATTACH_WQ, sq_thread_cpu=0, sq_thread_idle=3, wq_fd=-1}",
    SYS_io_uring_setup, 0, MEM(struct io_uring_params, .flags = 0x22, .wq_fd = -1, .sq_thread_idle = 3))
ROW(io_uring_enter_bad,
    "io_uring_enter(-1, 1, 2, 0, NULL, 0",
    SYS_io_uring_enter, -1, 1, 2, 0, 0, 0)
ROW(io_uring_enter_mask,
    "io_uring_enter(-1, 4294967295, 4294967294, IORING_ENTER_GETEVENTS, [HUP USR1], 8",
    SYS_io_uring_enter, -1, -1, -2, 1, MEM(uint64_t, 0x201), 8)
ROW(io_uring_enter_all,
    "io_uring_enter(-1, 0, 0, IORING_ENTER_GETEVENTS|IORING_ENTER_SQ_WAKEUP|IORING_ENTER_SQ_WAIT, 0x1230, 8",
    SYS_io_uring_enter, -1, 0, 0, 0x7, NOWHERE, 8)
ROW(io_uring_enter_ext,
    "io_uring_enter(-1, 0, 0, IORING_ENTER_GETEVENTS|IORING_ENTER_EXT_ARG, {sigmask=[HUP USR1], sigmask_sz=8, ts={tv_sec=3, tv_nsec=4}}, 24",
    SYS_io_uring_enter, -1, 0, 0, 0x9, ARRAY(uint64_t, AT(MEM(uint64_t, 0x201)), 8,
    AT(ARRAY(struct timespec, {3, 4}))), 24)
ROW(io_uring_enter_ext_short,
    "io_uring_enter(-1, 0, 0, IORING_ENTER_GETEVENTS|IORING_ENTER_EXT_ARG, 0x1230, 16",
    SYS_io_uring_enter, -1, 0, 0, 0x9, NOWHERE, 16)
ROW(io_uring_enter_unknown,
    "io_uring_enter(-1, 0, 0, 0x8000 /* IORING_ENTER_??? */, 0x1230, 18446744073709551615",
    SYS_io_uring_enter, -1, 0, 0, 0x8000, NOWHERE, -1)

#define R SYS_io_uring_register, -1
ROW(register_buffers,
    "io_uring_register(-1, IORING_REGISTER_BUFFERS, [{iov_base=0x1230, iov_len=3}], 1",
    R, 0, ARRAY(struct iovec, {NOWHERE, 3}), 1)
ROW(register_buffers_null,
    "io_uring_register(-1, IORING_REGISTER_BUFFERS, NULL, 0",
    R, 0, 0, 0)
ROW(unregister_buffers,
    "io_uring_register(-1, IORING_UNREGISTER_BUFFERS, 0x1230, 5",
    R, 1, NOWHERE, 5)
ROW(register_files,
    "io_uring_register(-1, IORING_REGISTER_FILES, [-1, 0, -2], 3",
    R, 2, ARRAY(int, -1, 0, -2), 3)
ROW(register_files_nowhere,
    "io_uring_register(-1, IORING_REGISTER_FILES, 0x1230, 3",
    R, 2, NOWHERE, 3)
ROW(unregister_files,
    "io_uring_register(-1, IORING_UNREGISTER_FILES, NULL, 0",
    R, 3, 0, 0)
ROW(register_eventfd,
    "io_uring_register(-1, IORING_REGISTER_EVENTFD, [-1], 1",
    R, 4, MEM(int, -1), 1)
ROW(unregister_eventfd,
    "io_uring_register(-1, IORING_UNREGISTER_EVENTFD, NULL, 0",
    R, 5, 0, 0)
ROW(register_files_update,
    "io_uring_register(-1, IORING_REGISTER_FILES_UPDATE, {offset=5, fds=[-1, IORING_REGISTER_FILES_SKIP]}, 2",
    R, 6, MEM(struct io_uring_files_update, .offset = 5, .fds = AT(ARRAY(int, -1, -2))), 2)
ROW(register_files_update_nowhere,
    "io_uring_register(-1, IORING_REGISTER_FILES_UPDATE, {offset=5, resv=0x7, fds=0x1230}, 2",
    R, 6, MEM(struct io_uring_files_update, .offset = 5, .resv = 7, .fds = 0x1230), 2)
ROW(register_eventfd_async,
    "io_uring_register(-1, IORING_REGISTER_EVENTFD_ASYNC, [-1], 1",
    R, 7, MEM(int, -1), 1)
ROW(register_probe,
    "io_uring_register(-1, IORING_REGISTER_PROBE, {last_op=IORING_OP_READV, ops_len=2, ops=[{op=IORING_OP_NOP, flags=0}, {op=IORING_OP_NOP, flags=0}]}, 2",
    R, 8, MEM(struct { char bytes[40]; }, {1, 2}), 2)
ROW(register_probe_nowhere,
    "io_uring_register(-1, IORING_REGISTER_PROBE, 0x1230, 2",
    R, 8, NOWHERE, 2)
ROW(register_personality,
    "io_uring_register(-1, IORING_REGISTER_PERSONALITY, 0x1230, 5",
    R, 9, NOWHERE, 5)
ROW(unregister_personality,
    "io_uring_register(-1, IORING_UNREGISTER_PERSONALITY, 0x1230, 5",
    R, 10, NOWHERE, 5)
ROW(register_restrictions,
    "io_uring_register(-1, IORING_REGISTER_RESTRICTIONS, [{opcode=IORING_RESTRICTION_REGISTER_OP, register_op=IORING_REGISTER_FILES}, {opcode=IORING_RESTRICTION_SQE_OP, sqe_op=IORING_OP_READ}, {opcode=IORING_RESTRICTION_SQE_FLAGS_ALLOWED, sqe_flags=IOSQE_FIXED_FILE|IOSQE_IO_DRAIN|IOSQE_IO_LINK|IOSQE_IO_HARDLINK|IOSQE_ASYNC|IOSQE_BUFFER_SELECT|IOSQE_CQE_SKIP_SUCCESS}, {opcode=IORING_RESTRICTION_SQE_FLAGS_REQUIRED, sqe_flags=IOSQE_FIXED_FILE}, {opcode=0x9 /* IORING_RESTRICTION_??? */ /* op: 0x1 */}], 5",
    R, 11, ARRAY(struct io_uring_restriction, {.opcode = 0, .register_op = 2}, {.opcode = 1, .sqe_op = 22}, {.opcode = 2, .sqe_flags = 0x7f},
    {.opcode = 3, .sqe_flags = 1}, {.opcode = 9, .sqe_flags = 1}), 5)
ROW(register_enable_rings,
    "io_uring_register(-1, IORING_REGISTER_ENABLE_RINGS, NULL, 0",
    R, 12, 0, 0)
ROW(register_files2,
    "io_uring_register(-1, IORING_REGISTER_FILES2, {nr=2, flags=0, data=[-1, -2], tags=[0x7, 0x8]}, 32",
    R, 13, MEM(struct io_uring_rsrc_register, .nr = 2, .data = AT(ARRAY(int, -1, -2)), .tags = AT(ARRAY(uint64_t, 7, 8))), 32)
ROW(register_files_update2,
    "io_uring_register(-1, IORING_REGISTER_FILES_UPDATE2, {offset=1, data=[-1, IORING_REGISTER_FILES_SKIP], tags=[0x7, 0x8], nr=2}, 32",
    R, 14, MEM(struct io_uring_rsrc_update2, .offset = 1, .data = AT(ARRAY(int, -1, -2)), .tags = AT(ARRAY(uint64_t, 7, 8)), .nr = 2), 32)
ROW(register_buffers2,
    "io_uring_register(-1, IORING_REGISTER_BUFFERS2, {nr=1, flags=0, data=[{iov_base=0x1230, iov_len=4}], tags=[0x7]}, 32",
    R, 15, MEM(struct io_uring_rsrc_register, .nr = 1, .data = AT(ARRAY(struct iovec, {NOWHERE, 4})), .tags = AT(ARRAY(uint64_t, 7))), 32)
ROW(register_buffers_update,
    "io_uring_register(-1, IORING_REGISTER_BUFFERS_UPDATE, {offset=1, data=[{iov_base=0x1230, iov_len=4}], tags=NULL, nr=1}, 32",
    R, 16, MEM(struct io_uring_rsrc_update2, .offset = 1, .data = AT(ARRAY(struct iovec, {NOWHERE, 4})), .tags = 0, .nr = 1), 32)
ROW(register_iowq_aff,
    "io_uring_register(-1, IORING_REGISTER_IOWQ_AFF, [0 2], 8",
    R, 17, ARRAY(uint64_t, 5), 8)
ROW(unregister_iowq_aff,
    "io_uring_register(-1, IORING_UNREGISTER_IOWQ_AFF, NULL, 0",
    R, 18, 0, 0)
ROW(register_iowq_max_workers,
    "io_uring_register(-1, IORING_REGISTER_IOWQ_MAX_WORKERS, [[IO_WQ_BOUND]=5, [IO_WQ_UNBOUND]=6] => 0x10000000, 2",
    R, 19, PLACED(0, uint64_t, 0x600000005), 2)
ROW(register_iowq_max_workers_bad,
    "io_uring_register(-1, IORING_REGISTER_IOWQ_MAX_WORKERS, 0x1230, 1",
    R, 19, NOWHERE, 1)
ROW(register_ring_fds,
    "io_uring_register(-1, IORING_REGISTER_RING_FDS, [{offset=-1, data=-1}], 1",
    R, 20, ARRAY(struct io_uring_rsrc_update, {.offset = -1, .data = 0xffffffff}), 1)
ROW(unregister_ring_fds,
    "io_uring_register(-1, IORING_UNREGISTER_RING_FDS, [{offset=5}], 1",
    R, 21, ARRAY(struct io_uring_rsrc_update, {.offset = 5, .data = 0}), 1)
ROW(register_pbuf_ring,
    "io_uring_register(-1, IORING_REGISTER_PBUF_RING, {ring_addr=0x1230, ring_entries=8, bgid=7}, 1",
    R, 22, MEM(struct io_uring_buf_reg, .ring_addr = 0x1230, .ring_entries = 8, .bgid = 7), 1)
ROW(unregister_pbuf_ring,
    "io_uring_register(-1, IORING_UNREGISTER_PBUF_RING, {ring_addr=NULL, ring_entries=0, bgid=7}, 1",
    R, 23, MEM(struct io_uring_buf_reg, .ring_addr = 0, .ring_entries = 0, .bgid = 7), 1)
ROW(register_unknown,
    "io_uring_register(-1, 0x63 /* IORING_REGISTER_??? */, 0x1230, 5",
    R, 99, NOWHERE, 5)
ROW(register_registered,
    "io_uring_register(-1, IORING_UNREGISTER_BUFFERS|IORING_REGISTER_USE_REGISTERED_RING, 0x1230, 5",
    R, 0x80000001, NOWHERE, 5)

ROW(landlock_create_version,
    "landlock_create_ruleset(NULL, 5, LANDLOCK_CREATE_RULESET_VERSION",
    SYS_landlock_create_ruleset, 0, 5, 1)
ROW(landlock_create_unknown,
    "landlock_create_ruleset({handled_access_fs=LANDLOCK_ACCESS_FS_EXECUTE|LANDLOCK_ACCESS_FS_WRITE_FILE|LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_READ_DIR|LANDLOCK_ACCESS_FS_REMOVE_DIR|LANDLOCK_ACCESS_FS_REMOVE_FILE|LANDLOCK_ACCESS_FS_MAKE_CHAR|LANDLOCK_ACCESS_FS_MAKE_DIR|LANDLOCK_ACCESS_FS_MAKE_REG|LANDLOCK_ACCESS_FS_MAKE_SOCK|LANDLOCK_ACCESS_FS_MAKE_FIFO|LANDLOCK_ACCESS_FS_MAKE_BLOCK|LANDLOCK_ACCESS_FS_MAKE_SYM}, 8, 0xbadc0dec /* LANDLOCK_CREATE_RULESET_??? */",
    SYS_landlock_create_ruleset, MEM(uint64_t, 0x1fff), 8, 0xbadc0dec)
ROW(landlock_create_nowhere,
    "landlock_create_ruleset(0x1230, 8, 0",
    SYS_landlock_create_ruleset, NOWHERE, 8, 0)
ROW(landlock_create_short,
    "landlock_create_ruleset(0x1230, 4, LANDLOCK_CREATE_RULESET_ERRATA",
    SYS_landlock_create_ruleset, NOWHERE, 4, 2)
ROW(landlock_create_zero,
    "landlock_create_ruleset({handled_access_fs=0}, 8, LANDLOCK_CREATE_RULESET_ERRATA",
    SYS_landlock_create_ruleset, MEM(uint64_t, 0), 8, 2)
ROW(landlock_create_high,
    "landlock_create_ruleset({handled_access_fs=LANDLOCK_ACCESS_FS_IOCTL_DEV|0xffffffffffff0000}, 8, LANDLOCK_CREATE_RULESET_ERRATA",
    SYS_landlock_create_ruleset, MEM(uint64_t, 0xffffffffffff8000), 8, 2)
ROW(landlock_add_path,
    "landlock_add_rule(-1, LANDLOCK_RULE_PATH_BENEATH, {allowed_access=LANDLOCK_ACCESS_FS_EXECUTE|LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_READ_DIR, parent_fd=-2}, 0",
    SYS_landlock_add_rule, -1, 1, MEM(struct landlock_path_beneath_attr, .allowed_access = 0xd, .parent_fd = -2), 0)
ROW(landlock_add_path_unknown,
    "landlock_add_rule(-1, LANDLOCK_RULE_PATH_BENEATH, {allowed_access=0x100000000 /* LANDLOCK_ACCESS_FS_??? */, parent_fd=-2}, 0x5",
    SYS_landlock_add_rule, -1, 1, MEM(struct landlock_path_beneath_attr, .allowed_access = 0x100000000, .parent_fd = -2), 5)
ROW(landlock_add_unknown,
    "landlock_add_rule(-1, 0x63 /* LANDLOCK_RULE_??? */, 0x1230, 0xffffffff",
    SYS_landlock_add_rule, -1, 99, NOWHERE, -1)
ROW(landlock_add_nowhere,
    "landlock_add_rule(-1, LANDLOCK_RULE_PATH_BENEATH, 0x1230, 0",
    SYS_landlock_add_rule, -1, 1, NOWHERE, 0)
ROW(landlock_restrict,
    "landlock_restrict_self(-1, 0",
    SYS_landlock_restrict_self, -1, 0)
ROW(landlock_restrict_unknown,
    "landlock_restrict_self(-1, 0x100 /* LANDLOCK_RESTRICT_SELF_??? */",
    SYS_landlock_restrict_self, -1, 0x100)
