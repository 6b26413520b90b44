/*
 * Every syscall of both ABIs with arguments and memory that chance made: captured at its entry and at
 * its exit, and formatted in every style.  Whatever the tracee says, a call costs so many reads, so many
 * bytes and so much time; what is known at its entry begins the finished line.
 */
#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ptop/format.h>
#include <ptop/names.h>

#include "core/decode/capture.h"
#include "core/tracee/tracee.h"

#define MOST_READS        320 /* a few types look before they read */
#ifdef __OPTIMIZE__
#define MOST_NS 1000000
#else
#define MOST_NS 3000000 /* the compiler did nothing for it */
#endif
#define TRIES             20 /* before a call is called slow: other programs run, too */
#define TEXT_BYTES        65536
#define MEMORY_START      UINT64_C(0x10000)
#define MEMORY_WORDS      2048u
#define MEMORY_BYTES      (8 * MEMORY_WORDS)
#define PIECES_BYTES      TRACEE_SCRATCH_BYTES

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED true
#else
#define IS_SANITIZED false
#endif

static uint64_t memory[MEMORY_WORDS];
static uint64_t state;
static unsigned reads;
static struct names *names;

static union {
    struct event_syscall call;
    uint8_t bytes[EVENT_MAX_BYTES];
} record, hint;

