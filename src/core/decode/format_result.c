/*
 * What a syscall came to: its result or error, what becomes of it, and what was done to it.
 */
#include "format_call.h"

#include <stdio.h>

#include <ptop/piece.h>

#include "core/tables/constant_names.h"
#include "core/tables/errno_meanings.h"
#include "core/tables/flags.h"
#include "decode_operation.h"

/* What the kernel does next, for the codes that never reach the program. */
static const char *restart_meaning(int64_t error)
{
    switch (error) {
    case 512: /* ERESTARTSYS */
        return "To be restarted if SA_RESTART is set";
    case 513: /* ERESTARTNOINTR */
        return "To be restarted";
    case 514: /* ERESTARTNOHAND */
        return "To be restarted if no handler";
    default: /* ERESTART_RESTARTBLOCK */
        return "Interrupted by signal";
    }
}

static void put_comment(struct formatter *f, const char *comment)
{
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    text_put(f->text, " (");
    text_put(f->text, comment);
    text_put_char(f->text, ')');
    text_set_role(f->text, role);
}

static void put_errno(struct formatter *f, int64_t error)
{
    const char *name = error > 0 && error < 4096 ? errno_name((int)error) : NULL;

    if (name) {
        text_put(f->text, name);
    } else {
        text_put(f->text, "(errno ");
        text_put_signed(f->text, error);
        text_put_char(f->text, ')');
    }
}

static void format_failure(struct formatter *f, int64_t error)
{
    uint8_t role = text_set_role(f->text, TEXT_ERROR);
    text_put(f->text, "-1 ");
    text_set_role(f->text, role);
    format_errno_and_text(f, error);
}

void format_errno_and_text(struct formatter *f, int64_t error)
{
    uint8_t role = text_set_role(f->text, TEXT_ERROR);
    put_errno(f, error);
    text_set_role(f->text, role);

    const char *meaning = error > 0 && error < 4096 ? errno_text((int)error) : NULL;
    if (meaning && !f->options->omits_meanings)
        put_comment(f, meaning);
}

static void format_restart(struct formatter *f, int64_t error)
{
    char unknown[sizeof("Unknown error 512")];
    const char *meaning = restart_meaning(error);

    if (f->options->is_raw) { /* as the C library knows it */
        snprintf(unknown, sizeof unknown, "Unknown error %d", (int)error);
        meaning = unknown;
    }
    format_punctuation(f, f->options->is_raw ? "-1 " : "? ");
    uint8_t role = text_set_role(f->text, TEXT_DIM);
    put_errno(f, error);
    text_set_role(f->text, role);
    if (!f->options->omits_meanings)
        put_comment(f, meaning);
}

/* All of the register, also where something else than the kernel put more into it than the kernel would. */
static void format_number_result(struct formatter *f, unsigned type, uint64_t result)
{
    switch (type) {
    case TYPE_NONE:
    case TYPE_INT:
    case TYPE_UINT:
    case TYPE_LONG:
    case TYPE_SIZE:
    case TYPE_OFFSET:
    case TYPE_UID:
    case TYPE_GID:
        format_ulong(f, result);
        break;
    case TYPE_TIME:
        format_ulong(f, result);
        format_moment(f, f->abi == ABI_COMPAT ? (int32_t)result : (int64_t)result, 0,
                      9);
        break;
    case TYPE_MODE:
        format_mode64(f, result);
        break;
    default:
        if (type == TYPE_ADDRESS && !result)
            format_ulong(f, result); /* an address that a call gives is never NULL */
        else
            format_value(f, type, result);
    }
}

static void format_result_fd(struct formatter *f, uint64_t result)
{
    if (result > INT32_MAX && f->abi == ABI_NATIVE)
        format_long(f, result);
    else
        format_fd(f, result);
}

