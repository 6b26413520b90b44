#include "line.h"

#include <errno.h>
#include <string.h>

#include <ptop/call_number.h>

#include "message.h"

/* ---- the line that is being made -------------------------------------------------------- */

void line_clear(struct lines *lines)
{
    text_init(&lines->text, lines->bytes, lines->is_coloured ? lines->roles : NULL,
              sizeof(lines->bytes) - 1);
}

/* What of the text is new: from a byte on. */
static void line_write(struct lines *lines, struct output *output, size_t from)
{
    if (lines->is_coloured)
        palette_put(&lines->palette, lines->outputs, output, &lines->text, from);
    else
        output_put(lines->outputs, output, lines->text.bytes + from,
                   lines->text.length_bytes - from);
}

/* The newline fits: begin_text keeps room for it. */
void line_end(struct lines *lines, struct output *output, size_t from)
{
    line_write(lines, output, from);
    output_put(lines->outputs, output, "\n", 1);
}

/* What we launch is called as we are, until it executes. */
static const char *comm_of(const struct lines *lines, const struct speaker *speaker)
{
    if (!(lines->options->pid_details & BATCH_PID_COMM))
        return NULL;
    return speaker->comm[0] ? speaker->comm : program_invocation_short_name;
}

static void put_prefix(struct lines *lines, const struct speaker *speaker, nanoseconds when_ns,
                       bool lives)
{
    const struct prefix_subject subject = {
        .tid = speaker->tid,
        .comm = comm_of(lines, speaker),
        .is_alone = lines->speakers.count <= 1,
        .when_ns = when_ns,
        .number = speaker->number,
        .has_pc = lives && speaker->pc,
        .is_compat = speaker->is_compat,
        .pc = speaker->pc,
    };

    prefix_put(&lines->prefix, &subject, &lines->text);
}

static struct output *output_of(struct lines *lines, struct speaker *speaker)
{
    if (!speaker->output)
        speaker->output = outputs_get(lines->outputs, speaker->tid);
    return speaker->output;
}

/* How a call is written follows from the sets that it is in. */
const struct format_options *line_format(struct lines *lines, const struct event_syscall *call)
{
    const struct batch_options *options = lines->options;
    enum abi abi = call->header.flags & EVENT_COMPAT ? ABI_COMPAT : ABI_NATIVE;
    int64_t number = call_number(call);

    lines->format.is_verbose = !syscall_set_has(&options->abbreviated, abi, number);
    lines->format.hides_structs = !syscall_set_has(&options->decoded, abi, number);
    lines->format.is_raw = syscall_set_has(&options->raw, abi, number);
    return &lines->format;
}

/* ---- a line that is open ------------------------------------------------------------------ */

/* The text as far as it is known: what stands before the call, and its beginning. */
static void make_beginning(struct lines *lines, struct speaker *speaker)
{
    line_clear(lines);
    text_set_role(&lines->text, TEXT_DIM);
    text_put_bytes(&lines->text, speaker->prefix, speaker->prefix_bytes);
    text_set_role(&lines->text, TEXT_PLAIN);
    format_call_begin(speaker->hint, line_format(lines, speaker->hint), &lines->text);
    speaker->begin_bytes = lines->text.length_bytes - speaker->prefix_bytes;
}

void line_show(struct lines *lines, struct speaker *speaker)
{
    if (speaker->state != SPEAKER_HELD)
        return;
    make_beginning(lines, speaker);
    line_write(lines, speaker->output, 0);
    speaker->state = SPEAKER_OPEN;
}

/* A message stands behind what was begun, where both go to the same place. */
static void show_before_message(struct lines *lines)
{
    if (outputs_are_standard_error(lines->outputs) && lines->outputs->first->open)
        line_show(lines, lines->outputs->first->open);
}

/* ---- what is said of attaching ------------------------------------------------------------- */

bool line_says_attach(const struct lines *lines)
{
    return !(lines->quiet & BATCH_QUIET_ATTACH);
}

/* Those that were attached to, and not said so yet: a line for each process. */
void line_say_attached(struct lines *lines)
{
    if (!lines->has_waiting)
        return;
    lines->has_waiting = false;
    show_before_message(lines);
    for (struct speaker *speaker = lines->speakers.oldest; speaker; speaker = speaker->younger) {
        unsigned threads = 0;

        if (!speaker->waits)
            continue;
        for (struct speaker *other = speaker; other; other = other->younger) {
            if (other->waits && other->tgid == speaker->tgid) {
                other->waits = false;
                threads++;
            }
        }
        if (threads > 1)
            message_put(lines->outputs, "Process %d attached with %u threads",
                        (int)speaker->tgid, threads);
        else
            message_put(lines->outputs, "Process %d attached", (int)speaker->tid);
    }
}

/* ---- the line that is open, and the next one ----------------------------------------------- */

void line_remark(struct lines *lines, struct output *output, const char *remark)
{
    line_clear(lines);
    text_put_role(&lines->text, TEXT_DIM, remark);
    line_end(lines, output, 0);
}

/* Another line comes: the one that is open ends here. */
void line_cut(struct lines *lines, struct output *output)
{
    struct speaker *speaker = output->open;

    if (!speaker)
        return;
    line_show(lines, speaker);
    line_remark(lines, output, " <unfinished ...>");
    speaker->state = SPEAKER_CUT;
    output->open = NULL;
}

/* A line of its own, up to where its text begins. */
struct output *line_begin(struct lines *lines, struct speaker *speaker, nanoseconds when_ns,
                                 bool lives)
{
    struct output *output = output_of(lines, speaker);

    line_say_attached(lines);
    line_cut(lines, output);
    line_clear(lines);
    put_prefix(lines, speaker, when_ns, lives);
    return output;
}

void line_close(struct speaker *speaker)
{
    if (speaker->output && speaker->output->open == speaker)
        speaker->output->open = NULL;
    speaker->state = SPEAKER_SILENT;
}

/* Keep the prefix: a line that is open is of the time when it was begun. */
void line_keep_prefix(struct lines *lines, struct speaker *speaker)
{
    size_t length = lines->text.length_bytes;

    speaker->prefix_bytes = length < sizeof(speaker->prefix) ? length : 0;
    memcpy(speaker->prefix, lines->text.bytes, speaker->prefix_bytes);
}
