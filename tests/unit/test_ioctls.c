/*
 * The table of ioctl's requests: its order, which the search needs, and its numbers, which are
 * compared with the headers of this machine, where they know them (as test_flag_values.c does, and
 * with its trick: what no header defines stays an object of a type of its own).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/format.h>

#include <asm/byteorder.h>
#include <linux/time_types.h>
#include <sys/time.h>
#include <sys/types.h>
#undef __USE_EXTERN_INLINES

#include "core/decode/ioctl.h"
#include "core/tables/flags.h"

struct absent {
    char byte;
};

#define IOCTL(number, name, argument) extern const struct absent name;
#include "core/tables/ioctls.def"
#undef IOCTL

#define IS_ABSENT(name) _Generic((name), struct absent: true, default: false)
#define HEADER_VALUE(name) (uint32_t) _Generic((name), struct absent: 0, default: (name))

static unsigned compared, wrong;

static void compare(const char *name, bool is_absent, uint32_t header, uint32_t table)
{
    if (is_absent)
        return;
    compared++;
    if (header == table)
        return;
    wrong++;
    print_error("%s is %#x in the headers, %#x in the table\n", name, header, table);
}

#define COMPARE(string, name, value) compare(string, IS_ABSENT(name), HEADER_VALUE(name), value);
#define IOCTL(number, name, argument) COMPARE(#name, name, number)

static void numbers_are_those_of_this_machines_headers(void **state)
{
#include <linux/types.h>
#include <linux/ioctl.h>
#include <linux/major.h>
#include <linux/if.h>
#include <linux/in.h>
#include <linux/filter.h>
#include <asm/termbits.h>
#include <linux/serial.h>
#include <linux/blktrace_api.h>
#include <linux/fiemap.h>
#include <asm/amd_hsmp.h>
#include <asm/mce.h>
#include <asm/msr.h>
#include <asm/mtrr.h>
#include <asm/sgx.h>
#include <linux/acrn.h>
#include <linux/agpgart.h>
#include <linux/android/binder.h>
#include <linux/android/binderfs.h>
#include <linux/apm_bios.h>
#include <linux/arcfb.h>
#include <linux/aspeed-lpc-ctrl.h>
#include <linux/aspeed-p2a-ctrl.h>
#include <linux/blkpg.h>
#include <linux/blkzoned.h>
#include <linux/bt-bmc.h>
#include <linux/btrfs.h>
#include <linux/cachefiles.h>
#include <linux/capi.h>
#include <linux/cciss_ioctl.h>
#include <linux/cdrom.h>
#include <linux/chio.h>
#include <linux/cm4000_cs.h>
#include <linux/comedi.h>
#include <linux/counter.h>
#include <linux/cxl_mem.h>
#include <linux/dm-ioctl.h>
#include <linux/dma-buf.h>
#include <linux/dma-heap.h>
#include <linux/dvb/audio.h>
#include <linux/dvb/ca.h>
#include <linux/dvb/dmx.h>
#include <linux/dvb/frontend.h>
#include <linux/dvb/net.h>
#include <linux/dvb/osd.h>
#include <linux/dvb/video.h>
#include <linux/f2fs.h>
#include <linux/fb.h>
#include <linux/fd.h>
#include <linux/firewire-cdev.h>
#include <linux/fpga-dfl.h>
#include <linux/fs.h>
#include <linux/fscrypt.h>
#include <linux/fsi.h>
#include <linux/fsl_hypervisor.h>
#include <linux/fsl_mc.h>
#include <linux/fsverity.h>
#include <linux/fuse.h>
#include <linux/genwqe/genwqe_card.h>
#include <linux/gpio.h>
#include <linux/gsmmux.h>
#include <linux/hdreg.h>
#include <linux/hiddev.h>
#include <linux/hidraw.h>
#include <linux/hpet.h>
#include <linux/hsi/cs-protocol.h>
#include <linux/hsi/hsi_char.h>
#include <linux/i2o-dev.h>
#include <linux/i8k.h>
#include <linux/if_pppox.h>
#include <linux/if_tun.h>
#include <linux/iio/buffer.h>
#include <linux/iio/events.h>
#include <linux/inotify.h>
#include <linux/input.h>
#include <linux/ipmi.h>
#include <linux/ipmi_bmc.h>
#include <linux/isst_if.h>
#include <linux/joystick.h>
#include <linux/kd.h>
#include <linux/kvm.h>
#include <linux/lirc.h>
#include <linux/loadpin.h>
#include <linux/loop.h>
#include <linux/lp.h>
#include <linux/media.h>
#include <linux/mei.h>
#include <linux/misc/bcm_vk.h>
#include <linux/mmc/ioctl.h>
#include <linux/mmtimer.h>
#include <linux/msdos_fs.h>
#include <linux/mtio.h>
#include <linux/nbd.h>
#include <linux/nitro_enclaves.h>
#include <linux/nsfs.h>
#include <linux/nvme_ioctl.h>
#include <linux/nvram.h>
#include <linux/omapfb.h>
#include <linux/pcitest.h>
#include <linux/perf_event.h>
#include <linux/pfrut.h>
#include <linux/phantom.h>
#include <linux/pktcdvd.h>
#include <linux/pmu.h>
#include <linux/ppdev.h>
#include <linux/ppp-ioctl.h>
#include <linux/pps.h>
#include <linux/pr.h>
#include <linux/psp-sev.h>
#include <linux/ptp_clock.h>
#include <linux/radeonfb.h>
#include <linux/raid/md_u.h>
#include <linux/random.h>
#include <linux/reiserfs_fs.h>
#include <linux/remoteproc_cdev.h>
#include <linux/rfkill.h>
#include <linux/rio_cm_cdev.h>
#include <linux/rio_mport_cdev.h>
#include <linux/rpmsg.h>
#include <linux/rtc.h>
#include <linux/scif_ioctl.h>
#include <linux/seccomp.h>
#include <linux/sed-opal.h>
#include <linux/serio.h>
#include <linux/sev-guest.h>
#include <linux/sockios.h>
#include <linux/sonypi.h>
#include <linux/soundcard.h>
#include <linux/spi/spidev.h>
#include <linux/stm.h>
#include <linux/surface_aggregator/cdev.h>
#include <linux/surface_aggregator/dtx.h>
#include <linux/suspend_ioctls.h>
#include <linux/switchtec_ioctl.h>
#include <linux/sync_file.h>
#include <linux/synclink.h>
#include <linux/tee.h>
#include <linux/timerfd.h>
#include <linux/toshiba.h>
#include <linux/udf_fs_i.h>
#include <linux/udmabuf.h>
#include <linux/uinput.h>
#include <linux/usb/cdc-wdm.h>
#include <linux/usb/g_printer.h>
#include <linux/usb/tmc.h>
#include <linux/usbdevice_fs.h>
#include <linux/userfaultfd.h>
#include <linux/uvcvideo.h>
#include <linux/vboxguest.h>
#include <linux/vduse.h>
#include <linux/vfio.h>
#include <linux/vm_sockets.h>
#include <linux/vt.h>
#include <linux/vtpm_proxy.h>
#include <linux/watch_queue.h>
#include <linux/watchdog.h>
#include <linux/wmi.h>
#include <misc/cxl.h>
#include <misc/fastrpc.h>
#include <misc/habanalabs.h>
#include <misc/ocxl.h>
#include <misc/uacce/hisi_qm.h>
#include <misc/uacce/uacce.h>
#include <misc/xilinx_sdfec.h>
#include <mtd/ubi-user.h>
#include <rdma/rdma_user_ioctl.h>
#include <rdma/rdma_user_ioctl_cmds.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <sound/asequencer.h>
#include <sound/asound.h>
#include <sound/asound_fm.h>
#include <sound/compress_offload.h>
#include <sound/emu10k1.h>
#include <sound/firewire.h>
#include <sound/hdsp.h>
#include <sound/hdspm.h>
#include <sound/sb16_csp.h>
#include <sound/sfnt_info.h>
#include <sound/usb_stream.h>
#include <video/sisfb.h>
#include <xen/gntalloc.h>
    (void)state;
    compared = wrong = 0;
#include "core/tables/ioctls.def"
    assert_int_equal(wrong, 0);
    assert_true(compared > 2000);
}

#undef IOCTL

static uint64_t sort_key(const struct flag_name *name)
{
    return (name->value & 0xffff) << 32 | name->value;
}

static void rows_are_sorted(void **state)
{
    static const enum arg_type tables[] = {TYPE_IOCTL_COMMAND, TYPE_IOCTL_I386};

    (void)state;
    for (size_t t = 0; t < 2; t++) {
        const struct flag_set *set = flag_set_find(tables[t]);
        for (size_t i = 1; i < set->count; i++) {
            const struct flag_name *before = &set->names[i - 1], *name = &set->names[i];
            bool is_sorted = sort_key(before) < sort_key(name) ||
                             (sort_key(before) == sort_key(name) &&
                              strcmp(before->name, name->name) < 0);
            if (!is_sorted)
                print_error("%s stands behind %s\n", name->name, before->name);
            assert_true(is_sorted);
        }
    }
}

static uint64_t native_number(const char *name)
{
    const struct flag_set *set = flag_set_find(TYPE_IOCTL_COMMAND);

    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->names[i].name, name) == 0)
            return set->names[i].value;
    return 0;
}

/* What is smaller there keeps its type and number. */
static void i386_numbers_differ_in_their_size_alone(void **state)
{
    const struct flag_set *set = flag_set_find(TYPE_IOCTL_I386);
    unsigned both = 0;

    (void)state;
    for (size_t i = 0; i < set->count; i++) {
        uint64_t native = native_number(set->names[i].name), number = set->names[i].value;
        if (!native)
            continue;
        both++;
        assert_int_equal(native & 0xc000ffff, number & 0xc000ffff);
        assert_int_not_equal(IOCTL_SIZE(native), IOCTL_SIZE(number));
    }
    assert_true(both > 300);
}

