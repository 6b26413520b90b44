/* The words that a command is started with: its arguments, its environment. */
#ifndef PTOP_CORE_LAUNCH_WORDS_H
#define PTOP_CORE_LAUNCH_WORDS_H

#include <ptop/thread.h>

/* A copy of the list with another first word.  Free the list, not its words. */
ANY_THREAD char **launch_arguments(char *const *argv, const char *argv0);

/* base with the changes in their order: "VAR=VALUE" sets, "VAR" takes away.  The same. */
ANY_THREAD char **launch_environment(char *const *base, const char *const *changes);

#endif
