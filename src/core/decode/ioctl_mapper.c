/*
 * The device mapper: every request has the same header, and some have something behind it.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

#define VERSION      4
#define HEADER_BYTES 305 /* before the first byte of data */
#define STRUCT_BYTES 312
#define BYTES_MOST   4096u

#define DATA_SIZE_AT    12
#define DATA_START_AT   16
#define TARGET_COUNT_AT 20
#define OPEN_COUNT_AT   24
#define FLAGS_AT        28
#define EVENT_AT        32
#define DEVICE_AT       40
#define NAME_AT         48
#define NAME_BYTES      128
#define UUID_AT         176
#define UUID_BYTES      129

enum payload { NO_PAYLOAD, A_STRING, TARGETS, STATUSES, A_MESSAGE, DEVICES, DEPENDENCIES, VERSIONS };

/* By the request's number: what of the header counts, and what stands behind it. */
static const struct mapper_request {
    bool has_data, has_device, has_counts;     /* the counts: in the answer */
    bool asks_target_count, asks_event;
    uint8_t question, answer; /* enum payload */
} requests[] = {
    [0] = {.has_device = true},                                             /* DM_VERSION */
    [1] = {0},                                                              /* DM_REMOVE_ALL */
    [2] = {.has_data = true, .answer = DEVICES},                            /* DM_LIST_DEVICES */
    [3] = {.has_device = true, .has_counts = true},                         /* DM_DEV_CREATE */
    [4] = {.has_device = true, .asks_event = true},                         /* DM_DEV_REMOVE */
    [5] = {true, true, true, .asks_event = true, .question = A_STRING},     /* DM_DEV_RENAME */
    [6] = {.has_device = true, .has_counts = true},                         /* DM_DEV_SUSPEND */
    [7] = {.has_device = true, .has_counts = true},                         /* DM_DEV_STATUS */
    [8] = {true, true, true, .asks_event = true, .answer = STATUSES},       /* DM_DEV_WAIT */
    [9] = {true, true, true, .asks_target_count = true, .question = TARGETS}, /* DM_TABLE_LOAD */
    [10] = {.has_device = true, .has_counts = true},                        /* DM_TABLE_CLEAR */
    [11] = {true, true, true, .answer = DEPENDENCIES},                      /* DM_TABLE_DEPS */
    [12] = {true, true, true, .answer = STATUSES},                          /* DM_TABLE_STATUS */
    [13] = {.has_data = true, .answer = VERSIONS},                          /* DM_LIST_VERSIONS */
    [14] = {true, true, true, .question = A_MESSAGE},                       /* DM_TARGET_MSG */
    [15] = {.has_data = true, .has_device = true, .question = A_STRING},    /* DM_DEV_SET_GEOMETRY */
    [16] = {.has_device = true},                                            /* DM_DEV_ARM_POLL */
    [17] = {.has_device = true},                                            /* DM_GET_TARGET_VERSION */
};

static void capture_mapper(struct capture *c)
{
    uint32_t got, size = 0;
    tracee_addr address = c->args[c->arg];

    if (!capture_peek(c, address + DATA_SIZE_AT, &size, sizeof size))
        size = STRUCT_BYTES;
    size = size < STRUCT_BYTES ? STRUCT_BYTES : size < BYTES_MOST ? size : BYTES_MOST;
    capture_bytes(c, 0, address, size, size, &got);
}

/* ---- what stands behind the header ------------------------------------------------------------- */

/* The captured bytes, and where in them data is read next. */
struct data {
    const uint8_t *bytes;
    size_t length, at;
};

/* Is there room for size bytes?  Says so where there is none. */
static bool data_has(struct formatter *f, const struct data *data, size_t size, const char *what)
{
    if (data->at <= data->length && data->length - data->at >= size)
        return true;
    text_put(f->text, "???");
    format_comment(f, what);
    return false;
}

static void put_text(struct formatter *f, const char *name, const struct data *data, size_t offset)
{
    const uint8_t *bytes = data->bytes + data->at + offset;
    size_t room = data->length - data->at - offset;

    format_field(f, name);
    format_quoted(f, TEXT_STRING, bytes, strnlen((const char *)bytes, room), format_string_limit(f),
                  false);
}

#define TARGET_BYTES      40
#define TARGET_TYPE_BYTES 16

