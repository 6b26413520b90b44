/*
 * SG_IO: a command to a SCSI device, of the third version ('S') and the fourth ('Q').
 *
 * The command and what is sent stand before the call; what came back, and the sense data, behind it, also
 * where the call failed: then these are what the program left there.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"
#include "vector.h"

#define VERSION_3       'S'
#define VERSION_4       'Q'
#define VERSION_4_BYTES 160
#define TO_DEVICE       (-2)
#define FROM_DEVICE     (-3)
#define TO_AND_FROM     (-4)

/* Captured at entry: the header, the command, what is sent; at the exit: the header again, the sense
 * data, what came. */
enum part { PART_HEADER, PART_COMMAND, PART_DATA, PART_BUFFERS, PART_SENSE = PART_COMMAND };

/* Bytes of the tracee, or of a vector of count buffers. */
struct range {
    tracee_addr address;
    uint32_t length, count;
    bool is_there;
};

struct request {
    struct range command, sense, out, in;
};

static uint32_t without_rest(uint32_t length, int32_t rest)
{
    return rest > 0 && (uint32_t)rest <= length ? length - (uint32_t)rest : length;
}

static uint32_t version_3_bytes(enum abi abi)
{
    return abi == ABI_COMPAT ? 64 : 88;
}

/* Three pointers from byte 16 on, three numbers, a pointer, and from this byte on the answer. */
static const uint8_t *version_3_numbers(const uint8_t *header, enum abi abi)
{
    return header + 16 + 3 * abi_word_bytes(abi);
}

static const uint8_t *version_3_answer(const uint8_t *header, enum abi abi)
{
    return header + version_3_bytes(abi) - (abi == ABI_COMPAT ? 20 : 24);
}

static struct request parse_version_3(const uint8_t *header, enum abi abi)
{
    const uint8_t *answer = version_3_answer(header, abi);
    int32_t direction = load_s32(header + 4), rest = load_s32(answer + 8);
    uint32_t length = load_u32(header + 12), count = load_u16(header + 10);
    tracee_addr data = load_word(header + 16, 0, abi);
    bool is_sent = direction == TO_DEVICE || direction == TO_AND_FROM;
    bool is_read = direction == FROM_DEVICE || direction == TO_AND_FROM;

    return (struct request){
        .command = {load_word(header + 16, 1, abi), header[8], 0, true},
        .sense = {load_word(header + 16, 2, abi), answer[3], 0, true},
        .out = {data, length, count, is_sent},
        .in = {data, without_rest(length, rest), count, is_read},
    };
}

static struct request parse_version_4(const uint8_t *header)
{
    return (struct request){
        .command = {load_u64(header + 16), load_u32(header + 12), 0, true},
        .sense = {load_u64(header + 48), load_u32(header + 132), 0, true},
        .out = {load_u64(header + 72), load_u32(header + 60), load_u32(header + 56), true},
        .in = {load_u64(header + 80), without_rest(load_u32(header + 68), load_s32(header + 136)),
               load_u32(header + 64), true},
    };
}

/* ---- capture ---------------------------------------------------------------------------- */

static void capture_range(struct capture *c, unsigned part, struct range range)
{
    uint32_t got, word = (uint32_t)abi_word_bytes(c->abi);

    if (!range.is_there || !range.address)
        return;
    if (range.count == 0) {
        capture_bytes(c, part, range.address, range.length, c->limits->buffer_bytes, &got);
        return;
    }
    uint32_t size = 2 * word * capture_element_count(c, range.count);
    const uint8_t *vector = capture_bytes(c, part, range.address, 2ull * word * range.count, size, &got);
    if (vector)
        capture_vector(c, PART_BUFFERS, vector, got, range.length);
}

