/*
 * What ptop may send to a terminal: an audit of the bytes themselves, because a
 * terminal that shows the right cells may still have been told to change its
 * title or its clipboard.
 */
#ifndef PTOP_TESTS_TERMINAL_AUDIT_H
#define PTOP_TESTS_TERMINAL_AUDIT_H

#include <stdbool.h>
#include <stddef.h>

struct terminal_audit {
    unsigned long pieces; /* sequences and controls that were looked at */
    unsigned long colours; /* SGR parameters that choose one */
    unsigned long wrong;
    char first_wrong[128]; /* escaped */
};

/* Text that is UTF-8 without C1, bidi and format controls; controls and sequences that drawing a
 * screen needs, and our own OSC.  All else is wrong. */
struct terminal_audit terminal_audit(const char *bytes, size_t length);

#endif
