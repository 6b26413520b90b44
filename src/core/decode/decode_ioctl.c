/*
 * ioctl(2): requests, and what they exchange; of terminals in full.
 */
#include "capture.h"
#include "choice.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "formatter.h"
#include "layout.h"
#include "value_type.h"

static const struct choice ioctl_choices[] = {
    {0x5401 /* TCGETS */, TYPE_TERMIOS, ARG_OUT, 0},
    {0x5402 /* TCSETS */, TYPE_TERMIOS, ARG_IN, 0},
    {0x5403 /* TCSETSW */, TYPE_TERMIOS, ARG_IN, 0},
    {0x5404 /* TCSETSF */, TYPE_TERMIOS, ARG_IN, 0},
    {0x5409 /* TCSBRK */, TYPE_INT, ARG_VALUE, 0},
    {0x540a /* TCXONC */, TYPE_INT, ARG_VALUE, 0},
    {0x540b /* TCFLSH */, TYPE_INT, ARG_VALUE, 0},
    {0x540e /* TIOCSCTTY */, TYPE_INT, ARG_VALUE, 0},
    {0x540f /* TIOCGPGRP */, TYPE_PID_PTR, ARG_OUT, 0},
    {0x5410 /* TIOCSPGRP */, TYPE_PID_PTR, ARG_IN, 0},
    {0x5411 /* TIOCOUTQ */, TYPE_INT_PTR, ARG_OUT, 0},
    {0x5413 /* TIOCGWINSZ */, TYPE_WINSIZE, ARG_OUT, 0},
    {0x5414 /* TIOCSWINSZ */, TYPE_WINSIZE, ARG_IN, 0},
    {0x541b /* FIONREAD */, TYPE_INT_PTR, ARG_OUT, 0},
    {0x5421 /* FIONBIO */, TYPE_INT_PTR, ARG_IN, 0},
    {0x5424 /* TIOCGETD */, TYPE_INT_PTR, ARG_OUT, 0},
    {0x5423 /* TIOCSETD */, TYPE_INT_PTR, ARG_IN, 0},
    {0x5429 /* TIOCGSID */, TYPE_PID_PTR, ARG_OUT, 0},
    {0x5452 /* FIOASYNC */, TYPE_INT_PTR, ARG_IN, 0},
    {0x802c542a /* TCGETS2 */, TYPE_TERMIOS2, ARG_OUT, 0},
    {0x402c542b /* TCSETS2 */, TYPE_TERMIOS2, ARG_IN, 0},
    {0x402c542c /* TCSETSW2 */, TYPE_TERMIOS2, ARG_IN, 0},
    {0x402c542d /* TCSETSF2 */, TYPE_TERMIOS2, ARG_IN, 0},
    {0x80045430 /* TIOCGPTN */, TYPE_UINT_PTR, ARG_OUT, 0},
    {0x40045431 /* TIOCSPTLCK */, TYPE_INT_PTR, ARG_IN, 0},
    {0x5441 /* TIOCGPTPEER */, TYPE_OPEN_FLAGS, ARG_VALUE, 0},
    {0x1260 /* BLKGETSIZE */, TYPE_LONG_PTR, ARG_OUT, 0},
    {0x1268 /* BLKSSZGET */, TYPE_INT_PTR, ARG_OUT, 0},
    {0x80081272 /* BLKGETSIZE64 */, TYPE_U64_PTR, ARG_OUT, 0},
    {0x40049409 /* FICLONE */, TYPE_FD, ARG_VALUE, 0},
    {0x80086601 /* FS_IOC_GETFLAGS */, TYPE_LONG_PTR, ARG_OUT, 0},
    {0x40086602 /* FS_IOC_SETFLAGS */, TYPE_LONG_PTR, ARG_IN, 0},
};

/* Requests without an argument: what the register holds then means nothing. */
static const uint32_t bare_requests[] = {
    0x5450, /* FIONCLEX */
    0x5451, /* FIOCLEX */
    0x540c, /* TIOCEXCL */
    0x540d, /* TIOCNXCL */
    0x5422, /* TIOCNOTTY */
};

/* The request stands before its argument. */
static const struct choice *ioctl_choice(uint64_t request)
{
    return choice_find(ioctl_choices, ARRAY_COUNT(ioctl_choices), (uint32_t)request);
}

