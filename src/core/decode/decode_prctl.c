/*
 * prctl(2): what each option makes of the arguments behind it.
 */
#include "capture.h"
#include "choice.h"
#include "decode_operation.h"
#include "formatter.h"
#include "value_type.h"

/* At most one argument of an option has a type; others that it uses are plain numbers. */
static const struct prctl_row {
    struct choice choice;   /* its selector is the option */
    uint8_t used_arguments; /* with the option itself */
    uint8_t typed_argument; /* which one choice describes */
} prctl_rows[] = {
    {{1 /* PR_SET_PDEATHSIG */, TYPE_SIGNAL, ARG_VALUE, 0}, 2, 1},
    {{2 /* PR_GET_PDEATHSIG */, TYPE_SIGNAL_PTR, ARG_OUT, 0}, 2, 1},
    {{3 /* PR_GET_DUMPABLE */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{4 /* PR_SET_DUMPABLE */, TYPE_ULONG, ARG_VALUE, 0}, 2, 1},
    {{7 /* PR_GET_KEEPCAPS */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{8 /* PR_SET_KEEPCAPS */, TYPE_ULONG, ARG_VALUE, 0}, 2, 1},
    {{15 /* PR_SET_NAME */, TYPE_STRING, ARG_IN, SIZE_NUL}, 2, 1},
    {{16 /* PR_GET_NAME */, TYPE_STRING, ARG_OUT, SIZE_NUL}, 2, 1},
    {{21 /* PR_GET_SECCOMP */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{22 /* PR_SET_SECCOMP */, TYPE_SECCOMP_MODE, ARG_VALUE, 0}, 3, 1},
    {{23 /* PR_CAPBSET_READ */, TYPE_CAPABILITY, ARG_VALUE, 0}, 2, 1},
    {{24 /* PR_CAPBSET_DROP */, TYPE_CAPABILITY, ARG_VALUE, 0}, 2, 1},
    {{25 /* PR_GET_TSC */, TYPE_INT_PTR, ARG_OUT, 0}, 2, 1},
    {{26 /* PR_SET_TSC */, TYPE_PRCTL_TSC, ARG_VALUE, 0}, 2, 1},
    {{27 /* PR_GET_SECUREBITS */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{28 /* PR_SET_SECUREBITS */, TYPE_SECUREBITS, ARG_VALUE, 0}, 2, 1},
    {{29 /* PR_SET_TIMERSLACK */, TYPE_ULONG, ARG_VALUE, 0}, 2, 1},
    {{30 /* PR_GET_TIMERSLACK */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{31 /* PR_TASK_PERF_EVENTS_DISABLE */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{32 /* PR_TASK_PERF_EVENTS_ENABLE */, TYPE_NONE, ARG_VALUE, 0}, 1, 1},
    {{35 /* PR_SET_MM */, TYPE_PRCTL_MM, ARG_VALUE, 0}, 5, 1},
    {{36 /* PR_SET_CHILD_SUBREAPER */, TYPE_ULONG, ARG_VALUE, 0}, 2, 1},
    {{37 /* PR_GET_CHILD_SUBREAPER */, TYPE_INT_PTR, ARG_OUT, 0}, 2, 1},
    {{38 /* PR_SET_NO_NEW_PRIVS */, TYPE_ULONG, ARG_VALUE, 0}, 5, 1},
    {{39 /* PR_GET_NO_NEW_PRIVS */, TYPE_ULONG, ARG_VALUE, 0}, 5, 1},
    {{40 /* PR_GET_TID_ADDRESS */, TYPE_ADDRESS_PTR, ARG_OUT, 0}, 2, 1},
    {{47 /* PR_CAP_AMBIENT */, TYPE_CAPABILITY, ARG_VALUE, 0}, 5, 2},
    {{52 /* PR_GET_SPECULATION_CTRL */, TYPE_PRCTL_SPECULATION, ARG_VALUE, 0}, 2, 1},
    {{53 /* PR_SET_SPECULATION_CTRL */, TYPE_PRCTL_SPECULATION, ARG_VALUE, 0}, 3, 1},
    {{0x53564d41 /* PR_SET_VMA */, TYPE_STRING, ARG_IN, SIZE_NUL}, 5, 4},
    {{0x59616d61 /* PR_SET_PTRACER */, TYPE_PID, ARG_VALUE, 0}, 2, 1},
};

static const struct prctl_row *row_find(uint64_t option)
{
    for (size_t i = 0; i < ARRAY_COUNT(prctl_rows); i++)
        if (prctl_rows[i].choice.selector == (uint32_t)option)
            return &prctl_rows[i];
    return NULL;
}

static const struct choice *choice_of(uint64_t option, unsigned arg)
{
    const struct prctl_row *row = row_find(option);
    return row && row->typed_argument == arg ? &row->choice : NULL;
}

void capture_prctl_arg(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_choice(c, choice_of(c->args[0], c->arg));
}

void format_prctl_arg(struct formatter *f)
{
    format_choice(f, choice_of(format_register(f, 0), f->arg));
}

unsigned prctl_used_arguments(const struct formatter *f, unsigned index)
{
    const struct prctl_row *row = row_find(format_register(f, 0));

    (void)index;
    return row ? row->used_arguments : f->spec->arg_count;
}

const struct member members_signal[] = {{NULL, MEMBER_S32, .type = TYPE_SIGNAL}, {0}};
