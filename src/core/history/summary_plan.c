#include "core/history/summary_plan.h"

#include <fcntl.h>
#include <string.h>

#define RESULT PIECE_RESULT
#define NONE   PLAN_NO_ARG

/* What the types of the arguments do not tell.  Of several messages the result is their count. */
static const struct {
    const char *name;
    uint8_t arg, use, bytes;
} uses[] = {
    {"read", 0, USE_READ, RESULT},
    {"pread64", 0, USE_READ, RESULT},
    {"readv", 0, USE_READ, RESULT},
    {"preadv", 0, USE_READ, RESULT},
    {"preadv2", 0, USE_READ, RESULT},
    {"getdents", 0, USE_READ, RESULT},
    {"getdents64", 0, USE_READ, RESULT},
    {"recvfrom", 0, USE_READ, RESULT},
    {"recvmsg", 0, USE_READ, RESULT},
    {"recvmmsg", 0, USE_READ, NONE},
    {"recvmmsg_time64", 0, USE_READ, NONE},
    {"mq_timedreceive", 0, USE_READ, RESULT},
    {"mq_timedreceive_time64", 0, USE_READ, RESULT},

    {"write", 0, USE_WRITE, RESULT},
    {"pwrite64", 0, USE_WRITE, RESULT},
    {"writev", 0, USE_WRITE, RESULT},
    {"pwritev", 0, USE_WRITE, RESULT},
    {"pwritev2", 0, USE_WRITE, RESULT},
    {"vmsplice", 0, USE_WRITE, RESULT},
    {"sendto", 0, USE_WRITE, RESULT},
    {"sendmsg", 0, USE_WRITE, RESULT},
    {"sendmmsg", 0, USE_WRITE, NONE},
    {"mq_timedsend", 0, USE_WRITE, 2},
    {"mq_timedsend_time64", 0, USE_WRITE, 2},

    {"sendfile", 0, USE_WRITE, RESULT},
    {"sendfile", 1, USE_READ, RESULT},
    {"sendfile64", 0, USE_WRITE, RESULT},
    {"sendfile64", 1, USE_READ, RESULT},
    {"splice", 0, USE_READ, RESULT},
    {"splice", 2, USE_WRITE, RESULT},
    {"tee", 0, USE_READ, RESULT},
    {"tee", 1, USE_WRITE, RESULT},
    {"copy_file_range", 0, USE_READ, RESULT},
    {"copy_file_range", 2, USE_WRITE, RESULT},

    {"mmap", 4, USE_MAP, 1},
    {"mmap2", 4, USE_MAP, 1},

    /* A new descriptor of what was open before. */
    {"dup", RESULT, USE_CALL, NONE},
    {"dup2", RESULT, USE_CALL, NONE},
    {"dup3", RESULT, USE_CALL, NONE},
    {"pidfd_getfd", RESULT, USE_CALL, NONE},
};

static void add_subject(struct plan *plan, struct plan_subject subject)
{
    plan->subjects[plan->count++] = subject;
}

static void add_argument(struct plan *plan, const struct syscall_spec *spec, uint8_t arg)
{
    const struct arg_spec *type = &spec->args[arg];
    struct plan_subject subject = {
        .arg = arg, .use = USE_CALL, .bytes = PLAN_NO_ARG, .dirfd = PLAN_NO_ARG};

    switch ((int)type->type) { /* the other types name no file */
    case TYPE_FD:
        add_subject(plan, subject);
        break;
    case TYPE_PATH:
        if (type->direction != ARG_IN)
            break;
        subject.is_path = true;
        subject.use = plan->opens_path ? USE_OPEN : USE_CALL;
        if (arg > 0 && spec->args[arg - 1].type == TYPE_DIRFD)
            subject.dirfd = (uint8_t)(arg - 1);
        add_subject(plan, subject);
        break;
    case TYPE_OPEN_FLAGS:
    case TYPE_OPEN_HOW:
        plan->flags = arg;
        break;
    }
}

static void apply_uses(struct plan *plan, const char *name)
{
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
        if (strcmp(uses[i].name, name) != 0)
            continue;
        for (uint8_t j = 0; j < plan->count; j++) {
            if (plan->subjects[j].arg != uses[i].arg)
                continue;
            plan->subjects[j].use = uses[i].use;
            plan->subjects[j].bytes = uses[i].bytes;
        }
    }
}

struct plan plan_of(const struct syscall_spec *spec)
{
    struct plan plan = {.flags = PLAN_NO_ARG, .opens_path = spec->result == TYPE_FD};

    if (strcmp(spec->name, "creat") == 0)
        plan.fixed_flags = O_CREAT | O_WRONLY | O_TRUNC;
    if (plan.opens_path) /* first: paths are passed over where it has a name */
        add_subject(&plan, (struct plan_subject){.arg = PIECE_RESULT,
                                                 .use = USE_OPEN,
                                                 .bytes = PLAN_NO_ARG,
                                                 .dirfd = PLAN_NO_ARG});
    for (uint8_t arg = 0; arg < spec->arg_count; arg++)
        add_argument(&plan, spec, arg);
    apply_uses(&plan, spec->name);
    return plan;
}
