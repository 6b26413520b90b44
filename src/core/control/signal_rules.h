/*
 * What happens to signals before they arrive: a rule for each.  TRACER_THREAD only.
 */
#ifndef PTOP_CORE_SIGNAL_RULES_H
#define PTOP_CORE_SIGNAL_RULES_H

#include <signal.h>
#include <stdint.h>

#include <ptop/command.h>
#include <ptop/error.h>

#define SIGNAL_LIMIT 65

struct control;
struct tracee;

struct signal_rules {
    uint8_t rule_of[SIGNAL_LIMIT]; /* enum signal_rule */
};

/* COMMAND_SIGNAL_RULE. */
int signal_rules_set(struct control *control, const struct command *command,
                     struct error *ret_error);
/* COMMAND_CHANGE_SIGNAL: of a tracee that is held with one. */
int signal_rules_change(struct control *control, struct tracee *tracee,
                        const struct command *command, struct error *ret_error);
/* COMMAND_SIGNAL, to what is traced, with the value that it carries. */
int signal_rules_send(struct control *control, const struct command *command,
                      struct error *ret_error);
/* A signal is to be delivered: tracee->pending_signal, which the rule may take away. */
void signal_rules_apply(struct control *control, struct tracee *tracee, siginfo_t *info,
                        uint8_t *flags);

#endif
