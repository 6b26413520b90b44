/* What structs of requests point to: lists, bytes, strings; what a request changed; objects of bpf; listns. */
#include "cases.h"

#include <linux/bpf.h>
#include <linux/dvb/frontend.h>
#include <linux/gpio.h>
#include <linux/i2c.h>
#include <linux/i2c-dev.h>
#include <linux/kvm.h>
#include <linux/sched.h>
#include <linux/spi/spidev.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

#include "ioctl_words.h"

#define CONTROLS                                                                                   \
    "controls=[{id=V4L2_CID_BRIGHTNESS, size=0, value=5, value64=5}, "                             \
    "{id=V4L2_CID_CONTRAST, size=4, string=\"abc\\0\"}]"
#define CLASS "{ctrl_class=V4L2_CTRL_CLASS_USER, count=2"

CASE(lists_of_video_controls)
{
    struct v4l2_ext_control controls[2] = {
        {.id = V4L2_CID_BRIGHTNESS, .value = 5},
        {.id = V4L2_CID_CONTRAST, .size = 4, .string = (char *)"abc"},
    };
    struct v4l2_ext_controls all = {
        .ctrl_class = V4L2_CTRL_CLASS_USER, .count = 2, .controls = controls, .error_idx = 1};

    let_all_answer();
    expect(call(SYS_ioctl, -1, VIDIOC_G_EXT_CTRLS, &all),
           "ioctl(-1, VIDIOC_G_EXT_CTRLS, " CLASS ", " CONTROLS ", error_idx=1}");
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_G_EXT_CTRLS, &all),
           "ioctl(-2, VIDIOC_G_EXT_CTRLS, " CLASS ", " CONTROLS "}");
    expect(call(SYS_ioctl, -1, VIDIOC_S_EXT_CTRLS, &all),
           "ioctl(-1, VIDIOC_S_EXT_CTRLS, " CLASS ", " CONTROLS "} => {" CONTROLS
           ", error_idx=1}");
    expect(call(SYS_ioctl, ANSWERING, VIDIOC_TRY_EXT_CTRLS, &all),
           "ioctl(-2, VIDIOC_TRY_EXT_CTRLS, " CLASS ", " CONTROLS "} => {" CONTROLS "}");
    all.count = 0;
    expect(call(SYS_ioctl, -1, VIDIOC_S_EXT_CTRLS, &all),
           "ioctl(-1, VIDIOC_S_EXT_CTRLS, {ctrl_class=V4L2_CTRL_CLASS_USER, count=0}");
}

CASE(video_controls_that_cannot_be_read)
{
    void *nothing = unreadable();
    struct v4l2_ext_controls all = {
        .ctrl_class = V4L2_CTRL_CLASS_USER, .count = 2, .controls = nothing};

    expect(call(SYS_ioctl, -1, VIDIOC_S_EXT_CTRLS, &all),
           "ioctl(-1, VIDIOC_S_EXT_CTRLS, " CLASS ", controls=%s}", address(nothing));
}

CASE(lines_attributes)
{
    struct gpio_v2_line_config settings = {
        .flags = 4,
        .num_attrs = 3,
        .attrs = {{{.id = 1, .flags = 8}, 1}, {{.id = 2, .values = 5}, 1},
                  {{.id = 3, .debounce_period_us = 9}, 1}},
    };

    expect(call(SYS_ioctl, -1, GPIO_V2_LINE_SET_CONFIG_IOCTL, &settings),
           "ioctl(-1, GPIO_V2_LINE_SET_CONFIG_IOCTL, {flags=GPIO_V2_LINE_FLAG_INPUT, num_attrs=3, "
           "attrs=[{flags=GPIO_V2_LINE_FLAG_OUTPUT, mask=0x1}, {values=0x5, mask=0x1}, "
           "{debounce_period_us=9, mask=0x1}]}");
}

CASE(lines_requested)
{
    struct gpio_v2_line_request request = {
        .num_lines = 2, .offsets = {3, 4}, .consumer = "me", .config.flags = 4, .fd = 7};

    let_all_answer();
    expect(call(SYS_ioctl, ANSWERING, GPIO_V2_GET_LINE_IOCTL, &request),
           "ioctl(-2, GPIO_V2_GET_LINE_IOCTL, {num_lines=2, offsets=[3, 4], consumer=\"me\", "
           "config={flags=GPIO_V2_LINE_FLAG_INPUT, num_attrs=0}} => {fd=7}");
}

CASE(messages_on_i2c)
{
    uint8_t bytes[2] = {1, 2};
    struct i2c_msg messages[2] = {{.addr = 0x50, .len = 1, .buf = bytes},
                                  {.addr = 0x50, .flags = I2C_M_RD, .len = 1, .buf = bytes + 1}};
    struct i2c_rdwr_ioctl_data transfer = {messages, 2};

    expect(call(SYS_ioctl, -1, I2C_RDWR, &transfer),
           "ioctl(-1, I2C_RDWR, {msgs=[{addr=0x50, flags=0, len=1, buf=%s}, "
           "{addr=0x50, flags=I2C_M_RD, len=1, buf=%s}], nmsgs=2}", address(bytes),
           address(bytes + 1));
    void *nothing = unreadable();
    transfer.msgs = nothing;
    expect(call(SYS_ioctl, -1, I2C_RDWR, &transfer), "ioctl(-1, I2C_RDWR, {msgs=%s, nmsgs=2}",
           address(nothing));
    expect(call(SYS_ioctl, -1, I2C_SLAVE, 0x50), "ioctl(-1, I2C_SLAVE, 0x50");
}