static void format_success(struct formatter *f)
{
    uint64_t result = (uint64_t)f->call->result;
    unsigned type = f->spec ? f->spec->result : TYPE_LONG;

    f->arg = PIECE_RESULT;
    f->is_exit = true;
    if (f->options->is_raw)
        format_hex(f, result);
    else if (type == TYPE_FD || captured_fd_name(f, 0))
        format_result_fd(f, result);
    else if (f->spec && (format_result_by_type(f, result) || format_result_by_operation(f)))
        return;
    else
        format_number_result(f, type, result);
    if (type == TYPE_SIZE)
        format_size_comment(f, result);
}

/* Where the call led: " (net:[4026532008], user:[4026532007])". */
static void put_namespaces(struct formatter *f)
{
    for (const struct event_piece *piece = piece_first(f->call); piece;
         piece = piece_next(f->call, piece)) {
        bool is_told = piece->arg == PIECE_NAMESPACES && piece->length_bytes >= 4 && f->options->names;
        const char *name = is_told ? names_find(f->options->names, load_u32(piece_bytes(piece))) : NULL;

        if (!name)
            continue;
        format_punctuation(f, " (");
        text_escape(f->text, name, strlen(name), f->options->escape);
        format_punctuation(f, ")");
    }
}

/* Why the virtual machine's processor came back: " (KVM_EXIT_MMIO)", whatever the style of constants. */
static void put_vcpu_exit(struct formatter *f)
{
    for (const struct event_piece *piece = piece_first(f->call); piece;
         piece = piece_next(f->call, piece)) {
        if (piece->arg != PIECE_VCPU_EXIT || piece->length_bytes < 4)
            continue;
        uint32_t reason = load_u32(piece_bytes(piece));
        const struct flag_set *reasons = flag_set_find(TYPE_KVM_EXIT);
        const char *name = reasons ? flag_set_name(reasons, reason) : NULL;
        char number[32];
        snprintf(number, sizeof number, "%#x /* KVM_EXIT_??? */", reason);
        put_comment(f, name ? name : number);
    }
}

/* What was done to the call: " (INJECTED: args, retval) (DELAYED)". */
static void put_tampering(struct formatter *f)
{
    const struct event_call_facts *facts = piece_find_facts(f->call);
    uint32_t done = facts ? facts->tampering : 0;

    if (done & CALL_POKED)
        put_comment(f, done & CALL_INJECTED ? "INJECTED: args, retval" : "INJECTED: args");
    else if (done & CALL_INJECTED)
        put_comment(f, "INJECTED");
    if (done & CALL_DELAYED)
        put_comment(f, "DELAYED");
}

const char *format_call_meaning(const struct formatter *f)
{
    uint8_t flags = f->call->header.flags;
    int64_t error = (int64_t)(0 - (uint64_t)f->call->result);
    bool has_failed = (flags & EVENT_FAILED) &&
                      !(flags & (EVENT_RESTART | EVENT_NO_RETURN | EVENT_BLOCKED));

    return has_failed && f->spec && error > 0 && error < 4096 ? errno_meaning((int)error, f->spec)
                                                              : NULL;
}

void format_call_result(struct formatter *f)
{
    const struct event *header = &f->call->header;

    if (header->flags & EVENT_BLOCKED) {
        format_punctuation(f, "?");
        put_comment(f, "blocked by seccomp");
    } else if (header->flags & EVENT_NO_RETURN) {
        format_punctuation(f, "?");
    } else if (header->flags & EVENT_RESTART) {
        format_restart(f, (int64_t)(0 - (uint64_t)f->call->result));
    } else if (header->flags & EVENT_FAILED) {
        format_failure(f, (int64_t)(0 - (uint64_t)f->call->result));
    } else {
        format_success(f);
        put_namespaces(f);
        put_vcpu_exit(f);
    }
    if (header->flags & EVENT_RESTARTED && f->options->joins_restarts)
        put_comment(f, "restarted");
    if (!(header->flags & EVENT_NO_RETURN))
        put_tampering(f);
}
