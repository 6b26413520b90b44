/*
 * steps CHAPTER: code that a tracer steps through.
 *
 * It says in the truth page where the chapter's code begins, waits until it may go, runs the chapter
 * once and ends.  What stepping could change is written to the truth page, or checked here.
 */
#include <sched.h>
#include <stddef.h>
#include <sys/rseq.h>
#include <sys/syscall.h>
#include <ucontext.h>

#include "tracee.h"

#define TRAP_FLAG 0x100

static struct truth *truth;

/* ---- calls ------------------------------------------------------------------------------ */

static long by_syscall(long number)
{
    long result;

    __asm__ volatile("syscall" : "=a"(result) : "a"(number) : "rcx", "r11", "memory");
    return result;
}

static long by_interrupt(int number)
{
    long result;

    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number) : "r8", "r9", "r10", "r11", "memory");
    return result;
}

#define I386_GETPPID 64

static void calls(void)
{
    for (int i = 0; i < 10000; i++) {
        by_syscall(SYS_getppid);
        by_interrupt(I386_GETPPID);
        atomic_fetch_add(&truth->count[STEPS_COUNT], 1);
    }
}

/* ---- flags ------------------------------------------------------------------------------- */

/* What pushf pushes, in both widths, after a popf, and what a system call leaves in r11. */
static void flags(void)
{
    long wide, narrow = 0, saved, popped;

    __asm__ volatile("sub $128, %%rsp\n\t" /* the red zone */
                     "xor %%eax, %%eax\n\t"
                     "pushfq\n\t"
                     "pop %0\n\t"
                     "pushfw\n\t"
                     "popw %w1\n\t"
                     "mov $39, %%eax\n\t" /* getpid */
                     "syscall\n\t"
                     "mov %%r11, %2\n\t"
                     "pushfq\n\t"
                     "popfq\n\t"
                     "nop\n\t"
                     "pushfq\n\t"
                     "pop %3\n\t"
                     "add $128, %%rsp"
                     : "=&r"(wide), "+&r"(narrow), "=&r"(saved), "=&r"(popped)
                     :
                     : "rax", "rcx", "r11", "memory", "cc");
    atomic_store(&truth->count[STEPS_FLAGS], wide);
    atomic_store(&truth->count[STEPS_FLAGS + 1], narrow);
    atomic_store(&truth->count[STEPS_FLAGS + 2], saved);
    atomic_store(&truth->count[STEPS_FLAGS + 3], popped);
}

/* ---- the program's own trap flag ----------------------------------------------------------- */

static void on_trap(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    if (info->si_code == TRAP_TRACE)
        atomic_fetch_add(&truth->count[STEPS_COUNT], 1);
}

static void own_trap(void)
{
    __asm__ volatile("sub $128, %%rsp\n\t"
                     "pushfq\n\t"
                     "orq $0x100, (%%rsp)\n\t"
                     "popfq\n\t"
                     "nop\n\t"
                     "nop\n\t"
                     "nop\n\t"
                     "pushfq\n\t"
                     "andq $~0x100, (%%rsp)\n\t"
                     "popfq\n\t"
                     "add $128, %%rsp" ::
                         : "memory", "cc");
}

/* ---- repeated instructions ------------------------------------------------------------------ */

static char from[200000], to[200000];

static void repeat(void)
{
    void *source = from, *target = to;
    size_t count = sizeof from;

    memset(from, 'x', sizeof from);
    __asm__ volatile(".globl steps_repeat\n"
                     "steps_repeat: rep movsb"
                     : "+S"(source), "+D"(target), "+c"(count)
                     :
                     : "memory");
    CHECK(memcmp(from, to, sizeof from) == 0);
}
extern const char steps_repeat[];

/* ---- functions -------------------------------------------------------------------------------- */

/* recurse(n) counts to n, each call at one and the same place; it has no frame pointer. */
void steps_recurse(int n);
extern const char steps_recurse_call[];
_Atomic int64_t *steps_counter;
__asm__(".text\n"
        ".type steps_recurse, @function\n"
        "steps_recurse:\n"
        "    .cfi_startproc\n"
        "    test %edi, %edi\n"
        "    je 1f\n"
        "    sub $24, %rsp\n"
        "    .cfi_adjust_cfa_offset 24\n"
        "    dec %edi\n"
        ".globl steps_recurse_call\n"
        "steps_recurse_call:\n"
        "    call steps_recurse\n"
        "    mov steps_counter(%rip), %rax\n"
        "    incq (%rax)\n"
        "    add $24, %rsp\n"
        "    .cfi_adjust_cfa_offset -24\n"
        "1:  ret\n"
        "    .cfi_endproc\n"
        ".size steps_recurse, .-steps_recurse\n");