CASE(messages_on_spi)
{
    struct spi_ioc_transfer transfers[2] = {{.len = 4, .speed_hz = 1000}, {.len = 5}};

    expect(call(SYS_ioctl, -1, SPI_IOC_MESSAGE(2), transfers),
           "ioctl(-1, SPI_IOC_MESSAGE(64), [{tx_buf=0, rx_buf=0, len=4, speed_hz=1000, "
           "delay_usecs=0, bits_per_word=0, cs_change=0, tx_nbits=0, rx_nbits=0, word_delay_usecs=0}, {tx_buf=0, rx_buf=0, "
           "len=5, speed_hz=0, delay_usecs=0, bits_per_word=0, cs_change=0, tx_nbits=0, rx_nbits=0, word_delay_usecs=0}]");
}

CASE(properties_of_a_frontend)
{
    struct dtv_property properties[2] = {{.cmd = DTV_FREQUENCY, .u.data = 7},
                                         {.cmd = DTV_TUNE, .result = -1}};
    struct dtv_properties all = {2, properties};

    expect(call(SYS_ioctl, -1, FE_SET_PROPERTY, &all),
           "ioctl(-1, FE_SET_PROPERTY, {num=2, props=[{cmd=3, u.data=7, result=0}, "
           "{cmd=1, u.data=0, result=-1}]}");
}

CASE(lists_behind_a_struct)
{
    struct {
        struct kvm_msrs head;
        struct kvm_msr_entry entries[2];
    } registers = {{.nmsrs = 2}, {{.index = 0x10, .data = 1}, {.index = 0x174, .data = 2}}};

    expect(call(SYS_ioctl, -1, KVM_SET_MSRS, &registers),
           "ioctl(-1, KVM_SET_MSRS, {nmsrs=2, entries=[{index=0x10, data=0x1}, "
           "{index=0x174, data=0x2}]}");
    registers.head.nmsrs = 0;
    expect(call(SYS_ioctl, -1, KVM_SET_MSRS, &registers),
           "ioctl(-1, KVM_SET_MSRS, {nmsrs=0, entries=[]}");
}

CASE(what_a_request_changed)
{
    struct kvm_msr_list list = {.nmsrs = 0};
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);

    if (kvm < 0)
        skip_case("no virtual machines");
    long result = call(SYS_ioctl, kvm, KVM_GET_MSR_INDEX_LIST, &list);
    expect(result, "ioctl(%d, KVM_GET_MSR_INDEX_LIST, {nmsrs=0, indices=[]}", kvm);
    struct kvm_create_device device = {.type = 9999, .flags = KVM_CREATE_DEVICE_TEST};
    int vm = ioctl(kvm, KVM_CREATE_VM, 0);
    expect(call(SYS_ioctl, vm, KVM_CREATE_DEVICE, &device),
           "ioctl(%d, KVM_CREATE_DEVICE, {type=9999, fd=0, flags=0x1}", vm);
    struct kvm_translation place = {.linear_address = 0x1000};
    int processor = ioctl(vm, KVM_CREATE_VCPU, 0);
    expect(call(SYS_ioctl, processor, KVM_TRANSLATE, &place),
           "ioctl(%d, KVM_TRANSLATE, {linear_address=0x1000, physical_address=0, valid=0, "
           "writeable=0, usermode=0} => {physical_address=0x1000, valid=1, writeable=1}",
           processor);
}

CASE(what_is_told_of_a_map)
{
    char told[256] = {0};
    union bpf_attr attributes = {
        .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 2};
    long map = call(SYS_bpf, BPF_MAP_CREATE, &attributes, 72);

    if (map < 0)
        skip_case("no maps");
    memset(&attributes, 0, sizeof attributes);
    attributes.info.bpf_fd = (uint32_t)map;
    attributes.info.info_len = 4;
    attributes.info.info = (uintptr_t)told;
    long result = call(SYS_bpf, BPF_OBJ_GET_INFO_BY_FD, &attributes, 16);
    expect(result, "bpf(BPF_OBJ_GET_INFO_BY_FD, {info={bpf_fd=%ld, info_len=4, info=%s}}, 16", map,
           address(told));
    expect_under("-v", result,
                 "bpf(BPF_OBJ_GET_INFO_BY_FD, {info={bpf_fd=%ld, info_len=4, "
                 "info={type=BPF_MAP_TYPE_ARRAY, id=0, key_size=0, value_size=0, max_entries=0, "
                 "map_flags=0}}}, 16", map);
}

CASE(namespaces_listed)
{
    struct {
        uint32_t size, spare;
        uint64_t id;
        uint32_t type, spare2;
        uint64_t user;
    } request = {.size = 32, .id = 5, .type = CLONE_NEWNET | CLONE_NEWNS, .user = UINT64_MAX};

    expect(call(470, &request, NULL, 0, 7),
           "listns({size=32, ns_id=0x5, ns_type=CLONE_NEWNS|CLONE_NEWNET, "
           "user_ns_id=LISTNS_CURRENT_USER}, NULL, 0, 7");
}

CASE(a_terminals_request_is_not_a_sequencers)
{
    char termios[64] = {0};
    int terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY);

    if (terminal < 0)
        skip_case("no terminals");
    expect(call(SYS_ioctl, terminal, 0x5402, termios),
           "ioctl(%d, TCSETS, {c_iflag=, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|, c_cflag=B0|CS5|, "
           "c_lflag=, ...}", terminal);
}
