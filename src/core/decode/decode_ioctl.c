/*
 * ioctl(2): the request by its name, and its argument as the request's row says.
 *
 * A number can be several requests of different drivers: all names are shown, and the argument is
 * that of the first that has one.  i386's table holds the requests that have another number there.
 */
#include <stdio.h>

#include "capture.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "formatter.h"
#include "ioctl.h"
#include "value_type.h"

/* ---- the rows ------------------------------------------------------------------- */

#define BYTES                         {IOCTL_BYTES, 0, NULL, NULL, NULL},
#define NONE                          {IOCTL_NONE, 0, NULL, NULL, NULL},
#define TEXT                          {IOCTL_TEXT, 0, NULL, NULL, NULL},
#define VALUE(type)                   {IOCTL_VALUE, TYPE_##type, NULL, NULL, NULL},
#define IN(layout)                    {IOCTL_IN, 0, members_##layout, NULL, NULL},
#define OUT(layout)                   {IOCTL_OUT, 0, NULL, members_##layout, NULL},
#define THEN(in, out)                 {IOCTL_THEN, 0, members_##in, members_##out, NULL},
#define WITH(in, out)                 {IOCTL_WITH, 0, members_##in, members_##out, NULL},
#define INOUT(layout)                 {IOCTL_INOUT, 0, members_##layout, members_##layout, NULL},
#define OWN(name)                     {IOCTL_OWN, 0, NULL, NULL, &ioctl_##name},
#define IOCTL(number, name, argument) argument

/* In the order of the names, which are the same rows. */
static const struct ioctl_argument native_arguments[] = {
#include "core/tables/ioctls.def"
};

static const struct ioctl_argument i386_arguments[] = {
#include "core/tables/ioctls_i386.def"
};

/* Names and arguments of one table; sorted by the low half of the numbers, then by all of it. */
struct table {
    const struct flag_set *names;
    const struct ioctl_argument *arguments;
};

static struct table native_table(void)
{
    return (struct table){flag_set_find(TYPE_IOCTL_COMMAND), native_arguments};
}

static struct table i386_table(void)
{
    return (struct table){flag_set_find(TYPE_IOCTL_I386), i386_arguments};
}

static uint64_t sort_key(uint64_t number)
{
    return (number & 0xffff) << 32 | number;
}

/* The first row of a number, and in *ret_end one more than its last. */
static size_t table_find(const struct table *table, uint32_t number, size_t *ret_end)
{
    const struct flag_name *names = table->names->names;
    size_t low = 0, high = table->names->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sort_key(names[middle].value) < sort_key(number))
            low = middle + 1;
        else
            high = middle;
    }
    for (high = low; high < table->names->count && names[high].value == number;)
        high++;
    *ret_end = high;
    return low;
}

/* This name's number is another one on i386. */
static bool has_i386_number(const char *name)
{
    const struct flag_set *set = i386_table().names;

    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->names[i].name, name) == 0)
            return true;
    return false;
}

/* ---- requests ------------------------------------------------------------------- */

#define NAME_BYTES 256
#define NAMES_MOST 16

struct requests {
    const char *list[NAMES_MOST]; /* sorted */
    size_t count;
};

static void requests_add(struct requests *names, const char *name)
{
    size_t at = names->count;

    if (at == NAMES_MOST)
        return;
    for (; at > 0 && strcmp(names->list[at - 1], name) > 0; at--)
        names->list[at] = names->list[at - 1];
    names->list[at] = name;
    names->count++;
}

static void requests_collect(struct requests *names, enum abi abi, uint32_t request)
{
    struct table native = native_table(), i386 = i386_table();
    size_t end, i;

    for (i = table_find(&native, request, &end); i < end; i++)
        if (abi == ABI_NATIVE || !has_i386_number(native.names->names[i].name))
            requests_add(names, native.names->names[i].name);
    if (abi != ABI_COMPAT)
        return;
    for (i = table_find(&i386, request, &end); i < end; i++)
        requests_add(names, i386.names->names[i].name);
}

