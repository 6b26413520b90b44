/*
 * Messages on small buses: I2C, SPI.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"

const struct member members_i2c_functions[] = {{NULL, MEMBER_ULONG, .type = TYPE_I2C_FUNCTIONS},
                                               {0}};

extern const struct member members_spi_ioc_transfer[];

#define TRANSFER_BYTES 32

/* As many transfers as the request's size has room for. */
static void capture_spi(struct capture *c)
{
    uint32_t got, count = IOCTL_SIZE(capture_ioctl_request(c)) / TRANSFER_BYTES;
    uint32_t most = capture_element_count(c, count);

    if (!c->is_exit && count)
        capture_bytes(c, 0, c->args[c->arg], (uint64_t)count * TRANSFER_BYTES,
                      most * TRANSFER_BYTES, &got);
}

static void format_spi(struct formatter *f)
{
    f->is_exit = false;
    struct captured captured = captured_piece(f, 0);

    if (captured.bytes)
        format_elements(f, members_spi_ioc_transfer, captured.bytes,
                        captured.length_bytes / TRANSFER_BYTES);
    else
        format_ioctl_address(f);
}

const struct ioctl_pair ioctl_spi_message = {capture_spi, format_spi};
