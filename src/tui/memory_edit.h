/*
 * Bytes typed over a dump, in hexadecimal digits or as characters; nothing is written before they
 * are accepted.
 */
#ifndef PTOP_TUI_MEMORY_EDIT_H
#define PTOP_TUI_MEMORY_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include <ptop/event.h>

#include "key.h"

#define MEMORY_EDIT_BYTES 256

struct memory_edit {
    bool is_active;
    bool is_text;  /* characters are typed, not digits */
    bool has_half; /* the first digit of the byte behind the last */
    tracee_addr address;
    uint8_t bytes[MEMORY_EDIT_BYTES + 1];
    size_t count; /* whole ones */
};

enum memory_edit_result { MEMORY_EDIT_GOES_ON, MEMORY_EDIT_ACCEPTED, MEMORY_EDIT_CANCELLED };

void memory_edit_begin(struct memory_edit *edit, tracee_addr address, bool is_text);
/* old is the byte at the cursor as it is. */
enum memory_edit_result memory_edit_key(struct memory_edit *edit, const struct key *key,
                                        uint8_t old);

/* What will be at an address; false: as it is. */
bool memory_edit_byte(const struct memory_edit *edit, tracee_addr address, uint8_t *ret_byte);
/* How many bytes will be written, with one that is half typed. */
size_t memory_edit_length(const struct memory_edit *edit);

#endif
