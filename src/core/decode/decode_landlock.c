/* Rules of Landlock: what they allow, by their kind. */
#include "capture.h"
#include "choice.h"
#include "formatter.h"
#include "value_type.h"

#define RULE_TYPE_ARG 1u

static const struct choice rule_choices[] = {
    {1 /* LANDLOCK_RULE_PATH_BENEATH */, TYPE_LANDLOCK_PATH_BENEATH, ARG_IN, 0},
    {2 /* LANDLOCK_RULE_NET_PORT */, TYPE_LANDLOCK_NET_PORT, ARG_IN, 0},
};

static const struct choice *rule_choice(uint64_t type)
{
    return choice_find(rule_choices, ARRAY_COUNT(rule_choices), (uint32_t)type);
}

/* Packed: the descriptor follows at once. */
const struct member members_landlock_path_beneath[] = {
    {"allowed_access", MEMBER_U64_PACKED, .type = TYPE_LANDLOCK_ACCESS_FS},
    {"parent_fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};

const struct member members_landlock_net_port[] = {
    {"allowed_access", MEMBER_U64, .type = TYPE_LANDLOCK_ACCESS_NET},
    {"port", MEMBER_U64, .type = TYPE_ULONG},
    {0},
};

void capture_landlock_rule_attr(struct capture *c, const struct arg_spec *arg)
{
    (void)arg;
    capture_choice(c, rule_choice(c->args[RULE_TYPE_ARG]));
}

void format_landlock_rule_attr(struct formatter *f)
{
    const struct choice *choice = rule_choice(format_register(f, RULE_TYPE_ARG));

    if (choice)
        format_choice(f, choice);
    else
        format_address(f, format_register(f, f->arg));
}
