#include "sequence.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ESCAPE     '\033'
#define REPEAT_MAX 1000 /* as long as the longest row */

/* Private sequences that libtsm knows: by marker, by intermediate byte, their final bytes. */
static const struct {
    char marker, intermediate;
    const char *finals;
} known_private[] = {
    {'?', 0, "hlJKn"},
    {'>', 0, "c"},
    {0, '!', "p"},
};

/* What does the same as a sequence that libtsm lacks: its parameters with another final byte (0:
 * nothing of it), and bytes behind. */
static const struct {
    char final, other_final;
    const char *behind;
} replacements[] = {
    {'E', 'B', "\r"},  /* CNL */
    {'F', 'A', "\r"},  /* CPL */
    {'`', 'G', ""},    /* HPA */
    {'a', 'C', ""},    /* HPR */
    {'s', 0, "\0337"}, /* SCOSC */
    {'u', 0, "\0338"}, /* SCORC */
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct output {
    sequence_sink *sink;
    void *context;
};

static void emit(const struct output *output, const char *bytes, size_t length)
{
    if (length > 0)
        output->sink(output->context, bytes, length);
}

static void release(struct sequence *sequence, const struct output *output)
{
    emit(output, sequence->held, sequence->held_bytes);
    sequence->held_bytes = 0;
}

/* ---- whole sequences: ESC [ … final ---------------------------------------------- */

static bool is_dropped(const char *held, size_t length)
{
    char first = held[2], before_final = held[length - 2], final = held[length - 1];
    char marker = first >= '<' && first <= '?' ? first : 0;
    char intermediate = before_final >= ' ' && before_final <= '/' ? before_final : 0;

    if (!marker && !intermediate)
        return false;
    for (size_t i = 0; i < COUNT(known_private); i++)
        if (known_private[i].marker == marker && known_private[i].intermediate == intermediate)
            return !strchr(known_private[i].finals, final);
    return true;
}

static bool replace(const struct sequence *sequence, const struct output *output)
{
    char final = sequence->held[sequence->held_bytes - 1];

    for (size_t i = 0; i < COUNT(replacements); i++) {
        if (replacements[i].final != final)
            continue;
        if (replacements[i].other_final) {
            emit(output, sequence->held, sequence->held_bytes - 1);
            emit(output, &replacements[i].other_final, 1);
        }
        emit(output, replacements[i].behind, strlen(replacements[i].behind));
        return true;
    }
    return false;
}

static void repeat(const struct sequence *sequence, const struct output *output)
{
    char parameter[SEQUENCE_MAX_BYTES];
    size_t length = sequence->held_bytes - 3;

    memcpy(parameter, sequence->held + 2, length);
    parameter[length] = '\0';
    long count = strtol(parameter, NULL, 10);
    for (long i = 0; i < (count > 1 ? count : 1) && i < REPEAT_MAX; i++)
        emit(output, sequence->last, sequence->last_bytes);
}

static void take_whole(struct sequence *sequence, const struct output *output)
{
    bool is_done = is_dropped(sequence->held, sequence->held_bytes);

    if (!is_done && sequence->held[sequence->held_bytes - 1] == 'b') {
        repeat(sequence, output);
        is_done = true;
    }
    if (is_done || replace(sequence, output))
        sequence->held_bytes = 0;
    else
        release(sequence, output);
}

/* ---- bytes ----------------------------------------------------------------------- */

/* A byte of what may be a sequence.  libtsm, too, lets ESC cut off all that came before it. */
static void hold(struct sequence *sequence, char byte, const struct output *output)
{
    if (byte == ESCAPE)
        release(sequence, output);
    sequence->held[sequence->held_bytes++] = byte;

    size_t length = sequence->held_bytes;
    bool is_begun = byte == ESCAPE || (length == 2 && byte == '[');
    bool goes_on = length > 2 && length < SEQUENCE_MAX_BYTES && byte >= ' ' && byte <= '?';
    bool is_whole = length > 2 && byte >= '@' && byte <= '~';
    if (is_whole)
        take_whole(sequence, output);
    else if (!is_begun && !goes_on)
        release(sequence, output);
}

/* Keep the last character of plain bytes, of which the last four may have an effect. */
static void remember(struct sequence *sequence, const char *bytes, size_t length)
{
    for (size_t i = length > 4 ? length - 4 : 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        bool is_continuation = (byte & 0xc0) == 0x80;
        if (byte < ' ' || (is_continuation && sequence->last_bytes == sizeof(sequence->last)))
            continue;
        if (!is_continuation)
            sequence->last_bytes = 0;
        sequence->last[sequence->last_bytes++] = bytes[i];
    }
}

void sequence_feed(struct sequence *sequence, const char *bytes, size_t length, sequence_sink *sink,
                   void *context)
{
    const struct output output = {sink, context};
    const char *end = bytes + length;

    while (bytes < end) {
        if (sequence->held_bytes == 0) {
            const char *escape = memchr(bytes, ESCAPE, (size_t)(end - bytes));
            size_t plain = (size_t)((escape ? escape : end) - bytes);
            emit(&output, bytes, plain);
            remember(sequence, bytes, plain);
            bytes += plain;
        }
        if (bytes < end)
            hold(sequence, *bytes++, &output);
    }
}