void capture_ioctl_arg(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_choice(c, c->arg ? ioctl_choice(c->args[c->arg - 1]) : NULL);
}

void format_ioctl_arg(struct formatter *f)
{
    format_choice(f, f->arg ? ioctl_choice(format_register(f, f->arg - 1u)) : NULL);
}

/* ---- requests ------------------------------------------------------------------- */

static const char *const request_directions[] = {
    "_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE",
};

/* Two bits of direction, 14 of size, 8 of type, 8 of number. */
static void format_request(struct formatter *f, uint32_t request)
{
    format_constant(f, "_IOC");
    format_open_inline(f, '(');
    format_item_inline(f);
    format_constant(f, request_directions[request >> 30]);
    format_item_inline(f);
    format_hex(f, request >> 8 & 0xff);
    format_item_inline(f);
    format_hex(f, request & 0xff);
    format_item_inline(f);
    format_hex(f, request >> 16 & 0x3fff);
    format_close_inline(f, ')');
}

void format_ioctl_cmd(struct formatter *f, uint64_t value)
{
    const char *name = flag_set_name(flag_set_find(TYPE_IOCTL_COMMAND), (uint32_t)value);

    if (name)
        format_constant(f, name);
    else
        format_request(f, (uint32_t)value);
}

unsigned ioctl_used_arguments(const struct formatter *f, unsigned index)
{
    for (size_t i = 0; index && i < ARRAY_COUNT(bare_requests); i++)
        if (bare_requests[i] == (uint32_t)format_register(f, index - 1))
            return index;
    return f->spec->arg_count;
}

/* ---- terminals -------------------------------------------------------------------- */

const struct member members_winsize[] = {
    {"ws_row", MEMBER_U16, .type = TYPE_UINT},
    {"ws_col", MEMBER_U16, .type = TYPE_UINT},
    {"ws_xpixel", MEMBER_U16, .type = TYPE_UINT},
    {"ws_ypixel", MEMBER_U16, .type = TYPE_UINT},
    {0},
};

#define BIT(name, value) {value, value, #name}
#define FIELD(name, value, mask) {value, mask, #name}

static const struct flag_name input_flags[] = {
    BIT(IGNBRK, 01),    BIT(BRKINT, 02),     BIT(IGNPAR, 04),     BIT(PARMRK, 010),
    BIT(INPCK, 020),    BIT(ISTRIP, 040),    BIT(INLCR, 0100),    BIT(IGNCR, 0200),
    BIT(ICRNL, 0400),   BIT(IUCLC, 01000),   BIT(IXON, 02000),    BIT(IXANY, 04000),
    BIT(IXOFF, 010000), BIT(IMAXBEL, 020000), BIT(IUTF8, 040000),
};

static const struct flag_name output_flags[] = {
    FIELD(NL0, 0, 0400),       FIELD(NL1, 0400, 0400),       FIELD(CR0, 0, 03000),
    FIELD(CR1, 01000, 03000),  FIELD(CR2, 02000, 03000),     FIELD(CR3, 03000, 03000),
    FIELD(TAB0, 0, 014000),    FIELD(TAB1, 04000, 014000),   FIELD(TAB2, 010000, 014000),
    FIELD(TAB3, 014000, 014000), FIELD(BS0, 0, 020000),      FIELD(BS1, 020000, 020000),
    FIELD(VT0, 0, 040000),     FIELD(VT1, 040000, 040000),   FIELD(FF0, 0, 0100000),
    FIELD(FF1, 0100000, 0100000), BIT(OPOST, 01),            BIT(OLCUC, 02),
    BIT(ONLCR, 04),            BIT(OCRNL, 010),              BIT(ONOCR, 020),
    BIT(ONLRET, 040),          BIT(OFILL, 0100),             BIT(OFDEL, 0200),
};

#define BAUD(name, value) FIELD(name, value, 010017)

