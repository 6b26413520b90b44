#include "hexdump.h"

#define GAP_COLS 2 /* behind the offset */
#define UNMAPPED "⋅"
#define GROUP    8 /* more bytes in a row have a gap behind each so many */

static int gaps_before(int byte)
{
    return byte / GROUP;
}

int hexdump_pair_col(const struct hexdump *hexdump, int byte)
{
    return hexdump->offset_digits + GAP_COLS + 3 * byte + gaps_before(byte);
}

int hexdump_character_col(const struct hexdump *hexdump, int byte)
{
    return hexdump_pair_col(hexdump, hexdump->bytes_per_row) + byte;
}

struct hexdump hexdump_fit(int offset_digits, int width_cols, int most_bytes)
{
    struct hexdump hexdump = {.offset_digits = offset_digits, .bytes_per_row = most_bytes};
    while (hexdump.bytes_per_row > 8 &&
           hexdump_character_col(&hexdump, hexdump.bytes_per_row) > width_cols)
        hexdump.bytes_per_row /= 2;
    return hexdump;
}

int hexdump_byte_at(const struct hexdump *hexdump, int col, bool *ret_is_character)
{
    for (int i = 0; i < hexdump->bytes_per_row; i++) {
        int pair_col = hexdump_pair_col(hexdump, i);
        *ret_is_character = col == hexdump_character_col(hexdump, i);
        if (*ret_is_character || col == pair_col || col == pair_col + 1)
            return i;
    }
    return -1;
}

static bool is_printable(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

static uint8_t byte_role(uint8_t byte)
{
    return byte == 0 ? TEXT_DIM : is_printable(byte) ? TEXT_STRING : TEXT_NUMBER;
}

static bool is_there(const struct hexdump_row *row, int i)
{
    return !row->is_mapped || row->is_mapped[i];
}

static void put_pair(struct text *text, const struct hexdump_row *row, int i)
{
    static const char digits[] = "0123456789abcdef";
    if (!is_there(row, i)) {
        text_set_role(text, TEXT_DIM);
        text_put(text, UNMAPPED);
        text_put(text, UNMAPPED);
    } else {
        const char pair[2] = {digits[row->bytes[i] >> 4], digits[row->bytes[i] & 15]};
        text_set_role(text, byte_role(row->bytes[i]));
        text_put_bytes(text, pair, sizeof pair);
    }
    text_put_char(text, ' ');
}

static void put_character(struct text *text, const struct hexdump_row *row, int i)
{
    if (!is_there(row, i)) {
        text_set_role(text, TEXT_DIM);
        text_put(text, UNMAPPED);
        return;
    }
    text_set_role(text, byte_role(row->bytes[i]));
    text_put_char(text, is_printable(row->bytes[i]) ? (char)row->bytes[i] : '.');
}

void hexdump_put_row(const struct hexdump *hexdump, const struct hexdump_row *row,
                     struct text *text)
{
    uint8_t role = text_set_role(text, TEXT_DIM);
    text_printf(text, "%0*jx%*s", hexdump->offset_digits, (uintmax_t)row->offset, GAP_COLS, "");
    for (int i = 0; i < hexdump->bytes_per_row; i++) {
        if (i > 0 && i % GROUP == 0)
            text_put_char(text, ' ');
        if (i < row->count)
            put_pair(text, row, i);
        else
            text_put(text, "   ");
    }
    text_put_char(text, ' ');
    for (int i = 0; i < row->count; i++)
        put_character(text, row, i);
    text_set_role(text, role);
}
