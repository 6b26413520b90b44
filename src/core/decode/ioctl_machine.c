/*
 * Virtual machines, memory that a program pages itself, counters, notifications.
 */
#include <stdio.h>

#include "capture.h"
#include "core/tables/constant_names.h"
#include "core/tables/flags.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* ---- KVM ------------------------------------------------------------------------------------- */

#define REGISTER(name) {name, MEMBER_U64, .type = TYPE_HEX}

static const struct member kvm_registers[] = {
    REGISTER("rax"), REGISTER("rbx"), REGISTER("rcx"), REGISTER("rdx"), REGISTER("rsi"),
    REGISTER("rdi"), REGISTER("rsp"), REGISTER("rbp"), REGISTER("r8"),  REGISTER("r9"),
    REGISTER("r10"), REGISTER("r11"), REGISTER("r12"), REGISTER("r13"), REGISTER("r14"),
    REGISTER("r15"), REGISTER("rip"), REGISTER("rflags"), {0},
};

#define KVM_REGISTERS_BYTES 144

/* On one line the telling ones, where the others are is a "...". */
static void put_registers(struct formatter *f, const uint8_t *bytes)
{
    static const uint8_t telling[] = {0, 0xff, 6, 7, 0xff, 16, 17};

    if (format_shows_all(f)) {
        format_record(f, kvm_registers, bytes, KVM_REGISTERS_BYTES, false);
        return;
    }
    format_open(f, '{');
    for (size_t i = 0; i < ARRAY_COUNT(telling); i++) {
        if (telling[i] == 0xff) {
            format_more(f);
            continue;
        }
        format_field(f, kvm_registers[telling[i]].name);
        format_hex(f, load_u64(bytes + 8u * telling[i]));
    }
    format_close(f, '}');
}

const struct member members_kvm_registers[] = {
    {NULL, MEMBER_PUT, .count = KVM_REGISTERS_BYTES, .put = put_registers}, {0}};

static const struct member kvm_segment[] = {
    {"base", MEMBER_U64, .type = TYPE_HEX},
    {"limit", MEMBER_U32, .type = TYPE_UINT},
    {"selector", MEMBER_U16, .type = TYPE_UINT},
    {"type", MEMBER_U8, .type = TYPE_UINT},
    {"present", MEMBER_U8, .type = TYPE_UINT},
    {"dpl", MEMBER_U8, .type = TYPE_UINT},
    {"db", MEMBER_U8, .type = TYPE_UINT},
    {"s", MEMBER_U8, .type = TYPE_UINT},
    {"l", MEMBER_U8, .type = TYPE_UINT},
    {"g", MEMBER_U8, .type = TYPE_UINT},
    {"avl", MEMBER_U8, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 2},
    {0},
};

static const struct member kvm_table[] = {
    {"base", MEMBER_U64, .type = TYPE_HEX},
    {"limit", MEMBER_U16, .type = TYPE_UINT},
    {NULL, MEMBER_PAD, .count = 6},
    {0},
};

#define SEGMENT(name) {name, MEMBER_STRUCT, SHOW_UNFOLDED, .members = kvm_segment}
#define SPECIAL(name) {name, MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_HEX}

