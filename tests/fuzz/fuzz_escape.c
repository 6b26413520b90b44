/* Whatever a tracee's bytes are, what text_escape makes of them is printable and fits. */
#include <stdint.h>
#include <stdlib.h>

#include <ptop/text.h>

#define CAPACITY 256

static void check(const struct text *text)
{
    if (text->length_bytes >= CAPACITY || text->bytes[text->length_bytes] != '\0')
        abort();
    for (size_t i = 0; i < text->length_bytes; i++) {
        unsigned char byte = (unsigned char)text->bytes[i];
        if (byte < 0x20 || byte == 0x7f)
            abort();
        if (byte == 0xc2 && (unsigned char)text->bytes[i + 1] < 0xa0) /* C1 */
            abort();
    }
    if (text_width_cols(text->bytes, text->length_bytes) > CAPACITY)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the name is libFuzzer's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum text_escape_style styles[] = {TEXT_ESCAPE_ASCII, TEXT_ESCAPE_UTF8};

    for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
        char bytes[CAPACITY];
        uint8_t roles[CAPACITY];
        struct text text;
        text_init(&text, bytes, roles, CAPACITY);
        text_escape(&text, data, size, styles[i]);
        check(&text);
    }
    return 0;
}
