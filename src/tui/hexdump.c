#include "hexdump.h"

#define OFFSET_COLS 6 /* with the gap behind it */
#define HALF        8 /* a row of more bytes has a gap after so many */

static int row_cols(int bytes_per_row)
{
    int gap_cols = bytes_per_row > HALF ? 2 : 1;
    return OFFSET_COLS + 3 * bytes_per_row + gap_cols + bytes_per_row;
}

int hexdump_bytes_per_row(int width_cols)
{
    return row_cols(16) <= width_cols ? 16 : 8;
}

static bool is_printable(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

static uint8_t byte_role(uint8_t byte)
{
    return byte == 0 ? TEXT_DIM : is_printable(byte) ? TEXT_STRING : TEXT_NUMBER;
}

static void put_pair(struct text *text, uint8_t byte)
{
    static const char digits[] = "0123456789abcdef";
    const char pair[3] = {digits[byte >> 4], digits[byte & 15], ' '};

    text_set_role(text, byte_role(byte));
    text_put_bytes(text, pair, sizeof(pair));
}

static void put_character(struct text *text, uint8_t byte)
{
    text_set_role(text, byte_role(byte));
    text_put_char(text, is_printable(byte) ? (char)byte : '.');
}

void hexdump_put_row(struct text *text, const void *bytes, size_t length, size_t offset,
                     int bytes_per_row)
{
    const uint8_t *row = (const uint8_t *)bytes + offset;
    size_t left = length - offset;
    int count = left < (size_t)bytes_per_row ? (int)left : bytes_per_row;
    uint8_t role = text_set_role(text, TEXT_DIM);

    text_printf(text, "%04zx  ", offset);
    for (int i = 0; i < bytes_per_row; i++) {
        if (i == HALF)
            text_put_char(text, ' ');
        if (i < count)
            put_pair(text, row[i]);
        else
            text_put(text, "   ");
    }
    text_put_char(text, ' ');
    for (int i = 0; i < count; i++)
        put_character(text, row[i]);
    text_set_role(text, role);
}