/* ---- requests of two drivers ------------------------------------------------------ */

/* Whose device the descriptor is tells which of its requests is meant. */
static const struct {
    const char *path, *others; /* of devices; requests that are not theirs */
} drivers[] = {
    {"/dev/pts/", "SNDCTL_"},    {"/dev/tty", "SNDCTL_"}, {"/dev/ptmx", "SNDCTL_"},
    {"/dev/console", "SNDCTL_"}, {"/dev/snd/", "TC"},     {"/dev/sequencer", "TC"},
    {"/dev/music", "TC"},
};

#define DEVICE_PART  255 /* of the argument: the path of the descriptor */
#define DEVICE_BYTES 64

/* Terminals and sound cards have numbers in common. */
static bool is_of_two_drivers(uint32_t request)
{
    struct table native = native_table();
    size_t end, begin = table_find(&native, request, &end);

    return request >> 8 == 'T' && end - begin > 1;
}

/* The descriptor's path; "" where it is not known. */
static void descriptor_path(const struct formatter *f, char path[static DEVICE_BYTES])
{
    struct formatter argument = *f;

    argument.arg = (uint8_t)(f->arg + 1);
    argument.is_exit = false;
    struct captured captured = captured_piece(&argument, DEVICE_PART);
    size_t length = captured.length_bytes < DEVICE_BYTES ? captured.length_bytes : DEVICE_BYTES - 1;

    if (captured.bytes)
        memcpy(path, captured.bytes, length);
    path[captured.bytes ? length : 0] = '\0';
}

static bool starts_with(const char *string, const char *start)
{
    return strncmp(string, start, strlen(start)) == 0;
}

static void requests_settle(struct requests *requests, const struct formatter *f)
{
    char name[DEVICE_BYTES] = "";
    size_t kept = 0;

    if (requests->count > 1)
        descriptor_path(f, name);
    for (size_t d = 0; d < ARRAY_COUNT(drivers); d++) {
        if (!starts_with(name, drivers[d].path))
            continue;
        for (size_t i = 0; i < requests->count; i++)
            if (!starts_with(requests->list[i], drivers[d].others))
                requests->list[kept++] = requests->list[i];
        requests->count = kept;
        return;
    }
}

static const char *const request_directions[] = {
    "_IOC_NONE",
    "_IOC_WRITE",
    "_IOC_READ",
    "_IOC_READ|_IOC_WRITE",
};

/* Two bits of direction, 14 of size, 8 of type, 8 of number. */
static void name_by_parts(uint32_t request, char name[static NAME_BYTES])
{
    snprintf(name, NAME_BYTES, "_IOC(%s, %#x, %#x, %#x)", request_directions[request >> 30],
             request >> 8 & 0xff, request & 0xff, IOCTL_SIZE(request));
}

void format_ioctl_cmd(struct formatter *f, uint64_t value)
{
    uint32_t request = (uint32_t)value;
    struct requests names = {.count = 0};
    char name[NAME_BYTES];
    bool is_commented = f->options->constants == FORMAT_NAMED_NUMBERS;
    size_t length = ioctl_range_name(request, is_commented, name, sizeof name);

    requests_collect(&names, f->abi, request);
    requests_settle(&names, f);
    for (size_t i = 0; i < names.count && length < sizeof name; i++)
        length += (size_t)snprintf(name + length, sizeof name - length, "%s%s",
                                   length ? " or " : "", names.list[i]);
    if (length == 0)
        name_by_parts(request, name);
    format_known_hex(f, name, request);
}

/* ---- which argument ---------------------------------------------------------------- */

/* The first row that has one; of the native table only those whose number it is on i386, too. */
static const struct ioctl_argument *rows_argument(const struct table *table, uint32_t request,
                                                  bool is_shared)
{
    size_t end;

    for (size_t i = table_find(table, request, &end); i < end; i++)
        if (table->arguments[i].style != IOCTL_BYTES &&
            !(is_shared && has_i386_number(table->names->names[i].name)))
            return &table->arguments[i];
    return NULL;
}