const struct member members_kvm_special_registers[] = {
    {"cs", MEMBER_STRUCT, .members = kvm_segment},
    SEGMENT("ds"),
    SEGMENT("es"),
    SEGMENT("fs"),
    SEGMENT("gs"),
    SEGMENT("ss"),
    SEGMENT("tr"),
    SEGMENT("ldt"),
    {"gdt", MEMBER_STRUCT, SHOW_UNFOLDED, .members = kvm_table},
    {"idt", MEMBER_STRUCT, SHOW_UNFOLDED, .members = kvm_table},
    {"cr0", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"cr2", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"cr3", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"cr4", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"cr8", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    {"efer", MEMBER_U64, SHOW_UNFOLDED, .type = TYPE_ULONG},
    SPECIAL("apic_base"),
    {"interrupt_bitmap", MEMBER_ARRAY, SHOW_UNFOLDED, .members = members_x64, .count = 4},
    {0},
};

static const struct member kvm_cpuid_entry[] = {
    {"function", MEMBER_U32, .type = TYPE_HEX},
    {"index", MEMBER_U32, .type = TYPE_HEX},
    {"flags", MEMBER_U32, .type = TYPE_KVM_CPUID},
    {"eax", MEMBER_U32, .type = TYPE_HEX},
    {"ebx", MEMBER_U32, .type = TYPE_HEX},
    {"ecx", MEMBER_U32, .type = TYPE_HEX},
    {"edx", MEMBER_U32, .type = TYPE_HEX},
    {NULL, MEMBER_PAD, .count = 12},
    {0},
};

#define CPUID_BYTES       8
#define CPUID_ENTRY_BYTES 40

/* SET is read by the kernel, the GETs are written. */
static bool cpuid_is_set(uint32_t request)
{
    return request == 0x4008ae90;
}

static void capture_cpuid(struct capture *c)
{
    uint32_t got;
    tracee_addr address = c->args[c->arg];

    if (c->is_exit == cpuid_is_set(capture_ioctl_request(c)))
        return;
    const uint8_t *header = capture_bytes(c, 0, address, CPUID_BYTES, CPUID_BYTES, &got);
    if (!header || got < CPUID_BYTES)
        return;
    uint32_t wanted = load_u32(header), count = capture_element_count(c, wanted);
    if (count)
        capture_bytes(c, 1, address + CPUID_BYTES, (uint64_t)wanted * CPUID_ENTRY_BYTES,
                      count * CPUID_ENTRY_BYTES, &got);
}

static void format_cpuid(struct formatter *f)
{
    bool is_set = cpuid_is_set(format_ioctl_request(f));

    if (!is_set && !format_ioctl_answers(f)) {
        if (!f->is_waiting)
            format_ioctl_address(f);
        return;
    }
    const uint8_t *header = format_ioctl_part(f, 0, !is_set, CPUID_BYTES);
    if (!header) {
        format_ioctl_address(f);
        return;
    }
    struct captured entries = captured_piece(f, 1);
    format_open(f, '{');
    format_field(f, "nent");
    format_uint(f, load_u32(header));
    format_field(f, "entries");
    if (format_shows_all(f) || load_u32(header) == 0)
        format_elements(f, kvm_cpuid_entry, entries.bytes,
                        entries.length_bytes / CPUID_ENTRY_BYTES);
    else
        format_punctuation(f, "[...]");
    format_close(f, '}');
}

const struct ioctl_pair ioctl_cpuid = {capture_cpuid, format_cpuid};

/* ---- user-space paging -------------------------------------------------------------------------- */

#define REQUEST(number, name) {UINT64_C(1) << (number), UINT64_C(1) << (number), "1<<" name}

/* The requests that a descriptor, and then a range, is good for. */
static const struct flag_name uffd_requests[] = {
    REQUEST(0x00, "_UFFDIO_REGISTER"),
    REQUEST(0x01, "_UFFDIO_UNREGISTER"),
    REQUEST(0x3f, "_UFFDIO_API"),
};

static const struct flag_name uffd_range_requests[] = {
    REQUEST(0x02, "_UFFDIO_WAKE"),         REQUEST(0x03, "_UFFDIO_COPY"),
    REQUEST(0x04, "_UFFDIO_ZEROPAGE"),     REQUEST(0x05, "_UFFDIO_MOVE"),
    REQUEST(0x06, "_UFFDIO_WRITEPROTECT"), REQUEST(0x07, "_UFFDIO_CONTINUE"),
    REQUEST(0x08, "_UFFDIO_POISON"),
};

void format_uffd_requests(struct formatter *f, uint64_t value)
{
    format_bits(f, uffd_requests, ARRAY_COUNT(uffd_requests), value, "1<<_UFFDIO_???");
}

void format_uffd_range_requests(struct formatter *f, uint64_t value)
{
    format_bits(f, uffd_range_requests, ARRAY_COUNT(uffd_range_requests), value, "1<<_UFFDIO_???");
}

static const struct member uffd_api[] = {
    {"api", MEMBER_U64, .type = TYPE_HEX},
    {"features", MEMBER_U64, .type = TYPE_UFFD_FEATURES},
    {NULL, MEMBER_PAD, .count = 8},
    {0},
};

#define API_BYTES    24
#define FEATURES_AT  8
#define REQUESTS_AT  16

static void capture_uffd_api(struct capture *c)
{
    uint32_t got;

    capture_bytes(c, 0, c->args[c->arg], API_BYTES, API_BYTES, &got);
}

static void put_uffd_answer(struct formatter *f, const uint8_t *before, const uint8_t *after)
{
    if (memcmp(before + FEATURES_AT, after + FEATURES_AT, 8) != 0) {
        format_punctuation(f, " => ");
        f->is_first = true;
        format_field(f, "features");
        format_named(f, TYPE_UFFD_FEATURES, load_u64(after + FEATURES_AT));
    }
    format_field(f, "ioctls");
    format_uffd_requests(f, load_u64(after + REQUESTS_AT));
}

static void format_uffd_api(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, API_BYTES), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_members(f, uffd_api, before, API_BYTES);
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, API_BYTES);
    if (after)
        put_uffd_answer(f, before, after);
    if (!f->is_waiting)
        format_close(f, '}');
}

