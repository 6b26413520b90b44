/* The device mapper's requests, with what stands behind their header. */
#include "cases.h"

#include <linux/dm-ioctl.h>
#include <sys/ioctl.h>

#include "ioctl_words.h"

#define BYTES 4096

#define NAMED     "dev=makedev(0x12, 0x34), name=\"nnn\", uuid=\"uuu\""
#define FLAGS     "flags=DM_READONLY_FLAG|DM_SUSPEND_FLAG"
#define COUNTS    "target_count=2, open_count=3, event_nr=119"
#define HEAD      "version=[4, 1, 2], data_size=4096"
#define DATA_HEAD HEAD ", data_start=312"

static void *request(void)
{
    struct dm_ioctl *header = calloc(1, BYTES);

    header->version[0] = 4;
    header->version[1] = 1;
    header->version[2] = 2;
    header->data_size = BYTES;
    header->data_start = sizeof *header;
    header->dev = 0x1234;
    strcpy(header->name, "nnn");
    strcpy(header->uuid, "uuu");
    header->target_count = 2;
    header->open_count = 3;
    header->event_nr = 119;
    header->flags = 3;
    return header;
}

static void *behind(void *header)
{
    return (char *)header + sizeof(struct dm_ioctl);
}

static void *with_targets(void)
{
    void *header = request();
    struct dm_target_spec *target = behind(header);

    *target = (struct dm_target_spec){16, 32, 5, 64, "linear"};
    strcpy((char *)(target + 1), "/dev/a 0");
    target = (void *)((char *)target + 64);
    *target = (struct dm_target_spec){48, 64, 0, 0, "zero"};
    strcpy((char *)(target + 1), "p2");
    return header;
}

CASE(headers_alone)
{
    expect(call(SYS_ioctl, -1, DM_VERSION, request()),
           "ioctl(-1, DM_VERSION, [{" HEAD ", " NAMED ", " FLAGS "}]");
    expect(call(SYS_ioctl, -1, DM_REMOVE_ALL, request()),
           "ioctl(-1, DM_REMOVE_ALL, [{" HEAD ", " FLAGS "}]");
    expect(call(SYS_ioctl, -1, DM_DEV_REMOVE, request()),
           "ioctl(-1, DM_DEV_REMOVE, [{" HEAD ", " NAMED ", event_nr=119, " FLAGS "}]");
    expect(call(SYS_ioctl, -1, DM_DEV_STATUS, NULL), "ioctl(-1, DM_DEV_STATUS, NULL");
}

CASE(headers_that_are_wrong)
{
    struct dm_ioctl *header = request();

    header->data_size = 100;
    expect(call(SYS_ioctl, -1, DM_DEV_STATUS, header),
           "ioctl(-1, DM_DEV_STATUS, [{version=[4, 1, 2], data_size=100 /* data_size too small */}]");
    header->version[0] = 5;
    expect(call(SYS_ioctl, -1, DM_DEV_CREATE, header),
           "ioctl(-1, DM_DEV_CREATE, [{version=[5, 1, 2] /* unsupported device mapper ABI version */}]");
}

CASE(a_table)
{
    void *header = with_targets();

    expect(call(SYS_ioctl, -1, DM_TABLE_LOAD, header),
           "ioctl(-1, DM_TABLE_LOAD, [{" DATA_HEAD ", " NAMED ", target_count=2, " FLAGS "}, ...]");
    expect_under("-v", call(SYS_ioctl, -1, DM_TABLE_LOAD, header),
                 "ioctl(-1, DM_TABLE_LOAD, [{" DATA_HEAD ", " NAMED ", target_count=2, " FLAGS "}, "
                 "{sector_start=16, length=32, target_type=\"linear\", string=\"/dev/a 0\"}, "
                 "{sector_start=48, length=64, target_type=\"zero\", string=\"p2\"}]");
}

CASE(a_tables_status)
{
    void *header = with_targets();

    let_all_answer();
    expect_under("-v", call(SYS_ioctl, ANSWERING, DM_TABLE_STATUS, header),
                 "ioctl(-2, DM_TABLE_STATUS, [{" DATA_HEAD ", " NAMED ", " FLAGS "}] => "
                 "[{" DATA_HEAD ", " NAMED ", " COUNTS ", " FLAGS "}, "
                 "{sector_start=16, length=32, status=5, target_type=\"linear\", "
                 "string=\"/dev/a 0\"}, "
                 "{sector_start=48, length=64, status=0, target_type=\"zero\", string=\"p2\"}]");
}

CASE(what_is_listed)
{
    void *header = request();
    struct dm_name_list *name = behind(header);

    name->dev = 0x801;
    name->next = 32;
    strcpy(name->name, "one");
    name = (void *)((char *)name + 32);
    name->dev = 0x802;
    strcpy(name->name, "two");
    let_all_answer();
    expect_under("-v", call(SYS_ioctl, ANSWERING, DM_LIST_DEVICES, header),
                 "ioctl(-2, DM_LIST_DEVICES, [{" DATA_HEAD ", " FLAGS "}] => "
                 "[{" DATA_HEAD ", " FLAGS "}, {dev=makedev(0x8, 0x1), name=\"one\"}, "
                 "{dev=makedev(0x8, 0x2), name=\"two\"}]");
}

CASE(a_message)
{
    void *header = request();
    struct dm_target_msg *message = behind(header);

    message->sector = 9;
    strcpy(message->message, "hello");
    expect_under("-v", call(SYS_ioctl, -1, DM_TARGET_MSG, header),
                 "ioctl(-1, DM_TARGET_MSG, [{" DATA_HEAD ", " NAMED ", " FLAGS "}, "
                 "{sector=9, message=\"hello\"}]");
}

/* Chains that lead back to themselves, or out of the memory. */
CASE(chains_without_an_end)
{
    struct dm_ioctl *header = with_targets();
    struct dm_target_spec *target = behind(header);

    target->next = 0;
    expect_under("-v", call(SYS_ioctl, -1, DM_TABLE_LOAD, header),
                 "ioctl(-1, DM_TABLE_LOAD, [{" DATA_HEAD ", " NAMED ", target_count=2, " FLAGS "}, "
                 "{sector_start=16, length=32, target_type=\"linear\", string=\"/dev/a 0\"}, "
                 "??? /* misplaced struct dm_target_spec */]");
    header->data_start = 5000;
    expect_under("-v", call(SYS_ioctl, -1, DM_TABLE_CLEAR, header),
                 "ioctl(-1, DM_TABLE_CLEAR, [{" HEAD ", " NAMED ", " FLAGS "}]");
}