const struct ioctl_argument *ioctl_argument_find(enum abi abi, uint32_t request)
{
    static const struct ioctl_argument unknown = {.style = IOCTL_BYTES};
    struct table native = native_table(), i386 = i386_table();
    const struct ioctl_argument *found = NULL;

    if (abi == ABI_COMPAT)
        found = rows_argument(&i386, request, false);
    if (!found)
        found = rows_argument(&native, request, abi == ABI_COMPAT);
    if (!found)
        found = ioctl_range_find(request);
    return found ? found : &unknown;
}

/* The request stands before its argument. */
uint32_t capture_ioctl_request(const struct capture *c)
{
    return c->arg ? (uint32_t)c->args[c->arg - 1] : 0;
}

uint32_t format_ioctl_request(const struct formatter *f)
{
    return f->arg ? (uint32_t)format_register(f, f->arg - 1u) : 0;
}

unsigned ioctl_used_arguments(const struct formatter *f, unsigned index)
{
    if (index == 0)
        return f->spec->arg_count;
    uint32_t request = (uint32_t)format_register(f, index - 1);
    return ioctl_argument_find(f->abi, request)->style == IOCTL_NONE ? index : f->spec->arg_count;
}

/* ---- capture ---------------------------------------------------------------------- */

static void capture_layout(struct capture *c, const struct member *members)
{
    uint32_t got, size = (uint32_t)record_size_bytes(members, c->abi);
    const uint8_t *bytes = capture_bytes(c, 0, c->args[c->arg], size, size, &got);
    unsigned part = 0;

    if (bytes)
        capture_member_fds(c, members, bytes, got, &part);
    if (bytes)
        capture_followed(c, members, bytes, got, c->args[c->arg]);
}

/* Before the call there is nothing in it that means anything. */
static bool is_only_answered(uint32_t request)
{
    return request >> 30 == 2; /* _IOC_READ */
}

static void capture_unknown(struct capture *c)
{
    uint32_t got, request = capture_ioctl_request(c), size = IOCTL_SIZE(request);

    if (size && (c->is_exit || !is_only_answered(request)))
        capture_bytes(c, 0, c->args[c->arg], size, c->limits->buffer_bytes, &got);
}

static void capture_entry(struct capture *c, const struct ioctl_argument *argument)
{
    switch ((enum ioctl_style)argument->style) {
    case IOCTL_BYTES:
        capture_unknown(c);
        break;
    case IOCTL_TEXT:
        capture_string(c, 0, c->args[c->arg], c->limits->string_bytes);
        break;
    case IOCTL_IN:
    case IOCTL_THEN:
    case IOCTL_WITH:
    case IOCTL_INOUT:
        capture_layout(c, argument->in);
        break;
    case IOCTL_NONE:
    case IOCTL_VALUE:
    case IOCTL_OUT:
    case IOCTL_OWN:
        break;
    }
}

static void capture_exit(struct capture *c, const struct ioctl_argument *argument)
{
    switch ((enum ioctl_style)argument->style) {
    case IOCTL_BYTES:
        capture_unknown(c);
        break;
    case IOCTL_OUT:
    case IOCTL_THEN:
    case IOCTL_WITH:
    case IOCTL_INOUT:
        capture_layout(c, argument->out);
        break;
    case IOCTL_NONE:
    case IOCTL_VALUE:
    case IOCTL_TEXT:
    case IOCTL_IN:
    case IOCTL_OWN:
        break;
    }
}

/* Requests whose result is a descriptor that is new. */
static bool makes_fd(uint32_t request)
{
    static const uint16_t requests[] = {
        0xb701, /* NS_GET_USERNS */
        0xb702, /* NS_GET_PARENT */
        0xae01, /* KVM_CREATE_VM */
        0xae41, /* KVM_CREATE_VCPU */
        0xaece, /* KVM_GET_STATS_FD */
        0x3b6a, /* VFIO_GROUP_GET_DEVICE_FD */
    };

    for (size_t i = 0; i < ARRAY_COUNT(requests); i++)
        if (requests[i] == request)
            return true;
    return false;
}