static uint64_t chance(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* ---- what the tracee holds ----------------------------------------------------------- */

/* Small, huge, or an address: of the memory, its end, or nothing. */
static uint64_t any_word(void)
{
    switch (chance() % 8) {
    case 0:
        return 0;
    case 1:
    case 2:
        return chance() % 64;
    case 3:
        return chance() % 4 ? UINT64_MAX : UINT64_C(1) << chance() % 64;
    case 4:
        return MEMORY_START + MEMORY_BYTES / 2; /* where messages may be */
    case 5:
        return MEMORY_START + chance() % MEMORY_BYTES;
    case 6:
        return MEMORY_START + MEMORY_BYTES - chance() % 64;
    default:
        return chance();
    }
}

/* Lengths and types of messages and attributes that may be true, one in the other, at any depth. */
static void fill_messages(uint8_t *bytes, size_t size)
{
    uint32_t length = (uint32_t)(16 + chance() % 600);
    uint16_t type = (uint16_t)(chance() % 4 ? chance() % 128 : chance() % 3072);

    memcpy(bytes, &length, sizeof length);
    memcpy(bytes + 4, &type, sizeof type);
    for (size_t at = 16 + 4 * (chance() % 20); at + 4 <= size; at += 4 + 4 * (chance() % 4)) {
        uint16_t header[2] = {(uint16_t)(chance() % 8 ? 4 + chance() % 400 : chance() % 65536),
                              (uint16_t)(chance() % 32 | (chance() % 4 ? 0 : 0x8000))};
        memcpy(bytes + at, header, sizeof header);
    }
}

static void fill_memory(const uint8_t *data, size_t size)
{
    state = 0x9e3779b97f4a7c15;
    for (size_t i = 0; i < size; i++)
        state = (state ^ data[i]) * 0x100000001b3 + 1;
    for (size_t i = 0; i < MEMORY_WORDS; i++)
        memory[i] = chance() % 4 ? any_word() : any_word() << 32 | (uint32_t)any_word();
    if (chance() % 4 == 0)
        fill_messages((uint8_t *)memory + MEMORY_BYTES / 2, MEMORY_BYTES / 2);
    if (size)
        memcpy(memory, data, size < MEMORY_BYTES / 2 ? size : MEMORY_BYTES / 2);
}

static ssize_t read_memory(void *context, tracee_addr address, void *buffer, size_t size)
{
    uint64_t offset = address - MEMORY_START;

    (void)context;
    reads++;
    if (address < MEMORY_START || offset >= MEMORY_BYTES)
        return -EFAULT;
    size = size < MEMORY_BYTES - offset ? size : MEMORY_BYTES - offset;
    memcpy(buffer, (const uint8_t *)memory + offset, size);
    return (ssize_t)size;
}

static uint32_t name_of_fd(void *context, int fd)
{
    (void)context;
    reads++;
    return fd % 3 == 0;
}

/* Half of the sockets are netlink's, and what their memory holds is sometimes like messages. */
static int any_protocol(void *context, int fd)
{
    (void)context;
    reads++;
    return fd % 2 ? (int)(memory[0] % 22) : -1;
}

static bool name_of_interface(void *context, uint32_t index, char name[16])
{
    (void)context;
    snprintf(name, 16, "eth%u", index % 1000);
    return index % 3 == 0;
}

static bool name_of_family(void *context, uint16_t family, char name[16])
{
    static const char *const known[] = {"nl80211", "ethtool", "TASKSTATS", "wireguard", "\x1b[31m"};

    (void)context;
    snprintf(name, 16, "%s", known[family % 5]);
    return true;
}

/* ---- a call -------------------------------------------------------------------------- */

static struct capture begin_call(enum abi abi, int number)
{
    static const struct tracee_reader reader = {.read = read_memory,
                                                 .fd_name = name_of_fd,
                                                 .netlink_protocol = any_protocol,
                                                 .interface_name = name_of_interface,
                                                 .family_name = name_of_family};
    struct capture capture = {
        .spec = syscall_find(abi, number),
        .abi = abi,
        .reader = &reader,
        .limits = &capture_limits_default,
        .pieces = record.bytes + sizeof record.call,
        .capacity_bytes = PIECES_BYTES,
    };

    for (int i = 0; i < SYSCALL_MAX_ARGS; i++)
        capture.args[i] = abi == ABI_COMPAT ? (uint32_t)any_word() : any_word();
    if (chance() % 2) /* operations are small numbers */
        capture.args[0] = chance() % 48;
    return capture;
}

static void make_event(struct event_syscall *call, const struct capture *capture, int number,
                       uint8_t kind)
{
    uint8_t flags = capture->abi == ABI_COMPAT ? EVENT_COMPAT : 0;

    call->header = (struct event){
        .size_bytes = (uint16_t)(sizeof *call + capture->used_bytes),
        .kind = kind,
        .flags = (uint8_t)(flags | (capture->has_failed ? EVENT_FAILED : 0)),
        .number = (int16_t)number,
        .tid = 7,
        .tgid = 7,
    };
    memcpy(call->args, capture->args, sizeof call->args);
    call->result = capture->result;
}

/* record: the finished call; hint: as it was at its entry. */
static void capture_both(struct capture *capture, int number)
{
    reads = 0;
    capture_call(capture);
    memcpy(hint.bytes + sizeof hint.call, capture->pieces, capture->used_bytes);
    make_event(&hint.call, capture, number, EVENT_SYSCALL_ENTER);
    capture->is_exit = true;
    capture->read_count = 0;
    capture->result = chance() % 3 ? (int64_t)any_word() : (int64_t)(chance() % 64);
    capture->has_failed = capture->result < 0 && capture->result > -4096;
    for (size_t i = 0; i < MEMORY_WORDS; i += 1 + chance() % 64)
        memory[i] = any_word();
    capture_call(capture);
    assert(capture->used_bytes <= PIECES_BYTES);
    assert(reads <= 2 * MOST_READS);
    make_event(&record.call, capture, number, EVENT_SYSCALL);
}

/* ---- its text ------------------------------------------------------------------------ */

static struct format_options any_options(void)
{
    static const enum text_escape_style styles[] = {
        TEXT_ESCAPE_ASCII, TEXT_ESCAPE_UTF8, TEXT_ESCAPE_HEX_BYTES, TEXT_ESCAPE_HEX_ALL,
    };

    return (struct format_options){
        .names = names,
        .escape = styles[chance() % 4],
        .layout = chance() % 2 ? FORMAT_ONE_LINE : FORMAT_UNFOLDED,
        .constants = (enum format_constants)(chance() % 3),
        .string_limit_bytes = chance() % 2 ? 0 : 4096,
        .result_column = 40,
        .is_verbose = chance() % 2,
        .hides_structs = chance() % 8 == 0,
        .is_raw = chance() % 16 == 0,
        .names_arguments = chance() % 4 == 0,
    };
}

static void require_plain(const struct text *text)
{
    assert(text->length_bytes < TEXT_BYTES && text->bytes[text->length_bytes] == '\0');
    for (size_t i = 0; i < text->length_bytes; i++) {
        unsigned char byte = (unsigned char)text->bytes[i];
        assert((byte >= 0x20 || byte == '\n') && byte != 0x7f);
    }
}

/* What is known at the entry is the beginning of the finished arguments. */
static void require_beginning(const struct format_options *options, const struct text *begin,
                              const struct text *whole)
{
    if (whole->is_truncated || options->layout != FORMAT_ONE_LINE)
        return;
    if (begin->length_bytes <= whole->length_bytes &&
        memcmp(begin->bytes, whole->bytes, begin->length_bytes) == 0)
        return;
    fprintf(stderr, "begins: %s\nwhole:  %s\n", begin->bytes, whole->bytes);
    abort();
}

static void format_both(void)
{
    static char bytes[TEXT_BYTES], begin_bytes[TEXT_BYTES];
    static uint8_t roles[TEXT_BYTES];
    struct format_options options = any_options();
    struct text text, begin;

    text_init(&text, bytes, roles, TEXT_BYTES);
    format_event(&record.call.header, &options, &text);
    require_plain(&text);
    text_init(&begin, begin_bytes, NULL, TEXT_BYTES);
    format_call_begin(&hint.call, &options, &begin);
    require_plain(&begin);
    text_clear(&text);
    format_call_arguments(&record.call, &options, &text);
    require_beginning(&options, &begin, &text);
}

/* ---- time ---------------------------------------------------------------------------- */

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* The fastest of a few counts: an interrupt is not the decoder's. */
static void require_quick(struct capture capture, int number)
{
    static char bytes[TEXT_BYTES];
    int64_t best_ns = INT64_MAX;

    capture.is_exit = false;
    for (int try = 0; try < TRIES && best_ns > MOST_NS; try++) {
        struct capture again = capture;
        struct text text;
        int64_t start_ns = now_ns();
        again.used_bytes = again.read_count = 0;
        capture_call(&again);
        again.is_exit = true;
        capture_call(&again);
        make_event(&record.call, &again, number, EVENT_SYSCALL);
        text_init(&text, bytes, NULL, TEXT_BYTES);
        format_event(&record.call.header, NULL, &text);
        int64_t took_ns = now_ns() - start_ns;
        best_ns = took_ns < best_ns ? took_ns : best_ns;
    }
    if (best_ns <= MOST_NS || IS_SANITIZED)
        return;
    fprintf(stderr, "%s takes %lld ns\n", capture.spec->name, (long long)best_ns);
    abort();
}

/* ---- the target ------------------------------------------------------------------------ */

static void try_call(enum abi abi, int number)
{
    if (!syscall_find(abi, number))
        return;
    struct capture capture = begin_call(abi, number);
    capture_both(&capture, number);
    format_both();
    require_quick(capture, number);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the name is libFuzzer's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char hostile[] = "/a\x1b[31m\n<char \x1b[31m>";

    if (!names) {
        names = names_new();
        names_add(names, 1, hostile, sizeof hostile - 1);
    }
    fill_memory(data, size);
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (int number = 0; number < syscall_limit((enum abi)abi); number++)
            try_call((enum abi)abi, number);
    return 0;
}
