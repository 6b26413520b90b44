/* Commands to SCSI devices: SG_IO of both versions. */
#include "cases.h"

#include <linux/bsg.h>
#include <scsi/sg.h>
#include <sys/uio.h>

#include "ioctl_words.h"

static unsigned char command[] = {0x12, 1, 0x80, 0, 6, 0};
static unsigned char sense[32] = {0x70, 0, 5};
static unsigned char data[64] = "hello data";

#define COMMAND "\"\\x12\\x01\\x80\\x00\\x06\\x00\""
#define SENSE   "sb_len_wr=3, sbp=\"\\x70\\x00\\x05\""
#define HELLO   "\"\\x68\\x65\\x6c\\x6c\\x6f\\x20\""
#define HEL     "\"\\x68\\x65\\x6c\""

static struct sg_io_hdr third(int direction)
{
    return (struct sg_io_hdr){
        .interface_id = 'S',
        .dxfer_direction = direction,
        .cmd_len = sizeof command,
        .cmdp = command,
        .mx_sb_len = sizeof sense,
        .sbp = sense,
        .sb_len_wr = 3,
        .dxfer_len = 6,
        .dxferp = data,
        .timeout = 1000,
        .flags = SG_FLAG_DIRECT_IO,
        .status = 2,
        .masked_status = 1,
        .host_status = 4,
        .driver_status = 8,
        .resid = 3,
        .duration = 9,
        .info = SG_INFO_CHECK,
    };
}

#define QUESTION                                                                                   \
    "cmd_len=6, cmdp=" COMMAND ", mx_sb_len=32, iovec_count=0, dxfer_len=6, timeout=1000, "        \
    "flags=SG_FLAG_DIRECT_IO"
#define ANSWER                                                                                     \
    "status=0x2, masked_status=0x1, msg_status=0, " SENSE ", host_status=0x4, driver_status=0x8, " \
    "resid=3, duration=9, info=SG_INFO_CHECK"

#define DIRECTION(name, direction, shown, transfer)                                                \
    CASE(name)                                                                                     \
    {                                                                                              \
        struct sg_io_hdr header = third(direction);                                                \
                                                                                                   \
        let_all_answer();                                                                          \
        expect(call(SYS_ioctl, -1, SG_IO, &header),                                                \
               "ioctl(-1, SG_IO, {interface_id='S', dxfer_direction=" shown ", " QUESTION transfer \
               ", " ANSWER "}");                                                                   \
        expect(call(SYS_ioctl, ANSWERING, SG_IO, &header),                                         \
               "ioctl(-2, SG_IO, {interface_id='S', dxfer_direction=" shown ", " QUESTION transfer \
               ", " ANSWER "}");                                                                   \
    }

DIRECTION(nothing_is_moved, SG_DXFER_NONE, "SG_DXFER_NONE", "")
DIRECTION(data_is_sent, SG_DXFER_TO_DEV, "SG_DXFER_TO_DEV", ", dxferp=" HELLO)
DIRECTION(data_comes, SG_DXFER_FROM_DEV, "SG_DXFER_FROM_DEV", ", dxferp=" HEL)
DIRECTION(data_both_ways, SG_DXFER_TO_FROM_DEV, "SG_DXFER_TO_FROM_DEV",
          ", dxferp=" HELLO " => dxferp=" HEL)
DIRECTION(no_direction, -5, "0xfffffffb /* SG_DXFER_??? */", "")

CASE(a_vector_is_filled)
{
    struct sg_io_hdr header = third(SG_DXFER_FROM_DEV);
    struct iovec vector[] = {{data, 2}, {data + 2, 40}};

    header.iovec_count = 2;
    header.dxferp = vector;
    expect(call(SYS_ioctl, -1, SG_IO, &header),
           "ioctl(-1, SG_IO, {interface_id='S', dxfer_direction=SG_DXFER_FROM_DEV, cmd_len=6, "
           "cmdp=" COMMAND ", mx_sb_len=32, iovec_count=2, dxfer_len=6, timeout=1000, "
           "flags=SG_FLAG_DIRECT_IO, dxferp=[{iov_base=\"he\", iov_len=2}, {iov_base=\"l\", "
           "iov_len=40}], " ANSWER "}");
}