void capture_ioctl_arg(struct capture *c, const struct arg_spec *arg)
{
    uint32_t request = capture_ioctl_request(c);
    const struct ioctl_argument *argument = ioctl_argument_find(c->abi, request);

    (void)arg;
    if (c->is_exit && !c->has_failed && makes_fd(request))
        capture_result_fd(c);
    if (!c->is_exit && c->arg >= 2 && is_of_two_drivers(request))
        capture_fd_path(c, DEVICE_PART, (int)c->args[c->arg - 2]);
    if (argument->style == IOCTL_VALUE && argument->type == TYPE_FD && !c->is_exit)
        capture_fd_name(c, 0, (int)c->args[c->arg]);
    bool answers = !c->has_failed || (argument->pair && argument->pair->answers_failures);
    if (c->args[c->arg] == 0 || (c->is_exit && !answers))
        return;
    if (argument->style == IOCTL_OWN)
        argument->pair->capture(c);
    else if (c->is_exit)
        capture_exit(c, argument);
    else
        capture_entry(c, argument);
}

/* ---- formatting --------------------------------------------------------------------- */

const uint8_t *format_ioctl_part(struct formatter *f, unsigned part, bool is_exit, size_t size)
{
    f->is_exit = is_exit;
    struct captured captured = captured_piece(f, part);
    return captured.bytes && captured.length_bytes >= size ? captured.bytes : NULL;
}

void format_ioctl_address(struct formatter *f)
{
    format_address(f, format_register(f, f->arg));
}

bool format_ioctl_answers(struct formatter *f)
{
    if (f->is_begin)
        f->is_waiting = true;
    return !f->is_begin && !(f->call->header.flags & (EVENT_FAILED | EVENT_NO_RETURN));
}

static void format_layout(struct formatter *f, const struct member *members, bool is_exit)
{
    size_t size = record_size_bytes(members, f->abi);
    const uint8_t *bytes = format_ioctl_part(f, 0, is_exit, size);

    f->fd_part = 0;
    if (!bytes)
        format_ioctl_address(f);
    else if (record_is_scalar(members))
        format_elements(f, members, bytes, 1);
    else
        format_followed(f, members, bytes, size, NULL);
}

/* All of it as the kernel reads it, and what it changed. */
static void format_inout(struct formatter *f, const struct member *members)
{
    size_t size = record_size_bytes(members, f->abi);
    const uint8_t *before = format_ioctl_part(f, 0, false, size);

    format_layout(f, members, false);
    if (!before || !format_ioctl_answers(f))
        return;
    const uint8_t *after = format_ioctl_part(f, 0, true, size);
    if (!after || !record_has_changed(f, members, after, size, before))
        return;
    format_punctuation(f, " => ");
    f->fd_part = 0;
    if (record_is_scalar(members))
        format_elements(f, members, after, 1);
    else
        format_followed(f, members, after, size, before);
}

static void format_then(struct formatter *f, const struct ioctl_argument *argument)
{
    if (!captured_argument(f, f->arg, false).bytes) {
        format_ioctl_address(f);
        return;
    }
    format_layout(f, argument->in, false);
    if (!format_ioctl_answers(f))
        return;
    format_punctuation(f, " => ");
    format_layout(f, argument->out, true);
}

/* One struct, of which the kernel fills what stands behind the question. */
static void format_with(struct formatter *f, const struct ioctl_argument *argument)
{
    size_t size = record_size_bytes(argument->in, f->abi);
    size_t answer_size = record_size_bytes(argument->out, f->abi);
    const uint8_t *question = format_ioctl_part(f, 0, false, size);

    f->fd_part = 0;
    if (!question) {
        format_ioctl_address(f);
        return;
    }
    format_open(f, '{');
    bool leaves_out = format_members(f, argument->in, question, size);
    if (format_ioctl_answers(f)) {
        const uint8_t *answer = format_ioctl_part(f, 0, true, answer_size);
        if (answer)
            leaves_out |= format_members(f, argument->out, answer, answer_size);
    }
    if (f->is_waiting)
        return;
    if (leaves_out)
        format_more(f);
    format_close(f, '}');
}