static void a_row_is_found_by_its_number(void **state)
{
    (void)state;
    assert_int_equal(ioctl_argument_find(ABI_NATIVE, 0x5413 /* TIOCGWINSZ */)->style, IOCTL_OUT);
    assert_ptr_equal(ioctl_argument_find(ABI_NATIVE, 0x5413)->out, members_winsize);
    assert_int_equal(ioctl_argument_find(ABI_NATIVE, 0x5451 /* FIOCLEX */)->style, IOCTL_NONE);
    assert_int_equal(ioctl_argument_find(ABI_NATIVE, 0xffffffff)->style, IOCTL_BYTES);
    assert_int_equal(ioctl_argument_find(ABI_NATIVE, 0)->style, IOCTL_BYTES);
    assert_ptr_equal(ioctl_argument_find(ABI_COMPAT, 0x80041272 /* BLKGETSIZE64 */)->out,
                     ioctl_argument_find(ABI_NATIVE, 0x80081272)->out);
    assert_int_equal(ioctl_argument_find(ABI_NATIVE, 0x80184540 /* EVIOCGABS */)->style, IOCTL_OUT);
}

/* ---- what they point to ----------------------------------------------------------- */

#define LAYOUT(name, ...) extern const struct member members_##name[];
#include "core/tables/layouts.def"
#undef LAYOUT

