/*
 * perf_event_open(2): struct perf_event_attr, as much of it as its own size member says.
 */
#include <stdio.h>

#include "capture.h"
#include "formatter.h"
#include "layout.h"

/* Offsets; a member is there where the size reaches its end. */
enum {
    AT_TYPE = 0, AT_SIZE = 4, AT_CONFIG = 8, AT_PERIOD = 16, AT_SAMPLE_TYPE = 24,
    AT_READ_FORMAT = 32, AT_BITS = 40, AT_WAKEUP = 48, AT_BP_TYPE = 52, AT_CONFIG1 = 56,
    AT_CONFIG2 = 64, AT_BRANCH = 72, AT_REGS_USER = 80, AT_STACK_USER = 88, AT_CLOCK = 92,
    AT_REGS_INTR = 96, AT_AUX_WATERMARK = 104, AT_MAX_STACK = 108, AT_RESERVED_2 = 110,
    AT_AUX_SIZE = 112, AT_RESERVED_3 = 116, AT_SIG_DATA = 120, AT_CONFIG3 = 128, AT_CONFIG4 = 136,
    ATTR_BYTES = 144,
};
#define FIRST_BYTES 64 /* what the first kernels knew, and what a size of 0 stands for */

enum { TYPE_HW = 0, TYPE_SW = 1, TYPE_TRACE = 2, TYPE_CACHE = 3, TYPE_BREAK = 5 };
enum { SAMPLES_BRANCHES = 1 << 11, SAMPLES_STACK = 1 << 13 };

static const char *const bit_names[] = {
    "disabled", "inherit", "pinned", "exclusive", "exclude_user", "exclude_kernel", "exclude_hv",
    "exclude_idle", "mmap", "comm", "freq", "inherit_stat", "enable_on_exec", "task", "watermark",
    "precise_ip", "", "mmap_data", "sample_id_all", "exclude_host", "exclude_guest",
    "exclude_callchain_kernel", "exclude_callchain_user", "mmap2", "comm_exec", "use_clockid",
    "context_switch", "write_backward", "namespaces", "ksymbol", "bpf_event", "aux_output",
    "cgroup", "text_poke", "build_id", "inherit_thread", "remove_on_exec", "sigtrap",
};
enum { BIT_FREQ = 10, BIT_WATERMARK = 14, BIT_PRECISE = 15, BIT_USE_CLOCK = 25 };

/* ---- capture ---------------------------------------------------------------------- */

void capture_perf_attr(struct capture *c, const struct arg_spec *arg)
{
    uint8_t head[FIRST_BYTES];
    uint32_t got;

    (void)arg;
    if (!capture_peek(c, c->args[c->arg], head, sizeof head))
        return;
    uint32_t size = load_u32(head + AT_SIZE) ? load_u32(head + AT_SIZE) : FIRST_BYTES;
    if (size >= FIRST_BYTES)
        capture_bytes(c, 0, c->args[c->arg], size, ATTR_BYTES, &got);
}

/* ---- format ----------------------------------------------------------------------- */

struct attr {
    const uint8_t *bytes;
    uint32_t length; /* captured */
    uint32_t size;   /* said */
};

static bool has_until(const struct attr *attr, uint32_t end)
{
    return attr->length >= end && attr->size >= end;
}

static void put_u64(struct formatter *f, const char *name, enum arg_type type,
                    const struct attr *attr, unsigned offset)
{
    format_field(f, name);
    format_value(f, type, load_u64(attr->bytes + offset));
}

static void put_u32(struct formatter *f, const char *name, enum arg_type type,
                    const struct attr *attr, unsigned offset)
{
    format_field(f, name);
    format_value(f, type, load_u32(attr->bytes + offset));
}

/* Of a machine with several kinds of cores: whose counter it is. */
static void put_counter(struct formatter *f, uint32_t counter)
{
    if (!counter)
        return;
    format_hex(f, counter);
    format_punctuation(f, "<<32|");
}

static void put_cache_config(struct formatter *f, uint32_t config)
{
    if (config >> 24) {
        format_hex(f, config >> 24);
        format_punctuation(f, "<<24|");
    }
    format_named(f, TYPE_PERF_CACHE_RESULT, config >> 16 & 0xff);
    format_punctuation(f, "<<16|");
    format_named(f, TYPE_PERF_CACHE_OP, config >> 8 & 0xff);
    format_punctuation(f, "<<8|");
    format_named(f, TYPE_PERF_CACHE, config & 0xff);
}

static void put_config(struct formatter *f, uint32_t type, uint64_t config)
{
    format_field(f, "config");
    if (type == TYPE_HW || type == TYPE_CACHE)
        put_counter(f, (uint32_t)(config >> 32));
    if (type == TYPE_HW)
        format_named(f, TYPE_PERF_HARDWARE, (uint32_t)config);
    else if (type == TYPE_SW)
        format_named(f, TYPE_PERF_SOFTWARE, config);
    else if (type == TYPE_CACHE)
        put_cache_config(f, (uint32_t)config);
    else if (type == TYPE_TRACE)
        format_ulong(f, config);
    else
        format_hex(f, config);
}

static void put_precision(struct formatter *f, unsigned precision)
{
    static const char *const meanings[] = {
        "arbitrary skid", "constant skid", "requested to have 0 skid", "must have 0 skid",
    };

    format_field(f, "precise_ip");
    format_uint(f, precision);
    format_comment(f, meanings[precision]);
}

