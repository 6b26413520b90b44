/* Video devices' buffers, rates and controls; and the lights of a keyboard. */
#include "cases.h"

#include <linux/kd.h>
#include <linux/perf_event.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>

#include "ioctl_words.h"

#define TYPE "type=V4L2_BUF_TYPE_VIDEO_CAPTURE"
#define DATED                                                                                      \
    "V4L2_BUF_FLAG_MAPPED|V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC|V4L2_BUF_FLAG_TSTAMP_SRC_SOE"

static struct v4l2_buffer buffer(uint32_t memory)
{
    return (struct v4l2_buffer){
        .index = 3,
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .bytesused = 4,
        .flags = 0x12001,
        .timestamp = {1, 2},
        .memory = memory,
        .m.userptr = 8,
        .length = 9,
    };
}

#define BUFFER(name, memory, place)                                                                \
    CASE(name)                                                                                     \
    {                                                                                              \
        struct v4l2_buffer value = buffer(memory);                                                 \
                                                                                                   \
        let_all_answer();                                                                          \
        expect(call(SYS_ioctl, -1, VIDIOC_QBUF, &value), "ioctl(-1, VIDIOC_QBUF, {" TYPE ", index=3}"); \
        expect(call(SYS_ioctl, ANSWERING, VIDIOC_QUERYBUF, &value),                                \
               "ioctl(-2, VIDIOC_QUERYBUF, {" TYPE ", index=3, " place                             \
               ", length=9, bytesused=4, flags=" DATED ", ...}");                                  \
        expect(call(SYS_ioctl, -1, VIDIOC_DQBUF, &value), "ioctl(-1, VIDIOC_DQBUF, {" TYPE "}");   \
        expect(call(SYS_ioctl, ANSWERING, VIDIOC_DQBUF, &value),                                   \
               "ioctl(-2, VIDIOC_DQBUF, {" TYPE ", index=3, " place                                \
               ", length=9, bytesused=4, flags=" DATED                                             \
               ", timestamp={tv_sec=1, tv_usec=2}, ...}");                                         \
    }

BUFFER(mapped_buffers, V4L2_MEMORY_MMAP, "memory=V4L2_MEMORY_MMAP, m.offset=0x8")
BUFFER(own_buffers, V4L2_MEMORY_USERPTR, "memory=V4L2_MEMORY_USERPTR, m.userptr=0x8")
BUFFER(shared_buffers, V4L2_MEMORY_DMABUF, "memory=V4L2_MEMORY_DMABUF")
BUFFER(buffers_of_no_kind, 9, "memory=0x9 /* V4L2_MEMORY_??? */")

CASE(all_flags_of_a_buffer)
{
    struct v4l2_buffer value = buffer(V4L2_MEMORY_DMABUF);

    let_all_answer();
    value.flags = UINT32_MAX;
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_QUERYBUF, &value),
           "ioctl(-2, VIDIOC_QUERYBUF, {" TYPE ", index=3, memory=V4L2_MEMORY_DMABUF, length=9, "
           "bytesused=4, flags=V4L2_BUF_FLAG_MAPPED|V4L2_BUF_FLAG_QUEUED|V4L2_BUF_FLAG_DONE|"
           "V4L2_BUF_FLAG_KEYFRAME|V4L2_BUF_FLAG_PFRAME|V4L2_BUF_FLAG_BFRAME|V4L2_BUF_FLAG_ERROR|"
           "V4L2_BUF_FLAG_IN_REQUEST|V4L2_BUF_FLAG_TIMECODE|V4L2_BUF_FLAG_INPUT|"
           "V4L2_BUF_FLAG_PREPARED|V4L2_BUF_FLAG_NO_CACHE_INVALIDATE|"
           "V4L2_BUF_FLAG_NO_CACHE_CLEAN|V4L2_BUF_FLAG_LAST|V4L2_BUF_FLAG_REQUEST_FD|0xff680000|"
           "0xe000 /* V4L2_BUF_FLAG_TIMESTAMP_??? */|0x70000 /* V4L2_BUF_FLAG_TSTAMP_SRC_??? */, "
           "...}");
    value.flags = 0;
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_QUERYBUF, &value),
           "ioctl(-2, VIDIOC_QUERYBUF, {" TYPE ", index=3, memory=V4L2_MEMORY_DMABUF, length=9, "
           "bytesused=4, flags=V4L2_BUF_FLAG_TIMESTAMP_UNKNOWN|V4L2_BUF_FLAG_TSTAMP_SRC_EOF, ...}");
}

#define RATE                                                                                       \
    "{capability=V4L2_CAP_TIMEPERFRAME, %smode=V4L2_MODE_HIGHQUALITY, timeperframe=1/30, "         \
    "extendedmode=0x4, %sbuffers=5}"

