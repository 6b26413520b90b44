/*
 * Requests that are a range of numbers: they hold a size, an index or a kind.
 */
#include <stdio.h>

#include "core/tables/flags.h"
#include "ioctl.h"

enum range_form {
    RANGE_SIZE,   /* NAME(size) */
    RANGE_NUMBER, /* NAME(number) */
    RANGE_KIND,   /* NAME(kind): the number behind the first, by its name */
    RANGE_SIZED_KIND, /* NAME(kind, size) */
};

#define READ          2
#define WRITE         1
#define BOTH          3

extern const struct ioctl_pair ioctl_spi_message, ioctl_input_text, ioctl_input_bits, ioctl_input_slots;
extern const struct member members_input_absinfo[];

static const struct range {
    uint8_t direction, letter, first, last;
    uint8_t form; /* enum range_form */
    uint16_t kinds; /* enum arg_type of the kind */
    const char *name;
    struct ioctl_argument argument;
} ranges[] = {
    {READ, 'E', 0x06, 0x06, RANGE_SIZE, 0, "EVIOCGNAME", {IOCTL_OWN, .pair = &ioctl_input_text}},
    {READ, 'E', 0x07, 0x07, RANGE_SIZE, 0, "EVIOCGPHYS", {IOCTL_OWN, .pair = &ioctl_input_text}},
    {READ, 'E', 0x08, 0x08, RANGE_SIZE, 0, "EVIOCGUNIQ", {IOCTL_OWN, .pair = &ioctl_input_text}},
    {READ, 'E', 0x09, 0x09, RANGE_SIZE, 0, "EVIOCGPROP", {IOCTL_OWN, .pair = &ioctl_input_bits}},
    {READ, 'E', 0x0a, 0x0a, RANGE_SIZE, 0, "EVIOCGMTSLOTS",
     {IOCTL_OWN, .pair = &ioctl_input_slots}},
    {READ, 'E', 0x18, 0x18, RANGE_SIZE, 0, "EVIOCGKEY", {IOCTL_OWN, .pair = &ioctl_input_bits}},
    {READ, 'E', 0x19, 0x19, RANGE_SIZE, 0, "EVIOCGLED", {IOCTL_OWN, .pair = &ioctl_input_bits}},
    {READ, 'E', 0x1a, 0x1a, RANGE_SIZE, 0, "EVIOCGSND", {IOCTL_OWN, .pair = &ioctl_input_bits}},
    {READ, 'E', 0x1b, 0x1b, RANGE_SIZE, 0, "EVIOCGSW", {IOCTL_OWN, .pair = &ioctl_input_bits}},
    {READ, 'E', 0x20, 0x3f, RANGE_SIZED_KIND, TYPE_INPUT_EVENT, "EVIOCGBIT",
     {IOCTL_OWN, .pair = &ioctl_input_bits}},
    {READ, 'E', 0x40, 0x7f, RANGE_KIND, TYPE_INPUT_AXIS, "EVIOCGABS",
     {IOCTL_OUT, .out = members_input_absinfo}},
    {WRITE, 'E', 0xc0, 0xff, RANGE_KIND, TYPE_INPUT_AXIS, "EVIOCSABS",
     {IOCTL_IN, .in = members_input_absinfo}},
    {READ, 'H', 0x04, 0x04, RANGE_SIZE, 0, "HIDIOCGRAWNAME",
     {IOCTL_OWN, .pair = &ioctl_input_text}},
    {READ, 'H', 0x05, 0x05, RANGE_SIZE, 0, "HIDIOCGRAWPHYS",
     {IOCTL_OWN, .pair = &ioctl_input_text}},
    {BOTH, 'H', 0x06, 0x06, RANGE_SIZE, 0, "HIDIOCSFEATURE", {0}},
    {BOTH, 'H', 0x07, 0x07, RANGE_SIZE, 0, "HIDIOCGFEATURE", {0}},
    {READ, 'H', 0x08, 0x08, RANGE_SIZE, 0, "HIDIOCGRAWUNIQ",
     {IOCTL_OWN, .pair = &ioctl_input_text}},
    {BOTH, 'H', 0x09, 0x09, RANGE_SIZE, 0, "HIDIOCSINPUT", {0}},
    {BOTH, 'H', 0x0a, 0x0a, RANGE_SIZE, 0, "HIDIOCGINPUT", {0}},
    {BOTH, 'H', 0x0b, 0x0b, RANGE_SIZE, 0, "HIDIOCSOUTPUT", {0}},
    {BOTH, 'H', 0x0c, 0x0c, RANGE_SIZE, 0, "HIDIOCGOUTPUT", {0}},
    {READ, 'M', 0x00, 0xff, RANGE_NUMBER, 0, "MIXER_READ", {0}},
    {WRITE, 'M', 0x00, 0xff, RANGE_NUMBER, 0, "MIXER_WRITE", {0}},
    {READ, 'U', 0x2c, 0x2c, RANGE_SIZE, 0, "UI_GET_SYSNAME",
     {IOCTL_OWN, .pair = &ioctl_input_text}},
    {READ, 'j', 0x13, 0x13, RANGE_SIZE, 0, "JSIOCGNAME",
     {IOCTL_OWN, .pair = &ioctl_input_text}},
    {WRITE, 'k', 0x00, 0x00, RANGE_SIZE, 0, "SPI_IOC_MESSAGE",
     {IOCTL_OWN, .pair = &ioctl_spi_message}},
};