/* Requests of sockets and input devices pass nothing else. */
static bool is_surely_pointer(uint32_t request)
{
    uint32_t letter = request >> 8 & 0xff;

    return letter == 0x89 || (letter == 'E' && IOCTL_SIZE(request) > 0);
}

static void format_unknown_bytes(struct formatter *f, struct captured captured)
{
    struct format_options options = *f->options;
    const struct format_options *kept = f->options;

    options.escape = TEXT_ESCAPE_HEX_ALL;
    f->options = &options;
    format_quoted(f, TEXT_STRING, captured.bytes, captured.length_bytes, format_string_limit(f),
                  captured_is_cut(captured));
    f->options = kept;
}

/* What nobody told us about, byte by byte; after => where the kernel changed it. */
static void format_unknown(struct formatter *f)
{
    uint32_t request = format_ioctl_request(f);
    bool is_answer = is_only_answered(request);
    struct captured before = captured_argument(f, f->arg, false);
    struct captured after = captured_argument(f, f->arg, true);
    bool is_shown =
        f->options->is_verbose && format_register(f, f->arg) != 0 && IOCTL_SIZE(request);

    if (is_shown && is_answer && format_ioctl_answers(f) && after.length_bytes) {
        format_unknown_bytes(f, after);
    } else if (is_shown && !is_answer && before.length_bytes) {
        format_unknown_bytes(f, before);
        if (!format_ioctl_answers(f) || after.length_bytes != before.length_bytes ||
            memcmp(before.bytes, after.bytes, before.length_bytes) == 0)
            return;
        format_punctuation(f, " => ");
        format_unknown_bytes(f, after);
    } else if (is_surely_pointer(request) && !f->is_waiting) {
        format_ioctl_address(f);
    } else if (!f->is_waiting) {
        format_hex(f, format_register(f, f->arg));
    }
}

static void format_text(struct formatter *f)
{
    struct captured captured = captured_argument(f, f->arg, false);

    if (captured.bytes)
        format_string(f, captured.bytes, captured.length_bytes);
    else
        format_ioctl_address(f);
}

/* What is pointed to is not looked at: there is nothing, it was not asked for, or the call failed.
 */
static bool shows_address(const struct formatter *f, const struct ioctl_argument *argument)
{
    bool is_pointer = argument->style != IOCTL_VALUE && argument->style != IOCTL_BYTES;

    return is_pointer && (format_register(f, f->arg) == 0 || f->options->hides_structs);
}

void format_ioctl_arg(struct formatter *f)
{
    const struct ioctl_argument *argument = ioctl_argument_find(f->abi, format_ioctl_request(f));

    if (shows_address(f, argument)) {
        format_ioctl_address(f);
        return;
    }
    switch ((enum ioctl_style)argument->style) {
    case IOCTL_BYTES:
        format_unknown(f);
        break;
    case IOCTL_NONE:
        break;
    case IOCTL_VALUE:
        format_value(f, argument->type, format_register(f, f->arg));
        break;
    case IOCTL_TEXT:
        format_text(f);
        break;
    case IOCTL_IN:
        format_layout(f, argument->in, false);
        break;
    case IOCTL_OUT:
        if (format_ioctl_answers(f))
            format_layout(f, argument->out, true);
        else if (!f->is_waiting)
            format_ioctl_address(f);
        break;
    case IOCTL_THEN:
        format_then(f, argument);
        break;
    case IOCTL_WITH:
        format_with(f, argument);
        break;
    case IOCTL_INOUT:
        format_inout(f, argument->in);
        break;
    case IOCTL_OWN:
        argument->pair->format(f);
        break;
    }
    f->is_exit = false;
}