static const struct {
    const char *name;
    const struct member *members;
} layouts[] = {
#define LAYOUT(name, ...) {#name, members_##name},
#include "core/tables/layouts.def"
#undef LAYOUT
};

#define LAYOUT_COUNT (sizeof layouts / sizeof *layouts)

static const char *layout_name(const struct member *members)
{
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        if (layouts[i].members == members)
            return layouts[i].name;
    return NULL;
}

static unsigned check_sizes(enum abi abi, enum arg_type table)
{
    const struct flag_set *set = flag_set_find(table);
    unsigned checked = 0, misfits = 0;

    for (size_t i = 0; i < set->count; i++) {
        uint32_t request = (uint32_t)set->names[i].value;
        const struct ioctl_argument *argument = ioctl_argument_find(abi, request);
        const struct member *members = argument->in ? argument->in : argument->out;
        const char *name = members ? layout_name(members) : NULL;
        bool is_whole = argument->style != IOCTL_THEN && argument->style != IOCTL_WITH;
        if (!name || !IOCTL_SIZE(request) || !is_whole)
            continue;
        if (record_size_bytes(members, abi) != IOCTL_SIZE(request))
            print_error("%s: %s has %zu bytes\n", set->names[i].name, name,
                        record_size_bytes(members, abi));
        misfits += record_size_bytes(members, abi) != IOCTL_SIZE(request);
        checked++;
    }
    assert_int_equal(misfits, 0);
    return checked;
}

static void a_struct_is_as_large_as_its_request_says(void **state)
{
    (void)state;
    assert_true(check_sizes(ABI_NATIVE, TYPE_IOCTL_COMMAND) > 900);
    assert_true(check_sizes(ABI_COMPAT, TYPE_IOCTL_I386) > 150);
}

/* A macro of the compiler or of a header would have replaced it: "1" for "unix". */
static void members_have_the_names_that_their_rows_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        for (const struct member *member = layouts[i].members; member->kind != MEMBER_END; member++)
            if (member->name)
                assert_true(strspn(member->name, "abcdefghijklmnopqrstuvwxyz_"
                                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ") > 0);
}

static const struct member *member_find(const struct member *members, const char *name)
{
    for (; members->kind != MEMBER_END; members++)
        if (members->name && strcmp(members->name, name) == 0)
            return members;
    return NULL;
}

static void what_counts_a_list_is_a_number_beside_it(void **state)
{
    unsigned lists = 0;

    (void)state;
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        for (const struct member *member = layouts[i].members; member->kind != MEMBER_END; member++) {
            if (!member->counted)
                continue;
            const struct member *counting = member_find(layouts[i].members, member->counted);
            assert_non_null(counting);
            assert_true(counting->kind >= MEMBER_U8 && counting->kind <= MEMBER_LONG);
            lists++;
        }
    assert_true(lists > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_this_machines_headers),
        cmocka_unit_test(rows_are_sorted),
        cmocka_unit_test(i386_numbers_differ_in_their_size_alone),
        cmocka_unit_test(a_row_is_found_by_its_number),
        cmocka_unit_test(a_struct_is_as_large_as_its_request_says),
        cmocka_unit_test(members_have_the_names_that_their_rows_say),
        cmocka_unit_test(what_counts_a_list_is_a_number_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