/* A table's next is counted from this target, a status' from the first. */
static void put_targets(struct formatter *f, struct data data, uint32_t count, bool is_status)
{
    size_t start = data.at;

    for (uint32_t i = 0; i < count && i < format_element_limit(f); i++) {
        format_item_inline(f);
        if (!data_has(f, &data, TARGET_BYTES, "misplaced struct dm_target_spec"))
            return;
        const uint8_t *target = data.bytes + data.at;
        format_open(f, '{');
        format_field(f, "sector_start");
        format_ulong(f, load_u64(target));
        format_field(f, "length");
        format_ulong(f, load_u64(target + 8));
        if (is_status) {
            format_field(f, "status");
            format_int(f, load_u32(target + 16));
        }
        format_field(f, "target_type");
        format_chars(f, target + 24, TARGET_TYPE_BYTES);
        put_text(f, "string", &data, TARGET_BYTES);
        format_close(f, '}');
        uint32_t next = load_u32(target + 20);
        size_t from = is_status ? start : data.at;
        if (i + 1 < count && from + next < data.at + TARGET_BYTES)
            data.at = data.length + 1; /* backwards: never again the same */
        else
            data.at = from + next;
    }
}

#define DEVICE_BYTES      12
#define DEVICE_MISPLACED  "misplaced struct dm_name_list"
#define VERSION_BYTES     16
#define VERSION_MISPLACED "misplaced struct dm_target_versions"

static void put_device(struct formatter *f, const struct data *data)
{
    format_field(f, "dev");
    format_device(f, load_u64(data->bytes + data->at));
    put_text(f, "name", data, DEVICE_BYTES);
}

static void put_version(struct formatter *f, const struct data *data)
{
    put_text(f, "name", data, VERSION_BYTES);
    format_field(f, "version");
    format_open_inline(f, '[');
    for (unsigned i = 0; i < 3; i++) {
        format_item_inline(f);
        format_uint(f, load_u32(data->bytes + data->at + 4 + 4 * i));
    }
    format_close_inline(f, ']');
}

/* A chain, each of which says how far the next one is. */
static void put_chain(struct formatter *f, struct data data, bool is_devices)
{
    size_t size = is_devices ? DEVICE_BYTES : VERSION_BYTES;

    for (unsigned i = 0; i < format_element_limit(f); i++) {
        format_item_inline(f);
        if (!data_has(f, &data, size, is_devices ? DEVICE_MISPLACED : VERSION_MISPLACED))
            return;
        format_open(f, '{');
        if (is_devices)
            put_device(f, &data);
        else
            put_version(f, &data);
        format_close(f, '}');
        uint32_t next = load_u32(data.bytes + data.at + (is_devices ? 8 : 0));
        if (next == 0)
            return;
        data.at += next < size ? data.length : next;
    }
}

static void put_dependencies(struct formatter *f, const struct data *data)
{
    format_item_inline(f);
    if (!data_has(f, data, 8, "misplaced struct dm_target_deps"))
        return;
    uint32_t count = load_u32(data->bytes + data->at);
    size_t room = (data->length - data->at - 8) / 8;

    format_open(f, '{');
    format_field(f, "count");
    format_uint(f, count);
    format_field(f, "deps");
    format_open_inline(f, '[');
    for (uint32_t i = 0; i < count && i < room && i < format_element_limit(f); i++) {
        format_item_inline(f);
        format_device(f, load_u64(data->bytes + data->at + 8 + 8u * i));
    }
    format_close_inline(f, ']');
    format_close(f, '}');
}

static void put_message(struct formatter *f, const struct data *data, bool is_message)
{
    format_item_inline(f);
    if (!data_has(f, data, is_message ? 8 : 0, "misplaced struct dm_target_msg"))
        return;
    format_open(f, '{');
    if (is_message) {
        format_field(f, "sector");
        format_ulong(f, load_u64(data->bytes + data->at));
    }
    put_text(f, is_message ? "message" : "string", data, is_message ? 8 : 0);
    format_close(f, '}');
}