static const struct range *range_find(uint32_t request)
{
    uint8_t direction = request >> 30, letter = request >> 8 & 0xff, number = request & 0xff;

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const struct range *range = &ranges[i];
        if (range->direction == direction && range->letter == letter && number >= range->first &&
            number <= range->last)
            return range;
    }
    return NULL;
}

/* "EV_KEY", or the number with what the list begins with: "0x7" and "EV_???" in a comment. */
static void put_kind(const struct range *range, uint32_t value, bool is_commented, char *kind,
                     size_t size)
{
    const struct flag_set *set = flag_set_find(range->kinds);
    const char *name = set ? flag_set_name(set, value) : NULL;
    char unknown[FLAG_UNKNOWN_BYTES] = "";

    if (name) {
        snprintf(kind, size, "%s", name);
        return;
    }
    if (set)
        flag_set_unknown(set, unknown);
    if (is_commented)
        snprintf(kind, size, "%#x", value);
    else
        snprintf(kind, size, "%#x /* %s */", value, unknown);
}

size_t ioctl_range_name(uint32_t request, bool is_commented, char *name, size_t size)
{
    const struct range *range = range_find(request);
    char kind[96];
    int length = 0;

    if (!range)
        return 0;
    uint32_t number = request & 0xff;
    switch ((enum range_form)range->form) {
    case RANGE_SIZE:
        length = snprintf(name, size, "%s(%u)", range->name, IOCTL_SIZE(request));
        break;
    case RANGE_NUMBER:
        length = snprintf(name, size, "%s(%u)", range->name, number);
        break;
    case RANGE_KIND:
        put_kind(range, number - range->first, is_commented, kind, sizeof kind);
        length = snprintf(name, size, "%s(%s)", range->name, kind);
        break;
    case RANGE_SIZED_KIND:
        put_kind(range, number - range->first, is_commented, kind, sizeof kind);
        /* no event: the kinds of events themselves */
        length = snprintf(name, size, "%s(%s, %u)", range->name,
                          number == range->first ? "0" : kind, IOCTL_SIZE(request));
        break;
    }
    return length < 0 ? 0 : (size_t)length;
}

const struct ioctl_argument *ioctl_range_find(uint32_t request)
{
    const struct range *range = range_find(request);

    return range && range->argument.style != IOCTL_BYTES ? &range->argument : NULL;
}
