/*
 * Sizes and offsets: as numbers, in k and M beside them, and of two registers.
 */
#include <stdio.h>

#include "formatter.h"

#define SIZE_TOLD_FROM 4096 /* smaller ones are read as they are */

/* "64k", "1.2M": where there is room for it, and the number is long. */
void format_size_comment(struct formatter *f, uint64_t bytes)
{
    static const char units[] = "kMGTPE";
    char comment[16];
    uint64_t unit = 1024;
    int i = 0;

    if (f->options->layout != FORMAT_UNFOLDED || bytes < SIZE_TOLD_FROM || (int64_t)bytes < 0)
        return;
    for (; bytes / unit >= 1024; i++)
        unit *= 1024;
    if (bytes % unit == 0)
        snprintf(comment, sizeof comment, "%u%c", (unsigned)(bytes / unit), units[i]);
    else
        snprintf(comment, sizeof comment, "%.1f%c", (double)bytes / (double)unit, units[i]);
    format_comment(f, comment);
}

void format_size(struct formatter *f, uint64_t value)
{
    format_ulong(f, value);
    format_size_comment(f, value);
}

void format_offset(struct formatter *f, uint64_t value)
{
    format_long(f, value);
    format_size_comment(f, value);
}

void format_offset_pair(struct formatter *f, uint64_t value)
{
    uint64_t high = format_register(f, f->arg + 1u);
    format_long(f, high << 32 | (uint32_t)value);
}

void format_length_pair(struct formatter *f, uint64_t value)
{
    format_ulong(f, format_register(f, f->arg + 1u) << 32 | (uint32_t)value);
}

void format_offset_high(struct formatter *f, uint64_t value)
{
    format_long(f, value << 32 | (uint32_t)format_register(f, f->arg + 1u));
}