static void put_bits(struct formatter *f, uint64_t bits)
{
    char comment[32];
    unsigned count = ARRAY_COUNT(bit_names);

    for (unsigned i = 0; i < count; i++) {
        if (i == BIT_PRECISE) {
            put_precision(f, bits >> i & 3);
        } else if (*bit_names[i] && (format_shows_all(f) || bits >> i & 1)) {
            format_field(f, bit_names[i]);
            format_uint(f, bits >> i & 1);
        }
    }
    if (!(bits >> count))
        return;
    format_field(f, "__reserved_1");
    format_hex(f, bits >> count);
    snprintf(comment, sizeof comment, "Bits 63..%u", count);
    format_comment(f, comment);
}

static void put_reserved(struct formatter *f, unsigned first, unsigned last, uint32_t value)
{
    char comment[48];

    if (!value)
        return;
    snprintf(comment, sizeof comment, "bytes %u..%u: %#x", first, last, value);
    format_comment(f, comment);
}

/* What an event is and when it samples. */
static void put_head(struct formatter *f, const struct attr *attr, uint64_t bits)
{
    put_u32(f, "type", TYPE_PERF_TYPE, attr, AT_TYPE);
    put_u32(f, "size", TYPE_PERF_SIZE, attr, AT_SIZE);
    put_config(f, load_u32(attr->bytes + AT_TYPE), load_u64(attr->bytes + AT_CONFIG));
    put_u64(f, bits >> BIT_FREQ & 1 ? "sample_freq" : "sample_period", TYPE_ULONG, attr, AT_PERIOD);
    put_u64(f, "sample_type", TYPE_PERF_SAMPLE, attr, AT_SAMPLE_TYPE);
    put_u64(f, "read_format", TYPE_PERF_FORMAT, attr, AT_READ_FORMAT);
    put_bits(f, bits);
}

static void put_configs(struct formatter *f, const struct attr *attr)
{
    bool is_breakpoint = load_u32(attr->bytes + AT_TYPE) == TYPE_BREAK;

    if (is_breakpoint)
        put_u32(f, "bp_type", TYPE_PERF_BREAKPOINT, attr, AT_BP_TYPE);
    put_u64(f, is_breakpoint ? "bp_addr" : "config1", TYPE_HEX, attr, AT_CONFIG1);
    if (has_until(attr, AT_CONFIG2 + 8))
        put_u64(f, is_breakpoint ? "bp_len" : "config2", is_breakpoint ? TYPE_ULONG : TYPE_HEX,
                attr, AT_CONFIG2);
}

static void put_user_samples(struct formatter *f, const struct attr *attr, uint64_t samples,
                             uint64_t bits)
{
    if (has_until(attr, AT_BRANCH + 8) && (samples & SAMPLES_BRANCHES))
        put_u64(f, "branch_sample_type", TYPE_PERF_BRANCH, attr, AT_BRANCH);
    if (!has_until(attr, AT_CLOCK + 4))
        return;
    put_u64(f, "sample_regs_user", TYPE_HEX, attr, AT_REGS_USER);
    if (samples & SAMPLES_STACK)
        put_u32(f, "sample_stack_user", TYPE_HEX, attr, AT_STACK_USER);
    if (bits >> BIT_USE_CLOCK & 1)
        put_u32(f, "clockid", TYPE_CLOCK_ID, attr, AT_CLOCK);
}

static void put_tail(struct formatter *f, const struct attr *attr)
{
    if (has_until(attr, AT_REGS_INTR + 8))
        put_u64(f, "sample_regs_intr", TYPE_HEX, attr, AT_REGS_INTR);
    if (has_until(attr, AT_RESERVED_2 + 2)) {
        put_u32(f, "aux_watermark", TYPE_UINT, attr, AT_AUX_WATERMARK);
        format_field(f, "sample_max_stack");
        format_uint(f, load_u16(attr->bytes + AT_MAX_STACK));
        put_reserved(f, AT_RESERVED_2, 111, load_u16(attr->bytes + AT_RESERVED_2));
    }
    if (has_until(attr, AT_RESERVED_3 + 4)) {
        put_u32(f, "aux_sample_size", TYPE_UINT, attr, AT_AUX_SIZE);
        put_reserved(f, AT_RESERVED_3, 119, load_u32(attr->bytes + AT_RESERVED_3));
    }
    if (has_until(attr, AT_SIG_DATA + 8))
        put_u64(f, "sig_data", TYPE_HEX, attr, AT_SIG_DATA);
    if (has_until(attr, AT_CONFIG3 + 8))
        put_u64(f, "config3", TYPE_HEX, attr, AT_CONFIG3);
    if (has_until(attr, AT_CONFIG4 + 8))
        put_u64(f, "config4", TYPE_HEX, attr, AT_CONFIG4);
}

static void put_all(struct formatter *f, const struct attr *attr, uint64_t bits)
{
    uint64_t samples = load_u64(attr->bytes + AT_SAMPLE_TYPE);
    bool by_watermark = bits >> BIT_WATERMARK & 1;

    put_u32(f, by_watermark ? "wakeup_watermark" : "wakeup_events", TYPE_UINT, attr, AT_WAKEUP);
    put_configs(f, attr);
    put_user_samples(f, attr, samples, bits);
    put_tail(f, attr);
}

void format_perf_attr(struct formatter *f)
{
    struct captured captured = captured_piece(f, 0);

    if (captured.length_bytes < FIRST_BYTES || f->options->hides_structs) {
        format_address(f, format_register(f, f->arg));
        return;
    }
    uint32_t said = load_u32(captured.bytes + AT_SIZE);
    struct attr attr = {captured.bytes, captured.length_bytes, said ? said : FIRST_BYTES};
    uint64_t bits = load_u64(captured.bytes + AT_BITS);
    format_open(f, '{');
    put_head(f, &attr, bits);
    if (format_shows_all(f))
        put_all(f, &attr, bits);
    if (!format_shows_all(f) || attr.size > ATTR_BYTES)
        format_more(f);
    format_close(f, '}');
}