static void capture_command(struct capture *c)
{
    tracee_addr address = c->args[c->arg];
    struct request request;
    const uint8_t *header;
    uint32_t version, got, size;

    if (!capture_peek(c, address, &version, sizeof version))
        return;
    size = version == VERSION_3 ? version_3_bytes(c->abi) : version == VERSION_4 ? VERSION_4_BYTES : 4;
    header = capture_bytes(c, PART_HEADER, address, size, size, &got);
    if (!header || got < size || size == 4)
        return;
    request = version == VERSION_3 ? parse_version_3(header, c->abi) : parse_version_4(header);
    capture_range(c, PART_COMMAND, c->is_exit ? request.sense : request.command);
    capture_range(c, PART_DATA, c->is_exit ? request.in : request.out);
}

/* ---- formatting -------------------------------------------------------------------------- */

static void put_number(struct formatter *f, const char *name, enum arg_type type, uint64_t value)
{
    format_field(f, name);
    format_value(f, type, value);
}

static void put_numbers(struct formatter *f, const char *const names[], size_t count,
                        enum arg_type type, const uint8_t *bytes)
{
    for (size_t i = 0; i < count; i++)
        put_number(f, names[i], type, load_u32(bytes + 4 * i));
}

static void put_range(struct formatter *f, unsigned part, struct range range)
{
    struct captured captured = captured_piece(f, part);

    if (captured.bytes && range.count)
        format_vector_at(f, captured, PART_BUFFERS, range.address);
    else if (captured.bytes && !captured_is_torn(captured))
        format_quoted_hex(f, captured.bytes, captured.length_bytes, format_string_limit(f),
                          captured_is_cut(captured));
    else if (range.address && range.length == 0)
        format_quoted_hex(f, NULL, 0, 0, false);
    else
        format_address(f, range.address);
}

static void put_field(struct formatter *f, const char *name, unsigned part, struct range range)
{
    if (!range.is_there)
        return;
    format_field(f, name);
    put_range(f, part, range);
}

static void put_version_letter(struct formatter *f, const char *name, char letter)
{
    char quoted[4] = {'\'', letter, '\'', '\0'};

    format_field(f, name);
    text_put_role(f->text, TEXT_CONSTANT, quoted);
}

static void put_question_3(struct formatter *f, const uint8_t *header)
{
    struct request request = parse_version_3(header, f->abi);
    const uint8_t *numbers = version_3_numbers(header, f->abi);

    put_version_letter(f, "interface_id", VERSION_3);
    put_number(f, "dxfer_direction", TYPE_SG_DIRECTION, load_u32(header + 4));
    put_number(f, "cmd_len", TYPE_UINT, request.command.length);
    put_field(f, "cmdp", PART_COMMAND, request.command);
    put_number(f, "mx_sb_len", TYPE_UINT, header[9]);
    put_number(f, "iovec_count", TYPE_UINT, request.out.count);
    put_number(f, "dxfer_len", TYPE_UINT, request.out.length);
    put_number(f, "timeout", TYPE_UINT, load_u32(numbers));
    put_number(f, "flags", TYPE_SG_FLAGS, load_u32(numbers + 4));
    put_field(f, "dxferp", PART_DATA, request.out);
}

static void put_answer_3(struct formatter *f, const uint8_t *header)
{
    static const char *const states[] = {"status", "masked_status", "msg_status"};
    const uint8_t *answer = version_3_answer(header, f->abi);
    struct request request = parse_version_3(header, f->abi);

    if (request.in.is_there && request.out.is_there) {
        format_punctuation(f, " => ");
        f->is_first = true;
    }
    put_field(f, "dxferp", PART_DATA, request.in);
    for (size_t i = 0; i < ARRAY_COUNT(states); i++)
        put_number(f, states[i], TYPE_HEX, answer[i]);
    put_number(f, "sb_len_wr", TYPE_UINT, request.sense.length);
    put_field(f, "sbp", PART_SENSE, request.sense);
    put_number(f, "host_status", TYPE_HEX, load_u16(answer + 4));
    put_number(f, "driver_status", TYPE_HEX, load_u16(answer + 6));
    put_number(f, "resid", TYPE_INT, (uint64_t)load_s32(answer + 8));
    put_number(f, "duration", TYPE_UINT, load_u32(answer + 12));
    put_number(f, "info", TYPE_SG_INFO, load_u32(answer + 16));
}

