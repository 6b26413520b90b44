/*
 * traps: every stop that is the program's own and looks like a tracer's.  SIGTRAP
 * comes from kill, tgkill and sigqueue, from int3 in both encodings, from icebp and
 * from the trap flag; all must reach the handler, with the si_code that the kernel
 * gives without a tracer.
 */
#include <ucontext.h>

#include "tracee.h"

#define TRAP_FLAG 0x100
#define ICEBP     0xf1

static volatile sig_atomic_t handled, last_code;

static void on_trap(int signal, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)signal;
    registers[REG_EFL] &= ~TRAP_FLAG;
    if (*(const unsigned char *)registers[REG_RIP] == ICEBP) /* some hypervisors stay there */
        registers[REG_RIP]++;
    last_code = info->si_code;
    handled++;
}

static void trap_kill(void)
{
    kill(getpid(), SIGTRAP);
}

static void trap_tgkill(void)
{
    raise(SIGTRAP);
}

static void trap_queue(void)
{
    sigqueue(getpid(), SIGTRAP, (union sigval){.sival_int = 5});
}

static void trap_int3(void)
{
    __asm__ volatile(".byte 0xcc");
}

static void trap_int_3(void)
{
    __asm__ volatile(".byte 0xcd, 0x03");
}

static void trap_icebp(void)
{
    __asm__ volatile(".byte 0xf1");
}

static void trap_flag(void)
{
    __asm__ volatile("sub $128, %%rsp\n\t" /* the red zone */
                     "pushf\n\t"
                     "orl $0x100, (%%rsp)\n\t"
                     "popf\n\t"
                     "nop\n\t"
                     "nop\n\t"
                     "add $128, %%rsp" ::
                         : "memory", "cc");
}

static const struct {
    void (*trap)(void);
    int code;
} traps[] = {
    {trap_kill, SI_USER},    {trap_tgkill, SI_TKILL}, {trap_queue, SI_QUEUE},
    {trap_int3, SI_KERNEL},  {trap_int_3, SI_KERNEL}, {trap_icebp, TRAP_BRKPT},
    {trap_flag, TRAP_TRACE},
};

int main(void)
{
    struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO};
    int count = sizeof(traps) / sizeof(traps[0]);

    tracee_begin();
    CHECK(sigaction(SIGTRAP, &action, NULL) == 0);
    for (int i = 0; i < count; i++) {
        traps[i].trap();
        CHECK(handled == i + 1);
        CHECK(last_code == traps[i].code);
    }
    return 0;
}