CASE(rates)
{
    struct v4l2_streamparm rate = {
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .parm.capture = {V4L2_CAP_TIMEPERFRAME, V4L2_MODE_HIGHQUALITY, {1, 30}, 4, 5, {0}},
    };

    let_all_answer();
    expect(call(SYS_ioctl, -1, VIDIOC_G_PARM, &rate), "ioctl(-1, VIDIOC_G_PARM, {" TYPE "}");
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_G_PARM, &rate),
           "ioctl(-2, VIDIOC_G_PARM, {" TYPE ", parm.capture=" RATE "}", "capture", "read");
    rate.type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    expect(call(SYS_ioctl, -1, VIDIOC_S_PARM, &rate),
           "ioctl(-1, VIDIOC_S_PARM, {type=V4L2_BUF_TYPE_VIDEO_OUTPUT, parm.output=" RATE "}",
           "output", "write");
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_S_PARM, &rate),
           "ioctl(-2, VIDIOC_S_PARM, {type=V4L2_BUF_TYPE_VIDEO_OUTPUT, parm.output=" RATE
           "} => {parm.output=" RATE "}",
           "output", "write", "output", "write");
    rate.type = V4L2_BUF_TYPE_VBI_CAPTURE;
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_S_PARM, &rate),
           "ioctl(-2, VIDIOC_S_PARM, {type=V4L2_BUF_TYPE_VBI_CAPTURE}");
}

CASE(controls)
{
    struct v4l2_control control = {V4L2_CID_BRIGHTNESS, -5};
    struct v4l2_queryctrl limits = {V4L2_CID_BRIGHTNESS, 1, "Brightness", -1, 2, 3, 4, 1, {0}};

    let_all_answer();
    expect(call(SYS_ioctl, -1, VIDIOC_S_CTRL, &control),
           "ioctl(-1, VIDIOC_S_CTRL, {id=V4L2_CID_BRIGHTNESS, value=-5}");
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_S_CTRL, &control),
           "ioctl(-2, VIDIOC_S_CTRL, {id=V4L2_CID_BRIGHTNESS, value=-5 => -5}");
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_QUERYCTRL, &limits),
           "ioctl(-2, VIDIOC_QUERYCTRL, {id=V4L2_CID_BRIGHTNESS, type=V4L2_CTRL_TYPE_INTEGER, "
           "name=\"Brightness\", ...}");
    limits.id |= V4L2_CTRL_FLAG_NEXT_CTRL;
    expect_under("-v", call(SYS_ioctl, ANSWERING, VIDIOC_QUERYCTRL, &limits),
                 "ioctl(-2, VIDIOC_QUERYCTRL, {id=V4L2_CTRL_FLAG_NEXT_CTRL|V4L2_CID_BRIGHTNESS, "
                 "type=V4L2_CTRL_TYPE_INTEGER, name=\"Brightness\", minimum=-1, maximum=2, step=3, "
                 "default_value=4, flags=V4L2_CTRL_FLAG_DISABLED}");
    limits.id = V4L2_CTRL_FLAG_NEXT_COMPOUND;
    expect(call(SYS_ioctl, -1, VIDIOC_QUERYCTRL, &limits),
           "ioctl(-1, VIDIOC_QUERYCTRL, {id=V4L2_CTRL_FLAG_NEXT_COMPOUND|0 /* V4L2_CID_??? */}");
}

CASE(lights_of_a_keyboard)
{
    unsigned char locks = 0x41;

    let_all_answer();
    expect(call(SYS_ioctl, -1, KDSETLED, 3), "ioctl(-1, KDSETLED, LED_SCR|LED_NUM");
    expect(call(SYS_ioctl, -1, KDSKBLED, 0xff),
           "ioctl(-1, KDSKBLED, LED_SCR|LED_NUM|LED_CAP|LED_SCR<<4|LED_NUM<<4|LED_CAP<<4|0x88");
    expect(call(SYS_ioctl, ANSWERING, KDGKBLED, &locks),
           "ioctl(-2, KDGKBLED, [LED_SCR|LED_CAP<<4]");
}

CASE(attributes_of_a_breakpoint)
{
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_SOFTWARE,
        .size = PERF_ATTR_SIZE_VER5,
        .config = PERF_COUNT_SW_PAGE_FAULTS,
    };

    expect(call(SYS_ioctl, -1, PERF_EVENT_IOC_MODIFY_ATTRIBUTES, &attributes),
           "ioctl(-1, PERF_EVENT_IOC_MODIFY_ATTRIBUTES, {type=PERF_TYPE_SOFTWARE, "
           "size=PERF_ATTR_SIZE_VER5, config=PERF_COUNT_SW_PAGE_FAULTS, sample_period=0, "
           "sample_type=0, read_format=0, precise_ip=0 /* arbitrary skid */, ...}");
}
