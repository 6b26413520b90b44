/* Asynchronous input and output. */
#include "files_rows.h"

#include <linux/aio_abi.h>
#include <sys/uio.h>

#define AT(...) ((uint64_t)(long)(__VA_ARGS__))

ROW(io_setup_zero,
    "io_setup(0, 0x1230",
    SYS_io_setup, 0, NOWHERE)
ROW(io_setup_many,
    "io_setup(4294967295, 0x10000000",
    SYS_io_setup, -1, PLACED(0, uint64_t, 0x1234))
ROW(io_destroy_bad,
    "io_destroy(0x1230",
    SYS_io_destroy, NOWHERE)
ROW(io_getevents_bad,
    "io_getevents(0x1230, 1, 2, 0x1230, {tv_sec=1, tv_nsec=2}",
    SYS_io_getevents, NOWHERE, 1, 2, NOWHERE, ARRAY(struct timespec, {1, 2}))
ROW(io_getevents_null,
    "io_getevents(0xffffffffffffffff, -2, -3, NULL, NULL",
    SYS_io_getevents, -1, -2, -3, 0, 0)
ROW(io_pgetevents_bad,
    "io_pgetevents(0x1230, 1, 2, 0x1230, {tv_sec=1, tv_nsec=2}, {sigmask=NULL, sigsetsize=8}",
    SYS_io_pgetevents, NOWHERE, 1, 2, NOWHERE, ARRAY(struct timespec, {1, 2}), ARRAY(uint64_t, 0, 8))
ROW(io_pgetevents_mask,
    "io_pgetevents(0x1230, 1, 2, 0x1230, NULL, {sigmask=[HUP USR1], sigsetsize=8}",
    SYS_io_pgetevents, NOWHERE, 1, 2, NOWHERE, 0,
    ARRAY(uint64_t, AT(MEM(uint64_t, 0x201)), 8))
ROW(io_submit_zero,
    "io_submit(0x1230, 0, []",
    SYS_io_submit, NOWHERE, 0, NOWHERE)
ROW(io_submit_negative,
    "io_submit(0x1230, -1, 0x1230",
    SYS_io_submit, NOWHERE, -1, NOWHERE)
ROW(io_submit_null,
    "io_submit(0x1230, 2, NULL",
    SYS_io_submit, NOWHERE, 2, 0)
ROW(io_submit_nowhere,
    "io_submit(0x1230, 2, 0x1230",
    SYS_io_submit, NOWHERE, 2, NOWHERE)
ROW(io_submit_pread,
    "io_submit(0x1230, 1, [{aio_data=0xfacefeed, aio_key=5, aio_lio_opcode=IOCB_CMD_PREAD, aio_reqprio=7, aio_fildes=-1, aio_buf=0x1230, aio_nbytes=9, aio_offset=-5}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb,
    .aio_data = 0xfacefeed, .aio_key = 5, .aio_lio_opcode = 0, .aio_reqprio = 7, .aio_fildes = -1, .aio_buf = 0x1230,
    .aio_nbytes = 9, .aio_offset = -5)))
ROW(io_submit_pwrite,
    "io_submit(0x1230, 1, [{aio_data=0, aio_rw_flags=RWF_HIPRI|RWF_DSYNC|RWF_SYNC|RWF_NOWAIT|RWF_APPEND, aio_lio_opcode=IOCB_CMD_PWRITE, aio_fildes=-1, aio_buf=\"text\", aio_nbytes=4, aio_offset=5, aio_flags=IOCB_FLAG_RESFD, aio_resfd=-2}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb,
    .aio_lio_opcode = 1, .aio_rw_flags = 0x1f, .aio_fildes = -1, .aio_buf = AT("text"), .aio_nbytes = 4, .aio_offset = 5,
    .aio_flags = 1, .aio_resfd = -2)))
ROW(io_submit_fsync,
    "io_submit(0x1230, 2, [{aio_data=0, aio_lio_opcode=IOCB_CMD_FSYNC, aio_fildes=-1}, {aio_data=0, aio_lio_opcode=IOCB_CMD_FDSYNC, aio_fildes=-1}]",
    SYS_io_submit, NOWHERE, 2, ARRAY(void *, MEM(struct iocb, .aio_lio_opcode = 2, .aio_fildes = -1),
    MEM(struct iocb, .aio_lio_opcode = 3, .aio_fildes = -1)))
