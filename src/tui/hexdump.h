/*
 * Bytes as hexadecimal digits beside their characters, a row at a time:
 *
 *     0010  2f 65 74 63 2f 68 6f 73  74 73 00                 /etc/hosts.
 *
 * Printable bytes, zeros and the rest have roles of their own, in both halves.
 */
#ifndef PTOP_TUI_HEXDUMP_H
#define PTOP_TUI_HEXDUMP_H

#include <stddef.h>

#include <ptop/text.h>

/* How many bytes a row of so many columns has: 16, or else 8. */
int hexdump_bytes_per_row(int width_cols);

/* The row from offset (shown in four digits) on, of length bytes. */
void hexdump_put_row(struct text *text, const void *bytes, size_t length, size_t offset,
                     int bytes_per_row);

#endif
