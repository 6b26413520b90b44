#include "dump.h"

#include <string.h>

#include <ptop/buffers.h>
#include <ptop/text.h>

#define ROW_BYTES  16
#define LINE_BYTES 128

/* Which argument of a call has the data, and which way they go; the descriptor is the first one. */
static const struct row {
    const char *name;
    uint8_t arg;
    bool is_read;
} rows[] = {
    {"read", 1, true},
    {"pread64", 1, true},
    {"readv", 1, true},
    {"preadv", 1, true},
    {"preadv2", 1, true},
    {"recv", 1, true},
    {"recvfrom", 1, true},
    {"recvmsg", 1, true},
    {"recvmmsg", 1, true},
    {"recvmmsg_time64", 1, true},
    {"mq_timedreceive", 1, true},
    {"mq_timedreceive_time64", 1, true},
    {"write", 1, false},
    {"pwrite64", 1, false},
    {"writev", 1, false},
    {"pwritev", 1, false},
    {"pwritev2", 1, false},
    {"vmsplice", 1, false},
    {"send", 1, false},
    {"sendto", 1, false},
    {"sendmsg", 1, false},
    {"sendmmsg", 1, false},
    {"mq_timedsend", 1, false},
    {"mq_timedsend_time64", 1, false},
};
#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

void dump_init(struct dump_plan *plan, const struct batch_options *options)
{
    *plan = (struct dump_plan){.options = options};
    plan->is_wanted =
        !number_set_is_empty(&options->read_fds) || !number_set_is_empty(&options->written_fds);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        for (int abi = 0; abi < ABI_COUNT; abi++) {
            int number;

            if (syscall_find_name((enum abi)abi, rows[i].name, &number))
                syscall_set_add(&plan->calls, (enum abi)abi, number);
        }
    }
}

static const struct row *find_row(const char *name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static char hex_digit(unsigned value)
{
    return "0123456789abcdef"[value & 15];
}

/* Offsets have the digits that the last one needs, and five at least. */
static unsigned offset_digits(size_t length)
{
    unsigned digits = 5;

    while (digits < 16 && length > 0 && (length - 1) >> 4 * digits)
        digits++;
    return digits;
}

static void dump_row(const uint8_t *bytes, size_t length, size_t offset, unsigned digits,
                     dump_sink *sink, void *context)
{
    char line[LINE_BYTES], *at = line;

    at = stpcpy(at, " | ");
    for (unsigned i = digits; i-- > 0;)
        *at++ = hex_digit((unsigned)(offset >> 4 * i));
    for (size_t i = 0; i < ROW_BYTES; i++) {
        at = stpcpy(at, i % 8 ? " " : "  ");
        *at++ = i < length ? hex_digit(bytes[i] >> 4) : ' ';
        *at++ = i < length ? hex_digit(bytes[i]) : ' ';
    }
    at = stpcpy(at, "  ");
    for (size_t i = 0; i < ROW_BYTES; i++)
        *at++ = i >= length ? ' ' : bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '.';
    at = stpcpy(at, " |\n");
    sink(context, line, (size_t)(at - line));
}

void dump_bytes(const uint8_t *bytes, size_t length, dump_sink *sink, void *context)
{
    unsigned digits = offset_digits(length);

    for (size_t offset = 0; offset < length; offset += ROW_BYTES) {
        size_t left = length - offset;

        dump_row(bytes + offset, left < ROW_BYTES ? left : ROW_BYTES, offset, digits, sink,
                 context);
    }
}

/* ---- calls ---------------------------------------------------------------------------------- */

struct dump {
    dump_sink *sink;
    void *context;
    unsigned messages; /* whose heading was written */
};

static void put_heading(const struct dump *dump, const struct buffer *buffer, bool is_message)
{
    char line[LINE_BYTES];
    struct text text;

    text_init(&text, line, NULL, sizeof(line));
    if (is_message)
        text_printf(&text, " = %llu buffers in vector %u\n",
                    (unsigned long long)buffer->message_buffers, buffer->message);
    else
        text_printf(&text, " * %llu bytes in buffer %u\n",
                    (unsigned long long)buffer->moved_bytes, buffer->index);
    dump->sink(dump->context, text.bytes, text.length_bytes);
}

static void put_buffer(void *context, const struct buffer *buffer)
{
    static const char cut[] = " | ...\n"; /* more was moved than an event has room for */
    struct dump *dump = context;

    if (buffer->kind == BUFFER_OF_MESSAGES && buffer->message >= dump->messages) {
        put_heading(dump, buffer, true);
        dump->messages = buffer->message + 1;
    }
    if (buffer->kind != BUFFER_PLAIN)
        put_heading(dump, buffer, false);
    dump_bytes(buffer->bytes, buffer->captured_bytes, dump->sink, dump->context);
    if (buffer->captured_bytes < buffer->moved_bytes)
        dump->sink(dump->context, cut, sizeof(cut) - 1);
}

void dump_call(const struct dump_plan *plan, const struct event_syscall *call, dump_sink *sink,
               void *context)
{
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    const struct number_set *fds;
    struct dump dump = {.sink = sink, .context = context};
    const struct row *row;

    if (!plan->is_wanted || !syscall_set_has(&plan->calls, abi, call->header.number))
        return;
    row = find_row(syscall_find(abi, call->header.number)->name);
    fds = row->is_read ? &plan->options->read_fds : &plan->options->written_fds;
    if (number_set_has(fds, (int32_t)call->args[0]))
        buffers_walk(call, row->arg, put_buffer, &dump);
}