const struct ioctl_pair ioctl_uffd_api = {capture_uffd_api, format_uffd_api};

const struct member members_uffd_range[] = {
    {"start", MEMBER_U64, .type = TYPE_HEX},
    {"len", MEMBER_U64, .type = TYPE_HEX},
    {0},
};

#define RANGE_QUESTION(list, mode_type)                                                            \
    const struct member members_uffd_##list##_question[] = {                                       \
        {"range", MEMBER_STRUCT, .members = members_uffd_range},                                   \
        {"mode", MEMBER_U64, .type = TYPE_UFFD_##mode_type},                                       \
        {0},                                                                                       \
    }
#define RANGE_ANSWER(list, name, answer_type)                                                      \
    const struct member members_uffd_##list##_answer[] = {                                         \
        {"range", MEMBER_STRUCT, SHOW_NEVER, .members = members_uffd_range},                       \
        {"mode", MEMBER_U64, SHOW_NEVER},                                                          \
        {name, MEMBER_U64, .type = TYPE_##answer_type},                                            \
        {0},                                                                                       \
    }

RANGE_QUESTION(register, REGISTER);
RANGE_ANSWER(register, "ioctls", UFFD_RANGE_REQUESTS);
RANGE_QUESTION(zero, ZERO);
RANGE_ANSWER(zero, "zeropage", HEX);
RANGE_QUESTION(protect, PROTECT);
RANGE_QUESTION(continue, CONTINUE);
RANGE_ANSWER(continue, "mapped", LONG);
RANGE_QUESTION(poison, POISON);
RANGE_ANSWER(poison, "updated", LONG);

const struct member members_uffd_copy_question[] = {
    {"dst", MEMBER_U64, .type = TYPE_HEX},
    {"src", MEMBER_U64, .type = TYPE_HEX},
    {"len", MEMBER_U64, .type = TYPE_HEX},
    {"mode", MEMBER_U64, .type = TYPE_UFFD_COPY},
    {0},
};

const struct member members_uffd_copy_answer[] = {
    {"dst", MEMBER_U64, SHOW_NEVER},
    {"src", MEMBER_U64, SHOW_NEVER},
    {"len", MEMBER_U64, SHOW_NEVER},
    {"mode", MEMBER_U64, SHOW_NEVER},
    {"copy", MEMBER_S64, .type = TYPE_HEX},
    {0},
};

const struct member members_uffd_move_question[] = {
    {"dst", MEMBER_U64, .type = TYPE_HEX},
    {"src", MEMBER_U64, .type = TYPE_HEX},
    {"len", MEMBER_U64, .type = TYPE_HEX},
    {"mode", MEMBER_U64, .type = TYPE_UFFD_MOVE},
    {0},
};