static void put_question_4(struct formatter *f, const uint8_t *header)
{
    static const char *const request_names[] = {"request_attr", "request_priority", "request_extra",
                                                "max_response_len"};
    static const char *const data_names[] = {"dout_iovec_count", "dout_xfer_len", "din_iovec_count",
                                             "din_xfer_len"};
    struct request request = parse_version_4(header);

    put_version_letter(f, "guard", VERSION_4);
    put_number(f, "protocol", TYPE_BSG_PROTOCOL, load_u32(header + 4));
    put_number(f, "subprotocol", TYPE_BSG_SUBPROTOCOL, load_u32(header + 8));
    put_number(f, "request_len", TYPE_UINT, request.command.length);
    put_field(f, "request", PART_COMMAND, request.command);
    put_number(f, "request_tag", TYPE_HEX, load_u64(header + 24));
    put_numbers(f, request_names, ARRAY_COUNT(request_names), TYPE_UINT, header + 32);
    put_numbers(f, data_names, ARRAY_COUNT(data_names), TYPE_UINT, header + 56);
    put_field(f, "dout_xferp", PART_DATA, request.out);
    put_number(f, "timeout", TYPE_UINT, load_u32(header + 88));
    put_number(f, "flags", TYPE_BSG_FLAGS, load_u32(header + 92));
    put_number(f, "usr_ptr", TYPE_HEX, load_u64(header + 96));
}

static void put_answer_4(struct formatter *f, const uint8_t *header)
{
    static const char *const states[] = {"driver_status", "transport_status", "device_status"};
    struct request request = parse_version_4(header);

    put_number(f, "response_len", TYPE_UINT, request.sense.length);
    put_field(f, "response", PART_SENSE, request.sense);
    put_field(f, "din_xferp", PART_DATA, request.in);
    put_numbers(f, states, ARRAY_COUNT(states), TYPE_HEX, header + 108);
    put_number(f, "retry_delay", TYPE_UINT, load_u32(header + 120));
    put_number(f, "info", TYPE_SG_INFO, load_u32(header + 124));
    put_number(f, "duration", TYPE_UINT, load_u32(header + 128));
    put_number(f, "response_len", TYPE_UINT, request.sense.length);
    put_number(f, "din_resid", TYPE_INT, (uint64_t)load_s32(header + 136));
    put_number(f, "dout_resid", TYPE_INT, (uint64_t)load_s32(header + 140));
    put_number(f, "generated_tag", TYPE_HEX, load_u64(header + 144));
}

/* Neither version: the number that should tell. */
static void put_version(struct formatter *f, const uint8_t *header)
{
    format_open_inline(f, '[');
    format_item_inline(f);
    format_uint(f, load_u32(header));
    format_close_inline(f, ']');
}

static void format_command(struct formatter *f)
{
    const uint8_t *header = format_ioctl_part(f, PART_HEADER, false, 4);
    uint32_t version = header ? load_u32(header) : 0;
    size_t size = version == VERSION_3 ? version_3_bytes(f->abi) : VERSION_4_BYTES;

    if (header && version != VERSION_3 && version != VERSION_4) {
        put_version(f, header);
        return;
    }
    header = format_ioctl_part(f, PART_HEADER, false, size);
    if (!header) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    (version == VERSION_3 ? put_question_3 : put_question_4)(f, header);
    f->is_waiting = f->is_begin;
    if (f->is_begin)
        return;
    header = format_ioctl_part(f, PART_HEADER, true, size);
    if (header && load_u32(header) == version)
        (version == VERSION_3 ? put_answer_3 : put_answer_4)(f, header);
    format_close(f, '}');
}

const struct ioctl_pair ioctl_scsi_command = {capture_command, format_command, .answers_failures = true};