CASE(pointers_to_nothing)
{
    struct sg_io_hdr header = third(SG_DXFER_TO_DEV);
    void *nothing = unreadable();

    header.cmdp = nothing;
    header.sbp = NULL;
    header.dxferp = nothing;
    expect(call(SYS_ioctl, -1, SG_IO, &header),
           "ioctl(-1, SG_IO, {interface_id='S', dxfer_direction=SG_DXFER_TO_DEV, cmd_len=6, cmdp=%s, "
           "mx_sb_len=32, iovec_count=0, dxfer_len=6, timeout=1000, flags=SG_FLAG_DIRECT_IO, "
           "dxferp=%s, status=0x2, masked_status=0x1, msg_status=0, sb_len_wr=3, sbp=NULL, "
           "host_status=0x4, driver_status=0x8, resid=3, duration=9, info=SG_INFO_CHECK}",
           address(nothing), address(nothing));
    expect(call(SYS_ioctl, -1, SG_IO, nothing), "ioctl(-1, SG_IO, %s", address(nothing));
    expect(call(SYS_ioctl, -1, SG_IO, NULL), "ioctl(-1, SG_IO, NULL");
}

CASE(no_version)
{
    int version = 'Z';

    expect(call(SYS_ioctl, -1, SG_IO, &version), "ioctl(-1, SG_IO, [90]");
}

CASE(of_i386)
{
    uint32_t *header = low_memory(4096);
    char *bytes = (char *)(header + 100);

    strcpy(bytes, "abc");
    header[0] = 'S';
    header[1] = (uint32_t)SG_DXFER_TO_DEV;
    header[2] = 3;
    header[3] = 2;
    header[4] = header[5] = (uint32_t)(uintptr_t)bytes;
    header[7] = 77;
    header[15] = SG_INFO_MIXED_IO;
    expect(call_i386(54, -1, SG_IO, header),
           "ioctl(-1, SG_IO, {interface_id='S', dxfer_direction=SG_DXFER_TO_DEV, cmd_len=3, "
           "cmdp=\"\\x61\\x62\\x63\", mx_sb_len=0, iovec_count=0, dxfer_len=2, timeout=77, flags=0, "
           "dxferp=\"\\x61\\x62\", status=0, masked_status=0, msg_status=0, sb_len_wr=0, sbp=NULL, "
           "host_status=0, driver_status=0, resid=0, duration=0, info=SG_INFO_MIXED_IO}");
}

CASE(fourth_version)
{
    struct sg_io_v4 header = {
        .guard = 'Q',
        .request_len = sizeof command,
        .request = (uintptr_t)command,
        .request_tag = 5,
        .max_response_len = sizeof sense,
        .response = (uintptr_t)sense,
        .response_len = 3,
        .dout_xfer_len = 6,
        .dout_xferp = (uintptr_t)data,
        .din_xfer_len = 6,
        .din_xferp = (uintptr_t)data,
        .din_resid = 3,
        .timeout = 99,
        .flags = BSG_FLAG_Q_AT_TAIL,
        .usr_ptr = 0x55,
        .driver_status = 1,
        .generated_tag = 10,
    };

    expect(call(SYS_ioctl, -1, SG_IO, &header),
           "ioctl(-1, SG_IO, {guard='Q', protocol=BSG_PROTOCOL_SCSI, "
           "subprotocol=BSG_SUB_PROTOCOL_SCSI_CMD, request_len=6, request=" COMMAND
           ", request_tag=0x5, request_attr=0, request_priority=0, request_extra=0, "
           "max_response_len=32, dout_iovec_count=0, dout_xfer_len=6, din_iovec_count=0, "
           "din_xfer_len=6, dout_xferp=" HELLO ", timeout=99, flags=BSG_FLAG_Q_AT_TAIL, usr_ptr=0x55, "
           "response_len=3, response=\"\\x70\\x00\\x05\", din_xferp=" HEL
           ", driver_status=0x1, transport_status=0, device_status=0, retry_delay=0, info=0, "
           "duration=0, response_len=3, din_resid=3, dout_resid=0, generated_tag=0xa}");
}
