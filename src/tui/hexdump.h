/*
 * Bytes as hexadecimal digits beside their characters, a row at a time:
 *
 *     0010  2f 65 74 63 2f 68 6f 73  74 73 00 ⋅⋅              /etc/hosts.⋅
 *
 * Printable bytes, zeros and the rest have roles of their own, in both halves.
 */
#ifndef PTOP_TUI_HEXDUMP_H
#define PTOP_TUI_HEXDUMP_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/text.h>

/* How a row is laid out. */
struct hexdump {
    int offset_digits;
    int bytes_per_row;
};

/* The widest row that has room in so many columns: of 32 bytes, 16, or else 8, and of most_bytes at
 * most. */
struct hexdump hexdump_fit(int offset_digits, int width_cols, int most_bytes);

/* Where in a row the digits of a byte stand, and its character. */
int hexdump_pair_col(const struct hexdump *hexdump, int byte);
int hexdump_character_col(const struct hexdump *hexdump, int byte);
/* The byte whose digits or character are in a column; -1: none. */
int hexdump_byte_at(const struct hexdump *hexdump, int col, bool *ret_is_character);

struct hexdump_row {
    uint64_t offset; /* shown */
    const uint8_t *bytes;
    const uint8_t *is_mapped; /* of each byte; NULL: all are */
    int count;                /* of bytes_per_row */
};

void hexdump_put_row(const struct hexdump *hexdump, const struct hexdump_row *row,
                     struct text *text);

#endif