static void recursion(void)
{
    steps_counter = &truth->count[STEPS_COUNT];
    steps_recurse(5);
}

/* ---- signals ------------------------------------------------------------------------------------ */

static void on_signal(int signal)
{
    (void)signal;
    atomic_fetch_add(&truth->count[STEPS_HANDLED], 1);
}

static void spin(void)
{
    while (!atomic_load(&truth->count[STEPS_END]))
        atomic_fetch_add(&truth->count[STEPS_COUNT], 1);
}

/* ---- a call that waits ---------------------------------------------------------------------------- */

static int waiting[2];

static void wait_for_byte(void)
{
    char byte = 0;

    CHECK(read(waiting[0], &byte, 1) == 1 && byte == 'x');
}

/* ---- children --------------------------------------------------------------------------------------- */

static long flags_now(void)
{
    long now;

    __asm__ volatile("sub $128, %%rsp\n\tpushfq\n\tpop %0\n\tadd $128, %%rsp" : "=r"(now)::"memory");
    return now;
}

static void births(void)
{
    for (int i = 0; i < 3; i++) {
        pid_t child = i == 0 ? (pid_t)by_syscall(SYS_fork) : i == 1 ? vfork() : fork();

        if (child == 0)
            _exit(flags_now() & TRAP_FLAG ? 1 : 0);
        CHECK(child > 0 && tracee_exit_status(child) == 0);
    }
    atomic_store(&truth->count[STEPS_COUNT], 3);
}

static void exec_true(void)
{
    char *const argv[] = {"true", NULL};

    execv("/bin/true", argv);
    CHECK(0);
}

/* ---- a restartable sequence ---------------------------------------------------------------------------- */

/* Counts up in a sequence that begins again when it is interrupted. */
static void restartable(void)
{
    struct rseq *area = (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset);
    static int64_t done;

    __asm__ volatile(".pushsection .data.rel, \"aw\"\n\t"
                     ".balign 32\n"
                     "3:  .long 0, 0\n\t"
                     ".quad 1f, 2f - 1f, 4f\n\t"
                     ".popsection\n\t"
                     "5:  lea 3b(%%rip), %%rax\n\t"
                     "mov %%rax, %0\n\t"
                     "1:  mov %1, %%rax\n\t"
                     "inc %%rax\n\t"
                     "mov %%rax, %1\n\t"
                     "2:  jmp 6f\n\t"
                     ".long 0x53053053\n" /* RSEQ_SIG */
                     "4:  jmp 5b\n\t"
                     "6:"
                     : "+m"(area->rseq_cs), "+m"(done)
                     :
                     : "rax", "memory", "cc");
    atomic_store(&truth->count[STEPS_COUNT], done);
}

/* ---- */

static const struct chapter {
    const char *name;
    void (*run)(void);
} chapters[] = {
    {"calls", calls},   {"flags", flags},         {"own_trap", own_trap},
    {"repeat", repeat}, {"recursion", recursion}, {"spin", spin},
    {"wait", wait_for_byte}, {"births", births},  {"exec", exec_true},
    {"restartable", restartable},
};

static const struct chapter *find_chapter(const char *name)
{
    for (size_t i = 0; i < sizeof(chapters) / sizeof(chapters[0]); i++)
        if (strcmp(chapters[i].name, name) == 0)
            return &chapters[i];
    CHECK(0);
    return NULL;
}

int main(int argc, char **argv)
{
    struct sigaction on_user = {.sa_handler = on_signal};
    struct sigaction trapped = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO};
    const struct chapter *chapter;

    CHECK(argc == 2);
    tracee_begin();
    truth = tracee_truth();
    chapter = find_chapter(argv[1]);
    CHECK(pipe(waiting) == 0);
    CHECK(sigaction(SIGUSR1, &on_user, NULL) == 0 && sigaction(SIGTRAP, &trapped, NULL) == 0);
    atomic_store(&truth->count[STEPS_CHAPTER], (int64_t)(uintptr_t)chapter->run);
    atomic_store(&truth->count[STEPS_RECURSE], (int64_t)(uintptr_t)steps_recurse);
    atomic_store(&truth->count[STEPS_RECURSE_CALL], (int64_t)(uintptr_t)steps_recurse_call);
    atomic_store(&truth->count[STEPS_REPEAT], (int64_t)(uintptr_t)steps_repeat);
    atomic_store(&truth->count[STEPS_HANDLER], (int64_t)(uintptr_t)on_signal);
    atomic_store(&truth->count[STEPS_PIPE], waiting[1]);
    truth_reach(&truth->stage, 1);
    truth_await(&truth->go, 1, TRACEE_LIFETIME_S * 1000);
    chapter->run();
    return 0;
}
