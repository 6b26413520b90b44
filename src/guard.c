#include "guard.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ptop/session.h>

#define STACK_BYTES (64 * 1024)

static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS };

static void (*restore)(void);
static char stack[STACK_BYTES];
static atomic_flag is_handling = ATOMIC_FLAG_INIT;

static void on_fatal(int signal)
{
    struct sigaction plain = { .sa_handler = SIG_DFL };

    if (!atomic_flag_test_and_set(&is_handling)) { /* a second fault does not try again */
        session_emergency_detach();
        if (restore)
            restore();
    }
    sigaction(signal, &plain, NULL);
    syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), signal);
}

void guard_install(void (*restore_terminal)(void))
{
    stack_t alternate = { .ss_sp = stack, .ss_size = sizeof stack };
    struct sigaction action;

    restore = restore_terminal;
    sigaltstack(&alternate, NULL); /* an overflown stack can still be handled */
    memset(&action, 0, sizeof action);
    action.sa_handler = on_fatal;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; i++)
        sigaction(fatal[i], &action, NULL);
}