const struct member members_uffd_move_answer[] = {
    {"dst", MEMBER_U64, SHOW_NEVER},
    {"src", MEMBER_U64, SHOW_NEVER},
    {"len", MEMBER_U64, SHOW_NEVER},
    {"mode", MEMBER_U64, SHOW_NEVER},
    {"move", MEMBER_S64, .type = TYPE_LONG},
    {0},
};

/* ---- seccomp's notifications ----------------------------------------------------------------------- */

static const struct member notification_data[] = {
    {"nr", MEMBER_U32, .type = TYPE_UINT},
    {"arch", MEMBER_U32, .type = TYPE_AUDIT_ARCH},
    {"instruction_pointer", MEMBER_U64, .type = TYPE_ADDRESS},
    {"args", MEMBER_ARRAY, .members = members_x64, .count = 6},
    {0},
};

static const struct member notification[] = {
    {"id", MEMBER_U64, .type = TYPE_HEX},
    {"pid", MEMBER_U32, .type = TYPE_PID},
    {"flags", MEMBER_U32, .type = TYPE_HEX},
    {"data", MEMBER_STRUCT, .members = notification_data},
    {0},
};

#define NOTIFICATION_BYTES 80

/* The kernel wants it zeroed, and that tells nothing. */
static bool is_zero(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

static void capture_notification(struct capture *c)
{
    uint32_t got;

    capture_bytes(c, 0, c->args[c->arg], NOTIFICATION_BYTES, NOTIFICATION_BYTES, &got);
}

static void format_notification(struct formatter *f)
{
    const uint8_t *before = format_ioctl_part(f, 0, false, NOTIFICATION_BYTES), *after = NULL;

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    bool is_blank = is_zero(before, NOTIFICATION_BYTES);
    if (!is_blank)
        format_record(f, notification, before, NOTIFICATION_BYTES, false);
    if (format_ioctl_answers(f))
        after = format_ioctl_part(f, 0, true, NOTIFICATION_BYTES);
    if (f->is_waiting)
        return;
    if (!is_blank)
        format_punctuation(f, " => ");
    if (after)
        format_record(f, notification, after, NOTIFICATION_BYTES, false);
    else
        format_ioctl_address(f);
}

const struct ioctl_pair ioctl_notification = {capture_notification, format_notification};

/* What the call shall fail with; a positive number is none. */
void format_errno_negative(struct formatter *f, uint64_t value)
{
    int32_t number = (int32_t)value;
    const char *name = number < 0 && number > -4096 ? errno_name(-number) : NULL;
    char text[32];

    if (name) {
        snprintf(text, sizeof text, "-%s", name);
        format_known(f, text, number);
    } else {
        format_int(f, value);
    }
}

/* ---- counters, random numbers, polling, process descriptors ------------------------------------------ */

#define IDS_HEADER_BYTES 8

static void capture_perf_ids(struct capture *c)
{
    uint32_t got;
    tracee_addr address = c->args[c->arg];
    const uint8_t *header = capture_bytes(c, 0, address, IDS_HEADER_BYTES, IDS_HEADER_BYTES, &got);

    if (!header || got < IDS_HEADER_BYTES || !c->is_exit)
        return;
    uint32_t wanted = load_u32(header + 4), count = capture_element_count(c, wanted);
    if (count)
        capture_bytes(c, 1, address + IDS_HEADER_BYTES, (uint64_t)wanted * 4, count * 4, &got);
}

static void format_perf_ids(struct formatter *f)
{
    const uint8_t *question = format_ioctl_part(f, 0, false, IDS_HEADER_BYTES);

    if (!question) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    format_field(f, "ids_len");
    format_uint(f, load_u32(question));
    if (format_ioctl_answers(f)) {
        const uint8_t *answer = format_ioctl_part(f, 0, true, IDS_HEADER_BYTES);
        struct captured ids = captured_piece(f, 1);
        format_field(f, "prog_cnt");
        format_uint(f, answer ? load_u32(answer + 4) : 0);
        format_field(f, "ids");
        format_array(f, TYPE_UINT_PTR, ids);
    }
    if (!f->is_waiting)
        format_close(f, '}');
}

const struct ioctl_pair ioctl_perf_ids = {capture_perf_ids, format_perf_ids};

static void capture_perf_attributes(struct capture *c)
{
    if (!c->is_exit)
        capture_perf_attr(c, NULL);
}

static void format_perf_attributes(struct formatter *f)
{
    f->is_exit = false;
    format_perf_attr(f);
}

const struct ioctl_pair ioctl_perf_attributes = {capture_perf_attributes, format_perf_attributes};

#define ENTROPY_HEADER_BYTES 8

static void capture_entropy(struct capture *c)
{
    uint32_t got;
    tracee_addr address = c->args[c->arg];

    if (c->is_exit)
        return;
    const uint8_t *header =
        capture_bytes(c, 0, address, ENTROPY_HEADER_BYTES, ENTROPY_HEADER_BYTES, &got);
    if (header && got == ENTROPY_HEADER_BYTES && load_u32(header + 4))
        capture_bytes(c, 1, address + ENTROPY_HEADER_BYTES, load_u32(header + 4),
                      c->limits->buffer_bytes, &got);
}

static void format_entropy(struct formatter *f)
{
    const uint8_t *header = format_ioctl_part(f, 0, false, ENTROPY_HEADER_BYTES);

    if (!header) {
        format_ioctl_address(f);
        return;
    }
    struct captured bytes = captured_piece(f, 1);
    format_open(f, '{');
    format_field(f, "entropy_count");
    format_int(f, load_u32(header));
    format_field(f, "buf_size");
    format_int(f, load_u32(header + 4));
    format_field(f, "buf");
    if (bytes.bytes || load_u32(header + 4) == 0)
        format_quoted(f, TEXT_STRING, bytes.bytes, bytes.length_bytes, format_string_limit(f),
                      captured_is_cut(bytes));
    else
        format_address(f, format_register(f, f->arg) + ENTROPY_HEADER_BYTES);
    format_close(f, '}');
}

const struct ioctl_pair ioctl_entropy = {capture_entropy, format_entropy};

const struct member members_epoll_parameters[] = {
    {"busy_poll_usecs", MEMBER_U32, .type = TYPE_UINT},
    {"busy_poll_budget", MEMBER_U16, .type = TYPE_UINT},
    {"prefer_busy_poll", MEMBER_U8, .type = TYPE_UINT},
    {"__pad", MEMBER_U8, SHOW_SET, .type = TYPE_HEX},
    {0},
};

const struct member members_pidfd_info_question[] = {
    {"mask", MEMBER_U64, .type = TYPE_PIDFD_INFO_MASK},
    {0},
};

const struct member members_pidfd_info_answer[] = {
    {"mask", MEMBER_U64, .type = TYPE_PIDFD_INFO_MASK},
    {"cgroupid", MEMBER_U64, .type = TYPE_ULONG},
    {"pid", MEMBER_U32, .type = TYPE_PID},
    {"tgid", MEMBER_U32, .type = TYPE_PID},
    {"ppid", MEMBER_U32, .type = TYPE_PID},
    {"ruid", MEMBER_U32, .type = TYPE_UID},
    {"rgid", MEMBER_U32, .type = TYPE_GID},
    {"euid", MEMBER_U32, .type = TYPE_UID},
    {"egid", MEMBER_U32, .type = TYPE_GID},
    {"suid", MEMBER_U32, .type = TYPE_UID},
    {"sgid", MEMBER_U32, .type = TYPE_GID},
    {"fsuid", MEMBER_U32, .type = TYPE_UID},
    {"fsgid", MEMBER_U32, .type = TYPE_GID},
    {"exit_code", MEMBER_S32, .type = TYPE_INT},
    {0},
};