static void put_payload(struct formatter *f, enum payload payload, struct data data)
{
    uint32_t count = load_u32(data.bytes + TARGET_COUNT_AT);

    if (payload != NO_PAYLOAD && !format_shows_all(f)) {
        format_item_inline(f);
        format_punctuation(f, "...");
        return;
    }
    switch (payload) {
    case NO_PAYLOAD:
        break;
    case A_STRING:
    case A_MESSAGE:
        put_message(f, &data, payload == A_MESSAGE);
        break;
    case TARGETS:
    case STATUSES:
        put_targets(f, data, count, payload == STATUSES);
        break;
    case DEVICES:
    case VERSIONS:
        put_chain(f, data, payload == DEVICES);
        break;
    case DEPENDENCIES:
        put_dependencies(f, &data);
        break;
    }
}

/* ---- the header ----------------------------------------------------------------------------------- */

static void put_device_names(struct formatter *f, const uint8_t *bytes)
{
    if (load_u64(bytes + DEVICE_AT)) {
        format_field(f, "dev");
        format_device(f, load_u64(bytes + DEVICE_AT));
    }
    if (bytes[NAME_AT]) {
        format_field(f, "name");
        format_chars(f, bytes + NAME_AT, NAME_BYTES);
    }
    if (bytes[UUID_AT]) {
        format_field(f, "uuid");
        format_chars(f, bytes + UUID_AT, UUID_BYTES);
    }
}

static void put_count(struct formatter *f, const char *name, const uint8_t *bytes)
{
    format_field(f, name);
    format_uint(f, load_u32(bytes));
}

static void put_counts(struct formatter *f, const struct mapper_request *request,
                       const uint8_t *bytes, bool is_answer)
{
    bool has_counts = is_answer && request->has_counts;

    if (has_counts || (!is_answer && request->asks_target_count))
        put_count(f, "target_count", bytes + TARGET_COUNT_AT);
    if (has_counts)
        put_count(f, "open_count", bytes + OPEN_COUNT_AT);
    if (has_counts || (!is_answer && request->asks_event))
        put_count(f, "event_nr", bytes + EVENT_AT);
}

/* False where the rest cannot be what it is taken for. */
static bool put_header(struct formatter *f, const struct mapper_request *request,
                       const uint8_t *bytes, bool is_answer)
{
    format_field(f, "version");
    format_open_inline(f, '[');
    for (unsigned i = 0; i < 3; i++) {
        format_item_inline(f);
        format_uint(f, load_u32(bytes + 4 * i));
    }
    format_close_inline(f, ']');
    if (load_u32(bytes) != VERSION) {
        format_comment(f, "unsupported device mapper ABI version");
        return false;
    }
    put_count(f, "data_size", bytes + DATA_SIZE_AT);
    if (load_u32(bytes + DATA_SIZE_AT) < HEADER_BYTES) {
        format_comment(f, "data_size too small");
        return false;
    }
    if (request->has_data)
        put_count(f, "data_start", bytes + DATA_START_AT);
    if (request->has_device)
        put_device_names(f, bytes);
    put_counts(f, request, bytes, is_answer);
    format_field(f, "flags");
    format_named(f, TYPE_MAPPER_FLAGS, load_u32(bytes + FLAGS_AT));
    return true;
}

static void put_state(struct formatter *f, const struct mapper_request *request, bool is_answer)
{
    const uint8_t *bytes = format_ioctl_part(f, 0, is_answer, STRUCT_BYTES);
    struct captured captured = captured_piece(f, 0);

    if (!bytes) {
        format_ioctl_address(f);
        return;
    }
    format_open_inline(f, '[');
    format_item_inline(f);
    format_open(f, '{');
    bool is_sound = put_header(f, request, bytes, is_answer);
    format_close(f, '}');
    if (is_sound)
        put_payload(f, is_answer ? request->answer : request->question,
                    (struct data){bytes, captured.length_bytes, load_u32(bytes + DATA_START_AT)});
    format_close_inline(f, ']');
}

static void format_mapper(struct formatter *f)
{
    uint32_t number = format_ioctl_request(f) & 0xff;

    if (number >= ARRAY_COUNT(requests) ||
        !format_ioctl_part(f, 0, false, STRUCT_BYTES)) {
        format_ioctl_address(f);
        return;
    }
    put_state(f, &requests[number], false);
    if (!format_ioctl_answers(f))
        return;
    format_punctuation(f, " => ");
    put_state(f, &requests[number], true);
}

const struct ioctl_pair ioctl_mapper = {capture_mapper, format_mapper};