ROW(io_submit_poll,
    "io_submit(0x1230, 1, [{aio_data=0, aio_lio_opcode=IOCB_CMD_POLL, aio_fildes=-1, aio_buf=POLLIN|POLLOUT}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb, .aio_lio_opcode = 5, .aio_fildes = -1, .aio_buf = 5)))
ROW(io_submit_noop,
    "io_submit(0x1230, 1, [{aio_data=0, aio_lio_opcode=IOCB_CMD_NOOP, aio_fildes=-1}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb, .aio_lio_opcode = 6, .aio_fildes = -1, .aio_buf = 5)))
ROW(io_submit_preadv,
    "io_submit(0x1230, 1, [{aio_data=0, aio_lio_opcode=IOCB_CMD_PREADV, aio_fildes=-1, aio_buf=[{iov_base=0x1230, iov_len=5}], aio_offset=7}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb,
    .aio_lio_opcode = 7, .aio_fildes = -1, .aio_buf = AT(ARRAY(struct iovec, {NOWHERE, 5})), .aio_nbytes = 1, .aio_offset = 7)))
ROW(io_submit_pwritev,
    "io_submit(0x1230, 1, [{aio_data=0, aio_lio_opcode=IOCB_CMD_PWRITEV, aio_fildes=-1, aio_buf=[{iov_base=\"abc\", iov_len=3}, {iov_base=\"d\", iov_len=1}], aio_offset=7}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb,
    .aio_lio_opcode = 8, .aio_fildes = -1, .aio_buf = AT(ARRAY(struct iovec, {"abc", 3}, {"d", 1})), .aio_nbytes = 2, .aio_offset = 7)))
ROW(io_submit_unknown,
    "io_submit(0x1230, 3, [{aio_data=0, aio_lio_opcode=99 /* IOCB_CMD_??? */, aio_fildes=-1}, 0x1230, NULL]",
    SYS_io_submit, NOWHERE, 3, ARRAY(void *, MEM(struct iocb, .aio_lio_opcode = 99, .aio_fildes = -1), NOWHERE, 0))
ROW(io_submit_flags,
    "io_submit(0x1230, 1, [{aio_data=0, aio_lio_opcode=IOCB_CMD_PREAD, aio_reqprio=IOPRIO_PRIO_VALUE(IOPRIO_CLASS_NONE, 0), aio_fildes=-1, aio_buf=0, aio_nbytes=0, aio_offset=0, aio_flags=IOCB_FLAG_RESFD|IOCB_FLAG_IOPRIO|0xfc, aio_resfd=3}]",
    SYS_io_submit, NOWHERE, 1, ARRAY(void *, MEM(struct iocb, .aio_lio_opcode = 0, .aio_fildes = -1, .aio_flags = 0xff, .aio_resfd = 3)))
ROW(io_cancel_bad,
    "io_cancel(0x1230, {aio_data=0, aio_lio_opcode=IOCB_CMD_PREAD, aio_fildes=-1}, 0x1230",
    SYS_io_cancel, NOWHERE, MEM(struct iocb, .aio_lio_opcode = 0, .aio_fildes = -1, .aio_nbytes = 4), NOWHERE)
ROW(io_cancel_nowhere,
    "io_cancel(0x1230, 0x1230, 0x1230",
    SYS_io_cancel, NOWHERE, NOWHERE, NOWHERE)

CASE(aio_reads)
{
    uint64_t context = 0;
    char buffer[16];
    int fd = open(scratch("f"), O_RDWR | O_CREAT, 0600);
    struct iocb one = {.aio_data = 7, .aio_lio_opcode = 0, .aio_fildes = (uint32_t)fd, .aio_buf = AT(buffer), .aio_nbytes = 16};
    struct iocb *list[1] = {&one};
    struct io_event events[2];

    if (fd < 0 || write(fd, "abcd", 4) != 4)
        skip_case("no file");
    long result = call(SYS_io_setup, 8, &context);
    if (result < 0)
        skip_case("no aio");
    expect(result, "io_setup(8, [%#lx]", context);
    expect(call(SYS_io_submit, context, 1, list),
           "io_submit(%#lx, 1, [{aio_data=0x7, aio_lio_opcode=IOCB_CMD_PREAD, aio_fildes=%d, aio_buf=%s, aio_nbytes=16, "
           "aio_offset=0}]", context, fd, address(buffer));
    expect(call(SYS_io_getevents, context, 1, 2, events, 0),
           "io_getevents(%#lx, 1, 2, [{data=0x7, obj=%s, res=4, res2=0}], NULL", context, address(&one));
    expect(call(SYS_io_destroy, context), "io_destroy(%#lx", context);
}