static const struct flag_name control_flags[] = {
    BAUD(B0, 0),             BAUD(B50, 01),            BAUD(B75, 02),
    BAUD(B110, 03),          BAUD(B134, 04),           BAUD(B150, 05),
    BAUD(B200, 06),          BAUD(B300, 07),           BAUD(B600, 010),
    BAUD(B1200, 011),        BAUD(B1800, 012),         BAUD(B2400, 013),
    BAUD(B4800, 014),        BAUD(B9600, 015),         BAUD(B19200, 016),
    BAUD(B38400, 017),       BAUD(BOTHER, 010000),     BAUD(B57600, 010001),
    BAUD(B115200, 010002),   BAUD(B230400, 010003),    BAUD(B460800, 010004),
    BAUD(B500000, 010005),   BAUD(B576000, 010006),    BAUD(B921600, 010007),
    BAUD(B1000000, 010010),  BAUD(B1152000, 010011),   BAUD(B1500000, 010012),
    BAUD(B2000000, 010013),  BAUD(B2500000, 010014),   BAUD(B3000000, 010015),
    BAUD(B3500000, 010016),  BAUD(B4000000, 010017),   FIELD(CS5, 0, 060),
    FIELD(CS6, 020, 060),    FIELD(CS7, 040, 060),     FIELD(CS8, 060, 060),
    BIT(CSTOPB, 0100),       BIT(CREAD, 0200),         BIT(PARENB, 0400),
    BIT(PARODD, 01000),      BIT(HUPCL, 02000),        BIT(CLOCAL, 04000),
    BIT(CMSPAR, 010000000000), BIT(CRTSCTS, 020000000000),
};

static const struct flag_name local_flags[] = {
    BIT(ISIG, 01),        BIT(ICANON, 02),      BIT(XCASE, 04),       BIT(ECHO, 010),
    BIT(ECHOE, 020),      BIT(ECHOK, 040),      BIT(ECHONL, 0100),    BIT(NOFLSH, 0200),
    BIT(TOSTOP, 0400),    BIT(ECHOCTL, 01000),  BIT(ECHOPRT, 02000),  BIT(ECHOKE, 04000),
    BIT(FLUSHO, 010000),  BIT(PENDIN, 040000),  BIT(IEXTEN, 0100000), BIT(EXTPROC, 0200000),
};

void format_termios_iflag(struct formatter *f, uint64_t value)
{
    format_bits(f, input_flags, ARRAY_COUNT(input_flags), value);
}

void format_termios_oflag(struct formatter *f, uint64_t value)
{
    format_bits(f, output_flags, ARRAY_COUNT(output_flags), value);
}

void format_termios_cflag(struct formatter *f, uint64_t value)
{
    format_bits(f, control_flags, ARRAY_COUNT(control_flags), value);
}

void format_termios_lflag(struct formatter *f, uint64_t value)
{
    format_bits(f, local_flags, ARRAY_COUNT(local_flags), value);
}

#define CONTROL_CHARACTERS 19

const struct member members_termios[] = {
    {"c_iflag", MEMBER_U32, .type = TYPE_TERMIOS_IFLAG},
    {"c_oflag", MEMBER_U32, .type = TYPE_TERMIOS_OFLAG},
    {"c_cflag", MEMBER_U32, .type = TYPE_TERMIOS_CFLAG},
    {"c_lflag", MEMBER_U32, .type = TYPE_TERMIOS_LFLAG},
    {"c_line", MEMBER_U8, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"c_cc", MEMBER_BYTES, SHOW_UNFOLDED, .count = CONTROL_CHARACTERS},
    {0},
};

const struct member members_termios2[] = {
    {"c_iflag", MEMBER_U32, .type = TYPE_TERMIOS_IFLAG},
    {"c_oflag", MEMBER_U32, .type = TYPE_TERMIOS_OFLAG},
    {"c_cflag", MEMBER_U32, .type = TYPE_TERMIOS_CFLAG},
    {"c_lflag", MEMBER_U32, .type = TYPE_TERMIOS_LFLAG},
    {"c_line", MEMBER_U8, SHOW_UNFOLDED, .type = TYPE_UINT},
    {"c_cc", MEMBER_BYTES, SHOW_UNFOLDED, .count = CONTROL_CHARACTERS},
    {"c_ispeed", MEMBER_U32, .type = TYPE_UINT},
    {"c_ospeed", MEMBER_U32, .type = TYPE_UINT},
    {0},
};
