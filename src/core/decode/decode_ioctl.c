/*
 * ioctl(2): requests, and what they exchange; of terminals in full.
 */
#include "capture.h"
#include "choice.h"
#include "core/tables/flags.h"
#include "decode_operation.h"
#include "formatter.h"
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
    "_IOC_NONE",
    "_IOC_WRITE",
    "_IOC_READ",
    "_IOC_READ|_IOC_WRITE",
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
