/* A command may write anything to its terminal, and the pane may be resized meanwhile. */
#include <stdint.h>
#include <string.h>

#include "tui/emulator.h"

#define CHUNK 32

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* the name is libFuzzer's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct emulator *emulator = emulator_new(24, 80);

    for (size_t at = 0; at + 2 < size; at += CHUNK) {
        size_t length = size - at - 2 < CHUNK - 2 ? size - at - 2 : CHUNK - 2;
        if (data[at] % 4 == 0)
            emulator_resize(emulator, data[at] / 2, data[at + 1]);
        else if (data[at] % 4 == 1)
            emulator_scroll(emulator, data[at + 1] - 128);
        emulator_feed(emulator, data + at + 2, length);
        emulator_cursor(emulator);
    }
    emulator_free(emulator);
    return 0;
}
