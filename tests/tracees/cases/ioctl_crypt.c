/* File systems that encrypt or prove, zones of disks, and input devices that a program makes. */
#include "cases.h"

#include <linux/blkzoned.h>
#include <linux/fscrypt.h>
#include <linux/fsverity.h>
#include <linux/uinput.h>
#include <sys/ioctl.h>

#include "ioctl_words.h"

#define MODES                                                                                      \
    "contents_encryption_mode=FSCRYPT_MODE_AES_256_XTS, "                                          \
    "filenames_encryption_mode=FSCRYPT_MODE_AES_256_CTS, flags=FSCRYPT_POLICY_FLAGS_PAD_32"

CASE(first_policy)
{
    struct fscrypt_policy_v1 policy = {0, 1, 4, 3, "12345678"};

    let_all_answer();
    expect(call(SYS_ioctl, -1, FS_IOC_SET_ENCRYPTION_POLICY, &policy),
           "ioctl(-1, FS_IOC_SET_ENCRYPTION_POLICY, {version=FSCRYPT_POLICY_V1, " MODES
           ", master_key_descriptor=\"\\x31\\x32\\x33\\x34\\x35\\x36\\x37\\x38\"}");
    expect(call(SYS_ioctl, ANSWERING, FS_IOC_GET_ENCRYPTION_POLICY, &policy),
           "ioctl(-2, FS_IOC_GET_ENCRYPTION_POLICY, {version=FSCRYPT_POLICY_V1, " MODES
           ", master_key_descriptor=\"\\x31\\x32\\x33\\x34\\x35\\x36\\x37\\x38\"}");
}

CASE(second_policy)
{
    struct fscrypt_policy_v2 policy = {2, 1, 4, 3 | 8, {0}, "12345678"};

    expect(call(SYS_ioctl, -1, FS_IOC_SET_ENCRYPTION_POLICY, &policy),
           "ioctl(-1, FS_IOC_SET_ENCRYPTION_POLICY, {version=FSCRYPT_POLICY_V2, " MODES
           "|FSCRYPT_POLICY_FLAG_IV_INO_LBLK_64, master_key_identifier=\"\\x31\\x32\\x33\\x34\\x35"
           "\\x36\\x37\\x38\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"}");
    void *cut = at_page_end(&policy, 12);
    expect(call(SYS_ioctl, -1, FS_IOC_SET_ENCRYPTION_POLICY, cut),
           "ioctl(-1, FS_IOC_SET_ENCRYPTION_POLICY, %s", address(cut));
}

#define KEY                                                                                        \
    "{key_spec={type=FSCRYPT_KEY_SPEC_TYPE_DESCRIPTOR, "                                           \
    "descriptor=\"\\x03\\x00\\x00\\x00\\x04\\x00\\x00\\x00\"}"

#define ROW(name, request, line) ANSWERED(name, "", request, line)

ROW(add_key, FS_IOC_ADD_ENCRYPTION_KEY,
    "FS_IOC_ADD_ENCRYPTION_KEY, " KEY ", raw_size=11, key_id=12}")
ROW(remove_key, FS_IOC_REMOVE_ENCRYPTION_KEY,
    "FS_IOC_REMOVE_ENCRYPTION_KEY, " KEY
    ", removal_status_flags=FSCRYPT_KEY_REMOVAL_STATUS_FLAG_FILES_BUSY|"
    "FSCRYPT_KEY_REMOVAL_STATUS_FLAG_OTHER_USERS|0x8}")
ROW(key_status, FS_IOC_GET_ENCRYPTION_KEY_STATUS,
    "FS_IOC_GET_ENCRYPTION_KEY_STATUS, " KEY ", status=0x11 /* FSCRYPT_KEY_STATUS_??? */, "
    "status_flags=0x12 /* FSCRYPT_KEY_STATUS_FLAG_??? */, user_count=19}")
ROW(enable_verity, FS_IOC_ENABLE_VERITY,
    "FS_IOC_ENABLE_VERITY, {version=1, hash_algorithm=FS_VERITY_HASH_ALG_SHA512, block_size=3, "
    "salt_size=4, salt_ptr=0x600000005, sig_size=7, __reserved1=0x8, sig_ptr=0xa00000009}")
ROW(measure_verity, FS_IOC_MEASURE_VERITY,
    "FS_IOC_MEASURE_VERITY, {digest_size=0} => {digest_algorithm=FS_VERITY_HASH_ALG_SHA256, "
    "digest_size=0}")
ROW(verity_metadata, FS_IOC_READ_VERITY_METADATA,
    "FS_IOC_READ_VERITY_METADATA, {metadata_type=0x200000001 /* FS_VERITY_METADATA_TYPE_??? */, "
    "offset=17179869187, length=25769803781, buf_ptr=0x800000007, __reserved=0xa00000009}")
ROW(report_zones, BLKREPORTZONE,
    "BLKREPORTZONE, {sector=8589934593, nr_zones=3, flags=0x4} => {nr_zones=3, flags=0x4 /* "
    "BLK_ZONE_REP_??? */}")
ROW(reset_zone, BLKRESETZONE, "BLKRESETZONE, {sector=8589934593, nr_sectors=17179869187}")
ROW(input_version, UI_GET_VERSION, "UI_GET_VERSION, [1]")
ROW(input_place, UI_SET_PHYS, "UI_SET_PHYS, \"\\1\"")

#define BIT(name, request, bit, shown)                                                             \
    CASE(name)                                                                                     \
    {                                                                                              \
        expect(call(SYS_ioctl, -1, request, bit), "ioctl(-1, " #request ", " shown);               \
    }

BIT(event_bit, UI_SET_EVBIT, 1, "EV_KEY")
BIT(key_bit, UI_SET_KEYBIT, 30, "KEY_A")
BIT(relative_bit, UI_SET_RELBIT, 1, "REL_Y")
BIT(axis_bit, UI_SET_ABSBIT, 1, "ABS_Y")
BIT(light_bit, UI_SET_LEDBIT, 1, "LED_CAPSL")
BIT(sound_bit, UI_SET_SNDBIT, 1, "SND_BELL")
BIT(switch_bit, UI_SET_SWBIT, 1, "SW_TABLET_MODE")
BIT(property_bit, UI_SET_PROPBIT, 1, "INPUT_PROP_DIRECT")

CASE(a_device_is_described)
{
    struct uinput_setup setup = {{1, 2, 3, 4}, "name", 5};
    struct uinput_abs_setup axis = {1, {1, 2, 3, 4, 5, 6}};

    expect(call(SYS_ioctl, -1, UI_DEV_SETUP, &setup),
           "ioctl(-1, UI_DEV_SETUP, {id={bustype=1, vendor=2, product=3, version=4}, "
           "name=\"name\", ff_effects_max=5}");
    expect(call(SYS_ioctl, -1, UI_ABS_SETUP, &axis),
           "ioctl(-1, UI_ABS_SETUP, {code=ABS_Y, absinfo={value=1, minimum=2, ...}}");
}
