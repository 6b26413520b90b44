/*
 * Arguments whose type another argument decides: fcntl's third by its command,
 * ioctl's by its request, an option's value by its name.
 *
 * A row says for one selector what the argument is, in the words of the
 * syscall table; capture and format read the same row.
 */
#ifndef PTOP_CORE_CHOICE_H
#define PTOP_CORE_CHOICE_H

#include <stddef.h>
#include <stdint.h>

#include <ptop/syscall.h>

struct capture;
struct formatter;

struct choice {
    uint32_t selector;
    uint16_t type;     /* enum arg_type; TYPE_NONE: the argument is not looked at */
    uint8_t direction; /* enum arg_direction */
    uint8_t size;      /* enum arg_size */
};

const struct choice *choice_find(const struct choice *choices, size_t count, uint32_t selector);

/* With a NULL row nothing is captured, and the register is shown in hex. */
void capture_choice(struct capture *capture, const struct choice *choice);
void format_choice(struct formatter *f, const struct choice *choice);

#endif
